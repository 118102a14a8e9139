//! Positions in the combinations of the levels of some measures, by mixed radix.

use crate::rules::case::MAX_MEASURES;

/// The combinations of some measures' levels.
#[derive(Clone, Debug)]
pub(super) struct Combinations {
    /// (measure, number of levels, stride).
    axes: Vec<(usize, usize, usize)>,
    /// How many there are; `usize::MAX` for that many or more.
    pub(super) size: usize,
}

impl Combinations {
    /// Combinations of measures, given with their numbers of levels.
    pub(super) fn of(measures: impl Iterator<Item = (usize, usize)>) -> Combinations {
        let mut combinations = Combinations { axes: Vec::new(), size: 1 };
        for (measure, levels) in measures {
            combinations.axes.push((measure, levels, combinations.size));
            combinations.size = combinations.size.saturating_mul(levels);
        }
        combinations
    }

    /// Where the combination of these levels stands; right only where all of them can be counted.
    pub(super) fn position(&self, levels: &[u8; MAX_MEASURES]) -> usize {
        self.axes.iter().map(|&(measure, _, stride)| levels[measure % MAX_MEASURES] as usize * stride).sum()
    }

    /// How far apart the combinations of two neighbouring levels of a measure stand; 0 for one that is not among the combined.
    pub(super) fn strides(&self) -> [usize; MAX_MEASURES] {
        let mut strides = [0; MAX_MEASURES];
        for &(measure, _, stride) in &self.axes {
            strides[measure] = stride;
        }
        strides
    }

    /// A number for the combination of these levels, however many combinations there are: four bits a measure.
    pub(super) fn key(&self, levels: &[u8; MAX_MEASURES]) -> u128 {
        self.axes.iter().fold(0, |key, (measure, ..)| key << 4 | u128::from(levels[*measure]))
    }

    /// The levels at a position; 0 for measures that are not among the combined.
    pub(super) fn levels(&self, position: usize) -> [u8; MAX_MEASURES] {
        let mut levels = [0; MAX_MEASURES];
        for &(measure, count, stride) in &self.axes {
            levels[measure] = (position / stride % count) as u8;
        }
        levels
    }
}
