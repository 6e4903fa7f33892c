//! "Save as PDF": a folder as a printer. What is handed over stands there as a file with the order's name, whole or not at
//! all, and never in the place of another one. Copies are not made: a file can be printed as often as wished.

mod name;

use std::fs::{self, OpenOptions};
use std::io::{self, ErrorKind, Write as _};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{SystemTime, UNIX_EPOCH};

use self::name::{base_name, numbered};
use crate::documents;
use crate::{Format, JobId, JobState, PrintError, PrintErrorKind, PrintJob, Printer, PrinterState};

/// Files of one name that are kept beside each other.
const SAME_NAME_MAX: u32 = 9_999;

/// Tells the unfinished files of this process apart.
static UNFINISHED: AtomicU64 = AtomicU64::new(1);

pub(crate) struct Folder {
    path: PathBuf,
}

impl Folder {
    pub(crate) fn new(path: PathBuf) -> Self {
        Self { path }
    }

    pub(crate) async fn look(self, name: &str) -> Result<Printer, PrintError> {
        let name = name.to_owned();
        waiting(move || {
            let about = fs::metadata(&self.path).map_err(|error| self.in_words(&error))?;
            if !about.is_dir() {
                return Err(self.in_words(&ErrorKind::NotADirectory.into()));
            }
            // Rights, shares and full disks: whether a file can be made, only making one tells.
            let trouble = Unfinished::write(&self.path, b"").err().map(|error| self.in_words(&error).words);
            Ok(Printer {
                description: self.path.display().to_string(),
                name,
                location: None,
                state: if trouble.is_some() { PrinterState::Stopped } else { PrinterState::Idle },
                accepts_jobs: trouble.is_none(),
                is_default: false,
                reasons: trouble.iter().map(|_| "read-only-error".to_owned()).collect(),
                message: trouble,
            })
        })
        .await
    }

    /// A picture becomes a page of a PDF, ZPL stays what it is. The job's id is the file's name.
    pub(crate) async fn submit(self, job: PrintJob<'_>) -> Result<JobId, PrintError> {
        let (format, title, data) = (job.format, job.title.to_owned(), job.data.to_vec());
        waiting(move || {
            let (bytes, ending) = match format {
                Format::Pdf => (data, "pdf"),
                Format::Zpl => (data, "zpl"),
                Format::Png => {
                    let page = documents::merge(&[&data]);
                    (page.map_err(|error| PrintError::new(PrintErrorKind::BadFormat, error.0))?, "pdf")
                }
            };
            self.save(&bytes, &base_name(&title), ending).map(JobId).map_err(|error| self.in_words(&error))
        })
        .await
    }

    /// A file that is still there was saved; what became of one that is not, nobody knows.
    pub(crate) async fn state(self, job: &JobId) -> Result<JobState, PrintError> {
        let job = job.clone();
        waiting(move || {
            let is_name = Path::new(&job.0).file_name().is_some_and(|name| name == job.0.as_str());
            match is_name && self.path.join(&job.0).is_file() {
                true => Ok(JobState::Done),
                false => Err(PrintError::new(
                    PrintErrorKind::NoSuchJob,
                    format!("The file {} is not in {} any more", job.0, self.path.display()),
                )),
            }
        })
        .await
    }

    pub(crate) async fn find(self, title: &str) -> Result<Option<JobId>, PrintError> {
        let base = base_name(title);
        waiting(move || self.newest(&base).map_err(|error| self.in_words(&error))).await
    }

    pub(crate) fn cancel(&self, job: &JobId) -> Result<(), PrintError> {
        let words = format!("The file {} is saved already: delete it in {}", job.0, self.path.display());
        Err(PrintError::new(PrintErrorKind::NoSuchJob, words))
    }

    /// The name that it got.
    fn save(&self, bytes: &[u8], base: &str, ending: &str) -> io::Result<String> {
        let unfinished = Unfinished::write(&self.path, bytes)?;
        for number in 1..=SAME_NAME_MAX {
            let name = numbered(base, number, ending);
            match unfinished.becomes(&self.path.join(&name)) {
                Ok(()) => return Ok(name),
                Err(error) if error.kind() == ErrorKind::AlreadyExists => {}
                Err(error) => return Err(error),
            }
        }
        Err(ErrorKind::AlreadyExists.into())
    }

    /// Of the files that this title would have got, the one that was written last; the higher number where that is equal.
    fn newest(&self, base: &str) -> io::Result<Option<JobId>> {
        let mut newest = None;
        for entry in fs::read_dir(&self.path)? {
            let entry = entry?;
            let Ok(name) = entry.file_name().into_string() else { continue };
            let Some(number) = name::number_of(&name, base) else { continue };
            let written = entry.metadata().and_then(|about| about.modified()).ok();
            newest = newest.max(Some((written, number, name)));
        }
        Ok(newest.map(|(_, _, name)| JobId(name)))
    }

    fn in_words(&self, error: &io::Error) -> PrintError {
        let folder = self.path.display();
        let (kind, words) = match error.kind() {
            ErrorKind::NotFound => (PrintErrorKind::NoSuchPrinter, format!("There is no folder {folder}")),
            ErrorKind::NotADirectory => (PrintErrorKind::NoSuchPrinter, format!("{folder} is no folder")),
            ErrorKind::StorageFull | ErrorKind::QuotaExceeded | ErrorKind::FileTooLarge => {
                (PrintErrorKind::Other, format!("There is no room left in {folder}"))
            }
            ErrorKind::PermissionDenied | ErrorKind::ReadOnlyFilesystem => {
                (PrintErrorKind::NotAccepting, format!("Nothing may be written into {folder}"))
            }
            ErrorKind::AlreadyExists => {
                (PrintErrorKind::Other, format!("There are too many files of this name in {folder}"))
            }
            _ => (PrintErrorKind::Other, format!("It cannot be saved in {folder}: {error}")),
        };
        PrintError::new(kind, words)
    }
}

/// A file with all its bytes on the disk, under a name that nobody looks for; it goes away with this value.
struct Unfinished(PathBuf);

impl Drop for Unfinished {
    fn drop(&mut self) {
        // Gone already, if it was renamed.
        let _ = fs::remove_file(&self.0);
    }
}

impl Unfinished {
    fn write(folder: &Path, bytes: &[u8]) -> io::Result<Self> {
        // The time tells it from one that a power cut left.
        let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default().as_micros();
        let number = UNFINISHED.fetch_add(1, Ordering::Relaxed);
        let path = folder.join(format!(".unfinished-{now}-{}-{number}", std::process::id()));
        let mut file = OpenOptions::new().write(true).create_new(true).open(&path)?;
        let unfinished = Self(path);
        file.write_all(bytes)?;
        file.sync_all()?;
        Ok(unfinished)
    }

    /// A link fails where a file of that name exists, which a rename would overwrite. Sticks and some shares have no
    /// links: there the name is looked at first.
    fn becomes(&self, path: &Path) -> io::Result<()> {
        match fs::hard_link(&self.0, path) {
            Ok(()) => Ok(()),
            Err(error) if error.kind() == ErrorKind::AlreadyExists => Err(error),
            Err(_) if fs::symlink_metadata(path).is_ok() => Err(ErrorKind::AlreadyExists.into()),
            Err(_) => fs::rename(&self.0, path),
        }
    }
}

/// Disks are slow at times, shares more often.
async fn waiting<T: Send + 'static>(
    work: impl FnOnce() -> Result<T, PrintError> + Send + 'static,
) -> Result<T, PrintError> {
    tokio::task::spawn_blocking(work).await.unwrap_or_else(|_| {
        Err(PrintError::new(PrintErrorKind::Lost, "Saving broke off inside this program"))
    })
}

#[cfg(test)]
mod tests;
