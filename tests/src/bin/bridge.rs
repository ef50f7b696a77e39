//! `bridge [folder]`: serves the demo nursery to a browser on this computer and prints the address.
//! `bridge --build folder`: only builds it. `bridge --as-is folder`: serves what lies in the folder, also nothing.
//! `CRADLEBOOK_SCREEN` names another built screen than this checkout's.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use tests::bridge::Bridge;
use tests::desk;

fn main() -> ExitCode {
    let screen = std::env::var_os("CRADLEBOOK_SCREEN")
        .map_or_else(|| Path::new(env!("CARGO_MANIFEST_DIR")).join("../ui/dist"), PathBuf::from);
    let mut arguments: Vec<_> = std::env::args_os().skip(1).collect();
    let mut option = |name: &str| arguments.first().is_some_and(|first| first == name) && arguments.remove(0) == *name;
    let (only_build, as_is) = (option("--build"), option("--as-is"));
    let folder = arguments.first().map_or_else(|| PathBuf::from("target/bridge"), PathBuf::from);
    let desk = match if as_is { Ok(desk::as_is(&folder)) } else { desk::demo(&folder) } {
        Ok(desk) => desk,
        Err(error) => {
            eprintln!("bridge: {error}");
            return ExitCode::FAILURE;
        }
    };
    if only_build {
        return ExitCode::SUCCESS;
    }
    match Bridge::new(desk, &screen) {
        Ok(bridge) => {
            // The one line that the caller waits for.
            #[expect(clippy::print_stdout, reason = "a command-line program")]
            {
                println!("{}", bridge.address());
            }
            bridge.run();
            ExitCode::SUCCESS
        }
        Err(error) => {
            eprintln!("bridge: {error}");
            ExitCode::FAILURE
        }
    }
}
