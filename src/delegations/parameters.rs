//! Built-in policies as text: a name, and parameters that depart from it (`hawk:temperature=0.5,caution=2`).

use crate::bargaining::Tactic;
use crate::delegations::character::Character;
use crate::delegations::policy::{self, Leadership};
use crate::problem::valid_names;

/// A number of a character: its name, where it is, and the least and greatest value that make sense.
struct Number {
    name: &'static str,
    field: fn(&mut Character) -> &mut f64,
    least: f64,
    greatest: f64,
}

const NUMBERS: [Number; 12] = [
    Number { name: "leverage", field: |c| &mut c.leverage, least: 0.0, greatest: 20.0 },
    Number { name: "prudence", field: |c| &mut c.prudence, least: 0.0, greatest: 20.0 },
    Number { name: "caution", field: |c| &mut c.caution, least: 0.0, greatest: 20.0 },
    Number { name: "goodwill", field: |c| &mut c.goodwill, least: 0.0, greatest: 20.0 },
    Number { name: "reciprocity", field: |c| &mut c.reciprocity, least: 0.0, greatest: 20.0 },
    Number { name: "home", field: |c| &mut c.home, least: 0.0, greatest: 20.0 },
    Number { name: "security", field: |c| &mut c.security, least: 0.0, greatest: 20.0 },
    Number { name: "resolve", field: |c| &mut c.resolve, least: -20.0, greatest: 20.0 },
    Number { name: "honour", field: |c| &mut c.honour, least: -20.0, greatest: 20.0 },
    Number { name: "temper", field: |c| &mut c.temper, least: 0.0, greatest: 5.0 },
    Number { name: "foresight", field: |c| &mut c.foresight, least: 0.0, greatest: 10_000.0 },
    Number { name: "temperature", field: |c| &mut c.temperature, least: 0.01, greatest: 100.0 },
];

const TACTICS: [(&str, Tactic); 6] = [
    ("boulware", Tactic::BOULWARE),
    ("linear", Tactic::LINEAR),
    ("conceder", Tactic::CONCEDER),
    ("relative-tit-for-tat", Tactic::RelativeTitForTat),
    ("averaged-tit-for-tat", Tactic::AveragedTitForTat { window: 3 }),
    ("micro", Tactic::Micro),
];

/// Reads `NAME` or `NAME:PARAMETER=VALUE,…`.
///
/// # Errors
/// Every mistake: an unknown name, an unknown parameter, a value out of its range; each with what is valid.
pub fn read(text: &str) -> Result<Character, Vec<String>> {
    let (name, rest) = text.split_once(':').map_or((text, None), |(name, rest)| (name, Some(rest)));
    let Some(named) = policy::by_name(name) else {
        return Err(vec![format!("no policy \"{name}\"; {}", valid_names(name, &policy::names()))]);
    };
    let mut character = *named;
    let mut mistakes = Vec::new();
    for part in rest.into_iter().flat_map(|rest| rest.split(',')) {
        if let Err(mistake) = set(&mut character, part.trim()) {
            mistakes.push(mistake);
        }
    }
    if mistakes.is_empty() { Ok(character) } else { Err(mistakes) }
}

fn set(character: &mut Character, part: &str) -> Result<(), String> {
    let (name, value) = part.split_once('=').ok_or_else(|| format!("\"{part}\" is not PARAMETER=VALUE"))?;
    if name == "tactic" {
        let known: Vec<&str> = TACTICS.iter().map(|(known, _)| *known).collect();
        let found = TACTICS.iter().find(|(known, _)| *known == value);
        character.tactic = found.ok_or_else(|| format!("no tactic \"{value}\"; {}", valid_names(value, &known)))?.1;
        return Ok(());
    }
    let known: Vec<&str> = NUMBERS.iter().map(|number| number.name).chain(["tactic"]).collect();
    let number = NUMBERS.iter().find(|number| number.name == name);
    let number = number.ok_or_else(|| format!("no parameter \"{name}\"; {}", valid_names(name, &known)))?;
    let range = || format!("valid: a number from {} to {}", number.least, number.greatest);
    let value: f64 = value.parse().map_err(|_| format!("{name}: \"{value}\" is not a number; {}", range()))?;
    if !(number.least..=number.greatest).contains(&value) {
        return Err(format!("{name}: {value} is out of range; {}", range()));
    }
    *(number.field)(character) = value;
    Ok(())
}

/// Names of the numbers of a character.
pub fn names() -> impl Iterator<Item = &'static str> {
    NUMBERS.iter().map(|number| number.name)
}

/// A leadership from text: `mix` for the scenario's, else as [`read`] reads it.
///
/// # Errors
/// As [`read`].
pub fn leadership(text: &str) -> Result<Leadership, Vec<String>> {
    if text == "mix" {
        return Ok(Leadership::Mixed);
    }
    read(text).map(Leadership::Fixed)
}

/// Writes a character as text that [`read`] reads back: its name and what departs from it.
pub fn write(character: &Character) -> String {
    let Some(named) = policy::by_name(character.name) else { return character.name.to_string() };
    let (mut plain, mut own) = (*named, *character);
    let mut parts: Vec<String> = NUMBERS
        .iter()
        .filter_map(|number| {
            let value = *(number.field)(&mut own);
            (value != *(number.field)(&mut plain)).then(|| format!("{}={value}", number.name))
        })
        .collect();
    if let Some((tactic, _)) = TACTICS.iter().find(|(_, tactic)| *tactic == own.tactic && own.tactic != plain.tactic) {
        parts.push(format!("tactic={tactic}"));
    }
    if parts.is_empty() { character.name.to_string() } else { format!("{}:{}", character.name, parts.join(",")) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_policy_with_parameters_is_read_and_written_back() {
        let read_back = read("hawk:temperature=0.5,caution=2,tactic=micro").expect("valid");
        assert_eq!((read_back.temperature, read_back.caution, read_back.tactic), (0.5, 2.0, Tactic::Micro));
        assert_eq!(write(&read_back), "hawk:caution=2,temperature=0.5,tactic=micro");
        assert_eq!(write(policy::by_name("dove").expect("a policy")), "dove");
    }

    #[test]
    fn every_mistake_is_named_with_what_is_valid() {
        let mistakes = read("hawk:temprature=1,caution=-3,home=much").expect_err("three mistakes");
        assert_eq!(mistakes.len(), 3);
        assert!(mistakes[0].contains("did you mean \"temperature\"?"), "{}", mistakes[0]);
        assert!(mistakes[1].contains("from 0 to 20"), "{}", mistakes[1]);
        assert!(read("hauk").expect_err("unknown")[0].contains("did you mean \"hawk\"?"));
    }
}
