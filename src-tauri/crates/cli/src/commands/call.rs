//! `call`: any operation, JSON in and JSON out.

use std::io::{self, Read};
use std::path::Path;

use nursery::Desk;
use nursery::contract::{Kind, Row, rows};
use nursery::error::{ContractError, Error};
use serde_json::{Value, json};

use crate::arguments::{Call, General};
use crate::failure::{Failure, Result};
use crate::session::{self, Mode};
use crate::terminal::Terminal;
use crate::{files, place, secret};

/// Calls the operation; the reply goes to standard output, a paper to `--to`.
pub fn run(general: &General, call: &Call, terminal: &Terminal) -> Result<()> {
    let row = rows()
        .get(call.operation.as_str())
        .ok_or_else(|| Error::Contract(ContractError::UnknownOperation(call.operation.clone())))?;
    let mut request = request(&call.request)?;
    if let Some(to) = &call.to.to {
        files::must_be_free(to, call.to.force)?;
    }
    let desk = desk(general, row, terminal)?;
    for file in &call.files {
        let (field, path) = file.split_once('=').filter(|(field, _)| !field.is_empty()).ok_or_else(|| {
            Failure::usage(
                "--file 应写成 字段=路径，如 file=名单.xlsx。",
                "--file is written FIELD=PATH, e.g. file=roster.xlsx.",
            )
        })?;
        request[field] = files::hand_in(&desk, Path::new(path))?.into();
    }
    let mut envelope = json!({ "operation": row.name, "request": request, "language": terminal.language });
    if let Some(id) = &call.request_id {
        envelope["request_id"] = id.as_str().into();
    }
    if let Some(second) = &call.second {
        envelope["second"] =
            json!({ "person": session::person(&desk, Some(second), terminal)?, "pin": secret::second_pin(terminal)? });
    }
    let reply = session::send(&desk, envelope)?;
    if let Some(to) = &call.to.to {
        save(&desk, &reply, to, call.to.force)?;
    }
    terminal.value(&reply)
}

/// The desk that the operation needs: without a store, for reading, or for writing.
fn desk(general: &General, row: &Row, terminal: &Terminal) -> Result<Desk> {
    match (row.kind(), row.name) {
        (_, "filing.verify") => session::nowhere(terminal),
        (_, "setup") => Ok(Desk::new(session::house(place::store(general)?, Mode::Writing, terminal))?),
        (_, "session.state" | "open" | "sign_out") => {
            let dir = place::store(general)?;
            if session::has_store(&dir) && row.name != "open" {
                session::open(general, Mode::Reading, terminal)
            } else {
                Ok(Desk::new(session::house(dir, Mode::Reading, terminal))?)
            }
        }
        (_, "sign_in") => session::open(general, Mode::Writing, terminal),
        (Kind::Read, _) if !row.recorded => session::sign_in(general, Mode::Reading, terminal),
        // Also what is read under record: the trace is written.
        _ => session::sign_in(general, Mode::Writing, terminal),
    }
}

fn request(text: &str) -> Result<Value> {
    let mut typed = text.to_owned();
    if text == "-" {
        typed.clear();
        io::stdin().read_to_string(&mut typed).map_err(|error| Failure::file("input", "standard input", &error))?;
    }
    let value: Value = serde_json::from_str(&typed)
        .map_err(|error| Error::Request { field: ".".to_owned(), problem: format!("no JSON: {error}") })?;
    if value.is_object() {
        Ok(value)
    } else {
        Err(Error::Request { field: ".".to_owned(), problem: "invalid type: expected a JSON object".to_owned() }.into())
    }
}

fn save(desk: &Desk, reply: &Value, to: &Path, force: bool) -> Result<()> {
    let id = reply["issued"].as_str().ok_or_else(|| {
        Failure::own("no_paper", "这个操作没有生成文件；不需要 --to。", "This operation made no paper; leave --to out.")
    })?;
    files::write(to, &session::issued(desk, id)?.bytes, force)
}
