//! Help at the prompt, and terms in plain words.

use crate::cli::page;
use crate::problem::nearest;
use crate::rules::state::Ask;

const READ: [(&str, &str); 12] = [
    ("turn", "the screen of this turn again"),
    ("news, history", "what happened since your last moves; everything that happened"),
    ("brief", "your briefing, with its private part"),
    ("situation", "what you want and how far it is met; tension, trust, beliefs, markets"),
    ("measures", "what is in force and announced, by owner"),
    ("calendar", "dates ahead, and what happens on them if nobody does anything"),
    ("words", "threats and promises, and how each ended"),
    ("people", "negotiators, rapport, slips of the tongue"),
    ("home", "who at home would vote for a package"),
    ("why [NATION]", "what your analysts make of what they did"),
    ("economy", "what no deal would do to your economy; economy MEASURE \"LEVEL\": what a measure would do"),
    ("glossary [TERM]", "terms in plain words"),
];

const POSTURE: [(&str, &str); 6] = [
    ("1, 2, 3 …", "opens a group of moves, then makes the move with that number"),
    ("moves, moves all", "the groups again; every move"),
    ("forms", "every move in words: you may name other dates, levels and demands than the lists do"),
    ("why-not [MOVE]", "why a move is not possible now; all that are not"),
    ("undo", "takes back your last move of this turn"),
    ("end", "ends your moves: everybody's are carried out together, then talks are held"),
];

const TALK: [(&str, &str); 9] = [
    ("table", "issues and options: what each is worth to you, how much the other seems to like it, offers so far"),
    ("set ISSUE OPTION", "builds your package by numbers: set 3 2; clear 3 leaves an issue open, clear empties it"),
    ("best, middle", "start from your best package, or a fair one as far as your analysts can tell"),
    ("sweeten, improve", "trade terms: as good for you and better for them, or as good for them and better for you"),
    ("standing, draft", "start from the offer on the table, or the draft of a lower level"),
    ("value, home", "what your package is worth to you, and who at home is for it"),
    ("propose", "offers your package"),
    ("ask-price", "asks: what would you want for this?"),
    ("accept, walk-out", "signs the offer on the table; leaves"),
];

fn rows(rows: &[(&str, &str)]) {
    for (word, meaning) in rows {
        page::wrapped(2, 24, format!("{:20}  {meaning}", page::styled(page::MINE, format!("{word:20}"))));
    }
}

/// What can be done where the player is.
pub fn show(ask: Ask) {
    match ask {
        Ask::Posture => {
            page::heading("Your moves");
            page::text("Each turn you have a few moves, paid with political capital. Nothing happens until `end`.");
            rows(&POSTURE);
        }
        Ask::Talk => {
            page::heading("At the table");
            page::text("You speak in turns. Sign what is worth more to you than no deal and would pass at home.");
            rows(&TALK);
        }
        Ask::Settle(_) => {
            page::heading("Your word falls due");
            page::text(
                "`settle execute` carries it out, `settle postpone` puts it off at part of the price, `settle back-down` gives it up at the whole price.",
            );
        }
        Ask::Attend => {
            page::heading("The summit");
            page::text("`attend yes` goes and negotiates, `attend no` stays away: the summit is then cancelled.");
        }
        Ask::Comply(_) => {
            page::heading("An agreement is up for another turn");
            page::text(
                "`comply yes` keeps it, `comply no` breaks it: the measures go back and your word is worth less everywhere.",
            );
        }
        Ask::Vote(_) => {
            page::heading("What was signed is put to the vote at home");
            page::text("`vote for`, `vote against`, or `vote freely`: the group then votes by itself.");
        }
    }
    page::heading("To read");
    rows(&READ);
    page::line("");
    page::text("`quit` or Ctrl-C leaves; the game is saved after every decision.");
}

const TERMS: [(&str, &str); 18] = [
    (
        "payoff",
        "How well your nation does by its own goals, 0 to 100. Your score is its mean over the game and the year after.",
    ),
    (
        "no deal (BATNA)",
        "What you expect if nothing is agreed: what is announced takes effect, truces lapse, threats come true with the chance you give them. A deal is only worth its gain over that.",
    ),
    (
        "reservation value",
        "The least gain over no deal for which your mandate lets you sign. A firm mandate raises it, a flexible one lowers it to zero.",
    ),
    ("political capital", "What your moves cost. It grows back each turn, faster when you are popular."),
    ("approval", "How many at home are content with you, percent."),
    (
        "audience cost",
        "The price of backing down from a threat or breaking a promise: approval and standing lost before those who heard it. The more public, the dearer.",
    ),
    (
        "credibility",
        "The chance that others give to a threat being carried out, or a promise kept. It follows the record.",
    ),
    ("leverage", "How much a measure takes from the other's no-deal payoff for each point it takes from yours."),
    ("win-set", "All packages that enough votes at home prefer to no deal. What is outside fails at ratification."),
    (
        "tension",
        "How hostile two nations are, 0 to 1. It makes incidents, walkouts and cancellations likelier, and meetings costlier.",
    ),
    ("trust", "How far one nation believes in another's good will, 0 to 1."),
    ("back channel", "Deniable talks between envoys. They leave drafts that higher levels start from."),
    ("draft", "What a lower level agreed but may not sign."),
    (
        "measure",
        "A lever of a nation: tariff, licence, fee, list, ban, purchase, stockpile; with levels from mild to harsh.",
    ),
    (
        "lead time",
        "Days between announcing a harsher level and its taking effect. Announced and not yet in force is the natural way out.",
    ),
    ("Pareto frontier", "The packages that cannot be made better for one side without being worse for the other."),
    ("Nash point", "The package with the greatest product of both gains: a classical idea of a fair bargain."),
    ("Kalai–Smorodinsky point", "The package that gives both the same share of the best each could hope for."),
];

/// All terms, or the one most like a word.
pub fn glossary(term: Option<&str>) {
    let wanted = term.map(str::to_lowercase);
    let all: Vec<&str> = TERMS.iter().map(|(name, _)| *name).collect();
    let near = term.and_then(|term| nearest(term, &all));
    let matches = |name: &str| match &wanted {
        None => true,
        Some(wanted) => name.to_lowercase().contains(wanted.as_str()),
    };
    let found: Vec<&(&str, &str)> = TERMS.iter().filter(|(name, _)| matches(name)).collect();
    let found = if found.is_empty() { TERMS.iter().filter(|(name, _)| near == Some(*name)).collect() } else { found };
    if found.is_empty() {
        page::wrapped(2, 2, format!("No such term; there are: {}.", all.join(", ")));
    }
    for (name, meaning) in found {
        page::wrapped(2, 4, format!("{}: {meaning}", page::styled(page::HEADING, name)));
    }
}
