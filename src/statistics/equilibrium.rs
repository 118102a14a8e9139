//! Nash equilibria of a game of two players, pure and mixed.

/// Size below which a chance or a gain counts as none, in units of payoff or of chance.
const NOTHING: f64 = 1e-9;
/// Most strategies of a player for which every support is tried: 48,620 pairs of supports of like size.
pub const MOST_STRATEGIES: usize = 9;

/// Payoffs of a game of two players: `[row][column]`, to the row player and to the column player.
#[derive(Clone, Debug, PartialEq)]
pub struct Bimatrix {
    /// To the row player.
    pub row: Vec<Vec<f64>>,
    /// To the column player.
    pub column: Vec<Vec<f64>>,
}

/// An equilibrium: with which chance each plays each strategy, and what it brings.
#[derive(Clone, Debug, PartialEq)]
pub struct Equilibrium {
    /// Chances of the row player's strategies.
    pub row: Vec<f64>,
    /// Chances of the column player's strategies.
    pub column: Vec<f64>,
    /// Payoffs of the two.
    pub payoffs: (f64, f64),
}

impl Equilibrium {
    /// Whether each player plays one strategy for certain.
    pub fn is_pure(&self) -> bool {
        self.row.contains(&1.0) && self.column.contains(&1.0)
    }
}

impl Bimatrix {
    /// Strategies of the row player and of the column player.
    pub fn size(&self) -> (usize, usize) {
        (self.row.len(), self.row.first().map_or(0, Vec::len))
    }

    /// How much the row player and the column player would each gain by their best answer to a profile of pure strategies.
    pub fn regret(&self, row: usize, column: usize) -> (f64, f64) {
        let best_row = (0..self.size().0).map(|other| self.row[other][column]).fold(f64::NEG_INFINITY, f64::max);
        let best_column = self.column[row].iter().copied().fold(f64::NEG_INFINITY, f64::max);
        (best_row - self.row[row][column], best_column - self.column[row][column])
    }

    /// Profiles of pure strategies from which neither gains by departing.
    pub fn pure(&self) -> Vec<(usize, usize)> {
        let (rows, columns) = self.size();
        (0..rows)
            .flat_map(|row| (0..columns).map(move |column| (row, column)))
            .filter(|(row, column)| self.regret(*row, *column) == (0.0, 0.0))
            .collect()
    }

    /// What the profile of two mixed strategies pays.
    pub fn payoffs(&self, row: &[f64], column: &[f64]) -> (f64, f64) {
        let mean = |table: &[Vec<f64>]| -> f64 {
            let chances = row.iter().zip(table);
            chances.map(|(chance, line)| chance * line.iter().zip(column).map(|(a, b)| a * b).sum::<f64>()).sum()
        };
        (mean(&self.row), mean(&self.column))
    }

    /// Every equilibrium whose two supports are of like size, which are all of a game without ties (support enumeration: Dickhaut &
    /// Kaplan 1991; Porter, Nudelman & Shoham 2004). Those of smaller support come first. None where a player has more than
    /// [`MOST_STRATEGIES`].
    pub fn equilibria(&self) -> Option<Vec<Equilibrium>> {
        let (rows, columns) = self.size();
        if rows.max(columns) > MOST_STRATEGIES {
            return None;
        }
        let transposed: Vec<Vec<f64>> =
            (0..columns).map(|column| (0..rows).map(|row| self.column[row][column]).collect()).collect();
        let mut found = Vec::new();
        for size in 1..=rows.min(columns) {
            for row_support in supports(rows, size) {
                for column_support in supports(columns, size) {
                    // The chances of one player are such that the other is indifferent on its support.
                    let Some(column) = indifferent(&self.row, &row_support, &column_support, columns) else { continue };
                    let Some(row) = indifferent(&transposed, &column_support, &row_support, rows) else { continue };
                    let payoffs = self.payoffs(&row, &column);
                    found.push(Equilibrium { row, column, payoffs });
                }
            }
        }
        Some(found)
    }
}

/// Positions below `count`, `size` of them, in every way.
fn supports(count: usize, size: usize) -> Vec<Vec<usize>> {
    (0..1u32 << count)
        .filter(|chosen| chosen.count_ones() as usize == size)
        .map(|chosen| (0..count).filter(|position| chosen & (1 << position) != 0).collect())
        .collect()
}

/// Chances on `mixed` that make every strategy of `support` pay the same, and none other pay more; `table` by the payoffs of the
/// player who is to be indifferent.
fn indifferent(table: &[Vec<f64>], support: &[usize], mixed: &[usize], count: usize) -> Option<Vec<f64>> {
    let size = support.len();
    // Unknown are the chances and the payoff: each strategy's payoff less the common one is 0, and the chances add to 1.
    let mut system: Vec<Vec<f64>> =
        support.iter().map(|&own| mixed.iter().map(|&other| table[own][other]).chain([-1.0, 0.0]).collect()).collect();
    system.push(mixed.iter().map(|_| 1.0).chain([0.0, 1.0]).collect());
    let solution = solve(system)?;
    if solution[..size].iter().any(|chance| *chance <= NOTHING) {
        return None;
    }
    let mut chances = vec![0.0; count];
    for (&strategy, chance) in mixed.iter().zip(&solution) {
        chances[strategy] = if size == 1 { 1.0 } else { *chance };
    }
    let pays = |line: &Vec<f64>| line.iter().zip(&chances).map(|(payoff, chance)| payoff * chance).sum::<f64>();
    table.iter().all(|line| pays(line) <= solution[size] + NOTHING).then_some(chances)
}

/// Solves a linear system, whose last column is the right side, by elimination with row pivots; none where it is singular.
fn solve(mut system: Vec<Vec<f64>>) -> Option<Vec<f64>> {
    let size = system.len();
    for pivot in 0..size {
        let largest = (pivot..size).max_by(|a, b| system[*a][pivot].abs().total_cmp(&system[*b][pivot].abs()))?;
        system.swap(pivot, largest);
        if system[pivot][pivot].abs() < 1e-12 {
            return None;
        }
        let line = system[pivot].clone();
        for other in system.iter_mut().skip(pivot + 1) {
            let factor = other[pivot] / line[pivot];
            other.iter_mut().zip(&line).skip(pivot).for_each(|(value, above)| *value -= factor * above);
        }
    }
    let mut solution = vec![0.0; size];
    for row in (0..size).rev() {
        let known: f64 = (row + 1..size).map(|column| system[row][column] * solution[column]).sum();
        solution[row] = (system[row][size] - known) / system[row][row];
    }
    Some(solution)
}
