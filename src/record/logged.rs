//! A log that is taken up, with the scenario that it was played with.

use crate::problem::{Place, Problem};
use crate::record::log::{self, Line};
use crate::rules::case::Case;
use std::path::Path;
use std::sync::Arc;

/// How a front end speaks of a log, and what helps when it cannot take it up.
pub struct Wording {
    /// What comes before "rules version": "the log is of".
    pub under: &'static str,
    /// What comes after "have changed since": "the log was written".
    pub since: &'static str,
    /// What helps when it is of another version of the rules.
    pub other_rules: &'static str,
    /// What helps when its scenario has changed.
    pub other_scenario: &'static str,
}

/// What the header of a log says, with its scenario.
pub struct Logged {
    /// Scenario as named on the command line.
    pub name: String,
    /// The scenario, with the fields that were set for the game.
    pub case: Arc<Case>,
    /// Root seed.
    pub seed: u64,
    /// Code of the seat that a person led.
    pub player: Option<String>,
}

impl Wording {
    /// A mistake of the log as a whole.
    pub fn fault(&self, path: &Path, what: String, remedy: &str) -> Vec<Problem> {
        vec![Problem::new(Place::line(path.display().to_string(), 1), what, remedy)]
    }

    /// Loads the scenario of a log that can be played on with this program: `load` by its name and the fields that were set.
    ///
    /// # Errors
    /// When it is of other rules, its scenario cannot be loaded, or is no longer what it was.
    pub fn open<E: From<Vec<Problem>>>(
        &self,
        path: &Path,
        lines: &[Line],
        load: impl FnOnce(&str, &[String]) -> Result<Arc<Case>, E>,
    ) -> Result<Logged, E> {
        let Some(Line::Header { scenario: name, scenario_hash, rules_version, seed, player, set, .. }) = lines.first()
        else {
            return Err(self.fault(path, "the log does not begin with its header".to_string(), "").into());
        };
        if *rules_version != log::RULES_VERSION {
            let (under, own) = (self.under, log::RULES_VERSION);
            let what = format!("{under} rules version {rules_version}, this program plays version {own}");
            return Err(self.fault(path, what, self.other_rules).into());
        }
        let case = load(name, set)?;
        if *scenario_hash != format!("{:016x}", case.hash) {
            let what = format!("the files of scenario \"{name}\" have changed since {}", self.since);
            return Err(self.fault(path, what, self.other_scenario).into());
        }
        Ok(Logged { name: name.clone(), case, seed: *seed, player: player.clone() })
    }
}
