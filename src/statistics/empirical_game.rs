//! The empirical game of a tournament: payoffs of policies against each other, estimated from games, and how sure what follows from
//! them is (Wellman 2006).

use crate::statistics::alpha_rank::{Selection, masses};
use crate::statistics::bootstrap::percentile;
use crate::statistics::chance::Draws;
use crate::statistics::equilibrium::{Bimatrix, Equilibrium};
use crate::statistics::interval::{Interval, LEVEL, Sample};

/// Resamples behind the intervals and the shares of what follows from the payoffs.
const RESAMPLES: usize = 200;

/// Payoffs by cell and game: `payoffs[row][column][game]`, to the row player and the column player. Game g has the same chance in
/// every cell (common random numbers), so that cells are compared pair by pair and games are resampled across all cells at once.
pub type Payoffs = Vec<Vec<Vec<(f64, f64)>>>;

/// Something that follows from the payoffs, and the share of resamples in which it also does.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Found {
    /// Row and column.
    pub profile: (usize, usize),
    /// Share of resamples, 0 to 1.
    pub stability: f64,
}

/// A strategy's best answer to one of the other player.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Answer {
    /// The best answer.
    pub best: usize,
    /// Share of resamples in which it is the best, 0 to 1.
    pub stability: f64,
    /// What it pays to the one who answers.
    pub payoff: f64,
    /// By how much that is more than the mean over the answers.
    pub gain: f64,
    /// What the one who is answered gets, less its mean over the answers: below zero it is exploited.
    pub cost: f64,
}

/// A strategy of one player over all of the other's.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Standing {
    /// Mean payoff, each strategy of the other counted the same.
    pub mean: f64,
    /// Its 95 percent interval over games.
    pub interval: Interval,
    /// Mean difference from the strategy with the greatest mean, game by game; 0 for that one.
    pub behind: f64,
    /// Its 95 percent interval over games: what games have in common drops out of it.
    pub behind_interval: Interval,
    /// Most that it gives away against a strategy of the other, payoff points (minimax regret: Savage 1951).
    pub greatest_regret: f64,
    /// Long-run share of time, 0 to 1 (α-Rank).
    pub mass: f64,
    /// Its 95 percent bootstrap interval.
    pub mass_interval: Interval,
}

/// What a tournament's payoffs come to.
#[derive(Clone, Debug, PartialEq)]
pub struct Analysis {
    /// Mean payoffs.
    pub game: Bimatrix,
    /// 95 percent intervals of the row player's mean payoffs.
    pub row_intervals: Vec<Vec<Interval>>,
    /// The same of the column player's.
    pub column_intervals: Vec<Vec<Interval>>,
    /// The row player's strategies.
    pub rows: Vec<Standing>,
    /// The column player's strategies.
    pub columns: Vec<Standing>,
    /// Pure equilibria.
    pub pure: Vec<Found>,
    /// Every equilibrium; none where there are too many strategies to try every support.
    pub equilibria: Option<Vec<Equilibrium>>,
    /// The row player's best answer to each strategy of the column player.
    pub row_answers: Vec<Answer>,
    /// The column player's best answer to each strategy of the row player.
    pub column_answers: Vec<Answer>,
}

/// Analyses the payoffs of every pairing; none where a cell is missing or the cells hold unlike numbers of games, or none.
pub fn analyse(payoffs: &Payoffs, seed: u64) -> Option<Analysis> {
    let (rows, columns) = (payoffs.len(), payoffs.first()?.len());
    let games = payoffs.first()?.first()?.len();
    let even = payoffs.iter().all(|line| line.len() == columns && line.iter().all(|cell| cell.len() == games));
    if games == 0 || !even {
        return None;
    }
    let everything: Vec<usize> = (0..games).collect();
    let game = means(payoffs, &everything);
    let mut draws = Draws::new(seed);
    let mut chosen = vec![0; games];
    let resampled: Vec<(Bimatrix, Vec<Vec<f64>>)> = (0..RESAMPLES)
        .map(|_| {
            draws.resample(games, &mut chosen);
            let game = means(payoffs, &chosen);
            let mass = masses(&game, Selection::default());
            (game, mass)
        })
        .collect();
    let share = |holds: &dyn Fn(&Bimatrix) -> bool| {
        resampled.iter().filter(|(game, _)| holds(game)).count() as f64 / RESAMPLES as f64
    };
    let mass = masses(&game, Selection::default());
    let intervals = |side: fn(&(f64, f64)) -> f64| -> Vec<Vec<Interval>> {
        let cell = |cell: &Vec<(f64, f64)>| Sample::of(cell.iter().map(side)).interval();
        payoffs.iter().map(|line| line.iter().map(cell).collect()).collect()
    };
    let row_payoffs: Vec<Vec<f64>> = (0..rows)
        .map(|row| {
            (0..games).map(|at| payoffs[row].iter().map(|cell| cell[at].0).sum::<f64>() / columns as f64).collect()
        })
        .collect();
    let column_payoffs: Vec<Vec<f64>> = (0..columns)
        .map(|column| {
            (0..games).map(|at| payoffs.iter().map(|line| line[column][at].1).sum::<f64>() / rows as f64).collect()
        })
        .collect();
    let (best_row, best_column) = (greatest(&row_payoffs), greatest(&column_payoffs));
    let row_standing = |row: usize| {
        let regret = (0..columns).map(|column| game.regret(row, column).0).fold(0.0, f64::max);
        let of = |mass: &Vec<Vec<f64>>| mass[row].iter().sum::<f64>();
        let masses = resampled.iter().map(|(_, mass)| of(mass)).collect();
        standing([&row_payoffs[row], &row_payoffs[best_row]], regret, of(&mass), masses)
    };
    let column_standing = |column: usize| {
        let regret = (0..rows).map(|row| game.regret(row, column).1).fold(0.0, f64::max);
        let of = |mass: &Vec<Vec<f64>>| mass.iter().map(|line| line[column]).sum::<f64>();
        let masses = resampled.iter().map(|(_, mass)| of(mass)).collect();
        standing([&column_payoffs[column], &column_payoffs[best_column]], regret, of(&mass), masses)
    };
    let found = |(row, column): (usize, usize)| Found {
        profile: (row, column),
        stability: share(&|game| game.regret(row, column) == (0.0, 0.0)),
    };
    let row_answer = |column: usize| {
        let pays: Vec<(f64, f64)> = (0..rows).map(|row| (game.row[row][column], game.column[row][column])).collect();
        answer(&pays, &|best| share(&|game| game.regret(best, column).0 == 0.0))
    };
    let column_answer = |row: usize| {
        let pays: Vec<(f64, f64)> =
            (0..columns).map(|column| (game.column[row][column], game.row[row][column])).collect();
        answer(&pays, &|best| share(&|game| game.regret(row, best).1 == 0.0))
    };
    Some(Analysis {
        row_intervals: intervals(|pair| pair.0),
        column_intervals: intervals(|pair| pair.1),
        rows: (0..rows).map(row_standing).collect(),
        columns: (0..columns).map(column_standing).collect(),
        pure: game.pure().into_iter().map(found).collect(),
        equilibria: game.equilibria(),
        row_answers: (0..columns).map(row_answer).collect(),
        column_answers: (0..rows).map(column_answer).collect(),
        game,
    })
}

/// The strategy with the greatest sum of payoffs, the first of equals.
fn greatest(payoffs: &[Vec<f64>]) -> usize {
    let sum = |strategy: usize| payoffs[strategy].iter().sum::<f64>();
    (1..payoffs.len()).fold(0, |best, next| if sum(next) > sum(best) { next } else { best })
}

/// Of the payoffs of a strategy and of the best one, by game.
fn standing([own, best]: [&[f64]; 2], greatest_regret: f64, mass: f64, masses: Vec<f64>) -> Standing {
    let sample = Sample::of(own.iter().copied());
    let behind = Sample::of(own.iter().zip(best).map(|(own, best)| own - best));
    Standing {
        mean: sample.mean,
        interval: sample.interval(),
        behind: behind.mean,
        behind_interval: behind.interval(),
        greatest_regret,
        mass,
        mass_interval: percentile(&masses, LEVEL),
    }
}

/// The best of several answers, each with what it pays to the one who answers and to the one who is answered.
fn answer(pays: &[(f64, f64)], stability: &dyn Fn(usize) -> f64) -> Answer {
    let count = pays.len() as f64;
    let (own, other) = pays.iter().fold((0.0, 0.0), |sum, pay| (sum.0 + pay.0 / count, sum.1 + pay.1 / count));
    // The first of equals.
    let best = (0..pays.len()).rev().max_by(|a, b| pays[*a].0.total_cmp(&pays[*b].0)).unwrap_or(0);
    let (payoff, theirs) = pays[best];
    Answer { best, stability: stability(best), payoff, gain: payoff - own, cost: theirs - other }
}

fn means(payoffs: &Payoffs, chosen: &[usize]) -> Bimatrix {
    let mean = |cell: &Vec<(f64, f64)>| {
        let sum = chosen.iter().fold((0.0, 0.0), |sum, &game| (sum.0 + cell[game].0, sum.1 + cell[game].1));
        (sum.0 / chosen.len() as f64, sum.1 / chosen.len() as f64)
    };
    let cells: Vec<Vec<(f64, f64)>> = payoffs.iter().map(|line| line.iter().map(mean).collect()).collect();
    let side = |side: fn(&(f64, f64)) -> f64| cells.iter().map(|line| line.iter().map(side).collect()).collect();
    Bimatrix { row: side(|cell| cell.0), column: side(|cell| cell.1) }
}

/// How each policy does over several encounters and both seats of each: mean payoff, each opponent counted the same, above the mean
/// of all policies at that seat. Encounters hold the same policies in the same order, and the same games.
pub fn overall(encounters: &[&Payoffs]) -> Vec<Sample> {
    let policies = encounters.first().map_or(0, |payoffs| payoffs.len());
    let games = encounters.first().and_then(|payoffs| payoffs.first()?.first()).map_or(0, Vec::len);
    let size = policies as f64;
    let advantage = |policy: usize, game: usize| -> f64 {
        let over = |payoffs: &&Payoffs| {
            let own = payoffs[policy].iter().map(|cell| cell[game].0).sum::<f64>()
                + payoffs.iter().map(|line| line[policy][game].1).sum::<f64>();
            let all: f64 = payoffs.iter().flatten().map(|cell| cell[game].0 + cell[game].1).sum();
            own / size - all / (size * size)
        };
        encounters.iter().map(over).sum::<f64>() / (2 * encounters.len()) as f64
    };
    (0..policies).map(|policy| Sample::of((0..games).map(|game| advantage(policy, game)))).collect()
}
