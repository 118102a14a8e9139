//! `summitry play`: lead a delegation at the terminal.

use crate::cli::{Failure, nation};
use crate::delegations::policy::Leadership;
use crate::game::{Game, Leader};
use crate::problem::{Place, Problem};
use crate::record::{debrief, log, story, words};
use crate::rules::action::Action;
use crate::rules::case::{Case, NationId, Nations};
use crate::rules::observation::Observation;
use crate::rules::state::Ask;
use crate::scenario;
use clap::Args;
use std::io::IsTerminal;
use std::path::PathBuf;
use std::sync::Arc;

/// Arguments of `play`.
#[derive(Args)]
#[command(after_help = "Examples:\n  summitry play --as CHN --seed 3\n  summitry play --as USA --script my-game.script")]
pub struct Play {
    /// Shipped scenario, or a folder.
    #[arg(default_value = "rare-earths-2025")]
    scenario: String,
    /// Delegation to lead; the first playable one when not given.
    #[arg(long = "as", value_name = "NATION")]
    nation: Option<String>,
    /// Root seed.
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// Play at the terminal.
    #[arg(long)]
    terminal: bool,
    /// Take the lines from a file instead of the keyboard.
    #[arg(long, value_name = "FILE")]
    script: Option<PathBuf>,
    /// Continue the game saved here.
    #[arg(long, value_name = "LOG")]
    resume: Option<PathBuf>,
    /// Where to save the game; the platform's data folder when not given.
    #[arg(long, value_name = "LOG")]
    save: Option<PathBuf>,
}

const HELP: &str = "\
A number takes that move of the list; or write one in words (`forms` lists them). Besides:
  brief    my briefing            news      what happened since I last moved
  situation  relations, markets   measures  what is in force and announced
  calendar dates ahead            words     threats and promises that stand
  table    the talks: what each option is worth to me, offers so far
  value ISSUE=\"OPTION\" …          what a package is worth to me and who at home would vote for it
  why      what my analysts make of the counterpart's last move
  forms    every action in words  quit      save and leave";

/// Where the lines come from.
enum Source {
    Script { name: String, lines: std::vec::IntoIter<(usize, String)>, at: usize },
    Keyboard(Box<rustyline::DefaultEditor>),
    Pipe,
}

impl Source {
    /// The next line; none at the end of input.
    fn line(&mut self, prompt: &str) -> Option<String> {
        match self {
            Source::Script { lines, at, .. } => {
                let (number, line) = lines.next()?;
                *at = number;
                println!("{prompt}{line}");
                Some(line)
            }
            Source::Keyboard(editor) => {
                let line = editor.readline(prompt).ok()?;
                // A full history only means that the arrow keys do not find the line again.
                editor.add_history_entry(&line).ok();
                Some(line)
            }
            Source::Pipe => {
                let mut line = String::new();
                std::io::stdin().read_line(&mut line).ok().filter(|read| *read > 0)?;
                Some(line)
            }
        }
    }

    /// A mistake in a script ends the game; at a keyboard the player tries again.
    fn mistake(&self, message: String) -> Result<(), Failure> {
        match self {
            Source::Script { name, at, .. } => {
                Err(Failure::Input(vec![Problem::new(Place::line(name, *at), message, "")]))
            }
            _ => {
                println!("  {message}");
                Ok(())
            }
        }
    }
}

impl Play {
    pub(super) fn execute(self) -> Result<(), Failure> {
        let resumed = self.resume.as_deref().map(log::load).transpose()?;
        let (mut name, mut seed, mut seat) = (self.scenario.clone(), self.seed, self.nation.clone());
        if let Some(log::Line::Header { scenario, seed: saved, player, .. }) = resumed.as_ref().and_then(|lines| lines.first()) {
            (name, seed) = (scenario.clone(), *saved);
            seat = player.clone().or(seat);
        }
        let case = scenario::load(&name)?;
        let me = match &seat {
            Some(code) => nation(&case, code)?,
            None => case.nation_ids().find(|id| case.nation(*id).playable).unwrap_or(NationId(0)),
        };
        if !case.nation(me).playable {
            return Err(Failure::Flag(format!("{} is not led by a person in this scenario", case.nation(me).code)));
        }
        let mut leaders = vec![Leader::BuiltIn(Leadership::Mixed); case.nations.len()];
        leaders[me.index()] = Leader::Outside;
        let mut game = Game::new(case.clone(), seed, &leaders);
        game.advance();
        for line in resumed.iter().flatten() {
            if let log::Line::Action { seat, action, turn } = line
                && *seat == case.nation(me).code
            {
                let action = words::read(&case, me, action).map_err(Failure::Flag)?;
                if let Err(refusal) = game.submit(me, action) {
                    return Err(Failure::Flag(format!("the saved game cannot be continued at turn {}: {}", turn + 1, refusal.0)));
                }
                game.advance();
            }
        }
        let save = self.save.clone().or(self.resume.clone()).or_else(|| data_file(&case, me, seed));
        let mut source = self.source()?;
        let mut session = Session { case, me, name, seed, save, told: 0 };
        session.open();
        let finished = session.play(&mut game, &mut source)?;
        session.store(&mut game)?;
        if finished {
            session.news(&mut game);
            if let Some(debrief) = game.look(|table| Some(debrief::of(table))) {
                println!("\nDEBRIEF\n{debrief}");
            }
        } else if let Some(path) = &session.save {
            println!("Saved; continue with: summitry play --resume {}", path.display());
        }
        Ok(())
    }

    fn source(&self) -> Result<Source, Failure> {
        if let Some(path) = &self.script {
            let name = path.display().to_string();
            let text = std::fs::read_to_string(path)
                .map_err(|error| vec![Problem::new(Place::file(&name), format!("cannot be read: {error}"), "")])?;
            let lines: Vec<(usize, String)> = text
                .lines()
                .enumerate()
                .map(|(index, line)| (index + 1, line.trim().to_string()))
                .filter(|(_, line)| !line.is_empty() && !line.starts_with('#'))
                .collect();
            return Ok(Source::Script { name, lines: lines.into_iter(), at: 0 });
        }
        if std::io::stdin().is_terminal() {
            let editor = rustyline::DefaultEditor::new().map_err(|error| Failure::System(error.to_string()))?;
            return Ok(Source::Keyboard(Box::new(editor)));
        }
        Ok(Source::Pipe)
    }
}

/// The file in the platform's data folder that a game is saved to.
fn data_file(case: &Case, me: NationId, seed: u64) -> Option<PathBuf> {
    let folders = directories::ProjectDirs::from("", "", "summitry")?;
    Some(folders.data_dir().join(format!("{}-{}-{seed}.jsonl", case.id, case.nation(me).code)))
}

struct Session {
    case: Arc<Case>,
    me: NationId,
    name: String,
    seed: u64,
    save: Option<PathBuf>,
    /// Events told so far.
    told: usize,
}

impl Session {
    fn open(&self) {
        println!("{}\n{}\n", self.case.title, self.case.summary);
        println!("You lead {}. `help` explains, `brief` shows your briefing.", self.case.nation(self.me).name);
    }

    fn store(&self, game: &mut Game) -> Result<(), Failure> {
        match &self.save {
            Some(path) => Ok(log::save(path, &log::lines(game, &self.name, self.seed, Some(self.me)))?),
            None => Ok(()),
        }
    }

    /// Plays until the game is over (true) or the player leaves (false).
    fn play(&mut self, game: &mut Game, source: &mut Source) -> Result<bool, Failure> {
        let mut menu = Vec::new();
        let mut fresh = true;
        loop {
            if game.is_over() {
                return Ok(true);
            }
            let Some((_, ask)) = game.waiting() else { return Ok(true) };
            if fresh {
                self.news(game);
                menu = game.legal(self.me);
                self.ask(game, ask, &menu);
                fresh = false;
            }
            let prompt = format!("{}> ", self.case.nation(self.me).code);
            let Some(line) = source.line(&prompt) else { return Ok(false) };
            let line = line.trim();
            match line.split_whitespace().next().unwrap_or_default() {
                "" => {}
                "help" | "?" => println!("{HELP}"),
                "quit" => return Ok(false),
                "news" => {
                    self.told = 0;
                    self.news(game);
                }
                "moves" => self.ask(game, ask, &menu),
                "forms" => words::FORMS.iter().for_each(|(_, form)| println!("  {form}")),
                verb @ ("brief" | "situation" | "measures" | "calendar" | "words" | "table" | "why") => {
                    self.show(game, verb);
                }
                "value" => match words::read(&self.case, self.me, &line.replacen("value", "offer", 1)) {
                    Ok(Action::Offer(package)) => self.value(game, package),
                    Ok(_) => {}
                    Err(message) => source.mistake(message)?,
                },
                word => {
                    let action = match word.parse::<usize>() {
                        Ok(number) if (1..=menu.len()).contains(&number) => Ok(menu[number - 1]),
                        Ok(number) => Err(format!("there is no move {number}; valid: 1 to {}", menu.len())),
                        Err(_) => words::read(&self.case, self.me, line),
                    };
                    match action {
                        Err(message) => source.mistake(message)?,
                        Ok(action) => match game.submit(self.me, action) {
                            Ok(()) => {
                                game.advance();
                                self.store(game)?;
                                fresh = true;
                            }
                            Err(refusal) => {
                                let near = self.nearest(&menu, line);
                                source.mistake(format!("not now: {}; legal and near: {near}", refusal.0))?;
                            }
                        },
                    }
                }
            }
        }
    }

    /// Up to three legal moves whose words are most like a line.
    fn nearest(&self, menu: &[Action], line: &str) -> String {
        let mut scored: Vec<(f64, String)> = menu
            .iter()
            .map(|action| words::write(&self.case, self.me, action))
            .map(|text| (strsim::jaro_winkler(&text, line), text))
            .collect();
        scored.sort_by(|a, b| b.0.total_cmp(&a.0));
        scored.into_iter().take(3).map(|(_, text)| text).collect::<Vec<_>>().join(" · ")
    }

    /// Tells what has happened since it was last told.
    fn news(&mut self, game: &mut Game) {
        let (case, me, told) = (self.case.clone(), self.me, self.told);
        self.told = game.look(|table| {
            let mut last = String::new();
            for event in table.game.events.iter().skip(told).filter(|event| event.audience.has(me)) {
                if let Some(line) = story::line(&case, table.game, event)
                    && line != last
                {
                    println!("  {line}");
                    last = line;
                }
            }
            table.game.events.len()
        });
    }

    fn ask(&self, game: &mut Game, ask: Ask, menu: &[Action]) {
        let case = &self.case;
        game.observe(self.me, |view| {
            let slot = view.slot();
            println!(
                "\n{}, {} to {} · capital {:.1} · approval {:.0} · payoff now {:.1}, no deal {:.1}",
                case.calendar.stages[slot.stage],
                story::date(case, slot.from).trim(),
                story::date(case, slot.until - 1).trim(),
                view.own().capital,
                view.own().approval,
                view.own().payoff,
                view.own().no_deal
            );
            match ask {
                Ask::Posture => println!(
                    "Your moves: {} public, {} private left.",
                    view.own().public_moves,
                    view.own().private_moves
                ),
                Ask::Talk => println!("At the table (`table` shows what each option is worth to you)."),
                Ask::Settle(position) => {
                    if let Some((_, known)) = view.commitments().find(|(at, _)| *at == usize::from(position)) {
                        println!("Your word falls due: {}.", story::commitment(case, known));
                        println!("Backing down would cost {:.1} payoff points.", view.audience_cost(known));
                    }
                }
                Ask::Attend => println!("Do you go to {}?", case.summit.place),
                Ask::Comply(position) => {
                    let [regime, word] = view.temptation(usize::from(position));
                    println!("Do you keep the agreement? Breaking it: regime {regime:+.1}, your word {word:+.1} points.");
                }
            }
            for (index, action) in menu.iter().enumerate() {
                let price = view.check(action).map(|price| price.capital).unwrap_or_default();
                let cost = if price > 0.0 { format!("  (capital {price:.1})") } else { String::new() };
                println!("  {:2}  {}{}{}", index + 1, words::write(case, self.me, action), self.preview(view, action), cost);
            }
        });
    }

    /// What a move on a measure or an offer does to my payoff.
    fn preview(&self, view: &Observation, action: &Action) -> String {
        match *action {
            Action::Execute { measure, level } | Action::Schedule { measure, level, .. } | Action::Invest { measure, level } => {
                let mut levels = view.levels();
                levels[measure.index()] = level;
                format!("  [my payoff {:+.1}]", view.payoff(&levels) - view.payoff(&view.levels()))
            }
            Action::Offer(package) => match view.talk() {
                Some(talk) => {
                    let members = Nations::of(talk.parties.iter().copied());
                    format!("  [worth {:+.1}, reservation {:+.1}]", view.package_value(package, members), talk.reservation)
                }
                None => String::new(),
            },
            _ => String::new(),
        }
    }

    fn value(&self, game: &mut Game, package: crate::bargaining::Package) {
        let case = &self.case;
        game.observe(self.me, |view| {
            let members = view.talk().map_or(Nations::of(case.summit.parties).with(self.me), |talk| Nations::of(talk.parties.iter().copied()));
            println!("  worth {:+.1} points over no deal", view.package_value(package, members));
            let margins = view.constituency_margins(package, members);
            for (group, margin) in case.nation(self.me).constituencies.iter().zip(margins) {
                println!("  {:24} {:3.0} percent of the votes, {margin:+.1}", group.name, 100.0 * group.weight);
            }
            let quota = 100.0 * case.nation(self.me).quota;
            println!("  for it: {:.0} percent; needed: {quota:.0}", 100.0 * view.support(package, members));
        });
    }

    fn show(&self, game: &mut Game, what: &str) {
        let case = &self.case;
        game.observe(self.me, |view| match what {
            "brief" => {
                println!("{}\n{}\n{}", case.situation, case.nation(self.me).briefing.public, case.nation(self.me).briefing.private);
            }
            "situation" => {
                println!("  market stress {:.2}", view.market());
                for other in case.nation_ids().filter(|other| *other != self.me) {
                    println!(
                        "  {:20} tension {:.2}  trust {:.2}  executes threats {:.2}  keeps promises {:.2}  approval {:.0}",
                        case.nation(other).name,
                        view.tension(other),
                        view.trust(other),
                        view.threat_credibility(other),
                        view.promise_credibility(other),
                        view.approval(other)
                    );
                }
            }
            "measures" => {
                for id in case.measure_ids() {
                    let state = view.measure(id);
                    let planned = state
                        .scheduled
                        .map(|(level, day)| format!(", from {}: {}", story::date(case, day).trim(), case.level(id, level).name))
                        .unwrap_or_default();
                    let lever = case.measure(id);
                    println!("  {:4} {:18} {}: {}{planned}", case.nation(lever.owner).code, lever.id, lever.name, case.level(id, state.level).name);
                }
            }
            "calendar" => {
                println!("  {}  summit in {}", story::date(case, case.summit.day), case.summit.place);
                for agreement in view.agreements() {
                    println!("  {}  an agreement runs out", story::date(case, agreement.expires));
                }
                for (_, line, state) in view.channels() {
                    if let crate::rules::state::Appointment::Agreed(day) = state.appointment {
                        let names: Vec<&str> = line.members.iter().map(|member| case.nation(member).code.as_str()).collect();
                        println!("  {}  {} {}", story::date(case, day), line.level.name(), names.join("–"));
                    }
                }
            }
            "words" => {
                for (_, known) in view.commitments().filter(|(_, known)| known.end.is_none()) {
                    println!("  {}", story::commitment(case, known));
                }
            }
            "table" => self.table(view),
            _ => self.why(view),
        });
    }

    fn table(&self, view: &Observation) {
        let case = &self.case;
        let Some(talk) = view.talk() else {
            println!("  no talks are on");
            return;
        };
        let members = Nations::of(talk.parties.iter().copied());
        println!("  round {} of {}; reservation {:+.1}", talk.round + 1, talk.rounds, talk.reservation);
        for (index, issue) in case.issues.iter().enumerate().filter(|(index, _)| talk.own.options[*index] > 0) {
            println!("  {} ({})", issue.name, issue.id);
            for (option, text) in issue.options.iter().enumerate() {
                println!("    {:+6.1}  \"{}\"", talk.own.value[index][option], text.name);
            }
        }
        for offer in talk.offers {
            let value = view.package_value(offer.package, members);
            println!("  {} offered ({value:+.1} to me): {}", case.nation(offer.by).code, story::package(case, offer.package));
        }
    }

    /// What the counterpart's last offer or move says about it, from what my seat can see.
    fn why(&self, view: &Observation) {
        let case = &self.case;
        if let Some(talk) = view.talk()
            && let Some(offer) = talk.offers.iter().rev().find(|offer| offer.by != self.me)
        {
            println!("  what {} seems to gain, issue by issue (my analysts' estimate, shares of its range):", case.nation(offer.by).name);
            for (issue, option) in offer.package.issues() {
                println!("    {:+.2}  {}: {}", talk.estimate.value[issue][option], case.issues[issue].name, case.issues[issue].options[option].name);
            }
            return;
        }
        let rival = case.rival(self.me).unwrap_or(case.summit.parties[0]);
        let now = view.reputed_payoff(rival, &view.levels());
        let later = view.reputed_payoff(rival, &view.no_deal_levels());
        println!(
            "  {}: payoff by its reputed goals {now:.1} now, {later:.1} if nothing is agreed; it has carried out its threats with a chance of {:.2} by my record",
            case.nation(rival).name,
            view.threat_credibility(rival)
        );
    }
}
