//! The tables say what the games were: their schema is written down, and their rows agree with the manifest and with games played alone.

use crate::support::{SMALL, folder, plan, play, summitry, text};
use parquet::file::reader::{FileReader, SerializedFileReader};
use parquet::record::Field;
use parquet::schema::printer::print_schema;
use std::collections::BTreeMap;
use std::fs::File;
use std::path::Path;
use summitry::batch::draft;
use summitry::batch::manifest::Manifest;
use summitry::batch::plan::Plan;
use summitry::record::log;
use summitry::rules::random::replicate_seed;

type Row = BTreeMap<String, Field>;

fn open(path: &Path) -> SerializedFileReader<File> {
    SerializedFileReader::new(File::open(path).expect("the table is there")).expect("a Parquet file")
}

fn rows(path: &Path) -> Vec<Row> {
    let reader = open(path);
    let read =
        |row: parquet::record::Row| row.get_column_iter().map(|(name, field)| (name.clone(), field.clone())).collect();
    reader.get_row_iter(None).expect("rows").map(|row| read(row.expect("a row"))).collect()
}

fn count(row: &Row, column: &str) -> u64 {
    match &row[column] {
        Field::UByte(value) => u64::from(*value),
        Field::UShort(value) => u64::from(*value),
        Field::UInt(value) => u64::from(*value),
        Field::ULong(value) => *value,
        other => panic!("{column} is {other:?}"),
    }
}

fn number(row: &Row, column: &str) -> f64 {
    match &row[column] {
        Field::Double(value) => *value,
        other => panic!("{column} is {other:?}"),
    }
}

fn words<'r>(row: &'r Row, column: &str) -> &'r str {
    match &row[column] {
        Field::Str(value) => value,
        other => panic!("{column} is {other:?}"),
    }
}

#[test]
fn the_schema_is_the_documented_one() {
    let plan = plan(SMALL).expect("a sound sweep");
    let home = folder();
    let out = home.path().join("out");
    play(&plan, &out, None, 2, 8);
    let mut found = Vec::new();
    for table in ["games", "turns", "actions"] {
        let reader = open(&out.join(format!("{table}.parquet")));
        let file = reader.metadata().file_metadata();
        print_schema(&mut found, file.schema());
        assert_eq!(file.created_by(), Some(concat!("summitry ", env!("CARGO_PKG_VERSION"))));
        for group in reader.metadata().row_groups() {
            assert!(
                group.columns().iter().all(|column| column.compression().to_string().starts_with("ZSTD")),
                "{table}"
            );
        }
    }
    let found = String::from_utf8(found).expect("text");
    let golden = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden/results-schema.txt");
    if std::env::var_os("UPDATE_GOLDEN").is_some() {
        std::fs::write(&golden, &found).expect("written");
    }
    let expected = std::fs::read_to_string(&golden).expect("write it with UPDATE_GOLDEN=1");
    assert_eq!(expected, found, "the schema has changed: raise the results format, or write the golden file anew");

    // Every column is in the document, by its own name or as one of a family.
    let document =
        std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/BATCH.md")).expect("docs/BATCH.md");
    for line in found.lines().filter(|line| line.starts_with("  ")) {
        let name = line.split_whitespace().nth(2).expect("a name").trim_end_matches(';');
        let family = name.split_once('_').map(|(stem, _)| stem).unwrap_or(name);
        let documented = [format!("`{name}`"), format!("`{family}_<CODE>`"), format!("`{family}_<issue>`")];
        let families = [format!("`{family}_<measure>`"), format!("`{family}_<path>`"), "`no_deal_<CODE>`".to_string()];
        let listed = documented.iter().chain(&families[..2]).any(|known| document.contains(known.as_str()));
        assert!(
            listed || name.starts_with("no_deal_") && document.contains(&families[2]),
            "{name} is not in docs/BATCH.md"
        );
    }
}

#[test]
fn rows_agree_with_the_manifest_and_with_each_other() {
    let plan = plan(SMALL).expect("a sound sweep");
    let home = folder();
    let out = home.path().join("out");
    play(&plan, &out, None, 2, 8);
    let manifest = Manifest::load(&out).expect("a manifest");
    let games = rows(&out.join("games.parquet"));
    assert_eq!((games.len(), manifest.games, manifest.cells), (64, 64, 4));
    for (index, row) in games.iter().enumerate() {
        assert_eq!(count(row, "game"), index as u64);
        assert_eq!(count(row, "cell"), index as u64 / 16);
        assert_eq!(count(row, "replicate"), index as u64 % 16);
        assert_eq!(count(row, "seed"), replicate_seed(7, index as u64 % 16), "cells are paired");
        assert_eq!(words(row, "policy_IND"), "hawk");
        assert_eq!(number(row, "vary_nation_EU_resolve"), if index < 32 { 0.2 } else { 0.8 });
        assert_eq!(number(row, "vary_parameters_incident_base"), if index / 16 % 2 == 0 { -4.0 } else { -2.0 });
        let (made, ended) = (
            count(row, "threats"),
            ["threats_met", "threats_executed", "threats_withdrawn", "bluffs"].map(|column| count(row, column)),
        );
        assert!(ended.iter().sum::<u64>() <= made);
        assert_eq!(count(row, "threats_EU") + count(row, "threats_IND"), made);
        assert!(number(row, "tension_peak") >= 0.0 && number(row, "tension_peak") <= 1.0);
        let deal = ["comprehensive_deal", "framework", "extension"].contains(&words(row, "outcome"));
        assert!(!deal || row["agreement_turn"] != Field::Null, "a deal without an agreement in game {index}");
        let settled = row.iter().any(|(name, value)| name.starts_with("term_") && *value != Field::Null);
        assert_eq!(settled, count(row, "agreements") > 0);
    }
    let seen = |class: &str| games.iter().filter(|row| words(row, "outcome") == class).count() as u64;
    for (class, hits) in &manifest.outcomes {
        assert_eq!(seen(class), *hits, "{class}");
    }
    for (code, mean) in &manifest.payoffs {
        let payoffs: Vec<f64> = games.iter().map(|row| number(row, &format!("payoff_{code}"))).collect();
        let own = payoffs.iter().sum::<f64>() / 64.0;
        let spread = (payoffs.iter().map(|payoff| (payoff - own) * (payoff - own)).sum::<f64>() / 64.0 / 64.0).sqrt();
        assert!((own - mean.mean).abs() < 1e-6 && (spread - mean.standard_error).abs() < 1e-6, "{code}");
    }
    let turns = rows(&out.join("turns.parquet"));
    assert_eq!(turns.len() as u64, games.iter().map(|row| count(row, "turns")).sum::<u64>());
    let peak = |game: u64| {
        let own = turns.iter().filter(|row| count(row, "game") == game);
        own.map(|row| number(row, "tension")).fold(0.0, f64::max)
    };
    let last = |game: u64| turns.iter().rfind(|row| count(row, "game") == game).expect("a last turn");
    for row in &games {
        let game = count(row, "game");
        assert!(peak(game) >= number(row, "tension_end"));
        assert_eq!(number(last(game), "tension"), number(row, "tension_end"));
        assert_eq!(number(last(game), "approval_EU"), number(row, "approval_EU"));
        assert_eq!(count(last(game), "turn"), count(row, "turns"));
    }
}

/// The command that the plan names plays the very game: its actions and the fingerprint of its end.
#[test]
fn a_row_is_played_again_by_its_command() {
    let plan = plan(SMALL).expect("a sound sweep");
    let home = folder();
    let out = home.path().join("out");
    play(&plan, &out, None, 2, 8);
    let games = rows(&out.join("games.parquet"));
    let actions = rows(&out.join("actions.parquet"));
    for game in [0u64, 21, 63] {
        let row = &games[game as usize];
        let file = home.path().join(format!("{game}.jsonl"));
        let command = plan.command(count(row, "cell"), count(row, "replicate"));
        let mut arguments: Vec<&str> = command.split_whitespace().skip(1).collect();
        arguments.extend(["--what-if", "0", "--log", text(&file)]);
        let (_, err, code) = summitry(&arguments);
        assert_eq!(code, Some(0), "{command}: {err}");
        let lines = log::load(&file).expect("a log");
        let told: Vec<&str> = lines
            .iter()
            .filter_map(|line| match line {
                log::Line::Action { action, .. } => Some(action.as_str()),
                _ => None,
            })
            .collect();
        let kept: Vec<&Row> = actions.iter().filter(|row| count(row, "game") == game).collect();
        assert_eq!(told, kept.iter().map(|row| words(row, "action")).collect::<Vec<_>>(), "{command}");
        assert!(kept.iter().all(|row| words(row, "action").starts_with(words(row, "kind"))));
        let last = lines.iter().rev().find_map(|line| match line {
            log::Line::Turn { digest, .. } => Some(digest.clone()),
            _ => None,
        });
        assert_eq!(last, Some(format!("{:016x}", count(row, "digest"))), "{command}");
        let (verified, err, code) = summitry(&["replay", text(&file), "--verify"]);
        assert_eq!(code, Some(0), "{verified}{err}");
    }
}

#[test]
fn sampled_designs_keep_to_their_ranges_and_pair_their_cells() {
    for design in ["latin-hypercube", "sobol", "saltelli"] {
        let sweep = format!(
            "scenario = \"steel-safeguard\"\nreplicates = 1\n[policy]\nEU = \"dove\"\n[[block]]\ndesign = \"{design}\"\nsamples = 4\n[block.vary]\nnation.EU.resolve = {{ from = 0.2, to = 0.4 }}\npolicy.EU.caution = {{ from = 0.1, to = 10, scale = \"log\" }}\nmeasure.steel-quota.lead_days = {{ from = 7, to = 9 }}\nnation.IND.article = [true, false]\n"
        );
        let plan = plan(&sweep).unwrap_or_else(|problems| panic!("{design}: {problems:?}"));
        let home = folder();
        let out = home.path().join("out");
        play(&plan, &out, None, 2, 4);
        let games = rows(&out.join("games.parquet"));
        assert_eq!(games.len(), if design == "saltelli" { 24 } else { 4 });
        for row in &games {
            assert!((0.2..=0.4).contains(&number(row, "vary_nation_EU_resolve")));
            let caution = number(row, "vary_policy_EU_caution");
            assert!((0.1..=10.0).contains(&caution));
            assert!(words(row, "policy_EU").starts_with("dove:caution="), "{}", words(row, "policy_EU"));
            assert!(matches!(row["vary_measure_steel_quota_lead_days"], Field::Long(7..=9)));
            assert!(matches!(row["vary_nation_IND_article"], Field::Bool(_)));
        }
    }
}

#[test]
fn the_shipped_sweeps_are_sound_and_ask_a_question() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/sweeps");
    let mut games = BTreeMap::new();
    for entry in std::fs::read_dir(&folder).expect("the sweeps").flatten() {
        let draft = draft::read(&entry.path()).unwrap_or_else(|problems| panic!("{problems:?}"));
        let plan = Plan::new(&draft).unwrap_or_else(|problems| panic!("{problems:?}"));
        assert!(plan.sweep().question.as_ref().is_some_and(|question| question.ends_with('?')));
        plan.case(plan.cells() - 1).unwrap_or_else(|problems| panic!("{problems:?}"));
        games.insert(entry.file_name().to_string_lossy().to_string(), plan.games());
    }
    assert_eq!(games["resolve-and-incidents.toml"], 100_000);
    assert!(games.len() >= 4, "{games:?}");
}

#[test]
fn blocks_that_vary_other_paths_fill_in_what_holds() {
    let sweep = "scenario = \"steel-safeguard\"\nreplicates = 1\n[set]\nnation.IND.resolve = 0.9\n[[block]]\n[block.vary]\nnation.EU.resolve = [0.1, 0.2]\n[[block]]\nreplicates = 2\nrows = [{ nation.IND.resolve = 0.3, policy.EU = \"hawk\" }, { nation.IND.resolve = 0.4, policy.EU = \"dove\" }]\n";
    let plan = plan(sweep).unwrap_or_else(|problems| panic!("{problems:?}"));
    let home = folder();
    let out = home.path().join("out");
    play(&plan, &out, None, 1, 4);
    let games = rows(&out.join("games.parquet"));
    let seen: Vec<(u64, f64, f64, &str)> = games
        .iter()
        .map(|row| {
            (
                count(row, "block"),
                number(row, "vary_nation_EU_resolve"),
                number(row, "vary_nation_IND_resolve"),
                words(row, "vary_policy_EU"),
            )
        })
        .collect();
    let expected = [
        (0, 0.1, 0.9, "mix"),
        (0, 0.2, 0.9, "mix"),
        (1, 0.5, 0.3, "hawk"),
        (1, 0.5, 0.3, "hawk"),
        (1, 0.5, 0.4, "dove"),
        (1, 0.5, 0.4, "dove"),
    ];
    assert_eq!(seen, expected);
}
