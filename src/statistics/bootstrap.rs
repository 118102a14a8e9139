//! The bootstrap: how far a figure would move had chance dealt other games.

use crate::statistics::chance::Draws;
use crate::statistics::interval::{Interval, normal, ordered, quantile, reach};
use statrs::distribution::ContinuousCDF;

/// A statistic of `resamples` resamples of positions below `count`, drawn with replacement from a seed (Efron 1979).
pub fn replicates(count: usize, resamples: usize, seed: u64, mut statistic: impl FnMut(&[usize]) -> f64) -> Vec<f64> {
    let mut draws = Draws::new(seed);
    let mut chosen = vec![0; count];
    (0..resamples)
        .map(|_| {
            draws.resample(count, &mut chosen);
            statistic(&chosen)
        })
        .collect()
}

/// A statistic with each position below `count` left out in turn (Quenouille 1956).
pub fn jackknife(count: usize, mut statistic: impl FnMut(&[usize]) -> f64) -> Vec<f64> {
    let mut kept: Vec<usize> = (1..count).collect();
    (0..count)
        .map(|left_out| {
            if left_out > 0 {
                kept[left_out - 1] = left_out - 1;
            }
            statistic(&kept)
        })
        .collect()
}

/// The percentile interval: what lies between the outer quantiles of the replicates (Efron 1981).
pub fn percentile(replicates: &[f64], level: f64) -> Interval {
    let replicates = ordered(replicates.iter().copied());
    (quantile(&replicates, 0.5 - level / 2.0), quantile(&replicates, 0.5 + level / 2.0))
}

/// The bias-corrected and accelerated interval (Efron 1987) of a figure, from its replicates and its jackknife values. Where all
/// replicates lie on one side of the figure the correction has no value and the percentile interval is given.
pub fn bias_corrected(figure: f64, replicates: &[f64], jackknife: &[f64], level: f64) -> Interval {
    let count = replicates.len() as f64;
    let below = replicates.iter().filter(|replicate| **replicate < figure).count() as f64;
    let level_with = replicates.iter().filter(|replicate| **replicate == figure).count() as f64;
    let bias = normal().inverse_cdf((below + level_with / 2.0) / count);
    let mean = jackknife.iter().sum::<f64>() / jackknife.len() as f64;
    let (cubes, squares) = jackknife.iter().fold((0.0, 0.0), |(cubes, squares), value| {
        let distance = mean - value;
        (cubes + distance * distance * distance, squares + distance * distance)
    });
    let acceleration = if squares > 0.0 { cubes / (6.0 * squares * squares.sqrt()) } else { 0.0 };
    let corrected = |z: f64| normal().cdf(bias + (bias + z) / (1.0 - acceleration * (bias + z)));
    let (low, high) = (corrected(-reach(level)), corrected(reach(level)));
    if !(low.is_finite() && high.is_finite()) {
        return percentile(replicates, level);
    }
    let replicates = ordered(replicates.iter().copied());
    (quantile(&replicates, low), quantile(&replicates, high))
}
