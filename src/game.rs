//! The façade that every front end uses: one game, its seats, and the one door for decisions.

use crate::delegations::policy::{BuiltIn, Leadership};
use crate::rules::action::Action;
use crate::rules::case::{Case, NationId, Nations};
use crate::rules::event::{Event, Fact};
use crate::rules::intervention::{self, Intervention};
use crate::rules::legal::Refusal;
use crate::rules::observation::Observation;
use crate::rules::random::{Purpose, Stream};
use crate::rules::reason::Reasons;
use crate::rules::seat::Occupant;
use crate::rules::state::{Ask, Phase, Table};
use crate::rules::{digest, opening, turn};
use crate::world::lanes::Lanes;
use std::sync::Arc;

/// Who leads a seat.
#[derive(Clone, Copy, Debug)]
pub enum Leader {
    /// Somebody outside, who submits actions.
    Outside,
    /// A built-in policy.
    BuiltIn(Leadership),
}

/// What goes into a game and decides its course, beside scenario and seed.
#[derive(Clone, Debug, PartialEq)]
pub enum Input {
    /// A decision of a seat.
    Decision(NationId, Action),
    /// Something from outside the seats.
    Outside(Intervention),
}

/// A game in progress.
pub struct Game {
    case: Arc<Case>,
    lanes: Lanes,
    seed: u64,
    leaders: Vec<Leader>,
    /// Fingerprint at the end of each turn played.
    digests: Vec<u64>,
}

impl Game {
    /// Sets up a game, ready for its first turn; `leaders` by nation, with every event recorded.
    pub fn new(case: Arc<Case>, seed: u64, leaders: &[Leader]) -> Game {
        let mut lanes = Lanes::new(case.clone(), 1);
        let game_case = case.clone();
        lanes.each(|table, seats| {
            opening::set(table, seed, 0, true);
            seats.0 = game_case
                .nation_ids()
                .map(|nation| match leaders.get(nation.index()) {
                    Some(Leader::Outside) => None,
                    Some(Leader::BuiltIn(leadership)) => Some(built_in(&game_case, nation, *leadership, seed, 0)),
                    None => Some(built_in(&game_case, nation, Leadership::Mixed, seed, 0)),
                })
                .collect();
        });
        let leaders = case
            .nation_ids()
            .map(|nation| leaders.get(nation.index()).copied().unwrap_or(Leader::BuiltIn(Leadership::Mixed)))
            .collect();
        Game { case, lanes, seed, leaders, digests: Vec::new() }
    }

    /// Builds a game again from decisions of the seats that are led from outside and from what came from outside the seats, in
    /// order, and runs it as far as they go.
    ///
    /// Everything else follows from scenario, seed and leaders: this is how a game is resumed, a move undone, a day looked back at.
    ///
    /// # Errors
    /// The position of the first input that is not legal where it stands, and why.
    pub fn rebuilt(case: Arc<Case>, seed: u64, leaders: &[Leader], inputs: &[Input]) -> Result<Game, (usize, Refusal)> {
        let mut game = Game::new(case, seed, leaders);
        game.advance();
        for (position, input) in inputs.iter().enumerate() {
            game.take(input).map_err(|refusal| (position, refusal))?;
        }
        Ok(game)
    }

    /// Takes an input and runs the game as far as it goes.
    ///
    /// # Errors
    /// Why it is not legal now; nothing has changed then.
    pub fn take(&mut self, input: &Input) -> Result<(), Refusal> {
        match input {
            Input::Decision(seat, action) => self.submit(*seat, *action)?,
            Input::Outside(intervention) => self.intervene(intervention)?,
        }
        self.advance();
        Ok(())
    }

    /// Gives every seat to a built-in policy from here on and draws the world's chance afresh: another continuation for each
    /// `index`, which must not be 0 (the game itself).
    pub fn hand_over(&mut self, leaderships: &[Leadership], index: u64) {
        let (case, seed) = (self.case.clone(), self.seed);
        self.lanes.each(|table, seats| {
            table.game.chance = Stream::new(seed, index, 0, Purpose::World);
            table.game.votes = Stream::new(seed, index, 0, Purpose::Ratification);
            seats.0 = case
                .nation_ids()
                .map(|nation| {
                    let leadership = leaderships.get(nation.index()).copied().unwrap_or(Leadership::Mixed);
                    Some(built_in(&case, nation, leadership, seed, index))
                })
                .collect();
        });
        self.leaders = leaderships.iter().copied().map(Leader::BuiltIn).collect();
    }

    /// Root seed.
    pub fn seed(&self) -> u64 {
        self.seed
    }

    /// Names who led the seats of a game that is rebuilt from its log, where every decision comes from outside.
    pub fn credit(&mut self, leaders: Vec<Leader>) {
        self.leaders = leaders;
    }

    /// Who leads each seat.
    pub fn leaders(&self) -> &[Leader] {
        &self.leaders
    }

    /// Every decision so far and everything that came from outside the seats, in order.
    pub fn inputs(&mut self) -> Vec<Input> {
        self.timed_inputs().into_iter().map(|(_, input)| input).collect()
    }

    /// The same, each with its turn, from 0.
    pub fn timed_inputs(&mut self) -> Vec<(u16, Input)> {
        self.look(|table| {
            let input = |event: &Event| match event.fact {
                Fact::Decided(seat, action, _) => Some((event.turn, Input::Decision(seat, action))),
                Fact::Intervened(what) => Some((event.turn, Input::Outside(what.again(&table.game.news)?))),
                _ => None,
            };
            table.game.events.iter().filter_map(input).collect()
        })
    }

    /// A copy of the game as it stands, with empty seats and without the record of what happened.
    pub fn branched(&mut self) -> Game {
        let mut branch = Game {
            case: self.case.clone(),
            lanes: Lanes::new(self.case.clone(), 1),
            seed: self.seed,
            leaders: self.leaders.clone(),
            digests: self.digests.clone(),
        };
        self.lanes.each(|from, _| branch.lanes.each(|to, _| to.copy_from(from)));
        branch
    }

    /// The scenario.
    pub fn case(&self) -> &Arc<Case> {
        &self.case
    }

    /// Runs until somebody outside has to decide, or the game is over.
    pub fn advance(&mut self) {
        loop {
            let before = self.look(|table| (table.game.turn, table.game.phase));
            if before.1 == Phase::Over {
                return;
            }
            self.lanes.turn();
            let (after, digest) = self.look(|table| ((table.game.turn, table.game.phase), digest::of(table)));
            if after.0 > before.0 {
                self.digests.push(digest);
            } else {
                return;
            }
        }
    }

    /// Gives the state to `read`. Front ends that act for a seat use [`Game::observe`].
    pub fn look<R: Default>(&mut self, read: impl FnOnce(&mut Table) -> R) -> R {
        let mut read = Some(read);
        let mut answer = R::default();
        self.lanes.each(|table, _| {
            if let Some(read) = read.take() {
                answer = read(table);
            }
        });
        answer
    }

    /// Gives what a seat may know to `read`.
    pub fn observe<R: Default>(&mut self, seat: NationId, read: impl FnOnce(&Observation) -> R) -> R {
        self.look(|table| read(&Observation::new(table, seat)))
    }

    /// The seat that is waited for, and what it is asked.
    pub fn waiting(&mut self) -> Option<(NationId, Ask)> {
        self.look(|table| table.game.waiting.first().copied())
    }

    /// Every seat that may decide now: all that have not ended their moves of a turn, else the one that is waited for.
    pub fn up(&mut self) -> Vec<(NationId, Ask)> {
        self.look(|table| {
            let seats: Vec<NationId> = table.game.waiting.iter().map(|(seat, _)| *seat).collect();
            let mut up: Vec<(NationId, Ask)> =
                seats.into_iter().filter_map(|seat| table.game.up(seat).map(|ask| (seat, ask))).collect();
            up.dedup();
            up
        })
    }

    /// Whether the game is over.
    pub fn is_over(&mut self) -> bool {
        self.lanes.all_over()
    }

    /// The usual legal actions of the seat that is up.
    pub fn legal(&mut self, seat: NationId) -> Vec<Action> {
        self.observe(seat, |view| {
            let mut actions = Vec::new();
            view.menu(&mut actions);
            actions
        })
    }

    /// The one door: submits a decision; an illegal one is refused with the reason and changes nothing.
    ///
    /// # Errors
    /// The reason why the action is not legal now.
    pub fn submit(&mut self, seat: NationId, action: Action) -> Result<(), Refusal> {
        let outcome = self.look(|table| {
            let day = table.today();
            let outcome = turn::submit(table, seat, action);
            if outcome.is_ok() {
                table.note(day, Nations::of([seat]), Fact::Decided(seat, action, Reasons::NONE));
            }
            Some(outcome)
        });
        outcome.unwrap_or(Ok(()))
    }

    /// The door for what comes from outside the seats; what is not possible is refused with the reason and changes nothing.
    ///
    /// # Errors
    /// Why it is not possible now.
    pub fn intervene(&mut self, intervention: &Intervention) -> Result<(), Refusal> {
        self.look(|table| Some(intervention::apply(table, intervention))).unwrap_or(Ok(()))
    }

    /// Everything that happened, in order.
    pub fn events(&mut self) -> Vec<Event> {
        self.look(|table| table.game.events.clone())
    }

    /// Fingerprint at the end of each turn played so far.
    pub fn digests(&self) -> &[u64] {
        &self.digests
    }
}

/// A built-in occupant that has taken its seat.
pub fn built_in(
    case: &Arc<Case>,
    nation: NationId,
    leadership: Leadership,
    seed: u64,
    index: u64,
) -> Box<dyn Occupant> {
    let mut occupant = BuiltIn::new(case.clone(), nation, leadership);
    occupant.begin(seed, index, nation.0);
    Box::new(occupant)
}
