//! Summitry: an agent-based negotiation game engine for trade diplomacy.
//!
//! A game is a scenario, a seed and the decisions taken; everything else follows bit for bit. The modules, from the bottom up
//! (imports go downward only):
//!
//! - [`problem`]: what is wrong with an input, with place and remedy.
//! - [`statistics`]: pure; intervals, resampling, survival, sensitivity, scenario discovery, empirical games.
//! - [`economy`]: pure; the trade model, critical inputs, and the memory of solved policies.
//! - [`bargaining`]: pure; domains, profiles, protocols, tactics, acceptance, opponent models, analysis of negotiations.
//! - [`rules`]: pure; the rules of the game on plain values, one file a rule family.
//! - [`scenario`]: files to a compiled case, with every error at once.
//! - [`world`]: the ECS; components, the view by game, one thin system a phase, lanes.
//! - [`delegations`]: who decides for a seat that no person leads.
//! - [`game`]: the façade that every front end uses.
//! - [`record`]: logs, replays, stories, transcripts, debriefs.
//! - [`batch`]: very many games at once, and their statistics.
//! - [`report`]: a results folder as one HTML page.
//! - `classroom`: a class at parallel tables, and its pages (feature `classroom`, on by default).
//! - [`language`]: texts, numbers and dates of the window in the reader's language.
//! - `desktop`: the game in a window (feature `desktop`; its screens without a renderer: `panels`).
//! - [`cli`]: one file a subcommand.

pub mod bargaining;
pub mod batch;
#[cfg(feature = "classroom")]
pub mod classroom;
pub mod cli;
pub mod delegations;
#[cfg(feature = "panels")]
pub mod desktop;
pub mod economy;
pub mod game;
pub mod language;
pub mod problem;
pub mod record;
pub mod report;
pub mod rules;
pub mod scenario;
pub mod statistics;
pub mod world;
