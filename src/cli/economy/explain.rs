//! `summitry economy explain`: where the change of a region's real income comes from.

use crate::cli::Failure;
use crate::cli::economy::input::{self, ModelArguments};
use crate::cli::table::{change, header, short, table};
use crate::economy::{Explanation, Model};
use clap::Args;
use serde_json::{Map, Value, json};

/// Arguments of `economy explain`.
#[derive(Args)]
#[command(
    after_help = "Example:\n  summitry economy explain world-2024 --policy both-plus-100 --against status-quo-2025-10 --region USA"
)]
pub struct Explain {
    #[command(flatten)]
    model: ModelArguments,
    /// The policy to explain: a CSV file, or the name of one that the dataset brings along.
    #[arg(long, value_name = "FILE.csv")]
    policy: String,
    /// The policy to compare with; the base year's when left out.
    #[arg(long, value_name = "FILE.csv")]
    against: Option<String>,
    /// Code of the region.
    #[arg(long)]
    region: String,
    /// Print JSON.
    #[arg(long)]
    json: bool,
}

impl Explain {
    pub(super) fn execute(self) -> Result<(), Failure> {
        let model = self.model.model()?;
        let region = input::region(&model.dataset, &self.region)?;
        let from = input::policy(&model.dataset, self.against.as_deref())?;
        let to = input::policy(&model.dataset, Some(&self.policy))?;
        let explanation = model.explain(&from, &to, region)?;
        if self.json {
            println!("{:#}", report(&model, &explanation));
        } else {
            self.print(&model, &explanation);
        }
        Ok(())
    }

    fn print(&self, model: &Model, explanation: &Explanation) {
        let dataset = &model.dataset;
        println!(
            "{}: real income {} % of base under {}, {} % under {}",
            dataset.regions[explanation.region].1,
            change(explanation.before, 3),
            self.against.as_deref().unwrap_or("the policy of the base year"),
            change(explanation.after, 3),
            self.policy
        );
        println!("\nWhere the change comes from, percentage points of base real income");
        let mut rows: Vec<Vec<String>> =
            explanation.parts().iter().map(|(name, points)| vec![(*name).to_string(), change(*points, 4)]).collect();
        rows.push(vec!["not explained".to_string(), change(explanation.residual, 4)]);
        rows.push(vec!["in all".to_string(), change(explanation.after - explanation.before, 4)]);
        println!("{}\n", table(&header(&["", "points"]), 1, rows));
        println!("By partner");
        let partners = dataset.regions.iter().enumerate().filter(|(partner, _)| *partner != explanation.region);
        let rows = partners.map(|(partner, (code, name))| {
            let own = partner * dataset.sector_count()..(partner + 1) * dataset.sector_count();
            let sum = |list: &[f64]| change(list[own.clone()].iter().sum(), 4);
            vec![
                code.clone(),
                short(name),
                sum(&explanation.terms_of_trade),
                sum(&explanation.volume),
                sum(&explanation.trade_costs),
                change(explanation.by_partner(partner), 4),
            ]
        });
        println!(
            "{}\n",
            table(&header(&["", "partner", "terms of trade", "volume", "trade costs", "in all"]), 2, rows)
        );
        println!("By sector: what it contributes, what its prices take from the consumer, and who gains or loses");
        let rows = dataset.sectors.iter().enumerate().map(|(sector, (code, name))| {
            vec![
                code.clone(),
                short(name),
                change(explanation.by_sector(sector), 4),
                change(explanation.accounts.prices[sector], 4),
                change(explanation.sectors[sector], 2),
            ]
        });
        println!("{}\n", table(&header(&["", "sector", "points", "by its prices", "real value added %"]), 2, rows));
        let accounts = &explanation.accounts;
        println!("The same change as accounts, percentage points");
        let rows = [
            ("wages", accounts.wages),
            ("profits", accounts.profits),
            ("import duties", accounts.duties),
            ("export taxes less subsidies", accounts.other_revenue),
            ("consumer prices", accounts.prices.iter().sum()),
            ("in all", accounts.total()),
        ];
        println!(
            "{}",
            table(&header(&["", "points"]), 1, rows.map(|(name, points)| vec![name.to_string(), change(points, 4)]))
        );
    }
}

fn report(model: &Model, explanation: &Explanation) -> Value {
    let dataset = &model.dataset;
    let parts: Map<String, Value> =
        explanation.parts().iter().map(|(name, points)| ((*name).to_string(), json!(points))).collect();
    let partners: Map<String, Value> = dataset
        .region_codes()
        .into_iter()
        .enumerate()
        .filter(|(partner, _)| *partner != explanation.region)
        .map(|(partner, code)| (code, json!(explanation.by_partner(partner))))
        .collect();
    let by_sector = |value: &dyn Fn(usize) -> f64| -> Map<String, Value> {
        dataset.sector_codes().into_iter().enumerate().map(|(sector, code)| (code, json!(value(sector)))).collect()
    };
    let accounts = &explanation.accounts;
    json!({
        "region": dataset.regions[explanation.region].0,
        "before_pct": explanation.before,
        "after_pct": explanation.after,
        "parts": parts,
        "residual": explanation.residual,
        "by_partner": partners,
        "by_sector": by_sector(&|sector| explanation.by_sector(sector)),
        "sector_value_added_change_pct": by_sector(&|sector| explanation.sectors[sector]),
        "accounts": {
            "wages": accounts.wages,
            "profits": accounts.profits,
            "import duties": accounts.duties,
            "export taxes less subsidies": accounts.other_revenue,
            "prices": by_sector(&|sector| accounts.prices[sector]),
        },
    })
}
