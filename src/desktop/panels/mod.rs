//! The screens of an open game, a file each: from what the seat may know to what the person asks for.

pub mod builder;
pub mod calendar;
pub mod curves;
pub mod debrief;
pub mod delegation;
pub mod home;
pub mod map;
pub mod moves;
pub mod news;
pub mod people;
pub mod pictures;
pub mod press;
pub mod shell;
pub mod summit;
pub mod talks;
pub mod tray;
pub mod unfolded;
pub mod war_room;
pub mod why;
