//! What comes from outside the seats as lines of text: the same words in logs and journals.

use crate::record::words::{find, nation};
use crate::rules::case::Case;
use crate::rules::intervention::Intervention;

/// Writes an intervention as a line that [`read`] reads back.
pub fn write(case: &Case, intervention: &Intervention) -> String {
    match intervention {
        Intervention::Event(position) => format!("event {}", u32::from(*position) + 1),
        Intervention::Incident(position) => format!("incident {}", u32::from(*position) + 1),
        Intervention::News(text) => format!("news {text}"),
        Intervention::Vote { nation, group, held } => {
            let nation = case.nation(*nation);
            let group = nation.constituencies.get(usize::from(*group)).map(|group| group.name.as_str());
            let by = if *held { "people" } else { "rules" };
            format!("vote {} {by} {}", nation.code, group.unwrap_or_default())
        }
    }
}

/// Reads an intervention from a line.
///
/// # Errors
/// What is wrong, and what would be valid.
pub fn read(case: &Case, line: &str) -> Result<Intervention, String> {
    let (kind, rest) = line.trim().split_once(' ').unwrap_or((line.trim(), ""));
    let rest = rest.trim();
    Ok(match find("intervention", kind, &["event", "incident", "news", "vote"])? {
        0 => Intervention::Event(number(rest, "event", case.events.len())?),
        1 => Intervention::Incident(number(rest, "incident", case.incidents.len())?),
        2 => Intervention::News(rest.to_string()),
        _ => {
            let mut words = rest.splitn(3, ' ');
            let mut next = || words.next().unwrap_or_default();
            let nation = nation(case, next())?;
            let held = find("voter", next(), &["people", "rules"])? == 0;
            let groups: Vec<&str> =
                case.nation(nation).constituencies.iter().map(|group| group.name.as_str()).collect();
            let group = find("domestic group", next(), &groups)? as u8;
            Intervention::Vote { nation, group, held }
        }
    })
}

/// Position of the so-many-eth of a list.
fn number(text: &str, what: &str, most: usize) -> Result<u8, String> {
    let known = text.parse::<usize>().ok().filter(|number| (1..=most).contains(number));
    let position = known.and_then(|number| u8::try_from(number - 1).ok());
    position.ok_or_else(|| match most {
        0 => format!("the scenario has no {what}"),
        _ => format!("there is no {what} \"{text}\"; valid: 1 to {most}"),
    })
}
