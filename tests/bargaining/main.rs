//! Automated negotiation through its public door: the library and the command.

mod command;
mod mistakes;
mod models;
mod properties;
mod reference;
mod xml;
