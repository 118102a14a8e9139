//! Bad input of every kind is refused with a clear status, and the class goes on.

use crate::client::{Browser, values};
use crate::server::serve;
use crate::words::{FIELDS, WORDS};
use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};

#[test]
fn wrong_codes_forged_tokens_and_other_sites_are_refused() {
    let class = serve(1);
    let mut stranger = Browser::new(class.server);
    assert_eq!(stranger.post("/join", &[("code", "WRONG2"), ("name", "X")]).status, 403);
    assert_eq!(stranger.post("/join", &[("code", &class.code), ("name", "  ")]).status, 422);
    assert_eq!(stranger.post("/join", &[("code", &class.code)]).status, 422);
    assert_eq!(stranger.post("/recover", &[("recovery", "ABCD2345")]).status, 403);
    assert_eq!(stranger.get("/seat").status, 401);
    assert_eq!(stranger.get("/teacher").status, 401);
    assert_eq!(stranger.get("/teacher/in/0123456789abcdef0123456789abcdef").status, 403);
    assert_eq!(stranger.get("/nowhere").status, 404);
    stranger.cookie = "summitry-seat=0123456789abcdef0123456789abcdef".to_string();
    assert_eq!(stranger.get("/seat").status, 401);

    let mut student = class.join("Somebody");
    student.cookie = student.cookie.replace("summitry-seat", "summitry-teacher");
    assert_eq!(student.get("/teacher").status, 401, "a seat's token opens nothing of the teacher's");
    let mut student = class.join("Somebody else");
    let foreign = "Content-Type: application/x-www-form-urlencoded\r\nOrigin: http://elsewhere.example\r\n";
    assert_eq!(student.send("POST", "/seat/message", foreign, b"to=&text=hello").status, 403);
    let upgrade = "Upgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nOrigin: http://elsewhere.example\r\n";
    assert_eq!(student.send("GET", "/live", upgrade, b"").status, 403);
    let policy = student.get("/seat");
    let header = policy.header("content-security-policy").expect("a policy is set");
    assert!(header.contains("default-src 'none'") && !header.contains("unsafe"));
}

#[test]
fn too_large_too_much_and_malformed_requests_are_refused_and_others_go_on() {
    let class = serve(1);
    let (mut one, mut other) = (class.join("One"), class.join("Other"));
    let form = "Content-Type: application/x-www-form-urlencoded\r\n";
    assert_eq!(one.send("POST", "/seat/message", form, &[b'a'; 40_000]).status, 413);
    assert_eq!(one.send("POST", "/seat/message", "Content-Type: application/json\r\n", b"{").status, 415);
    assert_eq!(one.post("/seat/message", &[("to", ""), ("text", &"x".repeat(3000))]).status, 409);
    assert_eq!(one.post("/seat/act", &[("action", "dance"), ("step", "x")]).status, 409);
    let statuses: Vec<u16> =
        (0..60).map(|_| one.post("/seat/act", &[("action", "end"), ("step", "x")]).status).collect();
    assert!(statuses.contains(&429), "a flood from one seat is stopped: {statuses:?}");
    assert_eq!(other.post("/seat/message", &[("to", ""), ("text", "still here")]).status, 303);
}

#[test]
fn scripts_in_names_and_messages_stay_text() {
    let class = serve(1);
    let mut one = class.join("<script>alert(1)</script>");
    let mut other = class.join("Other");
    assert_eq!(one.post("/seat/message", &[("to", ""), ("text", "<img src=x onerror=alert(2)>")]).status, 303);
    let mut teacher = class.teacher();
    for page in [
        other.get("/seat/messages").text,
        other.get("/seat/mine").text,
        teacher.get("/teacher").text,
        teacher.get("/teacher/roster").text,
        teacher.get("/teacher/table/0").text,
    ] {
        assert!(!page.contains("<script>alert") && !page.contains("<img"), "{page}");
    }
    assert!(other.get("/seat/messages").text.contains("&lt;img"));
}

#[test]
fn a_full_class_says_so_and_a_teacher_makes_room() {
    let class = serve(1);
    for number in 0..8 {
        class.join(&format!("Student {number}"));
    }
    let mut late = Browser::new(class.server);
    let refused = late.post("/join", &[("code", &class.code), ("name", "Late")]);
    assert_eq!(refused.status, 409);
    assert!(refused.text.contains("full"));
    assert_eq!(class.teacher().post("/teacher/do", &[("what", "add-table")]).status, 303);
    assert_eq!(late.post("/join", &[("code", &class.code), ("name", "Late")]).status, 303);
    assert!(late.get("/seat").text.contains("table 2"));
}

#[test]
fn an_answer_to_a_question_that_is_no_longer_asked_is_not_taken() {
    let class = serve(1);
    let (mut one, mut other) = (class.join("One"), class.join("Other"));
    assert_eq!(one.post("/seat/act", &[("action", "end"), ("step", "turn-0")]).status, 409, "not before the games");
    class.teacher().post("/teacher/do", &[("what", "stage"), ("stage", "play")]);
    let step = values(&one.get("/seat").text, "name=\"step\" value=\"").remove(0);
    assert_eq!(one.act("end").status, 303);
    assert_eq!(one.post("/seat/act", &[("action", "end"), ("step", &step)]).status, 409, "moves are ended once");
    assert_eq!(other.act("end").status, 303);
    assert_eq!(one.post("/seat/act", &[("action", "end"), ("step", &step)]).status, 409, "the next turn has begun");
}

/// Every endpoint with bodies that nobody would send: nothing panics (500), nothing hangs, the class stays readable.
#[test]
fn no_body_brings_an_endpoint_down() {
    let class = serve(1);
    let (mut one, mut teacher) = (class.join("One"), class.teacher());
    let _ = class.join("Other");
    teacher.post("/teacher/do", &[("what", "stage"), ("stage", "play")]);
    let paths = [
        "/join",
        "/recover",
        "/seat/act",
        "/seat/undo",
        "/seat/package",
        "/seat/message",
        "/seat/poll",
        "/seat/back",
        "/teacher/do",
        "/seat",
        "/teacher/table/x",
        "/assets/x",
        "/live",
    ];
    let fields = prop::sample::select(FIELDS.to_vec());
    // The teacher takes a student off the roster here: whoever is gone is told so.
    let known: Vec<&str> = WORDS.into_iter().chain(["remove"]).collect();
    let words = prop_oneof![prop::sample::select(known).prop_map(str::to_string), "\\PC{0,40}",];
    let body = prop_oneof![
        prop::collection::vec((fields, words), 0..6).prop_map(|pairs| {
            let pairs: Vec<String> = pairs
                .iter()
                .map(|(name, value)| {
                    let value: String = value.bytes().map(|byte| format!("%{byte:02X}")).collect();
                    format!("{name}={value}")
                })
                .collect();
            pairs.join("&").into_bytes()
        }),
        prop::collection::vec(any::<u8>(), 0..300),
    ];
    let cases = (prop::sample::select(paths.to_vec()), body, any::<bool>());
    let form = "Content-Type: application/x-www-form-urlencoded\r\n";
    let mut runner = TestRunner::new(Config { cases: 300, failure_persistence: None, ..Config::default() });
    let ran = runner.run(&cases, |(path, body, as_teacher)| {
        let mut browser = if as_teacher { teacher.clone() } else { one.clone() };
        let answer = browser.send("POST", path, form, &body);
        prop_assert!(answer.status != 0 && answer.status < 500, "{path} answers {}: {}", answer.status, answer.text);
        Ok(())
    });
    ran.expect("every body is answered");
    assert_eq!(teacher.get("/teacher").status, 200);
    // Whoever was taken off the roster by the teacher is told so; everybody else still has the page.
    assert!([200, 401].contains(&one.get("/seat").status));
}
