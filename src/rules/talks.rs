//! Talks: stacked alternating offers at five levels of channel, with mandates, drafts that climb, and side tables that vote.
//!
//! The protocol is that of Aydoğan, Festen, Hindriks & Jonker (2017). An agreement on issues that the level may close is signed;
//! on others it becomes a draft from which the next level starts. A table of more than two ends with a vote: whoever accepts the
//! last offer opts in.

use crate::bargaining::{OpponentModel as _, Package, Preferences};
use crate::rules::action::{Action, rounds};
use crate::rules::agreements;
use crate::rules::case::*;
use crate::rules::event::Fact;
use crate::rules::negotiators;
use crate::rules::posture::publicity;
use crate::rules::state::*;
use crate::rules::summit;

/// Share of the mandate's margin that counts below the leaders: a draft binds nobody yet.
const DRAFT_MARGIN: f64 = 0.8;
/// Tension that the first draft between nations takes away; later ones take a quarter of it.
const DRAFT_RELIEF: f64 = 0.06;
/// Fall of the margin with full rapport between the delegations, as a share of the range.
const RAPPORT_MARGIN: f64 = 0.1;
/// Offers after which the estimate of a counterpart rests as much on what it offered as on its reputation.
const OFFERS_FOR_HALF: f64 = 6.0;

/// Finds the meetings of this turn and begins the first.
pub fn begin(table: &mut Table) {
    let until = table.slot().until;
    let mut due: Vec<(i32, ChannelId)> = (0..table.channels.len())
        .filter_map(|index| match table.channels[index].appointment {
            Appointment::Agreed(day) if day < until => Some((day, ChannelId::at(index))),
            _ => None,
        })
        .filter(|(_, channel)| table.case.channels[channel.index()].level != Level::Leaders)
        .collect();
    due.sort();
    table.game.agenda.clear();
    table.game.agenda.extend(due.into_iter().rev().map(|(_, channel)| channel));
    next_meeting(table);
}

fn next_meeting(table: &mut Table) {
    while let Some(channel) = table.game.agenda.pop() {
        if open(table, channel) {
            return;
        }
    }
}

/// Issues that can be talked about at the meeting in progress, as a bit set.
pub fn agenda(table: &Table) -> u16 {
    table.game.meeting.channel.map_or(0, |channel| agenda_of(table.case, channel))
}

/// Issues that can be talked about on a channel: those of its members that all who speak there have authority over.
pub fn agenda_of(case: &Case, channel: ChannelId) -> u16 {
    let line = &case.channels[channel.index()];
    line.members
        .iter()
        .map(|nation| case.negotiator(negotiators::speaker(case, nation, line.level)).authority)
        .fold(line.agenda, |agenda, authority| agenda & authority)
}

/// Begins a meeting; false when there is nothing to talk about.
pub fn open(table: &mut Table, channel: ChannelId) -> bool {
    let case = table.case;
    let line = &case.channels[channel.index()];
    let day = match table.channels[channel.index()].appointment {
        Appointment::Agreed(day) => day.max(table.today()),
        _ => table.today(),
    };
    table.channels[channel.index()].appointment = Appointment::None;
    let agenda = agenda_of(case, channel);
    let settled = |issue: usize| table.game.terms.get(issue).is_some();
    if line.level != Level::Leaders && line.members.len() > 2 && issues_in(agenda).all(settled) {
        // A side table whose business is done does not meet again.
        return false;
    }
    if agenda == 0 {
        return false;
    }
    table.refresh();
    table.announce_meeting(day, channel, Fact::MeetingBegan(channel));
    table.game.tally.meetings += 1;
    let draft = table.draft(line.members);
    let mut meeting = std::mem::take(&mut table.game.meeting);
    meeting.parties.clear();
    meeting.parties.extend(line.members.iter());
    // Who speaks when is one of all orders, drawn at once, so that no place in the list of nations is worth more than another.
    let orders: usize = (1..=meeting.parties.len()).product();
    let mut order = (table.game.chance.uniform() * orders as f64) as usize;
    for last in (1..meeting.parties.len()).rev() {
        meeting.parties.swap(last, last - order % (last + 1));
        order /= last + 1;
    }
    meeting.channel = Some(channel);
    (meeting.round, meeting.rounds, meeting.speaker) = (0, rounds(line.level, &case.parameters), 0);
    (meeting.standing, meeting.vote, meeting.asked, meeting.draft) = (None, false, None, draft);
    meeting.offers.clear();
    meeting.worth.clear();
    meeting.own.clear();
    meeting.ideal.clear();
    meeting.reservation.clear();
    meeting.estimate.clear();
    for position in 0..meeting.parties.len() {
        let (own, ideal, reservation) = stake(table, meeting.parties[position], line, agenda);
        meeting.reservation.push(reservation);
        meeting.ideal.push(ideal);
        meeting.own.push(own);
    }
    for position in 0..meeting.parties.len() {
        let party = meeting.parties[position];
        let other = meeting.parties[(position + 1) % meeting.parties.len()];
        meeting.estimate.push(estimate(table, party, other, agenda));
    }
    // Whoever has nothing to gain over no deal has nothing to say.
    let pointless = meeting.ideal.iter().any(|ideal| *ideal <= 1e-9);
    if !pointless {
        table.game.waiting.push((meeting.parties[0], Ask::Talk));
    }
    table.game.meeting = meeting;
    if pointless {
        table.game.meeting.channel = None;
        table.channels[channel.index()].held = table.game.turn as i32;
        table.announce_meeting(day, channel, Fact::MeetingEnded(channel, Closing::OutOfTime));
    }
    !pointless
}

/// What a party makes of each option, what its best package is worth to it, and its reservation value.
fn stake(table: &Table, party: NationId, line: &ChannelCase, agenda: u16) -> (Preferences, f64, f64) {
    let own = table.preferences(party, agenda, line.members);
    let ideal = table.package_value(party, own.best(), line.members);
    (own, ideal, reservation(table, party, line.members, line.level, ideal))
}

/// Works out anew, in a game that a seat imagines, what the others at its table want and make of the offers so far.
pub(super) fn imagine_stakes(table: &mut Table, seat: NationId) {
    let Some(channel) = table.game.meeting.channel else { return };
    let line = &table.case.channels[channel.index()];
    let agenda = agenda_of(table.case, channel);
    let mut meeting = std::mem::take(&mut table.game.meeting);
    for (position, party) in meeting.parties.iter().copied().enumerate().filter(|(_, party)| *party != seat) {
        let (own, ideal, reservation) = stake(table, party, line, agenda);
        (meeting.own[position], meeting.ideal[position], meeting.reservation[position]) = (own, ideal, reservation);
        let other = meeting.parties[(position + 1) % meeting.parties.len()];
        meeting.estimate[position] = estimate(table, party, other, agenda);
        let members = Nations::of(meeting.parties.iter().copied());
        for (offer, worth) in meeting.offers.iter().zip(&mut meeting.worth) {
            worth[party.index()] = table.package_value(party, offer.package, members);
        }
    }
    for worth in &mut meeting.worth {
        for other in table.case.nation_ids().filter(|other| !meeting.parties.contains(other)) {
            worth[other.index()] = 0.0;
        }
    }
    table.game.meeting = meeting;
}

/// Begins others' meeting anew in a game that a seat imagines, since what has been said there is not known to it; a meeting on a
/// back channel it does not know of at all.
pub(super) fn imagine_meeting(table: &mut Table) {
    let Some(channel) = table.game.meeting.channel.take() else { return };
    table.game.waiting.retain(|(_, ask)| *ask != Ask::Talk);
    table.game.meeting = Meeting::default();
    let secret = table.case.channels[channel.index()].level == Level::BackChannel;
    if (secret || !open(table, channel)) && table.game.phase == Phase::Talks {
        next_meeting(table);
    }
}

/// Reservation value of a party, in payoff points over no deal: a share of what its best package would bring.
///
/// The share rises with a firm mandate, resolve and tension, and falls with rapport; below the leaders it is smaller.
fn reservation(table: &Table, party: NationId, members: Nations, level: Level, ideal: f64) -> f64 {
    let parameters = &table.case.parameters;
    let state = table.nation(party);
    let others = members.without(party);
    let mean = |value: &dyn Fn(NationId) -> f64| others.iter().map(value).sum::<f64>() / others.len().max(1) as f64;
    let tension = mean(&|other| table.tension(party, other));
    let rapport = mean(&|other| negotiators::rapport(table, party, other, level));
    let margin = match state.mandate {
        Mandate::Firm => parameters.firm_margin,
        Mandate::Normal => parameters.normal_margin,
        Mandate::Flexible => 0.0,
    };
    let stance = parameters.resolve_margin * (state.resolve - 0.5) + parameters.tension_margin * tension;
    let share = (margin + if state.mandate == Mandate::Flexible { 0.0 } else { stance } - RAPPORT_MARGIN * rapport)
        * if level == Level::Leaders { 1.0 } else { DRAFT_MARGIN };
    share.clamp(0.0, 0.9) * ideal.max(0.0)
}

/// What a party takes another's preferences over the agenda to be: its reputation, and more and more what it offers.
fn estimate(table: &Table, party: NationId, other: NationId, agenda: u16) -> Preferences {
    let reputation = &table.case.reputations[other.index()];
    let relation = table.relation(party, other);
    let seen = f64::from(relation.offers_seen);
    let weight = seen / (seen + OFFERS_FOR_HALF);
    let observed = relation.interests.estimate();
    let spread = |preferences: &Preferences| -> f64 {
        issues_in(agenda)
            .map(|issue| {
                let options = table.case.issues[issue].options.len();
                let values = &preferences.value[issue][..options.min(preferences.value[issue].len())];
                let (low, high) = values
                    .iter()
                    .fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), v| (low.min(*v), high.max(*v)));
                high - low
            })
            .sum::<f64>()
            .max(1e-9)
    };
    let (by_reputation, by_offers) = (spread(reputation), spread(&observed));
    let mut mixed = *reputation;
    for issue in 0..mixed.options.len() {
        if agenda & 1 << issue == 0 {
            mixed.options[issue] = 0;
        }
        for (option, value) in mixed.value[issue].iter_mut().enumerate() {
            *value = (1.0 - weight) * *value / by_reputation + weight * observed.value[issue][option] / by_offers;
        }
    }
    mixed
}

/// Reservation value of a party of the meeting for a package, payoff points over no deal; 0 for anybody else.
///
/// The mandate's margin is for what is given away. A package that only prolongs what is in force gives nothing away, so it need
/// only be no worse than no deal.
pub fn reservation_of(table: &Table, seat: NationId, package: Package) -> f64 {
    let meeting = &table.game.meeting;
    let position = meeting.parties.iter().position(|party| *party == seat);
    let usual = position.and_then(|position| meeting.reservation.get(position)).copied().unwrap_or(0.0);
    reservation_for(table.case, package, usual)
}

/// Reservation value for a package, where it usually is `usual`.
pub fn reservation_for(case: &Case, package: Package, usual: f64) -> f64 {
    if case.is_stopgap(package) { 0.0 } else { usual }
}

/// Takes a word at the table.
pub fn take(table: &mut Table, seat: NationId, action: Action) {
    let Some(channel) = table.game.meeting.channel else { return };
    table.game.waiting.remove(0);
    let day = table.today();
    match action {
        Action::Offer(package) => {
            let offer = Offer { by: seat, round: table.game.meeting.round, package };
            table.game.tally.offers += 1;
            let members = Nations::of(table.game.meeting.parties.iter().copied());
            let worth = worth_to(table, package, members);
            table.game.meeting.worth.push(worth);
            table.game.meeting.offers.push(offer);
            table.game.meeting.standing = Some((offer, Nations::of([seat])));
            table.game.meeting.asked = None;
            learn(table, seat, package);
            table.announce_meeting(day, channel, Fact::Offered(seat, package));
            next_speaker(table);
        }
        Action::AskPrice(package) => {
            table.game.meeting.asked = Some(package);
            table.announce_meeting(day, channel, Fact::AskedPrice(seat, package));
            next_speaker(table);
        }
        Action::Accept => {
            let Some((offer, accepted)) = table.game.meeting.standing else { return next_speaker(table) };
            let accepted = accepted.with(seat);
            table.game.meeting.standing = Some((offer, accepted));
            table.announce_meeting(day, channel, Fact::Accepted(seat, offer.package));
            let all = Nations::of(table.game.meeting.parties.iter().copied());
            if accepted == all {
                agree(table, channel, offer.package, accepted);
            } else {
                next_speaker(table);
            }
        }
        _ if table.game.meeting.parties.len() > 2 => {
            // At a side table one who leaves does not end it for the others.
            let meeting = &mut table.game.meeting;
            let position = meeting.parties.iter().position(|party| *party == seat).unwrap_or(0);
            meeting.parties.remove(position);
            meeting.own.remove(position);
            meeting.ideal.remove(position);
            meeting.reservation.remove(position);
            meeting.estimate.remove(position);
            if meeting.standing.is_some_and(|(offer, _)| offer.by == seat) {
                meeting.standing = None;
            }
            meeting.speaker = (position + meeting.parties.len() - 1) % meeting.parties.len();
            let all = Nations::of(meeting.parties.iter().copied());
            revalue(table, all);
            match table.game.meeting.standing {
                Some((offer, accepted)) if accepted.covers(all) => agree(table, channel, offer.package, all),
                _ => next_speaker(table),
            }
        }
        // At the closing vote it is a plain no.
        _ if table.game.meeting.vote => conclude(table, channel, Closing::OutOfTime),
        _ => conclude(table, channel, Closing::WalkedOut(seat)),
    }
}

/// What a package is worth to each member of a table, payoff points over no deal.
fn worth_to(table: &Table, package: Package, members: Nations) -> [f64; MAX_NATIONS] {
    let mut worth = [0.0; MAX_NATIONS];
    for party in members.iter() {
        worth[party.index()] = table.package_value(party, package, members);
    }
    worth
}

/// With fewer at the table the offer on it is worth something else; it falls when one who had accepted would no longer sign.
fn revalue(table: &mut Table, members: Nations) {
    let Some((offer, accepted)) = table.game.meeting.standing else { return };
    let worth = worth_to(table, offer.package, members);
    let signs = |party: NationId| worth[party.index()] + 1e-9 >= reservation_of(table, party, offer.package);
    let stands = accepted.iter().filter(|party| members.has(*party)).all(signs);
    if let Some(last) = table.game.meeting.worth.last_mut() {
        *last = worth;
    }
    if !stands {
        table.game.meeting.standing = None;
    }
}

/// Everybody at the table learns from an offer what its author cares about.
fn learn(table: &mut Table, seat: NationId, package: Package) {
    for position in 0..table.game.meeting.parties.len() {
        let party = table.game.meeting.parties[position];
        if party != seat {
            let relation = table.relation_mut(party, seat);
            relation.interests.observe(package);
            relation.offers_seen = relation.offers_seen.saturating_add(1);
        }
    }
}

fn next_speaker(table: &mut Table) {
    let Some(channel) = table.game.meeting.channel else { return };
    let meeting = &mut table.game.meeting;
    if meeting.vote {
        return count_votes(table, channel);
    }
    meeting.speaker += 1;
    if meeting.speaker >= meeting.parties.len() {
        meeting.speaker = 0;
        meeting.round += 1;
        if meeting.round >= meeting.rounds || (meeting.parties.len() > 2 && nothing_new(meeting)) {
            return last_round(table, channel);
        }
    }
    let up = table.game.meeting.parties[table.game.meeting.speaker];
    table.game.waiting.push((up, Ask::Talk));
}

/// Whether the round that has just ended brought no package that was not on the table before: more talk would bring none either.
fn nothing_new(meeting: &Meeting) -> bool {
    let ended = meeting.round - 1;
    let (last, before): (Vec<&Offer>, Vec<&Offer>) = meeting.offers.iter().partition(|offer| offer.round == ended);
    ended > 0 && last.iter().all(|offer| before.iter().any(|known| known.package == offer.package))
}

/// The rounds are over: the last offer is put to those who have not accepted it.
fn last_round(table: &mut Table, channel: ChannelId) {
    let meeting = &mut table.game.meeting;
    match meeting.standing {
        Some((_, accepted)) => {
            meeting.vote = true;
            let voters: Vec<NationId> = meeting.parties.iter().copied().filter(|party| !accepted.has(*party)).collect();
            table.game.waiting.extend(voters.into_iter().map(|party| (party, Ask::Talk)));
        }
        None => conclude(table, channel, Closing::OutOfTime),
    }
}

fn count_votes(table: &mut Table, channel: ChannelId) {
    if !table.game.waiting.is_empty() {
        return;
    }
    match table.game.meeting.standing {
        Some((offer, accepted)) if accepted.len() * 2 > table.case.channels[channel.index()].members.len() => {
            agree(table, channel, offer.package, accepted);
        }
        _ => conclude(table, channel, Closing::OutOfTime),
    }
}

/// All who stay have accepted a package: signed where the level may close it, a draft for the next level otherwise.
fn agree(table: &mut Table, channel: ChannelId, package: Package, parties: Nations) {
    let line = &table.case.channels[channel.index()];
    let day = table.today();
    let closes = package.issues().all(|(issue, _)| table.case.issues[issue].closes_at <= line.level);
    if closes {
        let position = agreements::sign(table, parties, package, line.level, day);
        if line.level != Level::Leaders {
            agreements::enter_into_force(table, position as usize, day);
        }
        conclude(table, channel, Closing::Signed(position));
    } else {
        let relief = if table.draft(line.members).is_empty() { DRAFT_RELIEF } else { 0.25 * DRAFT_RELIEF };
        table.channels[channel.index()].draft = package;
        for one in parties.iter() {
            for other in parties.iter().filter(|other| one < *other) {
                table.add_tension(one, other, -relief);
                table.add_trust(one, other, 0.5 * relief);
                table.add_trust(other, one, 0.5 * relief);
            }
        }
        conclude(table, channel, Closing::Draft);
    }
}

fn conclude(table: &mut Table, channel: ChannelId, closing: Closing) {
    let line = &table.case.channels[channel.index()];
    let day = table.today();
    table.game.waiting.clear();
    table.game.meeting.channel = None;
    table.game.meeting.vote = false;
    table.channels[channel.index()].held = table.game.turn as i32;
    negotiators::met(table, line.members, line.level, !matches!(closing, Closing::WalkedOut(_)));
    if let Closing::WalkedOut(by) = closing {
        for other in line.members.without(by).iter() {
            table.add_tension(by, other, 0.1);
            table.add_trust(other, by, -0.04);
            let turn = table.game.turn as i32;
            table.nation_mut(other).last_hostile[by.index()] = turn;
        }
        table.add_market(0.06);
    }
    table.announce_meeting(day, channel, Fact::MeetingEnded(channel, closing));
    if line.level == Level::Leaders {
        summit::concluded(table, closing);
    } else {
        next_meeting(table);
    }
}

impl Table<'_> {
    /// Records what happens at a table: the offers are for those who sit there, that a meeting begins or ends is public unless
    /// the channel is not.
    fn announce_meeting(&mut self, day: i32, channel: ChannelId, fact: Fact) {
        let audience = match fact {
            Fact::MeetingBegan(_) | Fact::MeetingEnded(..) => publicity(self.case, channel),
            _ => self.case.channels[channel.index()].members,
        };
        self.note(day, audience, fact);
    }
}
