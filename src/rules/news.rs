//! News: dated and conditional events, incidents that tension makes likelier, slips of the tongue.

use crate::rules::case::*;
use crate::rules::commitments;
use crate::rules::event::Fact;
use crate::rules::negotiators;
use crate::rules::state::*;

/// Events of a case that can happen; a game remembers which have in as many bits.
pub const MOST_EVENTS: usize = 64;

/// What happens before anybody moves.
pub fn run(table: &mut Table) {
    let slot = table.slot();
    table.announce(slot.from, Fact::TurnBegan);
    opening_commitments(table);
    events(table);
    if !slot.epilogue {
        incident(table);
        negotiators::slips(table);
    }
}

/// Commitments of the opening are made on their day.
fn opening_commitments(table: &mut Table) {
    let slot = table.slot();
    let from = if table.game.turn == 0 { i32::MIN } else { slot.from };
    for opening in &table.case.commitments {
        if opening.made >= from && opening.made < slot.until {
            let commitment = Commitment {
                threat: opening.threat,
                by: opening.by,
                to: opening.to,
                measure: opening.measure,
                level: opening.level,
                demand: opening.demand.map(|(measure, at_most)| Demand { measure, at_most }),
                deters: false,
                made: opening.made,
                due: opening.due,
                public: opening.public,
                postponed: 0,
                end: None,
            };
            commitments::enter(table, commitment);
            if opening.threat {
                let turn = table.game.turn as i32;
                table.nation_mut(opening.to).last_hostile[opening.by.index()] = turn;
            }
        }
    }
}

fn events(table: &mut Table) {
    let slot = table.slot();
    let [one, other] = table.case.summit.parties;
    for (position, event) in table.case.events.iter().enumerate().take(MOST_EVENTS) {
        if table.game.happened & 1 << position != 0 {
            continue;
        }
        let timely = match event.day {
            Some(day) => day < slot.until && (day >= slot.from || table.game.turn == 0),
            None => true,
        };
        let measure = event.when_measure.is_none_or(|(measure, level)| table.measures[measure.index()].level >= level);
        let tension = event.when_tension.is_none_or(|least| table.tension(one, other) >= least);
        if timely && measure && tension {
            table.game.happened |= 1 << position;
            let day = event.day.unwrap_or(slot.from);
            table.note(day, event.audience, Fact::News(position as u8));
            strike(table, &event.impact);
        }
    }
}

/// The chance of an incident in a week is logistic in tension (autonomous risk, Powell 1990).
fn incident(table: &mut Table) {
    let [one, other] = table.case.summit.parties;
    let parameters = &table.case.parameters;
    let odds = parameters.incident_base + parameters.incident_slope * table.tension(one, other);
    let weekly = 1.0 / (1.0 + libm::exp(-odds));
    let chance = 1.0 - libm::pow(1.0 - weekly, table.slot().weeks());
    let happens = table.game.chance.chance(chance);
    let which = table.game.chance.weighted(table.case.incidents.iter().map(|incident| incident.weight));
    if let (true, Some(position)) = (happens, which) {
        let day = table.today();
        table.announce(day, Fact::Incident(position as u8));
        strike(table, &table.case.incidents[position].impact);
    }
}

/// What an event or incident changes.
pub(super) fn strike(table: &mut Table, impact: &Impact) {
    if let Some((one, other)) = impact.between {
        table.add_tension(one, other, impact.tension);
        table.add_trust(one, other, impact.trust);
        table.add_trust(other, one, impact.trust);
    }
    table.add_market(impact.market);
    for (nation, change) in table.nations.iter_mut().zip(impact.approval) {
        nation.approval = (nation.approval + change).clamp(0.0, 100.0);
    }
}
