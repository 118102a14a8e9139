//! `summitry negotiate analyse`: what a domain and its profiles make possible.

use crate::bargaining::analysis::{self, Payoffs};
use crate::cli::negotiate::input::{self, Files};
use crate::cli::negotiate::plot::Plot;
use crate::cli::negotiate::{json, story};
use crate::cli::{Failure, page};
use clap::Args;
use std::path::PathBuf;

/// Arguments of `negotiate analyse`.
#[derive(Args)]
pub struct Analyse {
    /// Domain file.
    #[arg(value_name = "DOMAIN.xml")]
    domain: PathBuf,
    /// Profile files, one a party.
    #[arg(value_name = "PROFILE.xml", required = true, num_args = 1..)]
    profiles: Vec<PathBuf>,
    /// Print one JSON document and nothing else.
    #[arg(long)]
    json: bool,
}

impl Analyse {
    pub(super) fn execute(self) -> Result<(), Failure> {
        let files = input::read(&self.domain, &self.profiles)?;
        let found = analysis::analyse(&files.profiles).map_err(|why| Failure::Flag(format!("analyse: {why}")))?;
        if self.json {
            page::line(json::analysis(&files, &found).to_string());
            return Ok(());
        }
        let domain = &files.domain;
        page::line(page::styled(page::HEADING, domain.name()));
        page::text(format!("{} issues, {} outcomes.", domain.issues().len(), domain.count()));
        for ((name, best), least) in files.names.iter().zip(&found.best).zip(&found.disagreement) {
            page::wrapped(2, 4, format!("{name}: best outcome {best:.3}, without agreement {least:.3}"));
        }
        page::text(format!("{:.1} % of the outcomes are rational for everybody.", 100.0 * found.rational_fraction));
        match found.opposition {
            Some(opposition) => page::text(format!(
                "Opposition {opposition:.3}: how far the nearest outcome is from everybody's best, in shares of it."
            )),
            None => page::text("No outcome is worth its reservation value to everybody."),
        }
        page::heading("Solution points");
        show(&files, "Greatest product of gains (Nash)", &found.nash);
        show(&files, "Equal gains (Kalai, egalitarian)", &found.kalai_egalitarian);
        show(&files, "Greatest smallest share of the best (Kalai–Smorodinsky)", &found.kalai_smorodinsky_max_min);
        show(
            &files,
            "Most equal shares of the best (Kalai–Smorodinsky by the rule of NegMAS)",
            &found.kalai_smorodinsky,
        );
        show(&files, "Greatest sum (utilitarian)", &found.max_welfare);
        page::heading("Pareto frontier");
        page::text(format!("{} points, {} outcomes.", found.frontier.len(), found.outcomes_on_frontier));
        if let [one, other] = files.profiles.as_slice() {
            Plot::new(one, other, &found).print(&files.names, "");
        }
        Ok(())
    }
}

fn show(files: &Files, name: &str, points: &[Payoffs]) {
    page::text(name);
    for point in points {
        let worths: Vec<String> =
            files.names.iter().zip(&point.utilities).map(|(name, utility)| format!("{name} {utility:.3}")).collect();
        page::wrapped(2, 4, format!("{}: {}", worths.join(", "), story::terms(files, point.outcome)));
    }
}
