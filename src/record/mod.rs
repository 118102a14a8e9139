//! What is made of a game's events: words, stories, logs and their replay, the debrief.

pub mod debrief;
pub mod economy;
pub mod log;
pub mod names;
pub mod outlook;
pub mod preview;
pub mod story;
pub mod talks;
pub mod whole;
pub mod words;
