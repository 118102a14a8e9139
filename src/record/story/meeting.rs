//! Talks in a few sentences: where the parties began, where they ended, what came of it.

use crate::bargaining::Package;
use crate::record::story::{Chronicle, Item, Telling};
use crate::record::{names, talks};
use crate::rules::case::*;
use crate::rules::event::{Event, Fact};
use crate::rules::state::Closing;
use std::ops::Range;

/// First and last offer of a party.
struct Course {
    by: NationId,
    first: Package,
    last: Package,
    count: usize,
}

/// The offers of a meeting by party.
fn courses(events: &[Event]) -> Vec<Course> {
    let mut courses: Vec<Course> = Vec::new();
    for event in events {
        let Fact::Offered(by, package) = event.fact else { continue };
        match courses.iter_mut().find(|course| course.by == by) {
            Some(course) => {
                course.last = package;
                course.count += 1;
            }
            None => courses.push(Course { by, first: package, last: package, count: 1 }),
        }
    }
    courses.sort_by_key(|course| course.by);
    courses
}

/// The issues on which an offer differs from its author's offer before it, with what it offers now.
fn changes(case: &Case, before: Package, now: Package) -> String {
    let changed = (0..case.issues.len()).filter(|issue| before.get(*issue) != now.get(*issue));
    let parts: Vec<String> = changed
        .map(|issue| {
            let option = if now.get(issue).is_some() { names::option(case, now, issue) } else { "left open" };
            format!("{}: {option}", case.issues[issue].name)
        })
        .collect();
    parts.join("; ")
}

fn openings(courses: &[Course]) -> Vec<(NationId, Package)> {
    courses.iter().map(|course| (course.by, course.first)).collect()
}

impl Chronicle {
    /// A meeting that is over.
    pub(super) fn meeting(
        &self,
        range: Range<usize>,
        channel: ChannelId,
        closing: Closing,
        day: i32,
        telling: Telling,
    ) -> Item {
        let case = &self.case;
        let private = case.channels[channel.index()].level == Level::BackChannel;
        let table = names::capital(&names::meeting(case, channel));
        let plural = names::talks(case.channels[channel.index()].level).1;
        let verb = |many: &'static str, one: &'static str| if plural { many } else { one };
        let text = match closing {
            Closing::Signed(_) => format!("{table} {} with a signature.", verb("end", "ends")),
            Closing::Draft => format!("{table} {} a draft for the next level.", verb("leave", "leaves")),
            Closing::OutOfTime => format!("{table} {} without a result.", verb("end", "ends")),
            Closing::WalkedOut(by) => {
                let who = names::nation(case, by);
                format!("{table} {} up: {who} walks out.", verb("break", "breaks"))
            }
        };
        let events = &self.events[range.clone()];
        let mut details = self.course(range, telling);
        match closing {
            Closing::Signed(position) => {
                if let Some(agreement) = self.agreements.get(usize::from(position)) {
                    details.push(format!(
                        "Signed until {}: {}.",
                        names::day(case, agreement.expires),
                        names::package(case, agreement.package)
                    ));
                }
            }
            Closing::Draft => {
                let accepted = events.iter().rev().find_map(|event| match event.fact {
                    Fact::Accepted(_, package) => Some(package),
                    _ => None,
                });
                if let Some(package) = accepted {
                    details.push(format!("The draft: {}.", names::package(case, package)));
                }
            }
            Closing::OutOfTime | Closing::WalkedOut(_) => {}
        }
        Item { day, private, text, details }
    }

    /// A meeting that is going on.
    pub(super) fn meeting_so_far(&self, range: Range<usize>, channel: ChannelId, day: i32, telling: Telling) -> Item {
        let case = &self.case;
        let (_, plural) = names::talks(case.channels[channel.index()].level);
        let verb = if plural { "begin" } else { "begins" };
        Item {
            day,
            private: case.channels[channel.index()].level == Level::BackChannel,
            text: format!("{} {verb}.", names::capital(&names::meeting(case, channel))),
            details: self.course(range, telling),
        }
    }

    /// What was offered, as far as it is known: at one's own tables, or at every table.
    fn course(&self, range: Range<usize>, telling: Telling) -> Vec<String> {
        let case = &self.case;
        let events = &self.events[range.clone()];
        if telling.offers {
            return self.every_offer(events);
        }
        let courses = courses(events);
        let mut lines = Vec::new();
        if courses.is_empty() {
            return lines;
        }
        let offers: usize = courses.iter().map(|course| course.count).sum();
        if let [only] = courses.as_slice() {
            lines.push(format!(
                "{} offers {}.",
                names::capital(&names::nation(case, only.by)),
                names::package(case, only.first)
            ));
        } else {
            let repeated = self.opening_before(range.start).is_some_and(|before| before == openings(&courses));
            lines.push(if repeated {
                format!("{offers} offers. They open where they opened the last time.")
            } else {
                self.opening(&courses, offers)
            });
        }
        let moved: Vec<String> = courses
            .iter()
            .filter_map(|course| {
                let issues: Vec<String> = (0..case.issues.len())
                    .filter(|issue| course.first.get(*issue) != course.last.get(*issue))
                    .map(|issue| {
                        let to = names::option(case, course.last, issue);
                        format!("{} (to {})", case.issues[issue].name, names::quoted(to))
                    })
                    .collect();
                let who = names::nation(case, course.by);
                (!issues.is_empty()).then(|| format!("{who} moves on {}", names::list(issues)))
            })
            .collect();
        if !moved.is_empty() {
            lines.push(format!("{}.", names::capital(&moved.join("; "))));
        } else if offers > courses.len() {
            lines.push("Nobody moves.".to_string());
        }
        lines
    }

    /// The opening offers of the last meeting between the same nations before the one that begins with an event.
    fn opening_before(&self, began: usize) -> Option<Vec<(NationId, Package)>> {
        let members = |event: &Event| match event.fact {
            Fact::MeetingBegan(channel) => Some(self.case.channels[channel.index()].members),
            _ => None,
        };
        let here = self.events.get(began).and_then(members)?;
        let earlier = &self.events[..began];
        let last = earlier.iter().rposition(|event| members(event) == Some(here))?;
        let ended = |event: &Event| matches!(event.fact, Fact::MeetingEnded(..));
        let until = earlier[last..].iter().position(ended).map_or(earlier.len(), |length| last + length);
        Some(openings(&courses(&earlier[last..until])))
    }

    fn opening(&self, courses: &[Course], offers: usize) -> String {
        let case = &self.case;
        let settled = |issue: usize| courses.iter().any(|course| course.first.get(issue).is_some());
        let alike = |issue: usize| courses.iter().all(|course| course.first.get(issue) == courses[0].first.get(issue));
        let apart: Vec<String> = (0..case.issues.len())
            .filter(|issue| settled(*issue) && !alike(*issue))
            .map(|issue| {
                let views: Vec<String> = courses
                    .iter()
                    .map(|course| {
                        format!(
                            "{} {}",
                            case.nation(course.by).code,
                            names::quoted(names::option(case, course.first, issue))
                        )
                    })
                    .collect();
                format!("{} ({})", case.issues[issue].name, views.join(", "))
            })
            .collect();
        if apart.is_empty() {
            format!("{offers} offers, from the first on the same terms.")
        } else {
            format!("{offers} offers. They open apart on {}.", names::list(apart))
        }
    }

    /// Every word at a table; offers that repeat their author's last are told together.
    fn every_offer(&self, events: &[Event]) -> Vec<String> {
        let case = &self.case;
        let who = |by: NationId| names::capital(&names::nation(case, by));
        let mut lines = Vec::new();
        let mut last: Vec<(NationId, Package)> = Vec::new();
        let mut asked = Package::EMPTY;
        let mut repeats: Vec<NationId> = Vec::new();
        for event in events {
            let line = match event.fact {
                Fact::Offered(by, package) => {
                    let refused = talks::refused(std::mem::take(&mut asked), package);
                    let before = last.iter().rev().find(|(author, _)| *author == by).map(|(_, package)| *package);
                    last.push((by, package));
                    if before == Some(package) && refused.is_empty() {
                        repeats.push(by);
                        continue;
                    }
                    let offer = match before {
                        Some(before) if before == package => format!("{} repeats its offer.", who(by)),
                        Some(before) => format!("{} now offers: {}.", who(by), changes(case, before, package)),
                        None => format!("{} offers: {}.", who(by), names::package(case, package)),
                    };
                    if refused.is_empty() {
                        offer
                    } else {
                        format!("{offer} It would sign nothing with: {}.", names::package(case, refused))
                    }
                }
                Fact::AskedPrice(by, package) => {
                    asked = package;
                    format!("{} asks what it would take for: {}.", who(by), names::package(case, package))
                }
                Fact::Accepted(by, _) => format!("{} accepts.", who(by)),
                _ => continue,
            };
            lines.extend(repeated(&std::mem::take(&mut repeats), who));
            lines.push(line);
        }
        lines.extend(repeated(&repeats, who));
        lines
    }
}

/// One line for offers in a row that repeat their authors' last ones.
fn repeated(by: &[NationId], who: impl Fn(NationId) -> String) -> Option<String> {
    match by {
        [] => None,
        [only] => Some(format!("{} repeats its offer.", who(*only))),
        several => Some(format!("{} offers in a row bring nothing new.", several.len())),
    }
}
