//! Agreements in force: signing, lapse on the day, delivery of pledges, breach.

use crate::bargaining::Package;
use crate::rules::case::*;
use crate::rules::commitments;
use crate::rules::event::Fact;
use crate::rules::measures;
use crate::rules::state::*;

/// Lets a signed agreement take effect and returns its position.
pub fn sign(table: &mut Table, parties: Nations, package: Package, closed_at: Level, day: i32) -> u8 {
    let position = table.game.agreements.len().min(u8::MAX as usize) as u8;
    let expires = prolonged(table, parties, package).unwrap_or(day).max(day) + table.package_days(package);
    let agreement = Agreement {
        opening: None,
        parties,
        package,
        closed_at,
        signed: day,
        expires,
        fallback: Vec::new(),
        status: AgreementStatus::InForce,
        breakers: Nations::NONE,
        delivered: Nations::NONE,
    };
    table.game.agreements.push(agreement);
    table.game.stale = true;
    table.announce(day, Fact::Signed(position));
    position
}

/// Day on which the first of the agreements runs out that a package prolongs; none when it prolongs nothing.
fn prolonged(table: &Table, parties: Nations, package: Package) -> Option<i32> {
    let extends = package.issues().any(|(issue, option)| table.case.issues[issue].options[option].extends);
    let running = table
        .game
        .agreements
        .iter()
        .filter(|agreement| agreement.status == AgreementStatus::InForce && parties.covers(agreement.parties));
    running.map(|agreement| agreement.expires).min().filter(|_| extends)
}

/// Puts the terms of a signed (and, at the summit, ratified) agreement into force.
pub fn enter_into_force(table: &mut Table, position: usize, day: i32) {
    let Agreement { parties, package, expires, .. } = table.game.agreements[position];
    let extends = package.issues().any(|(issue, option)| table.case.issues[issue].options[option].extends);
    if extends {
        for earlier in 0..position {
            let agreement = &mut table.game.agreements[earlier];
            if agreement.status == AgreementStatus::InForce && parties.covers(agreement.parties) {
                agreement.expires = agreement.expires.max(expires);
            }
        }
    }
    let mut bound = Vec::new();
    for (issue, option) in package.issues() {
        for &(measure, level) in &table.case.issues[issue].options[option].sets {
            let owner = table.case.measure(measure).owner;
            if !parties.has(owner) {
                continue;
            }
            let state = table.measures[measure.index()];
            let back = state.scheduled.map_or(state.level, |(announced, _)| announced);
            bound.push(measure);
            if state.level != level || state.scheduled.is_some() {
                table.game.agreements[position].fallback.push((measure, back));
                let change = measures::set(table, measure, level, day);
                for target in table.case.measure(measure).targets.iter() {
                    table.add_tension(owner, target, 0.1 * change.min(0.0));
                }
            }
        }
        apply_terms(table, issue, Some(option));
    }
    for one in parties.iter() {
        for other in parties.without(one).iter() {
            table.add_trust(one, other, 0.06);
            if one < other {
                table.add_tension(one, other, -0.08);
            }
        }
    }
    table.add_market(-0.08);
    commitments::settled_by_agreement(table, parties, &bound, day);
}

/// Replaces the option in force on an issue and moves everybody's goals by the difference of its effects.
fn apply_terms(table: &mut Table, issue: usize, option: Option<usize>) {
    let options = &table.case.issues[issue].options;
    let before = table.game.terms.get(issue);
    for (nation, state) in table.nations.iter_mut().enumerate() {
        for goal in 0..Goal::ALL.len() {
            let effect = |option: Option<usize>| option.map_or(0.0, |o| options[o].effects[nation][goal]);
            state.drift[goal] += effect(option) - effect(before);
        }
    }
    table.game.terms.set(issue, option);
    table.game.stale = true;
}

/// Lets agreements lapse whose day has come.
pub fn run_out(table: &mut Table) {
    let until = table.deadline();
    for position in 0..table.game.agreements.len() {
        if table.game.agreements[position].status != AgreementStatus::InForce {
            continue;
        }
        let expires = table.game.agreements[position].expires;
        if expires < until {
            table.announce(expires, Fact::Lapsed(position as u8));
            end(table, position, AgreementStatus::Lapsed, expires);
        }
    }
}

/// Delivers the pledges that are due of agreements that nobody has broken.
pub fn deliver(table: &mut Table) {
    let until = table.deadline();
    for position in 0..table.game.agreements.len() {
        let Agreement { opening, status, expires, .. } = table.game.agreements[position];
        let end = match status {
            AgreementStatus::InForce => until,
            AgreementStatus::Lapsed => until.min(expires),
            AgreementStatus::Void | AgreementStatus::Unratified => continue,
        };
        if opening.is_none() {
            deliver_until(table, position, end);
        }
    }
}

fn deliver_until(table: &mut Table, position: usize, until: i32) {
    let package = table.game.agreements[position].package;
    for (issue, option) in package.issues() {
        let Some(pledge) = &table.case.issues[issue].options[option].pledge else { continue };
        let agreement = &mut table.game.agreements[position];
        if pledge.due < until && agreement.parties.has(pledge.by) && !agreement.delivered.has(pledge.by) {
            agreement.delivered = agreement.delivered.with(pledge.by);
            let parties = agreement.parties;
            for holder in parties.without(pledge.by).iter() {
                table.relation_mut(holder, pledge.by).promises.kept += 1.0;
            }
            table.announce(pledge.due, Fact::Delivered(pledge.by, position as u8));
        }
    }
}

/// Ends an agreement because a party broke it: everybody learns what its word is worth, and the measures go back.
pub fn break_off(table: &mut Table, position: usize, breaker: NationId, day: i32) {
    if table.game.agreements[position].status != AgreementStatus::InForce {
        return;
    }
    let parties = table.game.agreements[position].parties;
    table.game.agreements[position].breakers = Nations::of([breaker]);
    table.game.tally.breaches += 1;
    table.announce(day, Fact::Breached(breaker, position as u8));
    for holder in table.case.nation_ids().filter(|nation| *nation != breaker) {
        let party = parties.has(holder);
        table.relation_mut(holder, breaker).promises.broken += if party { 2.0 } else { 1.0 };
        if party {
            table.add_trust(holder, breaker, -0.2);
            table.add_tension(holder, breaker, 0.15);
            let turn = table.game.turn as i32;
            table.nation_mut(holder).last_hostile[breaker.index()] = turn;
        }
    }
    table.nation_mut(breaker).drift[Goal::Standing as usize] -= 0.06;
    table.add_market(0.1);
    end(table, position, AgreementStatus::Void, day);
}

/// Marks a signed agreement as not accepted at home.
pub fn reject(table: &mut Table, position: usize) {
    table.game.agreements[position].status = AgreementStatus::Unratified;
    table.game.stale = true;
}

fn end(table: &mut Table, position: usize, status: AgreementStatus, day: i32) {
    table.game.agreements[position].status = status;
    table.game.stale = true;
    let package = table.game.agreements[position].package;
    for (issue, option) in package.issues() {
        if table.game.terms.get(issue) == Some(option) {
            apply_terms(table, issue, None);
        }
    }
    let fallback = std::mem::take(&mut table.game.agreements[position].fallback);
    for &(measure, level) in &fallback {
        let severity = |level: u8| table.case.level(measure, level).severity;
        if status == AgreementStatus::Void && severity(table.measures[measure.index()].level) >= severity(level) {
            // Whoever broke it has gone that far already, or further.
            continue;
        }
        let change = measures::set(table, measure, level, day);
        let owner = table.case.measure(measure).owner;
        for target in table.case.measure(measure).targets.iter() {
            table.add_tension(owner, target, 0.12 * change);
        }
        table.add_market(0.08 * change.max(0.0));
    }
    table.game.agreements[position].fallback = fallback;
}
