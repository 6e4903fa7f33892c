//! A page with its origin at the top left and millimetres, on `printpdf`. Text is set in Inter, embedded.

use std::sync::{Mutex, OnceLock, PoisonError};

use printpdf::{
    Color, FontId, Greyscale, Mm, Op, PaintMode, ParsedFont, PdfDocument, PdfFont, PdfFontHandle, PdfPage,
    PdfSaveOptions, Point, Pt, Rect, TextItem,
};

static REGULAR: &[u8] = include_bytes!("../../../../../assets/fonts/Inter-Regular-Latin.ttf");
static BOLD: &[u8] = include_bytes!("../../../../../assets/fonts/Inter-Bold-Latin.ttf");

const MM_PER_PT: f32 = 25.4 / 72.0;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Weight {
    Regular,
    Bold,
}

impl Weight {
    fn id(self) -> FontId {
        FontId(match self {
            Self::Regular => "InterRegular".to_owned(),
            Self::Bold => "InterBold".to_owned(),
        })
    }
}

/// Both faces, parsed once.
struct Fonts {
    regular: ParsedFont,
    bold: ParsedFont,
}

impl Fonts {
    fn get() -> Result<&'static Self, String> {
        static FONTS: OnceLock<Option<Fonts>> = OnceLock::new();
        let parse = |bytes| ParsedFont::from_bytes(bytes, 0, &mut Vec::new());
        let fonts = FONTS.get_or_init(|| Some(Self { regular: parse(REGULAR)?, bold: parse(BOLD)? }));
        fonts.as_ref().ok_or_else(|| "the label font cannot be read".to_owned())
    }

    fn face(&self, weight: Weight) -> &ParsedFont {
        match weight {
            Weight::Regular => &self.regular,
            Weight::Bold => &self.bold,
        }
    }
}

pub(super) struct Canvas {
    fonts: &'static Fonts,
    width: f32,
    height: f32,
    ops: Vec<Op>,
}

impl Canvas {
    pub(super) fn new(width_mm: f32, height_mm: f32) -> Result<Self, String> {
        Ok(Self { fonts: Fonts::get()?, width: width_mm, height: height_mm, ops: Vec::new() })
    }

    /// Text with its baseline at `y`; characters that the font has not are left out.
    pub(super) fn text(&mut self, (x, y): (f32, f32), size_pt: f32, weight: Weight, text: &str) {
        self.text_in(0.0, (x, y), size_pt, weight, text);
    }

    /// As [`Canvas::text`], in a grey (0 black, 1 white).
    pub(super) fn text_in(
        &mut self,
        grey: f32,
        (x, y): (f32, f32),
        size_pt: f32,
        weight: Weight,
        text: &str,
    ) {
        let text = self.known(weight, text);
        self.fill(grey);
        self.ops.extend([
            Op::StartTextSection,
            Op::SetTextCursor { pos: Point::new(Mm(x), Mm(self.height - y)) },
            Op::SetFont { font: PdfFontHandle::External(weight.id()), size: Pt(size_pt) },
            Op::ShowText { items: vec![TextItem::Text(text)] },
            Op::EndTextSection,
        ]);
    }

    /// As [`Canvas::text`], smaller where needed so that it is not wider than `max_mm`.
    pub(super) fn fitted(&mut self, at: (f32, f32), size_pt: f32, weight: Weight, max_mm: f32, text: &str) {
        let size = self.fit(size_pt, weight, max_mm, text);
        self.text(at, size, weight, text);
    }

    /// As [`Canvas::fitted`], its middle at `x`.
    pub(super) fn centred(
        &mut self,
        (x, y): (f32, f32),
        size_pt: f32,
        weight: Weight,
        max_mm: f32,
        text: &str,
    ) {
        let size = self.fit(size_pt, weight, max_mm, text);
        let width = self.width_of(size, weight, text);
        self.text((x - width / 2.0, y), size, weight, text);
    }

    fn fit(&self, size_pt: f32, weight: Weight, max_mm: f32, text: &str) -> f32 {
        let width = self.width_of(size_pt, weight, text);
        if width > max_mm { size_pt * max_mm / width } else { size_pt }
    }

    /// In mm.
    fn width_of(&self, size_pt: f32, weight: Weight, text: &str) -> f32 {
        let face = self.fonts.face(weight);
        let advance =
            |c: char| face.lookup_glyph_index(u32::from(c)).and_then(|glyph| face.get_glyph_width(glyph));
        let units: f32 = text.chars().filter_map(advance).map(f32::from).sum();
        units / f32::from(face.units_per_em.max(1)) * size_pt * MM_PER_PT
    }

    fn known(&self, weight: Weight, text: &str) -> String {
        let face = self.fonts.face(weight);
        let known: String =
            text.chars().filter(|c| face.lookup_glyph_index(u32::from(*c)).is_some()).collect();
        known.trim_end().to_owned()
    }

    /// A filled box; `y` is its upper edge.
    pub(super) fn filled(&mut self, grey: f32, (x, y): (f32, f32), (width, height): (f32, f32)) {
        self.fill(grey);
        self.rectangle((x, y), (width, height), PaintMode::Fill);
    }

    pub(super) fn framed(&mut self, line_mm: f32, (x, y): (f32, f32), (width, height): (f32, f32)) {
        let black = Color::Greyscale(Greyscale { percent: 0.0, icc_profile: None });
        self.ops.push(Op::SetOutlineColor { col: black });
        self.ops.push(Op::SetOutlineThickness { pt: Mm(line_mm).into() });
        self.rectangle((x, y), (width, height), PaintMode::Stroke);
    }

    fn rectangle(&mut self, (x, y): (f32, f32), (width, height): (f32, f32), mode: PaintMode) {
        let rectangle = Rect {
            x: Mm(x).into(),
            y: Mm(self.height - y - height).into(),
            width: Mm(width).into(),
            height: Mm(height).into(),
            mode: Some(mode),
            winding_order: None,
        };
        self.ops.push(Op::DrawRectangle { rectangle });
    }

    fn fill(&mut self, grey: f32) {
        self.ops
            .push(Op::SetFillColor { col: Color::Greyscale(Greyscale { percent: grey, icc_profile: None }) });
    }
}

/// One page per canvas.
pub(super) fn save(title: &str, canvases: Vec<Canvas>) -> Result<Vec<u8>, String> {
    let fonts = Fonts::get()?;
    let mut document = PdfDocument::new(title);
    for weight in [Weight::Regular, Weight::Bold] {
        document.resources.fonts.map.insert(weight.id(), PdfFont::new(fonts.face(weight).clone()));
    }
    document.pages = canvases.into_iter().map(|c| PdfPage::new(Mm(c.width), Mm(c.height), c.ops)).collect();
    let options = PdfSaveOptions { image_optimization: None, ..PdfSaveOptions::default() };
    let mut file = document.to_lopdf_document(&options, &mut Vec::new());
    // The random file id would make two downloads of one label differ.
    file.trailer.remove(b"ID");
    // Packing the fonts would be most of the work of a label, and they are the same in every one.
    for stream in file.objects.values_mut().filter_map(|object| object.as_stream_mut().ok()) {
        if stream.content.len() < FONT_BYTES_MIN || stream.dict.get(b"Filter").is_ok() {
            continue;
        }
        if let Some(packed) = packed(&stream.content) {
            stream.dict.set("Filter", "FlateDecode");
            stream.set_content(packed);
            continue;
        }
        let raw = stream.content.clone();
        if stream.compress().is_ok() && stream.dict.get(b"Filter").is_ok() {
            remember(raw, stream.content.clone());
        }
    }
    file.compress();
    let mut bytes = Vec::new();
    file.save_to(&mut bytes).map_err(|error| error.to_string())?;
    Ok(bytes)
}

/// Streams of this size are fonts.
const FONT_BYTES_MIN: usize = 16 * 1024;
/// One regular, one bold.
const PACKED_MAX: usize = 2;

/// Font streams as they are and packed.
static PACKED: Mutex<Vec<(Vec<u8>, Vec<u8>)>> = Mutex::new(Vec::new());

fn packed(raw: &[u8]) -> Option<Vec<u8>> {
    let known = PACKED.lock().unwrap_or_else(PoisonError::into_inner);
    known.iter().find(|(plain, _)| plain == raw).map(|(_, packed)| packed.clone())
}

fn remember(raw: Vec<u8>, packed: Vec<u8>) {
    let mut known = PACKED.lock().unwrap_or_else(PoisonError::into_inner);
    if known.len() < PACKED_MAX && known.iter().all(|(plain, _)| *plain != raw) {
        known.push((raw, packed));
    }
}
