//! Domains and profiles in the XML of Genius (Lin et al. 2014), as used by the ANAC competitions.
//!
//! Text in, domain or profile or *all* mistakes with their lines out; nothing is fetched or expanded. Conventions are those of
//! Genius: evaluations of an issue are divided by the greatest of them, utilities lie between 0 and 1, a reservation value that is not
//! stated is 0 and a discount that is not stated is 1.

mod domain;
mod profile;
mod write;
mod xml;

pub use domain::read_domain;
pub use profile::read_profile;
pub use write::{write_domain, write_profile};
pub use xml::decode;
