//! Designs of experiments: which values the cells of a block take.

pub mod sobol;

use crate::rules::random::{Purpose, Stream};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::{Number, Value};
use sobol::Sobol;

/// Most paths that a sampled design may vary.
pub const MAX_SAMPLED: usize = sobol::DIMENSIONS / 2;

/// How the cells of a block are chosen.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Design {
    /// One cell: nothing varies.
    Single,
    /// Every combination; the last path varies fastest.
    #[default]
    Factorial,
    /// The lists side by side: the first values of all, then the second.
    Zipped,
    /// One value from each of `samples` slices of every range, combined at random (McKay, Beckman & Conover 1979).
    LatinHypercube,
    /// The first points of the Sobol sequence.
    Sobol,
    /// Points of the Sobol sequence and their one-at-a-time exchanges, for Sobol indices (Saltelli 2002).
    Saltelli,
    /// Rows that are written out.
    Table,
}

impl Design {
    /// Whether it draws `samples` from ranges.
    pub fn samples(self) -> bool {
        matches!(self, Design::LatinHypercube | Design::Sobol | Design::Saltelli)
    }
}

/// Values that a path takes.
#[derive(Clone, Debug, PartialEq)]
pub enum Range {
    /// These.
    Values(Vec<Value>),
    /// Any between two ends, evenly or evenly in the logarithm; whole numbers only where the field takes no others.
    Interval {
        /// Least.
        from: f64,
        /// Greatest.
        to: f64,
        /// Whether evenly in the logarithm.
        log: bool,
        /// Whether whole numbers only.
        whole: bool,
    },
}

impl Range {
    /// The value at a place of [0, 1).
    fn at(&self, place: f64) -> Value {
        match self {
            Range::Values(values) => {
                let at = (place * values.len() as f64) as usize;
                values.get(at).cloned().unwrap_or(Value::Null)
            }
            Range::Interval { from, to, whole: true, .. } => {
                let steps = to - from + 1.0;
                Value::from((from + libm::floor(place * steps)) as i64)
            }
            Range::Interval { from, to, log: true, .. } => {
                number(libm::exp(libm::log(*from) + place * (libm::log(*to) - libm::log(*from))))
            }
            Range::Interval { from, to, .. } => number(from + place * (to - from)),
        }
    }

    /// The listed value at a position.
    fn listed(&self, at: usize) -> Value {
        match self {
            Range::Values(values) => values.get(at).cloned().unwrap_or(Value::Null),
            Range::Interval { .. } => self.at(0.0),
        }
    }

    /// Length of the list; 1 for an interval.
    fn len(&self) -> u64 {
        match self {
            Range::Values(values) => values.len() as u64,
            Range::Interval { .. } => 1,
        }
    }
}

/// A finite number as JSON.
pub fn number(value: f64) -> Value {
    Number::from_f64(value).map_or(Value::Null, Value::Number)
}

/// Evenly spaced values from one end to the other, both included; evenly in the logarithm when asked.
pub fn steps(from: f64, to: f64, count: u64, log: bool) -> Vec<f64> {
    let last = count.saturating_sub(1).max(1) as f64;
    let spaced = |step: u64| {
        let place = step as f64 / last;
        let value = if log {
            libm::exp(libm::log(from) + place * (libm::log(to) - libm::log(from)))
        } else {
            from + place * (to - from)
        };
        // Twelve decimals: 0.3 is meant where binary fractions give 0.30000000000000004.
        if value.abs() < 1e3 { libm::round(value * 1e12) / 1e12 } else { value }
    };
    (0..count).map(|step| if step + 1 == count && count > 1 { to } else { spaced(step) }).collect()
}

/// The cells of a block.
pub struct Cells {
    design: Design,
    ranges: Vec<Range>,
    samples: u64,
    sobol: Sobol,
    /// For a Latin hypercube, by path: the slice of each sample, and its place within it.
    slices: Vec<Vec<(u32, f64)>>,
}

impl Cells {
    /// The cells of a design; `seed` and `block` decide what a Latin hypercube draws.
    pub fn new(design: Design, ranges: Vec<Range>, samples: u64, seed: u64, block: u64) -> Self {
        let dimensions = match design {
            Design::Sobol => ranges.len(),
            Design::Saltelli => 2 * ranges.len(),
            _ => 0,
        };
        let slices = match design {
            Design::LatinHypercube => (0..ranges.len()).map(|path| permuted(samples, seed, block, path)).collect(),
            _ => Vec::new(),
        };
        Cells { design, ranges, samples, sobol: Sobol::new(dimensions), slices }
    }

    /// How many there are; none when there are more than can be counted.
    pub fn count(&self) -> Option<u64> {
        match self.design {
            Design::Single => Some(1),
            Design::Factorial => self.ranges.iter().try_fold(1u64, |product, range| product.checked_mul(range.len())),
            Design::Zipped | Design::Table => Some(self.ranges.first().map_or(0, Range::len)),
            Design::LatinHypercube | Design::Sobol => Some(self.samples),
            Design::Saltelli => self.samples.checked_mul(self.ranges.len() as u64 + 2),
        }
    }

    /// The values of a cell, in the order of the paths.
    pub fn values(&self, cell: u64) -> Vec<Value> {
        match self.design {
            Design::Single => Vec::new(),
            Design::Factorial => {
                let mut rest = cell;
                let mut values: Vec<Value> = Vec::with_capacity(self.ranges.len());
                for range in self.ranges.iter().rev() {
                    let length = range.len().max(1);
                    values.push(range.listed((rest % length) as usize));
                    rest /= length;
                }
                values.reverse();
                values
            }
            Design::Zipped | Design::Table => self.ranges.iter().map(|range| range.listed(cell as usize)).collect(),
            Design::LatinHypercube => {
                let place = |slices: &Vec<(u32, f64)>| {
                    let (slice, within) = slices.get(cell as usize).copied().unwrap_or_default();
                    (f64::from(slice) + within) / self.samples as f64
                };
                self.ranges.iter().zip(&self.slices).map(|(range, slices)| range.at(place(slices))).collect()
            }
            Design::Sobol => {
                let place = |path| self.sobol.coordinate(cell as u32, path);
                self.ranges.iter().enumerate().map(|(path, range)| range.at(place(path))).collect()
            }
            Design::Saltelli => self.exchanged(cell),
        }
    }

    /// A, A with one coordinate of B, …, B. The first points of the sequence, in which A and B agree too often, are skipped, as
    /// many as the least power of two that is no less than the samples and 16.
    fn exchanged(&self, cell: u64) -> Vec<Value> {
        let paths = self.ranges.len();
        let row = (paths + 2) as u64;
        let skipped = self.samples.max(16).next_power_of_two();
        let index = (skipped + cell / row) as u32;
        let exchange = (cell % row) as usize;
        let from_b = |path: usize| exchange == paths + 1 || exchange == path + 1;
        let place = |path: usize| self.sobol.coordinate(index, if from_b(path) { paths + path } else { path });
        self.ranges.iter().enumerate().map(|(path, range)| range.at(place(path))).collect()
    }
}

/// For each sample the slice it takes and its place within, drawn by Fisher and Yates's shuffle.
fn permuted(samples: u64, seed: u64, block: u64, path: usize) -> Vec<(u32, f64)> {
    let mut chance = Stream::new(seed, block, path as u8, Purpose::Design);
    let mut slices: Vec<u32> = (0..samples as u32).collect();
    for last in (1..slices.len()).rev() {
        slices.swap(last, (chance.uniform() * (last + 1) as f64) as usize);
    }
    slices.into_iter().map(|slice| (slice, chance.uniform())).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn listed(values: &[i64]) -> Range {
        Range::Values(values.iter().map(|value| Value::from(*value)).collect())
    }

    fn unit() -> Range {
        Range::Interval { from: 0.0, to: 1.0, log: false, whole: false }
    }

    #[test]
    fn factorial_and_zipped_cells_come_in_their_order() {
        let ranges = vec![listed(&[1, 2]), listed(&[10, 20, 30])];
        let cells = Cells::new(Design::Factorial, ranges, 0, 1, 0);
        assert_eq!(cells.count(), Some(6));
        assert_eq!(cells.values(0), [1, 10]);
        assert_eq!(cells.values(4), [2, 20]);
        let cells = Cells::new(Design::Zipped, vec![listed(&[1, 2]), listed(&[10, 20])], 0, 1, 0);
        assert_eq!((cells.count(), cells.values(1)), (Some(2), vec![Value::from(2), Value::from(20)]));
    }

    #[test]
    fn a_latin_hypercube_has_one_sample_in_every_slice_of_every_path() {
        let cells = Cells::new(Design::LatinHypercube, vec![unit(), unit(), unit()], 50, 7, 0);
        for path in 0..3 {
            let mut slices: Vec<u64> =
                (0..50).map(|cell| (cells.values(cell)[path].as_f64().expect("a number") * 50.0) as u64).collect();
            slices.sort();
            assert_eq!(slices, (0..50).collect::<Vec<_>>());
        }
        let other = Cells::new(Design::LatinHypercube, vec![unit(), unit(), unit()], 50, 8, 0);
        assert_ne!(cells.values(0), other.values(0), "another seed draws others");
    }

    #[test]
    fn a_saltelli_row_exchanges_one_coordinate_at_a_time() {
        let cells = Cells::new(Design::Saltelli, vec![unit(), unit()], 8, 1, 0);
        assert_eq!(cells.count(), Some(32));
        for row in 0..8 {
            let [a, first, second, b] = [0, 1, 2, 3].map(|step| cells.values(4 * row + step));
            assert_eq!(first, [b[0].clone(), a[1].clone()]);
            assert_eq!(second, [a[0].clone(), b[1].clone()]);
            assert!(a[0] != b[0] && a[1] != b[1]);
        }
    }

    #[test]
    fn whole_numbers_and_logarithms_keep_to_their_ends() {
        let whole = Range::Interval { from: 3.0, to: 5.0, log: false, whole: true };
        let values: Vec<Value> = [0.0, 0.34, 0.999].iter().map(|place| whole.at(*place)).collect();
        assert_eq!(values, [3, 4, 5]);
        assert_eq!(steps(0.0, 1.0, 11, false)[3], 0.3);
        let log = steps(0.01, 100.0, 5, true);
        assert!((log[2] - 1.0).abs() < 1e-9 && log[4] == 100.0);
    }
}
