//! One paper of one parcel: which ones there are, fetching, checking. And when an order has all of them.

use std::sync::Arc;

use api_client::{ApiError, Kind};
use printing::documents;
use sendcloud::parcel_documents::{DocumentKind, DocumentOptions, Format, document};
use sha2::{Digest as _, Sha256};

use crate::engine::Shared;
use crate::error::AppError;
use crate::model::{Parcel, Shipment};
use crate::store::labels::NewLabel;
use crate::store::meta;
use crate::wire::LabelFormat;

/// One paper of one parcel.
pub(super) struct Paper {
    pub attempt_id: i64,
    pub batch_order_id: i64,
    pub parcel_id: u64,
    pub kind: DocumentKind,
}

/// The papers that a parcel has: what is listed. A failed or cancelled parcel lists papers too; nobody may use them.
pub(super) fn papers_of(parcel: &Parcel) -> Vec<DocumentKind> {
    let listed = |kind: DocumentKind| parcel.documents.iter().any(|document| document == kind.as_str());
    match parcel.dead {
        true => Vec::new(),
        false => [DocumentKind::Label, DocumentKind::CustomsDeclaration, DocumentKind::AirWaybill]
            .into_iter()
            .filter(|kind| listed(*kind))
            .collect(),
    }
}

/// Every living parcel has its label, and every listed paper is stored.
pub(super) fn complete(shipment: &Shipment, stored: &[(u64, String)]) -> bool {
    let has = |parcel: u64, kind: &str| stored.iter().any(|(p, k)| *p == parcel && k == kind);
    let mut living = shipment.parcels.iter().filter(|parcel| !parcel.dead).peekable();
    living.peek().is_some()
        && living.all(|parcel| {
            // A label that came with the answer may be there before the papers are listed.
            has(parcel.id, DocumentKind::Label.as_str())
                && !parcel.documents.is_empty()
                && papers_of(parcel).iter().all(|kind| has(parcel.id, kind.as_str()))
        })
}

/// What a person should know about a shipment of which not every parcel came through.
pub(super) fn dead_words(shipment: &Shipment) -> Option<String> {
    let dead = shipment.parcels.iter().filter(|parcel| parcel.dead).count();
    (dead > 0).then(|| {
        let why = shipment.failure.as_deref().unwrap_or(&shipment.status);
        format!("{dead} of {} parcels got no label: {why}", shipment.parcels.len())
    })
}

pub(super) enum Paperless {
    /// This paper only.
    Later(String),
    /// Nothing can be fetched now.
    Stop(AppError),
}

/// Fetches a paper and makes sure that it can be used.
pub(super) async fn fetch(shared: &Arc<Shared>, paper: &Paper) -> Result<NewLabel, Paperless> {
    let api = shared.background_api().map_err(Paperless::Stop)?;
    let options = match paper.kind {
        DocumentKind::Label => {
            let settings = shared.store.read(meta::settings).await.map_err(Paperless::Stop)?;
            label_options(crate::print::asked_for(&settings))
        }
        // For office printers.
        DocumentKind::CustomsDeclaration | DocumentKind::AirWaybill => DocumentOptions::default(),
    };
    let body = document(api, paper.parcel_id, paper.kind, options).await.map_err(unfetched)?;
    checked(shared, paper, body.bytes).await.map_err(Paperless::Later)
}

/// Labels as their printer wants them; what is delivered may be something else and is stored as it is.
fn label_options(format: LabelFormat) -> DocumentOptions {
    let accept = match format {
        LabelFormat::Pdf => Format::Pdf,
        LabelFormat::Png => Format::Png,
        LabelFormat::Zpl => Format::Zpl,
    };
    DocumentOptions { accept, ..DocumentOptions::default() }
}

/// A paper as it is stored, once it was opened.
///
/// # Errors
/// In words, why it cannot be used.
pub(super) async fn checked(shared: &Arc<Shared>, paper: &Paper, bytes: Vec<u8>) -> Result<NewLabel, String> {
    let opened = tokio::task::spawn_blocking(move || {
        documents::inspect(&bytes).map(|inspected| (inspected, Sha256::digest(&bytes).to_vec(), bytes))
    })
    .await;
    let (inspected, sha256, bytes) = opened
        .map_err(|error| error.to_string())?
        .map_err(|error| format!("The document is not usable ({error}); it is asked for again"))?;
    Ok(NewLabel {
        attempt_id: paper.attempt_id,
        batch_order_id: paper.batch_order_id,
        parcel_id: paper.parcel_id,
        kind: paper.kind.as_str().to_owned(),
        mime: inspected.format.mime().to_owned(),
        pages: inspected.pages,
        sha256,
        bytes,
        now: shared.now_text(),
    })
}

fn unfetched(error: ApiError) -> Paperless {
    match error.kind {
        Kind::NotFound | Kind::Refused | Kind::Unreadable | Kind::TooBig | Kind::ServerError | Kind::Lost => {
            Paperless::Later(format!("The label could not be fetched yet: {}", error.words()))
        }
        Kind::NotSent | Kind::Throttled | Kind::Unauthorized | Kind::Forbidden | Kind::PaymentRequired => {
            Paperless::Stop(error.into())
        }
    }
}
