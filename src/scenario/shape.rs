//! The structural check: walks a TOML document beside the JSON Schema of its types, so that every wrong key, type, name and
//! range is found at once, each with its place.

use crate::problem::{Place, Problem, valid_names};
use serde_json::{Map, Value};
use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// A parsed document that can say where things stand.
pub struct Document<'i> {
    file: String,
    text: &'i str,
    root: Spanned<DeTable<'i>>,
}

impl<'i> Document<'i> {
    /// Parses a text.
    ///
    /// # Errors
    /// Every syntax error, with its place.
    pub fn parse(file: &str, text: &'i str) -> Result<Self, Vec<Problem>> {
        let (root, errors) = DeTable::parse_recoverable(text);
        if errors.is_empty() {
            return Ok(Document { file: file.to_string(), text, root });
        }
        Err(errors
            .iter()
            .map(|error| {
                let place = error.span().map_or(Place::file(file), |span| Place::offset(file, text, span.start));
                Problem::new(place, error.message().replace('\n', ", "), "")
            })
            .collect())
    }

    /// Where the value at a path stands ("nation[0].negotiator[1].role"); the nearest enclosing thing when it is absent.
    pub fn place(&self, path: &str) -> Place {
        let mut span = self.root.span();
        let mut table = Some(self.root.get_ref());
        for step in path.split('.').filter(|step| !step.is_empty()) {
            let (key, indices) = step.split_once('[').map_or((step, ""), |(key, rest)| (key, rest));
            let Some(found) = table.and_then(|table| table.get(key)) else { break };
            let mut value = Some(found);
            for index in indices.split(['[', ']']).filter_map(|part| part.parse::<usize>().ok()) {
                match value.and_then(|value| value.get_ref().as_array()).and_then(|array| array.get(index)) {
                    Some(item) => value = Some(item),
                    None => break,
                }
            }
            if let Some(value) = value {
                span = value.span();
            }
            table = value.and_then(|value| value.get_ref().as_table());
        }
        self.at(span.start)
    }

    fn at(&self, offset: usize) -> Place {
        Place::offset(&self.file, self.text, offset)
    }

    /// Checks the document against a schema.
    pub fn check(&self, schema: &Value) -> Vec<Problem> {
        let mut walk = Walk { document: self, definitions: schema.get("$defs").and_then(Value::as_object), problems: Vec::new() };
        walk.table(self.root.get_ref(), self.root.span().start, schema, "the scenario");
        walk.problems
    }
}

struct Walk<'d, 'i, 's> {
    document: &'d Document<'i>,
    definitions: Option<&'s Map<String, Value>>,
    problems: Vec<Problem>,
}

impl<'s> Walk<'_, '_, 's> {
    fn report(&mut self, offset: usize, what: String, remedy: String) {
        self.problems.push(Problem::new(self.document.at(offset), what, remedy));
    }

    fn resolve(&self, schema: &'s Value) -> &'s Value {
        let reference = schema.get("$ref").or_else(|| schema.get("allOf").and_then(|all| all.get(0)?.get("$ref")));
        reference
            .and_then(Value::as_str)
            .and_then(|reference| reference.strip_prefix("#/$defs/"))
            .and_then(|name| self.definitions?.get(name))
            .unwrap_or(schema)
    }

    fn table(&mut self, table: &DeTable, offset: usize, schema: &'s Value, what: &str) {
        let schema = self.resolve(schema);
        let none = Map::new();
        let properties = schema.get("properties").and_then(Value::as_object);
        let additional = schema.get("additionalProperties").filter(|schema| schema.is_object());
        let known: Vec<&str> = properties.into_iter().flat_map(|p| p.keys()).map(String::as_str).collect();
        for (key, value) in table {
            let name: &str = key.get_ref();
            match (properties.and_then(|p| p.get(name)), additional) {
                (Some(inner), _) | (None, Some(inner)) => self.value(value, inner, name),
                (None, None) => {
                    let start = key.span().start;
                    self.report(start, format!("unknown key \"{name}\" in {what}"), valid_names(name, &known));
                }
            }
        }
        let required = schema.get("required").and_then(Value::as_array).cloned().unwrap_or_default();
        for name in required.iter().filter_map(Value::as_str).filter(|name| !table.contains_key(*name)) {
            let inner = properties.unwrap_or(&none).get(name);
            let meaning = inner.and_then(|inner| inner.get("description")).and_then(Value::as_str).unwrap_or("");
            self.report(offset, format!("{what} lacks \"{name}\""), meaning.replace('\n', " "));
        }
    }

    fn value(&mut self, value: &Spanned<DeValue>, schema: &'s Value, key: &str) {
        let offset = value.span().start;
        // An optional value is "anyOf [x, null]" or has its type listed with null.
        if let Some(choices) = schema.get("anyOf").and_then(Value::as_array)
            && let Some(inner) = choices.iter().find(|choice| choice.get("type") != Some(&Value::from("null")))
        {
            return self.value(value, inner, key);
        }
        let schema = self.resolve(schema);
        if let Some(names) = names_of(schema) {
            let valid = value.get_ref().as_str().is_some_and(|name| names.contains(&name));
            if !valid {
                let given = value.get_ref().as_str().map_or_else(|| value.get_ref().type_str().to_string(), str::to_string);
                self.report(offset, format!("\"{key}\" cannot be \"{given}\""), valid_names(&given, &names));
            }
            return;
        }
        let kind = match schema.get("type") {
            Some(Value::String(kind)) => kind.as_str(),
            Some(Value::Array(kinds)) => kinds.iter().filter_map(Value::as_str).find(|kind| *kind != "null").unwrap_or(""),
            _ => "",
        };
        let wrong = |walk: &mut Self, wanted: &str| {
            let found = value.get_ref().type_str();
            walk.report(offset, format!("\"{key}\" must be {wanted}, not {found}"), String::new());
        };
        match (kind, value.get_ref()) {
            ("object", DeValue::Table(table)) => self.table(table, offset, schema, &format!("\"{key}\"")),
            ("object", _) => wrong(self, "a table"),
            ("array", DeValue::Array(items)) => {
                self.count(items.len(), schema, key, offset);
                if let Some(inner) = schema.get("items") {
                    for item in items.iter() {
                        self.value(item, inner, key);
                    }
                }
            }
            ("array", _) => wrong(self, "a list"),
            ("string", DeValue::String(text)) => self.text(text, schema, key, offset),
            ("string", _) => wrong(self, "a text in quotes"),
            ("boolean", DeValue::Boolean(_)) => {}
            ("boolean", _) => wrong(self, "true or false"),
            ("integer", DeValue::Integer(number)) => match number.as_str().replace('_', "").parse::<i64>() {
                Ok(number) => self.range(number as f64, schema, key, offset),
                Err(_) => wrong(self, "a whole number"),
            },
            ("integer", _) => wrong(self, "a whole number"),
            ("number", DeValue::Integer(number)) => self.number(number.as_str(), schema, key, offset),
            ("number", DeValue::Float(number)) => self.number(number.as_str(), schema, key, offset),
            ("number", _) => wrong(self, "a number"),
            _ => {}
        }
    }

    fn number(&mut self, text: &str, schema: &Value, key: &str, offset: usize) {
        match text.replace('_', "").parse::<f64>() {
            Ok(number) if number.is_finite() => self.range(number, schema, key, offset),
            _ => self.report(offset, format!("\"{key}\" must be a finite number"), String::new()),
        }
    }

    fn range(&mut self, number: f64, schema: &Value, key: &str, offset: usize) {
        let bound = |name: &str| schema.get(name).and_then(Value::as_f64);
        let (low, high) = (bound("minimum"), bound("maximum"));
        if low.is_some_and(|low| number < low) || high.is_some_and(|high| number > high) {
            let show = |bound: Option<f64>, none: &str| bound.map_or(none.to_string(), |b| b.to_string());
            let remedy = format!("valid: {} to {}", show(low, "any"), show(high, "any"));
            self.report(offset, format!("\"{key}\" is {number}, out of range"), remedy);
        }
    }

    fn count(&mut self, count: usize, schema: &Value, key: &str, offset: usize) {
        let bound = |name: &str| schema.get(name).and_then(Value::as_u64).map(|bound| bound as usize);
        let (low, high) = (bound("minItems").unwrap_or(0), bound("maxItems").unwrap_or(usize::MAX));
        if count < low || count > high {
            let high = if high == usize::MAX { "any number".to_string() } else { high.to_string() };
            self.report(offset, format!("there are {count} of \"{key}\""), format!("valid: {low} to {high}"));
        }
    }

    fn text(&mut self, text: &str, schema: &Value, key: &str, offset: usize) {
        let Some(pattern) = schema.get("pattern").and_then(Value::as_str) else { return };
        let valid = match pattern {
            DATE => text.len() == 10 && text.parse::<jiff::civil::Date>().is_ok(),
            CODE => {
                (2..=5).contains(&text.len())
                    && text.starts_with(|c: char| c.is_ascii_uppercase())
                    && text.chars().all(|c| c.is_ascii_uppercase() || c.is_ascii_digit())
            }
            _ => {
                text.starts_with(|c: char| c.is_ascii_lowercase())
                    && text.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-')
            }
        };
        if !valid {
            let remedy = match pattern {
                DATE => "valid: a day of the calendar as \"2025-10-09\"",
                CODE => "valid: two to five capital letters or digits, a letter first",
                _ => "valid: small letters, digits and hyphens, a letter first",
            };
            self.report(offset, format!("\"{key}\" cannot be \"{text}\""), remedy.to_string());
        }
    }
}

const DATE: &str = r"^\d{4}-\d{2}-\d{2}$";
const CODE: &str = r"^[A-Z][A-Z0-9]{1,4}$";

/// The names of an enumeration: `enum`, or `oneOf` with a `const` each.
fn names_of(schema: &Value) -> Option<Vec<&str>> {
    if let Some(names) = schema.get("enum").and_then(Value::as_array) {
        return Some(names.iter().filter_map(Value::as_str).collect());
    }
    let choices = schema.get("oneOf")?.as_array()?;
    choices.iter().map(|choice| choice.get("const")?.as_str()).collect()
}

