//! Scenarios with some fields changed: a field is addressed by its path, and every check of the compiler runs on what comes out.

use crate::problem::{Place, Problem, nearest, valid_names};
use crate::rules::case::Case;
use crate::rules::parameters::Parameters;
use crate::scenario::document::Document;
use crate::scenario::{library, shape, source};
use serde_json::{Map, Value};
use std::sync::Arc;
use toml::Value as Field;

/// One step of a path.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Step {
    /// A key of a table.
    Key(String),
    /// An item of a list.
    Item(usize),
    /// The relation between two nations, which is not listed yet.
    NewRelation(String, String),
}

/// What kind of value a field takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FieldKind {
    /// A whole number.
    Integer,
    /// A number.
    Number,
    /// True or false.
    Boolean,
    /// A text, a name or a date.
    Text,
    /// A list or a table.
    Structure,
}

/// A field of a scenario.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct FieldPath {
    steps: Vec<Step>,
    name: String,
}

impl FieldPath {
    /// The path in its one spelling: keys as in the file, items of lists by their name where they have one.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Whether another field is a part of this one.
    pub fn contains(&self, other: &FieldPath) -> bool {
        other.steps.len() > self.steps.len() && other.steps.starts_with(&self.steps)
    }
}

/// A scenario whose fields can be changed before it is compiled.
pub struct Adjustable {
    id: String,
    texts: source::Texts,
    table: toml::Table,
    schema: Value,
    case: Arc<Case>,
}

/// File of a scenario that paths lead into.
const FILE: &str = "scenario.toml";

impl Adjustable {
    /// Loads a scenario as it stands: a folder, or a shipped one by name.
    ///
    /// # Errors
    /// All its mistakes.
    pub fn load(name: &str) -> Result<Self, Vec<Problem>> {
        let (id, texts) = source::scenario(name)?;
        let case = Arc::new(library::compile_texts(&id, &texts)?);
        let text = texts.get(FILE).map(String::as_str).unwrap_or_default();
        let table = toml::from_str(text)
            .map_err(|error| vec![Problem::new(Place::file(FILE), error.message().replace('\n', ", "), "")])?;
        Ok(Adjustable { id, texts, table, schema: library::schema(), case })
    }

    /// The scenario without changes.
    pub fn case(&self) -> &Arc<Case> {
        &self.case
    }

    /// The scenario with fields changed, in order.
    ///
    /// # Errors
    /// Every mistake that the changes bring; places are those of the changed text and say little.
    pub fn changed(&self, changes: &[(&FieldPath, &Field)]) -> Result<Arc<Case>, Vec<Problem>> {
        if changes.is_empty() {
            return Ok(self.case.clone());
        }
        let texts = self.changed_texts(changes)?;
        library::compile_texts(&self.id, &texts).map(Arc::new)
    }

    /// Every mistake that the changes bring, without solving the economy under the measures.
    pub fn check(&self, changes: &[(&FieldPath, &Field)]) -> Vec<Problem> {
        match self.changed_texts(changes) {
            Ok(texts) => library::check_texts(&self.id, &texts),
            Err(problems) => problems,
        }
    }

    fn changed_texts(&self, changes: &[(&FieldPath, &Field)]) -> Result<source::Texts, Vec<Problem>> {
        let mut table = self.table.clone();
        for (path, value) in changes {
            set(&mut table, &path.steps, value);
        }
        let text = toml::to_string(&table).map_err(|error| {
            vec![Problem::new(Place::file(FILE), format!("the changed scenario cannot be written: {error}"), "")]
        })?;
        let mut texts = self.texts.clone();
        texts.insert(FILE.to_string(), text);
        Ok(texts)
    }

    /// The value that the file gives a field, or the default of a parameter of the rules; none when it is left open.
    pub fn value(&self, path: &FieldPath) -> Option<Field> {
        let mut at: Option<&Field> = None;
        for step in &path.steps {
            at = match (step, at) {
                (Step::Key(key), None) => self.table.get(key),
                (Step::Key(key), Some(Field::Table(table))) => table.get(key),
                (Step::Item(item), Some(Field::Array(items))) => items.get(*item),
                _ => None,
            };
            if at.is_none() {
                break;
            }
        }
        at.cloned().or_else(|| match path.steps.as_slice() {
            [Step::Key(table), Step::Key(name)] if table == "parameters" => {
                Parameters::LIST.iter().find(|info| info.name == name).map(|info| Field::Float(info.default))
            }
            _ => None,
        })
    }

    /// What is wrong with the type, range or form of a value for a field; what else there is shows when it is compiled.
    pub fn mistakes(&self, path: &FieldPath, value: &Field) -> Vec<String> {
        let key = path.steps.iter().rev().find_map(|step| match step {
            Step::Key(key) => Some(key.as_str()),
            _ => None,
        });
        let key = key.unwrap_or("value");
        let written: toml::Table = [(key.to_string(), value.clone())].into_iter().collect();
        let Ok(text) = toml::to_string(&written) else { return vec![format!("{value} cannot be written as TOML")] };
        let problems = match Document::parse(FILE, &text) {
            Ok(document) => shape::check_value(&document, key, &self.schema, self.schema_at(path)),
            Err(problems) => problems,
        };
        let told = |problem: &Problem| match problem.remedy.as_str() {
            "" => problem.what.clone(),
            remedy => format!("{}; {remedy}", problem.what),
        };
        problems.iter().map(told).collect()
    }

    fn schema_at(&self, path: &FieldPath) -> &Value {
        let mut schema = self.resolved(&self.schema);
        for step in &path.steps {
            let inner = match step {
                Step::Key(key) => schema
                    .get("properties")
                    .and_then(|properties| properties.get(key))
                    .or_else(|| schema.get("additionalProperties")),
                Step::Item(_) | Step::NewRelation(..) => schema.get("items"),
            };
            schema = self.resolved(inner.unwrap_or(&Value::Null));
        }
        schema
    }

    /// What a field takes.
    pub fn kind(&self, path: &FieldPath) -> FieldKind {
        match shape::kind_of(self.schema_at(path)) {
            "integer" => FieldKind::Integer,
            "number" => FieldKind::Number,
            "boolean" => FieldKind::Boolean,
            "array" | "object" => FieldKind::Structure,
            _ => FieldKind::Text,
        }
    }

    /// A field by its path, such as `parameters.incident_base`, `nation.ALP.resolve` or `measure.duty.level.1.severity`.
    ///
    /// Keys are those of the file, lists of tables may be written in the plural; their items are addressed by code, id or name,
    /// by position from 0, and relations by the two codes with a hyphen. A name with a dot in it stands in quotes.
    ///
    /// # Errors
    /// What is not there, with the nearest path that is.
    pub fn field(&self, path: &str) -> Result<FieldPath, String> {
        let words = words(path)?;
        let mut walk = Walk { of: self, steps: Vec::new(), names: Vec::new(), mended: false };
        let reached = walk.follow(&words);
        let name = walk.names.join(".");
        match reached {
            Ok(()) if !walk.mended => Ok(FieldPath { steps: walk.steps, name }),
            Ok(()) => Err(format!("the scenario has no field \"{path}\"; did you mean \"{name}\"?")),
            Err(why) => Err(format!("the scenario has no field \"{path}\": {why}")),
        }
    }

    fn resolved<'s>(&'s self, schema: &'s Value) -> &'s Value {
        shape::resolve(self.schema.get("$defs").and_then(Value::as_object), schema)
    }
}

/// Words of a path: divided by dots, those in quotes kept whole.
fn words(path: &str) -> Result<Vec<String>, String> {
    let (mut words, mut word, mut quoted) = (Vec::new(), String::new(), false);
    for letter in path.chars() {
        match letter {
            '"' => quoted = !quoted,
            '.' | '[' | ']' if !quoted => {
                if !word.is_empty() {
                    words.push(std::mem::take(&mut word));
                }
            }
            letter => word.push(letter),
        }
    }
    if !word.is_empty() {
        words.push(word);
    }
    if quoted {
        return Err(format!("\"{path}\" opens a quotation and does not close it"));
    }
    if words.is_empty() {
        return Err("the path is empty; valid: the keys of scenario.toml joined by dots".to_string());
    }
    Ok(words)
}

/// The way along a path, which takes the nearest name where one is wrong.
struct Walk<'a> {
    of: &'a Adjustable,
    steps: Vec<Step>,
    names: Vec<String>,
    mended: bool,
}

impl Walk<'_> {
    fn follow(&mut self, words: &[String]) -> Result<(), String> {
        let root = Field::Table(self.of.table.clone());
        self.step(words, self.of.resolved(&self.of.schema), Some(&root))
    }

    fn step(&mut self, words: &[String], schema: &Value, here: Option<&Field>) -> Result<(), String> {
        let Some((word, rest)) = words.split_first() else { return Ok(()) };
        let properties = schema.get("properties").and_then(Value::as_object);
        if let Some(properties) = properties {
            return self.property(word, rest, properties, here);
        }
        if let Some(inner) = schema.get("additionalProperties").filter(|inner| inner.is_object()) {
            let inside = self.names.last().map(String::as_str) == Some("parameters");
            let known: Vec<&str> =
                if inside { Parameters::LIST.iter().map(|info| info.name).collect() } else { Vec::new() };
            let key = if inside { self.choose(word, &known)? } else { word.clone() };
            let below = here.and_then(|here| here.get(&key));
            self.go(Step::Key(key.clone()), key);
            return self.step(rest, self.of.resolved(inner), below);
        }
        if let Some(inner) = schema.get("items") {
            return self.item(word, rest, self.of.resolved(inner), here);
        }
        let whole = self.names.join(".");
        Err(format!("\"{whole}\" is a single value and has nothing below it"))
    }

    fn property(
        &mut self,
        word: &str,
        rest: &[String],
        properties: &Map<String, Value>,
        here: Option<&Field>,
    ) -> Result<(), String> {
        let known: Vec<&str> = properties.keys().map(String::as_str).collect();
        let singular = |name: &&str| {
            let plural = name.strip_suffix('y').map_or(format!("{name}s"), |stem| format!("{stem}ies"));
            plural == word
        };
        let key = match known.iter().copied().find(|name| *name == word).or(known.iter().copied().find(singular)) {
            Some(key) => key.to_string(),
            None => self.choose(word, &known)?,
        };
        let inner = self.of.resolved(properties.get(&key).unwrap_or(&Value::Null));
        let below = here.and_then(|here| here.get(&key));
        self.go(Step::Key(key.clone()), key);
        self.step(rest, inner, below)
    }

    fn item(&mut self, word: &str, rest: &[String], schema: &Value, here: Option<&Field>) -> Result<(), String> {
        let none = Vec::new();
        let items = here.and_then(Field::as_array).unwrap_or(&none);
        let names: Vec<String> =
            items.iter().enumerate().map(|(at, item)| name_of(item).unwrap_or(at.to_string())).collect();
        let listed = |name: &str| names.iter().position(|known| known.eq_ignore_ascii_case(name));
        let by_number = word.parse::<usize>().ok().filter(|at| *at < items.len());
        if let Some(at) = listed(word).or(by_number) {
            self.go(Step::Item(at), names[at].clone());
            return self.step(rest, schema, items.get(at));
        }
        if self.names.last().map(String::as_str) == Some("relation")
            && let Some((from, to)) = word.split_once('-')
            && from != to
            && [from, to].iter().all(|code| self.of.case.nations.iter().any(|nation| nation.code == **code))
        {
            self.go(Step::NewRelation(from.to_string(), to.to_string()), word.to_string());
            return self.step(rest, schema, None);
        }
        let known: Vec<&str> = names.iter().map(String::as_str).collect();
        let near = self.choose(word, &known)?;
        let at = listed(&near).unwrap_or(0);
        self.go(Step::Item(at), near);
        self.step(rest, schema, items.get(at))
    }

    fn go(&mut self, step: Step, name: String) {
        self.steps.push(step);
        self.names.push(if name.contains('.') { format!("\"{name}\"") } else { name });
    }

    /// The known name that a word is, or the nearest.
    fn choose(&mut self, word: &str, known: &[&str]) -> Result<String, String> {
        if let Some(exact) = known.iter().find(|name| **name == word) {
            return Ok((*exact).to_string());
        }
        self.mended = true;
        let place =
            if self.names.is_empty() { "the scenario".to_string() } else { format!("\"{}\"", self.names.join(".")) };
        nearest(word, known)
            .map(str::to_string)
            .ok_or_else(|| format!("{place} has no \"{word}\"; {}", valid_names(word, known)))
    }
}

/// What an item of a list of tables is called.
fn name_of(item: &Field) -> Option<String> {
    let text = |key: &str| item.get(key).and_then(Field::as_str).map(str::to_string);
    let pair = || Some(format!("{}-{}", text("from")?, text("to")?));
    text("code").or_else(|| text("id")).or_else(|| text("name")).or_else(pair)
}

/// Sets a field, with the tables on the way to it.
fn set(table: &mut toml::Table, steps: &[Step], value: &Field) {
    let Some((Step::Key(key), rest)) = steps.split_first() else { return };
    if rest.is_empty() {
        table.insert(key.clone(), value.clone());
        return;
    }
    let list = !matches!(rest.first(), Some(Step::Key(_)));
    let empty = || if list { Field::Array(Vec::new()) } else { Field::Table(toml::Table::new()) };
    set_below(table.entry(key.clone()).or_insert_with(empty), rest, value);
}

fn set_below(here: &mut Field, steps: &[Step], value: &Field) {
    match (here, steps.split_first()) {
        (here, None) => *here = value.clone(),
        (Field::Table(table), Some((Step::Key(_), _))) => set(table, steps, value),
        (Field::Array(items), Some((Step::Item(at), rest))) => {
            if let Some(item) = items.get_mut(*at) {
                set_below(item, rest, value);
            }
        }
        (Field::Array(items), Some((Step::NewRelation(from, to), rest))) => {
            let is = |item: &Field, key: &str, code: &str| item.get(key).and_then(Field::as_str) == Some(code);
            let listed = items.iter().position(|item| is(item, "from", from) && is(item, "to", to));
            let at = listed.unwrap_or_else(|| {
                let pair =
                    [("from", from), ("to", to)].map(|(key, code)| (key.to_string(), Field::from(code.as_str())));
                items.push(Field::Table(pair.into_iter().collect()));
                items.len() - 1
            });
            set_below(&mut items[at], rest, value);
        }
        _ => {}
    }
}

/// A JSON value as a value of a scenario; none for null, which no field takes.
pub fn field_of(value: &Value) -> Option<Field> {
    match value {
        Value::Null => None,
        Value::Bool(value) => Some(Field::Boolean(*value)),
        Value::Number(number) => number.as_i64().map(Field::Integer).or_else(|| number.as_f64().map(Field::Float)),
        Value::String(text) => Some(Field::String(text.clone())),
        Value::Array(items) => items.iter().map(field_of).collect::<Option<Vec<_>>>().map(Field::Array),
        Value::Object(entries) => entries
            .iter()
            .map(|(key, value)| Some((key.clone(), field_of(value)?)))
            .collect::<Option<toml::Table>>()
            .map(Field::Table),
    }
}
