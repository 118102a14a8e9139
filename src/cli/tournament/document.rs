//! A tournament as JSON.

use crate::cli::tournament::{Encounter, Entrant, Played};
use crate::rules::case::Case;
use crate::statistics::empirical_game::{Answer, Standing};
use serde_json::{Value, json};

/// The whole tournament.
pub fn document(played: &[Played], entrants: &[Entrant], seed: u64) -> Value {
    let scenarios: Vec<Value> = played
        .iter()
        .map(|scenario| {
            let overall: Vec<Value> = entrants
                .iter()
                .zip(&scenario.overall)
                .map(|(entrant, sample)| json!({"policy": entrant.name, "advantage": sample.mean, "interval": sample.interval()}))
                .collect();
            let encounters: Vec<Value> =
                scenario.encounters.iter().map(|encounter| of_encounter(&scenario.case, encounter, entrants)).collect();
            json!({
                "scenario": scenario.case.id,
                "title": scenario.case.title,
                "games_per_pairing": scenario.games,
                "encounters": encounters,
                "overall": overall,
            })
        })
        .collect();
    let policies: Vec<&str> = entrants.iter().map(|entrant| entrant.name.as_str()).collect();
    json!({"seed": seed, "policies": policies, "scenarios": scenarios})
}

fn of_encounter(case: &Case, encounter: &Encounter, entrants: &[Entrant]) -> Value {
    let analysis = &encounter.analysis;
    let name = |position: usize| entrants[position].name.as_str();
    let pure: Vec<Value> = analysis
        .pure
        .iter()
        .map(|found| json!({"policies": [name(found.profile.0), name(found.profile.1)], "stability": found.stability}))
        .collect();
    let equilibria = analysis.equilibria.as_ref().map(|equilibria| {
        let one = |found: &crate::statistics::equilibrium::Equilibrium| json!({"chances": [found.row, found.column], "payoffs": found.payoffs});
        equilibria.iter().map(one).collect::<Vec<_>>()
    });
    json!({
        "seats": encounter.seats.map(|seat| case.nation(seat).code.as_str()),
        "payoffs": [analysis.game.row, analysis.game.column],
        "intervals": [analysis.row_intervals, analysis.column_intervals],
        "standings": [standings(&analysis.rows, entrants), standings(&analysis.columns, entrants)],
        "best_answers": [answers(&analysis.row_answers, entrants), answers(&analysis.column_answers, entrants)],
        "pure_equilibria": pure,
        "equilibria": equilibria,
        "failed": encounter.failed,
    })
}

fn standings(standings: &[Standing], entrants: &[Entrant]) -> Vec<Value> {
    let one = |(standing, entrant): (&Standing, &Entrant)| {
        json!({
            "policy": entrant.name,
            "mean": standing.mean,
            "interval": standing.interval,
            "behind": standing.behind,
            "behind_interval": standing.behind_interval,
            "greatest_regret": standing.greatest_regret,
            "alpha_rank": standing.mass,
            "alpha_rank_interval": standing.mass_interval,
        })
    };
    standings.iter().zip(entrants).map(one).collect()
}

fn answers(answers: &[Answer], entrants: &[Entrant]) -> Vec<Value> {
    let one = |(answer, entrant): (&Answer, &Entrant)| {
        json!({
            "against": entrant.name,
            "best": entrants[answer.best].name,
            "payoff": answer.payoff,
            "gain": answer.gain,
            "cost": answer.cost,
            "stability": answer.stability,
        })
    };
    answers.iter().zip(entrants).map(one).collect()
}
