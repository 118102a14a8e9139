//! Front pages say what happened, the same to every reader, each capital in its own way.

use std::collections::BTreeSet;
use std::sync::Arc;
use summitry::delegations::policy::Leadership;
use summitry::game::{Game, Leader};
use summitry::record::press::{self, FrontPage};
use summitry::rules::action::Action;
use summitry::rules::case::{Case, NationId};
use summitry::rules::seat::fallback;
use summitry::rules::state::{AgreementStatus, Ask, Outcome};
use summitry::scenario;

fn case(id: &str) -> Arc<Case> {
    scenario::load(id).expect("a shipped scenario has no mistakes")
}

fn played(case: &Arc<Case>, seed: u64) -> Game {
    let leaders = vec![Leader::BuiltIn(Leadership::Mixed); case.nations.len()];
    let mut game = Game::new(case.clone(), seed, &leaders);
    game.advance();
    game
}

/// Everything that a page says.
fn text(page: &FrontPage) -> String {
    let figures = page.figures.iter().map(|(name, value)| format!("{name} {value}"));
    let mut all = vec![page.paper.clone(), page.headline.clone(), page.standfirst.clone()];
    all.extend(page.report.iter().cloned().chain(figures).chain(page.also.iter().cloned()));
    all.join("\n")
}

#[test]
fn no_paper_tells_of_a_summit_that_has_not_been_held() {
    let case = case("rare-earths-2025");
    let mut game = Game::new(case.clone(), 1, &vec![Leader::Outside; case.nations.len()]);
    game.advance();
    let pages = game.observe(NationId::at(0), |view| press::front_pages(&case, view));
    assert!(pages.is_empty(), "{pages:?}");
}

#[test]
fn every_reader_sees_the_same_pages_and_every_capital_has_its_own() {
    let case = case("rare-earths-2025");
    let mut game = played(&case, 5);
    let pages = game.observe(NationId::at(0), |view| press::front_pages(&case, view));
    assert_eq!(pages.len(), case.nations.len());
    for seat in case.nation_ids() {
        assert_eq!(pages, game.observe(seat, |view| press::front_pages(&case, view)), "seat {seat:?}");
    }
    let papers: BTreeSet<&str> = pages.iter().map(|page| page.paper.as_str()).collect();
    assert_eq!(papers.len(), pages.len(), "{papers:?}");
    let [one, other] = case.summit.parties.map(|party| text(&pages[party.index()]));
    assert_ne!(one, other);
}

/// Over many games every class of outcome is told, and what is told is what happened.
#[test]
fn what_the_pages_say_is_what_happened() {
    let mut told = BTreeSet::new();
    for id in ["rare-earths-2025", "steel-safeguard"] {
        let case = case(id);
        for seed in 0..40 {
            let mut game = played(&case, seed);
            let (outcome, deal) = game.look(|table| {
                let deal = table.game.summit_deal.map(|position| table.game.agreements[usize::from(position)].clone());
                (table.game.outcome, deal)
            });
            let outcome = outcome.expect("the game is over");
            told.insert(outcome);
            let pages = press::of_game(&mut game);
            assert_eq!(pages.len(), case.nations.len(), "{id}, seed {seed}");
            for page in &pages {
                let text = text(page);
                assert_eq!(page.day, case.summit.day + 1);
                assert!(!page.report.is_empty() && !page.headline.ends_with('.'), "{text}");
                for fault in ["  ", "{", "}", "..", " .", ": .", "; ;", "NaN", "\n\n"] {
                    assert!(!text.contains(fault), "{id}, seed {seed}: \"{fault}\" in\n{text}");
                }
                assert!(page.standfirst.ends_with('.') && page.report.iter().all(|part| part.ends_with('.')), "{text}");
            }
            let kept = deal.as_ref().is_some_and(|deal| deal.status != AgreementStatus::Unratified);
            assert_eq!(kept, matches!(outcome, Outcome::ComprehensiveDeal | Outcome::Framework | Outcome::Extension));
            // What one party's measures gave up is news on the other's page.
            if let Some(deal) = deal.filter(|_| kept) {
                for (measure, back) in &deal.fallback {
                    let lever = case.measure(*measure);
                    let agreed = deal
                        .package
                        .issues()
                        .flat_map(|(issue, option)| &case.issues[issue].options[option].sets)
                        .find(|(known, _)| known == measure);
                    let (_, level) = agreed.expect("what falls back was agreed");
                    let eased = case.level(*measure, *level).severity + 0.02 < case.level(*measure, *back).severity;
                    if eased && lever.targets.iter().any(|target| case.rival(lever.owner) == Some(target)) {
                        let reader = case.rival(lever.owner).expect("a party of the summit");
                        let page = text(&pages[reader.index()]);
                        assert!(page.contains(&lever.name), "{id}, seed {seed}: {} is missing in\n{page}", lever.name);
                    }
                }
            }
        }
    }
    for class in [Outcome::Framework, Outcome::NoDeal, Outcome::Cancelled] {
        assert!(told.contains(&class), "no game ended in {class:?}: {told:?}");
    }
}

/// A leader who stays at home is named on every page.
#[test]
fn who_stayed_away_is_named() {
    let case = case("steel-safeguard");
    let [absent, other] = case.summit.parties;
    let mut game = Game::new(case.clone(), 3, &vec![Leader::Outside; case.nations.len()]);
    game.advance();
    while let Some((seat, ask)) = game.waiting() {
        let action = if ask == Ask::Attend { Action::Attend(seat != absent) } else { fallback(ask) };
        game.submit(seat, action).expect("the safest answer is legal");
        game.advance();
    }
    let pages = press::of_game(&mut game);
    let at_home = &pages[absent.index()].headline;
    let abroad = &pages[other.index()].headline;
    assert!(at_home.contains("stays away"), "{at_home}");
    assert!(abroad.contains(&case.nation(absent).name), "{abroad}");
    for page in &pages {
        assert!(page.standfirst.contains(&case.nation(absent).name), "{}", page.standfirst);
    }
}
