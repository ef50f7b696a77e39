//! Declares the doors, so that each needs its own permission, and asks for the built screen by name.

use std::path::Path;

fn main() {
    if !Path::new("../ui/dist/index.html").exists() {
        println!(
            "cargo::error=the screen is not built: run `npm ci && npm run build` in the project's folder, or `cargo xtask run`"
        );
        return;
    }
    println!("cargo::rerun-if-changed=../ui/dist");
    let doors = tauri_build::AppManifest::new().commands(&["call", "file_in", "file_put", "file_out", "file_open"]);
    if let Err(error) = tauri_build::try_build(tauri_build::Attributes::new().app_manifest(doors)) {
        println!("cargo::error={error:#}");
    }
}
