//! The file dialogs of the system. A test cannot press their buttons, so while WebKit automation is
//! on (and only then) `CRADLEBOOK_DIALOG` answers: a path, or nothing for "cancel".

use std::ffi::OsString;
use std::path::{Path, PathBuf};

use tauri::AppHandle;
use tauri_plugin_dialog::DialogExt;
use tauri_plugin_opener::OpenerExt;

/// Asks for a file to read. `endings` are file endings without the dot.
pub fn pick(app: &AppHandle, endings: &[String]) -> Option<PathBuf> {
    if let Some(answer) = automated() {
        return answer;
    }
    let endings: Vec<&str> = endings.iter().map(String::as_str).collect();
    let dialog = app.dialog().file();
    let dialog = if endings.is_empty() { dialog } else { dialog.add_filter(endings.join(" "), &endings) };
    dialog.blocking_pick_file()?.into_path().ok()
}

/// Asks where to keep a file, proposing `name`.
pub fn save(app: &AppHandle, name: &str) -> Option<PathBuf> {
    if let Some(answer) = automated() {
        return answer.map(|path| if path.is_dir() { path.join(name) } else { path });
    }
    app.dialog().file().set_file_name(name).blocking_save_file()?.into_path().ok()
}

/// Shows a file in the system's viewer. Under automation it is laid where the dialog would have been answered.
///
/// # Errors
/// No program of the system shows it; the reason is logged.
pub fn view(app: &AppHandle, path: &Path) -> Result<(), ()> {
    if let Some(answer) = automated() {
        let Some(folder) = answer else { return Ok(()) };
        return std::fs::copy(path, folder.join(path.file_name().unwrap_or_default())).map(drop).map_err(drop);
    }
    app.opener().open_path(path.to_string_lossy(), None::<&str>).map_err(|error| {
        tracing::warn!(%error, "no viewer");
    })
}

fn automated() -> Option<Option<PathBuf>> {
    answer(std::env::var_os("TAURI_WEBVIEW_AUTOMATION"), std::env::var_os("CRADLEBOOK_DIALOG"))
}

fn answer(automation: Option<OsString>, given: Option<OsString>) -> Option<Option<PathBuf>> {
    if automation? != "true" {
        return None;
    }
    Some(given.filter(|path| !path.is_empty()).map(PathBuf::from))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(automation: Option<&str>, given: Option<&str>) -> Option<Option<PathBuf>> {
        answer(automation.map(OsString::from), given.map(OsString::from))
    }

    #[test]
    fn only_automation_answers_for_the_person() {
        assert_eq!(of(None, Some("a.xlsx")), None);
        assert_eq!(of(Some("1"), Some("a.xlsx")), None);
        assert_eq!(of(Some("true"), Some("a.xlsx")), Some(Some(PathBuf::from("a.xlsx"))));
    }

    #[test]
    fn automation_without_an_answer_cancels_instead_of_waiting_for_a_hand() {
        assert_eq!(of(Some("true"), None), Some(None));
        assert_eq!(of(Some("true"), Some("")), Some(None));
    }
}
