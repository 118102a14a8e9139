//! What a front page says: headline, report, figures and short notes, from the facts of the summit.

use super::{Facts, Moved, SLIGHT};
use crate::record::names;
use crate::record::story::{Chronicle, Telling};
use crate::rules::case::*;
use crate::rules::event::Fact;
use crate::rules::state::{End, Outcome};

/// Days before the summit whose events are told in short notes.
const LATELY: i32 = 14;
/// Short notes on a page.
const NOTES: usize = 4;
/// Difference of severity from which a deal is seen as won or as paid for.
const LOPSIDED: f64 = 0.25;

impl Facts<'_, '_, '_> {
    fn the(&self, nation: NationId) -> String {
        names::nation(self.case, nation)
    }

    /// How a paper names a nation in a headline.
    fn short(&self, nation: NationId) -> &str {
        &self.case.nation(nation).name
    }

    fn agreed(&self) -> bool {
        matches!(self.outcome, Outcome::ComprehensiveDeal | Outcome::Framework | Outcome::Extension)
    }

    pub(super) fn headline(&self, nation: NationId) -> String {
        let place = &self.case.summit.place;
        let [one, other] = self.case.summit.parties;
        let both = format!("{} and {}", self.short(one), self.short(other));
        let Some(rival) = self.case.rival(nation) else { return self.headline_of_bystander(nation, &both) };
        match self.outcome {
            Outcome::Extension => format!("{place} buys time, no more"),
            Outcome::ComprehensiveDeal | Outcome::Framework => {
                let eases = |moved: Option<&Moved>| moved.map(|moved| self.case.measure(moved.measure).name.clone());
                match (eases(self.won(nation).next()), eases(self.gave(nation).next())) {
                    (Some(won), _) if self.balance(nation) > LOPSIDED => {
                        format!("{} gives way on {won}", self.short(rival))
                    }
                    (_, Some(gave)) if self.balance(nation) < -LOPSIDED => {
                        format!("A deal in {place}, at the price of {gave}")
                    }
                    (Some(won), Some(_)) => format!("Give and take in {place}: {} moves on {won}", self.short(rival)),
                    _ if self.outcome == Outcome::ComprehensiveDeal => format!("Settled in {place}"),
                    _ => format!("A framework in {place}"),
                }
            }
            Outcome::NoDeal => format!("No deal in {place}"),
            Outcome::Walkout if self.left == Some(nation) => format!("Our leader leaves {place} with empty hands"),
            Outcome::Walkout => format!("{} walks out in {place}", self.short(rival)),
            Outcome::Cancelled if self.absent.has(nation) && self.absent.has(rival) => {
                format!("No summit in {place}: neither side comes")
            }
            Outcome::Cancelled if self.absent.has(nation) => format!("Our leader stays away from {place}"),
            Outcome::Cancelled => format!("{} does not come to {place}", self.short(rival)),
            Outcome::RatificationFailed => match self.votes.iter().find(|(_, passed, _)| !passed) {
                Some((who, _, percent)) if *who == nation => {
                    format!("Signed in {place}, sunk at home: {percent} % are not enough")
                }
                Some((who, ..)) => format!("{} cannot carry its own deal at home", self.short(*who)),
                None => format!("The deal of {place} fails at home"),
            },
        }
    }

    fn headline_of_bystander(&self, nation: NationId, both: &str) -> String {
        let place = &self.case.summit.place;
        let touched = self.won(nation).next().map(|moved| {
            let lever = self.case.measure(moved.measure);
            format!("{both} agree; we are let off {} {}", self.case.nation(lever.owner).adjective, lever.name)
        });
        match self.outcome {
            Outcome::ComprehensiveDeal | Outcome::Framework => {
                touched.unwrap_or_else(|| format!("{both} agree, and we look on"))
            }
            Outcome::Extension => format!("{both} stop the clock"),
            Outcome::NoDeal => format!("{both} part without a deal"),
            Outcome::Walkout => self.left.map_or_else(
                || format!("Talks in {place} break up"),
                |left| format!("{} breaks off the talks in {place}", self.short(left)),
            ),
            Outcome::Cancelled => format!("No summit in {place}"),
            Outcome::RatificationFailed => format!("The deal of {both} falls at home"),
        }
    }

    pub(super) fn standfirst(&self, nation: NationId) -> String {
        let place = &self.case.summit.place;
        let [one, other] = self.case.summit.parties;
        let both = names::nations(self.case, [one, other]);
        let day = names::day(self.case, self.case.summit.day);
        match self.outcome {
            _ if self.agreed() => {
                let until = self.deal.map_or_else(String::new, |deal| {
                    format!(" It holds until {}.", names::full_day(self.case, deal.expires))
                });
                let what = match self.outcome {
                    Outcome::ComprehensiveDeal => "signed a deal that settles most of what divides them",
                    Outcome::Framework => "signed a framework that eases some measures for a time",
                    _ => "agreed to leave things as they are for a while longer",
                };
                format!("The leaders of {both} {what} on {day}.{until}")
            }
            Outcome::Walkout => {
                let who = self.left.map_or_else(|| "One of them".to_string(), |left| names::capital(&self.the(left)));
                format!("{who} left the table on {day}. {}", self.what_comes(nation))
            }
            Outcome::Cancelled => {
                let who = if self.absent.is_empty() {
                    "The leaders".to_string()
                } else {
                    names::capital(&names::nations(self.case, self.absent.iter()))
                };
                format!("{who} did not come to {place} on {day}. {}", self.what_comes(nation))
            }
            Outcome::RatificationFailed => {
                format!("What the leaders of {both} signed on {day} found no majority. {}", self.what_comes(nation))
            }
            _ => format!("The leaders of {both} parted on {day} without a signature. {}", self.what_comes(nation)),
        }
    }

    /// What stands or is coming for a nation where nothing was agreed.
    fn what_comes(&self, nation: NationId) -> String {
        let coming = self.case.measure_ids().filter_map(|id| {
            let lever = self.case.measure(id);
            let (level, day) = self.view.measure(id).scheduled?;
            let harsher = self.case.level(id, level).severity
                > self.case.level(id, self.view.measure(id).level).severity + SLIGHT;
            (harsher && (lever.targets.has(nation) || lever.owner == nation)).then_some((day, id, level))
        });
        let mut coming: Vec<(i32, MeasureId, u8)> = coming.collect();
        coming.sort_by_key(|(day, id, _)| (*day, *id));
        match coming.first() {
            Some((day, id, level)) => format!(
                "Next comes {} on {}: {}.",
                names::foreign_measure(self.case, *id),
                names::day(self.case, *day),
                names::level(self.case, *id, *level)
            ),
            None => "What is in force stays in force.".to_string(),
        }
    }

    pub(super) fn report(&self, nation: NationId) -> Vec<String> {
        let parts = [
            self.given(nation),
            self.paid(nation),
            self.pledged(),
            self.left_open(),
            self.at_home(nation),
            self.words(nation),
            self.mood(nation),
        ];
        parts.into_iter().flatten().collect()
    }

    fn change(&self, moved: &Moved) -> String {
        let lever = self.case.measure(moved.measure);
        format!(
            "{} from {} to {}",
            lever.name,
            names::level(self.case, moved.measure, moved.from),
            names::level(self.case, moved.measure, moved.to)
        )
    }

    fn given(&self, nation: NationId) -> Option<String> {
        let owners = Nations::of(self.won(nation).map(|moved| self.case.measure(moved.measure).owner));
        let told: Vec<String> = owners
            .iter()
            .map(|owner| {
                let of = self.won(nation).filter(|moved| self.case.measure(moved.measure).owner == owner);
                format!("{} takes {}", self.the(owner), names::list(of.map(|moved| self.change(moved)).collect()))
            })
            .collect();
        if !told.is_empty() {
            return Some(format!("{}.", names::capital(&told.join("; "))));
        }
        (self.agreed() && !self.case.is_principal(nation))
            .then(|| "Nothing that is aimed at this country changes by it.".to_string())
    }

    fn paid(&self, nation: NationId) -> Option<String> {
        let told: Vec<String> = self.gave(nation).map(|moved| self.change(moved)).collect();
        let lead =
            if self.won(nation).next().is_some() { "In return the government takes" } else { "The government takes" };
        (!told.is_empty()).then(|| format!("{lead} {}.", names::list(told)))
    }

    fn pledged(&self) -> Option<String> {
        let deal = self.deal.filter(|_| self.agreed())?;
        let pledges = deal.package.issues().filter_map(|(issue, option)| {
            let pledge = self.case.issues[issue].options[option].pledge.as_ref()?;
            let (by, due) = (self.the(pledge.by), names::day(self.case, pledge.due));
            Some(format!("{by} will {} by {due}", pledge.text))
        });
        let told: Vec<String> = pledges.collect();
        (!told.is_empty()).then(|| format!("{}.", names::capital(&told.join("; "))))
    }

    fn left_open(&self) -> Option<String> {
        let deal = self.deal?;
        let on_the_table = self.case.issues_open_to(deal.parties);
        let open = (0..self.case.issues.len())
            .filter(|issue| on_the_table & 1 << issue != 0)
            .filter(|issue| self.case.issues[*issue].options.iter().any(|option| option.settles > 0.0))
            .filter(|issue| {
                let option = deal.package.get(*issue).map(|option| &self.case.issues[*issue].options[option]);
                option.is_none_or(|option| option.settles <= 0.0)
            });
        let open: Vec<String> = open.map(|issue| self.case.issues[issue].name.clone()).collect();
        match (self.agreed(), open.is_empty()) {
            (true, true) => Some("Nothing that the two could have settled was left for later.".to_string()),
            (true, false) => Some(format!("Left for another day: {}.", names::list(open))),
            (false, _) => {
                let terms = names::package(self.case, deal.package);
                Some(format!("The paper that nobody will carry out says: {terms}."))
            }
        }
    }

    fn at_home(&self, nation: NationId) -> Option<String> {
        let told: Vec<String> = self
            .votes
            .iter()
            .map(|(who, passed, percent)| {
                let quota = 100.0 * self.case.nation(*who).quota;
                let home = if *who == nation { "at home".to_string() } else { format!("in {}", self.the(*who)) };
                let verdict = if *passed { "passed" } else { "failed" };
                format!("{home} it {verdict} with {percent} % of the votes for it, where {quota:.0} % were needed")
            })
            .collect();
        (!told.is_empty()).then(|| format!("{}.", names::capital(&told.join("; "))))
    }

    /// Whose word of the last weeks was kept.
    fn words(&self, nation: NationId) -> Option<String> {
        let told: Vec<String> = self
            .case
            .summit
            .parties
            .into_iter()
            .filter_map(|party| {
                let carried_out = self.threats(party, |end| end == End::Executed);
                let bluffed = self.threats(party, |end| end == End::Bluffed);
                let who = if party == nation { "the government".to_string() } else { self.the(party) };
                let threats = |count: usize| match count {
                    1 => "one threat".to_string(),
                    many => format!("{many} threats"),
                };
                match (carried_out, bluffed) {
                    (0, 0) => None,
                    (done, 0) => Some(format!("{who} carried out {}", threats(done))),
                    (0, empty) => Some(format!("{who} backed down from {}", threats(empty))),
                    (done, empty) => Some(format!("{who} carried out {} and backed down from {empty}", threats(done))),
                }
            })
            .collect();
        (!told.is_empty()).then(|| format!("In the weeks before, {}.", told.join("; ")))
    }

    fn mood(&self, nation: NationId) -> Option<String> {
        let (before, now) = (self.case.nation(nation).approval, self.view.approval(nation));
        let polls = match now - before {
            change if change > 0.5 => "has gained in the polls since the crisis began",
            change if change < -0.5 => "has lost in the polls since the crisis began",
            _ => "stands in the polls where it stood when the crisis began",
        };
        let markets = match self.view.market() {
            calm if calm < 0.2 => "Markets are calm.",
            nervous if nervous < 0.5 => "Markets are nervous.",
            _ => "Markets are in turmoil.",
        };
        Some(format!("The government {polls}: {before:.0} % then, {now:.0} % now. {markets}"))
    }

    pub(super) fn figures(&self, nation: NationId) -> Vec<(String, String)> {
        let mut figures =
            vec![("Approval of the government".to_string(), format!("{:.0} %", self.view.approval(nation)))];
        if let Some((_, _, percent)) = self.votes.iter().find(|(who, ..)| *who == nation) {
            figures.push(("Votes for the deal at home".to_string(), format!("{percent} %")));
        }
        let aimed = self.case.measure_ids().filter(|id| {
            let lever = self.case.measure(*id);
            let mildest = lever.levels.iter().map(|level| level.severity).fold(f64::INFINITY, f64::min);
            lever.targets.has(nation)
                && lever.owner != nation
                && lever.kind != Kind::Investment
                && self.case.level(*id, self.view.measure(*id).level).severity > mildest + SLIGHT
        });
        figures.push(("Measures in force against us".to_string(), aimed.count().to_string()));
        if let Some(deal) = self.deal.filter(|_| self.agreed()) {
            figures.push(("The deal runs for".to_string(), format!("{} days", deal.expires - deal.signed)));
        }
        let [one, other] = self.case.summit.parties;
        figures.push((
            format!("Tension of {} and {}, 0 to 1", self.case.nation(one).code, self.case.nation(other).code),
            format!("{:.2}", self.view.tension_between(one, other)),
        ));
        figures
    }

    /// What else the public heard in the days before.
    pub(super) fn also(&self) -> Vec<String> {
        let summit = self.case.summit.day;
        let weighty = |fact: &Fact| {
            matches!(
                fact,
                Fact::News(_)
                    | Fact::Incident(_)
                    | Fact::Breached(..)
                    | Fact::Lapsed(_)
                    | Fact::Shortage(..)
                    | Fact::MeasureSet(..)
                    | Fact::Suspended(..)
                    | Fact::Withdrawn(..)
                    | Fact::Condemned(..)
                    | Fact::Mediated(..)
                    | Fact::OffMessage(..)
                    | Fact::CommitmentEnded(_, End::Broken | End::Bluffed)
            )
        };
        let known = Chronicle::known(self.case, self.view);
        let chronicle = Chronicle {
            events: self.events.clone(),
            commitments: known.commitments.into_iter().map(|word| word.filter(|word| word.public)).collect(),
            seat: None,
            ..known
        };
        let lately = self
            .events
            .iter()
            .enumerate()
            .filter(|(_, event)| event.day >= summit - LATELY && event.day < summit && weighty(&event.fact));
        let mut told: Vec<String> = Vec::new();
        for (position, event) in lately {
            for item in chronicle.tell_one(position, Telling::default()) {
                let note = format!("{}: {}", names::day(self.case, event.day), item.text);
                if !told.contains(&note) {
                    told.push(note);
                }
            }
        }
        told.split_off(told.len().saturating_sub(NOTES))
    }
}
