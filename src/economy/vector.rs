//! Inner products in an order that never changes, written so that the compiler puts neighbours in one register.

/// Numbers that are summed side by side.
pub const LANES: usize = 4;

/// Inner product of two slices of equal length.
#[inline]
pub fn dot(left: &[f64], right: &[f64]) -> f64 {
    let mut sums = [0.0; LANES];
    let (left_blocks, right_blocks) = (left.chunks_exact(LANES), right.chunks_exact(LANES));
    let tail: f64 = left_blocks.remainder().iter().zip(right_blocks.remainder()).map(|(a, b)| a * b).sum();
    for (a, b) in left_blocks.zip(right_blocks) {
        for lane in 0..LANES {
            sums[lane] += a[lane] * b[lane];
        }
    }
    (sums[0] + sums[1]) + (sums[2] + sums[3]) + tail
}

/// Adds a multiple of one slice to another.
#[inline]
pub fn add_multiple(target: &mut [f64], factor: f64, of: &[f64]) {
    for (target, value) in target.iter_mut().zip(of) {
        *target += factor * value;
    }
}

/// Numbers of single precision that are summed side by side.
pub const WIDE: usize = 8;
/// Rows that are multiplied at once: enough sums in flight to hide the time of an addition.
pub const ROWS: usize = 4;

/// Inner products of [`ROWS`] rows, one after another in `rows`, with one slice whose length is a multiple of [`WIDE`].
#[inline]
pub fn dot_rows(rows: &[f32], right: &[f32]) -> [f32; ROWS] {
    let mut sums = [[0.0f32; WIDE]; ROWS];
    let (first, rest) = rows.split_at(right.len());
    let (second, rest) = rest.split_at(right.len());
    let (third, fourth) = rest.split_at(right.len());
    let blocks = first.chunks_exact(WIDE).zip(second.chunks_exact(WIDE)).zip(third.chunks_exact(WIDE));
    for (((a, b), (c, d)), x) in
        blocks.zip(fourth.chunks_exact(WIDE)).map(|(((a, b), c), d)| ((a, b), (c, d))).zip(right.chunks_exact(WIDE))
    {
        for lane in 0..WIDE {
            sums[0][lane] += a[lane] * x[lane];
            sums[1][lane] += b[lane] * x[lane];
            sums[2][lane] += c[lane] * x[lane];
            sums[3][lane] += d[lane] * x[lane];
        }
    }
    sums.map(|s| ((s[0] + s[4]) + (s[2] + s[6])) + ((s[1] + s[5]) + (s[3] + s[7])))
}
