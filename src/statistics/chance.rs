//! Reproducible draws for resampling.

use rand::{RngExt as _, SeedableRng as _, rngs::Xoshiro256PlusPlus};

/// Draws that follow from a seed: xoshiro256++ (Blackman & Vigna 2021), portable by name.
#[derive(Clone, Debug)]
pub struct Draws(Xoshiro256PlusPlus);

impl Draws {
    /// The draws of a seed.
    pub fn new(seed: u64) -> Self {
        Draws(Xoshiro256PlusPlus::seed_from_u64(seed))
    }

    /// Uniform in [0, 1), with 53 bits.
    pub fn uniform(&mut self) -> f64 {
        (self.0.random::<u64>() >> 11) as f64 * (1.0 / (1u64 << 53) as f64)
    }

    /// A position below `count`, each as likely (Lemire 2019, without his rejection: the bias is below `count` / 2^64).
    pub fn position(&mut self, count: usize) -> usize {
        ((u128::from(self.0.random::<u64>()) * count as u128) >> 64) as usize
    }

    /// Fills `chosen` with positions below `count`, drawn with replacement.
    pub fn resample(&mut self, count: usize, chosen: &mut [usize]) {
        chosen.fill_with(|| self.position(count));
    }
}
