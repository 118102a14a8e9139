//! `summitry economy leverage`: what each measure costs the other side for each point that it costs its owner.

use crate::cli::Failure;
use crate::cli::table::{change, header, table};
use crate::game::Game;
use crate::rules::case::{Case, MeasureId, NationId};
use crate::scenario;
use clap::Args;
use serde_json::{Value, json};

/// A fall of payoff below this many points counts as none.
const NOTHING: f64 = 0.005;

/// Arguments of `economy leverage`.
#[derive(Args)]
#[command(after_help = "Example:\n  summitry economy leverage rare-earths-2025")]
pub struct Leverage {
    /// Shipped scenario, or a folder.
    scenario: String,
    /// Print JSON.
    #[arg(long)]
    json: bool,
}

/// What setting a measure to a level does to the no-deal payoffs of its owner and a target.
struct Row {
    measure: MeasureId,
    level: u8,
    owner: NationId,
    target: NationId,
    own_fall: f64,
    target_fall: f64,
}

impl Row {
    /// Fall of the target's payoff for each point that the owner's falls; none when the owner loses nothing.
    fn ratio(&self) -> Option<f64> {
        (self.own_fall > NOTHING).then(|| self.target_fall / self.own_fall)
    }

    /// The ratio in words.
    fn worth(&self) -> String {
        match self.ratio() {
            Some(ratio) => change(ratio, 2),
            None if self.target_fall > NOTHING => "costs the owner nothing".to_string(),
            None => "none".to_string(),
        }
    }
}

impl Leverage {
    pub(super) fn execute(self) -> Result<(), Failure> {
        let case = scenario::load(&self.scenario)?;
        let mut game = Game::new(case.clone(), 1, &[]);
        let rows: Vec<Row> = game.look(|table| {
            let now = table.no_deal_levels();
            let mut rows = Vec::new();
            for measure in case.measure_ids() {
                let lever = case.measure(measure);
                for level in (0..lever.levels.len() as u8).filter(|level| *level != now[measure.index()]) {
                    for target in lever.targets.iter().filter(|target| *target != lever.owner) {
                        let (own_fall, target_fall) = table.leverage(measure, level, target);
                        rows.push(Row { measure, level, owner: lever.owner, target, own_fall, target_fall });
                    }
                }
            }
            rows
        });
        if self.json {
            println!("{:#}", Value::Array(rows.iter().map(|row| report(&case, row)).collect()));
            return Ok(());
        }
        println!(
            "{}\nIf a measure went to a level with no deal made: fall of the no-deal payoffs, points of 100; a rise is negative.\n\
             Leverage: how far the target falls for each point that the owner falls.",
            case.title
        );
        let columns = header(&["measure", "level", "owner", "target", "owner falls", "target falls", "leverage"]);
        let lines = rows.iter().filter(|row| row.own_fall.abs().max(row.target_fall.abs()) > NOTHING).map(|row| {
            vec![
                case.measure(row.measure).name.clone(),
                case.level(row.measure, row.level).name.clone(),
                case.nation(row.owner).code.clone(),
                case.nation(row.target).code.clone(),
                change(row.own_fall, 2),
                change(row.target_fall, 2),
                row.worth(),
            ]
        });
        println!("{}", table(&columns, 4, lines));
        Ok(())
    }
}

fn report(case: &Case, row: &Row) -> Value {
    json!({
        "measure": case.measure(row.measure).id,
        "level": case.level(row.measure, row.level).name,
        "owner": case.nation(row.owner).code,
        "target": case.nation(row.target).code,
        "owner_fall": row.own_fall,
        "target_fall": row.target_fall,
        "leverage": row.ratio(),
    })
}
