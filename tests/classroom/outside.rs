//! What comes from outside the seats: events and news of the teacher, votes at home that people cast.

use crate::client::values;
use crate::server::{SCENARIO, serve};
use std::sync::Arc;
use summitry::delegations::policy::Leadership;
use summitry::game::{Game, Input, Leader};
use summitry::record::log;
use summitry::rules::action::{Action, Ballot};
use summitry::rules::case::{Case, NationId};
use summitry::rules::intervention::Intervention;
use summitry::rules::state::{Ask, Outcome};
use summitry::scenario;

#[test]
fn the_teacher_lets_an_event_and_own_words_come_and_the_log_replays() {
    let class = serve(1);
    let (mut one, mut teacher) = (class.join("One"), class.teacher());
    let _other = class.join("Other");
    teacher.post("/teacher/do", &[("what", "stage"), ("stage", "play")]);
    let page = teacher.get("/teacher/table/0").text;
    let event = values(&page, "name=\"event\" value=\"").into_iter().next().expect("an event of the scenario");
    let own = "A <b>bridge</b> is closed";
    assert_eq!(teacher.post("/teacher/do", &[("what", "event"), ("table", "0"), ("event", &event)]).status, 303);
    assert_eq!(teacher.post("/teacher/do", &[("what", "news"), ("table", ""), ("text", own)]).status, 303);
    assert!(one.get("/seat").text.contains("A &lt;b&gt;bridge&lt;/b&gt; is closed"), "everybody reads it, as text");
    for wrong in ["event 900", "event x", "weather 1", "vote IND people Farmers", ""] {
        assert_eq!(teacher.post("/teacher/do", &[("what", "event"), ("table", "0"), ("event", wrong)]).status, 409);
    }
    assert_eq!(one.post("/teacher/do", &[("what", "news"), ("text", "mine")]).status, 401, "only the teacher's");

    assert_eq!(teacher.post("/teacher/do", &[("what", "stage"), ("stage", "debrief")]).status, 303);
    let text = teacher.get("/teacher/log/0").text;
    assert!(text.contains(own) && text.contains(&event));
    let lines: Vec<log::Line> = text.lines().map(|line| serde_json::from_str(line).expect("a line")).collect();
    let Some(&log::Line::Header { seed, .. }) = lines.first() else { panic!("a header comes first") };
    let case = scenario::load(SCENARIO).expect("the scenario loads");
    let replay = log::replay(case.clone(), seed, &lines, None);
    assert!(replay.differs.is_none() && replay.stopped.is_none(), "{:?}", replay.stopped);
    let altered: Vec<log::Line> = lines.into_iter().filter(|line| !matches!(line, log::Line::Outside { .. })).collect();
    assert!(log::replay(case, seed, &altered, None).differs.is_some(), "what came from outside is part of the digest");
}

/// A whole game of built-in policies where people hold the first group's vote of every nation.
fn held(case: &Arc<Case>, seed: u64) -> Game {
    let mut game = Game::new(case.clone(), seed, &vec![Leader::BuiltIn(Leadership::Mixed); case.nations.len()]);
    for nation in case.nation_ids().filter(|nation| !case.nation(*nation).constituencies.is_empty()) {
        game.intervene(&Intervention::Vote { nation, group: 0, held: true }).expect("a vote is held");
    }
    game.advance();
    game
}

fn outcome(game: &mut Game) -> Option<Outcome> {
    game.look(|table| table.game.outcome)
}

#[test]
fn a_vote_that_is_left_to_its_group_counts_as_if_nobody_held_it() {
    let case = scenario::load(SCENARIO).expect("the scenario loads");
    let mut voted = 0;
    for seed in 0..12 {
        let mut plain = Game::new(case.clone(), seed, &vec![Leader::BuiltIn(Leadership::Mixed); case.nations.len()]);
        plain.advance();
        let mut held = held(&case, seed);
        voted += held.inputs().iter().filter(|input| matches!(input, Input::Decision(_, Action::Vote(_)))).count();
        assert_eq!(outcome(&mut plain), outcome(&mut held), "seed {seed}");
    }
    assert!(voted > 0, "some game came to a vote");
}

#[test]
fn a_person_votes_as_can_be_defended_before_the_group() {
    let case = scenario::load(SCENARIO).expect("the scenario loads");
    let mut asked = 0;
    for seed in 0..12 {
        let inputs = held(&case, seed).inputs();
        let mut game = Game::new(case.clone(), seed, &vec![Leader::Outside; case.nations.len()]);
        game.advance();
        for input in &inputs {
            let up: Vec<(NationId, Ask)> = game.up();
            if let Input::Decision(seat, Action::Vote(_)) = input
                && let Some((_, Ask::Vote(group))) = up.iter().find(|(asked, _)| asked == seat)
            {
                let stake = game.observe(*seat, |view| view.stake(*group)).expect("it is put to the vote");
                let allowed = [Ballot::For, Ballot::Against]
                    .map(|ballot| game.observe(*seat, |view| Some(view.check(&Action::Vote(ballot)).is_ok())));
                assert_eq!(allowed, [Some(stake.0 >= -stake.1), Some(stake.0 <= stake.1)]);
                asked += 1;
            }
            game.take(input).expect("it is made again");
        }
    }
    assert!(asked > 0, "some game came to a vote");
}
