//! `summitry economy info`: what a dataset holds.

use crate::cli::Failure;
use crate::cli::economy::input;
use crate::cli::table::{amount, change, header, short, table};
use crate::economy::{Dataset, Model};
use clap::Args;

/// Arguments of `economy info`.
#[derive(Args)]
#[command(after_help = "Example:\n  summitry economy info world-2024")]
pub struct Info {
    /// Folder of a dataset, or the name of a shipped one.
    dataset: String,
}

impl Info {
    pub(super) fn execute(self) -> Result<(), Failure> {
        let dataset = input::dataset(&self.dataset)?;
        println!("{} ({}, {})", dataset.title, dataset.base_year, dataset.unit);
        if !dataset.description.is_empty() {
            println!("{}", dataset.description);
        }
        let switches: Vec<String> =
            dataset.switches.list().into_iter().map(|(name, value)| format!("{name}={value}")).collect();
        println!("Model: {}\n", switches.join(", "));
        regions(&dataset);
        sectors(&dataset);
        critical(&dataset);
        let policies: Vec<&str> = dataset.policies.keys().map(String::as_str).collect();
        println!("Policies: {}", if policies.is_empty() { "none".to_string() } else { policies.join(", ") });
        Ok(())
    }
}

/// A region's row: value added, output, trade, balance and protection.
struct Totals {
    value_added: f64,
    output: f64,
    exports: f64,
    imports: f64,
    duties: f64,
}

fn totals(dataset: &Dataset, region: usize) -> Totals {
    let mut totals = Totals { value_added: 0.0, output: 0.0, exports: 0.0, imports: 0.0, duties: 0.0 };
    for sector in 0..dataset.sector_count() {
        let output = dataset.gross_output(region, sector);
        totals.output += output;
        totals.value_added += dataset.value_added[region * dataset.sector_count() + sector] * output;
        for other in (0..dataset.region_count()).filter(|other| *other != region) {
            let bought = dataset.flow_index(other, region, sector);
            totals.exports += dataset.flows[dataset.flow_index(region, other, sector)];
            totals.imports += dataset.flows[bought];
            totals.duties += dataset.flows[bought] * dataset.tariffs[bought];
        }
    }
    totals
}

fn regions(dataset: &Dataset) {
    let columns = header(&[
        "",
        "region",
        "value\nadded",
        "gross\noutput",
        "exports",
        "imports",
        "balance",
        "openness\n%",
        "duties",
        "mean\ntariff %",
    ]);
    let mut world = Totals { value_added: 0.0, output: 0.0, exports: 0.0, imports: 0.0, duties: 0.0 };
    let row = |code: &str, name: &str, totals: &Totals| {
        vec![
            code.to_string(),
            short(name),
            amount(totals.value_added, 1),
            amount(totals.output, 1),
            amount(totals.exports, 1),
            amount(totals.imports, 1),
            change(totals.exports - totals.imports, 1),
            amount(50.0 * (totals.exports + totals.imports) / totals.value_added, 1),
            amount(totals.duties, 1),
            amount(100.0 * totals.duties / totals.imports, 2),
        ]
    };
    let mut rows = Vec::new();
    for (region, (code, name)) in dataset.regions.iter().enumerate() {
        let own = totals(dataset, region);
        rows.push(row(code, name, &own));
        world.value_added += own.value_added;
        world.output += own.output;
        world.exports += own.exports;
        world.imports += own.imports;
        world.duties += own.duties;
    }
    rows.push(row("", "world", &world));
    println!("{}", table(&columns, 2, rows));
    let model = Model::new(dataset, dataset.switches.clone());
    let residual = model.residual_of(&crate::economy::Policy::base(dataset), &model.base_start());
    println!(
        "Values in {}; openness is the mean of exports and imports over value added.\n\
         Balance check: world exports less imports {}; the base year clears all markets to {residual:.0e}.\n",
        dataset.unit,
        change(world.exports - world.imports, 6),
    );
}

fn sectors(dataset: &Dataset) {
    let columns =
        header(&["", "sector", "gross output", "traded", "traded %", "elasticity", "short run", "mean tariff %"]);
    let rows = dataset.sectors.iter().enumerate().map(|(sector, (code, name))| {
        let (mut output, mut traded, mut duties) = (0.0, 0.0, 0.0);
        for exporter in 0..dataset.region_count() {
            for importer in 0..dataset.region_count() {
                let flow = dataset.flow_index(exporter, importer, sector);
                output += dataset.flows[flow];
                if exporter != importer {
                    traded += dataset.flows[flow];
                    duties += dataset.flows[flow] * dataset.tariffs[flow];
                }
            }
        }
        let (long, short) = dataset.elasticity[sector];
        vec![
            code.clone(),
            name.clone(),
            amount(output, 1),
            amount(traded, 1),
            amount(100.0 * traded / output, 1),
            format!("{long:.2}"),
            format!("{short:.2}"),
            amount(100.0 * duties / traded, 2),
        ]
    });
    println!("{}\n", table(&columns, 2, rows));
}

fn critical(dataset: &Dataset) {
    let Some(critical) = &dataset.critical else { return };
    for input in critical.input_names() {
        let columns = header(&[
            "",
            "main supplier",
            "share %",
            "demand t/month",
            "stock months",
            "capacity to come t/month",
            "lead months",
        ]);
        let rows = dataset.regions.iter().enumerate().filter(|(region, _)| critical.demand(&input, *region) > 0.0).map(
            |(region, (code, _))| {
                let shares = critical.supply_shares(&input, region);
                let main = (0..shares.len()).max_by(|&a, &b| shares[a].total_cmp(&shares[b])).unwrap_or(0);
                let capacity = critical.capacity(&input, region);
                vec![
                    code.clone(),
                    dataset.regions[main].0.clone(),
                    amount(100.0 * shares[main], 0),
                    amount(critical.demand(&input, region), 0),
                    amount(critical.stock_months(&input, region), 1),
                    amount(capacity.target, 0),
                    amount(capacity.lead, 0),
                ]
            },
        );
        println!("Critical input {input}\n{}\n", table(&columns, 2, rows));
    }
}
