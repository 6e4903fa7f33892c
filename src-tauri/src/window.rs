//! The window: opened once, brought to the front when Packbench is started a second time, and never led elsewhere.

use tauri::webview::WebviewWindowBuilder;
use tauri::{App, AppHandle, Manager, Url};

pub const MAIN: &str = "main";

/// Opens the window of `tauri.conf.json`. It shows itself at once; its first command waits for the station.
pub fn open(app: &App) -> tauri::Result<()> {
    let windows = &app.config().app.windows;
    let config = windows.iter().find(|window| window.label == MAIN).ok_or(tauri::Error::WindowNotFound)?;
    WebviewWindowBuilder::from_config(app, config)?.on_navigation(is_own_page).build()?;
    Ok(())
}

/// Closes the window without asking.
pub fn close(app: &AppHandle) {
    if let Some(window) = app.get_webview_window(MAIN)
        && let Err(error) = window.destroy()
    {
        tracing::error!(%error, "the window could not be closed");
    }
}

/// False when there is no window any more: Packbench is closing.
pub fn bring_to_front(app: &AppHandle) -> bool {
    let Some(window) = app.get_webview_window(MAIN) else { return false };
    for step in [window.unminimize(), window.show(), window.set_focus()] {
        if let Err(error) = step {
            tracing::warn!(%error, "the window could not be brought to the front");
        }
    }
    true
}

/// The app's own pages: `tauri://localhost`, on Windows `http://tauri.localhost`, in development the dev server.
fn is_own_page(url: &Url) -> bool {
    match (url.scheme(), url.host_str()) {
        ("tauri", Some("localhost")) => true,
        ("http" | "https", Some("tauri.localhost")) => true,
        ("http", Some("localhost")) => cfg!(dev) && url.port() == Some(1420),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_link_cannot_lead_the_window_away() {
        for (url, own) in [
            ("tauri://localhost/index.html", true),
            ("http://tauri.localhost/", true),
            ("https://tauri.localhost.example.com/", false),
            ("https://panel.sendcloud.sc/", false),
            ("file:///etc/passwd", false),
            ("data:text/html,hello", false),
            ("http://localhost:8080/", false),
        ] {
            assert_eq!(is_own_page(&Url::parse(url).expect("an address")), own, "{url}");
        }
    }
}
