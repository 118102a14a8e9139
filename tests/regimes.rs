//! What measures are worth in a game is what the trade model says they are, a shortage of a critical input included.

use std::collections::BTreeMap;
use std::sync::Arc;
use summitry::batch::lattice;
use summitry::economy::{Dataset, ElasticityHorizon, Model, Output, output_loss};
use summitry::rules::case::{Case, Goal, MAX_MEASURES, MeasureId, NationId};
use summitry::scenario;
use summitry::scenario::source;

fn levels(case: &Case) -> [u8; MAX_MEASURES] {
    let mut levels = [0; MAX_MEASURES];
    for (level, measure) in levels.iter_mut().zip(&case.measures) {
        *level = measure.start;
    }
    levels
}

/// The first measure that leaves less than half of some delivery, with its harshest level.
fn squeeze(case: &Case) -> (MeasureId, u8) {
    let cuts = &case.regimes.plan().deliveries;
    let worst = cuts.iter().min_by(|a, b| a.share.total_cmp(&b.share)).expect("the scenario has cuts");
    (worst.measure, worst.level)
}

#[test]
fn a_shortage_in_a_game_is_the_trade_models_shortage() {
    let case = scenario::load("rare-earths-2025").expect("the shipped scenario");
    let (measure, level) = squeeze(&case);
    let mut cut = levels(&case);
    cut[measure.index()] = level;

    // The same by hand: deliveries by supplier, lost output by user, one solve of the model from the base year.
    let dataset =
        Dataset::parse("world-2024", &source::economy("world-2024").unwrap_or_default()).expect("the economy");
    let mut switches = dataset.switches.clone();
    switches.elasticities = match scenario_elasticities() {
        "short" => ElasticityHorizon::Short,
        _ => ElasticityHorizon::Long,
    };
    let critical = dataset.critical.clone().expect("critical inputs");
    let plan = case.regimes.plan();
    let mut policy = case.regimes.economy().policy(&cut[..case.measures.len()]);
    for input in critical.input_names() {
        for region in 0..dataset.region_count() {
            let left = |supplier: usize| {
                let applies = plan.deliveries.iter().filter(|delivery| {
                    delivery.supplier == supplier
                        && delivery.receivers.contains(&region)
                        && cut[delivery.measure.index()] == delivery.level
                });
                applies.map(|delivery| delivery.share).product::<f64>()
            };
            let shares = critical.supply_shares(&input, region);
            let available: f64 = shares.iter().enumerate().map(|(supplier, share)| share * left(supplier)).sum();
            for user in critical.users(&input, region) {
                let lost = output_loss(
                    user.exposure,
                    user.cost_share,
                    user.elasticity,
                    case.parameters.input_rigidity,
                    available,
                );
                policy.productivity[region * dataset.sector_count() + user.sector] *= 1.0 - lost;
            }
        }
    }
    let model = Model::new(&dataset, switches);
    let solution = model.solve(&policy).expect("an equilibrium");
    let regime = case.regimes.look(&cut);
    assert!(regime.solved());
    for (nation, region) in case.nation_ids().zip(&plan.regions) {
        let income = model.output(&solution, &Output::Welfare, *region);
        assert!((regime.income(nation, 0.0) - income).abs() < 1e-7, "{nation:?}: {income}");
        let prices = model.output(&solution, &Output::ConsumerPrices, *region);
        assert!((regime.prices(nation, 0.0) - prices).abs() < 1e-7);
    }
    // Whoever is spared everything stands as without the cut.
    let open = levels(&case);
    let mut with_full_supply = open;
    with_full_supply[measure.index()] = 0;
    let unhurt = case.regimes.look(&with_full_supply);
    for nation in case.nation_ids() {
        assert!((regime.income(nation, 1.0) - unhurt.income(nation, 0.0)).abs() < 1e-9);
        assert_eq!(regime.spared(nation, regime.supplied(nation)), 0.0);
    }
    let hurt = case.nation_ids().filter(|nation| regime.income(*nation, 1.0) > regime.income(*nation, 0.0) + 0.02);
    assert!(hurt.count() >= 2, "a squeeze that nobody feels");
}

/// The horizon of the elasticities that the scenario asks for.
fn scenario_elasticities() -> &'static str {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/scenarios/rare-earths-2025/scenario.toml");
    let text = std::fs::read_to_string(folder).expect("the scenario's file");
    if text.contains("elasticities = \"short\"") { "short" } else { "long" }
}

#[test]
fn half_of_what_is_missing_spares_more_than_half_of_the_loss() {
    // Output falls the faster the less of the input is left: the nested CES bundle is concave.
    let case = scenario::load("rare-earths-2025").expect("the shipped scenario");
    let (measure, level) = squeeze(&case);
    let mut cut = levels(&case);
    cut[measure.index()] = level;
    let regime = case.regimes.look(&cut);
    let mut short = 0;
    for nation in case.nation_ids() {
        let delivered = *regime.supplied(nation);
        if delivered[0] < 0.5 {
            short += 1;
            let mut half = delivered;
            half[0] = 0.5 + 0.5 * delivered[0];
            let spared = regime.spared(nation, &half);
            assert!(spared > 0.5 && spared < 1.0, "{nation:?}: {spared}");
            let goals = [0.0, spared, 1.0].map(|spared| regime.goals(nation, spared)[Goal::Prosperity as usize]);
            assert!(goals[0] < goals[1] && goals[1] < goals[2]);
        }
    }
    assert!(short > 0);
}

#[test]
fn the_answers_of_a_scenario_survive_their_file_and_nothing_else_does() {
    let load = || scenario::load("steel-safeguard").expect("the shipped scenario");
    let case = load();
    assert_eq!(lattice::solve_all(&case, |_| ()), 0);
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("answers.bin");
    lattice::save(&case, &file).expect("the file is written");
    let bytes = std::fs::read(&file).expect("the file");

    let fresh = load();
    assert!(lattice::load(&fresh, &file));
    for position in 0..case.regimes.combinations().expect("few combinations") {
        assert!(fresh.regimes.settle(position));
    }
    let worth = |case: &Arc<Case>| -> BTreeMap<u8, Vec<u64>> {
        let levels = levels(case);
        let of = |nation: NationId| case.regimes.look(&levels).goals(nation, 0.0).map(f64::to_bits).to_vec();
        case.nation_ids().map(|nation| (nation.0, of(nation))).collect()
    };
    assert_eq!(worth(&case), worth(&fresh));
    assert_eq!(fresh.regimes.encode().as_deref(), Some(bytes.as_slice()));

    let mut damaged = bytes.clone();
    damaged[bytes.len() / 2] ^= 1;
    for wrong in [&damaged[..], &bytes[..bytes.len() - 9], &bytes[..4], &[]] {
        assert!(!load().regimes.fill(wrong));
    }
    let other = scenario::load("rare-earths-2025").expect("the shipped scenario");
    assert!(!other.regimes.fill(&bytes));
    assert!(!lattice::load(&case, &folder.path().join("absent.bin")));
}
