//! What the program is started with.

use std::ffi::OsString;
use std::path::{Path, PathBuf};

const USAGE: &str = "usage: cradlebook-desktop [--demo]
  --demo   open the demo nursery in a folder of its own; it is made if missing
  CRADLEBOOK_STORE=<folder> says where the data lie, instead of the user's data folder";

/// The start as the person asked for it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Options {
    /// Open the demo nursery instead of the person's own.
    pub demo: bool,
    /// The folder named by `CRADLEBOOK_STORE`.
    pub store: Option<PathBuf>,
}

impl Options {
    /// Reads the command line and `CRADLEBOOK_STORE`. The error is the text to show.
    pub fn from_arguments(arguments: impl Iterator<Item = OsString>) -> Result<Options, String> {
        let mut options = Options {
            store: std::env::var_os("CRADLEBOOK_STORE").filter(|folder| !folder.is_empty()).map(PathBuf::from),
            ..Options::default()
        };
        for argument in arguments {
            match argument.to_str() {
                Some("--demo") => options.demo = true,
                _ => return Err(format!("unknown argument {}\n{USAGE}", argument.display())),
            }
        }
        Ok(options)
    }

    /// Where the data lie, and whether it is the demo nursery: the named folder itself, else one of two inside
    /// the user's data folder.
    pub fn place(&self, data: &Path) -> (PathBuf, bool) {
        match &self.store {
            Some(folder) => (folder.clone(), self.demo),
            None if self.demo => (data.join("demo"), true),
            None => (data.join("store"), false),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(arguments: &[&str]) -> Result<Options, String> {
        Options::from_arguments(arguments.iter().map(OsString::from))
    }

    #[test]
    fn demo_is_understood_and_anything_else_is_refused_by_name() {
        assert!(of(&["--demo"]).unwrap().demo);
        assert!(!of(&[]).unwrap().demo);
        assert!(of(&["--dmeo"]).unwrap_err().contains("--dmeo"));
    }

    #[test]
    fn the_demo_never_shares_a_folder_with_the_real_nursery() {
        let data = tempfile::tempdir().unwrap();
        let (demo, own) = (data.path().join("demo"), data.path().join("store"));
        assert_eq!(of(&["--demo"]).unwrap().place(data.path()), (demo.clone(), true));
        assert_eq!(of(&[]).unwrap().place(data.path()), (own, false));
        assert_eq!(of(&["--demo"]).unwrap().place(data.path()), (demo, true));
        let named = Options { demo: false, store: Some(PathBuf::from("elsewhere")) };
        assert_eq!(named.place(data.path()), (PathBuf::from("elsewhere"), false));
    }
}
