//! PDFs with a wrong table of objects: a new table, made from where the objects stand.
//!
//! Only for files whose end is there (see [`super::pdf`]): a cut-off file must not pass as a label.

use super::sniff::{find, find_last};

/// Highest object number that is believed; real labels have a few dozen objects.
const OBJECT_NUMBER_MAX: u32 = 1_000_000;

/// The file with a new table and trailer at its end; `None` when its root or objects cannot be found.
pub(super) fn with_new_table(bytes: &[u8]) -> Option<Vec<u8>> {
    // Offsets count from the header.
    let bytes = &bytes[find(bytes, b"%PDF-")?..];
    let places = places(bytes);
    let root = last_root(bytes)?;
    // An encrypted file with a broken table is not worth guessing at.
    if places.is_empty() || find(bytes, b"/Encrypt").is_some() {
        return None;
    }
    let size = places.keys().next_back()? + 1;
    let mut out = bytes.to_vec();
    out.extend_from_slice(b"\n");
    let start = out.len();
    out.extend_from_slice(b"xref\n0 1\n0000000000 65535 f \n");
    for (number, (generation, offset)) in &places {
        out.extend_from_slice(format!("{number} 1\n{offset:010} {generation:05} n \n").as_bytes());
    }
    let trailer = format!("trailer\n<< /Size {size} /Root {root} >>\nstartxref\n{start}\n%%EOF\n");
    out.extend_from_slice(trailer.as_bytes());
    Some(out)
}

/// Object number to generation and offset; a later copy of an object replaces an earlier one.
fn places(bytes: &[u8]) -> std::collections::BTreeMap<u32, (u16, usize)> {
    let mut places = std::collections::BTreeMap::new();
    let mut from = 0;
    while let Some(at) = find(&bytes[from..], b" obj").map(|at| from + at) {
        from = at + b" obj".len();
        let Some((generation, before)) = number_before(bytes, at) else { continue };
        let Some(gap) = before.checked_sub(1).filter(|gap| bytes[*gap] == b' ') else { continue };
        let Some((number, start)) = number_before(bytes, gap) else { continue };
        if number > 0
            && number <= OBJECT_NUMBER_MAX
            && let Ok(generation) = u16::try_from(generation)
        {
            places.insert(number, (generation, start));
        }
    }
    places
}

/// The decimal number that ends at `end`, and where it begins.
fn number_before(bytes: &[u8], end: usize) -> Option<(u32, usize)> {
    let digits = bytes[..end].iter().rev().take_while(|byte| byte.is_ascii_digit()).count();
    let text = std::str::from_utf8(&bytes[end - digits..end]).ok()?;
    Some((text.parse().ok()?, end - digits))
}

/// The last `/Root 1 0 R`; it stands readable in trailers and in cross-reference streams.
fn last_root(bytes: &[u8]) -> Option<String> {
    let at = find_last(bytes, b"/Root")? + b"/Root".len();
    let text = &bytes[at..bytes.len().min(at + 40)];
    let mut words = text.split(u8::is_ascii_whitespace).filter(|word| !word.is_empty());
    let mut number = || std::str::from_utf8(words.next()?).ok()?.parse::<u32>().ok();
    let (number, generation) = (number()?, number()?);
    Some(format!("{number} {generation} R"))
}
