//! A fuzzer over every address of the program, as a stranger, as a student and as the teacher: never a server error, never a panic,
//! nobody else the worse for it, and a journal that still makes the class.

use crate::client::{Answer, Browser};
use crate::server::{Process, SCENARIO};
use crate::words::{FIELDS, WORDS};
use std::io::{Read, Write};
use std::net::TcpStream;
use std::time::Duration;
use summitry::classroom::hall::Hall;
use summitry::rules::random::{Purpose, Stream};

/// Every address that the program serves, read from where it says so.
fn routes() -> Vec<&'static str> {
    let source = include_str!("../../src/classroom/web/mod.rs");
    source.split(".route(\"").skip(1).filter_map(|rest| rest.split('"').next()).collect()
}

struct Fuzzer {
    chance: Stream,
}

impl Fuzzer {
    fn below(&mut self, count: usize) -> usize {
        ((self.chance.uniform() * count as f64) as usize).min(count.saturating_sub(1))
    }

    fn one_of<T: Copy>(&mut self, list: &[T]) -> T {
        list[self.below(list.len())]
    }

    fn bytes(&mut self, most: usize) -> Vec<u8> {
        (0..self.below(most)).map(|_| self.below(256) as u8).collect()
    }

    /// A word of the pages, or bytes of no meaning, as a form or an address writes them.
    fn word(&mut self) -> String {
        let bytes = if self.below(4) == 0 {
            self.bytes(24)
        } else {
            self.one_of(&[&FIELDS[..], &WORDS[..]].concat()).as_bytes().to_vec()
        };
        bytes.iter().map(|byte| format!("%{byte:02X}")).collect()
    }

    fn body(&mut self) -> Vec<u8> {
        match self.below(6) {
            0 => Vec::new(),
            1 => self.bytes(400),
            2 => vec![b'='; 20_000],
            _ => {
                let pairs: Vec<String> =
                    (0..self.below(6)).map(|_| format!("{}={}", self.word(), self.word())).collect();
                pairs.join("&").into_bytes()
            }
        }
    }

    /// An address of the program with its places filled in.
    fn path(&mut self, route: &str) -> String {
        let parts: Vec<String> =
            route.split('/').map(|part| if part.starts_with('{') { self.word() } else { part.to_string() }).collect();
        let path = parts.join("/");
        if self.below(5) == 0 { format!("{path}?{}={}", self.word(), self.word()) } else { path }
    }

    /// A request nobody would send, by whoever has this cookie.
    fn request(&mut self, browser: &mut Browser, route: &str) -> (String, Answer) {
        let method = self.one_of(&["GET", "GET", "POST", "POST", "POST", "PUT", "DELETE", "HEAD", "OPTIONS", "PATCH"]);
        let kind = self.one_of(&[
            "Content-Type: application/x-www-form-urlencoded\r\n",
            "Content-Type: application/x-www-form-urlencoded\r\n",
            "Content-Type: application/json\r\n",
            "Content-Type: \u{1F600}\r\n",
            "Origin: http://elsewhere.example\r\n",
            "Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 12\r\n",
            "Referer: ://\r\nContent-Type: application/x-www-form-urlencoded\r\n",
            "",
        ]);
        let (path, body) = (self.path(route), self.body());
        let cookie = browser.cookie.clone();
        let answer = browser.send(method, &path, kind, &body);
        // A cookie that an answer takes away or gives is not kept: whoever is fuzzed stays who it is.
        browser.cookie = cookie;
        (format!("{method} {path} {kind:?} {:?}", String::from_utf8_lossy(&body)), answer)
    }

    /// Opens a socket properly and sends frames, some of them sound.
    fn socket(&mut self, browser: &Browser, path: &str) -> Result<(), std::io::Error> {
        let mut stream = TcpStream::connect(browser.server())?;
        stream.set_read_timeout(Some(Duration::from_millis(20)))?;
        let asked = format!(
            "GET {path} HTTP/1.1\r\nHost: {}\r\nCookie: {}\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n",
            browser.server(),
            browser.cookie
        );
        stream.write_all(asked.as_bytes())?;
        let mut answer = [0; 2048];
        let _ = stream.read(&mut answer);
        for _ in 0..self.below(12) {
            let frame = self.frame();
            // A server that has seen enough closes; that is an answer too.
            if stream.write_all(&frame).is_err() {
                break;
            }
        }
        let _ = stream.read(&mut answer);
        Ok(())
    }

    /// A frame of a socket: text or bytes with a mask, or noise.
    fn frame(&mut self) -> Vec<u8> {
        let payload = match self.below(6) {
            0 => return self.bytes(40),
            1 => self.bytes(200),
            2 => b"{\"draft\":\"message\",\"text\":\"half a word\"}".to_vec(),
            3 => b"{\"draft\":\"package\",\"text\":\"steel=99999999999999999999 =\"}".to_vec(),
            4 => format!("{{\"draft\":\"{}\",\"text\":{}}}", self.one_of(&WORDS), self.below(9)).into_bytes(),
            _ => vec![b'x'; 9000],
        };
        let operation = self.one_of(&[0x81u8, 0x81, 0x81, 0x82, 0x01, 0x80, 0x88, 0x89, 0x8A, 0x8F, 0xF1]);
        let mut frame = vec![operation];
        if payload.len() < 126 {
            frame.push(0x80 | payload.len() as u8);
        } else {
            frame.push(0x80 | 126);
            frame.extend_from_slice(&(payload.len() as u16).to_be_bytes());
        }
        // A mask of zeros leaves the payload as it is.
        frame.extend_from_slice(&[0; 4]);
        frame.extend_from_slice(&payload);
        frame
    }
}

#[test]
fn every_address_takes_whatever_is_sent_to_it_and_others_play_on() {
    let folder = tempfile::tempdir().expect("a folder");
    let data = folder.path().join("class.sqlite");
    let process = Process::start(&data);
    let mut teacher = Browser::new(process.server);
    teacher.get(&format!("/teacher/in/{}", process.secret));
    let mut quiet =
        [Browser::join(process.server, &process.code, "One"), Browser::join(process.server, &process.code, "Other")];
    let mut seated = Browser::join(process.server, &process.code, "Noise");
    assert_eq!(teacher.post("/teacher/do", &[("what", "stage"), ("stage", "play")]).status, 303);
    assert_eq!(quiet[0].post("/seat/message", &[("to", ""), ("text", "said before")]).status, 303);

    let routes = routes();
    assert!(routes.len() > 30, "the addresses are read from the source: {routes:?}");
    let mut fuzzer = Fuzzer { chance: Stream::new(8, 0, 0, Purpose::Seat) };
    let mut stranger = Browser::new(process.server);
    let mut forged = Browser::new(process.server);
    forged.cookie = "summitry-seat=zz\u{fffd}; summitry-teacher=00000000000000000000000000000000".to_string();
    // The one who makes the noise keeps the seat: giving it up is no noise.
    let of_a_seat: Vec<&str> = routes.iter().copied().filter(|route| *route != "/seat/leave").collect();
    for round in 0..10 {
        for route in &of_a_seat {
            for browser in [&mut stranger, &mut forged, &mut seated] {
                let (sent, answer) = fuzzer.request(browser, route);
                assert!(answer.status != 0 && answer.status < 500, "round {round}, {sent}: {}", answer.text);
            }
        }
        for (browser, path) in
            [(&seated, "/live"), (&seated, "/live/class"), (&forged, "/live"), (&stranger, "/live/class")]
        {
            fuzzer.socket(browser, path).expect("the server listens");
        }
    }
    for browser in &mut quiet {
        let page = browser.get("/seat");
        assert!(page.status == 200 && page.text.contains("Turn 1 of"), "the others are where they were");
        assert!(browser.get("/seat/messages").text.contains("said before"));
    }
    assert_eq!(quiet[0].act("mandate firm").status, 303);

    for round in 0..6 {
        for route in &routes {
            let (sent, answer) = fuzzer.request(&mut teacher, route);
            assert!(answer.status != 0 && answer.status < 500, "round {round}, teacher, {sent}: {}", answer.text);
        }
    }
    assert_eq!(teacher.get("/teacher").status, 200);
    let said = process.kill_and_read();
    assert!(!said.contains("panicked"), "{said}");
    let again = Hall::open(SCENARIO, None, &data).expect("the journal makes the class again");
    assert!(again.room().roster.people.len() >= 3);
}
