//! Labels and the order of seats carry no advantage.

use crate::cases::{compiled, duel};
use crate::statistics::{Z, means_apart, shares_apart};
use std::sync::Arc;
use summitry::batch::{self, Row};
use summitry::delegations::policy::{Leadership, by_name};
use summitry::rules::case::Case;
use summitry::rules::state::Outcome;
use summitry::scenario::source;

/// Games of a sample: enough for shares of 30 and 40 percent to be told apart at [`Z`] errors.
const GAMES: u64 = 800;

fn fixed(name: &str) -> Leadership {
    Leadership::Fixed(*by_name(name).expect("a built-in policy"))
}

/// The payoffs of a nation by its code.
fn payoffs(case: &Case, rows: &[Row], code: &str) -> Vec<f64> {
    let position = case.nations.iter().position(|nation| nation.code == code).expect("the nation is there");
    rows.iter().map(|row| row.payoffs[position]).collect()
}

fn count(rows: &[Row], class: Outcome) -> (u64, u64) {
    (rows.iter().filter(|row| row.outcome == class).count() as u64, rows.len() as u64)
}

fn same_outcomes(what: &str, one: &[Row], other: &[Row]) {
    for class in Outcome::ALL {
        let apart = shares_apart(count(one, class), count(other, class));
        assert!(apart.abs() < Z, "{what}: {class:?} {:?} against {:?}", count(one, class), count(other, class));
    }
}

#[test]
fn two_like_nations_that_change_places_change_payoffs() {
    let case = duel();
    let seats = |one, other| vec![fixed(one), fixed(other), fixed("legalist")];
    for (one, other) in [("hawk", "dove"), ("brinkman", "tit-for-tat"), ("pragmatist", "pragmatist")] {
        let straight = batch::chunk(case, 21, 0, GAMES, &seats(one, other), 32);
        let mirrored = batch::chunk(case, 22, 0, GAMES, &seats(other, one), 32);
        same_outcomes(&format!("{one} against {other}"), &straight, &mirrored);
        for (here, there) in [("ALP", "BET"), ("BET", "ALP"), ("GAM", "GAM")] {
            let apart = means_apart(&payoffs(case, &straight, here), &payoffs(case, &mirrored, there));
            assert!(apart.abs() < Z, "{one} against {other}: {here} and {there} lie {apart:.1} errors apart");
        }
    }
}

/// A shipped scenario with its nations listed in the opposite order.
fn reversed(name: &str) -> Arc<Case> {
    let (id, mut texts) = source::scenario(name).expect("it is shipped");
    let file = texts.get_mut("scenario.toml").expect("a scenario has its file");
    let mut document: toml::Table = file.parse().expect("the scenario is TOML");
    document["nation"].as_array_mut().expect("a scenario has nations").reverse();
    *file = document.to_string();
    compiled(&id, &texts)
}

#[test]
fn the_order_of_seats_carries_no_advantage() {
    for name in source::shipped_scenarios() {
        let straight = summitry::scenario::load(&name).expect("it is shipped");
        let turned = reversed(&name);
        let mixed = vec![Leadership::Mixed; straight.nations.len()];
        let one = batch::chunk(&straight, 31, 0, GAMES, &mixed, 32);
        let other = batch::chunk(&turned, 32, 0, GAMES, &mixed, 32);
        same_outcomes(&name, &one, &other);
        for nation in &straight.nations {
            let apart = means_apart(&payoffs(&straight, &one, &nation.code), &payoffs(&turned, &other, &nation.code));
            assert!(apart.abs() < Z, "{name}: the payoffs of {} lie {apart:.1} errors apart", nation.code);
        }
    }
}
