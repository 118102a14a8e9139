//! `summitry negotiate` as a user meets it.

use crate::reference::{DOMAINS, alike, files, fixture, list, text};
use assert_cmd::cargo::cargo_bin_cmd;
use serde_json::Value;
use summitry::bargaining::registry;

pub struct Run {
    pub code: i32,
    pub out: String,
    pub err: String,
}

/// Runs `summitry negotiate` with these arguments.
pub fn negotiate(arguments: &[&str]) -> Run {
    let output = cargo_bin_cmd!("summitry").arg("negotiate").args(arguments).output().expect("runs");
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("UTF-8");
    Run { code: output.status.code().expect("an exit code"), out: text(output.stdout), err: text(output.stderr) }
}

fn paths(name: &str) -> Vec<String> {
    files(&fixture(&format!("{name}.json"))).iter().map(|path| path.display().to_string()).collect()
}

/// Runs it over a reference domain.
fn over(name: &str, more: &[&str]) -> Run {
    let paths = paths(name);
    let mut arguments: Vec<&str> = paths.iter().map(String::as_str).collect();
    arguments.extend(more);
    negotiate(&arguments)
}

fn json(run: &Run) -> Value {
    assert_eq!(run.code, 0, "{}", run.err);
    serde_json::from_str(&run.out).expect("one JSON document")
}

#[test]
fn every_deterministic_session_of_the_reference_is_printed() {
    for name in DOMAINS {
        let expected = fixture(&format!("{name}.json"));
        for wanted in list(&expected["conventions"]["genius"]["sessions"]) {
            if wanted["deterministic"] != true {
                continue;
            }
            let agents = list(&wanted["strategies"]).iter().map(text).collect::<Vec<_>>().join(",");
            let found = json(&over(name, &["--agents", &agents, "--json", "--rounds", "100"]));
            for key in ["result", "agreement", "agreement_outcome", "n_offers", "trace"] {
                assert_eq!(found[key], wanted[key], "{name} {agents} {key}");
            }
            match &wanted["agreement_utils"] {
                Value::Null => assert_eq!(found["agreement_utils"], Value::Null),
                utilities => assert!(alike(&crate::reference::numbers(&found["agreement_utils"]), utilities)),
            }
        }
    }
}

#[test]
fn analyse_prints_the_points_of_the_reference() {
    for name in DOMAINS {
        let expected = fixture(&format!("{name}.json"));
        let paths = paths(name);
        let mut arguments = vec!["analyse", "--json"];
        arguments.extend(paths.iter().map(String::as_str));
        let found = json(&negotiate(&arguments));
        let wanted = &expected["conventions"]["genius"];
        let outcomes = |points: &Value| list(points).iter().map(|point| point["outcome"].clone()).collect::<Vec<_>>();
        assert_eq!(outcomes(&found["pareto"]["points"]), outcomes(&wanted["pareto"]["points"]), "{name}");
        for key in ["nash", "kalai_egalitarian", "kalai_smorodinsky", "max_welfare"] {
            assert_eq!(outcomes(&found[key]), outcomes(&wanted[key]), "{name} {key}");
            for (found, wanted) in list(&found[key]).iter().zip(list(&wanted[key])) {
                assert!(alike(&crate::reference::numbers(&found["utils"]), &wanted["utils"]), "{name} {key}");
            }
        }
        for key in ["n", "n_outcomes_on_front"] {
            assert_eq!(found["pareto"][key], wanted["pareto"][key], "{name} {key}");
        }
        for key in ["opposition_level", "rational_fraction"] {
            let of = |value: &Value| value[key].as_f64().expect("a number");
            assert!((of(&found) - of(wanted)).abs() < 1e-12, "{name} {key}");
        }
    }
}

#[test]
fn a_session_is_told_and_drawn() {
    let run = over("TariffPact", &["--agents", "boulware,conceder"]);
    assert_eq!(run.code, 0, "{}", run.err);
    for wanted in ["Northland, led by boulware", "Agreement of Northland, Southport", "Pareto frontier", "X"] {
        assert!(run.out.contains(wanted), "{wanted} is missing in\n{}", run.out);
    }
    let traced = over("TariffPact", &["--agents", "boulware,conceder", "--trace"]);
    assert!(traced.out.lines().count() > run.out.lines().count() + 100);
    assert!(traced.out.contains("Industrial tariff: 0%"));
    let analysed = {
        let paths = paths("TieTrap");
        let mut arguments = vec!["analyse"];
        arguments.extend(paths.iter().map(String::as_str));
        negotiate(&arguments)
    };
    assert!(analysed.out.contains("54 outcomes") && analysed.out.contains("Nash"), "{}", analysed.out);
}

#[test]
fn words_have_their_reasons() {
    let agents = ["--agents", "boulware,trade-off"];
    let plain = json(&over("TariffPact", &[agents.as_slice(), &["--json"]].concat()));
    let traced = json(&over("TariffPact", &[agents.as_slice(), &["--json", "--trace"]].concat()));
    assert_eq!(plain["trace"], traced["trace"]);
    assert_eq!(plain.get("reasons"), None);
    let reasons = list(&traced["reasons"]);
    assert_eq!(reasons.iter().filter(|word| word["said"] == "offer").count(), list(&traced["trace"]).len());
    let last = reasons.last().expect("words");
    assert_eq!((&last["said"], &last["outcome"]), (&"accept".into(), &traced["agreement_outcome"]));
    let estimated = reasons.iter().filter(|word| word["party"] == 1 && word["round"] != 0);
    assert!(estimated.clone().all(|word| word["estimate"].is_number()), "a model has no estimate");
    assert!(reasons.iter().filter(|word| word["party"] == 0).all(|word| word["estimate"].is_null()));
    for word in reasons.iter().filter(|word| word["party"] == 0 && word["said"] == "offer") {
        let [utility, target] = ["utility", "target"].map(|key| word[key].as_f64().expect("a number"));
        assert!(utility >= target - 1e-4, "{word}");
    }
    let told = over("TariffPact", &[agents.as_slice(), &["--trace"]].concat());
    assert!(told.out.contains("Why: worth") && told.out.contains("accepted what was worth"), "{}", told.out);
}

#[test]
fn coalitions_have_bounds_of_power() {
    let join = |bounds: &str| {
        let flags = ["--agents", "linear,linear", "--protocol", "coalitions", "--quota", "0.1", "--join", bounds];
        over("TariffPact", &flags)
    };
    assert!(join("2..,..2").out.contains("Agreement of"));
    assert!(join("3..,0..9").out.contains("No agreement"));
    assert!(join("..1,..").out.contains("No agreement"));
    let wrong = join("3..2,..");
    assert!(wrong.code == 2 && wrong.err.contains("LEAST..MOST"), "{}", wrong.err);
    let misplaced = over("TariffPact", &["--agents", "linear,linear", "--join", "1..,1..,1.."]);
    assert!(misplaced.code == 2 && misplaced.err.contains("one a profile"), "{}", misplaced.err);
}

#[test]
fn repeats_count_up_the_seed_and_are_reproducible() {
    let arguments = ["--agents", "conceder,agent-k", "--repeat", "20", "--seed", "5", "--json"];
    let (one, two) = (over("TariffPact", &arguments), over("TariffPact", &arguments));
    assert_eq!(one.out, two.out);
    let all = json(&one);
    assert_eq!(all["n_sessions"], 20);
    let third = json(&over("TariffPact", &["--agents", "conceder,agent-k", "--seed", "7", "--json"]));
    assert_eq!(all["sessions"][2]["n_offers"], third["n_offers"]);
    let endings: std::collections::BTreeSet<String> =
        list(&all["sessions"]).iter().map(|session| session["n_offers"].to_string()).collect();
    assert!(endings.len() > 1, "chance changed nothing");
}

#[test]
fn every_agent_and_protocol_can_be_asked_for() {
    for (agent, _) in registry::agents() {
        let run = over("SteelSafeguard", &["--agents", &format!("{agent},Conceder"), "--json"]);
        let result = json(&run);
        assert!(["agreement", "timedout"].contains(&text(&result["result"])), "{agent}");
    }
    for protocol in ["alternating", "voting", "coalitions", "meeting", "mediated"] {
        let run = over("TariffPact", &["--agents", "linear,trade-off/next/none", "--protocol", protocol, "--json"]);
        assert_eq!(json(&run)["result"], "agreement", "{protocol}");
        let told = over("TariffPact", &["--agents", "linear,linear", "--protocol", protocol]);
        assert!(told.out.contains("Agreement of"), "{protocol}: {}", told.out);
    }
    let short = over("TariffPact", &["--agents", "boulware,boulware", "--continue-probability", "0.5", "--json"]);
    assert_eq!(json(&short)["result"], "timedout");
}

#[test]
fn bad_flags_say_what_is_valid_and_the_nearest_name() {
    let run = over("TieTrap", &["--agents", "bolware,micr"]);
    assert_eq!(run.code, 2);
    assert!(run.err.contains("did you mean \"boulware\"") && run.err.contains("did you mean \"micro\""), "{}", run.err);
    assert!(run.err.contains("nash-seeker") && run.out.is_empty());
    for (agents, wanted) in [
        ("boulware", "names 1, and there are 2"),
        ("boulware,boulware,boulware", "names 3"),
        ("boulware/combi=2,micro", "valid: 0 to 1"),
        ("boulware=3,micro", "takes no number"),
        ("time=nan,micro", "is not a number"),
        ("time=0,micro", "out of range"),
        ("micro/sometimes,micro", "no acceptance condition"),
        ("micro/next/bayes,micro", "did you mean \"bayesian\""),
        ("micro/next/none/more,micro", "too many parts"),
        (",micro", "there is no agent"),
    ] {
        let run = over("TieTrap", &["--agents", agents]);
        assert_eq!(run.code, 2, "{agents}");
        assert!(run.err.contains(wanted), "{agents}: {}", run.err);
    }
    for flags in [
        &["--rounds", "0"][..],
        &["--repeat", "0"],
        &["--rounds", "99999999999"],
        &["--quota", "0"],
        &["--quota", "0.5"],
        &["--power", "1,-1", "--protocol", "voting"],
        &["--power", "1", "--protocol", "voting"],
        &["--continue-probability", "2"],
        &["--seed", "-1"],
        &["--repeat", "1000000", "--json"],
        &["--repeat", "1000000", "--trace"],
    ] {
        let mut arguments = vec!["--agents", "micro,micro"];
        arguments.extend(flags);
        let run = over("TieTrap", &arguments);
        assert_eq!(run.code, 2, "{flags:?}: {}", run.out);
        assert!(run.err.contains("error"), "{flags:?}");
    }
}

#[test]
fn every_agent_condition_and_model_is_documented_and_listed_in_the_help() {
    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/BARGAINING.md");
    let document = std::fs::read_to_string(path).expect("the document");
    let help = negotiate(&["--help"]).out;
    let agents = registry::agents().into_iter().map(|(name, _)| name);
    for name in agents.chain(registry::conditions()).chain(registry::models()) {
        let quoted = [format!("`{name}`"), format!("`{name}=")];
        assert!(quoted.iter().any(|name| document.contains(name)), "docs/BARGAINING.md lacks {name}");
        assert!(help.contains(name), "--help lacks {name}");
    }
}

/// The examples of the help work as typed, from the folder of the project.
#[test]
fn the_examples_of_the_help_work() {
    let help = include_str!("../../assets/help/negotiate.txt");
    let examples: Vec<&str> = help.lines().filter_map(|line| line.trim().strip_prefix("summitry negotiate ")).collect();
    assert!(examples.len() >= 3);
    for example in examples {
        let arguments: Vec<&str> = example.split_whitespace().collect();
        let output = cargo_bin_cmd!("summitry")
            .current_dir(env!("CARGO_MANIFEST_DIR"))
            .arg("negotiate")
            .args(&arguments)
            .output()
            .expect("runs");
        assert!(output.status.success(), "{example}: {}", String::from_utf8_lossy(&output.stderr));
    }
}
