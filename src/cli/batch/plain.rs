//! `summitry batch SCENARIO --games N`: games of one scenario, counted and not kept.

use crate::batch::{self, Summary, lattice};
use crate::cli::batch::show;
use crate::cli::{Failure, page, progress};
use crate::delegations::policy::Leadership;
use crate::rules::case::Case;
use crate::rules::random::replicate_seed;
use crate::rules::state::Outcome;
use crate::statistics::interval::wilson;
use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::time::Instant;

/// Most failed games that are shown.
pub(super) const SHOWN: usize = 5;

/// Games to play.
pub(super) struct Plain {
    pub case: Arc<Case>,
    pub leaderships: Vec<Leadership>,
    pub games: u64,
    pub seed: u64,
    pub threads: usize,
    pub json: bool,
    /// The command that plays one game of the batch, but for its seed.
    pub command: String,
}

impl Plain {
    pub(super) fn execute(self) -> Result<(), Failure> {
        let case = self.case.clone();
        lattice::load_usual(&case);
        let stop = progress::stop_on_interrupt();
        let batch = batch::Batch {
            case: case.clone(),
            games: self.games,
            seed: self.seed,
            leaderships: self.leaderships.clone(),
            threads: self.threads,
            stop: &stop,
        };
        let bar = progress::bar(self.games, "games", self.json);
        let started = Instant::now();
        let summary = batch.play(|games| bar.inc(games)).map_err(Failure::System)?;
        let per_second = summary.games as f64 / started.elapsed().as_secs_f64();
        bar.finish_and_clear();
        let stopped = stop.load(Ordering::Relaxed) && summary.games < self.games;
        if self.json {
            page::line(self.report(&case, &summary, per_second).to_string());
        } else {
            tell(&case, &summary, per_second);
            self.tell_failed(&summary);
        }
        if stopped {
            anstream::eprintln!(
                "stopped after {} of {} games: the figures are of those played",
                summary.games,
                self.games
            );
            return Err(Failure::Code(progress::INTERRUPTED));
        }
        Ok(())
    }

    /// The report for programs.
    ///
    /// `games` played; `outcomes`, every class with its count; `intervals`, by class the ends of Wilson's 95 percent interval of its
    /// share; `record`, the class of the historical record; `mean_payoffs` and `standard_errors` by nation; `failed`, games that failed, and `failures`, the first of them with reason and command; `digest`
    /// over all games in order; `seed`; `games_per_second`.
    fn report(&self, case: &Case, summary: &Summary, per_second: f64) -> serde_json::Value {
        let by_class = |value: &dyn Fn(u64) -> serde_json::Value| -> serde_json::Map<String, serde_json::Value> {
            Outcome::ALL
                .iter()
                .map(|class| (class.key().to_string(), value(summary.outcomes[*class as usize])))
                .collect()
        };
        let by_nation = |value: &dyn Fn(&(f64, f64)) -> f64| -> serde_json::Map<String, serde_json::Value> {
            let figures = case.nations.iter().zip(&summary.payoffs);
            figures.map(|(nation, figure)| (nation.code.clone(), value(figure).into())).collect()
        };
        let failures: Vec<_> = summary
            .list
            .iter()
            .map(|(game, failure)| {
                serde_json::json!({ "game": game, "why": failure.why(), "command": self.command_of(*game) })
            })
            .collect();
        serde_json::json!({
            "games": summary.games,
            "seed": self.seed,
            "outcomes": by_class(&|hits| hits.into()),
            "intervals": by_class(&|hits| { let (low, high) = wilson(hits, summary.games); serde_json::json!([low, high]) }),
            "record": case.record.as_ref().map(|record| record.outcome.key()),
            "mean_payoffs": by_nation(&|figure| figure.0),
            "standard_errors": by_nation(&|figure| figure.1),
            "failed": summary.failed,
            "failures": failures,
            "digest": format!("{:016x}", summary.digest),
            "games_per_second": per_second,
        })
    }
}

impl Plain {
    /// The command that plays a game of the batch again.
    fn command_of(&self, game: u64) -> String {
        format!("{} --seed {}", self.command, replicate_seed(self.seed, game))
    }

    fn tell_failed(&self, summary: &Summary) {
        if summary.failed > 0 {
            page::line(format!("{} games failed. The first:", summary.failed));
        }
        for (game, failure) in summary.list.iter().take(SHOWN) {
            page::line(format!("  game {game}: {}\n    {}", failure.why(), self.command_of(*game)));
        }
    }
}

fn tell(case: &Case, summary: &Summary, per_second: f64) {
    show::outcomes(&summary.outcomes, summary.games);
    let figures = case.nations.iter().zip(&summary.payoffs);
    show::payoffs(figures.map(|(nation, (mean, error))| (nation.name.as_str(), *mean, *error)));
    if let Some(record) = &case.record {
        let share = 100.0 * summary.outcomes[record.outcome as usize] as f64 / summary.games.max(1) as f64;
        page::line(format!("The record of history, {}, came in {share:.1} % of the games.", record.outcome.name()));
    }
    page::line(format!("{} games, {per_second:.0} a second, digest {:016x}", summary.games, summary.digest));
}
