//! A sweep played into a results folder: chunk by chunk on every core, safe to kill, and assembled at the end.

use crate::batch;
use crate::batch::chunks::{self, Found};
use crate::batch::columns::Layouts;
use crate::batch::draft::Recorded;
use crate::batch::files::{self, Seal};
use crate::batch::folder::{Folder, Opening};
use crate::batch::lattice;
use crate::batch::manifest::{Manifest, Shard};
use crate::batch::merge::join;
use crate::batch::plan::Plan;
use crate::batch::play::{LANES, Replicates, replicates};
use crate::batch::records::{Recorder, Records, Spot};
use crate::batch::tally::Tally;
use crate::delegations::policy::Leadership;
use crate::problem::{Place, Problem};
use crate::rules::case::Case;
use std::collections::{BTreeMap, VecDeque};
use std::path::Path;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

/// How a sweep is to be played.
pub struct Run<'r> {
    /// The sweep.
    pub plan: &'r Plan,
    /// Results folder.
    pub out: &'r Path,
    /// What to do with what is there already.
    pub opening: Opening,
    /// Part of the sweep; none for all of it.
    pub shard: Option<Shard>,
    /// Worker threads; 0 for one a core.
    pub threads: usize,
    /// Lanes of a World.
    pub lanes: usize,
    /// Set to stop after the chunks that are being played.
    pub stop: &'r AtomicBool,
}

/// How a run ended.
#[derive(Clone, Debug, PartialEq)]
pub struct Ended {
    /// What the finished chunks came to.
    pub tally: Tally,
    /// Games of the run.
    pub games: u64,
    /// Whether all tables are whole; otherwise it was stopped.
    pub complete: bool,
    /// Games that were found played.
    pub found: u64,
    /// Chunks that were found damaged and were played again: file and what was wrong.
    pub damaged: Vec<String>,
}

/// What is told on the way.
pub enum Progress<'p> {
    /// Games of a run, and how many of them were found played.
    Begun(u64),
    /// A chunk is finished: its games, whether it was found, and all that is finished so far.
    Chunk(u64, bool, &'p Tally),
    /// The tables are being put together.
    Assembling,
}

/// What workers share.
struct Shared {
    tally: Tally,
    found: u64,
    damaged: Vec<String>,
    problems: Vec<Problem>,
}

impl<'r> Run<'r> {
    /// A run with the usual number of lanes.
    pub fn new(plan: &'r Plan, out: &'r Path, opening: Opening, stop: &'r AtomicBool) -> Self {
        Run { plan, out, opening, shard: None, threads: 0, lanes: LANES, stop }
    }

    /// Plays what has not been played yet and puts the tables together.
    ///
    /// # Errors
    /// A folder that holds another batch, a cell that cannot be played, a disk that is full; what is finished stays.
    pub fn play(&self, progress: &(dyn Fn(Progress) + Sync)) -> Result<Ended, Vec<Problem>> {
        let (plan, all) = (self.plan, self.plan.chunks());
        if let Some(shard) = self.shard.filter(|shard| shard.of > all) {
            let what = format!("the sweep has {all} chunks, too few for {} shards", shard.of);
            let remedy = "ask for fewer shards, or write a smaller \"chunk\" into the sweep";
            return Err(vec![Problem::new(Place::file(&plan.sweep().scenario), what, remedy)]);
        }
        let begun = Manifest::begun(plan, self.shard);
        let folder = Folder::open(self.out, &begun, self.opening).map_err(|problem| vec![problem])?;
        let (first, end) = self.shard.map_or((0, all), |shard| shard.chunks(all));
        let games = plan.chunk(end.max(first + 1) - 1).1 - plan.chunk(first).0;
        progress(Progress::Begun(games));
        if let Some(manifest) = folder.complete() {
            return Ok(Ended { tally: tally_of(manifest), games, complete: true, found: games, damaged: Vec::new() });
        }
        let layouts = Layouts::new(plan).map_err(|error| vec![files::refused(self.out, &error)])?;
        let tables: Vec<Recorded> = begun.tables().collect();
        let shared =
            Mutex::new(Shared { tally: Tally::default(), found: 0, damaged: Vec::new(), problems: Vec::new() });
        let next = AtomicU64::new(first);
        let halted = AtomicBool::new(false);
        let pool = batch::workers(self.threads)
            .map_err(|error| vec![Problem::new(Place::file("--threads"), error, "ask for fewer")])?;
        lattice::load_usual(plan.base());
        let cases = Cases::new(plan, pool.current_num_threads());
        pool.broadcast(|_| {
            loop {
                let chunk = next.fetch_add(1, Ordering::Relaxed);
                if chunk >= end || halted.load(Ordering::Relaxed) || self.stop.load(Ordering::Relaxed) {
                    return;
                }
                let found = chunks::find(self.out, chunk, &tables);
                let mut damage = None;
                let outcome = match found {
                    Found::Whole(mark) => Ok((mark.tally, true)),
                    Found::Nothing => self.chunk(chunk, &cases, &layouts, &tables).map(|tally| (tally, false)),
                    Found::Damaged(path, why) => {
                        damage = Some(format!("{} {why}; chunk {chunk} is played again", path.display()));
                        self.chunk(chunk, &cases, &layouts, &tables).map(|tally| (tally, false))
                    }
                };
                // A panic of another worker does not make the sums wrong.
                let mut shared = shared.lock().unwrap_or_else(PoisonError::into_inner);
                shared.damaged.extend(damage);
                match outcome {
                    Ok((tally, found)) => {
                        shared.tally.add(&tally);
                        shared.found += if found { tally.games } else { 0 };
                        progress(Progress::Chunk(tally.games, found, &shared.tally));
                    }
                    Err(problems) => {
                        shared.problems.extend(problems);
                        halted.store(true, Ordering::Relaxed);
                    }
                }
            }
        });
        let Shared { tally, found, mut damaged, mut problems } =
            shared.into_inner().unwrap_or_else(PoisonError::into_inner);
        if !problems.is_empty() {
            problems.sort();
            problems.dedup();
            return Err(problems);
        }
        damaged.sort();
        let complete = tally.games == games;
        if complete {
            progress(Progress::Assembling);
            let sealed = self.assemble(&layouts, &tables, first, end).map_err(|problem| vec![problem])?;
            folder.finish(begun.completed(&tally, sealed)).map_err(|problem| vec![problem])?;
        }
        Ok(Ended { tally, games, complete, found, damaged })
    }

    /// Plays a chunk and writes it.
    fn chunk(&self, chunk: u64, cases: &Cases, layouts: &Layouts, tables: &[Recorded]) -> Result<Tally, Vec<Problem>> {
        let (first, end) = self.plan.chunk(chunk);
        let mut tally = Tally::default();
        let mut records: Vec<Records> = Vec::with_capacity((end - first) as usize);
        let mut game = first;
        while game < end {
            let (cell, replicate, left) = self.plan.locate(game);
            let count = left.min(end - game);
            let part = self.cell(cases, cell, replicate, count)?;
            for record in &part {
                tally.enter(&record.game, || self.plan.command(cell, record.game.spot.replicate));
            }
            records.extend(part);
            game += count;
        }
        chunks::write(self.out, chunk, layouts, tables, records, tally).map_err(|problem| vec![problem])
    }

    /// Plays replicates of a cell.
    fn cell(&self, cases: &Cases, cell: u64, first: u64, count: u64) -> Result<Vec<Records>, Vec<Problem>> {
        let plan = self.plan;
        let (case, leaderships) = cases.get(cell)?;
        let held = plan.cell(cell);
        let block = &plan.sweep().blocks[held.block];
        let spot = Spot {
            game: block.first_game + (cell - block.first_cell) * block.replicates,
            cell,
            block: held.block,
            replicate: 0,
            varied: Arc::new(plan.values(&held)),
        };
        let (turns, actions) = (plan.records(Recorded::Turns), plan.records(Recorded::Actions));
        let root = plan.sweep().seed;
        let width = self.lanes;
        let order =
            Replicates { case: &case, leaderships: &leaderships, root, first, count, width, recording: actions };
        let mut recorder = Recorder::new(root, &leaderships, spot, turns, actions);
        Ok(replicates(order, &mut recorder))
    }

    /// Puts the tables together from their chunks.
    fn assemble(
        &self,
        layouts: &Layouts,
        tables: &[Recorded],
        first: u64,
        end: u64,
    ) -> Result<BTreeMap<String, Seal>, Problem> {
        let mut sealed = BTreeMap::new();
        for table in tables {
            let chunks = (first..end).map(|chunk| chunks::table_path(self.out, chunk, *table));
            let path = self.out.join(table.file());
            let schema = match table {
                Recorded::Games => layouts.games.schema(),
                Recorded::Turns => layouts.turns.schema(),
                Recorded::Actions => layouts.actions.schema(),
            };
            let seal = join(schema, &path, chunks)?;
            sealed.insert(table.file().to_string(), seal);
        }
        files::settle(self.out);
        Ok(sealed)
    }
}

/// The tally that a complete folder's manifest tells of, as far as a summary needs it.
pub(super) fn tally_of(manifest: &Manifest) -> Tally {
    let mut tally = manifest.tally.clone().unwrap_or_default();
    tally.games = manifest.games;
    for (class, count) in crate::rules::state::Outcome::ALL.iter().zip(tally.outcomes.iter_mut()) {
        *count = manifest.outcomes.get(class.key()).copied().unwrap_or(0);
    }
    tally.failed = manifest.failed.games;
    tally.list = manifest.failed.list.clone();
    tally.digest = u64::from_str_radix(&manifest.digest, 16).unwrap_or(0);
    tally
}

/// A cell's scenario and leaders, ready to be played.
type Ready = Result<(Arc<Case>, Arc<Vec<Leadership>>), Vec<Problem>>;
/// A cell that is compiled once, by whichever worker asks first.
type Slot = Arc<OnceLock<Ready>>;

/// The cells that are being played, compiled once each.
struct Cases<'p> {
    plan: &'p Plan,
    recent: Mutex<VecDeque<(u64, Slot)>>,
    /// Cells that are kept, each with what its games remember of the trade model: one a worker, and one that is about to begin.
    kept: usize,
}

impl<'p> Cases<'p> {
    fn new(plan: &'p Plan, workers: usize) -> Self {
        Cases { plan, recent: Mutex::new(VecDeque::new()), kept: workers + 1 }
    }

    fn get(&self, cell: u64) -> Ready {
        let slot = {
            let mut recent = self.recent.lock().unwrap_or_else(PoisonError::into_inner);
            match recent.iter().find(|(known, _)| *known == cell) {
                Some((_, slot)) => slot.clone(),
                None => {
                    let slot = Slot::default();
                    recent.push_back((cell, slot.clone()));
                    if recent.len() > self.kept {
                        recent.pop_front();
                    }
                    slot
                }
            }
        };
        slot.get_or_init(|| self.plan.case(cell).map(|(case, leaders)| (case, Arc::new(leaders)))).clone()
    }
}
