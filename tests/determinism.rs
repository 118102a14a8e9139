//! The same scenario, seed and actions give the same bits: alone, in any batch, thread count, number of lanes or chunking, as a
//! plain loop without an ECS, and from the log.

use plain::PlainGame;
use proptest::prelude::*;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;
use summitry::batch::{Batch, chunk};
use summitry::delegations::policy::Leadership;
use summitry::game::{Game, Input, Leader, built_in};
use summitry::record::log;
use summitry::rules::case::{Case, NationId};
use summitry::rules::digest;
use summitry::rules::event::Fact;
use summitry::rules::random::replicate_seed;
use summitry::scenario;

const SCENARIOS: [&str; 2] = ["rare-earths-2025", "steel-safeguard"];

fn load(name: &str) -> Arc<Case> {
    scenario::load(name).expect("a shipped scenario")
}

#[path = "../benches/plain/mod.rs"]
mod plain;

#[test]
fn a_plain_loop_and_lanes_of_a_world_agree() {
    for name in SCENARIOS {
        let case = load(name);
        let seats = case.nation_ids().map(|nation| built_in(&case, nation, Leadership::Mixed, 11, 0)).collect();
        let mut plain = PlainGame::new(case.clone(), seats);
        for row in chunk(&case, 11, 0, 24, &[], 5) {
            plain.begin(replicate_seed(11, row.index), 0);
            let digest = plain.play(digest::of);
            assert_eq!(row.digest, digest, "{name}, game {}", row.index);
        }
    }
}

#[test]
fn threads_do_not_matter() {
    for name in SCENARIOS {
        let case = load(name);
        let stop = AtomicBool::new(false);
        let play = |threads| {
            Batch { case: case.clone(), games: 300, seed: 5, leaderships: Vec::new(), threads, stop: &stop }
                .play(|_| {})
                .expect("it plays")
        };
        let one = play(1);
        assert_eq!(one, play(2));
        assert_eq!(one, play(3));
        assert_eq!(one.games, 300);
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(12))]

    #[test]
    fn lanes_and_chunks_do_not_matter(seed in 0u64..1000, width in 1usize..40, split in 1u64..20) {
        let case = load("steel-safeguard");
        let whole = chunk(&case, seed, 0, 20, &[], 8);
        let mut parts = chunk(&case, seed, 0, split, &[], width);
        parts.extend(chunk(&case, seed, split, 20 - split, &[], width));
        prop_assert_eq!(whole, parts);
    }

    #[test]
    fn a_log_leads_to_the_same_bits_turn_by_turn(seed in 0u64..1000) {
        let case = load("steel-safeguard");
        let mut game = Game::new(case.clone(), seed, &[]);
        game.advance();
        let lines = log::lines(&mut game, "steel-safeguard", None);
        let replay = log::replay(case, seed, &lines, None);
        prop_assert_eq!(replay.differs, None);
        prop_assert_eq!(replay.game.digests(), game.digests());
    }
}

#[test]
fn a_tampered_log_is_found_out_at_its_turn() {
    let case = load("steel-safeguard");
    let mut game = Game::new(case.clone(), 3, &[]);
    game.advance();
    let mut lines = log::lines(&mut game, "steel-safeguard", None);
    for line in &mut lines {
        if let log::Line::Turn { turn: 2, digest } = line {
            digest.replace_range(0..1, if digest.starts_with('0') { "1" } else { "0" });
        }
    }
    assert_eq!(log::replay(case, 3, &lines, None).differs, Some(2));
}

#[test]
fn one_seat_asked_more_often_does_not_shift_the_chances_of_another() {
    // The same game with one seat led from outside by the moves that its policy made: nobody else notices.
    let case = load("rare-earths-2025");
    let mut led = Game::new(case.clone(), 21, &[]);
    led.advance();
    let first = NationId(0);
    let mut leaders = vec![Leader::BuiltIn(Leadership::Mixed); case.nations.len()];
    leaders[0] = Leader::Outside;
    let own: Vec<_> =
        led.inputs().into_iter().filter(|input| matches!(input, Input::Decision(seat, _) if *seat == first)).collect();
    let mut outside = Game::rebuilt(case, 21, &leaders, &own).expect("the same moves are legal");
    assert_eq!(outside.digests(), led.digests());
    assert!(outside.events().iter().any(|event| matches!(event.fact, Fact::SummitEnded(_))));
}
