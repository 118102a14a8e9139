//! Third parties: allies that join, condemn or coordinate, and mediators.

use crate::rules::case::*;
use crate::rules::event::Fact;
use crate::rules::state::*;

/// Standing (share of its range) that a condemnation takes from its target.
const CONDEMNED_STANDING: f64 = 0.03;
/// Observations by which a backer's word adds to the credibility of a threat.
const BACKING: f64 = 0.5;
/// Autonomy (share of its range) that building supply together adds to each partner.
const COORDINATION: f64 = 0.05;
/// Tension that a mediator takes out where there is full trust.
const MEDIATION: f64 = 0.07;

/// An ally answers the oldest request of another.
pub fn answer(table: &mut Table, seat: NationId, from: NationId, accept: bool) {
    let Some(position) = table.game.requests.iter().position(|r| r.to == seat && r.from == from) else { return };
    let AllyRequest { request, against, .. } = table.game.requests.remove(position);
    let day = table.today();
    let audience = if accept { Nations::ALL } else { Nations::of([seat, from]) };
    table.note(day, audience, Fact::AllyAnswered(from, seat, request, against, accept));
    if !accept {
        table.add_trust(from, seat, -0.02);
        let turn = table.game.turn as i32;
        table.nation_mut(from).last_declined[seat.index()] = turn;
        return;
    }
    table.add_trust(from, seat, 0.03);
    match request {
        Request::Condemn => condemn(table, seat, against),
        Request::Join => {
            let state = table.nation_mut(from);
            state.backers = state.backers.with(seat);
            table.relation_mut(against, from).threats.kept += BACKING;
            table.nation_mut(against).drift[Goal::Cooperation as usize] -= 0.04;
            table.add_tension(seat, against, 0.05);
        }
        Request::Coordinate => {
            for (one, other) in [(from, seat), (seat, from)] {
                let state = table.nation_mut(one);
                state.partners = state.partners.with(other);
                state.drift[Goal::Autonomy as usize] += COORDINATION;
            }
        }
    }
}

/// A third party condemns a nation.
pub fn condemn(table: &mut Table, seat: NationId, target: NationId) {
    let day = table.today();
    let turn = table.game.turn as i32;
    table.nation_mut(seat).last_word[target.index()] = turn;
    let state = table.nation_mut(target);
    state.drift[Goal::Standing as usize] -= CONDEMNED_STANDING;
    state.last_hostile[seat.index()] = turn;
    table.add_tension(seat, target, 0.04);
    table.announce(day, Fact::Condemned(seat, target));
}

/// A trusted third party brings two others closer.
pub fn mediate(table: &mut Table, seat: NationId, one: NationId, other: NationId) {
    table.nation_mut(seat).last_mediation = table.game.turn as i32;
    let trust = table.relation(one, seat).trust.min(table.relation(other, seat).trust);
    table.add_tension(one, other, -MEDIATION * trust);
    table.add_trust(one, seat, 0.01);
    table.add_trust(other, seat, 0.01);
    table.nation_mut(seat).drift[Goal::Standing as usize] += 0.005;
    let day = table.today();
    table.announce(day, Fact::Mediated(seat, one, other));
}
