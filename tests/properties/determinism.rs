//! The same seed gives the same game, whoever looks on and whatever was played before. (Lanes, chunks, threads, the plain loop and
//! logs: `tests/determinism.rs`.)

use crate::cases::{all, compiled, duel_texts, everybody, finished};
use std::sync::Arc;
use summitry::batch;
use summitry::delegations::policy::Leadership;
use summitry::game::{Game, Leader};
use summitry::rules::case::Case;
use summitry::scenario::source;

const SEED: u64 = 11;

fn mixed(case: &Case) -> Vec<Leadership> {
    vec![Leadership::Mixed; case.nations.len()]
}

#[test]
fn a_game_alone_is_the_first_of_its_batch() {
    for case in all() {
        for seed in 0..6 {
            let game = finished(case, seed, &mixed(case));
            let row = &batch::chunk(case, seed, 0, 3, &mixed(case), 2)[0];
            assert_eq!(game.digests().last(), Some(&row.digest), "{} seed {seed}", case.id);
        }
    }
}

/// What was solved before, for other games, must not colour a later answer of the trade model.
#[test]
fn what_is_remembered_does_not_matter() {
    let fresh = || {
        let mut cases: Vec<Arc<Case>> = vec![compiled("duel", &duel_texts())];
        for name in source::shipped_scenarios() {
            let (id, texts) = source::scenario(&name).expect("a shipped scenario is there");
            cases.push(compiled(&id, &texts));
        }
        cases
    };
    for (case, used) in fresh().iter().zip(all()) {
        batch::chunk(used, SEED + 1, 0, 8, &everybody(used, "random"), 4);
        let (first, second) = (finished(case, SEED, &mixed(case)), finished(used, SEED, &mixed(used)));
        assert_eq!(first.digests(), second.digests(), "{}", case.id);
    }
}

#[test]
fn whether_events_are_kept_and_who_asks_does_not_matter() {
    for case in all() {
        let recorded = finished(case, SEED, &mixed(case));
        let leaders = vec![Leader::BuiltIn(Leadership::Mixed); case.nations.len()];
        let mut watched = Game::new(case.clone(), SEED, &leaders);
        for nation in case.nation_ids() {
            // Looking at a game, or listing what is legal in it, is free.
            watched.observe(nation, |view| view.payoff(&view.levels()));
            watched.legal(nation);
        }
        watched.advance();
        assert_eq!(recorded.digests(), watched.digests(), "{}", case.id);
    }
}

#[test]
fn another_seed_is_another_game() {
    for case in all() {
        let rows = batch::chunk(case, SEED, 0, 24, &mixed(case), 8);
        let mut digests: Vec<u64> = rows.iter().map(|row| row.digest).collect();
        digests.sort_unstable();
        digests.dedup();
        assert_eq!(digests.len(), rows.len(), "{}: two games of a batch are one", case.id);
        assert_ne!(batch::chunk(case, SEED + 1, 0, 1, &mixed(case), 1)[0].digest, rows[0].digest, "{}", case.id);
    }
}
