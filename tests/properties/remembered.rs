//! What is worked out once and kept is what would be worked out now.

use crate::cases::{Choices, Then, all, open_game, wander};
use summitry::game::Game;
use summitry::rules::state::Table;

/// What no deal would bring, as the state has it.
fn no_deal(table: &Table) -> String {
    let worth: Vec<_> =
        table.nations.iter().map(|nation| (nation.payoff, nation.no_deal, nation.standing, nation.covers)).collect();
    format!("{:?} {:?} {worth:?}", table.game.no_deal_levels, table.game.threat_falls)
}

/// The same, worked out anew on a copy of the game.
fn anew(game: &mut Game) -> String {
    game.branched().look(|table| {
        table.game.stale = true;
        table.nations.iter_mut().for_each(|nation| nation.covers = Default::default());
        table.refresh();
        no_deal(table)
    })
}

#[test]
fn whoever_is_asked_sees_what_no_deal_would_bring_now() {
    for case in all() {
        for seed in 0..4 {
            let mut draws = 0;
            wander(&mut open_game(case, seed), &mut Choices::new(seed), |game, seat, _| {
                draws += 1;
                if draws % 5 == 0 {
                    let (kept, worked_out) = (game.look(|table| no_deal(table)), anew(game));
                    assert!(
                        kept == worked_out,
                        "{} seed {seed}, decision {draws} of {seat:?}:\n{kept}\n{worked_out}",
                        case.id
                    );
                }
                Then::Draw
            });
        }
    }
}
