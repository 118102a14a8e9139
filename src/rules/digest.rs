//! A fingerprint of a game's state: equal on every machine, lane and thread count, or determinism is broken.

use crate::bargaining::Package;
use crate::rules::state::*;
use xxhash_rust::xxh3::Xxh3;

struct Sink(Xxh3);

impl Sink {
    fn number(&mut self, value: f64) {
        self.0.update(&value.to_bits().to_le_bytes());
    }

    fn numbers(&mut self, values: impl IntoIterator<Item = f64>) {
        for value in values {
            self.number(value);
        }
    }

    fn count(&mut self, value: i64) {
        self.0.update(&value.to_le_bytes());
    }

    fn package(&mut self, package: Package) {
        for (issue, option) in package.issues() {
            self.count((issue * 16 + option) as i64);
        }
    }

    fn scheduled(&mut self, scheduled: Option<(u8, i32)>) {
        let (level, day) = scheduled.map_or((-1, 0), |(level, day)| (i64::from(level), day));
        self.count(level);
        self.count(i64::from(day));
    }
}

/// The fingerprint (XXH3, 64 bits) of everything that later turns depend on.
pub fn of(table: &Table) -> u64 {
    let mut sink = Sink(Xxh3::new());
    let game = &table.game;
    sink.count(game.turn as i64);
    sink.count(game.phase as i64);
    sink.number(game.market);
    sink.count(game.outcome.map_or(-1, |outcome| outcome as i64));
    sink.count(game.happened as i64);
    for nation in table.nations.iter() {
        sink.numbers([nation.capital, nation.approval, nation.resolve, nation.payoff, nation.no_deal]);
        sink.number(nation.gathered);
        sink.numbers(nation.availability);
        sink.numbers(nation.drift);
        sink.numbers(nation.stock);
        sink.numbers(nation.capacity);
        sink.count(nation.attendance as i64 * 4 + nation.mandate as i64);
        sink.count(i64::from(nation.backers.0) << 8 | i64::from(nation.partners.0));
    }
    for person in table.negotiators.iter() {
        sink.numbers(person.rapport);
        sink.count(i64::from(person.off_message) * 4 + i64::from(person.replaced) * 2 + i64::from(person.disavowed));
    }
    for measure in table.measures.iter() {
        sink.count(i64::from(measure.level));
        sink.scheduled(measure.scheduled);
    }
    for channel in table.channels.iter() {
        let (kind, day) = match channel.appointment {
            Appointment::None => (0, 0),
            Appointment::Asked(by, day) => (1 + i64::from(by.0), day),
            Appointment::Agreed(day) => (-1, day),
        };
        sink.count(kind);
        sink.count(i64::from(day) * 2 + i64::from(channel.open));
        sink.package(channel.draft);
    }
    for relation in table.relations.iter() {
        sink.numbers([relation.trust, relation.tension, relation.threats.kept, relation.threats.broken]);
        sink.numbers([relation.promises.kept, relation.promises.broken]);
        sink.count(i64::from(relation.offers_seen));
        sink.package(relation.conceded);
    }
    for commitment in &game.commitments {
        sink.count(i64::from(commitment.due) * 16 + i64::from(commitment.level));
        sink.count(commitment.end.map_or(-1, |(end, day)| end as i64 * 100_000 + i64::from(day)));
    }
    for agreement in &game.agreements {
        sink.count(agreement.status as i64 * 100_000 + i64::from(agreement.expires));
        sink.package(agreement.package);
    }
    for news in &game.news {
        sink.count(news.len() as i64);
        sink.0.update(news.as_bytes());
    }
    for (nation, group) in &game.held_votes {
        sink.count(i64::from(nation.0) * 256 + i64::from(*group));
    }
    sink.0.digest()
}
