//! The negotiating table and the package builder.

use crate::bargaining::Package;
use crate::classroom::desk::Poll;
use crate::classroom::web::now::button;
use crate::classroom::web::say::{engine, rich};
use crate::classroom::web::shell::change;
use crate::language::Language;
use crate::record::names;
use crate::record::talks::{closer, confidence, counterpart, difference, members, share_of_best, spread};
use crate::rules::action::Action;
use crate::rules::observation::{Observation, TalkView};
use maud::{Markup, html};

/// The table as a party sees it, with what it can say when it has the word.
pub fn show(say: &Language, view: &Observation, step: &str, package: Package, polls: &[Poll]) -> Markup {
    let Some(talk) = view.talk() else { return html! {} };
    let up = view.ask().is_some();
    let case = view.case();
    html! {
        section.card.ask[up] aria-labelledby="talks" {
            h2 #talks lang=[engine(say)] { (names::capital(&names::meeting(case, talk.channel))) }
            p {
                (rich(say, "class-round", &[
                    ("round", html! { strong { (talk.round + 1) } }),
                    ("rounds", html! { (talk.rounds) }),
                    ("least", html! { strong { (say.change(talk.reservation, 1)) } }),
                    ("best", html! { (say.change(talk.ideal, 1)) }),
                ]))
            }
            @if talk.vote { p.banner { (say.text("talks-vote")) } }
            @if let Some(asked) = talk.asked.filter(|_| up) {
                p.banner { (say.text("talks-asked")) " " span lang=[engine(say)] { (names::capital(&names::package(case, asked))) "." } }
            }
            (offers(say, view, &talk))
            @if talk.standing.is_some_and(|offer| offer.by != view.seat()) {
                @if up { div.actions {
                    @if view.check(&Action::Accept).is_ok() {
                        @let worth = say.text_with("class-accept", &[("worth", say.change(talk.standing_worth(), 1).into())]);
                        (button(view, step, &Action::Accept, &worth, true))
                    }
                } }
                (home_vote(say, view, &talk, polls))
            }
            @if !talk.vote { (builder(say, view, &talk, step, package)) }
            @if up {
                details #leave {
                    summary { (say.text("say-walk-out")) }
                    p { (say.text("class-walk-out-what")) }
                    (button(view, step, &Action::WalkOut, &say.text("class-walk-out"), false))
                }
            }
        }
    }
}

/// The last offer of every party, with what it is worth to the seat and what changed.
fn offers(say: &Language, view: &Observation, talk: &TalkView) -> Markup {
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
            p.empty { (say.text("class-no-offer")) }
            @if !talk.draft.is_empty() {
                p { (rich(say, "class-draft", &[("worth", change(say, view.package_value(talk.draft, members(talk))))])) " " span lang=[engine(say)] { (names::capital(&names::package(case, talk.draft))) "." } }
            }
        }
        @for (party, offer, before) in last {
            @let standing = talk.standing.is_some_and(|standing| standing.by == party);
            div.offer.standing[standing] {
                p {
                    strong {
                        @if party == view.seat() { (say.text("class-your-last-offer")) }
                        @else { (say.text_with("class-their-last-offer", &[("nation", case.nation(party).name.as_str().into())])) }
                    }
                    @if standing { " (" (say.text("talks-stands")) ")" }
                    ": " (rich(say, "class-offer-worth", &[("worth", change(say, view.package_value(offer.package, members(talk))))]))
                }
                ul lang=[engine(say)] { @for (issue, option) in offer.package.issues() { li { (case.issues[issue].name) ": " (case.issues[issue].options[option].name) } } }
                @if let Some(before) = before { p.notes { (say.text("class-against-before")) " " span lang=[engine(say)] { (difference(case, before, offer.package)) "." } } }
            }
        }
    }
}

/// Who at home would vote for the offer on the table, and what the delegation's voices of the home front say.
fn home_vote(say: &Language, view: &Observation, talk: &TalkView, polls: &[Poll]) -> Markup {
    let case = view.case();
    let Some(standing) = talk.standing else { return html! {} };
    let nation = case.nation(view.seat());
    let margins = view.constituency_margins(standing.package, members(talk));
    let pro = polls.iter().filter(|poll| poll.favours).count();
    let contra = polls.len() - pro;
    html! {
        details #home {
            summary {
                (say.text_with("class-at-home", &[
                    ("support", say.percent(view.support(standing.package, members(talk)), 0).into()),
                    ("quota", say.percent(nation.quota, 0).into()),
                ]))
            }
            table.figures {
                caption { (say.text("class-offer-by-group")) }
                thead { tr { th scope="col" { (say.text("class-group")) } th scope="col" { (say.text("class-votes")) } th scope="col" { (say.text("class-margin")) } } }
                tbody lang=[engine(say)] {
                    @for (group, margin) in nation.constituencies.iter().zip(margins) {
                        tr { th scope="row" { (group.name) } td { (say.percent(group.weight, 0)) } td { (change(say, margin)) } }
                    }
                }
            }
            p { (say.text(if view.in_win_set(standing.package, members(talk)) { "home-passes" } else { "home-fails" })) }
            form.inline method="post" action="/seat/poll" {
                p { (say.text_with("class-poll", &[("pro", pro.into()), ("contra", contra.into())])) }
                div.actions {
                    button type="submit" name="favours" value="yes" { (say.text("class-poll-for")) }
                    button type="submit" name="favours" value="no" { (say.text("class-poll-against")) }
                }
            }
        }
    }
}

fn builder(say: &Language, view: &Observation, talk: &TalkView, step: &str, package: Package) -> Markup {
    let case = view.case();
    let other = counterpart(view, talk);
    let whole: f64 = (0..case.issues.len()).map(|issue| spread(talk, issue)).sum::<f64>().max(1e-9);
    html! {
        form #package method="post" action="/seat/package" data-package="" {
            h3 { (say.text("class-build")) }
            input type="hidden" name="step" value=(step);
            p.aside {
                (say.text("class-build-what"))
                @if let Some(other) = other {
                    " " (rich(say, "class-build-theirs", &[
                        ("nation", html! { (case.nation(other).name) }),
                        ("sure", html! { span lang=[engine(say)] { (confidence(view.offers_seen(other))) } }),
                    ]))
                }
            }
            @for (index, issue) in case.issues.iter().enumerate().filter(|(index, _)| talk.own.options[*index] > 0) {
                @let estimates = &talk.estimate.value[index][..issue.options.len().min(talk.estimate.value[index].len())];
                @let low = estimates.iter().copied().fold(0.0f64, f64::min);
                @let high = estimates.iter().copied().fold(0.0f64, f64::max);
                div.issue {
                    label for=(format!("issue-{index}")) {
                        span lang=[engine(say)] { (names::capital(&issue.name)) } " "
                        span.aside {
                            (say.text_with("talks-weight", &[("share", say.percent(spread(talk, index) / whole, 0).into())]))
                            @if issue.closes_at > talk.level {
                                "; " (say.text("class-closed-by")) " " span lang=[engine(say)] { (closer(issue.closes_at)) }
                            }
                        }
                    }
                    select #(format!("issue-{index}")) name=(format!("issue-{}", issue.id)) {
                        option value="" selected[package.get(index).is_none()] { (say.text("class-left-open")) }
                        @for (option, terms) in issue.options.iter().enumerate() {
                            @let theirs = 100.0 * (talk.estimate.value[index][option] - low) / (high - low).max(1e-9);
                            option value=(option) selected[package.get(index) == Some(option)] lang=[engine(say)] {
                                (say.change(talk.own.value[index][option], 1)) " " (terms.name) @if other.is_some() { (format!(" [{theirs:.0}]")) }
                            }
                        }
                    }
                    @if let Some(chosen) = package.get(index) {
                        p.notes { span lang=[engine(say)] { (issue.options[chosen].name) } ": " (rich(say, "class-to-you-worth", &[("worth", change(say, talk.own.value[index][chosen]))])) }
                    }
                }
            }
            (worth(say, view, talk, package))
            div.actions {
                @if view.ask().is_some() {
                    button.main type="submit" name="do" value="offer" { (say.text("class-offer")) }
                    button type="submit" name="do" value="ask-price" { (say.text("class-ask-price")) }
                }
                button type="submit" name="do" value="worth" { (say.text("class-work-out")) }
            }
            div.actions.start {
                span.aside { (say.text("class-begin-with")) }
                button type="submit" name="do" value="best" { (say.text("class-begin-best")) }
                button type="submit" name="do" value="middle" { (say.text("class-begin-middle")) }
                @if talk.standing.is_some() { button type="submit" name="do" value="standing" { (say.text("class-begin-standing")) } }
                @if !talk.draft.is_empty() { button type="submit" name="do" value="draft" { (say.text("class-begin-draft")) } }
                button type="submit" name="do" value="clear" { (say.text("class-begin-nothing")) }
            }
        }
    }
}

/// What the package that is being built is worth, to the seat, at home, and to the other side.
fn worth(say: &Language, view: &Observation, talk: &TalkView, package: Package) -> Markup {
    let case = view.case();
    let value = view.package_value(package, members(talk));
    let least = talk.reservation_of(case, package);
    let key = if value + 1e-9 >= least { "class-package-above" } else { "class-package-below" };
    html! {
        div.worth role="status" {
            @if package.is_empty() {
                p { (say.text("class-package-empty")) }
            } @else {
                p {
                    (rich(say, key, &[
                        ("worth", html! { strong { (change(say, value)) } }),
                        ("least", html! { (say.change(least, 1)) }),
                    ])) " "
                    (say.text_with("home-support", &[
                        ("share", say.percent(view.support(package, members(talk)), 0).into()),
                        ("quota", say.percent(case.nation(view.seat()).quota, 0).into()),
                    ]))
                    @if let Some(other) = counterpart(view, talk) {
                        " " (say.text_with("class-package-theirs", &[
                            ("nation", case.nation(other).name.as_str().into()),
                            ("share", say.number(share_of_best(talk, package), 0).into()),
                        ]))
                    }
                }
            }
        }
    }
}
