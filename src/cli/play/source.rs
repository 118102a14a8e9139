//! Where the player's lines come from: a script, a pipe, or a keyboard with completion.

use crate::cli::play::command;
use crate::cli::{Failure, page};
use crate::problem::{Place, Problem};
use crate::rules::case::{Case, NationId};
use rustyline::completion::Completer;
use rustyline::error::ReadlineError;
use rustyline::highlight::Highlighter;
use rustyline::hint::Hinter;
use rustyline::history::DefaultHistory;
use rustyline::validate::Validator;
use rustyline::{Context, Editor, Helper};
use std::io::{BufRead, IsTerminal};
use std::path::Path;
use std::sync::Arc;

/// Where the lines come from.
pub enum Source {
    /// A file.
    Script(Script),
    /// A person at a terminal.
    Keyboard(Box<Editor<Words, DefaultHistory>>),
    /// Another program, or a file on standard input.
    Pipe,
}

/// Lines of a file with their numbers.
pub struct Script {
    name: String,
    lines: std::vec::IntoIter<(usize, String)>,
    at: usize,
}

/// What came of asking for a line.
pub enum Line {
    /// A line.
    Text(String),
    /// No more lines.
    End,
    /// Ctrl-C.
    Interrupted,
}

impl Source {
    /// A script, checked: every line that cannot be read is reported at once.
    pub fn script(path: &Path, case: &Case, seat: NationId) -> Result<Source, Failure> {
        let name = path.display().to_string();
        let text = std::fs::read_to_string(path).map_err(|error| {
            vec![Problem::new(Place::file(&name), format!("the script cannot be read: {error}"), "")]
        })?;
        let lines: Vec<(usize, String)> = text
            .lines()
            .enumerate()
            .map(|(index, line)| (index + 1, line.trim().to_string()))
            .filter(|(_, line)| !line.is_empty() && !line.starts_with('#'))
            .collect();
        let problems: Vec<Problem> = lines
            .iter()
            .filter_map(|(number, line)| {
                let mistake = command::Command::read(case, seat, line).err()?;
                Some(Problem::new(Place::line(&name, *number), mistake, ""))
            })
            .collect();
        if !problems.is_empty() {
            return Err(Failure::Input(problems));
        }
        Ok(Source::Script(Script { name, lines: lines.into_iter(), at: 0 }))
    }

    /// The keyboard when there is a person at it, else standard input as it is.
    pub fn standard(case: &Arc<Case>) -> Result<Source, Failure> {
        if !std::io::stdin().is_terminal() {
            return Ok(Source::Pipe);
        }
        let mut editor = Editor::new().map_err(|error| Failure::System(error.to_string()))?;
        editor.set_helper(Some(Words { case: case.clone() }));
        Ok(Source::Keyboard(Box::new(editor)))
    }

    /// The next line.
    pub fn line(&mut self, prompt: &str) -> Line {
        match self {
            Source::Script(script) => match script.lines.next() {
                Some((number, line)) => {
                    script.at = number;
                    page::line(format!("{prompt}{line}"));
                    Line::Text(line)
                }
                None => Line::End,
            },
            Source::Keyboard(editor) => match editor.readline(prompt) {
                Ok(line) => {
                    // A full history only means that the arrow keys do not find the line again.
                    editor.add_history_entry(&line).ok();
                    Line::Text(line)
                }
                Err(ReadlineError::Interrupted) => Line::Interrupted,
                Err(_) => Line::End,
            },
            Source::Pipe => {
                let mut line = String::new();
                match std::io::stdin().lock().read_line(&mut line) {
                    Ok(0) | Err(_) => Line::End,
                    Ok(_) => {
                        page::line(format!("{prompt}{}", line.trim_end()));
                        Line::Text(line)
                    }
                }
            }
        }
    }

    /// A mistake in a script ends the game; a person tries again.
    pub fn mistake(&self, message: &str) -> Result<(), Failure> {
        match self {
            Source::Script(script) => {
                Err(Failure::Input(vec![Problem::new(Place::line(&script.name, script.at), message, "")]))
            }
            _ => {
                page::wrapped(2, 2, message);
                Ok(())
            }
        }
    }

    /// Whether the lines are a script's.
    pub fn is_script(&self) -> bool {
        matches!(self, Source::Script(_))
    }
}

/// Completes words at the keyboard.
pub struct Words {
    case: Arc<Case>,
}

impl Words {
    /// What may stand after the words of a line so far.
    fn candidates(&self, before: &str) -> Vec<String> {
        let case = &self.case;
        let mut earlier = before.split_whitespace();
        let Some(verb) = earlier.next() else {
            return command::verbs().into_iter().map(str::to_string).collect();
        };
        let last = before.split_whitespace().last().unwrap_or(verb);
        let measure = case.measures.iter().find(|measure| measure.id == last);
        if let Some(measure) = measure {
            return measure.levels.iter().map(|level| format!("\"{}\"", level.name)).collect();
        }
        match verb {
            "offer" | "value" | "ask-price" => {
                let pairs = case.issues.iter().flat_map(|issue| {
                    issue.options.iter().map(move |option| format!("{}=\"{}\"", issue.id, option.name))
                });
                pairs.collect()
            }
            "moves" => command::GROUPS.iter().map(|(word, _)| (*word).to_string()).chain(["all".to_string()]).collect(),
            "set" | "clear" => case.issues.iter().map(|issue| issue.id.clone()).collect(),
            _ => {
                let nations = case.nations.iter().map(|nation| nation.code.clone());
                let measures = case.measures.iter().map(|measure| measure.id.clone());
                let people = case.negotiators.iter().map(|person| person.id.clone());
                let links = crate::record::words::LINKS.iter().map(|word| (*word).to_string());
                let verbs = command::verbs().into_iter().map(str::to_string).filter(|_| verb == "why-not");
                nations.chain(measures).chain(people).chain(links).chain(verbs).collect()
            }
        }
    }
}

impl Completer for Words {
    type Candidate = String;

    fn complete(&self, line: &str, position: usize, _: &Context<'_>) -> rustyline::Result<(usize, Vec<String>)> {
        let typed = line.get(..position).unwrap_or(line);
        let start = typed.rfind(char::is_whitespace).map_or(0, |space| space + 1);
        let (before, word) = typed.split_at(start);
        let wanted = word.to_lowercase();
        let found =
            self.candidates(before).into_iter().filter(|word| word.to_lowercase().starts_with(&wanted)).collect();
        Ok((start, found))
    }
}

impl Hinter for Words {
    type Hint = String;
}

impl Highlighter for Words {}

impl Validator for Words {}

impl Helper for Words {}
