//! The program's log: one file, one older one beside it. It never holds a name, a phone or an ID
//! number: only what the program did, with codes and ids.

use std::fs::{self, File, OpenOptions};
use std::path::Path;
use std::sync::Mutex;

const LARGEST: u64 = 1 << 20;

/// Starts the log in `folder`; without a writable folder it goes to the terminal.
pub fn start(folder: &Path) {
    let level = tracing_subscriber::filter::LevelFilter::INFO;
    match open(folder) {
        Ok(file) => {
            tracing_subscriber::fmt().with_max_level(level).with_ansi(false).with_writer(Mutex::new(file)).init();
        }
        Err(error) => {
            tracing_subscriber::fmt().with_max_level(level).with_writer(std::io::stderr).init();
            tracing::warn!(%error, "no log file");
        }
    }
    // The text of a panic may quote what it was working on, so only its place is kept.
    let before = std::panic::take_hook();
    std::panic::set_hook(Box::new(move |panic| {
        if let Some(place) = panic.location() {
            tracing::error!(file = place.file(), line = place.line(), "the program broke off a task");
        }
        before(panic);
    }));
}

fn open(folder: &Path) -> Result<File, std::io::Error> {
    fs::create_dir_all(folder)?;
    let path = folder.join("cradlebook.log");
    if fs::metadata(&path).is_ok_and(|file| file.len() > LARGEST) {
        fs::rename(&path, folder.join("cradlebook.1.log"))?;
    }
    OpenOptions::new().create(true).append(true).open(path)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_full_log_makes_room_and_is_kept_once() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("cradlebook.log");
        fs::write(&path, vec![b'x'; LARGEST as usize + 1]).unwrap();
        open(folder.path()).unwrap();
        assert_eq!(fs::metadata(&path).unwrap().len(), 0);
        assert_eq!(fs::metadata(folder.path().join("cradlebook.1.log")).unwrap().len(), LARGEST + 1);
    }
}
