//! More resolve on both sides never makes for fewer walkouts and collapses.

use crate::cases::{compiled, duel_texts};
use crate::statistics::{Z, shares_apart};
use summitry::batch;
use summitry::delegations::policy::Leadership;
use summitry::rules::state::Outcome;
use summitry::scenario::source::{self, Texts};

/// Games at each degree of resolve: enough for a fall of the rate from 30 to 20 percent to be seen at [`Z`] errors.
const GAMES: u64 = 640;
/// Mean resolve of the two parties.
const DEGREES: [f64; 3] = [0.15, 0.5, 0.85];

/// The scenario with another mean resolve of the summit's parties.
fn with_resolve(texts: &Texts, resolve: f64) -> Texts {
    let mut texts = texts.clone();
    let file = texts.get_mut("scenario.toml").expect("a scenario has its file");
    let mut document: toml::Table = file.parse().expect("the scenario is TOML");
    let parties = document["summit"]["parties"].as_array().expect("a summit has parties").clone();
    for nation in document["nation"].as_array_mut().expect("a scenario has nations") {
        if parties.contains(&nation["code"]) {
            nation.as_table_mut().expect("a nation is a table").insert("resolve".to_string(), resolve.into());
        }
    }
    *file = document.to_string();
    texts
}

/// Games that end without anything signed and ratified, of [`GAMES`].
fn collapses(id: &str, texts: &Texts, resolve: f64) -> u64 {
    let case = compiled(id, &with_resolve(texts, resolve));
    let rows = batch::chunk(&case, 5, 0, GAMES, &vec![Leadership::Mixed; case.nations.len()], 32);
    let collapsed = |outcome| {
        matches!(outcome, Outcome::Walkout | Outcome::Cancelled | Outcome::NoDeal | Outcome::RatificationFailed)
    };
    rows.iter().filter(|row| collapsed(row.outcome)).count() as u64
}

#[test]
fn resolve_on_both_sides_never_lowers_the_rate_of_walkouts_and_collapses() {
    let mut scenarios = vec![("duel".to_string(), duel_texts())];
    scenarios.extend(source::shipped_scenarios().iter().map(|name| source::scenario(name).expect("it is shipped")));
    for (id, texts) in scenarios {
        let rates = DEGREES.map(|resolve| collapses(&id, &texts, resolve));
        println!("{id}: {rates:?} of {GAMES} collapse at a resolve of {DEGREES:?}");
        for (softer, firmer) in [(0, 1), (1, 2), (0, 2)] {
            let rise = shares_apart((rates[firmer], GAMES), (rates[softer], GAMES));
            assert!(rise > -Z, "{id}: {rates:?} of {GAMES} collapse at a resolve of {DEGREES:?}");
        }
        assert!(rates.iter().sum::<u64>() > 0, "{id}: nothing ever collapses, so the test proves nothing");
    }
}
