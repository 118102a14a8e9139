//! What a seat may imagine: a state of the game that fits everything it knows, with the rest drawn from what it may expect.
//!
//! Nothing of what is hidden from the seat enters: each hidden value is drawn anew, or set to what the scenario says at the opening,
//! or follows from what is public. Looking ahead in such states is determinised search over an information set (as in Cowling,
//! Powley & Whitehouse 2012).

use crate::rules::action::Ballot;
use crate::rules::case::*;
use crate::rules::observation::Observation;
use crate::rules::opening;
use crate::rules::random::{Purpose, Stream};
use crate::rules::replica::Replica;
use crate::rules::state::*;
use crate::rules::talks;

impl Observation<'_, '_> {
    /// Sets a replica to a state of the game as this seat may imagine it. The same `draw` and `index` give the same state;
    /// chance yet to come is drawn with them as well.
    pub fn imagine(&self, replica: &mut Replica, draw: u64, index: u64) {
        let seat = self.seat();
        let known = self.copy_into(replica);
        let mut table = replica.table();
        let case = table.case;
        (table.game.seed, table.game.index) = (draw, index);
        table.game.chance = Stream::new(draw, index, 0, Purpose::World);
        table.game.votes = Stream::new(draw, index, 0, Purpose::Ratification);
        // How the others' groups have voted is not known before the count: in imagination their judgement is drawn.
        for (_, _, ballot) in table.game.ballots.iter_mut().filter(|(voter, ..)| *voter != seat) {
            *ballot = Ballot::Free;
        }
        table.game.requests.retain(|request| request.from == seat || request.to == seat);
        table.game.moves.retain(|(by, _)| *by == seat);
        forget_commitments(&mut table, &known);
        for other in case.nation_ids().filter(|other| *other != seat) {
            table.nations[other.index()] = nation(&table, other, draw, index);
            for third in case.nation_ids() {
                relation(&mut table, seat, other, third);
            }
        }
        for id in (0..case.channels.len()).map(ChannelId::at) {
            if !case.channels[id.index()].members.has(seat) {
                table.channels[id.index()] = channel(&table, id);
            }
        }
        table.game.agenda.retain(|channel| case.channels[channel.index()].members.has(seat));
        if table.game.phase == Phase::Posture && !table.slot().epilogue && table.game.begun {
            // The others move in the same days: whether they have moved already does not show.
            let mine = table.game.waiting.iter().any(|(who, _)| *who == seat);
            table.game.waiting.clear();
            if mine {
                table.game.waiting.push((seat, Ask::Posture));
            }
            table.game.waiting.extend(case.nation_ids().filter(|other| *other != seat).map(|id| (id, Ask::Posture)));
        }
        table.game.stale = true;
        table.refresh();
        if table.game.meeting.channel.is_some() {
            if table.game.meeting.floor.parties.contains(&seat) {
                talks::imagine_stakes(&mut table, seat);
            } else {
                talks::imagine_meeting(&mut table);
            }
        }
    }
}

/// Takes the commitments out that the seat does not know of; `known` are the positions of those that it does.
fn forget_commitments(table: &mut Table, known: &[usize]) {
    let new_position = |old: u8| known.iter().position(|position| *position == usize::from(old));
    let kept: Vec<Commitment> = known.iter().filter_map(|at| table.game.commitments.get(*at).copied()).collect();
    table.game.commitments = kept;
    table.game.waiting = std::mem::take(&mut table.game.waiting)
        .into_iter()
        .filter_map(|(who, ask)| match ask {
            Ask::Settle(position) => new_position(position).map(|new| (who, Ask::Settle(new as u8))),
            other => Some((who, other)),
        })
        .collect();
}

/// Another nation: what is public of it, the rest as at the opening, its private type drawn.
fn nation(table: &Table, other: NationId, draw: u64, index: u64) -> Nation {
    let case = table.case;
    let state = table.nation(other);
    let first = opening::nation(case, other);
    let mut types = Stream::new(draw, index, other.0, Purpose::Types);
    let spread = case.parameters.resolve_spread;
    let mut drift = first.drift;
    for (issue, option) in table.game.terms.issues() {
        let effects = &case.issues[issue].options[option].effects[other.index()];
        for (goal, effect) in drift.iter_mut().zip(effects) {
            *goal += effect;
        }
    }
    Nation {
        approval: state.approval,
        attendance: state.attendance,
        partners: state.partners,
        resolve: types.normal(first.resolve, spread).clamp(0.0, 1.0),
        drift,
        weeks: state.weeks,
        discount: state.discount,
        last_income: state.last_income,
        last_prices: state.last_prices,
        public_moves: case.parameters.public_moves as u8,
        private_moves: case.parameters.private_moves as u8,
        ..first
    }
}

/// What another nation thinks of a third: tension is public; how it trusts this seat and has found its threats shows.
fn relation(table: &mut Table, seat: NationId, other: NationId, third: NationId) {
    let first = opening::relation(table.case, other, third);
    let state = table.relation_mut(other, third);
    let toward_me = third == seat;
    *state = Relation {
        tension: state.tension,
        push: if toward_me { state.push } else { 0.0 },
        trust: if toward_me { state.trust } else { first.trust },
        threats: if toward_me { state.threats } else { first.threats },
        conceded: if toward_me { state.conceded } else { first.conceded },
        ..first
    };
}

/// A line between others: what the calendar has announced and is still ahead.
fn channel(table: &Table, id: ChannelId) -> Channel {
    let mut channel = opening::channel(table.case, id);
    if matches!(channel.appointment, Appointment::Agreed(day) if day < table.today()) {
        channel.appointment = Appointment::None;
    }
    channel
}
