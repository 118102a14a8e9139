//! What holds whoever bargains: for every agent, every protocol, and parties that say anything.

use crate::reference::{fixture, hold, load};
use proptest::prelude::*;
use std::collections::BTreeMap;
use std::sync::Arc;
use summitry::bargaining::agent::Agent;
use summitry::bargaining::analysis::{self, efficient};
use summitry::bargaining::domain::{Domain, Issue, Outcome, Range};
use summitry::bargaining::explained::{self, Explained, Minutes};
use summitry::bargaining::floor::Word;
use summitry::bargaining::partial;
use summitry::bargaining::profile::{Evaluator, Profile, Statement};
use summitry::bargaining::protocol::{Meeting, Protocol, Quota, SingleText, StackedAlternatingOffers, Voting};
use summitry::bargaining::registry::{self, Recipe};
use summitry::bargaining::session::{
    self, Chance, Clock, Ended, Ending, Heard, Limits, Members, Negotiator, Offer, PowerBounds, Response, Seat,
};
use summitry::bargaining::{MAX_ISSUES, MAX_OPTIONS, Package, Preferences};

/// A domain of discrete issues of these sizes.
fn domain(sizes: &[usize]) -> Arc<Domain> {
    let issue = |(at, size): (usize, &usize)| Issue {
        name: format!("issue {at}"),
        range: Range::Discrete((0..*size).map(|value| value.to_string()).collect()),
        group: None,
    };
    Arc::new(Domain::new("test", sizes.iter().enumerate().map(issue).collect(), Vec::new()).expect("a small domain"))
}

prop_compose! {
    /// Profiles of some parties over one domain.
    fn table(parties: std::ops::Range<usize>)(
        sizes in proptest::collection::vec(1usize..5, 1..5),
        parties in parties,
    )(
        raw in proptest::collection::vec(
            (proptest::collection::vec(0.01f64..1.0, 4), proptest::collection::vec(0u8..6, 16), 0.0f64..0.9),
            parties,
        ),
        sizes in Just(sizes),
    ) -> Vec<Arc<Profile>> {
        let domain = domain(&sizes);
        let profile = |(weights, values, reservation): (Vec<f64>, Vec<u8>, f64)| {
            let sum: f64 = weights[..sizes.len()].iter().sum();
            let statement = Statement {
                weights: weights[..sizes.len()].iter().map(|weight| weight / sum).collect(),
                group_weights: Vec::new(),
                evaluators: (0..sizes.len())
                    .map(|at| Evaluator::Discrete(values[4 * at..4 * at + sizes[at]].iter().map(|v| f64::from(*v)).collect()))
                    .collect(),
                constraints: None,
                reservation,
                discount: 1.0,
            };
            Arc::new(Profile::new("party", domain.clone(), statement))
        };
        raw.into_iter().map(profile).collect()
    }
}

/// Names of all agents, and some put together.
fn agent_names() -> Vec<String> {
    let mut names: Vec<String> = registry::agents().iter().map(|(name, _)| name.to_string()).collect();
    names.extend(
        [
            "trade-off/next/bayesian",
            "time=0.5/combi=0.7",
            "nash-seeker/target/hardheaded",
            "linear/time=0.5",
            "micro/const=0.6",
        ]
        .map(str::to_string),
    );
    names
}

fn agent(name: &str, profile: &Arc<Profile>) -> Agent {
    Recipe::parse(name).expect("a known agent").make(profile).expect("a small domain")
}

/// A party that says anything.
struct Anything {
    profile: Arc<Profile>,
    chance: Chance,
    seed: u64,
    may_leave: bool,
    bounds: PowerBounds,
}

impl Negotiator for Anything {
    fn begin(&mut self, seat: Seat) {
        self.chance = Chance::new(seat.seed ^ self.seed);
    }
    fn hear(&mut self, _clock: Clock, _from: usize, _offer: Outcome) {}
    fn respond(&mut self, _clock: Clock, _from: usize, offer: Outcome) -> Response {
        match self.chance.below(20) {
            0 if self.may_leave => Response::End,
            1..=4 if self.signs(offer) => Response::Accept,
            _ => Response::Reject,
        }
    }
    fn propose(&mut self, _clock: Clock) -> Option<Outcome> {
        let leaves = self.may_leave && self.chance.below(40) == 0;
        let offer = self.chance.below(self.profile.domain().count());
        // Whoever offers agrees, so it offers nothing that it would not sign.
        Some(if self.signs(offer) { offer } else { self.profile.best().1 })
            .filter(|offer| !leaves && self.signs(*offer))
    }
    /// Anything at all, also what the rules of the floor do not allow.
    fn say(&mut self, clock: Clock, heard: Heard) -> Word<Outcome> {
        let count = self.profile.domain().count();
        match self.chance.below(12) {
            0 => Word::Ask(self.chance.below(count)),
            1 if self.may_leave => Word::Leave,
            2..=3 if heard.standing.is_none_or(|(_, offer)| self.signs(offer)) => Word::Accept,
            _ => self.propose(clock).map_or(Word::Leave, Word::Offer),
        }
    }
    fn coalitions(&mut self, _clock: Clock, _offer: Outcome) -> PowerBounds {
        self.bounds
    }
    fn prefers(&mut self, _clock: Clock, _text: Outcome, _standing: Option<Outcome>) -> bool {
        self.chance.below(3) > 0
    }
    fn signs(&self, outcome: Outcome) -> bool {
        self.profile.utility(outcome) >= self.profile.reservation()
    }
}

fn protocols(domain: &Arc<Domain>, parties: usize) -> Vec<Box<dyn Protocol>> {
    let voting = |quota: Quota, partial: bool| {
        let mut voting = Voting::new(quota);
        voting.power = (0..parties).map(|place| 1.0 + place as f64).collect();
        voting.partial = partial;
        voting
    };
    vec![
        Box::new(StackedAlternatingOffers::default()),
        Box::new(Voting::new(Quota::Unanimity)),
        Box::new(voting(Quota::Share(0.6), false)),
        Box::new(voting(Quota::Share(0.5), true)),
        Box::new(SingleText::new(domain.clone())),
        Box::new(Meeting::default()),
        Box::new(Meeting::starting_from(domain.count() - 1)),
    ]
}

/// What holds of any session of any protocol.
fn check(profiles: &[Arc<Profile>], ended: &Ended, trace: &[Offer], rounds: u32) -> Result<(), TestCaseError> {
    let parties = profiles.len();
    let count = profiles[0].domain().count();
    prop_assert!(ended.rounds >= 1 && ended.rounds <= rounds);
    prop_assert_eq!(ended.ending == Ending::Agreement, !ended.deals.is_empty());
    prop_assert!(
        trace
            .iter()
            .all(|offer| offer.outcome < count && offer.round < ended.rounds && offer.party as usize <= parties)
    );
    prop_assert!(trace.windows(2).all(|pair| pair[0].round <= pair[1].round));
    let mut bound = Members::default();
    for deal in &ended.deals {
        prop_assert!(trace.iter().any(|offer| offer.outcome == deal.outcome), "what nobody offered was agreed");
        prop_assert!(!deal.members.is_empty());
        for place in deal.members.iter() {
            prop_assert!(place < parties && !bound.has(place), "a party is bound twice");
            bound = bound.with(place);
            let profile = &profiles[place];
            prop_assert!(profile.utility(deal.outcome) >= profile.reservation(), "agreed below the reservation value");
        }
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 60, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn protocols_keep_their_rules_whatever_is_said(
        profiles in table(2..6), seed in any::<u64>(), rounds in 1u32..40, may_leave in any::<bool>(), goes_on in 0.5f64..1.0,
    ) {
        for mut protocol in protocols(profiles[0].domain(), profiles.len()) {
            let mut parties: Vec<Box<dyn Negotiator>> = Vec::new();
            for profile in &profiles {
                let (profile, chance) = (profile.clone(), Chance::new(0));
                parties.push(Box::new(Anything { profile, chance, seed, may_leave, bounds: PowerBounds::ANY }));
            }
            let limits = Limits { rounds, continue_probability: goes_on };
            let mut trace = Vec::new();
            let ended = session::run(protocol.as_mut(), &mut parties, limits, seed, &mut trace);
            check(&profiles, &ended, &trace, rounds)?;
            let mut again = Vec::new();
            prop_assert_eq!(&session::run(protocol.as_mut(), &mut parties, limits, seed, &mut again), &ended);
            prop_assert_eq!(again, trace);
        }
    }

    /// MOPAC: every deal has as much power behind it as each of its members asks for, and no more than each allows.
    #[test]
    fn coalitions_keep_the_bounds_of_their_members(
        profiles in table(3..6), seed in any::<u64>(), raw in proptest::collection::vec((0u32..9, 0u32..12), 5),
    ) {
        let mut voting = Voting::new(Quota::Share(0.01));
        voting.power = (0..profiles.len()).map(|place| 1.0 + place as f64).collect();
        voting.partial = true;
        let bounds = |place: usize| {
            let (least, more) = raw[place];
            PowerBounds { least: f64::from(least), most: f64::from(least + more) }
        };
        let mut parties: Vec<Box<dyn Negotiator>> = Vec::new();
        for (place, profile) in profiles.iter().enumerate() {
            let (profile, chance) = (profile.clone(), Chance::new(0));
            parties.push(Box::new(Anything { profile, chance, seed, may_leave: false, bounds: bounds(place) }));
        }
        let mut trace = Vec::new();
        let ended = session::run(&mut voting, &mut parties, Limits::rounds(40), seed, &mut trace);
        check(&profiles, &ended, &trace, 40)?;
        for deal in &ended.deals {
            let power: f64 = deal.members.iter().map(|place| voting.power[place]).sum();
            prop_assert!(deal.members.len() > 1);
            for place in deal.members.iter() {
                let PowerBounds { least, most } = bounds(place);
                prop_assert!(least <= power + 1e-9 && power <= most + 1e-9, "{} joined a power of {}", place, power);
            }
        }
    }

    /// Keeping minutes changes nothing, and the minutes hold every offer and every acceptance that counts, with reasons that bear it out.
    #[test]
    fn minutes_give_the_reasons_and_change_nothing(
        profiles in table(2..4), seed in any::<u64>(), pick in proptest::collection::vec(any::<prop::sample::Index>(), 4),
    ) {
        let names = agent_names();
        for mut protocol in protocols(profiles[0].domain(), profiles.len()) {
            let chosen: Vec<&String> = pick.iter().map(|pick| pick.get(&names)).collect();
            let mut plain: Vec<Box<dyn Negotiator>> = Vec::new();
            let mut explained: Vec<Box<dyn Negotiator>> = Vec::new();
            let minutes = Minutes::default();
            for (profile, name) in profiles.iter().zip(&chosen) {
                plain.push(Box::new(agent(name, profile)));
                explained.push(Box::new(Explained::new(agent(name, profile), minutes.clone())));
            }
            let (mut trace, mut told) = (Vec::new(), Vec::new());
            let ended = session::run(protocol.as_mut(), &mut plain, Limits::rounds(25), seed, &mut trace);
            prop_assert_eq!(&session::run(protocol.as_mut(), &mut explained, Limits::rounds(25), seed, &mut told), &ended);
            prop_assert_eq!(&told, &trace);
            let minutes = minutes.borrow();
            let by_party = |offer: &&Offer| (offer.party as usize) < profiles.len();
            let offers = minutes.iter().filter(|spoken| matches!(spoken.word, explained::Word::Offer(_))).count();
            prop_assert_eq!(offers, trace.iter().filter(by_party).count());
            for spoken in minutes.iter() {
                let profile = &profiles[spoken.party];
                prop_assert_eq!(spoken.reasons.time, spoken.clock.time());
                prop_assert_eq!(spoken.reasons.reservation, profile.reservation());
                if let explained::Word::Offer(outcome) | explained::Word::Accept(outcome) = spoken.word {
                    prop_assert_eq!(spoken.reasons.utility, profile.utility(outcome));
                    prop_assert!(spoken.reasons.utility >= profile.reservation());
                }
            }
        }
    }

    /// "What would you want for this?" is answered with a package that holds it and that the answerer then signs, where there is one.
    #[test]
    fn a_question_of_price_is_answered_with_what_is_signed(
        values in proptest::collection::vec(proptest::collection::vec(-9.0f64..9.0, 3), 1..4), round in 0u32..20,
        asked in any::<prop::sample::Index>(), reservation in 0.0f64..4.0,
    ) {
        let mut preferences = Preferences { value: [[0.0; MAX_OPTIONS]; MAX_ISSUES], options: [0; MAX_ISSUES], base: 0.0 };
        for (issue, list) in values.iter().enumerate() {
            preferences.value[issue][..3].copy_from_slice(list);
            preferences.options[issue] = 3;
        }
        let issues: Vec<usize> = (0..values.len()).collect();
        let named = issues.iter().map(|at| (format!("issue {at}"), ["a", "b", "c"].map(str::to_string).to_vec()));
        let domain = Arc::new(partial::domain_of_packages("game", named).expect("issues"));
        let profile = Arc::new(partial::of_preferences("side", domain.clone(), &issues, &preferences, reservation));
        let asked = asked.index(domain.count() as usize) as Outcome;
        let clock = Clock { round, rounds: 20 };
        let mut one = agent("linear", &profile);
        one.begin(Seat { place: 0, parties: 2, rounds: 20, seed: 3 });
        let heard = Heard { standing: None, asked: Some(asked), vote: false };
        let signable = |outcome: &Outcome| profile.utility(*outcome) >= profile.reservation();
        match one.say(clock, heard) {
            Word::Offer(answer) => {
                prop_assert!(signable(&answer));
                let could = (0..domain.count()).filter(signable).any(|outcome| partial::contains(&domain, outcome, asked));
                prop_assert_eq!(partial::contains(&domain, answer, asked), could);
                let back = Heard { standing: Some((1, answer)), asked: None, vote: false };
                prop_assert_eq!(one.say(clock, back), Word::Accept);
            }
            _ => prop_assert!(!(0..domain.count()).any(|outcome| signable(&outcome)), "there was something to say"),
        }
    }

    #[test]
    fn agents_keep_the_rules_of_every_protocol(
        profiles in table(2..4), seed in any::<u64>(), rounds in 1u32..30, pick in proptest::collection::vec(any::<prop::sample::Index>(), 4),
    ) {
        let names = agent_names();
        for mut protocol in protocols(profiles[0].domain(), profiles.len()) {
            let mut parties: Vec<Box<dyn Negotiator>> = Vec::new();
            for (profile, pick) in profiles.iter().zip(&pick) {
                parties.push(Box::new(agent(pick.get::<String>(&names), profile)));
            }
            let mut trace = Vec::new();
            let ended = session::run(protocol.as_mut(), &mut parties, Limits::rounds(rounds), seed, &mut trace);
            check(&profiles, &ended, &trace, rounds)?;
            // Agents are as new in a second session.
            let mut again = Vec::new();
            prop_assert_eq!(&session::run(protocol.as_mut(), &mut parties, Limits::rounds(rounds), seed, &mut again), &ended);
            prop_assert_eq!(again, trace);
        }
    }

    #[test]
    fn an_own_offer_that_comes_back_is_accepted(profiles in table(1..2), round in 0u32..99) {
        let profile = &profiles[0];
        let nothing_to_gain = profile.best().0 < profile.reservation();
        for name in agent_names() {
            let mut one = agent(&name, profile);
            one.begin(Seat { place: 0, parties: 2, rounds: 100, seed: 7 });
            let clock = Clock { round, rounds: 100 };
            let Some(offer) = one.propose(clock) else {
                prop_assert!(nothing_to_gain, "{} leaves the table", name);
                continue;
            };
            prop_assert!(profile.utility(offer) >= profile.reservation(), "{}", name);
            one.hear(clock, 1, offer);
            prop_assert_eq!(one.respond(Clock { round: round + 1, ..clock }, 1, offer), Response::Accept, "{}", name);
        }
    }

    #[test]
    fn what_depends_on_time_alone_never_takes_a_concession_back(profiles in table(1..2), exponent in 0.05f64..9.0) {
        let profile = &profiles[0];
        for name in [format!("time={exponent}"), "boulware".into(), "linear".into(), "conceder".into(), "resource".into()] {
            let mut one = agent(&name, profile);
            one.begin(Seat { place: 0, parties: 2, rounds: 50, seed: 0 });
            let mut last = f64::INFINITY;
            for round in 0..50 {
                let Some(offer) = one.propose(Clock { round, rounds: 50 }) else { break };
                let utility = profile.utility(offer);
                prop_assert!(utility <= last, "{} asks for more in round {}", name, round);
                last = utility;
            }
        }
    }

    /// MiCRO's new offers go down one by one, and it never owes more than one.
    #[test]
    fn micro_gives_a_new_offer_for_a_new_offer(profiles in table(2..3), seed in any::<u64>()) {
        let (_, trace) = hold(&["microlast", "agent-k/const=1"], &profiles, 60, seed);
        let mut distinct = [std::collections::BTreeSet::new(), std::collections::BTreeSet::new()];
        let mut last = f64::INFINITY;
        for offer in trace {
            distinct[offer.party as usize].insert(offer.outcome);
            if offer.party == 0 {
                let utility = profiles[0].utility(offer.outcome);
                prop_assert!(utility <= last);
                last = utility;
                prop_assert!(distinct[0].len() <= distinct[1].len() + 1);
            }
        }
    }

    /// Names change nothing: with the parties' places exchanged, and the same one opening, the session is its mirror image.
    #[test]
    fn relabelling_parties_mirrors_a_session(
        profiles in table(2..3),
        first in any::<prop::sample::Index>(),
        second in any::<prop::sample::Index>(),
    ) {
        let names: Vec<&str> = registry::agents().into_iter().map(|(name, _)| name).collect();
        // What draws by chance draws from the seed of its place.
        let steady: Vec<&str> =
            names.into_iter().filter(|name| !["micro", "absolute-tit-for-tat", "agent-k"].contains(name)).collect();
        let (first, second) = (*first.get(&steady), *second.get(&steady));
        let (ended, trace) = hold(&[first, second], &profiles, 40, 0);
        let mut parties: Vec<Box<dyn Negotiator>> =
            vec![Box::new(agent(second, &profiles[1])), Box::new(agent(first, &profiles[0]))];
        let mut mirrored = Vec::new();
        let mut protocol = StackedAlternatingOffers::opened_by(1);
        let image = session::run(&mut protocol, &mut parties, Limits::rounds(40), 0, &mut mirrored);
        mirrored.iter_mut().for_each(|offer| offer.party = 1 - offer.party);
        prop_assert_eq!(trace, mirrored);
        prop_assert_eq!(ended.deals, image.deals);
        prop_assert_eq!(ended.by, image.by.map(|by| 1 - by));
    }

    #[test]
    fn relabelling_parties_mirrors_the_analysis(profiles in table(2..5)) {
        let there = analysis::analyse(&profiles).expect("a small domain");
        let turned: Vec<Arc<Profile>> = profiles.iter().rev().cloned().collect();
        let back = analysis::analyse(&turned).expect("a small domain");
        let points = |list: &[analysis::Payoffs], turn: bool| -> std::collections::BTreeSet<Vec<u64>> {
            list.iter()
                .map(|one| {
                    let mut bits: Vec<u64> = one.utilities.iter().map(|utility| utility.to_bits()).collect();
                    if turn { bits.reverse() }
                    bits
                })
                .collect()
        };
        prop_assert_eq!(points(&there.frontier, false), points(&back.frontier, true));
        prop_assert_eq!(points(&there.nash, false), points(&back.nash, true));
        prop_assert_eq!(points(&there.kalai_egalitarian, false), points(&back.kalai_egalitarian, true));
        prop_assert_eq!(there.outcomes_on_frontier, back.outcomes_on_frontier);
        prop_assert_eq!(there.rational_fraction, back.rational_fraction);
    }

    /// The frontier is what the definition says: rational, undominated, complete.
    #[test]
    fn the_frontier_is_what_nothing_dominates(profiles in table(2..5)) {
        let found = analysis::analyse(&profiles).expect("a small domain");
        let of = |outcome: Outcome| -> Vec<f64> { profiles.iter().map(|profile| profile.utility(outcome)).collect() };
        let rational = |outcome: &Outcome| profiles.iter().all(|profile| profile.utility(*outcome) >= profile.reservation());
        let all: Vec<Outcome> = (0..profiles[0].domain().count()).filter(rational).collect();
        let dominated = |one: &[f64]| all.iter().map(|other| of(*other)).any(|other| {
            other != one && other.iter().zip(one).all(|(other, one)| other >= one)
        });
        let mut expected: BTreeMap<Vec<u64>, (Outcome, u64)> = BTreeMap::new();
        for outcome in &all {
            let utilities = of(*outcome);
            if !dominated(&utilities) {
                let key = utilities.iter().map(|utility| utility.to_bits()).collect();
                expected.entry(key).or_insert((*outcome, 0)).1 += 1;
            }
        }
        prop_assert_eq!(found.frontier.len(), expected.len());
        prop_assert_eq!(found.outcomes_on_frontier, expected.values().map(|(_, count)| count).sum::<u64>());
        for point in &found.frontier {
            let key: Vec<u64> = point.utilities.iter().map(|utility| utility.to_bits()).collect();
            prop_assert_eq!(Some(point.outcome), expected.get(&key).map(|(first, _)| *first));
            prop_assert_eq!(analysis::left_on_the_table(&found, &point.utilities), 0.0);
        }
        for outcome in &all {
            let left = analysis::left_on_the_table(&found, &of(*outcome));
            prop_assert!(left >= 0.0 && (dominated(&of(*outcome)) || left == 0.0));
        }
    }

    /// The frontier that is built issue by issue is the one over all outcomes.
    #[test]
    fn the_frontier_issue_by_issue_is_the_whole_one(profiles in table(2..3)) {
        let quick = efficient(&profiles[0].function().additive, &profiles[1].function().additive);
        let all: Vec<[f64; 2]> = (0..profiles[0].domain().count())
            .map(|outcome| [0, 1].map(|party: usize| profiles[party].function().additive.utility(profiles[0].domain(), outcome)))
            .collect();
        for point in &quick {
            prop_assert_eq!(all[point.outcome as usize], point.utilities);
        }
        for one in &all {
            prop_assert!(quick.iter().any(|point| (0..2).all(|party| point.utilities[party] >= one[party] - 1e-12)));
        }
        prop_assert!(quick.windows(2).all(|pair| pair[0].utilities[0] >= pair[1].utilities[0] && pair[0].utilities[1] < pair[1].utilities[1]));
    }

    /// A game's issue tables keep their meaning in the library's terms: who prefers what, and what Nash and the frontier say.
    #[test]
    fn a_games_tables_mean_the_same_in_the_librarys_terms(
        values in proptest::collection::vec((proptest::collection::vec(-9.0f64..9.0, 3), proptest::collection::vec(-9.0f64..9.0, 3)), 1..4),
    ) {
        let preferences = |side: usize| {
            let mut value = [[0.0; MAX_OPTIONS]; MAX_ISSUES];
            let mut options = [0; MAX_ISSUES];
            for (issue, pair) in values.iter().enumerate() {
                let list = if side == 0 { &pair.0 } else { &pair.1 };
                value[issue][..3].copy_from_slice(list);
                options[issue] = 3;
            }
            Preferences { value, options, base: 1.5 }
        };
        let issues: Vec<usize> = (0..values.len()).collect();
        let named = issues.iter().map(|at| (format!("issue {at}"), ["a", "b", "c"].map(str::to_string).to_vec()));
        let domain = Arc::new(partial::domain_of_packages("game", named).expect("issues"));
        let [one, other] = [0, 1].map(preferences);
        let [first, second] = [&one, &other].map(|one| Arc::new(partial::of_preferences("side", domain.clone(), &issues, one, one.base)));
        let package = |outcome: Outcome| {
            domain.values(outcome).enumerate().fold(Package::EMPTY, |package, (issue, value)| package.with(issue, (value < 3).then_some(value)))
        };
        for (preferences, profile) in [(&one, &first), (&other, &second)] {
            for outcome in 0..domain.count() {
                let before = preferences.utility(package(outcome)) - preferences.utility(package(0));
                let now = profile.utility(outcome) - profile.utility(0);
                prop_assert!(before.abs() < 1e-9 || before.signum() == now.signum(), "{} {}", before, now);
            }
        }
        let games = analysis::frontier(&one, &other);
        let solutions = analysis::solutions(&games, [1.5; 2]).expect("leaving all open is rational");
        let found = analysis::analyse(&[first, second]).expect("a small domain");
        let product = |package: Package| (one.utility(package) - 1.5).max(0.0) * (other.utility(package) - 1.5).max(0.0);
        prop_assert!((product(package(found.nash[0].outcome)) - product(solutions.nash.package)).abs() < 1e-6);
    }
}

#[test]
fn three_parties_agree_when_all_have_accepted_in_turn() {
    let (_, mut profiles) = load(&fixture("TariffPact.json"));
    profiles.push(profiles[0].clone());
    let (ended, trace) = hold(&["linear", "conceder", "linear"], &profiles, 100, 1);
    assert_eq!(ended.ending, Ending::Agreement);
    assert_eq!(ended.deals[0].members, Members::all(3));
    let last = trace.last().expect("offers");
    assert_eq!(last.outcome, ended.deals[0].outcome);
    // Everybody but its author said yes since, and the last to do so sits just before the author.
    assert_eq!(ended.by, Some((last.party as usize + 2) % 3));
}

/// A table of four whose last offer two accept: no majority. Of three, two are one.
#[test]
fn the_last_offer_of_a_meeting_goes_to_the_vote() {
    /// Offers its place's outcome, and accepts at the vote if it is willing.
    struct Votes(bool);
    impl Negotiator for Votes {
        fn begin(&mut self, _seat: Seat) {}
        fn hear(&mut self, _clock: Clock, _from: usize, _offer: Outcome) {}
        fn respond(&mut self, _clock: Clock, _from: usize, _offer: Outcome) -> Response {
            Response::Reject
        }
        fn propose(&mut self, clock: Clock) -> Option<Outcome> {
            Some(clock.round.into())
        }
        fn say(&mut self, clock: Clock, heard: Heard) -> Word<Outcome> {
            match heard.vote {
                true if self.0 => Word::Accept,
                true => Word::Leave,
                false => Word::Offer(clock.round.into()),
            }
        }
        fn prefers(&mut self, _clock: Clock, _text: Outcome, _standing: Option<Outcome>) -> bool {
            false
        }
        fn signs(&self, _outcome: Outcome) -> bool {
            true
        }
    }
    let hold = |willing: &[bool]| {
        let mut parties: Vec<Box<dyn Negotiator>> = Vec::new();
        willing.iter().for_each(|willing| parties.push(Box::new(Votes(*willing))));
        session::run(&mut Meeting::default(), &mut parties, Limits::rounds(3), 0, &mut Vec::new())
    };
    // Whoever speaks last made the offer, and is for it.
    let three = hold(&[true, false, false]);
    assert_eq!((three.ending, three.deals.len()), (Ending::Agreement, 1));
    assert_eq!(three.deals[0].members.len(), 2);
    assert_eq!(hold(&[true, false, false, false]).ending, Ending::TimedOut);
    assert_eq!(hold(&[true, false]).ending, Ending::Agreement);
    assert_eq!(hold(&[false, false]).ending, Ending::TimedOut);
}

#[test]
fn a_coalition_leaves_and_the_others_talk_on() {
    /// Offers one outcome and accepts another.
    struct Wants(Outcome);
    impl Negotiator for Wants {
        fn begin(&mut self, _seat: Seat) {}
        fn hear(&mut self, _clock: Clock, _from: usize, _offer: Outcome) {}
        fn respond(&mut self, _clock: Clock, _from: usize, offer: Outcome) -> Response {
            if offer == self.0 { Response::Accept } else { Response::Reject }
        }
        fn propose(&mut self, _clock: Clock) -> Option<Outcome> {
            Some(self.0)
        }
        fn prefers(&mut self, _clock: Clock, text: Outcome, _standing: Option<Outcome>) -> bool {
            text == self.0
        }
        fn signs(&self, outcome: Outcome) -> bool {
            outcome == self.0
        }
    }
    let hold = |wants: [Outcome; 5], quota: Quota, power: &[f64], partial: bool| {
        let mut parties: Vec<Box<dyn Negotiator>> = Vec::new();
        wants.into_iter().for_each(|want| parties.push(Box::new(Wants(want))));
        let mut voting = Voting::new(quota);
        voting.power = power.to_vec();
        voting.partial = partial;
        session::run(&mut voting, &mut parties, Limits::rounds(5), 0, &mut Vec::new())
    };
    let members = |ended: &Ended| -> Vec<(Outcome, Vec<usize>)> {
        ended.deals.iter().map(|deal| (deal.outcome, deal.members.iter().collect())).collect()
    };
    // Three of five close their deal, and the two who are left theirs on the same votes.
    let ended = hold([1, 2, 1, 2, 1], Quota::Share(0.6), &[], true);
    assert_eq!(members(&ended), [(1, vec![0, 2, 4]), (2, vec![1, 3])]);
    assert_eq!(ended.rounds, 1);
    // Power decides: the two weigh more than the three.
    let ended = hold([1, 2, 1, 2, 1], Quota::Share(0.6), &[1.0, 3.0, 1.0, 3.0, 1.0], false);
    assert_eq!(members(&ended), [(2, vec![1, 3])]);
    // Nobody has the quota, or everybody's yes is needed.
    assert_eq!(hold([1, 2, 1, 2, 3], Quota::Share(0.6), &[], true).ending, Ending::TimedOut);
    assert_eq!(hold([1, 2, 1, 2, 1], Quota::Unanimity, &[], false).ending, Ending::TimedOut);
    assert_eq!(members(&hold([4; 5], Quota::Unanimity, &[], false)), [(4, vec![0, 1, 2, 3, 4])]);
}
