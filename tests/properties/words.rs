//! Actions as lines: what is written reads back as it was, and no line whatever brings the reader down.

use crate::cases::{Choices, Then, all, open_game, wander};
use proptest::prelude::*;
use std::collections::BTreeSet;
use std::sync::LazyLock;
use summitry::record::words;
use summitry::rules::action::{Action, Ballot};
use summitry::rules::case::NationId;

/// Lines of actions that games by chance have met, each with its scenario and seat.
static LINES: LazyLock<Vec<(usize, NationId, String)>> = LazyLock::new(|| {
    let mut lines = BTreeSet::new();
    for (at, case) in all().iter().enumerate() {
        for seed in 0..4 {
            wander(&mut open_game(case, seed), &mut Choices::new(seed), |_, seat, menu| {
                lines.extend(menu.iter().map(|action| (at, seat, words::write(case, seat, action))));
                Then::Draw
            });
        }
    }
    lines.into_iter().collect()
});

#[test]
fn every_action_that_can_be_reached_reads_back_as_it_was() {
    let mut verbs = BTreeSet::new();
    for case in all() {
        for seed in 0..6 {
            wander(&mut open_game(case, seed), &mut Choices::new(seed), |_, seat, menu| {
                // Menus do not list the question; whatever may be offered may be asked about.
                let questions = menu.iter().filter_map(|action| match action {
                    Action::Offer(package) => Some(Action::AskPrice(*package)),
                    _ => None,
                });
                // Only a person who holds a group's vote is asked for it.
                let ballots = [Ballot::For, Ballot::Against, Ballot::Free].map(Action::Vote);
                for action in &menu.iter().copied().chain(questions).chain(ballots).collect::<Vec<_>>() {
                    let line = words::write(case, seat, action);
                    assert_eq!(words::read(case, seat, &line), Ok(*action), "{}: {line}", case.id);
                    let loud = line.replace(' ', "   ");
                    if !line.contains('"') {
                        assert_eq!(words::read(case, seat, &loud), Ok(*action), "{}: {loud}", case.id);
                    }
                    verbs.extend(line.split(' ').next().map(str::to_string));
                }
                Then::Draw
            });
        }
    }
    let known: BTreeSet<&str> = words::FORMS.iter().map(|(verb, _)| *verb).filter(|verb| !verb.contains(' ')).collect();
    let unseen: Vec<&&str> = known.iter().filter(|verb| !verbs.contains(**verb)).collect();
    assert!(unseen.is_empty(), "never met: {unseen:?}");
}

/// What a slip of the fingers does to a line.
#[derive(Clone, Debug)]
enum Slip {
    Drop(prop::sample::Index),
    Double(prop::sample::Index),
    Insert(prop::sample::Index, char),
    Cut(prop::sample::Index),
    Swap(prop::sample::Index, prop::sample::Index),
    Join(prop::sample::Index),
}

fn any_slip() -> impl Strategy<Value = Slip> {
    let at = || any::<prop::sample::Index>();
    prop_oneof![
        at().prop_map(Slip::Drop),
        at().prop_map(Slip::Double),
        (at(), prop_oneof![any::<char>(), Just('"'), Just('='), Just(' '), Just('-'), prop::char::range('0', '9')])
            .prop_map(|(at, letter)| Slip::Insert(at, letter)),
        at().prop_map(Slip::Cut),
        (at(), at()).prop_map(|(one, other)| Slip::Swap(one, other)),
        at().prop_map(Slip::Join),
    ]
}

fn slipped(line: &str, slips: &[Slip]) -> String {
    let mut letters: Vec<char> = line.chars().collect();
    for slip in slips {
        let count = letters.len().max(1);
        match slip {
            Slip::Drop(at) if !letters.is_empty() => drop(letters.remove(at.index(count))),
            Slip::Double(at) if !letters.is_empty() => letters.insert(at.index(count), letters[at.index(count)]),
            Slip::Insert(at, letter) => letters.insert(at.index(letters.len() + 1), *letter),
            Slip::Cut(at) => letters.truncate(at.index(count)),
            Slip::Swap(one, other) if !letters.is_empty() => letters.swap(one.index(count), other.index(count)),
            Slip::Join(at) => {
                let (_, _, other) = &LINES[at.index(LINES.len())];
                letters.extend(other.chars());
            }
            _ => {}
        }
    }
    letters.into_iter().collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2000, ..ProptestConfig::default() })]

    #[test]
    fn a_line_with_slips_is_read_or_explained(at in any::<prop::sample::Index>(), slips in prop::collection::vec(any_slip(), 1..6)) {
        let (case, seat, line) = &LINES[at.index(LINES.len())];
        let case = &all()[*case];
        match words::read(case, *seat, &slipped(line, &slips)) {
            Ok(action) => {
                // Days beyond the calendar are written as its ends, so the lines are compared and not the actions.
                let written = words::write(case, *seat, &action);
                let again = words::read(case, *seat, &written).map(|action| words::write(case, *seat, &action));
                prop_assert_eq!(again, Ok(written));
            }
            Err(message) => prop_assert!(message.len() > 10, "\"{}\" explains nothing", message),
        }
    }

    #[test]
    fn any_text_is_read_or_explained(line in ".{0,120}", seat in 0usize..3) {
        for case in all() {
            if let Err(message) = words::read(case, NationId::at(seat % case.nations.len()), &line) {
                prop_assert!(message.len() > 10, "\"{}\" explains nothing", message);
            }
        }
    }
}

#[test]
fn a_wrong_name_is_answered_with_the_nearest_right_one() {
    for case in all() {
        let code = &case.nations[1].code;
        let wrong = format!("reassure {code}{}", &code[code.len() - 1..]);
        let message = words::read(case, NationId(0), &wrong).expect_err("there is no such nation");
        assert!(message.contains(&format!("did you mean \"{code}\"")), "{message}");
    }
}
