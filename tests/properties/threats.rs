//! A threat never costs nothing, and the more it is believed the less its target can hope for without a deal.

use crate::cases::{Choices, Then, all, open_game, wander};
use summitry::rules::action::{Action, Settlement};
use summitry::rules::case::{Goal, NationId};
use summitry::rules::state::{Ask, Commitment, Table};

#[test]
fn making_a_threat_costs_political_capital() {
    let mut made = 0;
    for case in all() {
        for seed in 0..6 {
            let mut game = open_game(case, seed);
            wander(&mut game, &mut Choices::new(seed), |game, seat, menu| {
                for action in menu.iter().filter(|action| matches!(action, Action::Threaten { .. })) {
                    let price = game.observe(seat, |view| view.check(action).ok());
                    assert!(price.is_some_and(|price| price.capital > 0.0), "{action:?} is free");
                }
                let threat = menu.iter().find(|action| matches!(action, Action::Threaten { .. }));
                if let Some(threat) = threat.filter(|_| seed % 2 == 0) {
                    let capital = |table: &mut Table| table.nation(seat).capital;
                    let before = game.look(capital);
                    assert_eq!(game.submit(seat, *threat), Ok(()));
                    assert!(game.look(capital) < before, "{threat:?} was free");
                    made += 1;
                    return Then::Decided;
                }
                Then::Draw
            });
        }
    }
    assert!(made > 10, "only {made} threats were made");
}

#[test]
fn not_carrying_out_a_threat_costs_approval_and_standing_in_proportion_to_its_publicity() {
    let mut settled = 0;
    for case in all() {
        for seed in 0..8 {
            let mut game = open_game(case, seed);
            wander(&mut game, &mut Choices::new(seed), |game, seat, _| {
                let Some((_, Ask::Settle(position))) = game.waiting() else { return Then::Draw };
                let known = game.look(|table| table.game.commitments.get(usize::from(position)).copied());
                let Some(known) = known.filter(|known| known.threat) else { return Then::Draw };
                let home = |table: &mut Table| {
                    (table.nation(seat).approval, table.nation(seat).drift[Goal::Standing as usize])
                };
                let before = game.look(home);
                let answer =
                    if known.postponed == 0 && seed % 2 == 0 { Settlement::Postpone } else { Settlement::BackDown };
                assert_eq!(game.submit(seat, Action::Settle(answer)), Ok(()));
                let after = game.look(home);
                assert!(after.0 < before.0 && after.1 < before.1, "{answer:?} of {known:?} cost nothing");
                let costs = game.look(|table| {
                    let aloud = table.audience_cost(&Commitment { public: true, ..known });
                    let quiet = table.audience_cost(&Commitment { public: false, ..known });
                    (aloud, quiet)
                });
                assert!(costs.0 > costs.1 && costs.1 > 0.0, "the audience cost of {known:?} in public and in private");
                settled += 1;
                Then::Decided
            });
        }
    }
    assert!(settled > 10, "only {settled} threats fell due, so the test proves little");
}

/// Raises what a nation believes of another's threats.
fn believe(table: &mut Table, holder: NationId, of: NationId) {
    let threats = &mut table.relation_mut(holder, of).threats;
    threats.prior = 0.5 + 0.5 * threats.prior;
    threats.kept += 1.0;
}

#[test]
fn a_threat_that_is_believed_more_never_raises_what_its_target_has_without_a_deal() {
    let mut lowered = 0;
    for case in all() {
        for seed in 0..8 {
            let mut game = open_game(case, seed);
            wander(&mut game, &mut Choices::new(seed), |game, _, _| {
                game.look(|table| {
                    let standing: Vec<_> = table
                        .game
                        .commitments
                        .iter()
                        .filter(|known| known.threat && known.end.is_none())
                        .copied()
                        .collect();
                    for threat in standing {
                        let beliefs = table.relation(threat.to, threat.by).threats;
                        let without_a_deal = |table: &mut Table| {
                            table.game.stale = true;
                            table.refresh();
                            table.nation(threat.to).no_deal
                        };
                        let before = without_a_deal(table);
                        believe(table, threat.to, threat.by);
                        let after = without_a_deal(table);
                        table.relation_mut(threat.to, threat.by).threats = beliefs;
                        without_a_deal(table);
                        assert!(after <= before + 1e-9, "{}: {before} rose to {after} by {threat:?}", case.id);
                        lowered += usize::from(after < before - 1e-9);
                    }
                });
                Then::Draw
            });
        }
    }
    assert!(lowered > 10, "belief mattered to only {lowered} threats, so the test proves little");
}
