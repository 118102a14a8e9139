//! What could have been agreed, and how well it was: frontiers, solution points, distances, steps, quality of opponent models.

mod efficient;
mod outcomes;
mod packages;
mod quality;
mod solution;
mod step;

pub use efficient::{Efficient, efficient};
pub use outcomes::{Analysis, Payoffs, analyse, left_on_the_table};
pub use packages::{Point, Solutions, distance_to, frontier, solutions, undominated};
pub use quality::{Quality, pearson, quality, spearman};
pub use step::Step;

/// Euclidean distance between two points of utility, in their units; what one has more of than the other does not count.
pub fn distance(from: impl AsRef<[f64]>, to: impl AsRef<[f64]>) -> f64 {
    from.as_ref().iter().zip(to.as_ref()).fold(0.0, |sum, (from, to)| libm::hypot(sum, from - to))
}
