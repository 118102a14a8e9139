//! Bad days: the server is killed, phones sleep, somebody leaves, time runs out, a table goes astray.

use crate::client::Browser;
use crate::server::{Process, SCENARIO, serve};
use std::time::{Duration, Instant};
use summitry::classroom::entry::Entry;
use summitry::classroom::hall::Hall;
use summitry::classroom::pace::Stage;
use summitry::classroom::store;
use summitry::rules::case::NationId;

#[test]
fn what_was_acknowledged_survives_a_kill_again_and_again() {
    let folder = tempfile::tempdir().expect("a folder");
    let data = folder.path().join("class.sqlite");
    let first = Process::start(&data);
    let (code, secret) = (first.code.clone(), first.secret.clone());
    let mut one = Browser::join(first.server, &code, "One");
    let mut other = Browser::join(first.server, &code, "Other");
    let mut teacher = Browser::new(first.server);
    teacher.get(&format!("/teacher/in/{secret}"));
    assert_eq!(teacher.post("/teacher/do", &[("what", "stage"), ("stage", "play")]).status, 303);
    let mut process = first;
    for round in 0..3 {
        let text = format!("message {round}");
        assert_eq!(one.post("/seat/message", &[("to", ""), ("text", &text)]).status, 303);
        if round == 0 {
            assert_eq!(one.act("mandate firm").status, 303);
        }
        process.kill();
        process = Process::start(&data);
        assert_eq!((&process.code, &process.secret), (&code, &secret), "code and teacher's address stay");
        for browser in [&mut one, &mut other, &mut teacher] {
            let cookie = browser.cookie.clone();
            *browser = Browser::new(process.server);
            browser.cookie = cookie;
        }
        let messages = other.get("/seat/messages").text;
        (0..=round).for_each(|sent| assert!(messages.contains(&format!("message {sent}")), "message {sent} is there"));
        assert!(one.get("/seat").text.contains("Made this turn"), "the move is there");
    }
    assert_eq!(teacher.get("/teacher").status, 200);
    process.kill();
}

#[test]
fn one_file_is_hosted_once_and_only_as_what_it_is() {
    let folder = tempfile::tempdir().expect("a folder");
    let data = folder.path().join("class.sqlite");
    let hall = Hall::open(SCENARIO, Some(1), &data).expect("a new class");
    let twice = Hall::open(SCENARIO, Some(1), &data).err().expect("one writer a file");
    assert!(twice[0].to_string().contains("another program"), "{}", twice[0]);
    drop(hall);
    let text = folder.path().join("notes.txt");
    std::fs::write(&text, "these are notes, and long enough to be taken for a database if one does not look")
        .expect("written");
    assert!(Hall::open(SCENARIO, Some(1), &text).is_err(), "a text is no class");
    assert!(store::purge(&text).is_err(), "and is not purged");
    assert!(text.exists());
    let nowhere = folder.path().join("no/such/folder/class.sqlite");
    assert!(Hall::open(SCENARIO, Some(1), &nowhere).is_err());
}

fn playing(class: &crate::server::Served) {
    class.hall.take(Entry::StageSet { stage: Stage::Play }).expect("the games start");
}

#[test]
fn a_policy_stands_in_for_who_is_away_and_hands_the_seat_back() {
    let class = serve(1);
    let (mut one, mut other) = (class.join("One"), class.join("Other"));
    playing(&class);
    class.hall.socket(0, true);
    let later = Instant::now() + Duration::from_secs(120);
    class.hall.tick(later);
    assert!(class.hall.room().desk(0).is_some_and(|desk| desk.has_stand_in(NationId(1))), "away for two minutes");
    assert!(one.get("/seat").text.contains("while its people are away"), "everybody is told");
    let page = other.get("/seat").text;
    assert!(page.contains("I’m back") && !page.contains("name=\"action\""), "a seat that is led cannot act");
    assert_eq!(other.post("/seat/act", &[("action", "end"), ("step", "turn-0")]).status, 409);
    assert_eq!(other.post("/seat/back", &[]).status, 303);
    assert!(class.hall.room().desk(0).is_some_and(|desk| !desk.has_stand_in(NationId(1))));
    assert!(!other.get("/seat").text.contains("I’m back"));
}

#[test]
fn a_table_whose_people_are_all_away_waits_for_them() {
    let class = serve(1);
    let _ = (class.join("One"), class.join("Other"));
    playing(&class);
    class.hall.tick(Instant::now() + Duration::from_secs(3600));
    let mut room = class.hall.room();
    let desk = room.desk(0).expect("the table");
    assert!(desk.taken.is_empty() && !desk.has_stand_in(NationId(0)) && desk.turn() == 0);
}

#[test]
fn when_time_is_up_moves_stand_and_policies_decide_the_rest() {
    let class = serve(1);
    let (mut one, mut other) = (class.join("One"), class.join("Other"));
    playing(&class);
    assert_eq!(one.act("mandate firm").status, 303);
    (0..2).for_each(|person| class.hall.socket(person, true));
    class.hall.tick(Instant::now() + Duration::from_secs(3600));
    {
        let mut room = class.hall.room();
        let desk = room.desk(0).expect("the table");
        assert!(desk.turn() > 0 || desk.taken.len() > 2, "the turn went on");
        let own: Vec<_> = desk.taken.iter().filter(|taken| taken.turn == 0 && taken.seat == NationId(0)).collect();
        assert_eq!(own.len(), 2, "the mandate, and the end of the moves");
    }
    assert!(other.get("/seat").text.contains("time was up"), "it is disclosed");
}

#[test]
fn paused_tables_take_nothing_and_their_clocks_stand() {
    let class = serve(1);
    let (mut one, mut teacher) = (class.join("One"), class.teacher());
    let _ = class.join("Other");
    playing(&class);
    assert_eq!(teacher.post("/teacher/do", &[("what", "pause")]).status, 303);
    (0..2).for_each(|person| class.hall.socket(person, true));
    class.hall.tick(Instant::now() + Duration::from_secs(3600));
    assert_eq!(one.act("end").status, 409);
    assert!(one.get("/seat").text.contains("Paused"));
    assert_eq!(teacher.post("/teacher/do", &[("what", "resume")]).status, 303);
    assert_eq!(one.act("end").status, 303);
}

#[test]
fn a_move_is_taken_back_until_the_moves_are_ended() {
    let class = serve(1);
    let (mut one, _other) = (class.join("One"), class.join("Other"));
    playing(&class);
    let before = one.get("/seat").text;
    assert_eq!(one.post("/seat/undo", &[("step", "turn-0")]).status, 409, "there is no move yet");
    assert_eq!(one.act("mandate firm").status, 303);
    assert!(one.get("/seat").text.contains("Made this turn"));
    assert_eq!(one.post("/seat/undo", &[("step", "turn-0")]).status, 303);
    let capital = |page: &str| page.split("political capital").nth(1).map(|rest| rest[..40].to_string());
    assert_eq!(capital(&one.get("/seat").text), capital(&before), "its price is given back");
    assert_eq!(one.act("end").status, 303);
    assert_eq!(one.post("/seat/undo", &[("step", "turn-0")]).status, 409, "the moves are ended");
}

#[test]
fn a_table_is_put_back_and_says_so_and_the_file_remembers() {
    let folder = tempfile::tempdir().expect("a folder");
    let data = folder.path().join("class.sqlite");
    let process = Process::start(&data);
    let mut one = Browser::join(process.server, &process.code, "One");
    let mut teacher = Browser::new(process.server);
    teacher.get(&format!("/teacher/in/{}", process.secret));
    teacher.post("/teacher/do", &[("what", "stage"), ("stage", "play")]);
    for _ in 0..2 {
        assert_eq!(teacher.post("/teacher/do", &[("what", "push")]).status, 303);
    }
    assert_eq!(
        teacher.post("/teacher/do", &[("what", "rewind"), ("table", "0"), ("turn", "9")]).status,
        409,
        "not reached"
    );
    assert_eq!(teacher.post("/teacher/do", &[("what", "rewind"), ("table", "0"), ("turn", "0")]).status, 303);
    let page = one.get("/seat").text;
    assert!(page.contains("Turn 1 of") && page.contains("put the table back"), "{page}");
    process.kill();
    let hall = Hall::open(SCENARIO, None, &data).expect("the class goes on");
    let mut room = hall.room();
    let desk = room.desk(0).expect("the table");
    assert!(desk.turn() == 0 && desk.notes.iter().any(|note| note.contains("put the table back")));
}

#[test]
fn another_device_comes_back_to_the_same_seat_and_text() {
    let class = serve(1);
    let mut phone = class.join("One");
    class.hall.draft(0, "message", "half a sen").expect("it is kept");
    let recovery = class.hall.room().roster.person(0).map(|person| person.recovery.clone()).expect("a code");
    assert!(phone.get("/seat/mine").text.contains(&recovery));
    let mut laptop = Browser::new(class.server);
    let typed = format!("{}-{}", &recovery[..4].to_lowercase(), &recovery[4..]);
    assert_eq!(laptop.post("/recover", &[("recovery", &typed)]).status, 303);
    assert_eq!(laptop.cookie, phone.cookie);
    assert!(laptop.get("/seat/messages").text.contains("half a sen"));
}

#[test]
fn four_share_a_delegation_and_each_sees_the_own_part() {
    let class = serve(1);
    let names = ["Ada", "Bea", "Cid", "Dov", "Eva", "Fay", "Gus", "Hal"];
    let mut people: Vec<Browser> = names.iter().map(|name| class.join(name)).collect();
    let mut teacher = class.teacher();
    playing(&class);
    // Seats fill in turn: both heads, both voices of the home front, both trade ministers, both security advisers.
    let pages: Vec<String> = people.iter_mut().map(|person| person.get("/seat").text).collect();
    for (number, part, watched) in [
        (0, "Your part: head of delegation", "With you in the delegation:"),
        (2, "Your part: voice of the home front", "What would pass at home (win-set)"),
        (4, "Your part: trade minister", "Your measures, as something to give"),
        (6, "Your part: security adviser", "Backing down would cost"),
    ] {
        assert!(pages[number].contains(part) && pages[number].contains(watched), "{part}: {}", pages[number]);
        let others = [0, 2, 4, 6].into_iter().filter(|other| *other != number);
        others.for_each(|other| assert!(pages[number].contains(names[other]), "{part} sits with {}", names[other]));
    }
    assert!(!pages[0].contains("Backing down would cost") && !pages[0].contains("What would pass at home (win-set)"));
    assert!(!pages[0].contains(names[1]), "whoever sits across is not in the delegation");

    // One is moved across the table and takes a free role there; one leaves; the voice of the home front goes with the roles.
    assert_eq!(people[1].post("/seat/leave", &[]).status, 303);
    let across = [("what", "move"), ("person", "2"), ("table", "0"), ("seat", "IND"), ("role", "leader")];
    assert_eq!(teacher.post("/teacher/do", &across).status, 303);
    let moved = people[2].get("/seat").text;
    assert!(moved.contains("Your part: head of delegation") && moved.contains(names[3]) && !moved.contains(names[4]));
    let held = class.hall.room().desk(0).map(|desk| desk.game.look(|table| table.game.held_votes.len()));
    assert_eq!(held, Some(1), "one delegation still has a voice of the home front");
    assert_eq!(people[2].act("end").status, 303, "the one who came leads the seat");
}

#[test]
fn students_come_late_leave_move_and_are_merged() {
    let class = serve(2);
    let mut people: Vec<Browser> = (0..4).map(|number| class.join(&format!("Student {number}"))).collect();
    let mut teacher = class.teacher();
    let move_one = [("what", "move"), ("person", "0"), ("table", "1"), ("seat", "IND"), ("role", "trade")];
    assert_eq!(teacher.post("/teacher/do", &move_one).status, 303);
    assert!(people[0].get("/seat").text.contains("table 2"));
    assert_eq!(teacher.post("/teacher/do", &[("what", "merge"), ("from", "0"), ("table", "1")]).status, 303);
    {
        let mut room = class.hall.room();
        assert_eq!(room.roster.at(1, None).len(), 4);
        assert!(room.desk(0).is_some_and(|desk| !desk.is_peopled()), "an empty table is not played");
    }
    assert_eq!(people[3].post("/seat/leave", &[]).status, 303);
    assert_eq!(people[3].get("/seat").status, 401);
    let _late = class.join("Late");
    assert_eq!(class.hall.room().roster.seated(), 4);
}
