//! What a seat may know: the state seen from one delegation.
//!
//! The table is private to this file; every accessor either is about the seat itself, or public, or what the seat's analysts
//! make of public things. A policy that gets an [`Observation`] cannot look further.

use crate::bargaining::{Package, Preferences};
use crate::rules::action::Action;
use crate::rules::case::*;
use crate::rules::compliance;
use crate::rules::event::Event;
use crate::rules::legal::{self, Docket, Price, Refusal};
use crate::rules::menu;
use crate::rules::negotiators;
use crate::rules::prospect::Prospect;
use crate::rules::replica::Replica;
use crate::rules::state::*;
use crate::rules::summit;
use crate::rules::talks;

/// The state as one seat sees it.
#[derive(Clone, Copy)]
pub struct Observation<'a, 't> {
    table: &'a Table<'t>,
    seat: NationId,
}

/// A meeting as one party sees it.
#[derive(Clone, Copy, Debug)]
pub struct TalkView<'a> {
    /// The channel.
    pub channel: ChannelId,
    /// Its level.
    pub level: Level,
    /// Who is at the table.
    pub parties: &'a [NationId],
    /// Round, from 0.
    pub round: u16,
    /// Rounds available.
    pub rounds: u16,
    /// Offer on the table.
    pub standing: Option<Offer>,
    /// All offers so far.
    pub offers: &'a [Offer],
    /// What they are worth to those at the table; each sees its own part through [`TalkView::valued`].
    all_worth: &'a [[f64; MAX_NATIONS]],
    seat: NationId,
    /// What I was asked to name my price for.
    pub asked: Option<Package>,
    /// Whether the table is at its closing vote.
    pub vote: bool,
    /// Draft from below.
    pub draft: Package,
    /// What each option is worth to me by itself, payoff points over no deal if it were kept for the whole horizon.
    pub own: &'a Preferences,
    /// What my best package is worth to me, payoff points over no deal.
    pub ideal: f64,
    /// My reservation value, payoff points over no deal.
    pub reservation: f64,
    /// What my analysts take the next party's preferences to be, scaled to a spread of one.
    pub estimate: &'a Preferences,
}

impl TalkView<'_> {
    /// My reservation value for a package, payoff points over no deal.
    pub fn reservation_of(&self, case: &Case, package: Package) -> f64 {
        talks::reservation_for(case, package, self.reservation)
    }

    /// Time used up, above 0 to 1 in the last round.
    pub fn time(&self) -> f64 {
        f64::from(self.round + 1) / f64::from(self.rounds.max(1))
    }

    /// Whether I speak last: no offer can follow mine.
    pub fn last_word(&self) -> bool {
        self.round + 1 >= self.rounds && self.parties.last() == Some(&self.seat)
    }

    /// Every offer so far with what it is worth to me, payoff points over no deal.
    pub fn valued(&self) -> impl DoubleEndedIterator<Item = (&Offer, f64)> + Clone {
        self.offers.iter().zip(self.all_worth.iter().map(|worth| worth[self.seat.index()]))
    }

    /// What the offer on the table is worth to me, payoff points over no deal; 0 without one.
    pub fn standing_worth(&self) -> f64 {
        let last = self.standing.and(self.all_worth.last());
        last.map_or(0.0, |worth| worth[self.seat.index()])
    }
}

impl<'a, 't> Observation<'a, 't> {
    /// The view of a seat on a table.
    pub fn new(table: &'a Table<'t>, seat: NationId) -> Self {
        Observation { table, seat }
    }

    /// Copies the game into a replica, hidden things included, and gives the positions of the commitments that I know of: where
    /// [`Observation::imagine`] begins.
    pub(super) fn copy_into(&self, replica: &mut Replica) -> Vec<usize> {
        replica.copy(self.table);
        self.commitments().map(|(position, _)| position).collect()
    }

    /// The seat.
    pub fn seat(&self) -> NationId {
        self.seat
    }

    /// The scenario.
    pub fn case(&self) -> &'a Case {
        self.table.case
    }

    /// What this seat is asked now, if it is up.
    pub fn ask(&self) -> Option<Ask> {
        self.table.game.up(self.seat)
    }

    /// Turn, from 0.
    pub fn turn(&self) -> usize {
        self.table.game.turn
    }

    /// First day of the turn.
    pub fn today(&self) -> i32 {
        self.table.today()
    }

    /// The turn's slot in the calendar.
    pub fn slot(&self) -> TurnSlot {
        self.table.slot()
    }

    /// Phase of the turn.
    pub fn phase(&self) -> Phase {
        self.table.game.phase
    }

    /// My own nation.
    pub fn own(&self) -> &'a Nation {
        self.table.nation(self.seat)
    }

    /// How the summit ended, once it has.
    pub fn outcome(&self) -> Option<Outcome> {
        self.table.game.outcome
    }

    /// Market stress, 0 to 1.
    pub fn market(&self) -> f64 {
        self.table.game.market
    }

    /// Approval of a nation's government at home, percent: polls are public.
    pub fn approval(&self, nation: NationId) -> f64 {
        self.table.nation(nation).approval
    }

    /// What a leader has said about coming to the summit.
    pub fn attendance(&self, nation: NationId) -> Attendance {
        self.table.nation(nation).attendance
    }

    /// My trust in another, 0 to 1.
    pub fn trust(&self, other: NationId) -> f64 {
        self.table.relation(self.seat, other).trust
    }

    /// Tension with another, 0 to 1.
    pub fn tension(&self, other: NationId) -> f64 {
        self.table.tension(self.seat, other)
    }

    /// Tension between two nations, 0 to 1: it shows.
    pub fn tension_between(&self, one: NationId, other: NationId) -> f64 {
        self.table.tension(one, other)
    }

    /// The furthest that I have come toward another in the last talks of us two, where neither a draft nor an agreement has taken
    /// its place; empty for none.
    pub fn conceded(&self, to: NationId) -> Package {
        self.table.relation(self.seat, to).conceded
    }

    /// Offers of another that my analysts' estimate of its interests rests on.
    pub fn offers_seen(&self, other: NationId) -> u16 {
        self.table.relation(self.seat, other).offers_seen
    }

    /// My belief that another executes its threats, 0 to 1.
    pub fn threat_credibility(&self, other: NationId) -> f64 {
        self.table.relation(self.seat, other).threats.mean(self.case().parameters.belief_prior_weight)
    }

    /// My belief that another keeps its promises, 0 to 1.
    pub fn promise_credibility(&self, other: NationId) -> f64 {
        self.table.promise_credibility(self.seat, other)
    }

    /// What my belief that another executes its threats rests on.
    pub fn threat_record(&self, other: NationId) -> &'a Beta {
        &self.table.relation(self.seat, other).threats
    }

    /// What my belief that another keeps its promises rests on.
    pub fn promise_record(&self, other: NationId) -> &'a Beta {
        &self.table.relation(self.seat, other).promises
    }

    /// What my analysts think another makes of my threats, 0 to 1: my public record.
    pub fn own_credibility(&self, with: NationId) -> f64 {
        self.table.relation(with, self.seat).threats.mean(self.case().parameters.belief_prior_weight)
    }

    /// A measure: what is in force or announced is public.
    pub fn measure(&self, measure: MeasureId) -> &'a Measure {
        &self.table.measures[measure.index()]
    }

    /// A negotiator's public record: rapport with my side, slips, replacement.
    pub fn negotiator(&self, person: NegotiatorId) -> NegotiatorView {
        let state = &self.table.negotiators[person.index()];
        let own = self.case().negotiator(person).nation == self.seat;
        NegotiatorView {
            rapport: if own { None } else { Some(state.rapport[self.seat.index()]) },
            replaced: state.replaced,
            off_message: (state.off_message >= 0).then_some(state.off_message as usize),
            disavowed: state.disavowed,
        }
    }

    /// Who speaks for me at a level, and the concession exponent the person bargains with.
    pub fn speaker(&self, level: Level) -> (NegotiatorId, f64) {
        (negotiators::speaker(self.case(), self.seat, level), negotiators::style(self.table, self.seat, level))
    }

    /// Commitments that I know of, with their positions in the ledger.
    pub fn commitments(&self) -> impl Iterator<Item = (usize, &'a Commitment)> + use<'a, 't> {
        let seat = self.seat;
        self.table
            .game
            .commitments
            .iter()
            .enumerate()
            .filter(move |(_, commitment)| commitment.public || commitment.by == seat || commitment.to == seat)
    }

    /// A commitment that I know of, by its position in the ledger.
    pub fn commitment(&self, position: usize) -> Option<&'a Commitment> {
        let commitment = self.table.game.commitments.get(position)?;
        let known = commitment.public || commitment.by == self.seat || commitment.to == self.seat;
        known.then_some(commitment)
    }

    /// What it would cost me, in payoff points from no deal, if a threat that I know of were carried out.
    pub fn threat_fall(&self, position: usize) -> f64 {
        self.table.game.threat_falls.get(position).map_or(0.0, |falls| falls[self.seat.index()])
    }

    /// Agreements: their texts are public.
    pub fn agreements(&self) -> &'a [Agreement] {
        &self.table.game.agreements
    }

    /// Channels that I am on.
    pub fn channels(&self) -> impl Iterator<Item = (ChannelId, &'a ChannelCase, &'a Channel)> + use<'a, 't> {
        let seat = self.seat;
        let state = &self.table.channels;
        self.table
            .case
            .channels
            .iter()
            .zip(state.iter())
            .enumerate()
            .filter(move |(_, (case, _))| case.members.has(seat))
            .map(|(index, (case, state))| (ChannelId::at(index), case, state))
    }

    /// The state of a channel that I am on.
    pub fn channel(&self, channel: ChannelId) -> Option<&'a Channel> {
        let mine = self.case().channels.get(channel.index()).is_some_and(|line| line.members.has(self.seat));
        self.table.channels.get(channel.index()).filter(|_| mine)
    }

    /// The furthest draft between me and these others.
    pub fn draft(&self, members: Nations) -> Package {
        if members.has(self.seat) { self.table.draft(members) } else { Package::EMPTY }
    }

    /// Requests of allies that wait for my answer.
    pub fn requests(&self) -> impl Iterator<Item = &'a AllyRequest> + use<'a, 't> {
        let seat = self.seat;
        self.table.game.requests.iter().filter(move |request| request.to == seat)
    }

    /// My moves of this turn so far.
    pub fn moves(&self) -> impl Iterator<Item = &'a Action> + use<'a, 't> {
        let seat = self.seat;
        self.table.game.moves.iter().filter(move |(by, _)| *by == seat).map(|(_, action)| action)
    }

    /// What happened that I know of.
    pub fn events(&self) -> impl Iterator<Item = &'a Event> + use<'a, 't> {
        let seat = self.seat;
        self.table.game.events.iter().filter(move |event| event.audience.has(seat))
    }

    /// The meeting that I am in.
    pub fn talk(&self) -> Option<TalkView<'a>> {
        let meeting = &self.table.game.meeting;
        let channel = meeting.channel?;
        let floor = &meeting.floor;
        let position = floor.place(self.seat)?;
        Some(TalkView {
            channel,
            level: self.case().channels[channel.index()].level,
            parties: &floor.parties,
            round: floor.round,
            rounds: floor.rounds,
            standing: floor.standing.map(|(offer, _)| offer),
            offers: &floor.offers,
            all_worth: &meeting.worth,
            seat: self.seat,
            asked: floor.asked,
            vote: floor.vote,
            draft: meeting.draft,
            own: &meeting.own[position],
            ideal: meeting.ideal[position],
            reservation: meeting.reservation[position],
            estimate: &meeting.estimate[position],
        })
    }

    /// Levels in force.
    pub fn levels(&self) -> [u8; MAX_MEASURES] {
        self.table.levels()
    }

    /// Levels in force, but for a measure at another level.
    pub fn levels_with(&self, measure: MeasureId, level: u8) -> [u8; MAX_MEASURES] {
        let mut levels = self.levels();
        if let Some(slot) = levels.get_mut(measure.index()) {
            *slot = level;
        }
        levels
    }

    /// Levels without any further agreement.
    pub fn no_deal_levels(&self) -> [u8; MAX_MEASURES] {
        self.table.no_deal_levels()
    }

    /// My payoff under a vector of levels, 0 to 100.
    pub fn payoff(&self, levels: &[u8; MAX_MEASURES]) -> f64 {
        self.table.payoff(self.seat, levels)
    }

    /// How far my goals are met under a vector of levels, each 0 to 1.
    pub fn goals_under(&self, levels: &[u8; MAX_MEASURES]) -> Goals {
        self.table.goals_at(self.seat, levels)
    }

    /// My goals now, each 0 to 1.
    pub fn goals(&self) -> Goals {
        self.table.goals_now(self.seat)
    }

    /// My payoff without any further agreement and around it.
    pub fn prospect(&self) -> Prospect<'a> {
        self.table.prospect(self.seat)
    }

    /// What my analysts take another's payoff to be without any further agreement and around it, by its reputed weights.
    pub fn reputed_prospect(&self, other: NationId) -> Prospect<'a> {
        self.table.reputed_prospect(other)
    }

    /// What my analysts take another's payoff to be under a vector of levels, 0 to 100.
    pub fn reputed_payoff(&self, other: NationId, levels: &[u8; MAX_MEASURES]) -> f64 {
        self.table.reputed_payoff(other, levels)
    }

    /// My value of a package between these nations, payoff points over no deal.
    pub fn package_value(&self, package: Package, members: Nations) -> f64 {
        self.table.package_value(self.seat, package, members)
    }

    /// What each option of an agenda is worth to me by itself.
    pub fn preferences(&self, agenda: u16, members: Nations) -> Preferences {
        self.table.preferences(self.seat, agenda, members)
    }

    /// Share of my constituencies' weight that prefers a package to no deal, 0 to 1.
    pub fn support(&self, package: Package, members: Nations) -> f64 {
        self.table.support(self.seat, package, members)
    }

    /// Margin by which each of my constituencies prefers a package to no deal, points of 100.
    pub fn constituency_margins(&self, package: Package, members: Nations) -> [f64; MAX_CONSTITUENCIES] {
        self.table.constituency_margins(self.seat, package, members)
    }

    /// Whether a package would be ratified at home as far as I can tell.
    pub fn in_win_set(&self, package: Package, members: Nations) -> bool {
        self.table.in_win_set(self.seat, package, members)
    }

    /// What it would cost me to break a commitment of mine, payoff points.
    pub fn audience_cost(&self, commitment: &Commitment) -> f64 {
        self.table.audience_cost(commitment)
    }

    /// What attending the summit is worth to me: prospect of a deal, the appointment, the cost of tension; payoff points.
    pub fn attendance_terms(&self) -> [f64; 3] {
        summit::attendance_terms(self.table, self.seat)
    }

    /// What breaking an agreement would bring me: change of regime, worth of my word; payoff points.
    pub fn temptation(&self, position: usize) -> [f64; 2] {
        compliance::temptation(self.table, self.seat, position)
    }

    /// Issues that can be talked about on a channel as things stand.
    pub fn agenda_of(&self, channel: ChannelId) -> u16 {
        talks::open_on(self.table, channel)
    }

    /// Whether an action is legal now, and its price.
    pub fn check(&self, action: &Action) -> Result<Price, Refusal> {
        legal::check(self.table, self.seat, action)
    }

    /// News in somebody's own words that came from outside, in order: everybody reads it.
    pub fn outside_news(&self) -> &'a [String] {
        &self.table.game.news
    }

    /// My domestic groups whose votes people cast, by position.
    pub fn held_votes(&self) -> impl Iterator<Item = usize> + use<'a, 't> {
        let seat = self.seat;
        let held = self.table.game.held_votes.iter().filter(move |(nation, _)| *nation == seat);
        held.map(|(_, group)| usize::from(*group))
    }

    /// The agreement that is put to the vote at home, by position.
    pub fn put_to_vote(&self) -> Option<usize> {
        let voting = self.table.game.waiting.iter().any(|(_, ask)| matches!(ask, Ask::Vote(_)));
        self.table.game.summit_deal.filter(|_| voting).map(usize::from)
    }

    /// What one of my groups makes of what is put to the vote, and how far from 0 that may be for a person to decide its vote;
    /// points of 100.
    pub fn stake(&self, group: u8) -> Option<(f64, f64)> {
        summit::stake(self.table, self.seat, group).filter(|_| self.put_to_vote().is_some())
    }

    /// What I have under way, to check moves of posture with when that is what I am asked for.
    pub fn docket(&self) -> Option<Docket> {
        (self.ask() == Some(Ask::Posture)).then(|| Docket::of(self.table, self.seat))
    }

    /// Whether a move of posture is legal now, and its price, by [`Observation::docket`].
    pub fn check_move(&self, docket: &Docket, action: &Action) -> Result<Price, Refusal> {
        legal::check_move(self.table, self.seat, docket, action)
    }

    /// Writes the usual actions into a list, whether they are legal or not: each still has to pass [`Observation::check`].
    pub fn candidates(&self, actions: &mut Vec<Action>) {
        menu::candidates(self, actions);
    }

    /// Writes the usual legal actions into a list: every kind of move with sensible dates and demands.
    pub fn menu(&self, actions: &mut Vec<Action>) {
        menu::fill(self, actions);
    }
}

/// A negotiator as another sees the person.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct NegotiatorView {
    /// Rapport with my side, for a person of the other side.
    pub rapport: Option<f64>,
    /// Whether an understudy has taken over.
    pub replaced: bool,
    /// Turn of the last words without orders.
    pub off_message: Option<usize>,
    /// Whether they were disavowed.
    pub disavowed: bool,
}
