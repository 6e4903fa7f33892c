//! Pages with their origin at the top left and millimetres, on `printpdf`.

use std::collections::BTreeSet;

use printpdf::{
    Color, FontId, Greyscale, Mm as PdfMm, Op, PaintMode, PdfDocument, PdfFont, PdfFontHandle, PdfPage,
    PdfSaveOptions, Point, Pt, Rect, TextItem,
};

use super::PaperError;
use super::text::{Fonts, Type, Weight};
use crate::documents::{Mm, PageSize};

/// One page being drawn. Text must be known to the font (see [`Fonts::known`]).
pub(super) struct Canvas {
    size: PageSize,
    ops: Vec<Op>,
    /// Characters set in regular and in bold.
    used: [BTreeSet<char>; 2],
}

impl Canvas {
    pub(super) fn new(size: PageSize) -> Self {
        let black = Color::Greyscale(Greyscale { percent: 0.0, icc_profile: None });
        Self { size, ops: vec![Op::SetFillColor { col: black }], used: [BTreeSet::new(), BTreeSet::new()] }
    }

    /// With its baseline at `y`.
    pub(super) fn text(&mut self, x: Mm, y: Mm, font: Type, text: &str) {
        if text.is_empty() {
            return;
        }
        let [regular, bold] = &mut self.used;
        match font.weight {
            Weight::Regular => regular.extend(text.chars()),
            Weight::Bold => bold.extend(text.chars()),
        }
        self.ops.extend([
            Op::StartTextSection,
            Op::SetTextCursor { pos: Point::new(PdfMm(x.0), PdfMm(self.size.height.0 - y.0)) },
            Op::SetFont { font: PdfFontHandle::External(id(font.weight)), size: Pt(font.points) },
            Op::ShowText { items: vec![TextItem::Text(text.to_owned())] },
            Op::EndTextSection,
        ]);
    }

    /// A black box; `y` is its upper edge.
    pub(super) fn filled(&mut self, x: Mm, y: Mm, width: Mm, height: Mm) {
        let rectangle = Rect {
            x: PdfMm(x.0).into(),
            y: PdfMm(self.size.height.0 - y.0 - height.0).into(),
            width: PdfMm(width.0).into(),
            height: PdfMm(height.0).into(),
            mode: Some(PaintMode::Fill),
            winding_order: None,
        };
        self.ops.push(Op::DrawRectangle { rectangle });
    }
}

fn id(weight: Weight) -> FontId {
    FontId(match weight {
        Weight::Regular => "InterRegular".to_owned(),
        Weight::Bold => "InterBold".to_owned(),
    })
}

/// One page per canvas, the fonts embedded with the characters that are used. The same pages give the same bytes.
pub(super) fn save(title: &str, canvases: Vec<Canvas>) -> Result<Vec<u8>, PaperError> {
    let fonts = Fonts::get()?;
    let mut document = PdfDocument::new(title);
    for (weight, at) in [(Weight::Regular, 0), (Weight::Bold, 1)] {
        let used: BTreeSet<char> =
            canvases.iter().flat_map(|canvas| canvas.used[at].iter().copied()).collect();
        if !used.is_empty() {
            document.resources.fonts.map.insert(id(weight), PdfFont::new(fonts.subset(weight, &used)));
        }
    }
    let page = |c: Canvas| PdfPage::new(PdfMm(c.size.width.0), PdfMm(c.size.height.0), c.ops);
    document.pages = canvases.into_iter().map(page).collect();
    let options = PdfSaveOptions { image_optimization: None, ..PdfSaveOptions::default() };
    let mut file = document.to_lopdf_document(&options, &mut Vec::new());
    // It is random.
    file.trailer.remove(b"ID");
    file.compress();
    let mut bytes = Vec::new();
    file.save_to(&mut bytes).map_err(|error| PaperError(format!("The paper cannot be written: {error}")))?;
    Ok(bytes)
}
