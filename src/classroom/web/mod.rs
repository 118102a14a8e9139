//! The classroom as browsers see it: pages, forms, one socket. The rules and the roster know nothing of it.

mod act;
mod ballot;
mod controls;
pub mod guard;
mod happen;
mod join;
mod live;
mod now;
mod part;
pub mod rehearse;
mod results;
mod say;
mod screen;
mod seat;
mod shell;
mod talks;
mod teacher;
mod world;

use crate::classroom::hall::{Hall, Refused};
use crate::classroom::roster::Place;
use crate::classroom::secrets;
use crate::language::Language;
use axum::Router;
use axum::extract::{DefaultBodyLimit, FromRequestParts, OptionalFromRequestParts};
use axum::http::request::Parts;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use std::future::Future;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::{Duration, Instant};
use tokio::net::TcpListener;

/// How often the clock is looked at.
const TICK: Duration = Duration::from_millis(250);
/// Longest that a request may take.
const LONGEST_REQUEST: Duration = Duration::from_secs(60);

/// What every handler has.
#[derive(Clone)]
pub struct App {
    /// The class.
    pub hall: Arc<Hall>,
    /// Who has sent how much.
    pub limits: Arc<guard::Limits>,
    /// Addresses of this computer at which students reach it, the likeliest first, without a path.
    pub addresses: Arc<Vec<String>>,
    /// Whether what is refused is written to standard error.
    pub loud: bool,
}

impl App {
    /// An app for a class that is reached at these addresses.
    pub fn new(hall: Arc<Hall>, addresses: Vec<String>, loud: bool) -> App {
        App { hall, limits: Arc::default(), addresses: Arc::new(addresses), loud }
    }

    /// Writes a line for the teacher's terminal.
    pub fn log(&self, line: &str) {
        if self.loud {
            anstream::eprintln!("{line}");
        }
    }
}

/// A student with a seat, known by the cookie.
#[derive(Clone, Copy, Debug)]
pub struct Person {
    /// Number.
    pub id: u32,
    /// Seat.
    pub place: Place,
}

fn person_of(parts: &Parts, app: &App) -> Option<Person> {
    let token = guard::cookie(&parts.headers, guard::SEAT)?;
    let found = app.hall.room().roster.by_token(token).and_then(|person| Some((person.id, person.place?)));
    found.map(|(id, place)| {
        app.hall.seen(id);
        Person { id, place }
    })
}

impl FromRequestParts<App> for Person {
    type Rejection = Response;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Response> {
        person_of(parts, app).ok_or_else(|| {
            let say = app.hall.room().say();
            shell::refusal_in(say, StatusCode::UNAUTHORIZED, &say.text("class-no-seat"))
        })
    }
}

impl OptionalFromRequestParts<App> for Person {
    type Rejection = std::convert::Infallible;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Option<Self>, Self::Rejection> {
        Ok(person_of(parts, app))
    }
}

/// The teacher, known by the cookie.
#[derive(Clone, Copy, Debug)]
pub struct Teacher;

impl FromRequestParts<App> for Teacher {
    type Rejection = Response;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Response> {
        let sent = guard::cookie(&parts.headers, guard::TEACHER).unwrap_or_default();
        if secrets::same(sent, &app.hall.room().secret) {
            Ok(Teacher)
        } else {
            let why = "This page is the teacher's. Open it with the address that `summitry host` printed.";
            Err(shell::refusal(StatusCode::UNAUTHORIZED, why))
        }
    }
}

/// The answer to an action that was not taken.
pub fn refused(say: &Language, why: &Refused) -> Response {
    match why {
        Refused::Now(why) => shell::refusal_in(say, StatusCode::CONFLICT, &capital(why)),
        Refused::Disk(why) => {
            let told = say.text_with("class-disk", &[("why", capital(why).into())]);
            shell::refusal_in(say, StatusCode::SERVICE_UNAVAILABLE, &told)
        }
    }
}

fn capital(text: &str) -> String {
    crate::record::names::capital(text)
}

/// Every page and form.
pub fn router(app: App) -> Router {
    Router::new()
        .route("/", get(join::show))
        .route("/j/{code}", get(join::with_code))
        .route("/join", post(join::join))
        .route("/recover", post(join::recover))
        .route("/seat", get(now::show))
        .route("/seat/briefing", get(seat::briefing))
        .route("/seat/world", get(world::show))
        .route("/seat/messages", get(seat::messages))
        .route("/seat/mine", get(seat::mine))
        .route("/seat/act", post(act::decide))
        .route("/seat/undo", post(act::undo))
        .route("/seat/package", post(act::package))
        .route("/seat/message", post(act::message))
        .route("/seat/poll", post(act::poll))
        .route("/seat/back", post(act::back))
        .route("/seat/leave", post(act::leave))
        .route("/live", get(live::student))
        .route("/live/class", get(live::class))
        .route("/screen", get(screen::show))
        .route("/teacher", get(teacher::show))
        .route("/teacher/in/{secret}", get(teacher::enter))
        .route("/teacher/table/{table}", get(teacher::table))
        .route("/teacher/roster", get(teacher::roster))
        .route("/teacher/preflight", get(screen::preflight))
        .route("/teacher/do", post(controls::act))
        .route("/teacher/debrief", get(results::show))
        .route("/teacher/deck", get(results::deck))
        .route("/teacher/deck/anonymous", get(results::deck_anonymous))
        .route("/teacher/deck.html", get(results::deck_file))
        .route("/teacher/deck-anonymous.html", get(results::deck_anonymous_file))
        .route("/teacher/export/{name}", get(results::export))
        .route("/teacher/log/{table}", get(results::log))
        .route("/teacher/student/{id}", get(results::student))
        .route("/teacher/material/{name}", get(results::sheet))
        .route("/assets/{name}", get(asset))
        .fallback(missing)
        .layer(DefaultBodyLimit::max(guard::LARGEST_BODY))
        .layer(axum::middleware::from_fn_with_state(app.clone(), guard::protect))
        .layer(tower_http::catch_panic::CatchPanicLayer::new())
        .layer(tower_http::timeout::TimeoutLayer::with_status_code(StatusCode::REQUEST_TIMEOUT, LONGEST_REQUEST))
        .with_state(app)
}

async fn missing() -> Response {
    shell::refusal(StatusCode::NOT_FOUND, "There is no such page.")
}

async fn asset(axum::extract::Path(name): axum::extract::Path<String>) -> Response {
    let (kind, text) = match name.as_str() {
        "classroom.css" => ("text/css; charset=utf-8", include_str!("../../../assets/classroom/classroom.css")),
        "classroom.js" => ("text/javascript; charset=utf-8", include_str!("../../../assets/classroom/classroom.js")),
        "deck.css" => ("text/css; charset=utf-8", crate::classroom::deck::STYLE),
        _ => return missing().await,
    };
    ([(header::CONTENT_TYPE, kind)], text).into_response()
}

/// Serves a class until `end` comes.
///
/// # Errors
/// When the socket fails.
pub async fn serve(
    listener: TcpListener,
    app: App,
    end: impl Future<Output = ()> + Send + 'static,
) -> std::io::Result<()> {
    let hall = app.hall.clone();
    let clock = tokio::spawn(async move {
        let mut ticks = tokio::time::interval(TICK);
        ticks.set_missed_tick_behavior(tokio::time::MissedTickBehavior::Skip);
        loop {
            ticks.tick().await;
            hall.tick(Instant::now());
        }
    });
    let pages = router(app).into_make_service_with_connect_info::<SocketAddr>();
    // Open sockets would keep a graceful end waiting for ever; everything acknowledged is on the disk already.
    let outcome = tokio::select! {
        outcome = async { axum::serve(listener, pages).await } => outcome,
        () = end => Ok(()),
    };
    clock.abort();
    outcome
}
