//! One nation's side of a regime, from which departures of single measures are valued by their difference instead of anew.

use super::answers::{Answers, Trade};
use super::{RegimeTable, Row, Supply};
use crate::rules::case::*;

/// What the scenario states of a vector of levels for one nation, and where the vector stands among all: plain values that a game keeps.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Standing {
    stated: Row,
    policy: usize,
    delivery: usize,
}

/// One nation's side of the regime of a vector of levels.
#[derive(Clone, Copy)]
pub struct Side<'r> {
    table: &'r RegimeTable,
    levels: &'r [u8; MAX_MEASURES],
    nation: NationId,
    standing: Standing,
}

/// What the goals of a nation are made of under a vector of levels.
#[derive(Clone, Copy)]
pub struct Parts<'r> {
    pub(super) stated: Row,
    pub(super) trade: [f64; 2],
    pub(super) relief: [f64; 2],
    pub(super) supply: &'r Supply,
    pub(super) nation: NationId,
}

impl Parts<'_> {
    /// Deliveries of each critical input, as a share of demand.
    pub fn supplied(&self) -> &[f64; MAX_INPUTS] {
        &self.supply.supplied[self.nation.index()]
    }

    /// Goals scaled so that 0 and 1 are the ends of the scenario's outcome space; not clamped. `spared` is the share of the loss by
    /// shortage that stocks and own supply keep off.
    pub fn goals(&self, spared: f64) -> Goals {
        let mut sum = Goals::default();
        sum.copy_from_slice(&self.stated[..Goal::ALL.len()]);
        sum[Goal::Prosperity as usize] += self.trade[0] + spared * self.relief[0];
        sum[Goal::Lobby as usize] += self.trade[1] + spared * self.relief[1];
        sum[Goal::Security as usize] += self.supply.security[self.nation.index()];
        sum
    }
}

impl RegimeTable {
    /// Where a vector of levels stands, for every nation of the case.
    pub fn standings(&self, levels: &[u8; MAX_MEASURES]) -> impl Iterator<Item = Standing> {
        let policy = self.combinations().map_or(0, |_| self.policies.position(levels));
        let delivery = self.deliveries.position(levels);
        self.effects.iter().map(move |effects| Standing { stated: effects.sum(levels), policy, delivery })
    }

    /// The side of a nation in the regime of a vector of levels that stands there.
    pub fn side<'r>(&'r self, nation: NationId, levels: &'r [u8; MAX_MEASURES], standing: Standing) -> Side<'r> {
        Side { table: self, levels, nation, standing }
    }
}

impl<'r> Side<'r> {
    /// Under the levels as they are.
    pub fn parts(&self) -> Parts<'r> {
        self.parts_of(&self.standing, || *self.levels)
    }

    /// With one measure at another level.
    pub fn with(&self, measure: MeasureId, level: u8) -> Parts<'r> {
        let mut standing = self.standing;
        self.step(&mut standing, measure.index(), self.levels[measure.index()], level);
        self.parts_of(&standing, || {
            let mut levels = *self.levels;
            levels[measure.index()] = level;
            levels
        })
    }

    /// Under other levels, by what sets them apart.
    pub fn at(&self, levels: &[u8; MAX_MEASURES]) -> Parts<'r> {
        let mut standing = self.standing;
        for measure in apart(self.levels, levels) {
            self.step(&mut standing, measure, self.levels[measure], levels[measure]);
        }
        self.parts_of(&standing, || *levels)
    }

    /// Share of the nation's loss by shortage that is kept off when `available` of its demand can be had.
    pub fn spared(&self, parts: &Parts, available: &[f64; MAX_INPUTS]) -> f64 {
        parts.supply.spared(&self.table.plan, self.nation, available)
    }

    /// Moves a standing by the step of one measure.
    fn step(&self, standing: &mut Standing, measure: usize, from: u8, to: u8) {
        self.table.effects[self.nation.index()].step(&mut standing.stated, measure, from, to);
        let strides = &self.table.strides;
        let (from, to) = (usize::from(from), usize::from(to));
        standing.policy = standing.policy + strides.policies[measure] * to - strides.policies[measure] * from;
        standing.delivery = standing.delivery + strides.deliveries[measure] * to - strides.deliveries[measure] * from;
    }

    fn parts_of(&self, standing: &Standing, levels: impl Fn() -> [u8; MAX_MEASURES]) -> Parts<'r> {
        let of = |trade: &Trade| {
            let share = &trade.shares[self.nation.index()];
            (share.goals, share.relief.goals)
        };
        let known = match &*self.table.answers {
            Answers::Dense(slots) => slots[standing.policy].get(),
            Answers::Sparse(_) => None,
        };
        let (trade, relief) = match known {
            Some(trade) => of(trade),
            None => of(&self.table.look(&levels()).trade),
        };
        let supply = &self.table.supplies[standing.delivery];
        Parts { stated: standing.stated, trade, relief, supply, nation: self.nation }
    }
}

/// Measures whose levels differ, in order.
fn apart(one: &[u8; MAX_MEASURES], other: &[u8; MAX_MEASURES]) -> impl Iterator<Item = usize> {
    let words = one.as_chunks::<8>().0.iter().zip(other.as_chunks::<8>().0);
    words.enumerate().flat_map(|(word, (one, other))| {
        let mut rest = u64::from_le_bytes(*one) ^ u64::from_le_bytes(*other);
        std::iter::from_fn(move || {
            let byte = rest.trailing_zeros() / 8;
            rest &= !0xff_u64.checked_shl(8 * byte)?;
            Some(8 * word + byte as usize)
        })
    })
}
