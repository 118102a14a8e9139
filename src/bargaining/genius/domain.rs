//! Domain files.

use crate::bargaining::domain::{Domain, DomainError, Group, Issue, MOST_ISSUES, MOST_VALUES, Range};
use crate::bargaining::genius::xml::{DEEPEST, Reading, children, objective, parse};
use crate::problem::Problem;
use roxmltree::Node;

/// Kinds of issues that a file may name.
pub(super) const KINDS: [&str; 3] = ["discrete", "integer", "real"];

/// Reads a domain; `file` is the name that mistakes are told with.
///
/// # Errors
///
/// All mistakes of the file, in order of their lines.
pub fn read_domain(file: &str, text: &str) -> Result<Domain, Vec<Problem>> {
    let document = parse(file, text)?;
    let mut reading = Reading::new(file, text);
    let Some((space, root)) = objective(&mut reading, &document) else { return Err(reading.into_problems()) };
    let mut parts = Parts::default();
    parts.gather(&mut reading, root, None, 0);
    let stated = space.attribute("number_of_issues").and_then(|text| text.trim().parse::<usize>().ok());
    if let Some(stated) = stated
        && stated != parts.nodes.len()
        && parts.nodes.len() <= MOST_ISSUES
    {
        let what = format!("number_of_issues says {stated}, and there are {}", parts.nodes.len());
        reading.wrong_attribute(space, "number_of_issues", what, "make the two agree");
    }
    if parts.groups.len() > MOST_ISSUES {
        reading.wrong(root, format!("the domain has more than {MOST_ISSUES} objectives"), "");
    }
    let name = file.rsplit(['/', '\\']).next().unwrap_or(file);
    let name = name.strip_suffix(".xml").unwrap_or(name);
    let name = name.strip_suffix("_domain").unwrap_or(name);
    if reading.is_clean() {
        match Domain::new(name, parts.issues, parts.groups) {
            Ok(domain) => return Ok(domain),
            Err(error @ DomainError::Outcomes) => {
                reading.wrong(root, error.to_string(), "give the issues fewer values");
            }
            Err(error) => reading.wrong(root, error.to_string(), ""),
        }
    }
    Err(reading.into_problems())
}

#[derive(Default)]
struct Parts<'a, 'i> {
    issues: Vec<Issue>,
    nodes: Vec<Node<'a, 'i>>,
    groups: Vec<Group>,
}

impl<'a, 'i> Parts<'a, 'i> {
    fn gather(&mut self, reading: &mut Reading, node: Node<'a, 'i>, group: Option<usize>, depth: usize) {
        if depth > DEEPEST {
            reading.wrong(node, format!("objectives are nested more than {DEEPEST} deep"), "");
            return;
        }
        for child in node.children().filter(Node::is_element) {
            match child.tag_name().name() {
                // One too many is refused as a domain.
                "issue" | "objective" if self.nodes.len().max(self.groups.len()) > MOST_ISSUES => return,
                "issue" => {
                    self.nodes.push(child);
                    if let Some(issue) = issue(reading, child, group) {
                        if self.issues.iter().any(|known| known.name == issue.name) {
                            let what = format!("there are two issues \"{}\"", issue.name);
                            reading.wrong_attribute(child, "name", what, "give each a name of its own");
                        }
                        self.issues.push(issue);
                    }
                }
                "objective" => {
                    let Some(name) = reading.required(child, "name") else { continue };
                    if self.groups.iter().any(|known| known.name == name) {
                        let what = format!("there are two objectives \"{name}\"");
                        reading.wrong_attribute(child, "name", what, "give each a name of its own");
                    }
                    self.groups.push(Group { name: name.to_string(), parent: group });
                    let here = self.groups.len() - 1;
                    self.gather(reading, child, Some(here), depth + 1);
                }
                _ => {}
            }
        }
    }
}

/// The kind that an issue names: discrete when it names none.
pub(super) fn kind(reading: &mut Reading, node: Node) -> Option<&'static str> {
    let attribute = ["type", "vtype", "etype"].into_iter().find(|name| node.attribute(*name).is_some());
    let Some(attribute) = attribute else { return Some("discrete") };
    let given = node.attribute(attribute).unwrap_or_default().trim();
    let known = KINDS.into_iter().find(|kind| kind.eq_ignore_ascii_case(given));
    if known.is_none() {
        reading.unknown(node, attribute, "the kind of issue", given, &KINDS);
    }
    known
}

fn issue(reading: &mut Reading, node: Node, group: Option<usize>) -> Option<Issue> {
    let name = reading.required(node, "name");
    let range = match kind(reading, node)? {
        "discrete" => discrete(reading, node),
        "integer" => integer(reading, node),
        _ => real(reading, node),
    };
    Some(Issue { name: name?.to_string(), range: range?, group })
}

fn discrete(reading: &mut Reading, node: Node) -> Option<Range> {
    let mut values: Vec<String> = Vec::new();
    let mut known = std::collections::BTreeSet::new();
    for item in children(node, "item") {
        let Some(value) = reading.required(item, "value") else { continue };
        if !known.insert(value) {
            reading.wrong_attribute(item, "value", format!("value \"{value}\" stands twice"), "name each value once");
        }
        values.push(value.to_string());
    }
    if values.is_empty() {
        reading.wrong(node, "the issue has no values", "list them: <item index=\"1\" value=\"…\"/>");
        return None;
    }
    Some(Range::Discrete(values))
}

/// The element that holds the bounds: a `range` within the issue, or the issue itself.
fn bounds<'a, 'i>(node: Node<'a, 'i>) -> Node<'a, 'i> {
    children(node, "range").next().unwrap_or(node)
}

fn integer(reading: &mut Reading, node: Node) -> Option<Range> {
    let at = bounds(node);
    let (lower, upper) = (reading.whole(at, "lowerbound"), reading.whole(at, "upperbound"));
    let (lower, upper) = (lower?, upper?);
    let range = Range::Integer { lower, upper };
    match range.size() {
        0 => reading.wrong(at, format!("the range goes from {lower} down to {upper}"), "exchange the bounds"),
        many if many > MOST_VALUES => {
            reading.wrong(at, format!("the range has more than {MOST_VALUES} values"), "give it fewer");
        }
        _ => return Some(range),
    }
    None
}

fn real(reading: &mut Reading, node: Node) -> Option<Range> {
    let at = bounds(node);
    let (lower, upper) = (reading.number(at, "lowerbound"), reading.number(at, "upperbound"));
    let (lower, upper) = (lower?, upper?);
    if lower > upper || !(upper - lower).is_finite() {
        let what = format!("the range from {lower} to {upper} holds no values");
        reading.wrong(at, what, "the lower bound comes first, and both are finite");
        return None;
    }
    Some(Range::Real { lower, upper })
}
