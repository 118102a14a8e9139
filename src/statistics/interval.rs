//! Intervals of shares and means, and quantiles.

use statrs::distribution::{ContinuousCDF, Normal, StudentsT};

/// Lower and upper end.
pub type Interval = (f64, f64);

/// Level of every interval that is shown: 95 percent.
pub const LEVEL: f64 = 0.95;

/// The standard normal distribution.
pub(super) fn normal() -> Normal {
    Normal::standard()
}

/// Quantile of the standard normal that a two-sided interval of this level reaches to.
pub(super) fn reach(level: f64) -> f64 {
    normal().inverse_cdf(0.5 + level / 2.0)
}

/// Quantile of Student's t that a two-sided interval of this level reaches to; none without a degree of freedom.
pub fn student_reach(freedom: f64, level: f64) -> Option<f64> {
    StudentsT::new(0.0, 1.0, freedom).ok().map(|student| student.inverse_cdf(0.5 + level / 2.0))
}

/// Wilson's score interval of a share at 95 percent, lower and upper end within 0 to 1 (Wilson 1927); the whole of it without trials.
pub fn wilson(hits: u64, trials: u64) -> Interval {
    if trials == 0 {
        return (0.0, 1.0);
    }
    let z = 1.959_963_984_540_054_f64;
    let (n, share) = (trials as f64, hits as f64 / trials as f64);
    let middle = (share + z * z / (2.0 * n)) / (1.0 + z * z / n);
    let half = z / (1.0 + z * z / n) * (share * (1.0 - share) / n + z * z / (4.0 * n * n)).sqrt();
    ((middle - half).max(0.0), (middle + half).min(1.0))
}

/// Count, mean and spread of a sample.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Sample {
    /// Number of values.
    pub count: u64,
    /// Mean; 0 of no values.
    pub mean: f64,
    /// Sum of squared distances from the mean.
    squares: f64,
}

impl Sample {
    /// Of these values, in one pass (Welford 1962).
    pub fn of(values: impl IntoIterator<Item = f64>) -> Sample {
        let mut sample = Sample::default();
        values.into_iter().for_each(|value| sample.add(value));
        sample
    }

    /// Adds a value.
    pub fn add(&mut self, value: f64) {
        self.count += 1;
        let before = value - self.mean;
        self.mean += before / self.count as f64;
        self.squares += before * (value - self.mean);
    }

    /// Standard deviation of the values, with n − 1 in the denominator; 0 of fewer than two.
    pub fn deviation(&self) -> f64 {
        if self.count < 2 { 0.0 } else { (self.squares / (self.count - 1) as f64).sqrt() }
    }

    /// Standard error of the mean; 0 of fewer than two values.
    pub fn error(&self) -> f64 {
        if self.count < 2 { 0.0 } else { self.deviation() / (self.count as f64).sqrt() }
    }

    /// Student's interval of the mean at 95 percent ("Student" 1908); the mean alone of fewer than two values.
    pub fn interval(&self) -> Interval {
        let reach = student_reach(self.count as f64 - 1.0, LEVEL).unwrap_or(0.0);
        (self.mean - reach * self.error(), self.mean + reach * self.error())
    }
}

/// The value below which a share of the values lies, which stand in order; between two of them it is interpolated (type 7 of Hyndman
/// & Fan 1996). Not a number of no values.
pub fn quantile(ordered: &[f64], share: f64) -> f64 {
    let Some(last) = ordered.len().checked_sub(1) else { return f64::NAN };
    let position = share.clamp(0.0, 1.0) * last as f64;
    let below = position.floor() as usize;
    let above = (below + 1).min(last);
    ordered[below] + (position - below as f64) * (ordered[above] - ordered[below])
}

/// The values in order.
pub fn ordered(values: impl IntoIterator<Item = f64>) -> Vec<f64> {
    let mut values: Vec<f64> = values.into_iter().collect();
    values.sort_by(f64::total_cmp);
    values
}
