//! A package: for some of the issues, the option that would settle them.

use std::fmt;

/// A partial assignment of options to issues: four bits an issue, 0 for unsettled, else one plus the option.
#[derive(Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Package(u64);

impl Package {
    /// Nothing settled.
    pub const EMPTY: Package = Package(0);

    /// The option of an issue, if settled.
    pub fn get(self, issue: usize) -> Option<usize> {
        let nibble = self.0 >> (4 * issue) & 15;
        (nibble > 0).then(|| nibble as usize - 1)
    }

    /// Settles an issue, or leaves it open.
    pub fn set(&mut self, issue: usize, option: Option<usize>) {
        let nibble = option.map_or(0, |option| option as u64 + 1);
        self.0 = self.0 & !(15 << (4 * issue)) | nibble << (4 * issue);
    }

    /// The package with one issue settled or left open.
    #[must_use]
    pub fn with(mut self, issue: usize, option: Option<usize>) -> Package {
        self.set(issue, option);
        self
    }

    /// Settled issues with their options, in order.
    pub fn issues(self) -> impl Iterator<Item = (usize, usize)> {
        let mut rest = self.0;
        std::iter::from_fn(move || {
            let issue = (rest.trailing_zeros() / 4) as usize;
            let nibble = rest.checked_shr(4 * issue as u32)? & 15;
            rest &= !(15 << (4 * issue));
            Some((issue, nibble as usize - 1))
        })
    }

    /// Number of settled issues.
    pub fn len(self) -> usize {
        self.issues().count()
    }

    /// Whether nothing is settled.
    pub fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// This package with what the other settles put in its place.
    #[must_use]
    pub fn merged(self, other: Package) -> Package {
        other.issues().fold(self, |package, (issue, option)| package.with(issue, Some(option)))
    }

    /// The package as a number, for digests.
    pub fn bits(self) -> u64 {
        self.0
    }
}

impl fmt::Debug for Package {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_map().entries(self.issues()).finish()
    }
}
