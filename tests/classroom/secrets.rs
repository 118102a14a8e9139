//! What a seat is sent holds nothing that the seat may not know.

use crate::client::Browser;
use crate::server::serve;
use summitry::rules::case::NationId;

const PAGES: [&str; 7] = ["/seat", "/seat/briefing", "/seat/world", "/seat/messages", "/seat/mine", "/screen", "/"];

fn read_all(browser: &mut Browser) {
    for page in PAGES {
        browser.get(page);
    }
}

/// A page without what time alone changes.
fn timeless(page: &str) -> String {
    let mut rest = page;
    let mut kept = String::new();
    while let Some(at) = rest.find("id=\"clock\"") {
        kept.push_str(&rest[..at]);
        rest = rest[at..].split_once("</p>").map_or("", |(_, after)| after);
    }
    kept.push_str(rest);
    // The public screen has a cell "2:29" for each table.
    let is_time = |cell: &str| cell.len() < 7 && cell.bytes().all(|letter| letter.is_ascii_digit() || letter == b':');
    let cells = kept.split("<td>").map(|cell| match cell.split_once("</td>") {
        Some((content, after)) if is_time(content) => after,
        _ => cell,
    });
    cells.collect()
}

#[test]
fn no_bytes_sent_to_a_seat_hold_a_secret_of_another() {
    let class = serve(1);
    let (mut one, mut other) = (class.join("One"), class.join("Other"));
    let mut teacher = class.teacher();
    teacher.post("/teacher/do", &[("what", "stage"), ("stage", "play")]);
    let other_code = class.hall.room().case.nation(NationId(1)).code.clone();
    // Each side confers, sets its mandate, drafts; the other reads everything in between.
    for word in ["mandate firm", "end"] {
        assert_eq!(other.act(word).status, 303);
        read_all(&mut one);
    }
    assert_eq!(other.post("/seat/message", &[("to", &other_code), ("text", "our floor is a deep secret")]).status, 303);
    one.act("end");
    read_all(&mut one);
    for _ in 0..6 {
        for (browser, start) in [(&mut one, "best"), (&mut other, "middle")] {
            let page = browser.get("/seat").text;
            let steps = crate::client::values(&page, "name=\"step\" value=\"");
            if let (Some(step), true) = (steps.first(), page.contains("value=\"offer\"")) {
                browser.post("/seat/package", &[("do", start), ("step", step)]);
            }
        }
        read_all(&mut one);
        let _ = teacher.post("/teacher/do", &[("what", "push")]);
        read_all(&mut one);
    }
    let (mut secrets, private) = {
        let mut room = class.hall.room();
        let person = room.roster.person(1).expect("the other is on the roster").clone();
        let case = room.case.clone();
        let private = case.nation(NationId(1)).briefing.private.clone();
        let mut secrets = vec![person.token, person.recovery, room.secret.clone(), "deep secret".to_string()];
        // What its own seat is told of its least and its best at the table.
        if let Some(desk) = room.desk(0) {
            secrets.extend(desk.game.observe(NationId(1), |view| {
                view.talk().map_or(Vec::new(), |talk| {
                    vec![format!("not sign below <strong>{:+.1}", talk.reservation).replace('-', "−")]
                })
            }));
        }
        (secrets, private)
    };
    secrets.extend(private.lines().filter(|line| line.len() > 40).map(|line| line[..40].to_string()));
    assert!(secrets.len() > 6, "there are secrets to look for");
    for secret in &secrets {
        assert!(!one.received.contains(secret.as_str()), "a seat was sent \"{secret}\"");
    }
    let own = class.hall.room().roster.person(0).map(|person| person.recovery.clone()).expect("on the roster");
    assert!(one.received.contains(&own), "what was read holds the seat's own secrets");
}

#[test]
fn pages_do_not_change_by_what_another_seat_does_in_secret() {
    let class = serve(1);
    let (mut one, mut other) = (class.join("One"), class.join("Other"));
    class.teacher().post("/teacher/do", &[("what", "stage"), ("stage", "play")]);
    let pages = ["/seat", "/seat/world", "/seat/messages", "/seat/mine", "/screen"];
    let mut read = || pages.map(|page| timeless(&one.get(page).text));
    let before = read();
    for word in ["mandate flexible", "promise", "denounce"] {
        assert_eq!(other.act(word).status, 303, "{word}");
    }
    let after = read();
    for (page, (before, after)) in pages.iter().zip(before.iter().zip(&after)) {
        assert_eq!(before, after, "{page} tells of moves that have not taken effect");
    }
    assert!(other.get("/seat").text.contains("Made this turn"));
}
