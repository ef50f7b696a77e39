//! The doors of staff: the list, a person with the posts.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::daily_check;
use crate::access::{Permission, Post};
use crate::contract::{Area, Row, change, read};
use crate::day::Day;
use crate::error::{Result, Told};
use crate::find::{self, Found};
use crate::id::Id;
use crate::identity;
use crate::identity::Sex;
use crate::text::{Phone, PhoneError};
use crate::view::{Change, View};
use crate::words::Language;

pub(crate) fn operations() -> Vec<Row> {
    vec![
        read("staff.list", ("查看人员名册", "List staff"), Permission::StaffRead, list),
        change("staff.save_person", ("登记人员", "Save a person"), Permission::StaffWrite, save_person)
            .touches(&[Area::Staff]),
        read("staff.day", ("查看工作人员晨检", "See the check of staff"), Permission::HealthDecide, daily_check::day),
        change(
            "staff.check",
            ("登记工作人员晨检", "Check a person of staff"),
            Permission::HealthDecide,
            daily_check::check,
        )
        .touches(&[Area::Staff]),
        change(
            "staff.confirm_checks",
            ("批量确认工作人员晨检", "Confirm the check of staff"),
            Permission::HealthDecide,
            daily_check::confirm,
        )
        .touches(&[Area::Staff]),
        change(
            "staff.withdraw_checks",
            ("撤回工作人员晨检", "Take checks of staff back"),
            Permission::HealthDecide,
            daily_check::withdraw,
        )
        .touches(&[Area::Staff]),
        change(
            "staff.clear",
            ("查验证明返岗", "Back on duty by a certificate"),
            Permission::HealthDecide,
            daily_check::clear,
        )
        .touches(&[Area::Staff]),
        change("staff.end_post", ("结束任职", "End a post"), Permission::StaffWrite, end_post).touches(&[Area::Staff]),
    ]
}

/// A post held.
#[derive(Debug, Clone, Serialize, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct PostHeld {
    /// The row; absent for a new one.
    pub id: Option<Id>,
    /// The post.
    pub post: Post,
    /// The class, for carers.
    pub class_id: Option<Id>,
    /// First day.
    pub from: Day,
    /// Last day.
    pub to: Option<Day>,
}

/// A person of the nursery's staff.
#[derive(Debug, Clone, Serialize, TS, JsonSchema)]
pub struct Person {
    /// The row.
    pub id: Id,
    /// The name.
    pub name: String,
    /// Sex.
    pub sex: Option<Sex>,
    /// Day of birth.
    pub birth: Option<Day>,
    /// Resident ID; masked unless the reader may see it.
    pub id_number: Option<String>,
    /// Phone; masked likewise.
    pub phone: Option<String>,
    /// Education and major.
    pub education: String,
    /// First day.
    pub joined_on: Day,
    /// Last day.
    pub left_on: Option<Day>,
    /// Full-time (专职).
    pub full_time: bool,
    /// Whether the person has a PIN.
    pub has_pin: bool,
    /// All posts, newest first.
    pub posts: Vec<PostHeld>,
}

/// Which staff.
#[derive(Debug, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct StaffQuery {
    /// On which day; today when absent. Leavers of earlier days are left out.
    pub on: Option<Day>,
}

fn list(view: &View<'_>, q: StaffQuery) -> Result<Vec<Person>> {
    on_day(view, q.on.unwrap_or(view.today()))
}

/// Everybody who works here on a day, in the order of joining.
pub(crate) fn on_day(view: &View<'_>, on: Day) -> Result<Vec<Person>> {
    let full = view.may(Permission::StaffWrite);
    let mut people = view.all(
        "SELECT p.id, p.name, p.sex, p.birth, p.id_number, p.phone, p.education, p.joined_on, p.left_on, p.full_time,
                EXISTS (SELECT 1 FROM pin WHERE person_id = p.id)
         FROM person p WHERE p.joined_on <= ?1 AND (p.left_on IS NULL OR p.left_on >= ?1) ORDER BY p.joined_on, p.id",
        [on],
        |r| {
            Ok(Person {
                id: r.get(0)?,
                name: r.get(1)?,
                sex: r.get(2)?,
                birth: r.get(3)?,
                id_number: r.get::<_, Option<String>>(4)?.map(|n| if full { n } else { identity::masked(&n) }),
                phone: r.get::<_, Option<String>>(5)?.map(|n| if full { n } else { crate::text::masked_phone(&n) }),
                education: r.get(6)?,
                joined_on: r.get(7)?,
                left_on: r.get(8)?,
                full_time: r.get(9)?,
                has_pin: r.get(10)?,
                posts: Vec::new(),
            })
        },
    )?;
    for person in &mut people {
        person.posts = view.all(
            "SELECT id, post, class_id, from_day, to_day FROM post_held WHERE person_id = ?1 ORDER BY from_day DESC, id",
            [person.id],
            |r| Ok(PostHeld { id: Some(r.get(0)?), post: r.get(1)?, class_id: r.get(2)?, from: r.get(3)?, to: r.get(4)? }),
        )?;
    }
    Ok(people)
}

/// A person as typed.
#[derive(Debug, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct SavePerson {
    /// The row; absent for a new person.
    pub id: Option<Id>,
    /// The name.
    pub name: String,
    /// Sex.
    pub sex: Option<Sex>,
    /// Day of birth.
    pub birth: Option<Day>,
    /// Resident ID.
    pub id_number: Option<String>,
    /// Phone.
    pub phone: Option<String>,
    /// Education and major.
    pub education: Option<String>,
    /// First day; today when absent.
    pub joined_on: Option<Day>,
    /// Last day.
    pub left_on: Option<Day>,
    /// Full-time; yes when absent.
    pub full_time: Option<bool>,
    /// Posts to add.
    pub posts: Vec<PostHeld>,
}

/// What staff refuses.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum StaffError {
    /// No name.
    NameMissing,
    /// The ID number does not fit.
    IdNumber(String),
    /// The phone cannot be one.
    Phone(PhoneError),
    /// The last director cannot go: nobody could manage the nursery.
    LastDirector,
}

impl Told for StaffError {
    fn code(&self) -> &'static str {
        match self {
            Self::NameMissing => "name_missing",
            Self::IdNumber(_) => "id_number",
            Self::Phone(_) => "phone",
            Self::LastDirector => "last_director",
        }
    }
    fn say(&self, l: Language) -> String {
        match self {
            Self::NameMissing => l.say("请填写姓名。", "Give the name."),
            Self::IdNumber(what) => what.clone(),
            Self::Phone(error) => error.say(l),
            Self::LastDirector => {
                l.say("至少保留一名在任园长；请先任命另一名园长。", "One director must stay; appoint another first.")
            }
        }
    }
    fn field(&self) -> Option<String> {
        Some(
            match self {
                Self::NameMissing => "name",
                Self::IdNumber(_) => "id_number",
                Self::Phone(_) => "phone",
                Self::LastDirector => "posts",
            }
            .to_owned(),
        )
    }
}

/// The row that was saved.
#[derive(Debug, Serialize, TS, JsonSchema)]
pub struct Saved {
    /// Its id.
    pub id: Id,
}

/// Saves a person with the posts.
pub(crate) fn save_person(change: &mut Change<'_>, q: SavePerson) -> Result<Saved> {
    let name = crate::text::normalise_name(&q.name);
    if name.is_empty() {
        return Err(StaffError::NameMissing.into());
    }
    let l = change.language();
    let id_number = match q.id_number.as_deref().map(str::trim).filter(|n| !n.is_empty()) {
        None => None,
        Some(number) => {
            Some(identity::ResidentId::parse(number).map_err(|e| StaffError::IdNumber(e.say(l)))?.number().to_owned())
        }
    };
    let phone = match q.phone.as_deref().map(str::trim).filter(|phone| !phone.is_empty()) {
        None => None,
        Some(phone) => Some(phone.parse::<Phone>().map_err(StaffError::Phone)?),
    };
    let joined_on = q.joined_on.unwrap_or(change.today());
    let full_time = q.full_time.unwrap_or(true);
    let education = q.education.unwrap_or_default();
    let id = q.id.unwrap_or_else(|| change.new_id());
    change.about(id);
    let columns: [crate::view::Column<'_>; 9] = [
        ("name", &name),
        ("sex", &q.sex),
        ("birth", &q.birth),
        ("id_number", &id_number),
        ("phone", &phone),
        ("education", &education),
        ("joined_on", &joined_on),
        ("left_on", &q.left_on),
        ("full_time", &full_time),
    ];
    if q.id.is_some() {
        change.update("person", &id, &columns)?;
    } else {
        let mut row: Vec<crate::view::Column<'_>> = vec![("id", &id)];
        row.extend(columns);
        change.insert("person", &row)?;
    }
    for held in q.posts.iter().filter(|held| held.id.is_none()) {
        let row = change.new_id();
        change.insert(
            "post_held",
            &[
                ("id", &row),
                ("person_id", &id),
                ("post", &held.post),
                ("class_id", &held.class_id),
                ("from_day", &held.from),
                ("to_day", &held.to),
            ],
        )?;
    }
    keep_a_director(change)?;
    index(change, id)?;
    Ok(Saved { id })
}

/// Keeps the find index of a person: the posts held today.
fn index(change: &mut Change<'_>, id: Id) -> Result<()> {
    let today = change.today();
    let (name, phone, left_on) =
        change.one("person", "SELECT name, phone, left_on FROM person WHERE id = ?1", [id], |r| {
            Ok((r.get::<_, String>(0)?, r.get::<_, Option<String>>(1)?, r.get::<_, Option<Day>>(2)?))
        })?;
    let posts: Vec<Post> = change.all(
        "SELECT post FROM post_held WHERE person_id = ?1 AND from_day <= ?2 AND (to_day IS NULL OR to_day >= ?2) ORDER BY from_day, id",
        (id, today),
        |r| r.get(0),
    )?;
    let posts: Vec<&str> = posts.into_iter().map(Post::zh).collect();
    find::keep(
        change,
        &Found {
            kind: find::Kind::Person,
            id,
            title: &name,
            detail: &posts.join("、"),
            class_id: None,
            rank: i64::from(left_on.is_some_and(|left| left < today)),
            keys: &[phone.as_deref().unwrap_or_default()],
        },
    )
}

/// The post that ends.
#[derive(Debug, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct EndPost {
    /// The post held.
    pub id: Id,
    /// Its last day.
    pub to: Day,
}

fn end_post(change: &mut Change<'_>, q: EndPost) -> Result<Saved> {
    change.about(q.id);
    change.update("post_held", &q.id, &[("to_day", &q.to)])?;
    keep_a_director(change)?;
    let person = change.one("post", "SELECT person_id FROM post_held WHERE id = ?1", [q.id], |r| r.get(0))?;
    index(change, person)?;
    Ok(Saved { id: q.id })
}

fn keep_a_director(change: &Change<'_>) -> Result<()> {
    let directors = change.number(
        "SELECT count(*) FROM post_held h JOIN person p ON p.id = h.person_id
         WHERE h.post = ?1 AND (h.to_day IS NULL OR h.to_day > ?2) AND (p.left_on IS NULL OR p.left_on > ?2)",
        (Post::Director, change.today()),
    )?;
    if directors == 0 { Err(StaffError::LastDirector.into()) } else { Ok(()) }
}
