//! Texts of the students' pages in the language of the class: with markup put in where a text has a place for it.

use crate::language::{FluentValue, Language};
use maud::{Markup, html};

/// Marks around the number of a part within a text; for private use, and in no text.
const OPEN: char = '\u{e000}';
const CLOSE: char = '\u{e001}';

/// A text by its key whose values are markup. The text itself stays text.
pub fn rich(say: &Language, key: &str, parts: &[(&str, Markup)]) -> Markup {
    let marks: Vec<(&str, FluentValue<'_>)> = parts
        .iter()
        .enumerate()
        .map(|(at, (name, _))| (*name, FluentValue::from(format!("{OPEN}{at}{CLOSE}"))))
        .collect();
    let text = say.text_with(key, &marks);
    let mut pieces = text.split(OPEN);
    html! {
        (pieces.next().unwrap_or_default())
        @for piece in pieces {
            @if let Some((at, rest)) = piece.split_once(CLOSE) {
                @if let Some((_, part)) = at.parse().ok().and_then(|at: usize| parts.get(at)) { (part) }
                (rest)
            }
        }
    }
}

/// A text with a count.
pub fn counted(say: &Language, key: &str, count: usize) -> String {
    say.text_with(key, &[("count", count.into())])
}

/// The language of what the engine says, where it is not the page's.
pub fn engine(say: &Language) -> Option<&'static str> {
    (!say.is_engines()).then_some("en")
}
