//! Every mistake of a sweep is told at once, with its place and what would be right.

use crate::support::{folder, plan, summitry, text, written};
use proptest::prelude::*;

fn told(sweep: &str) -> String {
    let problems = plan(sweep).err().unwrap_or_default();
    problems.iter().map(|problem| format!("{problem}\n")).collect()
}

fn has(sweep: &str, wanted: &[&str]) {
    let found = told(sweep);
    for wanted in wanted {
        assert!(found.contains(wanted), "missing: {wanted}\nfound:\n{found}");
    }
}

const HEAD: &str = "scenario = \"steel-safeguard\"\nreplicates = 2\n";

#[test]
fn the_structure_of_a_sweep_is_checked_all_at_once() {
    has(
        r#"
scenari = "steel-safeguard"
replicates = 0
seed = "seven"
record = ["tuns"]
[[block]]
design = "factorail"
sampels = 3
"#,
        &[
            "sweep.toml:2:1: unknown key \"scenari\" in the sweep; did you mean \"scenario\"?",
            "sweep.toml:3:14: \"replicates\" is 0, out of range; valid: 1 to 4000000000",
            "sweep.toml:4:8: \"seed\" must be a whole number, not string",
            "sweep.toml:5:11: \"record\" cannot be \"tuns\"; did you mean \"turns\"?",
            "sweep.toml:7:10: \"design\" cannot be \"factorail\"; did you mean \"factorial\"?",
            "sweep.toml:8:1: unknown key \"sampels\" in \"block\"; did you mean \"samples\"?",
        ],
    );
    has("scenario = ", &["sweep.toml:1"]);
    has(
        "scenario = \"steel-safegard\"\nreplicates = 1",
        &["sweep.toml:1:12: there is no such scenario", "steel-safeguard"],
    );
}

#[test]
fn a_wrong_path_is_answered_with_the_nearest_right_one() {
    let varied = |path: &str| format!("{HEAD}[[block]]\n[block.vary]\n{path} = [0.1, 0.2]\n");
    for (path, near) in [
        (
            "nation.EU.resolv",
            "sweep.toml:5:20: the scenario has no field \"nation.EU.resolv\"; did you mean \"nation.EU.resolve\"?",
        ),
        ("nations.EUU.resolve", "did you mean \"nation.EU.resolve\"?"),
        ("parameter.incidnt_base", "did you mean \"parameters.incident_base\"?"),
        ("nations.EU.negotiators.eu-tade.style", "did you mean \"nation.EU.negotiator.eu-trade.style\"?"),
        ("policy.FRA", "there is no nation \"FRA\""),
        ("policy.EU.temprature", "did you mean \"temperature\"?"),
        ("nation.EU.resolve.more", "\"nation.EU.resolve\" is a single value and has nothing below it"),
        ("nation.EU.code", "says which one it is, and cannot be changed"),
        ("xyzzy", "\"xyzzy\""),
    ] {
        has(&varied(path), &[near]);
    }
    let sound = format!(
        "{HEAD}[[block]]\n[block.vary]\nnations.EU.negotiators.eu-trade.style = [1, 2]\n\"measure.steel-quota.level.0.severity\" = [0.0, 0.1]\n\"relation.EU-IND.trust\" = [0.1, 0.9]\n"
    );
    let plan = plan(&sound).expect("every way to name a field");
    let paths: Vec<&str> = plan.varied().iter().map(|varied| varied.path.as_str()).collect();
    assert_eq!(
        paths,
        [
            "nation.EU.negotiator.eu-trade.style",
            "measure.steel-quota.level.no safeguard.severity",
            "relation.EU-IND.trust"
        ]
    );
}

#[test]
fn values_are_checked_against_their_fields() {
    has(
        &format!(
            r#"{HEAD}
[set]
parameters.incident_base = "often"
nation.EU.article = 1
[policy]
IND = "hauk:caution=many"
[[block]]
[block.vary]
nation.EU.resolve = [0.5, 1.5]
nation.IND.resolve = 0.5
calendar.start = ["2026-02-30"]
policy.EU.caution = [1, 99]
measure.steel-quota.lead_days = {{ from = 0, to = 10, steps = 4 }}
"#
        ),
        &[
            "sweep.toml:5:28: \"parameters.incident_base\": \"incident_base\" must be a number, not string",
            "sweep.toml:6:21: \"nation.EU.article\": \"article\" must be true or false, not integer",
            "sweep.toml:8:7: \"policy.IND\": no policy \"hauk\"; did you mean \"hawk\"?",
            "sweep.toml:11:21: \"nation.EU.resolve\": \"resolve\" is 1.5, out of range; valid: 0 to 1",
            "sweep.toml:12:22: \"nation.IND.resolve\" has a single value; valid: a list of values",
            "a day of the calendar",
            "\"policy.EU.caution\": caution: 99 is out of range; valid: a number from 0 to 20",
            "\"measure.steel-quota.lead_days\": \"lead_days\" must be a whole number",
        ],
    );
}

#[test]
fn designs_are_checked() {
    let block = |text: &str| format!("{HEAD}[[block]]\n{text}");
    for (text, wanted) in [
        ("design = \"factorial\"\n", "sweep.toml:3:1: the design is empty: nothing varies"),
        ("[block.vary]\nnation.EU.resolve = []\n", "\"nation.EU.resolve\" has 0 values; valid: 1 to"),
        ("[block.vary]\nnation.EU.resolve = [0.5, 0.5]\n", "has the value 0.5 twice"),
        ("[block.vary]\nnation.EU.resolve = { from = 0, to = 1 }\n", "does not say in how many steps"),
        ("[block.vary]\nnation.EU.resolve = { from = 1, to = 0, steps = 3 }\n", "runs from 1 to 0"),
        (
            "design = \"sobol\"\n[block.vary]\nnation.EU.resolve = { from = 0, to = 1 }\n",
            "the design lacks \"samples\"",
        ),
        (
            "design = \"zipped\"\n[block.vary]\nnation.EU.resolve = [0.1]\nnation.IND.resolve = [0.1, 0.2]\n",
            "\"nation.EU.resolve\" has 1 values and \"nation.IND.resolve\" has 2; lists of a zipped design are of one length",
        ),
        ("rows = [{ nation.EU.resolve = 0.1 }, { nation.IND.resolve = 0.1 }]\n", "the row lacks \"nation.EU.resolve\""),
        ("design = \"table\"\nrows = 3\n", "\"rows\" must be a list of tables"),
        (
            "[block.set]\nnation.EU.resolve = 0.5\n[block.vary]\nnation.EU.resolve = [0.1]\n",
            "is set for the block and varies in it",
        ),
        ("[block.vary]\nnation.EU.resolve = [0.1]\nnations.EU.resolve = [0.2]\n", "varies twice in the block"),
        ("[block.vary]\npolicy.EU.caution = [1, 2]\n", "set \"policy.EU\" as well"),
        ("[block.vary]\nnation.EU.goals.security = [0.1, 0.9]\n", "add up"),
        (
            "replicates = 4000000000\n[block.vary]\nnation.EU.resolve = { from = 0, to = 1, steps = 100000 }\n",
            "too many cells or games",
        ),
    ] {
        has(&block(text), &[wanted]);
    }
}

#[test]
fn blocks_that_overlap_are_named() {
    has(
        &format!(
            "{HEAD}[[block]]\nname = \"one\"\n[block.vary]\nnation.EU.resolve = [0.1, 0.2]\n[[block]]\nname = \"other\"\n[block.vary]\nnations.EU.resolve = [0.2, 0.3]\n"
        ),
        &[
            "sweep.toml:7:1: blocks overlap: cell 2 (nation.EU.resolve = 0.2) of \"other\" is cell 1 (nation.EU.resolve = 0.2) of \"one\" again",
        ],
    );
}

#[test]
fn flags_are_checked_before_anything_is_written() {
    let home = folder();
    let sweep = written(&home, HEAD);
    let out = home.path().join("out");
    for (arguments, wanted) in [
        (vec!["batch", text(&sweep)], "--out is missing"),
        (vec!["batch", text(&sweep), "--games", "3", "--seed", "1"], "--games: a sweep file says so itself"),
        (vec!["batch", "steel-safeguard"], "--games is missing"),
        (
            vec!["batch", "steel-safeguard", "--games", "2", "--sweep", "nation.EU.resolve=0.1"],
            "--sweep needs --out DIR",
        ),
        (
            vec!["batch", "steel-safeguard", "--games", "2", "--set", "nation.EU.resolv=0.1"],
            "did you mean \"nation.EU.resolve\"?",
        ),
        (vec!["batch", "steel-safeguard", "--games", "2", "--set", "nation.EU.resolve"], "valid: PATH=VALUE"),
        (vec!["run", "steel-safeguard", "--set", "nation.EU.resolve=7"], "out of range; valid: 0 to 1"),
        (vec!["batch", "nowhere.toml", "--out", text(&out)], "nowhere.toml: cannot be read"),
        (
            vec![
                "batch",
                "steel-safeguard",
                "--games",
                "2",
                "--sweep",
                "nation.EU.resolve=low,high",
                "--out",
                text(&out),
            ],
            "\"resolve\" must be a number, not string",
        ),
    ] {
        let (_, err, code) = summitry(&arguments);
        assert_eq!(code, Some(2), "{arguments:?}: {err}");
        assert!(err.contains(wanted), "missing: {wanted}\n{err}");
        assert!(!out.exists());
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    /// Whatever stands in a sweep file, it is a sweep or it is explained.
    #[test]
    fn a_sweep_with_slips_is_read_or_explained(at in 0usize..300, with in "[\"\\[\\]{}=.,a-z0-9 \n-]{0,3}", cut in 0usize..6) {
        let sweep = crate::support::SMALL;
        let at = at.min(sweep.len());
        let slipped = format!("{}{with}{}", &sweep[..at], &sweep[(at + cut).min(sweep.len())..]);
        if let Err(problems) = plan(&slipped) {
            prop_assert!(!problems.is_empty());
            prop_assert!(problems.iter().all(|problem| !problem.what.is_empty()));
        }
    }
}
