//! Bad domains and profiles: every mistake with file and line, what would be valid, exit code 2, and nothing else printed.

use crate::command::{Run, negotiate};
use std::path::Path;

const DOMAIN: &str = r#"<negotiation_template>
<utility_space number_of_issues="2">
 <objective index="0" name="root">
  <issue index="1" name="Tariff" type="discrete">
   <item index="1" value="high"/>
   <item index="2" value="low"/>
  </issue>
  <issue index="2" name="Quota" type="integer">
   <range lowerbound="0" upperbound="10"/>
  </issue>
 </objective>
</utility_space>
</negotiation_template>
"#;

const PROFILE: &str = r#"<utility_space>
 <objective index="0" name="root">
  <weight index="1" value="0.6"/>
  <weight index="2" value="0.4"/>
  <issue index="1" name="Tariff" type="discrete">
   <item index="1" value="high" evaluation="1"/>
   <item index="2" value="low" evaluation="0"/>
  </issue>
  <issue index="2" name="Quota" type="integer">
   <evaluator ftype="linear" offset="0" slope="0.1"/>
  </issue>
 </objective>
 <reservation value="0.2"/>
</utility_space>
"#;

/// Runs two like parties over these files.
fn run_bytes(domain: &[u8], profile: &[u8]) -> Run {
    let folder = tempfile::tempdir().expect("a folder");
    let put = |name: &str, bytes: &[u8]| {
        let path = folder.path().join(name);
        std::fs::write(&path, bytes).expect("written");
        path.to_string_lossy().into_owned()
    };
    let (domain, one, two) = (put("d.xml", domain), put("p.xml", profile), put("q.xml", PROFILE.as_bytes()));
    negotiate(&[&domain, &one, &two, "--agents", "linear,linear", "--json"])
}

fn run(domain: &str, profile: &str) -> Run {
    run_bytes(domain.as_bytes(), profile.as_bytes())
}

#[test]
fn the_files_that_are_spoilt_below_are_good() {
    let run = run(DOMAIN, PROFILE);
    assert_eq!(run.code, 0, "{}", run.err);
    assert!(run.out.contains("\"agreement\""), "{}", run.out);
}

/// Replaces one piece of a good file by another; what is said has to name the line and hold the words.
#[test]
fn each_mistake_of_a_profile_is_told_with_its_line() {
    let cases = [
        ("value=\"0.6\"", "value=\"0.7\"", 3, "sum to 1.1000 instead of 1"),
        ("value=\"0.6\"", "value=\"-0.6\"", 3, "out of range"),
        ("value=\"0.6\"", "value=\"much\"", 3, "is not a number"),
        ("value=\"0.6\"", "value=\"inf\"", 3, "is not a number"),
        ("  <weight index=\"1\" value=\"0.6\"/>\n", "", 4, "no weight with index 1"),
        ("<weight index=\"2\"", "<weight index=\"7\"", 4, "weight 7 belongs to no issue"),
        ("<weight index=\"2\"", "<weight index=\"1\"", 4, "weight 1 stands twice"),
        ("name=\"Tariff\"", "name=\"Tarif\"", 5, "did you mean \"Tariff\"?"),
        ("name=\"Quota\"", "name=\"Tariff\"", 9, "stands twice"),
        ("type=\"integer\"", "type=\"discrete\"", 9, "is integer in the domain and discrete here"),
        ("type=\"integer\"", "type=\"intger\"", 9, "did you mean \"integer\"?"),
        ("value=\"high\"", "value=\"hgh\"", 6, "did you mean \"high\"?"),
        ("value=\"low\"", "value=\"high\"", 7, "stands twice"),
        ("   <item index=\"2\" value=\"low\" evaluation=\"0\"/>\n", "", 5, "has no evaluation of \"low\""),
        (" evaluation=\"0\"", "", 7, "<item> has no evaluation"),
        (" evaluation=\"0\"", " evaluation=\"-1\"", 7, "valid: 0 or more"),
        ("ftype=\"linear\"", "ftype=\"liner\"", 10, "did you mean \"linear\"?"),
        (" slope=\"0.1\"", "", 10, "<evaluator> has no slope"),
        ("   <evaluator ftype=\"linear\" offset=\"0\" slope=\"0.1\"/>\n", "", 9, "no <evaluator>"),
        (
            "ftype=\"linear\" offset=\"0\" slope=\"0.1\"",
            "ftype=\"triangular\" parameter0=\"0\" parameter1=\"4\" parameter2=\"5\"",
            10,
            "not between",
        ),
        ("<reservation value=\"0.2\"/>", "<reservation value=\"1.2\"/>", 13, "valid: 0 to 1"),
        ("<reservation value=\"0.2\"/>", "<discount_factor value=\"0\"/>", 13, "leaves nothing"),
        ("<reservation value=\"0.2\"/>", "<reservation/>", 13, "<reservation> has no value"),
        ("<utility_space>", "<utility_spice>", 1, ""),
        ("<objective index=\"0\" name=\"root\">", "<objectif index=\"0\" name=\"root\">", 12, "not well-formed"),
        ("name=\"Tariff\"", "name=\"&tariff;\"", 5, "entities are not expanded"),
    ];
    for (good, bad, line, words) in cases {
        assert!(PROFILE.contains(good), "{good}");
        let run = run(DOMAIN, &PROFILE.replacen(good, bad, 1));
        assert_eq!(run.code, 2, "{good} → {bad}: {}", run.out);
        assert!(run.out.is_empty(), "{good} → {bad}");
        let at = format!("p.xml:{line}");
        let told = run.err.lines().any(|row| row.contains(&at) && row.contains(words));
        assert!(
            told || (words.is_empty() && run.err.contains("p.xml")),
            "{good} → {bad}: no {at} with {words} in\n{}",
            run.err
        );
    }
}

#[test]
fn each_mistake_of_a_domain_is_told_with_its_line() {
    let cases = [
        ("number_of_issues=\"2\"", "number_of_issues=\"3\"", 2, "says 3, and there are 2"),
        (" name=\"Tariff\"", "", 4, "<issue> has no name"),
        ("name=\"Quota\"", "name=\"Tariff\"", 8, "two issues \"Tariff\""),
        ("type=\"discrete\"", "type=\"discret\"", 4, "did you mean \"discrete\"?"),
        ("value=\"low\"", "value=\"high\"", 6, "stands twice"),
        ("value=\"low\"", "value=\"\"", 6, "<item> has no value"),
        ("upperbound=\"10\"", "upperbound=\"-10\"", 9, "exchange the bounds"),
        ("upperbound=\"10\"", "upperbound=\"9223372036854775807\"", 9, "more than 1000000 values"),
        ("upperbound=\"10\"", "upperbound=\"ten\"", 9, "not a whole number"),
        ("   <range lowerbound=\"0\" upperbound=\"10\"/>\n", "", 8, "has no lowerbound"),
        (
            "<objective index=\"0\" name=\"root\">",
            "<objective index=\"0\" name=\"root\"></objective><objective>",
            2,
            "says 2, and there are 0",
        ),
    ];
    for (good, bad, line, words) in cases {
        assert!(DOMAIN.contains(good), "{good}");
        let run = run(&DOMAIN.replacen(good, bad, 1), PROFILE);
        assert_eq!(run.code, 2, "{good} → {bad}: {}", run.out);
        let at = format!("d.xml:{line}");
        let told = run.err.lines().any(|row| row.contains(&at) && row.contains(words));
        assert!(told, "{good} → {bad}: no {at} with {words} in\n{}", run.err);
    }
}

#[test]
fn all_mistakes_of_all_files_are_told_at_once() {
    let bad = PROFILE
        .replace("name=\"Tariff\"", "name=\"Tarif\"")
        .replace("slope=\"0.1\"", "slope=\"x\"")
        .replace("value=\"0.2\"", "value=\"2\"");
    let run = run(DOMAIN, &bad);
    assert_eq!(run.code, 2);
    for wanted in ["p.xml:2", "p.xml:5", "p.xml:10", "p.xml:13"] {
        assert!(run.err.contains(wanted), "{wanted} is missing in\n{}", run.err);
    }
    assert!(run.err.contains("issue \"Tariff\" of the domain is missing"), "{}", run.err);
    let gone = negotiate(&["/nowhere/d.xml", "/nowhere/p.xml", "/nowhere/q.xml", "--agents", "linear,linear"]);
    assert_eq!(gone.code, 2);
    assert_eq!(gone.err.lines().count(), 3, "{}", gone.err);
}

#[test]
fn nothing_is_fetched_or_expanded() {
    let folder = tempfile::tempdir().expect("a folder");
    let secret = folder.path().join("secret.txt");
    std::fs::write(&secret, "SECRET").expect("written");
    let external =
        format!("<?xml version=\"1.0\"?>\n<!DOCTYPE x [<!ENTITY e SYSTEM \"file://{}\">]>\n", secret.display());
    let bomb = "<?xml version=\"1.0\"?>\n<!DOCTYPE x [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;\"><!ENTITY c \"&b;&b;&b;&b;&b;&b;&b;&b;\">]>\n";
    for head in [external.as_str(), bomb] {
        for name in ["&e;", "&c;"] {
            let run = run(&format!("{head}{}", DOMAIN.replace("Tariff", name)), PROFILE);
            assert_eq!(run.code, 2);
            assert!(run.err.contains("d.xml:2") && run.err.contains("neither fetched nor expanded"), "{}", run.err);
            assert!(!run.err.contains("SECRET") && !run.err.contains("aaaa"));
        }
    }
}

#[test]
fn other_encodings_are_refused_with_the_line() {
    let latin: Vec<u8> =
        PROFILE.replace("high", "hoch").bytes().map(|byte| if byte == b'k' { 0xE9 } else { byte }).collect();
    assert_eq!(run_bytes(DOMAIN.as_bytes(), &latin).code, 2);
    let latin: Vec<u8> = DOMAIN.bytes().flat_map(|byte| if byte == b'Q' { vec![0xE9] } else { vec![byte] }).collect();
    let run = run_bytes(&latin, PROFILE.as_bytes());
    assert_eq!(run.code, 2);
    assert!(run.err.contains("d.xml:8") && run.err.contains("not encoded as UTF-8"), "{}", run.err);
    let wide: Vec<u8> = [0xFF, 0xFE].into_iter().chain(DOMAIN.encode_utf16().flat_map(u16::to_le_bytes)).collect();
    let run = run_bytes(&wide, PROFILE.as_bytes());
    assert!(run.code == 2 && run.err.contains("UTF-16"), "{}", run.err);
    let declared = format!("<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?>\n{}", DOMAIN.replace("high", "höch"));
    let run = run_bytes(declared.as_bytes(), PROFILE.as_bytes());
    assert!(run.code == 2 && run.err.contains("ISO-8859-1"), "{}", run.err);
    let marked: Vec<u8> = [0xEF, 0xBB, 0xBF].into_iter().chain(DOMAIN.bytes()).collect();
    assert_eq!(run_bytes(&marked, PROFILE.as_bytes()).code, 0);
}

#[test]
fn hostile_sizes_are_refused_quickly() {
    let deep = format!("{}{}", "<objective name=\"x\">".repeat(100_000), "</objective>".repeat(100_000));
    let run_deep = run(&format!("<utility_space>{deep}</utility_space>"), PROFILE);
    assert_eq!(run_deep.code, 2, "{}", run_deep.out);
    let issue = |at: usize| {
        format!(
            "<issue index=\"{at}\" name=\"i{at}\" type=\"integer\"><range lowerbound=\"1\" upperbound=\"1000000\"/></issue>"
        )
    };
    let issues: String = (1..9).map(issue).collect();
    let run_many =
        run(&format!("<utility_space><objective index=\"0\" name=\"r\">{issues}</objective></utility_space>"), PROFILE);
    assert!(run_many.code == 2 && run_many.err.contains("more than 9007199254740992 outcomes"), "{}", run_many.err);
}

#[test]
fn many_issues_and_numbers_beyond_reason_are_survived() {
    let issue = |at: usize| format!("<issue index=\"{at}\" name=\"i{at}\"><item value=\"x\"/></issue>");
    let issues: String = (1..50_000).map(issue).collect();
    let many =
        run(&format!("<utility_space><objective index=\"0\" name=\"r\">{issues}</objective></utility_space>"), PROFILE);
    assert!(many.code == 2 && many.err.contains("more than 1000 issues"), "{}", many.err);
    let huge = PROFILE.replace(
        "ftype=\"linear\" offset=\"0\" slope=\"0.1\"",
        "ftype=\"triangular\" parameter0=\"-1e308\" parameter1=\"1.7e308\" parameter2=\"1.6e308\"",
    );
    let result: serde_json::Value = serde_json::from_str(&run(DOMAIN, &huge).out).expect("JSON");
    assert!(["agreement", "timedout"].contains(&crate::reference::text(&result["result"])));
}

/// Thirty million outcomes: too many to sort, and enough to bargain over.
#[test]
fn a_huge_domain_is_refused_to_exact_agents_and_played_by_others() {
    let issue = |at: usize| {
        format!(
            "<issue index=\"{at}\" name=\"i{at}\" type=\"integer\"><range lowerbound=\"0\" upperbound=\"30\"/></issue>"
        )
    };
    let issues: String = (1..6).map(issue).collect();
    let domain = format!("<utility_space><objective index=\"0\" name=\"r\">{issues}</objective></utility_space>");
    let profile = |weights: [f64; 5], rises: bool| {
        let weights: String = weights
            .iter()
            .zip(1..)
            .map(|(weight, at)| format!("<weight index=\"{at}\" value=\"{weight}\"/>"))
            .collect();
        let shape = if rises { "offset=\"0\" slope=\"0.0333333333\"" } else { "offset=\"1\" slope=\"-0.0333333333\"" };
        let issue = |at: usize| {
            format!(
                "<issue index=\"{at}\" name=\"i{at}\" type=\"integer\"><evaluator ftype=\"linear\" {shape}/></issue>"
            )
        };
        let issues: String = (1..6).map(issue).collect();
        format!(
            "<utility_space><objective index=\"0\" name=\"r\">{weights}{issues}</objective><reservation value=\"0.3\"/></utility_space>"
        )
    };
    let folder = tempfile::tempdir().expect("a folder");
    let put = |name: &str, text: String| {
        std::fs::write(folder.path().join(name), text).expect("written");
        folder.path().join(name).to_string_lossy().into_owned()
    };
    let domain = put("d.xml", domain);
    let one = put("one.xml", profile([0.4, 0.3, 0.1, 0.1, 0.1], true));
    let two = put("two.xml", profile([0.1, 0.1, 0.1, 0.3, 0.4], false));
    let refused = negotiate(&[&domain, &one, &two, "--agents", "boulware,trade-off"]);
    assert_eq!(refused.code, 2);
    assert!(refused.err.contains("28629151 outcomes, more than the 16777216"), "{}", refused.err);
    assert!(negotiate(&["analyse", &domain, &one, &two]).err.contains("more than the 16777216"));
    let played = negotiate(&[&domain, &one, &two, "--agents", "trade-off,nash-seeker", "--json"]);
    assert!(Path::new(&domain).exists());
    let result: serde_json::Value = serde_json::from_str(&played.out).expect("JSON");
    assert_eq!(result["result"], "agreement", "{}", played.err);
    let utilities = crate::reference::numbers(&result["agreement_utils"]);
    // Each cares for what the other does not, and they find that out: together well over half for each.
    assert!(utilities.iter().sum::<f64>() > 1.2, "{utilities:?}");
}
