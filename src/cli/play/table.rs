//! The negotiating table as the player sees it.

use crate::bargaining::Package;
use crate::cli::page;
use crate::record::names;
use crate::record::talks::{
    closer, confidence, counterpart, difference, members, refused_to_me, share_of_best, spread,
};
use crate::rules::action::Action;
use crate::rules::observation::{Observation, TalkView};

/// Prints the whole table: issues, options, what each is worth, and the offers.
pub fn show(view: &Observation, draft: Package) {
    let case = view.case();
    let Some(talk) = view.talk() else {
        page::text(
            "  No talks are on. When a meeting is held, this shows every issue with what each option is worth to you; ask for one with `moves talks`.",
        );
        return;
    };
    let other = counterpart(view, &talk);
    page::heading(format!(
        "{} · round {} of {}",
        names::capital(&names::meeting(case, talk.channel)),
        talk.round + 1,
        talk.rounds
    ));
    if talk.vote {
        page::line("  The rounds are over: the table votes on the last offer. `accept` opts in, `walk-out` stays out.");
    }
    if let Some(other) = other {
        page::wrapped(
            2,
            2,
            format!(
                "Left: points over no deal to you, if kept. Right: how much {} seems to like it, 0 to 100 ({}).",
                names::nation(case, other),
                confidence(view.offers_seen(other))
            ),
        );
    }
    let standing = talk.standing.filter(|offer| offer.by != view.seat()).map(|offer| offer.package);
    let whole: f64 = (0..case.issues.len()).map(|issue| spread(&talk, issue)).sum::<f64>().max(1e-9);
    for (index, issue) in case.issues.iter().enumerate().filter(|(index, _)| talk.own.options[*index] > 0) {
        let closes = if issue.closes_at > talk.level {
            format!(" (closed by {})", closer(issue.closes_at))
        } else {
            String::new()
        };
        let weight = 100.0 * spread(&talk, index) / whole;
        page::line(format!(
            "  {}  {}{}",
            page::styled(page::MINE, format!("{:2}", index + 1)),
            page::styled(page::HEADING, &issue.name),
            page::styled(page::ASIDE, format!("{closes}; {weight:.0}% of what moves the other side"))
        ));
        let estimates = &talk.estimate.value[index][..issue.options.len().min(talk.estimate.value[index].len())];
        let (low, high) =
            estimates.iter().fold((0.0f64, 0.0f64), |(low, high), value| (low.min(*value), high.max(*value)));
        for (option, terms) in issue.options.iter().enumerate() {
            let theirs = 100.0 * (talk.estimate.value[index][option] - low) / (high - low).max(1e-9);
            let mut marks = Vec::new();
            if draft.get(index) == Some(option) {
                marks.push(page::styled(page::MINE, "← your package"));
            }
            if standing.and_then(|offer| offer.get(index)) == Some(option) {
                marks.push(page::styled(page::DEADLINE, "← on offer"));
            }
            page::line(format!(
                "      {} {:+6.1}  {:44} {theirs:4.0}  {}",
                option + 1,
                talk.own.value[index][option],
                terms.name,
                marks.join(" ")
            ));
        }
    }
    page::line("");
    offers(view, &talk);
    package(view, &talk, "Your package so far", draft);
    page::wrapped(2, 2, page::styled(page::ASIDE, HINT));
}

const HINT: &str = "`set ISSUE OPTION` (set 3 2), `clear 3`, `best`, `middle`, `standing` or `draft` start a package, `sweeten` and `improve` trade terms; `value`, `propose`, `ask-price`, `accept`, `walk-out`, `why`, `home`.";

/// Whether the other can be asked for its price.
pub fn may_ask(view: &Observation) -> bool {
    view.talk().is_some_and(|talk| view.check(&Action::AskPrice(talk.own.best())).is_ok())
}

/// Prints the last offers of every party, and the draft that the talks start from.
pub fn offers(view: &Observation, talk: &TalkView) {
    let case = view.case();
    if !talk.draft.is_empty() && talk.offers.is_empty() {
        let value = view.package_value(talk.draft, members(talk));
        page::wrapped(
            2,
            4,
            format!("Draft from below, worth {value:+.1} to you: {}.", names::package(case, talk.draft)),
        );
    }
    for party in talk.parties {
        if let Some(offer) = talk.offers.iter().rev().find(|offer| offer.by == *party) {
            let value = view.package_value(offer.package, members(talk));
            let who = if *party == view.seat() {
                "Your".to_string()
            } else {
                names::capital(&names::possessive(case, *party))
            };
            let standing =
                if talk.standing.is_some_and(|standing| standing.by == *party) { ", on the table" } else { "" };
            page::wrapped(
                2,
                4,
                format!(
                    "{who} last offer{standing}: worth {} to you (you would not sign below {:+.1}, your reservation value): {}.",
                    page::change(value),
                    talk.reservation,
                    names::package(case, offer.package)
                ),
            );
        }
    }
}

/// Prints a package with its worth and who at home is for it, on one or two lines.
pub fn package(view: &Observation, talk: &TalkView, title: &str, package: Package) {
    let case = view.case();
    if package.is_empty() {
        page::line(format!("  {title}: empty."));
        return;
    }
    let value = view.package_value(package, members(talk));
    let verdict =
        if value + 1e-9 >= talk.reservation { "above your reservation value" } else { "below your reservation value" };
    let other = counterpart(view, talk).map(|other| {
        format!(
            " {} seems to like it {:.0} of 100.",
            names::capital(&names::nation(case, other)),
            share_of_best(talk, package)
        )
    });
    page::wrapped(
        2,
        4,
        format!(
            "{title}: worth {} to you, {verdict} ({:+.1}); {:.0}% at home would vote for it (needed: {:.0}%).{} {}.",
            page::change(value),
            talk.reservation,
            100.0 * view.support(package, members(talk)),
            100.0 * case.nation(view.seat()).quota,
            other.unwrap_or_default(),
            names::package(case, package)
        ),
    );
}

/// What has been said since I last spoke, in a few lines.
pub fn since(view: &Observation, told: usize) {
    let case = view.case();
    let Some(talk) = view.talk() else { return };
    for offer in talk.offers.iter().skip(told).filter(|offer| offer.by != view.seat()) {
        let value = view.package_value(offer.package, members(&talk));
        let before = talk
            .offers
            .iter()
            .take_while(|earlier| earlier.round < offer.round)
            .filter(|earlier| earlier.by == offer.by)
            .last();
        let what = match before {
            None => names::package(case, offer.package),
            Some(before) => difference(case, before.package, offer.package),
        };
        page::wrapped(
            2,
            4,
            format!(
                "{} offers, worth {} to you: {what}.",
                names::capital(&names::nation(case, offer.by)),
                page::change(value)
            ),
        );
    }
    if let Some(missing) = refused_to_me(view) {
        page::wrapped(2, 4, format!("They would sign nothing with: {}.", names::package(case, missing)));
    }
    if let Some(asked) = talk.asked {
        page::wrapped(
            2,
            4,
            format!("You are asked what you would want for: {}. Answer with an offer.", names::package(case, asked)),
        );
    }
    page::line(format!("  Round {} of {}. `table` shows everything.", talk.round + 1, talk.rounds));
}
