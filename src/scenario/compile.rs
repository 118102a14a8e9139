//! From names to indices: checks what belongs together and builds the [`Case`].

use crate::bargaining::{MAX_ISSUES, Package};
use crate::economy::{CriticalInputs, Dataset, ElasticityHorizon, Instrument, Memo, Mode, Model, PolicyRow};
use crate::problem::{Place, Problem, valid_names};
use crate::rules::case::*;
use crate::rules::parameters::Parameters;
use crate::rules::regime::{DeliveryPlan, InputPlan, RegimePlan, RegimeTable};
use crate::rules::state::Outcome;
use crate::rules::value::reputation;
use crate::scenario::shape::Document;
use crate::scenario::source::Texts;
use crate::scenario::spec::*;
use std::collections::BTreeMap;
use std::sync::Arc;

/// Weights that should add up to one may miss it by this much.
const WEIGHT_TOLERANCE: f64 = 1e-6;
/// Longest calendar, turns.
const MOST_TURNS: usize = 200;

/// Builds the case of a scenario.
///
/// # Errors
/// Every name that is not defined, every sum that does not add up, every date out of order, each with its place.
pub fn compile(
    id: &str,
    texts: &Texts,
    economy_texts: &Texts,
    document: &Document,
    spec: &ScenarioSpec,
    dataset: &Dataset,
) -> Result<Case, Vec<Problem>> {
    let mut compiler = Compiler { document, spec, dataset, problems: Vec::new() };
    let parts = compiler.parts(texts);
    if !compiler.problems.is_empty() {
        compiler.problems.sort();
        return Err(compiler.problems);
    }
    let economy = compiler.economy(&parts).map_err(|problem| vec![problem])?;
    let plan = compiler.plan(&parts);
    let starts: Vec<u8> = parts.measures.iter().map(|measure| measure.start).collect();
    let regimes = RegimeTable::new(plan, economy, &starts, &option_ranges(spec, &parts));
    let mut issues = parts.issues;
    scale_effects(spec, &mut issues, &regimes);
    let hash = hash(texts, economy_texts);
    let mut case = Case {
        id: id.to_string(),
        title: spec.title.clone(),
        summary: spec.summary.clone(),
        situation: texts.get("briefings/situation.md").cloned().unwrap_or_default(),
        hash,
        calendar: parts.calendar,
        summit: parts.summit,
        parameters: parts.parameters,
        nations: parts.nations,
        negotiators: parts.negotiators,
        measures: parts.measures,
        issues,
        channels: parts.channels,
        relations: parts.relations,
        commitments: parts.commitments,
        agreements: parts.agreements,
        events: parts.events,
        incidents: parts.incidents,
        record: parts.record,
        reputations: Vec::new(),
        regimes,
    };
    case.reputations = case.nation_ids().map(|nation| reputation(&case, nation)).collect();
    Ok(case)
}

/// A fingerprint of the files that decide a game; documentation does not count.
fn hash(texts: &Texts, economy: &Texts) -> u64 {
    let mut hasher = xxhash_rust::xxh3::Xxh3::new();
    let decisive = texts.iter().filter(|(path, _)| path.ends_with(".toml"));
    let data = economy.iter().filter(|(path, _)| !path.ends_with(".md"));
    for (path, text) in decisive.chain(data) {
        hasher.update(path.as_bytes());
        hasher.update(&[0]);
        hasher.update(text.replace("\r\n", "\n").as_bytes());
        hasher.update(&[0]);
    }
    hasher.digest()
}

/// What the compiler makes of the specification before the economy is solved.
struct Parts {
    calendar: Calendar,
    summit: SummitCase,
    parameters: Parameters,
    nations: Vec<NationCase>,
    negotiators: Vec<NegotiatorCase>,
    measures: Vec<MeasureCase>,
    issues: Vec<IssueCase>,
    channels: Vec<ChannelCase>,
    relations: Vec<RelationCase>,
    commitments: Vec<CommitmentCase>,
    agreements: Vec<AgreementCase>,
    events: Vec<EventCase>,
    incidents: Vec<IncidentCase>,
    record: Option<RecordCase>,
    inputs: Vec<String>,
    sectors: Vec<Vec<Vec<(usize, f64)>>>,
    regions: Vec<usize>,
}

struct Compiler<'s> {
    document: &'s Document<'s>,
    spec: &'s ScenarioSpec,
    dataset: &'s Dataset,
    problems: Vec<Problem>,
}

fn goals_of(weights: &GoalWeights) -> Goals {
    [
        weights.prosperity,
        weights.lobby,
        weights.security,
        weights.autonomy,
        weights.cooperation,
        weights.standing,
        weights.points,
    ]
}

fn effects_of(effects: &Effects) -> Goals {
    [0.0, 0.0, effects.security, effects.autonomy, effects.cooperation, effects.standing, effects.points]
}

fn level_of(level: ChannelSpec) -> Level {
    match level {
        ChannelSpec::BackChannel => Level::BackChannel,
        ChannelSpec::PhoneCall => Level::PhoneCall,
        ChannelSpec::Technical => Level::Technical,
        ChannelSpec::Ministerial => Level::Ministerial,
        ChannelSpec::Leaders => Level::Leaders,
    }
}

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

impl Compiler<'_> {
    fn place(&self, path: &str) -> Place {
        self.document.place(path)
    }

    fn report(&mut self, path: &str, what: impl Into<String>, remedy: impl Into<String>) {
        let place = self.place(path);
        self.problems.push(Problem::new(place, what, remedy));
    }

    /// Position of a name in a list; reports an unknown one and answers with the first.
    fn find(&mut self, path: &str, kind: &str, name: &str, known: &[String]) -> usize {
        known.iter().position(|candidate| candidate == name).unwrap_or_else(|| {
            let names: Vec<&str> = known.iter().map(String::as_str).collect();
            self.report(path, format!("unknown {kind} \"{name}\""), valid_names(name, &names));
            0
        })
    }

    fn nation(&mut self, path: &str, code: &str) -> NationId {
        let known: Vec<String> = self.spec.nations.iter().map(|nation| nation.code.clone()).collect();
        NationId::at(self.find(path, "nation", code, &known))
    }

    fn nations(&mut self, path: &str, codes: &[String]) -> Nations {
        let mut set = Nations::NONE;
        for (index, code) in codes.iter().enumerate() {
            let nation = self.nation(&format!("{path}[{index}]"), code);
            if set.has(nation) {
                self.report(&format!("{path}[{index}]"), format!("\"{code}\" is named twice"), "name each nation once");
            }
            set = set.with(nation);
        }
        set
    }

    fn measure(&mut self, path: &str, id: &str) -> MeasureId {
        let known: Vec<String> = self.spec.measures.iter().map(|measure| measure.id.clone()).collect();
        MeasureId::at(self.find(path, "measure", id, &known))
    }

    fn level(&mut self, path: &str, measure: MeasureId, level: &str) -> u8 {
        let Some(spec) = self.spec.measures.get(measure.index()) else { return 0 };
        let known: Vec<String> = spec.levels.iter().map(|level| level.name.clone()).collect();
        self.find(path, &format!("level of \"{}\"", spec.id), level, &known) as u8
    }

    fn levels(&mut self, path: &str, levels: &BTreeMap<String, String>) -> Vec<(MeasureId, u8)> {
        levels
            .iter()
            .map(|(measure, level)| {
                let inner = format!("{path}.{measure}");
                let measure = self.measure(&inner, measure);
                (measure, self.level(&inner, measure, level))
            })
            .collect()
    }

    fn unique(&mut self, list: &str, field: &str, names: &[String]) {
        for (index, name) in names.iter().enumerate() {
            if names[..index].contains(name) {
                let path = format!("{list}[{index}].{field}");
                self.report(&path, format!("\"{name}\" is defined twice"), "give each its own name");
            }
        }
    }

    fn weights(&mut self, path: &str, what: &str, total: f64) {
        if (total - 1.0).abs() > WEIGHT_TOLERANCE {
            self.report(path, format!("{what} add up to {total:.4}"), "they must add up to 1");
        }
    }

    fn parts(&mut self, texts: &Texts) -> Parts {
        let spec = self.spec;
        self.unique("nation", "code", &spec.nations.iter().map(|n| n.code.clone()).collect::<Vec<_>>());
        self.unique("measure", "id", &spec.measures.iter().map(|m| m.id.clone()).collect::<Vec<_>>());
        self.unique("issue", "id", &spec.issues.iter().map(|i| i.id.clone()).collect::<Vec<_>>());
        let parameters = self.parameters();
        let calendar = self.calendar();
        let summit = self.summit(&calendar);
        let inputs: Vec<String> =
            self.dataset.critical.as_ref().map(|critical| critical.input_names()).unwrap_or_default();
        let inputs: Vec<String> = inputs.into_iter().take(MAX_INPUTS).collect();
        let (nations, negotiators, sectors, regions) = self.people(texts, &inputs);
        let measures = self.measures(&calendar, &inputs);
        let issues = self.issues(&calendar);
        let channels = self.channels(&calendar, &issues);
        let relations = self.relations();
        let commitments = self.commitments(&calendar);
        let agreements = self.agreements(&calendar);
        let events = self.events(&calendar);
        let incidents = self.incidents();
        let record = self.record(&issues);
        Parts {
            calendar,
            summit,
            parameters,
            nations,
            negotiators,
            measures,
            issues,
            channels,
            relations,
            commitments,
            agreements,
            events,
            incidents,
            record,
            inputs,
            sectors,
            regions,
        }
    }

    fn parameters(&mut self) -> Parameters {
        let mut parameters = Parameters::default();
        for (name, value) in &self.spec.parameters {
            let path = format!("parameters.{name}");
            match Parameters::LIST.iter().find(|info| info.name == name) {
                Some(info) if *value < info.low || *value > info.high => {
                    let what = format!("\"{name}\" is {value}, out of range");
                    self.report(&path, what, format!("valid: {} to {}", info.low, info.high));
                }
                Some(_) => {
                    parameters.set(name, *value);
                }
                None => {
                    let known: Vec<&str> = Parameters::LIST.iter().map(|info| info.name).collect();
                    self.report(&path, format!("unknown parameter \"{name}\""), valid_names(name, &known));
                }
            }
        }
        parameters
    }

    fn calendar(&mut self) -> Calendar {
        let spec = &self.spec.calendar;
        let mut calendar = Calendar { start: spec.start, stages: Vec::new(), turns: Vec::new() };
        let mut from = 0;
        let mut epilogue = false;
        for (stage, stage_spec) in spec.stages.iter().enumerate() {
            let path = format!("calendar.stage[{stage}]");
            calendar.stages.push(stage_spec.name.clone());
            let until = calendar.day(stage_spec.until);
            if until <= from {
                self.report(&format!("{path}.until"), "the stage ends before it begins", "stages follow one another");
                continue;
            }
            if epilogue && !stage_spec.epilogue {
                self.report(&path, "a stage with posture follows an epilogue", "the epilogue comes last");
            }
            epilogue |= stage_spec.epilogue;
            let step = stage_spec.turn_days.max(1) as i32;
            while from < until && calendar.turns.len() <= MOST_TURNS {
                let next = (from + step).min(until);
                calendar.turns.push(TurnSlot { from, until: next, stage, epilogue: stage_spec.epilogue });
                from = next;
            }
            if calendar.turns.len() > MOST_TURNS {
                self.report(&path, format!("the calendar has more than {MOST_TURNS} turns"), "lengthen turn_days");
                calendar.turns.truncate(MOST_TURNS);
                break;
            }
        }
        if calendar.turns.is_empty() {
            calendar.turns.push(TurnSlot { from: 0, until: 1, stage: 0, epilogue: false });
        }
        calendar
    }

    fn summit(&mut self, calendar: &Calendar) -> SummitCase {
        let spec = &self.spec.summit;
        let day = calendar.day(spec.date);
        let turn = calendar.turns.iter().position(|slot| slot.from <= day && day < slot.until && !slot.epilogue);
        if turn.is_none() {
            self.report("summit.date", "the summit lies outside the turns with posture", "choose a day inside a stage that is not an epilogue");
        }
        let parties = self.nations("summit.parties", &spec.parties);
        let mut members = parties.iter();
        let pair = [members.next().unwrap_or(NationId(0)), members.next().unwrap_or(NationId(1))];
        let host = spec.host.as_ref().map(|host| self.nation("summit.host", host));
        SummitCase { day, turn: turn.unwrap_or(0), place: spec.place.clone(), parties: pair, host }
    }

    #[allow(clippy::type_complexity)]
    fn people(
        &mut self,
        texts: &Texts,
        inputs: &[String],
    ) -> (Vec<NationCase>, Vec<NegotiatorCase>, Vec<Vec<Vec<(usize, f64)>>>, Vec<usize>) {
        let spec = self.spec;
        let issue_ids: Vec<String> = spec.issues.iter().map(|issue| issue.id.clone()).collect();
        let region_codes = self.dataset.region_codes();
        let sector_codes = self.dataset.sector_codes();
        let (mut nations, mut negotiators) = (Vec::new(), Vec::<NegotiatorCase>::new());
        let (mut sectors, mut regions) = (Vec::new(), Vec::new());
        for (index, nation) in spec.nations.iter().enumerate() {
            let path = format!("nation[{index}]");
            regions.push(self.find(&format!("{path}.region"), "region of the economy", &nation.region, &region_codes));
            let goals = goals_of(&nation.goals);
            self.weights(&format!("{path}.goals"), "the weights of goals", goals.iter().sum());
            let mut own = Vec::new();
            let mut groups = Vec::new();
            let mut votes = 0.0;
            for (position, group) in nation.constituencies.iter().enumerate() {
                let inner = format!("{path}.constituency[{position}]");
                votes += group.weight;
                let total = goals_of(&group.goals).iter().sum::<f64>() + group.sectors.values().sum::<f64>();
                self.weights(&inner, "the weights of goals and sectors", total);
                let lives_on: Vec<(usize, f64)> = group
                    .sectors
                    .iter()
                    .map(|(code, weight)| {
                        let place = format!("{inner}.sectors.{code}");
                        (self.find(&place, "sector of the economy", code, &sector_codes), *weight)
                    })
                    .collect();
                groups.push(lives_on);
                own.push(ConstituencyCase {
                    name: group.name.clone(),
                    weight: group.weight,
                    goals: goals_of(&group.goals),
                });
            }
            self.weights(&format!("{path}.constituency"), "the weights of constituencies", votes);
            sectors.push(groups);
            let mut people = Vec::new();
            for (position, person) in nation.negotiators.iter().enumerate() {
                let inner = format!("{path}.negotiator[{position}]");
                if negotiators.iter().any(|other| other.id == person.id) {
                    self.report(&format!("{inner}.id"), format!("\"{}\" is defined twice", person.id), "give each person an own id");
                }
                let authority = if person.authority.is_empty() {
                    u16::MAX
                } else {
                    person.authority.iter().enumerate().fold(0, |set, (at, issue)| {
                        set | 1 << self.find(&format!("{inner}.authority[{at}]"), "issue", issue, &issue_ids)
                    })
                };
                people.push(NegotiatorId::at(negotiators.len()));
                negotiators.push(NegotiatorCase {
                    id: person.id.clone(),
                    office: person.office.clone(),
                    holder: person.holder.clone(),
                    nation: NationId::at(index),
                    role: match person.role {
                        RoleSpec::Leader => Role::Leader,
                        RoleSpec::Minister => Role::Minister,
                        RoleSpec::ChiefNegotiator => Role::ChiefNegotiator,
                        RoleSpec::Envoy => Role::Envoy,
                        RoleSpec::Spokesperson => Role::Spokesperson,
                    },
                    style: person.style,
                    warmth: person.warmth,
                    discipline: person.discipline,
                    authority,
                });
            }
            let mut stocks = [0.0; MAX_INPUTS];
            for (input, name) in inputs.iter().enumerate() {
                let data = self.dataset.critical.as_ref().map_or(0.0, |critical| critical.stock_months(name, regions[index]));
                stocks[input] = nation.stocks.get(name).copied().unwrap_or(data);
            }
            for name in nation.stocks.keys() {
                self.find(&format!("{path}.stocks.{name}"), "critical input", name, inputs);
            }
            let policies = self.policies(&path, nation);
            let even = 1.0 / goals.iter().filter(|weight| **weight > 0.0).count().max(1) as f64;
            nations.push(NationCase {
                code: nation.code.clone(),
                name: nation.name.clone(),
                adjective: nation.adjective.clone(),
                playable: nation.playable,
                capital: nation.capital,
                approval: nation.approval,
                quota: nation.quota,
                resolve: nation.resolve,
                audience: nation.audience,
                patience: nation.patience,
                goals,
                reputed_goals: goals.map(|weight| if weight > 0.0 { 0.5 * weight + 0.5 * even } else { 0.0 }),
                policies,
                stocks,
                constituencies: own,
                negotiators: people,
                briefing: self.briefing(texts, nation),
            });
        }
        (nations, negotiators, sectors, regions)
    }

    fn policies(&mut self, path: &str, nation: &NationSpec) -> Vec<(String, f64)> {
        let total: f64 = nation.policies.values().sum();
        for (name, weight) in &nation.policies {
            let inner = format!("{path}.policies.{name}");
            if !POLICY_NAMES.contains(&name.as_str()) {
                self.report(&inner, format!("unknown policy \"{name}\""), valid_names(name, &POLICY_NAMES));
            }
            if !(*weight >= 0.0 && weight.is_finite()) {
                self.report(&inner, format!("the chance of \"{name}\" is {weight}"), "valid: 0 or more");
            }
        }
        if !nation.policies.is_empty() && total <= 0.0 {
            self.report(&format!("{path}.policies"), "no policy has a chance", "give at least one a positive weight");
        }
        nation.policies.iter().map(|(name, weight)| (name.clone(), weight / total.max(1e-12))).collect()
    }

    fn briefing(&mut self, texts: &Texts, nation: &NationSpec) -> Briefing {
        let file = format!("briefings/{}.md", nation.code);
        match texts.get(&file) {
            Some(text) => {
                let (public, private) = text.split_once("\n## Private").unwrap_or((text, ""));
                let private = private.split_once('\n').map_or("", |(_, rest)| rest);
                Briefing { public: public.trim().to_string(), private: private.trim().to_string() }
            }
            None if nation.playable => {
                let remedy = "write what this delegation should know; what stands below a line \"## Private\" is for it alone";
                self.problems.push(Problem::new(Place::file(file), "a playable nation has no briefing", remedy));
                Briefing::default()
            }
            None => Briefing::default(),
        }
    }

    fn effects(&mut self, path: &str, effects: &BTreeMap<String, Effects>) -> [Goals; MAX_NATIONS] {
        let mut all = [[0.0; Goal::ALL.len()]; MAX_NATIONS];
        for (code, effect) in effects {
            let nation = self.nation(&format!("{path}.{code}"), code);
            all[nation.index()] = effects_of(effect);
        }
        all
    }

    fn measures(&mut self, calendar: &Calendar, inputs: &[String]) -> Vec<MeasureCase> {
        let spec = self.spec;
        let mut measures = Vec::new();
        for (index, measure) in spec.measures.iter().enumerate() {
            let path = format!("measure[{index}]");
            let id = MeasureId::at(index);
            let owner = self.nation(&format!("{path}.owner"), &measure.owner);
            let targets = self.nations(&format!("{path}.targets"), &measure.targets);
            if targets.has(owner) {
                self.report(&format!("{path}.targets"), "a measure is aimed at its owner", "name other nations");
            }
            if measure.kind == KindSpec::Investment && !measure.targets.is_empty() {
                self.report(&format!("{path}.targets"), "an investment is aimed at nobody", "leave targets out");
            }
            let names: Vec<String> = measure.levels.iter().map(|level| level.name.clone()).collect();
            self.unique(&format!("{path}.level"), "name", &names);
            let start = measure.start.as_ref().map_or(0, |level| self.level(&format!("{path}.start"), id, level));
            let scheduled = measure.scheduled.as_ref().map(|scheduled| {
                let level = self.level(&format!("{path}.scheduled.level"), id, &scheduled.level);
                let day = calendar.day(scheduled.date);
                if day < 0 {
                    self.report(&format!("{path}.scheduled.date"), "the day lies before the start", "put it in force instead");
                }
                (level, day)
            });
            let mut levels = Vec::new();
            for (position, level) in measure.levels.iter().enumerate() {
                let inner = format!("{path}.level[{position}]");
                let _ = self.effects(&format!("{inner}.effects"), &level.effects);
                let mut stock_months = [0.0; MAX_INPUTS];
                for (input, months) in &level.stock_months {
                    let at = self.find(&format!("{inner}.stock_months.{input}"), "critical input", input, inputs);
                    if let Some(stock) = stock_months.get_mut(at) {
                        *stock = *months;
                    }
                }
                let mut capacity = Vec::new();
                for (at, built) in level.capacity.iter().enumerate() {
                    let place = format!("{inner}.capacity[{at}]");
                    let input = self.find(&format!("{place}.input"), "critical input", &built.input, inputs);
                    let nation = self.nation(&format!("{place}.for"), &built.to);
                    capacity.push((input, nation, built.share, built.lead_months));
                }
                let _ = self.rows(&inner, &level.policy);
                let _ = self.cuts(&inner, MeasureId::at(index), position as u8, &level.deliveries, inputs);
                levels.push(LevelCase { name: level.name.clone(), severity: level.severity, capacity, stock_months });
            }
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
            });
        }
        measures
    }

    /// Policy rows of a level.
    fn rows(&mut self, path: &str, rows: &[PolicyRowSpec]) -> Vec<PolicyRow> {
        let (regions, sectors) = (self.dataset.region_codes(), self.dataset.sector_codes());
        let mut compiled = Vec::new();
        for (index, row) in rows.iter().enumerate() {
            let inner = format!("{path}.policy[{index}]");
            let mut pick = |field: &str, kind: &str, name: &str, known: &[String]| {
                (name != "*").then(|| self.find(&format!("{inner}.{field}"), kind, name, known))
            };
            let exporter = pick("exporter", "region of the economy", &row.exporter, &regions);
            let importer = pick("importer", "region of the economy", &row.importer, &regions);
            let sector = pick("sector", "sector of the economy", &row.sector, &sectors);
            let instrument = match row.measure {
                InstrumentSpec::Tariff => Instrument::Tariff,
                InstrumentSpec::ExportTax => Instrument::ExportTax,
                InstrumentSpec::Iceberg => Instrument::Iceberg,
                InstrumentSpec::Ban => Instrument::Ban,
                InstrumentSpec::Subsidy => Instrument::Subsidy,
            };
            let (value, mode) = match (row.add, row.set, row.measure) {
                (None, None, InstrumentSpec::Ban) => (1.0, Mode::Set),
                (Some(add), None, instrument) if instrument != InstrumentSpec::Ban => (add, Mode::Add),
                (None, Some(set), instrument) if instrument != InstrumentSpec::Ban => (set, Mode::Set),
                _ => {
                    self.report(&inner, "a policy row needs exactly one of add and set, a ban neither", "for example add = 0.1");
                    continue;
                }
            };
            if exporter.is_some() && exporter == importer {
                self.report(&inner, "the row is about a region's own sales", "name two different regions");
            }
            compiled.push(PolicyRow { measure: instrument, exporter, importer, sector, value, mode });
        }
        compiled
    }

    fn cuts(
        &mut self,
        path: &str,
        measure: MeasureId,
        level: u8,
        deliveries: &[DeliverySpec],
        inputs: &[String],
    ) -> Vec<DeliveryPlan> {
        let regions = self.dataset.region_codes();
        let mut cuts = Vec::new();
        for (index, cut) in deliveries.iter().enumerate() {
            let inner = format!("{path}.deliveries[{index}]");
            let input = self.find(&format!("{inner}.input"), "critical input", &cut.input, inputs);
            let supplier = self.find(&format!("{inner}.from"), "region of the economy", &cut.from, &regions);
            let mut receivers = Nations::NONE;
            for (at, code) in cut.to.iter().enumerate() {
                if code == "*" {
                    let others = self.spec.nations.iter().enumerate().filter(|(_, nation)| nation.region != cut.from);
                    receivers = Nations::of(others.map(|(nation, _)| NationId::at(nation)));
                } else {
                    let region = self.find(&format!("{inner}.to[{at}]"), "region of the economy", code, &regions);
                    let led = self.spec.nations.iter().position(|nation| regions.get(region) == Some(&nation.region));
                    receivers = led.map_or(receivers, |nation| receivers.with(NationId::at(nation)));
                }
            }
            cuts.push(DeliveryPlan { measure, level, input, supplier, receivers, share: cut.share });
        }
        cuts
    }

    fn issues(&mut self, calendar: &Calendar) -> Vec<IssueCase> {
        let spec = self.spec;
        let mut issues = Vec::new();
        for (index, issue) in spec.issues.iter().enumerate().take(MAX_ISSUES) {
            let path = format!("issue[{index}]");
            let parties = self.nations(&format!("{path}.parties"), &issue.parties);
            let names: Vec<String> = issue.options.iter().map(|option| option.name.clone()).collect();
            self.unique(&format!("{path}.option"), "name", &names);
            let mut options = Vec::new();
            for (position, option) in issue.options.iter().enumerate() {
                let inner = format!("{path}.option[{position}]");
                let sets = self.levels(&format!("{inner}.sets"), &option.sets);
                for (measure, _) in &sets {
                    let owner = spec.measures.get(measure.index()).map(|measure| measure.owner.clone()).unwrap_or_default();
                    if !issue.parties.contains(&owner) {
                        let what = format!("\"{}\" sets a measure of {owner}, who is no party", issue.id);
                        self.report(&format!("{inner}.sets"), what, "parties bind only themselves");
                    }
                }
                let pledge = option.pledge.as_ref().map(|pledge| PledgeCase {
                    by: self.nation(&format!("{inner}.pledge.by"), &pledge.by),
                    text: pledge.text.clone(),
                    quantity: pledge.quantity,
                    unit: pledge.unit.clone(),
                    due: calendar.day(pledge.due),
                });
                options.push(OptionCase {
                    name: option.name.clone(),
                    sets,
                    effects: self.effects(&format!("{inner}.effects"), &option.effects),
                    pledge,
                    duration: option.duration_days.map(|days| days as i32),
                    extends: option.extends,
                    settles: option.settles,
                });
            }
            issues.push(IssueCase {
                id: issue.id.clone(),
                name: issue.name.clone(),
                parties,
                closes_at: level_of(issue.closes_at),
                options,
            });
        }
        issues
    }

    /// A channel for every pair that has something to talk about, at every level, and one for every side table.
    fn channels(&mut self, calendar: &Calendar, issues: &[IssueCase]) -> Vec<ChannelCase> {
        let everyone = Nations::of((0..self.spec.nations.len()).map(NationId::at));
        let agenda_of = |members: Nations| {
            issues
                .iter()
                .enumerate()
                .filter(|(_, issue)| members == issue.parties || (members.len() == 2 && members.covers(issue.parties)))
                .fold(0u16, |set, (issue, _)| set | 1 << issue)
        };
        let mut channels: Vec<ChannelCase> = Vec::new();
        for one in everyone.iter() {
            for other in everyone.iter().filter(|other| one < *other) {
                let members = Nations::of([one, other]);
                for level in Level::ALL {
                    channels.push(ChannelCase { members, level, agenda: agenda_of(members), meeting: None });
                }
            }
        }
        for issue in issues.iter().filter(|issue| issue.parties.len() > 2) {
            for level in [Level::Technical, Level::Ministerial] {
                if !channels.iter().any(|channel| channel.members == issue.parties && channel.level == level) {
                    channels.push(ChannelCase {
                        members: issue.parties,
                        level,
                        agenda: agenda_of(issue.parties),
                        meeting: None,
                    });
                }
            }
        }
        for (index, meeting) in self.spec.meetings.iter().enumerate() {
            let path = format!("meeting[{index}]");
            let members = self.nations(&format!("{path}.between"), &meeting.between);
            let level = level_of(meeting.level);
            let day = calendar.day(meeting.date);
            let inside = calendar.turns.iter().any(|slot| slot.from <= day && day < slot.until && !slot.epilogue);
            if !inside {
                self.report(&format!("{path}.date"), "the meeting lies outside the turns with posture", "choose a day inside a stage that is not an epilogue");
            }
            match channels.iter_mut().find(|channel| channel.members == members && channel.level == level) {
                Some(channel) if channel.meeting.is_none() => channel.meeting = Some((day, meeting.place.clone())),
                Some(_) => self.report(&path, "the same nations meet twice at that level", "one meeting of a level is on the calendar at a time"),
                None => {
                    let remedy = "two nations, or exactly the parties of an issue at a technical or ministers' table";
                    self.report(&path, "these nations have no such channel", remedy);
                }
            }
        }
        channels
    }

    fn relations(&mut self) -> Vec<RelationCase> {
        let count = self.spec.nations.len();
        let usual =
            RelationCase { trust: 0.5, tension: 0.15, threat_credibility: 0.5, promise_credibility: 0.7, ally: false };
        let mut relations = vec![usual; count * count];
        for (index, relation) in self.spec.relations.iter().enumerate() {
            let path = format!("relation[{index}]");
            let from = self.nation(&format!("{path}.from"), &relation.from);
            let to = self.nation(&format!("{path}.to"), &relation.to);
            if from == to {
                self.report(&path, "a relation of a nation with itself", "name two different nations");
            }
            let entry = &mut relations[from.index() * count + to.index()];
            entry.trust = relation.trust.unwrap_or(entry.trust);
            entry.threat_credibility = relation.threat_credibility.unwrap_or(entry.threat_credibility);
            entry.promise_credibility = relation.promise_credibility.unwrap_or(entry.promise_credibility);
            entry.ally |= relation.ally;
            if let Some(tension) = relation.tension {
                entry.tension = tension;
                relations[to.index() * count + from.index()].tension = tension;
            }
        }
        relations
    }

    fn commitments(&mut self, calendar: &Calendar) -> Vec<CommitmentCase> {
        let spec = self.spec;
        let mut commitments = Vec::new();
        for (index, commitment) in spec.commitments.iter().enumerate() {
            let path = format!("commitment[{index}]");
            let by = self.nation(&format!("{path}.by"), &commitment.by);
            let to = self.nation(&format!("{path}.to"), &commitment.to);
            let measure = self.measure(&format!("{path}.measure"), &commitment.measure);
            let level = self.level(&format!("{path}.level"), measure, &commitment.level);
            if spec.measures.get(measure.index()).is_some_and(|measure| measure.owner != commitment.by) {
                self.report(&format!("{path}.measure"), format!("{} does not own that measure", commitment.by), "name one of its own");
            }
            let demand = commitment.demand.as_ref().map(|demand| {
                let inner = format!("{path}.demand");
                let asked = self.measure(&format!("{inner}.measure"), &demand.measure);
                (asked, self.level(&format!("{inner}.at_most"), asked, &demand.at_most))
            });
            let threat = commitment.kind == CommitmentKindSpec::Threat;
            if threat && demand.is_none() {
                self.report(&path, "a threat needs a demand", "add demand = { measure = \"…\", at_most = \"…\" }");
            }
            let (made, due) = (calendar.day(commitment.made), calendar.day(commitment.date));
            if due <= made.max(0) {
                self.report(&format!("{path}.date"), "it falls due before it is made", "choose a later day");
            }
            commitments.push(CommitmentCase { threat, by, to, measure, level, due, made, demand, public: commitment.public });
        }
        commitments
    }

    fn agreements(&mut self, calendar: &Calendar) -> Vec<AgreementCase> {
        let spec = self.spec;
        let mut agreements = Vec::new();
        for (index, agreement) in spec.agreements.iter().enumerate() {
            let path = format!("agreement[{index}]");
            let expires = calendar.day(agreement.expires);
            if expires <= 0 {
                self.report(&format!("{path}.expires"), "it has lapsed before the start", "leave it out");
            }
            agreements.push(AgreementCase {
                name: agreement.name.clone(),
                parties: self.nations(&format!("{path}.parties"), &agreement.parties),
                expires,
                on_lapse: self.levels(&format!("{path}.on_lapse"), &agreement.on_lapse),
                disputed: agreement.disputed,
            });
        }
        agreements
    }

    fn impact(&mut self, path: &str, impact: &ImpactSpec) -> Impact {
        let between = match impact.between.as_slice() {
            [one, other] => {
                let pair = (self.nation(&format!("{path}.between[0]"), one), self.nation(&format!("{path}.between[1]"), other));
                if pair.0 == pair.1 {
                    self.report(&format!("{path}.between"), "a nation is named twice", "name two different nations");
                    None
                } else {
                    Some(pair)
                }
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
        let mut approval = [0.0; MAX_NATIONS];
        for (code, change) in &impact.approval {
            let nation = self.nation(&format!("{path}.approval.{code}"), code);
            approval[nation.index()] = *change;
        }
        Impact { between, tension: impact.tension, trust: impact.trust, market: impact.market, approval }
    }

    fn events(&mut self, calendar: &Calendar) -> Vec<EventCase> {
        let spec = self.spec;
        if spec.events.len() > 64 {
            self.report("event[64]", "there are more than 64 events", "merge or drop some");
        }
        let mut events = Vec::new();
        for (index, event) in spec.events.iter().enumerate() {
            let path = format!("event[{index}]");
            let when_measure = event.when_measure.as_ref().map(|when| {
                let inner = format!("{path}.when_measure");
                let measure = self.measure(&format!("{inner}.id"), &when.id);
                (measure, self.level(&format!("{inner}.at_least"), measure, &when.at_least))
            });
            if event.date.is_none() && when_measure.is_none() && event.when_tension.is_none() {
                self.report(&path, "the event has neither a date nor a condition", "add date, when_measure or when_tension");
            }
            let only_to = self.nations(&format!("{path}.only_to"), &event.only_to);
            events.push(EventCase {
                text: event.text.clone(),
                day: event.date.map(|date| calendar.day(date)),
                when_measure,
                when_tension: event.when_tension,
                audience: if only_to.is_empty() { Nations::ALL } else { only_to },
                impact: self.impact(&format!("{path}.impact"), &event.impact),
            });
        }
        events
    }

    fn incidents(&mut self) -> Vec<IncidentCase> {
        let spec = self.spec;
        let mut incidents = Vec::new();
        for (index, incident) in spec.incidents.iter().enumerate() {
            let impact = self.impact(&format!("incident[{index}].impact"), &incident.impact);
            incidents.push(IncidentCase { text: incident.text.clone(), weight: incident.weight, impact });
        }
        incidents
    }

    fn record(&mut self, issues: &[IssueCase]) -> Option<RecordCase> {
        let record = self.spec.record.as_ref()?;
        let issue_ids: Vec<String> = issues.iter().map(|issue| issue.id.clone()).collect();
        let mut package = Package::EMPTY;
        for (issue, option) in &record.package {
            let path = format!("record.package.{issue}");
            let at = self.find(&path, "issue", issue, &issue_ids);
            if let Some(case) = issues.get(at) {
                let names: Vec<String> = case.options.iter().map(|option| option.name.clone()).collect();
                let chosen = self.find(&path, &format!("option of \"{issue}\""), option, &names);
                package.set(at, Some(chosen));
            }
        }
        let outcome = match record.outcome {
            OutcomeSpec::ComprehensiveDeal => Outcome::ComprehensiveDeal,
            OutcomeSpec::Framework => Outcome::Framework,
            OutcomeSpec::Extension => Outcome::Extension,
            OutcomeSpec::NoDeal => Outcome::NoDeal,
            OutcomeSpec::Walkout => Outcome::Walkout,
            OutcomeSpec::Cancelled => Outcome::Cancelled,
            OutcomeSpec::RatificationFailed => Outcome::RatificationFailed,
        };
        Some(RecordCase { outcome, package, text: record.text.clone() })
    }

    /// The trade model over the lattice of measure levels.
    fn economy(&mut self, _: &Parts) -> Result<Memo, Problem> {
        let mut switches = self.dataset.switches.clone();
        switches.elasticities = match self.spec.elasticities {
            Elasticities::Long => ElasticityHorizon::Long,
            Elasticities::Short => ElasticityHorizon::Short,
        };
        let base = match &self.spec.baseline {
            None => Vec::new(),
            Some(name) => self.dataset.policies.get(name).cloned().ok_or_else(|| {
                let known: Vec<&str> = self.dataset.policies.keys().map(String::as_str).collect();
                Problem::new(self.place("baseline"), format!("the economy has no policy \"{name}\""), valid_names(name, &known))
            })?,
        };
        let levels: Vec<Vec<Vec<PolicyRow>>> = self
            .spec
            .measures
            .iter()
            .enumerate()
            .map(|(index, measure)| {
                measure
                    .levels
                    .iter()
                    .enumerate()
                    .map(|(level, spec)| self.rows(&format!("measure[{index}].level[{level}]"), &spec.policy))
                    .collect()
            })
            .collect();
        let model = Model::new(self.dataset, switches);
        Memo::new(Arc::new(model), base, levels).map_err(|why| Problem::new(self.place("measure"), why.to_string(), ""))
    }

    fn plan(&mut self, parts: &Parts) -> RegimePlan {
        let spec = self.spec;
        let mut effects = Vec::new();
        let mut deliveries = Vec::new();
        for (index, measure) in spec.measures.iter().enumerate() {
            let mut by_level = Vec::new();
            for (level, level_spec) in measure.levels.iter().enumerate() {
                let path = format!("measure[{index}].level[{level}]");
                by_level.push(self.effects(&format!("{path}.effects"), &level_spec.effects));
                deliveries.extend(self.cuts(&path, MeasureId::at(index), level as u8, &level_spec.deliveries, &parts.inputs));
            }
            effects.push(by_level);
        }
        let none = CriticalInputs::default();
        let critical = self.dataset.critical.as_ref().unwrap_or(&none);
        let inputs = parts
            .inputs
            .iter()
            .map(|name| InputPlan {
                name: name.clone(),
                shares: parts.regions.iter().map(|region| critical.supply_shares(name, *region)).collect(),
                users: parts
                    .regions
                    .iter()
                    .map(|region| {
                        critical
                            .users(name, *region)
                            .iter()
                            .map(|user| {
                                let share = self.dataset.value_added_weight(*region, user.sector);
                                (share, user.exposure, user.cost_share, user.elasticity)
                            })
                            .collect()
                    })
                    .collect(),
            })
            .collect();
        RegimePlan {
            regions: parts.regions.clone(),
            effects,
            inputs,
            deliveries,
            sectors: parts.sectors.clone(),
            supply_security: parts.parameters.supply_security,
            rigidity: parts.parameters.input_rigidity,
            sector_span: parts.parameters.sector_span,
            low: [[0.0; Goal::ALL.len()]; MAX_NATIONS],
            high: [[0.0; Goal::ALL.len()]; MAX_NATIONS],
        }
    }
}

/// Names of the built-in policies, which a scenario may mix. The policies themselves lie above this module; a test compares.
pub const POLICY_NAMES: [&str; 7] =
    ["hawk", "dove", "tit-for-tat", "brinkman", "legalist", "pragmatist", "random"];

/// Least and greatest sum of option effects by nation and goal, in the scenario's units.
fn option_ranges(spec: &ScenarioSpec, parts: &Parts) -> Vec<(Goals, Goals)> {
    let mut ranges = vec![([0.0; Goal::ALL.len()], [0.0; Goal::ALL.len()]); spec.nations.len()];
    for issue in &parts.issues {
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
fn scale_effects(spec: &ScenarioSpec, issues: &mut [IssueCase], regimes: &RegimeTable) {
    for option in issues.iter_mut().flat_map(|issue| &mut issue.options) {
        for nation in 0..spec.nations.len() {
            for goal in Goal::ALL {
                let raw = option.effects[nation][goal as usize];
                option.effects[nation][goal as usize] = regimes.plan().scaled(NationId::at(nation), goal, raw);
            }
        }
    }
}
