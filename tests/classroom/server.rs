//! A class that is served: within the test, or by the program as a process that can be killed.

use crate::client::Browser;
use std::fs::File;
use std::io::{BufRead, BufReader};
use std::net::{Ipv4Addr, SocketAddr};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::Arc;
use summitry::classroom::hall::Hall;
use summitry::classroom::web::{self, App};

/// The scenario that the tests play: small, and quick to work out.
pub const SCENARIO: &str = "steel-safeguard";

/// A class served within the test.
pub struct Served {
    pub hall: Arc<Hall>,
    pub server: SocketAddr,
    pub code: String,
    pub secret: String,
    _folder: tempfile::TempDir,
    // Dropped last: it ends the server.
    _runtime: tokio::runtime::Runtime,
}

pub fn serve(tables: u16) -> Served {
    let folder = tempfile::tempdir().expect("a folder for the class");
    let hall =
        Arc::new(Hall::open(SCENARIO, Some(tables), &folder.path().join("class.sqlite")).expect("the class opens"));
    let runtime =
        tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().expect("a runtime");
    let listener = runtime.block_on(tokio::net::TcpListener::bind((Ipv4Addr::LOCALHOST, 0))).expect("a free port");
    let server = listener.local_addr().expect("the port is known");
    runtime.spawn(web::serve(
        listener,
        App::new(hall.clone(), vec![format!("http://{server}")], false),
        std::future::pending(),
    ));
    let (code, secret) = {
        let room = hall.room();
        (room.code.clone(), room.secret.clone())
    };
    Served { hall, server, code, secret, _folder: folder, _runtime: runtime }
}

impl Served {
    pub fn join(&self, name: &str) -> Browser {
        Browser::join(self.server, &self.code, name)
    }

    pub fn teacher(&self) -> Browser {
        let mut browser = Browser::new(self.server);
        assert_eq!(browser.get(&format!("/teacher/in/{}", self.secret)).status, 303);
        browser
    }
}

/// A class served by the program.
pub struct Process {
    child: Child,
    pub server: SocketAddr,
    pub code: String,
    pub secret: String,
    complaints: PathBuf,
}

impl Process {
    pub fn start(data: &Path) -> Process {
        let complaints = data.with_extension("stderr");
        let mut child = Command::new(env!("CARGO_BIN_EXE_summitry"))
            .args(["host", SCENARIO, "--port", "0", "--tables", "1", "--data"])
            .arg(data)
            .stdout(Stdio::piped())
            .stderr(File::create(&complaints).expect("a file for its complaints"))
            .spawn()
            .expect("the program starts");
        let (mut server, mut code, mut secret) = (None, String::new(), String::new());
        let mut lines = BufReader::new(child.stdout.take().expect("its output is piped")).lines();
        for line in lines.by_ref().map_while(Result::ok) {
            if let Some((before, token)) = line.split_once("/teacher/in/") {
                let port: u16 =
                    before.rsplit(':').next().and_then(|port| port.parse().ok()).expect("the port is printed");
                (server, secret) = (Some(SocketAddr::from((Ipv4Addr::LOCALHOST, port))), token.trim().to_string());
            }
            if let Some(found) = line.strip_prefix("Code") {
                code = found.trim().to_string();
                break;
            }
        }
        // What it prints later has to go somewhere: a closed pipe would end it.
        std::thread::spawn(move || lines.for_each(drop));
        Process { child, server: server.expect("the teacher's address is printed"), code, secret, complaints }
    }

    /// Ends it without warning, and reads what it complained of.
    pub fn kill_and_read(self) -> String {
        let complaints = self.complaints.clone();
        self.kill();
        std::fs::read_to_string(complaints).expect("its complaints are readable")
    }

    /// Ends it without warning.
    pub fn kill(mut self) {
        self.child.kill().expect("the program is killed");
        self.child.wait().expect("it is gone");
    }
}
