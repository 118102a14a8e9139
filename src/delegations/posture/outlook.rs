//! What a seat's moves of a turn are weighed by: looked up and worked out once, whatever the number of moves.

use crate::rules::case::*;
use crate::rules::observation::Observation;
use crate::rules::prospect::Prospect;
use crate::rules::state::*;
use crate::rules::value::satisfies;

/// Payoff points at stake between the principals for every unit of tension.
const TENSION_STAKES: f64 = 7.0;
/// Payoff points that a point of political capital is worth when it is plentiful; more when it is scarce.
const CAPITAL_WORTH: f64 = 0.12;
/// Turns for which the last change of a measure is fresh.
const WAVERING_TURNS: i32 = 4;

/// What does not change while a seat considers its moves of a turn.
#[derive(Clone, Debug, Default)]
pub struct Outlook {
    /// Levels without any further agreement, from which changes are counted.
    pub(super) base: [u8; MAX_MEASURES],
    pub(super) payoff: f64,
    pub(super) stakes: f64,
    pub(super) rival: Option<NationId>,
    /// Payoff points that a point of political capital is worth.
    pub(super) scarcity: f64,
    /// Share of each critical input that is not delivered, added up.
    pub(super) gap: f64,
    /// What attending the summit is worth, term by term.
    pub(super) attendance: [f64; 3],
    /// Lines on which a meeting is asked for or agreed, short of the leaders', with who is on them.
    pub(super) pending: Vec<(ChannelId, Nations)>,
    others: [Other; MAX_NATIONS],
    own: Vec<OwnMeasure>,
    /// Own measures at each of their levels, one measure after the other.
    changes: Vec<Change>,
    /// Changes of the own payoff if others met what a threat usually asks for, and the price of it to them, by measure and level.
    concessions: Vec<Concession>,
}

/// What counts of another nation.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Other {
    pub(super) tension: f64,
    pub(super) trust: f64,
    /// Belief that it executes its threats.
    pub(super) threats: f64,
    /// What it believes of ours.
    pub(super) credibility: f64,
    /// Share that a further threat or announced measure against it adds to those it has already heard, 1 for the first.
    pub(super) fresh: f64,
    /// How lately it was hostile, less how lately it was friendly, 0 to 1 each.
    pub(super) mood: f64,
    /// Fall of the own payoff under the worst that it could do with one measure.
    pub(super) exposure: f64,
    pub(super) ally: bool,
}

/// What counts of an own measure.
#[derive(Clone, Copy, Debug)]
pub(super) struct OwnMeasure {
    pub(super) measure: MeasureId,
    /// First of its changes.
    first: usize,
    /// The target that it is aimed at before all others.
    pub(super) target: Option<NationId>,
    /// What breaking the agreement in force that sets it would bring: change of regime, worth of the own word.
    pub(super) bound: Option<[f64; 2]>,
    /// Position of the open threat about it.
    pub(super) threat: Option<usize>,
    /// Whether its last change is fresh.
    pub(super) wavering: bool,
}

/// What an own measure at a level comes to.
#[derive(Clone, Copy, Debug)]
pub(super) struct Change {
    /// Change of the own payoff.
    pub(super) own: f64,
    /// Fall of the foremost target's payoff as analysts see it.
    pub(super) fall: f64,
}

#[derive(Clone, Copy, Debug)]
pub(super) struct Concession {
    demand: Demand,
    /// Change of the own payoff.
    pub(super) gain: f64,
    /// Fall of the other's payoff as analysts see it.
    pub(super) price: f64,
}

impl Outlook {
    /// Looks at the turn from a seat.
    pub(super) fn consider(&mut self, view: &Observation) {
        let case = view.case();
        self.base = view.no_deal_levels();
        self.rival = case.rival(view.seat());
        self.stakes = if self.rival.is_some() { TENSION_STAKES } else { 0.6 * TENSION_STAKES };
        self.scarcity = CAPITAL_WORTH * (1.0 + 4.0 / (1.0 + view.own().capital));
        let ahead = self.rival.is_some() && view.outcome().is_none();
        self.attendance = if ahead { view.attendance_terms() } else { [0.0; 3] };
        self.pending.clear();
        self.pending.extend(
            view.channels()
                .filter(|(_, line, state)| state.appointment != Appointment::None && line.level != Level::Leaders)
                .map(|(channel, line, _)| (channel, line.members)),
        );
        for other in case.nation_ids().filter(|other| *other != view.seat()) {
            self.others[other.index()] = Other::of(view, other);
        }
        self.count_heard(view);
        self.value_measures(view);
    }

    /// What counts of another nation.
    pub(super) fn other(&self, nation: NationId) -> &Other {
        &self.others[nation.index()]
    }

    /// What counts of an own measure.
    pub(super) fn own(&self, measure: MeasureId) -> Option<&OwnMeasure> {
        self.own.iter().find(|own| own.measure == measure)
    }

    /// What an own measure at a level comes to.
    pub(super) fn change(&self, measure: MeasureId, level: u8) -> Change {
        let change = self.own(measure).and_then(|own| self.changes.get(own.first + usize::from(level)));
        change.copied().unwrap_or(Change { own: 0.0, fall: 0.0 })
    }

    /// What it comes to if a demand is met that a threat usually makes: gain of ours, price of theirs.
    pub(super) fn concession(&self, demand: Demand) -> (f64, f64) {
        let known = self.concessions.iter().find(|known| known.demand == demand);
        known.map_or((0.0, 0.0), |known| (known.gain, known.price))
    }

    /// Own payoff if a demand that a threat usually makes were met, as things go, and with the own measure at a level.
    pub fn stakes_of_threat(&self, demand: Demand, measure: MeasureId, level: u8) -> [f64; 3] {
        let (gain, _) = self.concession(demand);
        [self.payoff + gain, self.payoff, self.payoff + self.change(measure, level).own]
    }

    /// Adds up what others have heard of us: threats, and measures that are announced.
    fn count_heard(&mut self, view: &Observation) {
        let (case, me) = (view.case(), view.seat());
        let mut heard = [0.0; MAX_NATIONS];
        for (_, known) in view.commitments().filter(|(_, known)| known.threat && known.by == me) {
            heard[known.to.index()] += if known.end.is_none() { 2.0 } else { 0.7 };
        }
        let mut announced = [0u8; MAX_NATIONS];
        for lever in case.measure_ids().filter(|measure| view.measure(*measure).scheduled.is_some()) {
            let lever = case.measure(lever);
            if lever.owner == me {
                lever.targets.iter().for_each(|target| announced[target.index()] += 1);
            }
        }
        for (other, (heard, announced)) in self.others.iter_mut().zip(heard.into_iter().zip(announced)) {
            other.fresh = 1.0 / (1.0 + heard + f64::from(announced));
        }
    }

    fn value_measures(&mut self, view: &Observation) {
        let (case, me) = (view.case(), view.seat());
        let mut mine = view.prospect();
        self.payoff = mine.standing();
        self.gap = mine.supplied().iter().map(|share| (1.0 - share).max(0.0)).sum();
        self.own.clear();
        self.changes.clear();
        self.concessions.clear();
        // Measures of a nation are mostly aimed at one other, and bound by one agreement.
        let mut theirs: Option<(NationId, Prospect, f64)> = None;
        let mut broken: Option<(usize, [f64; 2])> = None;
        for measure in case.measure_ids().filter(|measure| case.measure(*measure).owner == me) {
            let target = self.foremost(view, measure);
            let changed = view.measure(measure).changed;
            let bound = bound(view, measure);
            if bound.is_some() && bound != broken.map(|(position, _)| position) {
                broken = bound.map(|position| (position, view.temptation(position)));
            }
            self.own.push(OwnMeasure {
                measure,
                first: self.changes.len(),
                target,
                bound: broken.filter(|_| bound.is_some()).map(|(_, temptation)| temptation),
                threat: own_threat(view, measure),
                wavering: changed >= 0 && view.turn() as i32 - changed < WAVERING_TURNS,
            });
            if target.is_some() && target != theirs.as_ref().map(|(known, ..)| *known) {
                theirs = target.map(|target| {
                    let mut prospect = view.reputed_prospect(target);
                    let before = prospect.standing();
                    (target, prospect, before)
                });
            }
            for level in 0..case.measure(measure).levels.len() as u8 {
                let mut change = Change { own: 0.0, fall: 0.0 };
                if level != self.base[measure.index()] {
                    change.own = mine.with(measure, level) - self.payoff;
                    if let Some((_, prospect, before)) = theirs.as_mut().filter(|_| target.is_some()) {
                        change.fall = *before - prospect.with(measure, level);
                    }
                }
                self.changes.push(change);
            }
        }
        if self.own.is_empty() {
            return;
        }
        for measure in case.measure_ids().filter(|measure| case.measure(*measure).targets.has(me)) {
            let lever = case.measure(measure);
            if self.base[measure.index()] != lever.harshest {
                let fall = self.payoff - mine.with(measure, lever.harshest);
                let worst = &mut self.others[lever.owner.index()].exposure;
                *worst = worst.max(fall);
            }
        }
    }

    /// Values what a threat would ask for, unless it is known.
    pub(super) fn value_demand(&mut self, view: &Observation, target: NationId, demand: Demand) {
        if self.concessions.iter().any(|known| known.demand == demand) {
            return;
        }
        let gain = view.prospect().with(demand.measure, demand.at_most) - self.payoff;
        let mut theirs = view.reputed_prospect(target);
        let price = theirs.standing() - theirs.with(demand.measure, demand.at_most);
        self.concessions.push(Concession { demand, gain, price });
    }

    /// The target that a measure is aimed at before all others: the rival, or else whom its owner is tensest with.
    fn foremost(&self, view: &Observation, measure: MeasureId) -> Option<NationId> {
        let targets = view.case().measure(measure).targets;
        let rival = self.rival.filter(|rival| targets.has(*rival));
        let tension = |nation: NationId| self.other(nation).tension;
        rival.or_else(|| targets.iter().max_by(|one, other| tension(*one).total_cmp(&tension(*other))))
    }
}

impl Other {
    fn of(view: &Observation, other: NationId) -> Other {
        let turn = view.turn() as i32;
        let fresh = |last: i32| if last >= 0 { 1.0 / f64::from(1 + (turn - last).max(0)) } else { 0.0 };
        let own = view.own();
        Other {
            tension: view.tension(other),
            trust: view.trust(other),
            threats: view.threat_credibility(other),
            credibility: view.own_credibility(other),
            fresh: 1.0,
            mood: fresh(own.last_hostile[other.index()]) - fresh(own.last_friendly[other.index()]),
            exposure: 0.0,
            ally: view.case().allied(view.seat(), other),
        }
    }
}

/// The agreement in force that sets a measure, by position.
pub fn bound(view: &Observation, measure: MeasureId) -> Option<usize> {
    let sets = |issue: usize, option: usize| &view.case().issues[issue].options[option].sets;
    view.agreements().iter().position(|agreement| {
        agreement.status == AgreementStatus::InForce
            && agreement.package.issues().any(|(issue, option)| sets(issue, option).iter().any(|(m, _)| *m == measure))
    })
}

/// The own threat about a measure that is open, by position.
fn own_threat(view: &Observation, measure: MeasureId) -> Option<usize> {
    let me = view.seat();
    view.commitments()
        .find(|(_, known)| known.threat && known.end.is_none() && known.by == me && known.measure == measure)
        .map(|(position, _)| position)
}

/// What a milder level of an own measure takes away from: the threats that it would answer, by their credibility.
pub(super) fn averted(view: &Observation, measure: MeasureId, level: u8) -> f64 {
    let me = view.seat();
    view.commitments()
        .filter(|(_, threat)| threat.threat && threat.end.is_none() && threat.to == me)
        .filter(|(_, threat)| threat.demand.is_some_and(|d| d.measure == measure && satisfies(view.case(), d, level)))
        .map(|(position, threat)| view.threat_credibility(threat.by) * view.threat_fall(position))
        .sum()
}
