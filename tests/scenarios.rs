//! Every shipped scenario loads.
use summitry::scenario;

#[test]
fn every_shipped_scenario_passes_its_check() {
    for name in scenario::source::shipped_scenarios() {
        let problems: Vec<String> = scenario::check(&name).iter().map(ToString::to_string).collect();
        assert!(problems.is_empty(), "{name}:\n{}", problems.join("\n"));
    }
}
