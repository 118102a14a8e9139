//! After the games: decks, exports, logs that replay, data that is deleted.

use crate::server::{SCENARIO, serve};
use assert_cmd::Command;
use summitry::record::log;
use summitry::scenario;

#[test]
fn robots_play_a_class_to_its_deck_by_one_command() {
    let folder = tempfile::tempdir().expect("a folder");
    let data = folder.path().join("rehearsal.sqlite");
    let program = || Command::new(env!("CARGO_BIN_EXE_summitry"));
    let run =
        |extra: &[&str]| program().args(["host", SCENARIO, "--data"]).arg(&data).args(extra).output().expect("it runs");
    let done = run(&["--rehearse", "5", "--tables", "2"]);
    let (said, complained) = (String::from_utf8_lossy(&done.stdout), String::from_utf8_lossy(&done.stderr));
    assert!(done.status.success(), "{said}{complained}");
    assert!(said.contains("5 robot students at 2 tables reached the debrief"), "{said}");
    assert!(said.contains("2 replayed"), "{said}");
    let deck =
        std::fs::read_to_string(folder.path().join("rehearsal.deck.html")).expect("the deck stands beside the data");
    assert!(deck.contains("Speaker notes") && deck.contains("Robot 1") && deck.contains("<svg"));
    assert!(!deck.contains("http:") && !deck.contains("https:") && !deck.contains("<script"), "it needs nothing else");
    let again = run(&["--rehearse", "5"]);
    assert_eq!(again.status.code(), Some(2), "a class that has people is not rehearsed in");
    let purged = run(&["--purge"]);
    assert!(purged.status.success() && !data.exists());
}

#[test]
fn a_class_that_is_ended_leaves_a_deck_exports_and_logs_that_replay() {
    let class = serve(2);
    let mut people: Vec<_> = ["Ann", "Ben", "=cmd|x", "Dee"].map(|name| class.join(name)).into();
    let mut teacher = class.teacher();
    teacher.post("/teacher/do", &[("what", "stage"), ("stage", "play")]);
    assert_eq!(people[0].act("mandate firm").status, 303);
    assert_eq!(teacher.post("/teacher/do", &[("what", "stage"), ("stage", "debrief")]).status, 303);

    assert!(people[0].get("/seat").text.contains("Debrief of your table"));
    let named = teacher.get("/teacher/deck.html").text;
    assert!(named.contains("Ann") && named.contains("What every table came to"));
    let anonymous =
        teacher.get("/teacher/deck-anonymous.html").text + &teacher.get("/teacher/export/anonymous.json").text;
    assert!(!anonymous.contains("Ann") && anonymous.contains("a student"));
    let csv = teacher.get("/teacher/export/class.csv").text;
    assert_eq!(csv.lines().count(), 1 + 2 * 2, "a row for each delegation of each table");
    let json: serde_json::Value = serde_json::from_str(&teacher.get("/teacher/export/class.json").text).expect("JSON");
    assert_eq!(json["tables"].as_array().map(Vec::len), Some(2));
    assert_eq!(json["members"][2]["name"], "=cmd|x");
    let book = teacher.get("/teacher/export/class.xlsx");
    assert!(book.status == 200 && book.text.starts_with("PK"));
    assert!(teacher.get("/teacher/student/0").text.contains("Ann"));

    let case = scenario::load(SCENARIO).expect("the scenario loads");
    for table in 0..2 {
        let text = teacher.get(&format!("/teacher/log/{table}")).text;
        let lines: Vec<log::Line> =
            text.lines().map(|line| serde_json::from_str(line).expect("a line of a log")).collect();
        let Some(log::Line::Header { seed, .. }) = lines.first() else { panic!("a header comes first") };
        let mut replay = log::replay(case.clone(), *seed, &lines, None);
        assert!(replay.differs.is_none() && replay.game.is_over());
    }
}

#[test]
fn the_teachers_page_deletes_the_data_for_whoever_types_the_code() {
    let class = serve(1);
    let mut student = class.join("One");
    let mut teacher = class.teacher();
    assert_eq!(teacher.post("/teacher/do", &[("what", "purge"), ("code", "NOT4IT")]).status, 409);
    assert_eq!(student.post("/seat/message", &[("to", ""), ("text", "still kept")]).status, 303);
    assert_eq!(teacher.post("/teacher/do", &[("what", "purge"), ("code", &class.code)]).status, 200);
    assert_eq!(student.post("/seat/message", &[("to", ""), ("text", "too late")]).status, 503);
}

#[test]
fn material_is_printed_with_the_private_part_on_its_own_page() {
    let folder = tempfile::tempdir().expect("a folder");
    Command::new(env!("CARGO_BIN_EXE_summitry"))
        .args(["host", SCENARIO, "--print"])
        .arg(folder.path().join("handouts"))
        .assert()
        .success();
    let read =
        |name: &str| std::fs::read_to_string(folder.path().join("handouts").join(name)).expect("the sheet is there");
    let guide = read("teachers-guide.html");
    assert!(guide.contains("50 minutes") && guide.contains("90 minutes") && guide.contains("rubric"));
    let sheet = read("role-eu.html");
    let (public, private) =
        sheet.split_once("class=\"part\"").and_then(|(_, rest)| rest.split_once("class=\"part\"")).expect("two parts");
    assert!(!public.contains("eyes only") && private.contains("eyes only"));
}
