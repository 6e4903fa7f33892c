//! Opening a PDF: complete, readable without a password, at least one page, nothing of a page missing.

use lopdf::{Document, LoadOptions, Object, ObjectId};

use super::sniff::find_last;
use super::{DocumentError, quick, refuse, repair};

/// Most bytes that one compressed stream may grow to while opening; a label's largest is well under 1 MB.
const STREAM_BYTES_MAX: usize = 64 * 1024 * 1024;

/// Most pages of one document; a batch is at most a few thousand labels.
const PAGES_MAX: usize = 20_000;

/// The end mark stands in the last bytes; some programs add padding after it.
const END_WITHIN: usize = 2048;

const DAMAGED: &str = "The PDF is damaged and cannot be read";
const CUT_OFF: &str = "The PDF is incomplete: its end is missing";
const PASSWORD: &str = "The PDF is protected by a password";

/// A PDF whose pages can all be reached.
pub(super) struct Opened {
    pub(super) document: Document,
    pub(super) pages: Vec<ObjectId>,
}

impl Opened {
    pub(super) fn page_count(&self) -> u32 {
        u32::try_from(self.pages.len()).unwrap_or(u32::MAX)
    }
}

/// Opens a PDF; one whose table of objects is wrong is read by looking for the objects themselves.
pub(super) fn open(bytes: &[u8]) -> Result<Opened, DocumentError> {
    let tail = &bytes[bytes.len().saturating_sub(END_WITHIN)..];
    if find_last(tail, b"%%EOF").is_none() {
        return refuse(CUT_OFF);
    }
    match load(bytes) {
        Ok(opened) => Ok(opened),
        Err(Failure::Final(error)) => Err(error),
        Err(Failure::Damaged(error)) => match repair::with_new_table(bytes).map(|repaired| load(&repaired)) {
            Some(Ok(opened)) => Ok(opened),
            Some(Err(Failure::Final(error))) => Err(error),
            Some(Err(Failure::Damaged(_))) | None => Err(error),
        },
    }
}

enum Failure {
    /// Reading it another way may help.
    Damaged(DocumentError),
    Final(DocumentError),
}

fn damaged(words: &str) -> Failure {
    Failure::Damaged(DocumentError(words.to_owned()))
}

fn load(bytes: &[u8]) -> Result<Opened, Failure> {
    let document = match quick::read(bytes) {
        Some(document) => document,
        None => load_leniently(bytes)?,
    };
    let pages: Vec<ObjectId> = document.page_iter().take(PAGES_MAX + 1).collect();
    if pages.is_empty() {
        return Err(damaged("The PDF has no page"));
    }
    if pages.len() > PAGES_MAX {
        return Err(Failure::Final(DocumentError(format!("The PDF has more than {PAGES_MAX} pages"))));
    }
    if let Some(at) = pages.iter().position(|page| !is_whole(&document, *page)) {
        return Err(damaged(&format!("The PDF is damaged: a part of page {} is missing", at + 1)));
    }
    Ok(Opened { document, pages })
}

fn load_leniently(bytes: &[u8]) -> Result<Document, Failure> {
    let options = LoadOptions::with_max_decompressed_size(STREAM_BYTES_MAX);
    let document = Document::load_mem_with_options(bytes, options).map_err(|error| match error {
        lopdf::Error::InvalidPassword => Failure::Final(DocumentError(PASSWORD.to_owned())),
        lopdf::Error::UnsupportedSecurityHandler(_) | lopdf::Error::Decryption(_) => Failure::Final(
            DocumentError("The PDF is encrypted in a way that this program cannot read".to_owned()),
        ),
        _ => damaged(DAMAGED),
    })?;
    // Without the user's password the reader gives back a document without its objects.
    if document.is_encrypted() {
        return Err(Failure::Final(DocumentError(PASSWORD.to_owned())));
    }
    Ok(document)
}

/// Whether what the page draws can be found; the reader leaves out objects that it cannot parse.
fn is_whole(document: &Document, page: ObjectId) -> bool {
    let Ok(page) = document.get_dictionary(page) else { return false };
    let found = |object: &Object| match object {
        Object::Reference(id) => document.has_object(*id),
        _ => true,
    };
    let contents = match page.get(b"Contents") {
        Ok(contents) => contents,
        Err(_) => return true,
    };
    let parts = match document.dereference(contents) {
        Ok((_, Object::Array(parts))) => parts.as_slice(),
        Ok(_) => &[],
        Err(_) => return false,
    };
    found(contents) && parts.iter().all(found) && page.get(b"Resources").map_or(true, found)
}
