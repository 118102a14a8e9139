//! Reading XML with places: what both kinds of files share.

use crate::problem::{Place, Problem, valid_names};
use roxmltree::{Document, Node, ParsingOptions};

/// Most elements and texts of a file.
const MOST_NODES: u32 = 8_000_000;
/// Most mistakes that are told of one file.
const MOST_PROBLEMS: usize = 200;
/// Deepest nesting of objectives.
pub const DEEPEST: usize = 16;

/// The text of a file.
///
/// # Errors
///
/// When its encoding is not UTF-8, with the line where that shows.
pub fn decode<'a>(file: &str, bytes: &'a [u8]) -> Result<&'a str, Vec<Problem>> {
    let remedy = "save the file as UTF-8";
    if bytes.starts_with(&[0xFF, 0xFE]) || bytes.starts_with(&[0xFE, 0xFF]) {
        return Err(vec![Problem::new(Place::line(file, 1), "the file is encoded as UTF-16", remedy)]);
    }
    let bytes = bytes.strip_prefix(&[0xEF, 0xBB, 0xBF]).unwrap_or(bytes);
    let text = std::str::from_utf8(bytes).map_err(|error| {
        let good = bytes.get(..error.valid_up_to()).unwrap_or_default();
        let line = good.iter().filter(|byte| **byte == b'\n').count() + 1;
        vec![Problem::new(Place::line(file, line), "the text is not encoded as UTF-8", remedy)]
    })?;
    match declared_encoding(text) {
        Some(name) if !name.eq_ignore_ascii_case("utf-8") && !text.is_ascii() => Err(vec![Problem::new(
            Place::line(file, 1),
            format!("the file declares encoding \"{name}\" and holds characters beyond ASCII"),
            "save the file as UTF-8 and declare that encoding, or none",
        )]),
        _ => Ok(text),
    }
}

/// The encoding that an XML declaration names.
fn declared_encoding(text: &str) -> Option<&str> {
    let declaration = text.trim_start().strip_prefix("<?xml")?.split_once("?>")?.0;
    let value = declaration.split_once("encoding")?.1.trim_start().strip_prefix('=')?.trim_start();
    let quote = value.chars().next().filter(|quote| *quote == '"' || *quote == '\'')?;
    value[1..].split(quote).next()
}

/// The document of a text.
///
/// # Errors
///
/// When it is not well formed, declares a document type or an entity, or is too large.
pub fn parse<'a>(file: &str, text: &'a str) -> Result<Document<'a>, Vec<Problem>> {
    let options = ParsingOptions { allow_dtd: false, nodes_limit: MOST_NODES, ..ParsingOptions::default() };
    Document::parse_with_options(text, options).map_err(|error| {
        let at = error.pos();
        let place = Place { file: file.to_string(), line: at.row as usize, column: at.col as usize };
        let problem = match error {
            roxmltree::Error::DtdDetected => Problem::new(
                Place::offset(file, text, text.find("<!DOCTYPE").unwrap_or(0)),
                "the file declares a document type (DTD); entities are neither fetched nor expanded",
                "remove the <!DOCTYPE …> and write the text where the entity stands",
            ),
            roxmltree::Error::UnknownEntityReference(name, _) => Problem::new(
                place,
                format!("the entity \"&{name};\" is not known and entities are not expanded"),
                "valid: &lt; &gt; &amp; &quot; &apos;",
            ),
            roxmltree::Error::NodesLimitReached => {
                Problem::new(Place::file(file), format!("the file has more than {MOST_NODES} elements"), "")
            }
            other => Problem::new(place, format!("the file is not well-formed XML: {}", plain(&other)), ""),
        };
        vec![problem]
    })
}

/// What the parser says, without the place that stands before it.
fn plain(error: &roxmltree::Error) -> String {
    let text = error.to_string();
    text.split(" at ").next().unwrap_or(&text).to_string()
}

/// A file that is being read, and its mistakes so far.
pub struct Reading<'a> {
    file: &'a str,
    text: &'a str,
    problems: Vec<Problem>,
}

impl<'a> Reading<'a> {
    /// Starts to read a file.
    pub fn new(file: &'a str, text: &'a str) -> Self {
        Reading { file, text, problems: Vec::new() }
    }

    /// Notes a mistake at an element.
    pub fn wrong(&mut self, node: Node, what: impl Into<String>, remedy: impl Into<String>) {
        self.wrong_at(node.range().start, what, remedy);
    }

    /// Notes a mistake of an attribute, or of its element where it has none of this name.
    pub fn wrong_attribute(&mut self, node: Node, name: &str, what: impl Into<String>, remedy: impl Into<String>) {
        let at = node.attribute_node(name).map_or(node.range().start, |attribute| attribute.range().start);
        self.wrong_at(at, what, remedy);
    }

    fn wrong_at(&mut self, offset: usize, what: impl Into<String>, remedy: impl Into<String>) {
        match self.problems.len() {
            few if few < MOST_PROBLEMS => {
                self.problems.push(Problem::new(Place::offset(self.file, self.text, offset), what, remedy));
            }
            MOST_PROBLEMS => {
                let what = format!("there are more mistakes than the {MOST_PROBLEMS} told");
                self.problems.push(Problem::new(Place::file(self.file), what, "mend these first"));
            }
            _ => {}
        }
    }

    /// Whether nothing was wrong so far.
    pub fn is_clean(&self) -> bool {
        self.problems.is_empty()
    }

    /// All mistakes, in order of the file.
    pub fn into_problems(mut self) -> Vec<Problem> {
        self.problems.sort();
        self.problems
    }

    /// An attribute that has to be there and not empty.
    pub fn required<'n>(&mut self, node: Node<'n, '_>, name: &str) -> Option<&'n str> {
        let value = node.attribute(name).filter(|value| !value.trim().is_empty());
        if value.is_none() {
            self.wrong(node, format!("<{}> has no {name}", node.tag_name().name()), format!("give {name}=\"…\""));
        }
        value
    }

    /// An attribute that has to be a finite number.
    pub fn number(&mut self, node: Node, name: &str) -> Option<f64> {
        let text = self.required(node, name)?;
        let number = text.trim().parse::<f64>().ok().filter(|number| number.is_finite());
        if number.is_none() {
            self.wrong_attribute(node, name, format!("{name}=\"{}\" is not a number", short(text)), "");
        }
        number
    }

    /// An attribute that has to be a number within bounds.
    pub fn number_within(&mut self, node: Node, name: &str, least: f64, most: f64) -> Option<f64> {
        let number = self.number(node, name)?;
        if (least..=most).contains(&number) {
            return Some(number);
        }
        let valid =
            if most == f64::INFINITY { format!("valid: {least} or more") } else { format!("valid: {least} to {most}") };
        self.wrong_attribute(node, name, format!("{name}=\"{number}\" is out of range"), valid);
        None
    }

    /// An attribute that has to be a whole number.
    pub fn whole(&mut self, node: Node, name: &str) -> Option<i64> {
        let text = self.required(node, name)?;
        let number = text.trim().parse::<i64>().ok();
        if number.is_none() {
            self.wrong_attribute(node, name, format!("{name}=\"{}\" is not a whole number", short(text)), "");
        }
        number
    }

    /// Notes a name that is not among the known ones.
    pub fn unknown(&mut self, node: Node, name: &str, what: &str, given: &str, known: &[&str]) {
        let given = short(given);
        self.wrong_attribute(node, name, format!("{what} \"{given}\" is not known"), valid_names(&given, known));
    }
}

/// A text of a file, shortened for a message.
pub fn short(text: &str) -> String {
    const LONGEST: usize = 60;
    if text.chars().count() <= LONGEST { text.to_string() } else { text.chars().take(LONGEST).chain(['…']).collect() }
}

/// Child elements of this name.
pub fn children<'a, 'i>(node: Node<'a, 'i>, name: &'static str) -> impl Iterator<Item = Node<'a, 'i>> {
    node.children().filter(move |child| child.is_element() && child.has_tag_name(name))
}

/// The root objective of a domain or profile; both may stand in a `negotiation_template`.
pub fn objective<'a, 'i>(reading: &mut Reading, document: &'a Document<'i>) -> Option<(Node<'a, 'i>, Node<'a, 'i>)> {
    let root = document.root_element();
    let space = match root.tag_name().name() {
        "negotiation_template" => children(root, "utility_space").next(),
        "utility_space" => Some(root),
        other => {
            let known = ["negotiation_template", "utility_space"];
            let what = format!("<{}> begins neither a domain nor a profile", short(other));
            reading.wrong(root, what, valid_names(other, &known));
            return None;
        }
    };
    let Some(space) = space else {
        reading.wrong(root, "there is no <utility_space>", "a domain is <negotiation_template><utility_space>…");
        return None;
    };
    let Some(objective) = children(space, "objective").next() else {
        reading.wrong(space, "there is no <objective>", "the issues stand in <objective index=\"0\" name=\"root\">");
        return None;
    };
    Some((space, objective))
}
