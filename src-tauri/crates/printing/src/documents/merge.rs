//! Many labels as one PDF, in order.

use lopdf::{Document, ObjectId};

use super::sniff::{self, Kind};
use super::{DocumentError, copy, guard, pdf, picture, refuse, write};

/// All pages of all documents, in order, as one PDF. A PNG becomes a page of the paper it is meant for, or A6.
///
/// # Errors
/// When there is none, or one of them cannot be read or is ZPL; the message says which (from 1).
pub fn merge(documents: &[&[u8]]) -> Result<Vec<u8>, DocumentError> {
    if documents.is_empty() {
        return refuse("There is no label to put into a PDF");
    }
    guard::calm(|| {
        let mut target = Document::with_version("1.7");
        let mut pages = Vec::with_capacity(documents.len());
        for (index, bytes) in documents.iter().enumerate() {
            append(&mut target, &mut pages, bytes).map_err(|error| {
                DocumentError(format!("Document {} of {}: {error}", index + 1, documents.len()))
            })?;
        }
        write::with_pages(target, &pages)
    })
}

fn append(target: &mut Document, pages: &mut Vec<ObjectId>, bytes: &[u8]) -> Result<(), DocumentError> {
    guard::size(bytes)?;
    match sniff::kind(bytes)? {
        Kind::Pdf => pages.extend(copy::all_pages(pdf::open(bytes)?, target)),
        Kind::Png => pages.push(picture::add_page(target, picture::read(bytes)?)?),
        Kind::Zpl { .. } => {
            return refuse("It is ZPL, which cannot be put into a PDF; print it on a label printer");
        }
    }
    Ok(())
}
