//! `summitry economy optimal`: the best tariffs of a region, of a trade war, of full cooperation.

use crate::cli::Failure;
use crate::cli::economy::input::{self, ModelArguments};
use crate::cli::table::{change, short, table};
use crate::economy::{Chosen, Model, Objective, Output, Policy};
use clap::{Args, ValueEnum};
use indicatif::ProgressBar;
use serde_json::{Map, Value, json};
use std::time::Duration;

/// Who chooses tariffs.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Game {
    /// One region, while the others keep to the policy.
    Optimal,
    /// Every region, each best against the others.
    Nash,
    /// All together, gains shared evenly.
    Cooperative,
}

/// What governments want.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Aim {
    /// Real national income.
    RealIncome,
    /// Real income of sectors weighted by political weights (Ossa 2014).
    Government,
}

/// Arguments of `economy optimal`.
#[derive(Args)]
#[command(
    after_help = "Examples:\n  summitry economy optimal world-2024 --region USA\n  summitry economy optimal world-2024 --game nash --aim government --json"
)]
pub struct Optimal {
    #[command(flatten)]
    model: ModelArguments,
    /// Code of the region whose tariffs are chosen; needed unless all regions choose.
    #[arg(long, required_if_eq("game", "optimal"))]
    region: Option<String>,
    /// Who chooses.
    #[arg(long, value_enum, default_value_t = Game::Optimal)]
    game: Game,
    /// What they want.
    #[arg(long, value_enum, default_value_t = Aim::RealIncome)]
    aim: Aim,
    /// The policy that everything else follows: a CSV file, or the name of one that the dataset brings along.
    #[arg(long, value_name = "FILE.csv")]
    policy: Option<String>,
    /// Print JSON.
    #[arg(long)]
    json: bool,
}

impl Optimal {
    pub(super) fn execute(self) -> Result<(), Failure> {
        let model = self.model.model()?;
        let policy = input::policy(&model.dataset, self.policy.as_deref())?;
        let objective = match self.aim {
            Aim::RealIncome => Objective::RealIncome,
            Aim::Government => Objective::Government,
        };
        let region = self.region.as_deref().map(|code| input::region(&model.dataset, code)).transpose()?;
        let spinner = if self.json { ProgressBar::hidden() } else { ProgressBar::new_spinner() };
        spinner.enable_steady_tick(Duration::from_millis(100));
        spinner.set_message("climbing");
        let chosen = match (self.game, region) {
            (Game::Optimal, Some(region)) => model.optimal_tariffs(&policy, region, objective)?,
            (Game::Optimal, None) => return Err(Failure::Flag("--region: name the region that chooses".to_string())),
            (Game::Nash, _) => model.nash_tariffs(&policy, objective, |round, moved| {
                spinner.set_message(format!("round {round}: tariffs moved by up to {:.1} points", 100.0 * moved));
            })?,
            (Game::Cooperative, _) => model.cooperative_tariffs(&policy, objective)?,
        };
        spinner.finish_and_clear();
        let choosers: Vec<usize> = match (self.game, region) {
            (Game::Optimal, Some(region)) => vec![region],
            _ => (0..model.region_count()).collect(),
        };
        if self.json {
            println!("{:#}", report(&model, &policy, &chosen, &choosers));
        } else {
            print(&model, &policy, &chosen, &choosers);
        }
        Ok(())
    }
}

/// Mean tariff of a region by base imports, percent; over the partner and sector given.
fn mean(model: &Model, policy: &Policy, region: usize, partner: Option<usize>, sector: Option<usize>) -> f64 {
    let dataset = &model.dataset;
    let (mut duties, mut imports) = (0.0, 0.0);
    for other in (0..dataset.region_count()).filter(|other| *other != region && partner.is_none_or(|one| one == *other))
    {
        for good in (0..dataset.sector_count()).filter(|good| sector.is_none_or(|one| one == *good)) {
            let flow = dataset.flow_index(other, region, good);
            duties += dataset.flows[flow] * policy.tariff[flow];
            imports += dataset.flows[flow];
        }
    }
    100.0 * duties / imports
}

fn print(model: &Model, before: &Policy, chosen: &Chosen, choosers: &[usize]) {
    let dataset = &model.dataset;
    let mut names: Vec<String> = ["", "mean tariff %", "was %"].map(str::to_string).to_vec();
    names.extend(dataset.sector_codes());
    let rows = choosers.iter().map(|&region| {
        let mut row = vec![
            dataset.regions[region].0.clone(),
            change(mean(model, &chosen.policy, region, None, None), 1),
            change(mean(model, before, region, None, None), 1),
        ];
        row.extend(
            (0..dataset.sector_count())
                .map(|sector| change(mean(model, &chosen.policy, region, None, Some(sector)), 1)),
        );
        row
    });
    println!("Tariffs chosen, percent, by sector (means weighted by base imports)\n{}\n", table(&names, 1, rows));
    if let [region] = choosers {
        let names: Vec<String> = std::iter::once(String::new()).chain(dataset.sector_codes()).collect();
        let partners = (0..dataset.region_count()).filter(|partner| partner != region);
        let rows = partners.map(|partner| {
            let mut row = vec![dataset.regions[partner].0.clone()];
            row.extend(
                (0..dataset.sector_count())
                    .map(|sector| change(mean(model, &chosen.policy, *region, Some(partner), Some(sector)), 1)),
            );
            row
        });
        println!("On imports from\n{}\n", table(&names, 1, rows));
    }
    let names = ["", "region", "real income %", "government %", "terms of trade %"].map(str::to_string);
    let rows = dataset.regions.iter().enumerate().map(|(region, (code, name))| {
        let of = |output: Output| change(model.output(&chosen.solution, &output, region), 2);
        vec![
            code.clone(),
            short(name),
            of(Output::Welfare),
            of(Output::GovernmentWelfare { weighted: true }),
            of(Output::TermsOfTrade),
        ]
    });
    println!("What they lead to, changes from the base year\n{}", table(&names, 2, rows));
}

fn report(model: &Model, before: &Policy, chosen: &Chosen, choosers: &[usize]) -> Value {
    let dataset = &model.dataset;
    let regions: Map<String, Value> = dataset
        .regions
        .iter()
        .enumerate()
        .map(|(region, (code, _))| {
            let of = |output: Output| model.output(&chosen.solution, &output, region);
            let values = json!({
                "welfare_change_pct": of(Output::Welfare),
                "government_welfare_change_pct": of(Output::GovernmentWelfare { weighted: true }),
                "mean_tariff_pct": mean(model, &chosen.policy, region, None, None),
                "mean_tariff_before_pct": mean(model, before, region, None, None),
            });
            (code.clone(), values)
        })
        .collect();
    let tariffs: Vec<Value> = choosers
        .iter()
        .flat_map(|&region| model.imports_of(before, region))
        .map(|flow| {
            let (pair, sector) = (flow / dataset.sector_count(), flow % dataset.sector_count());
            let (exporter, importer) = (pair / dataset.region_count(), pair % dataset.region_count());
            json!({
                "exporter": dataset.regions[exporter].0,
                "importer": dataset.regions[importer].0,
                "sector": dataset.sectors[sector].0,
                "tariff": chosen.policy.tariff[flow],
            })
        })
        .collect();
    json!({ "rounds": chosen.rounds, "regions": regions, "tariffs": tariffs })
}
