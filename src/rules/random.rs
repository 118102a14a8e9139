//! Streams of chance, one per seat and purpose, so that an extra draw of one never shifts another's.

use rand::{RngExt as _, SeedableRng as _, rngs::Xoshiro256PlusPlus};

/// What a stream is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Purpose {
    /// Private types drawn at the start.
    Types = 1,
    /// News, incidents, slips of the tongue.
    World = 2,
    /// Votes at home.
    Ratification = 3,
    /// A seat's own choices.
    Seat = 4,
    /// Which built-in policy leads a seat.
    Policy = 5,
    /// What a seat imagines.
    Foresight = 6,
    /// The samples of an experiment's design.
    Design = 7,
}

/// Seed of a replicate of a batch: the root seed itself for the first, and another for each further one, whatever the cell, so
/// that cells are paired (common random numbers).
///
/// The finaliser of SplitMix64 (Steele, Lea & Flood 2014) maps no two replicates to one seed.
pub fn replicate_seed(root: u64, replicate: u64) -> u64 {
    let mut mixed = replicate;
    mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    root ^ mixed ^ (mixed >> 31)
}

/// A reproducible stream: xoshiro256++ (Blackman & Vigna 2021), portable by name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stream(Xoshiro256PlusPlus);

impl Stream {
    /// The stream of a game (by root seed and index), a seat (0 for none) and a purpose.
    pub fn new(seed: u64, game: u64, seat: u8, purpose: Purpose) -> Self {
        let mut key = [0u8; 32];
        key[..8].copy_from_slice(&seed.to_le_bytes());
        key[8..16].copy_from_slice(&game.to_le_bytes());
        key[16] = seat;
        key[17] = purpose as u8;
        let mut mixed = [0u8; 32];
        for (part, chunk) in mixed.chunks_exact_mut(8).enumerate() {
            chunk.copy_from_slice(&xxhash_rust::xxh3::xxh3_64_with_seed(&key, part as u64).to_le_bytes());
        }
        Stream(Xoshiro256PlusPlus::from_seed(mixed))
    }

    /// Uniform in [0, 1), with 53 bits.
    pub fn uniform(&mut self) -> f64 {
        self.number() as f64 * (1.0 / (1u64 << 53) as f64)
    }

    /// A whole number below 2^53, each as likely: the seed of other streams.
    pub fn number(&mut self) -> u64 {
        self.0.random::<u64>() >> 11
    }

    /// Whether an event of this probability happens.
    pub fn chance(&mut self, probability: f64) -> bool {
        self.uniform() < probability
    }

    /// Normal with this mean and standard deviation (Box–Muller).
    pub fn normal(&mut self, mean: f64, deviation: f64) -> f64 {
        let radius = libm::sqrt(-2.0 * libm::log(1.0 - self.uniform()));
        mean + deviation * radius * libm::cos(std::f64::consts::TAU * self.uniform())
    }

    /// Position drawn with chances in proportion to the weights; none when no weight is positive.
    pub fn weighted(&mut self, weights: impl Iterator<Item = f64> + Clone) -> Option<usize> {
        let total: f64 = weights.clone().map(|w| w.max(0.0)).sum();
        if total <= 0.0 {
            return None;
        }
        let mut rest = self.uniform() * total;
        let mut last = None;
        for (index, weight) in weights.enumerate() {
            if weight > 0.0 {
                last = Some(index);
                rest -= weight;
                if rest < 0.0 {
                    break;
                }
            }
        }
        last
    }
}
