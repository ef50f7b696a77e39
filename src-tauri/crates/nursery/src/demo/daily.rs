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
/// Fell on Friday.
const FELL: usize = 8;
/// Brought medicine.
const MEDICINE: usize = 11;
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
                if day == last {
                    afternoon(&mut act, day, &came(n, infants))?;
                }
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
        self.fall(&infants[FELL].0)?;
        for (at, (id, _)) in infants.iter().enumerate().take(ARRIVED) {
            self.on(TODAY, OPENS + u16::try_from(at * 18 / ARRIVED).unwrap_or(0))?;
            if UNCHECKED.contains(&at) {
                self.ok("attendance.arrive", json!({ "infant_id": id }))?;
            } else {
                let temperature = if at == WARM { 378 } else { usual(at, 5) };
                self.ok("health.check", json!({ "infant_id": id, "temperature": temperature }))?;
            }
            if at == MEDICINE {
                self.medicine(id)?;
            }
        }
        Ok(())
    }

    /// A fall on Friday morning: first aid, the mother told, closed in the afternoon.
    fn fall(&self, infant: &str) -> Result<()> {
        self.on(DAYS.1, 10 * 60 + 20)?;
        let fall = self.ok(
            "safety.report_incident",
            json!({ "infant_id": infant, "kind": "fall", "severity": "first_aid", "parts": ["right_knee"], "place": "户外活动场",
                "activity": "玩耍", "with_whom": "其他小朋友", "first_aid": "清水冲洗，碘伏消毒",
                "story": "追皮球时绊倒，右膝擦破一点皮。", "witnesses": "", "on_duty": STAFF[2].name }),
        )?;
        let id = &fall["id"];
        for (party, name) in [("guardian", "母亲"), ("director", STAFF[0].name)] {
            self.ok("safety.tell_incident", json!({ "id": id, "party": party, "name": name, "said": "已知晓" }))?;
        }
        self.on(DAYS.1, 17 * 60 + 20)?;
        self.ok(
            "safety.follow_incident",
            json!({ "id": id, "outcome": "healed", "note": "下午复查，结痂，无红肿。" }),
        )?;
        self.ok("safety.close_incident", json!({ "id": id, "note": "提醒追逐类游戏在软垫区进行。" }))?;
        Ok(())
    }

    /// The mother of one child brought its medicine this morning.
    fn medicine(&self, infant: &str) -> Result<()> {
        let day = self.ok("attendance.day", json!({}))?;
        let row = day["rows"].as_array().and_then(|rows| rows.iter().find(|row| row["infant_id"] == infant));
        let guardian = row.map(|row| row["escorts"][0]["id"].clone()).ok_or_else(|| Error::not_found("guardian"))?;
        self.ok(
            "health.authorise_medicine",
            json!({ "infant_id": infant, "guardian_id": guardian, "drug": "氨溴特罗口服溶液", "strength": "60 ml/瓶", "dose": "2.5 ml",
                "times": ["11:30", "15:30"], "from": TODAY, "to": "2026-11-25", "illness": "咳嗽", "prescribed_by": "社区卫生服务中心",
                "labelled": true, "expires_on": "2027-08-31", "brought": "1 瓶", "note": "饭后", "signed": true }),
        )?;
        Ok(())
    }
}

/// Who came on the n-th day.
fn came(n: usize, infants: &[(String, Child)]) -> Vec<&str> {
    infants.iter().enumerate().filter(|(at, _)| !is_away(*at, n)).map(|(_, (id, _))| id.as_str()).collect()
}

fn is_away(at: usize, n: usize) -> bool {
    (at * 7 + n * 13).is_multiple_of(23)
}

/// What the children ate, drank, slept and did on a day, typed from the sheets of the classes.
fn afternoon(act: &mut Acting<'_, '_>, day: Day, came: &[&str]) -> Result<()> {
    let at = |hour: u16, minute: u16| Instant::at(day, hour * 60 + minute);
    let facts = [
        json!({ "kind": "water", "amount": 60, "at": at(9, 20) }),
        json!({ "kind": "outdoor", "at": at(9, 40), "until": at(10, 50) }),
        json!({ "kind": "meal", "choice": "most", "text": "软饭、番茄牛腩、小白菜", "at": at(11, 10) }),
        json!({ "kind": "sleep", "at": at(12, 5), "until": at(14, 20) }),
        json!({ "kind": "meal", "choice": "all", "text": "酸奶、苹果", "at": at(15, 0) }),
        json!({ "kind": "outdoor", "at": at(15, 30), "until": at(16, 25) }),
        json!({ "kind": "mood", "choice": "happy", "at": at(16, 40) }),
    ];
    for mut fact in facts {
        fact["infants"] = json!(came);
        act.run("care.record", fact)?;
    }
    Ok(())
}

fn morning(act: &mut Acting<'_, '_>, n: usize, day: Day, infants: &[(String, Child)]) -> Result<()> {
    act.run("staff.confirm_checks", json!({ "except": [] }))?;
    for (at, (id, _)) in infants.iter().enumerate() {
        if is_away(at, n) {
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
