//! Bidding tactics: how much of the range between reservation value and best package to aspire to.

use crate::bargaining::bidding::aspiration;

/// How the aspiration falls over the talks (Faratin, Sierra & Jennings 1998; de Jonge 2022 for the last).
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Tactic {
    /// Aspiration 1 − time^exponent.
    TimeDependent {
        /// Above 1 holds out until late (Boulware), below 1 gives early (Conceder).
        exponent: f64,
    },
    /// Concedes in proportion to the counterpart's last concession.
    RelativeTitForTat,
    /// Concedes in proportion to the counterpart's concession since the start, averaged over its offers.
    AveragedTitForTat {
        /// Number of offers averaged over.
        window: usize,
    },
    /// Concedes one step for each new offer of the counterpart (MiCRO).
    Micro,
}

impl Tactic {
    /// Holds out.
    pub const BOULWARE: Tactic = Tactic::TimeDependent { exponent: 4.0 };
    /// Concedes evenly.
    pub const LINEAR: Tactic = Tactic::TimeDependent { exponent: 1.0 };
    /// Concedes early.
    pub const CONCEDER: Tactic = Tactic::TimeDependent { exponent: 0.4 };

    /// Aspiration from 1 (the own best package) to 0 (the reservation value).
    pub fn target(&self, progress: &Progress) -> f64 {
        let by_time = |exponent: f64| aspiration(progress.time, exponent.max(0.01));
        let own = progress.own_last.unwrap_or(1.0);
        let last = progress.their_last.unwrap_or(0.0);
        let aspiration = match *self {
            Tactic::TimeDependent { exponent } => by_time(exponent * progress.style),
            Tactic::RelativeTitForTat => {
                let given = (last - progress.their_previous.unwrap_or(last)).max(0.0);
                // A counterpart that does not move is met with a slow concession, so that two such tactics do not lock.
                (own - given).min(by_time(6.0 * progress.style).max(own - 0.1))
            }
            Tactic::AveragedTitForTat { window } => {
                let since = (last - progress.their_first.unwrap_or(last)).max(0.0);
                let steps = progress.their_distinct.clamp(1, window.max(1)) as f64;
                (own - since / steps).min(by_time(6.0 * progress.style).max(own - 0.1))
            }
            Tactic::Micro => {
                let step = 0.08 / progress.style.max(0.25);
                let ahead = progress.own_offers > progress.their_distinct;
                if ahead { own } else { own - step }
            }
        };
        aspiration.clamp(0.0, 1.0)
    }
}

/// How the talks have gone, in shares between one's reservation value (0) and best package (1).
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Progress {
    /// Share of the exchanges that are over.
    pub time: f64,
    /// Concession exponent of the negotiator, which multiplies the tactic's.
    pub style: f64,
    /// Own offers so far.
    pub own_offers: usize,
    /// Own last offer.
    pub own_last: Option<f64>,
    /// The counterpart's first offer.
    pub their_first: Option<f64>,
    /// Its offer before the last.
    pub their_previous: Option<f64>,
    /// Its last offer.
    pub their_last: Option<f64>,
    /// Number of its offers.
    pub their_distinct: usize,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn aspiration_falls_with_time_and_boulware_stays_above_conceder() {
        let at = |tactic: Tactic, time: f64| tactic.target(&Progress { time, style: 1.0, ..Progress::default() });
        for tenth in 0..10 {
            let (now, later) = (f64::from(tenth) / 10.0, f64::from(tenth + 1) / 10.0);
            assert!(at(Tactic::BOULWARE, now) >= at(Tactic::BOULWARE, later));
            assert!(at(Tactic::BOULWARE, now) >= at(Tactic::CONCEDER, now));
        }
        assert_eq!(at(Tactic::LINEAR, 0.25), 0.75);
    }

    #[test]
    fn tit_for_tat_gives_what_it_got() {
        let progress = Progress {
            time: 0.1,
            style: 1.0,
            own_last: Some(0.9),
            their_previous: Some(0.1),
            their_last: Some(0.2),
            ..Progress::default()
        };
        assert!((Tactic::RelativeTitForTat.target(&progress) - 0.8).abs() < 1e-12);
    }
}
