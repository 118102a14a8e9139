//! Anderson acceleration of a fixed-point iteration (Anderson 1965; type II in the form of Walker & Ni 2011).

use crate::economy::vector::{add_multiple, dot};

/// A difference of steps that is this small a part, squared, of the earlier ones' span is left out.
const DEPENDENT: f64 = 1e-14;

/// The last steps, their differences kept as an orthonormal basis with its triangular factor.
pub struct Anderson {
    count: usize,
    memory: usize,
    damping: f64,
    last: Option<(Vec<f64>, Vec<f64>)>,
    /// Differences of points plus damping times those of steps, newest last.
    moves: Vec<Vec<f64>>,
    /// Orthonormal basis of the differences of steps; a dependent one leaves zeros.
    basis: Vec<Vec<f64>>,
    /// Triangular factor, column by column.
    factor: Vec<Vec<f64>>,
}

impl Anderson {
    /// For so many unknowns: remembers `memory` steps; without memory a step goes `damping` of the way.
    pub fn new(count: usize, memory: usize, damping: f64) -> Self {
        Anderson {
            count,
            memory,
            damping,
            last: None,
            moves: Vec::with_capacity(memory),
            basis: Vec::with_capacity(memory),
            factor: Vec::with_capacity(memory),
        }
    }

    /// Forgets all steps.
    pub fn forget(&mut self) {
        self.last = None;
        for list in [&mut self.moves, &mut self.basis, &mut self.factor] {
            list.clear();
        }
    }

    /// Moves `at` toward the fixed point, given the step that the iteration would take from it.
    pub fn advance(&mut self, at: &mut [f64], step: &[f64]) {
        if let Some((mut moved, mut changed)) = self.last.take() {
            if self.moves.len() == self.memory {
                self.drop_oldest();
            }
            for index in 0..self.count {
                let change = step[index] - changed[index];
                moved[index] = at[index] - moved[index] + self.damping * change;
                changed[index] = change;
            }
            self.moves.push(moved);
            self.orthogonalise(changed);
        }
        self.last = Some((at.to_vec(), step.to_vec()));
        let weights = self.weights(step);
        add_multiple(at, self.damping, step);
        for (weight, moved) in weights.iter().zip(&self.moves) {
            add_multiple(at, -weight, moved);
        }
    }

    /// Forgets the oldest difference; rotations make the factor triangular again (Givens).
    fn drop_oldest(&mut self) {
        self.moves.remove(0);
        self.factor.remove(0);
        for column in 0..self.factor.len() {
            let (upper, lower) = (self.factor[column][column], self.factor[column][column + 1]);
            let length = (upper * upper + lower * lower).sqrt();
            let (along, across) = if length > 0.0 { (upper / length, lower / length) } else { (1.0, 0.0) };
            for later in &mut self.factor[column..] {
                let (upper, lower) = (later[column], later[column + 1]);
                later[column] = along * upper + across * lower;
                later[column + 1] = along * lower - across * upper;
            }
            let (left, right) = self.basis.split_at_mut(column + 1);
            for (upper, lower) in left[column].iter_mut().zip(right[0].iter_mut()) {
                (*upper, *lower) = (along * *upper + across * *lower, along * *lower - across * *upper);
            }
            self.factor[column].truncate(column + 1);
        }
        self.basis.pop();
    }

    /// Adds a difference of steps to the basis (modified Gram–Schmidt).
    fn orthogonalise(&mut self, mut vector: Vec<f64>) {
        let length = dot(&vector, &vector);
        let mut column = Vec::with_capacity(self.memory + 1);
        for direction in &self.basis {
            let part = dot(direction, &vector);
            add_multiple(&mut vector, -part, direction);
            column.push(part);
        }
        let left = dot(&vector, &vector);
        if left > DEPENDENT * length && left > 0.0 {
            let norm = left.sqrt();
            vector.iter_mut().for_each(|value| *value /= norm);
            column.push(norm);
        } else {
            vector.fill(0.0);
            column.push(0.0);
        }
        self.basis.push(vector);
        self.factor.push(column);
    }

    /// Least-squares weights of the remembered differences that explain the step best.
    fn weights(&self, step: &[f64]) -> Vec<f64> {
        let count = self.basis.len();
        let mut weights: Vec<f64> = self.basis.iter().map(|direction| dot(direction, step)).collect();
        for row in (0..count).rev() {
            let known: f64 = (row + 1..count).map(|column| self.factor[column][row] * weights[column]).sum();
            let norm = self.factor[row][row];
            weights[row] = if norm > 0.0 { (weights[row] - known) / norm } else { 0.0 };
        }
        weights
    }
}
