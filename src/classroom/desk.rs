//! A table of the class: its game, who acts for which seat, its clock, its messages, and what was done to it.

use crate::classroom::entry::{Author, Sender};
use crate::classroom::pace::Pace;
use crate::delegations::policy::{self, Leadership};
use crate::game::{Game, Input, Leader, built_in};
use crate::language::Language;
use crate::record::{log, words};
use crate::rules::action::Action;
use crate::rules::case::{Case, NationId};
use crate::rules::intervention::Intervention;
use crate::rules::seat::{Occupant, fallback};
use crate::rules::state::{Ask, Phase};
use std::sync::Arc;
use std::time::{Duration, Instant};

/// Decisions that a policy may take in a row before the table is looked at again; far more than a turn holds.
const MOST_IN_A_ROW: usize = 500;

/// A decision with its turn and author.
#[derive(Clone, Debug)]
pub struct Taken {
    /// Turn, from 0.
    pub turn: u16,
    /// Nation.
    pub seat: NationId,
    /// Action.
    pub action: Action,
    /// Who took it.
    pub by: Author,
}

/// Something that came from outside the seats.
#[derive(Clone, Debug)]
struct Outside {
    /// Turn, from 0.
    turn: u16,
    /// Decisions of the table that had been taken before it.
    after: usize,
    what: Intervention,
}

/// A domestic group of a nation, by position.
pub type Group = (NationId, u8);

/// A message at the table.
#[derive(Clone, Debug)]
pub struct Message {
    /// Who wrote it.
    pub from: Sender,
    /// The writer's nation at the time; none for the teacher.
    pub from_seat: Option<NationId>,
    /// Whom it is for; none for the whole table.
    pub to: Option<NationId>,
    /// Text.
    pub text: String,
}

impl Message {
    /// Whether a seat may read it.
    pub fn is_for(&self, seat: NationId) -> bool {
        self.to.is_none_or(|to| to == seat) || self.from_seat == Some(seat)
    }
}

/// A seat of the table.
struct Seat {
    /// Whether anybody belongs to it.
    peopled: bool,
    /// Whether a policy leads it because its people are away.
    stand_in: bool,
    /// The policy that leads it when nobody does.
    policy: Box<dyn Occupant>,
    /// Its name.
    policy_name: &'static str,
}

/// The clock of a step.
#[derive(Clone, Debug, Default)]
struct Clock {
    /// Name of the step that it runs for: another one starts it anew.
    step: Option<String>,
    due: Option<Instant>,
    /// What was left when it was stopped.
    left: Option<Duration>,
}

/// A vote of the people who speak for the home front, on the offer that was made as the so-many-eth decision.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Poll {
    /// Who.
    pub person: u32,
    /// Decisions of the table when it was cast.
    pub decisions: usize,
    /// For it, or against it.
    pub favours: bool,
}

/// A table of the class.
pub struct Desk {
    /// Number, from 0.
    pub number: u16,
    /// The game.
    pub game: Game,
    /// Decisions, in order.
    pub taken: Vec<Taken>,
    /// Messages, in order.
    pub messages: Vec<Message>,
    /// What was done to the table, for everybody to know.
    pub notes: Vec<String>,
    /// Whether its clock stands still.
    pub paused: bool,
    /// Votes of the home front.
    pub polls: Vec<Poll>,
    /// Counts every change of the table.
    pub version: u64,
    case: Arc<Case>,
    seed: u64,
    outside: Vec<Outside>,
    /// Groups whose votes people cast.
    held: Vec<Group>,
    seats: Vec<Seat>,
    clock: Clock,
}

impl Desk {
    /// A table before its first turn.
    pub fn new(case: Arc<Case>, number: u16, seed: u64) -> Desk {
        let seats = case.nation_ids().map(|nation| empty_seat(&case, nation, seed)).collect();
        Desk {
            number,
            game: fresh(&case, seed),
            taken: Vec::new(),
            messages: Vec::new(),
            notes: Vec::new(),
            paused: false,
            polls: Vec::new(),
            version: 0,
            seed,
            outside: Vec::new(),
            held: Vec::new(),
            seats,
            clock: Clock::default(),
            case,
        }
    }

    /// Says which seats have people.
    pub fn set_peopled(&mut self, peopled: impl Fn(NationId) -> bool) {
        for (position, seat) in self.seats.iter_mut().enumerate() {
            seat.peopled = peopled(NationId::at(position));
            // Whoever comes to a seat leads it.
            seat.stand_in &= seat.peopled;
        }
    }

    /// Whether anybody sits at the table; one where nobody does is not played.
    pub fn is_peopled(&self) -> bool {
        self.seats.iter().any(|seat| seat.peopled)
    }

    /// Whether a seat has people.
    pub fn has_people(&self, seat: NationId) -> bool {
        self.seats.get(seat.index()).is_some_and(|seat| seat.peopled)
    }

    /// The policy that leads a seat now, because it is empty or its people are away.
    pub fn led_by(&self, seat: NationId) -> Option<&'static str> {
        let seat = self.seats.get(seat.index())?;
        (seat.stand_in || !seat.peopled).then_some(seat.policy_name)
    }

    /// Whether a policy stands in for people who are away.
    pub fn has_stand_in(&self, seat: NationId) -> bool {
        self.seats.get(seat.index()).is_some_and(|seat| seat.stand_in)
    }

    /// Gives a seat to its policy, or back to its people.
    pub fn set_stand_in(&mut self, seat: NationId, policy: bool) {
        let code = self.case.nation(seat).name.clone();
        if let Some(seat) = self.seats.get_mut(seat.index()) {
            seat.stand_in = policy;
            self.notes.push(if policy {
                format!("The built-in policy “{}” leads {code} while its people are away.", seat.policy_name)
            } else {
                format!("The people of {code} are back and lead it again.")
            });
        }
        self.touch();
    }

    /// Marks that something has changed.
    pub fn touch(&mut self) {
        self.version += 1;
    }

    /// Turn, from 0.
    pub fn turn(&mut self) -> u16 {
        self.game.look(|table| table.game.turn) as u16
    }

    /// Whether the game has been played to its end.
    pub fn is_over(&mut self) -> bool {
        self.game.is_over()
    }

    /// What a seat is asked now.
    pub fn ask(&mut self, seat: NationId) -> Option<Ask> {
        self.game.observe(seat, |view| view.ask())
    }

    /// Submits a decision through the one door.
    ///
    /// # Errors
    /// Why it is not possible now.
    pub fn decide(&mut self, seat: NationId, action: Action, by: Author) -> Result<(), String> {
        let turn = self.turn();
        self.game.submit(seat, action).map_err(|refusal| refusal.0.to_string())?;
        self.game.advance();
        if by == Author::TimeUp || matches!(by, Author::Clock(_)) {
            let how = match &by {
                Author::Clock(name) => format!("the built-in policy “{name}” decided"),
                _ => "its moves were ended".to_string(),
            };
            let note = format!("Turn {}: time was up for {}; {how}.", turn + 1, self.case.nation(seat).name);
            if self.notes.last() != Some(&note) {
                self.notes.push(note);
            }
        }
        self.taken.push(Taken { turn, seat, action, by });
        self.touch();
        Ok(())
    }

    /// What a seat's policy would do now, with the name of the policy.
    fn policy_action(&mut self, seat: NationId, ask: Ask) -> Option<(Action, &'static str)> {
        let occupant = self.seats.get_mut(seat.index())?;
        let name = occupant.policy_name;
        let policy = &mut occupant.policy;
        let action = self.game.observe(seat, |view| {
            let action = policy.decide(view, ask).action;
            Some(if view.check(&action).is_ok() { action } else { fallback(ask) })
        })?;
        Some((action, name))
    }

    /// Lets policies act for the seats that nobody leads, as far as the game goes; what they decided, in order.
    pub fn play_policies(&mut self) -> Vec<Taken> {
        let from = self.taken.len();
        if self.paused || !self.is_peopled() {
            return Vec::new();
        }
        for _ in 0..MOST_IN_A_ROW {
            let next = self.game.up().into_iter().find(|(seat, _)| self.led_by(*seat).is_some());
            let Some((seat, ask)) = next else { break };
            let Some((action, name)) = self.policy_action(seat, ask) else { break };
            if self.decide(seat, action, Author::Policy(name.to_string())).is_err() {
                break;
            }
        }
        self.taken[from..].to_vec()
    }

    /// Decides for every seat that is waited for, because time is up; what was decided, in order.
    ///
    /// Moves that a seat has made stand; a seat that has made none is played by its policy for this turn.
    pub fn time_up(&mut self) -> Vec<Taken> {
        let from = self.taken.len();
        let turn = self.turn();
        for (seat, ask) in self.game.up() {
            if ask == Ask::Posture {
                let moved = self.game.observe(seat, |view| view.moves().next().is_some());
                if moved {
                    let _ = self.decide(seat, Action::EndTurn, Author::TimeUp);
                    continue;
                }
            }
            for _ in 0..MOST_IN_A_ROW {
                let Some((action, name)) = self.policy_action(seat, ask) else { break };
                let by = Author::Clock(name.to_string());
                let ends = ask != Ask::Posture || action == Action::EndTurn;
                if self.decide(seat, action, by).is_err() || ends || self.turn() != turn {
                    break;
                }
            }
        }
        self.taken[from..].to_vec()
    }

    /// Lets policies play every seat to the end of the game; what they decided, in order.
    pub fn play_out(&mut self) -> Vec<Taken> {
        let from = self.taken.len();
        let turns = self.case.calendar.turns.len();
        for _ in 0..turns * MOST_IN_A_ROW {
            let Some((seat, ask)) = self.game.up().into_iter().next() else { break };
            let Some((action, name)) = self.policy_action(seat, ask) else { break };
            if self.decide(seat, action, Author::Policy(name.to_string())).is_err() {
                break;
            }
        }
        if self.taken.len() > from {
            self.notes.push("The class ended before this game: built-in policies played it to its end.".to_string());
        }
        self.taken[from..].to_vec()
    }

    /// Lets something from outside the seats come to the table.
    ///
    /// # Errors
    /// Why it is not possible now.
    pub fn intervene(&mut self, what: Intervention) -> Result<(), String> {
        let (turn, after) = (self.turn(), self.taken.len());
        self.game.take(&Input::Outside(what.clone())).map_err(|refusal| refusal.0.to_string())?;
        self.outside.push(Outside { turn, after, what });
        self.touch();
        Ok(())
    }

    /// Says which domestic groups' votes people cast; the rules cast the others.
    pub fn set_held(&mut self, held: Vec<Group>) {
        self.held = held;
        let now = self.game.look(|table| table.game.held_votes.clone());
        let taken_back = now.iter().filter(|group| !self.held.contains(group)).map(|group| (*group, false));
        let given = self.held.iter().filter(|group| !now.contains(group)).map(|group| (*group, true));
        let changes: Vec<(Group, bool)> = taken_back.chain(given).collect();
        for ((nation, group), held) in changes {
            // Once the game is over nobody votes any more.
            let _ = self.intervene(Intervention::Vote { nation, group, held });
        }
    }

    /// Everything that went into the game, in order.
    pub fn inputs(&self) -> Vec<Input> {
        let mut inputs = Vec::new();
        let mut outside = self.outside.iter().peekable();
        for position in 0..=self.taken.len() {
            while let Some(came) = outside.next_if(|came| came.after <= position) {
                inputs.push(Input::Outside(came.what.clone()));
            }
            inputs.extend(self.taken.get(position).map(|taken| Input::Decision(taken.seat, taken.action)));
        }
        inputs
    }

    /// Makes the decisions anew.
    fn rebuild(&mut self) -> Result<(), String> {
        let inputs = self.inputs();
        let outside = vec![Leader::Outside; self.case.nations.len()];
        self.game = Game::rebuilt(self.case.clone(), self.seed, &outside, &inputs)
            .map_err(|(position, refusal)| format!("input {} cannot be made again: {}", position + 1, refusal.0))?;
        Ok(())
    }

    /// Takes back the last move that a seat has made this turn.
    ///
    /// # Errors
    /// When there is none, or the seat has ended its moves.
    pub fn undo(&mut self, seat: NationId) -> Result<(), String> {
        if self.ask(seat) != Some(Ask::Posture) {
            return Err("a move can be taken back until you have ended your moves".to_string());
        }
        let turn = self.turn();
        let last = self.taken.iter().rposition(|taken| taken.turn == turn && taken.seat == seat);
        let last = last.ok_or("you have made no move this turn")?;
        self.taken.remove(last);
        self.outside.iter_mut().filter(|came| came.after > last).for_each(|came| came.after -= 1);
        self.touch();
        self.rebuild()
    }

    /// Puts the game back to the beginning of a turn.
    ///
    /// # Errors
    /// When the turn has not been reached yet.
    pub fn rewind(&mut self, turn: u16) -> Result<(), String> {
        let now = self.turn();
        if turn > now {
            return Err(format!("turn {} has not been reached; the table is in turn {}", turn + 1, now + 1));
        }
        self.taken.retain(|taken| taken.turn < turn);
        self.outside.retain(|came| came.turn < turn);
        self.rebuild()?;
        self.set_held(self.held.clone());
        for (position, seat) in self.seats.iter_mut().enumerate() {
            seat.policy.begin(self.seed, 0, NationId::at(position).0);
        }
        self.polls.clear();
        self.clock = Clock::default();
        self.notes.push(format!("The teacher put the table back from turn {} to turn {}.", now + 1, turn + 1));
        self.touch();
        Ok(())
    }

    /// Starts the clock anew when the table has come to another step; with nobody waited for it has none.
    pub fn wind(&mut self, pace: &Pace, now: Instant) {
        let waited = self.game.up().into_iter().find(|(seat, _)| self.led_by(*seat).is_none());
        let Some((_, ask)) = waited else {
            self.clock = Clock::default();
            return;
        };
        let step = self.step();
        if self.clock.step.as_ref() == Some(&step) {
            return;
        }
        let limit = match ask {
            Ask::Posture => pace.moves,
            Ask::Talk => pace.word,
            _ => pace.answer,
        };
        let limit = Duration::from_secs(u64::from(limit));
        self.clock = if self.paused {
            Clock { step: Some(step), due: None, left: Some(limit) }
        } else {
            Clock { step: Some(step), due: now.checked_add(limit), left: None }
        };
    }

    /// Stops the clock or lets it run.
    pub fn set_paused(&mut self, paused: bool, now: Instant) {
        if paused && !self.paused {
            self.clock.left = self.clock.due.map(|due| due.saturating_duration_since(now));
            self.clock.due = None;
        } else if !paused && self.paused {
            self.clock.due = self.clock.left.and_then(|left| now.checked_add(left));
            self.clock.left = None;
        }
        self.paused = paused;
        self.touch();
    }

    /// Gives more time for the step in progress.
    pub fn more_time(&mut self, seconds: u32) {
        let more = Duration::from_secs(u64::from(seconds));
        self.clock.due = self.clock.due.and_then(|due| due.checked_add(more));
        self.clock.left = self.clock.left.and_then(|left| left.checked_add(more));
        self.touch();
    }

    /// What is left of the step's time, seconds; none where nobody is waited for.
    pub fn seconds_left(&self, now: Instant) -> Option<u64> {
        let left = self.clock.left.or(self.clock.due.map(|due| due.saturating_duration_since(now)))?;
        Some(left.as_secs())
    }

    /// Whether the step's time is up.
    pub fn is_time_up(&self, now: Instant) -> bool {
        !self.paused && self.clock.due.is_some_and(|due| due <= now)
    }

    /// Names what the table waits for; whoever decides says it, so that nobody answers a question that is no longer asked.
    pub fn step(&mut self) -> String {
        match self.game.up().first() {
            Some((_, Ask::Posture)) => format!("turn-{}", self.turn()),
            // Votes come side by side as moves do: the vote of one seat does not outdate the page of another.
            Some((_, Ask::Vote(_))) => format!("vote-{}", self.turn()),
            _ => format!("word-{}", self.taken.len()),
        }
    }

    /// The seats that people lead and the table waits for.
    pub fn waits_for(&mut self) -> Vec<(NationId, Ask)> {
        self.game.up().into_iter().filter(|(seat, _)| self.led_by(*seat).is_none()).collect()
    }

    /// Votes of the home front of a seat on what is on the table now.
    pub fn polls_now(&self, members: &[u32]) -> Vec<Poll> {
        let now = self.taken.len();
        self.polls.iter().filter(|poll| poll.decisions == now && members.contains(&poll.person)).copied().collect()
    }

    /// Takes a vote of the home front; a later one of the same person replaces it.
    pub fn poll(&mut self, person: u32, favours: bool) {
        let decisions = self.taken.len();
        self.polls.retain(|poll| poll.person != person || poll.decisions != decisions);
        self.polls.push(Poll { person, decisions, favours });
        self.touch();
    }

    /// Whether the game is at a stage where turns are still played.
    pub fn phase(&mut self) -> Option<Phase> {
        self.game.look(|table| Some(table.game.phase))
    }

    /// The log of the game, which `summitry replay` verifies.
    pub fn log(&mut self, scenario: &str) -> Vec<log::Line> {
        let leaders = self
            .case
            .nation_ids()
            .map(|nation| {
                let by_people =
                    self.taken.iter().any(|taken| taken.seat == nation && !matches!(taken.by, Author::Policy(_)));
                match self.seats.get(nation.index()).and_then(|seat| policy::by_name(seat.policy_name)) {
                    Some(character) if !by_people => Leader::BuiltIn(Leadership::Fixed(*character)),
                    _ => Leader::Outside,
                }
            })
            .collect();
        self.game.credit(leaders);
        log::lines(&mut self.game, scenario, None)
    }

    /// A decision in words.
    pub fn in_words(&self, taken: &Taken) -> String {
        words::write(&self.case, taken.seat, &taken.action)
    }

    /// The scenario.
    pub fn case(&self) -> &Arc<Case> {
        &self.case
    }
}

fn fresh(case: &Arc<Case>, seed: u64) -> Game {
    let mut game = Game::new(case.clone(), seed, &vec![Leader::Outside; case.nations.len()]);
    game.advance();
    game
}

fn empty_seat(case: &Arc<Case>, nation: NationId, seed: u64) -> Seat {
    let character = policy::drawn(case, nation, Leadership::Mixed, seed, 0);
    Seat {
        peopled: false,
        stand_in: false,
        policy: built_in(case, nation, Leadership::Fixed(character), seed, 0),
        policy_name: character.name,
    }
}

/// What a seat is asked, in a few words.
pub fn asked(say: &Language, ask: Ask) -> String {
    say.text(match ask {
        Ask::Posture => "class-asked-moves",
        Ask::Talk => "class-asked-word",
        Ask::Settle(_) => "class-asked-settle",
        Ask::Attend => "class-asked-attend",
        Ask::Comply(_) => "class-asked-comply",
        Ask::Vote(_) => "class-asked-vote",
    })
}
