//! How long the trade model takes: cold and warm, small and large, and how cost grows with regions and sectors.
//!
//! `cargo bench --bench economy`; `benches/peers/economy_reference.sh` runs the same policies through the reference reader.

use criterion::{BenchmarkId, Criterion, criterion_group, criterion_main};
use std::collections::BTreeMap;
use std::hint::black_box;
use std::sync::Arc;
use std::time::Instant;
use summitry::economy::{
    Dataset, ElasticityHorizon, Instrument, Memo, Mobility, Mode, Model, Policy, PolicyRow, Switches,
};
use summitry::scenario::source;

fn world() -> Dataset {
    Dataset::parse("world-2024", &source::economy("world-2024").unwrap_or_default()).expect("the shipped economy")
}

/// Cheap repeatable numbers from 0 to 1.
fn noise(seed: u64) -> f64 {
    let mixed = (seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) ^ 0x5851_f42d_4c95_7f2d).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    (mixed >> 11) as f64 / (1u64 << 53) as f64
}

/// A made-up world with a strong home bias, and inputs when asked for.
fn synthetic(regions: usize, sectors: usize, with_inputs: bool) -> Dataset {
    let cells = regions * sectors;
    let mut flows = vec![0.0; regions * cells];
    let mut tariffs = flows.clone();
    for exporter in 0..regions {
        for importer in 0..regions {
            for sector in 0..sectors {
                let flow = (exporter * regions + importer) * sectors + sector;
                let size = (1.0 + 4.0 * noise(exporter as u64)) * (1.0 + 4.0 * noise(importer as u64));
                let taste = 0.2 + noise(7919 * flow as u64 + 1);
                flows[flow] = size * taste * if exporter == importer { 3.0 * regions as f64 } else { 1.0 };
                tariffs[flow] = if exporter == importer { 0.0 } else { 0.1 * noise(104_729 * flow as u64 + 5) };
            }
        }
    }
    let names =
        |prefix: &str, count: usize| (0..count).map(|at| (format!("{prefix}{at}"), format!("{prefix}{at}"))).collect();
    Dataset {
        name: "synthetic".to_string(),
        title: String::new(),
        description: String::new(),
        unit: String::new(),
        base_year: 0,
        regions: names("R", regions),
        sectors: names("S", sectors),
        elasticity: (0..sectors).map(|at| (2.5 + 5.0 * noise(at as u64 + 31), 2.0)).collect(),
        flows,
        tariffs,
        value_added: vec![if with_inputs { 0.55 } else { 1.0 }; cells],
        profit: vec![if with_inputs { 0.0 } else { 0.2 }; cells],
        inputs: vec![if with_inputs { 1.0 / sectors as f64 } else { 0.0 }; cells * sectors],
        weights: vec![1.0; cells],
        switches: Switches { deficits: true, ..Switches::default() },
        policies: BTreeMap::new(),
        critical: None,
    }
}

fn tariff(importer: usize, exporter: usize, value: f64) -> PolicyRow {
    PolicyRow {
        measure: Instrument::Tariff,
        exporter: Some(exporter),
        importer: Some(importer),
        sector: None,
        value,
        mode: Mode::Add,
    }
}

/// A model's answers over two tariffs of the first two regions against each other.
fn duel(model: &Arc<Model>) -> Memo {
    let levels = |importer, exporter| {
        [0.0, 0.1, 0.3, 1.0]
            .iter()
            .map(|value| if *value > 0.0 { vec![tariff(importer, exporter, *value)] } else { vec![] })
            .collect()
    };
    Memo::new(model.clone(), Vec::new(), vec![levels(0, 1), levels(1, 0)]).expect("an equilibrium")
}

fn trade_war(dataset: &Dataset) -> Policy {
    Policy::of(dataset, &[tariff(0, 1, 0.3), tariff(1, 0, 0.3)])
}

fn solves(criterion: &mut Criterion) {
    let world = world();
    let short =
        Switches { elasticities: ElasticityHorizon::Short, mobility: Mobility::Frechet(1.0), ..world.switches.clone() };
    let cases = [
        ("world-2024 10x12 long run", Model::new(&world, world.switches.clone())),
        ("world-2024 10x12 short run", Model::new(&world, short)),
    ];
    let synthetic_models = [("7x33", synthetic(7, 33, false)), ("44x56", synthetic(44, 56, true))]
        .map(|(name, dataset)| (name, Model::new(&dataset, dataset.switches.clone())));
    let mut group = criterion.benchmark_group("solve");
    group.sample_size(20);
    for (name, model) in cases.into_iter().chain(synthetic_models) {
        let model = Arc::new(model);
        let policy = trade_war(&model.dataset);
        let cold = model.solve(&policy).expect("an equilibrium");
        println!("{name}: cold {} sweeps", cold.sweeps);
        group.bench_function(BenchmarkId::new("cold", name), |bench| bench.iter(|| model.solve(black_box(&policy))));
        let memo = duel(&model);
        let warm = memo.solution(&[2, 2], &[]).expect("an equilibrium");
        println!("{name}: warm {} sweeps", warm.sweeps);
        group.bench_function(BenchmarkId::new("warm", name), |bench| bench.iter(|| memo.solve(black_box(&[2, 2]))));
        let work = sweep_work(&model.dataset);
        let taken = seconds(|| memo.solve(black_box(&[2, 2])).is_ok());
        println!(
            "{name}: one sweep is {:.3} million floating-point operations; warm {:.1} µs, {:.2} billion a second, {:.1} times \
             what its {} sweeps would take at one operation a nanosecond",
            work / 1e6,
            1e6 * taken,
            work * warm.sweeps as f64 / taken / 1e9,
            taken * 1e9 / (work * warm.sweeps as f64),
            warm.sweeps
        );
    }
    group.finish();
}

fn remembered(criterion: &mut Criterion) {
    let world = world();
    let memo = duel(&Arc::new(Model::new(&world, world.switches.clone())));
    criterion.bench_function("memo hit", |bench| bench.iter(|| memo.point(black_box(&[1, 2]))));
}

/// Floating-point operations of one sweep: three passes over all flows, two over all inputs, a few over regions and sectors, with
/// an exponential or a logarithm counted as twenty.
fn sweep_work(dataset: &Dataset) -> f64 {
    let (regions, sectors) = (dataset.region_count() as f64, dataset.sector_count() as f64);
    let inputs = if dataset.inputs.iter().any(|share| *share > 0.0) { 4.0 * regions * sectors * sectors } else { 0.0 };
    6.0 * regions * regions * sectors + inputs + (40.0 + 14.0) * regions * sectors
}

/// Least time of some runs: what the machine can do when nothing else is in the way.
fn seconds(run: impl Fn() -> bool) -> f64 {
    let one = || {
        let started = Instant::now();
        assert!(black_box(run()));
        started.elapsed().as_secs_f64()
    };
    (0..30).map(|_| one()).fold(f64::INFINITY, f64::min)
}

/// Exponent of a power law through (size, time), by least squares in logarithms.
fn exponent(points: &[(f64, f64)]) -> f64 {
    let logs: Vec<(f64, f64)> = points.iter().map(|(size, time)| (size.ln(), time.ln())).collect();
    let count = logs.len() as f64;
    let (x, y) = (logs.iter().map(|p| p.0).sum::<f64>() / count, logs.iter().map(|p| p.1).sum::<f64>() / count);
    let above: f64 = logs.iter().map(|p| (p.0 - x) * (p.1 - y)).sum();
    above / logs.iter().map(|p| (p.0 - x) * (p.0 - x)).sum::<f64>()
}

/// Cold cost as regions and sectors grow, with the exponents of power laws.
fn growth(_: &mut Criterion) {
    let cost = |regions, sectors| {
        let dataset = synthetic(regions, sectors, true);
        let model = Model::new(&dataset, dataset.switches.clone());
        let policy = trade_war(&dataset);
        seconds(|| model.solve(&policy).is_ok())
    };
    let by_regions: Vec<(f64, f64)> = [8, 16, 32, 64].map(|regions| (regions as f64, cost(regions, 12))).to_vec();
    let by_sectors: Vec<(f64, f64)> = [8, 16, 32, 64].map(|sectors| (sectors as f64, cost(10, sectors))).to_vec();
    for (name, points) in [("regions", &by_regions), ("sectors", &by_sectors)] {
        for (size, time) in points {
            println!("growth: {size} {name}: {:.0} µs", 1e6 * time);
        }
        println!(
            "growth: cost of a cold solve rises with the number of {name} to the power of {:.2}",
            exponent(points)
        );
    }
}

/// Every combination of the rare-earth scenario's measures, on one thread.
fn lattice(_: &mut Criterion) {
    let case = summitry::scenario::load("rare-earths-2025").expect("the shipped scenario");
    let pool = rayon::ThreadPoolBuilder::new().num_threads(1).build().expect("a thread");
    let started = Instant::now();
    let unsolved = pool.install(|| summitry::batch::lattice::solve_all(&case, |_| ()));
    let taken = started.elapsed().as_secs_f64();
    let count = case.regimes.combinations().unwrap_or(0);
    println!(
        "lattice: {count} policies in {taken:.2} s on one thread, {:.0} µs each, {unsolved} without equilibrium",
        1e6 * taken / count as f64,
    );
}

/// The shipped policies, cold and warm, as `benches/peers/economy_reference.sh` sets them beside the reference.
fn shipped_policies(_: &mut Criterion) {
    let world = world();
    let mut short = Switches { mobility: Mobility::Frechet(1.0), ..world.switches.clone() };
    short.elasticities = ElasticityHorizon::Short;
    for (label, switches) in [("long run", world.switches.clone()), ("short run", short)] {
        let model = Arc::new(Model::new(&world, switches));
        for name in ["status-quo-2025-10", "both-plus-100"] {
            let rows = &world.policies[name];
            let policy = Policy::of(&world, rows);
            let cold = seconds(|| model.solve(&policy).is_ok());
            let memo = Memo::new(
                model.clone(),
                rows.clone(),
                vec![vec![vec![tariff(0, 1, 0.1)]], vec![vec![tariff(1, 0, 0.1)]]],
            );
            let memo = memo.expect("an equilibrium");
            let warm = seconds(|| memo.solve(black_box(&[0, 0])).is_ok());
            println!(
                "summitry, {label}, {name}: cold {:.0} µs, warm with ten points more {:.0} µs",
                1e6 * cold,
                1e6 * warm
            );
        }
    }
}

criterion_group!(benches, shipped_policies, solves, remembered, growth, lattice);
criterion_main!(benches);
