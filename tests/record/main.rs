//! What is made of a game's events, through the library's door and the command line.

mod page;
mod press;
