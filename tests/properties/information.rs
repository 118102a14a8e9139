//! No information reaches a seat that its role does not have.

use crate::cases::{Choices, Then, all, open_game, wander};
use std::collections::BTreeSet;
use std::fmt::Write;
use std::sync::Arc;
use summitry::bargaining::{OpponentModel as _, Package};
use summitry::delegations::character::Character;
use summitry::delegations::policy;
use summitry::delegations::policy::Leadership;
use summitry::game::{Game, built_in};
use summitry::rules::action::Action;
use summitry::rules::case::{Case, ChannelId, Level, MAX_NATIONS, NationId, Nations};
use summitry::rules::event::Fact;
use summitry::rules::observation::{Observation, TalkView};
use summitry::rules::prospect::Prospect;
use summitry::rules::random::{Purpose, Stream};
use summitry::rules::replica::Replica;
use summitry::rules::state::{Ask, Commitment, Mandate, Offer, Phase, Table};

/// Everything that an observation answers, with the name of what was asked.
fn dump(view: &Observation) -> String {
    let case = view.case();
    let mut text = String::new();
    macro_rules! tell {
        ($($method:ident($($argument:expr),*)),* $(,)?) => {
            $(writeln!(text, "{} {:?}", stringify!($method), view.$method($($argument),*)).expect("writing to a string");)*
        };
    }
    macro_rules! list {
        ($($method:ident),* $(,)?) => {
            $(writeln!(text, "{} {:?}", stringify!($method), view.$method().collect::<Vec<_>>()).expect("writing to a string");)*
        };
    }
    tell!(seat(), ask(), turn(), today(), slot(), phase(), own(), outcome(), market(), agreements(), levels());
    tell!(no_deal_levels(), goals(), attendance_terms(), outside_news(), put_to_vote(), stake(0));
    tell!(payoff(&view.levels()), payoff(&view.no_deal_levels()), goals_under(&view.no_deal_levels()));
    list!(commitments, channels, requests, moves, events, held_votes);
    // Positions that the seat does not know of are asked as well.
    for position in 0..32 {
        tell!(threat_fall(position), commitment(position));
    }
    for other in case.nation_ids() {
        tell!(conceded(other));
    }
    for id in 0..case.channels.len() {
        tell!(channel(ChannelId::at(id)));
    }
    // Every level of every measure, for me and as analysts see the others.
    let around = |mut prospect: Prospect| {
        let mut worth = vec![prospect.standing()];
        for measure in case.measure_ids() {
            worth.extend((0..case.measure(measure).levels.len()).map(|level| prospect.with(measure, level as u8)));
        }
        (worth, prospect.supplied())
    };
    writeln!(text, "prospect {:?}", around(view.prospect())).expect("writing to a string");
    for other in case.nation_ids() {
        writeln!(text, "reputed_prospect {:?}", around(view.reputed_prospect(other))).expect("writing to a string");
    }
    if let Some(talk) = view.talk() {
        // Field by field: what is kept for the others at the table is not for this seat.
        let TalkView {
            channel, level, parties, round, rounds, standing, offers, asked, vote, draft, own, ideal, ..
        } = talk;
        let open = (channel, level, parties, round, rounds, standing, offers, asked, vote, draft);
        let mine = (own, ideal, talk.reservation, talk.estimate, talk.standing_worth(), talk.time(), talk.last_word());
        let valued: Vec<_> = talk.valued().collect();
        writeln!(text, "talk {open:?} {mine:?} {valued:?}").expect("writing to a string");
    }
    for measure in case.measure_ids() {
        tell!(measure(measure), levels_with(measure, 0));
    }
    for person in case.nations.iter().flat_map(|nation| &nation.negotiators) {
        tell!(negotiator(*person));
    }
    for level in Level::ALL {
        tell!(speaker(level));
    }
    for (_, known) in view.commitments() {
        tell!(audience_cost(known));
    }
    for (position, agreement) in view.agreements().iter().enumerate() {
        if agreement.parties.has(view.seat()) {
            tell!(temptation(position));
        }
    }
    for other in case.nation_ids() {
        tell!(approval(other), attendance(other), reputed_payoff(other, &view.levels()));
        for third in case.nation_ids() {
            tell!(tension_between(other, third));
        }
        tell!(offers_seen(other), conceded(other));
        if other == view.seat() {
            continue;
        }
        let pair = Nations::of([view.seat(), other]);
        tell!(
            trust(other),
            tension(other),
            threat_credibility(other),
            promise_credibility(other),
            threat_record(other),
            promise_record(other),
            own_credibility(other)
        );
        tell!(draft(pair), preferences(case.issues_open_to(pair), pair));
        for (issue, terms) in case.issues.iter().enumerate().filter(|(_, terms)| pair.covers(terms.parties)) {
            for option in 0..terms.options.len() {
                let package = Package::EMPTY.with(issue, Some(option));
                tell!(package_value(package, pair), support(package, pair));
                tell!(constituency_margins(package, pair), in_win_set(package, pair));
            }
        }
    }
    for (channel, _, _) in view.channels() {
        tell!(agenda_of(channel));
    }
    let mut actions = Vec::new();
    view.candidates(&mut actions);
    writeln!(text, "candidates {actions:?}").expect("writing to a string");
    tell!(docket());
    let moves = view.docket().map(|docket| actions.iter().map(|one| view.check_move(&docket, one)).collect::<Vec<_>>());
    writeln!(text, "check_move {moves:?}").expect("writing to a string");
    view.menu(&mut actions);
    for action in &actions {
        tell!(check(action));
    }
    writeln!(text, "menu {actions:?}").expect("writing to a string");
    text
}

#[test]
fn the_dump_asks_everything_that_an_observation_answers() {
    let source = include_str!("../../src/rules/observation.rs");
    let view = source.split("impl<'a, 't> Observation<'a, 't> {").nth(1).expect("the observation has its methods");
    let view = view.split("\n}\n").next().unwrap_or_default();
    let mut game = open_game(&all()[1], 1);
    // Into talks, so that there is something of everything.
    let mut asked = String::new();
    wander(&mut game, &mut Choices::new(1), |game, seat, _| {
        let talks = game
            .observe(seat, |view| view.talk().is_some() && view.agreements().iter().any(|one| one.parties.has(seat)));
        let promised = game.observe(seat, |view| view.commitments().next().is_some());
        if talks && promised {
            asked = game.observe(seat, dump);
        }
        if asked.is_empty() { Then::Draw } else { Then::Stop }
    });
    for line in view.lines().filter_map(|line| line.trim().strip_prefix("pub fn ")) {
        let name = line.split(['(', '<']).next().unwrap_or_default();
        // The scenario is what everybody has read, but for the private briefings, which the rules do not look at.
        if !["new", "case"].contains(&name) {
            assert!(
                asked.lines().any(|told| told.starts_with(&format!("{name} "))),
                "the dump does not ask for {name}"
            );
        }
    }
}

/// Changes everything that a seat may not know, and nothing else.
fn change_secrets(table: &mut Table, seat: NationId) {
    let case = table.case;
    for other in case.nation_ids().filter(|other| *other != seat) {
        let nation = table.nation_mut(other);
        nation.resolve = 1.0 - nation.resolve;
        nation.capital += 5.0;
        nation.drift = nation.drift.map(|value| value - 0.1);
        nation.stock = nation.stock.map(|value| value + 3.0);
        nation.capacity = nation.capacity.map(|value| value + 0.2);
        nation.payoff += 7.0;
        nation.no_deal -= 7.0;
        nation.gathered += 11.0;
        nation.mandate = if nation.mandate == Mandate::Firm { Mandate::Flexible } else { Mandate::Firm };
        nation.public_moves = 7;
        nation.backers = Nations::NONE;
        nation.last_declined = [3; MAX_NATIONS];
        nation.last_mediation = 3;
        nation.last_hostile = nation.last_hostile.map(|turn| turn + 1);
        for third in case.nation_ids() {
            let relation = table.relation_mut(other, third);
            relation.promises.kept += 2.0;
            relation.interests.observe(Package::EMPTY.with(0, Some(1)));
            relation.offers_seen += 3;
            if third != seat {
                // What they think of the seat itself shows: in how its threats have fared, and in whether they let it mediate.
                relation.threats.kept += 2.0;
                relation.trust = 1.0 - relation.trust;
                relation.conceded = Package::EMPTY.with(0, Some(0));
            }
        }
    }
    let absent = |members: Nations| !members.has(seat);
    for (line, channel) in case.channels.iter().zip(table.channels.iter_mut()).filter(|(line, _)| absent(line.members))
    {
        channel.open = !channel.open;
        channel.held += 1;
        channel.appointment = summitry::rules::state::Appointment::Agreed(3);
        channel.draft = Package::EMPTY.with(line.agenda.trailing_zeros().min(15) as usize, Some(0));
    }
    let [one, other] = match case.nation_ids().filter(|other| *other != seat).collect::<Vec<_>>()[..] {
        [one, other, ..] => [one, other],
        _ => return,
    };
    // Something said in confidence between two others; under a demand that stays open, so that it would weigh if it were known.
    if let Some(measure) = case.measure_ids().find(|measure| case.measure(*measure).owner == one) {
        table.game.commitments.push(Commitment {
            threat: true,
            by: one,
            to: other,
            measure,
            level: case.measure(measure).levels.len() as u8 - 1,
            demand: None,
            deters: false,
            made: table.today(),
            due: table.today() + 10,
            public: false,
            postponed: 0,
            end: None,
        });
        table.game.threat_falls.resize(table.game.commitments.len() - 1, [0.0; MAX_NATIONS]);
        let mut falls = [0.0; MAX_NATIONS];
        (falls[one.index()], falls[other.index()]) = (-2.0, 5.0);
        table.game.threat_falls.push(falls);
    }
    let day = table.today();
    table.note(day, Nations::of([one, other]), Fact::BackChannelOpened(one, other));
    table.game.moves.push((one, Action::Reassure(other)));
    let meeting = &mut table.game.meeting;
    for position in 0..meeting.floor.parties.len() {
        if meeting.channel.is_some() && meeting.floor.parties[position] != seat {
            meeting.reservation[position] += 4.0;
            meeting.own[position].base += 4.0;
            meeting.estimate[position].base += 4.0;
            meeting.ideal[position] += 4.0;
            for worth in &mut meeting.worth {
                worth[meeting.floor.parties[position].index()] += 4.0;
            }
        }
    }
    if meeting.channel.is_some() && !meeting.floor.parties.contains(&seat) {
        meeting.floor.offers.push(Offer {
            by: meeting.floor.parties[0],
            round: 0,
            package: Package::EMPTY.with(0, Some(1)),
        });
    }
    // Chance yet to come.
    table.game.chance = Stream::new(99, 99, 0, Purpose::World);
    table.game.votes = Stream::new(99, 99, 0, Purpose::Ratification);
}

/// What each built-in policy would decide on what the seat sees; with those that look `ahead`, which takes its time, or without.
fn decisions(game: &mut Game, seat: NationId, ask: Ask, ahead: bool) -> String {
    let case = game.case().clone();
    game.observe(seat, |view| {
        let mut text = String::new();
        for character in policy::ALL.into_iter().filter(|character| ahead || character.foresight == 0.0) {
            let brief = Character { foresight: character.foresight.min(2.0), ..*character };
            let mut occupant = built_in(&case, seat, Leadership::Fixed(brief), 1, 1);
            writeln!(text, "{} {:?}", character.name, occupant.decide(view, ask)).expect("writing to a string");
        }
        text
    })
}

/// The first lines in which two dumps differ.
fn difference(one: &str, other: &str) -> String {
    one.lines().zip(other.lines()).find(|(a, b)| a != b).map(|(a, b)| format!("{a}\n{b}")).unwrap_or_default()
}

/// Numbers of the decisions at which a game by chance is looked at: the second and the last of each kind of question.
fn stops(game: &mut Game, seed: u64) -> Vec<(usize, &'static str)> {
    let mut asked: Vec<(usize, &'static str)> = Vec::new();
    let mut number = 0;
    wander(game, &mut Choices::new(seed), |game, _, _| {
        asked.extend(game.waiting().map(|(_, ask)| (number, kind(ask))));
        number += 1;
        Then::Draw
    });
    KINDS
        .iter()
        .flat_map(|kind| {
            let mut of_kind = asked.iter().filter(|(_, known)| known == kind).copied();
            [of_kind.nth(1), of_kind.last()]
        })
        .flatten()
        .collect()
}

/// A game by chance as it stands before the decision of this number.
fn reached(case: &Arc<Case>, seed: u64, stop: usize) -> Game {
    let mut game = open_game(case, seed);
    let mut left = stop;
    wander(&mut game, &mut Choices::new(seed), |_, _, _| match left {
        0 => Then::Stop,
        _ => {
            left -= 1;
            Then::Draw
        }
    });
    game
}

const KINDS: [&str; 5] = ["posture", "talk", "settle", "attend", "comply"];

fn kind(ask: Ask) -> &'static str {
    match ask {
        Ask::Posture => KINDS[0],
        Ask::Talk => KINDS[1],
        Ask::Settle(_) => KINDS[2],
        Ask::Attend => KINDS[3],
        Ask::Comply(_) => KINDS[4],
        // Only where a person holds a group's vote.
        Ask::Vote(_) => "vote",
    }
}

/// Everything in the game that a seat imagines.
fn imagined(game: &mut Game, seat: NationId) -> String {
    let mut replica = Replica::new(game.case().clone());
    game.observe(seat, |view| view.imagine(&mut replica, 7, 3));
    let table = replica.table();
    let parts = (&table.nations, &table.negotiators, &table.measures, &table.channels, &table.relations);
    let game = format!("{:?}", table.game);
    // Counts for reports are kept for all; no rule looks at them.
    let game = game.split("tally: ").next().unwrap_or_default().to_string();
    format!("{game}\n{parts:?}").replace("}, ", "},\n")
}

#[test]
fn what_a_seat_may_not_know_does_not_enter_what_it_imagines() {
    for case in all() {
        for (stop, _) in stops(&mut open_game(case, 2), 2) {
            let mut game = reached(case, 2, stop);
            for seat in case.nation_ids() {
                let mut twin = reached(case, 2, stop);
                twin.look(|table| change_secrets(table, seat));
                let (one, other) = (imagined(&mut game, seat), imagined(&mut twin, seat));
                assert!(one == other, "{} {seat:?} after {stop}:\n{}", case.id, difference(&one, &other));
                assert_eq!(one, imagined(&mut game, seat), "the same draw gives the same state");
            }
        }
    }
}

#[test]
fn what_a_seat_imagines_can_be_played_to_the_end() {
    for case in all() {
        for (stop, _) in stops(&mut open_game(case, 3), 3) {
            let mut game = reached(case, 3, stop);
            for seat in case.nation_ids() {
                let mut replica = Replica::new(case.clone());
                game.observe(seat, |view| view.imagine(&mut replica, 11, 0));
                let mut seats: Vec<_> =
                    case.nation_ids().map(|nation| built_in(case, nation, Leadership::Mixed, 11, 0)).collect();
                replica.play(&mut seats);
                assert_eq!(replica.table().game.phase, Phase::Over, "{} {seat:?} after {stop}", case.id);
                assert!((0.0..=100.0).contains(&replica.score(seat)));
            }
        }
    }
}

#[test]
fn what_a_seat_may_not_know_changes_nothing_that_it_sees() {
    let mut met = BTreeSet::new();
    for case in all() {
        for seed in 0..4u64 {
            for (stop, kind) in stops(&mut open_game(case, seed), seed) {
                let mut game = reached(case, seed, stop);
                let Some((up, ask)) = game.waiting() else { continue };
                for seat in case.nation_ids() {
                    let mut twin = reached(case, seed, stop);
                    twin.look(|table| change_secrets(table, seat));
                    let (seen, told) = (game.observe(seat, dump), twin.observe(seat, dump));
                    assert!(
                        seen == told,
                        "{} {seat:?} seed {seed} after {stop}:\n{}",
                        case.id,
                        difference(&seen, &told)
                    );
                    if seat == up {
                        let ahead = seed == 0;
                        let (open, blind) =
                            (decisions(&mut game, seat, ask, ahead), decisions(&mut twin, seat, ask, ahead));
                        assert!(open == blind, "{} {seat:?} {ask:?}:\n{}", case.id, difference(&open, &blind));
                        met.insert(kind);
                    }
                }
            }
        }
    }
    assert_eq!(met.len(), KINDS.len(), "only {met:?} were met");
}
