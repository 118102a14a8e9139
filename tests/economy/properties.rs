//! What theory says of any economy, on random ones.

use crate::world;
use proptest::prelude::*;
use std::collections::BTreeMap;
use std::sync::Arc;
use summitry::economy::{
    Dataset, ElasticityHorizon, Instrument, Memo, Mobility, Mode, Model, Objective, Output, Policy, PolicyRow,
    RevenueUse, Solution, Switches,
};

/// A random economy: some regions and sectors, home bias, inputs, profits, tariffs.
fn economy() -> impl Strategy<Value = Dataset> {
    (2usize..5, 1usize..4).prop_flat_map(|(regions, sectors)| {
        let cells = regions * sectors;
        let unit = |count: usize| prop::collection::vec(0.05..1.0f64, count);
        (
            unit(regions * cells),
            unit(regions * cells),
            unit(cells),
            unit(cells),
            unit(cells * sectors),
            unit(sectors),
            unit(cells),
        )
            .prop_map(move |(sizes, tariffs, value_added, profit, inputs, elasticity, weights)| {
                build(regions, sectors, &sizes, &tariffs, &value_added, &profit, &inputs, &elasticity, weights)
            })
    })
}

#[allow(clippy::too_many_arguments)]
fn build(
    regions: usize,
    sectors: usize,
    sizes: &[f64],
    tariffs: &[f64],
    value_added: &[f64],
    profit: &[f64],
    inputs: &[f64],
    elasticity: &[f64],
    weights: Vec<f64>,
) -> Dataset {
    let home = |flow: usize| {
        let pair = flow / sectors;
        pair / regions == pair % regions
    };
    let inputs = inputs.chunks(sectors).flat_map(|shares| {
        let total: f64 = shares.iter().sum();
        shares.iter().map(move |share| share / total).collect::<Vec<f64>>()
    });
    let names = |prefix: &str, count: usize| (0..count).map(|at| (format!("{prefix}{at}"), String::new())).collect();
    let mut dataset = Dataset {
        name: "random".to_string(),
        title: String::new(),
        description: String::new(),
        unit: String::new(),
        base_year: 0,
        regions: names("R", regions),
        sectors: names("S", sectors),
        elasticity: elasticity.iter().map(|draw| (1.5 + 6.0 * draw, 1.0 + 2.0 * draw)).collect(),
        flows: sizes.iter().enumerate().map(|(flow, size)| if home(flow) { 3.0 + 5.0 * size } else { *size }).collect(),
        tariffs: tariffs.iter().enumerate().map(|(flow, draw)| if home(flow) { 0.0 } else { 0.3 * draw }).collect(),
        value_added: value_added.iter().map(|draw| 0.45 + 0.5 * draw).collect(),
        profit: profit.iter().map(|draw| 0.2 * draw).collect(),
        inputs: inputs.collect(),
        weights,
        switches: Switches { deficits: true, ..Switches::default() },
        policies: BTreeMap::new(),
        critical: None,
    };
    // Inputs are bought in proportion to what the region buys, so that final demand is never negative.
    for region in 0..regions {
        let spent: Vec<f64> = (0..sectors)
            .map(|sector| {
                let flow = |other| dataset.flow_index(other, region, sector);
                (0..regions).map(|other| dataset.flows[flow(other)] * (1.0 + dataset.tariffs[flow(other)])).sum()
            })
            .collect();
        let total: f64 = spent.iter().sum();
        for using in 0..sectors {
            for (input, spent) in spent.iter().enumerate() {
                dataset.inputs[(region * sectors + using) * sectors + input] = spent / total;
            }
            dataset.value_added[region * sectors + using] = dataset.value_added[region * sectors + using].max(0.6);
        }
    }
    dataset
}

fn row(measure: Instrument, exporter: Option<usize>, importer: Option<usize>, value: f64) -> PolicyRow {
    PolicyRow { measure, exporter, importer, sector: None, value, mode: Mode::Set }
}

/// A random policy: every instrument somewhere.
fn policy(dataset: &Dataset, draws: &[f64]) -> Policy {
    let (regions, sectors) = (dataset.region_count(), dataset.sector_count());
    let mut policy = Policy::of(
        dataset,
        &[
            row(Instrument::Tariff, Some(0), Some(1), 2.0 * draws[0]),
            row(Instrument::Tariff, Some(1), Some(0), draws[1] - 0.3),
            row(Instrument::ExportTax, Some(1), None, draws[2] - 0.2),
            row(Instrument::Iceberg, None, Some(0), 0.7 + draws[3]),
            PolicyRow { sector: Some(sectors - 1), ..row(Instrument::Ban, Some(regions - 1), Some(0), 1.0) },
            PolicyRow { sector: Some(0), ..row(Instrument::Subsidy, Some(0), None, 0.3 * draws[4]) },
        ],
    );
    policy.productivity[0] = 1.0 - 0.3 * draws[5];
    policy
}

fn switches() -> impl Strategy<Value = Switches> {
    (prop::option::of(0.8..5.0f64), any::<bool>(), any::<bool>(), 0.0..0.6f64, 0.0..0.1f64, any::<bool>()).prop_map(
        |(shape, short, deficits, labour_supply_elasticity, scale_elasticity, relief)| Switches {
            mobility: shape.map_or(Mobility::Perfect, Mobility::Frechet),
            elasticities: if short { ElasticityHorizon::Short } else { ElasticityHorizon::Long },
            deficits,
            labour_supply_elasticity,
            scale_elasticity,
            revenue_use: if relief { RevenueUse::IncomeTaxRelief } else { RevenueUse::LumpSum },
        },
    )
}

fn real_incomes(model: &Model, solution: &Solution) -> Vec<f64> {
    (0..model.region_count()).map(|region| model.output(solution, &Output::Welfare, region)).collect()
}

fn close(one: f64, two: f64, tolerance: f64) -> bool {
    (one - two).abs() <= tolerance * (1.0 + one.abs().max(two.abs()))
}

fn draws() -> impl Strategy<Value = Vec<f64>> {
    prop::collection::vec(0.0..1.0f64, 6)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_zero_change_changes_nothing(dataset in economy(), switches in switches()) {
        // Income-tax relief is a change by itself when there is revenue to relieve with.
        let model = Model::new(&dataset, Switches { deficits: true, revenue_use: RevenueUse::LumpSum, ..switches });
        let solution = model.solve(&Policy::base(&dataset)).expect("the base year");
        for (name, output) in Output::plain().filter(|(name, _)| name.ends_with("_pct") && *name != "imls_price_pct") {
            for region in 0..dataset.region_count() {
                let change = model.output(&solution, &output, region);
                prop_assert!(change.abs() < 1e-8, "{} {} {}", name, region, change);
            }
        }
    }

    #[test]
    fn markets_clear_and_world_income_is_the_numeraire(dataset in economy(), draws in draws(), switches in switches()) {
        let model = Model::new(&dataset, switches);
        let policy = policy(&dataset, &draws);
        let Ok(solution) = model.solve(&policy) else { return Ok(()) };
        let (regions, sectors) = (dataset.region_count(), dataset.sector_count());
        for region in 0..regions {
            let (mut spending, mut bought) = (0.0, 0.0);
            for sector in 0..sectors {
                let cell = region * sectors + sector;
                let sold: f64 = (0..regions).map(|to| solution.flows[dataset.flow_index(region, to, sector)]).sum();
                let made = solution.output[cell] / (1.0 + policy.subsidy[cell]);
                prop_assert!(close(sold, made, 1e-9), "{} sold of {} made", sold, made);
                for from in 0..regions {
                    let flow = dataset.flow_index(from, region, sector);
                    bought += solution.flows[flow] * (1.0 + policy.export_tax[flow]) * (1.0 + policy.tariff[flow]);
                }
                spending += (1.0 - dataset.value_added[cell]) * solution.output[cell];
            }
            prop_assert!(close(spending + solution.income[region], bought, 1e-9));
        }
        let base: f64 = (0..regions * sectors)
            .map(|cell| (dataset.value_added[cell] - dataset.profit[cell]) * dataset.gross_output(cell / sectors, cell % sectors))
            .sum();
        prop_assert!(close(solution.labour.iter().sum::<f64>(), base, 1e-9));
    }

    /// A uniform import tariff does what the same uniform export tax does (Lerner 1936), when trade is balanced.
    #[test]
    fn lerner_symmetry(dataset in economy(), rate in 0.05..0.8f64) {
        let mut dataset = dataset;
        dataset.tariffs.fill(0.0);
        let model = Model::new(&dataset, Switches { deficits: false, ..Switches::default() });
        let solve = |rows: &[PolicyRow]| model.solve(&Policy::of(&dataset, rows)).expect("an equilibrium");
        let tariff = solve(&[row(Instrument::Tariff, None, Some(0), rate)]);
        let tax = solve(&[row(Instrument::ExportTax, Some(0), None, rate)]);
        for (one, two) in real_incomes(&model, &tariff).into_iter().zip(real_incomes(&model, &tax)) {
            prop_assert!(close(one, two, 1e-8), "{} {}", one, two);
        }
    }

    #[test]
    fn relabelling_regions_permutes_results(dataset in economy(), draws in draws()) {
        let (regions, sectors) = (dataset.region_count(), dataset.sector_count());
        let turn = |region: usize| (region + 1) % regions;
        let mut turned = dataset.clone();
        let mut turned_policy = Policy::base(&dataset);
        let policy = policy(&dataset, &draws);
        for one in 0..regions {
            for sector in 0..sectors {
                let (from, to) = (one * sectors + sector, turn(one) * sectors + sector);
                turned.value_added[to] = dataset.value_added[from];
                turned.profit[to] = dataset.profit[from];
                turned_policy.subsidy[to] = policy.subsidy[from];
                turned_policy.productivity[to] = policy.productivity[from];
                for input in 0..sectors {
                    turned.inputs[to * sectors + input] = dataset.inputs[from * sectors + input];
                }
                for two in 0..regions {
                    let (from, to) = (dataset.flow_index(one, two, sector), dataset.flow_index(turn(one), turn(two), sector));
                    turned.flows[to] = dataset.flows[from];
                    turned.tariffs[to] = dataset.tariffs[from];
                    turned_policy.tariff[to] = policy.tariff[from];
                    turned_policy.export_tax[to] = policy.export_tax[from];
                    turned_policy.iceberg[to] = policy.iceberg[from];
                    turned_policy.banned[to] = policy.banned[from];
                }
            }
        }
        let (model, other) = (Model::new(&dataset, dataset.switches.clone()), Model::new(&turned, dataset.switches.clone()));
        let (Ok(one), Ok(two)) = (model.solve(&policy), other.solve(&turned_policy)) else { return Ok(()) };
        let (one, two) = (real_incomes(&model, &one), real_incomes(&other, &two));
        for region in 0..regions {
            prop_assert!(close(one[region], two[turn(region)], 1e-8));
        }
    }

    /// The last region is split in two halves, which trade with each other as it did with itself.
    #[test]
    fn splitting_a_region_changes_nothing_for_the_others(dataset in economy(), rate in 0.0..1.0f64) {
        let (regions, sectors) = (dataset.region_count(), dataset.sector_count());
        let last = regions - 1;
        let whole = |region: usize| region.min(last);
        let mut split = dataset.clone();
        split.regions.push(("half".to_string(), String::new()));
        split.flows = Vec::new();
        split.tariffs = Vec::new();
        for exporter in 0..=regions {
            for importer in 0..=regions {
                for sector in 0..sectors {
                    let flow = dataset.flow_index(whole(exporter), whole(importer), sector);
                    let halves = [exporter, importer].iter().filter(|region| **region >= last).count() as i32;
                    split.flows.push(dataset.flows[flow] * 0.5f64.powi(halves));
                    split.tariffs.push(dataset.tariffs[flow]);
                }
            }
        }
        let again = |list: &[f64], width: usize| [list, &list[last * width..]].concat();
        split.value_added = again(&dataset.value_added, sectors);
        split.profit = again(&dataset.profit, sectors);
        split.weights = again(&dataset.weights, sectors);
        split.inputs = again(&dataset.inputs, sectors * sectors);
        let rows = [row(Instrument::Tariff, Some(0), None, rate)];
        let (model, other) = (Model::new(&dataset, dataset.switches.clone()), Model::new(&split, dataset.switches.clone()));
        let one = real_incomes(&model, &model.solve(&Policy::of(&dataset, &rows)).expect("an equilibrium"));
        let two = real_incomes(&other, &other.solve(&Policy::of(&split, &rows)).expect("an equilibrium"));
        for region in 0..=regions {
            prop_assert!(close(one[whole(region)], two[region], 1e-8), "{:?} {:?}", one, two);
        }
    }

    /// The last sector is split in two halves with the same technology, each bought by half of those who bought the whole.
    #[test]
    fn splitting_a_sector_changes_nothing(dataset in economy(), rate in 0.0..1.0f64) {
        let (regions, sectors) = (dataset.region_count(), dataset.sector_count());
        let last = sectors - 1;
        let whole = |sector: usize| sector.min(last);
        let part = |sector: usize| if sector >= last { 0.5 } else { 1.0 };
        let mut split = dataset.clone();
        split.sectors.push(("half".to_string(), String::new()));
        split.elasticity.push(dataset.elasticity[last]);
        let by_sector = |list: &[f64]| -> Vec<f64> {
            list.chunks(sectors).flat_map(|own| (0..=sectors).map(|sector| own[whole(sector)]).collect::<Vec<f64>>()).collect()
        };
        split.flows = dataset
            .flows
            .chunks(sectors)
            .flat_map(|own| (0..=sectors).map(|sector| own[whole(sector)] * part(sector)).collect::<Vec<f64>>())
            .collect();
        split.tariffs = by_sector(&dataset.tariffs);
        split.value_added = by_sector(&dataset.value_added);
        split.profit = by_sector(&dataset.profit);
        split.weights = by_sector(&dataset.weights);
        split.inputs = Vec::new();
        for region in 0..regions {
            for using in 0..=sectors {
                for input in 0..=sectors {
                    let share = dataset.inputs[(region * sectors + whole(using)) * sectors + whole(input)];
                    split.inputs.push(share * part(input));
                }
            }
        }
        let rows = [row(Instrument::Tariff, Some(0), None, rate), row(Instrument::ExportTax, Some(1), None, 0.5 * rate)];
        let (model, other) = (Model::new(&dataset, dataset.switches.clone()), Model::new(&split, dataset.switches.clone()));
        let one = real_incomes(&model, &model.solve(&Policy::of(&dataset, &rows)).expect("an equilibrium"));
        let two = real_incomes(&other, &other.solve(&Policy::of(&split, &rows)).expect("an equilibrium"));
        for (one, two) in one.iter().zip(&two) {
            prop_assert!(close(*one, *two, 1e-8), "{} {}", one, two);
        }
    }

    /// Any start leads to the same equilibrium; the remembered answers are the same to the last bit.
    #[test]
    fn the_start_does_not_matter(dataset in economy(), draws in draws()) {
        let model = Model::new(&dataset, dataset.switches.clone());
        let policy = policy(&dataset, &draws);
        let Ok(cold) = model.solve(&policy) else { return Ok(()) };
        let other = model.solve(&Policy::of(&dataset, &[row(Instrument::Tariff, None, Some(0), 1.5)])).expect("an equilibrium");
        let warm = model.solve_from(&policy, &other.start).expect("an equilibrium");
        for (one, two) in real_incomes(&model, &cold).into_iter().zip(real_incomes(&model, &warm)) {
            prop_assert!(close(one, two, 1e-8));
        }
    }

    /// The parts of an explanation add up, for every instrument at once. How much is left over is bounded where no flow is
    /// banned: on the way to a ban the last of a flow vanishes at once, and no path of steps follows that closely.
    #[test]
    fn explanations_leave_little_unexplained(
        dataset in economy(), draws in draws(), switches in switches(), bans in any::<bool>()
    ) {
        let model = Model::new(&dataset, switches);
        let (base, mut policy) = (Policy::base(&dataset), policy(&dataset, &draws));
        if !bans {
            policy.banned.fill(false);
        }
        for region in 0..dataset.region_count() {
            let Ok(explanation) = model.explain(&base, &policy, region) else { return Ok(()) };
            let change = explanation.after - explanation.before;
            let moved: f64 = explanation.parts().iter().map(|(_, part)| part.abs()).sum();
            let little = explanation.residual.abs() <= 0.01 * moved + 1e-3;
            prop_assert!(bans || little, "{:?} {}", explanation.parts(), explanation.residual);
            prop_assert!((explanation.explained() + explanation.residual - change).abs() < 1e-9);
            prop_assert!((explanation.accounts.total() - change).abs() < 1e-6 || model.switches.deficits);
        }
    }
}

/// A memo over two tariffs, and its levels in some order.
fn memo() -> Memo {
    let world = world::shipped("world-2024");
    let model = Arc::new(Model::new(&world, world.switches.clone()));
    let levels = |importer, exporter| {
        [0.0, 0.2, 1.0]
            .iter()
            .map(|value| {
                if *value > 0.0 {
                    vec![PolicyRow {
                        mode: Mode::Add,
                        ..row(Instrument::Tariff, Some(exporter), Some(importer), *value)
                    }]
                } else {
                    Vec::new()
                }
            })
            .collect()
    };
    Memo::new(model, Vec::new(), vec![levels(0, 1), levels(1, 0)]).expect("an equilibrium")
}

#[test]
fn the_same_levels_give_the_same_bits_in_any_order_and_thread() {
    let (forward, backward) = (memo(), Arc::new(memo()));
    let policies: Vec<[u8; 2]> = (0..3).flat_map(|one| (0..3).map(move |other| [one, other])).collect();
    let first: Vec<_> = policies.iter().map(|levels| forward.point(levels)).collect();
    let threads: Vec<_> = policies
        .iter()
        .rev()
        .map(|levels| {
            let (memo, levels) = (backward.clone(), *levels);
            std::thread::spawn(move || memo.point(&levels))
        })
        .collect();
    let mut second: Vec<_> = threads.into_iter().map(|thread| thread.join().expect("a thread")).collect();
    second.reverse();
    assert_eq!(first, second);
    assert!(first[8].as_ref().is_ok_and(|answer| answer.real_income[0] != 0.0));
}

/// An optimal tariff gains for who sets it and costs the rest of the world more (Johnson 1953).
#[test]
fn the_optimal_tariff_gains_at_the_expense_of_others() {
    let world = world::shipped("lerner");
    let model = Model::new(&world, world.switches.clone());
    let base = Policy::base(&world);
    let before = real_incomes(&model, &model.solve(&base).expect("the base year"));
    for region in 0..world.region_count() {
        let chosen = model.optimal_tariffs(&base, region, Objective::RealIncome).expect("an optimum");
        let after = real_incomes(&model, &chosen.solution);
        assert!(after[region] > before[region], "{region}: {after:?}");
        let others: f64 = (0..world.region_count())
            .filter(|other| *other != region)
            .map(|other| model.base_income(other) * (after[other] - before[other]))
            .sum();
        assert!(others < 0.0);
        // No tariff a little higher or lower does better.
        for flow in model.imports_of(&base, region) {
            for nudge in [-0.01, 0.01] {
                let mut near = chosen.policy.clone();
                near.tariff[flow] += nudge;
                let there = model.output(&model.solve(&near).expect("an equilibrium"), &Output::Welfare, region);
                assert!(there <= after[region] + 1e-6, "{region} {flow} {nudge}: {there} over {}", after[region]);
            }
        }
    }
}

#[test]
fn a_trade_war_costs_and_cooperation_gains() {
    let world = world::shipped("lerner");
    let model = Model::new(&world, world.switches.clone());
    let base = Policy::base(&world);
    let war = model.nash_tariffs(&base, Objective::RealIncome, |_, _| ()).expect("a Nash equilibrium");
    let peace = model.cooperative_tariffs(&war.policy, Objective::RealIncome).expect("an optimum");
    let (war, peace) = (real_incomes(&model, &war.solution), real_incomes(&model, &peace.solution));
    assert!(war.iter().zip(&peace).all(|(war, peace)| peace > war), "{war:?} {peace:?}");
}

#[test]
fn extreme_policies_converge_or_say_so() {
    let world = world::shipped("world-2024");
    for horizon in [ElasticityHorizon::Long, ElasticityHorizon::Short] {
        let model = Model::new(&world, Switches { elasticities: horizon, deficits: false, ..world.switches.clone() });
        let open = real_incomes(&model, &model.solve(&Policy::base(&world)).expect("balanced trade"));
        for (measure, value) in [
            (Instrument::Tariff, 100.0),
            (Instrument::Tariff, 1000.0),
            (Instrument::Ban, 1.0),
            (Instrument::Iceberg, 50.0),
        ] {
            let solution =
                model.solve(&Policy::of(&world, &[row(measure, None, None, value)])).expect("an equilibrium");
            let closed = real_incomes(&model, &solution);
            assert!(
                closed.iter().zip(&open).all(|(closed, open)| closed < open && *closed > -100.0),
                "{closed:?} {open:?}"
            );
        }
        let closed =
            Policy::of(&world, &[row(Instrument::Ban, Some(0), None, 1.0), row(Instrument::Ban, None, Some(0), 1.0)]);
        assert!(model.solve(&closed).is_ok());
        let lasting = Model::new(&world, Switches { elasticities: horizon, ..world.switches.clone() });
        let why = lasting.solve(&closed).expect_err("a deficit cannot be paid without trade");
        assert!(!why.market.is_empty() && why.hint.contains("deficits=zero"), "{why}");
    }
}
