//! A line that the player types, read: a question, a step at the table, or a move in the words of scripts and logs.

use crate::bargaining::Package;
use crate::problem::nearest;
use crate::record::sitting::Start;
use crate::record::words;
use crate::rules::action::Action;
use crate::rules::case::{Case, MeasureId, NationId};
use crate::rules::menu::Purpose;

/// What a line asks for.
#[derive(Clone, Debug, PartialEq)]
pub enum Command {
    /// Nothing.
    Empty,
    /// What can be done here.
    Help,
    /// Terms in plain words, or one of them.
    Glossary(Option<String>),
    /// The forms of all moves in words.
    Forms,
    /// A page to read.
    Show(Page),
    /// The moves: by purpose, of a purpose, or all.
    Moves(Moves),
    /// Why a move is not possible, or which are not.
    WhyNot(Option<Action>),
    /// What my analysts make of what a nation did.
    Why(Option<NationId>),
    /// What a measure at a level would do to my economy; no deal when none is given.
    Economy(Option<(MeasureId, u8)>),
    /// Takes the last move of the turn back.
    Undo,
    /// Leaves and saves.
    Quit,
    /// An entry of the last list.
    Number(usize),
    /// Settles an issue of the package being built.
    Set(usize, usize),
    /// Leaves an issue of it open, or all.
    Clear(Option<usize>),
    /// Starts the package from my best, from a fair middle, from the standing offer or the draft.
    Start(Start),
    /// What a package is worth; the one being built when none is given.
    Value(Option<Package>),
    /// Offers the package being built.
    Propose,
    /// Asks what the other would want for the package being built.
    AskPrice,
    /// A move.
    Act(Action),
}

/// Pages to read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Page {
    /// My briefing.
    Brief,
    /// The screen of the turn.
    Turn,
    /// What happened since my last moves.
    News,
    /// Everything that happened.
    History,
    /// Relations, markets, payoffs.
    Situation,
    /// Measures.
    Measures,
    /// Dates ahead.
    Calendar,
    /// Threats and promises.
    Words,
    /// Negotiators.
    People,
    /// Constituencies.
    Home,
    /// The talks.
    Table,
}

/// Which moves to list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Moves {
    /// Counts by purpose.
    Purposes,
    /// Those of a purpose.
    Of(Purpose),
    /// Every one.
    All,
}

const PAGES: [(&str, Page); 11] = [
    ("brief", Page::Brief),
    ("turn", Page::Turn),
    ("news", Page::News),
    ("history", Page::History),
    ("situation", Page::Situation),
    ("measures", Page::Measures),
    ("calendar", Page::Calendar),
    ("words", Page::Words),
    ("people", Page::People),
    ("home", Page::Home),
    ("table", Page::Table),
];

const STARTS: [(&str, Start); 6] = [
    ("best", Start::Best),
    ("middle", Start::Middle),
    ("standing", Start::Standing),
    ("draft", Start::Draft),
    ("sweeten", Start::Sweetened),
    ("improve", Start::Improved),
];

/// Words that open a group of moves.
pub const GROUPS: [(&str, Purpose); 7] = [
    ("talks", Purpose::Talks),
    ("pressure", Purpose::Pressure),
    ("easing", Purpose::Easing),
    ("speech", Purpose::Words),
    ("allies", Purpose::Allies),
    ("domestic", Purpose::Home),
    ("summit", Purpose::Summit),
];

const OTHERS: [&str; 14] = [
    "economy",
    "help",
    "glossary",
    "forms",
    "moves",
    "why-not",
    "why",
    "undo",
    "quit",
    "set",
    "clear",
    "value",
    "propose",
    "ask-price",
];

/// Every first word that a line may have.
pub fn verbs() -> Vec<&'static str> {
    let pages = PAGES.iter().map(|(word, _)| *word);
    let starts = STARTS.iter().map(|(word, _)| *word);
    let moves = words::verbs().filter(|verb| *verb != "ask-price");
    pages.chain(starts).chain(OTHERS).chain(moves).collect()
}

impl Command {
    /// Reads a line.
    ///
    /// # Errors
    /// What is wrong with it and what would be valid.
    pub fn read(case: &Case, seat: NationId, line: &str) -> Result<Command, String> {
        let line = line.trim();
        let (verb, rest) = line.split_once(char::is_whitespace).map_or((line, ""), |(verb, rest)| (verb, rest.trim()));
        if let Ok(number) = line.parse() {
            return Ok(Command::Number(number));
        }
        let alone = |command: Command| {
            if rest.is_empty() { Ok(command) } else { Err(format!("\"{verb}\" stands alone; \"{rest}\" is too much")) }
        };
        if let Some((_, page)) = PAGES.iter().find(|(word, _)| *word == verb) {
            return alone(Command::Show(*page));
        }
        if let Some((_, start)) = STARTS.iter().find(|(word, _)| *word == verb) {
            return alone(Command::Start(*start));
        }
        match verb {
            "" => Ok(Command::Empty),
            "help" | "?" => alone(Command::Help),
            "forms" => alone(Command::Forms),
            "undo" => alone(Command::Undo),
            "quit" | "exit" => alone(Command::Quit),
            "propose" => alone(Command::Propose),
            "glossary" => Ok(Command::Glossary((!rest.is_empty()).then(|| rest.to_string()))),
            "back" => alone(Command::Moves(Moves::Purposes)),
            "moves" => moves(rest),
            "why" if rest.is_empty() => Ok(Command::Why(None)),
            "why" => words::nation(case, rest).map(|nation| Command::Why(Some(nation))),
            "economy" if rest.is_empty() => Ok(Command::Economy(None)),
            "economy" => measure(case, rest).map(|asked| Command::Economy(Some(asked))),
            "why-not" if rest.is_empty() => Ok(Command::WhyNot(None)),
            "why-not" => words::read(case, seat, rest).map(|action| Command::WhyNot(Some(action))),
            "set" => set(case, rest),
            "clear" if rest.is_empty() || rest == "all" => Ok(Command::Clear(None)),
            "clear" => issue(case, rest).map(|issue| Command::Clear(Some(issue))),
            "value" if rest.is_empty() => Ok(Command::Value(None)),
            "value" => words::package(case, seat, rest).map(|package| Command::Value(Some(package))),
            "offer" if rest.is_empty() => Ok(Command::Propose),
            "ask-price" if rest.is_empty() => Ok(Command::AskPrice),
            _ if words::verbs().any(|known| known == verb) => words::read(case, seat, line).map(Command::Act),
            _ => {
                let near = nearest(verb, &verbs()).map(|near| format!("did you mean \"{near}\"? ")).unwrap_or_default();
                Err(format!(
                    "unknown word \"{verb}\"; {near}`help` says what can be done here, `forms` lists every move in words"
                ))
            }
        }
    }
}

fn moves(rest: &str) -> Result<Command, String> {
    if rest.is_empty() {
        return Ok(Command::Moves(Moves::Purposes));
    }
    if rest == "all" {
        return Ok(Command::Moves(Moves::All));
    }
    match GROUPS.iter().find(|(word, _)| *word == rest) {
        Some((_, purpose)) => Ok(Command::Moves(Moves::Of(*purpose))),
        None => {
            let known: Vec<&str> = GROUPS.iter().map(|(word, _)| *word).chain(["all"]).collect();
            Err(format!("there are no moves \"{rest}\"; {}", crate::problem::valid_names(rest, &known)))
        }
    }
}

/// A measure by its identifier, with a level by its name.
fn measure(case: &Case, text: &str) -> Result<(MeasureId, u8), String> {
    let (word, level) = text
        .split_once(char::is_whitespace)
        .ok_or_else(|| "something is missing; form: economy MEASURE \"LEVEL\"".to_string())?;
    let known: Vec<&str> = case.measures.iter().map(|measure| measure.id.as_str()).collect();
    let id = MeasureId::at(words::find("measure", word, &known)?);
    let levels: Vec<&str> = case.measure(id).levels.iter().map(|level| level.name.as_str()).collect();
    Ok((id, words::find("level", level.trim().trim_matches('"'), &levels)? as u8))
}

/// An issue by its number in the table or by its identifier.
fn issue(case: &Case, word: &str) -> Result<usize, String> {
    let known: Vec<&str> = case.issues.iter().map(|issue| issue.id.as_str()).collect();
    match word.parse::<usize>() {
        Ok(number) if (1..=known.len()).contains(&number) => Ok(number - 1),
        Ok(number) => Err(format!("there is no issue {number}; valid: 1 to {}, or {}", known.len(), known.join(", "))),
        Err(_) => words::find("issue", word, &known),
    }
}

fn set(case: &Case, rest: &str) -> Result<Command, String> {
    let form = "form: set ISSUE OPTION, for example: set 3 2";
    let (first, second) =
        rest.split_once(char::is_whitespace).ok_or_else(|| format!("something is missing; {form}"))?;
    let issue = issue(case, first)?;
    let options: Vec<&str> = case.issues[issue].options.iter().map(|option| option.name.as_str()).collect();
    let second = second.trim().trim_matches('"');
    let option = match second.parse::<usize>() {
        Ok(number) if (1..=options.len()).contains(&number) => number - 1,
        Ok(number) => return Err(format!("issue {first} has no option {number}; valid: 1 to {}", options.len())),
        Err(_) => words::find("option", second, &options)?,
    };
    Ok(Command::Set(issue, option))
}
