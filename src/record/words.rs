//! Actions as lines of text: the same words in scripts, at the prompt and in logs.

use crate::bargaining::Package;
use crate::problem::valid_names;
use crate::rules::action::{Action, Ballot, Notice, Settlement};
use crate::rules::case::*;
use crate::rules::state::{Demand, Mandate, Request};
use jiff::civil::Date;

/// Every verb with its form, for help and error messages.
pub const FORMS: [(&str, &str); 32] = [
    ("threaten", "threaten NATION MEASURE \"LEVEL\" unless MEASURE \"LEVEL\" by DATE [privately]"),
    ("promise", "promise NATION MEASURE \"LEVEL\" by DATE [privately]"),
    ("schedule", "schedule MEASURE \"LEVEL\" on DATE"),
    ("execute", "execute MEASURE \"LEVEL\""),
    ("suspend", "suspend MEASURE"),
    ("withdraw", "withdraw MEASURE"),
    ("reassure", "reassure NATION"),
    ("denounce", "denounce NATION 1|2|3 [PERSON]"),
    ("meet", "meet LEVEL NATION… on DATE"),
    ("accept-meeting", "accept-meeting LEVEL NATION…"),
    ("decline-meeting", "decline-meeting LEVEL NATION…"),
    ("call-off", "call-off LEVEL NATION…"),
    ("back-channel", "back-channel NATION"),
    ("invest", "invest MEASURE \"LEVEL\""),
    ("ask-ally", "ask-ally NATION join|condemn|coordinate against NATION"),
    ("answer-ally", "answer-ally NATION yes|no"),
    ("condemn", "condemn NATION"),
    ("mediate", "mediate NATION NATION"),
    ("mandate", "mandate firm|normal|flexible"),
    ("replace", "replace PERSON"),
    ("disavow", "disavow PERSON"),
    ("summit", "summit confirm|doubt|cancel"),
    ("end", "end"),
    ("offer", "offer ISSUE=\"OPTION\" …"),
    ("accept", "accept"),
    ("ask-price", "ask-price ISSUE=\"OPTION\" …"),
    ("walk-out", "walk-out"),
    ("settle", "settle execute|postpone|back-down"),
    ("attend", "attend yes|no"),
    ("comply", "comply yes|no"),
    ("vote", "vote for|against|freely"),
    ("level names", "back-channel, phone-call, technical, ministerial, leaders"),
];

const LEVELS: [(&str, Level); 5] = [
    ("back-channel", Level::BackChannel),
    ("phone-call", Level::PhoneCall),
    ("technical", Level::Technical),
    ("ministerial", Level::Ministerial),
    ("leaders", Level::Leaders),
];

/// Words that join the parts of a move.
pub const LINKS: [&str; 6] = ["against", "by", "on", "privately", "unless", "yes"];

/// First words of moves.
pub fn verbs() -> impl Iterator<Item = &'static str> {
    FORMS[..FORMS.len() - 1].iter().map(|(verb, _)| *verb)
}

/// A nation by its code.
///
/// # Errors
/// What is wrong, and what would be valid.
pub fn nation(case: &Case, code: &str) -> Result<NationId, String> {
    let known: Vec<&str> = case.nations.iter().map(|nation| nation.code.as_str()).collect();
    find("nation", code, &known).map(NationId::at)
}

/// A package from `issue="option"` pairs.
///
/// # Errors
/// What is wrong, and what would be valid.
pub fn package(case: &Case, seat: NationId, pairs: &str) -> Result<Package, String> {
    let words = split(pairs)?;
    Reader { case, seat, words: &words, at: 0 }.package()
}

fn level_word(level: Level) -> &'static str {
    LEVELS.iter().find(|(_, known)| *known == level).map_or("", |(word, _)| word)
}

fn yes(answer: bool) -> &'static str {
    if answer { "yes" } else { "no" }
}

/// Writes an action as a line that [`read`] reads back; meetings are written from `seat`'s side.
pub fn write(case: &Case, seat: NationId, action: &Action) -> String {
    let nation = |id: NationId| case.nation(id).code.clone();
    let date = |day: i32| case.calendar.date(day).to_string();
    let measure = |id: MeasureId| case.measure(id).id.clone();
    let set = |id: MeasureId, level: u8| format!("{} \"{}\"", measure(id), case.level(id, level).name);
    let privately = |public: bool| if public { "" } else { " privately" };
    let line = |channel: ChannelId| {
        let line = &case.channels[channel.index()];
        let others: Vec<String> = line.members.iter().filter(|member| *member != seat).map(nation).collect();
        format!("{} {}", level_word(line.level), others.join(" "))
    };
    match *action {
        Action::Threaten { target, measure, level, demand, due, public } => format!(
            "threaten {} {} unless {} by {}{}",
            nation(target),
            set(measure, level),
            set(demand.measure, demand.at_most),
            date(due),
            privately(public)
        ),
        Action::Promise { target, measure, level, due, public } => {
            format!("promise {} {} by {}{}", nation(target), set(measure, level), date(due), privately(public))
        }
        Action::Schedule { measure, level, day } => format!("schedule {} on {}", set(measure, level), date(day)),
        Action::Execute { measure, level } => format!("execute {}", set(measure, level)),
        Action::Suspend(id) => format!("suspend {}", measure(id)),
        Action::Withdraw(id) => format!("withdraw {}", measure(id)),
        Action::Reassure(other) => format!("reassure {}", nation(other)),
        Action::Denounce { target, person, severity } => {
            let person = person.map(|person| format!(" {}", case.negotiator(person).id)).unwrap_or_default();
            format!("denounce {} {severity}{person}", nation(target))
        }
        Action::AskMeeting { channel, day } => format!("meet {} on {}", line(channel), date(day)),
        Action::AcceptMeeting(channel) => format!("accept-meeting {}", line(channel)),
        Action::DeclineMeeting(channel) => format!("decline-meeting {}", line(channel)),
        Action::CallOff(channel) => format!("call-off {}", line(channel)),
        Action::OpenBackChannel(other) => format!("back-channel {}", nation(other)),
        Action::Invest { measure, level } => format!("invest {}", set(measure, level)),
        Action::AskAlly { ally, request, against } => {
            let request = match request {
                Request::Join => "join",
                Request::Condemn => "condemn",
                Request::Coordinate => "coordinate",
            };
            format!("ask-ally {} {request} against {}", nation(ally), nation(against))
        }
        Action::AnswerAlly { ally, accept } => format!("answer-ally {} {}", nation(ally), yes(accept)),
        Action::Condemn(other) => format!("condemn {}", nation(other)),
        Action::Mediate(one, other) => format!("mediate {} {}", nation(one), nation(other)),
        Action::SetMandate(mandate) => match mandate {
            Mandate::Firm => "mandate firm",
            Mandate::Normal => "mandate normal",
            Mandate::Flexible => "mandate flexible",
        }
        .to_string(),
        Action::Replace(person) => format!("replace {}", case.negotiator(person).id),
        Action::Disavow(person) => format!("disavow {}", case.negotiator(person).id),
        Action::Summit(notice) => match notice {
            Notice::Confirm => "summit confirm",
            Notice::Doubt => "summit doubt",
            Notice::Cancel => "summit cancel",
        }
        .to_string(),
        Action::EndTurn => "end".to_string(),
        Action::Offer(package) => format!("offer {}", package_line(case, package)),
        Action::Accept => "accept".to_string(),
        Action::AskPrice(package) => format!("ask-price {}", package_line(case, package)),
        Action::WalkOut => "walk-out".to_string(),
        Action::Settle(settlement) => match settlement {
            Settlement::Execute => "settle execute",
            Settlement::Postpone => "settle postpone",
            Settlement::BackDown => "settle back-down",
        }
        .to_string(),
        Action::Attend(comes) => format!("attend {}", yes(comes)),
        Action::Comply(complies) => format!("comply {}", yes(complies)),
        Action::Vote(ballot) => match ballot {
            Ballot::For => "vote for",
            Ballot::Against => "vote against",
            Ballot::Free => "vote freely",
        }
        .to_string(),
    }
}

/// A package as `issue="option"` pairs.
pub fn package_line(case: &Case, package: Package) -> String {
    let pairs: Vec<String> = package
        .issues()
        .map(|(issue, option)| format!("{}=\"{}\"", case.issues[issue].id, case.issues[issue].options[option].name))
        .collect();
    pairs.join(" ")
}

/// Reads an action from a line.
///
/// # Errors
/// What is wrong, and what would be valid.
pub fn read(case: &Case, seat: NationId, line: &str) -> Result<Action, String> {
    let words = split(line)?;
    let mut reader = Reader { case, seat, words: &words, at: 1 };
    let verb = words.first().map(String::as_str).unwrap_or_default();
    let action = reader.action(verb)?;
    match reader.words.get(reader.at) {
        None => Ok(action),
        Some(extra) => Err(format!("\"{extra}\" is too much; form: {}", form(verb))),
    }
}

fn form(verb: &str) -> &'static str {
    FORMS.iter().find(|(known, _)| *known == verb).map_or("", |(_, form)| form)
}

/// Words of a line; quotes keep a name with spaces together and may stand inside a word (`issue="option"`).
fn split(line: &str) -> Result<Vec<String>, String> {
    let mut words: Vec<String> = Vec::new();
    let (mut quoted, mut open) = (false, false);
    for letter in line.chars() {
        match letter {
            '"' => {
                quoted = !quoted;
                if !open {
                    words.push(String::new());
                    open = true;
                }
            }
            space if space.is_whitespace() && !quoted => open = false,
            other => {
                if !open {
                    words.push(String::new());
                    open = true;
                }
                if let Some(word) = words.last_mut() {
                    word.push(other);
                }
            }
        }
    }
    if quoted { Err("a quotation mark is not closed".to_string()) } else { Ok(words) }
}

struct Reader<'r> {
    case: &'r Case,
    seat: NationId,
    words: &'r [String],
    at: usize,
}

impl<'r> Reader<'r> {
    fn next(&mut self) -> Result<&'r str, String> {
        let verb = self.words.first().map(String::as_str).unwrap_or_default();
        let word = self.words.get(self.at).ok_or_else(|| format!("something is missing; form: {}", form(verb)))?;
        self.at += 1;
        Ok(word)
    }

    fn expect(&mut self, word: &str) -> Result<(), String> {
        let found = self.next()?;
        if found == word { Ok(()) } else { Err(format!("expected \"{word}\", not \"{found}\"")) }
    }

    fn pick(&mut self, kind: &str, known: &[&str]) -> Result<usize, String> {
        let word = self.next()?;
        find(kind, word, known)
    }

    fn nation(&mut self) -> Result<NationId, String> {
        let known: Vec<&str> = self.case.nations.iter().map(|nation| nation.code.as_str()).collect();
        self.pick("nation", &known).map(NationId::at)
    }

    fn person(&mut self) -> Result<NegotiatorId, String> {
        let known: Vec<&str> = self.case.negotiators.iter().map(|person| person.id.as_str()).collect();
        self.pick("person", &known).map(NegotiatorId::at)
    }

    fn measure(&mut self) -> Result<MeasureId, String> {
        let known: Vec<&str> = self.case.measures.iter().map(|measure| measure.id.as_str()).collect();
        self.pick("measure", &known).map(MeasureId::at)
    }

    fn set(&mut self) -> Result<(MeasureId, u8), String> {
        let measure = self.measure()?;
        let levels = &self.case.measure(measure).levels;
        let known: Vec<&str> = levels.iter().map(|level| level.name.as_str()).collect();
        Ok((measure, self.pick("level", &known)? as u8))
    }

    fn date(&mut self) -> Result<i32, String> {
        let word = self.next()?;
        let date: Date =
            word.parse().map_err(|_| format!("\"{word}\" is not a date; valid: for example 2025-11-01"))?;
        Ok(self.case.calendar.day(date))
    }

    fn publicly(&mut self) -> Result<bool, String> {
        if self.words.get(self.at).is_some_and(|word| word == "privately") {
            self.at += 1;
            return Ok(false);
        }
        Ok(true)
    }

    fn answer(&mut self) -> Result<bool, String> {
        Ok(self.pick("answer", &["yes", "no"])? == 0)
    }

    fn channel(&mut self) -> Result<ChannelId, String> {
        let words: Vec<&str> = LEVELS.iter().map(|(word, _)| *word).collect();
        let level = LEVELS[self.pick("level", &words)?].1;
        let mut members = Nations::of([self.seat]);
        while self.words.get(self.at).is_some_and(|word| word != "on") {
            members = members.with(self.nation()?);
        }
        self.case.channel(members, level).ok_or_else(|| "there is no such line between these nations".to_string())
    }

    fn package(&mut self) -> Result<Package, String> {
        let issues: Vec<&str> = self.case.issues.iter().map(|issue| issue.id.as_str()).collect();
        let mut package = Package::EMPTY;
        while let Some(word) = self.words.get(self.at) {
            self.at += 1;
            let (issue, option) = word.split_once('=').ok_or_else(|| format!("\"{word}\" is not ISSUE=\"OPTION\""))?;
            let issue = find("issue", issue, &issues)?;
            let options: Vec<&str> =
                self.case.issues[issue].options.iter().map(|option| option.name.as_str()).collect();
            package.set(issue, Some(find("option", option, &options)?));
        }
        Ok(package)
    }

    fn action(&mut self, verb: &str) -> Result<Action, String> {
        Ok(match verb {
            "threaten" => {
                let target = self.nation()?;
                let (measure, level) = self.set()?;
                self.expect("unless")?;
                let (demanded, at_most) = self.set()?;
                self.expect("by")?;
                let due = self.date()?;
                let demand = Demand { measure: demanded, at_most };
                Action::Threaten { target, measure, level, demand, due, public: self.publicly()? }
            }
            "promise" => {
                let target = self.nation()?;
                let (measure, level) = self.set()?;
                self.expect("by")?;
                let due = self.date()?;
                Action::Promise { target, measure, level, due, public: self.publicly()? }
            }
            "schedule" => {
                let (measure, level) = self.set()?;
                self.expect("on")?;
                Action::Schedule { measure, level, day: self.date()? }
            }
            "execute" => {
                let (measure, level) = self.set()?;
                Action::Execute { measure, level }
            }
            "suspend" => Action::Suspend(self.measure()?),
            "withdraw" => Action::Withdraw(self.measure()?),
            "reassure" => Action::Reassure(self.nation()?),
            "denounce" => {
                let target = self.nation()?;
                let severity = self.pick("severity", &["1", "2", "3"])? as u8 + 1;
                let person = if self.at < self.words.len() { Some(self.person()?) } else { None };
                Action::Denounce { target, person, severity }
            }
            "meet" => {
                let channel = self.channel()?;
                self.expect("on")?;
                Action::AskMeeting { channel, day: self.date()? }
            }
            "accept-meeting" => Action::AcceptMeeting(self.channel()?),
            "decline-meeting" => Action::DeclineMeeting(self.channel()?),
            "call-off" => Action::CallOff(self.channel()?),
            "back-channel" => Action::OpenBackChannel(self.nation()?),
            "invest" => {
                let (measure, level) = self.set()?;
                Action::Invest { measure, level }
            }
            "ask-ally" => {
                let ally = self.nation()?;
                let request = [Request::Join, Request::Condemn, Request::Coordinate]
                    [self.pick("request", &["join", "condemn", "coordinate"])?];
                self.expect("against")?;
                Action::AskAlly { ally, request, against: self.nation()? }
            }
            "answer-ally" => Action::AnswerAlly { ally: self.nation()?, accept: self.answer()? },
            "condemn" => Action::Condemn(self.nation()?),
            "mediate" => Action::Mediate(self.nation()?, self.nation()?),
            "mandate" => Action::SetMandate(
                [Mandate::Firm, Mandate::Normal, Mandate::Flexible]
                    [self.pick("mandate", &["firm", "normal", "flexible"])?],
            ),
            "replace" => Action::Replace(self.person()?),
            "disavow" => Action::Disavow(self.person()?),
            "summit" => Action::Summit(
                [Notice::Confirm, Notice::Doubt, Notice::Cancel]
                    [self.pick("notice", &["confirm", "doubt", "cancel"])?],
            ),
            "end" => Action::EndTurn,
            "offer" => Action::Offer(self.package()?),
            "accept" => Action::Accept,
            "ask-price" => Action::AskPrice(self.package()?),
            "walk-out" => Action::WalkOut,
            "settle" => Action::Settle(
                [Settlement::Execute, Settlement::Postpone, Settlement::BackDown]
                    [self.pick("settlement", &["execute", "postpone", "back-down"])?],
            ),
            "attend" => Action::Attend(self.answer()?),
            "comply" => Action::Comply(self.answer()?),
            "vote" => Action::Vote(
                [Ballot::For, Ballot::Against, Ballot::Free][self.pick("vote", &["for", "against", "freely"])?],
            ),
            other => {
                let verbs: Vec<&str> = verbs().collect();
                return Err(format!("unknown action \"{other}\"; {}", valid_names(other, &verbs)));
            }
        })
    }
}

/// Position of a word among the known ones, in any case.
///
/// # Errors
/// That it is not among them, the nearest, and all that are.
pub fn find(kind: &str, word: &str, known: &[&str]) -> Result<usize, String> {
    known
        .iter()
        .position(|candidate| candidate.eq_ignore_ascii_case(word))
        .ok_or_else(|| format!("unknown {kind} \"{word}\"; {}", valid_names(word, known)))
}
