//! Papers that the system's viewer shows and prints. They lie in the program's cache folder, each in a folder of its
//! own, readable by this user alone, and are swept when the desk is left and when the program starts.

use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU32, Ordering};

static NEXT: AtomicU32 = AtomicU32::new(0);

/// Writes a paper where the viewer finds it.
///
/// # Errors
/// The folder cannot be made or written.
pub fn lay(folder: &Path, name: &str, bytes: &[u8]) -> io::Result<PathBuf> {
    let own = folder.join(NEXT.fetch_add(1, Ordering::Relaxed).to_string());
    let _ = fs::remove_dir_all(&own);
    for dir in [folder, &own] {
        fs::create_dir_all(dir)?;
        only_me(dir, 0o700)?;
    }
    // A name is no way out of the folder.
    let path = own.join(Path::new(name).file_name().unwrap_or_default());
    let mut file = fs::File::create_new(&path)?;
    only_me(&path, 0o600)?;
    file.write_all(bytes)?;
    Ok(path)
}

/// Removes what was shown; what a viewer still holds open stays until the next time.
pub fn sweep(folder: &Path) {
    if let Err(error) = fs::remove_dir_all(folder)
        && error.kind() != io::ErrorKind::NotFound
    {
        tracing::warn!(kind = ?error.kind(), "papers for the viewer could not be swept");
    }
}

#[cfg(unix)]
fn only_me(path: &Path, mode: u32) -> io::Result<()> {
    use std::os::unix::fs::PermissionsExt;
    fs::set_permissions(path, fs::Permissions::from_mode(mode))
}

/// The folder lies in the person's own profile, which Windows keeps from others.
#[cfg(not(unix))]
#[expect(clippy::unnecessary_wraps, reason = "the same shape as on Unix")]
fn only_me(_: &Path, _: u32) -> io::Result<()> {
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn papers_lie_inside_the_folder_for_this_user_alone_until_they_are_swept() {
        let place = tempfile::tempdir().unwrap();
        let folder = place.path().join("papers");
        let one = lay(&folder, "收据.pdf", b"1").unwrap();
        let two = lay(&folder, "../../收据.pdf", b"2").unwrap();
        assert!(one != two && two.starts_with(&folder), "{}", two.display());
        assert_eq!((fs::read(&one).unwrap(), fs::read(&two).unwrap()), (b"1".to_vec(), b"2".to_vec()));
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
            assert_eq!((mode(&one), mode(&folder)), (0o600, 0o700));
        }
        sweep(&folder);
        sweep(&folder);
        assert!(!folder.exists());
        assert!(lay(&folder, "", b"3").is_err());
    }
}
