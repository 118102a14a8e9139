//! The news column: what a seat knows of the past, item by item, with what its analysts make of it.

use crate::record::analysts;
use crate::record::story::{Chronicle, Telling};
use crate::rules::case::{Case, NationId};
use crate::rules::observation::Observation;

/// An item of the news column.
#[derive(Clone, Debug)]
pub struct News {
    /// Turn in which it happened, from 0.
    pub turn: u16,
    /// Day.
    pub day: i32,
    /// The sentence.
    pub text: String,
    /// What follows it.
    pub details: Vec<String>,
    /// What my analysts make of it; none for what needs no reading.
    pub reading: Option<String>,
    /// Whether it is not public.
    pub private: bool,
    /// Who it is about.
    pub about: Option<NationId>,
}

/// What my analysts make of what happened: day and sentence of the news, and their reading of it.
pub fn readings(chronicle: &Chronicle, view: &Observation) -> Vec<(i32, String, String)> {
    let mut readings = Vec::new();
    for (position, event) in chronicle.events.iter().enumerate() {
        let others = view.case().nation_ids().filter(|nation| *nation != view.seat());
        let Some(reading) = others.into_iter().find_map(|nation| analysts::reading(view, nation, event)) else {
            continue;
        };
        let told = chronicle.tell_one(position, Telling::default());
        readings.extend(told.into_iter().map(|item| (item.day, item.text, reading.clone())));
    }
    readings
}

/// The news of a game by turn, the oldest first.
pub fn news(chronicle: &Chronicle, readings: &[(i32, String, String)]) -> Vec<News> {
    let last = chronicle.events.last().map_or(0, |event| event.turn);
    (0..=last)
        .flat_map(|turn| chronicle.tell_turn(turn, Telling::default()).into_iter().map(move |item| (turn, item)))
        .map(|(turn, item)| News {
            turn,
            day: item.day,
            about: about(&chronicle.case, &item.text),
            reading: readings
                .iter()
                .find(|(day, text, _)| *day == item.day && *text == item.text)
                .map(|(.., reading)| reading.clone()),
            text: item.text,
            details: item.details,
            private: item.private,
        })
        .collect()
}

/// The nation that a sentence names first.
fn about(case: &Case, text: &str) -> Option<NationId> {
    case.nation_ids()
        .filter_map(|nation| {
            let named = case.nation(nation);
            let at = [&named.name, &named.adjective].into_iter().filter_map(|name| text.find(name.as_str())).min()?;
            Some((at, nation))
        })
        .min()
        .map(|(_, nation)| nation)
}
