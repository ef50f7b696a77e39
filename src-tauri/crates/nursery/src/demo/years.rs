//! A nursery of 150 places over years, for benchmarks: infants come and go, each month is charged and paid.
//!
//! It grows by the same operations as a real one, but in one change a day and without a session: millions of
//! durable changes would take an hour. So the audit trail has one entry for each of those days, with the fields
//! of all that was done on it. Mornings and afternoons are written as rows: a million operations would take a day.

use std::collections::VecDeque;
use std::sync::Arc;

use serde_json::{Value, json};
use store::Passphrase;

use super::people::id_number;
use crate::clock::SetClock;
use crate::contract::{Run, rows};
use crate::day::{Day, Month};
use crate::desk::{Desk, House};
use crate::error::{Error, Result};
use crate::id::Ids;
use crate::infants::class_fit::ClassKind;
use crate::instant::Instant;
use crate::institution::setup::{Setup, found};
use crate::view::{Change, Who};

/// Infants in care.
const PLACES: usize = 150;
/// How many infants one class of each kind takes.
const CLASS: usize = 18;
/// Ages in completed months between which an infant is in care: those of a mixed class.
const AGES: (i32, i32) = (18, 35);
/// The days of a month on which families pay.
const PAY_DAYS: usize = 10;
const SEED: u64 = 20_260_901;
const FIRST: (i32, u32) = (2026, 9);

/// Builds it in the empty folder of a house, under a passphrase where one is given, and opens it there. It begins in
/// September 2026; `progress` gets months done and months in all.
///
/// # Errors
/// The folder has a store, or an operation refuses.
pub fn build_years(
    house: House,
    pin: &str,
    key: Option<&Passphrase>,
    years: u32,
    progress: &dyn Fn(u32, u32),
) -> Result<Desk> {
    build(house, pin, key, (years * 12, PLACES), progress)
}

fn build(
    house: House,
    pin: &str,
    key: Option<&Passphrase>,
    (months, places): (u32, usize),
    progress: &dyn Fn(u32, u32),
) -> Result<Desk> {
    let (year, month) = FIRST;
    let mut first = Month::new(year, month)?;
    let clock = Arc::new(SetClock::at(morning(first.first_day())));
    let ids = Arc::new(Ids::seeded(SEED));
    let desk = Desk::new(House { clock: clock.clone(), ids, reading: false, ..house.clone() })?;
    desk.create(key, true, false)?;
    let setup = Setup {
        name: "郑州市郑东新区春芽托育中心".to_owned(),
        director: "林静文".to_owned(),
        pin: pin.to_owned(),
        nature: None,
        operating_form: None,
        province: None,
        city: None,
        district: Some("郑东新区".to_owned()),
        classes: Some(Vec::new()),
        passphrase: None,
    };
    let person = found(&desk, &setup)?;
    let posts = vec![crate::access::Post::Director];
    let mut growing = Growing {
        places,
        desk,
        clock,
        director: Who { person, name: setup.director, posts },
        in_care: VecDeque::new(),
        came: 0,
        classes: Vec::new(),
    };
    growing.house(first, months.div_ceil(12))?;
    for done in 0..months {
        growing.month(first)?;
        progress(done + 1, months);
        first = first.plus(1)?;
    }
    growing.desk.close();
    let desk = Desk::standing(house);
    desk.open(key)?;
    Ok(desk)
}

fn morning(day: Day) -> i64 {
    Instant::at(day, 9 * 60).ms()
}

struct InCare {
    id: Value,
    class: usize,
    leaves: Month,
}

struct Growing {
    places: usize,
    desk: Desk,
    clock: Arc<SetClock>,
    director: Who,
    in_care: VecDeque<InCare>,
    /// How many infants there have ever been.
    came: usize,
    /// Each class and its free places.
    classes: Vec<(Value, usize)>,
}

impl Growing {
    /// Everything of one day, in one change.
    fn day<T>(&self, day: Day, f: impl FnOnce(&mut Acting<'_, '_>) -> Result<T>) -> Result<T> {
        self.clock.set(morning(day));
        self.desk.as_person("demo.day", &self.director, |change| f(&mut Acting(change)))
    }

    fn house(&mut self, first: Month, years: u32) -> Result<()> {
        self.classes = self.day(first.first_day(), |act| {
            for year in (1..).map(|n| first.year() + n).take(years as usize + 1) {
                let days = json!([{ "date": format!("{year}-01-01"), "kind": "off", "festival": "元旦" }]);
                act.run("institution.save_calendar", json!({ "year": year, "days": days, "source": "演示" }))?;
            }
            (1..=self.places.div_ceil(CLASS))
                .map(|n| {
                    let class = json!({ "name": format!("混合{n}班"), "kind": ClassKind::Mixed, "nicknames": [] });
                    Ok((act.run("institution.save_class", class)?["id"].take(), CLASS))
                })
                .collect()
        })?;
        Ok(())
    }

    /// Who is too old leaves, others come, the month is charged, and all pay on the days after.
    fn month(&mut self, month: Month) -> Result<()> {
        let begins = month.first_day();
        let mut classes = std::mem::take(&mut self.classes);
        let mut in_care = std::mem::take(&mut self.in_care);
        let (mut came, places) = (self.came, self.places);
        self.day(begins, |act| {
            while let Some(leaver) = in_care.pop_front_if(|infant| infant.leaves < month) {
                act.run("infants.leave", json!({ "id": leaver.id, "on": begins.plus_days(-1)?, "reason": "满三岁" }))?;
                classes[leaver.class].1 += 1;
            }
            let at_first = came == 0;
            while in_care.len() < places {
                let class = classes.iter().position(|(_, free)| *free > 0).ok_or_else(|| Error::not_found("class"))?;
                classes[class].1 -= 1;
                // At first all ages are there already, the oldest first.
                let age = if at_first { AGES.1 - 1 - (came * 16 / places) as i32 } else { AGES.0 };
                let leaves = month.plus(AGES.1 - 1 - age)?;
                let id = act.infant(came, begins, age, &classes[class].0, leaves)?;
                in_care.push_back(InCare { id, class, leaves });
                came += 1;
            }
            Ok(())
        })?;
        (self.classes, self.in_care, self.came) = (classes, in_care, came);
        self.mornings(month)?;
        self.day(begins.plus_days(1)?, |act| act.run("billing.charge_month", json!({ "month": month })))?;
        for day in 0..PAY_DAYS {
            self.day(begins.plus_days(2 + day as i64)?, |act| {
                for infant in self.in_care.iter().skip(day).step_by(PAY_DAYS) {
                    act.pay(&infant.id, month, day)?;
                }
                Ok(())
            })?;
        }
        Ok(())
    }
}

/// Who is away on a day: about one in twelve.
fn is_away(child: usize, day: usize) -> bool {
    (child * 7 + day * 13).is_multiple_of(12)
}

impl Growing {
    /// Arrival, check and departure of everybody on each weekday of a month.
    fn mornings(&self, month: Month) -> Result<()> {
        let person = self.director.person;
        let classes: Vec<&str> = self.classes.iter().filter_map(|(id, _)| id.as_str()).collect();
        self.day(month.first_day(), |act| {
            let change = &mut *act.0;
            for (n, day) in month.days().filter(|day| !day.is_weekend()).enumerate() {
                for (at, infant) in self.in_care.iter().enumerate().filter(|(at, _)| !is_away(*at, n)) {
                    let (id, class) = (infant.id.as_str().unwrap_or_default(), classes[infant.class]);
                    let (came, left) = (Instant::at(day, 460 + (at % 60) as u16), Instant::at(day, 1_020 + (at % 40) as u16));
                    for (kind, place, when, entitled) in
                        [("arrival", "class", came, None), ("departure", "gone", left, Some(1))]
                    {
                        change.execute(
                            "INSERT INTO movement (id, infant_id, day, kind, place, class_id, escort, relation, entitled, occurred_at,
                                 recorded_at, done_by, recorded_by, entry)
                             VALUES (?1, ?2, ?3, ?4, ?5, ?6, '母亲', '母亲', ?7, ?8, ?8, ?9, ?9, 'live')",
                            (change.new_id(), id, day, kind, place, class, entitled, when, person),
                        )?;
                    }
                    let temperature = 362 + i64::try_from((at * 5 + n * 3) % 8).unwrap_or(0);
                    change.execute(
                        "INSERT INTO health_check (id, infant_id, day, period, class_id, temperature, disposition, card, touched,
                             occurred_at, recorded_at, done_by, recorded_by, entry)
                         VALUES (?1, ?2, ?3, 'morning', ?4, ?5, 'class', 'green', 1, ?6, ?6, ?7, ?7, 'live')",
                        (change.new_id(), id, day, class, temperature, came, person),
                    )?;
                }
            }
            change.note(json!({ "mornings": month }));
            Ok(())
        })
    }
}

/// A change, in which operations are run by their names.
pub(super) struct Acting<'c, 'a>(pub(super) &'c mut Change<'a>);

impl Acting<'_, '_> {
    pub(super) fn run(&mut self, operation: &str, request: Value) -> Result<Value> {
        let row = rows().get(operation).ok_or_else(|| Error::Unexpected(operation.to_owned()))?;
        let reply = match &row.run {
            Run::Change(f) => f(self.0, &request.to_string())?,
            Run::Read(f) => f(self.0, &request.to_string())?,
            Run::Door(_) | Run::Issue(_) => return Err(Error::Unexpected(operation.to_owned())),
        };
        Ok(serde_json::from_str(&reply)?)
    }

    /// One infant, from the waiting list to an active contract.
    fn infant(&mut self, at: usize, on: Day, age: i32, class: &Value, leaves: Month) -> Result<Value> {
        const SURNAMES: [&str; 20] = [
            "王", "李", "张", "刘", "陈", "杨", "赵", "黄", "周", "吴", "徐", "孙", "胡", "朱", "高", "林", "何", "郭",
            "马", "罗",
        ];
        const FIRST: [&str; 16] =
            ["子", "梓", "思", "雨", "一", "若", "浩", "欣", "安", "沐", "景", "语", "书", "嘉", "知", "予"];
        const SECOND: [&str; 14] = ["涵", "轩", "远", "桐", "诺", "曦", "然", "怡", "辰", "阳", "宁", "晨", "瑶", "舟"];
        let surname = SURNAMES[at % SURNAMES.len()];
        let name = format!("{surname}{}{}", FIRST[at / 3 % FIRST.len()], SECOND[at / 7 % SECOND.len()]);
        let sex = if at.is_multiple_of(2) { "male" } else { "female" };
        let birth = on.add_months_clamped(-age)?.plus_days(-((at % 27) as i64))?;
        let phone = format!("1{:010}", 9_900_000_000_u64 + at as u64 * 7_919 % 90_000_000);
        let request = json!({
            "name": name, "sex": sex, "birth": birth, "applied_on": on, "address": format!("示范路{}号院", at % 400 + 1),
            "allergy": if at.is_multiple_of(11) { "鸡蛋" } else { "" }, "ethnicity": "汉族",
            "document_kind": "resident_id", "document_number": id_number(&birth.to_string(), sex, at),
            "guardians": [
                { "name": format!("{surname}丽娟"), "relation": "母亲", "phone": phone, "address": "", "work_unit": "", "legal": true },
                { "name": format!("{surname}晓峰"), "relation": "父亲", "phone": "", "address": "", "work_unit": "", "legal": true },
            ],
            "pickup": [],
        });
        let id = self.run("infants.save", request)?["id"].take();
        self.run("infants.enrol", json!({ "id": id, "class_id": class, "on": on, "despite": "证件后补" }))?;
        let fees = json!([
            { "item": "保育费", "category": "basic", "unit": "month", "price": 218_000 },
            { "item": "伙食费", "category": "other", "unit": "day", "price": 2_200 },
        ]);
        let contract = json!({ "infant_id": id, "from": on, "to": leaves.last_day(), "fees": fees });
        let draft = self.run("contracts.draft", contract)?;
        self.run("contracts.activate", json!({ "id": draft["contract"]["id"], "signed_on": on }))?;
        Ok(id)
    }

    fn pay(&mut self, infant: &Value, month: Month, at: usize) -> Result<()> {
        let due = self.run("billing.due", json!({ "infant_id": infant, "through_month": month }))?;
        let channel = ["wechat", "alipay", "cash", "transfer"][at % 4];
        let payment = json!({ "infant_id": infant, "lines": due["lines"], "payer": due["payer"], "channel": channel });
        self.run("billing.collect", payment)?;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words::Language;

    #[test]
    fn every_place_is_filled_charged_and_paid() {
        let folder = tempfile::tempdir().unwrap();
        let house =
            House { kdf: store::KdfCost::CHEAP, ..House::new(folder.path().join("years"), "test", Language::Zh) };
        let key = Passphrase::new("正确的口令");
        let desk = build(house, "246810", Some(&key), (6, 20), &|_, _| {}).unwrap();
        let count = |sql: &str| {
            desk.store().unwrap().read(|conn| Ok::<_, Error>(conn.query_row(sql, [], |r| r.get::<_, i64>(0))?)).unwrap()
        };
        assert_eq!(count("SELECT count(*) FROM infant WHERE status = 'enrolled'"), 20);
        assert_eq!(count("SELECT count(*) FROM receipt"), 6 * 20);
        assert_eq!(count("SELECT sum(amount_fen) FROM ledger_entry"), 0);
        let checks = count("SELECT count(*) FROM health_check");
        assert_eq!(count("SELECT count(*) FROM movement"), 2 * checks);
        assert!((2_000..2_700).contains(&checks), "{checks}: eleven of twelve on about 130 days");
        assert!(count("SELECT count(*) FROM infant WHERE status = 'left'") > 4);
        assert!(desk.check().unwrap().whole);
    }
}
