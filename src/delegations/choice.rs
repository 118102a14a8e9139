//! Choosing among scored actions: softmax with a temperature (Luce 1959), or the best when it is very low.

use crate::rules::random::Stream;
use crate::rules::seat::Decision;

/// Draws the position of a decision with chances in proportion to exp(score / temperature); the score is the total of its reasons.
pub fn softmax(options: &[Decision], temperature: f64, chance: &mut Stream) -> Option<usize> {
    let best = options.iter().map(|option| option.reasons.total()).fold(f64::NEG_INFINITY, f64::max);
    let weights: Vec<f64> =
        options.iter().map(|option| libm::exp((option.reasons.total() - best) / temperature.max(1e-6))).collect();
    chance.weighted(weights.iter().copied())
}
