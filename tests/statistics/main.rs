//! Statistics against published values and what SciPy, SALib, lifelines, nashpy, OpenSpiel and EMA Workbench make of the same data.
//!
//! `reference.py` writes `reference.json` with the figures of those libraries and their versions.

mod discovery;
mod games;

use serde_json::Value;
use summitry::statistics::interval::{LEVEL, Sample, quantile, wilson};
use summitry::statistics::survival::{Curve, Life};
use summitry::statistics::{bootstrap, paired, sensitivity};

fn reference() -> Value {
    serde_json::from_str(include_str!("reference.json")).expect("the reference is JSON")
}

fn number(value: &Value) -> f64 {
    value.as_f64().expect("a number")
}

fn list(value: &Value) -> &[Value] {
    value.as_array().expect("a list")
}

fn numbers(value: &Value) -> Vec<f64> {
    list(value).iter().map(number).collect()
}

#[track_caller]
fn close(found: f64, expected: f64, tolerance: f64) {
    assert!((found - expected).abs() <= tolerance, "{found} is not within {tolerance} of {expected}");
}

#[track_caller]
fn ends_close(found: (f64, f64), expected: &Value, tolerance: f64) {
    close(found.0, number(&expected[0]), tolerance);
    close(found.1, number(&expected[1]), tolerance);
}

#[test]
fn wilson_intervals_are_scipys_and_those_of_a_published_example() {
    for case in list(&reference()["wilson"]) {
        let [hits, trials] = ["hits", "trials"].map(|key| case[key].as_u64().expect("a count"));
        ends_close(wilson(hits, trials), &case["interval"], 1e-12);
    }
    // 8 of 10: Brown, Cai & DasGupta (2001) give 0.490 to 0.943.
    let (low, high) = wilson(8, 10);
    close(low, 0.490, 5e-4);
    close(high, 0.943, 5e-4);
    assert_eq!(wilson(0, 0), (0.0, 1.0));
}

#[test]
fn quantiles_are_interpolated() {
    assert_eq!(quantile(&[1.0, 2.0, 3.0, 10.0], 0.5), 2.5);
    close(quantile(&[1.0, 2.0, 3.0, 10.0], 0.9), 7.9, 1e-12);
    assert_eq!(quantile(&[4.0], 0.3), 4.0);
    assert!(quantile(&[], 0.3).is_nan());
}

#[test]
fn means_and_paired_differences_are_scipys() {
    let expected = &reference()["paired"];
    let (first, second) = (numbers(&expected["first"]), numbers(&expected["second"]));
    ends_close(Sample::of(first.iter().copied()).interval(), &expected["mean_interval"], 1e-9);
    let pairs: Vec<(f64, f64)> = first.into_iter().zip(second).collect();
    let found = paired::compare(&pairs, 3).expect("enough pairs");
    ends_close(found.interval, &expected["interval"], 1e-9);
    close(found.p_value, number(&expected["p_value"]), 1e-9);
    close(found.sign_p_value, number(&expected["sign_p_value"]), 1e-9);
    assert_eq!(
        (found.greater, found.less),
        (expected["greater"].as_u64().unwrap(), expected["less"].as_u64().unwrap())
    );
    // The spread of the pairs is mostly common, so that pairing saves games; resampling agrees with Student.
    assert!(found.saving.expect("they vary") > 5.0);
    close(found.resampled.0, found.interval.0, 0.2);
    close(found.resampled.1, found.interval.1, 0.2);
    assert_eq!(found, paired::compare(&pairs, 3).expect("enough pairs"), "the same seed gives the same interval");
    assert_eq!(paired::compare(&pairs[..1], 3), None);
}

#[test]
fn bootstrap_intervals_are_scipys_on_the_same_replicates() {
    let expected = &reference()["bootstrap"];
    let (values, replicates) = (numbers(&expected["values"]), numbers(&expected["replicates"]));
    ends_close(bootstrap::percentile(&replicates, LEVEL), &expected["percentile"], 1e-9);
    let mean = |chosen: &[usize]| chosen.iter().map(|&row| values[row]).sum::<f64>() / chosen.len() as f64;
    let everything: Vec<usize> = (0..values.len()).collect();
    let jackknife = bootstrap::jackknife(values.len(), mean);
    let corrected = bootstrap::bias_corrected(mean(&everything), &replicates, &jackknife, LEVEL);
    ends_close(corrected, &expected["bias_corrected"], 1e-6);
    // Own draws spread as SciPy's do.
    let own = bootstrap::replicates(values.len(), 4000, 5, mean);
    close(Sample::of(own).deviation(), Sample::of(replicates).deviation(), 0.1);
}

#[test]
fn survival_of_the_textbook_example_is_lifelines() {
    let expected = &reference()["survival"];
    let lives: Vec<Life> = numbers(&expected["times"])
        .into_iter()
        .zip(numbers(&expected["events"]))
        .map(|(time, event)| Life { time, event: event == 1.0 })
        .collect();
    let curve = Curve::of(&lives);
    for step in list(&expected["steps"]) {
        let time = number(&step["time"]);
        close(curve.at(time), number(&step["survival"]), 1e-9);
        let own = curve.steps.iter().find(|own| own.time == time).expect("the step");
        ends_close(own.band, &step["band"], 1e-6);
    }
    assert_eq!(curve.median(), Some(number(&expected["median"])));
    // Kaplan & Meier's own arithmetic on these data, as printed in textbooks: 0.857 after 6 weeks, 0.627 after 16, 0.448 after 23.
    for (week, share) in [(6.0, 0.857), (16.0, 0.627), (23.0, 0.448)] {
        close(curve.at(week), share, 5e-4);
    }
    let never = Curve::of(&[Life { time: 3.0, event: false }; 4]);
    assert_eq!((never.median(), never.at(5.0)), (None, 1.0));
    assert_eq!(Curve::of(&[]).median(), None);
}

#[test]
fn saltelli_indices_are_salibs_and_cover_the_analytic_ones() {
    let expected = &reference();
    let design = &expected["saltelli"];
    let crossed: Vec<Vec<f64>> = list(&design["crossed"]).iter().map(numbers).collect();
    let (a, b) = (numbers(&design["a"]), numbers(&design["b"]));
    let found = sensitivity::saltelli(&a, &b, &crossed, 1).expect("a design");
    for (own, key) in [(&found.first, "first"), (&found.total, "total")] {
        let analytic = numbers(&expected["ishigami"][key]);
        for (parameter, index) in own.iter().enumerate() {
            // SALib takes off the mean of all results, of which the two matrices are a part.
            close(index.value, number(&design[key][parameter]), 3e-3);
            let (low, high) = index.interval;
            assert!(
                low < high && (low - 0.02..=high + 0.02).contains(&analytic[parameter]),
                "{key} {parameter}: {index:?}"
            );
        }
    }
    assert_eq!(sensitivity::saltelli(&a, &b[1..], &crossed, 1), None);
    assert_eq!(sensitivity::saltelli(&[1.0; 4], &[1.0; 4], &[vec![1.0; 4]], 1), None);
}

#[test]
fn given_data_indices_are_salibs_before_and_near_the_truth_after_correction() {
    let expected = reference();
    let data = &expected["given_data"];
    let results = numbers(&data["results"]);
    let analytic = numbers(&expected["ishigami"]["first"]);
    for parameter in 0..3 {
        let classes = sensitivity::classes(&numbers(&data["columns"][parameter]));
        let plain = sensitivity::correlation_ratio(&classes, &results).expect("it varies");
        close(plain, number(&data["first"][parameter]), 1e-9);
        let index = sensitivity::given_data(&classes, &results).expect("it varies");
        // What chance puts between the classes is taken off.
        assert!(index.value < plain);
        // Six classes are too coarse for the two humps of the second parameter, and understate it.
        let tolerance = if parameter == 1 { 0.2 } else { 0.05 };
        close(index.value, analytic[parameter], tolerance);
        assert!(index.interval.0 < index.value && index.value < index.interval.1);
    }
}

#[test]
fn what_cells_explain_is_told_from_common_chance() {
    // Cells differ by 0, 2 and 4, replicates by much more: chance that all cells share takes nothing from what the cells explain.
    let replicate = [30.0, -10.0, 0.0, -20.0];
    let results: Vec<f64> = [0.0, 2.0, 4.0].iter().flat_map(|cell| replicate.map(|chance| cell + chance)).collect();
    let (cell, chance) = (4.0, Sample::of(replicate).deviation().powi(2));
    close(sensitivity::explained_by_cells(&results, 3, 4).expect("a layout"), cell / (cell + chance), 1e-9);
    assert_eq!(sensitivity::explained_by_cells(&results, 4, 4), None);
    assert_eq!(sensitivity::explained_by_cells(&[1.0; 12], 3, 4), None);
}

#[test]
fn a_parameter_of_few_levels_is_classed_by_level_and_one_that_does_nothing_explains_nothing() {
    let levels: Vec<f64> = (0..400).map(|row| f64::from(row % 4)).collect();
    let classes = sensitivity::classes(&levels);
    assert!(classes.iter().zip(&levels).all(|(class, level)| *class as f64 == *level));
    let explained = sensitivity::given_data(&classes, &levels).expect("it varies");
    close(explained.value, 1.0, 1e-9);
    let elsewhere: Vec<f64> = (0..400).map(|row| f64::from(row / 4)).collect();
    let nothing = sensitivity::given_data(&classes, &elsewhere).expect("it varies");
    assert!(nothing.value.abs() < 0.02, "{nothing:?}");
    assert_eq!(sensitivity::given_data(&classes, &[5.0; 400]), None);
}
