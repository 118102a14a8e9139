//! The columns of games.parquet, turns.parquet and actions.parquet, each with the value that it takes from a record.

use crate::batch::plan::{Plan, VariedKind};
use crate::batch::records::{ActionRecord, GameRecord, Spot, TurnRecord};
use crate::batch::tables::{Cell, Columns, Kind, Layout};
use crate::rules::case::Case;
use parquet::errors::Result;
use serde_json::Value;

/// A turn and the game that it belongs to.
pub struct TurnRow {
    /// Where the game stands.
    pub spot: Spot,
    /// The turn.
    pub turn: TurnRecord,
}

/// A decision and the game that it belongs to.
pub struct ActionRow {
    /// Where the game stands.
    pub spot: Spot,
    /// The decision.
    pub action: ActionRecord,
}

/// The layouts of all tables of a sweep.
pub struct Layouts {
    /// Of games.parquet.
    pub games: Layout<GameRecord>,
    /// Of turns.parquet.
    pub turns: Layout<TurnRow>,
    /// Of actions.parquet.
    pub actions: Layout<ActionRow>,
}

impl Layouts {
    /// The layouts of a plan's tables.
    ///
    /// # Errors
    /// When Parquet does not take the columns, which their names and kinds do not allow.
    pub fn new(plan: &Plan) -> Result<Self> {
        Ok(Layouts { games: games(plan)?, turns: turns(plan.base())?, actions: actions(plan.base())? })
    }
}

fn text<'r>(value: impl Into<std::borrow::Cow<'r, str>>) -> Cell<'r> {
    Cell::Text(value.into())
}

fn varied(value: Option<&Value>, kind: VariedKind) -> Cell<'_> {
    let Some(value) = value else { return Cell::None };
    match kind {
        VariedKind::Integer => value.as_i64().map_or(Cell::None, Cell::Whole),
        VariedKind::Number => value.as_f64().map_or(Cell::None, Cell::Number),
        VariedKind::Boolean => value.as_bool().map_or(Cell::None, Cell::Flag),
        VariedKind::Text => match value {
            Value::String(words) => text(words.as_str()),
            other => text(other.to_string()),
        },
    }
}

fn games(plan: &Plan) -> Result<Layout<GameRecord>> {
    let mut columns: Columns<GameRecord> = Columns::default();
    columns.add("game", Kind::U64, |row| Cell::Count(row.spot.game));
    columns.add("cell", Kind::U32, |row| Cell::Count(row.spot.cell));
    columns.add("block", Kind::U16, |row| Cell::Count(row.spot.block as u64));
    columns.add("replicate", Kind::U32, |row| Cell::Count(row.spot.replicate));
    columns.add("seed", Kind::U64, |row| Cell::Count(row.seed));
    for (position, path) in plan.varied().iter().enumerate() {
        let column = match path.kind {
            VariedKind::Integer => Kind::I64,
            VariedKind::Number => Kind::F64,
            VariedKind::Boolean => Kind::Boolean,
            VariedKind::Text => Kind::Text,
        };
        let kind = path.kind;
        columns.maybe(&path.column, column, move |row| {
            varied(row.spot.varied.get(position).and_then(Option::as_ref), kind)
        });
    }
    let case = plan.base();
    let codes: Vec<String> = case.nations.iter().map(|nation| nation.code.clone()).collect();
    for (seat, code) in codes.iter().enumerate() {
        columns.add(&format!("policy_{code}"), Kind::Text, move |row| text(row.nations[seat].policy.as_str()));
    }
    columns.add("failed", Kind::Boolean, |row| Cell::Flag(row.failure.is_some()));
    columns.add("outcome", Kind::Text, |row| text(row.outcome.key()));
    type Number = fn(&GameRecord, usize) -> f64;
    let numbers: [(&str, Number); 3] = [
        ("payoff", |row, seat| row.nations[seat].payoff),
        ("approval", |row, seat| row.nations[seat].approval),
        ("resolve", |row, seat| row.nations[seat].resolve),
    ];
    for (name, number) in numbers {
        for (seat, code) in codes.iter().enumerate() {
            columns.add(&format!("{name}_{code}"), Kind::F64, move |row| Cell::Number(number(row, seat)));
        }
    }
    for (position, name) in ["threats", "executed", "bluffs"].into_iter().enumerate() {
        for (seat, code) in codes.iter().enumerate() {
            columns
                .add(&format!("{name}_{code}"), Kind::U32, move |row| Cell::Count(row.nations[seat].threats[position]));
        }
    }
    columns.add("turns", Kind::U16, |row| Cell::Count(row.turns));
    columns.maybe("agreement_turn", Kind::U16, |row| row.agreement.map_or(Cell::None, |(turn, _)| Cell::Count(turn)));
    columns.maybe("agreement_day", Kind::I32, |row| {
        row.agreement.map_or(Cell::None, |(_, day)| Cell::Whole(i64::from(day)))
    });
    for (position, issue) in case.issues.iter().enumerate() {
        let options: Vec<String> = issue.options.iter().map(|option| option.name.clone()).collect();
        columns.maybe(&format!("term_{}", issue.id), Kind::Text, move |row| {
            let option = row.terms.get(position).copied().flatten().and_then(|option| options.get(option));
            // The layout outlives the row, and its names with it; a copy is what the row's lifetime allows.
            option.map_or(Cell::None, |name| text(name.clone()))
        });
    }
    columns.maybe("last_word", Kind::Text, move |row| {
        let code = row.last_word.and_then(|nation| codes.get(nation.index()));
        code.map_or(Cell::None, |code| text(code.clone()))
    });
    columns.add("tension_peak", Kind::F64, |row| Cell::Number(row.tension[0]));
    columns.add("tension_end", Kind::F64, |row| Cell::Number(row.tension[1]));
    columns.add("market_end", Kind::F64, |row| Cell::Number(row.market));
    let threats = ["threats", "threats_met", "threats_executed", "threats_withdrawn", "bluffs"];
    for (position, name) in threats.into_iter().enumerate() {
        columns.add(name, Kind::U32, move |row| Cell::Count(row.threats[position]));
    }
    for (position, name) in ["promises", "promises_kept", "promises_broken"].into_iter().enumerate() {
        columns.add(name, Kind::U32, move |row| Cell::Count(row.promises[position]));
    }
    for (position, name) in ["offers", "meetings", "agreements", "breaches"].into_iter().enumerate() {
        columns.add(name, Kind::U32, move |row| Cell::Count(row.counts[position]));
    }
    columns.add("digest", Kind::U64, |row| Cell::Count(row.digest));
    columns.layout("games")
}

/// Where the game of a row stands in the sweep.
fn spot<R: 'static>(columns: &mut Columns<R>, of: fn(&R) -> &Spot) {
    columns.add("game", Kind::U64, move |row| Cell::Count(of(row).game));
    columns.add("cell", Kind::U32, move |row| Cell::Count(of(row).cell));
    columns.add("replicate", Kind::U32, move |row| Cell::Count(of(row).replicate));
}

fn turns(case: &Case) -> Result<Layout<TurnRow>> {
    let mut columns: Columns<TurnRow> = Columns::default();
    spot(&mut columns, |row| &row.spot);
    columns.add("turn", Kind::U16, |row| Cell::Count(row.turn.turn));
    columns.add("date", Kind::Date, |row| Cell::Whole(row.turn.date));
    columns.add("tension", Kind::F64, |row| Cell::Number(row.turn.tension));
    columns.add("market", Kind::F64, |row| Cell::Number(row.turn.market));
    for (position, name) in ["payoff", "no_deal", "approval", "capital"].into_iter().enumerate() {
        for (seat, nation) in case.nations.iter().enumerate() {
            columns.add(&format!("{name}_{}", nation.code), Kind::F64, move |row| {
                Cell::Number(row.turn.nations[seat][position])
            });
        }
    }
    for (position, measure) in case.measures.iter().enumerate() {
        columns.add(&format!("level_{}", measure.id), Kind::U8, move |row| {
            Cell::Count(u64::from(row.turn.levels[position]))
        });
    }
    columns.layout("turns")
}

fn actions(case: &Case) -> Result<Layout<ActionRow>> {
    let codes: Vec<String> = case.nations.iter().map(|nation| nation.code.clone()).collect();
    let mut columns: Columns<ActionRow> = Columns::default();
    spot(&mut columns, |row| &row.spot);
    columns.add("turn", Kind::U16, |row| Cell::Count(row.action.turn));
    columns.add("date", Kind::Date, |row| Cell::Whole(row.action.date));
    columns.add("position", Kind::U32, |row| Cell::Count(row.action.position));
    columns.add("seat", Kind::Text, move |row| text(codes.get(row.action.seat.index()).cloned().unwrap_or_default()));
    columns.add("kind", Kind::Text, |row| text(row.action.action.split(' ').next().unwrap_or_default()));
    columns.add("action", Kind::Text, |row| text(row.action.action.as_str()));
    columns.layout("actions")
}
