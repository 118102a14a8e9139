//! Datasets for the tests: the shipped ones, and the licensed reference when it is at hand.

use std::path::{Path, PathBuf};
use summitry::economy::{Dataset, Policy};
use summitry::scenario::source;

/// A shipped economy.
pub fn shipped(name: &str) -> Dataset {
    let texts = source::economy(name).unwrap_or_else(|| panic!("no economy {name}"));
    Dataset::parse(name, &texts).unwrap_or_else(|problems| panic!("{name}: {problems:?}"))
}

/// The dataset in a folder.
pub fn folder(path: &Path) -> Dataset {
    let texts = source::read_folder(path).expect("readable");
    let name = path.file_name().expect("a name").to_string_lossy().into_owned();
    Dataset::parse(&name, &texts).unwrap_or_else(|problems| panic!("{name}: {problems:?}"))
}

/// A folder of the reference material, which the project does not contain; none when it is not at hand.
pub fn reference(path: &str) -> Option<PathBuf> {
    let beside = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/reference");
    let root = std::env::var_os("SUMMITRY_REFERENCE").map_or(beside, PathBuf::from);
    let found = root.join(path);
    found.is_dir().then_some(found)
}

/// A policy of a dataset by the path that expected.json gives; none for the base year's.
pub fn policy(dataset: &Dataset, path: Option<&str>) -> Policy {
    let Some(path) = path else { return Policy::base(dataset) };
    let name = path.trim_start_matches("policies/").trim_end_matches(".csv");
    let rows = dataset.policies.get(name).unwrap_or_else(|| panic!("{} has no policy {name}", dataset.name));
    Policy::of(dataset, rows)
}
