//! The built-in policies by name, and the occupant that plays one.

use crate::delegations::character::Character;
use crate::delegations::lookahead::Lookahead;
use crate::delegations::{
    brinkman, dove, hawk, legalist, posture, pragmatist, random, resolve, strategist, table, tit_for_tat,
};
use crate::rules::case::{Case, NationId};
use crate::rules::observation::Observation;
use crate::rules::random::{Purpose, Stream};
use crate::rules::seat::{Decision, Occupant, fallback};
use crate::rules::state::Ask;

/// Every built-in policy.
pub const ALL: [&Character; 10] = [
    &hawk::CHARACTER,
    &dove::CHARACTER,
    &tit_for_tat::CHARACTER,
    &brinkman::CHARACTER,
    &legalist::CHARACTER,
    &pragmatist::CHARACTER,
    &random::CHARACTER,
    &strategist::NOVICE,
    &strategist::SEASONED,
    &strategist::MASTER,
];

/// A policy by name.
pub fn by_name(name: &str) -> Option<&'static Character> {
    ALL.into_iter().find(|character| character.name == name)
}

/// Names of the policies.
pub fn names() -> Vec<&'static str> {
    ALL.iter().map(|character| character.name).collect()
}

/// Who leads a seat.
#[derive(Clone, Copy, Debug)]
pub enum Leadership {
    /// Drawn per game from the scenario's mix for the nation.
    Mixed,
    /// Always this policy.
    Fixed(Character),
}

/// The policy that leads a seat in a game.
pub fn drawn(case: &Case, nation: NationId, leadership: Leadership, seed: u64, game: u64) -> Character {
    if let Leadership::Fixed(character) = leadership {
        return character;
    }
    let mix = &case.nation(nation).policies;
    let mut chance = Stream::new(seed, game, nation.0, Purpose::Policy);
    let position = chance.weighted(mix.iter().map(|(_, weight)| *weight));
    *position.and_then(|position| by_name(&mix[position].0)).unwrap_or(&pragmatist::CHARACTER)
}

/// A seat led by a built-in policy.
pub struct BuiltIn {
    leadership: Leadership,
    /// The scenario, for the draw of the mix.
    case: std::sync::Arc<Case>,
    nation: NationId,
    character: Character,
    chance: Stream,
    agenda: posture::Agenda,
    /// What it imagines, for a character that looks ahead.
    lookahead: Option<Box<Lookahead>>,
}

impl BuiltIn {
    /// An occupant for a nation's seat.
    pub fn new(case: std::sync::Arc<Case>, nation: NationId, leadership: Leadership) -> Self {
        let chance = Stream::new(0, 0, nation.0, Purpose::Seat);
        BuiltIn {
            leadership,
            case,
            nation,
            character: pragmatist::CHARACTER,
            chance,
            agenda: posture::Agenda::default(),
            lookahead: None,
        }
    }

    /// Leads the seat of an imagined game from where it stands; whoever looks ahead is not imagined to do so.
    pub(super) fn lead(&mut self, leadership: Leadership, draw: u64) {
        self.leadership = leadership;
        self.character = Character { foresight: 0.0, ..drawn(&self.case, self.nation, leadership, draw, 0) };
        self.chance = Stream::new(draw, 0, self.nation.0, Purpose::Seat);
        self.agenda.clear();
    }
}

impl Occupant for BuiltIn {
    fn begin(&mut self, seed: u64, game: u64, seat: u8) {
        self.nation = NationId(seat);
        self.character = drawn(&self.case, self.nation, self.leadership, seed, game);
        self.chance = Stream::new(seed, game, seat, Purpose::Seat);
        self.agenda.clear();
        if self.character.foresight >= 1.0 {
            let chance = Stream::new(seed, game, seat, Purpose::Foresight);
            let (case, nation) = (self.case.clone(), self.nation);
            let lookahead =
                self.lookahead.get_or_insert_with(|| Box::new(Lookahead::new(case, nation, chance.clone())));
            lookahead.begin(seed, game, chance);
        }
    }

    fn decide(&mut self, view: &Observation, ask: Ask) -> Decision {
        let budget = self.character.foresight;
        if let Some(lookahead) = self.lookahead.as_mut().filter(|_| budget >= 1.0) {
            return lookahead.decide(view, ask, budget as usize);
        }
        match ask {
            Ask::Posture => self.agenda.decide(view, &self.character, &mut self.chance),
            Ask::Talk => table::decide(view, &self.character, &mut self.chance),
            Ask::Settle(position) => resolve::settle(view, &self.character, &mut self.chance, position as usize),
            Ask::Attend => resolve::attend(view, &self.character, &mut self.chance),
            Ask::Comply(position) => resolve::comply(view, &self.character, &mut self.chance, position as usize),
            // A group at home is not the delegation's to command.
            Ask::Vote(_) => Decision::plain(fallback(ask)),
        }
    }
}
