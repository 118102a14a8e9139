//! What tells one built-in policy from another: how much each term of a decision counts for it.

use crate::bargaining::Tactic;
use crate::delegations::posture::Outlook;
use crate::rules::action::Action;
use crate::rules::observation::Observation;
use crate::rules::reason::Term;

/// A built-in policy: weights of the terms, a way of bargaining, and what it will or must do besides.
#[derive(Clone, Copy, Debug)]
pub struct Character {
    /// Name, as `--policy` takes it.
    pub name: &'static str,
    /// What it is like, in a sentence.
    pub about: &'static str,
    /// Weight of hurting a counterpart's no-deal payoff.
    pub leverage: f64,
    /// Weight of the own payoff and of what a threat costs to carry out.
    pub prudence: f64,
    /// Weight of tension and the risk of collapse.
    pub caution: f64,
    /// Weight of goodwill.
    pub goodwill: f64,
    /// Weight of answering in kind.
    pub reciprocity: f64,
    /// Weight of the mood at home.
    pub home: f64,
    /// Weight of security of supply: stockpiles and allied supply.
    pub security: f64,
    /// Payoff points that a carried-out threat is worth to it beyond what credibility earns.
    pub resolve: f64,
    /// Payoff points that a kept promise is worth to it beyond what credibility earns.
    pub honour: f64,
    /// Temper at the table, 0 never walks out to 1 readily.
    pub temper: f64,
    /// How it makes offers.
    pub tactic: Tactic,
    /// Temperature of its choices as a multiple of the parameter.
    pub temperature: f64,
    /// Continuations of the game that it plays on in its head for a decision; a whole number, 0 for none.
    pub foresight: f64,
    /// What it makes of a move besides its weighed terms.
    pub adjust: fn(&Observation, &Outlook, &Action) -> Adjustment,
}

/// What a policy makes of a move besides its weighed terms.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Adjustment {
    /// Nothing.
    Plain,
    /// One more term, in payoff points.
    With(Term, f64),
    /// This term and none of the weighed ones.
    Only(Term, f64),
    /// The move is out of the question.
    RuledOut,
}

/// The adjustment of a policy that has none.
pub fn unadjusted(_: &Observation, _: &Outlook, _: &Action) -> Adjustment {
    Adjustment::Plain
}
