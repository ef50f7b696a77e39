//! `bridge [folder]`: serves the demo nursery to a browser on this computer and prints the address.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use tests::bridge::Bridge;
use tests::desk::{Desk, House};

fn main() -> ExitCode {
    let screen = Path::new(env!("CARGO_MANIFEST_DIR")).join("../ui/dist");
    let folder = std::env::args_os()
        .nth(1)
        .map_or_else(|| PathBuf::from("target/bridge"), PathBuf::from);
    let desk = Desk::new(House {
        folder,
        demo: true,
        program: "bridge".to_owned(),
    });
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
