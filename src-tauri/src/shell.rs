//! The window and the program's life: one window, one running program, a tick each minute.

use std::sync::Arc;
use std::time::Duration;

use tauri::{App, AppHandle, Manager, WebviewWindowBuilder};

use crate::doors::{self, SharedDesk};
use crate::options::Options;
use crate::{environment, journal, outside, pages};

const SECOND: Duration = Duration::from_secs(1);
const MINUTE: Duration = Duration::from_secs(60);

/// Opens the window and stays until it is closed.
///
/// # Errors
/// The system gives no window, or a folder of the program cannot be found.
pub fn run(options: Options) -> tauri::Result<()> {
    tauri::Builder::default()
        .plugin(tauri_plugin_single_instance::init(|app, _, _| come_to_front(app)))
        .plugin(tauri_plugin_dialog::init())
        .plugin(tauri_plugin_opener::init())
        .invoke_handler(tauri::generate_handler![
            doors::call,
            doors::file_in,
            doors::file_put,
            doors::file_out,
            doors::file_open
        ])
        .register_asynchronous_uri_scheme_protocol("cradlebook", |context, request, responder| {
            let desk = Arc::clone(&context.app_handle().state::<SharedDesk>());
            tauri::async_runtime::spawn_blocking(move || responder.respond(pages::answer(&desk, &request)));
        })
        .setup(move |app| Ok(open(app, &options)?))
        .run(tauri::generate_context!())
}

/// The desk is there before the window, so that no call can come too early.
fn open(app: &mut App, options: &Options) -> tauri::Result<()> {
    let paths = app.path();
    journal::start(&paths.app_log_dir()?);
    let (folder, demo) = options.place(&paths.app_data_dir()?);
    let desk = doors::open(&folder, demo, environment::language());
    let shown = paths.app_cache_dir()?.join("shown");
    outside::sweep(&shown);
    doors::pass_events_on(&desk, app.handle().clone(), shown.clone());
    app.manage(Arc::clone(&desk));
    app.manage(doors::Shown(shown));
    keep_time(desk);
    for window in &app.config().app.windows {
        WebviewWindowBuilder::from_config(app, window)?.build()?;
    }
    tracing::info!(version = env!("CARGO_PKG_VERSION"), demo = options.demo, "the window is open");
    Ok(())
}

/// What is due by the clock is the core's to know; the shell only ticks: once the store is open, then each minute.
fn keep_time(desk: SharedDesk) {
    std::thread::spawn(move || {
        while desk.store().is_err() {
            std::thread::sleep(SECOND);
        }
        loop {
            if let Err(error) = desk.tick() {
                tracing::warn!(%error, "the tick failed");
            }
            std::thread::sleep(MINUTE);
        }
    });
}

/// A second start shows the first window and says so.
fn come_to_front(app: &AppHandle) {
    if let Some(window) = app.get_webview_window("main") {
        let shown = window.unminimize().and_then(|()| window.show()).and_then(|()| window.set_focus());
        if let Err(error) = shown {
            tracing::warn!(%error, "the window could not be brought to the front");
        }
    }
    doors::say(app, r#"{"notice":"already_open"}"#);
}
