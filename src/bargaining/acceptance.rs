//! Acceptance conditions (Baarslag, Hindriks & Jonker 2014).

/// When an offer on the table is good enough.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Acceptance {
    /// At least as good as what one would offer next (AC_next).
    Next,
    /// AC_next, or late in the talks at least as good as the best of the recent offers (AC_combi).
    Combi {
        /// Share of the talks after which the second condition counts.
        time: f64,
    },
    /// At least what the tactic aspires to now, whatever it would offer: how NegMAS' time-based agents and MiCRO accept.
    Target,
    /// At least a constant (AC_const).
    Constant {
        /// The constant, a utility.
        least: f64,
    },
    /// Anything after a share of the talks (AC_time).
    Time {
        /// The share.
        time: f64,
    },
}

/// What an offer is judged by; utilities on one scale.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Situation {
    /// The offer on the table.
    pub offer: f64,
    /// What one would offer next; where the condition is [`Acceptance::Target`], what one aspires to.
    pub next: f64,
    /// Share of the talks that is over.
    pub time: f64,
    /// The best recent offer.
    pub best_recent: f64,
    /// The reservation value, below which nothing is accepted.
    pub reservation: f64,
}

impl Acceptance {
    /// Whether to accept.
    pub fn accepts(&self, situation: &Situation) -> bool {
        let next = situation.offer >= situation.next;
        let enough = match *self {
            Acceptance::Next | Acceptance::Target => next,
            Acceptance::Constant { least } => situation.offer >= least,
            Acceptance::Time { time } => situation.time >= time,
            Acceptance::Combi { time } => next || (situation.time >= time && situation.offer >= situation.best_recent),
        };
        enough && situation.offer >= situation.reservation
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_below_the_reservation_value_is_accepted() {
        let situation = Situation { offer: 0.3, next: 0.1, time: 1.0, best_recent: 0.3, reservation: 0.4 };
        assert!(!Acceptance::Combi { time: 0.9 }.accepts(&situation));
        assert!(!Acceptance::Next.accepts(&situation));
        assert!(Acceptance::Next.accepts(&Situation { reservation: 0.3, ..situation }));
    }

    #[test]
    fn constants_and_the_clock_are_conditions_of_their_own() {
        let situation = Situation { offer: 0.5, next: 0.8, time: 0.6, best_recent: 0.9, reservation: 0.4 };
        assert!(Acceptance::Constant { least: 0.5 }.accepts(&situation));
        assert!(!Acceptance::Constant { least: 0.51 }.accepts(&situation));
        assert!(Acceptance::Time { time: 0.6 }.accepts(&situation));
        assert!(!Acceptance::Time { time: 0.61 }.accepts(&situation));
    }

    #[test]
    fn late_in_the_talks_the_best_recent_offer_is_enough() {
        let situation = Situation { offer: 0.5, next: 0.8, time: 0.95, best_recent: 0.5, reservation: 0.4 };
        assert!(Acceptance::Combi { time: 0.9 }.accepts(&situation));
        assert!(!Acceptance::Combi { time: 0.9 }.accepts(&Situation { time: 0.5, ..situation }));
    }
}
