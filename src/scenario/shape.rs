//! The structural check: walks a TOML document beside the JSON Schema of its types, so that every wrong key, type, name and
//! range is found at once, each with its place.
//!
//! What is wrong is mended on the way (a misspelt key gets the right name, a value out of range goes to its nearest bound, what
//! cannot be saved is left out), so that names and sums can be checked in the same run; [`Shape::doubtful`] says where.

use crate::problem::{Problem, nearest, valid_names};
use crate::scenario::document::Document;
use serde_json::{Map, Number, Value};
use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// What the structural check makes of a document.
pub struct Shape {
    /// Every structural mistake.
    pub problems: Vec<Problem>,
    /// The document, mended to fit the schema.
    pub value: Value,
    /// Paths whose value is not the author's.
    pub doubtful: Vec<String>,
}

/// Checks a document against a schema; `whole` is what the document is called ("the scenario").
pub fn check(document: &Document, schema: &Value, whole: &str) -> Shape {
    let definitions = schema.get("$defs").and_then(Value::as_object);
    let mut walk = Walk { document, definitions, problems: Vec::new(), doubtful: Vec::new() };
    let value = walk.table(document.root(), 0, schema, "", whole);
    Shape { problems: walk.problems, value, doubtful: walk.doubtful }
}

/// What is wrong with the structure of a single value, which stands in a document of its own under `key`.
pub(super) fn check_value(document: &Document, key: &str, root: &Value, schema: &Value) -> Vec<Problem> {
    let definitions = root.get("$defs").and_then(Value::as_object);
    let mut walk = Walk { document, definitions, problems: Vec::new(), doubtful: Vec::new() };
    if let Some(value) = document.root().get(key) {
        walk.value(value, schema, key, key);
    }
    walk.problems
}

struct Walk<'d, 'i, 's> {
    document: &'d Document<'i>,
    definitions: Option<&'s Map<String, Value>>,
    problems: Vec<Problem>,
    doubtful: Vec<String>,
}

/// A value beside what it should be.
struct Spot<'a, 's> {
    schema: &'s Value,
    path: &'a str,
    key: &'a str,
    offset: usize,
}

impl<'s> Walk<'_, '_, 's> {
    fn report(&mut self, offset: usize, what: String, remedy: String) {
        self.problems.push(Problem::new(self.document.at(offset), what, remedy));
    }

    /// Reports what is wrong with a value, which is therefore not the author's from here on.
    fn doubt(&mut self, spot: &Spot, what: String, remedy: String) {
        self.report(spot.offset, what, remedy);
        self.doubtful.push(spot.path.to_string());
    }

    fn resolve(&self, schema: &'s Value) -> &'s Value {
        resolve(self.definitions, schema)
    }

    fn table(&mut self, table: &DeTable, offset: usize, schema: &'s Value, path: &str, what: &str) -> Value {
        let schema = self.resolve(schema);
        let properties = schema.get("properties").and_then(Value::as_object);
        let additional = schema.get("additionalProperties").filter(|schema| schema.is_object());
        let known: Vec<&str> = properties.into_iter().flat_map(|p| p.keys()).map(String::as_str).collect();
        let mut mended = Map::new();
        let mut keep = |walk: &mut Self, name: &str, value: &Spanned<DeValue>, inner: &'s Value| {
            let below = if path.is_empty() { name.to_string() } else { format!("{path}.{name}") };
            if let Some(value) = walk.value(value, inner, &below, name) {
                mended.insert(name.to_string(), value);
            }
        };
        for (key, value) in table {
            let name: &str = key.get_ref();
            match (properties.and_then(|p| p.get(name)), additional) {
                (Some(inner), _) | (None, Some(inner)) => keep(self, name, value, inner),
                (None, None) => {
                    self.report(
                        key.span().start,
                        format!("unknown key \"{name}\" in {what}"),
                        valid_names(name, &known),
                    );
                    let free: Vec<&str> = known.iter().copied().filter(|known| !table.contains_key(*known)).collect();
                    let meant = nearest(name, &free).and_then(|meant| properties?.get_key_value(meant));
                    if let Some((meant, inner)) = meant {
                        keep(self, meant, value, inner);
                    }
                }
            }
        }
        let required = schema.get("required").and_then(Value::as_array);
        for name in required.into_iter().flatten().filter_map(Value::as_str) {
            if mended.contains_key(name) {
                continue;
            }
            let inner = properties.and_then(|p| p.get(name)).unwrap_or(&Value::Null);
            let below = if path.is_empty() { name.to_string() } else { format!("{path}.{name}") };
            if !table.contains_key(name) && !self.doubtful.contains(&below) {
                let meaning = inner.get("description").and_then(Value::as_str).unwrap_or("");
                self.report(offset, format!("{what} lacks \"{name}\""), meaning.replace('\n', " "));
                self.doubtful.push(below);
            }
            mended.insert(name.to_string(), self.placeholder(inner));
        }
        Value::Object(mended)
    }

    /// The plainest value of a schema.
    fn placeholder(&self, schema: &'s Value) -> Value {
        let schema = self.resolve(schema);
        if let Some(name) = names_of(schema).and_then(|names| names.first().copied()) {
            return Value::from(name);
        }
        match kind_of(schema) {
            "object" => {
                let required = schema.get("required").and_then(Value::as_array);
                let filled = required.into_iter().flatten().filter_map(Value::as_str).filter_map(|name| {
                    let inner = schema.get("properties")?.get(name)?;
                    Some((name.to_string(), self.placeholder(inner)))
                });
                Value::Object(filled.collect())
            }
            "array" => Value::Array(Vec::new()),
            "boolean" => Value::from(false),
            "integer" => Value::from(schema.get("minimum").and_then(Value::as_i64).unwrap_or(0)),
            "number" => Value::from(schema.get("minimum").and_then(Value::as_f64).unwrap_or(0.0)),
            _ if schema.get("pattern").and_then(Value::as_str) == Some(DATE) => Value::from("2000-01-01"),
            _ => Value::from(""),
        }
    }

    /// Checks a value; none when nothing of it can be kept.
    fn value(&mut self, value: &Spanned<DeValue>, schema: &'s Value, path: &str, key: &str) -> Option<Value> {
        let schema = self.resolve(schema);
        if takes_anything(schema) {
            return json(value.get_ref());
        }
        let spot = Spot { schema, path, key, offset: value.span().start };
        if let Some(names) = names_of(schema) {
            let given = value.get_ref().as_str().unwrap_or(value.get_ref().type_str());
            if value.get_ref().is_str() && names.contains(&given) {
                return Some(Value::from(given));
            }
            self.doubt(&spot, format!("\"{key}\" cannot be \"{given}\""), valid_names(given, &names));
            return None;
        }
        let wanted = match (kind_of(schema), value.get_ref()) {
            ("object", DeValue::Table(table)) => {
                return Some(self.table(table, spot.offset, schema, path, &format!("\"{key}\"")));
            }
            ("array", DeValue::Array(items)) => return Some(self.list(items, &spot)),
            ("string", DeValue::String(text)) => return self.text(text, &spot),
            ("boolean", DeValue::Boolean(value)) => return Some(Value::from(*value)),
            ("integer", DeValue::Integer(number)) => {
                match i64::from_str_radix(&number.as_str().replace('_', ""), number.radix()) {
                    Ok(number) => {
                        return Some(
                            self.range(number as f64, &spot).map_or(Value::from(number), |n| Value::from(n as i64)),
                        );
                    }
                    Err(_) => "a whole number of at most 18 digits",
                }
            }
            ("number", DeValue::Integer(number)) => return self.number(number.as_str(), number.radix(), &spot),
            ("number", DeValue::Float(number)) => return self.number(number.as_str(), 10, &spot),
            ("object", _) => "a table",
            ("array", _) => "a list",
            ("string", _) => "a text in quotes",
            ("boolean", _) => "true or false",
            ("integer", _) => "a whole number",
            ("number", _) => "a number",
            _ => return None,
        };
        let found = value.get_ref().type_str();
        self.doubt(&spot, format!("\"{key}\" must be {wanted}, not {found}"), String::new());
        None
    }

    fn list(&mut self, items: &[Spanned<DeValue>], spot: &Spot<'_, 's>) -> Value {
        let bound = |name: &str| spot.schema.get(name).and_then(Value::as_u64).map(|bound| bound as usize);
        let (low, high) = (bound("minItems").unwrap_or(0), bound("maxItems").unwrap_or(usize::MAX));
        if items.len() < low || items.len() > high {
            let high = if high == usize::MAX { "any number".to_string() } else { high.to_string() };
            self.doubt(
                spot,
                format!("there are {} of \"{}\"", items.len(), spot.key),
                format!("valid: {low} to {high}"),
            );
        }
        let Some(inner) = spot.schema.get("items") else { return Value::Array(Vec::new()) };
        let mended = items.iter().enumerate().map(|(index, item)| {
            let path = format!("{}[{index}]", spot.path);
            self.value(item, inner, &path, spot.key).unwrap_or_else(|| self.placeholder(inner))
        });
        let mut mended: Vec<Value> = mended.collect();
        mended.truncate(high);
        Value::Array(mended)
    }

    fn number(&mut self, text: &str, radix: u32, spot: &Spot) -> Option<Value> {
        let plain = text.replace('_', "");
        let number = match radix {
            10 => plain.parse::<f64>().ok(),
            _ => i64::from_str_radix(&plain, radix).ok().map(|number| number as f64),
        };
        match number.filter(|number| number.is_finite()) {
            Some(number) => Number::from_f64(self.range(number, spot).unwrap_or(number)).map(Value::Number),
            None => {
                self.doubt(spot, format!("\"{}\" must be a finite number", spot.key), String::new());
                None
            }
        }
    }

    /// The nearest bound, when a number is out of range.
    fn range(&mut self, number: f64, spot: &Spot) -> Option<f64> {
        let bound = |name: &str| spot.schema.get(name).and_then(Value::as_f64);
        let (low, high) = (bound("minimum"), bound("maximum"));
        let inside = number.max(low.unwrap_or(f64::NEG_INFINITY)).min(high.unwrap_or(f64::INFINITY));
        if inside == number {
            return None;
        }
        let remedy = match (low, high) {
            (Some(low), None) => format!("valid: {low} or more"),
            (None, Some(high)) => format!("valid: {high} or less"),
            (low, high) => format!("valid: {} to {}", low.unwrap_or(number), high.unwrap_or(number)),
        };
        self.doubt(spot, format!("\"{}\" is {number}, out of range", spot.key), remedy);
        Some(inside)
    }

    fn text(&mut self, text: &str, spot: &Spot) -> Option<Value> {
        let least = spot.schema.get("minLength").and_then(Value::as_u64).unwrap_or(0);
        if least > 0 && text.trim().is_empty() {
            self.doubt(spot, format!("\"{}\" is empty", spot.key), "write it out".to_string());
        }
        let (valid, remedy) = match spot.schema.get("pattern").and_then(Value::as_str) {
            None => (true, ""),
            Some(DATE) => {
                let valid = text.len() == 10 && text.parse::<jiff::civil::Date>().is_ok();
                (valid, "valid: a day of the calendar as \"2025-10-09\"")
            }
            Some(CODE) => {
                let valid = (2..=5).contains(&text.len())
                    && text.starts_with(|c: char| c.is_ascii_uppercase())
                    && text.chars().all(|c| c.is_ascii_uppercase() || c.is_ascii_digit());
                (valid, "valid: two to five capital letters or digits, a letter first")
            }
            Some(_) => {
                let valid = text.starts_with(|c: char| c.is_ascii_lowercase())
                    && text.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-');
                (valid, "valid: small letters, digits and hyphens, a letter first")
            }
        };
        if valid {
            return Some(Value::from(text));
        }
        // Left out even where it is a name to which others refer: they may have it right.
        self.doubt(spot, format!("\"{}\" cannot be \"{text}\"", spot.key), remedy.to_string());
        None
    }
}

const DATE: &str = r"^\d{4}-\d{2}-\d{2}$";
const CODE: &str = r"^[A-Z][A-Z0-9]{1,4}$";

/// The schema that a reference or an optional value stands for.
pub(super) fn resolve<'s>(definitions: Option<&'s Map<String, Value>>, schema: &'s Value) -> &'s Value {
    // An optional value is "anyOf [x, null]" or has its type listed with null.
    let choices = schema.get("anyOf").and_then(Value::as_array);
    let inner = choices.and_then(|all| all.iter().find(|choice| choice.get("type") != Some(&Value::from("null"))));
    let schema = inner.unwrap_or(schema);
    let reference = schema.get("$ref").or_else(|| schema.get("allOf").and_then(|all| all.get(0)?.get("$ref")));
    reference
        .and_then(Value::as_str)
        .and_then(|reference| reference.strip_prefix("#/$defs/"))
        .and_then(|name| definitions?.get(name))
        .unwrap_or(schema)
}

/// Whether a schema says nothing of a value but what it means.
fn takes_anything(schema: &Value) -> bool {
    match schema {
        Value::Bool(anything) => *anything,
        Value::Object(words) => words.keys().all(|word| ["description", "default", "title"].contains(&word.as_str())),
        _ => false,
    }
}

/// A TOML value as JSON; none for a date without quotes and for numbers that JSON has not.
pub fn json(value: &DeValue) -> Option<Value> {
    match value {
        DeValue::String(text) => Some(Value::from(text.as_ref())),
        DeValue::Boolean(value) => Some(Value::from(*value)),
        DeValue::Integer(number) => {
            i64::from_str_radix(&number.as_str().replace('_', ""), number.radix()).ok().map(Value::from)
        }
        DeValue::Float(number) => {
            let number = number.as_str().replace('_', "").parse().ok();
            number.and_then(Number::from_f64).map(Value::Number)
        }
        DeValue::Datetime(_) => None,
        DeValue::Array(items) => items.iter().map(|item| json(item.get_ref())).collect::<Option<_>>().map(Value::Array),
        DeValue::Table(table) => table
            .iter()
            .map(|(key, value)| Some((key.get_ref().to_string(), json(value.get_ref())?)))
            .collect::<Option<_>>()
            .map(Value::Object),
    }
}

/// Type of a schema; nullable ones by what they are otherwise.
pub(super) fn kind_of(schema: &Value) -> &str {
    match schema.get("type") {
        Some(Value::String(kind)) => kind.as_str(),
        Some(Value::Array(kinds)) => kinds.iter().filter_map(Value::as_str).find(|kind| *kind != "null").unwrap_or(""),
        _ => "",
    }
}

/// The names of an enumeration: `enum`, or `oneOf` with a `const` each.
fn names_of(schema: &Value) -> Option<Vec<&str>> {
    if let Some(names) = schema.get("enum").and_then(Value::as_array) {
        return Some(names.iter().filter_map(Value::as_str).collect());
    }
    let choices = schema.get("oneOf")?.as_array()?;
    choices.iter().map(|choice| choice.get("const")?.as_str()).collect()
}
