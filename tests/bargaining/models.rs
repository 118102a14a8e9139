//! Opponent models step by step against the reference, and the forecast of limits.

use crate::reference::{fixture, list, load, numbers, text};
use serde_json::Value;
use std::sync::Arc;
use summitry::bargaining::OpponentModel as _;
use summitry::bargaining::analysis;
use summitry::bargaining::domain::{Domain, Outcome};
use summitry::bargaining::opponent::{HardHeaded, ScalableBayesian};

fn offers(domain: &Domain, recorded: &Value) -> Vec<Outcome> {
    let values = |offer: &Value| numbers(offer).into_iter().map(|value| value as usize).collect::<Vec<_>>();
    list(&recorded["offers"]).iter().map(|offer| domain.outcome(values(offer))).collect()
}

fn close(found: &[f64], wanted: &[f64]) -> bool {
    found.len() == wanted.len() && found.iter().zip(wanted).all(|(a, b)| (a - b).abs() < 1e-12)
}

fn counts(model: &HardHeaded) -> Value {
    serde_json::to_value(model.counts()).expect("JSON")
}

#[test]
fn hard_headed_counts_and_weighs_as_in_genius() {
    for recorded in list(&fixture("opponent_models.json")) {
        let (domain, profiles) = load(&fixture(&format!("{}.json", text(&recorded["domain"]))));
        let wanted = &recorded["hardheaded"];
        let steps = list(&wanted["first10"]);
        let mut model = HardHeaded::new(domain.clone());
        for (at, offer) in offers(&domain, recorded).into_iter().enumerate() {
            model.observe(offer);
            if let Some(step) = steps.get(at) {
                assert!(close(model.weights(), &numbers(&step["weights"])), "step {at}");
                assert_eq!(counts(&model), step["value_counts"], "step {at}");
            }
        }
        assert!(close(model.weights(), &numbers(&wanted["final_weights"])));
        assert_eq!(counts(&model), wanted["final_counts"]);
        let estimated = model.estimate().all();
        let first = numbers(&wanted["est_utils_first20"]);
        assert!(close(&estimated[..first.len()], &first));
        check_quality(&estimated, recorded, &profiles, &wanted["pearson_with_true"]);
    }
}

fn check_quality(
    estimated: &[f64],
    recorded: &Value,
    profiles: &[Arc<summitry::bargaining::profile::Profile>],
    wanted: &Value,
) {
    let modelled = recorded["modelled_agent"].as_u64().expect("a party") as usize;
    let truth = profiles[modelled].table().expect("a small domain").utilities();
    let quality = analysis::quality(estimated, truth);
    assert!((quality.pearson - wanted.as_f64().expect("a number")).abs() < 1e-9, "{quality:?}");
    assert!(quality.spearman > 0.5, "{quality:?}");
}

#[test]
fn the_bayesian_model_believes_what_it_does_in_genius() {
    for recorded in list(&fixture("opponent_models.json")) {
        let (domain, profiles) = load(&fixture(&format!("{}.json", text(&recorded["domain"]))));
        let wanted = &recorded["bayes_scalable"];
        let steps = list(&wanted["first5"]);
        let mut model = ScalableBayesian::new(domain.clone());
        let mut distinct: Vec<Outcome> = Vec::new();
        for offer in offers(&domain, recorded) {
            model.observe(offer);
            if distinct.contains(&offer) {
                continue;
            }
            if let Some(step) = steps.get(distinct.len()) {
                assert!(close(&model.weights(), &numbers(&step["expected_weights"])), "step {}", distinct.len());
                beliefs(&model, &step["evaluator_posteriors"]);
            }
            distinct.push(offer);
        }
        assert_eq!(Some(distinct.len() as u64), recorded["n_distinct"].as_u64());
        assert!(close(&model.weights(), &numbers(&wanted["final_expected_weights"])));
        beliefs(&model, &wanted["final_evaluator_posteriors"]);
        let raw = numbers(&wanted["raw_utils_first20"]);
        assert!(close(&model.raw().all()[..raw.len()], &raw));
        let estimated = model.estimate().all();
        let first = numbers(&wanted["normalized_first20"]);
        assert!(close(&estimated[..first.len()], &first));
        check_quality(&estimated, recorded, &profiles, &wanted["pearson_with_true"]);
    }
}

fn beliefs(model: &ScalableBayesian, wanted: &Value) {
    for (found, wanted) in model.beliefs().iter().zip(list(wanted)) {
        assert!(close(found, &numbers(wanted)), "{found:?} {wanted}");
    }
}
