//! Agents by name, and how to put others together: bidding × acceptance × opponent model.
//!
//! A name stands for a whole agent (`boulware`). Parts may be replaced after slashes: `nash-seeker/combi/bayesian` bids like a Nash seeker,
//! accepts by AC_combi and uses the Bayesian model. A part may have a number: `time=2.5/next`.

use crate::bargaining::Acceptance;
use crate::bargaining::agent::{Agent, Condition, Model, ModelMaker, TooLarge};
use crate::bargaining::bidding::{
    Adaptive, AgentK, AgentKAcceptance, AveragedTitForTat, Bidding, Micro, NashSeeker, RandomAbsoluteTitForTat,
    RelativeTitForTat, Repeats, ResourceDependent, TimeDependent, TradeOff,
};
use crate::bargaining::domain::Domain;
use crate::bargaining::opponent::{HardHeaded, ScalableBayesian};
use crate::bargaining::profile::Profile;
use crate::problem::valid_names;
use std::sync::Arc;

type MakeBidding = fn(Option<f64>) -> Box<dyn Bidding + Send>;
type MakeCondition = fn(Option<f64>) -> Box<dyn Condition + Send>;

/// A number that a part takes, with its name and bounds.
struct Number {
    name: &'static str,
    least: f64,
    most: f64,
}

/// A bidding tactic as agents of its name use it.
struct Tactic {
    name: &'static str,
    meaning: &'static str,
    number: Option<Number>,
    bidding: MakeBidding,
    condition: MakeCondition,
    model: Option<ModelMaker>,
}

const EXPONENT: Option<Number> = Some(Number { name: "exponent", least: 0.01, most: 100.0 });

fn target(_: Option<f64>) -> Box<dyn Condition + Send> {
    Box::new(Acceptance::Target)
}

fn next(_: Option<f64>) -> Box<dyn Condition + Send> {
    Box::new(Acceptance::Next)
}

fn combi(time: Option<f64>) -> Box<dyn Condition + Send> {
    Box::new(Acceptance::Combi { time: time.unwrap_or(0.98) })
}

fn hard_headed(domain: &Arc<Domain>) -> Model {
    Box::new(HardHeaded::new(domain.clone()))
}

fn bayesian(domain: &Arc<Domain>) -> Model {
    Box::new(ScalableBayesian::new(domain.clone()))
}

fn time_dependent(exponent: f64) -> Box<dyn Bidding + Send> {
    Box::new(TimeDependent::new(exponent))
}

/// Every agent, a line each.
#[rustfmt::skip]
static TACTICS: [Tactic; 14] = [
    Tactic { name: "boulware", meaning: "holds out until late (1 − t⁴)", number: None, bidding: |_| time_dependent(TimeDependent::BOULWARE), condition: target, model: None },
    Tactic { name: "linear", meaning: "concedes evenly", number: None, bidding: |_| time_dependent(TimeDependent::LINEAR), condition: target, model: None },
    Tactic { name: "conceder", meaning: "concedes early (1 − t^¼)", number: None, bidding: |_| time_dependent(TimeDependent::CONCEDER), condition: target, model: None },
    Tactic { name: "time", meaning: "concedes as 1 − t^exponent, 2 unless given", number: EXPONENT, bidding: |e| time_dependent(e.unwrap_or(2.0)), condition: target, model: None },
    Tactic { name: "micro", meaning: "a new offer for a new offer (MiCRO)", number: None, bidding: |_| Box::new(Micro::new(Repeats::Any)), condition: target, model: None },
    Tactic { name: "microlast", meaning: "MiCRO that repeats its last new offer", number: None, bidding: |_| Box::new(Micro::new(Repeats::Last)), condition: target, model: None },
    Tactic { name: "relative-tit-for-tat", meaning: "concedes in proportion to the other's last step", number: None, bidding: |_| Box::new(RelativeTitForTat), condition: next, model: None },
    Tactic { name: "absolute-tit-for-tat", meaning: "concedes as much as the other's last step brought, give or take chance", number: Some(Number { name: "spread", least: 0.0, most: 1.0 }), bidding: |m| Box::new(RandomAbsoluteTitForTat::new(m.unwrap_or(0.05))), condition: next, model: None },
    Tactic { name: "averaged-tit-for-tat", meaning: "concedes in proportion to the other's steps over a window, 5 unless given", number: Some(Number { name: "window", least: 1.0, most: 1000.0 }), bidding: |w| Box::new(AveragedTitForTat { window: w.map_or(5, |w| w as usize) }), condition: next, model: None },
    Tactic { name: "resource", meaning: "concedes as its time runs out", number: Some(Number { name: "resource", least: 0.01, most: 1000.0 }), bidding: |r| Box::new(ResourceDependent { resource: r.unwrap_or(5.0) }), condition: next, model: None },
    Tactic { name: "trade-off", meaning: "keeps its aspiration and moves toward the other's last offer", number: EXPONENT, bidding: |e| Box::new(TradeOff { exponent: e.unwrap_or(2.0) }), condition: combi, model: Some(hard_headed) },
    Tactic { name: "nash-seeker", meaning: "walks the estimated frontier to the estimated Nash point", number: EXPONENT, bidding: |e| Box::new(NashSeeker::new(e.unwrap_or(2.0))), condition: combi, model: Some(bayesian) },
    Tactic { name: "adaptive", meaning: "meets the other where it is expected to stop", number: None, bidding: |_| Box::new(Adaptive::default()), condition: next, model: None },
    Tactic { name: "agent-k", meaning: "aims at the most it expects to get, and accepts by chance", number: None, bidding: |_| Box::new(AgentK), condition: |_| Box::new(AgentKAcceptance), model: None },
];

/// An acceptance condition by name.
struct Named {
    name: &'static str,
    number: Option<Number>,
    make: MakeCondition,
}

const TIME: Option<Number> = Some(Number { name: "time", least: 0.0, most: 1.0 });

static CONDITIONS: [Named; 6] = [
    Named { name: "target", number: None, make: target },
    Named { name: "next", number: None, make: next },
    Named { name: "combi", number: TIME, make: combi },
    Named {
        name: "const",
        number: Some(Number { name: "utility", least: 0.0, most: 1.0 }),
        make: |least| Box::new(Acceptance::Constant { least: least.unwrap_or(0.9) }),
    },
    Named { name: "time", number: TIME, make: |time| Box::new(Acceptance::Time { time: time.unwrap_or(0.99) }) },
    Named { name: "agent-k", number: None, make: |_| Box::new(AgentKAcceptance) },
];

static MODELS: [(&str, Option<ModelMaker>); 3] =
    [("none", None), ("hardheaded", Some(hard_headed)), ("bayesian", Some(bayesian))];

/// Names of all agents with what they do, in a fixed order.
pub fn agents() -> Vec<(&'static str, &'static str)> {
    TACTICS.iter().map(|tactic| (tactic.name, tactic.meaning)).collect()
}

/// Names of acceptance conditions.
pub fn conditions() -> Vec<&'static str> {
    CONDITIONS.iter().map(|condition| condition.name).collect()
}

/// Names of opponent models.
pub fn models() -> Vec<&'static str> {
    MODELS.iter().map(|(name, _)| *name).collect()
}

/// How to make agents of one kind; names are checked.
pub struct Recipe {
    tactic: &'static Tactic,
    number: Option<f64>,
    condition: (MakeCondition, Option<f64>),
    model: Option<ModelMaker>,
}

impl Recipe {
    /// The recipe that a text names: an agent, and after slashes an acceptance condition and an opponent model. Any case.
    ///
    /// # Errors
    ///
    /// What is wrong with the text, with the valid names and the nearest.
    pub fn parse(text: &str) -> Result<Recipe, String> {
        let mut parts = text.split('/').map(str::trim);
        let (name, number) = numbered(parts.next().unwrap_or_default())?;
        let tactic = TACTICS.iter().find(|tactic| tactic.name.eq_ignore_ascii_case(name)).ok_or_else(|| {
            let known: Vec<&str> = TACTICS.iter().map(|tactic| tactic.name).collect();
            format!("there is no agent \"{name}\"; {}", valid_names(name, &known))
        })?;
        check(tactic.name, &tactic.number, number)?;
        let mut recipe = Recipe { tactic, number, condition: (tactic.condition, None), model: tactic.model };
        if let Some(part) = parts.next() {
            let (name, number) = numbered(part)?;
            let condition = CONDITIONS.iter().find(|one| one.name.eq_ignore_ascii_case(name)).ok_or_else(|| {
                format!("there is no acceptance condition \"{name}\"; {}", valid_names(name, &conditions()))
            })?;
            check(condition.name, &condition.number, number)?;
            recipe.condition = (condition.make, number);
        }
        if let Some(name) = parts.next() {
            let model = MODELS.iter().find(|(known, _)| known.eq_ignore_ascii_case(name));
            let (_, maker) = model
                .ok_or_else(|| format!("there is no opponent model \"{name}\"; {}", valid_names(name, &models())))?;
            recipe.model = *maker;
        }
        match parts.next() {
            Some(_) => Err(format!("\"{text}\" has too many parts; valid: AGENT[/ACCEPTANCE[/MODEL]]")),
            None => Ok(recipe),
        }
    }

    /// Name of the agent.
    pub fn name(&self) -> &'static str {
        self.tactic.name
    }

    /// An agent with these preferences.
    ///
    /// # Errors
    ///
    /// When its tactic needs a sorted table and the domain is too large for one.
    pub fn make(&self, profile: &Arc<Profile>) -> Result<Agent, TooLarge> {
        let (condition, number) = self.condition;
        Agent::new(profile.clone(), (self.tactic.bidding)(self.number), condition(number), self.model)
    }
}

/// A name and the number after its equals sign.
fn numbered(part: &str) -> Result<(&str, Option<f64>), String> {
    let Some((name, number)) = part.split_once('=') else { return Ok((part, None)) };
    let value = number.trim().parse::<f64>().ok().filter(|value| value.is_finite());
    value.map(|value| (name.trim(), Some(value))).ok_or_else(|| format!("\"{part}\": \"{number}\" is not a number"))
}

fn check(name: &str, takes: &Option<Number>, given: Option<f64>) -> Result<(), String> {
    match (takes, given) {
        (_, None) => Ok(()),
        (None, Some(given)) => Err(format!("\"{name}\" takes no number, and has {given}")),
        (Some(number), Some(given)) if (number.least..=number.most).contains(&given) => Ok(()),
        (Some(Number { name: what, least, most }), Some(given)) => {
            Err(format!("\"{name}\": {what} {given} is out of range; valid: {least} to {most}"))
        }
    }
}
