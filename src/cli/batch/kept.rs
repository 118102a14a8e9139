//! `summitry batch … --out DIR`: a sweep played into a results folder.

use crate::batch::draft::Draft;
use crate::batch::folder::Opening;
use crate::batch::manifest::{Manifest, Shard};
use crate::batch::plan::Plan;
use crate::batch::run::{Ended, Progress, Run};
use crate::cli::batch::plain::SHOWN;
use crate::cli::batch::show;
use crate::cli::{Failure, page, progress};
use crate::rules::state::Outcome;
use crate::statistics::interval::wilson;
use serde_json::{Map, Value, json};
use std::path::PathBuf;
use std::time::Instant;

/// A sweep and where it goes.
pub(super) struct Kept {
    pub draft: Draft,
    pub out: PathBuf,
    pub opening: Opening,
    pub shard: Option<Shard>,
    pub threads: usize,
    pub json: bool,
}

impl Kept {
    pub(super) fn execute(self) -> Result<(), Failure> {
        let plan = Plan::new(&self.draft)?;
        let stop = progress::stop_on_interrupt();
        let mut run = Run::new(&plan, &self.out, self.opening, &stop);
        (run.shard, run.threads) = (self.shard, self.threads);
        let bar = progress::bar(0, "games", self.json);
        let started = Instant::now();
        let ended = run.play(&|progress| match progress {
            Progress::Begun(games) => bar.set_length(games),
            Progress::Chunk(games, found, tally) => {
                bar.inc(games);
                if found {
                    bar.reset_eta();
                }
                bar.set_message(show::shares(&tally.outcomes, tally.games));
            }
            Progress::Assembling => bar.set_message("putting the tables together"),
        });
        bar.finish_and_clear();
        let ended = ended?;
        let played = ended.tally.games - ended.found;
        let per_second = played as f64 / started.elapsed().as_secs_f64().max(1e-9);
        for damage in &ended.damaged {
            anstream::eprintln!("note: {damage}");
        }
        if !ended.complete {
            anstream::eprintln!(
                "stopped after {} of {} games; what is finished is kept. Continue with:\n  {}",
                ended.tally.games,
                ended.games,
                again()
            );
            return Err(Failure::Code(progress::INTERRUPTED));
        }
        let manifest = Manifest::load(&self.out).map_err(|problem| vec![problem])?;
        if self.json {
            page::line(report(&self.out, &manifest, &ended, per_second).to_string());
        } else {
            tell(&self.out, &manifest, &ended, per_second);
        }
        Ok(())
    }
}

/// The command line with which a stopped batch is continued.
fn again() -> String {
    let mut words: Vec<String> = std::env::args().filter(|word| word != "--overwrite" && word != "--resume").collect();
    words.push("--resume".to_string());
    if let Some(program) = words.first_mut() {
        *program = "summitry".to_string();
    }
    words.join(" ")
}

fn counts(manifest: &Manifest) -> [u64; 7] {
    Outcome::ALL.map(|class| manifest.outcomes.get(class.key()).copied().unwrap_or(0))
}

pub(super) fn tell_tables(manifest: &Manifest) {
    show::outcomes(&counts(manifest), manifest.games);
    show::payoffs(manifest.nations.iter().filter_map(|nation| {
        let figure = manifest.payoffs.get(&nation.code)?;
        Some((nation.name.as_str(), figure.mean, figure.standard_error))
    }));
}

fn tell(out: &std::path::Path, manifest: &Manifest, ended: &Ended, per_second: f64) {
    tell_tables(manifest);
    let cells = if manifest.cells == 1 { "one cell".to_string() } else { format!("{} cells", manifest.cells) };
    page::line(format!("{} games of {cells} in {}, digest {}", manifest.games, out.display(), manifest.digest));
    match ended.tally.games - ended.found {
        0 => page::line("all of them were there already"),
        played if ended.found > 0 => {
            page::line(format!("{played} were played now, {per_second:.0} a second; {} were there", ended.found));
        }
        _ => page::line(format!("{per_second:.0} a second")),
    }
    if manifest.failed.games > 0 {
        page::line(format!("{} games failed; they are listed in manifest.json. The first:", manifest.failed.games));
        for failed in manifest.failed.list.iter().take(SHOWN) {
            page::line(format!("  game {}: {}\n    {}", failed.game, failed.why, failed.command));
        }
    }
}

/// The report for programs: `out`, `complete`, `games`, `cells`, `found` (games that were there already), `outcomes`, `intervals`, `mean_payoffs`,
/// `standard_errors`, `failed`, `digest`, `games_per_second`.
fn report(out: &std::path::Path, manifest: &Manifest, ended: &Ended, per_second: f64) -> Value {
    let by_nation = |value: &dyn Fn(&crate::batch::manifest::Mean) -> f64| -> Map<String, Value> {
        manifest.payoffs.iter().map(|(code, mean)| (code.clone(), value(mean).into())).collect()
    };
    let intervals: Map<String, Value> = manifest
        .outcomes
        .iter()
        .map(|(class, hits)| {
            let (low, high) = wilson(*hits, manifest.games);
            (class.clone(), json!([low, high]))
        })
        .collect();
    json!({
        "out": out.display().to_string(),
        "complete": ended.complete,
        "games": manifest.games,
        "cells": manifest.cells,
        "found": ended.found,
        "outcomes": manifest.outcomes,
        "intervals": intervals,
        "mean_payoffs": by_nation(&|mean| mean.mean),
        "standard_errors": by_nation(&|mean| mean.standard_error),
        "failed": manifest.failed.games,
        "digest": manifest.digest,
        "games_per_second": per_second,
    })
}
