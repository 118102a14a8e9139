//! What must hold of the rules, whatever is decided and whatever chance brings.
//!
//! Every property is tried on the shipped scenarios and on a small one whose two parties are each other's image (`duel/`).

mod bargaining;
mod cases;
mod commitments;
mod determinism;
mod door;
mod information;
mod pressure;
mod remembered;
mod statistics;
mod symmetry;
mod threats;
mod words;
