//! Front pages: how each capital's press tells the summit on the morning after, from public facts of this game alone.
//!
//! A paper knows what everybody knows: acts, terms, votes, polls, what the measures in force cost by the trade model. It looks at them from
//! home: what the others gave, what was given for it, whose word was kept. The same facts make the same page, whoever reads it.

mod body;

use crate::game::{Game, Leader};
use crate::rules::action::Notice;
use crate::rules::case::*;
use crate::rules::event::{Event, Fact};
use crate::rules::observation::Observation;
use crate::rules::state::{Agreement, AgreementStatus, Closing, End, Outcome};
use std::sync::Arc;

/// Titles of papers, in the order in which nations take them; none is a paper's of that name.
const TITLES: [&str; 8] = ["Courier", "Messenger", "Gazette", "Observer", "Sentinel", "Tribune", "Mirror", "Chronicle"];

/// A front page.
#[derive(Clone, Debug, PartialEq)]
pub struct FrontPage {
    /// Whose press it is.
    pub nation: NationId,
    /// The paper's name.
    pub paper: String,
    /// Its day: the morning after the summit.
    pub day: i32,
    /// Headline, without a full stop.
    pub headline: String,
    /// What stands under it: the story in a sentence or two.
    pub standfirst: String,
    /// The report, paragraph by paragraph.
    pub report: Vec<String>,
    /// The day in figures: what is counted, and the count with its unit.
    pub figures: Vec<(String, String)>,
    /// Short notes on what else happened in the days before.
    pub also: Vec<String>,
}

/// A measure that the deal moved: from the level that stood or was coming, to what was agreed.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Moved {
    measure: MeasureId,
    from: u8,
    to: u8,
    /// Change of severity, below zero when it gets milder.
    change: f64,
}

/// What the summit came to, as far as the public knows.
struct Facts<'v, 'a, 't> {
    view: &'v Observation<'a, 't>,
    case: &'a Arc<Case>,
    outcome: Outcome,
    /// The deal that the leaders signed.
    deal: Option<&'a Agreement>,
    /// Measures that it moved, those that moved most first.
    moved: Vec<Moved>,
    /// Votes at home: nation, whether it passed, share of votes for it in percent.
    votes: Vec<(NationId, bool, u8)>,
    /// Who left the table.
    left: Option<NationId>,
    /// Whose leader did not come, or had called it off before.
    absent: Nations,
    /// Public events up to the summit's end.
    events: Vec<Event>,
}

/// The front pages of the morning after, one a nation; none before the summit has ended.
pub fn front_pages(case: &Arc<Case>, view: &Observation) -> Vec<FrontPage> {
    let Some(facts) = Facts::gather(case, view) else { return Vec::new() };
    facts.case.nation_ids().map(|nation| facts.page(nation)).collect()
}

/// The front pages of a game that may have gone on since: what went into it is played again up to the end of the summit.
pub fn of_game(game: &mut Game) -> Vec<FrontPage> {
    let case = game.case().clone();
    let outside = vec![Leader::Outside; case.nations.len()];
    let inputs = game.inputs();
    let mut again = Game::new(case.clone(), game.seed(), &outside);
    again.advance();
    for input in &inputs {
        if again.look(|table| table.game.outcome.is_some()) || again.take(input).is_err() {
            break;
        }
    }
    again.observe(case.summit.parties[0], |view| front_pages(&case, view))
}

impl<'v, 'a, 't> Facts<'v, 'a, 't> {
    fn gather(case: &'a Arc<Case>, view: &'v Observation<'a, 't>) -> Option<Self> {
        let outcome = view.outcome()?;
        let mut events: Vec<Event> = view.events().filter(|event| event.audience == Nations::ALL).copied().collect();
        let ended = events.iter().position(|event| matches!(event.fact, Fact::SummitEnded(_)))?;
        events.truncate(ended + 1);
        let leaders = case.channel(Nations::of(case.summit.parties), Level::Leaders);
        let closing = events.iter().rev().find_map(|event| match event.fact {
            Fact::MeetingEnded(channel, closing) if Some(channel) == leaders => Some(closing),
            _ => None,
        });
        let position = match closing {
            Some(Closing::Signed(position)) => Some(position),
            _ => None,
        };
        let deal = position.and_then(|position| view.agreements().get(usize::from(position)));
        let votes = events.iter().filter_map(|event| match event.fact {
            Fact::Ratified(nation, of, passed, percent) if Some(of) == position => Some((nation, passed, percent)),
            _ => None,
        });
        let absent = Nations::of(events.iter().filter_map(|event| match event.fact {
            Fact::Attended(nation, false) | Fact::SummitNotice(nation, Notice::Cancel) => Some(nation),
            _ => None,
        }));
        Some(Facts {
            view,
            case,
            outcome,
            deal,
            moved: deal
                .filter(|deal| deal.status != AgreementStatus::Unratified)
                .map_or_else(Vec::new, |deal| moved(case, deal)),
            votes: votes.collect(),
            left: closing.and_then(|closing| match closing {
                Closing::WalkedOut(nation) => Some(nation),
                _ => None,
            }),
            absent,
            events,
        })
    }

    fn page(&self, nation: NationId) -> FrontPage {
        let adjective = &self.case.nation(nation).adjective;
        FrontPage {
            nation,
            paper: format!("The {adjective} {}", TITLES[nation.index() % TITLES.len()]),
            day: self.case.summit.day + 1,
            headline: self.headline(nation),
            standfirst: self.standfirst(nation),
            report: self.report(nation),
            figures: self.figures(nation),
            also: self.also(),
        }
    }

    /// Measures of others that were aimed at a nation and got milder: what it won.
    fn won(&self, nation: NationId) -> impl Iterator<Item = &Moved> {
        self.moved.iter().filter(move |moved| {
            let lever = self.case.measure(moved.measure);
            moved.change < -SLIGHT && lever.owner != nation && lever.targets.has(nation)
        })
    }

    /// Its own measures that it eased: what it gave.
    fn gave(&self, nation: NationId) -> impl Iterator<Item = &Moved> {
        self.moved
            .iter()
            .filter(move |moved| moved.change < -SLIGHT && self.case.measure(moved.measure).owner == nation)
    }

    /// What the deal moved in a nation's favour, less what it gave, in severity.
    fn balance(&self, nation: NationId) -> f64 {
        let gained: f64 = self.won(nation).map(|moved| -moved.change).sum();
        let given: f64 = self.gave(nation).map(|moved| -moved.change).sum();
        gained - given
    }

    /// Public threats between the summit's parties that ended one way, by who had made them.
    fn threats(&self, by: NationId, ended: impl Fn(End) -> bool) -> usize {
        let known = |position: u8| self.view.commitments().find(|(at, _)| *at == usize::from(position));
        let of = |event: &&Event| match event.fact {
            Fact::CommitmentEnded(position, end) => {
                ended(end) && known(position).is_some_and(|(_, word)| word.threat && word.public && word.by == by)
            }
            _ => false,
        };
        self.events.iter().filter(of).count()
    }
}

/// A change of severity that no paper would notice.
const SLIGHT: f64 = 0.01;

/// What an agreement that is in force moved, the largest changes first.
fn moved(case: &Case, deal: &Agreement) -> Vec<Moved> {
    let mut moved: Vec<Moved> = deal
        .package
        .issues()
        .flat_map(|(issue, option)| case.issues[issue].options[option].sets.iter())
        .filter_map(|(measure, to)| {
            let (_, from) = deal.fallback.iter().find(|(known, _)| known == measure)?;
            let severity = |level: u8| case.level(*measure, level).severity;
            Some(Moved { measure: *measure, from: *from, to: *to, change: severity(*to) - severity(*from) })
        })
        .collect();
    moved.sort_by(|a, b| b.change.abs().total_cmp(&a.change.abs()));
    moved
}
