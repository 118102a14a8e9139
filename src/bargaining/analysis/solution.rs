//! What each solution point makes greatest, by gains over disagreement: over outcomes of a domain and over packages of a game alike.

use std::cmp::Ordering;

/// Scores that differ by less are ties.
const TIE: f64 = 1e-12;

/// Product of the gains (Nash 1950).
pub(super) fn product(gains: &[f64]) -> f64 {
    gains.iter().product()
}

/// The smallest gain (Kalai 1977).
pub(super) fn least(gains: &[f64]) -> f64 {
    gains.iter().copied().fold(f64::INFINITY, f64::min)
}

/// Gains as shares of the most that each could gain, from the smallest: the greatest in this order is the point of Kalai & Smorodinsky
/// (1975), ties broken by the next smallest (Imai 1983). Who could gain nothing has its share.
pub(super) fn shares(gains: &[f64], most: &[f64]) -> Vec<f64> {
    let mut shares: Vec<f64> =
        gains.iter().zip(most).map(|(gain, most)| if *most > 0.0 { gain / most } else { 1.0 }).collect();
    shares.sort_by(f64::total_cmp);
    shares
}

/// All points whose scores are greatest, compared number by number.
pub(super) fn greatest<P: Clone>(points: &[P], score: impl Fn(&P) -> Vec<f64>) -> Vec<P> {
    let compare = |a: &[f64], b: &[f64]| {
        let apart = a.iter().zip(b).find(|(a, b)| (*a - *b).abs() > TIE);
        apart.map_or(Ordering::Equal, |(a, b)| a.total_cmp(b))
    };
    let scores: Vec<Vec<f64>> = points.iter().map(score).collect();
    let mut most: Option<&Vec<f64>> = None;
    for score in &scores {
        if most.is_none_or(|most| compare(score, most) == Ordering::Greater) {
            most = Some(score);
        }
    }
    let Some(most) = most else { return Vec::new() };
    let ties = points.iter().zip(&scores).filter(|(_, score)| compare(score, most) == Ordering::Equal);
    ties.map(|(point, _)| point.clone()).collect()
}
