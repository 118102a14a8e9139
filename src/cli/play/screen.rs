//! What the player sees when asked for something: the turn, the table, a decision that falls due.

use crate::cli::page;
use crate::cli::play::{moves, views};
use crate::record::outlook::{self, Standing};
use crate::record::story::{Chronicle, Telling, commitment};
use crate::record::{names, talks};
use crate::rules::observation::Observation;
use crate::rules::state::Ask;

/// Days ahead that the screen of a turn shows; the calendar shows all.
const AHEAD: i32 = 21;

/// The news from an event on; false when there is none.
pub fn news(chronicle: &Chronicle, from: usize) -> bool {
    let items = chronicle.tell_from(from, Telling::default());
    page::story(&items, |day| names::day(&chronicle.case, day));
    !items.is_empty()
}

/// The head of a turn: when it is, how long to the summit.
pub fn head(view: &Observation) {
    let case = view.case();
    let slot = view.slot();
    let stage = case.calendar.stages.get(slot.stage).map(String::as_str).unwrap_or_default();
    let days = case.summit.day - view.today();
    let summit = match (view.outcome(), days) {
        (Some(outcome), _) => format!("the summit ended: {}", outcome.name()),
        (None, 0) => format!("{} is today", case.summit.place),
        (None, 1) => format!("1 day to {}", case.summit.place),
        (None, days) => format!("{days} days to {}", case.summit.place),
    };
    page::rule();
    page::wrapped(
        0,
        0,
        page::styled(
            page::HEADING,
            format!(
                "{} · turn {} of {} · {stage} · {summit}",
                names::days(case, slot),
                view.turn() + 1,
                case.calendar.turns.len()
            ),
        ),
    );
}

/// A figure of where the player stands: its name, decimals and unit, and which it is.
type Row = (&'static str, usize, &'static str, fn(&Standing) -> f64);

/// What is ahead, where the player stands, and the moves by purpose. Returns the entries that numbers take.
pub fn turn(view: &Observation, before: Option<Standing>) -> Vec<moves::Entry> {
    let waiting = outlook::waiting(view);
    if !waiting.is_empty() {
        page::heading("Waiting for your answer");
        waiting.iter().for_each(|text| page::wrapped(2, 4, text));
    }
    let dates = outlook::dates(view);
    let (near, far): (Vec<_>, Vec<_>) = dates.iter().partition(|due| due.day < view.today() + AHEAD);
    page::heading("What comes if nobody does anything");
    near.iter().for_each(|due| views::entry(view, due));
    if near.is_empty() {
        page::line("  Nothing in the next three weeks.");
    }
    if !far.is_empty() {
        page::line(page::styled(page::ASIDE, format!("  and {} later dates: `calendar`", far.len())));
    }
    page::heading("Where you stand");
    let now = Standing::of(view);
    let changed = |now: f64, before: Option<f64>| match before {
        Some(before) if (now - before).abs() >= 0.05 => format!("({})", page::change(now - before)),
        _ => String::new(),
    };
    let rows: [Row; 4] = [
        ("Your payoff now (0 to 100)", 1, "", |standing| standing.payoff),
        ("What you get without a deal (BATNA)", 1, "", |standing| standing.no_deal),
        ("Political capital", 1, "", |standing| standing.capital),
        ("Approval at home", 0, "%", |standing| standing.approval),
    ];
    for (label, decimals, unit, pick) in rows {
        let width = 5 - unit.len();
        let changed = changed(pick(&now), before.as_ref().map(pick));
        page::line(format!("  {label:36}  {:width$.decimals$}{unit}  {changed}", pick(&now)));
    }
    moves_left(view);
    moves::purposes(view)
}

/// The moves that are left, as a heading.
pub fn moves_left(view: &Observation) {
    let own = view.own();
    page::heading(format!("Your moves: {} public and {} private left", own.public_moves, own.private_moves));
    page::line(page::styled(page::ASIDE, "  A number opens a group; `end` ends your moves; `help` explains."));
}

/// What is asked when it is not a turn's moves.
pub fn question(view: &Observation, ask: Ask) {
    let case = view.case();
    match ask {
        Ask::Posture | Ask::Talk => {}
        Ask::Settle(position) => {
            let Some((_, known)) = view.commitments().find(|(at, _)| *at == usize::from(position)) else { return };
            page::heading("Your word falls due");
            page::wrapped(2, 4, format!("{}.", names::capital(&commitment(case, known))));
            let (now, then) = (view.levels(), view.levels_with(known.measure, known.level));
            let cost = view.audience_cost(known);
            let share = case.parameters.postponement_share;
            page::wrapped(
                2,
                4,
                format!(
                    "`settle execute`: your payoff {}, and {} about {:+.1}.",
                    page::change(view.payoff(&then) - view.payoff(&now)),
                    names::possessive(case, known.to),
                    view.reputed_payoff(known.to, &then) - view.reputed_payoff(known.to, &now)
                ),
            );
            page::wrapped(
                2,
                4,
                format!(
                    "`settle postpone`: an audience cost of {:.1} points now; it can be put off {} more times.",
                    share * cost,
                    crate::rules::legal::POSTPONEMENTS.saturating_sub(known.postponed)
                ),
            );
            page::wrapped(
                2,
                4,
                format!("`settle back-down`: an audience cost of {cost:.1} points, and your next word weighs less."),
            );
        }
        Ask::Attend => {
            page::heading(format!("Do you go to {}?", case.summit.place));
            let [prospect, appointment, tension] = view.attendance_terms();
            page::wrapped(
                2,
                4,
                format!(
                    "What the summit may bring {prospect:+.1}, keeping the appointment {appointment:+.1}, meeting a rival at this tension {tension:+.1}: {:+.1} points in all for going.",
                    prospect + appointment + tension
                ),
            );
            page::line("  `attend yes` or `attend no`");
        }
        Ask::Comply(position) => {
            let [regime, word] = view.temptation(usize::from(position));
            page::heading("Do you keep the agreement for another turn?");
            if let Some(agreement) = view.agreements().get(usize::from(position)) {
                page::wrapped(
                    2,
                    4,
                    format!(
                        "With {}, until {}: {}.",
                        names::nations(case, agreement.parties.without(view.seat()).iter()),
                        names::day(case, agreement.expires),
                        names::package(case, agreement.package)
                    ),
                );
            }
            page::wrapped(
                2,
                4,
                format!(
                    "Breaking it: {regime:+.1} points from the measures, {word:+.1} from a broken word: {:+.1} in all.",
                    regime + word
                ),
            );
            page::line("  `comply yes` or `comply no`");
        }
        Ask::Vote(_) => {
            page::heading("What was signed is put to the vote at home");
            page::line("  `vote for`, `vote against` or `vote freely`");
        }
    }
}

/// The beginning of talks.
pub fn talks_begin(view: &Observation) {
    let Some(talk) = view.talk() else { return };
    let best = view.package_value(talk.own.best(), talks::members(&talk));
    let case = view.case();
    page::rule();
    page::line(page::styled(page::HEADING, format!("At the table: {}", names::meeting(case, talk.channel))));
    page::wrapped(
        2,
        2,
        format!(
            "Your best package would be worth {best:+.1} points over no deal; you would not sign below {:+.1} (reservation value). {} rounds. `table` shows everything, `help` explains.",
            talk.reservation, talk.rounds
        ),
    );
}
