//! The scalable Bayesian model of Hindriks & Tykhonov (2008), as in Genius.

use crate::bargaining::OpponentModel;
use crate::bargaining::domain::{Domain, Outcome};
use crate::bargaining::utility::Additive;
use std::collections::BTreeSet;
use std::sync::Arc;

/// Hypotheses on the weight of an issue: 0, 0.1, … 1.
const WEIGHTS: usize = 11;
/// Standard deviation of the utility of an offer about the one that is expected, relative to it.
const DEVIATION: f64 = 0.25;
/// What a counterpart is expected to concede with every distinct offer.
const STEP: f64 = 0.003;
/// Evaluations run from 1 (of this many) upward, so that the worst value is not quite worthless.
const SCALE: f64 = 1000.0;
/// Most shapes of evaluation per issue: peaks of an issue with very many values are spread over it.
const MOST_SHAPES: usize = 66;

/// Hypotheses on the weight of each issue, and on the shape of its evaluation (rising, falling, or rising to a peak at one of the
/// inner values), judged one at a time with expectations for the rest. The counterpart is expected to start at utility 1 and to
/// concede by a constant step with every distinct offer; offers seen before say nothing new.
#[derive(Clone, Debug)]
pub struct ScalableBayesian {
    domain: Arc<Domain>,
    /// Probability of each weight, by issue.
    weights: Vec<[f64; WEIGHTS]>,
    /// Evaluation of each value, by issue and shape.
    shapes: Vec<Vec<Vec<f64>>>,
    /// Probability of each shape, by issue.
    beliefs: Vec<Vec<f64>>,
    seen: BTreeSet<Outcome>,
}

/// Evaluations of an issue's values under every shape.
fn shapes(size: usize) -> Vec<Vec<f64>> {
    let last = size.saturating_sub(1);
    let normed = |values: Vec<f64>| {
        let greatest = values.iter().copied().fold(0.0, f64::max);
        values.into_iter().map(|value| value / greatest).collect::<Vec<f64>>()
    };
    let at = |value: usize| value as f64;
    let mut shapes = vec![
        normed((0..size).map(|value| SCALE * at(value) + 1.0).collect()),
        normed((0..size).map(|value| SCALE * at(last - value) + 1.0).collect()),
    ];
    let inner = last.saturating_sub(1);
    let stride = inner.div_ceil(MOST_SHAPES - 2).max(1);
    for peak in (1..last).step_by(stride) {
        // Genius leaves out the one on the rising side; the estimates here are the same as its.
        let rising = |value: usize| SCALE * at(value) / at(peak);
        let falling = |value: usize| SCALE * at(last - value) / at(last - peak) + 1.0;
        shapes.push(normed((0..size).map(|value| if value < peak { rising(value) } else { falling(value) }).collect()));
    }
    shapes
}

impl ScalableBayesian {
    /// A model that has seen no offer: small weights are likelier, shapes are equally likely.
    pub fn new(domain: Arc<Domain>) -> ScalableBayesian {
        let mut prior = [0.0; WEIGHTS];
        for (hypothesis, probability) in prior.iter_mut().enumerate() {
            let rest = 1.0 - (hypothesis as f64 + 1.0) / WEIGHTS as f64;
            *probability = rest * rest * rest;
        }
        normalise(&mut prior);
        let shapes: Vec<Vec<Vec<f64>>> = domain.sizes().iter().map(|size| shapes(*size as usize)).collect();
        let beliefs = shapes.iter().map(|shapes| vec![1.0 / shapes.len() as f64; shapes.len()]).collect();
        ScalableBayesian { weights: vec![prior; shapes.len()], shapes, beliefs, seen: BTreeSet::new(), domain }
    }

    /// Expected weight by issue; they need not sum to 1.
    pub fn weights(&self) -> Vec<f64> {
        let mean =
            |one: &[f64; WEIGHTS]| one.iter().enumerate().map(|(at, probability)| probability * weight(at)).sum();
        self.weights.iter().map(mean).collect()
    }

    /// Probability of each shape of evaluation by issue: rising, falling, then peaks at the inner values in order.
    pub fn beliefs(&self) -> &[Vec<f64>] {
        &self.beliefs
    }

    /// Expected utility in the model's own units: expected weights times expected evaluations.
    pub fn raw(&self) -> Additive {
        let weights = self.weights();
        Additive::new(self.domain.sizes().iter().enumerate().map(|(issue, size)| {
            (0..*size as usize).map(|value| weights[issue] * self.expected(issue, value)).collect()
        }))
    }

    fn expected(&self, issue: usize, value: usize) -> f64 {
        self.beliefs[issue].iter().zip(&self.shapes[issue]).map(|(belief, shape)| belief * shape[value]).sum()
    }
}

/// The weight of a hypothesis.
fn weight(hypothesis: usize) -> f64 {
    hypothesis as f64 / (WEIGHTS - 1) as f64
}

/// How likely an offer of this utility is when another was expected, but for a constant factor.
fn likelihood(utility: f64, expected: f64) -> f64 {
    let off = (expected - utility) / expected;
    libm::exp(-off * off / (2.0 * DEVIATION * DEVIATION))
}

/// Scales probabilities to sum to 1; all alike when none is left.
fn normalise(probabilities: &mut [f64]) {
    let sum: f64 = probabilities.iter().sum();
    let even = 1.0 / probabilities.len() as f64;
    for one in probabilities.iter_mut() {
        *one = if sum > 0.0 { *one / sum } else { even };
    }
}

impl OpponentModel<Outcome, Additive> for ScalableBayesian {
    fn observe(&mut self, offer: Outcome) {
        if !self.seen.insert(offer) {
            return;
        }
        // After some three hundred distinct offers nothing is expected any more; the expectation stays above zero.
        let expected = (1.0 - STEP * (self.seen.len() - 1) as f64).max(STEP);
        let issues = self.weights.len();
        let values: Vec<usize> = self.domain.values(offer).collect();
        let evaluations: Vec<f64> = (0..issues).map(|issue| self.expected(issue, values[issue])).collect();
        let others = |weights: &[f64], issue: usize| -> f64 {
            (0..issues).filter(|other| *other != issue).map(|other| weights[other] * evaluations[other]).sum()
        };
        if self.seen.len() > 1 {
            let before = self.weights();
            for (issue, weights) in self.weights.iter_mut().enumerate() {
                let rest = others(&before, issue);
                for (at, probability) in weights.iter_mut().enumerate() {
                    *probability *= likelihood(rest + weight(at) * evaluations[issue], expected);
                }
                normalise(weights);
            }
        }
        let now = self.weights();
        for issue in 0..issues {
            let rest = others(&now, issue);
            for (belief, shape) in self.beliefs[issue].iter_mut().zip(&self.shapes[issue]) {
                *belief *= likelihood(rest + now[issue] * shape[values[issue]], expected);
            }
            normalise(&mut self.beliefs[issue]);
        }
    }

    /// The expected utility, moved and scaled so that the worst outcome is worth 0 and the best 1.
    fn estimate(&self) -> Additive {
        let mut estimate = self.raw();
        let (worst, best) = estimate.range();
        let scale = if best > worst { best - worst } else { 1.0 };
        for issue in 0..estimate.issues() {
            let values = estimate.of_mut(issue);
            let least = values.iter().copied().fold(f64::INFINITY, f64::min);
            values.iter_mut().for_each(|value| *value = (*value - least) / scale);
        }
        estimate
    }
}
