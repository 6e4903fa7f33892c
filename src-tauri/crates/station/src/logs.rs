//! Logs for support: a file a day, two weeks of them, secrets replaced by stars before a byte is written.

use std::io::Write;
use std::path::Path;
use std::sync::{Mutex, PoisonError};

use api_client::Secret;
use tracing_appender::rolling::{Builder, Rotation};
use tracing_subscriber::fmt::MakeWriter;
use tracing_subscriber::{EnvFilter, fmt};

const DAYS_KEPT: usize = 14;
/// Shorter texts would star out ordinary words.
const SECRET_CHARS_MIN: usize = 6;

static SECRETS: Mutex<Vec<String>> = Mutex::new(Vec::new());

/// From now on this text never reaches a log.
pub fn hide(secret: &Secret) {
    let text = secret.expose().trim().to_owned();
    let mut known = SECRETS.lock().unwrap_or_else(PoisonError::into_inner);
    if text.chars().count() >= SECRET_CHARS_MIN && !known.contains(&text) {
        known.push(text);
    }
}

/// Begins logging into `data_dir/logs`. A folder that cannot be written means no logs, never no app.
pub fn init(data_dir: &Path) {
    let folder = crate::paths::logs(data_dir);
    if std::fs::create_dir_all(&folder).is_err() {
        return;
    }
    let files = Builder::new()
        .rotation(Rotation::DAILY)
        .filename_prefix("packbench")
        .filename_suffix("log")
        .max_log_files(DAYS_KEPT)
        .build(folder);
    let Ok(files) = files else { return };
    let filter = EnvFilter::new("info,engine=debug,station=debug,sendcloud=debug,api_client=debug");
    let subscriber = fmt::Subscriber::builder()
        .with_env_filter(filter)
        .with_ansi(false)
        .with_writer(Redacted(Mutex::new(files)));
    // A second call (tests) keeps the first logger.
    let _ = tracing::subscriber::set_global_default(subscriber.finish());
}

/// Replaces every hidden text.
fn redact(bytes: &[u8]) -> Vec<u8> {
    let mut text = String::from_utf8_lossy(bytes).into_owned();
    for secret in SECRETS.lock().unwrap_or_else(PoisonError::into_inner).iter() {
        text = text.replace(secret, "***");
    }
    text.into_bytes()
}

struct Redacted<W>(Mutex<W>);

/// One event: the subscriber writes it whole.
struct Line<'a, W>(&'a Mutex<W>);

impl<'a, W: Write + 'a> MakeWriter<'a> for Redacted<W> {
    type Writer = Line<'a, W>;

    fn make_writer(&'a self) -> Self::Writer {
        Line(&self.0)
    }
}

impl<W: Write> Write for Line<'_, W> {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).write_all(&redact(bytes))?;
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).flush()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_hidden_key_never_reaches_the_file() {
        hide(&Secret::new("k3y-that-is-secret"));
        let mut line = Vec::new();
        line.extend(redact(b"GET failed with k3y-that-is-secret in it"));
        assert_eq!(String::from_utf8(line).unwrap(), "GET failed with *** in it");
    }
}
