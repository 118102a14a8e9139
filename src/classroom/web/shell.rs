//! What all pages share: head, header, navigation, messages; and how texts, numbers and refusals are shown.

use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use maud::{DOCTYPE, Markup, PreEscaped, html};

/// A page and what stands around it.
pub struct Page<'p> {
    /// Title.
    pub title: &'p str,
    /// What stands beside the name of the program: table and seat.
    pub place: Option<String>,
    /// Links: address, text, whether it is this page, a number to show beside it.
    pub links: Vec<(&'p str, &'p str, bool, usize)>,
    /// Seconds left of the step; none without a clock.
    pub left: Option<u64>,
    /// Whether the clock stands still.
    pub paused: bool,
    /// Whether the page shows changes as they come.
    pub live: bool,
    /// What the page reloads itself for without scripts, seconds; none where something is typed.
    pub reload: Option<u32>,
    /// Address of the socket that tells of changes.
    pub socket: &'p str,
    /// Whether the content is wider than running text.
    pub broad: bool,
    /// Whether it is for the projector.
    pub screen: bool,
}

impl Default for Page<'_> {
    fn default() -> Self {
        Page {
            title: "Summitry",
            place: None,
            links: Vec::new(),
            left: None,
            paused: false,
            live: false,
            reload: None,
            socket: "/live",
            broad: false,
            screen: false,
        }
    }
}

/// A whole page.
pub fn page(page: &Page, body: Markup) -> Markup {
    html! {
        (DOCTYPE)
        html lang="en" {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                title { (page.title) " · Summitry" }
                link rel="stylesheet" href="/assets/classroom.css";
                link rel="icon" href="data:,";
                @if page.live { script src="/assets/classroom.js" defer {} }
                @if let Some(seconds) = page.reload {
                    noscript { meta http-equiv="refresh" content=(seconds); }
                }
            }
            body data-socket=(page.socket) {
                a.skip href="#main" { "Skip to the content" }
                header.bar {
                    p.brand { "Summitry" @if let Some(place) = &page.place { span.place { (place) } } }
                    (clock(page))
                    @if !page.links.is_empty() {
                        nav aria-label="Pages" {
                            ul {
                                @for (address, text, here, count) in &page.links {
                                    li {
                                        a href=(address) aria-current=[here.then_some("page")] {
                                            (text)
                                            @if *count > 0 { span.count { (count) } }
                                        }
                                    }
                                }
                            }
                        }
                    }
                }
                @if page.live { p #connection role="status" hidden { } }
                main #main .broad[page.broad] .screen[page.screen] tabindex="-1" { (body) }
            }
        }
    }
}

fn clock(page: &Page) -> Markup {
    html! {
        @if let Some(left) = page.left {
            p #clock .stopped[page.paused] data-left=(left) data-paused=(page.paused) {
                @if page.paused { "Paused, " }
                span.time { (time(left)) }
                " left"
            }
        } @else if page.paused {
            p #clock .stopped { "Paused" }
        } @else {
            p #clock hidden {}
        }
    }
}

/// "2:05": minutes and seconds.
pub fn time(seconds: u64) -> String {
    format!("{}:{:02}", seconds / 60, seconds % 60)
}

/// A change with its sign; losses are marked.
pub fn change(points: f64) -> Markup {
    html! { span.loss[points < -0.05] { (format!("{points:+.1}")) } }
}

/// A page that says why something is not taken, and what to do instead.
pub fn refusal(status: StatusCode, why: &str) -> Response {
    let shown = page(
        &Page { title: "Not taken", ..Page::default() },
        html! {
            h1 { "Not taken" }
            p role="alert" { (why) }
            p { a href="/seat" { "Back to your seat" } " · " a href="/" { "Join a class" } }
        },
    );
    (status, shown).into_response()
}

/// Sends a browser on after an action.
pub fn see(address: &str) -> Response {
    Redirect::to(address).into_response()
}

/// A picture of a text as a QR code; none when the text is too long for one.
pub fn qr(text: &str) -> Option<Markup> {
    let code = qrcode::QrCode::new(text.as_bytes()).ok()?;
    let svg = code.render::<qrcode::render::svg::Color>().min_dimensions(200, 200).quiet_zone(true).build();
    let svg = svg.split_once("?>").map_or(svg.as_str(), |(_, rest)| rest).trim().to_string();
    Some(html! { div.qr role="img" aria-label="QR code of the students' address" { (PreEscaped(svg)) } })
}
