//! Answers by measure levels: solved once, remembered for every game and thread.

use crate::economy::answer::Answer;
use crate::economy::linearisation::Linearisation;
use crate::economy::model::Model;
use crate::economy::policy::{Policy, PolicyRow};
use crate::economy::solver::{NoEquilibrium, Solution, Start};
use crate::economy::store::Store;
use crate::economy::wedges::Wedges;
use std::sync::Arc;
use xxhash_rust::xxh3::Xxh3;

/// Two to the power of this many answers are kept.
const SLOT_BITS: u32 = 16;

/// Rows of a level, and the change of the unknowns that they make alone.
type Level = (Vec<PolicyRow>, Vec<f64>);

/// A model over a lattice of measure levels.
///
/// Every vector of levels is solved from a start of its own: the unknowns under the baseline plus what each measure alone changes
/// in them. That is right to first order, so that few sweeps remain, and it depends on the levels only, so that the bits of an
/// answer do not depend on which policies were met before, or by which thread.
pub struct Memo {
    model: Arc<Model>,
    base: Policy,
    base_wedges: Wedges,
    near: Option<Linearisation>,
    start: Start,
    /// By measure and level; none where a level has no rows.
    levels: Vec<Vec<Option<Level>>>,
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
        let start = model.solve(&base)?.start;
        let base_wedges = model.wedges(&base);
        let near = model.linearise(&base_wedges, &start);
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
                let wedges = model.wedges_near(&policy, &base, &base_wedges);
                let alone = match &near {
                    Some(near) => model.solve_near(&policy, &wedges, near, &start)?,
                    None => model.solve_from(&policy, &start)?,
                };
                let alone = alone.start;
                let shift = alone.0.iter().zip(&start.0).map(|(alone, base)| alone - base).collect();
                by_level.push(Some((rows, shift)));
            }
            by_measure.push(by_level);
        }
        Ok(Memo { model, base, base_wedges, near, start, levels: by_measure, store: Store::new(SLOT_BITS) })
    }

    /// The model.
    pub fn model(&self) -> &Model {
        &self.model
    }

    /// Whether any level of a measure has rows.
    pub fn touches_trade(&self, measure: usize) -> bool {
        self.levels.get(measure).is_some_and(|levels| levels.iter().any(Option::is_some))
    }

    /// The answer for a vector of levels, one a measure; levels beyond a measure's last count as having no rows.
    ///
    /// # Errors
    /// [`NoEquilibrium`] when the levels together have no solution.
    pub fn point(&self, levels: &[u8]) -> Result<Arc<Answer>, NoEquilibrium> {
        self.store.look(self.key(levels), || self.solve(levels), Clone::clone)
    }

    /// Measures that do not touch trade share an answer: their level counts as 0 in the key.
    fn key(&self, levels: &[u8]) -> u128 {
        levels.iter().enumerate().fold(0u128, |key, (measure, level)| {
            let counts = self.rows(measure, *level).is_some();
            key << 4 | if counts { u128::from(*level) + 1 } else { 0 }
        })
    }

    /// A number that changes with the model, the baseline or the measures: what a cache of answers is valid for.
    pub fn fingerprint(&self) -> u64 {
        let dataset = &self.model.dataset;
        let mut hash = Xxh3::new();
        let numbers = [
            &dataset.flows,
            &dataset.tariffs,
            &dataset.value_added,
            &dataset.profit,
            &dataset.inputs,
            &dataset.weights,
            &self.model.theta,
            &self.base.tariff,
            &self.base.export_tax,
            &self.base.iceberg,
            &self.base.subsidy,
        ];
        for list in numbers {
            hash.update(&(list.len() as u64).to_le_bytes());
            list.iter().for_each(|number| hash.update(&number.to_le_bytes()));
        }
        self.base.banned.iter().for_each(|banned| hash.update(&[u8::from(*banned)]));
        hash.update(format!("{:?}", self.model.switches).as_bytes());
        for levels in &self.levels {
            hash.update(&(levels.len() as u64).to_le_bytes());
            for rows in levels {
                hash.update(format!("{:?}", rows.as_ref().map(|(rows, _)| rows)).as_bytes());
            }
        }
        hash.digest()
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
        self.solution(levels, &[]).map(|solution| Arc::new(self.model.answer(&solution)))
    }

    /// Solves for a vector of levels under a shortage of critical inputs: `productivity` is that of each sector relative to
    /// normal, `[region * S + sector]`; nothing given means no shortage. It is not remembered.
    ///
    /// # Errors
    /// [`NoEquilibrium`] when there is no solution.
    pub fn solve_short(&self, levels: &[u8], productivity: &[f64]) -> Result<Arc<Answer>, NoEquilibrium> {
        self.solution(levels, productivity).map(|solution| Arc::new(self.model.answer(&solution)))
    }

    /// The policy of a vector of levels.
    pub fn policy(&self, levels: &[u8]) -> Policy {
        let mut policy = self.base.clone();
        for (measure, level) in levels.iter().enumerate() {
            if let Some((rows, _)) = self.rows(measure, *level) {
                policy.apply(self.model.regions, self.model.sectors, rows);
            }
        }
        policy
    }

    /// The equilibrium under a vector of levels and productivities.
    ///
    /// # Errors
    /// [`NoEquilibrium`] when there is no solution.
    pub fn solution(&self, levels: &[u8], productivity: &[f64]) -> Result<Solution, NoEquilibrium> {
        let mut policy = self.policy(levels);
        for (now, given) in policy.productivity.iter_mut().zip(productivity) {
            *now = *given;
        }
        let mut start = self.start.clone();
        for (measure, level) in levels.iter().enumerate() {
            if let Some((_, shift)) = self.rows(measure, *level) {
                start.0.iter_mut().zip(shift).for_each(|(unknown, change)| *unknown += change);
            }
        }
        match &self.near {
            Some(near) => {
                let wedges = self.model.wedges_near(&policy, &self.base, &self.base_wedges);
                self.model.solve_near(&policy, &wedges, near, &start)
            }
            None => self.model.solve_from(&policy, &start).or_else(|_| self.model.solve_from(&policy, &self.start)),
        }
    }

    fn rows(&self, measure: usize, level: u8) -> Option<&Level> {
        self.levels.get(measure)?.get(level as usize)?.as_ref()
    }
}
