//! `summitry host`: a classroom on this computer, for every browser in the room's network.

use crate::classroom::hall::Hall;
use crate::classroom::roster::MOST_TABLES;
use crate::classroom::web::rehearse::{self, Figures, Rehearsal};
use crate::classroom::web::{self, App};
use crate::classroom::{compare, deck, material, store};
use crate::cli::{Failure, page};
use crate::record::{log, whole};
use crate::scenario;
use clap::Args;
use std::future::pending;
use std::io::IsTerminal as _;
use std::net::{IpAddr, Ipv4Addr};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Instant;
use tokio::net::TcpListener;

/// Arguments of `host`.
#[derive(Args)]
#[command(after_help = include_str!("../../assets/help/host.txt"))]
pub struct Host {
    /// Shipped scenario, or a folder.
    #[arg(default_value = "steel-safeguard")]
    scenario: String,
    /// Port on which the pages are served.
    #[arg(long, default_value_t = 8080)]
    port: u16,
    /// Parallel tables of a new class; more can be added later.
    #[arg(long, value_parser = clap::value_parser!(u16).range(1..=i64::from(MOST_TABLES)))]
    tables: Option<u16>,
    /// File of the class: begun if it is not there, taken up where it was if it is.
    #[arg(long, value_name = "FILE", default_value = "class.sqlite")]
    data: PathBuf,
    /// Delete the data of the class in FILE and end.
    #[arg(long)]
    purge: bool,
    /// Let so many robot students play a class through to its debrief, write the deck beside FILE, and end.
    #[arg(long, value_name = "STUDENTS", value_parser = clap::value_parser!(u16).range(1..=400), conflicts_with = "purge")]
    rehearse: Option<u16>,
    /// Write the teacher's guide and the role sheets of the scenario into a folder, to print, and end.
    #[arg(long, value_name = "FOLDER", conflicts_with_all = ["purge", "rehearse"])]
    print: Option<PathBuf>,
}

impl Host {
    pub(super) fn execute(self) -> Result<(), Failure> {
        if self.purge {
            let found = store::purge(&self.data)?;
            let name = self.data.display();
            page::line(if found {
                format!("deleted: {name}")
            } else {
                format!("there is no {name}: nothing to delete")
            });
            return Ok(());
        }
        if let Some(folder) = &self.print {
            let case = scenario::load(&self.scenario)?;
            for sheet in material::sheets(&case, &self.scenario) {
                let path = folder.join(&sheet.file);
                write(&path, sheet.page.into_string().as_bytes())?;
                page::line(format!("{}: {}", path.display(), sheet.title));
            }
            return Ok(());
        }
        let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
        match self.rehearse {
            Some(students) => runtime.block_on(self.rehearse(usize::from(students))),
            None => runtime.block_on(self.serve()),
        }
    }

    /// Robots play a class on a port of their own.
    async fn rehearse(&self, students: usize) -> Result<(), Failure> {
        let hall = Arc::new(Hall::open(&self.scenario, self.tables, &self.data)?);
        let (code, secret, seated) = {
            let room = hall.room();
            (room.code.clone(), room.secret.clone(), room.roster.people.len())
        };
        if seated > 0 {
            let name = self.data.display();
            return Err(Failure::Flag(format!(
                "--data {name}: people have joined this class; valid: a file that is not there yet, for example rehearsal.sqlite"
            )));
        }
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await?;
        let server = listener.local_addr()?;
        let serving = tokio::spawn(web::serve(
            listener,
            App::new(hall.clone(), vec![format!("http://{server}")], false),
            pending(),
        ));
        let began = Instant::now();
        let rehearsal = Rehearsal { server, code: &code, secret: &secret, students };
        let figures = rehearse::play(rehearsal).await.map_err(Failure::System)?;
        let took = began.elapsed();
        let compared = hall.clone();
        let class = tokio::task::spawn_blocking(move || compare::of(&compared, false))
            .await
            .map_err(|error| Failure::System(error.to_string()))?;
        serving.abort();
        let path = self.data.with_extension("deck.html");
        write(&path, deck::make(&class, deck::Styled::Within).into_string().as_bytes())?;
        let verified = self.verify(&hall)?;
        report(&figures, students, class.tables.len(), took);
        page::line(format!("Logs      {verified} replayed, every turn as it was"));
        page::line(format!("Deck      {}", path.display()));
        Ok(())
    }

    /// Replays the log of every table that was played; how many there were.
    fn verify(&self, hall: &Hall) -> Result<usize, Failure> {
        let finished = hall.finished();
        let mut room = hall.room();
        let (case, seed, scenario) = (room.case.clone(), room.seed, room.scenario.clone());
        for table in &finished {
            let lines = room.desk(*table).map(|desk| desk.log(&scenario)).unwrap_or_default();
            if let Some(turn) = log::replay(case.clone(), seed, &lines, None).differs {
                return Err(Failure::System(format!("table {}: turn {} differs from its log", table + 1, turn + 1)));
            }
        }
        Ok(finished.len())
    }

    async fn serve(self) -> Result<(), Failure> {
        let listener = TcpListener::bind((Ipv4Addr::UNSPECIFIED, self.port)).await.map_err(|error| {
            let why = match error.kind() {
                std::io::ErrorKind::AddrInUse => {
                    "another program uses it; is a class being hosted already?".to_string()
                }
                _ => error.to_string(),
            };
            Failure::Flag(format!(
                "--port {}: {why} valid: any free port, for example {}",
                self.port,
                other_port(self.port)
            ))
        })?;
        let hall = Arc::new(Hall::open(&self.scenario, self.tables, &self.data)?);
        let port = listener.local_addr()?.port();
        let addresses = addresses(port);
        self.announce(&hall, &addresses, port);
        show(&teachers_address(&hall.room().secret, port));
        let end = async {
            // Without a handler Ctrl-C still ends the program, and all that was acknowledged is on the disk.
            let _ = tokio::signal::ctrl_c().await;
            page::line("\nEnded. Start it again with the same command: the class goes on where it was.");
        };
        web::serve(listener, App::new(hall, addresses, true), end).await?;
        Ok(())
    }

    fn announce(&self, hall: &Hall, addresses: &[String], port: u16) {
        let room = hall.room();
        let first = addresses.first().cloned().unwrap_or_default();
        page::line(page::styled(page::HEADING, &room.case.title));
        page::line("");
        page::line(format!("Teacher   {}", page::styled(page::MINE, teachers_address(&room.secret, port))));
        page::line(format!("Students  {}", page::styled(page::MINE, &first)));
        for other in addresses.iter().skip(1) {
            page::line(format!("          or {other}"));
        }
        page::line(format!("Code      {}", page::styled(page::HEADING, &room.code)));
        page::line("");
        if let Ok(code) = qrcode::QrCode::new(format!("{first}/j/{}", room.code)) {
            // Light on dark is what a terminal shows; readers of QR codes want the modules dark.
            let dark = qrcode::render::unicode::Dense1x2::Light;
            let light = qrcode::render::unicode::Dense1x2::Dark;
            page::line(code.render().dark_color(dark).light_color(light).build());
        }
        page::line(format!(
            "Tables: {}, students: {}. Everything is kept in {}. Ctrl-C ends; the same command goes on.",
            room.tables(),
            room.roster.seated(),
            self.data.display()
        ));
    }
}

/// Where the teacher's browser gets its cookie.
fn teachers_address(secret: &str, port: u16) -> String {
    format!("http://localhost:{port}/teacher/in/{secret}")
}

/// Opens the teacher's page in the default browser, when somebody sits at a terminal with a screen; else the printed address has to do.
fn show(address: &str) {
    // Linux names the screen in the environment; elsewhere whoever has a terminal has one.
    let named = || ["DISPLAY", "WAYLAND_DISPLAY"].iter().any(|name| std::env::var_os(name).is_some());
    let screen = std::env::consts::OS != "linux" || named();
    if std::io::stdout().is_terminal() && screen && open::that_detached(address).is_err() {
        page::line("No browser could be opened; open the teacher's address by hand.");
    }
}

/// Writes a file in one piece.
fn write(path: &Path, bytes: &[u8]) -> Result<(), Failure> {
    whole::save(path, bytes).map_err(|error| Failure::System(format!("{} cannot be written: {error}", path.display())))
}

/// Prints what the robots measured.
fn report(figures: &Figures, students: usize, tables: usize, took: std::time::Duration) {
    page::line(format!(
        "{students} robot students at {tables} tables reached the debrief in {:.1} s; {} actions, {} of them too late.",
        took.as_secs_f64(),
        figures.acknowledged.len() + figures.late,
        figures.late
    ));
    page::line("          p50       p95       greatest   milliseconds");
    for (name, list) in [
        ("Joined", &figures.joins),
        ("Page", &figures.pages),
        ("Acked", &figures.acknowledged),
        ("Seen", &figures.seen),
    ] {
        page::line(format!(
            "{name:8} {:6.1}    {:6.1}    {:6.1}     ({} times)",
            Figures::at(list, 0.5),
            Figures::at(list, 0.95),
            Figures::at(list, 1.0),
            list.len()
        ));
    }
    if let Some((now, most)) = memory() {
        page::line(format!("Memory    {now:.0} MB now, {most:.0} MB at most, robots included"));
    }
}

/// Memory of this process in MB, now and at most, where the system says.
fn memory() -> Option<(f64, f64)> {
    let text = std::fs::read_to_string("/proc/self/status").ok()?;
    let of = |name: &str| -> Option<f64> {
        let line = text.lines().find(|line| line.starts_with(name))?;
        Some(line.split_whitespace().nth(1)?.parse::<f64>().ok()? / 1024.0)
    };
    Some((of("VmRSS:")?, of("VmHWM:")?))
}

fn other_port(port: u16) -> u16 {
    port.checked_add(1).unwrap_or(8080)
}

/// Addresses at which other devices reach this computer, private networks first; its own name for itself when there is none.
fn addresses(port: u16) -> Vec<String> {
    let mut found: Vec<Ipv4Addr> = if_addrs::get_if_addrs()
        .unwrap_or_default()
        .into_iter()
        .filter_map(|interface| match interface.ip() {
            IpAddr::V4(address) if !address.is_loopback() && !address.is_link_local() => Some(address),
            _ => None,
        })
        .collect();
    found.sort_by_key(|address| (!address.is_private(), *address));
    found.dedup();
    let at = |host: String| if port == 80 { format!("http://{host}") } else { format!("http://{host}:{port}") };
    if found.is_empty() {
        return vec![at("localhost".to_string())];
    }
    found.into_iter().map(|address| at(address.to_string())).collect()
}
