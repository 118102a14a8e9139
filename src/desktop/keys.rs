//! The window's keys: what each does, and how it is written where it is shown.

use crate::desktop::desk::Papers;
use crate::desktop::intent::{Intent, Page};
use crate::language::Language;
use crate::record::sitting::Start;
use crate::rules::action::Action;
use crate::rules::state::Ask;
use egui::{InputState, Key, KeyboardShortcut, Modifiers, Ui};

/// What a key does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Command {
    /// Turns to the page of that number, from 0.
    Page(usize),
    /// Opens the palette.
    Search,
    /// Takes the last move back.
    Undo,
    /// Ends the turn.
    EndTurn,
    /// Starts the package from my best, from the fair middle, from their offer.
    Package(Start),
    /// Offers the package at the table.
    Offer,
    /// Accepts the offer at the table.
    Accept,
    /// Opens the settings.
    Settings,
    /// Opens the help.
    Help,
    /// Leaves for the start screen.
    ToStart,
    /// Saves a picture; the window itself takes it.
    Picture,
    /// Closes what is on top.
    Close,
}

/// A key and what it does.
pub struct Shortcut {
    /// The key with what is held down.
    pub keys: KeyboardShortcut,
    /// What it does.
    pub command: Command,
    /// Key of its description among the texts.
    pub text: &'static str,
}

const fn plain(key: Key, command: Command, text: &'static str) -> Shortcut {
    Shortcut { keys: KeyboardShortcut::new(Modifiers::NONE, key), command, text }
}

const fn command(key: Key, command: Command, text: &'static str) -> Shortcut {
    Shortcut { keys: KeyboardShortcut::new(Modifiers::COMMAND, key), command, text }
}

/// Every key.
pub const ALL: [Shortcut; 21] = [
    plain(Key::F1, Command::Help, "help"),
    command(Key::K, Command::Search, "palette"),
    command(Key::Comma, Command::Settings, "settings"),
    plain(Key::Num1, Command::Page(0), "page-map"),
    plain(Key::Num2, Command::Page(1), "page-moves"),
    plain(Key::Num3, Command::Page(2), "page-talks"),
    plain(Key::Num4, Command::Page(3), "page-home"),
    plain(Key::Num5, Command::Page(4), "page-war-room"),
    plain(Key::Num6, Command::Page(5), "page-summit"),
    plain(Key::Num7, Command::Page(6), "page-delegation"),
    plain(Key::Num8, Command::Page(7), "page-news"),
    command(Key::Z, Command::Undo, "undo"),
    command(Key::Enter, Command::EndTurn, "end-turn"),
    command(Key::B, Command::Package(Start::Best), "start-best"),
    command(Key::M, Command::Package(Start::Middle), "start-middle"),
    command(Key::T, Command::Package(Start::Standing), "start-standing"),
    command(Key::O, Command::Offer, "say-offer"),
    // Not to be taken back, so not within reach of a slip of the hand.
    Shortcut {
        keys: KeyboardShortcut::new(Modifiers::COMMAND.plus(Modifiers::SHIFT), Key::A),
        command: Command::Accept,
        text: "say-accept",
    },
    command(Key::H, Command::ToStart, "to-start"),
    plain(Key::F12, Command::Picture, "key-picture"),
    plain(Key::Escape, Command::Close, "close"),
];

/// The pages of a game by their numbers.
pub fn pages(over: bool) -> Vec<Page> {
    let first: &[Page] = if over { &Page::OVER } else { &Page::PLAYING };
    first.iter().chain(&Page::BESIDE).copied().collect()
}

/// How the key of a command is written; empty where there is none.
pub fn written(ui: &Ui, command: Command) -> String {
    ALL.iter()
        .find(|shortcut| shortcut.command == command)
        .map(|shortcut| ui.ctx().format_shortcut(&shortcut.keys))
        .unwrap_or_default()
}

/// Buttons for commands, each with its key as a tip.
pub fn buttons(
    ui: &mut Ui,
    language: &Language,
    commands: &[Command],
    papers: Option<&Papers>,
    intents: &mut Vec<Intent>,
) {
    for shortcut in commands.iter().filter_map(|command| ALL.iter().find(|shortcut| shortcut.command == *command)) {
        let key = ui.ctx().format_shortcut(&shortcut.keys);
        if ui.button(language.text(shortcut.text)).on_hover_text(key).clicked() {
            intents.extend(intent(shortcut.command, papers));
        }
    }
}

/// What a command asks for; none where it means nothing now.
pub fn intent(command: Command, papers: Option<&Papers>) -> Option<Intent> {
    let talking = papers.filter(|papers| papers.ask == Some(Ask::Talk));
    match command {
        Command::Page(number) => {
            let over = papers?.ask.is_none();
            pages(over).get(number).map(|page| Intent::Show(*page))
        }
        Command::Search => Some(Intent::OpenPalette),
        Command::Undo => papers.map(|_| Intent::Undo),
        Command::EndTurn => papers.filter(|papers| papers.ask == Some(Ask::Posture)).map(|_| Intent::EndTurn),
        Command::Package(start) => talking.map(|_| Intent::Start(start)),
        Command::Offer => talking.map(|papers| Intent::Submit(Action::Offer(papers.package))),
        Command::Accept => talking.map(|_| Intent::Submit(Action::Accept)),
        Command::Settings => Some(Intent::OpenSettings),
        Command::Help => Some(Intent::OpenHelp),
        Command::ToStart => papers.map(|_| Intent::ToStart),
        Command::Picture => None,
        Command::Close => Some(Intent::Close),
    }
}

/// Takes the keys that were pressed out of the input; those without Ctrl only when nobody is typing.
pub fn pressed(input: &mut InputState, typing: bool, papers: Option<&Papers>, intents: &mut Vec<Intent>) {
    for Shortcut { keys, command, .. } in &ALL {
        let letter = keys.modifiers == Modifiers::NONE && matches!(command, Command::Page(_));
        if !(typing && letter) && *command != Command::Picture && input.consume_shortcut(keys) {
            intents.extend(intent(*command, papers));
        }
    }
}
