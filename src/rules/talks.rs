//! Talks at five levels of channel, with mandates, drafts that climb, and side tables that vote.
//!
//! Who speaks when and what ends a meeting is `bargaining::floor`. An agreement on issues that the level may close is signed;
//! on others it becomes a draft from which the next level starts. A table of more than two ends with a vote: whoever accepts the
//! last offer opts in.

use crate::bargaining::floor::Then;
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
    table.game.meeting.channel.map_or(0, |channel| open_on(table, channel))
}

/// Issues that can be talked about on a channel as things stand: below the leaders what an agreement in force settles is left off,
/// and where nothing else is left, how long an agreement would last is not worth a meeting.
pub fn open_on(table: &Table, channel: ChannelId) -> u16 {
    let agenda = agenda_of(table.case, channel);
    if table.case.channels[channel.index()].level == Level::Leaders {
        return agenda;
    }
    let open = issues_in(agenda).filter(|issue| !table.settled(*issue)).fold(0, |open, issue| open | 1 << issue);
    if issues_in(open).all(|issue| only_lasts(table.case, issue)) { 0 } else { open }
}

/// Whether an issue is for how long an agreement lasts.
fn only_lasts(case: &Case, issue: usize) -> bool {
    case.issues[issue].options.iter().any(|option| option.duration.is_some())
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
        _ if line.level == Level::Leaders => case.summit.day,
        Appointment::Agreed(day) => day.max(table.today()),
        _ => table.today(),
    };
    table.channels[channel.index()].appointment = Appointment::None;
    let agenda = open_on(table, channel);
    if agenda == 0 {
        return false;
    }
    table.refresh();
    table.announce_meeting(day, channel, Fact::MeetingBegan(channel));
    table.game.tally.meetings += 1;
    let draft = table.draft(line.members);
    let mut meeting = std::mem::take(&mut table.game.meeting);
    meeting.floor.parties.clear();
    meeting.floor.parties.extend(line.members.iter());
    // Who speaks when is one of all orders, drawn at once, so that no place in the list of nations is worth more than another.
    let parties = &mut meeting.floor.parties;
    let orders: usize = (1..=parties.len()).product();
    let mut order = (table.game.chance.uniform() * orders as f64) as usize;
    for last in (1..parties.len()).rev() {
        parties.swap(last, last - order % (last + 1));
        order /= last + 1;
    }
    (meeting.channel, meeting.day) = (Some(channel), day);
    meeting.draft = draft;
    let first = meeting.floor.open(rounds(line.level, &case.parameters));
    meeting.worth.clear();
    meeting.own.clear();
    meeting.ideal.clear();
    meeting.reservation.clear();
    meeting.estimate.clear();
    for position in 0..meeting.floor.parties.len() {
        let (own, ideal, reservation) = stake(table, meeting.floor.parties[position], line, agenda);
        meeting.reservation.push(reservation);
        meeting.ideal.push(ideal);
        meeting.own.push(own);
    }
    for position in 0..meeting.floor.parties.len() {
        let party = meeting.floor.parties[position];
        let other = meeting.floor.parties[(position + 1) % meeting.floor.parties.len()];
        meeting.estimate.push(estimate(table, party, other, agenda));
    }
    // Whoever has nothing to gain over no deal has nothing to say.
    let pointless = meeting.ideal.iter().any(|ideal| *ideal <= 1e-9);
    table.game.meeting = meeting;
    if pointless {
        table.game.meeting.channel = None;
        table.channels[channel.index()].held = table.game.turn as i32;
        table.announce_meeting(day, channel, Fact::MeetingEnded(channel, Closing::OutOfTime));
    } else {
        go_on(table, channel, first);
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
    let agenda = open_on(table, channel);
    let mut meeting = std::mem::take(&mut table.game.meeting);
    for (position, party) in meeting.floor.parties.iter().copied().enumerate().filter(|(_, party)| *party != seat) {
        let (own, ideal, reservation) = stake(table, party, line, agenda);
        (meeting.own[position], meeting.ideal[position], meeting.reservation[position]) = (own, ideal, reservation);
        let other = meeting.floor.parties[(position + 1) % meeting.floor.parties.len()];
        meeting.estimate[position] = estimate(table, party, other, agenda);
        let members = Nations::of(meeting.floor.parties.iter().copied());
        for (offer, worth) in meeting.floor.offers.iter().zip(&mut meeting.worth) {
            worth[party.index()] = table.package_value(party, offer.package, members);
        }
    }
    for worth in &mut meeting.worth {
        for other in table.case.nation_ids().filter(|other| !meeting.floor.parties.contains(other)) {
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
    let usual = meeting.floor.place(seat).and_then(|place| meeting.reservation.get(place)).copied().unwrap_or(0.0);
    reservation_for(table.case, package, usual)
}

/// Reservation value for a package, where it usually is `usual`.
pub fn reservation_for(case: &Case, package: Package, usual: f64) -> f64 {
    if case.is_stopgap(package) { 0.0 } else { usual }
}

/// Takes a word at the table.
pub fn take(table: &mut Table, seat: NationId, action: Action) {
    let Some(channel) = table.game.meeting.channel else { return };
    let Some(place) = table.game.meeting.floor.place(seat) else { return };
    table.game.waiting.remove(0);
    let day = table.game.meeting.day;
    let then = match action {
        Action::Offer(package) => {
            table.game.tally.offers += 1;
            let worth = worth_to(table, package, seated(table));
            table.game.meeting.worth.push(worth);
            learn(table, seat, package);
            table.announce_meeting(day, channel, Fact::Offered(seat, package));
            table.game.meeting.floor.offer(place, package)
        }
        Action::AskPrice(package) => {
            table.announce_meeting(day, channel, Fact::AskedPrice(seat, package));
            table.game.meeting.floor.ask(package)
        }
        Action::Accept => {
            if let Some((offer, _)) = table.game.meeting.floor.standing {
                table.announce_meeting(day, channel, Fact::Accepted(seat, offer.package));
            }
            table.game.meeting.floor.accept(place)
        }
        _ if table.game.meeting.floor.parties.len() > 2 => {
            // At a side table one who leaves does not end it for the others.
            let meeting = &mut table.game.meeting;
            meeting.floor.leave(place);
            meeting.own.remove(place);
            meeting.ideal.remove(place);
            meeting.reservation.remove(place);
            meeting.estimate.remove(place);
            revalue(table);
            table.game.meeting.floor.after_leaving()
        }
        // At the closing vote it is a plain no.
        _ if table.game.meeting.floor.vote => Then::OutOfTime,
        _ => return conclude(table, channel, Closing::WalkedOut(seat)),
    };
    go_on(table, channel, then);
}

/// Asks whoever is up, or ends the meeting.
fn go_on(table: &mut Table, channel: ChannelId, then: Then) {
    let floor = &table.game.meeting.floor;
    match then {
        Then::Speaks(place) => {
            let up = floor.parties[place];
            table.game.waiting.push((up, Ask::Talk));
        }
        Then::Agreed => {
            let parties = Nations::of(floor.accepted());
            let package = floor.standing.map_or(Package::EMPTY, |(offer, _)| offer.package);
            agree(table, channel, package, parties);
        }
        Then::OutOfTime => conclude(table, channel, Closing::OutOfTime),
    }
}

/// Who is at the table.
fn seated(table: &Table) -> Nations {
    Nations::of(table.game.meeting.floor.parties.iter().copied())
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
fn revalue(table: &mut Table) {
    let Some((offer, _)) = table.game.meeting.floor.standing else { return };
    let worth = worth_to(table, offer.package, seated(table));
    let signs = |party: NationId| worth[party.index()] + 1e-9 >= reservation_of(table, party, offer.package);
    let stands = table.game.meeting.floor.accepted().all(signs);
    if let Some(last) = table.game.meeting.worth.last_mut() {
        *last = worth;
    }
    if !stands {
        table.game.meeting.floor.standing = None;
    }
}

/// Everybody at the table learns from an offer what its author cares about.
fn learn(table: &mut Table, seat: NationId, package: Package) {
    for place in 0..table.game.meeting.floor.parties.len() {
        let party = table.game.meeting.floor.parties[place];
        if party != seat {
            let relation = table.relation_mut(party, seat);
            relation.interests.observe(package);
            relation.offers_seen = relation.offers_seen.saturating_add(1);
        }
    }
}

/// All who stay have accepted a package: signed where the level may close it, a draft for the next level otherwise.
fn agree(table: &mut Table, channel: ChannelId, package: Package, parties: Nations) {
    let line = &table.case.channels[channel.index()];
    let day = table.game.meeting.day;
    let closes = package.issues().all(|(issue, _)| table.case.issues[issue].closes_at <= line.level);
    if closes {
        let position = agreements::sign(table, parties, package, line.level, day);
        strike(table, line.members, package);
        if line.level != Level::Leaders {
            agreements::enter_into_force(table, position as usize, day);
        }
        conclude(table, channel, Closing::Signed(position));
    } else {
        let relief = if table.draft(line.members).is_empty() { DRAFT_RELIEF } else { 0.25 * DRAFT_RELIEF };
        keep_draft(table, line.members, channel, package);
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

/// A draft takes the place of all that the same nations had left before, at whatever level, and of what each had come down to.
fn keep_draft(table: &mut Table, members: Nations, channel: ChannelId, package: Package) {
    for level in Level::ALL {
        if let Some(other) = table.case.channel(members, level) {
            table.channels[other.index()].draft = if other == channel { package } else { Package::EMPTY };
        }
    }
    forget_concessions(table, members);
}

/// What was signed is off the drafts of the same nations; a draft of which only its length is left is none.
fn strike(table: &mut Table, members: Nations, signed: Package) {
    for level in Level::ALL {
        let Some(channel) = table.case.channel(members, level) else { continue };
        let left =
            signed.issues().fold(table.channels[channel.index()].draft, |draft, (issue, _)| draft.with(issue, None));
        let empty = left.issues().all(|(issue, _)| only_lasts(table.case, issue));
        table.channels[channel.index()].draft = if empty { Package::EMPTY } else { left };
    }
    forget_concessions(table, members);
}

fn forget_concessions(table: &mut Table, members: Nations) {
    for one in members.iter() {
        for other in members.without(one).iter() {
            table.relation_mut(one, other).conceded = Package::EMPTY;
        }
    }
}

/// Two who part without an agreement know how far each has come: of its offers the one worth least to itself. An offer that only
/// stops the clock concedes nothing.
fn keep_concessions(table: &mut Table) {
    let meeting = &table.game.meeting;
    let [one, other] = meeting.floor.parties[..] else { return };
    for (party, toward) in [(one, other), (other, one)] {
        let offers = meeting.floor.offers.iter().zip(&meeting.worth);
        let own = offers.filter(|(offer, _)| offer.by == party && !table.case.is_stopgap(offer.package));
        let least = own.min_by(|(_, a), (_, b)| a[party.index()].total_cmp(&b[party.index()]));
        if let Some(package) = least.map(|(offer, _)| offer.package) {
            let relation = party.index() * table.nations.len() + toward.index();
            table.relations[relation].conceded = package;
        }
    }
}

fn conclude(table: &mut Table, channel: ChannelId, closing: Closing) {
    let line = &table.case.channels[channel.index()];
    let day = table.game.meeting.day;
    if matches!(closing, Closing::OutOfTime | Closing::WalkedOut(_)) {
        keep_concessions(table);
    }
    table.game.waiting.clear();
    table.game.meeting.channel = None;
    table.game.meeting.floor.vote = false;
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
