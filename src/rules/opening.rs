//! The first morning: every value that a game starts with, written into structs that are reused from game to game.

use crate::bargaining::{FrequencyModel, Package};
use crate::rules::case::*;
use crate::rules::random::{Purpose, Stream};
use crate::rules::regime::Standing;
use crate::rules::state::*;

/// A game before its first morning.
pub fn blank_game() -> Game {
    Game {
        index: 0,
        seed: 0,
        turn: 0,
        phase: Phase::Over,
        begun: false,
        waiting: Vec::new(),
        moves: Vec::new(),
        market: 0.0,
        commitments: Vec::new(),
        agreements: Vec::new(),
        terms: Package::EMPTY,
        requests: Vec::new(),
        meeting: Meeting::default(),
        agenda: Vec::new(),
        happened: 0,
        news: Vec::new(),
        held_votes: Vec::new(),
        ballots: Vec::new(),
        outcome: None,
        summit_deal: None,
        no_deal_levels: [0; MAX_MEASURES],
        threat_falls: Vec::new(),
        stale: true,
        unsolved: false,
        chance: Stream::new(0, 0, 0, Purpose::World),
        votes: Stream::new(0, 0, 0, Purpose::Ratification),
        recording: false,
        events: Vec::new(),
        tally: Tally::default(),
    }
}

/// A nation on the first morning.
pub fn nation(case: &Case, id: NationId) -> Nation {
    let nation = case.nation(id);
    Nation {
        capital: nation.capital,
        approval: nation.approval,
        resolve: nation.resolve,
        drift: [0.0; Goal::ALL.len()],
        stock: nation.stocks,
        capacity: [0.0; MAX_INPUTS],
        availability: [1.0; MAX_INPUTS],
        payoff: 0.0,
        no_deal: 0.0,
        standing: Standing::default(),
        covers: [Cover::default(); 2],
        gathered: 0.0,
        weeks: 0.0,
        discount: 1.0,
        last_income: 0.0,
        last_prices: 0.0,
        attendance: Attendance::Expected,
        mandate: Mandate::Normal,
        public_moves: 0,
        private_moves: 0,
        backers: Nations::NONE,
        partners: Nations::NONE,
        last_hostile: [-1; MAX_NATIONS],
        last_friendly: [-1; MAX_NATIONS],
        last_declined: [-1; MAX_NATIONS],
        last_mediation: -1,
        last_word: [-1; MAX_NATIONS],
    }
}

/// A negotiator on the first morning.
pub fn negotiator() -> Negotiator {
    Negotiator {
        rapport: [0.0; MAX_NATIONS],
        replaced: false,
        off_message: -1,
        off_message_against: NationId(0),
        disavowed: false,
        denounced: -1,
    }
}

/// A measure on the first morning.
pub fn measure(case: &Case, id: MeasureId) -> Measure {
    let measure = case.measure(id);
    Measure { level: measure.start, scheduled: measure.scheduled, suspended: None, changed: -1, since: i32::MIN }
}

/// A channel on the first morning.
pub fn channel(case: &Case, id: ChannelId) -> Channel {
    let channel = &case.channels[id.index()];
    Channel {
        open: channel.level != Level::BackChannel,
        appointment: channel.meeting.as_ref().map_or(Appointment::None, |(day, _)| Appointment::Agreed(*day)),
        held: -1,
        draft: Package::EMPTY,
    }
}

/// A view of one nation of another on the first morning.
pub fn relation(case: &Case, from: NationId, to: NationId) -> Relation {
    let first = case.relation(from, to);
    let mut agenda = [0u8; crate::bargaining::MAX_ISSUES];
    for (options, issue) in agenda.iter_mut().zip(&case.issues) {
        *options = issue.options.len() as u8;
    }
    Relation {
        trust: first.trust,
        tension: first.tension,
        push: 0.0,
        threats: Beta::new(first.threat_credibility),
        promises: Beta::new(first.promise_credibility),
        interests: FrequencyModel::new(agenda),
        offers_seen: 0,
        conceded: Package::EMPTY,
    }
}

/// Sets a table to the first morning of a game.
pub fn set(table: &mut Table, seed: u64, index: u64, recording: bool) {
    let case = table.case;
    let game = &mut *table.game;
    (game.index, game.seed) = (index, seed);
    (game.turn, game.phase, game.begun) = (0, Phase::News, false);
    game.waiting.clear();
    game.moves.clear();
    game.market = 0.0;
    game.commitments.clear();
    game.agreements.clear();
    game.terms = Package::EMPTY;
    game.requests.clear();
    game.meeting.channel = None;
    game.meeting.floor.clear();
    game.meeting.worth.clear();
    game.agenda.clear();
    game.news.clear();
    game.held_votes.clear();
    game.ballots.clear();
    (game.happened, game.outcome, game.summit_deal, game.unsolved) = (0, None, None, false);
    game.stale = true;
    game.chance = Stream::new(seed, index, 0, Purpose::World);
    game.votes = Stream::new(seed, index, 0, Purpose::Ratification);
    game.recording = recording;
    game.events.clear();
    game.tally = Tally::default();
    for (position, agreement) in case.agreements.iter().enumerate() {
        game.agreements.push(Agreement {
            opening: Some(position as u8),
            parties: agreement.parties,
            package: Package::EMPTY,
            closed_at: Level::Leaders,
            signed: 0,
            expires: agreement.expires,
            fallback: agreement.on_lapse.clone(),
            status: AgreementStatus::InForce,
            breakers: Nations::NONE,
            delivered: Nations::NONE,
        });
    }
    for id in case.nation_ids() {
        let mut types = Stream::new(seed, index, id.0, Purpose::Types);
        let state = &mut table.nations[id.index()];
        *state = nation(case, id);
        state.resolve = types.normal(state.resolve, case.parameters.resolve_spread).clamp(0.0, 1.0);
    }
    for state in table.negotiators.iter_mut() {
        *state = negotiator();
    }
    for id in case.measure_ids() {
        table.measures[id.index()] = measure(case, id);
    }
    // Whoever is threatened with something at the opening has been provoked.
    for lever in case.measures.iter().filter(|lever| lever.scheduled.is_some_and(|(level, _)| level > lever.start)) {
        for target in lever.targets.iter() {
            table.nations[target.index()].last_hostile[lever.owner.index()] = 0;
        }
    }
    for id in 0..case.channels.len() {
        table.channels[id] = channel(case, ChannelId::at(id));
    }
    let nations = case.nations.len();
    for (position, state) in table.relations.iter_mut().enumerate() {
        *state = relation(case, NationId::at(position / nations), NationId::at(position % nations));
    }
    let levels = table.levels();
    for id in case.nation_ids() {
        let regime = case.regimes.look(&levels);
        let state = table.nation_mut(id);
        let spared = regime.spared(id, &state.availability);
        (state.last_income, state.last_prices) = (regime.income(id, spared), regime.prices(id, spared));
    }
    table.refresh();
}
