//! Scenario discovery finds a planted region, as EMA Workbench does, and none in noise.

use crate::{list, number, numbers, reference};
use summitry::statistics::chance::Draws;
use summitry::statistics::discovery::{Column, Restriction, discover};

#[test]
fn a_planted_box_is_found_as_ema_workbench_finds_it() {
    let expected = &reference()["discovery"];
    let columns: Vec<Column> =
        list(&expected["columns"]).iter().map(|column| Column::Ordered(numbers(column))).collect();
    let interest: Vec<bool> = list(&expected["interest"]).iter().map(|value| value == true).collect();
    let region = discover(&columns, &interest).expect("a region");
    let harmonic = |coverage: f64, density: f64| 2.0 * coverage * density / (coverage + density);
    let theirs = harmonic(number(&expected["coverage"]), number(&expected["density"]));
    let own = harmonic(region.fit.coverage, region.fit.density);
    assert!(own > theirs - 0.03, "{own} against {theirs}");
    // The planted box: a above 0.6, b below 0.5, c of no matter.
    let Restriction::Between(low, high) = region.restrictions[0] else { panic!("{:?}", region.restrictions) };
    assert!((low - 0.6).abs() < 0.03 && high > 0.95, "{low} to {high}");
    let Restriction::Between(low, high) = region.restrictions[1] else { panic!("{:?}", region.restrictions) };
    assert!((high - 0.5).abs() < 0.03 && low < 0.05, "{low} to {high}");
    assert_eq!(region.restrictions[2], Restriction::Free);
    assert!(region.noise[0].expect("restricted") < 1e-6 && region.noise[2].is_none());
    // The measures are what they are called.
    let hits = interest.iter().filter(|interest| **interest).count() as f64;
    assert!((region.fit.hits as f64 / hits - region.fit.coverage).abs() < 1e-12);
    assert!((region.fit.hits as f64 / region.fit.cases as f64 - region.fit.density).abs() < 1e-12);
    assert!(region.trajectory.windows(2).all(|two| two[0].density < two[1].density && two[0].cases > two[1].cases));
}

#[test]
fn names_and_levels_are_restricted_too() {
    let mut draws = Draws::new(4);
    let policy: Vec<usize> = (0..900).map(|row| row % 3).collect();
    let level: Vec<f64> = (0..900).map(|row| f64::from(row / 3 % 5)).collect();
    let interest: Vec<bool> =
        (0..900).map(|row| policy[row] == 2 && level[row] >= 3.0 && draws.uniform() < 0.8).collect();
    let region = discover(&[Column::Named(policy), Column::Ordered(level)], &interest).expect("a region");
    assert_eq!(region.restrictions[0], Restriction::Without(vec![0, 1]));
    let Restriction::Between(low, high) = region.restrictions[1] else { panic!("{:?}", region.restrictions) };
    assert!(low == 3.0 && high >= 4.0);
    assert!(region.fit.coverage == 1.0 && region.fit.density > 0.7);
}

#[test]
fn noise_yields_no_region_or_hardly_one() {
    let mut found = 0;
    for seed in 0..20 {
        let mut draws = Draws::new(seed);
        let columns: Vec<Column> =
            (0..3).map(|_| Column::Ordered((0..400).map(|_| draws.uniform()).collect())).collect();
        let interest: Vec<bool> = (0..400).map(|_| draws.uniform() < 0.3).collect();
        if let Some(region) = discover(&columns, &interest) {
            found += 1;
            assert!(region.fit.density < 0.6, "{region:?}");
        }
    }
    assert!(found < 20, "every noise yields a region");
}

#[test]
fn what_cannot_be_told_apart_yields_nothing() {
    let column = || Column::Ordered((0..100).map(f64::from).collect());
    assert_eq!(discover(&[column()], &[true; 100]), None);
    assert_eq!(discover(&[column()], &[false; 100]), None);
    assert_eq!(discover(&[column()], &[true; 99]), None);
    assert_eq!(discover(&[], &[true; 100]), None);
}
