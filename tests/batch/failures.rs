//! A game over which the program panics fails by itself: the others are what they would have been, and the batch goes on.

use crate::support::{SMALL, plan};
use std::sync::Arc;
use std::sync::atomic::AtomicBool;
use summitry::batch::play::{Failure, Replicates, replicates};
use summitry::batch::records::{Recorder, Spot};
use summitry::batch::tally::Tally;
use summitry::batch::{Batch, chunk};
use summitry::delegations::character::{Adjustment, Character};
use summitry::delegations::hawk;
use summitry::delegations::policy::Leadership;
use summitry::delegations::posture::Outlook;
use summitry::rules::action::Action;
use summitry::rules::observation::Observation;
use summitry::scenario;

const GAMES: u64 = 60;

/// Breaks in the third turn of games whose leader is resolute.
fn breaks(view: &Observation, _: &Outlook, _: &Action) -> Adjustment {
    assert!(view.turn() < 2 || view.own().resolve < 0.6, "a test breaks this game");
    Adjustment::Plain
}

fn breaking() -> Vec<Leadership> {
    vec![Leadership::Fixed(Character { adjust: breaks, ..hawk::CHARACTER })]
}

#[test]
fn the_other_games_are_what_they_would_have_been() {
    let case = scenario::load("steel-safeguard").expect("a shipped scenario");
    let sound = chunk(&case, 3, 0, GAMES, &[Leadership::Fixed(hawk::CHARACTER)], 8);
    let played = chunk(&case, 3, 0, GAMES, &breaking(), 8);
    assert_eq!(played.len() as u64, GAMES);
    let broken = played.iter().filter(|row| row.failure == Some(Failure::Panicked)).count();
    assert!((1..GAMES as usize).contains(&broken), "{broken} games broke");
    for (row, sound) in played.iter().zip(&sound).filter(|(row, _)| row.failure.is_none()) {
        assert_eq!(row, sound);
    }
    assert_eq!(chunk(&case, 3, 0, GAMES, &breaking(), 1), played);
    let stop = AtomicBool::new(false);
    let batch = Batch { case, games: GAMES, seed: 3, leaderships: breaking(), threads: 2, stop: &stop };
    let summary = batch.play(|_| {}).expect("it plays");
    assert_eq!((summary.games, summary.failed, summary.list.len()), (GAMES, broken as u64, broken));
    assert!(summary.list.iter().all(|(game, _)| played[*game as usize].failure == Some(Failure::Panicked)));
}

#[test]
fn a_broken_game_is_listed_with_its_reason_and_command() {
    let plan = plan(SMALL).expect("a sound sweep");
    let (case, _) = plan.case(0).expect("a sound cell");
    let leaderships = breaking();
    let spot = Spot { game: 0, cell: 0, block: 0, replicate: 0, varied: Arc::new(Vec::new()) };
    let mut recorder = Recorder::new(7, &leaderships, spot, true, true);
    let (root, width) = (7, 4);
    let order =
        Replicates { case: &case, leaderships: &leaderships, root, first: 0, count: GAMES, width, recording: true };
    let mut tally = Tally::default();
    for record in replicates(order, &mut recorder) {
        tally.enter(&record.game, || plan.command(0, record.game.spot.replicate));
    }
    assert_eq!(tally.games, GAMES);
    let first = tally.list.first().expect("some game broke");
    assert!(first.why.contains("the program broke"), "{}", first.why);
    let seed = plan.seed(first.game);
    assert!(first.command.starts_with(&format!("summitry run steel-safeguard --seed {seed} ")), "{}", first.command);
}
