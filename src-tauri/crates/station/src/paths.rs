//! Where things are. The data folder is the local (not roaming) app data folder of the user, or `PACKBENCH_DATA_DIR`.

use std::path::{Path, PathBuf};

use engine::wire::Mode;

const IDENTIFIER: &str = "app.packbench.desktop";
const DATA_DIR_VARIABLE: &str = "PACKBENCH_DATA_DIR";

/// The data folder: as asked for, else by the environment, else the operating system's place.
pub fn data_dir(asked: Option<&Path>) -> PathBuf {
    asked.map(Path::to_owned).or_else(|| variable(DATA_DIR_VARIABLE)).unwrap_or_else(system_data_dir)
}

/// True when the folder is not the operating system's own place: then exports stay inside it too.
pub fn is_custom(asked: Option<&Path>) -> bool {
    asked.is_some() || variable(DATA_DIR_VARIABLE).is_some()
}

fn variable(name: &str) -> Option<PathBuf> {
    std::env::var_os(name).filter(|value| !value.is_empty()).map(PathBuf::from)
}

fn home() -> PathBuf {
    std::env::home_dir().unwrap_or_else(std::env::temp_dir)
}

#[cfg(windows)]
fn system_data_dir() -> PathBuf {
    variable("LOCALAPPDATA").unwrap_or_else(|| home().join("AppData").join("Local")).join(IDENTIFIER)
}

#[cfg(target_os = "macos")]
fn system_data_dir() -> PathBuf {
    home().join("Library").join("Application Support").join(IDENTIFIER)
}

#[cfg(not(any(windows, target_os = "macos")))]
fn system_data_dir() -> PathBuf {
    variable("XDG_DATA_HOME").unwrap_or_else(|| home().join(".local").join("share")).join(IDENTIFIER)
}

/// Where "Save as PDF" puts files: the user's downloads, where there is such a folder.
pub fn export_dir(data_dir: &Path, custom: bool) -> PathBuf {
    let downloads = home().join("Downloads");
    match !custom && downloads.is_dir() {
        true => downloads,
        false => data_dir.join("exports"),
    }
}

pub fn database(data_dir: &Path, mode: Mode) -> PathBuf {
    data_dir.join(match mode {
        Mode::Live => "packbench.sqlite",
        Mode::Practice => "practice.sqlite",
    })
}

pub fn lock(data_dir: &Path, mode: Mode) -> PathBuf {
    data_dir.join(match mode {
        Mode::Live => "packbench.lock",
        Mode::Practice => "practice.lock",
    })
}

/// The simulated platform's own state.
pub fn practice_platform(data_dir: &Path) -> PathBuf {
    data_dir.join("practice-platform.json")
}

pub fn choice(data_dir: &Path) -> PathBuf {
    data_dir.join("station.json")
}

pub fn logs(data_dir: &Path) -> PathBuf {
    data_dir.join("logs")
}
