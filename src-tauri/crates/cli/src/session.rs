//! Opening the store and signing in: for reading beside a running window, or for writing alone.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use nursery::clock::{Clock, SystemClock};
use nursery::error::Error;
use nursery::id::Ids;
use nursery::{Desk, House};
use serde_json::{Value, json};
use store::KdfCost;

use crate::arguments::General;
use crate::failure::{Failure, Result};
use crate::terminal::Terminal;
use crate::{place, progress, secret};

/// How this program calls itself where it holds the store.
pub const PROGRAM: &str = "cradlebook";

/// How a store is opened.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mode {
    /// Takes no lock, writes nothing, works beside the window.
    Reading,
    /// Alone; a second writer is told who holds the store.
    Writing,
}

/// What stands around a store in a folder.
pub fn house(dir: PathBuf, mode: Mode, terminal: &Terminal) -> House {
    House {
        dir,
        clock: Arc::new(SystemClock),
        ids: Arc::new(Ids::random()),
        language: terminal.language,
        program: PROGRAM.to_owned(),
        kdf: KdfCost::STANDARD,
        reading: mode == Mode::Reading,
    }
}

/// The present instant, ms UTC.
pub fn now() -> i64 {
    SystemClock.now()
}

/// Opens the store of the command, with its passphrase if it has one.
pub fn open(general: &General, mode: Mode, terminal: &Terminal) -> Result<Desk> {
    let dir = place::store(general)?;
    let desk = Desk::new(house(dir.clone(), mode, terminal))?;
    if desk.store().is_err() {
        let keyed = store::Sidecar::read(&dir, &nursery::format::FORMAT)?.is_some_and(|sidecar| sidecar.keyed());
        let key = keyed.then(|| secret::passphrase(terminal)).transpose()?;
        desk.open(key.as_ref())?;
    }
    progress::follow(&desk);
    Ok(desk)
}

/// Opens the store and signs the acting person in.
pub fn sign_in(general: &General, mode: Mode, terminal: &Terminal) -> Result<Desk> {
    let desk = open(general, mode, terminal)?;
    let person = person(&desk, general.person.as_deref(), terminal)?;
    let pin = secret::pin(terminal)?;
    let answer = prove(&desk, &person, &pin, terminal)?;
    if answer["outcome"] == "in" {
        return Ok(desk);
    }
    if mode == Mode::Reading {
        remember_wrong_pin(general, &person, &pin, terminal);
    }
    Err(refusal(&answer))
}

fn prove(desk: &Desk, person: &str, pin: &str, terminal: &Terminal) -> Result<Value> {
    call(desk, "sign_in", json!({ "person": person, "pin": pin }), terminal)
}

/// A desk that only reads cannot count wrong PINs, so one that writes is asked the same; where the window
/// holds the store there is none.
fn remember_wrong_pin(general: &General, person: &str, pin: &str, terminal: &Terminal) {
    if secret::given(secret::PASSPHRASE).is_none() && place::store(general).is_ok_and(|dir| is_keyed(&dir)) {
        return;
    }
    if let Ok(desk) = open(general, Mode::Writing, terminal) {
        let _ = prove(&desk, person, pin, terminal);
    }
}

fn is_keyed(dir: &Path) -> bool {
    matches!(store::Sidecar::read(dir, &nursery::format::FORMAT), Ok(Some(sidecar)) if sidecar.keyed())
}

fn refusal(answer: &Value) -> Failure {
    if answer["outcome"] == "locked" {
        return Failure::own(
            "pin_locked",
            "数字码连续输错次数太多，已锁定；请园长重新设置。",
            "Too many wrong PINs in a row; the director sets a new one.",
        );
    }
    let wait = answer["wait_seconds"].as_i64().unwrap_or(0);
    let (zh, en) = match wait {
        0 => ("数字码不对，请重新输入。".to_owned(), "The PIN does not fit; try again.".to_owned()),
        wait => {
            (format!("数字码不对；{wait} 秒后可再试。"), format!("The PIN does not fit; try again in {wait} seconds."))
        }
    };
    Failure::own("pin_wrong", zh, en).with(json!({ "wait_seconds": wait, "failed": answer["failed"] }))
}

/// The id of a person by name or id; without a name, of the only director.
pub fn person(desk: &Desk, wanted: Option<&str>, terminal: &Terminal) -> Result<String> {
    let state = call(desk, "session.state", json!({}), terminal)?;
    let people: Vec<&Value> = state["people"].as_array().into_iter().flatten().collect();
    let found: Vec<&Value> = match wanted.map(str::trim) {
        Some(wanted) => people.iter().copied().filter(|p| p["name"] == wanted || p["id"] == wanted).collect(),
        None => people
            .iter()
            .copied()
            .filter(|p| p["posts"].as_array().is_some_and(|posts| posts.contains(&json!("director"))))
            .collect(),
    };
    let names: Vec<&str> = people.iter().filter_map(|p| p["name"].as_str()).collect();
    match (found.as_slice(), wanted) {
        ([one], _) => Ok(one["id"].as_str().unwrap_or_default().to_owned()),
        ([], Some(wanted)) => Err(Failure::own(
            "person_unknown",
            format!("没有可以登录的“{wanted}”；可登录的有：{}。", names.join("、")),
            format!("Nobody called “{wanted}” can sign in; these can: {}.", names.join(", ")),
        )),
        (_, Some(wanted)) => Err(Failure::own(
            "person_ambiguous",
            format!("有几位“{wanted}”；请用 --person 给出编号（id）。"),
            format!("Several people are called “{wanted}”; give the id with --person."),
        )
        .with(json!({ "ids": found.iter().map(|p| &p["id"]).collect::<Vec<_>>() }))),
        (_, None) => Err(Failure::own(
            "person_needed",
            format!("请用 --person 指明由谁办理；可登录的有：{}。", names.join("、")),
            format!("Say who acts with --person; these can sign in: {}.", names.join(", ")),
        )),
    }
}

/// Calls an operation and answers its reply.
pub fn call(desk: &Desk, operation: &str, request: Value, terminal: &Terminal) -> Result<Value> {
    send(desk, json!({ "operation": operation, "request": request, "language": terminal.language }))
}

/// Sends an envelope through the door `call`. What waits for a second person is answered as it is.
pub fn send(desk: &Desk, envelope: Value) -> Result<Value> {
    let mut answer: Value =
        serde_json::from_str(&desk.call(&envelope.to_string())).map_err(|_| Error::Unexpected("answer".to_owned()))?;
    match answer.get_mut("error") {
        Some(error) => Err(Failure::Wire(error.take())),
        None => Ok(match answer.get_mut("ok") {
            Some(ok) => ok["reply"].take(),
            None => answer,
        }),
    }
}

/// The bytes of an issued paper that a reply names.
pub fn issued(desk: &Desk, id: &str) -> Result<nursery::desk::Outgoing> {
    Ok(desk.file_out(&format!("issued/{id}"))?)
}

/// A desk in no store at all: for what needs none.
pub fn nowhere(terminal: &Terminal) -> Result<Desk> {
    let name = format!("cradlebook-none-{}", Ids::random().at(now()));
    Ok(Desk::new(house(std::env::temp_dir().join(name), Mode::Reading, terminal))?)
}

/// Whether a folder holds a store, whole or not.
pub fn has_store(dir: &Path) -> bool {
    // A restore that was killed is ended first; what hinders that is said by whoever opens the store.
    let _ = store::finish_restore(dir);
    dir.join("store.json").exists() || dir.join("store.db").exists()
}
