//! Packing slips and invoices: asked for, awaited in the background, fetched from the shop's own host only, checked, stored,
//! and saved as a file. Nothing here costs anything.
//!
//! Where the settings ask for it, the slips of a batch are made while its labels are, and print behind them: a label never
//! waits for its slip.

use std::path::PathBuf;
use std::sync::{Arc, PoisonError};
use std::time::Duration;

use api_client::{ApiError, Kind};
use printing::{Format, documents};
use sha2::{Digest as _, Sha256};
use tokio::sync::Semaphore;
use tokio::task::JoinSet;
use tokio::time::Instant;
use wemasy::OrderId;
use wemasy::generate_pdf::{self, PdfType};

use super::WemasyPart;
use crate::engine::{Engine, Shared};
use crate::error::{AppError, Code};
use crate::papers::save;
use crate::store::documents::{self as store, Document};
use crate::store::wemasy as shops;
use crate::wire::{DocumentKind, DocumentProgress, DocumentRequest, DocumentState};

/// Asking again may start another document, so it is asked sparingly; the last pause repeats.
const PAUSES: [Duration; 4] =
    [Duration::from_secs(3), Duration::from_secs(5), Duration::from_secs(10), Duration::from_secs(15)];
/// Made or given up.
const PATIENCE: Duration = Duration::from_secs(180);

/// Shop, Wemasy's id of the order, kind.
pub(crate) type Key = (i64, i64, &'static str);

/// A document that is not stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Making {
    UnderWay,
    /// Why there is none; told once.
    Failed(String),
}

impl Engine {
    /// The document if it is stored (saved in the export folder then); else it is asked for and made in the background.
    ///
    /// # Errors
    /// [`Code::NotFound`] for an order that is not Wemasy's, [`Code::NotConnected`] without the shop's token,
    /// [`Code::LabelDamaged`], [`Code::Storage`] or [`Code::DiskFull`].
    pub async fn wemasy_document(&self, wanted: DocumentRequest) -> Result<DocumentState, AppError> {
        let kind = pdf_type(wanted.kind);
        let found = self
            .shared
            .store
            .read(move |db| match shops::of_row(db, wanted.order_id.0)? {
                Some((shop, id, number)) => {
                    Ok(Some((shop, id, number, store::get(db, shop, id, kind.as_str())?)))
                }
                None => Ok(None),
            })
            .await?;
        let Some((shop_id, wemasy_id, number, stored)) = found else {
            return Err(AppError::new(Code::NotFound).message("This order is not Wemasy's"));
        };
        if let Some(document) = stored {
            return self.save_document(kind, &number, document).await;
        }
        let part = Arc::clone(self.shared.wemasy(shop_id)?);
        let key: Key = (shop_id, wemasy_id, kind.as_str());
        let known = {
            let mut all = self.shared.documents.lock().unwrap_or_else(PoisonError::into_inner);
            match all.remove(&key) {
                failed @ Some(Making::Failed(_)) => failed,
                known @ (Some(Making::UnderWay) | None) => {
                    all.insert(key, Making::UnderWay);
                    known
                }
            }
        };
        let (progress, message) = match known {
            Some(Making::Failed(words)) => (DocumentProgress::Failed, Some(words)),
            Some(Making::UnderWay) => (DocumentProgress::Making, None),
            None => {
                self.spawn(make(Arc::clone(&self.shared), part, wemasy_id, kind));
                (DocumentProgress::Making, None)
            }
        };
        Ok(DocumentState { progress, path: None, pages: 0, message })
    }

    async fn save_document(
        &self,
        kind: PdfType,
        number: &str,
        document: Document,
    ) -> Result<DocumentState, AppError> {
        if Sha256::digest(&document.bytes).as_slice() != document.sha256 {
            return Err(AppError::new(Code::LabelDamaged)
                .message("The stored document cannot be used: its checksum is wrong")
                .hint("Fetch it in Wemasy")
                .subject(number));
        }
        let path = self.shared.export_dir.join(file_name(kind, number));
        let shown = path.display().to_string();
        save(PathBuf::from(&path), document.bytes).await?;
        Ok(DocumentState {
            progress: DocumentProgress::Ready,
            path: Some(shown),
            pages: document.pages,
            message: None,
        })
    }
}

/// Slips that are made at once.
const SLIPS_AT_ONCE: usize = 3;

/// Begins to make the packing slips of a batch's orders that Wemasy has; those that are stored stay.
pub(crate) fn begin_slips(engine: &Engine, orders: Vec<i64>) {
    let shared = Arc::clone(&engine.shared);
    engine.spawn(async move {
        let gate = Arc::new(Semaphore::new(SLIPS_AT_ONCE));
        let mut making = JoinSet::new();
        for order in orders {
            let found = shared
                .store
                .read(move |db| {
                    let Some((shop, id, _)) = shops::of_row(db, order)? else { return Ok(None) };
                    let stored = store::get(db, shop, id, PdfType::PackageSlip.as_str())?.is_some();
                    Ok((!stored).then_some((shop, id)))
                })
                .await;
            let Ok(Some((shop, id))) = found else { continue };
            let Ok(part) = shared.wemasy(shop) else { continue };
            let (shared, part, gate) = (Arc::clone(&shared), Arc::clone(part), Arc::clone(&gate));
            let key: Key = (shop, id, PdfType::PackageSlip.as_str());
            let under_way = {
                let mut all = shared.documents.lock().unwrap_or_else(PoisonError::into_inner);
                all.insert(key, Making::UnderWay) == Some(Making::UnderWay)
            };
            if under_way {
                continue;
            }
            making.spawn(async move {
                let _turn = gate.acquire_owned().await;
                make(Arc::clone(&shared), part, id, PdfType::PackageSlip).await;
                // It may belong behind a label that is printed already.
                shared.wake_printer.notify_one();
            });
        }
        while making.join_next().await.is_some() {}
    });
}

fn pdf_type(kind: DocumentKind) -> PdfType {
    match kind {
        DocumentKind::PackageSlip => PdfType::PackageSlip,
        DocumentKind::Invoice => PdfType::Invoice,
    }
}

/// An order number comes from a shop: only signs that every disk takes stay.
fn file_name(kind: PdfType, number: &str) -> String {
    let safe = |c: char| if c.is_ascii_alphanumeric() || c == '-' { c } else { '_' };
    let number: String = number.chars().take(60).map(safe).collect();
    match kind {
        PdfType::Invoice => format!("packbench-invoice-{number}.pdf"),
        PdfType::PackageSlip => format!("packbench-packing-slip-{number}.pdf"),
    }
}

/// Runs until the document is stored or given up.
async fn make(shared: Arc<Shared>, part: Arc<WemasyPart>, wemasy_id: i64, kind: PdfType) {
    let result = match await_document(&part, wemasy_id, kind).await {
        Ok(document) => {
            let (shop_id, now) = (part.shop_id, shared.now_text());
            let stored = shared
                .store
                .write(move |tx| store::insert(tx, shop_id, wemasy_id, kind.as_str(), &document, &now))
                .await;
            stored.map_err(|error| error.to_string())
        }
        Err(words) => Err(words),
    };
    let mut all = shared.documents.lock().unwrap_or_else(PoisonError::into_inner);
    let key = (part.shop_id, wemasy_id, kind.as_str());
    match result {
        Ok(()) => all.remove(&key),
        Err(words) => all.insert(key, Making::Failed(words)),
    };
}

/// # Errors
/// The sentence for the person.
async fn await_document(part: &WemasyPart, wemasy_id: i64, kind: PdfType) -> Result<Document, String> {
    let began = Instant::now();
    let api = part.api.in_background();
    let order = OrderId(wemasy_id.unsigned_abs());
    let mut pauses = PAUSES.into_iter();
    let mut last = "Wemasy is still making it".to_owned();
    while began.elapsed() < PATIENCE {
        match generate_pdf::generate(&api, order, kind).await {
            Ok(made) => match made.pdf_url {
                Some(url) => match generate_pdf::fetch(&api, &part.host, &url).await {
                    Ok(bytes) => return checked(bytes).await,
                    Err(error) => last = passing(error)?,
                },
                None => last = made.message.unwrap_or(last),
            },
            Err(error) => last = passing(error)?,
        }
        let pause = pauses.next().or(PAUSES.last().copied()).unwrap_or(PATIENCE);
        tokio::time::sleep(pause).await;
    }
    Err(format!("There is no document after {} seconds: {last}", PATIENCE.as_secs()))
}

/// The words of a trouble that may pass.
///
/// # Errors
/// Those of one that does not: asking again would get the same answer.
fn passing(error: ApiError) -> Result<String, String> {
    match error.kind {
        Kind::Lost | Kind::Throttled | Kind::ServerError => Ok(error.words()),
        Kind::NotSent
        | Kind::Unauthorized
        | Kind::Forbidden
        | Kind::PaymentRequired
        | Kind::NotFound
        | Kind::Refused
        | Kind::Unreadable
        | Kind::TooBig => Err(error.words()),
    }
}

async fn checked(bytes: Vec<u8>) -> Result<Document, String> {
    let work = move || match documents::inspect(&bytes) {
        Ok(found) if found.format == Format::Pdf => {
            Ok(Document { pages: found.pages, sha256: Sha256::digest(&bytes).to_vec(), bytes })
        }
        Ok(_) => Err("The document is no PDF".to_owned()),
        Err(error) => Err(format!("The document cannot be used: {error}")),
    };
    tokio::task::spawn_blocking(work).await.unwrap_or_else(|error| Err(error.to_string()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_named_after_its_order_whatever_that_is_called() {
        assert_eq!(file_name(PdfType::Invoice, "WM-1042"), "packbench-invoice-WM-1042.pdf");
        assert_eq!(file_name(PdfType::PackageSlip, "../../a b#1"), "packbench-packing-slip-______a_b_1.pdf");
        assert!(file_name(PdfType::Invoice, &"9".repeat(900)).len() < 90);
    }
}
