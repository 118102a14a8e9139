//! How far two samples may lie apart before chance is no longer believed.
//!
//! Seeds are fixed, so a test passes or fails for good; the margins say how rarely an engine that has the property would be
//! judged wrongly when its streams of chance change. [`Z`] is 4: one comparison in 16,000 (two-sided) goes astray.

/// Standard errors that a difference may have.
pub const Z: f64 = 4.0;

/// Difference of two shares in standard errors of the difference (pooled; one added to hits and misses keeps it finite).
pub fn shares_apart(one: (u64, u64), other: (u64, u64)) -> f64 {
    let share = |(hits, trials): (u64, u64)| hits as f64 / trials as f64;
    let pooled = (one.0 + other.0 + 1) as f64 / (one.1 + other.1 + 2) as f64;
    let error = (pooled * (1.0 - pooled) * (1.0 / one.1 as f64 + 1.0 / other.1 as f64)).sqrt();
    (share(one) - share(other)) / error
}

/// Difference of two means in standard errors of the difference (Welch 1947).
pub fn means_apart(one: &[f64], other: &[f64]) -> f64 {
    let moments = |sample: &[f64]| {
        let count = sample.len() as f64;
        let mean = sample.iter().sum::<f64>() / count;
        let variance = sample.iter().map(|value| (value - mean) * (value - mean)).sum::<f64>() / (count - 1.0);
        (mean, variance / count)
    };
    let ((mean, error), (other_mean, other_error)) = (moments(one), moments(other));
    (mean - other_mean) / (error + other_error).sqrt().max(1e-12)
}

#[test]
fn a_wide_gap_is_seen_and_a_narrow_one_is_not() {
    assert!(shares_apart((80, 100), (20, 100)) > Z);
    assert!(shares_apart((52, 100), (48, 100)).abs() < 1.0);
    let (low, high): (Vec<f64>, Vec<f64>) = (0..100).map(|n| (f64::from(n % 10), f64::from(n % 10 + 5))).unzip();
    assert!(means_apart(&high, &low) > Z);
    assert_eq!(means_apart(&low, &low), 0.0);
}
