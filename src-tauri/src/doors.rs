//! The three doors to the core: `call`, files, events. This module alone names the core; everything
//! runs on a blocking task, so that the window never waits.

use std::ffi::OsString;
use std::fs::{self, File};
use std::io::{Read, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use serde::Serialize;
use tauri::ipc::{InvokeBody, Request};
use tauri::{AppHandle, Emitter, State};

use crate::{dialogs, outside};
use nursery::words::Language;
use nursery::{Desk, House};

/// A desk shared by the doors.
pub type SharedDesk = Arc<Desk>;

/// A file from outside larger than this is not even read.
const LARGEST_FILE: u64 = 64 << 20;
/// What the file doors themselves refuse; the screen has the words. Any other text is the core's.
const TOO_LARGE: &str = "file_too_large";
const UNREADABLE: &str = "file_unreadable";
const NOT_WRITTEN: &str = "file_not_written";
const NOT_OPENED: &str = "file_not_opened";

/// The PIN of everybody in the demo nursery.
const DEMO_PIN: &str = "246810";

/// Stands at the nursery that lies in `folder`. What keeps it from opening, `session.state` says in words.
pub fn open(folder: &Path, demo: bool, language: Language) -> SharedDesk {
    let house = House::new(folder.to_owned(), "cradlebook-desktop", language);
    if demo {
        match nursery::demo::open(house.clone(), DEMO_PIN) {
            Ok(desk) => return Arc::new(desk),
            Err(error) => tracing::error!(%error, "the demo nursery could not be opened"),
        }
    }
    Arc::new(Desk::standing(house))
}

/// Passes one envelope to the core and its answer back.
#[tauri::command]
pub async fn call(desk: State<'_, SharedDesk>, envelope: String) -> Result<String, String> {
    let desk = Arc::clone(&desk);
    aside(move || desk.call(&envelope)).await
}

/// A file that the person picked, as the core knows it.
#[derive(Debug, Serialize)]
pub struct PickedFile {
    token: String,
    name: String,
}

/// Asks the person for a file and hands its bytes to the core; `None` if they thought better of it.
#[tauri::command]
pub async fn file_in(
    app: AppHandle,
    desk: State<'_, SharedDesk>,
    endings: Vec<String>,
) -> Result<Option<PickedFile>, String> {
    let desk = Arc::clone(&desk);
    aside(move || {
        let Some(path) = dialogs::pick(&app, &endings) else {
            return Ok(None);
        };
        let bytes = read(&path)?;
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let token = desk.file_in(&name, bytes);
        Ok(Some(PickedFile { token, name }))
    })
    .await?
}

fn read(path: &Path) -> Result<Vec<u8>, String> {
    let unreadable = |error| refused(UNREADABLE, &error);
    let file = File::open(path).map_err(unreadable)?;
    let mut bytes = Vec::new();
    file.take(LARGEST_FILE + 1).read_to_end(&mut bytes).map_err(unreadable)?;
    if bytes.len() as u64 > LARGEST_FILE { Err(TOO_LARGE.to_owned()) } else { Ok(bytes) }
}

/// The path stays out of the log: a person's file may be named after a child.
fn refused(code: &str, error: &std::io::Error) -> String {
    tracing::warn!(code, kind = ?error.kind(), "a file was refused");
    code.to_owned()
}

/// Takes the bytes of a file that the person dropped on the window; its name comes in the header `name`,
/// percent-encoded.
#[tauri::command]
pub async fn file_put(request: Request<'_>, desk: State<'_, SharedDesk>) -> Result<PickedFile, String> {
    let InvokeBody::Raw(bytes) = request.body() else {
        return Err(UNREADABLE.to_owned());
    };
    if bytes.len() as u64 > LARGEST_FILE {
        return Err(TOO_LARGE.to_owned());
    }
    let name = request.headers().get("name").and_then(|name| name.to_str().ok()).unwrap_or("file");
    let name = decoded(name);
    let token = desk.file_in(&name, bytes.clone());
    Ok(PickedFile { token, name })
}

fn decoded(text: &str) -> String {
    percent_encoding::percent_decode_str(text).decode_utf8_lossy().into_owned()
}

/// The travelling copy of the whole store: written to its path, never held in memory.
const BACKUP: &str = "backup";

/// Lets the person keep an issued paper where they choose; `false` if they thought better of it.
#[tauri::command]
pub async fn file_out(app: AppHandle, desk: State<'_, SharedDesk>, id: String) -> Result<bool, String> {
    let desk = Arc::clone(&desk);
    aside(move || {
        let language = desk.house().language;
        if id == BACKUP {
            let Some(path) = dialogs::save(&app, &desk.backup_name()) else {
                return Ok(false);
            };
            return desk.backup_for_person(&path).map(|_| true).map_err(|error| error.message(language));
        }
        let file = desk.file_out(&id).map_err(|error| error.message(language))?;
        let Some(path) = dialogs::save(&app, &file.name) else {
            return Ok(false);
        };
        write_whole(&path, &file.bytes).map_err(|error| refused(NOT_WRITTEN, &error))?;
        Ok(true)
    })
    .await?
}

/// Where papers lie that the system's viewer shows.
pub struct Shown(pub PathBuf);

/// Opens an issued paper in the system's viewer, which prints it.
#[tauri::command]
pub async fn file_open(
    app: AppHandle,
    desk: State<'_, SharedDesk>,
    shown: State<'_, Shown>,
    id: String,
) -> Result<(), String> {
    let (desk, folder) = (Arc::clone(&desk), shown.0.clone());
    aside(move || {
        let file = desk.file_out(&id).map_err(|error| error.message(desk.house().language))?;
        let path = outside::lay(&folder, &file.name, &file.bytes).map_err(|error| refused(NOT_WRITTEN, &error))?;
        dialogs::view(&app, &path).map_err(|()| NOT_OPENED.to_owned())
    })
    .await?
}

/// The whole file or what lay there before: a stick that is full holds no half of a receipt, and one that is
/// pulled out holds all of it.
fn write_whole(path: &Path, bytes: &[u8]) -> std::io::Result<()> {
    let mut name = OsString::from(".");
    name.push(path.file_name().unwrap_or_default());
    name.push(".part");
    let part = path.with_file_name(name);
    let written = File::create(&part)
        .and_then(|mut file| file.write_all(bytes).and_then(|()| file.sync_all()))
        .and_then(|()| fs::rename(&part, path));
    if written.is_err() {
        // Where nothing can be written there may be nothing to remove.
        let _ = fs::remove_file(&part);
    }
    written
}

/// Passes every event of the core on to the window until the core is gone. Nobody at the desk is one of them: then
/// nothing stays outside.
pub fn pass_events_on(desk: &SharedDesk, app: AppHandle, shown: PathBuf) {
    let (events, desk) = (desk.events(), Arc::downgrade(desk));
    std::thread::spawn(move || {
        for event in events {
            say(&app, &event);
            if desk.upgrade().is_some_and(|desk| desk.who().is_none()) {
                outside::sweep(&shown);
            }
        }
    });
}

/// Says one event (JSON) to the window.
pub fn say(app: &AppHandle, event: &str) {
    if let Err(error) = app.emit("event", event) {
        tracing::warn!(%error, "an event did not reach the window");
    }
}

async fn aside<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> Result<T, String> {
    tauri::async_runtime::spawn_blocking(work).await.map_err(|error| error.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_come_back_as_they_were() {
        assert_eq!(decoded("%E8%8A%B1%E5%90%8D%E5%86%8C.xlsx"), "花名册.xlsx");
        assert_eq!(decoded("100%"), "100%");
    }

    #[test]
    fn a_file_is_read_up_to_the_limit_and_no_further() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("file");
        let file = File::create(&path).unwrap();
        file.set_len(LARGEST_FILE).unwrap();
        assert_eq!(read(&path).unwrap().len() as u64, LARGEST_FILE);
        file.set_len(LARGEST_FILE + 1).unwrap();
        assert_eq!(read(&path), Err(TOO_LARGE.to_owned()));
        assert_eq!(read(&folder.path().join("nowhere")), Err(UNREADABLE.to_owned()));
    }

    #[test]
    fn a_file_is_written_whole_or_what_lay_there_stays() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("收据.pdf");
        write_whole(&path, b"before").unwrap();
        write_whole(&path, b"after").unwrap();
        assert_eq!(fs::read(&path).unwrap(), b"after");
        // A folder of that name cannot be replaced by a file.
        let taken = folder.path().join("taken");
        fs::create_dir_all(taken.join("inside")).unwrap();
        assert!(write_whole(&taken, b"never").is_err());
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 2);
    }
}
