//! Robot students: they join, read, move, talk and sign through the same pages and sockets as people, and time what they wait for.

use crate::classroom::web::act::VERSION;
use crate::rules::random::{Purpose, Stream};
use axum::body::Bytes;
use futures_util::StreamExt as _;
use http_body_util::{BodyExt as _, Full};
use hyper::client::conn::http1::{self, SendRequest};
use hyper::header::{CONTENT_TYPE, COOKIE, HOST, ORIGIN, SET_COOKIE};
use hyper::{Request, StatusCode};
use hyper_util::rt::TokioIo;
use std::net::SocketAddr;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};
use tokio::net::TcpStream;
use tokio_tungstenite::tungstenite::client::IntoClientRequest as _;

/// Longest wait of a robot for a change, after which it looks by itself.
const PATIENCE: Duration = Duration::from_secs(3);
/// Longest time that a rehearsal may take.
const LONGEST: Duration = Duration::from_secs(3600);
/// Longest time that a robot thinks before it acts, seconds.
const THINKING: f64 = 0.8;

/// A rehearsal.
#[derive(Clone, Copy, Debug)]
pub struct Rehearsal<'r> {
    /// Where the class is served.
    pub server: SocketAddr,
    /// Code of the class.
    pub code: &'r str,
    /// The teacher's secret.
    pub secret: &'r str,
    /// Robot students.
    pub students: usize,
}

/// What the robots measured, milliseconds, each list in order.
#[derive(Debug, Default)]
pub struct Figures {
    /// From the form of the first page to the seat.
    pub joins: Vec<f64>,
    /// From an action to its acknowledgement.
    pub acknowledged: Vec<f64>,
    /// From an action to the news of it on each other page of the table.
    pub seen: Vec<f64>,
    /// Pages that were read.
    pub pages: Vec<f64>,
    /// Actions that came too late, because somebody else of the delegation had acted.
    pub late: usize,
}

impl Figures {
    /// A share of a list's way, from 0 for the least to 1 for the greatest.
    pub fn at(list: &[f64], share: f64) -> f64 {
        let last = list.len().saturating_sub(1);
        list.get((share * last as f64).round() as usize).copied().unwrap_or(0.0)
    }
}

/// An action of a robot: table, version that it led to, when it was sent, by whom.
struct Sent {
    table: u32,
    version: u64,
    at: Instant,
    by: usize,
}

/// What all robots note.
#[derive(Default)]
struct Notes {
    figures: Figures,
    sent: Vec<Sent>,
    /// Robot, table, version, when.
    heard: Vec<(usize, u32, u64, Instant)>,
}

type Shared = Arc<Mutex<Notes>>;

fn noted(notes: &Shared) -> std::sync::MutexGuard<'_, Notes> {
    notes.lock().unwrap_or_else(PoisonError::into_inner)
}

fn milliseconds(since: Instant) -> f64 {
    1000.0 * since.elapsed().as_secs_f64()
}

/// A browser: one connection, one cookie.
struct Browser {
    server: SocketAddr,
    connection: SendRequest<Full<Bytes>>,
    cookie: String,
}

/// An answer: status, version of the table, text.
struct Answer {
    status: StatusCode,
    version: Option<u64>,
    text: String,
}

impl Browser {
    async fn open(server: SocketAddr) -> Result<Browser, String> {
        Ok(Browser { server, connection: connect(server).await?, cookie: String::new() })
    }

    async fn send(&mut self, path: &str, form: Option<&[(&str, &str)]>) -> Result<Answer, String> {
        if self.connection.ready().await.is_err() {
            self.connection = connect(self.server).await?;
        }
        let body = form.map(encoded).unwrap_or_default();
        let mut request = Request::builder().uri(path).header(HOST, self.server.to_string());
        if form.is_some() {
            request = request
                .method("POST")
                .header(CONTENT_TYPE, "application/x-www-form-urlencoded")
                .header(ORIGIN, format!("http://{}", self.server));
        }
        if !self.cookie.is_empty() {
            request = request.header(COOKIE, &self.cookie);
        }
        let request = request.body(Full::new(Bytes::from(body))).map_err(|error| error.to_string())?;
        let response = self.connection.send_request(request).await.map_err(|error| format!("{path}: {error}"))?;
        let headers = response.headers();
        if let Some(cookie) = headers.get(SET_COOKIE).and_then(|value| value.to_str().ok()) {
            self.cookie = cookie.split(';').next().unwrap_or_default().to_string();
        }
        let version = headers.get(VERSION).and_then(|value| value.to_str().ok()?.parse().ok());
        let status = response.status();
        let bytes = response.into_body().collect().await.map_err(|error| error.to_string())?.to_bytes();
        Ok(Answer { status, version, text: String::from_utf8_lossy(&bytes).into_owned() })
    }
}

async fn connect(server: SocketAddr) -> Result<SendRequest<Full<Bytes>>, String> {
    let stream = TcpStream::connect(server).await.map_err(|error| error.to_string())?;
    stream.set_nodelay(true).map_err(|error| error.to_string())?;
    let (connection, work) = http1::handshake(TokioIo::new(stream)).await.map_err(|error| error.to_string())?;
    tokio::spawn(async move {
        // A connection that the server closes is opened again by whoever needs it.
        let _ = work.await;
    });
    Ok(connection)
}

/// A form as a browser sends it.
fn encoded(form: &[(&str, &str)]) -> String {
    let one = |text: &str| -> String {
        text.bytes()
            .map(|byte| match byte {
                b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'_' | b'.' => char::from(byte).to_string(),
                b' ' => "+".to_string(),
                other => format!("%{other:02X}"),
            })
            .collect()
    };
    form.iter().map(|(name, value)| format!("{}={}", one(name), one(value))).collect::<Vec<_>>().join("&")
}

fn unescaped(text: &str) -> String {
    text.replace("&quot;", "\"").replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
}

/// What follows a mark in a page, up to the next quotation mark.
fn values(page: &str, mark: &str) -> Vec<String> {
    page.split(mark).skip(1).filter_map(|rest| rest.split('"').next()).map(unescaped).collect()
}

/// A number that follows a mark in a page.
fn number(page: &str, mark: &str) -> Option<f64> {
    let rest = page.split(mark).nth(1)?.trim_start_matches(|letter: char| !letter.is_ascii_digit() && letter != '−');
    let below = rest.strip_prefix('−');
    let digits = below.unwrap_or(rest);
    let length = digits.find(|letter: char| !letter.is_ascii_digit() && letter != '.').unwrap_or(digits.len());
    let size: f64 = digits[..length].trim_end_matches('.').parse().ok()?;
    Some(if below.is_some() { -size } else { size })
}

/// The options that are chosen in the package builder: issue field and option.
fn chosen(page: &str) -> Vec<(String, String)> {
    page.split("<select")
        .skip(1)
        .filter_map(|choice| {
            let choice = choice.split("</select>").next()?;
            let name = values(choice, "name=\"").into_iter().next()?;
            let option = choice.split("<option").find(|option| option.contains(" selected"))?;
            let value = values(option, "value=\"").into_iter().next()?;
            (name.starts_with("issue-") && !value.is_empty()).then_some((name, value))
        })
        .collect()
}

/// A robot student.
struct Robot {
    number: usize,
    browser: Browser,
    chance: Stream,
    notes: Shared,
    table: u32,
    leads: bool,
}

impl Robot {
    /// Reads the own page.
    async fn look(&mut self) -> Result<String, String> {
        let began = Instant::now();
        let answer = self.browser.send("/seat", None).await?;
        noted(&self.notes).figures.pages.push(milliseconds(began));
        if answer.status == StatusCode::OK { Ok(answer.text) } else { Err(format!("/seat: {}", answer.status)) }
    }

    /// Sends an action and notes how long its acknowledgement took.
    async fn act(&mut self, path: &str, form: &[(&str, &str)]) -> Result<bool, String> {
        let at = Instant::now();
        let answer = self.browser.send(path, Some(form)).await?;
        let took = milliseconds(at);
        let mut notes = noted(&self.notes);
        match (answer.status, answer.version) {
            (StatusCode::SEE_OTHER, Some(version)) => {
                notes.figures.acknowledged.push(took);
                notes.sent.push(Sent { table: self.table, version, at, by: self.number });
                Ok(true)
            }
            (StatusCode::CONFLICT, _) => {
                notes.figures.late += 1;
                Ok(false)
            }
            (status, _) => Err(format!("{path}: {status}")),
        }
    }

    /// Does what the page asks for, if it asks for anything; whether the game is over.
    async fn turn(&mut self) -> Result<bool, String> {
        let page = self.look().await?;
        if page.contains("Debrief of your table") {
            return Ok(true);
        }
        let steps = values(&page, "name=\"step\" value=\"");
        let (Some(step), true) =
            (steps.first(), page.contains("value=\"offer\"") || page.contains("action=\"/seat/act\""))
        else {
            return Ok(false);
        };
        let actions = values(&page, "name=\"action\" value=\"");
        // Whoever speaks for a group at home votes, whether it leads or not.
        if let Some(vote) = actions.iter().find(|action| action.starts_with("vote ")) {
            self.act("/seat/act", &[("step", step), ("action", vote)]).await?;
            return Ok(false);
        }
        if !self.leads {
            // Whoever does not lead writes to the table now and then.
            if self.chance.uniform() < 0.1 {
                self.act("/seat/message", &[("to", ""), ("text", "What would you give for it?")]).await?;
            }
            return Ok(false);
        }
        tokio::time::sleep(Duration::from_secs_f64(THINKING * self.chance.uniform())).await;
        if page.contains("value=\"offer\"") {
            self.talk(&page, step, &actions).await?;
        } else if let Some(end) = actions.iter().find(|action| *action == "end") {
            let made = page.contains("Made this turn");
            let others: Vec<&String> =
                actions.iter().filter(|action| *action != "end" && !action.starts_with("summit cancel")).collect();
            let pick = (self.chance.uniform() * others.len() as f64) as usize;
            let moves = !made && self.chance.uniform() < 0.6;
            let action = others.get(pick).filter(|_| moves).copied().unwrap_or(end);
            self.act("/seat/act", &[("step", step), ("action", action)]).await?;
        } else if let Some(action) = actions.first() {
            self.act("/seat/act", &[("step", step), ("action", action)]).await?;
        }
        Ok(false)
    }

    /// Speaks at the table: accepts what is good enough, else offers what is best for it, and later a fair middle.
    async fn talk(&mut self, page: &str, step: &str, actions: &[String]) -> Result<(), String> {
        let worth = number(page, "Accept, worth ");
        let least = number(page, "you would not sign below ");
        if let (Some(worth), Some(least)) = (worth, least)
            && worth >= least
            && actions.iter().any(|action| action == "accept")
        {
            self.act("/seat/act", &[("step", step), ("action", "accept")]).await?;
            return Ok(());
        }
        let early = number(page, "Round <strong>").is_none_or(|round| round < 2.0);
        let begun = !early && self.act("/seat/package", &[("do", "middle"), ("step", step)]).await?;
        if !begun && !self.act("/seat/package", &[("do", "best"), ("step", step)]).await? {
            return Ok(());
        }
        let page = self.look().await?;
        let package = chosen(&page);
        let mut form: Vec<(&str, &str)> = package.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        form.extend([("step", step), ("do", "offer")]);
        self.act("/seat/package", &form).await?;
        Ok(())
    }

    /// Plays until the debrief.
    async fn play(mut self) -> Result<(), String> {
        let mut request =
            format!("ws://{}/live", self.browser.server).into_client_request().map_err(|error| error.to_string())?;
        let cookie = self.browser.cookie.parse().map_err(|_| "the cookie is no header".to_string())?;
        request.headers_mut().insert("cookie", cookie);
        let origin = format!("http://{}", self.browser.server).parse().map_err(|_| "no origin".to_string())?;
        request.headers_mut().insert("origin", origin);
        let stream = TcpStream::connect(self.browser.server).await.map_err(|error| error.to_string())?;
        let (mut socket, _) =
            tokio_tungstenite::client_async(request, stream).await.map_err(|error| error.to_string())?;
        let (told, mut news) = tokio::sync::watch::channel(());
        let (notes, robot, table) = (self.notes.clone(), self.number, self.table);
        let listening = tokio::spawn(async move {
            while let Some(Ok(message)) = socket.next().await {
                let at = Instant::now();
                let version = message
                    .to_text()
                    .ok()
                    .and_then(|text| serde_json::from_str::<serde_json::Value>(text).ok())
                    .and_then(|told| told.get("version")?.as_u64());
                if let Some(version) = version {
                    noted(&notes).heard.push((robot, table, version, at));
                    told.send_replace(());
                }
            }
        });
        loop {
            if self.turn().await? {
                break;
            }
            // Whether there is news or not, the robot looks again; an ended socket shows as silence.
            let _ = tokio::time::timeout(PATIENCE, news.changed()).await;
        }
        listening.abort();
        Ok(())
    }
}

async fn joined(rehearsal: Rehearsal<'_>, number: usize, notes: Shared) -> Result<Robot, String> {
    let mut browser = Browser::open(rehearsal.server).await?;
    browser.send(&format!("/j/{}", rehearsal.code), None).await?;
    let began = Instant::now();
    let name = format!("Robot {}", number + 1);
    let answer = browser.send("/join", Some(&[("code", rehearsal.code), ("name", &name)])).await?;
    if answer.status != StatusCode::SEE_OTHER {
        return Err(format!("robot {} could not join: {}", number + 1, answer.status));
    }
    noted(&notes).figures.joins.push(milliseconds(began));
    let page = browser.send("/seat", None).await?.text;
    let table = self::number(&page, "at table ").unwrap_or(0.0) as u32;
    let leads = page.contains("Your part: head of delegation");
    let chance = Stream::new(1, number as u64, 0, Purpose::Seat);
    Ok(Robot { number, browser, chance, notes, table, leads })
}

async fn teach(teacher: &mut Browser, form: &[(&str, &str)]) -> Result<(), String> {
    let answer = teacher.send("/teacher/do", Some(form)).await?;
    if answer.status == StatusCode::SEE_OTHER { Ok(()) } else { Err(format!("the teacher's page: {}", answer.status)) }
}

/// Plays a class of robots from joining to the debrief.
///
/// # Errors
/// What went wrong first.
pub async fn play(rehearsal: Rehearsal<'_>) -> Result<Figures, String> {
    let notes: Shared = Arc::default();
    let mut teacher = Browser::open(rehearsal.server).await?;
    teacher.send(&format!("/teacher/in/{}", rehearsal.secret), None).await?;
    let joining = (0..rehearsal.students).map(|number| joined(rehearsal, number, notes.clone()));
    let robots: Vec<Robot> = futures_util::future::try_join_all(joining).await?;
    teach(&mut teacher, &[("what", "stage"), ("stage", "briefing")]).await?;
    let playing: Vec<_> = robots.into_iter().map(|robot| tokio::spawn(robot.play())).collect();
    // Robots read their briefings in no time; half a second lets every socket open before the games start.
    tokio::time::sleep(Duration::from_millis(500)).await;
    teach(&mut teacher, &[("what", "stage"), ("stage", "play")]).await?;
    let all = async {
        for robot in playing {
            robot.await.map_err(|error| error.to_string())??;
        }
        Ok::<(), String>(())
    };
    tokio::time::timeout(LONGEST, all)
        .await
        .map_err(|_| "the robots did not reach the debrief in an hour".to_string())??;
    teach(&mut teacher, &[("what", "stage"), ("stage", "debrief")]).await?;
    let mut notes = std::mem::take(&mut *noted(&notes));
    notes.figures.seen = seen(&notes);
    let mut figures = notes.figures;
    for list in [&mut figures.joins, &mut figures.acknowledged, &mut figures.seen, &mut figures.pages] {
        list.sort_by(f64::total_cmp);
    }
    Ok(figures)
}

/// How long each action took to show on every other page of its table.
fn seen(notes: &Notes) -> Vec<f64> {
    let mut times = Vec::new();
    let mut by_robot: std::collections::BTreeMap<(u32, usize), Vec<(u64, Instant)>> = std::collections::BTreeMap::new();
    for (robot, table, version, at) in &notes.heard {
        by_robot.entry((*table, *robot)).or_default().push((*version, *at));
    }
    for sent in &notes.sent {
        for ((_, robot), heard) in by_robot.range((sent.table, 0)..=(sent.table, usize::MAX)) {
            let place = heard.partition_point(|(version, _)| *version < sent.version);
            if *robot != sent.by
                && let Some((_, at)) = heard.get(place)
            {
                times.push(1000.0 * at.saturating_duration_since(sent.at).as_secs_f64());
            }
        }
    }
    times
}
