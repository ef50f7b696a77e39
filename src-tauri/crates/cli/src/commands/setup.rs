//! `setup --quick`: an empty nursery with the four standard classes and one director.

use std::path::Path;

use nursery::Desk;
use nursery::error::{ContractError, Error};
use serde_json::{Value, json};

use crate::arguments::General;
use crate::failure::Result;
use crate::session::{self, Mode};
use crate::terminal::Terminal;
use crate::{files, place, secret};

/// What the director is called where `--person` does not say.
const DIRECTOR: &str = "园长";

/// Sets the nursery up and prints the director's PIN.
pub fn run(general: &General, name: &str, terminal: &Terminal) -> Result<()> {
    let dir = place::store(general)?;
    if session::has_store(&dir) {
        return Err(Error::Contract(ContractError::StoreExists).into());
    }
    let director = general.person.as_deref().unwrap_or(DIRECTOR);
    let pin = secret::given(secret::PIN).unwrap_or_else(|| secret::FIRST_PIN.to_owned());
    let passphrase = secret::given(secret::PASSPHRASE);
    let keyed = passphrase.is_some();
    let request = json!({ "name": name, "director": director, "pin": pin, "passphrase": passphrase });
    let reply = if files::is_free(&dir) {
        // Whatever is refused, nothing half made is left behind.
        let work = files::Folder::beside(&dir)?;
        let reply = set_up(work.path(), request, terminal)?;
        work.settle(&dir)?;
        reply
    } else {
        set_up(&dir, request, terminal)?
    };
    let person = &reply["director"];
    let value = json!({
        "store": dir.display().to_string(),
        "nursery": name,
        "person": { "id": person["id"], "name": person["name"] },
        "pin": pin,
        "keyed": keyed,
    });
    let text = terminal.say(
        format!(
            "已建园：{name}（{}）\n{director} 的个人数字码：{pin}\n{}",
            dir.display(),
            if keyed { "档案已加密；主口令丢失后无法找回。" } else { "档案没有加密。" }
        ),
        format!(
            "{name} is set up in {}\nPIN of {director}: {pin}\n{}",
            dir.display(),
            if keyed {
                "The store is encrypted; a lost passphrase cannot be recovered."
            } else {
                "The store is not encrypted."
            }
        ),
    );
    terminal.answer(&text, &value)
}

fn set_up(dir: &Path, request: Value, terminal: &Terminal) -> Result<Value> {
    let desk = Desk::new(session::house(dir.to_owned(), Mode::Writing, terminal))?;
    session::call(&desk, "setup", request, terminal)
}
