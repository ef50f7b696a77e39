//! What WebKitGTK reads from the environment before it starts.

/// White windows on NVIDIA and some Wayland systems come from the DMA-BUF renderer; a compositor
/// process for a page of text and tables costs 80 MB and shows nothing.
#[cfg(target_os = "linux")]
const WEBKIT: [(&str, &str); 2] = [("WEBKIT_DISABLE_DMABUF_RENDERER", "1"), ("WEBKIT_DISABLE_COMPOSITING_MODE", "1")];

/// Makes sure of the environment. A program cannot safely change its own, so it starts itself once
/// more in its own place, with the same process id; what the person has set stays as it is.
///
/// # Errors
/// The program could not be started again.
#[cfg(target_os = "linux")]
pub fn prepare() -> Result<(), std::io::Error> {
    use std::os::unix::process::CommandExt;

    let missing: Vec<_> = WEBKIT.into_iter().filter(|(name, _)| std::env::var_os(name).is_none()).collect();
    if missing.is_empty() {
        return Ok(());
    }
    let program = std::env::current_exe()?;
    Err(std::process::Command::new(program).args(std::env::args_os().skip(1)).envs(missing).exec())
}

/// Nothing to prepare outside Linux.
///
/// # Errors
/// None.
#[cfg(not(target_os = "linux"))]
pub fn prepare() -> Result<(), std::io::Error> {
    Ok(())
}

/// The language of the system: Chinese unless it says another.
pub fn language() -> nursery::words::Language {
    let said = ["LC_ALL", "LC_MESSAGES", "LANG"]
        .iter()
        .find_map(|name| std::env::var(name).ok().filter(|value| !value.is_empty()));
    match said.as_deref() {
        Some(language)
            if !language.starts_with("zh") && language != "C" && !language.starts_with("C.") && language != "POSIX" =>
        {
            nursery::words::Language::En
        }
        _ => nursery::words::Language::Zh,
    }
}
