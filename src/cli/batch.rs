//! `summitry batch`: very many games.

use crate::batch::{self, wilson};
use crate::cli::{Failure, leaderships};
use crate::rules::state::Outcome;
use crate::scenario;
use clap::Args;
use comfy_table::Table;
use indicatif::{ProgressBar, ProgressStyle};
use std::sync::Arc;
use std::sync::atomic::AtomicBool;
use std::time::Instant;

/// Arguments of `batch`.
#[derive(Args)]
#[command(after_help = "Example:\n  summitry batch rare-earths-2025 --games 10000 --policy CHN=hawk --json")]
pub struct Batch {
    /// Shipped scenario, or a folder.
    scenario: String,
    /// Number of games.
    #[arg(long, value_parser = clap::value_parser!(u64).range(1..=1_000_000_000))]
    games: u64,
    /// Root seed.
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// Who leads a seat, as NATION=POLICY; may be repeated.
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
        let batch =
            batch::Batch { case: case.clone(), games: self.games, seed: self.seed, leaderships, threads: self.threads, stop: &stop };
        let bar = if self.json { ProgressBar::hidden() } else { ProgressBar::new(self.games) };
        if let Ok(style) = ProgressStyle::with_template("{wide_bar} {pos}/{len} games {per_sec} {eta} left") {
            bar.set_style(style);
        }
        let started = Instant::now();
        let summary = batch.play(|games| bar.inc(games)).map_err(Failure::System)?;
        let per_second = summary.games as f64 / started.elapsed().as_secs_f64();
        bar.finish_and_clear();
        if self.json {
            let outcomes: serde_json::Map<String, serde_json::Value> =
                Outcome::ALL.iter().map(|class| (class.key().to_string(), summary.outcomes[*class as usize].into())).collect();
            let payoffs: serde_json::Map<String, serde_json::Value> =
                case.nations.iter().zip(&summary.payoffs).map(|(nation, (mean, _))| (nation.code.clone(), (*mean).into())).collect();
            let report = serde_json::json!({
                "games": summary.games,
                "outcomes": outcomes,
                "mean_payoffs": payoffs,
                "unsolved": summary.unsolved,
                "digest": format!("{:016x}", summary.digest),
                "games_per_second": per_second,
            });
            println!("{report}");
            return Ok(());
        }
        let mut table = Table::new();
        table.set_header(["outcome", "games", "share", "95 percent interval"]);
        for class in Outcome::ALL {
            let hits = summary.outcomes[class as usize];
            let (low, high) = wilson(hits, summary.games);
            table.add_row([
                class.name().to_string(),
                hits.to_string(),
                format!("{:.1}%", 100.0 * hits as f64 / summary.games as f64),
                format!("{:.1}–{:.1}%", 100.0 * low, 100.0 * high),
            ]);
        }
        println!("{table}");
        for (nation, (mean, error)) in case.nations.iter().zip(&summary.payoffs) {
            println!("{:5} mean payoff {mean:6.2} ± {:.2}", nation.code, 1.96 * error);
        }
        println!("{} games, {per_second:.0} a second, digest {:016x}", summary.games, summary.digest);
        if summary.unsolved > 0 {
            println!("{} games met a policy for which the trade model has no equilibrium", summary.unsolved);
        }
        Ok(())
    }
}
