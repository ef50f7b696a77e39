//! The days of the children in the demo nursery: three weeks of mornings and afternoons, and the Monday on which it stands,
//! half arrived.

use serde_json::json;

use super::Building;
use super::people::{Child, STAFF};
use super::years::Acting;
use crate::access::Post;
use crate::day::Day;
use crate::error::{Error, Result};
use crate::id::Id;
use crate::instant::Instant;
use crate::view::Who;

/// The first day on which attendance is kept here, and the last whole one.
const DAYS: (&str, &str) = ("2026-11-02", "2026-11-20");
/// The Monday on which the nursery stands, at 07:50.
const TODAY: &str = "2026-11-23";
const OPENS: u16 = 7 * 60 + 30;
/// Who has come by then.
const ARRIVED: usize = 22;
/// Arrived, and nobody has looked yet.
const UNCHECKED: [usize; 2] = [13, 20];
/// Measured too warm a moment ago.
const WARM: usize = 17;

impl Building {
    /// The health worker keeps the mornings. A whole day is one change: its thousand records would take a minute.
    pub(super) fn daily(&self, staff: &[String], infants: &[(String, Child)]) -> Result<()> {
        let person = Id::parse(&staff[1]).ok_or_else(|| Error::not_found("person"))?;
        let who = Who { person, name: STAFF[1].name.to_owned(), posts: vec![Post::HealthWorker] };
        let (first, last): (Day, Day) = (DAYS.0.parse()?, DAYS.1.parse()?);
        for (n, day) in first.through(last).filter(|day| !day.is_weekend()).enumerate() {
            self.clock.set(Instant::at(day, OPENS + 55).ms());
            self.desk.as_person("demo.day", &who, |change| morning(&mut Acting(change), n, day, infants))?;
            self.clock.set(Instant::at(day, 17 * 60 + 10).ms());
            self.desk.as_person("demo.day", &who, |change| {
                let mut act = Acting(change);
                for class in act.0.classes()? {
                    act.run("attendance.depart_class", json!({ "class_id": class.id, "except": [] }))?;
                }
                Ok(())
            })?;
        }
        self.ok("sign_in", json!({ "person": staff[1], "pin": self.pin }))?;
        self.on(DAYS.1, 17 * 60 + 30)?;
        for (at, cause, disease, to) in [(30, "sick", "支气管炎", TODAY), (41, "personal", "", "2026-11-25")] {
            let leave = json!({ "infant_id": infants[at].0, "from": TODAY, "to": to, "cause": cause, "disease": disease, "told_by": "母亲" });
            self.ok("attendance.leave", leave)?;
        }
        for (at, (id, _)) in infants.iter().enumerate().take(ARRIVED) {
            self.on(TODAY, OPENS + u16::try_from(at * 18 / ARRIVED).unwrap_or(0))?;
            if UNCHECKED.contains(&at) {
                self.ok("attendance.arrive", json!({ "infant_id": id }))?;
            } else {
                let temperature = if at == WARM { 378 } else { usual(at, 5) };
                self.ok("health.check", json!({ "infant_id": id, "temperature": temperature }))?;
            }
        }
        Ok(())
    }
}

fn morning(act: &mut Acting<'_, '_>, n: usize, day: Day, infants: &[(String, Child)]) -> Result<()> {
    for (at, (id, _)) in infants.iter().enumerate() {
        if (at * 7 + n * 13).is_multiple_of(23) {
            let (cause, disease) = if at % 3 == 0 { ("personal", "") } else { ("sick", "上呼吸道感染") };
            let leave = json!({ "infant_id": id, "from": day, "cause": cause, "disease": disease, "told_by": "母亲" });
            act.run("attendance.leave", leave)?;
            continue;
        }
        let minute = OPENS + u16::try_from(at).unwrap_or(0);
        let mut check = json!({ "infant_id": id, "temperature": usual(at, n), "at": Instant::at(day, minute) });
        if (at + n * 11) % 29 == 5 {
            check["symptoms"] = json!(["cough"]);
            check["told"] = json!("夜里咳了几声，没有发热");
        }
        act.run("health.check", check)?;
    }
    Ok(())
}

/// 36.2 to 36.9, tenths of a degree.
fn usual(at: usize, n: usize) -> i64 {
    362 + i64::try_from((at * 5 + n * 3) % 8).unwrap_or(0)
}
