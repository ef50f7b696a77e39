//! `demo`: the demo nursery, built beside its place and put there when it is whole.

use std::path::Path;

use nursery::error::{ContractError, Error};
use serde_json::{Value, json};

use crate::arguments::General;
use crate::failure::{Failure, Result};
use crate::progress::Progress;
use crate::session::{self, Mode};
use crate::terminal::{Terminal, beside};
use crate::{files, place, secret};

/// Builds the demo nursery, or a large one over some years, and prints everybody's PIN.
pub fn run(general: &General, years: Option<u32>, terminal: &Terminal) -> Result<()> {
    let dir = place::demo(general)?;
    if session::has_store(&dir) {
        return Err(Error::Contract(ContractError::StoreExists).into());
    }
    if !files::is_free(&dir) {
        return Err(Failure::own(
            "folder_not_empty",
            "这个文件夹不是空的；请另选文件夹。",
            "The folder is not empty; choose another.",
        ));
    }
    let pin = secret::given(secret::PIN).unwrap_or_else(|| secret::FIRST_PIN.to_owned());
    beside(&terminal.say("正在建演示园…", "Building the demo nursery…"));
    let work = files::Folder::beside(&dir)?;
    let house = session::house(work.path().to_owned(), Mode::Writing, terminal);
    let desk = match years {
        None => nursery::demo::build(house, &pin)?,
        Some(years) => {
            let (progress, what) = (Progress::new(), terminal.say("正在建园", "building"));
            let tell = |done: u32, of: u32| progress.tell(done.into(), of.into(), &what);
            let desk = nursery::demo::build_years(house, &pin, None, years, &tell)?;
            progress.end();
            desk
        }
    };
    let state = session::call(&desk, "session.state", json!({}), terminal)?;
    drop(desk);
    work.settle(&dir)?;
    tell(&dir, &state, &pin, general, terminal)
}

fn tell(dir: &Path, state: &Value, pin: &str, general: &General, terminal: &Terminal) -> Result<()> {
    let nursery = state["nursery"].as_str().unwrap_or_default();
    let people: Vec<Value> = state["people"]
        .as_array()
        .into_iter()
        .flatten()
        .map(|p| json!({ "id": p["id"], "name": p["name"], "posts": p["posts"] }))
        .collect();
    let names: Vec<&str> = people.iter().filter_map(|p| p["name"].as_str()).collect();
    let mut text = terminal.say(
        format!(
            "演示园已建好：{nursery}（{}）\n每个人的个人数字码：{pin}\n可登录：{}",
            dir.display(),
            names.join("、")
        ),
        format!(
            "The demo nursery {nursery} is in {}\nEverybody's PIN: {pin}\nWho can sign in: {}",
            dir.display(),
            names.join(", ")
        ),
    );
    if general.store.is_none() {
        text.push('\n');
        text.push_str(&terminal.say(
            format!("以后的命令请加 --store \"{}\"", dir.display()),
            format!("Give later commands --store \"{}\"", dir.display()),
        ));
    }
    let value = json!({ "store": dir.display().to_string(), "nursery": nursery, "today": state["today"], "pin": pin, "people": people });
    terminal.answer(&text, &value)
}
