//! What can go wrong, once: typed inside, `{code, message, field?, details?}` on the wire.
//!
//! `message` says what to do next, in the person's language. Nothing here carries a name, a phone or
//! an ID number, so an error may be logged as it is.

use std::fmt::Debug;

use serde_json::Value;

use crate::words::Language;

/// The result of everything in this crate.
pub type Result<T, E = Error> = std::result::Result<T, E>;

/// A refusal of one area: a small typed enum that can say itself in both languages.
pub trait Told: Debug + Send + Sync + 'static {
    /// Stable code for the screen and for scripts, e.g. `contract_incomplete`.
    fn code(&self) -> &'static str;
    /// The sentence: what is wrong and what to do next.
    fn say(&self, language: Language) -> String;
    /// The field of the request at which it stands.
    fn field(&self) -> Option<String> {
        None
    }
    /// More for the screen: lists of what is missing, numbers, choices.
    fn details(&self) -> Option<Value> {
        None
    }
}

/// Everything that can go wrong behind the doors.
#[derive(Debug)]
pub enum Error {
    /// The request does not fit the operation's schema.
    Request {
        /// Path of the field, e.g. `lines[0].from`.
        field: String,
        /// What the parser said (English, without the value).
        problem: String,
    },
    /// A refusal of the contract itself.
    Contract(ContractError),
    /// A refusal of an area.
    Told(Box<dyn Told>),
    /// The store cannot.
    Store(store::Error),
    /// The paper cannot.
    Paper(paper::Error),
    /// Something that should not happen; logged under a number, shown as one sentence.
    Unexpected(String),
}

/// What the dispatcher refuses before an area is asked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ContractError {
    /// No operation of that name.
    UnknownOperation(String),
    /// Nobody is signed in.
    SignedOut,
    /// The person's posts do not allow it.
    Denied,
    /// There is no store yet.
    NoStore,
    /// A store exists already.
    StoreExists,
    /// A second person must confirm with the own PIN.
    SecondNeeded(Vec<&'static str>),
    /// The second person's PIN is wrong, or it is the same person, or the post does not fit.
    SecondRefused,
    /// The row that the request names does not exist (any more), or may not be seen.
    NotFound(&'static str),
    /// The request id was used for another call.
    RequestIdReused,
    /// Only a demo store may do this.
    DemoOnly,
}

impl Told for ContractError {
    fn code(&self) -> &'static str {
        match self {
            Self::UnknownOperation(_) => "unknown_operation",
            Self::SignedOut => "signed_out",
            Self::Denied => "denied",
            Self::NoStore => "no_store",
            Self::StoreExists => "store_exists",
            Self::SecondNeeded(_) => "second_needed",
            Self::SecondRefused => "second_refused",
            Self::NotFound(_) => "not_found",
            Self::RequestIdReused => "request_id_reused",
            Self::DemoOnly => "demo_only",
        }
    }

    fn say(&self, l: Language) -> String {
        match self {
            Self::UnknownOperation(name) => l.say(
                format!("没有“{name}”这个操作；用 operations 查看全部操作。"),
                format!("There is no operation “{name}”; `operations` lists them all."),
            ),
            Self::SignedOut => {
                l.say("请先点姓名并输入个人数字码登录。", "Sign in first: tap your name and type your PIN.")
            }
            Self::Denied => l.say(
                "您的岗位没有这项权限；请园长办理，或请园长调整岗位。",
                "Your position does not allow this; ask the director.",
            ),
            Self::NoStore => l.say(
                "这里还没有摇篮簿档案；请先建园，或打开演示园。",
                "There is no Cradlebook store here yet; set one up, or open the demo nursery.",
            ),
            Self::StoreExists => l.say(
                "这里已有一份档案，不会覆盖；请另选文件夹。",
                "A store exists here already and is not overwritten; choose another folder.",
            ),
            Self::SecondNeeded(_) => {
                l.say("这一步需要另一人在场输入个人数字码。", "A second person must confirm this with the own PIN.")
            }
            Self::SecondRefused => l.say(
                "另一人的数字码不对，或岗位不符，或与本人相同；请重新输入。",
                "The second person's PIN or position does not fit, or it is the same person; try again.",
            ),
            Self::NotFound(what) => l.say(
                format!("没有找到这条记录（{what}）；它可能属于别的班级，请刷新后再试。"),
                format!("This record ({what}) was not found; refresh and try again."),
            ),
            Self::RequestIdReused => l.say(
                "同一请求编号已用于别的操作；请重新提交。",
                "This request id was used for another call; submit again.",
            ),
            Self::DemoOnly => l.say("只有演示园可以这样做。", "Only a demo nursery may do this."),
        }
    }

    fn details(&self) -> Option<Value> {
        match self {
            Self::SecondNeeded(posts) => Some(serde_json::json!({ "posts": posts })),
            _ => None,
        }
    }
}

impl Error {
    /// The row that was asked for does not exist.
    #[must_use]
    pub fn not_found(what: &'static str) -> Self {
        Self::Contract(ContractError::NotFound(what))
    }

    /// Stable code for the screen and for scripts.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::Request { .. } => "bad_request",
            Self::Contract(e) => e.code(),
            Self::Told(e) => e.code(),
            Self::Store(e) => e.code(),
            Self::Paper(paper::Error::Glyph { .. }) => "glyph",
            Self::Paper(paper::Error::FontMissing { .. }) => "font_missing",
            Self::Paper(_) => "paper",
            Self::Unexpected(_) => "unexpected",
        }
    }

    /// The field of the request at which it stands.
    #[must_use]
    pub fn field(&self) -> Option<String> {
        match self {
            Self::Request { field, .. } => Some(field.clone()),
            Self::Contract(e) => e.field(),
            Self::Told(e) => e.field(),
            _ => None,
        }
    }

    /// More for the screen.
    #[must_use]
    pub fn details(&self) -> Option<Value> {
        match self {
            Self::Request { problem, .. } => Some(serde_json::json!({ "problem": problem })),
            Self::Contract(e) => e.details(),
            Self::Told(e) => e.details(),
            _ => None,
        }
    }

    /// The sentence for the person.
    #[must_use]
    pub fn message(&self, l: Language) -> String {
        match self {
            Self::Request { field, problem } => l.say(
                format!(
                    "请求中“{}”这一项不对：{}",
                    if field == "." { "整个请求" } else { field },
                    request_problem_zh(problem)
                ),
                format!("“{field}” does not fit: {problem}"),
            ),
            Self::Contract(e) => e.say(l),
            Self::Told(e) => e.say(l),
            Self::Store(e) => crate::words::store_says(e, l),
            Self::Paper(e) => crate::words::paper_says(e, l),
            Self::Unexpected(number) => l.say(
                format!("出了意外，没有写入任何内容。请重试；若再次出现，请告知日志编号 {number}。"),
                format!(
                    "Something unexpected happened; nothing was written. Try again, or report log number {number}."
                ),
            ),
        }
    }

    /// The error as it crosses the wire.
    #[must_use]
    pub fn wire(&self, language: Language) -> Value {
        let mut out = serde_json::json!({ "code": self.code(), "message": self.message(language) });
        if let Some(field) = self.field() {
            out["field"] = field.into();
        }
        if let Some(details) = self.details() {
            out["details"] = details;
        }
        out
    }
}

/// serde's English sentence in Chinese, by its kind.
fn request_problem_zh(problem: &str) -> String {
    let kinds = [
        ("missing field", "缺少必填项"),
        ("unknown field", "多出了不认识的项"),
        ("unknown variant", "不在可选值之内"),
        ("duplicate field", "同一项写了两次"),
        ("invalid type", "类型不对"),
        ("invalid value", "值不对"),
        ("out of range", "数值超出范围"),
        ("EOF", "内容不完整"),
        ("expected", "格式不对"),
    ];
    let kind = kinds.iter().find(|(en, _)| problem.contains(en)).map_or("格式不对", |(_, zh)| zh);
    format!("{kind}（{problem}）")
}

impl std::fmt::Display for Error {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Unexpected(number) => write!(f, "unexpected, log {number}"),
            Self::Store(e) => write!(f, "{}: {e}", self.code()),
            Self::Paper(e) => write!(f, "{}: {e}", self.code()),
            _ => f.write_str(self.code()),
        }
    }
}

impl std::error::Error for Error {}

impl<T: Told> From<T> for Error {
    fn from(told: T) -> Self {
        Self::Told(Box::new(told))
    }
}

impl From<store::Error> for Error {
    fn from(e: store::Error) -> Self {
        Self::Store(e)
    }
}

impl From<paper::Error> for Error {
    fn from(e: paper::Error) -> Self {
        Self::Paper(e)
    }
}

impl From<rusqlite::Error> for Error {
    fn from(e: rusqlite::Error) -> Self {
        Self::Store(e.into())
    }
}

impl From<serde_json::Error> for Error {
    fn from(e: serde_json::Error) -> Self {
        Self::Unexpected(format!("json {:?}", e.classify()))
    }
}
