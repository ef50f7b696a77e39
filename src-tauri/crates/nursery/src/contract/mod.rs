//! The **contract**: one table of every operation, from which come the dispatcher, the permission
//! check, the TypeScript client, the list with JSON schemas, and the test that each row has a test.
//!
//! Rows stand in each area's `operations.rs`; [`rows`] joins them. There is no other way in.

mod schema;
mod typescript;

use std::collections::BTreeMap;
use std::sync::OnceLock;

use schemars::{JsonSchema, SchemaGenerator};
use serde::{Deserialize, Serialize, de::DeserializeOwned};
use ts_rs::TS;

pub use schema::operations_json;
pub(crate) use typescript::list;
pub use typescript::{client, labels};

use crate::access::{Permission, Post};
use crate::desk::Door;
use crate::error::{Error, Result};
use crate::view::{Change, View};
use typescript::Types;

crate::coded_enum! {
    /// An area of the nursery: what a change touched, so that open screens refresh themselves.
    pub enum Area {
        Institution = "institution", "机构", "institution";
        Infants = "infants", "婴幼儿", "infants";
        Attendance = "attendance", "考勤", "attendance";
        Health = "health", "卫生保健", "health";
        Care = "care", "照护", "care";
        Safety = "safety", "安全", "safety";
        Contracts = "contracts", "合同", "contracts";
        Billing = "billing", "收费", "billing";
        Staff = "staff", "人员", "staff";
        Filing = "filing", "备案", "filing";
        Access = "access", "权限", "access";
        Policy = "policy", "政策与标准", "policy";
    }
}

/// What an operation reads. Anything that can be parsed and described.
pub trait Request: DeserializeOwned + TS + JsonSchema + 'static {}
impl<T: DeserializeOwned + TS + JsonSchema + 'static> Request for T {}

/// What an operation answers. Anything that can be written and described.
pub trait Reply: Serialize + TS + JsonSchema + 'static {}
impl<T: Serialize + TS + JsonSchema + 'static> Reply for T {}

/// A request without anything in it.
#[derive(Debug, Clone, Copy, Default, Serialize, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
#[ts(type = "Record<string, never>")]
pub struct Nothing {}

/// Whether a second person confirms (双人).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Second {
    /// One person is enough.
    None,
    /// Another person holding one of these posts types the own PIN in the same call.
    InPlace(&'static [Post]),
    /// It is done at once; another person holding one of these posts confirms it from the own Today by the
    /// end of the day.
    ByDayEnd(&'static [Post]),
    /// It is only asked for; it is done when a person holding one of these posts approves. Who holds such a
    /// post does it at once.
    Approval(&'static [Post]),
}

impl Second {
    /// Who may be the second person; empty where none is needed.
    #[must_use]
    pub fn posts(self) -> &'static [Post] {
        match self {
            Self::None => &[],
            Self::InPlace(posts) | Self::ByDayEnd(posts) | Self::Approval(posts) => posts,
        }
    }

    /// How it is called in the list of operations.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::None => "none",
            Self::InPlace(_) => "in_place",
            Self::ByDayEnd(_) => "by_day_end",
            Self::Approval(_) => "approval",
        }
    }
}

/// How an operation runs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Before a session or a store exists: `session.state`, `setup`, `sign_in`, `verify`.
    Door,
    /// Only reads.
    Read,
    /// Writes, in one transaction with one audit entry.
    Change,
    /// Makes a paper: collect in a View, render outside any transaction, record in a short Change.
    Issue,
}

pub(crate) type DoorRun = Box<dyn Fn(&Door<'_>, &str) -> Result<String> + Send + Sync>;
pub(crate) type ReadRun = Box<dyn Fn(&View<'_>, &str) -> Result<String> + Send + Sync>;
pub(crate) type ChangeRun = Box<dyn Fn(&mut Change<'_>, &str) -> Result<String> + Send + Sync>;

pub(crate) enum Run {
    Door(DoorRun),
    Read(ReadRun),
    Change(ChangeRun),
    Issue(DoorRun),
}

type Describe = fn(&mut SchemaGenerator, &mut SchemaGenerator) -> (schemars::Schema, schemars::Schema);

/// One operation: who may, what it touches, what it runs, and its types.
pub struct Row {
    /// Name on the wire, `area.verb_object`.
    pub name: &'static str,
    /// What the person's posts must allow; `None` only for doors.
    pub permission: Option<Permission>,
    /// The areas that open screens refresh after it.
    pub touches: &'static [Area],
    /// Whether a second person confirms.
    pub second: Second,
    /// Whether reading it leaves a trace in the audit trail.
    pub recorded: bool,
    /// What it does, in Chinese and English: the sentence of the audit trail.
    pub title: (&'static str, &'static str),
    pub(crate) run: Run,
    typescript: fn(&mut Types) -> (String, String),
    schema: Describe,
}

impl Row {
    fn new<Q: Request, A: Reply>(
        name: &'static str,
        title: (&'static str, &'static str),
        permission: Option<Permission>,
        run: Run,
    ) -> Self {
        Self {
            name,
            permission,
            touches: &[],
            second: Second::None,
            recorded: false,
            title,
            run,
            typescript: Types::pair::<Q, A>,
            schema: |q, a| (q.subschema_for::<Q>(), a.subschema_for::<A>()),
        }
    }

    /// The areas that open screens refresh after it.
    #[must_use]
    pub fn touches(mut self, areas: &'static [Area]) -> Self {
        self.touches = areas;
        self
    }

    /// A second person confirms.
    #[must_use]
    pub fn second(mut self, second: Second) -> Self {
        self.second = second;
        self
    }

    /// Reading it is recorded (a child outside the own class, the audit trail itself).
    #[must_use]
    pub fn recorded(mut self) -> Self {
        self.recorded = true;
        self
    }

    /// How it runs.
    #[must_use]
    pub fn kind(&self) -> Kind {
        match self.run {
            Run::Door(_) => Kind::Door,
            Run::Read(_) => Kind::Read,
            Run::Change(_) => Kind::Change,
            Run::Issue(_) => Kind::Issue,
        }
    }
}

/// A row that only reads.
pub fn read<Q: Request, A: Reply>(
    name: &'static str,
    title: (&'static str, &'static str),
    permission: Permission,
    f: impl Fn(&View<'_>, Q) -> Result<A> + Send + Sync + 'static,
) -> Row {
    Row::new::<Q, A>(
        name,
        title,
        Some(permission),
        Run::Read(Box::new(move |view, json| f(view, parse(json)?).and_then(json_of))),
    )
}

/// A row that writes.
pub fn change<Q: Request, A: Reply>(
    name: &'static str,
    title: (&'static str, &'static str),
    permission: Permission,
    f: impl Fn(&mut Change<'_>, Q) -> Result<A> + Send + Sync + 'static,
) -> Row {
    Row::new::<Q, A>(
        name,
        title,
        Some(permission),
        Run::Change(Box::new(move |change, json| f(change, parse(json)?).and_then(json_of))),
    )
}

/// A row that runs before a session, or on the desk itself.
pub fn door<Q: Request, A: Reply>(
    name: &'static str,
    title: (&'static str, &'static str),
    f: impl Fn(&Door<'_>, Q) -> Result<A> + Send + Sync + 'static,
) -> Row {
    Row::new::<Q, A>(name, title, None, Run::Door(Box::new(move |door, json| f(door, parse(json)?).and_then(json_of))))
}

/// A row that makes a paper or does long work: the function opens its own View and Change through the
/// door, so that nothing is held while it renders.
pub fn issue<Q: Request, A: Reply>(
    name: &'static str,
    title: (&'static str, &'static str),
    permission: Permission,
    f: impl Fn(&Door<'_>, Q) -> Result<A> + Send + Sync + 'static,
) -> Row {
    Row::new::<Q, A>(
        name,
        title,
        Some(permission),
        Run::Issue(Box::new(move |door, json| f(door, parse(json)?).and_then(json_of))),
    )
}

/// Parses a request; the error names the field (serde_json alone does not).
pub(crate) fn parse<Q: Request>(json: &str) -> Result<Q> {
    let mut from = serde_json::Deserializer::from_str(json);
    serde_path_to_error::deserialize(&mut from).map_err(|e| Error::Request {
        field: match e.inner().to_string().split('`').nth(1) {
            Some(name) if e.inner().to_string().starts_with("missing field") => match e.path().to_string().as_str() {
                "." => name.to_owned(),
                path => format!("{path}.{name}"),
            },
            _ => e.path().to_string(),
        },
        problem: e.inner().to_string().split(" at line ").next().unwrap_or_default().to_owned(),
    })
}

/// Parses what a desk is called with.
pub(crate) fn parse_envelope<Q: DeserializeOwned>(json: &str) -> Result<Q> {
    serde_json::from_str(json).map_err(|e| Error::Request { field: ".".to_owned(), problem: e.to_string() })
}

fn json_of<A: Reply>(reply: A) -> Result<String> {
    Ok(serde_json::to_string(&reply)?)
}

/// Every operation by its name.
pub fn rows() -> &'static BTreeMap<&'static str, Row> {
    static ROWS: OnceLock<BTreeMap<&'static str, Row>> = OnceLock::new();
    ROWS.get_or_init(|| {
        let mut rows = BTreeMap::new();
        for row in crate::all_operations() {
            assert!(rows.insert(row.name, row).is_none(), "two operations of one name");
        }
        rows
    })
}
