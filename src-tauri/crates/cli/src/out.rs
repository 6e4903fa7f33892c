//! What the command line says: words for people, or one JSON object per line for scripts.

use std::io::{IsTerminal as _, Write as _};

use engine::AppError;
use indicatif::{ProgressBar, ProgressStyle};
use serde::Serialize;
use serde_json::json;

pub struct Out {
    pub json: bool,
}

impl Out {
    pub fn new(json: bool) -> Self {
        Self { json }
    }

    /// Words on the standard output; nothing with `--json`.
    pub fn line(&self, words: &str) {
        if !self.json {
            self.write(words);
        }
    }

    /// One JSON object on a line; nothing without `--json`.
    pub fn object<T: Serialize>(&self, object: &T) {
        if let (true, Ok(text)) = (self.json, serde_json::to_string(object)) {
            self.write(&text);
        }
    }

    fn write(&self, text: &str) {
        // A closed pipe is the reader's choice.
        let _ = writeln!(std::io::stdout().lock(), "{text}");
    }

    pub fn error(&self, error: &AppError) {
        if self.json {
            self.object(&json!({ "type": "error", "error": error }));
        }
        self.warn(&error.to_string());
    }

    pub fn warn(&self, words: &str) {
        let _ = writeln!(std::io::stderr().lock(), "{words}");
    }

    /// A bar on a terminal, nothing elsewhere.
    pub fn bar(&self, length: u64) -> ProgressBar {
        if self.json || !std::io::stderr().is_terminal() {
            return ProgressBar::hidden();
        }
        let bar = ProgressBar::new(length);
        if let Ok(style) = ProgressStyle::with_template("{bar:40} {pos}/{len} {msg}") {
            bar.set_style(style);
        }
        bar
    }
}
