//! What a seat may do now, and why not: the check behind the one door.

use crate::bargaining::Package;
use crate::rules::action::{Action, Notice, Settlement};
use crate::rules::case::*;
use crate::rules::state::*;
use crate::rules::summit;
use crate::rules::talks;
use crate::rules::value::{demand_met, satisfies};

/// Why an action is refused, in words for the seat.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Refusal(pub &'static str);

/// What an accepted action uses up.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Price {
    /// Political capital.
    pub capital: f64,
    /// Public moves.
    pub public_moves: u8,
    /// Private moves.
    pub private_moves: u8,
}

impl Price {
    const FREE: Price = Price { capital: 0.0, public_moves: 0, private_moves: 0 };

    const fn public(capital: f64) -> Self {
        Price { capital, public_moves: 1, private_moves: 0 }
    }

    const fn private(capital: f64) -> Self {
        Price { capital, public_moves: 0, private_moves: 1 }
    }
}

/// Longest time ahead, in days, for which a date may be named.
pub const FURTHEST_DAY: i32 = 366;
/// Times a commitment may be postponed.
pub const POSTPONEMENTS: u8 = 2;
/// Turns before one nation speaks of another in public again.
const SPEECH_PAUSE: i32 = 2;
/// Turns before an ally that declined is asked again.
const REQUEST_PAUSE: i32 = 4;
/// Turns before a delegation mediates again.
const MEDIATION_PAUSE: i32 = 4;

const NOT_ASKED: Refusal = Refusal("it is not this seat's turn to decide that");
const NOT_OWNED: Refusal = Refusal("only the owner of a measure decides it");
const NO_LEVEL: Refusal = Refusal("the measure has no such level");
const NO_NATION: Refusal = Refusal("there is no such nation");

/// What a seat has under way in a turn, looked up once for the check of however many moves.
#[derive(Clone, Copy, Debug)]
pub struct Docket {
    /// Own measures that this turn has a move about, as a bit set.
    moved: u32,
    /// Own measures that an open commitment is about, as a bit set.
    committed: u32,
    /// Whom an open threat is aimed at.
    threatened: Nations,
    /// Of whom it has spoken this turn.
    spoken: Nations,
}

impl Docket {
    /// What a seat has under way.
    pub fn of(table: &Table, seat: NationId) -> Docket {
        let mut docket = Docket { moved: 0, committed: 0, threatened: Nations::NONE, spoken: Nations::NONE };
        for (_, earlier) in table.game.moves.iter().filter(|(by, _)| *by == seat) {
            match *earlier {
                Action::Threaten { measure, .. }
                | Action::Promise { measure, .. }
                | Action::Schedule { measure, .. }
                | Action::Execute { measure, .. }
                | Action::Invest { measure, .. }
                | Action::Suspend(measure)
                | Action::Withdraw(measure) => docket.moved |= 1 << measure.index(),
                Action::Reassure(target) | Action::Condemn(target) | Action::Denounce { target, .. } => {
                    docket.spoken = docket.spoken.with(target);
                }
                _ => {}
            }
        }
        for open in table.game.commitments.iter().filter(|known| known.by == seat && known.end.is_none()) {
            docket.committed |= 1 << open.measure.index();
            if open.threat {
                docket.threatened = docket.threatened.with(open.to);
            }
        }
        docket
    }

    fn committed(&self, measure: MeasureId) -> bool {
        self.committed & 1 << measure.index() != 0
    }
}

/// Whether a seat may take an action now, and what it costs.
pub fn check(table: &Table, seat: NationId, action: &Action) -> Result<Price, Refusal> {
    let ask = table.game.up(seat).ok_or(NOT_ASKED)?;
    match ask {
        Ask::Posture => check_move(table, seat, &Docket::of(table, seat), action),
        Ask::Talk => talk(table, seat, action).map(|()| Price::FREE),
        Ask::Settle(position) => match action {
            Action::Settle(Settlement::Postpone)
                if table.game.commitments[position as usize].postponed >= POSTPONEMENTS =>
            {
                Err(Refusal("it has been postponed as often as anyone would believe: carry it out or back down"))
            }
            Action::Settle(_) => Ok(Price::FREE),
            _ => Err(Refusal("a commitment has fallen due: execute, postpone or back down")),
        },
        Ask::Attend => match action {
            Action::Attend(_) => Ok(Price::FREE),
            _ => Err(Refusal("the summit is today: attend or stay away")),
        },
        Ask::Comply(_) => match action {
            Action::Comply(_) => Ok(Price::FREE),
            _ => Err(Refusal("an agreement is up for another turn: comply or break it")),
        },
        Ask::Vote(group) => match action {
            Action::Vote(ballot) => summit::ballot(table, seat, group, *ballot).map(|()| Price::FREE),
            _ => Err(Refusal("what was signed is put to the vote at home: vote for it, against it, or freely")),
        },
    }
}

/// Whether a seat that is asked for its moves may make one, and what it costs; `docket` is what it has under way.
pub fn check_move(table: &Table, seat: NationId, docket: &Docket, action: &Action) -> Result<Price, Refusal> {
    let price = posture(table, seat, docket, action)?;
    let state = table.nation(seat);
    if price.capital > state.capital + 1e-9 {
        return Err(Refusal("not enough political capital"));
    }
    if price.public_moves > state.public_moves {
        return Err(Refusal("no public move is left this turn"));
    }
    if price.private_moves > state.private_moves {
        return Err(Refusal("no private move is left this turn"));
    }
    Ok(price)
}

/// Harshest of what is in force and what is announced.
fn standing_severity(table: &Table, measure: MeasureId) -> f64 {
    let state = &table.measures[measure.index()];
    let now = table.case.level(measure, state.level).severity;
    state.scheduled.map_or(now, |(level, _)| now.max(table.case.level(measure, level).severity))
}

fn own_measure(table: &Table, seat: NationId, docket: &Docket, measure: MeasureId, level: u8) -> Result<(), Refusal> {
    let case = table.case.measures.get(measure.index()).ok_or(Refusal("there is no such measure"))?;
    if case.owner != seat {
        return Err(NOT_OWNED);
    }
    if usize::from(level) >= case.levels.len() {
        return Err(NO_LEVEL);
    }
    if docket.moved & 1 << measure.index() != 0 {
        return Err(Refusal("this turn already has a move about that measure"));
    }
    Ok(())
}

fn other(table: &Table, seat: NationId, target: NationId) -> Result<(), Refusal> {
    if target.index() >= table.nations.len() {
        return Err(NO_NATION);
    }
    if target == seat {
        return Err(Refusal("a move toward oneself makes no sense"));
    }
    Ok(())
}

fn ahead(table: &Table, day: i32) -> Result<(), Refusal> {
    if day <= table.today() {
        return Err(Refusal("the day must lie ahead"));
    }
    if day > table.today() + FURTHEST_DAY {
        return Err(Refusal("the day lies more than a year ahead"));
    }
    Ok(())
}

/// Whether a turn (-1 for never) lies less than so many turns back.
fn recently(table: &Table, turn: i32, pause: i32) -> bool {
    turn >= 0 && table.game.turn as i32 - turn < pause
}

/// Whether the seat has said this already, or spoken of that nation a moment ago.
fn speech(table: &Table, seat: NationId, docket: &Docket, target: NationId) -> Result<(), Refusal> {
    other(table, seat, target)?;
    let last = table.nation(seat).last_word[target.index()];
    if recently(table, last, SPEECH_PAUSE) {
        return Err(Refusal("this delegation spoke of that nation a moment ago: let it sink in"));
    }
    if docket.spoken.has(target) {
        return Err(Refusal("this delegation has already spoken of that nation this turn"));
    }
    Ok(())
}

fn posture(table: &Table, seat: NationId, docket: &Docket, action: &Action) -> Result<Price, Refusal> {
    let case = table.case;
    let state = table.nation(seat);
    match *action {
        Action::EndTurn => Ok(Price::FREE),
        Action::Threaten { target, measure, level, demand, due, public } => {
            own_measure(table, seat, docket, measure, level)?;
            other(table, seat, target)?;
            ahead(table, due)?;
            let lever = case.measure(measure);
            if lever.kind == Kind::Investment || !lever.targets.has(target) {
                return Err(Refusal("the measure is not aimed at that nation"));
            }
            if case.level(measure, level).severity <= standing_severity(table, measure) + 1e-9 {
                return Err(Refusal("a threat must be harsher than what is in force or announced"));
            }
            if docket.committed(measure) {
                return Err(Refusal("a commitment about that measure stands already"));
            }
            let asked = case.measures.get(demand.measure.index()).ok_or(Refusal("there is no such measure"))?;
            if asked.owner != target || usize::from(demand.at_most) >= asked.levels.len() {
                return Err(Refusal("the demand must be about a measure of the target"));
            }
            if demand_met(case, demand, &table.game.no_deal_levels)
                && satisfies(case, demand, table.measures[demand.measure.index()].level)
            {
                return Err(Refusal("the demand is met already"));
            }
            Ok(if public { Price::public(1.0) } else { Price::private(0.5) })
        }
        Action::Promise { target, measure, level, due, public } => {
            own_measure(table, seat, docket, measure, level)?;
            other(table, seat, target)?;
            ahead(table, due)?;
            if !case.measure(measure).targets.has(target) {
                return Err(Refusal("the measure is not aimed at that nation"));
            }
            if case.level(measure, level).severity + 1e-9 >= standing_severity(table, measure) {
                return Err(Refusal("a promise must be milder than what is in force or announced"));
            }
            if docket.committed(measure) {
                return Err(Refusal("a commitment about that measure stands already"));
            }
            Ok(if public { Price::public(0.5) } else { Price::private(0.5) })
        }
        Action::Schedule { measure, level, day } => {
            own_measure(table, seat, docket, measure, level)?;
            ahead(table, day)?;
            let lever = case.measure(measure);
            if lever.kind == Kind::Investment {
                return Err(Refusal("an investment is made, not announced: use invest"));
            }
            if level == table.measures[measure.index()].level {
                return Err(Refusal("that level is in force already"));
            }
            if day < table.today() + lever.lead_days {
                return Err(Refusal("the day is sooner than the measure's lead time allows"));
            }
            if table.measures[measure.index()].scheduled == Some((level, day)) {
                return Err(Refusal("that is announced already"));
            }
            Ok(Price::public(0.5 + lever.cost * 0.5))
        }
        Action::Execute { measure, level } => {
            own_measure(table, seat, docket, measure, level)?;
            let lever = case.measure(measure);
            if lever.kind == Kind::Investment {
                return Err(Refusal("an investment is made with invest"));
            }
            if level == table.measures[measure.index()].level {
                return Err(Refusal("that level is in force already"));
            }
            let harsher = case.level(measure, level).severity
                > case.level(measure, table.measures[measure.index()].level).severity;
            Ok(Price::public(if harsher { lever.cost } else { 0.3 }))
        }
        Action::Suspend(measure) | Action::Withdraw(measure) => {
            own_measure(table, seat, docket, measure, 0)?;
            let eases =
                standing_severity(table, measure) > case.level(measure, case.measure(measure).mildest).severity + 1e-9;
            let withdraws_threat = matches!(action, Action::Withdraw(_)) && docket.committed(measure);
            if case.measure(measure).kind == Kind::Investment || !(eases || withdraws_threat) {
                return Err(Refusal("nothing of that measure is in force, announced or threatened"));
            }
            Ok(Price::public(0.5))
        }
        Action::Reassure(target) => speech(table, seat, docket, target).map(|()| Price::public(0.5)),
        Action::Denounce { target, person, severity } => {
            speech(table, seat, docket, target)?;
            if !(1..=3).contains(&severity) {
                return Err(Refusal("severity goes from 1 to 3"));
            }
            if person.is_some_and(|p| p.index() >= case.negotiators.len() || case.negotiator(p).nation != target) {
                return Err(Refusal("that person does not speak for that nation"));
            }
            Ok(Price::public(0.4 + 0.2 * f64::from(severity)))
        }
        Action::AskMeeting { channel, day } => {
            let line = line_of(table, seat, channel)?;
            if line.level == Level::Leaders {
                return Err(Refusal("leaders meet at the summit"));
            }
            if !table.channels[channel.index()].open {
                return Err(Refusal("the back channel has not been opened"));
            }
            if talks::open_on(table, channel) == 0 {
                return Err(Refusal("agreements in force settle all that could be talked about there"));
            }
            if table.channels[channel.index()].appointment != Appointment::None {
                return Err(Refusal("a meeting on that channel is asked for or agreed already"));
            }
            if day < table.today() || day > table.today() + FURTHEST_DAY {
                return Err(Refusal("the day must lie ahead, within a year"));
            }
            let asked = table.game.moves.iter().any(|(_, earlier)| {
                matches!(earlier, Action::AskMeeting { channel: c, .. } if *c == channel)
                    && table.game.moves.iter().any(|(by, m)| m == earlier && *by == seat)
            });
            if asked {
                return Err(Refusal("this turn already asks for that meeting"));
            }
            Ok(Price::private(0.3))
        }
        Action::AcceptMeeting(channel) | Action::DeclineMeeting(channel) => {
            line_of(table, seat, channel)?;
            match table.channels[channel.index()].appointment {
                Appointment::Asked(by, _) if by != seat && !answered(table, seat, channel) => Ok(Price::FREE),
                _ => Err(Refusal("nobody waits for an answer about a meeting on that channel")),
            }
        }
        Action::CallOff(channel) => {
            line_of(table, seat, channel)?;
            match table.channels[channel.index()].appointment {
                Appointment::Agreed(_) => Ok(Price::public(1.0)),
                _ => Err(Refusal("no meeting is agreed on that channel")),
            }
        }
        Action::OpenBackChannel(target) => {
            other(table, seat, target)?;
            let channel = case
                .channel(Nations::of([seat, target]), Level::BackChannel)
                .ok_or(Refusal("these two have nothing to talk about"))?;
            if table.channels[channel.index()].open {
                return Err(Refusal("the back channel is open already"));
            }
            Ok(Price::private(1.0))
        }
        Action::Invest { measure, level } => {
            own_measure(table, seat, docket, measure, level)?;
            let lever = case.measure(measure);
            let current = &table.measures[measure.index()];
            if lever.kind != Kind::Investment {
                return Err(Refusal("that measure is no investment"));
            }
            if level <= current.level || current.scheduled.is_some_and(|(scheduled, _)| scheduled >= level) {
                return Err(Refusal("that is invested already"));
            }
            Ok(Price::public(lever.cost))
        }
        Action::AskAlly { ally, request, against } => {
            other(table, seat, ally)?;
            other(table, seat, against)?;
            if ally == against || !case.allied(seat, ally) {
                return Err(Refusal("only an ally can be asked, and against a third nation"));
            }
            let again = match request {
                Request::Join => state.backers.has(ally),
                Request::Coordinate => state.partners.has(ally),
                Request::Condemn => false,
            };
            let waiting = table.game.requests.iter().any(|r| r.from == seat && r.to == ally)
                || table
                    .game
                    .moves
                    .iter()
                    .any(|(by, m)| *by == seat && matches!(m, Action::AskAlly { ally: a, .. } if *a == ally));
            if request == Request::Join && !docket.threatened.has(against) {
                return Err(Refusal("there is no open threat of yours that an ally could back"));
            }
            if again || waiting {
                return Err(Refusal("that ally does so already, or has not answered yet"));
            }
            if recently(table, state.last_declined[ally.index()], REQUEST_PAUSE) {
                return Err(Refusal("that ally declined a request a short while ago"));
            }
            Ok(Price::private(0.5))
        }
        Action::AnswerAlly { ally, .. } => {
            let open = table.game.requests.iter().any(|r| r.to == seat && r.from == ally);
            let answered = table
                .game
                .moves
                .iter()
                .any(|(by, m)| *by == seat && matches!(m, Action::AnswerAlly { ally: a, .. } if *a == ally));
            if open && !answered { Ok(Price::FREE) } else { Err(Refusal("that ally asked for nothing")) }
        }
        Action::Condemn(target) => {
            speech(table, seat, docket, target)?;
            if case.is_principal(seat) && case.is_principal(target) {
                return Err(Refusal("a party to the quarrel denounces; condemning is for third parties"));
            }
            Ok(Price::public(0.5))
        }
        Action::Mediate(one, two) => {
            other(table, seat, one)?;
            other(table, seat, two)?;
            if one == two {
                return Err(Refusal("mediation takes two others"));
            }
            if recently(table, state.last_mediation, MEDIATION_PAUSE) {
                return Err(Refusal("this delegation mediated a short while ago: let it work"));
            }
            let again = table.game.moves.iter().any(|(by, m)| *by == seat && matches!(m, Action::Mediate(..)));
            if again { Err(Refusal("this delegation mediates already this turn")) } else { Ok(Price::public(1.0)) }
        }
        Action::SetMandate(mandate) => {
            if state.mandate == mandate {
                return Err(Refusal("that is the mandate already"));
            }
            Ok(Price::private(0.3))
        }
        Action::Replace(person) => {
            own_negotiator(table, seat, person)?;
            if case.negotiator(person).role == Role::Leader {
                return Err(Refusal("a leader cannot be replaced"));
            }
            if table.negotiators[person.index()].replaced {
                return Err(Refusal("that person has been replaced already"));
            }
            Ok(Price::public(2.0))
        }
        Action::Disavow(person) => {
            own_negotiator(table, seat, person)?;
            let state = &table.negotiators[person.index()];
            if state.off_message < 0 || state.disavowed {
                return Err(Refusal("that person has said nothing to disavow"));
            }
            Ok(Price::public(0.5))
        }
        Action::Summit(notice) => {
            if !case.is_principal(seat) {
                return Err(Refusal("only the two leaders who meet speak about coming"));
            }
            if table.game.outcome.is_some() || table.game.turn > case.summit.turn {
                return Err(Refusal("the summit is over"));
            }
            if table.game.moves.iter().any(|(by, m)| *by == seat && matches!(m, Action::Summit(_))) {
                return Err(Refusal("this turn already has a word about the summit"));
            }
            match (notice, state.attendance) {
                (_, Attendance::Cancelled) => Err(Refusal("the summit has been cancelled")),
                (Notice::Confirm, Attendance::Confirmed) => Err(Refusal("attendance is confirmed already")),
                (Notice::Doubt, Attendance::Doubtful) => Err(Refusal("attendance is in doubt already")),
                (Notice::Confirm, _) => Ok(Price::public(0.3)),
                (Notice::Doubt, _) => Ok(Price::public(0.8)),
                (Notice::Cancel, _) => Ok(Price::public(2.0)),
            }
        }
        _ => Err(Refusal("that is for the negotiating table or a later phase")),
    }
}

fn answered(table: &Table, seat: NationId, channel: ChannelId) -> bool {
    table.game.moves.iter().any(|(by, m)| {
        *by == seat && matches!(m, Action::AcceptMeeting(c) | Action::DeclineMeeting(c) if *c == channel)
    })
}

fn line_of<'t>(table: &'t Table, seat: NationId, channel: ChannelId) -> Result<&'t ChannelCase, Refusal> {
    match table.case.channels.get(channel.index()) {
        Some(line) if line.members.has(seat) => Ok(line),
        _ => Err(Refusal("this delegation has no such channel")),
    }
}

fn own_negotiator(table: &Table, seat: NationId, person: NegotiatorId) -> Result<(), Refusal> {
    match table.case.negotiators.get(person.index()) {
        Some(case) if case.nation == seat => Ok(()),
        _ => Err(Refusal("that person does not speak for this nation")),
    }
}

fn talk(table: &Table, seat: NationId, action: &Action) -> Result<(), Refusal> {
    let meeting = &table.game.meeting;
    match action {
        Action::WalkOut => Ok(()),
        Action::Accept => match meeting.floor.standing {
            Some((offer, _)) if offer.by != seat => {
                let worth = meeting.worth.last().map_or(0.0, |worth| worth[seat.index()]);
                above_reservation(worth, talks::reservation_of(table, seat, offer.package))
            }
            _ => Err(Refusal("no offer of another is on the table")),
        },
        Action::Offer(_) if meeting.floor.vote => {
            Err(Refusal("the table votes on the last offer: accept it or stay out"))
        }
        Action::Offer(package) => {
            on_agenda(table, *package)?;
            signable(table, seat, *package)
        }
        Action::AskPrice(_) if meeting.floor.vote || meeting.floor.parties.len() != 2 => {
            Err(Refusal("that question is for a table of two"))
        }
        Action::AskPrice(package) => on_agenda(table, *package),
        _ => Err(Refusal("a meeting is on: offer, accept, ask what they would want, or walk out")),
    }
}

/// Whether a package is not empty and only holds issues and options of the table.
fn on_agenda(table: &Table, package: Package) -> Result<(), Refusal> {
    if package.is_empty() {
        return Err(Refusal("the package is empty"));
    }
    let agenda = talks::agenda(table);
    for (issue, option) in package.issues() {
        if agenda & 1 << issue == 0 {
            return Err(Refusal("an issue of the package is not on the agenda of this table"));
        }
        if option >= table.case.issues[issue].options.len() {
            return Err(Refusal("an issue of the package has no such option"));
        }
    }
    Ok(())
}

/// Nobody signs below its reservation value.
fn signable(table: &Table, seat: NationId, package: Package) -> Result<(), Refusal> {
    let members = Nations::of(table.game.meeting.floor.parties.iter().copied());
    above_reservation(table.package_value(seat, package, members), talks::reservation_of(table, seat, package))
}

fn above_reservation(value: f64, reservation: f64) -> Result<(), Refusal> {
    if value + 1e-9 < reservation {
        return Err(Refusal("the package is worth less than the mandate allows: below the reservation value"));
    }
    Ok(())
}
