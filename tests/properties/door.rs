//! The one door: what is legal is accepted; what is not is refused with a reason and leaves no trace.

use crate::cases::{Choices, Then, all, open_game, wander};
use proptest::prelude::*;
use summitry::bargaining::Package;
use summitry::game::Game;
use summitry::rules::action::{Action, Ballot, Notice, Settlement};
use summitry::rules::case::{Case, ChannelId, MeasureId, NationId, NegotiatorId};
use summitry::rules::digest;
use summitry::rules::state::{Demand, Mandate, Request};

/// Everything there is to a game's state.
fn state(game: &mut Game) -> (u64, String) {
    game.look(|table| {
        let parts = (&*table.nations, &*table.negotiators, &*table.measures, &*table.channels, &*table.relations);
        (digest::of(table), format!("{:?} {parts:?}", table.game))
    })
}

/// Any action at all: identifiers that may not exist, levels beyond the last, days in the past, words out of place.
fn any_action() -> impl Strategy<Value = Action> {
    let nation = || (0u8..7).prop_map(NationId);
    let measure = || (0u8..40).prop_map(MeasureId);
    let channel = || (0u8..80).prop_map(ChannelId);
    let person = || (0u8..30).prop_map(NegotiatorId);
    let level = || 0u8..9;
    let day = || prop_oneof![-40i32..500, Just(i32::MAX), Just(i32::MIN)];
    let package = || {
        prop::collection::vec((0usize..16, 0usize..8), 0..12).prop_map(|pairs| {
            pairs.into_iter().fold(Package::EMPTY, |package, (issue, option)| package.with(issue, Some(option)))
        })
    };
    let request = prop::sample::select(vec![Request::Join, Request::Condemn, Request::Coordinate]);
    prop_oneof![
        (nation(), measure(), level(), measure(), level(), day(), any::<bool>()).prop_map(
            |(target, measure, level, asked, at_most, due, public)| {
                Action::Threaten { target, measure, level, demand: Demand { measure: asked, at_most }, due, public }
            }
        ),
        (nation(), measure(), level(), day(), any::<bool>())
            .prop_map(|(target, measure, level, due, public)| Action::Promise { target, measure, level, due, public }),
        (measure(), level(), day()).prop_map(|(measure, level, day)| Action::Schedule { measure, level, day }),
        (measure(), level()).prop_map(|(measure, level)| Action::Execute { measure, level }),
        (measure(), level()).prop_map(|(measure, level)| Action::Invest { measure, level }),
        measure().prop_map(Action::Suspend),
        measure().prop_map(Action::Withdraw),
        nation().prop_map(Action::Reassure),
        (nation(), prop::option::of(person()), 0u8..6).prop_map(|(target, person, severity)| Action::Denounce {
            target,
            person,
            severity
        }),
        (channel(), day()).prop_map(|(channel, day)| Action::AskMeeting { channel, day }),
        channel().prop_map(Action::AcceptMeeting),
        channel().prop_map(Action::DeclineMeeting),
        channel().prop_map(Action::CallOff),
        nation().prop_map(Action::OpenBackChannel),
        (nation(), request, nation()).prop_map(|(ally, request, against)| Action::AskAlly { ally, request, against }),
        (nation(), any::<bool>()).prop_map(|(ally, accept)| Action::AnswerAlly { ally, accept }),
        nation().prop_map(Action::Condemn),
        (nation(), nation()).prop_map(|(one, other)| Action::Mediate(one, other)),
        prop::sample::select(vec![Mandate::Firm, Mandate::Normal, Mandate::Flexible]).prop_map(Action::SetMandate),
        person().prop_map(Action::Replace),
        person().prop_map(Action::Disavow),
        prop::sample::select(vec![Notice::Confirm, Notice::Doubt, Notice::Cancel]).prop_map(Action::Summit),
        package().prop_map(Action::Offer),
        package().prop_map(Action::AskPrice),
        Just(Action::Accept),
        Just(Action::WalkOut),
        prop::sample::select(vec![Settlement::Execute, Settlement::Postpone, Settlement::BackDown])
            .prop_map(Action::Settle),
        any::<bool>().prop_map(Action::Attend),
        any::<bool>().prop_map(Action::Comply),
        prop::sample::select(vec![Ballot::For, Ballot::Against, Ballot::Free]).prop_map(Action::Vote),
        Just(Action::EndTurn),
    ]
}

/// Submits an action for a seat and holds the door to its word; true when it was accepted.
fn knock(game: &mut Game, case: &Case, seat: NationId, action: Action) -> bool {
    let allowed = game.observe(seat, |view| view.check(&action).is_ok());
    let before = state(game);
    match game.submit(seat, action) {
        Ok(()) => {
            assert!(allowed, "{}: {action:?} was accepted though it is not legal", case.id);
            assert_ne!(state(game), before, "{}: {action:?} changed nothing", case.id);
            true
        }
        Err(refusal) => {
            assert!(!allowed, "{}: {action:?} was refused though it is legal: {}", case.id, refusal.0);
            assert!(refusal.0.len() > 10, "{}: \"{}\" is no reason", case.id, refusal.0);
            assert!(state(game) == before, "{}: {action:?} was refused and left a trace", case.id);
            false
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, ..ProptestConfig::default() })]

    #[test]
    fn any_action_is_taken_whole_or_not_at_all(
        seed in 0u64..1000,
        actions in prop::collection::vec((0usize..8, any_action()), 60),
    ) {
        let case = &all()[seed as usize % all().len()];
        let mut game = open_game(case, seed);
        let mut choices = Choices::new(seed);
        // Into the game by chance, so that every phase is met; then whatever comes.
        let mut rest = choices.below(300);
        wander(&mut game, &mut choices, |_, _, _| {
            rest = rest.saturating_sub(1);
            if rest > 0 { Then::Draw } else { Then::Stop }
        });
        for (offset, action) in actions {
            let Some((up, _)) = game.waiting() else { break };
            let seat = if offset < 6 { up } else { NationId::at(offset % case.nations.len()) };
            if knock(&mut game, case, seat, action) {
                game.advance();
            }
        }
    }
}

#[test]
fn every_move_of_a_menu_is_accepted_and_a_seat_that_is_not_asked_is_told_to_wait() {
    for case in all() {
        let mut knocked = 0;
        for seed in 0..3 {
            let mut game = open_game(case, seed);
            let mut choices = Choices::new(seed);
            let mut turn_of = Choices::new(seed);
            wander(&mut game, &mut choices, |game, seat, menu| {
                if turn_of.below(8) == 0 {
                    let up = game.up();
                    if let Some(waits) = case.nation_ids().find(|other| up.iter().all(|(seat, _)| seat != other)) {
                        assert!(!knock(game, case, waits, menu[menu.len() - 1]), "{}: out of turn", case.id);
                    }
                    assert!(knock(game, case, seat, menu[turn_of.below(menu.len())]));
                    knocked += 1;
                    return Then::Decided;
                }
                Then::Draw
            });
        }
        assert!(knocked > 5, "{}: the door was tried only {knocked} times", case.id);
    }
}

#[test]
fn moves_of_a_turn_may_come_in_any_order_of_seats_and_lead_to_the_same_state() {
    for case in all() {
        for seed in 0..4 {
            let play = |backwards: bool| {
                let mut game = open_game(case, seed);
                let mut seats: Vec<NationId> = game.up().into_iter().map(|(seat, _)| seat).collect();
                assert_eq!(seats.len(), case.nations.len(), "{}: all move side by side", case.id);
                if backwards {
                    seats.reverse();
                }
                for seat in seats {
                    let mut choices = Choices::new(31 * seed + seat.index() as u64);
                    for _ in 0..2 {
                        let menu = game.legal(seat);
                        let action = menu[choices.below(menu.len())];
                        if action != Action::EndTurn {
                            game.submit(seat, action).expect("a move of the menu is legal");
                        }
                    }
                    game.submit(seat, Action::EndTurn).expect("moves can be ended");
                }
                game.advance();
                game.look(|table| digest::of(table))
            };
            assert_eq!(play(false), play(true), "{}, seed {seed}", case.id);
        }
    }
}
