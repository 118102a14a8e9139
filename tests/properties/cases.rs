//! The scenarios that the properties are tried on, and games that have been taken to some point.

use std::sync::{Arc, LazyLock};
use summitry::delegations::policy::{self, Leadership};
use summitry::game::{Game, Leader};
use summitry::rules::action::Action;
use summitry::rules::case::{Case, NationId};
use summitry::scenario;
use summitry::scenario::source::Texts;

const DUEL: [(&str, &str); 9] = [
    ("scenario.toml", include_str!("duel/scenario.toml")),
    ("briefings/situation.md", include_str!("duel/briefings/situation.md")),
    ("briefings/ALP.md", include_str!("duel/briefings/ALP.md")),
    ("briefings/BET.md", include_str!("duel/briefings/BET.md")),
    ("economy/dataset.toml", include_str!("duel/economy/dataset.toml")),
    ("economy/regions.csv", include_str!("duel/economy/regions.csv")),
    ("economy/sectors.csv", include_str!("duel/economy/sectors.csv")),
    ("economy/flows.csv", include_str!("duel/economy/flows.csv")),
    ("economy/production.csv", include_str!("duel/economy/production.csv")),
];

/// The files of the duel.
pub fn duel_texts() -> Texts {
    DUEL.iter().map(|(path, text)| (path.to_string(), text.to_string())).collect()
}

/// Compiles a scenario from its files, which must have no mistakes.
pub fn compiled(id: &str, texts: &Texts) -> Arc<Case> {
    match scenario::library::compile_texts(id, texts) {
        Ok(case) => Arc::new(case),
        Err(problems) => {
            let lines: Vec<String> = problems.iter().map(ToString::to_string).collect();
            panic!("{id}:\n{}", lines.join("\n"))
        }
    }
}

static ALL: LazyLock<Vec<Arc<Case>>> = LazyLock::new(|| {
    let shipped = scenario::source::shipped_scenarios();
    assert!(!shipped.is_empty(), "the program carries no scenario");
    let mut cases = vec![compiled("duel", &duel_texts())];
    for name in shipped {
        let (id, texts) = scenario::source::scenario(&name).expect("a shipped scenario is there");
        cases.push(compiled(&id, &texts));
    }
    cases
});

/// The duel, then every shipped scenario; compiled once.
pub fn all() -> &'static [Arc<Case>] {
    &ALL
}

/// The scenario of two like nations and a bystander.
pub fn duel() -> &'static Arc<Case> {
    &ALL[0]
}

/// The same policy for every seat.
pub fn everybody(case: &Case, name: &str) -> Vec<Leadership> {
    let character = policy::by_name(name).expect("a built-in policy");
    vec![Leadership::Fixed(*character); case.nations.len()]
}

/// A recorded game that built-in policies have played to its end.
pub fn finished(case: &Arc<Case>, seed: u64, leaderships: &[Leadership]) -> Game {
    let leaders: Vec<Leader> = leaderships.iter().map(|leadership| Leader::BuiltIn(*leadership)).collect();
    let mut game = Game::new(case.clone(), seed, &leaders);
    game.advance();
    assert!(game.is_over());
    game
}

/// A game with nobody but the test in its seats, waiting for the first decision.
pub fn open_game(case: &Arc<Case>, seed: u64) -> Game {
    let mut game = Game::new(case.clone(), seed, &vec![Leader::Outside; case.nations.len()]);
    game.advance();
    game
}

/// A small source of numbers for choosing among moves, so that a failing case is reproduced by its seed.
pub struct Choices(u64);

impl Choices {
    /// Choices that follow from a seed (SplitMix64; Steele, Lea & Flood 2014).
    pub fn new(seed: u64) -> Self {
        Choices(seed)
    }

    /// A whole number below `limit`, which must be positive.
    pub fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        ((mixed ^ (mixed >> 31)) % limit as u64) as usize
    }

    /// One of a list.
    pub fn of<T: Copy>(&mut self, list: &[T]) -> T {
        list[self.below(list.len())]
    }
}

/// What is to come of a decision that was visited.
pub enum Then {
    /// A move of the menu is drawn.
    Draw,
    /// The visitor has decided itself.
    Decided,
    /// Enough has been seen.
    Stop,
}

/// Plays by chance from the menus and calls `visit` before every decision, until the game ends or `visit` has seen enough.
///
/// Ends a turn's moves every third time, so that games get on.
pub fn wander(game: &mut Game, choices: &mut Choices, mut visit: impl FnMut(&mut Game, NationId, &[Action]) -> Then) {
    while let Some((seat, _)) = game.waiting() {
        let menu = game.legal(seat);
        assert!(!menu.is_empty(), "a seat is asked, and nothing is legal");
        match visit(game, seat, &menu) {
            Then::Draw => {
                let last = menu[menu.len() - 1];
                let action = if last == Action::EndTurn && choices.below(3) == 0 { last } else { choices.of(&menu) };
                let outcome = game.submit(seat, action);
                assert_eq!(outcome, Ok(()), "{action:?} was on the menu");
            }
            Then::Decided => {}
            Then::Stop => return,
        }
        game.advance();
    }
}
