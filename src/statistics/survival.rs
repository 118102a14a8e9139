//! How long until an event, where some never see it while they are watched (Kaplan & Meier 1958).

use crate::statistics::interval::{Interval, LEVEL, reach};

/// One life: how long it was watched, and whether the event came then or watching ended (right censoring).
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Life {
    /// Time of the event, or of the end of watching.
    pub time: f64,
    /// Whether the event came.
    pub event: bool,
}

/// What is known from a time on until the next.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Step {
    /// Time.
    pub time: f64,
    /// Lives watched just before.
    pub at_risk: u64,
    /// Events at this time.
    pub events: u64,
    /// Lives whose watching ended at this time without the event.
    pub censored: u64,
    /// Share that has not seen the event by this time.
    pub survival: f64,
    /// Its pointwise 95 percent band: Greenwood's variance (1926) on the scale of log(−log S), which keeps it within 0 and 1
    /// (Kalbfleisch & Prentice 1980).
    pub band: Interval,
}

/// A curve of survival.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Curve {
    /// Its steps in order of time.
    pub steps: Vec<Step>,
}

impl Curve {
    /// The product-limit estimate of these lives.
    pub fn of(lives: &[Life]) -> Curve {
        let mut lives = lives.to_vec();
        lives.sort_by(|a, b| a.time.total_cmp(&b.time));
        let mut steps = Vec::new();
        let (mut at_risk, mut survival, mut spread) = (lives.len() as u64, 1.0, 0.0);
        for group in lives.chunk_by(|a, b| a.time == b.time) {
            let events = group.iter().filter(|life| life.event).count() as u64;
            let (watched, ended) = (at_risk as f64, events as f64);
            survival *= 1.0 - ended / watched;
            spread += ended / (watched * (watched - ended));
            let band = band(survival, spread);
            let censored = group.len() as u64 - events;
            steps.push(Step { time: group[0].time, at_risk, events, censored, survival, band });
            at_risk -= group.len() as u64;
        }
        Curve { steps }
    }

    /// Share that has not seen the event by a time.
    pub fn at(&self, time: f64) -> f64 {
        self.steps.iter().take_while(|step| step.time <= time).last().map_or(1.0, |step| step.survival)
    }

    /// First time by which half have seen the event; none where half never do while watched.
    pub fn median(&self) -> Option<f64> {
        self.first(|step| step.survival)
    }

    /// The 95 percent interval of the median, from where the band crosses one half (Brookmeyer & Crowley 1982); an end that is not
    /// reached is none.
    pub fn median_interval(&self) -> (Option<f64>, Option<f64>) {
        (self.first(|step| step.band.0), self.first(|step| step.band.1))
    }

    fn first(&self, share: impl Fn(&Step) -> f64) -> Option<f64> {
        self.steps.iter().find(|step| share(step) <= 0.5).map(|step| step.time)
    }
}

fn band(survival: f64, spread: f64) -> Interval {
    if survival >= 1.0 || survival <= 0.0 {
        return (survival, survival);
    }
    let hazard = -libm::log(survival);
    let half = reach(LEVEL) * spread.sqrt() / hazard;
    (libm::exp(-hazard * libm::exp(half)), libm::exp(-hazard * libm::exp(-half)))
}
