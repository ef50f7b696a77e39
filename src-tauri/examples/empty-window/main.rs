//! An empty Tauri window: the floor beside which `cargo xtask bench` measures the start and the memory of Cradlebook.

fn main() -> tauri::Result<()> {
    tauri::Builder::default().run(tauri::generate_context!("examples/empty-window/tauri.conf.json"))
}
