//! `summitry economy solve`: what a policy does to every region.

use crate::cli::Failure;
use crate::cli::economy::input::{self, ModelArguments};
use crate::cli::table::{amount, change, header, short, table};
use crate::economy::{Model, NoEquilibrium, Output, Solution};
use clap::Args;
use serde_json::{Map, Value, json};

/// Bilateral flows that are listed for having changed most.
const LISTED_FLOWS: usize = 10;

/// Arguments of `economy solve`.
#[derive(Args)]
#[command(
    after_help = "Examples:\n  summitry economy solve world-2024 --policy status-quo-2025-10\n  summitry economy solve my-economy/ --policy tariffs.csv --model elasticities=short --model mobility=1.5\n  summitry economy solve world-2024 --policy both-plus-100 --output 'trade:CHN>USA:SVC' --json"
)]
pub struct Solve {
    #[command(flatten)]
    model: ModelArguments,
    /// CSV file with the policy, or the name of one that the dataset brings along; the base year's policy when left out.
    #[arg(long, value_name = "FILE.csv")]
    policy: Option<String>,
    /// A further output, as NAME or NAME:ARG with codes separated by `;`; may be repeated.
    #[arg(long, value_name = "NAME:ARG")]
    output: Vec<String>,
    /// Print JSON.
    #[arg(long)]
    json: bool,
}

impl Solve {
    pub(super) fn execute(self) -> Result<(), Failure> {
        let model = self.model.model()?;
        let policy = input::policy(&model.dataset, self.policy.as_deref())?;
        let asked = self.asked(&model)?;
        let solution = match model.solve(&policy) {
            Ok(solution) => solution,
            Err(why) => {
                if self.json {
                    println!("{}", failure(&why));
                }
                return Err(why.into());
            }
        };
        if self.json {
            println!("{:#}", report(&model, &solution, &asked));
        } else {
            self.print(&model, &solution, &asked);
        }
        Ok(())
    }

    /// The outputs asked for; all mistakes at once.
    fn asked(&self, model: &Model) -> Result<Vec<(String, Output)>, Failure> {
        let (mut asked, mut mistakes) = (Vec::new(), Vec::new());
        for text in &self.output {
            match Output::parse(text, &model.dataset) {
                Ok(output) => asked.push((text.clone(), output)),
                Err(mistake) => mistakes.push(format!("--output {text}: {mistake}")),
            }
        }
        if mistakes.is_empty() { Ok(asked) } else { Err(Failure::Flag(mistakes.join("\nerror: "))) }
    }

    fn print(&self, model: &Model, solution: &Solution, asked: &[(String, Output)]) {
        let dataset = &model.dataset;
        let switches: Vec<String> =
            model.switches.list().into_iter().map(|(name, value)| format!("{name}={value}")).collect();
        println!("{} under {}", dataset.title, self.policy.as_deref().unwrap_or("the policy of the base year"));
        println!(
            "Model: {}\nEquilibrium found in {} sweeps, residual {:.0e}.\n",
            switches.join(", "),
            solution.sweeps,
            solution.residual
        );
        regions(model, solution);
        if !asked.is_empty() {
            let names = std::iter::once(String::new()).chain(asked.iter().map(|(name, _)| name.clone()));
            let rows = dataset.regions.iter().enumerate().map(|(region, (code, _))| {
                let values = asked.iter().map(|(_, output)| change(model.output(solution, output, region), 3));
                std::iter::once(code.clone()).chain(values).collect()
            });
            println!("{}\n", table(&names.collect::<Vec<_>>(), 1, rows));
        }
        sectors(model, solution);
        flows(model, solution);
    }
}

fn regions(model: &Model, solution: &Solution) {
    let dataset = &model.dataset;
    let mut columns = vec![
        ("real\nincome\n%", Output::Welfare),
        ("real\nwage\n%", Output::RealWage),
        ("consumer\nprices\n%", Output::ConsumerPrices),
        ("terms\nof\ntrade\n%", Output::TermsOfTrade),
        ("exports/\nincome\n%", Output::ExportsToIncome),
        ("imports/\nincome\n%", Output::ImportsToIncome),
        ("government\n%", Output::GovernmentWelfare { weighted: true }),
    ];
    if model.switches.labour_supply_elasticity > 0.0 {
        columns.push(("employment\n%", Output::Employment));
    }
    let mut names = header(&["", "region"]);
    names.extend(columns.iter().map(|(name, _)| (*name).to_string()));
    names.extend([format!("real income,\n{}", dataset.unit), format!("duties,\n{}", dataset.unit)]);
    let mut world = 0.0;
    let mut duties = 0.0;
    let mut rows: Vec<Vec<String>> = Vec::new();
    for (region, (code, name)) in dataset.regions.iter().enumerate() {
        let gained = model.base_income(region) * model.output(solution, &Output::Welfare, region) / 100.0;
        world += gained;
        duties += solution.duties[region];
        let mut row = vec![code.clone(), short(name)];
        row.extend(columns.iter().map(|(_, output)| change(model.output(solution, output, region), 2)));
        row.extend([change(gained, 1), amount(solution.duties[region], 1)]);
        rows.push(row);
    }
    let income: f64 = (0..dataset.region_count()).map(|region| model.base_income(region)).sum();
    let mut last = vec![String::new(), "world".to_string(), change(100.0 * world / income, 2)];
    last.resize(columns.len() + 2, String::new());
    last.extend([change(world, 1), amount(duties, 1)]);
    rows.push(last);
    println!("{}", table(&names, 2, rows));
    println!(
        "Changes from {}. Nominal values at unchanged world value added; terms of trade in percent of base income\n\
         (first order); government: real income weighted by political weights.\n",
        dataset.base_year
    );
}

fn sectors(model: &Model, solution: &Solution) {
    let dataset = &model.dataset;
    let answer = model.answer(solution);
    let mut names = vec![String::new()];
    names.extend(dataset.sector_codes());
    let rows = dataset.regions.iter().enumerate().map(|(region, (code, _))| {
        let values = (0..dataset.sector_count()).map(|sector| change(answer.sector_income(region, sector), 1));
        std::iter::once(code.clone()).chain(values).collect()
    });
    println!("Real value added by sector, percent\n{}\n", table(&names, 1, rows));
}

fn flows(model: &Model, solution: &Solution) {
    let dataset = &model.dataset;
    let regions = dataset.region_count();
    let mut pairs = Vec::new();
    for exporter in 0..regions {
        for importer in (0..regions).filter(|importer| *importer != exporter) {
            let sum = |flows: &[f64]| -> f64 {
                (0..dataset.sector_count()).map(|sector| flows[dataset.flow_index(exporter, importer, sector)]).sum()
            };
            pairs.push((exporter, importer, sum(&dataset.flows), sum(&solution.flows)));
        }
    }
    pairs.sort_by(|a, b| (b.3 - b.2).abs().total_cmp(&(a.3 - a.2).abs()));
    let columns = header(&["exporter", "importer", "base", "now", "change", "change %"]);
    let rows = pairs.iter().take(LISTED_FLOWS).map(|&(exporter, importer, base, now)| {
        vec![
            dataset.regions[exporter].0.clone(),
            dataset.regions[importer].0.clone(),
            amount(base, 1),
            amount(now, 1),
            change(now - base, 1),
            change(100.0 * (now / base - 1.0), 1),
        ]
    });
    println!("Trade that changes most, {} at producer prices\n{}", dataset.unit, table(&columns, 2, rows));
}

fn report(model: &Model, solution: &Solution, asked: &[(String, Output)]) -> Value {
    let outputs: Vec<(String, Output)> =
        Output::plain().map(|(name, output)| (name.to_string(), output)).chain(asked.iter().cloned()).collect();
    let regions: Map<String, Value> = model
        .dataset
        .regions
        .iter()
        .enumerate()
        .map(|(region, (code, _))| {
            let values: Map<String, Value> = outputs
                .iter()
                .map(|(name, output)| (name.clone(), json!(model.output(solution, output, region))))
                .collect();
            (code.clone(), Value::Object(values))
        })
        .collect();
    json!({ "converged": true, "residual": solution.residual, "iterations": solution.sweeps, "regions": regions })
}

fn failure(why: &NoEquilibrium) -> Value {
    json!({ "converged": false, "residual": why.residual, "iterations": why.sweeps, "worst_market": why.market, "regions": {} })
}
