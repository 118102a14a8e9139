//! The language of the students' pages: chosen by the teacher, whole pages of it, and kept.

use crate::client::Browser;
use crate::server::{Process, serve};
use summitry::language::{Language, Tongue};

const PAGES: [&str; 5] = ["/seat", "/seat/briefing", "/seat/world", "/seat/messages", "/seat/mine"];

#[test]
fn the_students_pages_are_in_the_language_that_the_teacher_chooses() {
    let class = serve(1);
    let (mut one, mut teacher) = (class.join("One"), class.teacher());
    let _other = class.join("Other");
    assert!(teacher.get("/teacher/preflight").text.contains("Students’ pages in Deutsch"));
    assert_eq!(teacher.post("/teacher/do", &[("what", "language"), ("language", "de")]).status, 303);
    assert_eq!(teacher.post("/teacher/do", &[("what", "language"), ("language", "xx")]).status, 409);
    let before = one.get("/seat").text;
    assert!(before.contains("<html lang=\"de\"") && before.contains("Willkommen, One"), "{before}");
    teacher.post("/teacher/do", &[("what", "stage"), ("stage", "play")]);
    let (english, german) = (Language::new(Tongue::English), Language::new(Tongue::German));
    for path in PAGES {
        let page = one.get(path).text;
        assert!(page.contains(&german.text("class-skip")), "{path}");
        for key in [
            "class-skip",
            "class-your-moves",
            "class-standing",
            "class-goals",
            "class-ideas",
            "class-send",
            "class-coming-back",
        ] {
            assert!(!page.contains(&format!(">{}<", english.text(key))), "{path} says {key} in English");
        }
    }
    let first = Browser::new(class.server).get("/").text;
    assert!(first.contains("Der Klasse beitreten") && !first.contains("Join the class"));
    assert!(Browser::new(class.server).get("/screen").text.contains("Tische."));
    assert!(teacher.get("/teacher").text.contains("<html lang=\"en\""), "the teacher's pages stay as they are");
    let refused = one.post("/seat/act", &[("action", "end"), ("step", "turn-9")]);
    assert!(refused.status == 409 && refused.text.contains("weitergegangen"));
    assert_eq!(teacher.post("/teacher/do", &[("what", "stage"), ("stage", "debrief")]).status, 303);
    assert!(one.get("/seat").text.contains("Nachbesprechung Ihres Tisches"));
}

#[test]
fn the_language_is_kept_in_the_class_s_file() {
    let folder = tempfile::tempdir().expect("a folder");
    let data = folder.path().join("class.sqlite");
    let process = Process::start(&data);
    let mut teacher = Browser::new(process.server);
    teacher.get(&format!("/teacher/in/{}", process.secret));
    assert_eq!(teacher.post("/teacher/do", &[("what", "language"), ("language", "de")]).status, 303);
    process.kill();
    let again = Process::start(&data);
    assert!(Browser::new(again.server).get("/").text.contains("Der Klasse beitreten"));
    again.kill();
}
