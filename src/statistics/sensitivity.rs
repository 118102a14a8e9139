//! Which swept parameter moves the result: variance-based sensitivity (Sobol' 1993).

use crate::statistics::bootstrap;
use crate::statistics::interval::{Interval, LEVEL, Sample, student_reach};

/// Resamples behind an interval of a Saltelli design.
const RESAMPLES: usize = 400;
/// Most groups of results of which one is left out at a time.
const MOST_GROUPS: usize = 100;
/// Most classes that a parameter's values are divided into.
const MOST_CLASSES: usize = 48;

/// A share of variance with its 95 percent interval.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Index {
    /// The estimate; chance can carry it a little below 0 or above 1.
    pub value: f64,
    /// Its interval.
    pub interval: Interval,
}

/// Sobol' indices by parameter.
#[derive(Clone, Debug, PartialEq)]
pub struct Sobol {
    /// First-order: the share of variance that goes when this parameter alone is known.
    pub first: Vec<Index>,
    /// Total: the share that stays while this parameter alone is not known.
    pub total: Vec<Index>,
}

/// An estimate from the results of both matrices and of the crossed one, at chosen rows.
type Estimate = fn(&[f64], &[f64], &[f64], &[usize]) -> f64;

/// Indices from a Saltelli design: results `a` and `b` of two independent matrices, and for each parameter those of the first with
/// that column taken from the second. First-order by Saltelli et al. (2010), total by Jansen (1999). None where the lengths differ,
/// or nothing varies.
pub fn saltelli(a: &[f64], b: &[f64], crossed: &[Vec<f64>], seed: u64) -> Option<Sobol> {
    let count = a.len();
    if count < 2 || b.len() != count || crossed.iter().any(|results| results.len() != count) {
        return None;
    }
    let everything: Vec<usize> = (0..count).collect();
    let index = |position: usize, estimate: Estimate| {
        let results = &crossed[position];
        let replicates = bootstrap::replicates(count, RESAMPLES, seed, |chosen| estimate(a, b, results, chosen));
        Index { value: estimate(a, b, results, &everything), interval: bootstrap::percentile(&replicates, LEVEL) }
    };
    if variance(a, b, &everything).1 <= 0.0 {
        return None;
    }
    Some(Sobol {
        first: (0..crossed.len()).map(|position| index(position, first_order)).collect(),
        total: (0..crossed.len()).map(|position| index(position, total)).collect(),
    })
}

/// Mean and variance of both matrices' results together.
fn variance(a: &[f64], b: &[f64], chosen: &[usize]) -> (f64, f64) {
    let count = 2.0 * chosen.len() as f64;
    let mean = chosen.iter().map(|&row| a[row] + b[row]).sum::<f64>() / count;
    let squares: f64 = chosen.iter().map(|&row| (a[row] - mean).powi(2) + (b[row] - mean).powi(2)).sum();
    (mean, squares / count)
}

fn first_order(a: &[f64], b: &[f64], crossed: &[f64], chosen: &[usize]) -> f64 {
    let (mean, variance) = variance(a, b, chosen);
    let moved: f64 = chosen.iter().map(|&row| (b[row] - mean) * (crossed[row] - a[row])).sum();
    moved / chosen.len() as f64 / variance
}

fn total(a: &[f64], b: &[f64], crossed: &[f64], chosen: &[usize]) -> f64 {
    let moved: f64 = chosen.iter().map(|&row| (a[row] - crossed[row]).powi(2)).sum();
    moved / (2.0 * chosen.len() as f64) / variance(a, b, chosen).1
}

/// The class of each value: one for every value where they are few, else classes of like size in order of the values, as many as
/// Plischke, Borgonovo & Smith (2013) advise for the number of values.
pub fn classes(values: &[f64]) -> Vec<usize> {
    let count = values.len();
    let mut order: Vec<usize> = (0..count).collect();
    order.sort_by(|&a, &b| values[a].total_cmp(&values[b]));
    let distinct = 1 + order.windows(2).filter(|pair| values[pair[0]] < values[pair[1]]).count();
    let size = count as f64;
    let exponent = 2.0 / (7.0 + libm::tanh((1500.0 - size) / 500.0));
    let wanted = (libm::pow(size, exponent).ceil() as usize).clamp(1, MOST_CLASSES);
    let mut classes = vec![0; count];
    let mut level = 0;
    for (rank, &row) in order.iter().enumerate() {
        if rank > 0 && values[row] > values[order[rank - 1]] {
            level += 1;
        }
        // A value of rank r, from 1, belongs to the first class whose upper end, a share of the count, reaches r.
        classes[row] = if distinct <= wanted { level } else { ((rank + 1) * wanted).div_ceil(count) - 1 };
    }
    classes
}

/// First-order index from any design: the correlation ratio, which is the variance of the class means over the variance of the
/// results (Pearson 1905; Plischke, Borgonovo & Smith 2013), less what chance alone puts between the classes (Kelley's ε², 1935).
/// `classes` from [`classes`], or the positions of names. The interval is Student's over a jackknife that leaves out a group of
/// results at a time (Kott 2001), and takes results for independent. None where the lengths differ, there is but one class or hardly
/// more results than classes, or nothing varies.
pub fn given_data(classes: &[usize], results: &[f64]) -> Option<Index> {
    let count = results.len();
    let kinds = classes.iter().max().map_or(0, |most| most + 1);
    if classes.len() != count || kinds < 2 || count < kinds + MOST_GROUPS / 10 {
        return None;
    }
    let groups = (count / 10).clamp(2, MOST_GROUPS);
    let middle = results.iter().sum::<f64>() / count as f64;
    let mut whole = Sums::new(kinds);
    let mut parts = vec![Sums::new(kinds); groups];
    for (row, (class, result)) in classes.iter().zip(results).enumerate() {
        whole.add(*class, result - middle);
        parts[row % groups].add(*class, result - middle);
    }
    let value = whole.unbiased_ratio()?;
    let left_out = parts.iter().map(|part| whole.without(part).unbiased_ratio().unwrap_or(value));
    let spread = Sample::of(left_out).deviation();
    let degrees = groups as f64 - 1.0;
    let half = student_reach(degrees, LEVEL)? * spread * degrees / (groups as f64).sqrt();
    Some(Index { value, interval: (value - half, value + half) })
}

/// The plain correlation ratio: share of the variance of the results that lies between the classes. None where nothing varies.
pub fn correlation_ratio(classes: &[usize], results: &[f64]) -> Option<f64> {
    let mut sums = Sums::new(classes.iter().max().map_or(0, |most| most + 1));
    let middle = results.iter().sum::<f64>() / results.len() as f64;
    classes.iter().zip(results).for_each(|(class, result)| sums.add(*class, result - middle));
    let (between, whole) = sums.squares();
    (whole > 0.0).then(|| between / whole)
}

/// Share of the variance of the results that all parameters explain together, where each of `cells` cells was played with the same
/// `replicates` replicates under common random numbers, `results[cell * replicates + replicate]`: the variance component of the cells
/// in a two-way layout with random effects (Henderson 1953). None of fewer than two cells or replicates, or where nothing varies.
pub fn explained_by_cells(results: &[f64], cells: usize, replicates: usize) -> Option<f64> {
    if cells < 2 || replicates < 2 || results.len() != cells * replicates {
        return None;
    }
    let (rows, columns) = (cells as f64, replicates as f64);
    let mean = results.iter().sum::<f64>() / results.len() as f64;
    let of_cell: Vec<f64> = results.chunks(replicates).map(|cell| cell.iter().sum::<f64>() / columns).collect();
    let of_replicate: Vec<f64> =
        (0..replicates).map(|at| results.iter().skip(at).step_by(replicates).sum::<f64>() / rows).collect();
    let squares = |means: &[f64]| means.iter().map(|value| (value - mean).powi(2)).sum::<f64>();
    let (between, common) = (columns * squares(&of_cell), rows * squares(&of_replicate));
    let rest = (squares(results) - between - common).max(0.0) / ((rows - 1.0) * (columns - 1.0));
    let component = |sum: f64, degrees: f64, size: f64| ((sum / degrees - rest) / size).max(0.0);
    let (cell, chance) = (component(between, rows - 1.0, columns), component(common, columns - 1.0, rows));
    let whole = cell + chance + rest;
    (whole > 0.0).then(|| cell / whole)
}

/// Counts and sums of results by class.
#[derive(Clone)]
struct Sums {
    classes: Vec<(f64, f64)>,
    squares: f64,
}

impl Sums {
    fn new(kinds: usize) -> Sums {
        Sums { classes: vec![(0.0, 0.0); kinds], squares: 0.0 }
    }

    fn add(&mut self, class: usize, result: f64) {
        let (members, sum) = &mut self.classes[class];
        (*members, *sum) = (*members + 1.0, *sum + result);
        self.squares += result * result;
    }

    fn without(&self, part: &Sums) -> Sums {
        let classes =
            self.classes.iter().zip(&part.classes).map(|(all, less)| (all.0 - less.0, all.1 - less.1)).collect();
        Sums { classes, squares: self.squares - part.squares }
    }

    /// Sum of squares between the classes, and the whole.
    fn squares(&self) -> (f64, f64) {
        let (members, sum) = self.classes.iter().fold((0.0, 0.0), |all, class| (all.0 + class.0, all.1 + class.1));
        let middle = sum * sum / members;
        let between: f64 =
            self.classes.iter().filter(|class| class.0 > 0.0).map(|class| class.1 * class.1 / class.0).sum();
        (between - middle, self.squares - middle)
    }

    fn unbiased_ratio(&self) -> Option<f64> {
        let (between, whole) = self.squares();
        let members: f64 = self.classes.iter().map(|class| class.0).sum();
        let kinds = self.classes.iter().filter(|class| class.0 > 0.0).count() as f64;
        let within = (whole - between) / (members - kinds);
        (whole > 1e-12 * members && members > kinds).then(|| (between - (kinds - 1.0) * within) / whole)
    }
}
