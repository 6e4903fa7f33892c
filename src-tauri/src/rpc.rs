//! The one Tauri command. Which commands there are, and what they take and give, is the engine's list.

use engine::wire::AppErrorWire;
use serde_json::Value;
use tauri::State;

use crate::desk::Desk;

#[tauri::command]
pub async fn rpc(desk: State<'_, Desk>, name: String, payload: Value) -> Result<Value, AppErrorWire> {
    desk.station().await?.dispatch(&name, payload).await
}
