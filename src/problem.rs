//! What is wrong with an input, said so that its author can mend it.
//!
//! Every reader of a file (scenario, dataset, log, script) collects [`Problem`]s instead of stopping at the first, and the
//! command line prints them all and exits with code 2.

use std::fmt;

/// A place in a text: line and column count from 1; column 0 means the whole line, line 0 the whole file.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    /// Path as the user knows it, relative to the folder that was read.
    pub file: String,
    /// Line, from 1; 0 when the problem is about the file as a whole.
    pub line: usize,
    /// Column in characters, from 1; 0 when the problem is about the line as a whole.
    pub column: usize,
}

impl Place {
    /// The file as a whole.
    pub fn file(file: impl Into<String>) -> Self {
        Place { file: file.into(), line: 0, column: 0 }
    }

    /// One line of a file, counted from 1.
    pub fn line(file: impl Into<String>, line: usize) -> Self {
        Place { file: file.into(), line, column: 0 }
    }

    /// The place of a byte offset in a text.
    pub fn offset(file: impl Into<String>, text: &str, offset: usize) -> Self {
        let before = text.get(..offset).unwrap_or(text);
        let line = before.matches('\n').count() + 1;
        let column = before.rsplit('\n').next().unwrap_or("").chars().count() + 1;
        Place { file: file.into(), line, column }
    }
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.line, self.column) {
            (0, _) => write!(f, "{}", self.file),
            (line, 0) => write!(f, "{}:{line}", self.file),
            (line, column) => write!(f, "{}:{line}:{column}", self.file),
        }
    }
}

/// One mistake in an input: where it is, what is wrong, and what would be right.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Problem {
    /// Where the mistake is.
    pub place: Place,
    /// What is wrong and why, as a sentence without a full stop.
    pub what: String,
    /// What would be valid, or how to mend it; empty when the message says it already.
    pub remedy: String,
}

impl Problem {
    /// A problem with its place, message and remedy.
    pub fn new(place: Place, what: impl Into<String>, remedy: impl Into<String>) -> Self {
        Problem { place, what: what.into(), remedy: remedy.into() }
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.place, self.what)?;
        if !self.remedy.is_empty() {
            write!(f, "; {}", self.remedy)?;
        }
        Ok(())
    }
}

/// "did you mean …? valid: …" for a name that is not among the known ones.
pub fn valid_names(name: &str, known: &[&str]) -> String {
    if known.is_empty() {
        return "none is defined".to_string();
    }
    let list = format!("valid: {}", known.join(", "));
    match nearest(name, known) {
        Some(near) => format!("did you mean \"{near}\"? {list}"),
        None => list,
    }
}

/// The known name most like the given one, when it is like it at all (Jaro–Winkler similarity of at least 0.7, any case).
pub fn nearest<'a>(name: &str, known: &[&'a str]) -> Option<&'a str> {
    let wanted = name.to_lowercase();
    known
        .iter()
        .map(|candidate| (strsim::jaro_winkler(&wanted, &candidate.to_lowercase()), *candidate))
        .filter(|(similarity, _)| *similarity >= 0.7)
        .max_by(|a, b| a.0.total_cmp(&b.0))
        .map(|(_, candidate)| candidate)
}
