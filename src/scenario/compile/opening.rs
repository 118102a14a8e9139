//! How the game opens and what comes from outside: commitments, agreements in force, news and incidents.

use super::Compiler;
use crate::rules::case::*;
use crate::scenario::spec::*;

/// Largest change of approval by one piece of news, points of percent.
const MOST_APPROVAL: f64 = 50.0;

impl Compiler<'_> {
    pub(super) fn commitments(&mut self, calendar: &Calendar) -> Vec<CommitmentCase> {
        let spec = self.spec;
        let mut commitments = Vec::new();
        for (index, commitment) in spec.commitments.iter().enumerate() {
            let path = format!("commitment[{index}]");
            let by = self.nation(&format!("{path}.by"), &commitment.by);
            let to = self.nation(&format!("{path}.to"), &commitment.to);
            if commitment.by == commitment.to {
                self.report(&format!("{path}.to"), "a commitment toward oneself", "name another nation");
            }
            let measure = self.measure(&format!("{path}.measure"), &commitment.measure);
            let level = self.level(&format!("{path}.level"), &commitment.measure, &commitment.level);
            if spec.commitments[..index]
                .iter()
                .any(|other| other.by == commitment.by && other.measure == commitment.measure)
            {
                let what = format!("{} has a commitment about \"{}\" already", commitment.by, commitment.measure);
                self.report(&path, what, "one commitment about a measure stands at a time");
            }
            self.commitment_measure(&path, commitment, measure, level);
            let demand = self.demand(&path, commitment);
            let made = calendar.day(commitment.made);
            let due = self.day_inside(calendar, &format!("{path}.date"), commitment.date);
            if due <= made.max(0) {
                self.report_day(&format!("{path}.date"), "it falls due before it is made", "choose a later day");
            }
            commitments.push(CommitmentCase {
                threat: commitment.kind == CommitmentKindSpec::Threat,
                by,
                to,
                measure,
                level: level.unwrap_or(0),
                due,
                made,
                demand,
                public: commitment.public,
            });
        }
        commitments
    }

    /// The measure must be the owner's, aimed at the other, and worth threatening with or promising.
    fn commitment_measure(&mut self, path: &str, commitment: &CommitmentSpec, measure: MeasureId, level: Option<u8>) {
        let Some(lever) = self.spec.measures.iter().find(|lever| lever.id == commitment.measure) else { return };
        let inner = format!("{path}.measure");
        if lever.owner != commitment.by && self.is_nation(&lever.owner) && self.is_nation(&commitment.by) {
            self.report(&inner, format!("{} does not own that measure", commitment.by), "name one of its own");
        } else if !lever.targets.contains(&commitment.to) && self.is_nation(&commitment.to) {
            let what = format!("that measure is not aimed at {}", commitment.to);
            self.report(&inner, what, "name one that is, or add the target to the measure");
        }
        let start = lever
            .start
            .as_ref()
            .and_then(|start| lever.levels.iter().position(|level| level.name == *start))
            .unwrap_or(0);
        let now = self.severity(measure, start as u8);
        if let Some(level) = level {
            let then = self.severity(measure, level);
            let threat = commitment.kind == CommitmentKindSpec::Threat;
            if threat && then <= now {
                self.report(
                    &format!("{path}.level"),
                    "a threat must be harsher than what is in force",
                    "name a harsher level",
                );
            } else if !threat && then >= now {
                self.report(
                    &format!("{path}.level"),
                    "a promise must be milder than what is in force",
                    "name a milder level",
                );
            }
        }
    }

    fn demand(&mut self, path: &str, commitment: &CommitmentSpec) -> Option<(MeasureId, u8)> {
        let threat = commitment.kind == CommitmentKindSpec::Threat;
        let Some(demand) = &commitment.demand else {
            if threat && self.sure(&format!("{path}.demand")) {
                self.report(path, "a threat needs a demand", "add demand = { measure = \"…\", at_most = \"…\" }");
            }
            return None;
        };
        let inner = format!("{path}.demand");
        if !threat {
            self.report(&inner, "a promise asks for nothing", "leave demand out");
        }
        let asked = self.measure(&format!("{inner}.measure"), &demand.measure);
        let level = self.level(&format!("{inner}.at_most"), &demand.measure, &demand.at_most)?;
        let owner = self.spec.measures.get(asked.index()).map_or("", |lever| lever.owner.as_str());
        if owner != commitment.to && self.is_nation(owner) && self.is_nation(&commitment.to) {
            let what = format!("{} does not own what is demanded of it", commitment.to);
            self.report(&format!("{inner}.measure"), what, "name one of its measures");
        }
        Some((asked, level))
    }

    pub(super) fn agreements(&mut self, calendar: &Calendar) -> Vec<AgreementCase> {
        let spec = self.spec;
        self.unique("agreement", "name", &spec.agreements.iter().map(|a| a.name.clone()).collect::<Vec<_>>());
        let mut agreements = Vec::new();
        for (index, agreement) in spec.agreements.iter().enumerate() {
            let path = format!("agreement[{index}]");
            let expires = calendar.day(agreement.expires);
            if expires <= 0 {
                self.report_day(&format!("{path}.expires"), "it has lapsed before the start", "leave it out");
            }
            let on_lapse = self.levels(&format!("{path}.on_lapse"), &agreement.on_lapse);
            for (measure, _) in &on_lapse {
                let lever = &spec.measures[measure.index()];
                if !agreement.parties.contains(&lever.owner) && self.is_nation(&lever.owner) {
                    let what = format!("\"{}\" belongs to {}, who is no party", lever.id, lever.owner);
                    self.report(&format!("{path}.on_lapse.{}", lever.id), what, "parties bind only themselves");
                }
            }
            agreements.push(AgreementCase {
                name: agreement.name.clone(),
                parties: self.nations(&format!("{path}.parties"), &agreement.parties),
                expires,
                on_lapse,
                disputed: agreement.disputed,
            });
        }
        agreements
    }

    fn impact(&mut self, path: &str, impact: &ImpactSpec) -> Impact {
        let between = match impact.between.as_slice() {
            [one, other] => {
                let pair = (
                    self.nation(&format!("{path}.between[0]"), one),
                    self.nation(&format!("{path}.between[1]"), other),
                );
                if one == other {
                    self.report(&format!("{path}.between"), "a nation is named twice", "name two different nations");
                }
                (pair.0 != pair.1).then_some(pair)
            }
            [] => {
                if impact.tension != 0.0 || impact.trust != 0.0 {
                    self.report(path, "tension or trust changes between nobody", "add between = [\"…\", \"…\"]");
                }
                None
            }
            _ => {
                self.report(&format!("{path}.between"), "between takes two nations", "name two, or leave it out");
                None
            }
        };
        let codes = self.codes();
        let mut approval = [0.0; MAX_NATIONS];
        for (code, change) in &impact.approval {
            let inner = format!("{path}.approval.{code}");
            if change.abs() > MOST_APPROVAL {
                let remedy = format!("valid: -{MOST_APPROVAL} to {MOST_APPROVAL} points of percent");
                self.report(&inner, format!("a change of approval by {change}"), remedy);
            }
            approval[self.find_key(&inner, "nation", code, &codes)] = *change;
        }
        Impact { between, tension: impact.tension, trust: impact.trust, market: impact.market, approval }
    }

    pub(super) fn events(&mut self, calendar: &Calendar) -> Vec<EventCase> {
        let spec = self.spec;
        let mut events = Vec::new();
        for (index, event) in spec.events.iter().enumerate() {
            let path = format!("event[{index}]");
            let when_measure = event.when_measure.as_ref().and_then(|when| {
                let inner = format!("{path}.when_measure");
                let measure = self.measure(&format!("{inner}.id"), &when.id);
                let level = self.level(&format!("{inner}.at_least"), &when.id, &when.at_least)?;
                Some((measure, level))
            });
            let conditional = event.when_measure.is_some() || event.when_tension.is_some();
            if event.date.is_none() && !conditional && self.wholly_sure(&path) {
                self.report(
                    &path,
                    "the event has neither a date nor a condition",
                    "add date, when_measure or when_tension",
                );
            }
            let only_to = self.nations(&format!("{path}.only_to"), &event.only_to);
            events.push(EventCase {
                text: event.text.clone(),
                day: event.date.map(|date| self.day_inside(calendar, &format!("{path}.date"), date)),
                when_measure,
                when_tension: event.when_tension,
                audience: if only_to.is_empty() { Nations::ALL } else { only_to },
                impact: self.impact(&format!("{path}.impact"), &event.impact),
            });
        }
        events
    }

    pub(super) fn incidents(&mut self) -> Vec<IncidentCase> {
        let spec = self.spec;
        let mut incidents = Vec::new();
        for (index, incident) in spec.incidents.iter().enumerate() {
            let impact = self.impact(&format!("incident[{index}].impact"), &incident.impact);
            incidents.push(IncidentCase { text: incident.text.clone(), weight: incident.weight, impact });
        }
        incidents
    }
}
