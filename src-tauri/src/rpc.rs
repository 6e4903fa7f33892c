//! The one Tauri command. Which commands there are, and what they take and give, is the engine's list; the few that
//! concern the window itself are the shell's.

use engine::wire::{AppErrorWire, Code};
use serde_json::Value;
use tauri::{AppHandle, State};

use crate::desk::Desk;
use crate::window;

#[tauri::command]
pub async fn rpc(
    app: AppHandle,
    desk: State<'_, Desk>,
    name: String,
    payload: Value,
) -> Result<Value, AppErrorWire> {
    match name.as_str() {
        "window_stay" => desk.stay(),
        "window_close" => window::close(&app),
        "panel_open" => open_panel().await?,
        _ => return desk.station().await?.dispatch(&name, payload).await,
    }
    Ok(Value::Null)
}

/// The platform's panel in the system's browser. The address is fixed: a page cannot ask for another one.
async fn open_panel() -> Result<(), AppErrorWire> {
    const PANEL: &str = "https://panel.sendcloud.sc/";
    let opened = tauri::async_runtime::spawn_blocking(|| open::that_detached(PANEL)).await;
    let words = match opened {
        Ok(Ok(())) => return Ok(()),
        Ok(Err(error)) => error.to_string(),
        Err(error) => error.to_string(),
    };
    Err(AppErrorWire {
        code: Code::Internal,
        message: format!("No browser could be opened: {words}"),
        hint: Some(format!("Open {PANEL} by hand")),
        subject: None,
    })
}
