//! What the command reads: a domain and the profiles over it.

use crate::bargaining::domain::Domain;
use crate::bargaining::genius;
use crate::bargaining::profile::Profile;
use crate::cli::Failure;
use crate::problem::{Place, Problem};
use std::io::Read as _;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// Largest file that is read, in bytes.
const LARGEST: u64 = 256 << 20;

/// A domain and its parties.
pub struct Files {
    /// The domain.
    pub domain: Arc<Domain>,
    /// Profiles of the parties.
    pub profiles: Vec<Arc<Profile>>,
    /// Short names of the parties: what follows the last underscore of their files, where those differ.
    pub names: Vec<String>,
}

/// Reads a domain and profiles; mistakes of all files at once.
pub fn read(domain: &Path, profiles: &[PathBuf]) -> Result<Files, Failure> {
    let mut problems = Vec::new();
    let file = domain.display().to_string();
    let parsed = bytes(domain).and_then(|bytes| genius::read_domain(&file, genius::decode(&file, &bytes)?));
    let domain = parsed.map(Arc::new).map_err(|found| problems.extend(found)).ok();
    let mut parties = Vec::new();
    for path in profiles {
        let file = path.display().to_string();
        let read = bytes(path).and_then(|bytes| {
            let text = genius::decode(&file, &bytes)?;
            domain.as_ref().map(|domain| genius::read_profile(&file, text, domain)).transpose()
        });
        match read {
            Ok(profile) => parties.extend(profile.map(Arc::new)),
            Err(found) => problems.extend(found),
        }
    }
    match domain {
        Some(domain) if problems.is_empty() => {
            let names = short_names(&parties);
            Ok(Files { domain, profiles: parties, names })
        }
        _ => Err(Failure::Input(problems)),
    }
}

fn bytes(path: &Path) -> Result<Vec<u8>, Vec<Problem>> {
    let wrong = |what: String| vec![Problem::new(Place::file(path.display().to_string()), what, "give an XML file")];
    let file = std::fs::File::open(path).map_err(|error| wrong(format!("cannot be read: {error}")))?;
    let mut bytes = Vec::new();
    file.take(LARGEST + 1).read_to_end(&mut bytes).map_err(|error| wrong(format!("cannot be read: {error}")))?;
    if bytes.len() as u64 > LARGEST {
        return Err(wrong(format!("the file has more than {} MiB", LARGEST >> 20)));
    }
    Ok(bytes)
}

fn short_names(profiles: &[Arc<Profile>]) -> Vec<String> {
    let short = |profile: &Arc<Profile>| profile.name().rsplit('_').next().unwrap_or_default().to_string();
    let names: Vec<String> = profiles.iter().map(short).collect();
    let differ = names.iter().enumerate().all(|(at, name)| !name.is_empty() && !names[..at].contains(name));
    if differ { names } else { profiles.iter().zip(1..).map(|(one, at)| format!("{} ({at})", one.name())).collect() }
}
