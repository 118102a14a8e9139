//! A parsed TOML document that can say where things stand.

use crate::problem::{Place, Problem};
use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// A parsed document, its text and the name of its file.
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
                Problem::new(place, error.message().replace('\n', ", "), "the file must be TOML 1.0")
            })
            .collect())
    }

    /// The outermost table.
    pub fn root(&self) -> &DeTable<'i> {
        self.root.get_ref()
    }

    /// Where the value at a path stands (`nation[0].negotiator[1].role`); the nearest enclosing thing when it is absent.
    pub fn place(&self, path: &str) -> Place {
        self.at(self.offset(path, false))
    }

    /// Where the key of the value at a path stands; as [`Document::place`] for a path that ends in a list's item.
    pub fn key_place(&self, path: &str) -> Place {
        self.at(self.offset(path, true))
    }

    fn offset(&self, path: &str, key: bool) -> usize {
        let mut offset = self.root.span().start;
        let mut table = Some(self.root.get_ref());
        for step in path.split('.').filter(|step| !step.is_empty()) {
            let (name, indices) = step.split_once('[').map_or((step, ""), |(name, rest)| (name, rest));
            let Some((found, mut value)) = table.and_then(|table| table.get_key_value(name)) else { break };
            offset = if key { found.span().start } else { value.span().start };
            for index in indices.split(['[', ']']).filter_map(|part| part.parse::<usize>().ok()) {
                let Some(item) = value.get_ref().as_array().and_then(|items| items.get(index)) else { break };
                value = item;
                offset = item.span().start;
            }
            table = match value.get_ref() {
                DeValue::Table(inner) => Some(inner),
                _ => None,
            };
        }
        offset
    }

    /// The place of a byte offset.
    pub fn at(&self, offset: usize) -> Place {
        Place::offset(&self.file, self.text, offset)
    }
}
