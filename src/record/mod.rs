//! What is made of a game's events: words, stories, logs and their replay, the debrief.

pub mod account;
pub mod analysts;
pub mod chart;
pub mod debrief;
pub mod document;
pub mod economy;
pub mod flows;
pub mod log;
pub mod logged;
pub mod names;
pub mod outlook;
pub mod outside;
pub mod press;
pub mod preview;
pub mod sitting;
pub mod story;
pub mod talks;
pub mod whole;
pub mod win_set;
pub mod words;
