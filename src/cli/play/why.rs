//! "Why did they do that?" at the terminal: what the analysts make of the others' deeds, and of their offers at the table.

use crate::cli::page;
use crate::record::story::Chronicle;
use crate::record::{analysts, names};
use crate::rules::case::*;
use crate::rules::observation::{Observation, TalkView};

/// Events of a nation that are explained, newest first.
const EXPLAINED: usize = 4;

/// Explains what a nation last did, or the counterpart at the table, or every nation.
pub fn show(chronicle: &Chronicle, view: &Observation, asked: Option<NationId>) {
    let case = view.case();
    if let Some(talk) = view.talk().filter(|talk| asked.is_none_or(|nation| talk.parties.contains(&nation))) {
        offers(view, &talk, asked);
        return;
    }
    let nations: Vec<NationId> = match asked {
        Some(nation) => vec![nation],
        None => case.nation_ids().filter(|nation| *nation != view.seat()).collect(),
    };
    for nation in nations {
        page::heading(names::capital(&names::nation(case, nation)));
        page::wrapped(2, 4, analysts::standing(view, nation));
        let deeds = analysts::deeds(chronicle, view, nation, EXPLAINED);
        for (item, reading) in &deeds {
            page::wrapped(2, 4, format!("{}: {}", names::day(case, item.day), item.text));
            page::wrapped(6, 6, page::styled(page::ASIDE, reading));
        }
        if deeds.is_empty() {
            page::line("  Nothing that you know of needs explaining.");
        }
    }
    page::wrapped(
        0,
        0,
        page::styled(page::ASIDE, "Estimates from public goals and conduct; the debrief tells the true reasons."),
    );
}

/// What the counterparts' offers at this table say.
fn offers(view: &Observation, talk: &TalkView, asked: Option<NationId>) {
    let case = view.case();
    for party in
        talk.parties.iter().filter(|party| **party != view.seat() && asked.is_none_or(|asked| asked == **party))
    {
        page::heading(names::capital(&names::nation(case, *party)));
        match analysts::stance(view, talk, *party) {
            None => page::line("  It has offered nothing yet at this table."),
            Some(stance) => {
                if let Some((change, step)) = stance.step {
                    page::wrapped(
                        2,
                        4,
                        format!("Its last step changed your value by {}: {step}.", page::change(change)),
                    );
                }
                if !stance.held.is_empty() {
                    let held = names::list(stance.held);
                    page::wrapped(2, 4, format!("It has never moved on {held}: that seems to matter to it."));
                }
                if !stance.wants.is_empty() {
                    let wants = names::list(stance.wants);
                    page::wrapped(2, 4, format!("What it seems to gain most from in its offer: {wants}."));
                }
            }
        }
        page::wrapped(2, 4, analysts::standing(view, *party));
    }
}
