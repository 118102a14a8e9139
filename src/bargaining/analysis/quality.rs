//! How good an opponent model is (Baarslag, Hendrikx, Hindriks & Jonker 2013): correlation of estimated with true utilities over all
//! outcomes.

/// Agreement of two lists of utilities, each from −1 to 1; 0 when one of them does not vary.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Quality {
    /// Pearson's correlation of the utilities.
    pub pearson: f64,
    /// Spearman's correlation of their ranks.
    pub spearman: f64,
}

/// Quality of estimates against the truth, outcome by outcome; of lists of different length the common part counts.
pub fn quality(estimated: &[f64], truth: &[f64]) -> Quality {
    let count = estimated.len().min(truth.len());
    let (estimated, truth) = (&estimated[..count], &truth[..count]);
    Quality { pearson: pearson(estimated, truth), spearman: spearman(estimated, truth) }
}

/// Pearson's correlation of two lists of the same length.
pub fn pearson(one: &[f64], other: &[f64]) -> f64 {
    let mean = |list: &[f64]| list.iter().sum::<f64>() / list.len().max(1) as f64;
    let (mean_one, mean_other) = (mean(one), mean(other));
    let (mut both, mut first, mut second) = (0.0, 0.0, 0.0);
    for (a, b) in one.iter().zip(other) {
        let (a, b) = (a - mean_one, b - mean_other);
        both += a * b;
        first += a * a;
        second += b * b;
    }
    let scale = libm::sqrt(first * second);
    if scale > 0.0 { both / scale } else { 0.0 }
}

/// Spearman's rank correlation of two lists of the same length; equals share their mean rank.
pub fn spearman(one: &[f64], other: &[f64]) -> f64 {
    pearson(&ranks(one), &ranks(other))
}

fn ranks(list: &[f64]) -> Vec<f64> {
    let mut order: Vec<usize> = (0..list.len()).collect();
    order.sort_by(|a, b| list[*a].total_cmp(&list[*b]));
    let mut ranks = vec![0.0; list.len()];
    let mut start = 0;
    while start < order.len() {
        let run = order[start..].iter().take_while(|at| list[**at] == list[order[start]]).count().max(1);
        let rank = (start + start + run - 1) as f64 / 2.0;
        order[start..start + run].iter().for_each(|at| ranks[*at] = rank);
        start += run;
    }
    ranks
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn correlations_worked_by_hand() {
        let (rising, squares) = ([1.0, 2.0, 3.0, 4.0], [1.0, 4.0, 9.0, 16.0]);
        assert!((spearman(&rising, &squares) - 1.0).abs() < 1e-12);
        assert!((pearson(&rising, &squares) - 0.984374).abs() < 1e-6);
        let ties = [1.0, 1.0, 2.0, 2.0];
        // Ranks 0.5, 0.5, 2.5, 2.5 against 0, 1, 2, 3.
        assert!((spearman(&ties, &rising) - 4.0 / libm::sqrt(20.0)).abs() < 1e-12);
        assert_eq!(pearson(&rising, &[2.0; 4]), 0.0);
    }
}
