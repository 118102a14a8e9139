//! Posture: moves are made in any order, then take effect all at once, in an order that does not know who made them.

use crate::rules::action::{Action, Notice};
use crate::rules::case::*;
use crate::rules::commitments;
use crate::rules::event::Fact;
use crate::rules::legal::Price;
use crate::rules::measures;
use crate::rules::negotiators;
use crate::rules::state::*;
use crate::rules::third_parties;

/// Tension that a public threat of full severity adds; a private one adds 60 percent of it.
const THREAT_TENSION: f64 = 0.09;
/// Tension that one degree of denunciation adds.
const DENOUNCE_TENSION: f64 = 0.025;
/// Tension that reassurance takes away where there is full trust.
const REASSURE_TENSION: f64 = 0.06;

/// Asks every seat for its moves.
pub fn begin(table: &mut Table) {
    let (public, private) = (table.case.parameters.public_moves as u8, table.case.parameters.private_moves as u8);
    // A request for a meeting that nobody answered lapses with its day.
    let today = table.today();
    for channel in table.channels.iter_mut() {
        if matches!(channel.appointment, Appointment::Asked(_, day) if day < today) {
            channel.appointment = Appointment::None;
        }
    }
    for nation in table.case.nation_ids() {
        let state = table.nation_mut(nation);
        (state.public_moves, state.private_moves) = (public, private);
        table.game.waiting.push((nation, Ask::Posture));
    }
}

/// Takes a move: pays for it at once, lets it take effect when all have moved.
pub fn take(table: &mut Table, seat: NationId, action: Action, price: Price) {
    let state = table.nation_mut(seat);
    state.capital -= price.capital;
    state.public_moves -= price.public_moves;
    state.private_moves -= price.private_moves;
    if action == Action::EndTurn {
        table.game.waiting.retain(|(up, _)| *up != seat);
    } else {
        table.game.moves.push((seat, action));
    }
}

/// Rank of a move in the order of resolution: easing before pressing, answers before new requests.
fn rank(action: &Action) -> u8 {
    match action {
        Action::AnswerAlly { .. } => 0,
        Action::AcceptMeeting(_) | Action::DeclineMeeting(_) => 1,
        Action::CallOff(_) => 2,
        Action::Disavow(_) | Action::Replace(_) | Action::SetMandate(_) => 3,
        Action::Withdraw(_) | Action::Suspend(_) => 4,
        Action::Promise { .. } | Action::Reassure(_) | Action::Mediate(..) => 5,
        Action::Invest { .. } | Action::OpenBackChannel(_) | Action::AskMeeting { .. } | Action::AskAlly { .. } => 6,
        Action::Execute { .. } => 7,
        Action::Schedule { .. } => 8,
        Action::Threaten { .. } => 9,
        Action::Denounce { .. } | Action::Condemn(_) => 10,
        _ => 11,
    }
}

/// Lets all moves of the turn take effect.
pub fn finish(table: &mut Table) {
    let mut moves = std::mem::take(&mut table.game.moves);
    // Whoever moved first on the clock has no advantage of it.
    moves.sort_by_key(|(seat, action)| (rank(action), *seat));
    let answers = moves.partition_point(|(_, action)| matches!(action, Action::AnswerAlly { .. }));
    for (seat, action) in &moves[..answers] {
        resolve(table, *seat, *action);
    }
    // A request that was not answered in the turn after it was made counts as declined.
    table.game.requests.clear();
    for (seat, action) in &moves[answers..] {
        resolve(table, *seat, *action);
    }
    moves.clear();
    table.game.moves = moves;
    table.game.stale = true;
    table.refresh();
}

fn resolve(table: &mut Table, seat: NationId, action: Action) {
    let day = table.today();
    match action {
        Action::Threaten { target, measure, level, demand, due, public } => {
            let severity = table.case.level(measure, level).severity;
            let commitment = Commitment {
                threat: true,
                by: seat,
                to: target,
                measure,
                level,
                demand: Some(demand),
                deters: false,
                made: day,
                due,
                public,
                postponed: 0,
                end: None,
            };
            commitments::enter(table, commitment);
            table.add_tension(seat, target, THREAT_TENSION * (0.4 + severity) * if public { 1.0 } else { 0.6 });
            table.add_trust(target, seat, -0.03);
            if public {
                table.add_market(0.05 * severity);
            }
            hostile(table, seat, target);
        }
        Action::Promise { target, measure, level, due, public } => {
            let commitment = Commitment {
                threat: false,
                by: seat,
                to: target,
                measure,
                level,
                demand: None,
                deters: false,
                made: day,
                due,
                public,
                postponed: 0,
                end: None,
            };
            commitments::enter(table, commitment);
            table.add_tension(seat, target, -0.04);
            friendly(table, seat, target);
        }
        Action::Schedule { measure, level, day: when } => {
            let change = measures::schedule(table, measure, level, when);
            follow(table, seat, measure, 0.5 * change);
        }
        Action::Execute { measure, level } => {
            let lead = table.case.measure(measure).lead_days;
            let harsher = table.case.level(measure, level).severity
                > table.case.level(measure, table.measures[measure.index()].level).severity;
            let returns = table.measures[measure.index()].suspended.is_some_and(|before| before >= level);
            let change = if lead > 0 && harsher && !returns {
                0.5 * measures::schedule(table, measure, level, day + lead)
            } else {
                measures::set(table, measure, level, day)
            };
            follow(table, seat, measure, change);
            commitments::executed_early(table, seat, measure, level, day);
        }
        Action::Suspend(measure) => {
            let change = measures::ease(table, measure, true, day);
            follow(table, seat, measure, change);
        }
        Action::Withdraw(measure) => {
            let change = measures::ease(table, measure, false, day);
            follow(table, seat, measure, change);
            commitments::withdraw(table, seat, measure, day);
        }
        Action::Reassure(target) => {
            let trust = table.relation(target, seat).trust;
            table.add_tension(seat, target, -REASSURE_TENSION * (0.4 + trust));
            table.add_market(-0.02);
            table.nation_mut(seat).last_word[target.index()] = table.game.turn as i32;
            table.announce(day, Fact::Reassured(seat, target));
            friendly(table, seat, target);
        }
        Action::Denounce { target, person, severity } => {
            table.add_tension(seat, target, DENOUNCE_TENSION * f64::from(severity));
            table.add_trust(target, seat, -0.01 * f64::from(severity));
            table.nation_mut(seat).last_word[target.index()] = table.game.turn as i32;
            if let Some(person) = person {
                negotiators::denounced(table, person, seat, severity);
            }
            table.announce(day, Fact::Denounced(seat, target, person, severity));
            hostile(table, seat, target);
        }
        Action::AskMeeting { channel, day: when } => {
            let line = &table.case.channels[channel.index()];
            // A side table and an open back channel are standing formats: asking convenes them.
            let convened = line.level == Level::BackChannel || line.members.len() > 2;
            let crossing =
                matches!(table.channels[channel.index()].appointment, Appointment::Asked(by, _) if by != seat);
            let members = line.members;
            if convened || crossing {
                table.channels[channel.index()].appointment = Appointment::Agreed(when);
                table.note(day, members, Fact::MeetingAgreed(seat, channel, when));
            } else if table.channels[channel.index()].appointment == Appointment::None {
                table.channels[channel.index()].appointment = Appointment::Asked(seat, when);
                table.note(day, members, Fact::MeetingAsked(seat, channel, when));
            }
        }
        Action::AcceptMeeting(channel) => {
            if let Appointment::Asked(_, when) = table.channels[channel.index()].appointment {
                table.channels[channel.index()].appointment = Appointment::Agreed(when.max(day));
                let audience = publicity(table.case, channel);
                table.note(day, audience, Fact::MeetingAgreed(seat, channel, when.max(day)));
            }
        }
        Action::DeclineMeeting(channel) => {
            if let Appointment::Asked(by, _) = table.channels[channel.index()].appointment {
                table.channels[channel.index()].appointment = Appointment::None;
                table.add_tension(seat, by, 0.02);
                let members = table.case.channels[channel.index()].members;
                table.note(day, members, Fact::MeetingDeclined(seat, channel));
            }
        }
        Action::CallOff(channel) => {
            table.channels[channel.index()].appointment = Appointment::None;
            let members = table.case.channels[channel.index()].members;
            for other in members.without(seat).iter() {
                table.add_tension(seat, other, 0.06);
                hostile(table, seat, other);
            }
            table.add_market(0.03);
            let audience = publicity(table.case, channel);
            table.note(day, audience, Fact::MeetingCalledOff(seat, channel));
        }
        Action::OpenBackChannel(target) => {
            let members = Nations::of([seat, target]);
            // Both may have had the thought in the same days.
            let channel = table.case.channel(members, Level::BackChannel);
            if let Some(channel) = channel.filter(|channel| !table.channels[channel.index()].open) {
                table.channels[channel.index()].open = true;
                table.channels[channel.index()].appointment = Appointment::Agreed(day);
                table.add_tension(seat, target, -0.02);
                table.note(day, members, Fact::BackChannelOpened(seat, target));
                friendly(table, seat, target);
            }
        }
        Action::Invest { measure, level } => {
            let when = day + table.case.measure(measure).lead_days;
            if when > day {
                table.measures[measure.index()].scheduled = Some((level, when));
            } else {
                table.measures[measure.index()].level = level;
                table.measures[measure.index()].since = day;
            }
            table.measures[measure.index()].changed = table.game.turn as i32;
            table.game.stale = true;
            table.announce(day, Fact::Invested(measure, level, when));
        }
        Action::AskAlly { ally, request, against } => {
            table.game.requests.push(AllyRequest { from: seat, to: ally, request, against });
            table.note(day, Nations::of([seat, ally]), Fact::AllyAsked(seat, ally, request, against));
        }
        Action::AnswerAlly { ally, accept } => third_parties::answer(table, seat, ally, accept),
        Action::Condemn(target) => third_parties::condemn(table, seat, target),
        Action::Mediate(one, two) => third_parties::mediate(table, seat, one, two),
        Action::SetMandate(mandate) => table.nation_mut(seat).mandate = mandate,
        Action::Replace(person) => negotiators::replace(table, person),
        Action::Disavow(person) => negotiators::disavow(table, person),
        Action::Summit(notice) => {
            let Some(rival) = table.case.rival(seat) else { return };
            let (attendance, tension, market) = match notice {
                Notice::Confirm => (Attendance::Confirmed, -0.03, -0.03),
                Notice::Doubt => (Attendance::Doubtful, 0.03, 0.04),
                Notice::Cancel => (Attendance::Cancelled, 0.1, 0.12),
            };
            table.nation_mut(seat).attendance = attendance;
            table.add_tension(seat, rival, tension);
            table.add_market(market);
            if notice == Notice::Confirm {
                friendly(table, seat, rival);
            } else {
                hostile(table, seat, rival);
            }
            table.announce(day, Fact::SummitNotice(seat, notice));
        }
        _ => {}
    }
}

/// Who hears of meetings on a channel: the public, except for back channels.
pub fn publicity(case: &Case, channel: ChannelId) -> Nations {
    let line = &case.channels[channel.index()];
    if line.level == Level::BackChannel { line.members } else { Nations::ALL }
}

/// What a change of a measure's severity does to relations with its targets.
fn follow(table: &mut Table, seat: NationId, measure: MeasureId, change: f64) {
    let targets = table.case.measure(measure).targets;
    for target in targets.iter() {
        table.add_tension(seat, target, 0.16 * change);
        if change > 0.0 {
            table.add_trust(target, seat, -0.06 * change);
            hostile(table, seat, target);
        } else if change < 0.0 {
            table.add_trust(target, seat, -0.08 * change);
            friendly(table, seat, target);
        }
    }
    table.add_market(0.1 * change);
    let day = table.today();
    measures::breach(table, seat, measure, day);
}

fn hostile(table: &mut Table, by: NationId, to: NationId) {
    let turn = table.game.turn as i32;
    table.nation_mut(to).last_hostile[by.index()] = turn;
}

fn friendly(table: &mut Table, by: NationId, to: NationId) {
    let turn = table.game.turn as i32;
    table.nation_mut(to).last_friendly[by.index()] = turn;
}
