//! Climbing a smooth function of many variables: limited-memory BFGS (Nocedal 1980) with a backtracking search.

use crate::economy::vector::{add_multiple, dot};

/// Steps remembered.
const MEMORY: usize = 12;
/// Longest step of any variable at once.
const LONGEST: f64 = 0.25;
/// A step must gain this share of what the slope promises.
const SUFFICIENT: f64 = 1e-4;
/// Halvings of a step before the climb ends.
const HALVINGS: usize = 12;

/// A function to climb; a point where it has no value is `None`.
pub trait Hill {
    /// What the climb carries along with a point, for example an equilibrium.
    type State;
    /// Value at a point, with the state of the last accepted point to start from.
    fn value(&self, at: &[f64], last: Option<&Self::State>) -> Option<(f64, Self::State)>;
    /// Slope at a point whose state is known.
    fn slope(&self, at: &[f64], value: f64, state: &Self::State) -> Option<Vec<f64>>;
}

/// The top of a climb.
pub struct Top<S> {
    pub at: Vec<f64>,
    pub state: S,
}

/// Climbs from a point until a step gains less than `least`, or for `most` steps; none when the start has no value.
pub fn climb<H: Hill>(hill: &H, start: Vec<f64>, least: f64, most: usize) -> Option<Top<H::State>> {
    let mut at = start;
    let (mut value, mut state) = hill.value(&at, None)?;
    let mut slope = hill.slope(&at, value, &state)?;
    let mut pairs: Vec<(Vec<f64>, Vec<f64>)> = Vec::new();
    let mut small = 0;
    for _ in 0..most {
        let mut direction = uphill(&slope, &pairs);
        if dot(&direction, &slope) <= 0.0 {
            pairs.clear();
            direction = slope.clone();
        }
        let longest = direction.iter().fold(0.0, |most: f64, part| most.max(part.abs()));
        if longest == 0.0 {
            break;
        }
        let first = if pairs.is_empty() { 0.2 * LONGEST / longest } else { (LONGEST / longest).min(1.0) };
        let promise = dot(&direction, &slope);
        let mut step = first;
        let mut found = None;
        for _ in 0..HALVINGS {
            let mut next = at.clone();
            add_multiple(&mut next, step, &direction);
            if let Some((reached, next_state)) = hill.value(&next, Some(&state))
                && reached >= value + SUFFICIENT * step * promise
            {
                found = Some((next, reached, next_state));
                break;
            }
            step *= 0.5;
        }
        let Some((next, reached, next_state)) = found else {
            if pairs.is_empty() {
                break;
            }
            pairs.clear();
            continue;
        };
        let Some(next_slope) = hill.slope(&next, reached, &next_state) else { break };
        let moved: Vec<f64> = next.iter().zip(&at).map(|(new, old)| new - old).collect();
        // The function is climbed, so the curvature that BFGS wants positive is that of its negative.
        let turned: Vec<f64> = slope.iter().zip(&next_slope).map(|(old, new)| old - new).collect();
        if dot(&moved, &turned) > 1e-12 * dot(&turned, &turned) {
            if pairs.len() == MEMORY {
                pairs.remove(0);
            }
            pairs.push((moved, turned));
        }
        small = if reached - value < least { small + 1 } else { 0 };
        (at, value, state, slope) = (next, reached, next_state, next_slope);
        if small == 2 {
            break;
        }
    }
    Some(Top { at, state })
}

/// The two-loop recursion: the slope times the approximate inverse of the negative curvature.
fn uphill(slope: &[f64], pairs: &[(Vec<f64>, Vec<f64>)]) -> Vec<f64> {
    let mut direction = slope.to_vec();
    let mut parts = Vec::with_capacity(pairs.len());
    for (moved, turned) in pairs.iter().rev() {
        let part = dot(moved, &direction) / dot(moved, turned);
        add_multiple(&mut direction, -part, turned);
        parts.push(part);
    }
    if let Some((moved, turned)) = pairs.last() {
        let scale = dot(moved, turned) / dot(turned, turned);
        direction.iter_mut().for_each(|entry| *entry *= scale);
    }
    for ((moved, turned), part) in pairs.iter().zip(parts.iter().rev()) {
        let back = dot(turned, &direction) / dot(moved, turned);
        add_multiple(&mut direction, part - back, moved);
    }
    direction
}
