//! The words of moves, and games rebuilt from their decisions, through the library.

use proptest::prelude::*;
use std::sync::{Arc, OnceLock};
use summitry::delegations::policy::Leadership;
use summitry::game::{Game, Input, Leader};
use summitry::record::debrief;
use summitry::record::words;
use summitry::rules::action::Action;
use summitry::rules::case::{Case, NationId};
use summitry::rules::state::Outcome;

fn case() -> &'static Arc<Case> {
    static CASE: OnceLock<Arc<Case>> = OnceLock::new();
    CASE.get_or_init(|| summitry::scenario::load("rare-earths-2025").unwrap_or_else(|problems| panic!("{problems:?}")))
}

/// Words that lines are made of: what the game knows, and what it does not.
fn vocabulary() -> Vec<String> {
    let case = case();
    let mut words: Vec<String> = words::verbs().map(str::to_string).collect();
    words.extend(case.nations.iter().map(|nation| nation.code.clone()));
    words.extend(case.measures.iter().map(|measure| measure.id.clone()));
    words.extend(case.measures.iter().flat_map(|measure| &measure.levels).map(|level| format!("\"{}\"", level.name)));
    words.extend(case.negotiators.iter().map(|person| person.id.clone()));
    for issue in &case.issues {
        words.extend(issue.options.iter().map(|option| format!("{}=\"{}\"", issue.id, option.name)));
    }
    let rest = [
        "unless",
        "by",
        "on",
        "against",
        "privately",
        "2025-11-01",
        "9999-12-31",
        "-9999-01-01",
        "yes",
        "no",
        "join",
        "firm",
    ];
    words.extend(rest.map(str::to_string));
    words.extend(
        ["technical", "phone-call", "leaders", "1", "3", "99999999999999999999", "\"", "=", "ports=", "é", ""]
            .map(str::to_string),
    );
    words
}

proptest! {
    #[test]
    fn any_line_is_read_or_refused_and_what_is_read_is_written_back(picks in prop::collection::vec(any::<prop::sample::Index>(), 1..12), noise in ".{0,12}") {
        let vocabulary = vocabulary();
        let mut parts: Vec<String> = picks.iter().map(|pick| pick.get(&vocabulary).clone()).collect();
        if picks.len() % 5 == 0 {
            parts.push(noise);
        }
        let line = parts.join(" ");
        for seat in case().nation_ids() {
            match words::read(case(), seat, &line) {
                Ok(action) => {
                    let written = words::write(case(), seat, &action);
                    prop_assert_eq!(words::read(case(), seat, &written), Ok(action), "{}", written);
                }
                Err(why) => prop_assert!(!why.is_empty()),
            }
        }
    }
}

fn leaders() -> Vec<Leader> {
    vec![Leader::BuiltIn(Leadership::Mixed); case().nations.len()]
}

#[test]
fn every_decision_of_a_game_is_written_in_words_that_read_back() {
    let mut game = Game::new(case().clone(), 3, &leaders());
    game.advance();
    let decisions = game.inputs();
    assert!(decisions.len() > 100, "a whole game was played");
    for input in decisions {
        let Input::Decision(seat, action) = input else { panic!("nothing came from outside") };
        let written = words::write(case(), seat, &action);
        assert_eq!(words::read(case(), seat, &written), Ok(action), "{written}");
    }
}

#[test]
fn a_game_rebuilt_from_its_decisions_is_the_same_game() {
    let mut game = Game::new(case().clone(), 9, &leaders());
    game.advance();
    let decisions = game.inputs();
    let outside = vec![Leader::Outside; case().nations.len()];
    let rebuilt = Game::rebuilt(case().clone(), 9, &outside, &decisions).unwrap_or_else(|why| panic!("{why:?}"));
    assert_eq!(game.digests(), rebuilt.digests());
    assert_eq!(game.digests().len(), case().calendar.turns.len());
}

#[test]
fn a_game_rebuilt_from_a_decision_that_is_not_legal_says_which() {
    let mut game = Game::new(case().clone(), 9, &leaders());
    game.advance();
    let mut decisions = game.inputs();
    decisions.insert(0, Input::Decision(NationId(0), Action::Attend(true)));
    let outside = vec![Leader::Outside; case().nations.len()];
    let (position, _) = Game::rebuilt(case().clone(), 9, &outside, &decisions)
        .err()
        .expect("nobody is asked that on the first morning");
    assert_eq!(position, 0);
}

#[test]
fn continuations_differ_by_index_and_not_otherwise() {
    let continued = |index: u64| {
        let outside = vec![Leader::Outside; case().nations.len()];
        let mut game = Game::rebuilt(case().clone(), 5, &outside, &[]).unwrap_or_else(|why| panic!("{why:?}"));
        game.hand_over(&vec![Leadership::Mixed; case().nations.len()], index);
        game.advance();
        assert!(game.is_over());
        game.digests().to_vec()
    };
    assert_eq!(continued(1), continued(1));
    assert_ne!(continued(1), continued(2));
}

#[test]
fn the_debrief_of_a_game_without_a_deal_leaves_everything_on_the_table() {
    let found = (1..200).find_map(|seed| {
        let mut game = Game::new(case().clone(), seed, &leaders());
        game.advance();
        let outcome = game.look(|table| table.game.outcome);
        matches!(outcome, Some(Outcome::Cancelled | Outcome::NoDeal | Outcome::Walkout)).then_some(game)
    });
    let Some(mut game) = found else { panic!("every game of these seeds ends with a deal") };
    let debrief = debrief::of(&mut game, 0, &[]);
    assert!(debrief.summit.deal.is_none());
    assert_eq!(debrief.summit.joint_gain, 0.0);
    assert!(debrief.summit.parties.iter().all(|party| party.value == 0.0 && party.share.is_none()));
    assert!(debrief.what_if.is_empty(), "no continuations were asked for");
    let best = debrief.summit.frontier.iter().map(|terms| terms.values[0].min(terms.values[1])).fold(0.0, f64::max);
    let left = debrief.summit.left_on_the_table.as_ref().map_or(0.0, |terms| terms.values[0].min(terms.values[1]));
    assert!(left <= best + 1e-9);
    assert!(left > 0.0 || debrief.summit.agreeable == 0, "something could have been agreed and is not named");
}
