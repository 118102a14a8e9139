//! Every commitment ends exactly once.

use crate::cases::{Choices, Then, all, everybody, finished, open_game, wander};
use summitry::game::Game;
use summitry::rules::event::Fact;
use summitry::rules::state::End;

/// Checks the ledger of a game that is over against its events; answers how the commitments ended.
fn check(game: &mut Game, what: &str) -> Vec<End> {
    let ledger = game.look(|table| table.game.commitments.clone());
    let (mut made, mut ended) = (vec![0; ledger.len()], vec![Vec::new(); ledger.len()]);
    for event in game.events() {
        match event.fact {
            Fact::Threatened(position) | Fact::Promised(position) => made[usize::from(position)] += 1,
            Fact::CommitmentEnded(position, end) => ended[usize::from(position)].push((end, event.day)),
            Fact::Postponed(position, _) => {
                assert!(ended[usize::from(position)].is_empty(), "{what}: what had ended was postponed");
            }
            _ => {}
        }
    }
    for (position, commitment) in ledger.iter().enumerate() {
        assert_eq!(made[position], 1, "{what}: commitment {position} was made once");
        assert_eq!(ended[position].len(), 1, "{what}: commitment {position} ended {:?}", ended[position]);
        assert_eq!(commitment.end, Some(ended[position][0]), "{what}: ledger and events agree about {position}");
        let (end, _) = ended[position][0];
        let fits = match end {
            End::Executed | End::Bluffed => commitment.threat,
            End::Broken => !commitment.threat,
            End::Met | End::Withdrawn | End::Expired => true,
        };
        assert!(fits, "{what}: {end:?} does not end {commitment:?}");
    }
    ended.into_iter().flatten().map(|(end, _)| end).collect()
}

#[test]
fn every_commitment_ends_exactly_once_whoever_decides() {
    let mut ends = Vec::new();
    for case in all() {
        for policy in ["hawk", "brinkman", "tit-for-tat", "pragmatist", "random"] {
            for seed in 0..8 {
                let mut game = finished(case, seed, &everybody(case, policy));
                ends.extend(check(&mut game, &format!("{} {policy} {seed}", case.id)));
            }
        }
        for seed in 0..12 {
            let mut game = open_game(case, seed);
            wander(&mut game, &mut Choices::new(seed), |_, _, _| Then::Draw);
            assert!(game.is_over());
            ends.extend(check(&mut game, &format!("{} by chance {seed}", case.id)));
        }
    }
    for end in [End::Met, End::Executed, End::Broken, End::Bluffed, End::Withdrawn, End::Expired] {
        assert!(ends.contains(&end), "no commitment ended as {end:?}, so the test proves little");
    }
}
