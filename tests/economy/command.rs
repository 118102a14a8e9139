//! `summitry economy` as a user meets it.

use crate::expected::{Expected, Target, fixture, read, switch_text};
use crate::world;
use assert_cmd::cargo::cargo_bin_cmd;
use serde_json::Value;
use std::collections::BTreeMap;
use std::path::Path;

struct Run {
    code: i32,
    out: String,
    err: String,
}

fn economy(arguments: &[&str]) -> Run {
    let output = cargo_bin_cmd!("summitry").arg("economy").args(arguments).output().expect("runs");
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("UTF-8");
    Run { code: output.status.code().expect("an exit code"), out: text(output.stdout), err: text(output.stderr) }
}

fn json(arguments: &[&str]) -> Value {
    let run = economy(arguments);
    assert_eq!(run.code, 0, "{arguments:?}: {}", run.err);
    serde_json::from_str(&run.out).expect("JSON")
}

fn values(report: &Value, output: &str) -> BTreeMap<String, f64> {
    let regions = report["regions"].as_object().expect("regions");
    let number = |values: &Value| values[output].as_f64().unwrap_or_else(|| panic!("no {output} in {values}"));
    regions.iter().map(|(code, values)| (code.clone(), number(values))).collect()
}

/// Solves a case of expected.json and checks its targets against what is printed.
fn check_through_command(dataset: &str, expected: &Expected) -> usize {
    let mut count = 0;
    for case in &expected.cases {
        let switches: Vec<String> =
            case.model.iter().map(|(key, value)| format!("{key}={}", switch_text(value))).collect();
        let solve = |policy: Option<&str>, outputs: &[String]| {
            let mut arguments = vec!["solve", dataset, "--json"];
            policy.iter().for_each(|policy| arguments.extend(["--policy", policy]));
            switches.iter().for_each(|switch| arguments.extend(["--model", switch]));
            outputs.iter().for_each(|output| arguments.extend(["--output", output]));
            json(&arguments)
        };
        match case.kind.as_deref() {
            Some("argmax") => {}
            Some("equal") => {
                let real: Vec<_> =
                    case.policies.iter().map(|path| values(&solve(Some(path), &[]), "welfare_change_pct")).collect();
                for (code, value) in &real[0] {
                    assert!(
                        (value - real[1][code]).abs() / 100.0 <= case.tolerance.expect("tolerance"),
                        "{} {code}",
                        case.id
                    );
                }
                count += 1;
            }
            _ => {
                let mut names: Vec<String> = case.targets.iter().map(Target::name).collect();
                names.sort();
                names.dedup();
                let report = solve(case.policy.as_deref(), &names);
                assert_eq!(report["converged"], true);
                assert!(report["residual"].as_f64().expect("residual") < 1e-10);
                assert!(report["iterations"].as_u64().expect("iterations") > 0);
                for target in &case.targets {
                    let got = target.pick(&values(&report, &target.name()));
                    let name = format!("{} {} {}", case.id, target.name(), target.region);
                    assert!(
                        (got - target.value).abs() <= target.tolerance,
                        "{name}: {got} instead of {}",
                        target.value
                    );
                    count += 1;
                }
            }
        }
    }
    count
}

#[test]
fn solve_prints_every_target_within_its_tolerance() {
    for (name, least) in [("acr-autarky", 2), ("lerner", 1), ("zero-change", 5), ("world-2024", 200)] {
        assert!(check_through_command(name, &fixture(name)) >= least, "{name}");
    }
    match world::reference("economy/ossa2014") {
        Some(path) => {
            let folder = path.to_string_lossy().into_owned();
            let expected = read(&path.join("expected.json"));
            assert!(check_through_command(&folder, &expected) >= 40);
        }
        None => eprintln!("skipped: the licensed dataset ossa2014 is not at hand"),
    }
}

#[test]
fn the_optimal_tariff_of_a_small_region_is_one_over_the_trade_elasticity() {
    let report = json(&["optimal", "soe-optimal-tariff", "--region", "HOM", "--json"]);
    let tariff = report["tariffs"][0]["tariff"].as_f64().expect("a tariff");
    assert!((tariff - 0.25).abs() < 1e-3, "{tariff}");
}

#[test]
fn a_table_and_json_agree() {
    let run = economy(&["solve", "world-2024", "--policy", "both-plus-100"]);
    let report = json(&["solve", "world-2024", "--policy", "both-plus-100", "--json"]);
    let real = values(&report, "welfare_change_pct")["CHN"];
    let line = run.out.lines().find(|line| line.trim_start().starts_with("CHN")).expect("a row for CHN");
    let printed: f64 = line.split_whitespace().find_map(|word| word.replace('−', "-").parse().ok()).expect("a number");
    assert!((printed - real).abs() <= 0.005 + 1e-9, "{printed} against {real}");
}

#[test]
fn explanations_add_up() {
    let report = json(&[
        "explain",
        "world-2024",
        "--policy",
        "both-plus-100",
        "--against",
        "status-quo-2025-10",
        "--region",
        "CHN",
        "--json",
    ]);
    let change = report["after_pct"].as_f64().expect("after") - report["before_pct"].as_f64().expect("before");
    let sum = |list: &Value| {
        list.as_object().expect("a list").values().map(|value| value.as_f64().expect("a number")).sum::<f64>()
    };
    let residual = report["residual"].as_f64().expect("residual");
    assert!((sum(&report["parts"]) + residual - change).abs() < 1e-9);
    assert!(residual.abs() < 0.01 * change.abs(), "{residual} of {change}");
    let own: f64 = ["profits", "employment", "critical shortage"]
        .iter()
        .map(|part| report["parts"][part].as_f64().expect("a part"))
        .sum();
    assert!((sum(&report["by_partner"]) + own - sum(&report["parts"])).abs() < 1e-9);
}

#[test]
fn a_policy_file_gets_all_its_mistakes_with_lines() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("policy.csv");
    let rows = "measure,exporter,importer,sector,value\ntariff,CHN,USB,*,0.1\ntarif,CHN,USA,*,0.1\ntariff,USA,USA,*,0.1\ntariff,CHN,USA,*,inf\ntariff,CHN,USA,NUT,0.2\n";
    std::fs::write(&path, rows).expect("written");
    let run = economy(&["solve", "world-2024", "--policy", &path.to_string_lossy()]);
    assert_eq!(run.code, 2, "{}", run.err);
    for (line, word) in [(2, "USB"), (3, "tarif"), (4, "own sales"), (5, "inf"), (6, "NUT")] {
        let place = format!("policy.csv:{line}");
        assert!(
            run.err.lines().any(|text| text.contains(&place) && text.contains(word)),
            "{place} {word} in:\n{}",
            run.err
        );
    }
    assert!(run.err.contains("did you mean \"tariff\""), "{}", run.err);
}

#[test]
fn a_ban_without_any_other_supplier_is_refused() {
    let folder = tempfile::tempdir().expect("a folder");
    copy(&Path::new(env!("CARGO_MANIFEST_DIR")).join("assets/economies/acr-autarky"), folder.path());
    let flows = std::fs::read_to_string(folder.path().join("flows.csv")).expect("flows");
    // Without own sales the region depends on imports.
    let flows: Vec<&str> = flows.lines().filter(|line| !line.starts_with("HOM,HOM,G")).collect();
    std::fs::write(folder.path().join("flows.csv"), flows.join("\n")).expect("written");
    std::fs::write(folder.path().join("regions.csv"), "code,name,gdp,source\nHOM,Home,,x\nFOR,Foreign,,x\n")
        .expect("written");
    let policy = folder.path().join("ban.csv");
    std::fs::write(&policy, "measure,exporter,importer,sector,value\ntariff,*,HOM,*,0.1\nban,*,HOM,G,1\n")
        .expect("written");
    let run = economy(&["solve", &folder.path().to_string_lossy(), "--policy", &policy.to_string_lossy()]);
    assert_eq!(run.code, 2, "{}{}", run.out, run.err);
    assert!(run.err.contains("ban.csv:3") && run.err.contains("no supplier"), "{}", run.err);
}

fn copy(from: &Path, to: &Path) {
    for entry in std::fs::read_dir(from).expect("a folder").flatten() {
        if entry.path().is_file() {
            std::fs::copy(entry.path(), to.join(entry.file_name())).expect("copied");
        }
    }
}

#[test]
fn check_reports_every_mistake_of_a_dataset() {
    let folder = tempfile::tempdir().expect("a folder");
    copy(&Path::new(env!("CARGO_MANIFEST_DIR")).join("assets/economies/zero-change"), folder.path());
    let edit = |file: &str, change: &dyn Fn(&str) -> String| {
        let path = folder.path().join(file);
        let text = std::fs::read_to_string(&path).expect("readable");
        std::fs::write(path, change(&text)).expect("written");
    };
    edit("flows.csv", &|text| text.replacen("A,B,S1,", "A,B,S1,-", 1));
    edit("inputs.csv", &|text| {
        let mut lines: Vec<String> = text.lines().map(str::to_string).collect();
        let last = lines.last_mut().expect("a row");
        *last = last.rsplit_once(',').map(|(head, _)| format!("{head},0.9999")).expect("a row");
        lines.join("\n")
    });
    edit("production.csv", &|text| text.replacen("A,S1,0.5", "A,S9,0.5", 1));
    std::fs::remove_file(folder.path().join("sectors.csv")).expect("removed");
    let run = economy(&["check", &folder.path().to_string_lossy()]);
    assert_eq!(run.code, 2);
    assert!(run.err.contains("sectors.csv: the file is missing"), "{}", run.err);
    std::fs::copy(
        Path::new(env!("CARGO_MANIFEST_DIR")).join("assets/economies/zero-change/sectors.csv"),
        folder.path().join("sectors.csv"),
    )
    .expect("copied");
    let run = economy(&["check", &folder.path().to_string_lossy()]);
    assert_eq!(run.code, 2);
    for word in ["flows.csv:", "production.csv:2: unknown sector \"S9\"", "inputs.csv:", "add up to"] {
        assert!(run.err.contains(word), "{word} in:\n{}", run.err);
    }
    assert_eq!(economy(&["check", "world-2024"]).code, 0);
}

#[test]
fn wrong_flags_name_what_would_be_right() {
    let run = economy(&["solve", "world-2024", "--model", "mobilty=1", "--model", "deficits=none"]);
    assert_eq!(run.code, 2);
    assert!(run.err.contains("did you mean \"mobility\"") && run.err.contains("valid: fixed, zero"), "{}", run.err);
    let run = economy(&["solve", "world-2024", "--output", "welfare", "--output", "trade:CHN>USB"]);
    assert_eq!(run.code, 2);
    assert!(run.err.contains("welfare_change_pct") && run.err.contains("USB"), "{}", run.err);
    let run = economy(&["solve", "world-2042"]);
    assert_eq!(run.code, 2);
    assert!(run.err.contains("did you mean \"world-2024\""), "{}", run.err);
}

#[test]
fn no_equilibrium_is_an_error_with_residual_and_market() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("autarky.csv");
    std::fs::write(&path, "measure,exporter,importer,sector,value\nban,*,*,*,1\n").expect("written");
    let path = path.to_string_lossy().into_owned();
    // Deficits that last as transfers cannot be paid without trade.
    let run = economy(&["solve", "world-2024", "--policy", &path, "--json"]);
    assert_eq!(run.code, 1);
    let report: Value = serde_json::from_str(&run.out).expect("JSON");
    assert_eq!(report["converged"], false);
    assert!(run.err.contains("residual") && run.err.contains("deficits=zero"), "{}", run.err);
    let solve = |arguments: &[&str]| {
        let report = json(&[&["solve", "world-2024", "--json", "--model", "deficits=zero"], arguments].concat());
        values(&report, "welfare_change_pct")
    };
    let (closed, open) = (solve(&["--policy", &path]), solve(&[]));
    assert!(closed.iter().all(|(code, value)| *value < open[code]), "{closed:?} {open:?}");
}

#[test]
fn leverage_lists_the_measures_of_a_scenario() {
    let report = json(&["leverage", "rare-earths-2025", "--json"]);
    let rows = report.as_array().expect("rows");
    assert!(rows.iter().any(|row| row["target_fall"].as_f64().is_some_and(|fall| fall > 0.1)), "{report}");
    assert!(rows.iter().all(|row| row["owner"] != row["target"]));
    let run = economy(&["leverage", "rare-earths-2025"]);
    assert!(run.out.contains("leverage") && run.code == 0);
}
