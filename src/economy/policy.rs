//! A trade policy: duties, export taxes, trade costs, bans and subsidies, flow by flow.

use crate::economy::dataset::Dataset;
use crate::economy::table::Table;
use crate::problem::{Place, Problem, valid_names};
use std::collections::BTreeMap;

/// Instrument of trade policy.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Instrument {
    /// Ad valorem duty on imports, as a fraction of the producer price including export tax.
    Tariff,
    /// Ad valorem tax on exports, as a fraction of the producer price, paid to the exporter's government.
    ExportTax,
    /// Trade cost, as a factor on the delivered cost of the base year.
    Iceberg,
    /// No trade at all.
    Ban,
    /// Subsidy to a sector of the region named as exporter, as a fraction of the producer price.
    Subsidy,
}

/// Whether a row replaces what is in force or comes on top of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mode {
    /// The value is the new level.
    Set,
    /// The value is added to the level.
    Add,
}

/// One row of a policy; `None` stands for all regions or sectors. Rows never touch a region's own sales.
#[derive(Clone, Debug, PartialEq)]
pub struct PolicyRow {
    /// Instrument.
    pub measure: Instrument,
    /// Exporting region.
    pub exporter: Option<usize>,
    /// Importing region.
    pub importer: Option<usize>,
    /// Sector.
    pub sector: Option<usize>,
    /// New level or change of it.
    pub value: f64,
    /// Which of the two.
    pub mode: Mode,
}

/// Lowest level of a tariff or export tax that the model takes: nine tenths paid on top by the government.
const LOWEST_TAX: f64 = -0.9;
/// Lowest factor on trade costs.
const LOWEST_ICEBERG: f64 = 0.05;

/// The policy in force, shaped like [`Dataset::flows`].
#[derive(Clone, Debug)]
pub struct Policy {
    /// Tariffs, fractions.
    pub tariff: Vec<f64>,
    /// Export taxes, fractions.
    pub export_tax: Vec<f64>,
    /// Trade costs relative to the base year.
    pub iceberg: Vec<f64>,
    /// Prohibited flows.
    pub banned: Vec<bool>,
    /// Subsidies, `[region * S + sector]`, fractions.
    pub subsidy: Vec<f64>,
    /// Productivity relative to the base year, shaped like `subsidy`, above 0; below 1 where a critical input runs short.
    pub productivity: Vec<f64>,
}

impl Policy {
    /// The policy of the base year.
    pub fn base(dataset: &Dataset) -> Policy {
        let flows = dataset.flows.len();
        Policy {
            tariff: dataset.tariffs.clone(),
            export_tax: vec![0.0; flows],
            iceberg: vec![1.0; flows],
            banned: vec![false; flows],
            subsidy: vec![0.0; dataset.region_count() * dataset.sector_count()],
            productivity: vec![1.0; dataset.region_count() * dataset.sector_count()],
        }
    }

    /// The base year's policy with rows applied.
    pub fn of(dataset: &Dataset, rows: &[PolicyRow]) -> Policy {
        let mut policy = Policy::base(dataset);
        policy.apply(dataset.region_count(), dataset.sector_count(), rows);
        policy
    }

    /// Applies rows in order; later rows meet what earlier ones left.
    pub fn apply(&mut self, regions: usize, sectors: usize, rows: &[PolicyRow]) {
        for row in rows {
            for exporter in chosen(row.exporter, regions) {
                if row.measure == Instrument::Subsidy {
                    for sector in chosen(row.sector, sectors) {
                        let level = &mut self.subsidy[exporter * sectors + sector];
                        *level = change(*level, row).max(LOWEST_TAX);
                    }
                    continue;
                }
                for importer in chosen(row.importer, regions).filter(|importer| *importer != exporter) {
                    for sector in chosen(row.sector, sectors) {
                        self.apply_to_flow((exporter * regions + importer) * sectors + sector, row);
                    }
                }
            }
        }
    }

    fn apply_to_flow(&mut self, flow: usize, row: &PolicyRow) {
        match row.measure {
            Instrument::Tariff => self.tariff[flow] = change(self.tariff[flow], row).max(LOWEST_TAX),
            Instrument::ExportTax => self.export_tax[flow] = change(self.export_tax[flow], row).max(LOWEST_TAX),
            Instrument::Iceberg => self.iceberg[flow] = change(self.iceberg[flow], row).max(LOWEST_ICEBERG),
            Instrument::Ban => self.banned[flow] = row.value != 0.0,
            Instrument::Subsidy => {}
        }
    }
}

fn change(level: f64, row: &PolicyRow) -> f64 {
    match row.mode {
        Mode::Set => row.value,
        Mode::Add => level + row.value,
    }
}

fn chosen(index: Option<usize>, count: usize) -> std::ops::Range<usize> {
    index.map_or(0..count, |index| index..index + 1)
}

/// Rows of a policy file with their places; every value is a new level.
pub(super) fn read_rows(
    table: &Table,
    regions: &BTreeMap<String, usize>,
    sectors: &BTreeMap<String, usize>,
    problems: &mut Vec<Problem>,
) -> Vec<(PolicyRow, Place)> {
    const INSTRUMENTS: [&str; 5] = ["tariff", "export_tax", "iceberg", "ban", "subsidy"];
    let mut rows = Vec::new();
    for row in table.rows() {
        let (measure, low, high) = match row.text("measure") {
            "tariff" => (Instrument::Tariff, LOWEST_TAX, 1000.0),
            "export_tax" => (Instrument::ExportTax, LOWEST_TAX, 1000.0),
            "iceberg" => (Instrument::Iceberg, LOWEST_ICEBERG, 1e6),
            "ban" => (Instrument::Ban, 0.0, 1.0),
            "subsidy" => (Instrument::Subsidy, LOWEST_TAX, 1000.0),
            other => {
                let what = format!("unknown measure \"{other}\"");
                problems.push(Problem::new(row.place(), what, valid_names(other, &INSTRUMENTS)));
                continue;
            }
        };
        let exporter = row.code_or_all("exporter", regions, problems);
        let importer = row.code_or_all("importer", regions, problems);
        let sector = row.code_or_all("sector", sectors, problems);
        let value = row.number("value", low, high, problems);
        if let (Some(exporter), Some(importer), Some(sector), Some(value)) = (exporter, importer, sector, value) {
            if measure != Instrument::Subsidy && exporter.is_some() && exporter == importer {
                let what = format!("the row is about the own sales of {}", row.text("exporter"));
                problems.push(Problem::new(row.place(), what, "name two different regions"));
                continue;
            }
            if measure == Instrument::Ban && value != 0.0 && value != 1.0 {
                problems.push(Problem::new(row.place(), format!("a ban of {value}"), "valid: 1 for a ban, 0 for none"));
                continue;
            }
            rows.push((PolicyRow { measure, exporter, importer, sector, value, mode: Mode::Set }, row.place()));
        }
    }
    rows
}

impl PolicyRow {
    /// Whether a row is about a region's purchases from abroad of a sector's goods.
    pub(super) fn touches_imports(&self, importer: usize, sector: usize) -> bool {
        self.measure != Instrument::Subsidy
            && self.importer.is_none_or(|named| named == importer)
            && self.sector.is_none_or(|named| named == sector)
    }
}
