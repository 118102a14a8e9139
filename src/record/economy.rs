//! What a change of measures does to a nation's economy, in the trade model's own terms: for a preview and for the debrief.

use crate::rules::case::*;
use serde::Serialize;

/// Entries of a list of partners or sectors that are told.
const TOLD: usize = 3;
/// A contribution below this many percentage points is not told.
const SLIGHT: f64 = 0.0005;
/// A change of a sector's value added, or of a group's value, that is not told.
const SLIGHT_SECTOR: f64 = 0.05;

/// A change of a nation's economy from one vector of levels to another, once everything has adjusted and stocks have run out.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct EconomicChange {
    /// Code of the nation.
    pub nation: String,
    /// Real income before, percent above the base year's.
    pub before: f64,
    /// Real income after.
    pub after: f64,
    /// Consumer prices, percent: the change.
    pub prices: f64,
    /// Where the change of real income comes from, percentage points; they add up to it but for `residual`.
    pub parts: Vec<(String, f64)>,
    /// What the parts leave unexplained, percentage points.
    pub residual: f64,
    /// Contribution of trade with each partner, percentage points, the largest first.
    pub partners: Vec<(String, f64)>,
    /// Change of the real value added of each sector, percent, the largest first.
    pub sectors: Vec<(String, f64)>,
    /// What each constituency gains by the income of its sectors, points of 100, the largest first.
    pub groups: Vec<(String, f64)>,
}

/// The change for a nation; none when nothing that touches its economy differs, or the trade model has no equilibrium on the way.
pub fn change(
    case: &Case,
    nation: NationId,
    from: &[u8; MAX_MEASURES],
    to: &[u8; MAX_MEASURES],
) -> Option<EconomicChange> {
    let explanation = case.regimes.explain(nation, from, to).ok()?;
    let change = explanation.after - explanation.before;
    let parts: Vec<(String, f64)> =
        explanation.parts().iter().map(|(name, points)| ((*name).to_string(), *points)).collect();
    if change.abs() < SLIGHT && parts.iter().all(|(_, points)| points.abs() < SLIGHT) {
        return None;
    }
    let dataset = &case.regimes.economy().model().dataset;
    let (before, after) = (case.regimes.look(from), case.regimes.look(to));
    let partners = dataset.regions.iter().enumerate().filter(|(region, _)| *region != explanation.region);
    let groups = case.nation(nation).constituencies.iter().enumerate().map(|(group, constituency)| {
        let gain = after.sectors(nation)[group] - before.sectors(nation)[group];
        (constituency.name.clone(), 100.0 * gain)
    });
    Some(EconomicChange {
        nation: case.nation(nation).code.clone(),
        before: explanation.before,
        after: explanation.after,
        prices: after.prices(nation, 0.0) - before.prices(nation, 0.0),
        residual: explanation.residual,
        partners: ordered(partners.map(|(region, (_, name))| (short(name), explanation.by_partner(region)))),
        sectors: ordered(
            dataset.sectors.iter().zip(&explanation.sectors).map(|((_, name), percent)| (short(name), *percent)),
        ),
        groups: ordered(groups),
        parts,
    })
}

/// A name without the list of what belongs to it.
fn short(name: &str) -> String {
    name.split([':', '(']).next().unwrap_or(name).trim_end().to_string()
}

fn ordered(entries: impl Iterator<Item = (String, f64)>) -> Vec<(String, f64)> {
    let mut entries: Vec<(String, f64)> = entries.collect();
    entries.sort_by(|a, b| b.1.abs().total_cmp(&a.1.abs()));
    entries
}

/// A change as lines of text, its finding first.
pub fn lines(change: &EconomicChange) -> Vec<String> {
    let told = |entries: &[(String, f64)], least: f64, unit: &str, decimals: usize| -> Option<String> {
        let parts: Vec<String> = entries
            .iter()
            .filter(|(_, amount)| amount.abs() >= least)
            .take(TOLD)
            .map(|(name, amount)| format!("{name} {amount:+.decimals$}{unit}"))
            .collect();
        (!parts.is_empty()).then(|| parts.join(", "))
    };
    let mut lines = vec![format!(
        "Real income {:+.3} → {:+.3} % of the base year's ({:+.3}), consumer prices {:+.2} %.",
        change.before,
        change.after,
        change.after - change.before,
        change.prices
    )];
    let parts = ordered(change.parts.iter().cloned());
    let parts: Vec<String> = parts
        .iter()
        .filter(|(_, points)| points.abs() >= SLIGHT)
        .map(|(name, points)| format!("{name} {points:+.3}"))
        .collect();
    if !parts.is_empty() {
        lines.push(format!("Where it comes from, points: {}; unexplained {:+.3}.", parts.join(", "), change.residual));
    }
    let rest = [
        ("By partner, points", told(&change.partners, SLIGHT, "", 3)),
        ("Sectors, real value added", told(&change.sectors, SLIGHT_SECTOR, " %", 1)),
        ("At home, by the income of their sectors, points of 100", told(&change.groups, SLIGHT_SECTOR, "", 1)),
    ];
    lines.extend(rest.into_iter().filter_map(|(title, text)| Some(format!("{title}: {}.", text?))));
    lines
}
