//! Texts of the window and of the classroom in the reader's language, and numbers and dates in its form.
//!
//! The texts are Fluent files in `assets/language/<code>/`. What the engine says of a game (`record`) is English in every
//! language; [`Language::is_engines`] tells whether the reader has to be told so.

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource};
use jiff::civil::Date;
use rust_embed::RustEmbed;
use std::sync::LazyLock;

pub use fluent_bundle::FluentValue;

#[derive(RustEmbed)]
#[folder = "assets/language/"]
struct Files;

/// A language that the window and the students' pages speak.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Tongue {
    /// English, in which everything is written.
    #[default]
    English,
    /// German.
    German,
}

impl Tongue {
    /// Every language.
    pub const ALL: [Tongue; 2] = [Tongue::English, Tongue::German];

    /// Name of its folder, and its code for programs that read the screen aloud.
    pub fn code(self) -> &'static str {
        match self {
            Tongue::English => "en",
            Tongue::German => "de",
        }
    }

    /// What it is called by those who speak it.
    pub fn own_name(self) -> &'static str {
        match self {
            Tongue::English => "English",
            Tongue::German => "Deutsch",
        }
    }
}

/// Texts, numbers and dates of a language.
pub struct Language {
    tongue: Tongue,
    own: FluentBundle<FluentResource>,
    /// What stands in for a text that the language does not have.
    english: FluentBundle<FluentResource>,
}

impl Language {
    /// The texts of a language.
    pub fn new(tongue: Tongue) -> Language {
        Language { tongue, own: bundle(tongue).0, english: bundle(Tongue::English).0 }
    }

    /// The texts of a language, read once for the whole program.
    pub fn of(tongue: Tongue) -> &'static Language {
        static ENGLISH: LazyLock<Language> = LazyLock::new(|| Language::new(Tongue::English));
        static GERMAN: LazyLock<Language> = LazyLock::new(|| Language::new(Tongue::German));
        match tongue {
            Tongue::English => &ENGLISH,
            Tongue::German => &GERMAN,
        }
    }

    /// Which language it is.
    pub fn tongue(&self) -> Tongue {
        self.tongue
    }

    /// Whether the engine's own sentences are in this language.
    pub fn is_engines(&self) -> bool {
        self.tongue == Tongue::English
    }

    /// A text by its key; the key itself where no language has it.
    pub fn text(&self, key: &str) -> String {
        self.text_with(key, &[])
    }

    /// A text by its key with values put in.
    pub fn text_with(&self, key: &str, values: &[(&str, FluentValue<'_>)]) -> String {
        let mut arguments = FluentArgs::new();
        for (name, value) in values {
            arguments.set(*name, value.clone());
        }
        [&self.own, &self.english]
            .into_iter()
            .find_map(|bundle| {
                let pattern = bundle.get_message(key)?.value()?;
                let mut missing = Vec::new();
                let text = bundle.format_pattern(pattern, Some(&arguments), &mut missing).into_owned();
                missing.is_empty().then_some(text)
            })
            .unwrap_or_else(|| key.to_string())
    }

    /// A number with a fixed count of decimals: "1,234.5" or "1.234,5"; the minus sign is as long as a plus.
    pub fn number(&self, value: f64, decimals: usize) -> String {
        let written = format!("{:.decimals$}", value.abs());
        let (whole, fraction) = written.split_once('.').unwrap_or((&written, ""));
        let (group, point) = match self.tongue {
            Tongue::English => (',', '.'),
            Tongue::German => ('.', ','),
        };
        let mut text = String::new();
        if value < 0.0 && written.bytes().any(|digit| (b'1'..=b'9').contains(&digit)) {
            text.push('−');
        }
        for (position, digit) in whole.chars().enumerate() {
            if position > 0 && (whole.len() - position).is_multiple_of(3) {
                text.push(group);
            }
            text.push(digit);
        }
        if !fraction.is_empty() {
            text.push(point);
            text.push_str(fraction);
        }
        text
    }

    /// A change: a number with its sign, "±0.0" where it rounds to nothing.
    pub fn change(&self, value: f64, decimals: usize) -> String {
        let text = self.number(value, decimals);
        if text.starts_with('−') {
            text
        } else if text.bytes().any(|digit| (b'1'..=b'9').contains(&digit)) {
            format!("+{text}")
        } else {
            format!("±{text}")
        }
    }

    /// A share of one as percent: "63 %".
    pub fn percent(&self, share: f64, decimals: usize) -> String {
        let number = self.number(100.0 * share, decimals);
        match self.tongue {
            Tongue::English => format!("{number}%"),
            Tongue::German => format!("{number} %"),
        }
    }

    /// A day without its year: "Thu 30 Oct", "Do 30. Okt.".
    pub fn day(&self, date: Date) -> String {
        match self.tongue {
            Tongue::English => date.strftime("%a %-d %b").to_string(),
            Tongue::German => {
                let weekday = GERMAN_WEEKDAYS[usize::from(date.weekday().to_monday_zero_offset().unsigned_abs() % 7)];
                let month = GERMAN_MONTHS[usize::from((date.month() - 1).unsigned_abs() % 12)];
                format!("{weekday} {}. {month}", date.day())
            }
        }
    }

    /// A day with its year.
    pub fn full_day(&self, date: Date) -> String {
        format!("{} {}", self.day(date), date.year())
    }
}

const GERMAN_WEEKDAYS: [&str; 7] = ["Mo", "Di", "Mi", "Do", "Fr", "Sa", "So"];
const GERMAN_MONTHS: [&str; 12] =
    ["Jan.", "Feb.", "März", "Apr.", "Mai", "Juni", "Juli", "Aug.", "Sep.", "Okt.", "Nov.", "Dez."];

/// The texts of a language, and what is wrong with its files.
fn bundle(tongue: Tongue) -> (FluentBundle<FluentResource>, Vec<String>) {
    let identifier = tongue.code().parse().unwrap_or_default();
    let mut bundle = FluentBundle::new_concurrent(vec![identifier]);
    // Names and numbers are put in from the same script: marks around them would only be drawn as boxes.
    bundle.set_use_isolating(false);
    let mut mistakes = Vec::new();
    for (path, text) in files(tongue) {
        let resource = FluentResource::try_new(text).unwrap_or_else(|(sound, errors)| {
            mistakes.extend(errors.into_iter().map(|error| format!("{path}: {error}")));
            sound
        });
        if let Err(errors) = bundle.add_resource(resource) {
            mistakes.extend(errors.into_iter().map(|error| format!("{path}: {error}")));
        }
    }
    (bundle, mistakes)
}

/// The files of a language with their texts, in order of their names.
pub fn files(tongue: Tongue) -> Vec<(String, String)> {
    let prefix = format!("{}/", tongue.code());
    let mut paths: Vec<String> =
        Files::iter().map(|path| path.into_owned()).filter(|path| path.starts_with(&prefix)).collect();
    paths.sort();
    paths
        .into_iter()
        .filter_map(|path| {
            let text = String::from_utf8(Files::get(&path)?.data.into_owned()).ok()?;
            Some((path, text))
        })
        .collect()
}

/// What is wrong with the files of a language: bad syntax, a key given twice.
pub fn mistakes(tongue: Tongue) -> Vec<String> {
    bundle(tongue).1
}
