//! What all pages share: head, header, navigation, messages; and how texts, numbers and refusals are shown.

use crate::classroom::web::say::rich;
use crate::language::{Language, Tongue};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use maud::{DOCTYPE, Markup, PreEscaped, html};

/// A page and what stands around it.
pub struct Page<'p> {
    /// Language of the page.
    pub say: &'p Language,
    /// Title.
    pub title: &'p str,
    /// What stands beside the name of the program: table and seat.
    pub place: Option<String>,
    /// Links: address, text, whether it is this page, a number to show beside it.
    pub links: Vec<(&'p str, String, bool, usize)>,
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
            say: Language::of(Tongue::English),
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
    let say = page.say;
    html! {
        (DOCTYPE)
        html lang=(say.tongue().code()) {
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
            body data-socket=(page.socket) data-lost=(say.text("class-lost")) data-kept=(say.text("class-kept")) data-refused=(say.text("class-refused")) {
                a.skip href="#main" { (say.text("class-skip")) }
                header.bar {
                    p.brand { "Summitry" @if let Some(place) = &page.place { span.place { (place) } } }
                    (clock(page))
                    @if !page.links.is_empty() {
                        nav aria-label=(say.text("class-pages")) {
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
    let say = page.say;
    html! {
        @if let Some(left) = page.left {
            p #clock .stopped[page.paused] data-left=(left) data-paused=(page.paused) {
                @let shown = [("time", html! { span.time { (time(left)) } })];
                @if page.paused { (rich(say, "class-left-paused", &shown)) } @else { (rich(say, "class-left", &shown)) }
            }
        } @else if page.paused {
            p #clock .stopped { (say.text("class-paused")) }
        } @else {
            p #clock hidden {}
        }
    }
}

/// "2:05": minutes and seconds.
pub fn time(seconds: u64) -> String {
    format!("{}:{:02}", seconds / 60, seconds % 60)
}

/// A change of points with its sign; losses are marked.
pub fn change(say: &Language, points: f64) -> Markup {
    html! { span.loss[points < -0.05] { (say.change(points, 1)) } }
}

/// A page of the teacher's that says why something is not taken, and what to do instead.
pub fn refusal(status: StatusCode, why: &str) -> Response {
    refusal_in(Language::of(Tongue::English), status, why)
}

/// The same in the language of the class.
pub fn refusal_in(say: &Language, status: StatusCode, why: &str) -> Response {
    let title = say.text("class-not-taken");
    let shown = page(
        &Page { say, title: &title, ..Page::default() },
        html! {
            h1 { (title) }
            p role="alert" { (why) }
            p { a href="/seat" { (say.text("class-to-seat")) } " · " a href="/" { (say.text("class-to-join")) } }
        },
    );
    (status, shown).into_response()
}

/// Sends a browser on after an action.
pub fn see(address: &str) -> Response {
    Redirect::to(address).into_response()
}

/// A picture of a text as a QR code, with a name for who cannot see it; none when the text is too long for one.
pub fn qr(text: &str, name: &str) -> Option<Markup> {
    let code = qrcode::QrCode::new(text.as_bytes()).ok()?;
    let svg = code.render::<qrcode::render::svg::Color>().min_dimensions(200, 200).quiet_zone(true).build();
    let svg = svg.split_once("?>").map_or(svg.as_str(), |(_, rest)| rest).trim().to_string();
    Some(html! { div.qr role="img" aria-label=(name) { (PreEscaped(svg)) } })
}
