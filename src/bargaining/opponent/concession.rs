//! When and where a counterpart will stop: regression over its concessions (Hou 2004; Yu, Ren & Zhang 2013, after Zeng & Sycara 1998).

/// Hypotheses a side: deadlines times reservation values.
const GRID: usize = 20;
/// Standard deviation of an observed utility about the one that a hypothesis says.
const DEVIATION: f64 = 0.05;

/// A guess at a counterpart's limits.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Forecast {
    /// When its concessions end, as a share of the talks; 1 is the deadline of the table.
    pub deadline: f64,
    /// What it will have conceded to by then, in the units that were observed.
    pub reservation: f64,
    /// Exponent of its concession curve: above 1 it gives late (Boulware).
    pub exponent: f64,
}

/// Fits `first + (reservation − first) · (time / deadline)^exponent` to what a counterpart's offers are worth.
///
/// For every pair of deadline and reservation value on a grid the exponent follows from a regression through the origin of
/// log concession on log time; the misfit of the curve is its likelihood, and the forecast is the posterior mean.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ConcessionForecast {
    observed: Vec<(f64, f64)>,
}

impl ConcessionForecast {
    /// A forecast that has seen nothing.
    pub fn new() -> Self {
        Self::default()
    }

    /// Takes note of an offer: the share of the talks that was over, above 0, and what the offer is worth to the one who watches.
    /// Times rise.
    pub fn observe(&mut self, time: f64, utility: f64) {
        self.observed.push((time, utility));
    }

    /// The forecast; none before the counterpart has conceded anything. A counterpart concedes by offering more to the one who
    /// watches, at most 1.
    pub fn forecast(&self) -> Option<Forecast> {
        let (_, first) = *self.observed.first()?;
        let (now, _) = *self.observed.last()?;
        let most = self.observed.iter().map(|(_, utility)| *utility).fold(first, f64::max);
        if most <= first + 1e-9 || now >= 1.0 {
            return None;
        }
        let mut total = 0.0;
        let mut mean = Forecast { deadline: 0.0, reservation: 0.0, exponent: 0.0 };
        for when in 1..=GRID {
            let deadline = now + (1.0 - now) * when as f64 / GRID as f64;
            for place in 1..=GRID {
                let reservation = most + (1.0 - most) * place as f64 / GRID as f64;
                if reservation <= first {
                    continue;
                }
                let Some(exponent) = self.exponent(first, deadline, reservation) else { continue };
                let likelihood = self.likelihood(first, deadline, reservation, exponent);
                total += likelihood;
                mean.deadline += likelihood * deadline;
                mean.reservation += likelihood * reservation;
                mean.exponent += likelihood * exponent;
            }
        }
        (total > 0.0).then(|| Forecast {
            deadline: mean.deadline / total,
            reservation: mean.reservation / total,
            exponent: mean.exponent / total,
        })
    }

    /// Exponent by regression of log concession on log time.
    fn exponent(&self, first: f64, deadline: f64, reservation: f64) -> Option<f64> {
        let (mut products, mut squares) = (0.0, 0.0);
        for (time, utility) in self.observed.iter().skip(1) {
            let share = (utility - first) / (reservation - first);
            if share <= 0.0 || share >= 1.0 || *time <= 0.0 || *time >= deadline {
                continue;
            }
            let (x, y) = (libm::log(time / deadline), libm::log(share));
            products += x * y;
            squares += x * x;
        }
        (squares > 0.0).then(|| (products / squares).clamp(0.05, 20.0))
    }

    fn likelihood(&self, first: f64, deadline: f64, reservation: f64, exponent: f64) -> f64 {
        let off: f64 = self
            .observed
            .iter()
            .map(|(time, utility)| {
                let share = libm::pow((time / deadline).clamp(0.0, 1.0), exponent);
                let off = utility - (first + (reservation - first) * share);
                off * off
            })
            .sum();
        libm::exp(-off / (2.0 * DEVIATION * DEVIATION))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn seen(deadline: f64, reservation: f64, exponent: f64, until: f64) -> ConcessionForecast {
        let mut forecast = ConcessionForecast::new();
        for step in 1..=100 {
            let time = f64::from(step) / 101.0;
            if time <= until {
                forecast.observe(time, 0.1 + (reservation - 0.1) * libm::pow((time / deadline).min(1.0), exponent));
            }
        }
        forecast
    }

    #[test]
    fn a_curve_that_was_seen_most_of_the_way_is_continued() {
        let found = seen(1.0, 0.7, 2.0, 0.9).forecast().expect("there were concessions");
        assert!((found.reservation - 0.7).abs() < 0.05, "{found:?}");
        assert!((found.exponent - 2.0).abs() < 0.5, "{found:?}");
    }

    #[test]
    fn who_never_moves_tells_nothing() {
        let mut forecast = ConcessionForecast::new();
        assert_eq!(forecast.forecast(), None);
        (1..50).for_each(|step| forecast.observe(f64::from(step) / 101.0, 0.3));
        assert_eq!(forecast.forecast(), None);
    }

    #[test]
    fn late_giving_is_told_from_early() {
        let late = seen(1.0, 0.8, 4.0, 0.8).forecast().expect("concessions").exponent;
        let early = seen(1.0, 0.8, 0.4, 0.8).forecast().expect("concessions").exponent;
        assert!(late > 1.5 && early < 0.8, "{late} {early}");
    }
}
