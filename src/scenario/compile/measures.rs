//! Levers: who decides them, at whom they are aimed, and what each level does to trade, supply and goals.

use super::Compiler;
use crate::economy::{Instrument, Mode, PolicyRow};
use crate::rules::case::*;
use crate::rules::regime::DeliveryPlan;
use crate::scenario::spec::*;
use std::collections::BTreeMap;

/// Most months of stock that a level may buy.
const MOST_STOCK: f64 = 60.0;

fn kind_of(kind: KindSpec) -> Kind {
    match kind {
        KindSpec::Tariff => Kind::Tariff,
        KindSpec::ExportLicence => Kind::ExportLicence,
        KindSpec::PortFee => Kind::PortFee,
        KindSpec::Ban => Kind::Ban,
        KindSpec::SanctionList => Kind::SanctionList,
        KindSpec::Purchase => Kind::Purchase,
        KindSpec::Conduct => Kind::Conduct,
        KindSpec::Investment => Kind::Investment,
    }
}

/// Political capital that setting a measure costs when the scenario names none.
fn usual_cost(kind: KindSpec) -> f64 {
    match kind {
        KindSpec::Investment | KindSpec::Ban => 2.0,
        KindSpec::Purchase | KindSpec::Conduct => 0.8,
        _ => 1.5,
    }
}

fn effects_of(effects: &Effects) -> Goals {
    [0.0, 0.0, effects.security, effects.autonomy, effects.cooperation, effects.standing, effects.points]
}

/// Instrument of a row with the least and greatest new level, and the greatest change.
fn instrument_of(instrument: InstrumentSpec) -> (Instrument, (f64, f64), f64) {
    match instrument {
        InstrumentSpec::Tariff => (Instrument::Tariff, (-0.9, 1000.0), 1000.0),
        InstrumentSpec::ExportTax => (Instrument::ExportTax, (-0.9, 1000.0), 1000.0),
        InstrumentSpec::Iceberg => (Instrument::Iceberg, (0.05, 1000.0), 1000.0),
        InstrumentSpec::Ban => (Instrument::Ban, (0.0, 1.0), 0.0),
        InstrumentSpec::Subsidy => (Instrument::Subsidy, (-0.9, 1000.0), 1000.0),
    }
}

impl Compiler<'_> {
    pub(super) fn effects(&mut self, path: &str, effects: &BTreeMap<String, Effects>) -> [Goals; MAX_NATIONS] {
        let codes = self.codes();
        let mut all = [[0.0; Goal::ALL.len()]; MAX_NATIONS];
        for (code, effect) in effects {
            all[self.find_key(&format!("{path}.{code}"), "nation", code, &codes)] = effects_of(effect);
        }
        all
    }

    pub(super) fn measures(&mut self, calendar: &Calendar, inputs: &[String]) -> Vec<MeasureCase> {
        let spec = self.spec;
        let mut measures = Vec::new();
        for (index, measure) in spec.measures.iter().enumerate() {
            let path = format!("measure[{index}]");
            let owner = self.nation(&format!("{path}.owner"), &measure.owner);
            let targets = self.nations(&format!("{path}.targets"), &measure.targets);
            self.aim(&path, measure);
            let names: Vec<String> = measure.levels.iter().map(|level| level.name.clone()).collect();
            self.unique(&format!("{path}.level"), "name", &names);
            self.rising(&path, measure);
            let start =
                measure.start.as_ref().and_then(|level| self.level(&format!("{path}.start"), &measure.id, level));
            let start = start.unwrap_or(0);
            let scheduled = self.scheduled(&path, measure, start, calendar);
            self.reachable(&path, measure, start);
            let levels: Vec<LevelCase> = measure
                .levels
                .iter()
                .enumerate()
                .map(|(position, level)| self.level_case(&format!("{path}.level[{position}]"), level, inputs))
                .collect();
            let by_severity = |a: &usize, b: &usize| levels[*a].severity.total_cmp(&levels[*b].severity);
            let mildest = (0..levels.len()).min_by(by_severity).unwrap_or(0) as u8;
            let harshest = (0..levels.len()).max_by(by_severity).unwrap_or(0) as u8;
            measures.push(MeasureCase {
                id: measure.id.clone(),
                name: measure.name.clone(),
                owner,
                targets,
                kind: kind_of(measure.kind),
                lead_days: measure.lead_days as i32,
                start,
                scheduled,
                cost: measure.cost.unwrap_or_else(|| usual_cost(measure.kind)),
                levels,
                mildest,
                harshest,
            });
        }
        measures
    }

    fn aim(&mut self, path: &str, measure: &MeasureSpec) {
        let targets = format!("{path}.targets");
        let investment = measure.kind == KindSpec::Investment;
        if !measure.owner.is_empty() && measure.targets.contains(&measure.owner) {
            self.report(&targets, "a measure is aimed at its owner", "name other nations");
        }
        if investment && !measure.targets.is_empty() {
            self.report(&targets, "an investment is aimed at nobody", "leave targets out");
        }
        if !investment && measure.targets.is_empty() {
            let what = format!("\"{}\" is aimed at nobody", measure.id);
            self.report(&targets, what, "name its targets, or make it an investment");
        }
    }

    /// Levels stand in order of harshness, which is what demands and moves from level to level go by.
    fn rising(&mut self, path: &str, measure: &MeasureSpec) {
        let either_way = matches!(measure.kind, KindSpec::Purchase | KindSpec::Conduct);
        let falls = |pair: &[LevelSpec]| pair[1].severity < pair[0].severity;
        let fall = measure.levels.windows(2).position(falls);
        let rise = measure.levels.windows(2).any(|pair| pair[1].severity > pair[0].severity);
        if let Some(before) = fall.filter(|_| !either_way || rise) {
            let inner = format!("{path}.level[{}]", before + 1);
            if self.wholly_sure(&format!("{path}.level")) {
                let what = format!("\"{}\" is milder than the level before it", measure.levels[before + 1].name);
                let remedy =
                    "levels go from none to harshest; those of conduct and purchases may go from harshest to none";
                self.report(&format!("{inner}.severity"), what, remedy);
            }
        }
    }

    fn scheduled(&mut self, path: &str, measure: &MeasureSpec, start: u8, calendar: &Calendar) -> Option<(u8, i32)> {
        let scheduled = measure.scheduled.as_ref()?;
        let path = format!("{path}.scheduled");
        let level = self.level(&format!("{path}.level"), &measure.id, &scheduled.level);
        let day = self.day_inside(calendar, &format!("{path}.date"), scheduled.date);
        if level == Some(start) && self.sure(&path) {
            self.report(
                &format!("{path}.level"),
                "the level announced is in force already",
                "announce another, or leave it out",
            );
        }
        level.map(|level| (level, day))
    }

    /// An investment is never undone, so levels below the start's can only come from an agreement.
    fn reachable(&mut self, path: &str, measure: &MeasureSpec, start: u8) {
        if measure.kind != KindSpec::Investment {
            return;
        }
        for (level, spec) in measure.levels.iter().enumerate().take(start as usize) {
            let mut options = self.spec.issues.iter().flat_map(|issue| &issue.options);
            if !options.any(|option| option.sets.get(&measure.id) == Some(&spec.name)) {
                let what = format!("the level \"{}\" cannot be reached: an investment is never undone", spec.name);
                self.report(&format!("{path}.level[{level}]"), what, "start at the first level, or drop it");
            }
        }
    }

    fn level_case(&mut self, path: &str, level: &LevelSpec, inputs: &[String]) -> LevelCase {
        self.effects(&format!("{path}.effects"), &level.effects);
        let mut stock_months = [0.0; MAX_INPUTS];
        for (input, months) in &level.stock_months {
            let inner = format!("{path}.stock_months.{input}");
            if !(0.0..=MOST_STOCK).contains(months) {
                self.report(&inner, format!("it buys {months} months of stock"), format!("valid: 0 to {MOST_STOCK}"));
            }
            if let Some(stock) = stock_months.get_mut(self.find_input_key(&inner, input, inputs)) {
                *stock = *months;
            }
        }
        let mut capacity = Vec::new();
        for (at, built) in level.capacity.iter().enumerate() {
            let inner = format!("{path}.capacity[{at}]");
            let input = self.find_input(&format!("{inner}.input"), &built.input, inputs);
            let nation = self.nation(&format!("{inner}.for"), &built.to);
            let CapacitySpec { share, lead_months, price_floor, .. } = *built;
            capacity.push(NewSupply { input, nation, share, lead_months, price_floor });
        }
        self.rows(path, &level.policy);
        self.cuts(path, MeasureId(0), 0, &level.deliveries, inputs);
        LevelCase { name: level.name.clone(), severity: level.severity, capacity, stock_months }
    }

    /// Policy rows of a level.
    pub(super) fn rows(&mut self, path: &str, rows: &[PolicyRowSpec]) -> Vec<PolicyRow> {
        let mut compiled = Vec::new();
        for (index, row) in rows.iter().enumerate() {
            let inner = format!("{path}.policy[{index}]");
            let exporter = (row.exporter != "*").then(|| self.find_region(&format!("{inner}.exporter"), &row.exporter));
            let importer = (row.importer != "*").then(|| self.find_region(&format!("{inner}.importer"), &row.importer));
            let sector = (row.sector != "*").then(|| self.find_sector(&format!("{inner}.sector"), &row.sector));
            if row.exporter != "*" && row.exporter == row.importer {
                self.report(&inner, "the row is about a region's own sales", "name two different regions");
            }
            if row.measure == InstrumentSpec::Subsidy && row.importer != "*" {
                let what = "a subsidy goes to a sector whoever buys from it";
                self.report(&format!("{inner}.importer"), what, "leave importer out");
            }
            let (instrument, (low, high), most) = instrument_of(row.measure);
            let (field, value, low, high, mode) = match (row.add, row.set, row.measure) {
                (None, None, InstrumentSpec::Ban) => ("", 1.0, low, high, Mode::Set),
                (Some(add), None, measure) if measure != InstrumentSpec::Ban => (".add", add, -most, most, Mode::Add),
                (None, Some(set), measure) if measure != InstrumentSpec::Ban => (".set", set, low, high, Mode::Set),
                _ => {
                    self.report(
                        &inner,
                        "a policy row needs exactly one of add and set, a ban neither",
                        "for example add = 0.1",
                    );
                    continue;
                }
            };
            if !(low..=high).contains(&value) {
                let what = format!("{value} is out of range");
                self.report(&format!("{inner}{field}"), what, format!("valid: {low} to {high}, as a fraction"));
            }
            compiled.push(PolicyRow { measure: instrument, exporter, importer, sector, value, mode });
        }
        compiled
    }

    /// What a level leaves of deliveries of critical inputs.
    pub(super) fn cuts(
        &mut self,
        path: &str,
        measure: MeasureId,
        level: u8,
        deliveries: &[DeliverySpec],
        inputs: &[String],
    ) -> Vec<DeliveryPlan> {
        let mut cuts = Vec::new();
        for (index, cut) in deliveries.iter().enumerate() {
            let inner = format!("{path}.deliveries[{index}]");
            let input = self.find_input(&format!("{inner}.input"), &cut.input, inputs);
            let supplier = self.find_region(&format!("{inner}.from"), &cut.from);
            let mut receivers = Vec::new();
            for (at, code) in cut.to.iter().enumerate() {
                if code == "*" {
                    let all = self.sources.dataset.map_or(0, |dataset| dataset.region_count());
                    receivers.extend((0..all).filter(|region| *region != supplier));
                } else {
                    receivers.push(self.find_region(&format!("{inner}.to[{at}]"), code));
                }
            }
            if cut.to.is_empty() {
                self.report(
                    &format!("{inner}.to"),
                    "the cut reaches nobody",
                    "name regions, or \"*\" for all but the supplier",
                );
            }
            cuts.push(DeliveryPlan { measure, level, input, supplier, receivers, share: cut.share });
        }
        cuts
    }
}
