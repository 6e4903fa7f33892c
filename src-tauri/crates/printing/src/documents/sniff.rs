//! What a document is, by its first bytes.

use super::{DocumentError, refuse, zpl};

/// PDF readers look for the header in the first 1024 bytes (PDF 1.7, annex H, note 13).
const PDF_HEADER_WITHIN: usize = 1024;

const PNG_SIGNATURE: &[u8] = b"\x89PNG\r\n\x1a\n";

const BYTE_ORDER_MARK: &[u8] = b"\xef\xbb\xbf";

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Pdf,
    Png,
    Zpl { labels: u32 },
}

/// The kind of a document, or in words what it is instead.
pub(super) fn kind(bytes: &[u8]) -> Result<Kind, DocumentError> {
    if bytes.starts_with(PNG_SIGNATURE) {
        return Ok(Kind::Png);
    }
    let text = bytes.trim_ascii_start();
    let text = text.strip_prefix(BYTE_ORDER_MARK).unwrap_or(text).trim_ascii_start();
    if text.is_empty() {
        return refuse("The document is empty");
    }
    if starts_like_zpl(text) {
        return zpl(text);
    }
    let head = &bytes[..bytes.len().min(PDF_HEADER_WITHIN + b"%PDF-".len())];
    if find(head, b"%PDF-").is_some() {
        return Ok(Kind::Pdf);
    }
    match text[0] {
        b'<' => refuse("This is a web page or XML, not a label"),
        b'{' | b'[' => refuse("This is a message of a program (JSON), not a label"),
        _ => refuse("This is neither a PDF, a PNG nor a ZPL document"),
    }
}

/// ZPL begins with a label or with a command to the printer (`~DG`, `~SD`), as Zebra's driver does with `CT~~`.
fn starts_like_zpl(text: &[u8]) -> bool {
    text[0] == b'~' || [&b"^XA"[..], b"CT~~"].iter().any(|start| starts_with_any_case(text, start))
}

fn zpl(text: &[u8]) -> Result<Kind, DocumentError> {
    let labels = zpl::read(text)?.labels.len();
    Ok(Kind::Zpl { labels: u32::try_from(labels).unwrap_or(u32::MAX) })
}

fn starts_with_any_case(bytes: &[u8], start: &[u8]) -> bool {
    bytes.get(..start.len()).is_some_and(|head| head.eq_ignore_ascii_case(start))
}

/// Where `word` stands first.
pub(super) fn find(bytes: &[u8], word: &[u8]) -> Option<usize> {
    bytes.windows(word.len()).position(|window| window == word)
}

/// Where `word` stands last.
pub(super) fn find_last(bytes: &[u8], word: &[u8]) -> Option<usize> {
    bytes.windows(word.len()).rposition(|window| window == word)
}
