//! The trade model through its public door: the library and the command.

mod command;
mod expected;
mod properties;
mod squeeze;
mod world;
