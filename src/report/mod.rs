//! The report of a results folder: one self-contained HTML page.

pub mod cases;
pub mod chart;
mod figure;
pub mod findings;
mod page;
pub mod reader;
pub mod results;
mod sections;
pub mod story;

pub use page::page;
