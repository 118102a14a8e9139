//! A memory of computed values that many threads read without locks.

use std::borrow::Cow;
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
        match self.slot(key, &compute) {
            Some(kept) => read(kept),
            None => read(&compute()),
        }
    }

    /// The kept value of a key; none when no slot is left for it.
    fn slot(&self, key: u128, compute: &impl Fn() -> V) -> Option<&V> {
        let mixed = (key as u64 ^ (key >> 64) as u64).wrapping_mul(0x9e37_79b9_7f4a_7c15);
        let first = (mixed ^ (mixed >> 29)) as usize;
        (0..PROBES)
            .map(|probe| {
                self.slots[(first + probe) & (self.slots.len() - 1)].get_or_init(|| Box::new((key, compute())))
            })
            .find(|kept| kept.0 == key)
            .map(|kept| &kept.1)
    }

    /// The value of a key, computed the first time: borrowed where it is kept, else a copy.
    pub fn get(&self, key: u128, compute: impl Fn() -> V) -> Cow<'_, V>
    where
        V: Clone,
    {
        match self.slot(key, &compute) {
            Some(kept) => Cow::Borrowed(kept),
            None => Cow::Owned(compute()),
        }
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
