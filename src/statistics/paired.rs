//! Two ways of playing the same games, compared game by game.

use crate::statistics::bootstrap;
use crate::statistics::interval::{Interval, LEVEL, Sample};
use statrs::distribution::{Binomial, ContinuousCDF, DiscreteCDF, StudentsT};

/// Resamples behind the bootstrap interval.
const RESAMPLES: usize = 1000;
/// Most pairs that are jackknifed one by one.
const MOST: usize = 5000;

/// What pairs say about a difference.
#[derive(Clone, Debug, PartialEq)]
pub struct Comparison {
    /// Number of pairs.
    pub pairs: u64,
    /// Mean difference, second less first.
    pub difference: f64,
    /// Student's 95 percent interval of it.
    pub interval: Interval,
    /// Bootstrap interval of it, bias-corrected and accelerated (Efron 1987), of the first 5000 pairs at most.
    pub resampled: Interval,
    /// Chance of a difference as far from zero if there were none, two-sided, by Student's t.
    pub p_value: f64,
    /// Pairs in which the second was greater.
    pub greater: u64,
    /// Pairs in which it was less.
    pub less: u64,
    /// The same by the sign test (Arbuthnot 1710), which asks only which was greater and leaves out ties.
    pub sign_p_value: f64,
    /// Games that independent samples would have needed for each that the pairs needed: the variance of an unpaired difference
    /// over that of the paired one; none where the differences do not vary.
    pub saving: Option<f64>,
}

/// Compares the second of each pair with the first; none of fewer than two pairs.
pub fn compare(pairs: &[(f64, f64)], seed: u64) -> Option<Comparison> {
    if pairs.len() < 2 {
        return None;
    }
    let differences: Vec<f64> = pairs.iter().map(|(first, second)| second - first).collect();
    let sample = Sample::of(differences.iter().copied());
    let of = |side: fn(&(f64, f64)) -> f64| Sample::of(pairs.iter().map(side)).deviation().powi(2);
    let unpaired = of(|pair| pair.0) + of(|pair| pair.1);
    let spread = sample.deviation().powi(2);
    let few = &differences[..differences.len().min(MOST)];
    let mean = |chosen: &[usize]| chosen.iter().map(|&row| few[row]).sum::<f64>() / chosen.len() as f64;
    let replicates = bootstrap::replicates(few.len(), RESAMPLES, seed, mean);
    let sum: f64 = few.iter().sum();
    // Leaving a value out of a mean needs no second pass.
    let jackknife: Vec<f64> = few.iter().map(|value| (sum - value) / (few.len() - 1) as f64).collect();
    let greater = differences.iter().filter(|difference| **difference > 0.0).count() as u64;
    let less = differences.iter().filter(|difference| **difference < 0.0).count() as u64;
    Some(Comparison {
        pairs: sample.count,
        difference: sample.mean,
        interval: sample.interval(),
        resampled: bootstrap::bias_corrected(sum / few.len() as f64, &replicates, &jackknife, LEVEL),
        p_value: student_p_value(&sample),
        greater,
        less,
        sign_p_value: sign_p_value(greater, less),
        saving: (spread > 0.0).then(|| unpaired / spread),
    })
}

fn student_p_value(sample: &Sample) -> f64 {
    if sample.error() <= 0.0 {
        return if sample.mean == 0.0 { 1.0 } else { 0.0 };
    }
    let distance = (sample.mean / sample.error()).abs();
    StudentsT::new(0.0, 1.0, sample.count as f64 - 1.0).map_or(1.0, |student| 2.0 * student.sf(distance))
}

fn sign_p_value(greater: u64, less: u64) -> f64 {
    let fewer = greater.min(less);
    Binomial::new(0.5, greater + less).map_or(1.0, |signs| (2.0 * signs.cdf(fewer)).min(1.0))
}
