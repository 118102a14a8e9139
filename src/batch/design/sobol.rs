//! The Sobol sequence (Sobol' 1967) in Gray-code order (Antonov & Saleev 1979), with the direction numbers of Joe & Kuo (2008).

/// Dimensions for which there are direction numbers.
pub const DIMENSIONS: usize = 64;
/// Bits of a coordinate: the sequence has 2³² points.
const BITS: usize = 32;
const DIRECTIONS: &str = include_str!("../../../assets/sobol/joe-kuo-d6.txt");

/// The sequence in some number of dimensions.
pub struct Sobol {
    directions: Vec<[u32; BITS]>,
}

impl Sobol {
    /// The sequence in up to [`DIMENSIONS`] dimensions.
    pub fn new(dimensions: usize) -> Self {
        // The first dimension is van der Corput's sequence in base 2.
        let mut first = [0; BITS];
        for (bit, number) in first.iter_mut().enumerate() {
            *number = 1 << (BITS - 1 - bit);
        }
        let rows = DIRECTIONS.lines().skip(1).map(|line| {
            let numbers: Vec<u32> = line.split_whitespace().filter_map(|word| word.parse().ok()).collect();
            numbers_of(numbers.get(2).copied().unwrap_or(0), numbers.get(3..).unwrap_or_default())
        });
        Sobol { directions: std::iter::once(first).chain(rows).take(dimensions).collect() }
    }

    /// A coordinate of the point at an index, in [0, 1).
    pub fn coordinate(&self, index: u32, dimension: usize) -> f64 {
        let gray = index ^ (index >> 1);
        let directions = self.directions.get(dimension).map_or(&[][..], |numbers| &numbers[..]);
        let bits = directions
            .iter()
            .enumerate()
            .filter(|(bit, _)| gray >> bit & 1 == 1)
            .fold(0, |sum, (_, direction)| sum ^ direction);
        f64::from(bits) / (1u64 << BITS) as f64
    }
}

/// Direction numbers from a primitive polynomial's inner coefficients and the initial numbers (Joe & Kuo 2008, equation 2).
fn numbers_of(coefficients: u32, initial: &[u32]) -> [u32; BITS] {
    let degree = initial.len();
    let mut numbers = [0; BITS];
    for bit in 0..BITS {
        numbers[bit] = match initial.get(bit) {
            Some(number) => number << (BITS - 1 - bit),
            None => {
                let mut number = numbers[bit - degree] ^ (numbers[bit - degree] >> degree);
                for inner in 1..degree {
                    if coefficients >> (degree - 1 - inner) & 1 == 1 {
                        number ^= numbers[bit - inner];
                    }
                }
                number
            }
        };
    }
    numbers
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The first ten points in three dimensions, as the authors' own program prints them.
    #[test]
    fn the_published_points_come_out() {
        let published = [
            [0.0, 0.0, 0.0],
            [0.5, 0.5, 0.5],
            [0.75, 0.25, 0.25],
            [0.25, 0.75, 0.75],
            [0.375, 0.375, 0.625],
            [0.875, 0.875, 0.125],
            [0.625, 0.125, 0.875],
            [0.125, 0.625, 0.375],
            [0.1875, 0.3125, 0.9375],
            [0.6875, 0.8125, 0.4375],
        ];
        let sobol = Sobol::new(3);
        for (index, point) in published.iter().enumerate() {
            for (dimension, coordinate) in point.iter().enumerate() {
                assert_eq!(sobol.coordinate(index as u32, dimension), *coordinate, "point {index}");
            }
        }
    }

    #[test]
    fn every_dimension_fills_every_interval_of_a_power_of_two_once() {
        let sobol = Sobol::new(DIMENSIONS);
        for dimension in 0..DIMENSIONS {
            let mut seen = [false; 256];
            for index in 0..256 {
                seen[(sobol.coordinate(index, dimension) * 256.0) as usize] = true;
            }
            assert!(seen.iter().all(|hit| *hit), "dimension {dimension}");
        }
    }
}
