//! Which packages pass at home (the win-set, Putnam 1988): who is for a package, whose votes are missing, and what would win them.

use crate::bargaining::{Package, analysis};
use crate::record::talks;
use crate::rules::case::*;
use crate::rules::observation::Observation;

/// Most packages that are drawn.
const MOST_POINTS: usize = 48;
/// Most changes that are suggested.
const MOST_REMEDIES: usize = 4;

/// Which package is looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Subject {
    /// The one that the person is building.
    Own,
    /// The offer on the table.
    Standing,
    /// The draft of a lower level.
    Draft,
    /// None: there is nothing to look at yet.
    Nothing,
}

/// A domestic group before a package.
#[derive(Clone, Debug, PartialEq)]
pub struct Group {
    /// Name.
    pub name: String,
    /// Share of the votes, 0 to 1.
    pub weight: f64,
    /// By how much it prefers the package to no deal, points of 100.
    pub margin: f64,
    /// What it wants most, the first first.
    pub wants: Vec<Goal>,
}

/// A change of one term that would win votes.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Remedy {
    /// Issue.
    pub issue: usize,
    /// Option in place of the package's.
    pub option: usize,
    /// Share of the votes then, 0 to 1.
    pub support: f64,
    /// What the change costs or brings me, points.
    pub mine: f64,
}

/// A package on the picture of the win-set.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Spot {
    /// Worth to me, points over no deal.
    pub worth: f64,
    /// Share of the votes, 0 to 1.
    pub support: f64,
    /// Whether it passes.
    pub passes: bool,
}

/// What passes at home.
#[derive(Clone, Debug, PartialEq)]
pub struct WinSet {
    /// Which package is looked at.
    pub subject: Subject,
    /// The package.
    pub package: Package,
    /// Between whom.
    pub members: Nations,
    /// The groups, as they stand to the package.
    pub groups: Vec<Group>,
    /// Share of the votes for it, 0 to 1.
    pub support: f64,
    /// Share that is needed.
    pub quota: f64,
    /// Whether it passes.
    pub passes: bool,
    /// For each issue that can be talked about, the share of the votes with each of its options in the package.
    pub options: Vec<(usize, Vec<f64>)>,
    /// Changes that would make a package pass that does not, or come nearest, the cheapest to me first.
    pub remedies: Vec<Remedy>,
    /// Packages that neither side could better for nothing, as analysts see the other: the picture.
    pub spots: Vec<Spot>,
}

/// What passes at home, for the package being built, or else the offer on the table, or else the draft.
pub fn look(view: &Observation, own: Package) -> WinSet {
    let case = view.case();
    let nation = case.nation(view.seat());
    let talk = view.talk();
    let members = talk.as_ref().map_or(Nations::of(case.summit.parties).with(view.seat()), talks::members);
    let standing = talk.as_ref().and_then(|talk| talk.standing).map(|offer| offer.package);
    let draft = view.draft(members);
    let (subject, package) = match standing {
        _ if !own.is_empty() => (Subject::Own, own),
        Some(standing) => (Subject::Standing, standing),
        None if draft.is_empty() => (Subject::Nothing, draft),
        None => (Subject::Draft, draft),
    };
    let agenda = talk.as_ref().map_or(case.issues_open_to(members), |talk| view.agenda_of(talk.channel));
    let margins = view.constituency_margins(package, members);
    let groups = nation.constituencies.iter().zip(margins).map(|(group, margin)| Group {
        name: group.name.clone(),
        weight: group.weight,
        margin,
        wants: wants(&group.goals),
    });
    let support = view.support(package, members);
    let open: Vec<usize> = (0..case.issues.len()).filter(|issue| agenda >> issue & 1 == 1).collect();
    let options: Vec<(usize, Vec<f64>)> = open
        .iter()
        .map(|issue| {
            let with = |option| view.support(package.with(*issue, Some(option)), members);
            (*issue, (0..case.issues[*issue].options.len()).map(with).collect())
        })
        .collect();
    let passes = view.in_win_set(package, members);
    WinSet {
        subject,
        package,
        members,
        groups: groups.collect(),
        support,
        quota: nation.quota,
        passes,
        remedies: if passes || package.is_empty() {
            Vec::new()
        } else {
            remedies(view, package, members, support, nation.quota, &options)
        },
        options,
        spots: spots(view, agenda, members),
    }
}

/// Goals of a group by their weight, at most three.
fn wants(goals: &Goals) -> Vec<Goal> {
    let mut wants: Vec<Goal> = Goal::ALL.into_iter().filter(|goal| goals[*goal as usize] > 0.0).collect();
    wants.sort_by(|a, b| goals[*b as usize].total_cmp(&goals[*a as usize]));
    wants.truncate(3);
    wants
}

fn remedies(
    view: &Observation,
    package: Package,
    members: Nations,
    support: f64,
    quota: f64,
    options: &[(usize, Vec<f64>)],
) -> Vec<Remedy> {
    let now = view.package_value(package, members);
    let mut remedies: Vec<Remedy> = options
        .iter()
        .flat_map(|(issue, shares)| shares.iter().enumerate().map(move |(option, share)| (*issue, option, *share)))
        .filter(|(issue, option, share)| *share > support + 1e-9 && package.get(*issue) != Some(*option))
        .map(|(issue, option, support)| {
            let mine = view.package_value(package.with(issue, Some(option)), members) - now;
            Remedy { issue, option, support, mine }
        })
        .collect();
    let enough = |remedy: &Remedy| remedy.support + 1e-9 >= quota;
    remedies.sort_by(|a, b| {
        let nearer = |remedy: &Remedy| if enough(remedy) { quota } else { remedy.support };
        nearer(b).total_cmp(&nearer(a)).then(b.mine.total_cmp(&a.mine))
    });
    remedies.truncate(MOST_REMEDIES);
    remedies
}

/// Packages of the frontier between what I want and what the other party is taken to want.
fn spots(view: &Observation, agenda: u16, members: Nations) -> Vec<Spot> {
    let case = view.case();
    let other = case.rival(view.seat()).or_else(|| members.without(view.seat()).iter().next());
    let frontier = match view.talk() {
        Some(talk) => analysis::frontier(talk.own, talk.estimate),
        None => match other.and_then(|other| case.reputations.get(other.index())) {
            Some(reputed) => analysis::frontier(&view.preferences(agenda, members), reputed),
            None => Vec::new(),
        },
    };
    let stride = frontier.len().div_ceil(MOST_POINTS).max(1);
    frontier
        .into_iter()
        .step_by(stride)
        .map(|point| Spot {
            worth: view.package_value(point.package, members),
            support: view.support(point.package, members),
            passes: view.in_win_set(point.package, members),
        })
        .collect()
}
