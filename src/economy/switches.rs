//! The switches of the model, from dataset.toml or from KEY=VALUE.

use crate::problem::{Place, Problem, valid_names};

/// Which trade elasticities hold.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ElasticityHorizon {
    /// Trade has adjusted as over a decade.
    #[default]
    Long,
    /// Trade adjusts as within a year.
    Short,
}

/// How labour moves between sectors.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub enum Mobility {
    /// One wage in a region.
    #[default]
    Perfect,
    /// Workers draw sector skills from a Fréchet distribution of this shape; a sector's wage rises with its share of labour income
    /// to the power of one over the shape.
    Frechet(f64),
}

/// What the government does with its revenue.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum RevenueUse {
    /// Paid out.
    #[default]
    LumpSum,
    /// Lowers the tax on labour income; it matters only when labour supply is elastic.
    IncomeTaxRelief,
}

/// The switches of the model.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Switches {
    /// Labour mobility.
    pub mobility: Mobility,
    /// Trade elasticities.
    pub elasticities: ElasticityHorizon,
    /// Whether base-year trade deficits last as transfers fixed relative to world value added; otherwise trade is balanced.
    pub deficits: bool,
    /// Elasticity of labour supply to the after-tax real wage.
    pub labour_supply_elasticity: f64,
    /// Elasticity of unit cost to employment, by scale.
    pub scale_elasticity: f64,
    /// Use of revenue.
    pub revenue_use: RevenueUse,
}

impl Switches {
    /// Names of the switches.
    pub const NAMES: [&str; 6] =
        ["mobility", "elasticities", "deficits", "labour_supply_elasticity", "scale_elasticity", "revenue_use"];

    /// Sets a switch from text, as `--model KEY=VALUE` does.
    ///
    /// # Errors
    /// An unknown name or value, with what would be valid.
    pub fn set(&mut self, name: &str, value: &str) -> Result<(), String> {
        let wrong = |valid: &str| Err(format!("{name} is \"{value}\"; valid: {valid}"));
        let number = || value.parse::<f64>().ok().filter(|number| number.is_finite());
        match name {
            "mobility" => match (value, number()) {
                ("perfect", _) => self.mobility = Mobility::Perfect,
                (_, Some(shape)) if (0.1..=1000.0).contains(&shape) => self.mobility = Mobility::Frechet(shape),
                _ => return wrong("perfect, or the Fréchet shape of sector skills from 0.1 to 1000"),
            },
            "elasticities" => match value {
                "long" => self.elasticities = ElasticityHorizon::Long,
                "short" => self.elasticities = ElasticityHorizon::Short,
                _ => return wrong("long, short"),
            },
            "deficits" => match value {
                "fixed" => self.deficits = true,
                "zero" => self.deficits = false,
                _ => return wrong("fixed, zero"),
            },
            "labour_supply_elasticity" => match number() {
                Some(elasticity) if (0.0..=10.0).contains(&elasticity) => self.labour_supply_elasticity = elasticity,
                _ => return wrong("a number from 0 to 10"),
            },
            "scale_elasticity" => match number() {
                Some(elasticity) if (0.0..=0.5).contains(&elasticity) => self.scale_elasticity = elasticity,
                _ => return wrong("a number from 0 to 0.5"),
            },
            "revenue_use" => match value {
                "lump-sum" => self.revenue_use = RevenueUse::LumpSum,
                "income-tax-relief" => self.revenue_use = RevenueUse::IncomeTaxRelief,
                _ => return wrong("lump-sum, income-tax-relief"),
            },
            _ => return Err(format!("unknown switch \"{name}\"; {}", valid_names(name, &Self::NAMES))),
        }
        Ok(())
    }

    /// The switches in force as (name, value).
    pub fn list(&self) -> Vec<(&'static str, String)> {
        let mobility = match self.mobility {
            Mobility::Perfect => "perfect".to_string(),
            Mobility::Frechet(shape) => shape.to_string(),
        };
        let elasticities = match self.elasticities {
            ElasticityHorizon::Long => "long",
            ElasticityHorizon::Short => "short",
        };
        let revenue_use = match self.revenue_use {
            RevenueUse::LumpSum => "lump-sum",
            RevenueUse::IncomeTaxRelief => "income-tax-relief",
        };
        let values = [
            mobility,
            elasticities.to_string(),
            if self.deficits { "fixed" } else { "zero" }.to_string(),
            self.labour_supply_elasticity.to_string(),
            self.scale_elasticity.to_string(),
            revenue_use.to_string(),
        ];
        Self::NAMES.into_iter().zip(values).collect()
    }
}

/// The table `[model]` of dataset.toml; what it does not name keeps its usual value.
pub(super) fn read_switches(file: &str, text: &str, table: &toml::Table, problems: &mut Vec<Problem>) -> Switches {
    let mut switches = Switches { deficits: true, ..Switches::default() };
    for (name, value) in table {
        let value = match value {
            toml::Value::String(text) => text.clone(),
            other => other.to_string(),
        };
        if let Err(what) = switches.set(name, &value) {
            let line =
                text.lines().position(|line| line.trim_start().starts_with(name.as_str())).map_or(0, |at| at + 1);
            problems.push(Problem::new(Place::line(file, line), what, ""));
        }
    }
    switches
}
