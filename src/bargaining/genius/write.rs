//! Domains and profiles as Genius XML; what is written reads back the same.

use crate::bargaining::domain::{Domain, Range};
use crate::bargaining::profile::{Evaluator, Profile};
use std::fmt::Write as _;

/// The text of an attribute.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\n' | '\r' | '\t' => {
                let _ = write!(out, "&#{};", letter as u32);
            }
            _ => out.push(letter),
        }
    }
    out
}

/// A domain as a file of Genius.
pub fn write_domain(domain: &Domain) -> String {
    let mut out = String::from("<negotiation_template>\n");
    let _ = writeln!(out, "<utility_space number_of_issues=\"{}\">", domain.issues().len());
    write_objective(&mut out, domain, None, 0, None);
    out.push_str("</utility_space>\n</negotiation_template>\n");
    out
}

/// A profile as a file of Genius.
pub fn write_profile(profile: &Profile) -> String {
    let statement = profile.statement();
    let kind = if statement.constraints.is_some() { " type=\"nonlinear\"" } else { "" };
    let mut out = format!("<utility_space{kind}>\n");
    write_objective(&mut out, profile.domain(), None, 0, Some(profile));
    if let Some(constraints) = &statement.constraints {
        let _ = writeln!(out, " <utility_function maxutility=\"{}\">", constraints.greatest);
        for function in &constraints.functions {
            let _ = writeln!(out, "  <ufun type=\"PlainUfun\" weight=\"{}\" aggregation=\"sum\">", function.weight);
            for one in &function.rectangles {
                let _ = writeln!(out, "   <hyperRectangle utility=\"{}\">", one.utility);
                for side in &one.sides {
                    let range = &profile.domain().issues()[side.issue].range;
                    let shift = if matches!(range, Range::Discrete(_)) { 1.0 } else { 0.0 };
                    let tag = if side.excludes { "EXCLUDES" } else { "INCLUDES" };
                    let (from, to) = (range.number(side.first) + shift, range.number(side.last) + shift);
                    let _ = writeln!(out, "    <{tag} index=\"{}\" min=\"{from}\" max=\"{to}\"/>", side.issue + 1);
                }
                out.push_str("   </hyperRectangle>\n");
            }
            out.push_str("  </ufun>\n");
        }
        out.push_str(" </utility_function>\n");
    }
    let _ = writeln!(out, " <discount_factor value=\"{}\"/>", statement.discount);
    let _ = writeln!(out, " <reservation value=\"{}\"/>", statement.reservation);
    out.push_str("</utility_space>\n");
    out
}

/// Index of a group within the file: groups count on after the issues.
fn index_of_group(domain: &Domain, group: Option<usize>) -> usize {
    group.map_or(0, |group| domain.issues().len() + 1 + group)
}

fn write_objective(out: &mut String, domain: &Domain, group: Option<usize>, depth: usize, profile: Option<&Profile>) {
    let pad = " ".repeat(depth + 1);
    let name = group.map_or("root", |group| &domain.groups()[group].name);
    let index = index_of_group(domain, group);
    let _ = writeln!(
        out,
        "{pad}<objective index=\"{index}\" name=\"{}\" type=\"objective\" etype=\"objective\">",
        escaped(name)
    );
    let issues = || domain.issues().iter().enumerate().filter(|(_, issue)| issue.group == group);
    let groups = || (0..domain.groups().len()).filter(|at| domain.groups()[*at].parent == group);
    if let Some(statement) = profile.map(Profile::statement) {
        for (place, _) in issues() {
            let _ = writeln!(out, "{pad} <weight index=\"{}\" value=\"{}\"/>", place + 1, statement.weights[place]);
        }
        for at in groups() {
            let index = index_of_group(domain, Some(at));
            let _ = writeln!(out, "{pad} <weight index=\"{index}\" value=\"{}\"/>", statement.group_weights[at]);
        }
    }
    // Issues and groups stand in the order in which a reader finds the issues again.
    let mut parts: Vec<(usize, Result<usize, usize>)> = issues().map(|(place, _)| (place, Ok(place))).collect();
    parts.extend(groups().map(|at| (first_issue(domain, at), Err(at))));
    parts.sort();
    for (_, part) in parts {
        match part {
            Ok(place) => write_issue(out, domain, place, &pad, profile),
            Err(at) => write_objective(out, domain, Some(at), depth + 1, profile),
        }
    }
    let _ = writeln!(out, "{pad}</objective>");
}

/// The first issue within a group or the groups below it.
fn first_issue(domain: &Domain, group: usize) -> usize {
    let within = |mut at: Option<usize>| {
        while let Some(here) = at {
            if here == group {
                return true;
            }
            at = domain.groups()[here].parent;
        }
        false
    };
    domain.issues().iter().position(|issue| within(issue.group)).unwrap_or(domain.issues().len())
}

fn write_issue(out: &mut String, domain: &Domain, place: usize, pad: &str, profile: Option<&Profile>) {
    let issue = &domain.issues()[place];
    let kind = match issue.range {
        Range::Discrete(_) => "discrete",
        Range::Integer { .. } => "integer",
        Range::Real { .. } => "real",
    };
    let (index, name) = (place + 1, escaped(&issue.name));
    let _ = writeln!(
        out,
        "{pad} <issue index=\"{index}\" name=\"{name}\" type=\"{kind}\" etype=\"{kind}\" vtype=\"{kind}\">"
    );
    let evaluator = profile.map(|profile| &profile.statement().evaluators[place]);
    match &issue.range {
        Range::Discrete(values) => {
            for (at, value) in values.iter().enumerate() {
                let evaluation = match evaluator {
                    Some(Evaluator::Discrete(raw)) => format!(" evaluation=\"{}\"", raw[at]),
                    _ => String::new(),
                };
                let _ = writeln!(out, "{pad}  <item index=\"{}\" value=\"{}\"{evaluation}/>", at + 1, escaped(value));
            }
        }
        Range::Integer { lower, upper } => {
            let _ = writeln!(out, "{pad}  <range lowerbound=\"{lower}\" upperbound=\"{upper}\"/>");
        }
        Range::Real { lower, upper } => {
            let _ = writeln!(out, "{pad}  <range lowerbound=\"{lower}\" upperbound=\"{upper}\"/>");
        }
    }
    if !matches!(issue.range, Range::Discrete(_))
        && let Some(evaluator) = evaluator
    {
        let text = match evaluator {
            Evaluator::Discrete(_) => String::new(),
            Evaluator::Linear { offset, slope } => format!("ftype=\"linear\" offset=\"{offset}\" slope=\"{slope}\""),
            Evaluator::Constant(value) => format!("ftype=\"constant\" parameter0=\"{value}\""),
            Evaluator::Triangular { lower, upper, top, height } => format!(
                "ftype=\"triangularvariabletop\" parameter0=\"{lower}\" parameter1=\"{upper}\" parameter2=\"{top}\" parameter3=\"{height}\""
            ),
        };
        let _ = writeln!(out, "{pad}  <evaluator {text}/>");
    }
    let _ = writeln!(out, "{pad} </issue>");
}
