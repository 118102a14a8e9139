//! docs/SCENARIOS.md lists every table and field of the format as the types have them.
//!
//! After a change of the format, write the list anew with `UPDATE_DOCS=1 cargo test --test scenario_documents`.

use serde_json::Value;
use std::path::PathBuf;
use summitry::rules::case::{MAX_CONSTITUENCIES, MAX_INPUTS, MAX_MEASURES, MAX_NATIONS};
use summitry::scenario::library::schema;

const MARK: &str = "<!-- reference: written by UPDATE_DOCS=1 cargo test --test scenario_documents -->\n";

fn document() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("docs/SCENARIOS.md")
}

/// Writes the tables of the reference, each definition once, under the path where it is met first.
struct Reference<'s> {
    schema: &'s Value,
    seen: Vec<(String, String)>,
    text: String,
}

impl<'s> Reference<'s> {
    fn name_of(value: &Value) -> Option<&str> {
        value.get("$ref").and_then(Value::as_str)?.strip_prefix("#/$defs/")
    }

    /// The definition that a property refers to, with its name: directly, in a list, by key, or where it is optional.
    fn target(&self, property: &'s Value) -> Option<(&'s str, &'s Value)> {
        let inner = [property.get("items"), property.get("additionalProperties")].into_iter().flatten();
        let choices = ["anyOf", "allOf"].into_iter().filter_map(|key| property.get(key)?.as_array()).flatten();
        let name = std::iter::once(property).chain(inner).chain(choices).find_map(Self::name_of)?;
        Some((name, &self.schema["$defs"][name]))
    }

    fn names(definition: &Value) -> Option<Vec<(&str, &str)>> {
        let choices = definition.get("oneOf")?.as_array()?;
        choices
            .iter()
            .map(|c| Some((c.get("const")?.as_str()?, c.get("description").and_then(Value::as_str)?)))
            .collect()
    }

    fn takes(&self, property: &'s Value) -> String {
        let number = |key: &str| property.get(key).filter(|value| value.is_number()).map(ToString::to_string);
        let range = match (number("minimum"), number("maximum")) {
            (Some(low), Some(high)) => format!(", {} to {}", low.trim_end_matches(".0"), high.trim_end_matches(".0")),
            _ => String::new(),
        };
        let count = match (number("minItems"), number("maxItems")) {
            (Some(low), Some(high)) if low == high => format!("{low} "),
            (low, Some(high)) => format!("{} to {high} ", low.unwrap_or("0".to_string())),
            _ => String::new(),
        };
        let kind = match &property["type"] {
            Value::Array(kinds) => kinds[0].as_str().unwrap_or(""),
            kind => kind.as_str().unwrap_or(""),
        };
        match (kind, self.target(property)) {
            (_, Some((_, definition))) if Self::names(definition).is_some() => {
                let names = Self::names(definition).unwrap_or_default();
                names.iter().map(|(name, _)| format!("`{name}`")).collect::<Vec<_>>().join(", ")
            }
            ("array", Some(_)) => format!("{count}tables"),
            ("array", None) => format!("{count}texts"),
            ("object", Some(_)) => "tables by nation".to_string(),
            ("object", None) if property["additionalProperties"]["type"] == "number" => "numbers by name".to_string(),
            ("object", None) => "texts by name".to_string(),
            (_, Some(_)) => "a table".to_string(),
            ("integer", None) => format!("whole number{range}"),
            ("number", None) => format!("number{range}"),
            ("boolean", None) => "true or false".to_string(),
            _ => match property.get("pattern").and_then(Value::as_str) {
                Some(pattern) if pattern.contains(r"\d{4}") => "date".to_string(),
                Some(pattern) if pattern.contains("A-Z") => "code".to_string(),
                Some(_) => "identifier".to_string(),
                None => "text".to_string(),
            },
        }
    }

    /// What each name of an enumeration means.
    fn kinds(&mut self) {
        self.text += "\n### Names\n";
        for definition in self.schema["$defs"].as_object().expect("definitions").values() {
            let Some(names) = Self::names(definition) else { continue };
            self.text += &format!("\n{}\n\n", definition["description"].as_str().unwrap_or(""));
            for (name, meaning) in names {
                self.text += &format!("- `{name}`: {}\n", meaning.replace('\n', " "));
            }
        }
    }

    fn table(&mut self, heading: &str, path: &str, definition: &'s Value) {
        let flat = |value: &Value| value.as_str().unwrap_or("").replace('\n', " ").replace('|', "\\|");
        self.text += &format!("\n### {heading}\n\n{}\n\n", flat(&definition["description"]));
        self.text += "| key | takes | when absent | meaning |\n| --- | --- | --- | --- |\n";
        let properties = definition["properties"].as_object().expect("a table has keys");
        let required: Vec<&str> =
            definition["required"].as_array().into_iter().flatten().filter_map(Value::as_str).collect();
        let optional = properties.keys().map(String::as_str).filter(|key| !required.contains(key));
        let mut below = Vec::new();
        for key in required.iter().copied().chain(optional) {
            let property = &properties[key];
            let absent = match property.get("default") {
                _ if required.contains(&key) => "required".to_string(),
                Some(Value::Null) | None => "none".to_string(),
                Some(Value::Object(_) | Value::Array(_)) => "none".to_string(),
                Some(default) => default.to_string().trim_end_matches(".0").to_string(),
            };
            let mut meaning = flat(&property["description"]);
            if let Some((name, inner)) = self.target(property).filter(|(_, inner)| inner.get("properties").is_some()) {
                let full = if path.is_empty() { key.to_string() } else { format!("{path}.{key}") };
                let heading = match property["type"].as_str() {
                    Some("array") => format!("`[[{full}]]`"),
                    Some("object") => format!("`{full}.CODE`"),
                    _ => format!("`[{full}]`"),
                };
                match self.seen.iter().find(|(known, _)| known == name) {
                    Some((_, there)) => meaning += &format!(" Keys as in {there}."),
                    None => {
                        self.seen.push((name.to_string(), heading.clone()));
                        below.push((heading, full, inner));
                    }
                }
            }
            self.text += &format!("| `{key}` | {} | {absent} | {meaning} |\n", self.takes(property));
        }
        for (heading, full, inner) in below {
            self.table(&heading, &full, inner);
        }
    }
}

#[test]
fn every_table_and_field_is_documented_as_it_is() {
    let schema = schema();
    let mut reference = Reference { schema: &schema, seen: Vec::new(), text: String::new() };
    reference.table("The scenario", "", &schema);
    reference.kinds();
    let written = std::fs::read_to_string(document()).expect("docs/SCENARIOS.md");
    let (prose, listed) = written.split_once(MARK).expect("the mark of the reference");
    if std::env::var_os("UPDATE_DOCS").is_some() {
        std::fs::write(document(), format!("{prose}{MARK}{}", reference.text)).expect("written");
        return;
    }
    for (number, (expected, found)) in reference.text.lines().zip(listed.lines()).enumerate() {
        assert_eq!(expected, found, "docs/SCENARIOS.md, line {} of the reference", number + 1);
    }
    assert_eq!(reference.text.lines().count(), listed.lines().count(), "the reference has another length");
}

#[test]
fn limits_and_policies_are_documented() {
    let text = std::fs::read_to_string(document()).expect("docs/SCENARIOS.md").replace('\n', " ");
    let limits = format!(
        "2 to {MAX_NATIONS} nations, {MAX_CONSTITUENCIES} constituencies and 6 negotiators each, {MAX_MEASURES} measures of 2 to 8 levels"
    );
    assert!(text.contains(&limits), "{limits}");
    assert!(text.contains(&format!("{MAX_INPUTS} critical inputs")));
    for policy in summitry::scenario::compile::POLICY_NAMES {
        assert!(text.contains(policy), "{policy}");
    }
}

#[test]
fn the_examples_of_the_document_are_parts_of_the_template() {
    let text = std::fs::read_to_string(document()).expect("docs/SCENARIOS.md");
    let folder = tempfile::tempdir().expect("a folder");
    let new = folder.path().join("new");
    summitry::scenario::template::write(&new, None).expect("a new scenario");
    let template = std::fs::read_to_string(new.join("scenario.toml")).expect("the template");
    let bare = |line: &str| line.split(" #").next().unwrap_or("").trim().to_string();
    let known: Vec<String> = template.lines().map(bare).collect();
    let mut lines = 0;
    for example in text.split("```toml\n").skip(1).filter_map(|rest| rest.split("```").next()) {
        for line in example.lines().map(bare) {
            assert!(known.contains(&line), "not in the template: {line}");
            lines += 1;
        }
    }
    assert!(lines > 15, "the examples were not found");
}
