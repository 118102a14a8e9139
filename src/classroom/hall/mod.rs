//! The class in progress: one room, its file, who is present, and who is told of changes. Every action is recorded here.

mod hindsight;

use self::hindsight::Hindsight;
use crate::classroom::desk::Desk;
use crate::classroom::entry::{Author, Entry};
use crate::classroom::pace::Stage;
use crate::classroom::room::{Opening, Room};
use crate::classroom::secrets;
use crate::classroom::store::{Job, Kept, Store};
use crate::problem::{Place, Problem};
use crate::record::log;
use crate::rules::case::NationId;
use crate::scenario;
use std::collections::{BTreeMap, HashMap};
use std::path::Path;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};
use tokio::sync::{oneshot, watch};

/// How long somebody counts as present after the last request, when no socket is open: pages without scripts ask every 20 s.
const HERE: Duration = Duration::from_secs(45);

/// Why an action was not taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refused {
    /// It is not possible now, and why.
    Now(String),
    /// The class's file cannot be written: nothing is taken any more.
    Disk(String),
}

impl std::fmt::Display for Refused {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Refused::Now(why) | Refused::Disk(why) => f.write_str(why),
        }
    }
}

/// An action that was taken and is on its way to the disk.
pub struct Receipt {
    written: oneshot::Receiver<Result<(), String>>,
    /// Version that pages of the table are told of when they may see it: the class's and the table's added up.
    pub version: u64,
}

impl Receipt {
    /// Waits until it is on the disk.
    ///
    /// # Errors
    /// When the file cannot be written.
    pub async fn kept(self) -> Result<u64, Refused> {
        match self.written.await {
            Ok(Ok(())) => Ok(self.version),
            Ok(Err(why)) => Err(Refused::Disk(why)),
            Err(_) => Err(Refused::Disk("the server is ending".to_string())),
        }
    }
}

#[derive(Clone, Copy)]
struct Presence {
    sockets: u32,
    seen: Instant,
    /// Messages that were on the page when the person last read it.
    read: usize,
}

/// Versions that those who watch are told of.
struct Feeds {
    /// Sum of all versions.
    all: watch::Sender<u64>,
    class: watch::Sender<u64>,
    tables: Vec<watch::Sender<u64>>,
}

/// A class in progress.
pub struct Hall {
    room: Mutex<Room>,
    store: Store,
    feeds: Arc<Mutex<Feeds>>,
    presence: Mutex<HashMap<u32, Presence>>,
    hindsight: Hindsight,
    /// Why the file cannot be written, once it cannot.
    broken: Arc<Mutex<Option<String>>>,
    began: Instant,
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Hall {
    /// Opens a class from its file, or a new one in it.
    ///
    /// # Errors
    /// What is wrong with the file or the scenario.
    pub fn open(scenario_name: &str, tables: Option<u16>, file: &Path) -> Result<Hall, Vec<Problem>> {
        let (kept, store) = Store::open(file)?;
        let place = || Place::file(file.display().to_string());
        if kept.entries.is_empty() {
            let case = scenario::load(scenario_name)?;
            let drawn = || -> Result<Opening, String> {
                Ok(Opening {
                    scenario: scenario_name.to_string(),
                    code: secrets::room_code()?,
                    secret: secrets::token()?,
                    tables: tables.unwrap_or(1),
                    seed: secrets::seed()?,
                })
            };
            let opening = drawn().map_err(|why| vec![Problem::new(place(), why, "")])?;
            let hall = Hall::of(Room::new(case.clone(), &opening), store);
            let entry = opening.entry(&case);
            let (tell, told) = std::sync::mpsc::channel();
            let job = Job { entries: vec![entry], drafts: Vec::new() };
            hall.store.write(job, Box::new(move |outcome| drop(tell.send(outcome))));
            return match told.recv() {
                Ok(Ok(())) => Ok(hall),
                Ok(Err(why)) => Err(vec![Problem::new(place(), why, "is there room on the disk?")]),
                Err(_) => Err(vec![Problem::new(place(), "the thread that writes has ended", "")]),
            };
        }
        Ok(Hall::of(restored(scenario_name, kept, file)?, store))
    }

    fn of(room: Room, store: Store) -> Hall {
        let feeds = Feeds {
            all: watch::channel(0).0,
            class: watch::channel(room.version).0,
            tables: room.desks.iter().map(|desk| watch::channel(desk.version).0).collect(),
        };
        let now = Instant::now();
        // After a restart everybody counts as having been here just now, so that nobody is taken over before the phones reconnect.
        let presence =
            room.roster.people.iter().map(|person| (person.id, Presence { sockets: 0, seen: now, read: 0 })).collect();
        let hall = Hall {
            room: Mutex::new(room),
            store,
            feeds: Arc::new(Mutex::new(feeds)),
            presence: Mutex::new(presence),
            hindsight: Hindsight::default(),
            broken: Arc::new(Mutex::new(None)),
            began: now,
        };
        {
            let mut room = hall.room();
            let pace = room.pace;
            if room.stage == Stage::Play {
                room.desks.iter_mut().for_each(|desk| desk.wind(&pace, now));
            }
        }
        hall
    }

    /// The room, while it is looked at.
    pub fn room(&self) -> MutexGuard<'_, Room> {
        lock(&self.room)
    }

    /// Why the class's file cannot be written, once that has happened.
    pub fn trouble(&self) -> Option<String> {
        lock(&self.broken).clone()
    }

    /// When the server began.
    pub fn began(&self) -> Instant {
        self.began
    }

    /// Tells of changes of a table.
    pub fn watch_table(&self, table: u16) -> Option<watch::Receiver<u64>> {
        lock(&self.feeds).tables.get(usize::from(table)).map(watch::Sender::subscribe)
    }

    /// Tells of changes of anything.
    pub fn watch_all(&self) -> watch::Receiver<u64> {
        lock(&self.feeds).all.subscribe()
    }

    /// Tells of changes of the class.
    pub fn watch_class(&self) -> watch::Receiver<u64> {
        lock(&self.feeds).class.subscribe()
    }

    /// Takes an action: lets it take effect, lets policies answer, and has all of it written.
    ///
    /// # Errors
    /// Why it is not possible.
    pub fn take(&self, entry: Entry) -> Result<Receipt, Refused> {
        self.take_with(|_| Ok(entry))
    }

    /// The same, with the entry made of the room as it is at that moment.
    ///
    /// # Errors
    /// Why it is not possible.
    pub fn take_with(&self, make: impl FnOnce(&mut Room) -> Result<Entry, String>) -> Result<Receipt, Refused> {
        if let Some(why) = self.trouble() {
            return Err(Refused::Disk(why));
        }
        let mut room = self.room();
        let entry = make(&mut room).map_err(Refused::Now)?;
        room.apply(&entry).map_err(Refused::Now)?;
        let table = table_of(&entry);
        let mut entries = vec![entry];
        follow(&mut room, &mut entries, table);
        Ok(self.send(&room, entries, Vec::new()))
    }

    /// Keeps what somebody is typing.
    ///
    /// # Errors
    /// When the file cannot be written.
    pub fn draft(&self, person: u32, field: &str, text: &str) -> Result<Receipt, Refused> {
        if let Some(why) = self.trouble() {
            return Err(Refused::Disk(why));
        }
        let mut room = self.room();
        let Some(known) = room.roster.person_mut(person) else {
            return Err(Refused::Now("there is no such student".to_string()));
        };
        known.drafts.insert(field.to_string(), text.to_string());
        Ok(self.send(&room, Vec::new(), vec![(person, field.to_string(), text.to_string())]))
    }

    /// Has entries written that have taken effect already, and tells of them once they are on the disk.
    fn send(&self, room: &Room, entries: Vec<Entry>, drafts: Vec<(u32, String, String)>) -> Receipt {
        let (tell, written) = oneshot::channel();
        let tables: Vec<u64> = room.desks.iter().map(|desk| desk.version).collect();
        let class = room.version;
        let table = entries.iter().find_map(table_of).and_then(|table| tables.get(usize::from(table)).copied());
        let version = class + table.unwrap_or(0);
        let (feeds, broken) = (self.feeds.clone(), self.broken.clone());
        self.store.write(
            Job { entries, drafts },
            Box::new(move |outcome| {
                match &outcome {
                    Ok(()) => publish(&feeds, class, &tables),
                    Err(why) => *lock(&broken) = Some(why.clone()),
                }
                // Nobody may be waiting for it any more.
                let _ = tell.send(outcome);
            }),
        );
        Receipt { written, version }
    }

    /// What time brings: steps whose time is up, seats whose people have been away too long.
    pub fn tick(&self, now: Instant) {
        if self.trouble().is_some() {
            return;
        }
        let mut room = self.room();
        if room.stage != Stage::Play {
            return;
        }
        let mut entries = Vec::new();
        let grace = Duration::from_secs(u64::from(room.pace.grace));
        for table in 0..room.tables() {
            if !room.is_playing(table) {
                continue;
            }
            let away: Vec<(NationId, bool)> = room
                .case
                .nation_ids()
                .map(|seat| {
                    (seat, room.roster.at(table, Some(seat)).iter().map(|person| person.id).collect::<Vec<u32>>())
                })
                .filter(|(_, people)| !people.is_empty())
                .map(|(seat, people)| (seat, people.iter().all(|person| self.away_for(*person, now) >= grace)))
                .collect();
            // A table whose people are all away waits for them, and the teacher sees that it does.
            if away.iter().all(|(_, away)| *away) {
                continue;
            }
            for (seat, _) in away.into_iter().filter(|(_, away)| *away) {
                let absent = room.desk(table).is_some_and(|desk| !desk.has_stand_in(seat) && !desk.paused);
                if absent {
                    let entry = Entry::StandIn { table, seat: room.case.nation(seat).code.clone(), policy: true };
                    if room.apply(&entry).is_ok() {
                        entries.push(entry);
                    }
                }
            }
            let taken = match room.desk(table) {
                Some(desk) if desk.is_time_up(now) => desk.time_up(),
                _ => Vec::new(),
            };
            entries.extend(taken.iter().map(|taken| room.decided(table, taken)));
        }
        if entries.is_empty() {
            return;
        }
        follow(&mut room, &mut entries, None);
        self.send(&room, entries, Vec::new());
    }

    /// Decides for everybody that a table waits for, as if time were up; all tables when none is named.
    ///
    /// # Errors
    /// When there is nothing to push.
    pub fn push(&self, table: Option<u16>) -> Result<Receipt, Refused> {
        let mut room = self.room();
        if room.stage != Stage::Play {
            return Err(Refused::Now("the games are not being played now".to_string()));
        }
        let mut entries = Vec::new();
        for number in 0..room.tables() {
            if table.is_none_or(|wanted| wanted == number) && room.is_playing(number) {
                let taken = room.desk(number).map(Desk::time_up).unwrap_or_default();
                entries.extend(taken.iter().map(|taken| room.decided(number, taken)));
            }
        }
        if entries.is_empty() {
            return Err(Refused::Now("no table waits for anybody".to_string()));
        }
        follow(&mut room, &mut entries, None);
        Ok(self.send(&room, entries, Vec::new()))
    }

    /// Ends the games, which policies play to their ends where they are not over, and goes to the debrief.
    ///
    /// # Errors
    /// When the file cannot be written.
    pub fn end(&self) -> Result<Receipt, Refused> {
        if let Some(why) = self.trouble() {
            return Err(Refused::Disk(why));
        }
        let mut room = self.room();
        let mut entries = Vec::new();
        for number in 0..room.tables() {
            let open = room.desk(number).is_some_and(|desk| desk.is_peopled() && !desk.is_over());
            if open {
                let taken = room.desk(number).map(Desk::play_out).unwrap_or_default();
                entries.extend(taken.iter().map(|taken| room.decided(number, taken)));
            }
        }
        let entry = Entry::StageSet { stage: Stage::Debrief };
        room.apply(&entry).map_err(Refused::Now)?;
        entries.push(entry);
        Ok(self.send(&room, entries, Vec::new()))
    }

    /// Deletes the class's data for good.
    ///
    /// # Errors
    /// When the file cannot be removed.
    pub async fn purge(&self) -> Result<(), String> {
        let (tell, told) = oneshot::channel();
        *lock(&self.broken) = Some("the class's data has been deleted".to_string());
        self.store.purge(Box::new(move |outcome| drop(tell.send(outcome))));
        told.await.unwrap_or_else(|_| Err("the thread that writes has ended".to_string()))
    }

    /// Notes that somebody was heard of.
    pub fn seen(&self, person: u32) {
        let now = Instant::now();
        lock(&self.presence).entry(person).or_insert(Presence { sockets: 0, seen: now, read: 0 }).seen = now;
    }

    /// Notes how many messages somebody has been shown.
    pub fn has_read(&self, person: u32, messages: usize) {
        if let Some(known) = lock(&self.presence).get_mut(&person) {
            known.read = messages;
        }
    }

    /// How many messages somebody has been shown since the server began.
    pub fn read_by(&self, person: u32) -> usize {
        lock(&self.presence).get(&person).map_or(0, |known| known.read)
    }

    /// Notes that a socket of somebody was opened (1) or closed (-1).
    pub fn socket(&self, person: u32, opened: bool) {
        let now = Instant::now();
        let mut presence = lock(&self.presence);
        let known = presence.entry(person).or_insert(Presence { sockets: 0, seen: now, read: 0 });
        known.seen = now;
        known.sockets = if opened { known.sockets.saturating_add(1) } else { known.sockets.saturating_sub(1) };
    }

    /// How long somebody has not been heard of; zero while a socket is open.
    pub fn away_for(&self, person: u32, now: Instant) -> Duration {
        match lock(&self.presence).get(&person) {
            Some(known) if known.sockets > 0 => Duration::ZERO,
            Some(known) => now.saturating_duration_since(known.seen),
            None => Duration::ZERO,
        }
    }

    /// Whether somebody is there.
    pub fn is_here(&self, person: u32, now: Instant) -> bool {
        self.away_for(person, now) < HERE
    }

    /// Tables that people sit at, and whose games are over.
    pub fn finished(&self) -> Vec<u16> {
        let mut room = self.room();
        let tables = room.tables();
        (0..tables).filter(|table| room.desk(*table).is_some_and(|desk| desk.is_peopled() && desk.is_over())).collect()
    }
}

/// The table that an entry concerns.
fn table_of(entry: &Entry) -> Option<u16> {
    match entry {
        Entry::Joined { table, .. }
        | Entry::Moved { table, .. }
        | Entry::Decided { table, .. }
        | Entry::Undone { table, .. }
        | Entry::StandIn { table, .. }
        | Entry::Rewound { table, .. }
        | Entry::Wrote { table, .. } => Some(*table),
        Entry::Paused { table, .. } | Entry::MoreTime { table, .. } | Entry::Intervened { table, .. } => *table,
        _ => None,
    }
}

/// Lets policies act where it is their turn, at one table or at all, and starts the clocks of the steps that follow.
fn follow(room: &mut Room, entries: &mut Vec<Entry>, only: Option<u16>) {
    if room.stage != Stage::Play {
        return;
    }
    let (now, pace) = (Instant::now(), room.pace);
    for table in 0..room.tables() {
        if only.is_some_and(|only| only != table) || !room.is_playing(table) {
            continue;
        }
        let taken = room.desk(table).map(Desk::play_policies).unwrap_or_default();
        entries.extend(taken.iter().map(|taken| room.decided(table, taken)));
        if let Some(desk) = room.desk(table) {
            desk.wind(&pace, now);
        }
    }
}

/// Tells everybody who watches of the versions that are now on the disk.
fn publish(feeds: &Mutex<Feeds>, class: u64, tables: &[u64]) {
    let mut feeds = lock(feeds);
    let raise = |known: &mut u64, version: u64| {
        let newer = version > *known;
        *known = version.max(*known);
        newer
    };
    while feeds.tables.len() < tables.len() {
        feeds.tables.push(watch::channel(0).0);
    }
    let all = tables.iter().sum::<u64>() + class;
    feeds.all.send_if_modified(|known| raise(known, all));
    feeds.class.send_if_modified(|known| raise(known, class));
    for (feed, version) in feeds.tables.iter().zip(tables) {
        feed.send_if_modified(|known| raise(known, *version));
    }
}

/// The room that a journal makes.
fn restored(scenario_name: &str, kept: Kept, file: &Path) -> Result<Room, Vec<Problem>> {
    let fault = |what: String, remedy: &str| vec![Problem::new(Place::file(file.display().to_string()), what, remedy)];
    let mut entries = kept.entries.into_iter();
    let Some(Entry::Opened { scenario, scenario_hash, rules_version, code, secret, tables, seed }) = entries.next()
    else {
        return Err(fault("the journal does not begin with its class".to_string(), "the file was changed"));
    };
    if scenario != scenario_name {
        let what = format!("this file holds a class of scenario \"{scenario}\", not of \"{scenario_name}\"");
        return Err(fault(what, "name that scenario, or another file with --data"));
    }
    if rules_version != log::RULES_VERSION {
        let what = format!(
            "the class was held under rules version {rules_version}, this program plays version {}",
            log::RULES_VERSION
        );
        return Err(fault(what, "host it with the program that made it, or begin a class in another file"));
    }
    let case = scenario::load(&scenario)?;
    if format!("{:016x}", case.hash) != scenario_hash {
        let what = format!("the files of scenario \"{scenario}\" have changed since the class began");
        return Err(fault(what, "host it with the scenario as it was, or begin a class in another file"));
    }
    let mut room = Room::new(case, &Opening { scenario, code, secret, tables, seed });
    for (position, entry) in entries.enumerate() {
        room.apply(&entry).map_err(|why| {
            fault(format!("entry {} of the journal is not possible: {why}", position + 2), "the file was changed")
        })?;
    }
    for (person, field, text) in kept.drafts {
        if let Some(known) = room.roster.person_mut(person) {
            known.drafts.insert(field, text);
        }
    }
    Ok(room)
}

/// Decisions by people and by policies of a table, for the teacher: (people, policies).
pub fn authorship(desk: &Desk) -> BTreeMap<NationId, (usize, usize)> {
    let mut counts = BTreeMap::new();
    for taken in &desk.taken {
        let slot: &mut (usize, usize) = counts.entry(taken.seat).or_default();
        if matches!(taken.by, Author::Person(_)) { slot.0 += 1 } else { slot.1 += 1 }
    }
    counts
}
