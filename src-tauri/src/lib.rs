//! The shell: a window around the station. It composes and passes on; it knows no orders, no labels and no SQL.
//!
//! - `desk`: the station while the window is open, and closing it
//! - `rpc`: the one command
//! - `events`: the one event channel
//! - `window`: the window itself

mod desk;
mod events;
mod rpc;
mod window;

use std::io::Write;
use std::process::ExitCode;

use tauri::{App, AppHandle, Manager, RunEvent, WindowEvent};
use tauri_plugin_window_state::StateFlags;

use crate::desk::Desk;

/// Runs Packbench until its window is closed and what was under way is finished.
pub fn run() -> ExitCode {
    match build() {
        Ok(app) => exit_code(app.run_return(on_event)),
        Err(error) => {
            // There is no window and no log yet.
            let _unheard = writeln!(std::io::stderr(), "Packbench could not open its window: {error}");
            ExitCode::FAILURE
        }
    }
}

fn build() -> tauri::Result<App> {
    let mut builder = tauri::Builder::default();
    if std::env::var_os("PACKBENCH_DATA_DIR").is_none() {
        // Another data folder is another station: it may run beside this one. Two windows on one folder are told apart
        // by the database's own lock.
        builder = builder
            .plugin(tauri_plugin_single_instance::init(|app, _, _| app.state::<Desk>().started_again(app)));
    }
    let remembered = StateFlags::SIZE | StateFlags::POSITION | StateFlags::MAXIMIZED;
    builder
        .plugin(tauri_plugin_window_state::Builder::default().with_state_flags(remembered).build())
        .manage(Desk::default())
        .on_window_event(|window, event| {
            if let WindowEvent::CloseRequested { api, .. } = event
                && window.state::<Desk>().asks_before_close(window.app_handle())
            {
                api.prevent_close();
            }
        })
        .invoke_handler(tauri::generate_handler![rpc::rpc])
        .setup(|app| {
            app.state::<Desk>().start(app.handle());
            window::open(app)?;
            Ok(())
        })
        .build(tauri::generate_context!())
}

fn on_event(app: &AppHandle, event: RunEvent) {
    // `code` is empty when the last window was closed, and set when closing is done and asks for the end itself.
    if let RunEvent::ExitRequested { code: None, api, .. } = event {
        api.prevent_exit();
        app.state::<Desk>().begin_close(app);
    }
}

fn exit_code(code: i32) -> ExitCode {
    u8::try_from(code).map_or(ExitCode::FAILURE, ExitCode::from)
}
