//! All answers of a memo at once: worked out in parallel, and kept in a file from one run to the next.
//!
//! The file holds a magic word with the version, the memo's fingerprint, the answers in the order of the lattice, and a checksum.
//! A file that does not fit in every respect counts as absent.

use crate::economy::answer::Answer;
use crate::economy::memo::Memo;
use crate::economy::solver::NoEquilibrium;
use rayon::prelude::*;
use std::sync::Arc;
use xxhash_rust::xxh3::xxh3_64;

/// First bytes of the file; the last one is the version of the format and of the solver's numbers.
const MAGIC: [u8; 8] = *b"SUMLAT\0\x01";
/// Answers that are worked out before progress is reported.
const CHUNK: u64 = 16;

/// The answers over a lattice of measure levels.
pub struct Lattice {
    answers: Vec<Result<Arc<Answer>, NoEquilibrium>>,
}

impl Lattice {
    /// Works out every answer of a memo on the threads of the current pool; `progress` hears how many more are done.
    pub fn compute(memo: &Memo, progress: impl Fn(u64) + Sync) -> Lattice {
        let count = memo.lattice_size();
        let chunks: Vec<u64> = (0..count.div_ceil(CHUNK)).collect();
        let answers = chunks
            .into_par_iter()
            .flat_map_iter(|chunk| {
                let range = chunk * CHUNK..((chunk + 1) * CHUNK).min(count);
                let done: Vec<_> = range.map(|index| memo.solve(&memo.lattice_levels(index))).collect();
                progress(done.len() as u64);
                done
            })
            .collect();
        Lattice { answers }
    }

    /// Number of answers.
    pub fn len(&self) -> usize {
        self.answers.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.answers.is_empty()
    }

    /// Number of vectors of levels for which the model has no equilibrium.
    pub fn unsolved(&self) -> usize {
        self.answers.iter().filter(|answer| answer.is_err()).count()
    }

    /// The answer at a position of the lattice.
    pub fn answer(&self, index: usize) -> Option<&Result<Arc<Answer>, NoEquilibrium>> {
        self.answers.get(index)
    }

    /// Puts every answer into a memo, so that it need not solve for them; the memo must be the one they were computed for.
    pub fn fill(&self, memo: &Memo) {
        for (index, answer) in self.answers.iter().enumerate() {
            memo.remember(&memo.lattice_levels(index as u64), answer);
        }
    }

    /// The bytes of the cache file.
    pub fn encode(&self, memo: &Memo) -> Vec<u8> {
        let mut bytes = MAGIC.to_vec();
        bytes.extend(memo.fingerprint().to_le_bytes());
        bytes.extend((self.answers.len() as u64).to_le_bytes());
        for answer in &self.answers {
            bytes.push(u8::from(answer.is_ok()));
            match answer {
                Ok(answer) => answer.numbers().for_each(|number| bytes.extend(number.to_le_bytes())),
                Err(why) => {
                    bytes.extend(why.residual.to_le_bytes());
                    bytes.extend((why.sweeps as u64).to_le_bytes());
                    for text in [&why.market, &why.hint] {
                        bytes.extend((text.len() as u64).to_le_bytes());
                        bytes.extend(text.as_bytes());
                    }
                }
            }
        }
        let checksum = xxh3_64(&bytes);
        bytes.extend(checksum.to_le_bytes());
        bytes
    }

    /// Reads a cache file; none when it is damaged, of another version, or made for another model or other measures.
    pub fn decode(memo: &Memo, bytes: &[u8]) -> Option<Lattice> {
        let (content, checksum) = bytes.split_last_chunk::<8>()?;
        if xxh3_64(content) != u64::from_le_bytes(*checksum) {
            return None;
        }
        let mut reader = Reader(content);
        let fits = reader.take(MAGIC.len())? == MAGIC
            && reader.number()? == memo.fingerprint()
            && reader.number()? == memo.lattice_size();
        if !fits {
            return None;
        }
        let (regions, sectors) = (memo.model().region_count(), memo.model().sector_count());
        let answers = (0..memo.lattice_size()).map(|_| reader.answer(regions, sectors)).collect::<Option<Vec<_>>>()?;
        reader.0.is_empty().then_some(Lattice { answers })
    }
}

/// What is left of a file.
struct Reader<'b>(&'b [u8]);

impl<'b> Reader<'b> {
    fn take(&mut self, count: usize) -> Option<&'b [u8]> {
        let (taken, rest) = self.0.split_at_checked(count)?;
        self.0 = rest;
        Some(taken)
    }

    fn number(&mut self) -> Option<u64> {
        self.take(8)?.try_into().ok().map(u64::from_le_bytes)
    }

    fn float(&mut self) -> Option<f64> {
        self.number().map(f64::from_bits)
    }

    fn floats(&mut self, count: usize) -> Option<Vec<f64>> {
        (0..count).map(|_| self.float()).collect()
    }

    fn text(&mut self) -> Option<String> {
        let length = self.number()? as usize;
        String::from_utf8(self.take(length)?.to_vec()).ok()
    }

    fn answer(&mut self, regions: usize, sectors: usize) -> Option<Result<Arc<Answer>, NoEquilibrium>> {
        if self.take(1)? == [1] {
            let mut list = || self.floats(regions);
            let answer = Answer {
                real_income: list()?,
                government_welfare: list()?,
                consumer_prices: list()?,
                real_wage: list()?,
                tariff_revenue: list()?,
                sector_income: self.floats(regions * sectors)?,
                sectors,
            };
            return Some(Ok(Arc::new(answer)));
        }
        let (residual, sweeps) = (self.float()?, self.number()? as usize);
        Some(Err(NoEquilibrium { residual, sweeps, market: self.text()?, hint: self.text()? }))
    }
}

impl Answer {
    /// All numbers in the order of the cache file.
    fn numbers(&self) -> impl Iterator<Item = f64> {
        let lists = [
            &self.real_income,
            &self.government_welfare,
            &self.consumer_prices,
            &self.real_wage,
            &self.tariff_revenue,
            &self.sector_income,
        ];
        lists.into_iter().flatten().copied()
    }
}
