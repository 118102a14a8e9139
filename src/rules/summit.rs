//! The summit: who comes, what the leaders sign, whether it is ratified at home, and the class of the outcome.

use crate::bargaining::Package;
use crate::rules::action::Ballot;
use crate::rules::agreements;
use crate::rules::case::*;
use crate::rules::event::Fact;
use crate::rules::legal::Refusal;
use crate::rules::state::*;
use crate::rules::talks;

/// Approval that a leader who stays away or walks out loses at home, points.
const ABSENCE_APPROVAL: f64 = 1.0;
/// Share of the best hoped for at the opening that a leader expects of a summit for which nothing has been prepared.
const UNPREPARED: f64 = 0.25;
/// Standard deviations of a group's judgement within which a person who casts its vote may decide.
const JUDGEMENT: f64 = 2.0;
/// Tension that a cancelled summit adds.
const CANCELLED_TENSION: f64 = 0.15;

/// Whether the summit is held in this turn.
pub fn is_today(table: &Table) -> bool {
    table.game.turn == table.case.summit.turn && table.game.outcome.is_none()
}

/// Asks the two leaders whether they come.
pub fn begin(table: &mut Table) {
    if !is_today(table) {
        return;
    }
    table.refresh();
    for party in table.case.summit.parties {
        if table.nation(party).attendance != Attendance::Cancelled {
            table.game.waiting.push((party, Ask::Attend));
        }
    }
    if table.game.waiting.len() < 2 {
        table.game.waiting.clear();
        cancelled(table);
    }
}

/// Takes a leader's decision to come or to stay away.
pub fn attend(table: &mut Table, seat: NationId, comes: bool) {
    table.game.waiting.remove(0);
    let day = table.case.summit.day;
    table.nation_mut(seat).attendance = if comes { Attendance::Confirmed } else { Attendance::Cancelled };
    if !comes {
        table.nation_mut(seat).approval -= ABSENCE_APPROVAL;
    }
    table.announce(day, Fact::Attended(seat, comes));
    if !table.game.waiting.is_empty() {
        return;
    }
    let parties = table.case.summit.parties;
    if parties.iter().any(|party| table.nation(*party).attendance == Attendance::Cancelled) {
        return cancelled(table);
    }
    let held =
        table.case.channel(Nations::of(parties), Level::Leaders).is_some_and(|channel| talks::open(table, channel));
    if !held {
        ended(table, Outcome::NoDeal);
    }
}

fn cancelled(table: &mut Table) {
    let [one, other] = table.case.summit.parties;
    table.add_tension(one, other, CANCELLED_TENSION);
    table.add_market(0.12);
    ended(table, Outcome::Cancelled);
}

/// The leaders' talks are over: what was signed goes to the votes at home.
pub fn concluded(table: &mut Table, closing: Closing) {
    match closing {
        Closing::Signed(position) => {
            table.game.summit_deal = Some(position);
            let parties = table.game.agreements[position as usize].parties;
            let held = table.game.held_votes.iter().filter(|(nation, _)| parties.has(*nation));
            table.game.waiting.extend(held.map(|(nation, group)| (*nation, Ask::Vote(*group))));
            if table.game.waiting.is_empty() {
                count(table, position);
            }
        }
        Closing::WalkedOut(by) => {
            table.nation_mut(by).approval -= ABSENCE_APPROVAL;
            ended(table, Outcome::Walkout);
        }
        Closing::Draft | Closing::OutOfTime => ended(table, Outcome::NoDeal),
    }
}

/// What each domestic group makes of a package: its margin over no deal, and what the government's standing at home adds, a point
/// for every ten of approval over 50. Points of 100.
fn interests(table: &Table, nation: NationId, package: Package, parties: Nations) -> [f64; MAX_CONSTITUENCIES] {
    let mood = 0.1 * (table.nation(nation).approval - 50.0);
    table.constituency_margins(nation, package, parties).map(|margin| margin + mood)
}

/// What a group whose vote a person casts makes of what was signed, and how far from 0 that may be for the person to decide;
/// points of 100. None when nothing is put to the vote.
pub fn stake(table: &Table, nation: NationId, group: u8) -> Option<(f64, f64)> {
    let Agreement { package, parties, .. } = table.game.agreements.get(usize::from(table.game.summit_deal?))?;
    let interest = interests(table, nation, *package, *parties).get(usize::from(group)).copied()?;
    Some((interest, JUDGEMENT * table.case.parameters.ratification_noise))
}

/// Whether a person may cast a group's vote in this way: nobody votes against what the group plainly gains by, or for what it
/// plainly loses by.
pub fn ballot(table: &Table, nation: NationId, group: u8, ballot: Ballot) -> Result<(), Refusal> {
    let (interest, judgement) = stake(table, nation, group).ok_or(Refusal("nothing is put to the vote at home"))?;
    match ballot {
        Ballot::For if interest < -judgement => {
            Err(Refusal("the group loses too much by it to vote for it: vote against it, or freely"))
        }
        Ballot::Against if interest > judgement => {
            Err(Refusal("the group gains too much by it to vote against it: vote for it, or freely"))
        }
        _ => Ok(()),
    }
}

/// Takes the vote of a group, and counts when it was the last.
pub fn vote(table: &mut Table, nation: NationId, group: u8, ballot: Ballot) {
    let asked = (nation, Ask::Vote(group));
    let Some(place) = table.game.waiting.iter().position(|waiting| *waiting == asked) else { return };
    table.game.waiting.remove(place);
    table.game.ballots.push((nation, group, ballot));
    if let (true, Some(position)) = (table.game.waiting.is_empty(), table.game.summit_deal) {
        count(table, position);
    }
}

/// A group's vote goes back to the rules: if it is being waited for, the group votes by itself.
pub fn released(table: &mut Table, nation: NationId, group: u8) {
    vote(table, nation, group, Ballot::Free);
}

/// All votes are in: what was signed takes effect, or is rejected at home.
fn count(table: &mut Table, position: u8) {
    if ratified(table, position) {
        let day = table.case.summit.day;
        agreements::enter_into_force(table, position as usize, day);
        let class = class_of_deal(table, position);
        ended(table, class);
    } else {
        agreements::reject(table, position as usize);
        let [one, other] = table.case.summit.parties;
        table.add_tension(one, other, 0.06);
        ended(table, Outcome::RatificationFailed);
    }
}

/// Votes at home: a package passes where the constituencies that prefer it to no deal, each with noise in its judgement or as a
/// person casts its vote, hold the quota (Putnam 1988).
fn ratified(table: &mut Table, position: u8) -> bool {
    let Agreement { package, parties, signed, .. } = table.game.agreements[position as usize];
    let ballots = std::mem::take(&mut table.game.ballots);
    let mut passes = true;
    for nation in parties.iter() {
        let interests = interests(table, nation, package, parties);
        let noise = table.case.parameters.ratification_noise;
        let mut share = 0.0;
        for (position, (group, interest)) in table.case.nation(nation).constituencies.iter().zip(interests).enumerate()
        {
            // Drawn for every group, so that a vote cast by a person does not shift the judgement of the others.
            let judged = interest + table.game.votes.normal(0.0, noise) >= 0.0;
            let cast = ballots.iter().find(|(voter, group, _)| *voter == nation && usize::from(*group) == position);
            let favours = match cast.map(|(.., ballot)| ballot) {
                Some(Ballot::For) => true,
                Some(Ballot::Against) => false,
                Some(Ballot::Free) | None => judged,
            };
            if favours {
                share += group.weight;
            }
        }
        let accepted = share + 1e-9 >= table.case.nation(nation).quota;
        let percent = libm::round(100.0 * share) as u8;
        table.announce(signed, Fact::Ratified(nation, position, accepted, percent));
        passes &= accepted;
    }
    passes
}

/// The class of a ratified deal, by what it changes.
///
/// *Extension*: no measure ends up at another level than on the morning of the summit or is taken off the calendar. Otherwise
/// *comprehensive* when the mean degree of settlement over all issues between the two reaches the parameter, else *framework*.
fn class_of_deal(table: &Table, position: u8) -> Outcome {
    let agreement = &table.game.agreements[position as usize];
    if agreement.fallback.is_empty()
        && !agreement.package.issues().any(|(issue, option)| {
            let terms = &table.case.issues[issue].options[option];
            terms.pledge.is_some() || (terms.duration.is_none() && terms.settles > 0.0)
        })
    {
        return Outcome::Extension;
    }
    let between = table.case.issues_open_to(agreement.parties);
    let issues =
        issues_in(between).filter(|issue| table.case.issues[*issue].options.iter().any(|option| option.settles > 0.0));
    let (mut settled, mut count) = (0.0, 0usize);
    for issue in issues {
        count += 1;
        settled += agreement.package.get(issue).map_or(0.0, |option| table.case.issues[issue].options[option].settles);
    }
    if count > 0 && settled / count as f64 >= table.case.parameters.comprehensive_degree {
        Outcome::ComprehensiveDeal
    } else {
        Outcome::Framework
    }
}

fn ended(table: &mut Table, outcome: Outcome) {
    table.game.outcome = Some(outcome);
    let day = table.case.summit.day;
    let [one, other] = table.case.summit.parties;
    if outcome == Outcome::NoDeal {
        table.add_tension(one, other, 0.04);
        table.add_market(0.06);
    }
    for channel in Level::ALL.iter().filter_map(|level| table.case.channel(Nations::of([one, other]), *level)) {
        table.channels[channel.index()].draft = crate::bargaining::Package::EMPTY;
    }
    table.announce(day, Fact::SummitEnded(outcome));
    table.refresh();
}

/// What attending is worth to a leader: the prospect of a deal, the worth of keeping the appointment, less what meeting a rival
/// costs when tension is high. Payoff points; the terms in that order.
pub fn attendance_terms(table: &Table, seat: NationId) -> [f64; 3] {
    let Some(rival) = table.case.rival(seat) else { return [0.0; 3] };
    let parameters = &table.case.parameters;
    let parties = Nations::of([seat, rival]);
    let draft = table.draft(parties);
    let prospect = if draft.is_empty() {
        let hoped = table.case.hopes[seat.index()];
        UNPREPARED * table.package_value(seat, hoped, parties).max(0.0)
    } else {
        table.package_value(seat, draft, parties).max(0.0)
    };
    let tension = table.tension(seat, rival);
    let confirmed = match table.nation(seat).attendance {
        Attendance::Confirmed => 2.0,
        Attendance::Doubtful => -0.5,
        _ => 0.0,
    };
    let resolve = 0.5 + table.nation(seat).resolve;
    [prospect, parameters.attendance_value + confirmed, -parameters.attendance_tension * tension * tension * resolve]
}
