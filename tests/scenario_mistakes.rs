//! Every mistake of a scenario is reported where it stands, with what would be right, and without a trail of consequences.

use std::path::Path;
use summitry::problem::{Place, Problem};
use summitry::scenario::library::compile_texts;
use summitry::scenario::source::{Texts, read_folder};

/// Marks the place of the mistake in a replacement; it is taken out before the scenario is read.
const HERE: char = '¶';

/// The scenario that has every table and field of the format.
fn whole() -> Texts {
    read_folder(&Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/scenario/whole")).expect("the test's scenario")
}

fn problems(texts: &Texts) -> Vec<Problem> {
    compile_texts("whole", texts).err().unwrap_or_default()
}

/// Replaces a passage that occurs once and says where the mark stood.
fn replace(texts: &mut Texts, file: &str, from: &str, to: &str) -> Place {
    let text = texts.get_mut(file).unwrap_or_else(|| panic!("{file} is missing"));
    assert_eq!(text.matches(from).count(), 1, "\"{from}\" must occur once in {file}");
    let marked = text.replace(from, to);
    let offset = marked.find(HERE).expect("a mark");
    *text = marked.replace(HERE, "");
    let (line, column) = (
        marked[..offset].matches('\n').count() + 1,
        marked[..offset].rsplit('\n').next().map_or(0, |l| l.chars().count()) + 1,
    );
    Place { file: file.to_string(), line, column }
}

/// What is replaced, by what, and what the one problem must say.
type Mistake = (&'static str, &'static str, &'static str);

const STRUCTURE: &[Mistake] = &[
    (
        "title = \"A whole scenario\"",
        "¶titel = \"A whole scenario\"",
        "unknown key \"titel\" in the scenario; did you mean \"title\"?",
    ),
    ("title = \"A whole scenario\"", "title = ¶3", "\"title\" must be a text in quotes, not integer"),
    ("title = \"A whole scenario\"", "title = ¶\" \"", "\"title\" is empty"),
    (
        "elasticities = \"long\"",
        "elasticities = ¶\"longer\"",
        "\"elasticities\" cannot be \"longer\"; did you mean \"long\"? valid: long, short",
    ),
    ("start = \"2030-01-07\"", "start = ¶2030-01-07", "\"start\" must be a text in quotes, not datetime"),
    (
        "date = \"2030-02-14\"",
        "date = ¶\"2030-02-30\"",
        "\"date\" cannot be \"2030-02-30\"; valid: a day of the calendar",
    ),
    ("turn_days = 7\n", "turn_days = ¶0\n", "\"turn_days\" is 0, out of range; valid: 1 to 92"),
    ("turn_days = 7\n", "turn_days = ¶7.5\n", "\"turn_days\" must be a whole number, not float"),
    ("warmth = 0.6", "warmth = ¶nan", "\"warmth\" must be a finite number"),
    ("warmth = 0.6", "¶warmht = 0.6", "unknown key \"warmht\" in \"negotiator\"; did you mean \"warmth\"?"),
    ("public = true", "public = ¶\"yes\"", "\"public\" must be true or false, not string"),
    ("code = \"BOR\"", "code = ¶\"bor\"", "\"code\" cannot be \"bor\"; valid: two to five capital letters"),
    (
        "id = \"toll-duty\"",
        "id = ¶\"Toll duty\"",
        "\"id\" cannot be \"Toll duty\"; valid: small letters, digits and hyphens",
    ),
    ("role = \"leader\"\nstyle", "role = ¶\"boss\"\nstyle", "\"role\" cannot be \"boss\"; valid: leader, minister"),
    ("points = 0.2 }", "points = ¶1.2 }", "\"points\" is 1.2, out of range; valid: 0 to 1"),
    ("parties = [\"ALP\", \"BOR\"]\nhost", "parties = ¶[\"ALP\"]\nhost", "there are 1 of \"parties\"; valid: 2 to 2"),
    ("place = \"Midway\"\nparties", "place = ¶[\"Midway\"]\nparties", "\"place\" must be a text in quotes, not array"),
    (
        "effects = { BOR = { autonomy = -1 } }",
        "effects = { BOR = { autonomy = ¶-1e9 } }",
        "\"autonomy\" is -1000000000, out of range; valid: -100 to 100",
    ),
    (
        "effects = { BOR = { autonomy = -1 } }",
        "effects = { BOR = { ¶wealth = -1 } }",
        "unknown key \"wealth\" in \"BOR\"; valid: autonomy",
    ),
];

const NAMES: &[Mistake] = &[
    (
        "economy = \"own\"",
        "economy = ¶\"wolrd-2024\"",
        "there is no economy \"wolrd-2024\"; did you mean \"world-2024\"? valid:",
    ),
    (
        "baseline = \"old-tariffs\"",
        "baseline = ¶\"new-tariffs\"",
        "the economy has no policy \"new-tariffs\"; did you mean \"old-tariffs\"?",
    ),
    ("market_decay", "¶market_decai", "unknown parameter \"market_decai\"; did you mean \"market_decay\"?"),
    ("host = \"CAL\"", "host = ¶\"CAT\"", "unknown nation \"CAT\"; did you mean \"CAL\"? valid: ALP, BOR, CAL"),
    ("region = \"A\"", "region = ¶\"X\"", "unknown region of the economy \"X\"; valid: A, B, C"),
    ("stocks = { lenses", "stocks = { ¶lense", "unknown critical input \"lense\"; did you mean \"lenses\"?"),
    ("sectors = { S1", "sectors = { ¶S3", "unknown sector of the economy \"S3\"; valid: S1, S2"),
    ("hawk = 0.4", "¶hawks = 0.4", "unknown policy \"hawks\"; did you mean \"hawk\"?"),
    ("authority = [\"toll\"", "authority = [¶\"tolls\"", "unknown issue \"tolls\"; did you mean \"toll\"?"),
    ("owner = \"BOR\"", "owner = ¶\"BRO\"", "unknown nation \"BRO\"; valid: ALP, BOR, CAL"),
    ("start = \"free\"", "start = ¶\"fre\"", "unknown level of \"lens-licence\" \"fre\"; did you mean \"free\"?"),
    (
        "scheduled = { level = \"case by case\"",
        "scheduled = { level = ¶\"case for case\"",
        "unknown level of \"lens-licence\" \"case for case\"; did you mean \"case by case\"?",
    ),
    (
        "exporter = \"B\", importer = \"A\", sector = \"*\"",
        "exporter = ¶\"D\", importer = \"A\", sector = \"*\"",
        "unknown region of the economy \"D\"; valid: A, B, C",
    ),
    (
        "{ input = \"lenses\", from = \"B\", to = [\"A\"]",
        "{ input = ¶\"glass\", from = \"B\", to = [\"A\"]",
        "unknown critical input \"glass\"; did you mean \"lenses\"? valid: lenses",
    ),
    ("to = [\"A\"]", "to = [¶\"E\"]", "unknown region of the economy \"E\"; valid: A, B, C"),
    ("for = \"ALP\"", "for = ¶\"A\"", "unknown nation \"A\"; did you mean \"ALP\"?"),
    (
        "sets = { toll-duty = \"none\" }",
        "sets = { ¶tol-duty = \"none\" }",
        "unknown measure \"tol-duty\"; did you mean \"toll-duty\"?",
    ),
    ("sets = { toll-duty = \"none\" }", "sets = { toll-duty = ¶\"nil\" }", "unknown level of \"toll-duty\" \"nil\""),
    (
        "effects = { CAL = { standing = 1 } }",
        "effects = { ¶CALL = { standing = 1 } }",
        "unknown nation \"CALL\"; did you mean \"CAL\"?",
    ),
    (
        "at_most = \"free\"",
        "at_most = ¶\"freely\"",
        "unknown level of \"lens-licence\" \"freely\"; did you mean \"free\"?",
    ),
    ("approval = { ALP = -1 }", "approval = { ¶ALB = -1 }", "unknown nation \"ALB\"; did you mean \"ALP\"?"),
    (
        "when_measure = { id = \"lens-licence\"",
        "when_measure = { id = ¶\"lens-license\"",
        "unknown measure \"lens-license\"; did you mean \"lens-licence\"?",
    ),
    ("only_to = [\"ALP\"]", "only_to = [¶\"APL\"]", "unknown nation \"APL\"; valid: ALP, BOR, CAL"),
    (
        "package = { toll = \"dropped\"",
        "package = { toll = ¶\"drop\"",
        "unknown option of \"toll\" \"drop\"; did you mean \"dropped\"?",
    ),
    ("package = { toll", "package = { ¶tool", "unknown issue \"tool\"; did you mean \"toll\"?"),
    (
        "parties = [\"ALP\", \"BOR\", \"CAL\"]",
        "parties = [\"ALP\", \"BOR\", ¶\"CALD\"]",
        "unknown nation \"CALD\"; did you mean \"CAL\"?",
    ),
    (
        "between = [\"ALP\", \"BOR\", \"CAL\"]",
        "between = [\"ALP\", \"BOR\", ¶\"CALD\"]",
        "unknown nation \"CALD\"; did you mean \"CAL\"?",
    ),
    (
        "parties = [\"ALP\", \"BOR\"]\nexpires",
        "parties = [\"ALP\", ¶\"BORE\"]\nexpires",
        "unknown nation \"BORE\"; did you mean \"BOR\"?",
    ),
    (
        "on_lapse = { toll-duty",
        "on_lapse = { ¶toll-dooty",
        "unknown measure \"toll-dooty\"; did you mean \"toll-duty\"?",
    ),
    ("from = \"CAL\"\nto", "from = ¶\"CALL\"\nto", "unknown nation \"CALL\"; did you mean \"CAL\"?"),
    ("by = \"ALP\"", "by = ¶\"ALPS\"", "unknown nation \"ALPS\"; did you mean \"ALP\"?"),
    ("pledge = { by = \"BOR\"", "pledge = { by = ¶\"BORN\"", "unknown nation \"BORN\"; did you mean \"BOR\"?"),
    ("targets = [\"ALP\"]", "targets = [¶\"ALPS\"]", "unknown nation \"ALPS\"; did you mean \"ALP\"?"),
];

const SENSE: &[Mistake] = &[
    ("until = \"2030-08-05\"", "until = ¶\"2030-02-01\"", "the stage ends before it begins"),
    ("turn_days = 7\n", "turn_days = 7\n¶epilogue = true\n", ""),
    (
        "date = \"2030-02-14\"",
        "date = ¶\"2030-03-14\"",
        "the summit lies outside the turns with posture; choose a day inside a stage",
    ),
    ("host = \"CAL\"", "host = ¶\"ALP\"", "the host is a party to the summit"),
    ("parties = [\"ALP\", \"BOR\"]\nhost", "parties = [\"ALP\", ¶\"ALP\"]\nhost", "\"ALP\" is named twice"),
    ("market_decay = 0.3", "market_decay = ¶30", "\"market_decay\" is 30, out of range; valid: 0 to 1"),
    ("code = \"BOR\"\nname = \"Borea\"", "code = \"BOR\"\nname = ¶\"Alpina\"", "\"Alpina\" is defined twice"),
    ("region = \"C\"", "region = ¶\"B\"", "BOR already stands for the region \"B\""),
    ("points = 0.2 }", "points = 0.3 }", "the weights of goals add up to 1.1000; they must add up to 1"),
    ("weight = 0.4", "weight = 0.5", "the weights of constituencies add up to 1.1000; they must add up to 1"),
    ("sectors = { S1 = 0.3 }", "sectors = { S1 = 0.2 }", "the weights of goals and sectors add up to 0.9000"),
    ("stocks = { lenses = 3 }", "stocks = { lenses = ¶-3 }", "a stock of -3 months; valid: 0 to 120"),
    ("hawk = 0.4", "hawk = ¶-0.4", "the chance of \"hawk\" is -0.4; valid: 0 or more"),
    ("id = \"bor-leader\"", "id = ¶\"alp-leader\"", "\"alp-leader\" is defined twice"),
    (
        "id = \"bor-leader\"\noffice = \"Chancellor\"\nrole = \"leader\"",
        "id = \"bor-leader\"\noffice = \"Chancellor\"\nrole = \"envoy\"",
        "BOR has no leader to go to the summit",
    ),
    ("from = \"CAL\"\nto = \"ALP\"", "from = \"CAL\"\nto = \"CAL\"", "a relation of a nation with itself"),
    ("from = \"CAL\"\nto = \"ALP\"", "from = \"ALP\"\nto = \"CAL\"", "what ALP thinks of CAL is said twice"),
    (
        "from = \"CAL\"\nto = \"ALP\"",
        "from = \"BOR\"\nto = \"ALP\"\ntension = ¶0.1",
        "the tension between ALP and BOR is 0.4 and 0.1; tension is the same both ways",
    ),
    ("targets = [\"ALP\"]", "targets = ¶[\"BOR\"]", "a measure is aimed at its owner"),
    ("id = \"grinders\"", "id = ¶\"toll-duty\"", "\"toll-duty\" is defined twice"),
    ("kind = \"investment\"", "targets = ¶[\"BOR\"]\nkind = \"investment\"", "an investment is aimed at nobody"),
    ("kind = \"investment\"", "kind = \"tariff\"", "\"grinders\" is aimed at nobody"),
    (
        "kind = \"investment\"",
        "kind = \"investment\"\nstart = \"doubled\"",
        "the level \"as they are\" cannot be reached: an investment is never undone",
    ),
    (
        "name = \"closed\"\nseverity = 1.0",
        "name = \"closed\"\nseverity = ¶0.2",
        "\"closed\" is milder than the level before it; levels go from none to harshest",
    ),
    ("name = \"closed\"", "name = ¶\"free\"", "\"free\" is defined twice"),
    (
        "scheduled = { level = \"case by case\"",
        "scheduled = { level = ¶\"free\"",
        "the level announced is in force already",
    ),
    (
        "date = \"2030-03-01\" }",
        "date = ¶\"2029-03-01\" }",
        "2029-03-01 lies outside the calendar; valid: 2030-01-07 to 2030-08-04",
    ),
    ("add = 0.2 }", "add = 0.2, set = 0.1 }", "a policy row needs exactly one of add and set, a ban neither"),
    ("add = 0.2 }", "add = ¶2e4 }", "20000 is out of range"),
    ("importer = \"A\", sector = \"*\"", "importer = \"B\", sector = \"*\"", "the row is about a region's own sales"),
    (
        "exporter = \"A\", sector = \"S2\", set",
        "exporter = \"A\", importer = ¶\"B\", sector = \"S2\", set",
        "a subsidy goes to a sector whoever buys from it",
    ),
    ("to = [\"A\"]", "to = ¶[]", "the cut reaches nobody"),
    (
        "stock_months = { lenses = 1 }",
        "stock_months = { lenses = ¶100 }",
        "it buys 100 months of stock; valid: 0 to 60",
    ),
    (
        "parties = [\"ALP\", \"BOR\", \"CAL\"]\ncloses_at = \"technical\"",
        "parties = [\"ALP\", \"BOR\", \"CAL\"]\ncloses_at = ¶\"leaders\"",
        "nobody may close \"side\": its parties never meet at that level; side tables",
    ),
    (
        "authority = [\"toll\", \"lens-supply\", \"side\"]",
        "authority = [\"lens-supply\", \"toll\"]",
        "nobody may close \"side\": who speaks at that level has no authority over it",
    ),
    ("name = \"kept\"\nsets = { toll-duty", "name = ¶\"dropped\"\nsets = { toll-duty", "\"dropped\" is defined twice"),
    (
        "sets = { lens-licence = \"case by case\" }",
        "sets = { lens-licence = \"case by case\", toll-duty = ¶\"none\" }",
        "\"toll-duty\" is set by the issue \"toll\" already; let one issue decide a measure",
    ),
    (
        "name = \"no\"",
        "name = \"no\"\nduration_days = ¶30",
        "the issue \"length\" decides how long an agreement lasts already",
    ),
    (
        "pledge = { by = \"BOR\"",
        "pledge = { by = ¶\"CAL\"",
        "CAL pledges something but is not at the table; valid: ALP, BOR",
    ),
    ("quantity = 5, unit = \"ships\"", "quantity = 5", "a quantity and its unit belong together"),
    ("due = \"2030-06-01\"", "due = ¶\"2031-06-01\"", "2031-06-01 lies outside the calendar"),
    ("date = \"2030-01-30\"", "date = ¶\"2030-04-30\"", "the meeting lies outside the turns with posture"),
    (
        "between = [\"ALP\", \"BOR\"]\nlevel = \"ministerial\"",
        "between = [\"ALP\", \"BOR\"]\nlevel = ¶\"leaders\"",
        "leaders meet at the summit",
    ),
    (
        "between = [\"ALP\", \"BOR\"]\nlevel = \"ministerial\"",
        "between = [\"ALP\", \"CAL\"]\nlevel = \"ministerial\"",
        "these nations have no such channel; two nations that share an issue",
    ),
    ("made = \"2030-01-08\"", "made = \"2030-02-21\"", "it falls due before it is made"),
    ("measure = \"toll-duty\"\nlevel", "measure = ¶\"lens-licence\"\nlevel", ""),
    ("level = \"plus 20 points\"", "level = ¶\"none\"", "a threat must be harsher than what is in force"),
    ("demand = { measure = \"lens-licence\", at_most = \"free\" }", "", "a threat needs a demand"),
    (
        "demand = { measure = \"lens-licence\", at_most = \"free\" }",
        "demand = { measure = ¶\"grinders\", at_most = \"doubled\" }",
        "BOR does not own what is demanded of it",
    ),
    ("kind = \"threat\"", "kind = \"promise\"", ""),
    ("expires = \"2030-02-25\"", "expires = ¶\"2030-01-01\"", "it has lapsed before the start"),
    ("date = \"2030-01-07\"\nimpact", "date = ¶\"2035-01-07\"\nimpact", "2035-01-07 lies outside the calendar"),
    ("date = \"2030-01-07\"\nimpact", "impact", "the event has neither a date nor a condition"),
    (
        "impact = { between = [\"ALP\", \"BOR\"], tension = 0.05 }",
        "impact = ¶{ tension = 0.05 }",
        "tension or trust changes between nobody",
    ),
    ("approval = { ALP = -1 }", "approval = { ALP = ¶-100 }", "a change of approval by -100; valid: -50 to 50"),
];

/// Checks each mistake of a table; a mistake without a message is only one of several things that are wrong and must be found.
fn check(table: &[Mistake]) {
    let sound = problems(&whole());
    assert_eq!(sound, Vec::new(), "the scenario itself must be sound");
    let mut wrong = Vec::new();
    for &(from, to, message) in table {
        let mut texts = whole();
        let marked = if to.contains(HERE) { to.to_string() } else { format!("{HERE}{to}") };
        let place = replace(&mut texts, "scenario.toml", from, &marked);
        let found = problems(&texts);
        let shown: Vec<String> = found.iter().map(ToString::to_string).collect();
        let right = match (message, found.as_slice()) {
            ("", found) => !found.is_empty(),
            (message, [only]) => {
                let said = format!("{}; {}", only.what, only.remedy);
                let here = !to.contains(HERE) || only.place == place;
                said.starts_with(message) && only.place.line > 0 && only.place.column > 0 && here
            }
            _ => false,
        };
        if !right {
            wrong.push(format!(
                "{from} → {to}\n  expected at {place}: {message}\n  found: {}",
                shown.join("\n         ")
            ));
        }
    }
    assert!(wrong.is_empty(), "{} mistakes are not reported as they should:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn structural_mistakes_are_reported_where_they_stand() {
    check(STRUCTURE);
}

#[test]
fn unknown_names_are_reported_where_they_stand_with_the_nearest() {
    check(NAMES);
}

#[test]
fn what_makes_no_sense_is_reported_where_it_stands() {
    check(SENSE);
}

#[test]
fn mistakes_of_structure_names_sense_briefings_and_economy_come_in_one_run() {
    let mut texts = whole();
    let file = "scenario.toml";
    let places = [
        replace(&mut texts, file, "elasticities = \"long\"", "elasticities = ¶\"longer\""),
        replace(&mut texts, file, "host = \"CAL\"", "host = ¶\"CAT\""),
        replace(&mut texts, file, "due = \"2030-06-01\"", "due = ¶\"2031-06-01\""),
        replace(&mut texts, file, "severity = 0.5", "severity = ¶5"),
    ];
    replace(&mut texts, "economy/flows.csv", "A,B,S1,8.18,0.1", "A,B,S9,8.18,0.1¶");
    texts.remove("briefings/BOR.md");
    texts.insert("briefings/BORR.md".to_string(), "text".to_string());
    let found = problems(&texts);
    for place in &places {
        assert!(found.iter().any(|problem| problem.place == *place), "nothing at {place} in {found:#?}");
    }
    let said: Vec<String> = found.iter().map(ToString::to_string).collect();
    for start in [
        "economy/flows.csv:4: unknown sector \"S9\"",
        "briefings/BOR.md: the playable nation BOR has no briefing",
        "briefings/BORR.md: the briefing belongs to no nation; did you mean briefings/BOR.md?",
    ] {
        assert!(said.iter().any(|problem| problem.starts_with(start)), "\"{start}\" is missing from {said:#?}");
    }
    assert_eq!(found.len(), 7, "{said:#?}");
    assert!(found.is_sorted(), "problems come in the order of the files");
}

#[test]
fn every_syntax_mistake_is_reported() {
    let mut texts = whole();
    let first = replace(&mut texts, "scenario.toml", "place = \"Midway\"\nparties", "place = ¶Midway\nparties");
    let second = replace(&mut texts, "scenario.toml", "capital = 7", "capital = ¶");
    let found = problems(&texts);
    let lines: Vec<usize> = found.iter().map(|problem| problem.place.line).collect();
    assert!(lines.contains(&first.line) && lines.contains(&second.line), "{found:#?}");
}

#[test]
fn missing_files_are_named() {
    let missing = |file: &str| {
        let mut texts = whole();
        assert!(texts.remove(file).is_some(), "{file}");
        problems(&texts).iter().map(ToString::to_string).collect::<Vec<_>>().join("\n")
    };
    assert!(missing("scenario.toml").starts_with("scenario.toml: the scenario has no such file"));
    assert!(missing("briefings/situation.md").starts_with("briefings/situation.md: the scenario has no description"));
    assert!(missing("economy/production.csv").contains("economy/production.csv: the file is missing"));
    let mut texts = whole();
    texts.retain(|file, _| !file.starts_with("economy/"));
    assert!(problems(&texts)[0].to_string().contains("the scenario has no folder economy/"));
}

/// Repeats a passage of the scenario, each time with another number in place of "@".
fn many(count: usize, passage: &str) -> String {
    (0..count).map(|number| passage.replace('@', &number.to_string())).collect()
}

#[test]
fn more_than_the_engine_can_follow_is_refused() {
    let nation = "\n[[nation]]\ncode = \"N@\"\nname = \"Nation @\"\nadjective = \"N\"\nregion = \"A\"\nplayable = false\n\
        goals = { standing = 1 }\n[[nation.constituency]]\nname = \"All\"\nweight = 1\ngoals = { standing = 1 }\n\
        [[nation.negotiator]]\nid = \"n-@\"\noffice = \"Leader\"\nrole = \"leader\"\n";
    let measure = "\n[[measure]]\nid = \"m-@\"\nname = \"m\"\nowner = \"ALP\"\ntargets = [\"BOR\"]\nkind = \"conduct\"\n\
        [[measure.level]]\nname = \"a\"\n[[measure.level]]\nname = \"b\"\n";
    let issue = "\n[[issue]]\nid = \"i-@\"\nname = \"i\"\nparties = [\"ALP\", \"BOR\"]\ncloses_at = \"leaders\"\n\
        [[issue.option]]\nname = \"a\"\n[[issue.option]]\nname = \"b\"\n";
    let level = "\n[[measure.level]]\nname = \"l-@\"\nseverity = 0.6\n";
    let option = "\n[[issue.option]]\nname = \"o-@\"\n";
    let person = "\n[[nation.negotiator]]\nid = \"p-@\"\noffice = \"Aide\"\nrole = \"envoy\"\n";
    let group = "\n[[nation.constituency]]\nname = \"g @\"\nweight = 0.0\ngoals = { standing = 1 }\n";
    let event = "\n[[event]]\ntext = \"e\"\nwhen_tension = 0.5\n";
    let before_record = "[record]";
    for (passage, count, at, message) in [
        (nation, 6, before_record, "there are 9 of \"nation\"; valid: 2 to 8"),
        (measure, 30, before_record, "there are 33 of \"measure\"; valid: 1 to 32"),
        (issue, 13, before_record, "there are 17 of \"issue\"; valid: 1 to 16"),
        (event, 63, before_record, "there are 65 of \"event\"; valid: 0 to 64"),
        (level, 7, "[[measure]]\nid = \"lens-licence\"", "there are 9 of \"level\"; valid: 2 to 8"),
        (option, 7, "[[issue]]\nid = \"lens-supply\"", "there are 9 of \"option\"; valid: 2 to 8"),
        (person, 5, "[[nation]]\ncode = \"BOR\"", "there are 7 of \"negotiator\"; valid: 1 to 6"),
        (group, 6, "[[nation.negotiator]]\nid = \"bor-leader\"", "there are 7 of \"constituency\"; valid: 1 to 6"),
    ] {
        let mut texts = whole();
        let text = texts.get_mut("scenario.toml").expect("the scenario");
        assert_eq!(text.matches(at).count(), 1, "{at}");
        *text = text.replace(at, &format!("{}\n{at}", many(count, passage)));
        let found: Vec<String> = problems(&texts).iter().map(ToString::to_string).collect();
        assert!(found.iter().any(|problem| problem.contains(message)), "{message} is missing from {found:#?}");
    }
}

#[test]
fn more_critical_inputs_than_are_followed_are_refused() {
    let mut texts = whole();
    for name in ["second", "third"] {
        let text = texts.get_mut("economy/critical_supply.csv").expect("a file");
        text.push_str(&format!("{name},supply_share,A,A,1,share of demand,invented,assumption\n"));
    }
    let found = problems(&texts);
    assert_eq!(found.len(), 1, "{found:#?}");
    assert!(found[0].to_string().contains("the economy has 3 critical inputs; valid: at most 2"), "{found:#?}");
}
