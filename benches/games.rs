//! How fast games are: whole games on one core and on all, one turn, one solution of the trade model, forecasts, decisions of the
//! strategists, and the rules without the ECS.
//!
//! `cargo bench --bench games`, or `cargo bench --bench games -- --quick` for a first look.

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use plain::PlainGame;
use std::hint::black_box;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;
use summitry::batch::forecast::{Budget, forecast};
use summitry::batch::{self, Batch};
use summitry::delegations::policy::{self, BuiltIn, Leadership};
use summitry::game::{self, Game, Leader};
use summitry::rules::case::Case;
use summitry::rules::seat::{Occupant, fallback};
use summitry::scenario;

mod plain;

const SCENARIO: &str = "rare-earths-2025";
/// Games of a batch that is measured: many enough for a World's lanes to be refilled often.
const GAMES: u64 = 512;
/// Continuations of a forecast.
const CONTINUATIONS: u64 = 2000;
/// Games for all cores: chunks enough that every core has work to the end.
const MANY: u64 = 8192;

fn load() -> Arc<Case> {
    scenario::load(SCENARIO).expect("a shipped scenario")
}

fn mixed(case: &Case) -> Vec<Leadership> {
    vec![Leadership::Mixed; case.nations.len()]
}

fn plain_game(case: &Arc<Case>) -> PlainGame {
    PlainGame::new(
        case.clone(),
        case.nation_ids().map(|nation| game::built_in(case, nation, Leadership::Mixed, 1, 0)).collect(),
    )
}

fn games(criterion: &mut Criterion) {
    let case = load();
    let mut group = criterion.benchmark_group("games");
    group.sample_size(10).throughput(Throughput::Elements(GAMES));
    // Every pass plays the same games, so after the first what they need of the trade model is remembered, as in a long batch.
    group.bench_function("one core, lanes of a World", |bencher| {
        bencher.iter(|| batch::chunk(&case, 1, 0, GAMES, &mixed(&case), 32));
    });
    group.bench_function("one core, plain loop", |bencher| {
        let mut plain = plain_game(&case);
        bencher.iter(|| {
            for index in 0..GAMES {
                plain.begin(1, index);
                plain.play(|table| black_box(table.game.outcome));
            }
        });
    });
    group.throughput(Throughput::Elements(MANY));
    group.bench_function("all cores", |bencher| {
        let stop = AtomicBool::new(false);
        bencher.iter(|| {
            Batch { case: case.clone(), games: MANY, seed: 1, leaderships: mixed(&case), threads: 0, stop: &stop }
                .play(|_| {})
        });
    });
    group.finish();
}

fn one_game(criterion: &mut Criterion) {
    let case = load();
    let leaders = vec![Leader::BuiltIn(Leadership::Mixed); case.nations.len()];
    criterion.bench_function("one game at a desk, with its record", |bencher| {
        bencher.iter(|| {
            let mut game = Game::new(case.clone(), 1, &leaders);
            game.advance();
            game.is_over()
        });
    });
    criterion.bench_function("first turn, plain loop", |bencher| {
        let mut plain = plain_game(&case);
        bencher.iter(|| {
            plain.begin(1, 0);
            plain.turn()
        });
    });
}

/// A game that stands at a turn, with the first of the summit's parties led from outside.
fn standing_at(case: &Arc<Case>, turn: usize) -> Game {
    let seat = case.summit.parties[0];
    let leaders: Vec<Leader> = case
        .nation_ids()
        .map(|nation| if nation == seat { Leader::Outside } else { Leader::BuiltIn(Leadership::Mixed) })
        .collect();
    let mut game = Game::new(case.clone(), 1, &leaders);
    loop {
        game.advance();
        let there = game.look(|table| table.game.turn >= turn);
        let Some((up, ask)) = game.waiting().filter(|_| !there) else { return game };
        game.submit(up, fallback(ask)).expect("fallbacks are legal");
    }
}

fn forecasts(criterion: &mut Criterion) {
    let case = load();
    let seat = case.summit.parties[0];
    let pool = batch::workers(2).expect("two threads");
    let stop = AtomicBool::new(false);
    let mut group = criterion.benchmark_group("forecast of 2,000 continuations, two threads");
    group.sample_size(10).throughput(Throughput::Elements(CONTINUATIONS));
    for (name, turn) in
        [("half-way to the summit", case.summit.turn / 2), ("half of the turns", case.calendar.turns.len() / 2)]
    {
        let mut game = standing_at(&case, turn);
        group.bench_function(name, |bencher| {
            let budget = Budget { games: CONTINUATIONS, draw: 1, stop: &stop };
            bencher.iter(|| {
                game.observe(seat, |view| {
                    pool.install(|| forecast(&case, view, &[Vec::new()], &mixed(&case), &budget)).ok()
                })
            });
        });
    }
    group.finish();
}

/// Leads the first of the summit's parties through a game from outside, and counts its decisions.
fn led_by(case: &Arc<Case>, level: &str) -> u64 {
    let seat = case.summit.parties[0];
    let mut occupant =
        BuiltIn::new(case.clone(), seat, Leadership::Fixed(*policy::by_name(level).expect("a built-in policy")));
    occupant.begin(1, 0, seat.0);
    let mut game = standing_at(case, 0);
    let mut decisions = 0;
    while let Some((up, ask)) = game.waiting() {
        let decision = game.observe(seat, |view| Some(occupant.decide(view, ask))).expect("a decision");
        if game.submit(up, decision.action).is_err() {
            game.submit(up, fallback(ask)).expect("fallbacks are legal");
        }
        game.advance();
        decisions += 1;
    }
    decisions
}

fn strategists(criterion: &mut Criterion) {
    let case = load();
    let mut group = criterion.benchmark_group("decisions of a game, one core");
    group.sample_size(10);
    for level in ["novice", "seasoned", "master"] {
        group.throughput(Throughput::Elements(led_by(&case, level)));
        group.bench_function(level, |bencher| bencher.iter(|| led_by(&case, level)));
    }
    group.finish();
}

fn trade(criterion: &mut Criterion) {
    let case = load();
    // Every lever at its last level: as far from the base year as the scenario goes.
    let levels: Vec<u8> = case.measures.iter().map(|measure| measure.levels.len() as u8 - 1).collect();
    let economy = case.regimes.economy();
    criterion
        .bench_function("one trade equilibrium", |bencher| bencher.iter(|| economy.solve(black_box(&levels)).is_ok()));
    criterion.bench_function("a scenario from its files", |bencher| bencher.iter(load));
}

criterion_group!(benches, games, one_game, forecasts, strategists, trade);
criterion_main!(benches);
