//! Genius files are read, written, and read back the same; nothing that is read brings the reader down.

use crate::reference::{DOMAINS, fixture, load};
use proptest::prelude::*;
use std::sync::Arc;
use summitry::bargaining::domain::{Domain, Group, Issue, Range};
use summitry::bargaining::genius::{decode, read_domain, read_profile, write_domain, write_profile};
use summitry::bargaining::profile::{ConstraintFunction, Constraints, Evaluator, Profile, Statement};
use summitry::bargaining::utility::{HyperRectangle, Side};

#[test]
fn the_reference_files_come_back_the_same() {
    for name in DOMAINS {
        let (domain, profiles) = load(&fixture(&format!("{name}.json")));
        let again = Arc::new(read_domain("domain.xml", &write_domain(&domain)).expect("what was written is read"));
        assert_eq!(*again, *domain);
        for profile in profiles {
            let read = read_profile("profile.xml", &write_profile(&profile), &again).expect("what was written is read");
            assert_eq!(read, *profile);
        }
    }
}

const NESTED: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
<negotiation_template><utility_space number_of_issues="4">
 <objective index="0" name="root" type="objective">
  <objective index="1" name="Border" type="objective">
   <issue index="1" name="Tariff" type="integer"><range lowerbound="0" upperbound="30"/></issue>
   <issue index="2" name="Quota" type="real"><range lowerbound="0" upperbound="5"/></issue>
  </objective>
  <issue index="3" name="Court" type="discrete"><item index="1" value="A &amp; B"/><item index="2" value="ü"/></issue>
  <issue index="4" name="Term" type="real"><range lowerbound="1" upperbound="10"/></issue>
 </objective></utility_space></negotiation_template>"#;

const NESTED_PROFILE: &str = r#"<utility_space>
 <objective index="0" name="root" type="objective">
  <weight index="1" value="0.5"/><weight index="3" value="0.3"/><weight index="4" value="0.2"/>
  <objective index="1" name="Border" type="objective">
   <weight index="1" value="0.6"/><weight index="2" value="0.4"/>
   <issue index="1" name="Tariff" type="integer"><evaluator ftype="linear" offset="1" slope="-0.05"/></issue>
   <issue index="2" name="Quota" type="real"><evaluator ftype="linear" parameter0="0" parameter1="0.2"/></issue>
  </objective>
  <issue index="3" name="Court" type="discrete"><item index="2" value="ü" evaluation="4"/><item index="1" value="A &amp; B" evaluation="1"/></issue>
  <issue index="4" name="Term" type="real"><evaluator ftype="triangular" parameter0="1" parameter1="10" parameter2="4"/></issue>
 </objective>
 <reservation value="0.25"/><discount_factor value="0.9"/>
</utility_space>"#;

#[test]
fn groups_numbers_and_shapes_are_weighed_as_stated() {
    let domain = Arc::new(read_domain("nested_domain.xml", NESTED).expect("a domain"));
    assert_eq!(domain.name(), "nested");
    assert_eq!(domain.sizes(), [31, 21, 2, 21]);
    let profile = read_profile("p.xml", NESTED_PROFILE, &domain).expect("a profile");
    // Tariff 10: 1 − 0.5; quota 2.5, in the middle: 0.5; court ü: 4 of 4; term 4.6: 1 − 0.6 / 6.
    let outcome = domain.outcome([10, 10, 1, 8]);
    assert_eq!(domain.texts(outcome), ["10", "2.5", "ü", "4.6"]);
    let wanted = 0.5 * (0.6 * 0.5 + 0.4 * 0.5) + 0.3 + 0.2 * 0.9;
    assert!((profile.utility(outcome) - wanted).abs() < 1e-12, "{}", profile.utility(outcome));
    // Beyond 20 the tariff is worth nothing, not less; term 1 is at the foot of its triangle.
    let worst = domain.outcome([30, 0, 0, 0]);
    assert!((profile.utility(worst) - 0.3 / 4.0).abs() < 1e-12);
    assert!((profile.discounted(outcome, 0.5) - wanted * 0.9f64.sqrt()).abs() < 1e-12);
    let again = Arc::new(read_domain("nested_domain.xml", &write_domain(&domain)).expect("a domain"));
    assert_eq!(*again, *domain);
    assert_eq!(read_profile("p.xml", &write_profile(&profile), &again).expect("a profile"), profile);
}

#[test]
fn boxes_add_up_over_the_greatest_utility() {
    let domain = r#"<utility_space><objective index="0" name="root">
      <issue index="1" name="x" type="integer"><range lowerbound="0" upperbound="9"/></issue>
      <issue index="2" name="y" type="integer"><range lowerbound="0" upperbound="9"/></issue>
      </objective></utility_space>"#;
    let profile = r#"<utility_space type="nonlinear"><objective index="0" name="root">
      <issue index="1" name="x" type="integer"/><issue index="2" name="y" type="integer"/></objective>
      <utility_function maxutility="100">
       <ufun type="PlainUfun" weight="1" aggregation="sum">
        <hyperRectangle utility="60"><INCLUDES index="1" min="2" max="5"/></hyperRectangle>
        <hyperRectangle utility="30"><INCLUDES index="1" min="4" max="9"/><EXCLUDES index="2" min="0" max="4"/></hyperRectangle>
       </ufun></utility_function><reservation value="0.1"/></utility_space>"#;
    let domain = Arc::new(read_domain("d.xml", domain).expect("a domain"));
    let profile = read_profile("p.xml", profile, &domain).expect("a profile");
    let at = |x: usize, y: usize| profile.utility(domain.outcome([x, y]));
    assert_eq!([at(0, 0), at(2, 0), at(5, 4), at(5, 5), at(6, 5), at(6, 0)], [0.0, 0.6, 0.6, 0.9, 0.3, 0.0]);
    assert_eq!(profile.table().expect("a small domain").best(), 0.9);
    let again = read_profile("p.xml", &write_profile(&profile), &domain).expect("what was written is read");
    assert_eq!(again, profile);
}

fn name() -> impl Strategy<Value = String> {
    "[a-zA-Z <>&\"'äß%]{1,8}".prop_filter("not blank", |name| !name.trim().is_empty())
}

fn range() -> impl Strategy<Value = Range> {
    prop_oneof![
        proptest::collection::btree_set(name(), 1..5).prop_map(|names| Range::Discrete(names.into_iter().collect())),
        (-50i64..50, 0i64..9).prop_map(|(lower, width)| Range::Integer { lower, upper: lower + width }),
        (-5.0f64..5.0, 0.1f64..9.0).prop_map(|(lower, width)| Range::Real { lower, upper: lower + width }),
    ]
}

prop_compose! {
    /// A domain whose issues after the second may belong to a group, and a profile over it.
    fn anything()(
        issues in proptest::collection::btree_map(name(), (range(), any::<bool>()), 1..5),
        numbers in proptest::collection::vec(0.01f64..1.0, 12),
        evaluations in proptest::collection::vec(0.0f64..9.0, 5),
        reservation in 0.0f64..1.0,
        discount in 0.01f64..1.0,
        constrained in any::<bool>(),
    ) -> Profile {
        let grouped = issues.len() > 2 && issues.values().skip(2).any(|(_, grouped)| *grouped);
        let issues: Vec<Issue> = issues
            .into_iter()
            .enumerate()
            .map(|(place, (name, (range, in_group)))| Issue { name, range, group: (grouped && in_group && place > 1).then_some(0) })
            .collect();
        let groups = if grouped { vec![Group { name: "group \"one\"".to_string(), parent: None }] } else { Vec::new() };
        let evaluator = |(place, issue): (usize, &Issue)| match &issue.range {
            Range::Discrete(values) => Evaluator::Discrete(evaluations[..values.len()].to_vec()),
            _ if place % 3 == 0 => Evaluator::Linear { offset: numbers[place], slope: -numbers[place + 1] },
            _ if place % 3 == 1 => Evaluator::Constant(numbers[place]),
            _ => Evaluator::Triangular { lower: -1.0, upper: 3.0, top: numbers[place], height: numbers[place + 1] },
        };
        let within = |group: Option<usize>| -> f64 {
            issues.iter().zip(&numbers).filter(|(issue, _)| issue.group == group).map(|(_, weight)| weight).sum::<f64>()
        };
        let root = within(None) + if grouped { numbers[11] } else { 0.0 };
        let weights = issues
            .iter()
            .zip(&numbers)
            .map(|(issue, weight)| weight / if issue.group.is_some() { within(issue.group) } else { root })
            .collect();
        let side = Side { issue: 0, first: 0, last: issues[0].range.size() as usize / 2, excludes: numbers[0] > 0.5 };
        let boxes = ConstraintFunction {
            weight: numbers[1],
            rectangles: vec![
                HyperRectangle { utility: numbers[2], sides: vec![Side { last: side.last.min(issues[0].range.size() as usize - 1), ..side }] },
                HyperRectangle { utility: -numbers[3], sides: Vec::new() },
            ],
        };
        let statement = Statement {
            weights,
            group_weights: if grouped { vec![numbers[11] / root] } else { Vec::new() },
            evaluators: issues.iter().enumerate().map(evaluator).collect(),
            constraints: constrained.then_some(Constraints { greatest: 2.5, functions: vec![boxes] }),
            reservation,
            discount,
        };
        let domain = Arc::new(Domain::new("any", issues, groups).expect("a small domain"));
        Profile::new("any", domain, statement)
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn what_is_written_is_read_back_the_same(profile in anything()) {
        let text = write_domain(profile.domain());
        let domain = read_domain("any.xml", &text).map_err(|problems| TestCaseError::fail(format!("{problems:?}\n{text}")))?;
        prop_assert_eq!(&domain, &**profile.domain());
        let text = write_profile(&profile);
        let again = read_profile("any.xml", &text, profile.domain());
        let again = again.map_err(|problems| TestCaseError::fail(format!("{problems:?}\n{text}")))?;
        prop_assert_eq!(again, profile);
    }

    #[test]
    fn no_text_brings_the_readers_down(text in "(<[a-z_/!?]{0,12}( (index|name|value|type)=\"[0-9a-z.é-]{0,5}\"){0,3}/?>|[<>&;a-z ]){0,40}") {
        let domain = Arc::new(read_domain("nested_domain.xml", NESTED).expect("a domain"));
        let _ = read_domain("x", &text);
        let _ = read_profile("x", &text, &domain);
    }

    #[test]
    fn no_bytes_bring_the_decoder_down(bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
        if let Ok(text) = decode("x", &bytes) {
            let _ = read_domain("x", text);
        }
    }

    /// A good file with a piece cut out, repeated or overwritten.
    #[test]
    fn no_damage_brings_the_readers_down(
        profile in any::<bool>(),
        (from, length, to) in (0usize..1600, 0usize..60, 0usize..1600),
        put in "[0-9a-z<>\"/=& .-]{0,8}",
        cut in any::<bool>(),
    ) {
        let good = if profile { NESTED_PROFILE } else { NESTED };
        let mut letters: Vec<char> = good.chars().collect();
        let from = from.min(letters.len());
        let until = (from + length).min(letters.len());
        let piece: Vec<char> = letters[from..until].to_vec();
        if cut {
            letters.splice(from..until, put.chars());
        } else {
            let to = to.min(letters.len());
            letters.splice(to..to, piece.into_iter().chain(put.chars()));
        }
        let text: String = letters.into_iter().collect();
        let domain = Arc::new(read_domain("nested_domain.xml", NESTED).expect("a domain"));
        let problems = if profile {
            read_profile("x.xml", &text, &domain).map(|profile| profile.table().is_some()).err()
        } else {
            read_domain("x.xml", &text).map(|domain| domain.count()).err()
        };
        for problem in problems.into_iter().flatten() {
            prop_assert!(problem.place.line <= text.lines().count() + 1);
            prop_assert!(!problem.what.is_empty());
        }
    }
}
