//! The derivatives of the markets around an equilibrium, from which neighbours are found in few steps.

use crate::economy::model::Model;
use crate::economy::solver::Start;
use crate::economy::vector::{ROWS, WIDE, dot_rows};
use crate::economy::wedges::Wedges;

/// Change of an unknown by which derivatives are taken.
const STEP: f64 = 1e-6;
/// A pivot this small makes the derivatives singular.
const SINGULAR: f64 = 1e-14;
/// Models with more unknowns do without: the inverse would cost more than the sweeps it saves.
const MOST_UNKNOWNS: usize = 1200;

/// An equilibrium with the inverse of (identity − derivatives of a sweep).
///
/// A step of the iteration, multiplied by the inverse, is a Newton step with frozen derivatives. Single precision is enough: the
/// inverse only steers, what is reached is decided by the sweep's residual.
#[derive(Clone)]
pub(super) struct Linearisation {
    pub start: Start,
    inverse: Vec<f32>,
    stride: usize,
}

impl Linearisation {
    /// Multiplies a step by the inverse.
    pub fn turn(&self, step: &[f64], turned: &mut [f64]) {
        let mut single = vec![0.0f32; self.stride];
        for (single, step) in single.iter_mut().zip(step) {
            *single = *step as f32;
        }
        for (turned, rows) in turned.chunks_mut(ROWS).zip(self.inverse.chunks_exact(ROWS * self.stride)) {
            for (turned, product) in turned.iter_mut().zip(dot_rows(rows, &single)) {
                *turned = f64::from(product);
            }
        }
    }
}

impl Model {
    /// The linearisation around an equilibrium; none when the model is too large for it or the derivatives are singular.
    pub(super) fn linearise(&self, wedges: &Wedges, start: &Start) -> Option<Linearisation> {
        let count = start.0.len();
        if count > MOST_UNKNOWNS {
            return None;
        }
        let mut work = self.work();
        let (mut base, mut image) = (vec![0.0; count], vec![0.0; count]);
        self.sweep(wedges, &start.0, &mut base, &mut work);
        // One row for each equation: (identity − derivatives | identity), the left half first.
        let mut matrix = vec![0.0; count * count];
        let mut at = start.0.clone();
        for column in 0..count {
            at[column] += STEP;
            self.sweep(wedges, &at, &mut image, &mut work);
            at[column] = start.0[column];
            for row in 0..count {
                let derivative = (image[row] - base[row]) / STEP;
                matrix[row * count + column] = f64::from(u8::from(row == column)) - derivative;
            }
        }
        let inverse = inverse(matrix, count)?;
        let stride = count.next_multiple_of(WIDE);
        let mut single = vec![0.0f32; count.next_multiple_of(ROWS) * stride];
        for (to, from) in single.chunks_exact_mut(stride).zip(inverse.chunks_exact(count)) {
            for (to, from) in to.iter_mut().zip(from) {
                *to = *from as f32;
            }
        }
        Some(Linearisation { start: start.clone(), inverse: single, stride })
    }
}

/// Inverse of a square matrix in place, by Gauss–Jordan elimination with row pivots; none when it is singular.
fn inverse(mut matrix: Vec<f64>, count: usize) -> Option<Vec<f64>> {
    let mut swaps = Vec::with_capacity(count);
    let mut pivot_row = vec![0.0; count];
    for pivot in 0..count {
        let best = (pivot..count)
            .max_by(|&a, &b| matrix[a * count + pivot].abs().total_cmp(&matrix[b * count + pivot].abs()))
            .unwrap_or(pivot);
        let value = matrix[best * count + pivot];
        if value.abs() <= SINGULAR || !value.is_finite() {
            return None;
        }
        swaps.push(best);
        if best != pivot {
            for column in 0..count {
                matrix.swap(best * count + column, pivot * count + column);
            }
        }
        let row = &mut matrix[pivot * count..(pivot + 1) * count];
        row[pivot] = 1.0;
        row.iter_mut().for_each(|entry| *entry /= value);
        pivot_row.copy_from_slice(row);
        for (index, row) in matrix.chunks_exact_mut(count).enumerate() {
            if index == pivot {
                continue;
            }
            let factor = std::mem::replace(&mut row[pivot], 0.0);
            if factor != 0.0 {
                for (entry, along) in row.iter_mut().zip(&pivot_row) {
                    *entry -= factor * along;
                }
            }
        }
    }
    for (pivot, best) in swaps.iter().enumerate().rev() {
        if best != &pivot {
            for row in matrix.chunks_exact_mut(count) {
                row.swap(pivot, *best);
            }
        }
    }
    Some(matrix)
}
