//! Pages that the player can read at any time.

use crate::bargaining::Package;
use crate::cli::page;
use crate::cli::play::table;
use crate::record::economy;
use crate::record::names;
use crate::record::outlook::{Due, dates};
use crate::record::story::commitment;
use crate::rules::case::*;
use crate::rules::observation::Observation;
use crate::rules::state::Attendance;

/// The briefing of the role.
pub fn brief(case: &Case, seat: NationId) {
    let briefing = &case.nation(seat).briefing;
    page::markdown(&case.situation);
    page::markdown(&briefing.public);
    if !briefing.private.is_empty() {
        page::heading("For your eyes only");
        page::markdown(&briefing.private);
    }
}

/// Relations, beliefs, the market.
pub fn situation(view: &Observation) {
    let case = view.case();
    page::heading("What you want, and how far it is met (0 to 100)");
    let weights = &case.nation(view.seat()).goals;
    for (goal, value) in Goal::ALL.iter().zip(view.goals()) {
        let weight = weights[*goal as usize];
        if weight > 0.0 {
            page::line(format!(
                "  {:24} {:4.0}   weight {:.0}%",
                names::capital(goal.name()),
                100.0 * value,
                100.0 * weight
            ));
        }
    }
    page::heading("The others, as you see them");
    page::line(page::styled(
        page::ASIDE,
        format!(
            "  {:20} {:>8} {:>7} {:>18} {:>15} {:>9}",
            "", "tension", "trust", "executes threats", "keeps promises", "approval"
        ),
    ));
    for other in case.nation_ids().filter(|other| *other != view.seat()) {
        page::line(format!(
            "  {:20} {:8.2} {:7.2} {:17.0}% {:14.0}% {:8.0}%",
            case.nation(other).name,
            view.tension(other),
            view.trust(other),
            100.0 * view.threat_credibility(other),
            100.0 * view.promise_credibility(other),
            view.approval(other)
        ));
    }
    let [one, other] = case.summit.parties;
    page::line("");
    page::wrapped(
        2,
        2,
        format!(
            "Tension between {} and {}: {:.2} of 1. Market stress: {:.2} of 1.",
            names::nation(case, one),
            names::nation(case, other),
            view.tension_between(one, other),
            view.market()
        ),
    );
    for party in case.summit.parties {
        let said = match view.attendance(party) {
            Attendance::Expected => "is expected",
            Attendance::Confirmed => "has confirmed",
            Attendance::Doubtful => "has put it in doubt",
            Attendance::Cancelled => "will not come",
        };
        let who = names::nation(case, party);
        if view.outcome().is_none() {
            page::line(format!("  The meeting in {}: {who} {said}.", case.summit.place));
        }
    }
}

/// What a measure at a level would do to the own economy, or no deal.
pub fn economy(view: &Observation, asked: Option<(MeasureId, u8)>) {
    let case = view.case();
    let now = view.levels();
    let (title, then) = match asked {
        None => ("If nothing is agreed, against the measures in force".to_string(), view.no_deal_levels()),
        Some((measure, level)) => {
            let lever = &case.measure(measure).name;
            (
                format!(
                    "{} at {}, against the measures in force",
                    names::capital(lever),
                    names::level(case, measure, level)
                ),
                view.levels_with(measure, level),
            )
        }
    };
    page::heading(title);
    match economy::change(case, view.seat(), &now, &then) {
        Some(change) => economy::lines(&change).iter().for_each(|line| page::wrapped(2, 4, line)),
        None => page::line("  Your trade, prices and supplies would not change."),
    }
    let note = "By the trade model, once all has adjusted and stocks have run out.";
    page::wrapped(2, 2, page::styled(page::ASIDE, note));
}

/// Every measure, by owner.
pub fn measures(view: &Observation) {
    let case = view.case();
    for owner in case.nation_ids() {
        let owned: Vec<MeasureId> = case.measure_ids().filter(|id| case.measure(*id).owner == owner).collect();
        if owned.is_empty() {
            continue;
        }
        page::heading(names::capital(&names::nation(case, owner)));
        for id in owned {
            let state = view.measure(id);
            let lever = case.measure(id);
            let planned = state.scheduled.map(|(level, day)| {
                page::styled(
                    page::DEADLINE,
                    format!(", from {}: {}", names::day(case, day), case.level(id, level).name),
                )
            });
            let suspended =
                state.suspended.map(|level| format!(" (suspended; can return to {})", names::level(case, id, level)));
            page::wrapped(
                2,
                6,
                format!(
                    "{}: {}{}{}",
                    names::capital(&lever.name),
                    page::styled(page::HEADING, &case.level(id, state.level).name),
                    planned.unwrap_or_default(),
                    suspended.unwrap_or_default()
                ),
            );
            let levels: Vec<String> = lever.levels.iter().map(|level| format!("\"{}\"", level.name)).collect();
            page::wrapped(6, 6, page::styled(page::ASIDE, format!("{}: {}", lever.id, levels.join(", "))));
        }
    }
}

/// All dates ahead.
pub fn calendar(view: &Observation) {
    for due in dates(view) {
        entry(view, &due);
    }
}

/// Prints a date.
pub fn entry(view: &Observation, due: &Due) {
    let day = format!("{:14}", names::day(view.case(), due.day));
    let soon = due.day < view.slot().until;
    let style = if soon {
        page::DEADLINE
    } else if due.mine {
        page::MINE
    } else {
        anstyle::Style::new()
    };
    let day = page::styled(style, day);
    page::wrapped(2, 18, format!("{day}  {}", due.text));
}

/// Threats and promises that stand, and how earlier ones ended.
pub fn words(view: &Observation) {
    let case = view.case();
    let mut none = true;
    for (_, known) in view.commitments() {
        none = false;
        let end = match known.end {
            None => page::styled(page::DEADLINE, "stands"),
            Some((end, day)) => format!("{} on {}", format!("{end:?}").to_lowercase(), names::day(case, day)),
        };
        page::wrapped(2, 4, format!("{}: {end}.", names::capital(&commitment(case, known))));
    }
    if none {
        page::line("  No threats or promises yet; they appear here with how each ends.");
    }
}

/// Negotiators of every nation.
pub fn people(view: &Observation) {
    let case = view.case();
    for nation in case.nation_ids() {
        page::heading(names::capital(&names::nation(case, nation)));
        for &id in &case.nation(nation).negotiators {
            let person = case.negotiator(id);
            let state = view.negotiator(id);
            let mut notes = Vec::new();
            if nation == view.seat() {
                notes.push(format!(
                    "holds out {}",
                    if person.style > 1.5 {
                        "long"
                    } else if person.style < 0.9 {
                        "little"
                    } else {
                        "evenly"
                    }
                ));
                notes.push(format!("discipline {:.0}%", 100.0 * person.discipline));
            } else if let Some(rapport) = state.rapport {
                notes.push(format!("rapport with you {rapport:+.2}"));
            }
            if state.replaced {
                notes.push("replaced by an understudy".to_string());
            }
            if let Some(turn) = state.off_message {
                let how = if state.disavowed { "disavowed" } else { "not disavowed" };
                notes.push(format!("spoke without orders in turn {} ({how})", turn + 1));
            }
            let name = if person.holder.is_empty() { String::new() } else { format!(", {}", person.holder) };
            page::wrapped(2, 6, format!("{}{name} ({}): {}", person.office, person.id, notes.join(", ")));
        }
    }
}

/// Who at home would vote for a package: the one that is being built, or what is on the table.
pub fn home(view: &Observation, draft: Package) {
    let case = view.case();
    let nation = case.nation(view.seat());
    let talk = view.talk();
    let members =
        talk.as_ref().map_or(Nations::of(case.summit.parties).with(view.seat()), crate::record::talks::members);
    let standing = talk.as_ref().and_then(|talk| talk.standing).map(|offer| offer.package);
    let (what, package) = match standing {
        _ if !draft.is_empty() => ("your package", draft),
        Some(standing) => ("the offer on the table", standing),
        None => ("the draft, if there is one", view.draft(members)),
    };
    page::heading(format!(
        "At home: approval {:.0}%, political capital {:.1}",
        view.own().approval,
        view.own().capital
    ));
    if package.is_empty() {
        page::line("  Groups and their votes; build a package with `set` or `best` to see who would be for it.");
        for group in &nation.constituencies {
            let mut wants: Vec<(f64, &str)> = Goal::ALL
                .iter()
                .map(|goal| (group.goals[*goal as usize], goal.name()))
                .filter(|(weight, _)| *weight > 0.0)
                .collect();
            wants.sort_by(|a, b| b.0.total_cmp(&a.0));
            let wants: Vec<String> = wants.into_iter().take(3).map(|(_, name)| name.to_string()).collect();
            page::line(format!(
                "  {:28} {:3.0}% of the votes   wants {}",
                group.name,
                100.0 * group.weight,
                names::list(wants)
            ));
        }
        return;
    }
    page::line(format!("  What passes at home (win-set), for {what}:"));
    for (group, margin) in nation.constituencies.iter().zip(view.constituency_margins(package, members)) {
        let side = if margin >= 0.0 { "for" } else { "against" };
        page::line(format!(
            "  {:28} {:3.0}% of the votes   {side:8} by {}",
            group.name,
            100.0 * group.weight,
            page::change(margin)
        ));
    }
    let (support, quota) = (100.0 * view.support(package, members), 100.0 * nation.quota);
    let verdict = if view.in_win_set(package, members) { "it would pass" } else { "it would fail" };
    page::line(format!("  For it: {support:.0}%; needed: {quota:.0}%: {verdict}, as far as you can tell."));
}

/// What a package is worth.
pub fn value(view: &Observation, package: Package) {
    let case = view.case();
    if let Some(talk) = view.talk() {
        table::package(view, &talk, "The package", package);
    } else {
        let members = Nations::of(case.summit.parties).with(view.seat());
        page::wrapped(
            2,
            4,
            format!(
                "Worth {} points over no deal to you: {}.",
                page::change(view.package_value(package, members)),
                names::package(case, package)
            ),
        );
    }
    home(view, package);
}
