//! Printing: wrapped to the terminal, styled where colour is wanted, quiet when the reader has gone.

use crate::record::story::Item;
use anstyle::{AnsiColor, Style};
use std::io::{IsTerminal, Write};

/// Widest text.
const WIDEST: usize = 100;
/// Narrowest text.
const NARROWEST: usize = 40;

/// Headings.
pub const HEADING: Style = Style::new().bold();
/// What is mine to act on.
pub const MINE: Style = AnsiColor::Blue.on_default();
/// Deadlines.
pub const DEADLINE: Style = AnsiColor::Yellow.on_default();
/// Losses and breaches.
pub const LOSS: Style = AnsiColor::Red.on_default();
/// Asides.
pub const ASIDE: Style = Style::new().dimmed();

/// A text in a style; `anstream` takes the style off again where it is not wanted.
pub fn styled(style: Style, text: impl std::fmt::Display) -> String {
    format!("{style}{text}{style:#}")
}

/// A change with its sign, losses in red.
pub fn change(points: f64) -> String {
    let text = format!("{points:+.1}");
    if points < -0.05 { styled(LOSS, text) } else { text }
}

/// Width of a line: the terminal's up to a readable measure, and always the same in a pipe.
fn width() -> usize {
    let terminal = std::io::stdout().is_terminal();
    let columns = textwrap::termwidth();
    if terminal { columns.clamp(NARROWEST, WIDEST) } else { WIDEST }
}

/// Prints a line as it is. A reader that has gone away (a closed pipe) ends the program without noise: all is saved.
pub fn line(text: impl AsRef<str>) {
    if writeln!(anstream::stdout().lock(), "{}", text.as_ref()).is_err() {
        std::process::exit(0);
    }
}

/// Prints a paragraph, indented by `first` spaces and from its second line on by `rest`.
pub fn wrapped(first: usize, rest: usize, text: impl AsRef<str>) {
    let (first, rest) = (" ".repeat(first), " ".repeat(rest));
    let options = textwrap::Options::new(width()).initial_indent(&first).subsequent_indent(&rest).break_words(false);
    for row in textwrap::wrap(text.as_ref(), options) {
        line(row);
    }
}

/// Prints a paragraph.
pub fn text(text: impl AsRef<str>) {
    wrapped(0, 0, text);
}

/// Prints a heading after an empty line.
pub fn heading(text: impl AsRef<str>) {
    line("");
    line(styled(HEADING, text.as_ref()));
}

/// Prints a rule across the page.
pub fn rule() {
    line("");
    line(styled(ASIDE, "─".repeat(width())));
}

/// Prints text in Markdown: headings and paragraphs, wrapped.
pub fn markdown(text: &str) {
    for paragraph in text.split("\n\n").map(str::trim).filter(|paragraph| !paragraph.is_empty()) {
        if let Some(title) = paragraph.strip_prefix('#') {
            let (title, rest) = title.split_once('\n').unwrap_or((title, ""));
            heading(title.trim_start_matches('#').trim());
            if !rest.trim().is_empty() {
                markdown(rest);
            }
        } else if paragraph.starts_with(['-', '*', '|', '1']) {
            paragraph.lines().for_each(|row| wrapped(2, 4, row));
        } else {
            line("");
            wrapped(0, 0, paragraph.replace('\n', " "));
        }
    }
}

/// Prints a story: the day once, then its sentences.
pub fn story(items: &[Item], date: impl Fn(i32) -> String) {
    let mut last = None;
    for item in items {
        let day = date(item.day);
        let shown = if last == Some(item.day) { String::new() } else { day };
        last = Some(item.day);
        let private = if item.private { " (private)" } else { "" };
        wrapped(2, 18, format!("{shown:14}  {}{}", item.text, styled(ASIDE, private)));
        for detail in &item.details {
            wrapped(20, 22, detail);
        }
    }
}
