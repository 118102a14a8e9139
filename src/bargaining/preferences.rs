//! Linear-additive preferences over packages.

use crate::bargaining::{MAX_ISSUES, MAX_OPTIONS, Package};

/// What options are worth; an issue that is left open is worth nothing.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Preferences {
    /// Worth of each option, `[issue][option]`.
    pub value: [[f64; MAX_OPTIONS]; MAX_ISSUES],
    /// Number of options by issue; 0 for an issue that is not on the table.
    pub options: [u8; MAX_ISSUES],
    /// Worth of the empty package.
    pub base: f64,
}

impl Preferences {
    /// Worth of a package.
    pub fn utility(&self, package: Package) -> f64 {
        package.issues().fold(self.base, |sum, (issue, option)| sum + self.value[issue][option])
    }

    /// The package that is worth most; an issue none of whose options is worth more than nothing stays open, and the first
    /// option is taken where several are worth the same.
    pub fn best(&self) -> Package {
        let mut package = Package::EMPTY;
        for issue in 0..MAX_ISSUES {
            let options = &self.value[issue][..self.options[issue] as usize];
            let best =
                (0..options.len()).reduce(|best, option| if options[option] > options[best] { option } else { best });
            package.set(issue, best.filter(|best| options[*best] > 0.0));
        }
        package
    }

    /// Worth of leaving an issue open or settling it with an option.
    pub fn of(&self, issue: usize, option: Option<usize>) -> f64 {
        option.map_or(0.0, |option| self.value[issue][option])
    }
}
