//! A dataset: N regions × S sectors in the base year, read from a folder of CSV files.

use crate::economy::critical::CriticalInputs;
use crate::economy::model::Model;
use crate::economy::policy::{Instrument, Policy, PolicyRow, read_rows};
use crate::economy::switches::{Switches, read_switches};
use crate::economy::table::{Row, Table};
use crate::problem::{Place, Problem};
use serde::Deserialize;
use std::collections::BTreeMap;

/// Most regions of a dataset.
const MOST_REGIONS: usize = 64;
/// Most sectors.
const MOST_SECTORS: usize = 128;
/// Sums of shares may miss one by this much.
const SHARE_TOLERANCE: f64 = 1e-4;
/// A stated gross domestic product may miss the value added of the flows by this much, relative.
const PRODUCT_TOLERANCE: f64 = 2e-4;
/// Columns of a policy file.
const POLICY_COLUMNS: [&str; 5] = ["measure", "exporter", "importer", "sector", "value"];

/// The base year of an economy.
#[derive(Clone, Debug)]
pub struct Dataset {
    /// Name of the folder.
    pub name: String,
    /// Title, for people.
    pub title: String,
    /// What it describes and how it was made.
    pub description: String,
    /// Unit of values.
    pub unit: String,
    /// Base year.
    pub base_year: i64,
    /// (code, name) of regions.
    pub regions: Vec<(String, String)>,
    /// (code, name) of sectors.
    pub sectors: Vec<(String, String)>,
    /// Trade elasticity of each sector, long and short run.
    pub elasticity: Vec<(f64, f64)>,
    /// Flows at producer prices, `[(exporter * N + importer) * S + sector]`, in the dataset's unit.
    pub flows: Vec<f64>,
    /// Base tariffs, shaped like `flows`, fractions.
    pub tariffs: Vec<f64>,
    /// Value added (wages and profits) over gross output, `[region * S + sector]`.
    pub value_added: Vec<f64>,
    /// Profits over gross output, shaped like `value_added`.
    pub profit: Vec<f64>,
    /// Input shares, `[(region * S + using) * S + input]`.
    pub inputs: Vec<f64>,
    /// Political weights of sectors, shaped like `value_added`.
    pub weights: Vec<f64>,
    /// Model switches named in dataset.toml.
    pub switches: Switches,
    /// Policy files by name without ending.
    pub policies: BTreeMap<String, Vec<PolicyRow>>,
    /// Critical inputs, when the dataset has any.
    pub critical: Option<CriticalInputs>,
}

#[derive(Deserialize)]
struct Head {
    name: String,
    base_year: i64,
    unit: String,
    #[serde(default)]
    description: String,
    #[serde(default)]
    model: toml::Table,
}

impl Dataset {
    /// Reads a dataset from the texts of its folder, by path relative to it.
    ///
    /// # Errors
    /// Every mistake of every file, each with its line.
    pub fn parse(name: &str, texts: &BTreeMap<String, String>) -> Result<Dataset, Vec<Problem>> {
        let mut problems = Vec::new();
        let head = read_head(name, texts.get("dataset.toml"), &mut problems);
        let regions = coded(name, "regions.csv", texts, MOST_REGIONS, &mut problems);
        let sectors = coded(name, "sectors.csv", texts, MOST_SECTORS, &mut problems);
        let switches = head.as_ref().map_or_else(Switches::default, |head| {
            let text = texts.get("dataset.toml").map_or("", String::as_str);
            read_switches(&format!("{name}/dataset.toml"), text, &head.model, &mut problems)
        });
        let mut reader = Reader {
            name,
            texts,
            region: index(&regions),
            sector: index(&sectors),
            policy_places: BTreeMap::new(),
            problems,
        };
        let (flows, tariffs) = reader.flows();
        let (value_added, profit) = reader.production();
        let dataset = Dataset {
            name: name.to_string(),
            title: head.as_ref().map(|head| head.name.clone()).unwrap_or_default(),
            description: head.as_ref().map(|head| head.description.clone()).unwrap_or_default(),
            unit: head.as_ref().map(|head| head.unit.clone()).unwrap_or_default(),
            base_year: head.as_ref().map_or(0, |head| head.base_year),
            elasticity: reader.elasticities(),
            inputs: reader.inputs(&value_added),
            weights: reader.weights(),
            policies: reader.policies(),
            critical: reader.critical(),
            regions,
            sectors,
            flows,
            tariffs,
            value_added,
            profit,
            switches,
        };
        let places = std::mem::take(&mut reader.policy_places);
        let mut problems = reader.problems;
        if problems.is_empty() {
            dataset.check_accounts(texts, &mut problems);
        }
        if problems.is_empty() {
            for (policy, places) in &places {
                if let Some(rows) = dataset.policies.get(policy) {
                    problems.extend(dataset.check_bans(rows, places));
                }
            }
        }
        if problems.is_empty() {
            Ok(dataset)
        } else {
            problems.sort();
            Err(problems)
        }
    }

    /// Reads a policy file for this dataset; every value is a new level.
    ///
    /// # Errors
    /// Every mistake with its line: malformed rows, unknown codes, values out of range, rows about a region's own sales, bans
    /// that leave a sector without any supplier.
    pub fn read_policy(&self, file: &str, text: &str) -> Result<Vec<PolicyRow>, Vec<Problem>> {
        let mut problems = Vec::new();
        let table = Table::read_text(file.to_string(), text, &POLICY_COLUMNS, &mut problems);
        let (regions, sectors) = (index(&self.regions), index(&self.sectors));
        let (rows, places): (Vec<PolicyRow>, Vec<Place>) =
            read_rows(&table, &regions, &sectors, &mut problems).into_iter().unzip();
        if problems.is_empty() {
            problems = self.check_bans(&rows, &places);
        }
        if problems.is_empty() { Ok(rows) } else { Err(problems) }
    }

    /// Bans must leave a supplier of everything that is bought; the last row that bans is blamed.
    fn check_bans(&self, rows: &[PolicyRow], places: &[Place]) -> Vec<Problem> {
        let model = Model::new(self, self.switches.clone());
        let mut blamed: BTreeMap<usize, Vec<String>> = BTreeMap::new();
        for (region, sector) in model.unsupplied(&Policy::of(self, rows)) {
            let last = rows.iter().rposition(|row| {
                row.measure == Instrument::Ban && row.value != 0.0 && row.touches_imports(region, sector)
            });
            let what = format!("{} of {}", self.sectors[sector].0, self.regions[region].0);
            blamed.entry(last.unwrap_or(0)).or_default().push(what);
        }
        blamed
            .into_iter()
            .filter_map(|(row, left)| {
                let what = format!("the ban leaves no supplier at all for {}", left.join(", "));
                Some(Problem::new(
                    places.get(row)?.clone(),
                    what,
                    "leave at least one source of everything that is bought",
                ))
            })
            .collect()
    }

    /// Number of regions.
    pub fn region_count(&self) -> usize {
        self.regions.len()
    }

    /// Number of sectors.
    pub fn sector_count(&self) -> usize {
        self.sectors.len()
    }

    /// Codes of the regions in order.
    pub fn region_codes(&self) -> Vec<String> {
        self.regions.iter().map(|(code, _)| code.clone()).collect()
    }

    /// Codes of the sectors in order.
    pub fn sector_codes(&self) -> Vec<String> {
        self.sectors.iter().map(|(code, _)| code.clone()).collect()
    }

    /// Position of a flow in `flows` and `tariffs`.
    pub fn flow_index(&self, exporter: usize, importer: usize, sector: usize) -> usize {
        (exporter * self.regions.len() + importer) * self.sectors.len() + sector
    }

    /// Gross output of a sector at producer prices.
    pub fn gross_output(&self, region: usize, sector: usize) -> f64 {
        (0..self.regions.len()).map(|importer| self.flows[self.flow_index(region, importer, sector)]).sum()
    }

    /// A sector's share of its region's value added.
    pub fn value_added_weight(&self, region: usize, sector: usize) -> f64 {
        let of = |sector| self.value_added[region * self.sectors.len() + sector] * self.gross_output(region, sector);
        let total: f64 = (0..self.sectors.len()).map(of).sum();
        if total > 0.0 { of(sector) / total } else { 0.0 }
    }

    /// What the flows imply must be possible: income above nothing, final demand not negative, and the stated gross domestic
    /// product met.
    fn check_accounts(&self, texts: &BTreeMap<String, String>, problems: &mut Vec<Problem>) {
        let (regions, sectors) = (self.regions.len(), self.sectors.len());
        let stated = self.stated_products(texts);
        for region in 0..regions {
            let code = &self.regions[region].0;
            let output: Vec<f64> = (0..sectors).map(|sector| self.gross_output(region, sector)).collect();
            let (mut wages, mut product, mut balance) = (0.0, 0.0, 0.0);
            for (sector, output) in output.iter().enumerate() {
                let cell = region * sectors + sector;
                wages += (self.value_added[cell] - self.profit[cell]) * output;
                product += self.value_added[cell] * output;
                for other in 0..regions {
                    let bought = self.flow_index(other, region, sector);
                    let sold = self.flow_index(region, other, sector);
                    balance += self.flows[bought] * (1.0 + self.tariffs[bought]) - self.flows[sold];
                }
            }
            if !(wages > 0.0 && product + balance > 0.0) {
                let what = format!("{code} has an income of {:.4} and pays wages of {wages:.4}", product + balance);
                let place = Place::file(format!("{}/flows.csv", self.name));
                problems.push(Problem::new(place, what, "both must be above 0: give its sales and production"));
                continue;
            }
            if let Some((line, stated)) = stated.get(code)
                && (product / stated - 1.0).abs() > PRODUCT_TOLERANCE
            {
                let what = format!("the gdp of {code} is {stated}, but its value added is {product:.4}");
                let place = Place::line(format!("{}/regions.csv", self.name), *line);
                problems.push(Problem::new(
                    place,
                    what,
                    "they must agree to a ten-thousandth; mend flows.csv or production.csv",
                ));
            }
            for input in 0..sectors {
                let spent: f64 = (0..regions)
                    .map(|exporter| self.flow_index(exporter, region, input))
                    .map(|flow| self.flows[flow] * (1.0 + self.tariffs[flow]))
                    .sum();
                let used: f64 = (0..sectors)
                    .map(|using| {
                        let share = self.inputs[(region * sectors + using) * sectors + input];
                        share * (1.0 - self.value_added[region * sectors + using]) * output[using]
                    })
                    .sum();
                if used > spent * (1.0 + 1e-9) + 1e-12 {
                    let what = format!(
                        "{code} buys {spent:.4} of {} but its sectors use {used:.4} of it",
                        self.sectors[input].0
                    );
                    let place = Place::file(format!("{}/inputs.csv", self.name));
                    problems.push(Problem::new(place, what, "final demand must not be negative"));
                }
            }
        }
    }

    /// Gross domestic products that regions.csv states, with their lines.
    fn stated_products(&self, texts: &BTreeMap<String, String>) -> BTreeMap<String, (usize, f64)> {
        let table = Table::read(&self.name, "regions.csv", texts.get("regions.csv"), &["code"], &mut Vec::new());
        let stated = table.rows().filter_map(|row| {
            let product: f64 = row.text("gdp").parse().ok()?;
            (product > 0.0).then(|| (row.text("code").to_string(), (row.place().line, product)))
        });
        stated.collect()
    }
}

fn read_head(name: &str, text: Option<&String>, problems: &mut Vec<Problem>) -> Option<Head> {
    let file = format!("{name}/dataset.toml");
    let Some(text) = text else {
        problems.push(Problem::new(
            Place::file(file),
            "the file is missing",
            "it names the dataset, its base_year and its unit",
        ));
        return None;
    };
    match toml::from_str(text) {
        Ok(head) => Some(head),
        Err(error) => {
            let place = error.span().map_or(Place::file(&file), |span| Place::offset(&file, text, span.start));
            problems.push(Problem::new(place, error.message().replace('\n', ", "), ""));
            None
        }
    }
}

/// Codes and names of regions or sectors.
fn coded(
    name: &str,
    file: &str,
    texts: &BTreeMap<String, String>,
    most: usize,
    problems: &mut Vec<Problem>,
) -> Vec<(String, String)> {
    let table = Table::read(name, file, texts.get(file), &["code", "name"], problems);
    let mut list: Vec<(String, String)> = Vec::new();
    for row in table.rows() {
        let code = row.text("code");
        if code.is_empty() || code == "*" || list.iter().any(|(known, _)| known == code) {
            problems.push(Problem::new(
                row.place(),
                format!("code \"{code}\""),
                "every code is given once, and is not empty",
            ));
        } else {
            list.push((code.to_string(), row.text("name").to_string()));
        }
    }
    if list.is_empty() || list.len() > most {
        let what = format!("there are {} codes", list.len());
        problems.push(Problem::new(Place::file(format!("{name}/{file}")), what, format!("valid: 1 to {most}")));
        list.truncate(most);
    }
    list
}

fn index(list: &[(String, String)]) -> BTreeMap<String, usize> {
    list.iter().enumerate().map(|(position, (code, _))| (code.clone(), position)).collect()
}

/// Reads the files that refer to regions and sectors.
struct Reader<'t> {
    name: &'t str,
    texts: &'t BTreeMap<String, String>,
    region: BTreeMap<String, usize>,
    sector: BTreeMap<String, usize>,
    policy_places: BTreeMap<String, Vec<Place>>,
    problems: Vec<Problem>,
}

impl Reader<'_> {
    fn table(&mut self, file: &str, columns: &[&str]) -> Table {
        Table::read(self.name, file, self.texts.get(file), columns, &mut self.problems)
    }

    fn region(&mut self, row: Row, column: &str) -> Option<usize> {
        row.code(column, &self.region, &mut self.problems)
    }

    fn sector(&mut self, row: Row, column: &str) -> Option<usize> {
        row.code(column, &self.sector, &mut self.problems)
    }

    fn number(&mut self, row: Row, column: &str, low: f64, high: f64) -> Option<f64> {
        row.number(column, low, high, &mut self.problems)
    }

    /// "sector in region" for a position in `[region * S + sector]`.
    fn cell(&self, cell: usize) -> String {
        let code = |map: &BTreeMap<String, usize>, at| {
            map.iter().find(|(_, index)| **index == at).map(|(code, _)| code.clone()).unwrap_or_default()
        };
        let sectors = self.sector.len().max(1);
        format!("{} in {}", code(&self.sector, cell % sectors), code(&self.region, cell / sectors))
    }

    fn elasticities(&mut self) -> Vec<(f64, f64)> {
        let table = self.table("sectors.csv", &["code", "name", "trade_elasticity"]);
        let mut list = Vec::new();
        for row in table.rows() {
            let long = self.number(row, "trade_elasticity", 0.01, 100.0).unwrap_or(1.0);
            let short = match row.text("trade_elasticity_short_run") {
                "" => long,
                _ => self.number(row, "trade_elasticity_short_run", 0.01, 100.0).unwrap_or(1.0),
            };
            list.push((long, short));
        }
        list
    }

    fn flows(&mut self) -> (Vec<f64>, Vec<f64>) {
        let (regions, sectors) = (self.region.len(), self.sector.len());
        let mut flows = vec![0.0; regions * regions * sectors];
        let mut tariffs = flows.clone();
        let mut given = vec![false; flows.len()];
        let table = self.table("flows.csv", &["exporter", "importer", "sector", "value", "tariff"]);
        for row in table.rows() {
            let exporter = self.region(row, "exporter");
            let importer = self.region(row, "importer");
            let sector = self.sector(row, "sector");
            let value = self.number(row, "value", 0.0, 1e15);
            let tariff = self.number(row, "tariff", -0.95, 100.0);
            let (Some(exporter), Some(importer), Some(sector)) = (exporter, importer, sector) else { continue };
            let at = (exporter * regions + importer) * sectors + sector;
            if std::mem::replace(&mut given[at], true) {
                self.problems.push(Problem::new(row.place(), "the flow is given twice", "leave one row"));
            }
            if exporter == importer && tariff.is_some_and(|tariff| tariff != 0.0) {
                self.problems.push(Problem::new(row.place(), "a tariff on a region's own sales", "valid: 0"));
            }
            flows[at] = value.unwrap_or(0.0);
            tariffs[at] = tariff.unwrap_or(0.0);
        }
        (flows, tariffs)
    }

    fn production(&mut self) -> (Vec<f64>, Vec<f64>) {
        let (regions, sectors) = (self.region.len(), self.sector.len());
        let mut value_added = vec![1.0; regions * sectors];
        let mut profit = vec![0.0; regions * sectors];
        let mut given = vec![false; regions * sectors];
        let table = self.table("production.csv", &["region", "sector", "value_added_share", "profit_share"]);
        for row in table.rows() {
            let (region, sector) = (self.region(row, "region"), self.sector(row, "sector"));
            let share = self.number(row, "value_added_share", 1e-6, 1.0);
            let markup = self.number(row, "profit_share", 0.0, 0.99);
            let (Some(region), Some(sector), Some(share), Some(markup)) = (region, sector, share, markup) else {
                continue;
            };
            if std::mem::replace(&mut given[region * sectors + sector], true) {
                self.problems.push(Problem::new(row.place(), "the sector is given twice", "leave one row"));
            }
            if markup >= share {
                let what = format!("profit_share {markup} is not below value_added_share {share}");
                self.problems.push(Problem::new(row.place(), what, "profits are a part of value added"));
            }
            value_added[region * sectors + sector] = share;
            profit[region * sectors + sector] = markup;
        }
        if self.texts.contains_key("production.csv") {
            for cell in (0..given.len()).filter(|cell| !given[*cell]) {
                let what = format!("there is no row for {}", self.cell(cell));
                let place = Place::file(format!("{}/production.csv", self.name));
                self.problems.push(Problem::new(place, what, "give its value_added_share and profit_share"));
            }
        }
        (value_added, profit)
    }

    fn inputs(&mut self, value_added: &[f64]) -> Vec<f64> {
        let (regions, sectors) = (self.region.len(), self.sector.len());
        let mut inputs = vec![0.0; regions * sectors * sectors];
        if !self.texts.contains_key("inputs.csv") {
            return inputs;
        }
        let (mut given, mut last) = (vec![false; inputs.len()], vec![0; regions * sectors]);
        let table = self.table("inputs.csv", &["region", "using_sector", "input_sector", "share"]);
        for row in table.rows() {
            let region = self.region(row, "region");
            let (using, input) = (self.sector(row, "using_sector"), self.sector(row, "input_sector"));
            let share = self.number(row, "share", 0.0, 1.0);
            if let (Some(region), Some(using), Some(input), Some(share)) = (region, using, input, share) {
                let cell = (region * sectors + using) * sectors + input;
                if std::mem::replace(&mut given[cell], true) {
                    self.problems.push(Problem::new(row.place(), "the share is given twice", "leave one row"));
                }
                inputs[cell] = share;
                last[region * sectors + using] = row.place().line;
            }
        }
        for (user, shares) in inputs.chunks(sectors.max(1)).enumerate() {
            let total: f64 = shares.iter().sum();
            if value_added[user] < 1.0 - 1e-9 && (total - 1.0).abs() > SHARE_TOLERANCE {
                let what = format!("the input shares of {} add up to {total:.6}", self.cell(user));
                let place = match last[user] {
                    0 => Place::file(format!("{}/inputs.csv", self.name)),
                    line => Place::line(format!("{}/inputs.csv", self.name), line),
                };
                self.problems.push(Problem::new(place, what, "they must add up to 1"));
            }
        }
        inputs
    }

    fn weights(&mut self) -> Vec<f64> {
        let sectors = self.sector.len();
        let mut weights = vec![1.0; self.region.len() * sectors];
        if self.texts.contains_key("political_weights.csv") {
            let table = self.table("political_weights.csv", &["region", "sector", "weight"]);
            for row in table.rows() {
                let (region, sector) = (self.region(row, "region"), self.sector(row, "sector"));
                let weight = self.number(row, "weight", 0.0, 1000.0);
                if let (Some(region), Some(sector), Some(weight)) = (region, sector, weight) {
                    weights[region * sectors + sector] = weight;
                }
            }
        }
        weights
    }

    fn policies(&mut self) -> BTreeMap<String, Vec<PolicyRow>> {
        let mut policies = BTreeMap::new();
        let texts = self.texts;
        for path in texts.keys() {
            let Some(name) = path.strip_prefix("policies/").and_then(|file| file.strip_suffix(".csv")) else {
                continue;
            };
            let table = self.table(path, &POLICY_COLUMNS);
            let rows = read_rows(&table, &self.region, &self.sector, &mut self.problems);
            let (rows, places): (Vec<PolicyRow>, Vec<Place>) = rows.into_iter().unzip();
            policies.insert(name.to_string(), rows);
            self.policy_places.insert(name.to_string(), places);
        }
        policies
    }

    fn critical(&mut self) -> Option<CriticalInputs> {
        self.texts.contains_key("critical_supply.csv").then(|| {
            let columns = ["input", "parameter", "region", "supplier", "value"];
            let supply = self.table("critical_supply.csv", &columns);
            let columns = ["input", "region", "using_sector", "exposure", "cost_share", "elasticity"];
            let uses = self.table("critical_use.csv", &columns);
            CriticalInputs::read(&supply, &uses, &self.region, &self.sector, &mut self.problems)
        })
    }
}
