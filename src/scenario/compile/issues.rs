//! What can be agreed, who can close it, and what history agreed.

use super::people::People;
use super::{Compiler, level_of};
use crate::bargaining::Package;
use crate::rules::case::*;
use crate::rules::negotiators::speakers;
use crate::rules::regime::RegimeTable;
use crate::rules::state::Outcome;
use crate::scenario::spec::*;

fn outcome_of(outcome: OutcomeSpec) -> Outcome {
    match outcome {
        OutcomeSpec::ComprehensiveDeal => Outcome::ComprehensiveDeal,
        OutcomeSpec::Framework => Outcome::Framework,
        OutcomeSpec::Extension => Outcome::Extension,
        OutcomeSpec::NoDeal => Outcome::NoDeal,
        OutcomeSpec::Walkout => Outcome::Walkout,
        OutcomeSpec::Cancelled => Outcome::Cancelled,
        OutcomeSpec::RatificationFailed => Outcome::RatificationFailed,
    }
}

impl Compiler<'_> {
    pub(super) fn issues(&mut self, calendar: &Calendar) -> Vec<IssueCase> {
        let spec = self.spec;
        let mut issues = Vec::new();
        for (index, issue) in spec.issues.iter().enumerate() {
            let path = format!("issue[{index}]");
            let parties = self.nations(&format!("{path}.parties"), &issue.parties);
            let names: Vec<String> = issue.options.iter().map(|option| option.name.clone()).collect();
            self.unique(&format!("{path}.option"), "name", &names);
            let mut options = Vec::new();
            for (position, option) in issue.options.iter().enumerate() {
                options.push(self.option(&format!("{path}.option[{position}]"), issue, option, calendar));
            }
            issues.push(IssueCase {
                id: issue.id.clone(),
                name: issue.name.clone(),
                parties,
                closes_at: level_of(issue.closes_at),
                options,
            });
        }
        self.set_once();
        issues
    }

    fn option(&mut self, path: &str, issue: &IssueSpec, option: &OptionSpec, calendar: &Calendar) -> OptionCase {
        let sets = self.levels(&format!("{path}.sets"), &option.sets);
        for (measure, _) in &sets {
            let Some(measure) = self.spec.measures.get(measure.index()) else { continue };
            if !issue.parties.contains(&measure.owner) && self.is_nation(&measure.owner) {
                let what = format!("\"{}\" sets a measure of {}, who is no party", issue.id, measure.owner);
                self.report(&format!("{path}.sets.{}", measure.id), what, "parties bind only themselves");
            }
        }
        let pledge = option.pledge.as_ref().map(|pledge| {
            let path = format!("{path}.pledge");
            let by = self.nation(&format!("{path}.by"), &pledge.by);
            if self.is_nation(&pledge.by) && !issue.parties.contains(&pledge.by) {
                let what = format!("{} pledges something but is not at the table", pledge.by);
                self.report(&format!("{path}.by"), what, format!("valid: {}", issue.parties.join(", ")));
            }
            if pledge.quantity.is_some() == pledge.unit.is_empty() {
                self.report(
                    &path,
                    "a quantity and its unit belong together",
                    "for example quantity = 12.0, unit = \"Mt\"",
                );
            }
            PledgeCase {
                by,
                text: pledge.text.clone(),
                quantity: pledge.quantity,
                unit: pledge.unit.clone(),
                due: self.day_inside(calendar, &format!("{path}.due"), pledge.due),
            }
        });
        OptionCase {
            name: option.name.clone(),
            sets,
            effects: self.effects(&format!("{path}.effects"), &option.effects),
            pledge,
            duration: option.duration_days.map(|days| days as i32),
            extends: option.extends,
            settles: option.settles,
        }
    }

    /// A package may take an option of every issue, so no two issues may decide the same thing.
    fn set_once(&mut self) {
        let issues = &self.spec.issues;
        for (index, issue) in issues.iter().enumerate() {
            for (position, option) in issue.options.iter().enumerate() {
                let path = format!("issue[{index}].option[{position}]");
                for measure in option.sets.keys() {
                    let sets =
                        |other: &&IssueSpec| other.options.iter().any(|option| option.sets.contains_key(measure));
                    if let Some(other) = issues[..index].iter().find(sets) {
                        let what = format!("\"{measure}\" is set by the issue \"{}\" already", other.id);
                        self.report(&format!("{path}.sets.{measure}"), what, "let one issue decide a measure");
                    }
                }
                let lasts = |other: &&IssueSpec| {
                    other.options.iter().any(|option| option.duration_days.is_some())
                        && other.parties.iter().any(|party| issue.parties.contains(party))
                };
                if let Some(other) = issues[..index].iter().find(lasts).filter(|_| option.duration_days.is_some()) {
                    let what = format!("the issue \"{}\" decides how long an agreement lasts already", other.id);
                    self.report(&format!("{path}.duration_days"), what, "let one issue decide it");
                }
            }
        }
    }

    /// Every issue must have a channel that may close it and on which all parties' speakers have authority over it.
    pub(super) fn closable(
        &mut self,
        issues: &[IssueCase],
        channels: &[ChannelCase],
        people: &People,
        summit: &SummitCase,
    ) {
        if !self.wholly_sure("nation") || !self.wholly_sure("issue") || !self.wholly_sure("summit") {
            return;
        }
        let leaders = Nations::of(summit.parties);
        let speaks = |nation: NationId, level: Level| {
            let team: Vec<&NegotiatorCase> =
                people.negotiators.iter().filter(|person| person.nation == nation).collect();
            let ranked = speakers(level).iter().find_map(|role| team.iter().find(|person| person.role == *role));
            ranked.or(team.first()).map_or(0, |person| person.authority)
        };
        let between: Vec<usize> = (0..issues.len()).filter(|&issue| leaders.covers(issues[issue].parties)).collect();
        if between.is_empty() {
            self.report(
                "summit.parties",
                "the parties to the summit share no issue",
                "give them something to agree on",
            );
        }
        for (index, issue) in issues.iter().enumerate() {
            if !self.spec.issues[index].parties.iter().all(|code| self.is_nation(code)) {
                continue;
            }
            let path = format!("issue[{index}]");
            let may_close = |channel: &&ChannelCase| {
                channel.agenda & 1 << index != 0
                    && channel.level >= issue.closes_at
                    && (channel.level != Level::Leaders || channel.members == leaders)
            };
            let open: Vec<&ChannelCase> = channels.iter().filter(may_close).collect();
            if open.is_empty() {
                let what = format!("nobody may close \"{}\": its parties never meet at that level", issue.id);
                let remedy = if issue.parties.len() > 2 {
                    "side tables of more than two meet at technical and ministerial level"
                } else {
                    "only the summit's two parties meet as leaders: valid here: back-channel, phone-call, technical, ministerial"
                };
                self.report(&format!("{path}.closes_at"), what, remedy);
            } else if !open
                .iter()
                .any(|channel| channel.members.iter().all(|nation| speaks(nation, channel.level) & 1 << index != 0))
            {
                let what =
                    format!("nobody may close \"{}\": who speaks at that level has no authority over it", issue.id);
                let remedy = "add it to the authority of a speaker on each side, or leave authority out for all issues";
                self.report(&format!("{path}.closes_at"), what, remedy);
            }
        }
    }

    pub(super) fn record(&mut self, issues: &[IssueCase]) -> Option<RecordCase> {
        let record = self.spec.record.as_ref()?;
        let known: Vec<String> = issues.iter().map(|issue| issue.id.clone()).collect();
        let mut package = Package::EMPTY;
        for (issue, option) in &record.package {
            let path = format!("record.package.{issue}");
            let at = self.find_key(&path, "issue", issue, &known);
            if let Some(case) = issues.get(at).filter(|case| case.id == *issue) {
                let names: Vec<String> = case.options.iter().map(|option| option.name.clone()).collect();
                let chosen = self.find(&path, &format!("option of \"{issue}\""), option, &names);
                package.set(at, Some(chosen));
            }
        }
        Some(RecordCase { outcome: outcome_of(record.outcome), package, text: record.text.clone() })
    }
}

/// Least and greatest sum of option effects by nation and goal, in the scenario's units.
pub(super) fn option_ranges(nations: usize, issues: &[IssueCase]) -> Vec<(Goals, Goals)> {
    let mut ranges = vec![([0.0; Goal::ALL.len()], [0.0; Goal::ALL.len()]); nations];
    for issue in issues {
        for (nation, (low, high)) in ranges.iter_mut().enumerate() {
            for goal in 0..Goal::ALL.len() {
                let effects = issue.options.iter().map(|option| option.effects[nation][goal]);
                low[goal] += effects.clone().fold(0.0, f64::min);
                high[goal] += effects.fold(0.0, f64::max);
            }
        }
    }
    ranges
}

/// Option effects come in the scenario's units and are used as shares of each goal's range.
pub(super) fn scale_effects(nations: usize, issues: &mut [IssueCase], regimes: &RegimeTable) {
    for option in issues.iter_mut().flat_map(|issue| &mut issue.options) {
        for (nation, effects) in option.effects.iter_mut().enumerate().take(nations) {
            for goal in Goal::ALL {
                effects[goal as usize] = regimes.plan().scaled(NationId::at(nation), goal, effects[goal as usize]);
            }
        }
    }
}
