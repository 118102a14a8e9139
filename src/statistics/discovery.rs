//! Scenario discovery: the region of the swept space in which a result of interest comes most (PRIM, the patient rule induction
//! method of Friedman & Fisher 1999, with the measures of Bryant & Lempert 2010).

use statrs::distribution::{Binomial, DiscreteCDF};

/// Share of the cases in a region that a peel takes off at most, where values do not repeat.
const PEEL: f64 = 0.05;
/// Share of all cases below which no region is peeled.
const LEAST_SHARE: f64 = 0.05;
/// Fewest cases of a region.
const LEAST_CASES: usize = 20;
/// Chance above which a restriction is taken for noise and dropped.
const NOISE: f64 = 0.05;

/// A swept parameter over all cases.
#[derive(Clone, Debug, PartialEq)]
pub enum Column {
    /// Numbers, peeled from both ends.
    Ordered(Vec<f64>),
    /// Positions of names, peeled one name at a time.
    Named(Vec<usize>),
}

impl Column {
    fn len(&self) -> usize {
        match self {
            Column::Ordered(values) => values.len(),
            Column::Named(values) => values.len(),
        }
    }
}

/// What a region asks of a parameter.
#[derive(Clone, Debug, PartialEq)]
pub enum Restriction {
    /// Nothing.
    Free,
    /// A number from the first to the second, both included; an end that is not restricted is infinite.
    Between(f64, f64),
    /// Any name but these, in order.
    Without(Vec<usize>),
}

impl Restriction {
    fn holds(&self, column: &Column, row: usize) -> bool {
        match (self, column) {
            (Restriction::Between(low, high), Column::Ordered(values)) => (*low..=*high).contains(&values[row]),
            (Restriction::Without(names), Column::Named(values)) => !names.contains(&values[row]),
            _ => true,
        }
    }
}

/// How well a region catches the cases of interest.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Fit {
    /// Cases in the region.
    pub cases: u64,
    /// Those of interest among them.
    pub hits: u64,
    /// Share of all cases of interest that lie in the region.
    pub coverage: f64,
    /// Share of the region's cases that are of interest.
    pub density: f64,
    /// Restricted parameters.
    pub restricted: usize,
}

/// A region that was found.
#[derive(Clone, Debug, PartialEq)]
pub struct Region {
    /// What it asks of each parameter.
    pub restrictions: Vec<Restriction>,
    /// For each restricted parameter the chance that as many hits would lie in the region if its restriction meant nothing
    /// (quasi-p-value of Bryant & Lempert 2010: one-sided binomial test against the region without it).
    pub noise: Vec<Option<f64>>,
    /// How well it fits.
    pub fit: Fit,
    /// Share of interest over all cases.
    pub base: f64,
    /// What every peel came to, from the whole space on.
    pub trajectory: Vec<Fit>,
}

struct Search<'s> {
    columns: &'s [Column],
    interest: &'s [bool],
    all_hits: u64,
    least: usize,
}

/// Finds a region by peeling off 5 percent at a time while density rises, keeping of all boxes on the way the one with the greatest
/// harmonic mean of coverage and density, pasting back what still raises density, and dropping restrictions that chance explains.
/// None where the lengths differ, there are fewer than 40 cases, all or none are of interest, or nothing can be told apart.
pub fn discover(columns: &[Column], interest: &[bool]) -> Option<Region> {
    let count = interest.len();
    let all_hits = interest.iter().filter(|interest| **interest).count() as u64;
    if columns.iter().any(|column| column.len() != count)
        || count < 2 * LEAST_CASES
        || [0, count as u64].contains(&all_hits)
    {
        return None;
    }
    let least = ((LEAST_SHARE * count as f64) as usize).max(LEAST_CASES);
    let search = Search { columns, interest, all_hits, least };
    let mut restrictions = vec![Restriction::Free; columns.len()];
    let mut inside: Vec<usize> = (0..count).collect();
    let mut boxes = vec![(search.fit(&restrictions, &inside), restrictions.clone())];
    while let Some((column, tighter, kept)) = search.peel(&restrictions, &inside) {
        restrictions[column] = tighter;
        inside = kept;
        boxes.push((search.fit(&restrictions, &inside), restrictions.clone()));
    }
    let harmonic = |fit: &Fit| 2.0 * fit.coverage * fit.density / (fit.coverage + fit.density);
    let best = boxes.iter().max_by(|a, b| harmonic(&a.0).total_cmp(&harmonic(&b.0)))?;
    let mut restrictions = search.paste(best.1.clone());
    let noise = loop {
        let noise = search.noise(&restrictions);
        let loosest = (0..columns.len())
            .filter_map(|column| noise[column].filter(|chance| *chance > NOISE).map(|chance| (column, chance)))
            .max_by(|a, b| a.1.total_cmp(&b.1));
        match loosest {
            Some((column, _)) => restrictions[column] = Restriction::Free,
            None => break noise,
        }
    };
    if restrictions.iter().all(|restriction| *restriction == Restriction::Free) {
        return None;
    }
    let fit = search.fit(&restrictions, &search.inside(&restrictions));
    let trajectory = boxes.into_iter().map(|(fit, _)| fit).collect();
    Some(Region { restrictions, noise, fit, base: all_hits as f64 / count as f64, trajectory })
}

impl Search<'_> {
    fn hits(&self, rows: &[usize]) -> u64 {
        rows.iter().filter(|&&row| self.interest[row]).count() as u64
    }

    fn density(&self, rows: &[usize]) -> f64 {
        self.hits(rows) as f64 / rows.len().max(1) as f64
    }

    fn inside(&self, restrictions: &[Restriction]) -> Vec<usize> {
        let holds =
            |row: &usize| restrictions.iter().zip(self.columns).all(|(asked, column)| asked.holds(column, *row));
        (0..self.interest.len()).filter(holds).collect()
    }

    fn fit(&self, restrictions: &[Restriction], inside: &[usize]) -> Fit {
        let hits = self.hits(inside);
        Fit {
            cases: inside.len() as u64,
            hits,
            coverage: hits as f64 / self.all_hits as f64,
            density: self.density(inside),
            restricted: restrictions.iter().filter(|restriction| **restriction != Restriction::Free).count(),
        }
    }

    /// The peel that raises density most for each case taken off (the criterion that Friedman & Fisher give for peels of unlike
    /// size); none where none raises it or too few cases would stay.
    fn peel(&self, restrictions: &[Restriction], inside: &[usize]) -> Option<(usize, Restriction, Vec<usize>)> {
        let before = self.density(inside);
        let mut best: Option<(f64, usize, Restriction, Vec<usize>)> = None;
        for (position, column) in self.columns.iter().enumerate() {
            for tighter in self.tighter(&restrictions[position], column, inside) {
                let kept: Vec<usize> = inside.iter().copied().filter(|&row| tighter.holds(column, row)).collect();
                if kept.len() < self.least || kept.len() == inside.len() {
                    continue;
                }
                let gain = (self.density(&kept) - before) / (inside.len() - kept.len()) as f64;
                if gain > best.as_ref().map_or(0.0, |best| best.0) {
                    best = Some((gain, position, tighter, kept));
                }
            }
        }
        best.map(|(_, position, tighter, kept)| (position, tighter, kept))
    }

    fn tighter(&self, asked: &Restriction, column: &Column, inside: &[usize]) -> Vec<Restriction> {
        match column {
            Column::Ordered(values) => {
                let mut sorted: Vec<f64> = inside.iter().map(|&row| values[row]).collect();
                sorted.sort_by(f64::total_cmp);
                let taken = ((PEEL * sorted.len() as f64) as usize).clamp(1, sorted.len());
                let (low, high) = ends(asked);
                let lowest = sorted[taken - 1];
                let highest = sorted[sorted.len() - taken];
                let above = sorted.iter().find(|value| **value > lowest);
                let below = sorted.iter().rev().find(|value| **value < highest);
                let above = above.map(|value| Restriction::Between(*value, high));
                above.into_iter().chain(below.map(|value| Restriction::Between(low, *value))).collect()
            }
            Column::Named(values) => {
                let mut names: Vec<usize> = inside.iter().map(|&row| values[row]).collect();
                names.sort_unstable();
                names.dedup();
                let gone = if let Restriction::Without(gone) = asked { gone.clone() } else { Vec::new() };
                names
                    .into_iter()
                    .map(|name| {
                        let mut gone = gone.clone();
                        gone.push(name);
                        gone.sort_unstable();
                        Restriction::Without(gone)
                    })
                    .collect()
            }
        }
    }

    /// Widens a region at one face at a time, by the cases next to it, while its density rises.
    fn paste(&self, mut restrictions: Vec<Restriction>) -> Vec<Restriction> {
        loop {
            let inside = self.inside(&restrictions);
            let (before, count) = (self.density(&inside), inside.len());
            let mut best: Option<(f64, usize, Restriction)> = None;
            for position in 0..self.columns.len() {
                for wider in self.wider(&restrictions, position, count) {
                    let mut candidate = restrictions.clone();
                    candidate[position] = wider.clone();
                    let density = self.density(&self.inside(&candidate));
                    if density > best.as_ref().map_or(before, |best| best.0) {
                        best = Some((density, position, wider));
                    }
                }
            }
            match best {
                Some((_, position, wider)) => restrictions[position] = wider,
                None => return restrictions,
            }
        }
    }

    fn wider(&self, restrictions: &[Restriction], position: usize, count: usize) -> Vec<Restriction> {
        match (&restrictions[position], &self.columns[position]) {
            (Restriction::Between(low, high), Column::Ordered(values)) => {
                let mut free = restrictions.to_vec();
                free[position] = Restriction::Free;
                let mut sorted: Vec<f64> = self.inside(&free).into_iter().map(|row| values[row]).collect();
                sorted.sort_by(f64::total_cmp);
                let added = ((PEEL * count as f64) as usize).max(1);
                let below: Vec<f64> = sorted.iter().copied().filter(|value| value < low).collect();
                let above: Vec<f64> = sorted.iter().copied().filter(|value| value > high).collect();
                let lower = below.len().checked_sub(added).map_or(f64::NEG_INFINITY, |at| below[at]);
                let higher = above.get(added - 1).copied().unwrap_or(f64::INFINITY);
                let lower = (!below.is_empty()).then_some(Restriction::Between(lower, *high));
                let higher = (!above.is_empty()).then_some(Restriction::Between(*low, higher));
                lower.into_iter().chain(higher).collect()
            }
            (Restriction::Without(gone), Column::Named(_)) => (0..gone.len())
                .map(|back| {
                    let mut gone = gone.clone();
                    gone.remove(back);
                    if gone.is_empty() { Restriction::Free } else { Restriction::Without(gone) }
                })
                .collect(),
            _ => Vec::new(),
        }
    }

    fn noise(&self, restrictions: &[Restriction]) -> Vec<Option<f64>> {
        let inside = self.inside(restrictions);
        let (cases, hits) = (inside.len() as u64, self.hits(&inside));
        (0..self.columns.len())
            .map(|position| {
                if restrictions[position] == Restriction::Free {
                    return None;
                }
                let mut without = restrictions.to_vec();
                without[position] = Restriction::Free;
                let density = self.density(&self.inside(&without));
                Some(if hits == 0 {
                    1.0
                } else {
                    Binomial::new(density, cases).map_or(1.0, |chance| chance.sf(hits - 1))
                })
            })
            .collect()
    }
}

fn ends(asked: &Restriction) -> (f64, f64) {
    match asked {
        Restriction::Between(low, high) => (*low, *high),
        _ => (f64::NEG_INFINITY, f64::INFINITY),
    }
}
