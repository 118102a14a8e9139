//! What every request passes: its origin, its rate, its size; and the headers of every answer.

use crate::classroom::web::App;
use crate::classroom::web::shell;
use axum::extract::{ConnectInfo, Request, State};
use axum::http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use std::collections::HashMap;
use std::net::{IpAddr, SocketAddr};
use std::sync::{Mutex, PoisonError};
use std::time::Instant;

/// Name of the cookie that holds a seat.
pub const SEAT: &str = "summitry-seat";
/// Name of the cookie that holds the class.
pub const TEACHER: &str = "summitry-teacher";
/// Largest body of a request, bytes.
pub const LARGEST_BODY: usize = 16 * 1024;

/// Actions that a seat may send at once, and how many more each second.
const SEAT_BURST: f64 = 40.0;
const SEAT_RATE: f64 = 8.0;
/// Wrong codes that an address may try at once, and how many more each second.
const CODE_BURST: f64 = 30.0;
const CODE_RATE: f64 = 0.5;
/// Keys that are remembered at most.
const MOST_KEYS: usize = 10_000;

/// Scripts, styles, pictures and connections of this server alone; nothing else, from nowhere.
const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; \
    form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

/// A bucket of tokens: each action takes one, time fills it again.
#[derive(Clone, Copy)]
struct Bucket {
    tokens: f64,
    at: Instant,
}

/// What each seat and each address has sent lately.
#[derive(Default)]
pub struct Limits {
    buckets: Mutex<HashMap<String, Bucket>>,
}

impl Limits {
    fn take(&self, key: String, burst: f64, rate: f64) -> bool {
        let now = Instant::now();
        let mut buckets = self.buckets.lock().unwrap_or_else(PoisonError::into_inner);
        if buckets.len() >= MOST_KEYS {
            buckets.retain(|_, bucket| now.duration_since(bucket.at).as_secs_f64() < burst / rate);
        }
        let bucket = buckets.entry(key).or_insert(Bucket { tokens: burst, at: now });
        bucket.tokens = (bucket.tokens + rate * now.duration_since(bucket.at).as_secs_f64()).min(burst);
        bucket.at = now;
        let enough = bucket.tokens >= 1.0;
        if enough {
            bucket.tokens -= 1.0;
        }
        enough
    }

    /// Whether a seat may act once more now.
    pub fn seat(&self, person: u32) -> bool {
        self.take(format!("seat {person}"), SEAT_BURST, SEAT_RATE)
    }

    /// Whether an address may try another wrong code now.
    pub fn wrong_code(&self, from: IpAddr) -> bool {
        self.take(format!("code {from}"), CODE_BURST, CODE_RATE)
    }
}

/// A cookie of a request.
pub fn cookie<'h>(headers: &'h HeaderMap, name: &str) -> Option<&'h str> {
    headers
        .get_all(header::COOKIE)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(';'))
        .filter_map(|pair| pair.trim().split_once('='))
        .find(|(key, _)| *key == name)
        .map(|(_, value)| value)
}

/// The header that gives a browser a cookie which scripts cannot read and other sites cannot use.
pub fn set_cookie(name: &str, value: &str) -> (HeaderName, HeaderValue) {
    let text = format!("{name}={value}; Path=/; HttpOnly; SameSite=Lax; Max-Age=604800");
    (header::SET_COOKIE, HeaderValue::from_str(&text).unwrap_or(HeaderValue::from_static("")))
}

/// Whether a request that changes something comes from one of this server's own pages, or from no page at all.
///
/// Browsers name the origin of every such request; a program that names none holds no other site's cookies.
pub fn own_origin(headers: &HeaderMap) -> bool {
    let site = headers.get("sec-fetch-site").and_then(|value| value.to_str().ok());
    if site.is_some_and(|site| site == "cross-site" || site == "same-site") {
        return false;
    }
    let Some(origin) = headers.get(header::ORIGIN) else { return true };
    let host = headers.get(header::HOST).and_then(|host| host.to_str().ok());
    let origin = origin.to_str().ok().and_then(|origin| origin.split_once("://")).map(|(_, rest)| rest);
    origin.is_some() && origin == host
}

/// Refuses what comes from other sites, and gives every answer its headers.
pub async fn protect(
    State(app): State<App>,
    ConnectInfo(from): ConnectInfo<SocketAddr>,
    request: Request,
    next: Next,
) -> Response {
    let changes = request.method() != Method::GET && request.method() != Method::HEAD;
    let socket = request.headers().contains_key(header::UPGRADE);
    let shown = request.uri().path().to_string();
    let asset = shown.starts_with("/assets/");
    let mut response = if (changes || socket) && !own_origin(request.headers()) {
        shell::refusal(StatusCode::FORBIDDEN, "This request comes from another site and is not taken.").into_response()
    } else {
        next.run(request).await
    };
    if response.status().is_client_error() && response.status() != StatusCode::NOT_FOUND {
        app.log(&format!("refused {} {shown} from {}", response.status().as_u16(), from.ip()));
    }
    let headers = response.headers_mut();
    let mut set = |name: HeaderName, value: &'static str| {
        headers.entry(name).or_insert(HeaderValue::from_static(value));
    };
    set(header::CONTENT_SECURITY_POLICY, POLICY);
    set(header::X_CONTENT_TYPE_OPTIONS, "nosniff");
    // With no referrer at all browsers would hide the origin of forms too.
    set(header::REFERRER_POLICY, "same-origin");
    set(header::X_FRAME_OPTIONS, "DENY");
    set(header::CACHE_CONTROL, if asset { "public, max-age=3600" } else { "no-store" });
    response
}
