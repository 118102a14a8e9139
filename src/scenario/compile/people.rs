//! Delegations: goals, constituencies, negotiators, policies, briefings, and what each starts out thinking of the others.

use super::{Compiler, POLICY_NAMES, goals_of};
use crate::problem::{Place, Problem, nearest};
use crate::rules::case::*;
use crate::scenario::spec::*;

/// What everybody knows on the first morning.
pub(super) const SITUATION: &str = "briefings/situation.md";
/// Longest stock, months of demand.
const LONGEST_STOCK: f64 = 120.0;

/// The delegations and where they stand in the economy.
#[derive(Default)]
pub(super) struct People {
    pub(super) nations: Vec<NationCase>,
    pub(super) negotiators: Vec<NegotiatorCase>,
    /// Sectors that each constituency of each nation lives on, with weights.
    pub(super) sectors: Vec<Vec<Vec<(usize, f64)>>>,
    /// Region of each nation.
    pub(super) regions: Vec<usize>,
}

fn role_of(role: RoleSpec) -> Role {
    match role {
        RoleSpec::Leader => Role::Leader,
        RoleSpec::Minister => Role::Minister,
        RoleSpec::ChiefNegotiator => Role::ChiefNegotiator,
        RoleSpec::Envoy => Role::Envoy,
        RoleSpec::Spokesperson => Role::Spokesperson,
    }
}

impl Compiler<'_> {
    pub(super) fn people(&mut self, inputs: &[String]) -> People {
        let spec = self.spec;
        let mut people = People::default();
        for (index, nation) in spec.nations.iter().enumerate() {
            let path = format!("nation[{index}]");
            let region = self.find_region(&format!("{path}.region"), &nation.region);
            if let Some(earlier) = spec.nations[..index].iter().find(|earlier| earlier.region == nation.region) {
                let what = format!("{} already stands for the region \"{}\"", earlier.code, nation.region);
                self.report(&format!("{path}.region"), what, "give each nation a region of its own");
            }
            people.regions.push(region);
            let goals = goals_of(&nation.goals);
            self.weights(&format!("{path}.goals"), "the weights of goals", goals.iter().sum());
            let constituencies = self.constituencies(&path, nation, &mut people);
            let negotiators = self.negotiators(&path, NationId::at(index), nation, &mut people);
            let stocks = self.stocks(&path, nation, region, inputs);
            let policies = self.policies(&path, nation);
            let even = 1.0 / goals.iter().filter(|weight| **weight > 0.0).count().max(1) as f64;
            people.nations.push(NationCase {
                code: nation.code.clone(),
                name: nation.name.clone(),
                article: nation.article,
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
                constituencies,
                negotiators,
                briefing: self.briefing(&path, nation),
            });
        }
        if !spec.nations.iter().any(|nation| nation.playable) && self.wholly_sure("nation") {
            self.report("nation", "no nation may be led by a person", "make at least one playable");
        }
        self.other_briefings();
        people
    }

    fn constituencies(&mut self, path: &str, nation: &NationSpec, people: &mut People) -> Vec<ConstituencyCase> {
        let names: Vec<String> = nation.constituencies.iter().map(|group| group.name.clone()).collect();
        self.unique(&format!("{path}.constituency"), "name", &names);
        let (mut groups, mut livelihoods, mut votes) = (Vec::new(), Vec::new(), 0.0);
        for (position, group) in nation.constituencies.iter().enumerate() {
            let inner = format!("{path}.constituency[{position}]");
            votes += group.weight;
            let total = goals_of(&group.goals).iter().sum::<f64>() + group.sectors.values().sum::<f64>();
            self.weights(&inner, "the weights of goals and sectors", total);
            let mut lives_on = Vec::new();
            for (code, weight) in &group.sectors {
                let place = format!("{inner}.sectors.{code}");
                if !(0.0..=1.0).contains(weight) {
                    self.report(&place, format!("the weight of \"{code}\" is {weight}, out of range"), "valid: 0 to 1");
                }
                lives_on.push((self.find_sector_key(&place, code), *weight));
            }
            livelihoods.push(lives_on);
            groups.push(ConstituencyCase {
                name: group.name.clone(),
                weight: group.weight,
                goals: goals_of(&group.goals),
            });
        }
        self.weights(&format!("{path}.constituency"), "the weights of constituencies", votes);
        people.sectors.push(livelihoods);
        groups
    }

    fn negotiators(
        &mut self,
        path: &str,
        nation: NationId,
        spec: &NationSpec,
        people: &mut People,
    ) -> Vec<NegotiatorId> {
        let issues: Vec<String> = self.spec.issues.iter().map(|issue| issue.id.clone()).collect();
        let mut team = Vec::new();
        for (position, person) in spec.negotiators.iter().enumerate() {
            let inner = format!("{path}.negotiator[{position}]");
            if !person.id.is_empty() && people.negotiators.iter().any(|other| other.id == person.id) {
                let what = format!("\"{}\" is defined twice", person.id);
                self.report(&format!("{inner}.id"), what, "give each person of the scenario an id of their own");
            }
            let mut authority = if person.authority.is_empty() { u16::MAX } else { 0 };
            for (at, issue) in person.authority.iter().enumerate() {
                authority |= 1 << self.find(&format!("{inner}.authority[{at}]"), "issue", issue, &issues);
            }
            team.push(NegotiatorId::at(people.negotiators.len()));
            people.negotiators.push(NegotiatorCase {
                id: person.id.clone(),
                office: person.office.clone(),
                holder: person.holder.clone(),
                nation,
                role: role_of(person.role),
                style: person.style,
                warmth: person.warmth,
                discipline: person.discipline,
                authority,
            });
        }
        let leads = spec.negotiators.iter().any(|person| person.role == RoleSpec::Leader);
        if self.spec.summit.parties.contains(&spec.code) && !leads && self.wholly_sure(&format!("{path}.negotiator")) {
            let what = format!("{} has no leader to go to the summit", spec.code);
            self.report(&format!("{path}.negotiator"), what, "give one negotiator the role \"leader\"");
        }
        team
    }

    fn stocks(&mut self, path: &str, nation: &NationSpec, region: usize, inputs: &[String]) -> [f64; MAX_INPUTS] {
        for (name, months) in &nation.stocks {
            let place = format!("{path}.stocks.{name}");
            self.find_input_key(&place, name, inputs);
            if !(0.0..=LONGEST_STOCK).contains(months) {
                self.report(
                    &place,
                    format!("a stock of {months} months"),
                    format!("valid: 0 to {LONGEST_STOCK} months of demand"),
                );
            }
        }
        let critical = self.sources.dataset.and_then(|dataset| dataset.critical.as_ref());
        let mut stocks = [0.0; MAX_INPUTS];
        for (stock, name) in stocks.iter_mut().zip(inputs) {
            let data = critical.map_or(0.0, |critical| critical.stock_months(name, region));
            *stock = nation.stocks.get(name).copied().unwrap_or(data);
        }
        stocks
    }

    fn policies(&mut self, path: &str, nation: &NationSpec) -> Vec<(String, f64)> {
        let known: Vec<String> = POLICY_NAMES.iter().map(ToString::to_string).collect();
        for (name, weight) in &nation.policies {
            let inner = format!("{path}.policies.{name}");
            self.find_key(&inner, "policy", name, &known);
            if *weight < 0.0 {
                self.report(&inner, format!("the chance of \"{name}\" is {weight}"), "valid: 0 or more");
            }
        }
        let total: f64 = nation.policies.values().sum();
        if !nation.policies.is_empty() && total <= 0.0 {
            self.report(&format!("{path}.policies"), "no policy has a chance", "give at least one a positive weight");
        }
        nation.policies.iter().map(|(name, weight)| (name.clone(), weight / total.max(1e-12))).collect()
    }

    fn briefing(&mut self, path: &str, nation: &NationSpec) -> Briefing {
        let file = format!("briefings/{}.md", nation.code);
        match self.sources.texts.get(&file) {
            Some(text) if !text.trim().is_empty() => {
                let (public, private) = text.split_once("\n## Private").unwrap_or((text, ""));
                let private = private.split_once('\n').map_or("", |(_, rest)| rest);
                Briefing { public: public.trim().to_string(), private: private.trim().to_string() }
            }
            _ => {
                if nation.playable && self.sure(&format!("{path}.code")) {
                    let what = format!("the playable nation {} has no briefing", nation.code);
                    let remedy = "write what this delegation should know; what stands below a line \"## Private\" is for it alone";
                    self.problems.push(Problem::new(Place::file(file), what, remedy));
                }
                Briefing::default()
            }
        }
    }

    /// The situation must be there; every other briefing must belong to a nation.
    fn other_briefings(&mut self) {
        if self.sources.texts.get(SITUATION).is_none_or(|text| text.trim().is_empty()) {
            let remedy = "write what everybody knows on the first morning";
            self.problems.push(Problem::new(
                Place::file(SITUATION),
                "the scenario has no description of the situation",
                remedy,
            ));
        }
        let mut known: Vec<String> = self.codes().iter().map(|code| format!("briefings/{code}.md")).collect();
        known.push(SITUATION.to_string());
        let known: Vec<&str> = known.iter().map(String::as_str).collect();
        // A code that is at fault may be the one that a briefing is named after.
        if self.codes().iter().any(String::is_empty) {
            return;
        }
        for file in
            self.sources.texts.keys().filter(|file| file.starts_with("briefings/") && !known.contains(&file.as_str()))
        {
            let near = nearest(file, &known).map(|near| format!("did you mean {near}? ")).unwrap_or_default();
            let remedy = format!("{near}valid: {}", known.join(", "));
            self.problems.push(Problem::new(Place::file(file), "the briefing belongs to no nation", remedy));
        }
    }

    pub(super) fn relations(&mut self) -> Vec<RelationCase> {
        let spec = self.spec;
        let count = spec.nations.len();
        let usual =
            RelationCase { trust: 0.5, tension: 0.15, threat_credibility: 0.5, promise_credibility: 0.7, ally: false };
        let mut relations = vec![usual; count * count];
        for (index, relation) in spec.relations.iter().enumerate() {
            let path = format!("relation[{index}]");
            let from = self.nation(&format!("{path}.from"), &relation.from);
            let to = self.nation(&format!("{path}.to"), &relation.to);
            if relation.from == relation.to {
                self.report(&path, "a relation of a nation with itself", "name two different nations");
            }
            let earlier = &spec.relations[..index];
            if earlier.iter().any(|known| known.from == relation.from && known.to == relation.to) {
                let what = format!("what {} thinks of {} is said twice", relation.from, relation.to);
                self.report(&path, what, "leave one");
            }
            let mirrored = earlier.iter().find(|known| known.from == relation.to && known.to == relation.from);
            if let (Some(here), Some(there)) = (relation.tension, mirrored.and_then(|known| known.tension))
                && here != there
            {
                let what = format!("the tension between {} and {} is {there} and {here}", relation.to, relation.from);
                self.report(&format!("{path}.tension"), what, "tension is the same both ways: give it once");
            }
            let Some(entry) = relations.get_mut(from.index() * count + to.index()) else { continue };
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
}
