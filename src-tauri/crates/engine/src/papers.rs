//! Stored papers: preview, one PDF of a batch. Offline; every read checks the checksum.

use base64::Engine as _;
use printing::documents;
use sha2::{Digest as _, Sha256};

use crate::engine::Engine;
use crate::error::{AppError, Code};
use crate::store::labels::{self, LabelFile};
use crate::wire::{OneBatch, Preview, PreviewRequest, SavedFile};

const PREVIEW_DPI: std::ops::RangeInclusive<u32> = 36..=600;

/// All labels of a batch as one PDF.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LabelsFile {
    pub pdf: Vec<u8>,
    pub labels: u32,
    pub pages: u32,
}

impl Engine {
    /// # Errors
    /// [`Code::NotFound`], [`Code::LabelDamaged`].
    pub async fn label_preview(&self, request: PreviewRequest) -> Result<Preview, AppError> {
        if !PREVIEW_DPI.contains(&request.dpi) {
            return Err(AppError::new(Code::BadRequest).message("A preview has 36 to 600 dpi"));
        }
        let file = self.shared.store.read(move |db| labels::label(db, request.label_id.0)).await?;
        let file = file.ok_or_else(|| AppError::new(Code::NotFound).message("This label is not stored"))?;
        blocking(move || {
            let file = whole(file)?;
            let pages =
                documents::inspect(&file.bytes).map_err(|error| damaged(&file, &error.to_string()))?.pages;
            let drawn = documents::draw(&file.bytes, request.page, request.dpi)
                .map_err(|error| damaged(&file, &error.to_string()))?;
            Ok(Preview {
                png_base64: base64::engine::general_purpose::STANDARD.encode(&drawn.png),
                width_px: drawn.width_px,
                height_px: drawn.height_px,
                pages,
            })
        })
        .await
    }

    /// The stored papers of a batch, in its order, as one PDF.
    ///
    /// # Errors
    /// [`Code::NoLabels`], [`Code::LabelDamaged`].
    pub async fn labels_pdf(&self, one: OneBatch) -> Result<LabelsFile, AppError> {
        let files = self.shared.store.read(move |db| labels::labels_of_batch(db, one.batch_id.0)).await?;
        if files.is_empty() {
            return Err(AppError::new(Code::NoLabels)
                .message(format!("Batch {} has no stored labels", one.batch_id))
                .hint("Labels are stored as the carriers deliver them"));
        }
        blocking(move || {
            let files = files.into_iter().map(whole).collect::<Result<Vec<_>, _>>()?;
            let bytes: Vec<&[u8]> = files.iter().map(|file| file.bytes.as_slice()).collect();
            let pdf = documents::merge(&bytes).map_err(|error| {
                AppError::new(Code::LabelDamaged)
                    .message(format!("The labels cannot be put into one PDF: {error}"))
            })?;
            let pages = documents::inspect(&pdf).map(|inspected| inspected.pages).unwrap_or_default();
            Ok(LabelsFile { pdf, labels: u32::try_from(files.len()).unwrap_or(u32::MAX), pages })
        })
        .await
    }

    /// Saves [`Engine::labels_pdf`] in the export folder; an earlier file of the batch is replaced.
    ///
    /// # Errors
    /// As [`Engine::labels_pdf`], and [`Code::Storage`] or [`Code::DiskFull`].
    pub async fn labels_save(&self, one: OneBatch) -> Result<SavedFile, AppError> {
        let file = self.labels_pdf(one).await?;
        let path = self.shared.export_dir.join(format!("packbench-batch-{}.pdf", one.batch_id));
        let (labels, pages, shown) = (file.labels, file.pages, path.display().to_string());
        save(path, file.pdf).await?;
        Ok(SavedFile { path: shown, labels, pages })
    }
}

/// Writes a file whole or not at all.
///
/// # Errors
/// [`Code::Storage`] or [`Code::DiskFull`].
pub(crate) async fn save(path: std::path::PathBuf, bytes: Vec<u8>) -> Result<(), AppError> {
    blocking(move || write_whole(&path, &bytes)).await
}

/// Writes beside the target and renames, so that nobody sees half a file.
fn write_whole(path: &std::path::Path, bytes: &[u8]) -> Result<(), AppError> {
    let part = path.with_extension("part");
    let written = path
        .parent()
        .map_or(Ok(()), std::fs::create_dir_all)
        .and_then(|()| std::fs::write(&part, bytes))
        .and_then(|()| std::fs::rename(&part, path));
    written.map_err(|error| {
        let code = match error.kind() {
            std::io::ErrorKind::StorageFull => Code::DiskFull,
            _ => Code::Storage,
        };
        AppError::new(code).message(format!("{} cannot be written: {error}", path.display()))
    })
}

/// A stored paper whose bytes are those that were delivered.
pub(crate) fn whole(file: LabelFile) -> Result<LabelFile, AppError> {
    if file.bytes.is_empty() {
        return Err(AppError::new(Code::NoLabels)
            .message("The file of this paper was removed after the time that the settings keep labels")
            .hint("Fetch it in the Sendcloud panel; it is not bought again")
            .subject(file.order_number));
    }
    match Sha256::digest(&file.bytes).as_slice() == file.sha256 {
        true => Ok(file),
        false => Err(damaged(&file, "its checksum is wrong")),
    }
}

fn damaged(file: &LabelFile, why: &str) -> AppError {
    AppError::new(Code::LabelDamaged)
        .message(format!("The stored label cannot be used: {why}"))
        .hint("Fetch it again in the Sendcloud panel; it is not bought again")
        .subject(file.order_number.clone())
}

pub(crate) async fn blocking<T: Send + 'static>(
    work: impl FnOnce() -> Result<T, AppError> + Send + 'static,
) -> Result<T, AppError> {
    match tokio::task::spawn_blocking(work).await {
        Ok(result) => result,
        Err(error) => {
            Err(AppError::new(Code::Internal).message(format!("A document task ended early: {error}")))
        }
    }
}
