//! Turns, the summit, and the channels with the meetings that are already arranged.

use super::{Compiler, level_of};
use crate::rules::case::*;
use jiff::civil::Date;

/// Longest calendar, turns.
const MOST_TURNS: usize = 200;
const POSTURE_REMEDY: &str = "choose a day inside a stage that is not an epilogue";

/// Whether a day lies in a turn with posture and talks.
fn in_play(calendar: &Calendar, day: i32) -> bool {
    calendar.turns.iter().any(|slot| slot.from <= day && day < slot.until && !slot.epilogue)
}

impl Compiler<'_> {
    pub(super) fn calendar(&mut self) -> Calendar {
        let spec = &self.spec.calendar;
        let mut calendar = Calendar { start: spec.start, stages: Vec::new(), turns: Vec::new() };
        let mut from = 0;
        let mut epilogue = false;
        for (stage, stage_spec) in spec.stages.iter().enumerate() {
            let path = format!("calendar.stage[{stage}]");
            calendar.stages.push(stage_spec.name.clone());
            let until = calendar.day(stage_spec.until);
            if until <= from {
                let what = "the stage ends before it begins";
                self.report_day(&format!("{path}.until"), what, "each stage starts where the one before it ends");
                self.dates = false;
                continue;
            }
            if epilogue && !stage_spec.epilogue {
                self.report(&path, "a stage with posture follows an epilogue", "the epilogue comes last");
            }
            epilogue |= stage_spec.epilogue;
            let step = stage_spec.turn_days.max(1) as i32;
            while from < until && calendar.turns.len() <= MOST_TURNS {
                let next = (from + step).min(until);
                calendar.turns.push(TurnSlot { from, until: next, stage, epilogue: stage_spec.epilogue });
                from = next;
            }
            if calendar.turns.len() > MOST_TURNS {
                self.report_day(&path, format!("the calendar has more than {MOST_TURNS} turns"), "lengthen turn_days");
                self.dates = false;
                calendar.turns.truncate(MOST_TURNS);
                break;
            }
        }
        if calendar.turns.is_empty() {
            calendar.turns.push(TurnSlot { from: 0, until: 1, stage: 0, epilogue: false });
        }
        calendar
    }

    /// The day of a date, which should lie between the start and the end of the calendar.
    pub(super) fn day_inside(&mut self, calendar: &Calendar, path: &str, date: Date) -> i32 {
        let day = calendar.day(date);
        let end = calendar.turns.last().map_or(0, |slot| slot.until);
        if day < 0 || day >= end {
            let remedy = format!("valid: {} to {}", calendar.start, calendar.date(end - 1));
            self.report_day(path, format!("{date} lies outside the calendar"), remedy);
        }
        day
    }

    pub(super) fn summit(&mut self, calendar: &Calendar) -> SummitCase {
        let spec = &self.spec.summit;
        let day = calendar.day(spec.date);
        let turn = calendar.turns.iter().position(|slot| slot.from <= day && day < slot.until && !slot.epilogue);
        if turn.is_none() {
            self.report_day("summit.date", "the summit lies outside the turns with posture", POSTURE_REMEDY);
        }
        let parties = self.nations("summit.parties", &spec.parties);
        let mut members = parties.iter();
        let pair = [members.next().unwrap_or(NationId(0)), members.next().unwrap_or(NationId(1))];
        let host = spec.host.as_ref().map(|host| self.nation("summit.host", host));
        if spec.host.as_ref().is_some_and(|host| spec.parties.contains(host)) {
            self.report("summit.host", "the host is a party to the summit", "name a third party, or leave it out");
        }
        SummitCase { day, turn: turn.unwrap_or(0), place: spec.place.clone(), parties: pair, host }
    }

    /// A channel for every pair that has something to talk about, at every level, and one for every side table.
    pub(super) fn channels(&mut self, calendar: &Calendar, issues: &[IssueCase]) -> Vec<ChannelCase> {
        let everyone = Nations::of((0..self.spec.nations.len()).map(NationId::at));
        let agenda_of = |members: Nations| {
            issues
                .iter()
                .enumerate()
                .filter(|(_, issue)| members == issue.parties || (members.len() == 2 && members.covers(issue.parties)))
                .fold(0u16, |set, (issue, _)| set | 1 << issue)
        };
        let mut channels: Vec<ChannelCase> = Vec::new();
        for one in everyone.iter() {
            for other in everyone.iter().filter(|other| one < *other) {
                let members = Nations::of([one, other]);
                // Nations that share no issue have nothing to meet about.
                let agenda = agenda_of(members);
                for level in Level::ALL.into_iter().filter(|_| agenda != 0) {
                    channels.push(ChannelCase { members, level, agenda, meeting: None });
                }
            }
        }
        for issue in issues.iter().filter(|issue| issue.parties.len() > 2) {
            for level in [Level::Technical, Level::Ministerial] {
                if !channels.iter().any(|channel| channel.members == issue.parties && channel.level == level) {
                    let agenda = agenda_of(issue.parties);
                    channels.push(ChannelCase { members: issue.parties, level, agenda, meeting: None });
                }
            }
        }
        for index in 0..self.spec.meetings.len() {
            self.meeting(calendar, index, &mut channels);
        }
        channels
    }

    fn meeting(&mut self, calendar: &Calendar, index: usize, channels: &mut [ChannelCase]) {
        let meeting = &self.spec.meetings[index];
        let path = format!("meeting[{index}]");
        let members = self.nations(&format!("{path}.between"), &meeting.between);
        // Tables of names that are not known cannot be told apart.
        let tables = self.spec.issues.iter().flat_map(|issue| &issue.parties);
        let known = meeting.between.iter().chain(tables).all(|code| self.is_nation(code));
        let level = level_of(meeting.level);
        let day = calendar.day(meeting.date);
        if !in_play(calendar, day) {
            self.report_day(&format!("{path}.date"), "the meeting lies outside the turns with posture", POSTURE_REMEDY);
        }
        if level == Level::Leaders {
            self.report(
                &format!("{path}.level"),
                "leaders meet at the summit",
                "valid: back-channel, phone-call, technical, ministerial",
            );
        }
        match channels.iter_mut().find(|channel| channel.members == members && channel.level == level) {
            Some(channel) if channel.meeting.is_none() => channel.meeting = Some((day, meeting.place.clone())),
            Some(_) => {
                let remedy = "one meeting of a level is on the calendar at a time";
                self.report(&path, "the same nations meet twice at that level", remedy);
            }
            None if known && self.wholly_sure("issue") => {
                let remedy = "two nations that share an issue, or exactly the parties of an issue at a technical or ministers' table";
                self.report(&path, "these nations have no such channel", remedy);
            }
            None => {}
        }
    }
}
