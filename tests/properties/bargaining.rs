//! At the table: reservation values, mandates, own offers that come back, packages that are split.

use crate::cases::{Choices, Then, all, open_game, wander};
use std::sync::Arc;
use summitry::bargaining::{MAX_ISSUES, Package};
use summitry::delegations::parameters;
use summitry::delegations::policy::{self, Leadership};
use summitry::game::{Game, Leader};
use summitry::rules::action::{Action, Notice};
use summitry::rules::agreements;
use summitry::rules::case::{Case, Level, MeasureId, NationId, Nations};
use summitry::rules::event::Fact;
use summitry::rules::state::{AgreementStatus, Ask, Closing, Mandate};

/// A package over all issues of a case, each settled or not by chance, whether on the table or not.
fn any_package(case: &Case, choices: &mut Choices) -> Package {
    let mut package = Package::EMPTY;
    for (issue, terms) in case.issues.iter().enumerate() {
        let option = choices.below(terms.options.len() + 1);
        package.set(issue, (option < terms.options.len()).then_some(option));
    }
    package
}

/// The least that a package must be worth to be signed: what only prolongs what is in force gives nothing away.
fn least_of(case: &Case, package: Package, reservation: f64) -> f64 {
    if case.is_stopgap(package) { 0.0 } else { reservation }
}

#[test]
fn nobody_offers_or_signs_below_its_reservation_value_or_outside_its_mandate() {
    let (mut allowed, mut below, mut outside) = (0, 0, 0);
    for case in all() {
        for seed in 0..10 {
            let mut game = open_game(case, seed);
            let mut choices = Choices::new(seed);
            let mut tries = Choices::new(seed + 1000);
            wander(&mut game, &mut choices, |game, seat, _| {
                let mut drawn: Vec<Package> = (0..12).map(|_| any_package(case, &mut tries)).collect();
                game.observe(seat, |view| {
                    let Some(talk) = view.talk() else { return };
                    let members = Nations::of(talk.parties.iter().copied());
                    let agenda = view.agenda_of(talk.channel);
                    let on_table = |package: Package| package.issues().all(|(issue, _)| agenda & 1 << issue != 0);
                    let cut = |package: Package| {
                        package
                            .issues()
                            .filter(|(issue, _)| agenda & 1 << issue == 0)
                            .fold(package, |p, (issue, _)| p.with(issue, None))
                    };
                    drawn.extend(drawn.clone().into_iter().map(cut));
                    for package in &drawn {
                        let worth = view.package_value(*package, members);
                        let least = least_of(case, *package, talk.reservation);
                        match view.check(&Action::Offer(*package)) {
                            Ok(_) => {
                                assert!(worth >= least - 1e-6, "{worth} may be offered, {least} is the least");
                                assert!(on_table(*package), "{package:?} is not on the agenda");
                                allowed += 1;
                            }
                            Err(_) if !on_table(*package) => outside += 1,
                            Err(_) => below += usize::from(worth < least),
                        }
                    }
                    if let (Some(offer), Ok(_)) = (talk.standing, view.check(&Action::Accept)) {
                        assert!(
                            view.package_value(offer.package, members)
                                >= least_of(case, offer.package, talk.reservation) - 1e-6
                        );
                    }
                });
                Then::Draw
            });
            signatures(case, &mut game);
        }
    }
    assert!(allowed > 100 && below > 100 && outside > 100, "allowed {allowed}, below {below}, off the table {outside}");
}

/// What was signed lies within what the level may close and what those who spoke there have authority over.
fn signatures(case: &Case, game: &mut Game) {
    let signed: Vec<_> =
        game.look(|table| table.game.agreements.iter().filter(|one| one.opening.is_none()).cloned().collect());
    for agreement in signed {
        assert!(!agreement.package.is_empty());
        for (issue, _) in agreement.package.issues() {
            let terms = &case.issues[issue];
            assert!(terms.closes_at <= agreement.closed_at, "\"{}\" was closed at {:?}", terms.id, agreement.closed_at);
        }
    }
    for event in game.events() {
        if let Fact::MeetingEnded(channel, Closing::Draft) = event.fact {
            assert!(
                case.channels[channel.index()].level < Level::Leaders,
                "leaders leave no draft: there is no level above"
            );
        }
    }
}

/// Plays one of the summit's parties so that it returns every offer of the other unchanged; answers how many were accepted.
fn echo(case: &Arc<Case>, policy: &str, seed: u64, me: NationId) -> usize {
    let other = case.rival(me).expect("a party of the summit has a rival");
    let character = parameters::read(policy).expect("a built-in policy");
    let mut leaders = vec![Leader::BuiltIn(Leadership::Fixed(character)); case.nations.len()];
    leaders[me.index()] = Leader::Outside;
    let mut game = Game::new(case.clone(), seed, &leaders);
    game.advance();
    let mut accepted = 0;
    while let Some((_, ask)) = game.waiting() {
        let wishes = match ask {
            Ask::Posture => {
                vec![Action::SetMandate(Mandate::Flexible), Action::Summit(Notice::Confirm), Action::EndTurn]
            }
            Ask::Talk => {
                let theirs = game.observe(me, |view| {
                    view.talk()
                        .and_then(|talk| talk.standing)
                        .filter(|offer| offer.by == other)
                        .map(|offer| offer.package)
                });
                if let Some(package) = theirs
                    && game.submit(me, Action::Offer(package)).is_ok()
                {
                    let told = game.events().len();
                    game.advance();
                    // The first that is heard of the table after the echo; the author's next word, or that time is up.
                    let heard = game.events().into_iter().skip(told).find_map(|event| match event.fact {
                        Fact::Offered(by, _) | Fact::AskedPrice(by, _) | Fact::Accepted(by, _) => {
                            Some(Some((by, event.fact)))
                        }
                        Fact::MeetingEnded(..) => Some(None),
                        _ => None,
                    });
                    match heard.flatten() {
                        Some((by, fact)) if by == other => {
                            assert_eq!(
                                fact,
                                Fact::Accepted(other, package),
                                "{} {policy} {seed}: its own offer",
                                case.id
                            );
                            accepted += 1;
                        }
                        _ => {
                            assert!(matches!(heard, Some(None)), "{} {policy} {seed}: silence after an offer", case.id)
                        }
                    }
                    continue;
                }
                let mut wishes = vec![Action::Accept];
                game.observe(me, |view| {
                    if let Some(talk) = view.talk() {
                        wishes.extend([Action::Offer(talk.own.best()), Action::AskPrice(talk.own.best())]);
                    }
                });
                wishes.push(Action::WalkOut);
                wishes
            }
            Ask::Settle(_) => vec![Action::Settle(summitry::rules::action::Settlement::BackDown)],
            Ask::Attend => vec![Action::Attend(true)],
            Ask::Comply(_) => vec![Action::Comply(true)],
            Ask::Vote(_) => vec![Action::Vote(summitry::rules::action::Ballot::Free)],
        };
        let done = wishes.into_iter().any(|action| game.submit(me, action).is_ok());
        assert!(done, "nothing that was tried is legal");
        game.advance();
    }
    accepted
}

#[test]
fn a_seat_accepts_its_own_standing_offer_returned_unchanged() {
    for case in all() {
        // Looking ahead takes its time: two games of each such policy, with a short look.
        for policy in policy::ALL {
            let (games, name) = if policy.foresight > 0.0 {
                (2, format!("{}:foresight=2", policy.name))
            } else {
                (8, policy.name.to_string())
            };
            let policy = name.as_str();
            let echoes: usize =
                (0..games).map(|seed| echo(case, policy, seed, case.summit.parties[seed as usize % 2])).sum();
            println!("{} {policy}: {echoes} own offers came back", case.id);
        }
        let some: usize =
            ["dove", "pragmatist"].iter().map(|policy| echo(case, policy, 100, case.summit.parties[1])).sum();
        assert!(some > 0, "{}: no offer ever came back, so the test proves nothing", case.id);
    }
}

/// What a seat saw of another's bargaining in a game.
#[derive(Default)]
struct Seen {
    /// Offers that gave more than the author had given before.
    concessions: usize,
    /// First offers at tables with a draft, and those of them that leave every issue as drafted.
    drafted: [usize; 2],
    /// Answers to a question of price, and those that hold all that was asked.
    answers: [usize; 2],
}

/// Plays one of the summit's parties, which asks for much, now and then asks for a price, and yields at the end.
fn haggle(case: &Arc<Case>, policy: &str, seed: u64, me: NationId) -> Seen {
    let other = case.rival(me).expect("a party of the summit has a rival");
    let character = parameters::read(policy).expect("a built-in policy");
    let mut leaders = vec![Leader::BuiltIn(Leadership::Fixed(character)); case.nations.len()];
    leaders[me.index()] = Leader::Outside;
    let mut game = Game::new(case.clone(), seed, &leaders);
    game.advance();
    let mut seen = Seen::default();
    let mut asked: Option<Package> = None;
    // How many offers of the table in progress have been looked at.
    let mut looked = 0;
    while let Some((_, ask)) = game.waiting() {
        let mut wishes = match ask {
            Ask::Posture => {
                asked = None;
                looked = 0;
                let menu = game.legal(me);
                let talks = |action: &&Action| matches!(action, Action::AcceptMeeting(_) | Action::AskMeeting { .. });
                menu.iter().find(talks).copied().into_iter().chain([Action::EndTurn]).collect()
            }
            Ask::Talk => {
                game.look(|table| {
                    let meeting = &table.game.meeting;
                    let floor = &meeting.floor;
                    if floor.parties.len() != 2 || floor.place(other).is_none() {
                        return;
                    }
                    if floor.offers.len() < looked {
                        (looked, asked) = (0, None);
                    }
                    let ideal = meeting.ideal[floor.place(other).unwrap_or(0)];
                    let theirs: Vec<(usize, Package, f64)> = (0..floor.offers.len())
                        .filter(|at| floor.offers[*at].by == other)
                        .map(|at| (at, floor.offers[at].package, meeting.worth[at][other.index()]))
                        .collect();
                    for (at, package, worth) in theirs.iter().copied().filter(|(at, ..)| *at >= looked) {
                        // To stop the clock, with the last word, is another matter than the terms that were talked about.
                        if case.is_stopgap(package) {
                            continue;
                        }
                        let before: Vec<_> = theirs.iter().filter(|(earlier, ..)| *earlier < at).collect();
                        let least = before.iter().map(|(_, _, worth)| *worth).fold(f64::INFINITY, f64::min);
                        if let Some(asked) = asked.take() {
                            let holds = asked.issues().all(|(issue, option)| package.get(issue) == Some(option));
                            seen.answers[0] += 1;
                            seen.answers[1] += usize::from(holds);
                            continue;
                        }
                        if before.is_empty() && !meeting.draft.is_empty() {
                            let kept = meeting.draft.issues().all(|(issue, option)| package.get(issue) == Some(option));
                            seen.drafted[0] += 1;
                            seen.drafted[1] += usize::from(kept);
                        }
                        seen.concessions += usize::from(worth < least - 1e-9 && !before.is_empty());
                        // Its last word may have been a price that was asked for, which it may stand by.
                        let last = before.last().is_some_and(|(_, known, _)| *known == package);
                        let back = !last && before.iter().any(|(_, known, _)| *known == package);
                        let most = if back { 1e-9 } else { 0.03 * ideal + 1e-9 };
                        assert!(
                            worth <= least + most,
                            "{} {policy} {seed}: {worth} is asked for after {least} at an ideal of {ideal}",
                            case.id
                        );
                    }
                    looked = floor.offers.len();
                });
                let last = game.observe(me, |view| view.talk().is_some_and(|talk| talk.round + 2 >= talk.rounds));
                let question = game.observe(me, |view| {
                    let talk = view.talk()?;
                    let best = talk.own.best().issues().next()?;
                    (talk.round % 4 == 2).then(|| Package::EMPTY.with(best.0, Some(best.1)))
                });
                let best = game.observe(me, |view| view.talk().map(|talk| talk.own.best()));
                let question = question.map(Action::AskPrice);
                let offer = best.map(Action::Offer);
                let yields = last.then_some(Action::Accept);
                let wishes = yields.into_iter().chain(question).chain(offer).chain([Action::Accept, Action::WalkOut]);
                wishes.collect()
            }
            Ask::Settle(_) => vec![Action::Settle(summitry::rules::action::Settlement::BackDown)],
            Ask::Attend => vec![Action::Attend(true)],
            Ask::Comply(_) => vec![Action::Comply(true)],
            Ask::Vote(_) => vec![Action::Vote(summitry::rules::action::Ballot::Free)],
        }
        .into_iter();
        let done = wishes.find(|action| game.submit(me, *action).is_ok()).expect("something is legal");
        if let Action::AskPrice(package) = done {
            asked = Some(package);
        }
        game.advance();
    }
    seen
}

#[test]
fn concessions_are_not_taken_back_drafts_are_where_talks_begin_and_prices_are_named() {
    let mut drafted = std::collections::BTreeMap::new();
    let (mut concessions, mut answers) = (0, [0; 2]);
    for case in all() {
        for policy in policy::ALL.iter().filter(|policy| policy.foresight == 0.0) {
            for seed in 0..6 {
                let seen = haggle(case, policy.name, seed, case.summit.parties[seed as usize % 2]);
                concessions += seen.concessions;
                let known: &mut [usize; 2] = drafted.entry(policy.name).or_default();
                for one in 0..2 {
                    answers[one] += seen.answers[one];
                    known[one] += seen.drafted[one];
                }
            }
        }
    }
    println!("{concessions} concessions, answers {answers:?}, drafts {drafted:?}");
    assert!(concessions > 50, "{concessions} concessions prove nothing");
    assert!(answers[1] * 2 > answers[0] && answers[1] > 20, "{answers:?} answers hold what was asked");
    let of = |policy: &str| drafted.get(policy).copied().unwrap_or_default();
    let [tables, kept] = of("legalist");
    assert!(tables > 0 && kept * 4 >= tables * 3, "legalist: {kept} of {tables} drafts are where it begins");
    let [tables, kept] = of("hawk");
    assert!(tables == 0 || kept < tables, "hawk: {kept} of {tables} drafts are left as they were");
}

#[test]
fn splitting_a_package_changes_nobodys_valuation() {
    for case in all() {
        let parties = Nations::of(case.summit.parties);
        let common = case.issues_open_to(parties);
        let mut choices = Choices::new(3);
        for round in 0..40 {
            let mut whole = any_package(case, &mut choices);
            let mut bound: Vec<MeasureId> = Vec::new();
            for issue in 0..MAX_ISSUES {
                let Some(option) = whole.get(issue) else { continue };
                let terms = &case.issues[issue].options[option];
                let sets = &terms.sets;
                // How long it lasts is a clause of the whole text and not of a part. Two issues that set one measure contradict
                // each other, and the later one stands.
                let whole_text = terms.duration.is_some() || terms.extends;
                let contradicts = sets.iter().any(|(measure, _)| bound.contains(measure));
                if common & 1 << issue == 0 || whole_text || contradicts {
                    whole.set(issue, None);
                } else {
                    bound.extend(sets.iter().map(|(measure, _)| *measure));
                }
            }
            let mut parts = [Package::EMPTY; 2];
            for (issue, option) in whole.issues() {
                parts[choices.below(2)].set(issue, Some(option));
            }
            let after = |packages: &[Package]| {
                let mut game = open_game(case, round);
                game.look(|table| {
                    let day = table.today();
                    for package in packages.iter().filter(|package| !package.is_empty()) {
                        let position = agreements::sign(table, parties, *package, Level::Leaders, day);
                        agreements::enter_into_force(table, usize::from(position), day);
                    }
                    table.refresh();
                    assert!(table.game.agreements.iter().all(|one| one.status == AgreementStatus::InForce));
                    let worth: Vec<f64> = case.nation_ids().map(|nation| table.nation(nation).payoff).collect();
                    (table.levels(), table.no_deal_levels(), worth)
                })
            };
            let (together, apart) = (after(&[whole]), after(&parts));
            assert_eq!(
                (together.0, together.1),
                (apart.0, apart.1),
                "{}: levels after {whole:?} as {parts:?}",
                case.id
            );
            for (one, other) in together.2.iter().zip(&apart.2) {
                assert!((one - other).abs() < 1e-9, "{}: {one} against {other} for {whole:?} as {parts:?}", case.id);
            }
        }
    }
}
