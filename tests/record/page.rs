//! `summitry replay --html`: the debrief as a page that needs nothing else.

use assert_cmd::Command;
use std::path::Path;

fn summitry(arguments: &[&str]) -> Command {
    let mut command = Command::cargo_bin("summitry").expect("the program is built");
    command.args(arguments);
    command
}

fn text(path: &Path) -> String {
    std::fs::read_to_string(path).expect("the page is there")
}

/// The tags of a page as they open and close, without those that hold nothing.
fn unbalanced(page: &str) -> Vec<String> {
    let empty = ["meta", "link", "!DOCTYPE", "br"];
    let mut open: Vec<String> = Vec::new();
    for part in page.split('<').skip(1) {
        let tag: String = part.trim_start_matches('/').chars().take_while(|letter| !" >".contains(*letter)).collect();
        if empty.contains(&tag.as_str()) {
            continue;
        }
        if !part.starts_with('/') {
            open.push(tag);
        } else if open.pop().as_deref() != Some(tag.as_str()) {
            return vec![format!("</{tag}> closes another tag")];
        }
    }
    open
}

#[test]
fn a_finished_game_becomes_a_page_that_needs_nothing_else() {
    let folder = tempfile::tempdir().expect("a folder");
    let (log, page) = (folder.path().join("game.jsonl"), folder.path().join("debrief.html"));
    let (log_name, page_name) = (log.display().to_string(), page.display().to_string());
    summitry(&["run", "rare-earths-2025", "--seed", "5", "--log", &log_name]).assert().success();
    summitry(&["replay", &log_name, "--what-if", "2", "--html", &page_name]).assert().success();
    let page = text(&page);
    for outside in ["<script", "src=", "http://", "https://", "url(", "@import"] {
        assert!(!page.contains(outside), "the page holds {outside}");
    }
    assert!(unbalanced(&page).is_empty(), "{:?}", unbalanced(&page));
    // Every part that the list of parts names is there, and the parts that every game has are named.
    let links: Vec<&str> = page.split("href=\"#").skip(1).filter_map(|rest| rest.split('"').next()).collect();
    for link in &links {
        assert!(page.contains(&format!("id=\"{link}\"")), "#{link} leads nowhere");
    }
    for part in ["press", "payoffs", "possible", "course", "what-if", "history", "story"] {
        assert!(links.contains(&part), "{part} is missing among {links:?}");
    }
    assert!(page.matches("<svg").count() >= 3, "charts are missing");
    assert!(page.matches("class=\"paper\"").count() >= 2, "front pages are missing");
}

#[test]
fn a_game_that_is_not_over_has_no_page_yet() {
    let folder = tempfile::tempdir().expect("a folder");
    let (log, page) = (folder.path().join("game.jsonl"), folder.path().join("debrief.html"));
    let (log_name, page_name) = (log.display().to_string(), page.display().to_string());
    summitry(&["run", "steel-safeguard", "--seed", "1", "--log", &log_name]).assert().success();
    // The first turn of the log alone.
    let lines = text(&log);
    let first: Vec<&str> = lines
        .lines()
        .scan(false, |over, line| (!std::mem::replace(over, line.contains("\"digest\""))).then_some(line))
        .collect();
    std::fs::write(&log, first.join("\n") + "\n").expect("the log is written");
    let output = summitry(&["replay", &log_name, "--html", &page_name]).assert().code(2);
    let message = String::from_utf8_lossy(&output.get_output().stderr).to_string();
    assert!(message.contains("not over"), "{message}");
    assert!(!page.exists(), "a page was written");
}
