//! A browser as small as it can be: one request a connection, one cookie.

use std::io::{Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::time::Duration;

/// An answer.
#[derive(Clone, Debug)]
pub struct Answer {
    pub status: u16,
    pub head: String,
    pub text: String,
}

impl Answer {
    /// A header's value.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.head
            .lines()
            .filter_map(|line| line.split_once(": "))
            .find(|(key, _)| key.eq_ignore_ascii_case(name))
            .map(|(_, value)| value)
    }
}

/// A browser with its cookie, which keeps all that it has been sent.
#[derive(Clone, Debug)]
pub struct Browser {
    server: SocketAddr,
    pub cookie: String,
    pub received: String,
}

impl Browser {
    pub fn new(server: SocketAddr) -> Browser {
        Browser { server, cookie: String::new(), received: String::new() }
    }

    /// Where it asks.
    pub fn server(&self) -> SocketAddr {
        self.server
    }

    /// Sends bytes as they are and reads the answer; status 0 when the server closes without one.
    pub fn raw(&self, request: &[u8]) -> Answer {
        let mut stream = TcpStream::connect(self.server).expect("the server listens");
        stream.set_read_timeout(Some(Duration::from_secs(60))).expect("a time limit can be set");
        // A server that refuses early may close while the rest is being sent.
        let _ = stream.write_all(request);
        let mut bytes = Vec::new();
        let _ = stream.read_to_end(&mut bytes);
        let text = String::from_utf8_lossy(&bytes).into_owned();
        let (head, body) = text.split_once("\r\n\r\n").unwrap_or((text.as_str(), ""));
        let status = head.split(' ').nth(1).and_then(|code| code.parse().ok()).unwrap_or(0);
        Answer { status, head: head.to_string(), text: body.to_string() }
    }

    /// Sends a request with more header lines, each ended.
    pub fn send(&mut self, method: &str, path: &str, headers: &str, body: &[u8]) -> Answer {
        let mut request = format!(
            "{method} {path} HTTP/1.1\r\nHost: {}\r\nConnection: close\r\nCookie: {}\r\nContent-Length: {}\r\n{headers}\r\n",
            self.server,
            self.cookie,
            body.len()
        )
        .into_bytes();
        request.extend_from_slice(body);
        let answer = self.raw(&request);
        if let Some(cookie) = answer.header("set-cookie") {
            self.cookie = cookie.split(';').next().unwrap_or_default().to_string();
        }
        self.received.push_str(&answer.head);
        self.received.push_str(&answer.text);
        answer
    }

    pub fn get(&mut self, path: &str) -> Answer {
        self.send("GET", path, "", b"")
    }

    pub fn post(&mut self, path: &str, form: &[(&str, &str)]) -> Answer {
        let body: Vec<String> =
            form.iter().map(|(name, value)| format!("{}={}", encoded(name), encoded(value))).collect();
        let headers = format!("Content-Type: application/x-www-form-urlencoded\r\nOrigin: http://{}\r\n", self.server);
        self.send("POST", path, &headers, body.join("&").as_bytes())
    }

    /// Takes a seat under a name.
    pub fn join(server: SocketAddr, code: &str, name: &str) -> Browser {
        let mut browser = Browser::new(server);
        let answer = browser.post("/join", &[("code", code), ("name", name)]);
        assert_eq!(answer.status, 303, "{name} joins: {}", answer.text);
        browser
    }

    /// Takes the first decision of the own page that begins with a word.
    pub fn act(&mut self, begins: &str) -> Answer {
        let page = self.get("/seat").text;
        let step = values(&page, "name=\"step\" value=\"").into_iter().next().expect("the seat is asked for something");
        let action = values(&page, "name=\"action\" value=\"")
            .into_iter()
            .find(|action| action.starts_with(begins))
            .unwrap_or_else(|| panic!("no \"{begins}\" on the page"));
        self.post("/seat/act", &[("step", &step), ("action", &action)])
    }
}

/// What follows a mark in a page, up to the next quotation mark.
pub fn values(page: &str, mark: &str) -> Vec<String> {
    page.split(mark)
        .skip(1)
        .filter_map(|rest| rest.split('"').next())
        .map(|text| text.replace("&quot;", "\"").replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&"))
        .collect()
}

fn encoded(text: &str) -> String {
    text.bytes()
        .map(|byte| if byte.is_ascii_alphanumeric() { char::from(byte).to_string() } else { format!("%{byte:02X}") })
        .collect()
}
