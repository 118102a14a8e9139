//! How fast talks are: whole sessions of alternating offers on the reference domains, with and without opponent models, and how fast a
//! large domain is ready for them.
//!
//! `cargo bench --bench bargaining`, or with `-- --quick` for a first look. `benches/peers/negmas.sh` plays the same sessions in NegMAS
//! and compares.

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use std::alloc::{GlobalAlloc, Layout, System};
use std::hint::black_box;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use summitry::bargaining::analysis;
use summitry::bargaining::domain::{Domain, Issue, Range};
use summitry::bargaining::genius;
use summitry::bargaining::profile::{Evaluator, Profile, Statement};
use summitry::bargaining::protocol::StackedAlternatingOffers;
use summitry::bargaining::registry::Recipe;
use summitry::bargaining::session::{self, Limits, Negotiator, Offer};

/// Counts what is asked of the system's allocator.
struct Counting;

static BYTES: AtomicUsize = AtomicUsize::new(0);
static BLOCKS: AtomicUsize = AtomicUsize::new(0);

// SAFETY: every call is passed on unchanged to the system's allocator.
unsafe impl GlobalAlloc for Counting {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        BYTES.fetch_add(layout.size(), Ordering::Relaxed);
        BLOCKS.fetch_add(1, Ordering::Relaxed);
        unsafe { System.alloc(layout) }
    }

    unsafe fn dealloc(&self, pointer: *mut u8, layout: Layout) {
        unsafe { System.dealloc(pointer, layout) }
    }
}

#[global_allocator]
static COUNTING: Counting = Counting;

const ROUNDS: u32 = 100;
const DOMAINS: [(&str, [&str; 2]); 3] = [
    ("SteelSafeguard", ["1_Importer", "2_Exporter"]),
    ("TariffPact", ["1_Northland", "2_Southport"]),
    ("TieTrap", ["1_P1", "2_P2"]),
];

fn profiles(name: &str, parties: [&str; 2]) -> Vec<Arc<Profile>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/domains").join(name);
    let read = |file: String| std::fs::read_to_string(folder.join(file)).expect("a shipped file");
    let domain = genius::read_domain(name, &read(format!("{name}_domain.xml"))).expect("a shipped domain");
    let domain = Arc::new(domain);
    let profile = |party: &str| genius::read_profile(party, &read(format!("{name}_{party}.xml")), &domain);
    parties.iter().map(|party| Arc::new(profile(party).expect("a shipped profile"))).collect()
}

fn agents(names: [&str; 2], profiles: &[Arc<Profile>]) -> Vec<Box<dyn Negotiator>> {
    let agent = |(name, profile): (&str, &Arc<Profile>)| -> Box<dyn Negotiator> {
        Box::new(Recipe::parse(name).expect("a known agent").make(profile).expect("a small domain"))
    };
    names.into_iter().zip(profiles).map(agent).collect()
}

/// Plays one session; the trace is kept and told how long it was.
fn play(parties: &mut [Box<dyn Negotiator>], trace: &mut Vec<Offer>, seed: u64) -> usize {
    trace.clear();
    let mut protocol = StackedAlternatingOffers::default();
    black_box(session::run(&mut protocol, parties, Limits::rounds(ROUNDS), seed, trace));
    trace.len()
}

fn sessions(criterion: &mut Criterion) {
    let pairs = [
        ["boulware", "conceder"],
        ["microlast", "microlast"],
        ["relative-tit-for-tat", "linear"],
        ["agent-k", "conceder"],
        ["trade-off", "linear"],
        ["nash-seeker", "linear"],
    ];
    for names in pairs {
        let mut group = criterion.benchmark_group(names.join(" and "));
        group.throughput(Throughput::Elements(1));
        for (domain, parties) in DOMAINS {
            let profiles = profiles(domain, parties);
            let mut parties = agents(names, &profiles);
            let mut trace = Vec::new();
            let offers = play(&mut parties, &mut trace, 0);
            let before = (BYTES.load(Ordering::Relaxed), BLOCKS.load(Ordering::Relaxed));
            for seed in 0..100 {
                play(&mut parties, &mut trace, seed);
            }
            let bytes = (BYTES.load(Ordering::Relaxed) - before.0) / 100;
            let blocks = (BLOCKS.load(Ordering::Relaxed) - before.1) / 100;
            println!(
                "{} on {domain}: {offers} offers a session, {bytes} bytes in {blocks} blocks",
                names.join(" and ")
            );
            let mut seed = 0;
            group.bench_function(domain, |bencher| {
                bencher.iter(|| {
                    seed += 1;
                    play(&mut parties, &mut trace, seed)
                });
            });
            if names[0] == "boulware" {
                // With new agents for every session, who work their schedules out anew.
                group.bench_function(format!("{domain}, new agents"), |bencher| {
                    bencher.iter(|| play(&mut agents(names, &profiles), &mut trace, 0));
                });
            }
        }
        group.finish();
    }
}

/// A profile over `issues` issues of ten values each.
fn large(issues: usize) -> Profile {
    let issue =
        |at: usize| Issue { name: format!("issue {at}"), range: Range::Integer { lower: 0, upper: 9 }, group: None };
    let domain = Domain::new("large", (0..issues).map(issue).collect(), Vec::new()).expect("a domain");
    let statement = Statement {
        weights: (0..issues).map(|at| (at + 1) as f64 * 2.0 / (issues * (issues + 1)) as f64).collect(),
        group_weights: Vec::new(),
        evaluators: (0..issues)
            .map(|at| Evaluator::Discrete((0..10).map(|value| ((value * 7 + at * 3) % 10) as f64).collect()))
            .collect(),
        constraints: None,
        reservation: 0.4,
        discount: 1.0,
    };
    Profile::new("large", Arc::new(domain), statement)
}

/// One who wants the opposite of another, and most where that other wants least.
fn opposed(one: &Profile) -> Profile {
    let mut statement = one.statement().clone();
    statement.weights.reverse();
    for evaluator in &mut statement.evaluators {
        if let Evaluator::Discrete(values) = evaluator {
            values.iter_mut().for_each(|value| *value = 9.0 - *value);
        }
    }
    Profile::new("opposed", one.domain().clone(), statement)
}

fn spaces(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("spaces");
    group.sample_size(10);
    group.bench_function("a domain of 10^6 outcomes and its utilities", |bencher| {
        bencher.iter(|| {
            let profile = large(6);
            profile.function().all(profile.domain()).len()
        });
    });
    group.bench_function("the same sorted by utility", |bencher| {
        bencher.iter(|| large(6).table().map(|table| table.rational()));
    });
    let pair = [Arc::new(large(6)), Arc::new(opposed(&large(6)))];
    pair.iter().for_each(|profile| assert!(profile.table().is_some()));
    group.bench_function("the analysis of two parties over 10^6 outcomes", |bencher| {
        bencher.iter(|| analysis::analyse(&pair).expect("small enough").frontier.len());
    });
    let wide = [Arc::new(large(9)), Arc::new(opposed(&large(9)))];
    group.bench_function("a session of trade-offs over 10^9 outcomes", |bencher| {
        let mut parties = agents(["trade-off", "trade-off"], &wide);
        let mut trace = Vec::new();
        bencher.iter(|| play(&mut parties, &mut trace, 0));
    });
    group.finish();
}

criterion_group!(benches, sessions, spaces);
criterion_main!(benches);
