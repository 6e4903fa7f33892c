//! Many labels as one PDF, in order.

use lopdf::Document;

use super::parts::{self, Part};
use super::{DocumentError, copy, guard, picture, refuse, write};

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
        parts::each(documents, |_, part| {
            match part {
                Part::Pdf(opened) => pages.extend(copy::all_pages(*opened, &mut target)),
                Part::Picture(picture) => pages.push(picture::add_page(&mut target, picture)?),
            }
            Ok(())
        })?;
        write::with_pages(target, &pages)
    })
}
