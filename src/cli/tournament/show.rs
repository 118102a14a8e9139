//! A tournament in tables.

use crate::cli::page;
use crate::cli::table::{amount, change, header, table};
use crate::cli::tournament::{Encounter, Entrant, Played};
use crate::record::names;
use crate::statistics::empirical_game::{Answer, Standing};
use crate::statistics::equilibrium::Equilibrium;
use crate::statistics::interval::Interval;

/// Chance below which a strategy of a mixed equilibrium is left out of its sentence.
const SMALL: f64 = 0.0005;
/// Equilibria that are told one by one.
const TOLD: usize = 8;

/// Prints what a tournament came to.
pub fn tell(played: &[Played], entrants: &[Entrant]) {
    for (position, scenario) in played.iter().enumerate() {
        if position > 0 {
            page::rule();
        }
        page::line(page::styled(page::HEADING, &scenario.case.title));
        let encounters = scenario.encounters.len();
        page::text(format!(
            "{} games of each of {} pairings. Game n has the same chance in every pairing, so differences are surer than the \
             intervals of single figures suggest; all other seats keep their usual leaders. Payoffs run from 0 to 100; intervals \
             are 95 percent.",
            amount(scenario.games as f64, 0),
            amount((encounters * entrants.len() * entrants.len()) as f64, 0),
        ));
        for encounter in &scenario.encounters {
            tell_encounter(scenario, encounter, entrants);
        }
        tell_overall(scenario, entrants);
        let failed: u64 = scenario.encounters.iter().map(|encounter| encounter.failed).sum();
        if failed > 0 {
            page::text(format!(
                "{} games failed, mostly over a policy for which the trade model has no equilibrium; they are counted with what they came to.",
                amount(failed as f64, 0)
            ));
        }
    }
    page::line("");
    page::text(
        "Why no Elo: a rating of one number a policy assumes that who beats whom follows from strength alone. Where policies beat \
         each other in a circle, or it matters which seat they hold, such ratings depend on who was invited; equilibria and long-run \
         shares do not (Balduzzi et al. 2018; Omidshafiei et al. 2019).",
    );
}

fn tell_encounter(scenario: &Played, encounter: &Encounter, entrants: &[Entrant]) {
    let case = &scenario.case;
    let [first, second] = encounter.seats.map(|seat| names::nation(case, seat));
    let [first_code, second_code] = encounter.seats.map(|seat| case.nation(seat).code.as_str());
    let analysis = &encounter.analysis;
    page::heading(format!("{} against {second}", names::capital(&first)));

    page::line("");
    page::text(format!(
        "What {first} gets, by its own leader (rows) and {second_code}'s (columns); * its best answer to the column."
    ));
    let best = |row: usize, column: usize| analysis.row_answers[column].best == row;
    page::line(matrix(first_code, second_code, entrants, &analysis.game.row, &analysis.row_intervals, &best));
    page::line("");
    page::text(format!("What {second} gets in the same games; * its best answer to the row."));
    let best = |row: usize, column: usize| analysis.column_answers[row].best == column;
    page::line(matrix(first_code, second_code, entrants, &analysis.game.column, &analysis.column_intervals, &best));

    for (name, standings) in [(&first, &analysis.rows), (&second, &analysis.columns)] {
        page::line("");
        page::text(format!(
            "How each leader of {name} does over all opponents: mean payoff; how far it is behind the best, \
             game by game; the most it gives away against one of them (regret); and \
             its long-run share of time among populations that imitate success (α-Rank)."
        ));
        page::line(standing_table(entrants, standings));
    }

    page::line("");
    page::text(
        "Who exploits whom: the best answer to each leader, what it gains over the mean answer, what that does to the one it answers, \
         and in how many of 200 resamples of the games it stays the best.",
    );
    let answers = |seat: &str, other: &str, answers: &[Answer]| -> Vec<Vec<String>> {
        answers
            .iter()
            .enumerate()
            .map(|(position, answer)| {
                vec![
                    format!("{other} {}", entrants[position].name),
                    format!("{seat} {}", entrants[answer.best].name),
                    format!("{:.1}", answer.payoff),
                    change(answer.gain, 1),
                    change(answer.cost, 1),
                    percent(answer.stability),
                ]
            })
            .collect()
    };
    let rows = answers(first_code, second_code, &analysis.row_answers).into_iter().chain(answers(
        second_code,
        first_code,
        &analysis.column_answers,
    ));
    let heads = header(&["against", "best answer", "it gets", "gain", "to the other", "in resamples"]);
    page::line(table(&heads, 2, rows).to_string());
    tell_equilibria(encounter, entrants, [first_code, second_code]);
}

fn tell_equilibria(encounter: &Encounter, entrants: &[Entrant], codes: [&str; 2]) {
    let analysis = &encounter.analysis;
    page::line("");
    if analysis.pure.is_empty() {
        page::text("No pair of leaders is an equilibrium: from each, one side would gain by another leader.");
    }
    for found in &analysis.pure {
        let (row, column) = found.profile;
        page::wrapped(
            0,
            2,
            format!(
                "Pure equilibrium: {} {} and {} {}, which pays {:.1} and {:.1}; also one in {} of the resamples.",
                codes[0],
                entrants[row].name,
                codes[1],
                entrants[column].name,
                analysis.game.row[row][column],
                analysis.game.column[row][column],
                percent(found.stability)
            ),
        );
    }
    let Some(equilibria) = &analysis.equilibria else {
        page::text(
            "Mixed equilibria are not listed: with more than nine policies there are too many supports to try each.",
        );
        return;
    };
    let mixed: Vec<&Equilibrium> = equilibria.iter().filter(|equilibrium| !equilibrium.is_pure()).collect();
    if mixed.is_empty() {
        page::text("There is no mixed equilibrium beside these.");
    }
    for equilibrium in mixed.iter().take(TOLD) {
        page::wrapped(
            0,
            2,
            format!(
                "Mixed equilibrium: {} {} against {} {}, which pays {:.1} and {:.1}.",
                codes[0],
                mixture(&equilibrium.row, entrants),
                codes[1],
                mixture(&equilibrium.column, entrants),
                equilibrium.payoffs.0,
                equilibrium.payoffs.1
            ),
        );
    }
    if mixed.len() > TOLD {
        page::text(format!("{} further mixed equilibria are in the JSON.", mixed.len() - TOLD));
    }
}

fn tell_overall(scenario: &Played, entrants: &[Entrant]) {
    page::line("");
    page::text(
        "Over both seats: mean payoff above the mean of all policies in the same seat, every opponent counted the same.",
    );
    let mut order: Vec<usize> = (0..entrants.len()).collect();
    order.sort_by(|a, b| scenario.overall[*b].mean.total_cmp(&scenario.overall[*a].mean));
    let rows = order.into_iter().map(|position| {
        let sample = &scenario.overall[position];
        vec![entrants[position].name.clone(), change(sample.mean, 2), signed_ends(sample.interval())]
    });
    page::line(table(&header(&["policy", "points", "95% interval"]), 1, rows).to_string());
}

fn matrix(
    rows: &str,
    columns: &str,
    entrants: &[Entrant],
    means: &[Vec<f64>],
    intervals: &[Vec<Interval>],
    best: &dyn Fn(usize, usize) -> bool,
) -> String {
    let heads: Vec<String> = std::iter::once(format!("{rows} \\ {columns}"))
        .chain(entrants.iter().map(|entrant| entrant.name.clone()))
        .collect();
    let lines = entrants.iter().enumerate().map(|(row, entrant)| {
        let cell = |column: usize| {
            let (low, high) = intervals[row][column];
            let star = if best(row, column) { "*" } else { "" };
            format!("{star}{:.1} ±{:.1}", means[row][column], (high - low) / 2.0)
        };
        std::iter::once(entrant.name.clone()).chain((0..entrants.len()).map(cell)).collect()
    });
    table(&heads, 1, lines).to_string()
}

fn standing_table(entrants: &[Entrant], standings: &[Standing]) -> String {
    let mut order: Vec<usize> = (0..standings.len()).collect();
    order.sort_by(|a, b| standings[*b].mean.total_cmp(&standings[*a].mean));
    let rows = order.into_iter().map(|position| {
        let standing = &standings[position];
        vec![
            entrants[position].name.clone(),
            format!("{:.2}", standing.mean),
            ends(standing.interval),
            change(standing.behind, 2),
            signed_ends(standing.behind_interval),
            format!("{:.1}", standing.greatest_regret),
            percent(standing.mass),
            format!("{} to {}", percent(standing.mass_interval.0), percent(standing.mass_interval.1)),
        ]
    });
    let heads = header(&[
        "leader",
        "mean",
        "95% interval",
        "behind",
        "95% interval",
        "greatest regret",
        "α-Rank",
        "95% interval",
    ]);
    table(&heads, 1, rows).to_string()
}

/// "hawk 62.0% and dove 38.0%".
fn mixture(chances: &[f64], entrants: &[Entrant]) -> String {
    let mut parts: Vec<(f64, &str)> = chances
        .iter()
        .zip(entrants)
        .filter(|(chance, _)| **chance >= SMALL)
        .map(|(chance, entrant)| (*chance, entrant.name.as_str()))
        .collect();
    parts.sort_by(|a, b| b.0.total_cmp(&a.0));
    if let [(_, only)] = parts.as_slice() {
        return (*only).to_string();
    }
    names::list(parts.into_iter().map(|(chance, name)| format!("{name} {}", percent(chance))).collect())
}

fn ends((low, high): Interval) -> String {
    format!("{low:.2} to {high:.2}")
}

fn signed_ends((low, high): Interval) -> String {
    format!("{} to {}", change(low, 2), change(high, 2))
}

fn percent(share: f64) -> String {
    format!("{:.1}%", 100.0 * share)
}
