//! The negotiating table and the package builder.

use crate::bargaining::Package;
use crate::classroom::desk::Poll;
use crate::classroom::web::now::button;
use crate::classroom::web::shell::change;
use crate::record::names;
use crate::record::talks::{closer, confidence, counterpart, difference, members, share_of_best, spread};
use crate::rules::action::Action;
use crate::rules::observation::{Observation, TalkView};
use maud::{Markup, html};

/// The table as a party sees it, with what it can say when it has the word.
pub fn show(view: &Observation, step: &str, package: Package, polls: &[Poll]) -> Markup {
    let Some(talk) = view.talk() else { return html! {} };
    let up = view.ask().is_some();
    let case = view.case();
    html! {
        section.card.ask[up] aria-labelledby="talks" {
            h2 #talks { (names::capital(&names::meeting(case, talk.channel))) }
            p {
                "Round " strong { (talk.round + 1) } " of " (talk.rounds)
                " · you would not sign below " strong { (format!("{:+.1}", talk.reservation)) } " points over no deal (reservation value)"
                " · your best package would bring " (format!("{:+.1}", talk.ideal)) "."
            }
            @if talk.vote {
                p.banner { "The rounds are over: the table votes on the last offer. Accepting opts in, walking out stays out." }
            }
            @if let Some(asked) = talk.asked.filter(|_| up) {
                p.banner { "You are asked what you would want for: " (names::package(case, asked)) ". Answer with an offer." }
            }
            (offers(view, &talk))
            @if talk.standing.is_some_and(|offer| offer.by != view.seat()) {
                @if up { div.actions {
                    @if view.check(&Action::Accept).is_ok() {
                        (button(view, step, &Action::Accept, &format!("Accept, worth {:+.1} to us", talk.standing_worth()), true))
                    }
                } }
                (home_vote(view, &talk, polls))
            }
            @if !talk.vote { (builder(view, &talk, step, package)) }
            @if up {
            details #leave {
                summary { "Leave the table" }
                p { "The meeting ends without an agreement; at the summit that is a walkout." }
                (button(view, step, &Action::WalkOut, "Walk out", false))
            }
            }
        }
    }
}

/// The last offer of every party, with what it is worth to the seat and what changed.
fn offers(view: &Observation, talk: &TalkView) -> Markup {
    let case = view.case();
    let last: Vec<_> = talk
        .parties
        .iter()
        .filter_map(|party| {
            let mut theirs = talk.offers.iter().rev().filter(|offer| offer.by == *party);
            Some((*party, *theirs.next()?, theirs.next().map(|before| before.package)))
        })
        .collect();
    html! {
        @if last.is_empty() {
            p.empty { "No offer has been made yet. Whoever speaks first sets the tone." }
            @if !talk.draft.is_empty() {
                p { "A draft from earlier talks lies on the table, worth " (change(view.package_value(talk.draft, members(talk)))) " to you: " (names::package(case, talk.draft)) "." }
            }
        }
        @for (party, offer, before) in last {
            @let standing = talk.standing.is_some_and(|standing| standing.by == party);
            div.offer.standing[standing] {
                p {
                    strong {
                        @if party == view.seat() { "Your last offer" } @else { (names::capital(&names::possessive(case, party))) " last offer" }
                    }
                    @if standing { " (on the table)" }
                    ": worth " (change(view.package_value(offer.package, members(talk)))) " points over no deal to you"
                }
                ul { @for (issue, option) in offer.package.issues() { li { (case.issues[issue].name) ": " (case.issues[issue].options[option].name) } } }
                @if let Some(before) = before { p.notes { "Against the offer before: " (difference(case, before, offer.package)) "." } }
            }
        }
    }
}

/// Who at home would vote for the offer on the table, and what the delegation's voices of the home front say.
fn home_vote(view: &Observation, talk: &TalkView, polls: &[Poll]) -> Markup {
    let case = view.case();
    let Some(standing) = talk.standing else { return html! {} };
    let nation = case.nation(view.seat());
    let margins = view.constituency_margins(standing.package, members(talk));
    let (support, quota) = (100.0 * view.support(standing.package, members(talk)), 100.0 * nation.quota);
    let (pro, contra) = polls
        .iter()
        .fold((0, 0), |(pro, contra), poll| if poll.favours { (pro + 1, contra) } else { (pro, contra + 1) });
    html! {
        details #home {
            summary { "At home: " (format!("{support:.0} % for it, {quota:.0} % needed")) }
            table {
                caption { "The offer on the table, group by group" }
                thead { tr { th scope="col" { "Group" } th scope="col" { "Votes" } th scope="col" { "Margin, points" } } }
                tbody {
                    @for (group, margin) in nation.constituencies.iter().zip(margins) {
                        tr { th scope="row" { (group.name) } td { (format!("{:.0} %", 100.0 * group.weight)) } td { (change(margin)) } }
                    }
                }
            }
            p {
                "As far as you can tell " @if view.in_win_set(standing.package, members(talk)) { "it would pass." } @else { "it would fail." }
            }
            form.inline method="post" action="/seat/poll" {
                p { "Voice of the home front, would you vote for it? " (pro) " for, " (contra) " against so far in your delegation." }
                button type="submit" name="favours" value="yes" { "For it" }
                button type="submit" name="favours" value="no" { "Against it" }
            }
        }
    }
}

fn builder(view: &Observation, talk: &TalkView, step: &str, package: Package) -> Markup {
    let case = view.case();
    let other = counterpart(view, talk);
    let whole: f64 = (0..case.issues.len()).map(|issue| spread(talk, issue)).sum::<f64>().max(1e-9);
    let value = view.package_value(package, members(talk));
    let signable = value + 1e-9 >= talk.reservation_of(case, package);
    html! {
        form #package method="post" action="/seat/package" data-package="" {
            h3 { "Build a package" }
            input type="hidden" name="step" value=(step);
            p.aside {
                "Before each option: points over no deal to you, if it is kept."
                @if let Some(other) = other {
                    " In brackets after it: how much " (names::nation(case, other)) " seems to like it, 0 to 100 (" (confidence(view.offers_seen(other))) ")."
                }
            }
            @for (index, issue) in case.issues.iter().enumerate().filter(|(index, _)| talk.own.options[*index] > 0) {
                @let estimates = &talk.estimate.value[index][..issue.options.len().min(talk.estimate.value[index].len())];
                @let low = estimates.iter().copied().fold(0.0f64, f64::min);
                @let high = estimates.iter().copied().fold(0.0f64, f64::max);
                div.issue {
                    label for=(format!("issue-{index}")) {
                        (names::capital(&issue.name))
                        span.aside {
                            (format!(" {:.0} % of what moves the other side", 100.0 * spread(talk, index) / whole))
                            @if issue.closes_at > talk.level { "; closed by " (closer(issue.closes_at)) }
                        }
                    }
                    select #(format!("issue-{index}")) name=(format!("issue-{}", issue.id)) {
                        option value="" selected[package.get(index).is_none()] { "left open" }
                        @for (option, terms) in issue.options.iter().enumerate() {
                            @let theirs = 100.0 * (talk.estimate.value[index][option] - low) / (high - low).max(1e-9);
                            option value=(option) selected[package.get(index) == Some(option)] {
                                (format!("{:+.1} {}", talk.own.value[index][option], terms.name)) @if other.is_some() { (format!(" [{theirs:.0}]")) }
                            }
                        }
                    }
                    @if let Some(chosen) = package.get(index) {
                        p.notes { (issue.options[chosen].name) ": " (change(talk.own.value[index][chosen])) " to you" }
                    }
                }
            }
            div.worth role="status" {
                @if package.is_empty() {
                    p { "Your package is empty." }
                } @else {
                    p {
                        "Your package: worth " strong { (change(value)) } " to you, "
                        @if signable { "above" } @else { strong.loss { "below" } }
                        " your reservation value (" (format!("{:+.1}", talk.reservation_of(case, package))) "); "
                        (format!("{:.0} %", 100.0 * view.support(package, members(talk)))) " at home would vote for it, "
                        (format!("{:.0} %", 100.0 * case.nation(view.seat()).quota)) " are needed."
                        @if let Some(other) = other {
                            " " (names::capital(&names::nation(case, other))) (format!(" seems to like it {:.0} of 100.", share_of_best(talk, package)))
                        }
                    }
                }
            }
            div.actions {
                @if view.ask().is_some() {
                    button.main type="submit" name="do" value="offer" { "Put it on the table" }
                    button type="submit" name="do" value="ask-price" { "Ask what they would want for it" }
                }
                button type="submit" name="do" value="worth" { "Work out its worth" }
            }
            div.actions.start {
                span.aside { "Begin with:" }
                button type="submit" name="do" value="best" { "our best" }
                button type="submit" name="do" value="middle" { "a fair middle" }
                @if talk.standing.is_some() { button type="submit" name="do" value="standing" { "the offer on the table" } }
                @if !talk.draft.is_empty() { button type="submit" name="do" value="draft" { "the draft" } }
                button type="submit" name="do" value="clear" { "nothing" }
            }
        }
    }
}
