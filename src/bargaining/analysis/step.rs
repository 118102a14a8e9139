//! The steps of a negotiation dance (Hindriks, Jonker & Tykhonov 2007).

/// How an offer differs from the same party's offer before it (Hindriks, Jonker & Tykhonov 2007).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Step {
    /// Worse for its author, better for the other.
    Concession,
    /// Better for its author, worse for the other.
    Selfish,
    /// Better for both.
    Fortunate,
    /// Worse for its author and not better for the other.
    Unfortunate,
    /// As good for its author, better for the other.
    Nice,
    /// As good for both.
    Silent,
}

impl Step {
    /// All kinds.
    pub const ALL: [Step; 6] =
        [Step::Concession, Step::Selfish, Step::Fortunate, Step::Unfortunate, Step::Nice, Step::Silent];

    /// Changes smaller than this count as none in a game, in its units (payoff points).
    pub const HAIR: f64 = 0.05;

    /// Classifies a step of a game by the change of its author's worth and of the other's, in payoff points.
    pub fn of(own: f64, other: f64) -> Step {
        Step::beyond(own, other, Step::HAIR)
    }

    /// Classifies a step by the change of its author's worth and of the other's, where changes up to `hair` count as none.
    ///
    /// What leaves its author as well off and harms the other counts as selfish, what helps its author and leaves the other as well
    /// off as fortunate: the classification of 2007 extended to its borders.
    pub fn beyond(own: f64, other: f64, hair: f64) -> Step {
        let sign = |change: f64| {
            if change > hair {
                1
            } else if change < -hair {
                -1
            } else {
                0
            }
        };
        match (sign(own), sign(other)) {
            (-1, 1) => Step::Concession,
            (-1, _) => Step::Unfortunate,
            (0, 1) => Step::Nice,
            (0, 0) => Step::Silent,
            (_, -1) => Step::Selfish,
            _ => Step::Fortunate,
        }
    }

    /// Name in plain words.
    pub fn name(self) -> &'static str {
        match self {
            Step::Concession => "concession",
            Step::Selfish => "selfish",
            Step::Fortunate => "fortunate",
            Step::Unfortunate => "unfortunate",
            Step::Nice => "nice",
            Step::Silent => "silent",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn steps_are_classified_by_the_sign_of_both_changes() {
        let kinds = [
            Step::of(-1.0, 1.0),
            Step::of(1.0, -1.0),
            Step::of(1.0, 1.0),
            Step::of(-1.0, -1.0),
            Step::of(0.0, 1.0),
            Step::of(0.01, -0.01),
        ];
        assert_eq!(kinds, Step::ALL);
    }
}
