//! Payoffs: of the state, of no deal, of a package; leverage; who at home prefers what.
//!
//! u = 100 Σ w_g v_g over goals scaled to the scenario's outcome space. The disagreement point is today's regime with what is
//! already scheduled, plus each standing threat times its credibility (variable threats, Nash 1953). The win-set is Putnam's (1988).

use crate::bargaining::{MAX_ISSUES, MAX_OPTIONS, Package, Preferences};
use crate::rules::case::*;
use crate::rules::prospect::weighted;
use crate::rules::regime::Regime;
use crate::rules::state::*;

/// Goals of a nation under a regime, its own drift and the share of a shortage's loss that it is spared, each clamped to [0, 1].
pub fn goals(regime: &Regime, nation: NationId, drift: &Goals, spared: f64) -> Goals {
    let mut values = regime.goals(nation, spared);
    for (value, change) in values.iter_mut().zip(drift) {
        *value += change;
    }
    values.map(|value| value.clamp(0.0, 1.0))
}

/// Adds to options that set the length of an agreement what that length is worth on half of the best that the table offers.
fn value_durations(case: &Case, preferences: &mut Preferences) {
    let horizon = 7.0 * case.parameters.horizon_weeks;
    let share = |days: f64| (days / horizon).min(1.0);
    let best = |values: &[f64]| values.iter().copied().fold(0.0, f64::max);
    let gain: f64 = preferences.value.iter().map(|values| best(values)).sum::<f64>() * 0.5;
    for (issue, case_issue) in case.issues.iter().enumerate().take(MAX_ISSUES) {
        for option in 0..preferences.options[issue] as usize {
            if let Some(days) = case_issue.options[option].duration {
                let longer = share(f64::from(days)) - share(case.parameters.agreement_days);
                preferences.value[issue][option] += longer * gain;
            }
        }
    }
}

/// What analysts elsewhere take each option to be worth to a nation at the opening: by its reputed weights of goals.
pub fn reputation(case: &Case, nation: NationId) -> Preferences {
    opening_preferences(case, nation, &case.nation(nation).reputed_goals)
}

/// The package between the summit's parties that looks best to one of them at the opening; empty for anybody else.
pub fn hope(case: &Case, nation: NationId) -> Package {
    if !case.is_principal(nation) {
        return Package::EMPTY;
    }
    let between = case.issues_open_to(Nations::of(case.summit.parties));
    let mut preferences = opening_preferences(case, nation, &case.nation(nation).goals);
    for issue in (0..MAX_ISSUES).filter(|issue| between & 1 << issue == 0) {
        preferences.options[issue] = 0;
    }
    preferences.best()
}

/// What each option is worth to a nation at the opening by these weights of goals, payoff points over no deal.
fn opening_preferences(case: &Case, nation: NationId, weights: &Goals) -> Preferences {
    let mut open = [0u8; MAX_MEASURES];
    for (level, measure) in open.iter_mut().zip(&case.measures) {
        *level = measure.scheduled.map_or(measure.start, |(level, _)| level);
    }
    for (measure, level) in case.agreements.iter().flat_map(|agreement| &agreement.on_lapse) {
        open[measure.index()] = *level;
    }
    let worth = |levels: &[u8; MAX_MEASURES], drift: &Goals| {
        100.0 * weighted(weights, &goals(&case.regimes.look(levels), nation, drift, 0.0))
    };
    let base = worth(&open, &[0.0; Goal::ALL.len()]);
    let mut preferences = Preferences { value: [[0.0; MAX_OPTIONS]; MAX_ISSUES], options: [0; MAX_ISSUES], base: 0.0 };
    for (issue, case_issue) in case.issues.iter().enumerate().take(MAX_ISSUES) {
        preferences.options[issue] = case_issue.options.len().min(MAX_OPTIONS) as u8;
        for (option, terms) in case_issue.options.iter().enumerate().take(MAX_OPTIONS) {
            let mut levels = open;
            for (measure, level) in &terms.sets {
                levels[measure.index()] = *level;
            }
            preferences.value[issue][option] = worth(&levels, &terms.effects[nation.index()]) - base;
        }
    }
    value_durations(case, &mut preferences);
    preferences
}

/// Whether a vector of levels that counts what is scheduled leaves nothing of what a threat asks for.
pub fn demand_met(case: &Case, demand: Demand, levels: &[u8; MAX_MEASURES]) -> bool {
    satisfies(case, demand, levels[demand.measure.index()])
}

/// Whether a level is no harsher than what a threat asks for.
pub fn satisfies(case: &Case, demand: Demand, level: u8) -> bool {
    case.level(demand.measure, level).severity <= case.level(demand.measure, demand.at_most).severity + 1e-9
}

impl Table<'_> {
    /// Payoff of the play to a nation: the discounted mean per week of what it had so far, with the horizon once the game is over,
    /// 0 to 100.
    pub fn score(&self, nation: NationId) -> f64 {
        let state = self.nation(nation);
        if state.weeks > 0.0 { state.gathered / state.weeks } else { state.payoff }
    }

    /// The goals of a nation as things stand, each 0 to 1: under the levels in force, with what stocks and own supply still cover.
    pub fn goals_now(&self, nation: NationId) -> Goals {
        let levels = self.levels();
        self.goals_under(nation, &self.case.regimes.look(&levels))
    }

    fn goals_under(&self, nation: NationId, regime: &Regime) -> Goals {
        let state = self.nation(nation);
        goals(regime, nation, &state.drift, self.cover_now(nation, regime).spared)
    }

    /// Levels without any further agreement: what is scheduled takes effect, agreements of limited time lapse.
    pub fn no_deal_levels(&self) -> [u8; MAX_MEASURES] {
        self.game.no_deal_levels
    }

    fn future_levels(&self) -> [u8; MAX_MEASURES] {
        let mut levels = [0; MAX_MEASURES];
        for (level, measure) in levels.iter_mut().zip(self.measures.iter()) {
            *level = measure.announced();
        }
        for &(measure, level) in self.limited_agreements().flat_map(|agreement| &agreement.fallback) {
            levels[measure.index()] = level;
        }
        levels
    }

    /// Agreements of the opening in force that run out within the horizon.
    fn limited_agreements(&self) -> impl Iterator<Item = &Agreement> {
        let horizon = self.today() + (7.0 * self.case.parameters.horizon_weeks) as i32;
        self.game.agreements.iter().filter(move |agreement| {
            agreement.status == AgreementStatus::InForce && agreement.opening.is_some() && agreement.expires <= horizon
        })
    }

    /// Levels without any further agreement but for what these nations prolong.
    fn prolonged_levels(&self, by: Nations) -> [u8; MAX_MEASURES] {
        let mut levels = self.game.no_deal_levels;
        for &(measure, _) in
            self.limited_agreements().filter(|known| by.covers(known.parties)).flat_map(|known| &known.fallback)
        {
            levels[measure.index()] = self.measures[measure.index()].announced();
        }
        for &(measure, level) in
            self.limited_agreements().filter(|known| !by.covers(known.parties)).flat_map(|known| &known.fallback)
        {
            levels[measure.index()] = level;
        }
        levels
    }

    /// Belief of a nation that another executes its threats; a nation takes its own reputation with the target for it.
    pub fn threat_credibility(&self, holder: NationId, threat: &Commitment) -> f64 {
        let of = if holder == threat.by { threat.to } else { holder };
        self.relation(of, threat.by).threats.mean(self.case.parameters.belief_prior_weight)
    }

    /// Belief of a nation that another keeps its promises.
    pub fn promise_credibility(&self, holder: NationId, of: NationId) -> f64 {
        self.relation(holder, of).promises.mean(self.case.parameters.belief_prior_weight)
    }

    /// Expected payoff of a vector of future levels once the threats that stay unmet are weighed by their credibility.
    fn under_threats(
        &self,
        nation: NationId,
        levels: &[u8; MAX_MEASURES],
        drift: &Goals,
        settled: impl Fn(&Commitment) -> bool,
    ) -> f64 {
        self.less_threats(nation, self.payoff_with(nation, levels, drift), levels, settled)
    }

    /// An expected payoff under future levels, less the threats that stay unmet by their credibility.
    fn less_threats(
        &self,
        nation: NationId,
        mut expected: f64,
        levels: &[u8; MAX_MEASURES],
        settled: impl Fn(&Commitment) -> bool,
    ) -> f64 {
        for (threat, falls) in self.game.commitments.iter().zip(&self.game.threat_falls) {
            if falls[nation.index()] == 0.0 || !threat.threat || threat.end.is_some() {
                continue;
            }
            let open = threat.demand.is_none_or(|demand| !demand_met(self.case, demand, levels));
            if open && levels[threat.measure.index()] != threat.level && !settled(threat) {
                expected -= self.threat_credibility(nation, threat) * falls[nation.index()];
            }
        }
        expected
    }

    /// Fall of each nation's payoff, from `standing` without a deal, if a threat were carried out, as far as the nation knows of it. A threat is
    /// never good news for its target, or it would be no threat.
    fn falls(&self, threat: &Commitment, standing: &[f64; MAX_NATIONS]) -> [f64; MAX_NATIONS] {
        let mut falls = [0.0; MAX_NATIONS];
        if !threat.threat || threat.end.is_some() {
            return falls;
        }
        let mut executed = self.game.no_deal_levels;
        executed[threat.measure.index()] = threat.level;
        let regime = self.case.regimes.look(&executed);
        for nation in self.case.nation_ids() {
            if threat.public || threat.by == nation || threat.to == nation {
                let spared = self
                    .spared_by_capacity(nation, regime.supplied(nation), |available| regime.spared(nation, available));
                let values = goals(&regime, nation, &self.nation(nation).drift, spared);
                let fall = standing[nation.index()] - 100.0 * weighted(&self.case.nation(nation).goals, &values);
                falls[nation.index()] = if nation == threat.to { fall.max(0.0) } else { fall };
            }
        }
        falls
    }

    /// Disagreement point of a nation: expected payoff of no deal, 0 to 100.
    pub fn disagreement(&self, nation: NationId) -> f64 {
        self.under_threats(nation, &self.no_deal_levels(), &self.nation(nation).drift, |_| false)
    }

    /// Works out anew what no deal would bring, if anything has changed that it depends on.
    pub fn refresh(&mut self) {
        if !std::mem::take(&mut self.game.stale) {
            return;
        }
        let case = self.case;
        let levels = self.levels();
        let now = case.regimes.look(&levels);
        self.game.no_deal_levels = self.future_levels();
        for (state, standing) in self.nations.iter_mut().zip(case.regimes.standings(&self.game.no_deal_levels)) {
            state.standing = standing;
        }
        for nation in case.nation_ids() {
            self.settle_covers(nation, &now);
        }
        let mut standing = [0.0; MAX_NATIONS];
        for nation in case.nation_ids() {
            standing[nation.index()] = self.prospect(nation).standing();
        }
        let mut threat_falls = std::mem::take(&mut self.game.threat_falls);
        threat_falls.clear();
        threat_falls.extend(self.game.commitments.iter().map(|commitment| self.falls(commitment, &standing)));
        self.game.threat_falls = threat_falls;
        for nation in case.nation_ids() {
            let payoff = 100.0 * weighted(&case.nation(nation).goals, &self.goals_under(nation, &now));
            let no_deal = self.less_threats(nation, standing[nation.index()], &self.game.no_deal_levels, |_| false);
            let state = self.nation_mut(nation);
            state.payoff = payoff;
            state.no_deal = no_deal;
        }
        if !now.solved() {
            self.game.unsolved = true;
        }
    }

    /// Levels after a package is signed by these parties; each sets its own measures only.
    pub fn package_levels(&self, package: Package, parties: Nations) -> [u8; MAX_MEASURES] {
        let extends = package.issues().any(|(issue, option)| self.case.issues[issue].options[option].extends);
        let mut levels = if extends { self.prolonged_levels(parties) } else { self.no_deal_levels() };
        for (issue, option) in package.issues() {
            for &(measure, level) in &self.case.issues[issue].options[option].sets {
                if parties.has(self.case.measure(measure).owner) {
                    levels[measure.index()] = level;
                }
            }
        }
        levels
    }

    /// Drift of a nation once the package replaces the terms in force on its issues.
    pub fn package_drift(&self, nation: NationId, package: Package) -> Goals {
        let mut drift = self.nation(nation).drift;
        for (issue, option) in package.issues() {
            let options = &self.case.issues[issue].options;
            let before = self.game.terms.get(issue).map(|option| &options[option].effects[nation.index()]);
            for (goal, change) in drift.iter_mut().enumerate() {
                *change += options[option].effects[nation.index()][goal] - before.map_or(0.0, |effects| effects[goal]);
            }
        }
        drift
    }

    /// Days that an agreement on a package lasts.
    pub fn package_days(&self, package: Package) -> i32 {
        package
            .issues()
            .find_map(|(issue, option)| self.case.issues[issue].options[option].duration)
            .unwrap_or(self.case.parameters.agreement_days as i32)
    }

    /// Value of a package to one of its parties, in payoff points over no deal.
    ///
    /// The counterparts are believed to keep it with their promise credibility, and it counts for its length within the horizon.
    pub fn package_value(&self, nation: NationId, package: Package, parties: Nations) -> f64 {
        let levels = self.package_levels(package, parties);
        let drift = self.package_drift(nation, package);
        let signed = self.under_threats(nation, &levels, &drift, |threat| {
            parties.has(threat.by) && parties.has(threat.to) && {
                package.issues().any(|(issue, option)| {
                    self.case.issues[issue].options[option].sets.iter().any(|(measure, _)| *measure == threat.measure)
                })
            }
        });
        let share = f64::from(self.package_days(package)) / (7.0 * self.case.parameters.horizon_weeks);
        let kept =
            parties.without(nation).iter().map(|other| self.promise_credibility(nation, other)).fold(1.0, f64::min);
        kept * share.min(1.0) * (signed - self.nation(nation).no_deal)
    }

    /// What each option on an agenda is worth by itself to a nation, in payoff points over no deal.
    ///
    /// Options that only set how long the agreement lasts are worth the share of the horizon they add to a middling deal.
    pub fn preferences(&self, nation: NationId, agenda: u16, parties: Nations) -> Preferences {
        let mut preferences =
            Preferences { value: [[0.0; MAX_OPTIONS]; MAX_ISSUES], options: [0; MAX_ISSUES], base: 0.0 };
        for issue in issues_in(agenda) {
            let options = self.case.issues[issue].options.len().min(MAX_OPTIONS);
            preferences.options[issue] = options as u8;
            for option in 0..options {
                let alone = Package::EMPTY.with(issue, Some(option));
                preferences.value[issue][option] = self.long_value(nation, alone, parties);
            }
        }
        value_durations(self.case, &mut preferences);
        preferences
    }

    /// Value of a package over no deal as if it lasted over the whole horizon and were kept.
    fn long_value(&self, nation: NationId, package: Package, parties: Nations) -> f64 {
        let levels = self.package_levels(package, parties);
        let drift = self.package_drift(nation, package);
        let signed = self.under_threats(nation, &levels, &drift, |threat| {
            package.issues().any(|(issue, option)| {
                self.case.issues[issue].options[option].sets.iter().any(|(measure, _)| *measure == threat.measure)
            })
        });
        signed - self.nation(nation).no_deal
    }

    /// Margin by which each constituency of a nation prefers a package to no deal, in points of 100.
    pub fn constituency_margins(
        &self,
        nation: NationId,
        package: Package,
        parties: Nations,
    ) -> [f64; MAX_CONSTITUENCIES] {
        let after = self.constituency_values(
            nation,
            &self.package_levels(package, parties),
            &self.package_drift(nation, package),
        );
        let before = self.constituency_values(nation, &self.no_deal_levels(), &self.nation(nation).drift);
        let mut margins = [0.0; MAX_CONSTITUENCIES];
        for (margin, (after, before)) in margins.iter_mut().zip(after.into_iter().zip(before)) {
            *margin = 100.0 * (after - before);
        }
        margins
    }

    fn constituency_values(
        &self,
        nation: NationId,
        levels: &[u8; MAX_MEASURES],
        drift: &Goals,
    ) -> [f64; MAX_CONSTITUENCIES] {
        let mut values = [0.0; MAX_CONSTITUENCIES];
        let regime = self.case.regimes.look(levels);
        let spared =
            self.spared_by_capacity(nation, regime.supplied(nation), |available| regime.spared(nation, available));
        let goals = goals(&regime, nation, drift, spared);
        for (index, group) in self.case.nation(nation).constituencies.iter().enumerate() {
            values[index] = weighted(&group.goals, &goals) + regime.sectors(nation)[index];
        }
        values
    }

    /// Share of constituency weight that prefers a package to no deal, 0 to 1.
    pub fn support(&self, nation: NationId, package: Package, parties: Nations) -> f64 {
        let margins = self.constituency_margins(nation, package, parties);
        let groups = &self.case.nation(nation).constituencies;
        groups.iter().zip(margins).filter(|(_, margin)| *margin >= 0.0).map(|(group, _)| group.weight).sum()
    }

    /// Whether a package lies in the win-set of a nation.
    pub fn in_win_set(&self, nation: NationId, package: Package, parties: Nations) -> bool {
        self.support(nation, package, parties) + 1e-9 >= self.case.nation(nation).quota
    }

    /// Fall of the no-deal payoffs of the owner and of a target if a measure went to a level, in payoff points.
    ///
    /// Their ratio is the leverage of the measure.
    pub fn leverage(&self, measure: MeasureId, level: u8, target: NationId) -> (f64, f64) {
        let levels = self.no_deal_levels();
        let mut executed = levels;
        executed[measure.index()] = level;
        let owner = self.case.measure(measure).owner;
        let fall = |nation| self.payoff(nation, &levels) - self.payoff(nation, &executed);
        (fall(owner), fall(target))
    }

    /// Audience cost of breaking a commitment, in payoff points: strength at home × publicity × severity (Fearon 1994).
    pub fn audience_cost(&self, commitment: &Commitment) -> f64 {
        let parameters = &self.case.parameters;
        let publicity = if commitment.public { 1.0 } else { parameters.private_audience };
        let severity = self.case.level(commitment.measure, commitment.level).severity.max(0.1);
        parameters.audience_cost * self.case.nation(commitment.by).audience * publicity * severity
    }
}
