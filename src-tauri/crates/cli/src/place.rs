//! Where the store lies, and which language is spoken.

use std::env;
use std::path::PathBuf;

use nursery::words::Language;

use crate::arguments::General;
use crate::failure::{Failure, Result};

/// The folder of the window's data inside the user's.
const APPLICATION: &str = "app.cradlebook.desktop";

/// The person's language: `CRADLEBOOK_LANGUAGE`, else the system's.
pub fn language() -> Language {
    let spoken = |name: &str| env::var(name).ok().filter(|value| !value.is_empty());
    match spoken("CRADLEBOOK_LANGUAGE").as_deref() {
        Some("zh") => Language::Zh,
        Some("en") => Language::En,
        _ => match ["LC_ALL", "LC_MESSAGES", "LANG"].into_iter().find_map(spoken) {
            Some(locale) if locale.starts_with("zh") => Language::Zh,
            _ => Language::En,
        },
    }
}

/// The folder of the store: as told, else the window's.
pub fn store(general: &General) -> Result<PathBuf> {
    folder(general, "store")
}

/// The folder of the demo nursery: as told, else the window's, which is never the real nursery's.
pub fn demo(general: &General) -> Result<PathBuf> {
    folder(general, "demo")
}

fn folder(general: &General, name: &str) -> Result<PathBuf> {
    match &general.store {
        Some(folder) if !folder.as_os_str().is_empty() => Ok(folder.clone()),
        _ => user_data().map(|data| data.join(APPLICATION).join(name)).ok_or_else(|| {
            Failure::usage(
                "找不到用户数据文件夹；请用 --store 指明档案所在的文件夹。",
                "The user's data folder is unknown; name the folder of the store with --store.",
            )
        }),
    }
}

fn user_data() -> Option<PathBuf> {
    let of = |name: &str| env::var_os(name).map(PathBuf::from).filter(|path| path.is_absolute());
    if cfg!(windows) {
        of("APPDATA")
    } else if cfg!(target_os = "macos") {
        of("HOME").map(|home| home.join("Library/Application Support"))
    } else {
        of("XDG_DATA_HOME").or_else(|| of("HOME").map(|home| home.join(".local/share")))
    }
}
