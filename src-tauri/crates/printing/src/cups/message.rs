//! IPP messages: what we ask as bytes, what CUPS answers as values.

use std::io::Cursor;

use bytes::{BufMut, Bytes, BytesMut};
use ipp::attribute::{IppAttribute, IppAttributeGroup, IppAttributes};
use ipp::model::{DelimiterTag, IppVersion, Operation, StatusCode};
use ipp::parser::{IppParseError, IppParser};
use ipp::reader::IppReader;
use ipp::request::IppRequestResponse;
use ipp::value::{IppName, IppValue};

use crate::documents::PageSize;
use crate::{PrintError, PrintErrorKind};

/// Bytes of an IPP `name` value (RFC 8011 section 5.1.3: 255 octets).
const NAME_BYTES_MAX: usize = 255;

/// Bytes of an IPP `uri` value (RFC 8011 section 5.1.6: 1023 octets); longer names cannot exist.
const URI_BYTES_MAX: usize = 1023;

/// Used where the system does not say who runs the program.
const NAMELESS_USER: &str = "packbench";

/// One request, put together step by step.
pub(super) struct Request<'a> {
    operation: Operation,
    path: String,
    /// `printer-uri` or `job-uri`; IPP wants it right after charset and language.
    target: Option<(&'static str, String)>,
    wanted: &'static [&'static str],
    title: Option<String>,
    document: Option<(&'static str, &'a [u8])>,
    copies: Option<u8>,
    media: Option<String>,
    /// Finished jobs too, not only those that wait.
    all_jobs: bool,
}

impl<'a> Request<'a> {
    pub(super) fn new(operation: Operation, path: &str) -> Self {
        Self {
            operation,
            path: path.to_owned(),
            target: None,
            wanted: &[],
            title: None,
            document: None,
            copies: None,
            media: None,
            all_jobs: false,
        }
    }

    pub(super) fn printer(mut self, name: &str) -> Self {
        self.path = format!("/printers/{}", escaped(name));
        self.target = Some(("printer-uri", format!("ipp://localhost{}", self.path)));
        self
    }

    pub(super) fn job(mut self, id: i32) -> Self {
        self.target = Some(("job-uri", format!("ipp://localhost/jobs/{id}")));
        self
    }

    pub(super) fn wanting(mut self, attributes: &'static [&'static str]) -> Self {
        self.wanted = attributes;
        self
    }

    /// As the spooler keeps it: see [`job_name`].
    pub(super) fn title(mut self, title: &str) -> Self {
        self.title = Some(job_name(title));
        self
    }

    pub(super) fn document(mut self, mime: &'static str, data: &'a [u8]) -> Self {
        self.document = Some((mime, data));
        self
    }

    pub(super) fn copies(mut self, copies: u8) -> Self {
        self.copies = Some(copies.clamp(1, 99));
        self
    }

    pub(super) fn media(mut self, size: Option<PageSize>) -> Self {
        self.media = size.map(media_name);
        self
    }

    pub(super) fn all_jobs(mut self) -> Self {
        self.all_jobs = true;
        self
    }

    pub(super) fn path(&self) -> &str {
        &self.path
    }

    /// The message and the document as one body.
    pub(super) fn encode(&self) -> Result<Bytes, PrintError> {
        if let Some((_, uri)) = &self.target
            && uri.len() > URI_BYTES_MAX
        {
            return Err(PrintError::new(PrintErrorKind::NoSuchPrinter, "No printer has so long a name"));
        }
        let head = self.head().map_err(|error| {
            PrintError::new(PrintErrorKind::Other, format!("The print request cannot be written: {error}"))
        })?;
        let data = self.document.map_or(&[][..], |(_, data)| data);
        let mut body = BytesMut::with_capacity(head.len() + data.len());
        body.put(head);
        body.put_slice(data);
        Ok(body.freeze())
    }

    fn head(&self) -> Result<Bytes, IppParseError> {
        let mut message = IppRequestResponse::new(IppVersion::v1_1(), self.operation, None)?;
        let attributes = message.attributes_mut();
        let mut add = |group, name: &str, value| -> Result<(), IppParseError> {
            attributes.add(group, IppAttribute::new(IppName::new(name)?, value));
            Ok(())
        };
        let operation = DelimiterTag::OperationAttributes;
        if let Some((name, uri)) = &self.target {
            add(operation, name, IppValue::new_uri(uri.as_str())?)?;
        }
        add(operation, "requesting-user-name", IppValue::new_name_without_language(user_name())?)?;
        if !self.wanted.is_empty() {
            let wanted =
                self.wanted.iter().map(|name| IppValue::new_keyword(*name)).collect::<Result<_, _>>()?;
            add(operation, "requested-attributes", IppValue::Array(wanted))?;
        }
        if self.all_jobs {
            add(operation, "which-jobs", IppValue::new_keyword("all")?)?;
        }
        if let Some(title) = &self.title {
            add(operation, "job-name", IppValue::new_name_without_language(title.as_str())?)?;
        }
        if let Some((mime, _)) = self.document {
            add(operation, "document-format", IppValue::new_mime_media_type(mime)?)?;
            // A label is printed at its own size: scaled bars do not scan.
            add(DelimiterTag::JobAttributes, "print-scaling", IppValue::new_keyword("none")?)?;
        }
        if let Some(copies) = self.copies {
            add(DelimiterTag::JobAttributes, "copies", IppValue::Integer(i32::from(copies)))?;
        }
        if let Some(media) = &self.media {
            add(DelimiterTag::JobAttributes, "media", IppValue::new_keyword(media.as_str())?)?;
        }
        Ok(message.to_bytes())
    }
}

/// The self-describing name of a paper (PWG 5101.1 section 5), which CUPS turns into the queue's own.
fn media_name(size: PageSize) -> String {
    let known = [
        (PageSize::A6, "iso_a6_105x148mm"),
        (PageSize::A5, "iso_a5_148x210mm"),
        (PageSize::A4, "iso_a4_210x297mm"),
        (PageSize::FOUR_BY_SIX, "na_index-4x6_4x6in"),
    ];
    match known.into_iter().find(|(paper, _)| paper.is_same_paper(size)) {
        Some((_, name)) => name.to_owned(),
        None => {
            let (width, height) = (size.width.0, size.height.0);
            format!("custom_{width}x{height}mm_{width}x{height}mm")
        }
    }
}

/// What CUPS answered.
pub(super) struct Reply {
    pub(super) status: StatusCode,
    /// The sentence of CUPS, when it has one.
    pub(super) message: Option<String>,
    attributes: IppAttributes,
}

impl Reply {
    /// `None` when these bytes are no IPP message.
    pub(super) fn parse(body: Bytes) -> Option<Self> {
        let (header, attributes, _) = IppParser::new(IppReader::new(Cursor::new(body))).parse_parts().ok()?;
        let operation = attributes.first_of(DelimiterTag::OperationAttributes).map(Group);
        let message = operation.and_then(|group| group.text("status-message"));
        Some(Self { status: header.status_code(), message, attributes })
    }

    pub(super) fn groups(&self, tag: DelimiterTag) -> impl Iterator<Item = Group<'_>> {
        self.attributes.groups_of(tag).map(Group)
    }
}

/// The attributes of one printer or job.
pub(super) struct Group<'a>(&'a IppAttributeGroup);

impl Group<'_> {
    pub(super) fn texts(&self, name: &str) -> Vec<String> {
        let Some(attribute) = self.0.get(name) else { return Vec::new() };
        attribute.value().into_iter().filter_map(text_of).filter(|text| !text.trim().is_empty()).collect()
    }

    /// The first value, when it is not empty.
    pub(super) fn text(&self, name: &str) -> Option<String> {
        self.texts(name).into_iter().next()
    }

    pub(super) fn number(&self, name: &str) -> Option<i32> {
        match self.0.get(name)?.value() {
            IppValue::Integer(number) | IppValue::Enum(number) => Some(*number),
            _ => None,
        }
    }

    pub(super) fn resolutions(&self, name: &str) -> Vec<u32> {
        let Some(attribute) = self.0.get(name) else { return Vec::new() };
        attribute.value().into_iter().filter_map(resolution_of).collect()
    }

    pub(super) fn truth(&self, name: &str) -> Option<bool> {
        self.0.get(name)?.value().as_boolean().copied()
    }
}

/// Dots per inch, the coarser of the two directions. RFC 8011 section 5.1.16: units are 3, per inch, or 4, per cm.
fn resolution_of(value: &IppValue) -> Option<u32> {
    const PER_CM: i8 = 4;
    let IppValue::Resolution { cross_feed, feed, units } = value else { return None };
    let dots = u32::try_from(*cross_feed.min(feed)).ok().filter(|dots| *dots > 0)?;
    Some(if *units == PER_CM { (f64::from(dots) * 2.54).round() as u32 } else { dots })
}

fn text_of(value: &IppValue) -> Option<String> {
    match value {
        IppValue::TextWithoutLanguage(text) | IppValue::TextWithLanguage { text, .. } => {
            Some(text.to_string())
        }
        IppValue::NameWithoutLanguage(name) | IppValue::NameWithLanguage { name, .. } => {
            Some(name.to_string())
        }
        IppValue::Keyword(word) => Some(word.to_string()),
        IppValue::MimeMediaType(mime) => Some(mime.to_string()),
        _ => None,
    }
}

/// A title that CUPS takes: no control characters, at most 255 bytes, cut between characters.
pub(super) fn job_name(title: &str) -> String {
    let clean: String = title.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    match clean.trim() {
        "" => "label".to_owned(),
        name => name[..name.floor_char_boundary(NAME_BYTES_MAX)].to_owned(),
    }
}

fn user_name() -> String {
    let named =
        ["LOGNAME", "USER"].iter().find_map(|key| std::env::var(key).ok().filter(|name| !name.is_empty()));
    job_name(&named.unwrap_or_else(|| NAMELESS_USER.to_owned()))
}

/// Percent-encodes a queue's name: CUPS allows all but a few characters in it.
fn escaped(name: &str) -> String {
    use std::fmt::Write as _;
    let mut out = String::with_capacity(name.len());
    for byte in name.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'_' | b'.' | b'~' => out.push(char::from(byte)),
            // Writing to a String cannot fail.
            _ => drop(write!(out, "%{byte:02X}")),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn odd_titles_become_names_that_cups_takes() {
        let emoji = job_name(&"📦".repeat(100));
        assert_eq!(emoji.len(), 252, "63 whole emoji of 4 bytes fit into 255 bytes");
        assert_eq!(job_name(&"x".repeat(300)).len(), 255, "an IPP name has at most 255 bytes");
        assert_eq!(job_name("#1001\r\n\u{0}"), "#1001", "CUPS refuses control characters");
        assert_eq!(job_name("\t"), "label", "an empty name says nothing in the queue's list");
    }

    #[test]
    fn papers_have_the_names_that_every_printer_knows() {
        use crate::documents::Mm;
        assert_eq!(media_name(PageSize::A6), "iso_a6_105x148mm");
        let odd = PageSize { width: Mm(102.5), height: Mm(210.0) };
        assert_eq!(media_name(odd), "custom_102.5x210mm_102.5x210mm", "PWG 5101.1: class, name, size, unit");
    }

    #[test]
    fn names_cannot_leave_their_place_in_the_path() {
        assert_eq!(escaped("../jobs?x#y z"), "..%2Fjobs%3Fx%23y%20z", "a name is one segment");
        let request = Request::new(Operation::PrintJob, "/printers/").printer("Zebra_é");
        assert_eq!(request.path(), "/printers/Zebra_%C3%A9", "CUPS reads the path as UTF-8");
    }

    #[test]
    fn a_name_longer_than_an_address_is_no_printer() {
        let request = Request::new(Operation::PrintJob, "/printers/").printer(&"x".repeat(2000));
        let error = request.encode().expect_err("no such queue can exist");
        assert_eq!(error.kind, PrintErrorKind::NoSuchPrinter, "{error}");
    }
}
