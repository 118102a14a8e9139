//! The magnet squeeze of April to October 2025, replayed: facts go in, and what comes out is held against what was seen.
//!
//! Nothing is fitted to the ranges; docs/ECONOMY.md shows the table and says what misses.

use crate::world;
use serde_json::Value;
use std::path::Path;
use summitry::economy::{Dataset, Model, Output, Policy, SqueezeMonth, SqueezeRules, output_loss, squeeze};

const INPUT: &str = "ndfeb-magnets";

struct Replay {
    dataset: Dataset,
    facts: Value,
    months: Vec<SqueezeMonth>,
    /// Chinese deliveries to the United States and to all others, share of normal.
    path: Vec<(f64, f64)>,
}

fn replay() -> Replay {
    let dataset = world::shipped("world-2024");
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/economy/critical_backtest.json");
    let facts: Value = serde_json::from_str(&std::fs::read_to_string(file).expect("the facts")).expect("JSON");
    let tonnes = |name: &str| -> Vec<f64> {
        facts["inputs"][name]
            .as_array()
            .expect("a path")
            .iter()
            .map(|month| month["value"].as_f64().expect("tonnes"))
            .collect()
    };
    let (china, states) = (region(&dataset, "CHN"), region(&dataset, "USA"));
    let critical = dataset.critical.as_ref().expect("critical inputs");
    let normal = |region: usize| critical.demand(INPUT, region) * critical.supply_shares(INPUT, region)[china];
    let others: f64 = (0..dataset.region_count()).filter(|other| *other != china && *other != states).map(normal).sum();
    let path: Vec<(f64, f64)> = tonnes("exports_total_t")
        .iter()
        .zip(tonnes("exports_to_us_t"))
        .map(|(total, to_states)| (to_states / normal(states), (total - to_states) / others))
        .collect();
    let months = squeeze(&dataset, INPUT, path.len(), &SqueezeRules::default(), |month, supplier, to| {
        match (supplier == china && to != china, to == states) {
            (true, true) => path[month].0,
            (true, false) => path[month].1,
            _ => 1.0,
        }
    });
    Replay { dataset, facts, months, path }
}

fn region(dataset: &Dataset, code: &str) -> usize {
    dataset.region_codes().iter().position(|known| known == code).expect("a region")
}

fn sector(dataset: &Dataset, code: &str) -> usize {
    dataset.sector_codes().iter().position(|known| known == code).expect("a sector")
}

impl Replay {
    /// The range that a result should fall into.
    fn range(&self, id: &str) -> (f64, f64) {
        let expected = self.facts["expected"].as_array().expect("expectations");
        let found = expected.iter().find(|entry| entry["id"] == id).expect("an expectation");
        (found["range"][0].as_f64().expect("low"), found["range"][1].as_f64().expect("high"))
    }

    fn check(&self, id: &str, value: f64) {
        let (low, high) = self.range(id);
        println!("{id}: {value:.3} ({low} to {high})");
        assert!((low..=high).contains(&value), "{id}: {value} outside {low} to {high}");
    }

    fn of(&self, code: &str, list: impl Fn(&SqueezeMonth) -> &Vec<f64>) -> Vec<f64> {
        let region = region(&self.dataset, code);
        self.months.iter().map(|month| list(month)[region]).collect()
    }

    /// Change of motor-vehicle output in general equilibrium in a month, percent: of real gross output at producer prices.
    fn vehicles(&self, month: usize, code: &str) -> f64 {
        let mut switches = self.dataset.switches.clone();
        switches.set("elasticities", "short").expect("a switch");
        let model = Model::new(&self.dataset, switches);
        let policy = Policy { productivity: self.months[month].productivity.clone(), ..Policy::base(&self.dataset) };
        let solution = model.solve(&policy).expect("an equilibrium");
        let cell = region(&self.dataset, code) * self.dataset.sector_count() + sector(&self.dataset, "AUT");
        let base = self.dataset.gross_output(region(&self.dataset, code), sector(&self.dataset, "AUT"));
        100.0 * (solution.output[cell] / base / solution.costs[cell] - 1.0)
    }
}

#[test]
fn deliveries_are_those_that_were_fed_in() {
    let replay = replay();
    let china = region(&replay.dataset, "CHN");
    let regions = replay.dataset.region_count();
    let fed = replay.facts["inputs"]["exports_total_t"].as_array().expect("a path");
    for (month, fed) in replay.months.iter().zip(fed) {
        let exported: f64 =
            (0..regions).filter(|to| *to != china).map(|to| month.deliveries[china * regions + to]).sum();
        assert!((exported / fed["value"].as_f64().expect("tonnes") - 1.0).abs() < 0.03);
    }
    replay.check("us-import-trough", replay.path[1].0);
    let autumn = replay.path[3..].iter().map(|month| month.1).sum::<f64>() / 4.0;
    replay.check("recovery", autumn);
}

#[test]
fn the_trough_falls_in_may_or_june() {
    let replay = replay();
    for code in ["USA", "EU"] {
        let available = replay.of(code, |month| &month.availability);
        let trough = (0..available.len()).min_by(|&a, &b| available[a].total_cmp(&available[b])).expect("months");
        assert!(trough == 1 || trough == 2, "{code}: {available:?}");
    }
}

#[test]
fn prices_in_europe_follow_what_was_seen() {
    let replay = replay();
    let price = replay.of("EU", |month| &month.price);
    println!("{price:?}");
    replay.check("price-eu-month1", price[0]);
    replay.check("price-eu-peak", price.iter().copied().fold(0.0, f64::max));
    replay.check("price-eu-autumn", 0.5 * (price[5] + price[6]));
}

#[test]
fn stocks_run_low_and_car_makers_lose_little() {
    let replay = replay();
    for code in ["USA", "EU"] {
        let stock = replay.of(code, |month| &month.stock);
        replay.check("stocks", stock[2]);
        let worst = (0..replay.months.len()).map(|month| replay.vehicles(month, code)).fold(f64::INFINITY, f64::min);
        replay.check("auto-output", worst);
        assert!(worst < 0.0);
    }
}

#[test]
fn a_year_at_nine_tenths_costs_the_world_a_little() {
    let replay = replay();
    let critical = replay.dataset.critical.as_ref().expect("critical inputs");
    let china = region(&replay.dataset, "CHN");
    let mut policy = Policy::base(&replay.dataset);
    for to in (0..replay.dataset.region_count()).filter(|to| *to != china) {
        for user in critical.users(INPUT, to) {
            let lost =
                output_loss(user.exposure, user.cost_share, user.elasticity, SqueezeRules::default().rigidity, 0.9);
            policy.productivity[to * replay.dataset.sector_count() + user.sector] = 1.0 - lost;
        }
    }
    let mut switches = replay.dataset.switches.clone();
    switches.set("elasticities", "short").expect("a switch");
    let model = Model::new(&replay.dataset, switches);
    let solution = model.solve(&policy).expect("an equilibrium");
    let lost: f64 = (0..replay.dataset.region_count())
        .map(|region| -model.base_income(region) * model.output(&solution, &Output::Welfare, region) / 100.0)
        .sum();
    replay.check("full-cutoff", lost);
}

#[test]
fn capacity_price_floors_and_allies_help() {
    let dataset = world::shipped("world-2024");
    let (china, states, japan) = (region(&dataset, "CHN"), region(&dataset, "USA"), region(&dataset, "JPN"));
    let cut = |_: usize, supplier: usize, to: usize| if supplier == china && to != china { 0.2 } else { 1.0 };
    let run = |rules: SqueezeRules| squeeze(&dataset, INPUT, 24, &rules, cut);
    let plain = run(SqueezeRules::default());
    let floor = run(SqueezeRules { price_floor: vec![states], ..SqueezeRules::default() });
    // A time constant of 36 months: after 24, 830 × (1 − e^(−24/36)) of 720 tonnes a month; with a floor it is 24 months.
    assert!((plain[23].new_supply[states] - 830.0 / 720.0 * (1.0 - (-24.0f64 / 36.0).exp())).abs() < 1e-12);
    assert!((floor[23].new_supply[states] - 830.0 / 720.0 * (1.0 - (-1.0f64).exp())).abs() < 1e-12);
    assert!(floor[23].availability[states] > plain[23].availability[states]);
    // Japan, whose own makers cover most of its demand, has nothing to spare while it lacks itself; allies share what is over.
    let allied = run(SqueezeRules { alliances: vec![vec![states, japan]], ..SqueezeRules::default() });
    let tonnes = |month: &SqueezeMonth| month.new_supply[states] * 720.0 + month.new_supply[japan] * 800.0;
    for (alone, together) in plain.iter().zip(&allied) {
        assert!((tonnes(alone) - tonnes(together)).abs() < 1e-9, "sharing neither makes nor loses any");
    }
}

#[test]
fn nothing_is_lost_at_full_supply_and_the_exposed_share_at_none() {
    assert_eq!(output_loss(0.4, 0.002, 0.25, 0.3, 1.0), 0.0);
    assert!((output_loss(0.4, 0.002, 0.25, 1.0, 0.0) - 0.4).abs() < 1e-12);
    assert!((output_loss(0.4, 0.002, 0.25, 0.0, 0.0) - 0.4).abs() < 1e-12);
}

#[test]
fn the_bundle_is_the_ces_aggregate_worked_by_hand() {
    // elasticity 0.5: exponent -1, so the bundle is the weighted harmonic mean 1 / (0.1 / 0.5 + 0.9) = 1 / 1.1.
    assert!((output_loss(1.0, 0.1, 0.5, 0.0, 0.5) - (1.0 - 1.0 / 1.1)).abs() < 1e-12);
}

#[test]
fn loss_rises_as_supply_falls() {
    let losses: Vec<f64> = (0..=10).map(|tenth| output_loss(0.4, 0.002, 0.25, 0.5, f64::from(tenth) / 10.0)).collect();
    assert!(losses.windows(2).all(|pair| pair[0] >= pair[1]));
}
