//! The trade model's answers as nations see them, by combination of levels, and all of them in a file.
//!
//! The file holds a magic word with the version, a fingerprint of what the answers are valid for, the answers by position, and a
//! checksum. A file that does not fit in every respect counts as absent.

use super::RegimeTable;
use super::combinations::Combinations;
use crate::economy::Store;
use crate::rules::case::*;
use std::borrow::Cow;
use std::sync::OnceLock;
use xxhash_rust::xxh3::{Xxh3, xxh3_64};

/// Largest number of combinations that each get a slot of their own.
const DENSE_LIMIT: usize = 1 << 18;
/// Two to the power of this many answers are kept of a larger number.
const SPARSE_BITS: u32 = 16;
/// First bytes of the file; the last one is the version of the format and of the numbers in it.
const MAGIC: [u8; 8] = *b"SUMLAT\0\x02";

/// The trade model's answer as nations see it, once stocks of critical inputs have run out.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Trade {
    /// By nation, so that what is read of one lies together.
    pub(super) shares: [Share; MAX_NATIONS],
    /// Whether the model found the equilibrium.
    pub(super) solved: bool,
}

/// What trade gives one nation.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Share {
    /// Share of their range that trade adds to prosperity and to lobby-weighted income.
    pub(super) goals: [f64; 2],
    /// What the nation would be spared without the shortage.
    pub(super) relief: Relief,
    /// Real income, percent of the base year's above the base year's.
    pub(super) income: f64,
    /// Consumer prices, percent above the base year's.
    pub(super) prices: f64,
    /// The part of each constituency's value that comes from the income of its sectors.
    pub(super) sectors: [f64; MAX_CONSTITUENCIES],
}

/// The difference that a shortage makes to a nation; all zero where nothing is short.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Relief {
    /// Loss of prosperity and of lobby-weighted income, as shares of their ranges.
    pub(super) goals: [f64; 2],
    /// Loss of real income, percent.
    pub(super) income: f64,
    /// Rise of consumer prices, percent.
    pub(super) prices: f64,
}

impl Trade {
    /// Nothing moves: what counts where the model has no equilibrium.
    pub(super) const UNSOLVED: Trade = Trade {
        shares: [Share {
            goals: [0.0; 2],
            relief: Relief { goals: [0.0; 2], income: 0.0, prices: 0.0 },
            income: 0.0,
            prices: 0.0,
            sectors: [0.0; MAX_CONSTITUENCIES],
        }; MAX_NATIONS],
        solved: false,
    };

    /// All numbers of the nations of a case, in the order of the file.
    fn numbers<'t>(&'t mut self, groups: &'t [usize]) -> impl Iterator<Item = &'t mut f64> {
        self.shares.iter_mut().zip(groups).flat_map(|(share, groups)| {
            let Share { goals, relief, income, prices, sectors } = share;
            [income, prices, &mut relief.income, &mut relief.prices]
                .into_iter()
                .chain(goals)
                .chain(&mut relief.goals)
                .chain(&mut sectors[..*groups])
        })
    }
}

/// Answers by combination: a slot for each, or by key where there are too many.
pub(super) enum Answers {
    Dense(Vec<OnceLock<Box<Trade>>>),
    Sparse(Store<Trade>),
}

impl Answers {
    /// No answer yet, for so many combinations.
    pub(super) fn over(combinations: usize) -> Answers {
        if combinations <= DENSE_LIMIT {
            Answers::Dense((0..combinations).map(|_| OnceLock::new()).collect())
        } else {
            Answers::Sparse(Store::new(SPARSE_BITS))
        }
    }

    /// The answer for these levels, worked out the first time.
    pub(super) fn get(
        &self,
        combinations: &Combinations,
        levels: &[u8; MAX_MEASURES],
        solve: impl Fn() -> Trade,
    ) -> Cow<'_, Trade> {
        match self {
            Answers::Dense(slots) => {
                Cow::Borrowed(slots[combinations.position(levels)].get_or_init(|| Box::new(solve())))
            }
            Answers::Sparse(store) => store.get(combinations.key(levels), solve),
        }
    }
}

impl RegimeTable {
    /// Number of combinations of measures that can all be kept; none where they are too many.
    pub fn combinations(&self) -> Option<usize> {
        matches!(*self.answers, Answers::Dense(_)).then_some(self.policies.size)
    }

    /// Solves for a combination by its position, unless it is known already; whether there is an equilibrium.
    pub fn settle(&self, position: usize) -> bool {
        self.look(&self.policies.levels(position)).solved()
    }

    /// A number that changes with everything that an answer depends on.
    pub fn fingerprint(&self) -> u64 {
        *self.fingerprint.get_or_init(|| {
            let mut hash = Xxh3::new();
            hash.update(&self.economy.fingerprint().to_le_bytes());
            hash.update(format!("{:?}", self.plan).as_bytes());
            hash.digest()
        })
    }

    /// Has its answers in common with another table from now on, if they are the same; whether they are.
    pub fn share(&mut self, other: &RegimeTable) -> bool {
        let same = self.fingerprint() == other.fingerprint();
        if same {
            self.answers = other.answers.clone();
        }
        same
    }

    fn groups(&self) -> Vec<usize> {
        self.plan.sectors.iter().map(Vec::len).collect()
    }

    /// The bytes of a file with all answers; those not known yet are worked out. None where they are too many to keep.
    pub fn encode(&self) -> Option<Vec<u8>> {
        let Answers::Dense(slots) = &*self.answers else { return None };
        let groups = self.groups();
        let mut bytes = MAGIC.to_vec();
        bytes.extend(self.fingerprint().to_le_bytes());
        for position in 0..slots.len() {
            let mut trade = self.look(&self.policies.levels(position)).trade.into_owned();
            bytes.push(u8::from(trade.solved));
            trade.numbers(&groups).for_each(|number| bytes.extend(number.to_le_bytes()));
        }
        let checksum = xxh3_64(&bytes);
        bytes.extend(checksum.to_le_bytes());
        Some(bytes)
    }

    /// Keeps the answers of a file, so that they need not be solved for; false, and nothing is kept, when it is damaged, of another
    /// version, or made for another scenario.
    pub fn fill(&self, bytes: &[u8]) -> bool {
        let Answers::Dense(slots) = &*self.answers else { return false };
        self.read(bytes).is_some_and(|answers| {
            for (slot, trade) in slots.iter().zip(answers) {
                slot.get_or_init(|| Box::new(trade));
            }
            true
        })
    }

    fn read(&self, bytes: &[u8]) -> Option<Vec<Trade>> {
        let (content, checksum) = bytes.split_last_chunk::<8>()?;
        let content = content.strip_prefix(&MAGIC)?;
        let mut content = content.strip_prefix(&self.fingerprint().to_le_bytes())?;
        let groups = self.groups();
        let numbers = groups.iter().map(|groups| 8 + groups).sum::<usize>();
        let fits = content.len() == self.policies.size * (1 + 8 * numbers)
            && xxh3_64(&bytes[..bytes.len() - 8]) == u64::from_le_bytes(*checksum);
        if !fits {
            return None;
        }
        let mut answers = Vec::with_capacity(self.policies.size);
        while let Some((solved, mut rest)) = content.split_first() {
            let mut trade = Trade { solved: *solved == 1, ..Trade::UNSOLVED };
            for number in trade.numbers(&groups) {
                let (first, after) = rest.split_first_chunk::<8>()?;
                *number = f64::from_le_bytes(*first);
                rest = after;
            }
            answers.push(trade);
            content = rest;
        }
        Some(answers)
    }
}
