//! **duty** 应办: what must exist by when, as data and one query each. There is no task table: open is what is
//! expected and has no proof; only a snooze is stored. Today shows at most seven of a person's.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::access::{Permission, Post};
use crate::contract::{Nothing, Row, change, read};
use crate::day::Day;
use crate::error::Result;
use crate::takeover::{self, Part};
use crate::view::{Change, View};

crate::coded_enum! {
    /// How much it presses.
    pub enum Urgency {
        Alarm = "alarm", "紧急", "alarm";
        Warning = "warning", "注意", "warning";
        Plain = "plain", "提醒", "reminder";
    }
}

/// One open thing.
#[derive(Debug, Clone, Serialize, TS, JsonSchema)]
pub struct DutyItem {
    /// Which duty.
    pub duty: String,
    /// About which row.
    pub subject: String,
    /// How much it presses.
    pub urgency: Urgency,
    /// What is open, in the person's language.
    pub title: String,
    /// More: whom, since when.
    pub detail: String,
    /// By when.
    pub due: Option<Day>,
    /// The law or rule behind it.
    pub article: String,
    /// The button that finishes it.
    pub button: String,
    /// The screen that the button opens, with its subject.
    pub screen: String,
}

/// A duty: who has it and what is open of it now.
pub struct Duty {
    /// Its key.
    pub key: &'static str,
    /// The part that it belongs to: before that part has started nothing of it is open.
    pub part: Option<Part>,
    /// Who has it.
    pub posts: &'static [Post],
    /// What the person must be allowed.
    pub permission: Permission,
    /// What is open.
    pub open: fn(&View<'_>) -> Result<Vec<DutyItem>>,
}

/// Every duty in the order of Today.
fn duties() -> Vec<Duty> {
    let mut duties = Vec::new();
    duties.extend(crate::safety::duties::duties());
    duties.extend(crate::health::duties::duties());
    duties.extend(crate::attendance::duties::duties());
    duties.extend(crate::staff::daily_check::duties());
    duties.extend(crate::care::duties::duties());
    duties.extend(crate::second::duties());
    duties.extend(crate::filing::duties());
    duties.extend(crate::contracts::duties());
    duties.extend(takeover::contracts::duties());
    duties.extend(takeover::plan::duties());
    duties.extend(crate::billing::duties());
    duties.extend(crate::infants::duties::duties());
    duties.extend(crate::keeping::duties());
    duties
}

pub(crate) fn operations() -> Vec<Row> {
    vec![
        read("today.duties", ("查看今日应办", "See what is open today"), Permission::Own, today),
        change("today.snooze", ("稍后提醒", "Snooze a duty"), Permission::Own, snooze),
    ]
}

/// What is open for the person.
#[derive(Debug, Serialize, TS, JsonSchema)]
pub struct Today {
    /// The day.
    pub day: Day,
    /// What kind of day it is (法定工作日, 周末, 放假（春节）, 调休上班, 本园停托); absent while the year's notice is not entered.
    pub day_word: Option<String>,
    /// At most seven, the most pressing first.
    pub items: Vec<DutyItem>,
    /// How many more there are.
    pub more: u32,
}

const AT_MOST: usize = 7;

fn today(view: &View<'_>, _: Nothing) -> Result<Today> {
    let who = view.who()?;
    let mut items = Vec::new();
    for duty in duties() {
        let mine = duty.posts.iter().any(|post| who.posts.contains(post)) && view.may(duty.permission);
        let started = duty.part.map_or(Ok(true), |part| takeover::runs(view, part, view.today()))?;
        if mine && started {
            items.extend((duty.open)(view)?);
        }
    }
    let snoozed: Vec<(String, String)> = view.all(
        "SELECT duty, subject FROM duty_snooze WHERE person_id = ?1 AND until_day > ?2",
        (who.person, view.today()),
        |r| Ok((r.get(0)?, r.get(1)?)),
    )?;
    items.retain(|item| !snoozed.iter().any(|(duty, subject)| *duty == item.duty && *subject == item.subject));
    items.sort_by_key(|item| (item.urgency, item.due));
    let more = u32::try_from(items.len().saturating_sub(AT_MOST)).unwrap_or(u32::MAX);
    items.truncate(AT_MOST);
    Ok(Today { day: view.today(), day_word: view.day_word(view.today())?, items, more })
}

/// What is not to be shown for a while.
#[derive(Debug, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Snooze {
    /// The duty.
    pub duty: String,
    /// About which row.
    pub subject: String,
    /// Until which day.
    pub until: Day,
}

fn snooze(change: &mut Change<'_>, q: Snooze) -> Result<Nothing> {
    let person = change.who()?.person;
    change.about(&q.duty);
    change.note(serde_json::json!({ "subject": q.subject, "until": q.until }));
    change.execute(
        "INSERT INTO duty_snooze (person_id, duty, subject, until_day) VALUES (?1, ?2, ?3, ?4)
         ON CONFLICT (person_id, duty, subject) DO UPDATE SET until_day = ?4",
        (person, &q.duty, &q.subject, q.until),
    )?;
    Ok(Nothing {})
}
