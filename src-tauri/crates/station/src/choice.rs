//! Which of the two worlds was chosen last. A file of its own, because it decides which database is opened.

use std::path::Path;

use engine::wire::Mode;
use serde::{Deserialize, Serialize};

#[derive(Debug, Default, Serialize, Deserialize)]
struct Choice {
    mode: Option<Mode>,
}

/// `None` at the first start, and when the file is damaged: then the person is asked again.
pub fn read(path: &Path) -> Option<Mode> {
    let text = std::fs::read(path).ok()?;
    serde_json::from_slice::<Choice>(&text).unwrap_or_default().mode
}

/// # Errors
/// When the folder cannot be written.
pub fn write(path: &Path, mode: Option<Mode>) -> std::io::Result<()> {
    let part = path.with_extension("part");
    std::fs::write(&part, serde_json::to_vec(&Choice { mode })?)?;
    std::fs::rename(part, path)
}
