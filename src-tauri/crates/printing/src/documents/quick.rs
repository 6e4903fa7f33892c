//! Reading a plain, faultless PDF fast: a table of objects, objects, no encryption.
//!
//! Putting a thousand labels together is mostly reading them, and `lopdf` takes longer for that than other programs for
//! all of it. So the usual file is read here, into the same objects; at the first thing that is not plainly right (an
//! offset that is off, a stream of objects, an update at the end) this gives up and `lopdf` reads the file, leniently.
//! A test compares the two on damaged files: what is read here is what `lopdf` reads.

use lopdf::{Dictionary, Document, Object, ObjectId, Stream, StringFormat};

use super::sniff::find_last;

/// Deepest nesting; labels have five levels.
const DEPTH_MAX: u32 = 32;

/// Most objects: 20,000 pages of a dozen each.
const OBJECTS_MAX: u64 = 250_000;

/// The whole document, or nothing where `lopdf` had better look.
pub(super) fn read(bytes: &[u8]) -> Option<Document> {
    if !bytes.starts_with(b"%PDF-1.") {
        return None;
    }
    let start = find_last(bytes, b"startxref")?;
    let mut end = Cursor { bytes, at: start };
    end.word(b"startxref")?;
    let (places, trailer) = table(bytes, usize::try_from(end.integer()?).ok()?)?;
    let mut document = Document::with_version("1.7");
    for (id, offset) in &places {
        let object = Cursor { bytes, at: *offset }.indirect(*id, &places)?;
        document.objects.insert(*id, object);
        document.max_id = document.max_id.max(id.0);
    }
    document.trailer = trailer;
    Some(document)
}

/// Where objects stand, by their ids and in that order.
type Places = Vec<(ObjectId, usize)>;

fn table(bytes: &[u8], start: usize) -> Option<(Places, Dictionary)> {
    let mut cursor = Cursor { bytes, at: start };
    cursor.word(b"xref")?;
    let mut places = Vec::new();
    let mut next = 0;
    while cursor.peek()?.is_ascii_digit() {
        let first = u32::try_from(cursor.integer()?).ok().filter(|first| *first >= next)?;
        let count = u32::try_from(cursor.integer()?).ok()?;
        next = first.checked_add(count).filter(|next| u64::from(*next) <= OBJECTS_MAX)?;
        for number in first..next {
            let (offset, generation) = (cursor.integer()?, u16::try_from(cursor.integer()?).ok()?);
            cursor.skip_space();
            match cursor.take()? {
                b'n' => places.push(((number, generation), usize::try_from(offset).ok()?)),
                b'f' => {}
                _ => return None,
            }
        }
    }
    cursor.word(b"trailer")?;
    let Object::Dictionary(trailer) = cursor.object(0)? else { return None };
    let plain = [&b"Prev"[..], b"XRefStm", b"Encrypt"].iter().all(|key| !trailer.has(key));
    plain.then_some((places, trailer))
}

struct Cursor<'a> {
    bytes: &'a [u8],
    at: usize,
}

/// The two rarer ones (form feed and zero) are left to lopdf, like all that is rare.
fn is_space(byte: u8) -> bool {
    matches!(byte, b' ' | b'\n' | b'\r' | b'\t')
}

fn is_delimiter(byte: u8) -> bool {
    matches!(byte, b'(' | b')' | b'<' | b'>' | b'[' | b']' | b'{' | b'}' | b'/' | b'%')
}

impl Cursor<'_> {
    fn rest(&self) -> &[u8] {
        self.bytes.get(self.at..).unwrap_or_default()
    }

    fn skip_space(&mut self) {
        self.at += self.rest().iter().take_while(|byte| is_space(**byte)).count();
    }

    /// The next byte that is no space.
    fn peek(&mut self) -> Option<u8> {
        self.skip_space();
        self.rest().first().copied()
    }

    fn take(&mut self) -> Option<u8> {
        let byte = self.rest().first().copied()?;
        self.at += 1;
        Some(byte)
    }

    /// Goes over a word that ends there.
    fn word(&mut self, word: &[u8]) -> Option<()> {
        self.skip_space();
        let after = self.rest().strip_prefix(word)?.first().copied();
        self.at += word.len();
        after.is_none_or(|byte| is_space(byte) || is_delimiter(byte)).then_some(())
    }

    /// Digits that a space or delimiter ends.
    fn integer(&mut self) -> Option<u64> {
        self.skip_space();
        let digits = self.rest().iter().take_while(|byte| byte.is_ascii_digit()).count();
        let value = std::str::from_utf8(self.rest().get(..digits)?).ok()?.parse().ok()?;
        self.at += digits;
        self.rest().first().is_none_or(|byte| is_space(*byte) || is_delimiter(*byte)).then_some(value)
    }

    fn indirect(&mut self, id: ObjectId, places: &Places) -> Option<Object> {
        if self.integer()? != u64::from(id.0) || self.integer()? != u64::from(id.1) {
            return None;
        }
        self.word(b"obj")?;
        let object = self.object(0)?;
        let object = match object {
            Object::Dictionary(dictionary) if self.peek()? == b's' => self.stream(dictionary, places)?,
            object => object,
        };
        self.word(b"endobj")?;
        Some(object)
    }

    fn stream(&mut self, dictionary: Dictionary, places: &Places) -> Option<Object> {
        // `stream` is followed by one end of line; a lone CR may be data.
        self.at += self.rest().strip_prefix(b"stream").map(|_| b"stream".len())?;
        let line_end = match self.rest() {
            [b'\r', b'\n', ..] => 2,
            [b'\n', ..] => 1,
            _ => return None,
        };
        self.at += line_end;
        if dictionary.get_type().is_ok_and(|kind| matches!(kind, b"ObjStm" | b"XRef")) {
            return None;
        }
        let length = match dictionary.get(b"Length").ok()? {
            Object::Integer(length) => u64::try_from(*length).ok()?,
            Object::Reference(id) => {
                let at = places.binary_search_by_key(id, |(id, _)| *id).ok()?;
                let mut cursor = Cursor { bytes: self.bytes, at: places.get(at)?.1 };
                (cursor.integer()? == u64::from(id.0) && cursor.integer()? == u64::from(id.1))
                    .then_some(())?;
                cursor.word(b"obj")?;
                let length = cursor.integer()?;
                cursor.word(b"endobj")?;
                length
            }
            _ => return None,
        };
        let content = self.rest().get(..usize::try_from(length).ok()?)?.to_vec();
        self.at += content.len();
        let line_end = [&b"\nendstream"[..], b"\r\nendstream", b"endstream"];
        line_end.iter().any(|end| self.rest().starts_with(end)).then_some(())?;
        self.word(b"endstream")?;
        Some(Object::Stream(Stream::new(dictionary, content)))
    }

    fn object(&mut self, depth: u32) -> Option<Object> {
        if depth > DEPTH_MAX {
            return None;
        }
        match self.peek()? {
            b'/' => Some(Object::Name(self.name()?)),
            b'(' => self.text(),
            b'[' => self.array(depth),
            b'<' if self.rest().get(1) == Some(&b'<') => self.dictionary(depth).map(Object::Dictionary),
            b'<' => self.hexadecimal(),
            b't' => self.word(b"true").map(|()| Object::Boolean(true)),
            b'f' => self.word(b"false").map(|()| Object::Boolean(false)),
            b'n' => self.word(b"null").map(|()| Object::Null),
            _ => self.number_or_reference(),
        }
    }

    fn name(&mut self) -> Option<Vec<u8>> {
        self.at += 1;
        let length = self.rest().iter().take_while(|byte| !is_space(**byte) && !is_delimiter(**byte)).count();
        let name = self.rest().get(..length)?;
        // `#20` for a space is rare enough to leave it to lopdf.
        let plain = !name.is_empty() && name.iter().all(|byte| byte.is_ascii_graphic() && *byte != b'#');
        let name = plain.then(|| name.to_vec())?;
        self.at += length;
        Some(name)
    }

    fn array(&mut self, depth: u32) -> Option<Object> {
        self.at += 1;
        let mut items = Vec::new();
        while self.peek()? != b']' {
            items.push(self.object(depth + 1)?);
        }
        self.at += 1;
        Some(Object::Array(items))
    }

    fn dictionary(&mut self, depth: u32) -> Option<Dictionary> {
        self.at += 2;
        let mut dictionary = Dictionary::new();
        loop {
            match self.peek()? {
                b'/' => {
                    let key = self.name()?;
                    // Which of two counts is a matter of taste: lopdf's.
                    if dictionary.has(&key) {
                        return None;
                    }
                    dictionary.set(key, self.object(depth + 1)?);
                }
                b'>' if self.rest().get(1) == Some(&b'>') => {
                    self.at += 2;
                    return Some(dictionary);
                }
                _ => return None,
            }
        }
    }

    fn hexadecimal(&mut self) -> Option<Object> {
        self.at += 1;
        let length = self.rest().iter().position(|byte| *byte == b'>')?;
        let digits = self.rest().get(..length)?;
        let digits: Option<Vec<u8>> =
            digits.iter().map(|digit| u8::try_from(char::from(*digit).to_digit(16)?).ok()).collect();
        let (pairs, odd) = digits.as_ref()?.as_chunks::<2>();
        let text = odd.is_empty().then(|| pairs.iter().map(|[high, low]| high << 4 | low).collect())?;
        self.at += length + 1;
        Some(Object::String(text, StringFormat::Hexadecimal))
    }

    /// A text in parentheses, without the rarer escapes.
    fn text(&mut self) -> Option<Object> {
        self.at += 1;
        let mut text = Vec::new();
        loop {
            match self.take()? {
                b')' => return Some(Object::String(text, StringFormat::Literal)),
                b'\\' => text.push(match self.take()? {
                    byte @ (b'(' | b')' | b'\\') => byte,
                    b'n' => b'\n',
                    b'r' => b'\r',
                    b't' => b'\t',
                    _ => return None,
                }),
                b'(' | b'\r' => return None,
                byte => text.push(byte),
            }
        }
    }

    /// `12 0 R` begins like a number.
    fn number_or_reference(&mut self) -> Option<Object> {
        let length = self.rest().iter().take_while(|byte| matches!(byte, b'0'..=b'9' | b'.' | b'-')).count();
        let text = std::str::from_utf8(self.rest().get(..length)?).ok()?;
        let is_fraction = text.contains('.');
        let number = if is_fraction {
            // Programs write fractions with digits on both sides; lopdf knows the rest.
            let digits = text.strip_prefix('-').unwrap_or(text);
            let both = digits.starts_with(|c: char| c.is_ascii_digit()) && !digits.ends_with('.');
            both.then(|| text.parse().ok().map(Object::Real)).flatten()?
        } else {
            Object::Integer(text.parse().ok()?)
        };
        self.at += length;
        self.rest().first().is_none_or(|byte| is_space(*byte) || is_delimiter(*byte)).then_some(())?;
        let Object::Integer(first) = number else { return Some(number) };
        let mut ahead = Cursor { bytes: self.bytes, at: self.at };
        if let (Ok(first), Some(b'0'..=b'9')) = (u32::try_from(first), ahead.peek())
            && let Some(second) = ahead.integer().and_then(|second| u16::try_from(second).ok())
            && ahead.word(b"R").is_some()
        {
            self.at = ahead.at;
            return Some(Object::Reference((first, second)));
        }
        Some(Object::Integer(first))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn file(bodies: &[&[u8]]) -> Vec<u8> {
        let mut bytes = b"%PDF-1.4\n".to_vec();
        let mut offsets = Vec::new();
        for (number, body) in (1..).zip(bodies) {
            offsets.push(bytes.len());
            bytes.extend(format!("{number} 0 obj\n").into_bytes());
            bytes.extend_from_slice(body);
            bytes.extend_from_slice(b"\nendobj\n");
        }
        let start = bytes.len();
        bytes.extend(format!("xref\n0 {}\n0000000000 65535 f \n", offsets.len() + 1).into_bytes());
        offsets.iter().for_each(|offset| bytes.extend(format!("{offset:010} 00000 n \n").into_bytes()));
        let size = offsets.len() + 1;
        bytes.extend(
            format!("trailer\n<< /Size {size} /Root 1 0 R >>\nstartxref\n{start}\n%%EOF\n").into_bytes(),
        );
        bytes
    }

    fn label() -> Vec<u8> {
        file(&[
            b"<</Type/Catalog/Pages 2 0 R>>",
            b"<< /Type /Pages /Kids [3 0 R 3 0 R] /Count 2 /MediaBox[0 0 298.5 -420] >>",
            b"<< /Type /Page /Parent 2 0 R /Contents 4 0 R /Name (a\\(b\\)\\\\) /ID [<0aFF> null true false -1 0.25] >>",
            b"<< /Length 5 0 R /Filter [/A85 /Fl] >>\nstream\n0 0 5 5 re f\nendstream",
            b"12",
        ])
    }

    /// `None` where the slow reader finds something else in what was read here.
    fn agrees(bytes: &[u8]) -> Option<bool> {
        let quick = read(bytes)?;
        let slow = Document::load_mem(bytes).ok()?;
        Some(
            quick.objects == slow.objects
                && quick.trailer.get(b"Root").ok() == slow.trailer.get(b"Root").ok(),
        )
    }

    #[test]
    fn a_plain_file_is_read_as_lopdf_reads_it() {
        assert_eq!(agrees(&label()), Some(true), "the same objects");
        assert_eq!(read(&label()).unwrap().objects.len(), 5, "all of them");
    }

    #[test]
    fn a_label_with_fonts_is_read_here() {
        let test = crate::papers::TestLabel::new(crate::documents::PageSize::A6, crate::documents::Dpi::D203);
        let made = test.unwrap().pdf().unwrap();
        assert_eq!(agrees(&made), Some(true), "as lopdf finds it");
    }

    #[test]
    fn what_is_not_plain_is_left_to_lopdf() {
        for body in [
            &b"<< /A 1 /A 2 >>"[..],
            b"(a\\051)",
            b"(a(b)c)",
            b"/a#20b",
            b"<abc>",
            b"1e5",
            b"--5",
            b"5.",
            b"% x\n5",
            b"<< /A >>",
            b"<< /Length 4 >>\nstream\nabcdefg\nendstream",
            b"<< /Type /ObjStm /Length 1 >>\nstream\na\nendstream",
        ] {
            assert!(read(&file(&[body])).is_none(), "{}", String::from_utf8_lossy(body));
        }
        assert!(read(&label()[1..]).is_none(), "the header stands elsewhere");
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 3_000, failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn damaged_files_are_read_as_lopdf_reads_them_or_left_to_it(
            changes in prop::collection::vec(
                (any::<prop::sample::Index>(), prop::sample::select(b"0159 /<>[]()R.-%#\\\n\robjnx\0\x80".to_vec())), 1..4,
            ),
        ) {
            let mut bytes = label();
            for (at, byte) in changes {
                let at = at.index(bytes.len());
                bytes[at] = byte;
            }
            prop_assert_ne!(agrees(&bytes), Some(false), "{}", String::from_utf8_lossy(&bytes));
        }
    }
}
