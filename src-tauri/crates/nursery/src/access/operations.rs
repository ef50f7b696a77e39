//! The doors of access: the state of the desk, sign in and out, PINs, the audit trail, undo, drafts.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use ts_rs::TS;

use super::pin::{self, Proof};
use super::{Permission, Post};
use crate::contract::{Area, Nothing, Row, change, door, read, rows};
use crate::desk::{Desk, Door};
use crate::error::{ContractError, Error, Result};
use crate::id::Id;
use crate::instant::Instant;
use crate::view::{Change, View, Who};

pub(crate) fn operations() -> Vec<Row> {
    vec![
        door("session.state", ("查看前台状态", "See the state of the desk"), state),
        door("open", ("打开档案", "Open the store"), open),
        door("sign_in", ("登录", "Sign in"), sign_in).touches(&[Area::Access]),
        door("sign_out", ("退出", "Sign out"), sign_out).touches(&[Area::Access]),
        change("access.set_pin", ("设置个人数字码", "Set a PIN"), Permission::StaffWrite, set_pin)
            .touches(&[Area::Access]),
        door("access.change_own_pin", ("修改本人数字码", "Change the own PIN"), change_own_pin),
        read("access.audit", ("查看操作记录", "See the audit trail"), Permission::AuditRead, audit),
        door("undo", ("撤销", "Take back the last change"), undo),
    ]
}

/// Where the desk stands.
#[derive(Debug, Serialize, TS, JsonSchema)]
pub struct DeskState {
    /// Whether there is a store, and whether it is open.
    pub store: StoreState,
    /// Name of the nursery, when open.
    pub nursery: Option<String>,
    /// It is the demo nursery.
    pub demo: bool,
    /// Today in the store.
    pub today: crate::day::Day,
    /// Who is signed in.
    pub person: Option<SignedIn>,
    /// Who can sign in.
    pub people: Vec<SignedIn>,
}

crate::coded_enum! {
    /// Whether there is a store, and whether it is open.
    pub enum StoreState {
        Missing = "missing", "尚未建园", "missing";
        Locked = "locked", "待输入主口令", "locked";
        Open = "open", "已打开", "open";
    }
}

/// A person at the desk.
#[derive(Debug, Clone, Serialize, TS, JsonSchema)]
pub struct SignedIn {
    /// The person.
    pub id: Id,
    /// The name.
    pub name: String,
    /// The posts held today.
    pub posts: Vec<Post>,
    /// What the posts allow.
    pub permissions: Vec<Permission>,
}

impl From<Who> for SignedIn {
    fn from(who: Who) -> Self {
        use crate::words::Coded;
        let permissions = Permission::ALL.iter().copied().filter(|p| who.may(*p)).collect();
        Self { id: who.person, name: who.name, posts: who.posts, permissions }
    }
}

fn state(door: &Door<'_>, _: Nothing) -> Result<DeskState> {
    door.desk.open_plain()?;
    let today = crate::day::Day::of_instant(door.desk.now());
    let Ok(store) = door.desk.store() else {
        let store = if door.desk.is_there() { StoreState::Locked } else { StoreState::Missing };
        return Ok(DeskState { store, nursery: None, demo: false, today, person: None, people: Vec::new() });
    };
    let (nursery, people) = door.view(|view| {
        let nursery = view.first("SELECT name FROM institution WHERE id = 1", [], |r| r.get(0))?;
        let people = pin::people(view)?.into_iter().map(SignedIn::from).collect();
        Ok((nursery, people))
    })?;
    Ok(DeskState {
        store: StoreState::Open,
        nursery,
        demo: store.info().demo,
        today,
        person: door.who().cloned().map(SignedIn::from),
        people,
    })
}

/// Opens an encrypted store.
#[derive(Debug, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct OpenStore {
    /// The passphrase (主口令).
    pub passphrase: String,
}

fn open(door: &Door<'_>, q: OpenStore) -> Result<DeskState> {
    door.desk.open(Some(&store::Passphrase::new(q.passphrase)))?;
    state(door, Nothing {})
}

/// Who wants to sit down.
#[derive(Debug, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SignInRequest {
    /// The person.
    pub person: Id,
    /// The personal number code.
    pub pin: String,
}

/// What became of signing in. A refusal is an answer, so that the wrong PIN is remembered.
#[derive(Debug, Serialize, TS, JsonSchema)]
#[serde(tag = "outcome", rename_all = "snake_case")]
pub enum SignIn {
    /// The person is signed in.
    In {
        /// The person.
        person: SignedIn,
    },
    /// The PIN does not fit, or it is too early for another try.
    Refused {
        /// Seconds until the next try is looked at.
        wait_seconds: i64,
        /// Wrong PINs in a row.
        failed: u32,
    },
    /// Too many wrong PINs; the director sets a new one.
    Locked,
}

/// Signs a person in at a desk.
pub(crate) fn sign_in_at(desk: &Desk, person: Id, pin: &str) -> Result<SignIn> {
    Ok(match pin::prove(desk, person, pin)? {
        Proof::Right(who) => {
            desk.sit_down(Some(who.clone()));
            SignIn::In { person: who.into() }
        }
        Proof::Wrong { failed, wait_seconds } | Proof::Waiting { failed, wait_seconds } => {
            SignIn::Refused { wait_seconds, failed }
        }
        Proof::Locked => SignIn::Locked,
    })
}

fn sign_in(door: &Door<'_>, q: SignInRequest) -> Result<SignIn> {
    sign_in_at(door.desk, q.person, &q.pin)
}

fn sign_out(door: &Door<'_>, _: Nothing) -> Result<Nothing> {
    door.desk.sit_down(None);
    Ok(Nothing {})
}

/// A PIN for a person.
#[derive(Debug, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SetPin {
    /// The person.
    pub person: Id,
    /// The new personal number code, 4 to 6 digits.
    pub pin: String,
}

fn set_pin(change: &mut Change<'_>, q: SetPin) -> Result<Nothing> {
    change.one("person", "SELECT 1 FROM person WHERE id = ?1", [q.person], |_| Ok(()))?;
    let cost = change.pin_cost();
    pin::set(change, cost, q.person, &q.pin)?;
    Ok(Nothing {})
}

/// A new PIN for oneself.
#[derive(Debug, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ChangeOwnPin {
    /// The PIN so far.
    pub old: String,
    /// The new one.
    pub new: String,
}

fn change_own_pin(door: &Door<'_>, q: ChangeOwnPin) -> Result<Nothing> {
    door.must(Permission::Own)?;
    let who = door.who().ok_or(ContractError::SignedOut)?;
    match pin::prove(door.desk, who.person, &q.old)? {
        Proof::Right(_) => {
            let cost = door.desk.house().kdf;
            door.change(|change| pin::set(change, cost, who.person, &q.new))?;
            Ok(Nothing {})
        }
        _ => Err(pin::PinError::WrongOld.into()),
    }
}

/// Which part of the audit trail.
#[derive(Debug, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct AuditQuery {
    /// Entries before this number; the newest when absent.
    pub before: Option<i64>,
    /// Only about this row.
    pub subject: Option<String>,
    /// How many, at most 200.
    pub limit: Option<u32>,
}

/// One entry of the audit trail as a sentence.
#[derive(Debug, Serialize, TS, JsonSchema)]
pub struct AuditLine {
    /// Number in the chain.
    pub seq: i64,
    /// When.
    pub at: Instant,
    /// Who, by name; the program itself where nobody acted.
    pub who: String,
    /// What, in the person's language.
    pub what: String,
    /// The operation.
    pub action: String,
    /// About which row.
    pub subject: Option<String>,
    /// The changed fields: before and after.
    #[ts(type = "unknown")]
    pub detail: Value,
}

fn audit(view: &View<'_>, q: AuditQuery) -> Result<Vec<AuditLine>> {
    let l = view.language();
    view.all(
        "SELECT a.seq, a.at, coalesce(p.name, ''), a.action, a.subject, a.detail FROM audit a
         LEFT JOIN person p ON p.id = a.actor
         WHERE a.seq < coalesce(?1, 9e18) AND (?2 IS NULL OR a.subject = ?2) ORDER BY a.seq DESC LIMIT ?3",
        (q.before, &q.subject, q.limit.unwrap_or(50).min(200)),
        |r| {
            let action: String = r.get(3)?;
            let who: String = r.get(2)?;
            Ok(AuditLine {
                seq: r.get(0)?,
                at: Instant::from_ms(r.get(1)?),
                who: if who.is_empty() { l.say("程序", "the program") } else { who },
                what: said(&action, l),
                action,
                subject: r.get(4)?,
                detail: serde_json::from_str(&r.get::<_, String>(5)?).unwrap_or_default(),
            })
        },
    )
}

/// What an action is called in the audit trail.
fn said(action: &str, l: crate::words::Language) -> String {
    let program = match action {
        "policy.seed" => Some(("载入随程序提供的政策与日历", "load shipped policy values and calendar")),
        "access.denied" => Some(("越权操作被拒绝", "an operation was refused")),
        "access.pin_wrong" => Some(("数字码输入错误", "a wrong PIN")),
        "access.pin_right" => Some(("数字码输入正确", "a right PIN")),
        "second.ask" => Some(("提交待批准", "asked for an approval")),
        "store.backup" => Some(("备份档案", "back the store up")),
        "tick" => Some(("定时事务", "timed work")),
        _ => None,
    };
    let (zh, en) =
        program.or_else(|| rows().get(action).map(|row| row.title)).unwrap_or((action_unknown(), action_unknown()));
    l.say(zh, en)
}

const fn action_unknown() -> &'static str {
    "—"
}

fn undo(door: &Door<'_>, _: Nothing) -> Result<Nothing> {
    let who = door.who().ok_or(ContractError::SignedOut)?;
    let inverse = door.desk.undo_last(who).ok_or_else(|| Error::not_found("undo"))?;
    let answer: Value = serde_json::from_str(&door.desk.call(&serde_json::json!({ "operation": inverse.operation, "request": inverse.request, "language": door.language }).to_string()))?;
    match answer.get("error") {
        None => Ok(Nothing {}),
        Some(error) => Err(Error::Unexpected(error["code"].as_str().unwrap_or("undo").to_owned())),
    }
}
