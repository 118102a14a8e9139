//! `summitry batch`: very many games.

use crate::batch::{self, Summary, wilson};
use crate::cli::{Failure, leaderships, page};
use crate::rules::case::Case;
use crate::rules::state::Outcome;
use crate::scenario;
use clap::Args;
use comfy_table::Table;
use indicatif::{ProgressBar, ProgressStyle};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Instant;

/// Arguments of `batch`.
#[derive(Args)]
#[command(after_help = include_str!("../../assets/help/batch.txt"))]
pub struct Batch {
    /// Shipped scenario, or a folder.
    scenario: String,
    /// Number of games.
    #[arg(long, value_parser = clap::value_parser!(u64).range(1..=1_000_000_000))]
    games: u64,
    /// Root seed.
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// Who leads a seat, as NATION=POLICY or NATION=POLICY:PARAMETER=VALUE,…; may be repeated.
    #[arg(long)]
    policy: Vec<String>,
    /// Worker threads; 0 for one a core.
    #[arg(long, default_value_t = 0)]
    threads: usize,
    /// Print JSON.
    #[arg(long)]
    json: bool,
}

impl Batch {
    pub(super) fn execute(self) -> Result<(), Failure> {
        let case = scenario::load(&self.scenario)?;
        let leaderships = leaderships(&case, &self.policy)?;
        let stop = Arc::new(AtomicBool::new(false));
        let interrupt = stop.clone();
        // Without a handler Ctrl-C ends the program at once, which loses the report and nothing else.
        ctrlc::set_handler(move || interrupt.store(true, Ordering::Relaxed)).ok();
        let batch = batch::Batch {
            case: case.clone(),
            games: self.games,
            seed: self.seed,
            leaderships,
            threads: self.threads,
            stop: &stop,
        };
        let bar = if self.json { ProgressBar::hidden() } else { ProgressBar::new(self.games) };
        if let Ok(style) = ProgressStyle::with_template("{wide_bar} {pos}/{len} games {per_sec} {eta} left") {
            bar.set_style(style);
        }
        let started = Instant::now();
        let summary = batch.play(|games| bar.inc(games)).map_err(Failure::System)?;
        let per_second = summary.games as f64 / started.elapsed().as_secs_f64();
        bar.finish_and_clear();
        let stopped = stop.load(Ordering::Relaxed) && summary.games < self.games;
        if self.json {
            page::line(self.report(&case, &summary, per_second).to_string());
        } else {
            tell(&case, &summary, per_second);
        }
        if stopped {
            anstream::eprintln!(
                "stopped after {} of {} games: the figures are of those played",
                summary.games,
                self.games
            );
            return Err(Failure::Code(INTERRUPTED));
        }
        Ok(())
    }

    /// The report for programs.
    ///
    /// `games` played; `outcomes`, every class with its count; `intervals`, by class the ends of Wilson's 95 percent interval of its
    /// share; `record`, the class of the historical record; `mean_payoffs` and `standard_errors` by nation; `unsolved`, games that met a policy without an equilibrium; `digest`
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
        serde_json::json!({
            "games": summary.games,
            "seed": self.seed,
            "outcomes": by_class(&|hits| hits.into()),
            "intervals": by_class(&|hits| { let (low, high) = wilson(hits, summary.games); serde_json::json!([low, high]) }),
            "record": case.record.as_ref().map(|record| record.outcome.key()),
            "mean_payoffs": by_nation(&|figure| figure.0),
            "standard_errors": by_nation(&|figure| figure.1),
            "unsolved": summary.unsolved,
            "digest": format!("{:016x}", summary.digest),
            "games_per_second": per_second,
        })
    }
}

/// Exit code after Ctrl-C.
const INTERRUPTED: u8 = 130;

fn tell(case: &Case, summary: &Summary, per_second: f64) {
    let mut outcomes = Table::new();
    outcomes.set_header(["outcome", "games", "share", "95% interval"]);
    for class in Outcome::ALL {
        let hits = summary.outcomes[class as usize];
        let (low, high) = wilson(hits, summary.games);
        outcomes.add_row([
            class.name().to_string(),
            hits.to_string(),
            format!("{:.1}%", 100.0 * hits as f64 / summary.games.max(1) as f64),
            format!("{:.1}–{:.1}%", 100.0 * low, 100.0 * high),
        ]);
    }
    let mut payoffs = Table::new();
    payoffs.set_header(["nation", "mean payoff (0–100)", "95% interval"]);
    for (nation, (mean, error)) in case.nations.iter().zip(&summary.payoffs) {
        payoffs.add_row([nation.name.clone(), format!("{mean:.2}"), format!("± {:.2}", 1.96 * error)]);
    }
    page::line(outcomes.to_string());
    page::line(payoffs.to_string());
    if let Some(record) = &case.record {
        let share = 100.0 * summary.outcomes[record.outcome as usize] as f64 / summary.games.max(1) as f64;
        page::line(format!("The record of history, {}, came in {share:.1} % of the games.", record.outcome.name()));
    }
    page::line(format!("{} games, {per_second:.0} a second, digest {:016x}", summary.games, summary.digest));
    if summary.unsolved > 0 {
        page::line(format!("{} games met a policy for which the trade model has no equilibrium", summary.unsolved));
    }
}
