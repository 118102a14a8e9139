//! Negotiators as people: rapport, slips of the tongue, denunciation, disavowal, replacement.

use crate::rules::case::*;
use crate::rules::event::Fact;
use crate::rules::state::*;

/// Tension that words without orders add.
const OFF_MESSAGE_TENSION: f64 = 0.05;
/// Share of it that a disavowal takes back.
const DISAVOWAL_SHARE: f64 = 0.7;
/// Rapport that a meeting without a quarrel adds between warm negotiators.
const RAPPORT_PER_MEETING: f64 = 0.15;
/// Concession exponent of an understudy.
const UNDERSTUDY_STYLE: f64 = 1.0;

/// Roles that may speak at a level, best first.
pub fn speakers(level: Level) -> &'static [Role] {
    match level {
        Level::BackChannel => &[Role::Envoy, Role::ChiefNegotiator, Role::Minister, Role::Leader],
        Level::PhoneCall => &[Role::Minister, Role::Leader, Role::ChiefNegotiator],
        Level::Technical => &[Role::ChiefNegotiator, Role::Minister, Role::Envoy],
        Level::Ministerial => &[Role::Minister, Role::ChiefNegotiator, Role::Leader],
        Level::Leaders => &[Role::Leader, Role::Minister],
    }
}

/// Who speaks for a nation at a level.
pub fn speaker(case: &Case, nation: NationId, level: Level) -> NegotiatorId {
    let people = &case.nation(nation).negotiators;
    speakers(level)
        .iter()
        .find_map(|role| people.iter().find(|person| case.negotiator(**person).role == *role))
        .or(people.first())
        .copied()
        .unwrap_or(NegotiatorId(0))
}

/// Concession exponent with which a nation's delegation bargains at a level.
pub fn style(table: &Table, nation: NationId, level: Level) -> f64 {
    let person = speaker(table.case, nation, level);
    if table.negotiators[person.index()].replaced { UNDERSTUDY_STYLE } else { table.case.negotiator(person).style }
}

/// Rapport between two delegations at a level, the mean of both sides.
pub fn rapport(table: &Table, one: NationId, other: NationId, level: Level) -> f64 {
    let felt =
        |from: NationId, to: NationId| table.negotiators[speaker(table.case, from, level).index()].rapport[to.index()];
    0.5 * (felt(one, other) + felt(other, one))
}

/// A meeting that was held brings its speakers closer, the warmer they are; a walkout drives them apart.
pub fn met(table: &mut Table, members: Nations, level: Level, amicably: bool) {
    for one in members.iter() {
        let person = speaker(table.case, one, level);
        let warmth = table.case.negotiator(person).warmth;
        for other in members.without(one).iter() {
            let rapport = &mut table.negotiators[person.index()].rapport[other.index()];
            let change = if amicably { RAPPORT_PER_MEETING * warmth } else { -RAPPORT_PER_MEETING };
            *rapport = (*rapport + change).clamp(-1.0, 1.0);
        }
    }
}

/// Undisciplined negotiators of the summit's parties may go public without orders, the likelier the tenser things are.
pub fn slips(table: &mut Table) {
    let weeks = table.slot().weeks();
    let day = table.today();
    for person in 0..table.negotiators.len() {
        let person = NegotiatorId::at(person);
        let traits = table.case.negotiator(person);
        let Some(rival) = table.case.rival(traits.nation) else { continue };
        // Drawn for everybody, so that one person's replacement never shifts another's chance.
        let draw = table.game.chance.uniform();
        if traits.role == Role::Leader || table.negotiators[person.index()].replaced {
            continue;
        }
        let tension = table.tension(traits.nation, rival);
        let chance = table.case.parameters.rogue_rate * (1.0 - traits.discipline) * tension * weeks;
        if draw < chance {
            let state = &mut table.negotiators[person.index()];
            state.off_message = table.game.turn as i32;
            state.off_message_against = rival;
            state.disavowed = false;
            table.add_tension(traits.nation, rival, OFF_MESSAGE_TENSION);
            table.add_market(0.02);
            // The other side cannot tell whether it was policy.
            let turn = table.game.turn as i32;
            table.nation_mut(rival).last_hostile[traits.nation.index()] = turn;
            table.announce(day, Fact::OffMessage(person, rival));
        }
    }
}

/// A person was denounced by name: rapport with the denouncer's side suffers.
pub fn denounced(table: &mut Table, person: NegotiatorId, by: NationId, severity: u8) {
    let turn = table.game.turn as i32;
    let state = &mut table.negotiators[person.index()];
    state.denounced = turn;
    state.rapport[by.index()] = (state.rapport[by.index()] - 0.15 * f64::from(severity)).max(-1.0);
}

/// The nation disavows what a person said: most of the harm is undone, and the person's standing with all suffers.
pub fn disavow(table: &mut Table, person: NegotiatorId) {
    let nation = table.case.negotiator(person).nation;
    let against = table.negotiators[person.index()].off_message_against;
    table.negotiators[person.index()].disavowed = true;
    for rapport in &mut table.negotiators[person.index()].rapport {
        *rapport = (*rapport - 0.1).max(-1.0);
    }
    table.add_tension(nation, against, -DISAVOWAL_SHARE * OFF_MESSAGE_TENSION);
    table.add_trust(against, nation, 0.02);
    let day = table.today();
    table.announce(day, Fact::Disavowed(person));
}

/// An understudy takes over: no rapport and no history with anybody.
pub fn replace(table: &mut Table, person: NegotiatorId) {
    let nation = table.case.negotiator(person).nation;
    let state = &mut table.negotiators[person.index()];
    let offended = state.denounced >= 0 || state.off_message >= 0;
    state.replaced = true;
    state.rapport = [0.0; MAX_NATIONS];
    state.disavowed = true;
    if offended && let Some(rival) = table.case.rival(nation) {
        table.add_tension(nation, rival, -0.04);
    }
    let day = table.today();
    table.announce(day, Fact::Replaced(person));
}
