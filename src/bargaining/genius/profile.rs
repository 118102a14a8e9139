//! Profile files, read against the domain they are about.

use crate::bargaining::domain::{Domain, Issue, Range};
use crate::bargaining::genius::domain::kind;
use crate::bargaining::genius::xml::{DEEPEST, Reading, children, objective, parse, short};
use crate::bargaining::profile::{ConstraintFunction, Constraints, Evaluator, Profile, Statement};
use crate::bargaining::utility::{HyperRectangle, Side};
use crate::problem::{Problem, valid_names};
use roxmltree::Node;
use std::collections::BTreeMap;
use std::sync::Arc;

/// How far a sum of weights may be from 1: files of the competitions round their weights.
const ROUNDING: f64 = 5e-3;
/// Shapes of evaluators that a file may name.
const SHAPES: [&str; 4] = ["linear", "triangular", "triangularvariabletop", "constant"];

/// Reads a profile over a domain; `file` is the name that mistakes are told with.
///
/// # Errors
///
/// All mistakes of the file, in order of their lines.
pub fn read_profile(file: &str, text: &str, domain: &Arc<Domain>) -> Result<Profile, Vec<Problem>> {
    let document = parse(file, text)?;
    let mut reading = Reading::new(file, text);
    let Some((space, root)) = objective(&mut reading, &document) else { return Err(reading.into_problems()) };
    let constraints = constraints(&mut reading, space, root, domain);
    let mut parts = Parts {
        domain,
        weights: vec![None; domain.issues().len()],
        group_weights: vec![None; domain.groups().len()],
        evaluators: vec![None; domain.issues().len()],
        constrained: constraints.is_some(),
    };
    parts.gather(&mut reading, root, None, 0);
    parts.missing(&mut reading, root);
    let single = |reading: &mut Reading, name: &'static str, otherwise: f64, least: f64| {
        let node = children(space, name).next();
        node.map_or(Some(otherwise), |node| reading.number_within(node, "value", least, 1.0))
    };
    let reservation = single(&mut reading, "reservation", 0.0, 0.0);
    let discount = single(&mut reading, "discount_factor", 1.0, 0.0);
    if discount == Some(0.0)
        && let Some(node) = children(space, "discount_factor").next()
    {
        let remedy = "valid: above 0 and up to 1, where 1 is no discount";
        reading.wrong_attribute(node, "value", "a discount of 0 leaves nothing of any agreement", remedy);
    }
    if !reading.is_clean() {
        return Err(reading.into_problems());
    }
    let name = file.rsplit(['/', '\\']).next().unwrap_or(file);
    let name = name.strip_suffix(".xml").unwrap_or(name);
    let statement = Statement {
        weights: parts.weights.into_iter().map(Option::unwrap_or_default).collect(),
        group_weights: parts.group_weights.into_iter().map(Option::unwrap_or_default).collect(),
        evaluators: parts.evaluators.into_iter().map(|one| one.unwrap_or(Evaluator::Constant(0.0))).collect(),
        constraints,
        reservation: reservation.unwrap_or(0.0),
        discount: discount.unwrap_or(1.0),
    };
    Ok(Profile::new(name, domain.clone(), statement))
}

struct Parts<'d> {
    domain: &'d Domain,
    weights: Vec<Option<f64>>,
    group_weights: Vec<Option<f64>>,
    evaluators: Vec<Option<Evaluator>>,
    /// Whether constraints judge the outcomes, so that issues need no weights and values.
    constrained: bool,
}

impl Parts<'_> {
    fn gather(&mut self, reading: &mut Reading, node: Node, group: Option<usize>, depth: usize) {
        if depth > DEEPEST {
            reading.wrong(node, format!("objectives are nested more than {DEEPEST} deep"), "");
            return;
        }
        let mut weights = weights(reading, node);
        let (mut sum, mut weighed, mut whole) = (0.0, 0, true);
        for child in node.children().filter(Node::is_element) {
            let tag = child.tag_name().name();
            if tag != "issue" && tag != "objective" {
                continue;
            }
            let index = reading.whole(child, "index");
            let weight = index.and_then(|index| weights.remove(&index));
            let named = if tag == "issue" {
                self.issue(reading, child, group)
            } else {
                self.group(reading, child, group, depth)
            };
            let Some((place, is_issue)) = named else {
                whole = false;
                continue;
            };
            match weight {
                Some((_, value)) => {
                    weighed += 1;
                    match value {
                        Some(value) => sum += value,
                        None => whole = false,
                    }
                    let list = if is_issue { &mut self.weights } else { &mut self.group_weights };
                    list[place] = Some(value.unwrap_or(0.0));
                }
                None if self.constrained => {}
                None => {
                    whole = false;
                    if let Some(index) = index {
                        let what = format!("there is no weight with index {index} for this {tag}");
                        reading.wrong(child, what, format!("give <weight index=\"{index}\" value=\"…\"/>"));
                    }
                }
            }
        }
        for (index, (at, _)) in weights {
            // Genius gives the root objective of nonlinear spaces a weight of its own.
            if !self.constrained {
                let what = format!("weight {index} belongs to no issue or objective here");
                reading.wrong_attribute(at, "index", what, "a weight has the index of what it weighs");
            }
        }
        let judged_otherwise = self.constrained && sum == 0.0;
        if whole && weighed > 0 && !judged_otherwise && (sum - 1.0).abs() > ROUNDING {
            let at = children(node, "weight").next().unwrap_or(node);
            reading.wrong(at, format!("the weights sum to {sum:.4} instead of 1"), "scale them so that they sum to 1");
        }
    }

    fn group(
        &mut self,
        reading: &mut Reading,
        node: Node,
        parent: Option<usize>,
        depth: usize,
    ) -> Option<(usize, bool)> {
        let name = reading.required(node, "name")?;
        let groups = self.domain.groups();
        let place = groups.iter().position(|group| group.name == name && group.parent == parent);
        let Some(place) = place else {
            let known: Vec<&str> = groups.iter().map(|group| group.name.as_str()).collect();
            reading.unknown(node, "name", "the domain has no such objective here:", name, &known);
            return None;
        };
        self.gather(reading, node, Some(place), depth + 1);
        Some((place, false))
    }

    fn issue(&mut self, reading: &mut Reading, node: Node, group: Option<usize>) -> Option<(usize, bool)> {
        let name = reading.required(node, "name")?;
        let issues = self.domain.issues();
        let Some(place) = issues.iter().position(|issue| issue.name == name) else {
            let known: Vec<&str> = issues.iter().map(|issue| issue.name.as_str()).collect();
            let what = format!("the domain has no issue \"{}\"", short(name));
            reading.wrong_attribute(node, "name", what, valid_names(name, &known));
            return None;
        };
        if issues[place].group != group {
            reading.wrong(node, format!("issue \"{name}\" belongs to another objective in the domain"), "");
        }
        if self.evaluators[place].is_some() {
            reading.wrong_attribute(node, "name", format!("issue \"{name}\" stands twice"), "judge each issue once");
        }
        let evaluator = evaluator(reading, node, &issues[place], self.constrained);
        self.evaluators[place] = Some(evaluator.unwrap_or(Evaluator::Constant(0.0)));
        Some((place, true))
    }

    /// Notes issues and objectives of the domain that the profile leaves out.
    fn missing(&self, reading: &mut Reading, root: Node) {
        let missing = self.domain.issues().iter().zip(&self.evaluators).filter(|(_, found)| found.is_none());
        for (issue, _) in missing.filter(|_| !self.constrained) {
            let what = format!("issue \"{}\" of the domain is missing", issue.name);
            reading.wrong(root, what, "give its weight and evaluations");
        }
    }
}

type Weights<'a, 'i> = BTreeMap<i64, (Node<'a, 'i>, Option<f64>)>;

/// Weights by index; a value that is wrong stands as none.
fn weights<'a, 'i>(reading: &mut Reading, node: Node<'a, 'i>) -> Weights<'a, 'i> {
    let mut weights = Weights::new();
    for weight in children(node, "weight") {
        let index = reading.whole(weight, "index");
        let value = reading.number_within(weight, "value", 0.0, f64::INFINITY);
        let Some(index) = index else { continue };
        if weights.insert(index, (weight, value)).is_some() {
            reading.wrong_attribute(weight, "index", format!("weight {index} stands twice"), "weigh each issue once");
        }
    }
    weights
}

fn evaluator(reading: &mut Reading, node: Node, issue: &Issue, optional: bool) -> Option<Evaluator> {
    let own = match &issue.range {
        Range::Discrete(_) => "discrete",
        Range::Integer { .. } => "integer",
        Range::Real { .. } => "real",
    };
    let given = kind(reading, node)?;
    if given != own {
        let what = format!("issue \"{}\" is {own} in the domain and {given} here", issue.name);
        reading.wrong(node, what, format!("valid: type=\"{own}\""));
        return None;
    }
    match &issue.range {
        Range::Discrete(values) => evaluations(reading, node, issue, values, optional),
        range => shape(reading, node, range, optional),
    }
}

fn evaluations(
    reading: &mut Reading,
    node: Node,
    issue: &Issue,
    values: &[String],
    optional: bool,
) -> Option<Evaluator> {
    let places: BTreeMap<&str, usize> = values.iter().map(String::as_str).zip(0..).collect();
    let mut found: Vec<Option<f64>> = vec![None; values.len()];
    for item in children(node, "item") {
        let Some(value) = reading.required(item, "value") else { continue };
        let Some(place) = places.get(value).copied() else {
            let known: Vec<&str> = values.iter().map(String::as_str).collect();
            let what = format!("issue \"{}\" has no value \"{}\"", issue.name, short(value));
            reading.wrong_attribute(item, "value", what, valid_names(value, &known));
            continue;
        };
        if found[place].is_some() {
            reading.wrong_attribute(item, "value", format!("value \"{value}\" stands twice"), "judge each value once");
        }
        if optional && item.attribute("evaluation").is_none() {
            continue;
        }
        found[place] = Some(reading.number_within(item, "evaluation", 0.0, f64::INFINITY).unwrap_or(0.0));
    }
    if optional && found.iter().all(Option::is_none) {
        return Some(Evaluator::Constant(0.0));
    }
    let missing: Vec<String> =
        values.iter().zip(&found).filter(|(_, one)| one.is_none()).map(|(value, _)| format!("\"{value}\"")).collect();
    if !missing.is_empty() {
        let what = format!("issue \"{}\" has no evaluation of {}", issue.name, short(&missing.join(", ")));
        reading.wrong(node, what, "give every value of the domain an <item value=\"…\" evaluation=\"…\"/>");
    }
    Some(Evaluator::Discrete(found.into_iter().map(Option::unwrap_or_default).collect()))
}

fn shape(reading: &mut Reading, node: Node, range: &Range, optional: bool) -> Option<Evaluator> {
    let Some(at) = children(node, "evaluator").next() else {
        if !optional {
            reading.wrong(
                node,
                "the issue has no <evaluator>",
                "give <evaluator ftype=\"linear\" offset=\"0\" slope=\"1\"/>",
            );
        }
        return optional.then_some(Evaluator::Constant(0.0));
    };
    let given = reading.required(at, "ftype")?;
    match SHAPES.into_iter().find(|shape| shape.eq_ignore_ascii_case(given.trim())) {
        // Real issues name the same two numbers by place.
        Some("linear") => {
            let by_place = at.attribute("offset").is_none() && at.attribute("parameter0").is_some();
            let (offset, slope) = if by_place { ("parameter0", "parameter1") } else { ("offset", "slope") };
            let (offset, slope) = (reading.number(at, offset), reading.number(at, slope));
            Some(Evaluator::Linear { offset: offset?, slope: slope? })
        }
        Some("constant") => Some(Evaluator::Constant(reading.number_within(at, "parameter0", 0.0, 1.0)?)),
        Some(triangle) => {
            let [lower, upper, top] = ["parameter0", "parameter1", "parameter2"].map(|name| reading.number(at, name));
            let height =
                if triangle == "triangular" { Some(1.0) } else { reading.number_within(at, "parameter3", 0.0, 1.0) };
            let (lower, upper, top, height) = (lower?, upper?, top?, height?);
            if !(lower <= top && top <= upper) {
                let what = format!("the top {top} of the triangle is not between {lower} and {upper}");
                reading.wrong(at, what, "valid: parameter0 ≤ parameter2 ≤ parameter1");
                return None;
            }
            Some(Evaluator::Triangular { lower, upper, top, height })
        }
        None => {
            let kind =
                if matches!(range, Range::Integer { .. }) { "the evaluator of whole numbers" } else { "the evaluator" };
            reading.unknown(at, "ftype", kind, given, &SHAPES);
            None
        }
    }
}

/// Constraints of a nonlinear profile, if it has any.
fn constraints(reading: &mut Reading, space: Node, root: Node, domain: &Domain) -> Option<Constraints> {
    let holders = [space, root].into_iter().flat_map(|node| {
        children(node, "utility_function").chain(children(node, "utility")).chain(children(node, "ufun"))
    });
    let mut functions = Vec::new();
    let (mut stated, mut positive) = (None, 0.0);
    for holder in holders {
        if holder.attribute("maxutility").is_some() {
            stated = reading.number_within(holder, "maxutility", f64::MIN_POSITIVE, f64::MAX);
        }
        let inner = children(holder, "ufun");
        let own = (holder.has_tag_name("ufun")).then_some(holder);
        for function in own.into_iter().chain(inner) {
            functions.push(constraint_function(reading, function, domain));
        }
    }
    if functions.is_empty() {
        return None;
    }
    for function in &functions {
        positive += function.rectangles.iter().map(|one| (one.utility * function.weight).max(0.0)).sum::<f64>();
    }
    // Genius divides by the stated maximum; a file without one by all that its boxes could add up to.
    let greatest = stated.unwrap_or(if positive > 0.0 { positive } else { 1.0 });
    Some(Constraints { greatest, functions })
}

fn constraint_function(reading: &mut Reading, node: Node, domain: &Domain) -> ConstraintFunction {
    if let Some(given) = node.attribute("aggregation").filter(|given| !given.eq_ignore_ascii_case("sum")) {
        reading.unknown(node, "aggregation", "the aggregation", given, &["sum"]);
    }
    if let Some(given) = node.attribute("type").filter(|given| !given.eq_ignore_ascii_case("PlainUfun")) {
        reading.unknown(node, "type", "the kind of function", given, &["PlainUfun"]);
    }
    let weight = if node.attribute("weight").is_some() { reading.number(node, "weight") } else { Some(1.0) };
    let mut rectangles = Vec::new();
    for one in node.children().filter(Node::is_element) {
        if !one.tag_name().name().eq_ignore_ascii_case("hyperRectangle") {
            let name = short(one.tag_name().name());
            reading.wrong(one, format!("<{name}> is not a constraint"), "valid: <hyperRectangle utility=\"…\">");
            continue;
        }
        let utility = reading.number(one, "utility");
        let sides: Vec<Side> =
            one.children().filter(Node::is_element).filter_map(|at| side(reading, at, domain)).collect();
        rectangles.push(HyperRectangle { utility: utility.unwrap_or(0.0), sides });
    }
    ConstraintFunction { weight: weight.unwrap_or(1.0), rectangles }
}

fn side(reading: &mut Reading, at: Node, domain: &Domain) -> Option<Side> {
    let excludes = match at.tag_name().name() {
        "INCLUDES" => false,
        "EXCLUDES" => true,
        other => {
            let what = format!("<{}> is not a side of a constraint", short(other));
            reading.wrong(at, what, valid_names(other, &["INCLUDES", "EXCLUDES"]));
            return None;
        }
    };
    let index = reading.whole(at, "index");
    let (from, to) = (reading.number(at, "min"), reading.number(at, "max"));
    let (index, from, to) = (index?, from?, to?);
    let issues = domain.issues();
    let Some(issue) =
        usize::try_from(index).ok().and_then(|index| index.checked_sub(1)).filter(|at| *at < issues.len())
    else {
        let valid = format!("valid: 1 to {}", issues.len());
        reading.wrong_attribute(at, "index", format!("there is no issue with index {index}"), valid);
        return None;
    };
    let side = Side::between(issue, &issues[issue].range, from, to, excludes);
    if side.is_none() {
        let what = format!("no value of \"{}\" lies between {from} and {to}", issues[issue].name);
        reading.wrong(at, what, "discrete values count from 1; others are meant by their number");
    }
    side
}
