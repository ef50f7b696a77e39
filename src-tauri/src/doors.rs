//! The three doors to the core: `call`, files, events. This module alone names the core; everything
//! runs on a blocking task, so that the window never waits.

use std::path::Path;
use std::sync::Arc;

use serde::Serialize;
use tauri::{AppHandle, Emitter, State};

use crate::dialogs;
pub use crate::stand_in::{Desk, FileOut, House};

/// A desk shared by the doors.
pub type SharedDesk = Arc<Desk>;

/// A file from outside larger than this is not even read.
const LARGEST_FILE: u64 = 64 << 20;

/// Opens the nursery that lies in `folder`.
pub fn open(folder: &Path, demo: bool) -> SharedDesk {
    Arc::new(Desk::new(House {
        folder: folder.to_owned(),
        demo,
        program: "cradlebook-desktop".to_owned(),
    }))
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
        let size = std::fs::metadata(&path)
            .map_err(|error| error.to_string())?
            .len();
        if size > LARGEST_FILE {
            return Err(format!("{} MB > {} MB", size >> 20, LARGEST_FILE >> 20));
        }
        let bytes = std::fs::read(&path).map_err(|error| error.to_string())?;
        let name = path
            .file_name()
            .unwrap_or_default()
            .to_string_lossy()
            .into_owned();
        let token = desk.file_in(&name, bytes)?;
        Ok(Some(PickedFile { token, name }))
    })
    .await?
}

/// Lets the person keep an issued paper where they choose; `false` if they thought better of it.
#[tauri::command]
pub async fn file_out(
    app: AppHandle,
    desk: State<'_, SharedDesk>,
    id: String,
) -> Result<bool, String> {
    let desk = Arc::clone(&desk);
    aside(move || {
        let FileOut { name, bytes, .. } = desk.file_out(&id)?;
        let Some(path) = dialogs::save(&app, &name) else {
            return Ok(false);
        };
        std::fs::write(path, bytes).map_err(|error| error.to_string())?;
        Ok(true)
    })
    .await?
}

/// Passes every event of the core on to the window until the core is gone.
pub fn pass_events_on(desk: &SharedDesk, app: AppHandle) {
    let events = desk.events();
    std::thread::spawn(move || {
        for event in events {
            say(&app, &event);
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
    tauri::async_runtime::spawn_blocking(work)
        .await
        .map_err(|error| error.to_string())
}
