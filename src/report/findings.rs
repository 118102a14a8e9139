//! What the report says of a results folder, in numbers.

use crate::batch::design::Design;
use crate::report::results::{Results, Value, is_agreement};
use crate::rules::state::Outcome;
use crate::statistics::discovery::{self, Column, Region};
use crate::statistics::interval::{Interval, Sample, ordered, quantile, wilson};
use crate::statistics::paired::{self, Comparison};
use crate::statistics::sensitivity::{self, Index};
use crate::statistics::survival::{Curve, Life};

/// Most values of a parameter that are told apart one by one.
const MOST_LEVELS: usize = 12;
/// Classes that a parameter of more values is divided into.
const CLASSES: usize = 6;
/// Most cells that are compared with the first.
const MOST_COMPARED: usize = 12;
/// Fewest games with either party speaking last for which what that is worth is told.
const FEWEST_TALKS: u64 = 100;

/// A share with its Wilson interval.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Share {
    /// Games in which it came.
    pub hits: u64,
    /// Games.
    pub of: u64,
}

impl Share {
    /// The share, 0 to 1.
    pub fn value(self) -> f64 {
        self.hits as f64 / self.of.max(1) as f64
    }

    /// Its 95 percent interval.
    pub fn interval(self) -> Interval {
        wilson(self.hits, self.of)
    }
}

/// Games by outcome class, in the order of [`Outcome::ALL`].
pub fn outcomes(results: &Results) -> Vec<(Outcome, Share)> {
    let count = |class: Outcome| results.games.outcome.iter().filter(|outcome| **outcome == class).count() as u64;
    Outcome::ALL.into_iter().map(|class| (class, Share { hits: count(class), of: results.count() as u64 })).collect()
}

/// Whether each game ended in an agreement that passed at home.
pub fn agreements(results: &Results) -> Vec<bool> {
    results.games.outcome.iter().map(|outcome| is_agreement(*outcome)).collect()
}

/// A nation's payoffs.
pub struct Payoffs {
    /// Count, mean and spread.
    pub sample: Sample,
    /// The 5th, 25th, 50th, 75th and 95th percentile.
    pub quantiles: [f64; 5],
}

/// Payoffs by nation.
pub fn payoffs(results: &Results) -> Vec<Payoffs> {
    let of = |values: &Vec<f64>| {
        let ordered = ordered(values.iter().copied());
        let quantiles = [0.05, 0.25, 0.5, 0.75, 0.95].map(|share| quantile(&ordered, share));
        Payoffs { sample: Sample::of(values.iter().copied()), quantiles }
    };
    results.games.payoffs.iter().map(of).collect()
}

/// Time to the first agreement between the summit's parties, in days; a game without one is watched until `horizon`.
pub fn survival(results: &Results, horizon: f64) -> Curve {
    let life = |day: &Option<i32>| match day {
        Some(day) => Life { time: f64::from(*day), event: true },
        None => Life { time: horizon, event: false },
    };
    Curve::of(&results.games.agreement_day.iter().map(life).collect::<Vec<_>>())
}

/// A parameter's values as classes of games.
pub struct Levels {
    /// Position among the varied paths.
    pub path: usize,
    /// Names of the classes, in order.
    pub names: Vec<String>,
    /// Middle of each class, where the values are numbers.
    pub middles: Option<Vec<f64>>,
    /// Class of each cell.
    pub of_cell: Vec<usize>,
}

/// The classes of a varied path over all cells: its values where they are few, else six ranges of equal width.
pub fn levels(results: &Results, path: usize) -> Levels {
    levels_within(results, path, &vec![true; results.cells.len()])
}

/// The classes of a varied path over some cells; what the others belong to says nothing.
pub fn levels_within(results: &Results, path: usize, cells: &[bool]) -> Levels {
    let within = || results.values[path].iter().zip(cells).filter(|(_, within)| **within).map(|(value, _)| value);
    let number = |value: &Value| if let Value::Number(number) = value { Some(*number) } else { None };
    let Some(numbers) = within().map(number).collect::<Option<Vec<f64>>>() else {
        let mut names: Vec<String> = Vec::new();
        for value in within().map(Value::text) {
            if !names.contains(&value) {
                names.push(value);
            }
        }
        let class = |value: &Value| names.iter().position(|known| *known == value.text()).unwrap_or(0);
        let of_cell = results.values[path].iter().map(class).collect();
        return Levels { path, names, middles: None, of_cell };
    };
    let mut distinct = ordered(numbers);
    distinct.dedup();
    let all = || results.values[path].iter().map(|value| number(value).unwrap_or(0.0));
    if distinct.len() <= MOST_LEVELS {
        let class = |number: f64| distinct.partition_point(|known| *known < number).min(distinct.len() - 1);
        let of_cell = all().map(class).collect();
        let names = distinct.iter().map(|number| Value::Number(*number).text()).collect();
        return Levels { path, names, middles: Some(distinct), of_cell };
    }
    let (low, high) = (distinct[0], distinct[distinct.len() - 1]);
    let width = (high - low) / CLASSES as f64;
    let of_cell = all().map(|number| (((number - low) / width) as usize).min(CLASSES - 1)).collect();
    let end = |class: usize| short(low + width * class as f64, width);
    let names = (0..CLASSES).map(|class| format!("{}–{}", end(class), end(class + 1))).collect();
    let middles = (0..CLASSES).map(|class| low + width * (class as f64 + 0.5)).collect();
    Levels { path, names, middles: Some(middles), of_cell }
}

/// Varied paths that move, the one that explains most of whether there is an agreement first, and how much each explains.
pub struct Ranking {
    /// Paths in order.
    pub order: Vec<usize>,
    /// Shares of variance, where they can be told.
    pub sensitivity: Option<Sensitivity>,
}

/// Ranks what moves by what it explains of whether there is an agreement.
pub fn ranking(results: &Results) -> Ranking {
    let agreed: Vec<f64> = agreements(results).into_iter().map(f64::from).collect();
    let mut order = results.moving();
    let sensitivity = sensitivity(results, &agreed, results.manifest.sweep.seed);
    if let Some(found) = &sensitivity {
        let of =
            |path: usize| found.first.iter().find(|(known, _)| *known == path).map_or(0.0, |(_, index)| index.value);
        order.sort_by(|a, b| of(*b).total_cmp(&of(*a)));
    }
    Ranking { order, sensitivity }
}

/// What the last word at the leaders' table is worth: the mean payoff of each party where it speaks last, less that where the other
/// does, by class of a varied path; for a path of one class over all games where nothing moves.
pub struct LastWord {
    /// Names of the classes.
    pub names: Vec<String>,
    /// Middle of each class, where the values are numbers.
    pub middles: Option<Vec<f64>>,
    /// By class and party: the difference and half the width of its 95 percent interval (Welch 1947).
    pub worth: Vec<[(f64, f64); 2]>,
}

/// What the last word is worth; none where a class has too few games in which either party had it.
pub fn last_word(results: &Results, ranking: &Ranking) -> Option<LastWord> {
    let (names, middles, class_of) = match ranking.order.first() {
        Some(path) => {
            let levels = levels_within(results, *path, &results.cells_that_vary(*path));
            (levels.names, levels.middles, Some((levels.of_cell, results.cells_that_vary(*path))))
        }
        None => (vec!["all games".to_string()], None, None),
    };
    let games = &results.games;
    let class = |row: usize| match &class_of {
        Some((of_cell, within)) => within[games.cell[row]].then(|| of_cell[games.cell[row]]),
        None => Some(0),
    };
    let parties = results.parties();
    let sample = |wanted: usize, party: usize, speaker: usize| {
        let rows = (0..results.count()).filter(|row| class(*row) == Some(wanted));
        let rows = rows.filter(|row| games.last_word[*row] == Some(parties[speaker]));
        Sample::of(rows.map(|row| games.payoffs[parties[party]][row]))
    };
    let worth = (0..names.len()).map(|class| {
        let of = |party: usize| {
            let (own, other) = (sample(class, party, party), sample(class, party, 1 - party));
            let enough = own.count.min(other.count) >= FEWEST_TALKS;
            enough.then(|| {
                let error = libm::hypot(own.error(), other.error());
                (own.mean - other.mean, 1.96 * error)
            })
        };
        Some([of(0)?, of(1)?])
    });
    Some(LastWord { worth: worth.collect::<Option<Vec<_>>>()?, names, middles })
}

/// A number with the decimals that steps of this size need.
fn short(number: f64, step: f64) -> String {
    let decimals = (1.0 - libm::log10(step.max(1e-9)).floor()).clamp(0.0, 4.0) as usize;
    let text = format!("{number:.decimals$}");
    if text.contains('.') { text.trim_end_matches('0').trim_end_matches('.').to_string() } else { text }
}

/// How a result depends on what varies.
pub struct Sensitivity {
    /// Share of variance by varied path that moves.
    pub first: Vec<(usize, Index)>,
    /// Total indices, where the design allows them.
    pub total: Option<Vec<(usize, Index)>>,
    /// Share that all parameters explain together, where cells hold several games; the rest is chance.
    pub together: Option<f64>,
}

/// Sensitivity of a result of each game; none where nothing varies, in the sweep or in the result.
pub fn sensitivity(results: &Results, target: &[f64], seed: u64) -> Option<Sensitivity> {
    let cell = &results.games.cell;
    let together = together(results, target);
    if let Some(found) = saltelli(results, target, seed) {
        return Some(Sensitivity { together, ..found });
    }
    let first: Vec<(usize, Index)> = results
        .moving()
        .into_iter()
        .filter_map(|path| {
            let numbers: Option<Vec<f64>> = results.values[path]
                .iter()
                .map(|value| if let Value::Number(number) = value { Some(*number) } else { None })
                .collect();
            let classes = match numbers {
                Some(numbers) => sensitivity::classes(&cell.iter().map(|cell| numbers[*cell]).collect::<Vec<_>>()),
                None => {
                    let levels = levels(results, path);
                    cell.iter().map(|cell| levels.of_cell[*cell]).collect()
                }
            };
            Some((path, sensitivity::given_data(&classes, target)?))
        })
        .collect();
    (!first.is_empty()).then_some(Sensitivity { first, total: None, together })
}

/// Share of variance that all parameters explain, where every cell has the same replicates in the same order.
fn together(results: &Results, target: &[f64]) -> Option<f64> {
    let cells = results.cells.len();
    let replicates = results.count() / cells.max(1);
    let even = |row: usize| {
        results.games.cell[row] == row / replicates
            && results.games.replicate[row] == results.games.replicate[row % replicates]
    };
    (replicates > 1 && (0..results.count()).all(even))
        .then(|| sensitivity::explained_by_cells(target, cells, replicates))?
}

/// Indices of a sweep that is one whole Saltelli block, of the mean over the replicates of a cell.
fn saltelli(results: &Results, target: &[f64], seed: u64) -> Option<Sensitivity> {
    let [block] = results.manifest.sweep.blocks.as_slice() else { return None };
    let paths: Vec<usize> = (0..results.values.len()).collect();
    let cells = results.cells.len();
    let stride = paths.len() + 2;
    if block.design != Design::Saltelli
        || results.manifest.shard.is_some()
        || cells == 0
        || !cells.is_multiple_of(stride)
    {
        return None;
    }
    let mut means = vec![Sample::default(); cells];
    results.games.cell.iter().zip(target).for_each(|(cell, value)| means[*cell].add(*value));
    let column =
        |offset: usize| means.iter().skip(offset).step_by(stride).map(|sample| sample.mean).collect::<Vec<f64>>();
    let crossed: Vec<Vec<f64>> = paths.iter().map(|path| column(path + 1)).collect();
    let found = sensitivity::saltelli(&column(0), &column(stride - 1), &crossed, seed)?;
    let named = |indices: Vec<Index>| paths.iter().copied().zip(indices).collect::<Vec<_>>();
    Some(Sensitivity { first: named(found.first), total: Some(named(found.total)), together: None })
}

/// The region of the swept space in which talks come to nothing most often.
pub fn region(results: &Results) -> Option<(Vec<usize>, Region)> {
    let paths = results.moving();
    let interest: Vec<bool> = agreements(results).into_iter().map(|agreed| !agreed).collect();
    let columns: Vec<Column> = paths
        .iter()
        .map(|&path| {
            let levels = levels(results, path);
            if levels.middles.is_some() {
                let number =
                    |cell: &usize| if let Value::Number(number) = results.values[path][*cell] { number } else { 0.0 };
                Column::Ordered(results.games.cell.iter().map(number).collect())
            } else {
                Column::Named(results.games.cell.iter().map(|cell| levels.of_cell[*cell]).collect())
            }
        })
        .collect();
    discovery::discover(&columns, &interest).map(|region| (paths, region))
}

/// A cell compared with the first.
pub struct Compared {
    /// The cell.
    pub cell: usize,
    /// Difference in the share of agreements, 0 to 1.
    pub agreement: Comparison,
    /// Differences in the payoffs of the two parties.
    pub payoffs: [Comparison; 2],
}

/// Cells compared with the first, replicate by replicate; where there are many, those whose share of agreements differs most, half
/// of them above and half below. In order of the difference.
///
/// None are compared where cells are points that were sampled: one means no more than another.
pub fn compared(results: &Results, seed: u64) -> Vec<Compared> {
    if results.manifest.sweep.blocks.iter().any(|block| block.design.samples()) {
        return Vec::new();
    }
    let cells = results.cells.len();
    let agreed: Vec<f64> = agreements(results).into_iter().map(f64::from).collect();
    let mut shares = vec![Sample::default(); cells];
    results.games.cell.iter().zip(&agreed).for_each(|(cell, agreed)| shares[*cell].add(*agreed));
    let mut order: Vec<usize> = (1..cells).collect();
    order.sort_by(|a, b| shares[*b].mean.total_cmp(&shares[*a].mean));
    if order.len() > MOST_COMPARED {
        order.drain(MOST_COMPARED / 2..order.len() - MOST_COMPARED / 2);
    }
    let mut rows = vec![Vec::new(); cells];
    results.games.cell.iter().enumerate().for_each(|(row, cell)| rows[*cell].push(row));
    let by_replicate: std::collections::BTreeMap<u64, usize> =
        rows[0].iter().map(|&row| (results.games.replicate[row], row)).collect();
    let [first, second] = results.parties();
    order
        .into_iter()
        .filter_map(|cell| {
            let pairs: Vec<(usize, usize)> = rows[cell]
                .iter()
                .filter_map(|&row| Some((*by_replicate.get(&results.games.replicate[row])?, row)))
                .collect();
            let compare = |values: &[f64]| {
                let pairs: Vec<(f64, f64)> = pairs.iter().map(|(a, b)| (values[*a], values[*b])).collect();
                paired::compare(&pairs, seed)
            };
            let payoffs = [compare(&results.games.payoffs[first])?, compare(&results.games.payoffs[second])?];
            Some(Compared { cell, agreement: compare(&agreed)?, payoffs })
        })
        .collect()
}

/// Values of a turn over all games.
pub struct AtTurn {
    /// Turn, from 1.
    pub turn: usize,
    /// The 5th, 25th, 50th, 75th and 95th percentile.
    pub quantiles: [f64; 5],
}

/// Quantiles of a value by turn.
pub fn by_turn(turns: &[usize], values: &[f64]) -> Vec<AtTurn> {
    let last = turns.iter().copied().max().unwrap_or(0);
    let mut grouped = vec![Vec::new(); last + 1];
    turns.iter().zip(values).for_each(|(turn, value)| grouped[*turn].push(*value));
    grouped
        .into_iter()
        .enumerate()
        .filter(|(_, values)| !values.is_empty())
        .map(|(turn, values)| {
            let ordered = ordered(values);
            AtTurn { turn, quantiles: [0.05, 0.25, 0.5, 0.75, 0.95].map(|share| quantile(&ordered, share)) }
        })
        .collect()
}
