//! Equilibria and long-run shares against nashpy, OpenSpiel and textbooks; the analysis of an empirical game.

use crate::{close, list, number, numbers, reference};
use summitry::statistics::alpha_rank::{Selection, masses};
use summitry::statistics::chance::Draws;
use summitry::statistics::empirical_game::{Payoffs, analyse};
use summitry::statistics::equilibrium::Bimatrix;

fn table(value: &serde_json::Value) -> Vec<Vec<f64>> {
    list(value).iter().map(numbers).collect()
}

fn games() -> Vec<(String, Bimatrix, serde_json::Value)> {
    list(&reference()["games"])
        .iter()
        .map(|game| {
            let name = game["name"].as_str().expect("a name").to_string();
            (name, Bimatrix { row: table(&game["row"]), column: table(&game["column"]) }, game.clone())
        })
        .collect()
}

#[test]
fn every_equilibrium_that_nashpy_finds_is_found_and_no_other() {
    for (name, game, expected) in games() {
        let mut own: Vec<Vec<f64>> = game
            .equilibria()
            .expect("few strategies")
            .into_iter()
            .map(|equilibrium| [equilibrium.row, equilibrium.column].concat())
            .collect();
        let mut theirs: Vec<Vec<f64>> =
            list(&expected["equilibria"]).iter().map(|pair| [numbers(&pair[0]), numbers(&pair[1])].concat()).collect();
        let order = |a: &Vec<f64>, b: &Vec<f64>| a.partial_cmp(b).expect("numbers");
        own.sort_by(order);
        theirs.sort_by(order);
        assert_eq!(own.len(), theirs.len(), "{name}");
        for (a, b) in own.iter().flatten().zip(theirs.iter().flatten()) {
            close(*a, *b, 1e-9);
        }
    }
}

#[test]
fn textbook_games_have_their_textbook_equilibria() {
    let by_name = |wanted: &str| games().into_iter().find(|(name, ..)| name == wanted).expect("the game").1;
    let prisoners = by_name("prisoners");
    assert_eq!(prisoners.pure(), [(1, 1)]);
    assert_eq!(prisoners.regret(0, 0), (2.0, 2.0));
    let battle = by_name("battle of the sexes");
    assert_eq!(battle.pure(), [(0, 0), (1, 1)]);
    let mixed = battle.equilibria().expect("few").into_iter().find(|equilibrium| !equilibrium.is_pure()).expect("one");
    for (own, expected) in [mixed.row[0], mixed.column[0], mixed.payoffs.0].into_iter().zip([0.6, 0.4, 1.2]) {
        close(own, expected, 1e-12);
    }
    assert!(by_name("matching pennies").pure().is_empty());
    let many = Bimatrix { row: vec![vec![0.0; 10]; 10], column: vec![vec![0.0; 10]; 10] };
    assert_eq!(many.equilibria(), None);
}

#[test]
fn long_run_shares_are_open_spiels() {
    for (name, game, expected) in games() {
        for (intensity, shares) in expected["masses"].as_object().expect("by intensity") {
            let selection = Selection { intensity: intensity.parse().expect("a number"), members: 50 };
            let own = masses(&game, selection).concat();
            for (own, theirs) in own.iter().zip(list(shares)) {
                assert!((own - number(theirs)).abs() < 1e-6, "{name} at {intensity}: {own} against {theirs}");
            }
        }
    }
}

#[test]
fn strong_selection_keeps_a_strict_equilibrium_and_shows_a_cycle_as_a_cycle() {
    let prisoners =
        Bimatrix { row: vec![vec![30.0, 0.0], vec![50.0, 10.0]], column: vec![vec![30.0, 50.0], vec![0.0, 10.0]] };
    close(masses(&prisoners, Selection::default())[1][1], 1.0, 1e-9);
    let pennies =
        Bimatrix { row: vec![vec![80.0, 20.0], vec![20.0, 80.0]], column: vec![vec![20.0, 80.0], vec![80.0, 20.0]] };
    for mass in masses(&pennies, Selection::default()).concat() {
        close(mass, 0.25, 1e-9);
    }
    // Payoffs a thousand points apart leave no share that is not a number.
    let steep = Bimatrix {
        row: vec![vec![0.0, 1000.0], vec![1000.0, 0.0]],
        column: vec![vec![0.0, 1000.0], vec![1000.0, 0.0]],
    };
    let shares = masses(&steep, Selection::default()).concat();
    close(shares.iter().sum(), 1.0, 1e-9);
}

/// Two strategies each; games differ by a common shock, which pairs see through.
fn tournament(games: usize) -> Payoffs {
    let mut draws = Draws::new(9);
    let shocks: Vec<f64> = (0..games).map(|_| 20.0 * draws.uniform()).collect();
    let mean = [[(30.0, 30.0), (10.0, 40.0)], [(40.0, 10.0), (20.0, 20.0)]];
    mean.iter()
        .map(|line| {
            line.iter().map(|cell| shocks.iter().map(|shock| (cell.0 + shock, cell.1 + shock)).collect()).collect()
        })
        .collect()
}

#[test]
fn an_empirical_game_knows_what_is_sure_under_common_chance() {
    let analysis = analyse(&tournament(30), 1).expect("a tournament");
    assert_eq!(analysis.pure.len(), 1);
    assert_eq!((analysis.pure[0].profile, analysis.pure[0].stability), ((1, 1), 1.0));
    let (low, high) = analysis.row_intervals[0][0];
    assert!(low < analysis.game.row[0][0] && analysis.game.row[0][0] < high && high - low > 2.0);
    assert_eq!(analysis.row_answers[0].best, 1);
    close(analysis.row_answers[0].gain, 5.0, 1e-9);
    close(analysis.row_answers[0].cost, -10.0 + 5.0 - 5.0, 1e-9);
    close(analysis.rows[0].greatest_regret, 10.0, 1e-9);
    // The common shock makes means unsure, and no difference between them.
    assert_eq!((analysis.rows[1].behind, analysis.rows[1].behind_interval), (0.0, (0.0, 0.0)));
    close(analysis.rows[0].behind, -10.0, 1e-9);
    close(analysis.rows[0].behind_interval.1 - analysis.rows[0].behind_interval.0, 0.0, 1e-9);
    close(analysis.rows[1].mass, 1.0, 1e-6);
    assert_eq!(analysis, analyse(&tournament(30), 1).expect("a tournament"));
    assert_eq!(analyse(&Vec::new(), 1), None);
    let mut uneven = tournament(5);
    uneven[1][0].pop();
    assert_eq!(analyse(&uneven, 1), None);
}
