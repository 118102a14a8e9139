//! A small picture of the outcome space of two parties, in plain characters.

use crate::bargaining::analysis::Analysis;
use crate::bargaining::profile::Profile;
use crate::cli::page;

/// Columns of the picture.
const WIDTH: usize = 61;
/// Rows of the picture.
const HEIGHT: usize = 21;

/// A picture that is drawn on.
pub struct Plot {
    cells: Vec<char>,
}

/// Column or row of a utility.
fn cell(utility: f64, size: usize) -> usize {
    (libm::round(utility.clamp(0.0, 1.0) * (size - 1) as f64) as usize).min(size - 1)
}

impl Plot {
    /// All outcomes as dots, the frontier as stars, and the solution points.
    pub fn new(one: &Profile, other: &Profile, analysis: &Analysis) -> Plot {
        let mut plot = Plot { cells: vec![' '; WIDTH * HEIGHT] };
        if let (Some(one), Some(other)) = (one.table(), other.table()) {
            for (first, second) in one.utilities().iter().zip(other.utilities()) {
                plot.mark(*first, *second, '.');
            }
        }
        for point in &analysis.frontier {
            plot.mark_at(&point.utilities, '*');
        }
        let solutions = [(&analysis.kalai_smorodinsky_max_min, 'K'), (&analysis.nash, 'N')];
        for (points, letter) in solutions {
            points.iter().for_each(|point| plot.mark_at(&point.utilities, letter));
        }
        plot
    }

    /// Puts a letter at a point, the first party's utility to the right and the second's up.
    pub fn mark(&mut self, first: f64, second: f64, letter: char) {
        self.cells[(HEIGHT - 1 - cell(second, HEIGHT)) * WIDTH + cell(first, WIDTH)] = letter;
    }

    fn mark_at(&mut self, utilities: &[f64], letter: char) {
        if let [first, second, ..] = utilities {
            self.mark(*first, *second, letter);
        }
    }

    /// Prints it with its axes.
    pub fn print(&self, names: &[String], legend: &str) {
        let name = |place: usize| names.get(place).map_or("", String::as_str);
        page::line("");
        page::line(format!("  Utility of {} upward, of {} to the right, from 0 to 1", name(1), name(0)));
        for (row, cells) in self.cells.chunks(WIDTH).enumerate() {
            let label = match row {
                0 => "1.0",
                row if row == HEIGHT / 2 => "0.5",
                row if row == HEIGHT - 1 => "0.0",
                _ => "",
            };
            page::line(format!("  {label:>3} │{}", cells.iter().collect::<String>().trim_end()));
        }
        page::line(format!("      └{}", "─".repeat(WIDTH)));
        page::line(format!("       0.0{:>half$}{:>half$}", "0.5", "1.0", half = (WIDTH - 3) / 2));
        page::wrapped(2, 4, format!(". an outcome   * the Pareto frontier   N Nash   K Kalai–Smorodinsky{legend}"));
    }
}
