//! The documents say what the program does.

use std::path::Path;
use summitry::rules::parameters::Parameters;

fn document(name: &str) -> String {
    std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(name))
        .unwrap_or_else(|_| panic!("{name} is missing"))
}

#[test]
fn every_parameter_is_documented_with_default_range_and_meaning() {
    let rules = document("docs/RULES.md");
    for info in Parameters::LIST {
        let row =
            format!("| `{}` | {} | {} to {} | {} |", info.name, info.default, info.low, info.high, info.meaning.trim());
        assert!(rules.contains(&row), "docs/RULES.md lacks or misstates: {row}");
    }
}

#[test]
fn every_policy_is_documented() {
    let rules = document("docs/RULES.md");
    for name in summitry::delegations::policy::names() {
        assert!(rules.contains(&format!("| {name} |")), "docs/RULES.md lacks the policy {name}");
    }
}
