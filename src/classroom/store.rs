//! The file of a class: a journal and drafts in SQLite, written by one thread that confirms only what is on the disk.

use crate::classroom::entry::Entry;
use crate::problem::{Place, Problem};
use rusqlite::{Connection, OpenFlags, params};
use std::path::{Path, PathBuf};
use std::sync::mpsc;
use std::time::{Duration, SystemTime};

/// Marks a file as a class's ("SMTY"), so that no other database is written to by mistake.
const APPLICATION: i32 = 0x534d_5459;
/// Version of the file's format.
const FORMAT: i32 = 1;
/// Jobs that are written in one transaction at most.
const TOGETHER: usize = 256;

/// What is to be written in one piece.
#[derive(Debug, Default)]
pub struct Job {
    /// Entries, in order.
    pub entries: Vec<Entry>,
    /// Texts being typed: person, field, text.
    pub drafts: Vec<(u32, String, String)>,
}

/// Called when a job is on the disk, or why it is not.
pub type Done = Box<dyn FnOnce(Result<(), String>) + Send>;

enum Order {
    Write(Job, Done),
    Purge(Done),
}

/// The way to the thread that writes.
#[derive(Clone)]
pub struct Store {
    orders: mpsc::Sender<Order>,
}

/// What a class's file held.
#[derive(Debug, Default)]
pub struct Kept {
    /// The journal, in order.
    pub entries: Vec<Entry>,
    /// Texts that were being typed: person, field, text.
    pub drafts: Vec<(u32, String, String)>,
}

fn at_fault(path: &Path, what: String, remedy: &str) -> Vec<Problem> {
    vec![Problem::new(Place::file(path.display().to_string()), what, remedy)]
}

impl Store {
    /// Opens a class's file, or makes it; what it holds, and the way to write to it.
    ///
    /// # Errors
    /// Why it cannot be used: another program has it, it is no class's file, it is damaged, the folder is not there.
    pub fn open(path: &Path) -> Result<(Kept, Store), Vec<Problem>> {
        let remedy = "name another file with --data, or a folder that can be written to";
        let fault = |error: rusqlite::Error| {
            if error.sqlite_error_code() == Some(rusqlite::ErrorCode::DatabaseBusy) {
                let what = "another program has this file open".to_string();
                return at_fault(
                    path,
                    what,
                    "is the class being hosted already? end that program, or name another file",
                );
            }
            at_fault(path, format!("the class's file cannot be used: {error}"), remedy)
        };
        let mut connection = Connection::open_with_flags(
            path,
            OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_CREATE | OpenFlags::SQLITE_OPEN_NO_MUTEX,
        )
        .map_err(fault)?;
        private(path);
        connection.busy_timeout(Duration::from_millis(200)).map_err(fault)?;
        let number = |name: &str| connection.pragma_query_value(None, name, |row| row.get::<_, i32>(0)).map_err(fault);
        let (application, format) = (number("application_id")?, number("user_version")?);
        let tables: i64 =
            connection.query_row("SELECT count(*) FROM sqlite_schema", [], |row| row.get(0)).map_err(fault)?;
        if (tables > 0 || application != 0) && application != APPLICATION {
            return Err(at_fault(path, "this is a database, but not of a class".to_string(), "name another file"));
        }
        if format > FORMAT {
            let what = format!("the file has format {format}, this program knows up to {FORMAT}");
            return Err(at_fault(path, what, "host it with the program that made it"));
        }
        // One writer for as long as the class is hosted: a second program is refused at once.
        connection.pragma_update(None, "locking_mode", "EXCLUSIVE").map_err(fault)?;
        connection.pragma_update(None, "journal_mode", "WAL").map_err(fault)?;
        connection.pragma_update(None, "synchronous", "FULL").map_err(fault)?;
        connection.pragma_update(None, "secure_delete", "ON").map_err(fault)?;
        connection
            .execute_batch(&format!(
                "BEGIN IMMEDIATE;
                 CREATE TABLE IF NOT EXISTS journal (id INTEGER PRIMARY KEY, at_ms INTEGER NOT NULL, entry TEXT NOT NULL);
                 CREATE TABLE IF NOT EXISTS draft (person INTEGER NOT NULL, field TEXT NOT NULL, text TEXT NOT NULL,
                     PRIMARY KEY (person, field)) WITHOUT ROWID;
                 PRAGMA application_id = {APPLICATION};
                 PRAGMA user_version = {FORMAT};
                 COMMIT;"
            ))
            .map_err(fault)?;
        let kept = read(&connection, path).map_err(|error| error.into_problems(fault))?;
        let (orders, inbox) = mpsc::channel();
        let file = path.to_path_buf();
        std::thread::Builder::new()
            .name("store".to_string())
            .spawn(move || write_all(&mut connection, &inbox, &file))
            .map_err(|error| at_fault(path, format!("the thread that writes cannot be started: {error}"), ""))?;
        Ok((kept, Store { orders }))
    }

    /// Has a job written; `done` is called once it is on the disk.
    pub fn write(&self, job: Job, done: Done) {
        if let Err(mpsc::SendError(Order::Write(_, done) | Order::Purge(done))) =
            self.orders.send(Order::Write(job, done))
        {
            done(Err("the class's data has been deleted".to_string()));
        }
    }

    /// Deletes everything that the file holds, and the file; nothing can be written afterwards.
    pub fn purge(&self, done: Done) {
        if let Err(mpsc::SendError(Order::Write(_, done) | Order::Purge(done))) = self.orders.send(Order::Purge(done)) {
            done(Ok(()));
        }
    }
}

/// Lets nobody else on the machine read the file where the system knows such rights.
fn private(path: &Path) {
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        // A file system without rights keeps the file as it is.
        let _ = std::fs::set_permissions(path, std::fs::Permissions::from_mode(0o600));
    }
    #[cfg(not(unix))]
    let _ = path;
}

/// Reads the journal and the drafts. The error is a problem with the content, or none for one of the database.
fn read(connection: &Connection, path: &Path) -> Result<Kept, ReadError> {
    let mut kept = Kept::default();
    let mut rows = connection.prepare("SELECT id, entry FROM journal ORDER BY id")?;
    for row in rows.query_map([], |row| Ok((row.get::<_, i64>(0)?, row.get::<_, String>(1)?)))? {
        let (id, text) = row?;
        let entry = serde_json::from_str(&text).map_err(|error| {
            ReadError::Content(at_fault(
                path,
                format!("entry {id} of the journal cannot be read: {error}"),
                "the file was changed, or is of a newer program",
            ))
        })?;
        kept.entries.push(entry);
    }
    let mut rows = connection.prepare("SELECT person, field, text FROM draft ORDER BY person, field")?;
    for row in rows.query_map([], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))? {
        kept.drafts.push(row?);
    }
    Ok(kept)
}

enum ReadError {
    Database(rusqlite::Error),
    Content(Vec<Problem>),
}

impl ReadError {
    fn into_problems(self, fault: impl Fn(rusqlite::Error) -> Vec<Problem>) -> Vec<Problem> {
        match self {
            ReadError::Database(error) => fault(error),
            ReadError::Content(problems) => problems,
        }
    }
}

impl From<rusqlite::Error> for ReadError {
    fn from(error: rusqlite::Error) -> Self {
        ReadError::Database(error)
    }
}

fn write_all(connection: &mut Connection, inbox: &mpsc::Receiver<Order>, file: &Path) {
    while let Ok(first) = inbox.recv() {
        // What has gathered meanwhile shares one transaction: one wait for the disk for all of them.
        let mut orders = vec![first];
        orders.extend(inbox.try_iter().take(TOGETHER));
        let (mut jobs, mut waiting) = (Vec::new(), Vec::new());
        let mut purged = None;
        for order in orders {
            match order {
                Order::Write(job, done) => {
                    jobs.push(job);
                    waiting.push(done);
                }
                Order::Purge(done) => purged = Some(done),
            }
        }
        let outcome = write(connection, &jobs).map_err(|error| format!("the class's file cannot be written: {error}"));
        waiting.into_iter().for_each(|done| done(outcome.clone()));
        if let Some(done) = purged {
            let emptied = connection.execute_batch(
                "DELETE FROM journal; DELETE FROM draft; VACUUM; PRAGMA wal_checkpoint(TRUNCATE); PRAGMA journal_mode = DELETE;",
            );
            let removed = remove(file);
            done(emptied.map_err(|error| error.to_string()).and(removed));
            return;
        }
    }
}

fn write(connection: &mut Connection, jobs: &[Job]) -> rusqlite::Result<()> {
    let at = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).map_or(0, |since| since.as_millis() as i64);
    let transaction = connection.transaction()?;
    {
        let mut entries = transaction.prepare("INSERT INTO journal (at_ms, entry) VALUES (?1, ?2)")?;
        let mut drafts =
            transaction.prepare("INSERT OR REPLACE INTO draft (person, field, text) VALUES (?1, ?2, ?3)")?;
        for job in jobs {
            for entry in &job.entries {
                let text = serde_json::to_string(entry);
                let text = text.map_err(|error| rusqlite::Error::ToSqlConversionFailure(error.into()))?;
                entries.execute(params![at, text])?;
            }
            for (person, field, text) in &job.drafts {
                drafts.execute(params![person, field, text])?;
            }
        }
    }
    transaction.commit()
}

/// The files that make up a class's data: SQLite keeps up to two beside the first.
pub fn files(path: &Path) -> Vec<PathBuf> {
    ["", "-wal", "-shm"]
        .iter()
        .map(|ending| {
            let mut name = path.as_os_str().to_os_string();
            name.push(ending);
            PathBuf::from(name)
        })
        .collect()
}

fn remove(path: &Path) -> Result<(), String> {
    for file in files(path) {
        match std::fs::remove_file(&file) {
            Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
                return Err(format!("{} cannot be removed: {error}", file.display()));
            }
            _ => {}
        }
    }
    Ok(())
}

/// Deletes a class's data; whether there was any.
///
/// # Errors
/// When the file is in use, is no class's, or cannot be removed.
pub fn purge(path: &Path) -> Result<bool, Vec<Problem>> {
    if !path.exists() {
        return Ok(false);
    }
    let (_, store) = Store::open(path)?;
    let (tell, told) = mpsc::channel();
    store.purge(Box::new(move |outcome| {
        let _ = tell.send(outcome);
    }));
    let outcome = told.recv().unwrap_or_else(|_| Err("the thread that writes has ended".to_string()));
    outcome.map(|()| true).map_err(|why| at_fault(path, why, "remove it by hand"))
}
