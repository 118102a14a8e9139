//! Answers by measure levels: solved once, remembered for every game and thread.

use crate::economy::answer::Answer;
use crate::economy::model::Model;
use crate::economy::policy::{Policy, PolicyRow};
use crate::economy::solver::{NoEquilibrium, Start};
use crate::economy::store::Store;
use std::sync::Arc;

/// Two to the power of this many answers are kept.
const SLOT_BITS: u32 = 16;

/// A model over a lattice of measure levels.
///
/// Every vector of levels is solved from a start of its own: the unknowns under the baseline plus what each measure alone changes
/// in them. That is right to first order, so that few sweeps remain, and it depends on the levels only, so that the bits of an
/// answer do not depend on which policies were met before.
pub struct Memo {
    model: Arc<Model>,
    base: Policy,
    start: Start,
    /// Rows by measure and level, and the change of the unknowns that they make alone; none where a level has no rows.
    levels: Vec<Vec<Option<(Vec<PolicyRow>, Vec<f64>)>>>,
    store: Store<Result<Arc<Answer>, NoEquilibrium>>,
}

impl Memo {
    /// A memo over measures: `levels[m][l]` are the rows that level `l` of measure `m` adds to the baseline.
    ///
    /// # Errors
    /// [`NoEquilibrium`] when the baseline or a level alone has no solution.
    pub fn new(
        model: Arc<Model>,
        baseline: Vec<PolicyRow>,
        levels: Vec<Vec<Vec<PolicyRow>>>,
    ) -> Result<Memo, NoEquilibrium> {
        let (regions, sectors) = (model.dataset.region_count(), model.dataset.sector_count());
        let mut base = Policy::base(&model.dataset);
        base.apply(regions, sectors, &baseline);
        let start = model.solve(&base, &model.base_start())?.start;
        let mut by_measure = Vec::with_capacity(levels.len());
        for measure in levels {
            let mut by_level = Vec::with_capacity(measure.len());
            for rows in measure {
                if rows.is_empty() {
                    by_level.push(None);
                    continue;
                }
                let mut policy = base.clone();
                policy.apply(regions, sectors, &rows);
                let alone = model.solve(&policy, &start)?.start;
                let shift = alone.0.iter().zip(&start.0).map(|(alone, base)| alone - base).collect();
                by_level.push(Some((rows, shift)));
            }
            by_measure.push(by_level);
        }
        Ok(Memo { model, base, start, levels: by_measure, store: Store::new(SLOT_BITS) })
    }

    /// The model.
    pub fn model(&self) -> &Model {
        &self.model
    }

    /// The answer for a vector of levels, one a measure; levels beyond a measure's last count as having no rows.
    ///
    /// # Errors
    /// [`NoEquilibrium`] when the levels together have no solution.
    pub fn point(&self, levels: &[u8]) -> Result<Arc<Answer>, NoEquilibrium> {
        // Measures that do not touch trade share an answer: their level counts as 0 in the key.
        let key = levels.iter().enumerate().fold(0u128, |key, (measure, level)| {
            let counts = self.rows(measure, *level).is_some();
            key << 4 | if counts { u128::from(*level) + 1 } else { 0 }
        });
        self.store.look(key, || self.solve(levels), Clone::clone)
    }

    /// Number of answers kept.
    pub fn len(&self) -> usize {
        self.store.len()
    }

    /// Whether none is kept yet.
    pub fn is_empty(&self) -> bool {
        self.store.is_empty()
    }

    /// Solves for a vector of levels without remembering it.
    ///
    /// # Errors
    /// [`NoEquilibrium`] when the levels together have no solution.
    pub fn solve(&self, levels: &[u8]) -> Result<Arc<Answer>, NoEquilibrium> {
        let dataset = &self.model.dataset;
        let mut policy = self.base.clone();
        let mut start = self.start.clone();
        for (measure, level) in levels.iter().enumerate() {
            if let Some((rows, shift)) = self.rows(measure, *level) {
                policy.apply(dataset.region_count(), dataset.sector_count(), rows);
                start.0.iter_mut().zip(shift).for_each(|(unknown, change)| *unknown += change);
            }
        }
        let solution = self.model.solve(&policy, &start).or_else(|_| self.model.solve(&policy, &self.start))?;
        Ok(Arc::new(self.model.answer(&solution)))
    }

    fn rows(&self, measure: usize, level: u8) -> Option<&(Vec<PolicyRow>, Vec<f64>)> {
        self.levels.get(measure)?.get(level as usize)?.as_ref()
    }
}
