//! The tutorial: a list of steps, and from what the seat sees to the step that is next. A step ends when the player has done it.

use crate::desktop::desk::Scene;
use crate::desktop::intent::Page;
use crate::record::talks::members;
use crate::rules::case::{Level, NationId};
use crate::rules::event::Fact;
use crate::rules::menu::Purpose;
use crate::rules::state::Ask;

/// The scenario that is the tutorial.
pub const SCENARIO: &str = "steel-safeguard";

/// Turns in which there is time to look around.
const EARLY: usize = 1;

/// A step.
pub struct Step {
    /// Key of its title among the texts.
    pub title: &'static str,
    /// Key of what is to be done.
    pub task: &'static str,
    /// Key of why.
    pub reason: &'static str,
    /// Page on which it is done; none where it is done at the foot of the window.
    pub page: Option<Page>,
    /// Whether it can be done now.
    ready: fn(&Scene) -> bool,
    /// Whether it has been done.
    done: fn(&Scene) -> bool,
}

/// How far a player has come.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Progress {
    /// The first step that has not been done or passed.
    next: usize,
    /// Steps that were open when the player skipped one.
    at: usize,
}

impl Progress {
    /// With the step that is shown passed over.
    pub fn skipped(self) -> Progress {
        Progress { next: (self.at + 1).min(STEPS.len()), ..self }
    }
}

/// The steps in their order. One that is passed in play is not asked for again.
pub const STEPS: [Step; 16] = [
    Step {
        title: "tutorial-file",
        task: "tutorial-file-do",
        reason: "tutorial-file-why",
        page: Some(Page::Map),
        ready: early,
        done: |scene| scene.papers.subject.is_some_and(|nation| nation != scene.view.seat()),
    },
    Step {
        title: "tutorial-leverage",
        task: "tutorial-leverage-do",
        reason: "tutorial-leverage-why",
        page: Some(Page::WarRoom),
        ready: early,
        done: |scene| scene.papers.foresight.answer().is_some_and(|answer| answer.usual.games > 0),
    },
    Step {
        title: "tutorial-threat",
        task: "tutorial-threat-do",
        reason: "tutorial-threat-why",
        page: Some(Page::Moves),
        ready: early,
        done: |scene| scene.papers.page == Page::Moves && scene.papers.purpose == Purpose::Pressure,
    },
    Step {
        title: "tutorial-move",
        task: "tutorial-move-do",
        reason: "tutorial-move-why",
        page: Some(Page::Moves),
        ready: posture,
        done: |scene| scene.view.moves().next().is_some(),
    },
    Step {
        title: "tutorial-end-turn",
        task: "tutorial-end-turn-do",
        reason: "tutorial-end-turn-why",
        page: None,
        ready: |scene| posture(scene) && scene.view.moves().next().is_some(),
        done: |scene| scene.view.moves().next().is_none(),
    },
    Step {
        title: "tutorial-best",
        task: "tutorial-best-do",
        reason: "tutorial-best-why",
        page: Some(Page::Talks),
        ready: talking,
        done: |scene| talking(scene) && !scene.papers.package.is_empty(),
    },
    Step {
        title: "tutorial-trade",
        task: "tutorial-trade-do",
        reason: "tutorial-trade-why",
        page: Some(Page::Talks),
        ready: talking,
        done: |scene| {
            let package = scene.papers.package;
            scene.view.talk().is_some_and(|talk| !package.is_empty() && package != talk.own.best())
        },
    },
    Step {
        title: "tutorial-win-set",
        task: "tutorial-win-set-do",
        reason: "tutorial-win-set-why",
        page: Some(Page::Home),
        ready: |scene| talking(scene) && !scene.papers.package.is_empty(),
        done: |scene| scene.papers.page == Page::Home && !scene.papers.package.is_empty(),
    },
    Step {
        title: "tutorial-floor",
        task: "tutorial-floor-do",
        reason: "tutorial-floor-why",
        page: Some(Page::Talks),
        ready: talking,
        done: |scene| {
            let package = scene.papers.package;
            scene.view.talk().is_some_and(|talk| {
                let worth = scene.view.package_value(package, members(&talk));
                !package.is_empty() && worth >= talk.reservation_of(scene.case(), package)
            })
        },
    },
    Step {
        title: "tutorial-offer",
        task: "tutorial-offer-do",
        reason: "tutorial-offer-why",
        page: Some(Page::Talks),
        ready: talking,
        done: |scene| offers(scene) > 0,
    },
    Step {
        title: "tutorial-close",
        task: "tutorial-close-do",
        reason: "tutorial-close-why",
        page: Some(Page::Talks),
        ready: talking,
        done: |scene| !talking(scene),
    },
    Step {
        title: "tutorial-weeks",
        task: "tutorial-weeks-do",
        reason: "tutorial-weeks-why",
        page: None,
        ready: posture,
        done: |scene| matches!(scene.view.ask(), None | Some(Ask::Attend)),
    },
    Step {
        title: "tutorial-attend",
        task: "tutorial-attend-do",
        reason: "tutorial-attend-why",
        page: Some(Page::Summit),
        ready: |scene| scene.view.ask() == Some(Ask::Attend),
        done: |scene| {
            let me = scene.view.seat();
            scene.view.events().any(|event| matches!(event.fact, Fact::Attended(nation, _) if nation == me))
        },
    },
    Step {
        title: "tutorial-leaders",
        task: "tutorial-leaders-do",
        reason: "tutorial-leaders-why",
        page: Some(Page::Talks),
        ready: |scene| scene.view.talk().is_some_and(|talk| talk.level == Level::Leaders),
        done: |scene| scene.view.outcome().is_some(),
    },
    Step {
        title: "tutorial-word",
        task: "tutorial-word-do",
        reason: "tutorial-word-why",
        page: Some(Page::Summit),
        ready: |scene| matches!(scene.view.ask(), Some(Ask::Settle(_))),
        done: |scene| scene.view.ask().is_none(),
    },
    Step {
        title: "tutorial-debrief",
        task: "tutorial-debrief-do",
        reason: "tutorial-debrief-why",
        page: Some(Page::Debrief),
        ready: |scene| scene.view.ask().is_none(),
        done: |_| false,
    },
];

fn posture(scene: &Scene) -> bool {
    scene.view.ask() == Some(Ask::Posture)
}

fn early(scene: &Scene) -> bool {
    posture(scene) && scene.view.turn() <= EARLY
}

fn talking(scene: &Scene) -> bool {
    scene.view.ask() == Some(Ask::Talk)
}

/// Offers that I have made so far.
fn offers(scene: &Scene) -> usize {
    let me = scene.view.seat();
    scene.view.events().filter(|event| matches!(event.fact, Fact::Offered(nation, _) if nation == me)).count()
}

/// The step that can be done next: none while the game only has to go on.
pub fn step(progress: Progress, scene: &Scene) -> Option<&'static Step> {
    open(progress, scene).map(|at| &STEPS[at])
}

fn open(progress: Progress, scene: &Scene) -> Option<usize> {
    (progress.next..STEPS.len()).find(|at| (STEPS[*at].ready)(scene))
}

/// How far the player has come when this is what the seat sees.
pub fn follow(mut progress: Progress, scene: &Scene) -> Progress {
    // What was asked for last may have been done by leaving the moment in which it could be.
    if progress.at >= progress.next && STEPS.get(progress.at).is_some_and(|step| (step.done)(scene)) {
        progress.next = progress.at + 1;
    }
    while let Some(at) = open(progress, scene) {
        progress.at = at;
        if !(STEPS[at].done)(scene) {
            break;
        }
        progress.next = at + 1;
    }
    progress
}

/// What no deal would cost me, and what it seems to cost the other party of the summit, payoff points: the difference is leverage.
pub fn stakes(scene: &Scene) -> (f64, f64) {
    let view = scene.view;
    let other = other(scene);
    let (now, then) = (view.levels(), view.no_deal_levels());
    let mine = view.payoff(&now) - view.payoff(&then);
    (mine, view.reputed_payoff(other, &now) - view.reputed_payoff(other, &then))
}

/// The other party of the summit.
pub fn other(scene: &Scene) -> NationId {
    let [first, second] = scene.case().summit.parties;
    if scene.view.seat() == first { second } else { first }
}
