//! Sweeps, results folders, interruptions, shards: through the command line, and through the library where processes would be too slow.

mod bits;
mod failures;
mod interruptions;
mod mistakes;
mod shards;
mod support;
mod tables;
