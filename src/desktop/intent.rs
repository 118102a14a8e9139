//! What a screen asks for: the only thing that a panel gives back. The desk and the window carry it out.

use crate::desktop::trouble::Trouble;
use crate::record::sitting::Start;
use crate::rules::action::Action;
use crate::rules::case::NationId;
use crate::rules::menu::Purpose;
use std::path::PathBuf;

/// A page in the middle of the window.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Page {
    /// The world map.
    #[default]
    Map,
    /// The moves of the turn.
    Moves,
    /// The table, when talks are on; the channels, when not.
    Talks,
    /// The win-set: what passes at home.
    Home,
    /// The forecast.
    WarRoom,
    /// What falls due, the road to the summit, and what became of it.
    Summit,
    /// What the game came to; only when it is over.
    Debrief,
    /// My delegation, which stands beside the page where the window is wide enough.
    Delegation,
    /// The news, likewise.
    News,
}

impl Page {
    /// The pages while a game goes on, in the order of their tabs.
    pub const PLAYING: [Page; 6] = [Page::Map, Page::Moves, Page::Talks, Page::Home, Page::WarRoom, Page::Summit];
    /// The pages of a game that is over.
    pub const OVER: [Page; 4] = [Page::Debrief, Page::Summit, Page::Map, Page::Home];

    /// What a narrow window shows as pages.
    pub const BESIDE: [Page; 2] = [Page::Delegation, Page::News];

    /// Key of its title among the texts.
    pub fn key(self) -> &'static str {
        match self {
            Page::Map => "page-map",
            Page::Moves => "page-moves",
            Page::Talks => "page-talks",
            Page::Home => "page-home",
            Page::WarRoom => "page-war-room",
            Page::Summit => "page-summit",
            Page::Debrief => "page-debrief",
            Page::Delegation => "page-delegation",
            Page::News => "page-news",
        }
    }
}

/// What the map shows over the land.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Layer {
    /// Tension and measures.
    #[default]
    Pressure,
    /// Trade in goods.
    Trade,
    /// Supply of a critical input, by its position in the regime's plan.
    Supply(usize),
}

/// Something that a person asks for on a screen.
#[derive(Clone, Debug, PartialEq)]
pub enum Intent {
    /// Decides: a move, a word at the table, an answer.
    Submit(Action),
    /// Takes the last move of the turn back.
    Undo,
    /// Ends the turn's moves.
    EndTurn,
    /// Turns to a page.
    Show(Page),
    /// Turns to a layer of the map.
    ShowLayer(Layer),
    /// Opens a group of moves.
    ShowMoves(Purpose),
    /// Opens or closes what is known of a nation.
    Inspect(Option<NationId>),
    /// Settles an issue of the package being built, or leaves it open.
    Settle {
        /// Issue.
        issue: usize,
        /// Option; none leaves it open.
        option: Option<usize>,
    },
    /// Begins the package anew.
    ClearPackage,
    /// Starts the package from something that there is.
    Start(Start),
    /// Asks the war room what would come of a move; none for going on as usual.
    Forecast(Option<Action>),
    /// Shows the news of one nation only; none for all.
    FilterNews(Option<NationId>),
    /// Opens or closes what a move would do in full: prices, goals, its word; none closes it.
    Unfold(Option<Action>),
    /// Writes the debrief as a page beside the saved game.
    ExportPage,
    /// Saves a picture of the window.
    TakePicture,
    /// Opens a branch of this game at the first morning of a turn, counted from 0.
    PlayOnFrom(u16),
    /// Begins a game.
    Begin(Beginning),
    /// Begins the tutorial.
    Tutorial,
    /// Goes on to the tutorial's next step.
    SkipStep,
    /// Sends the tutorial's coach away.
    EndTutorial,
    /// Opens a saved game.
    OpenSave(PathBuf),
    /// Opens a turn that was kept of a game, as a game of its own where that game is still there.
    OpenEarlier(PathBuf),
    /// Says what is wrong with a file.
    Explain(Trouble),
    /// Closes what is on top: a dialog, the palette, the settings.
    Close,
    /// Opens the command palette.
    OpenPalette,
    /// Opens the settings.
    OpenSettings,
    /// Opens the keys and the terms.
    OpenHelp,
    /// Leaves the game, which is saved, for the start screen.
    ToStart,
    /// Leaves the program.
    Quit,
}

/// What a new game is made of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Beginning {
    /// Scenario: shipped, or a folder.
    pub scenario: String,
    /// Seat.
    pub seat: NationId,
    /// Name of the policy that leads the summit's other seats; none for the scenario's mix.
    pub difficulty: Option<String>,
    /// Root seed.
    pub seed: u64,
}
