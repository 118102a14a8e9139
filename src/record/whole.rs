//! Files that are written in one piece or not at all.

use std::io::{self, Write};
use std::path::Path;

/// Writes a file beside its destination, flushes it to the disk and gives it its name; folders on the way are made.
///
/// # Errors
/// What the system says; the destination is then as it was.
pub fn save(path: &Path, content: &[u8]) -> io::Result<()> {
    let folder = path.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."));
    std::fs::create_dir_all(folder)?;
    let mut file = tempfile::NamedTempFile::new_in(folder)?;
    file.write_all(content)?;
    file.as_file().sync_all()?;
    file.persist(path).map_err(|error| error.error)?;
    Ok(())
}
