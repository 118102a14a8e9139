//! A game told as a reader of the news would read it: sorted by day, in sentences, with routine things condensed.

mod meeting;
mod sentence;

pub use sentence::{Voice, commitment, deed};

use crate::record::names;
use crate::rules::case::*;
use crate::rules::event::{Event, Fact};
use crate::rules::observation::Observation;
use crate::rules::state::{Agreement, Commitment, End, Table};
use std::ops::Range;
use std::sync::Arc;

/// What is known of a game's past: by everybody together, or by one seat.
pub struct Chronicle {
    /// The scenario.
    pub case: Arc<Case>,
    /// Events in order.
    pub events: Vec<Event>,
    /// The ledger by position; none for what the seat does not know of.
    pub commitments: Vec<Option<Commitment>>,
    /// Agreements by position.
    pub agreements: Vec<Agreement>,
    /// News in somebody's own words that came from outside the seats, in order.
    pub news: Vec<String>,
    /// Whose view it is; none for the whole truth.
    pub seat: Option<NationId>,
}

/// A sentence of a story.
#[derive(Clone, Debug, PartialEq)]
pub struct Item {
    /// Day.
    pub day: i32,
    /// Whether it is not public.
    pub private: bool,
    /// The sentence.
    pub text: String,
    /// What follows it, indented.
    pub details: Vec<String>,
}

/// How a story is told.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Telling {
    /// Every offer at every table, instead of where each party began and ended.
    pub offers: bool,
}

impl Chronicle {
    /// The whole truth about a game.
    pub fn of(case: &Arc<Case>, table: &Table) -> Chronicle {
        Chronicle {
            case: case.clone(),
            events: table.game.events.clone(),
            commitments: table.game.commitments.iter().copied().map(Some).collect(),
            agreements: table.game.agreements.clone(),
            news: table.game.news.clone(),
            seat: None,
        }
    }

    /// What a seat knows.
    pub fn known(case: &Arc<Case>, view: &Observation) -> Chronicle {
        let known: Vec<(usize, Commitment)> = view.commitments().map(|(position, known)| (position, *known)).collect();
        let length = known.last().map_or(0, |(position, _)| position + 1);
        let mut commitments = vec![None; length];
        for (position, commitment) in known {
            commitments[position] = Some(commitment);
        }
        Chronicle {
            case: case.clone(),
            events: view.events().copied().collect(),
            commitments,
            agreements: view.agreements().to_vec(),
            news: view.outside_news().to_vec(),
            seat: Some(view.seat()),
        }
    }

    /// The story of the events from a position on, sorted by day.
    pub fn tell_from(&self, from: usize, telling: Telling) -> Vec<Item> {
        self.tell(from.min(self.events.len())..self.events.len(), telling)
    }

    /// The story of one event, alone.
    pub fn tell_one(&self, position: usize, telling: Telling) -> Vec<Item> {
        let end = self.events.len();
        self.tell(position.min(end)..(position + 1).min(end), telling)
    }

    /// The story of a turn.
    pub fn tell_turn(&self, turn: u16, telling: Telling) -> Vec<Item> {
        let from = self.events.iter().position(|event| event.turn >= turn).unwrap_or(self.events.len());
        let until = self.events.iter().position(|event| event.turn > turn).unwrap_or(self.events.len());
        self.tell(from..until, telling)
    }

    /// Whether a change of a measure carries out or keeps a commitment whose end comes later in the turn.
    fn is_told_with_word(&self, events: &[Event], change: &Event) -> bool {
        let Fact::MeasureSet(measure, _, level) = change.fact else { return false };
        events.iter().take_while(|event| event.turn == change.turn).any(|event| match event.fact {
            Fact::CommitmentEnded(position, End::Executed | End::Met) => {
                let known = self.commitments.get(usize::from(position)).copied().flatten();
                known.is_some_and(|known| known.measure == measure && known.level == level)
            }
            _ => false,
        })
    }

    /// Levels of the measures before an event, and what was announced.
    fn levels_before(&self, from: usize) -> Standing {
        let mut standing = Standing::opening(&self.case);
        for event in self.events.iter().take(from) {
            standing.follow(&self.case, event);
        }
        standing
    }

    fn tell(&self, range: Range<usize>, telling: Telling) -> Vec<Item> {
        let mut standing = self.levels_before(range.start);
        let start = range.start;
        let events = &self.events[range];
        let mut items = Vec::new();
        let mut condensed = Condensed::default();
        let (mut turn, mut earliest, mut at_table) = (u16::MAX, i32::MIN, None);
        let held: Vec<ChannelId> = events
            .iter()
            .filter_map(|event| match event.fact {
                Fact::MeetingBegan(channel) => Some(channel),
                _ => None,
            })
            .collect();
        for (position, event) in events.iter().enumerate() {
            if event.turn != turn {
                (turn, earliest, at_table) = (event.turn, i32::MIN, None);
            }
            let day = event.day.max(earliest);
            match event.fact {
                // What follows from talks follows them in time, whatever day the rules book it on.
                Fact::MeetingBegan(channel) => {
                    at_table = Some((channel, position));
                    earliest = day;
                }
                Fact::Attended(..) => earliest = day,
                _ => {}
            }
            if let Fact::MeetingEnded(channel, closing) = event.fact {
                let began = at_table.take().map_or(position, |(_, began)| began);
                items.push(self.meeting(
                    start + began..start + position + 1,
                    channel,
                    closing,
                    earliest.max(day),
                    telling,
                ));
            } else if at_table.is_some()
                && matches!(
                    event.fact,
                    Fact::MeetingBegan(_)
                        | Fact::Offered(..)
                        | Fact::AskedPrice(..)
                        | Fact::Accepted(..)
                        | Fact::Signed(_)
                )
            {
                // Told with the meeting.
            } else if let Fact::MeetingAgreed(_, channel, _) = event.fact
                && held.contains(&channel)
            {
                // Told when it is held.
            } else if self.is_told_with_word(&events[position..], event) {
                // Told with the threat that it carries out, or the promise that it keeps.
            } else if !condensed.take(self, day, event)
                && let Some(text) = self.sentence(&standing, &event.fact)
            {
                items.push(Item { day, private: event.audience != Nations::ALL, text, details: Vec::new() });
            }
            standing.follow(&self.case, event);
        }
        // Talks that are still going on.
        if let Some((channel, began)) = at_table {
            let item = self.meeting_so_far(start + began..start + events.len(), channel, earliest, telling);
            items.push(item);
        }
        items.extend(condensed.items(self));
        items.sort_by_key(|item| item.day);
        items.dedup();
        items
    }
}

/// Levels in force and announced, as the events so far make them.
struct Standing {
    levels: [u8; MAX_MEASURES],
    announced: [Option<u8>; MAX_MEASURES],
}

impl Standing {
    fn opening(case: &Case) -> Standing {
        let mut standing = Standing { levels: [0; MAX_MEASURES], announced: [None; MAX_MEASURES] };
        for (position, measure) in case.measures.iter().enumerate().take(MAX_MEASURES) {
            standing.levels[position] = measure.start;
            standing.announced[position] = measure.scheduled.map(|(level, _)| level);
        }
        standing
    }

    fn follow(&mut self, case: &Case, event: &Event) {
        match event.fact {
            Fact::Scheduled(id, level, _) => self.announced[id.index()] = Some(level),
            Fact::Invested(id, level, _) => self.announced[id.index()] = Some(level),
            Fact::MeasureSet(id, _, level) => {
                self.levels[id.index()] = level;
                self.announced[id.index()] = None;
            }
            Fact::Suspended(id, _) | Fact::Withdrawn(id, _) => {
                self.levels[id.index()] = case.measure(id).mildest;
                self.announced[id.index()] = None;
            }
            _ => {}
        }
    }
}

/// Routine courtesies and requests of a day, told in one sentence each.
#[derive(Default)]
struct Condensed {
    warm: Vec<(i32, NationId, NationId)>,
    asked: Vec<(i32, NationId, ChannelId, i32)>,
    agreed: Vec<(i32, NationId, ChannelId, i32)>,
    overtaken: Vec<(i32, Commitment)>,
}

impl Condensed {
    /// Takes an event that is told with others of its kind; the two leaders' words to each other are news of their own.
    fn take(&mut self, chronicle: &Chronicle, day: i32, event: &Event) -> bool {
        let case = &chronicle.case;
        match event.fact {
            Fact::Reassured(by, to) if !(case.is_principal(by) && case.is_principal(to)) => {
                self.warm.push((day, by, to));
                true
            }
            Fact::MeetingAsked(by, channel, when) => {
                self.asked.push((day, by, channel, when));
                true
            }
            Fact::MeetingAgreed(by, channel, when) if case.channels[channel.index()].level != Level::BackChannel => {
                self.agreed.push((day, by, channel, when));
                true
            }
            Fact::CommitmentEnded(position, End::Expired) => {
                let known = chronicle.commitments.get(usize::from(position)).copied().flatten();
                self.overtaken.extend(known.map(|known| (day, known)));
                true
            }
            _ => false,
        }
    }

    fn items(self, chronicle: &Chronicle) -> Vec<Item> {
        let case = &chronicle.case;
        let mut days: Vec<i32> = self
            .warm
            .iter()
            .map(|entry| entry.0)
            .chain(self.asked.iter().chain(&self.agreed).map(|entry| entry.0))
            .collect();
        days.sort_unstable();
        days.dedup();
        let mut items = Vec::new();
        for day in days {
            let warm: Vec<(NationId, NationId)> =
                self.warm.iter().filter(|entry| entry.0 == day).map(|entry| (entry.1, entry.2)).collect();
            if let Some(text) = courtesies(case, &warm) {
                items.push(Item { day, private: false, text, details: Vec::new() });
            }
            let overtaken: Vec<String> = self
                .overtaken
                .iter()
                .filter(|entry| entry.0 == day)
                .map(|(_, known)| {
                    let (by, level) = (names::nation(case, known.by), names::level(case, known.measure, known.level));
                    format!("{by} on {} at {level}", case.measure(known.measure).name)
                })
                .collect();
            if !overtaken.is_empty() {
                let text = format!("Events overtake words given earlier: {}.", overtaken.join("; "));
                items.push(Item { day, private: false, text, details: Vec::new() });
            }
            if let Some(text) = diary(case, &self.asked, day, "Asked for") {
                items.push(Item { day, private: true, text, details: Vec::new() });
            }
            if let Some(text) = diary(case, &self.agreed, day, "Agreed") {
                items.push(Item { day, private: false, text, details: Vec::new() });
            }
        }
        items
    }
}

/// The meetings of a list that were asked for or agreed on a day, in one line.
fn diary(case: &Case, list: &[(i32, NationId, ChannelId, i32)], day: i32, title: &str) -> Option<String> {
    let entries: Vec<String> = list
        .iter()
        .filter(|entry| entry.0 == day)
        .map(|(_, by, channel, when)| {
            let line = &case.channels[channel.index()];
            let others = names::nations(case, line.members.without(*by).iter());
            let (talks, by) = (names::talks(line.level).0, names::nation(case, *by));
            format!("{talks} of {by} with {others} on {}", names::day(case, *when))
        })
        .collect();
    (!entries.is_empty()).then(|| format!("{title}: {}.", entries.join("; ")))
}

fn courtesies(case: &Case, warm: &[(NationId, NationId)]) -> Option<String> {
    let speakers = Nations::of(warm.iter().map(|(by, _)| *by));
    let addressed = Nations::of(warm.iter().map(|(_, to)| *to));
    if warm.is_empty() {
        return None;
    }
    if speakers == addressed && speakers.len() > 1 {
        return Some(format!("{} exchange warm words.", names::capital(&names::nations(case, speakers.iter()))));
    }
    let parts: Vec<String> = speakers
        .iter()
        .map(|by| {
            let to = names::nations(case, warm.iter().filter(|(speaker, _)| *speaker == by).map(|(_, to)| *to));
            format!("{} speaks warmly of {to}", names::nation(case, by))
        })
        .collect();
    Some(format!("{}.", names::capital(&parts.join("; "))))
}
