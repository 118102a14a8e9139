//! A memory of computed values that many threads read without locks.

use std::sync::OnceLock;

/// Slots looked at before a value is computed without being kept.
const PROBES: usize = 24;

/// Values by key: open addressing, each slot written once.
///
/// What a lookup gives never depends on what was kept before, so the order in which keys were first met does not matter.
pub struct Store<V> {
    slots: Vec<OnceLock<Box<(u128, V)>>>,
}

impl<V> Store<V> {
    /// A store of `2^bits` slots.
    pub fn new(bits: u32) -> Self {
        Store { slots: (0..1usize << bits).map(|_| OnceLock::new()).collect() }
    }

    /// Gives the value of a key to `read`, computing it the first time.
    pub fn look<R>(&self, key: u128, compute: impl Fn() -> V, read: impl FnOnce(&V) -> R) -> R {
        let mixed = (key as u64 ^ (key >> 64) as u64).wrapping_mul(0x9e37_79b9_7f4a_7c15);
        let first = (mixed ^ (mixed >> 29)) as usize;
        for probe in 0..PROBES {
            let slot = &self.slots[(first + probe) & (self.slots.len() - 1)];
            let kept = slot.get_or_init(|| Box::new((key, compute())));
            if kept.0 == key {
                return read(&kept.1);
            }
        }
        read(&compute())
    }

    /// Number of values kept.
    pub fn len(&self) -> usize {
        self.slots.iter().filter(|slot| slot.get().is_some()).count()
    }

    /// Whether nothing is kept yet.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_full_store_still_answers() {
        let store = Store::new(2);
        for key in 0..100u128 {
            assert_eq!(store.look(key, || key * 2, |value| *value), key * 2);
        }
        assert!(store.len() <= 4);
        assert_eq!(store.look(7, || 14, |value| *value), 14);
    }
}
