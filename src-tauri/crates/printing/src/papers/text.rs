//! Text that fits: known characters only, its width, and its breaking into lines.

use std::collections::BTreeSet;
use std::sync::OnceLock;

use allsorts::binary::read::ReadScope;
use allsorts::font_data::FontData;
use allsorts::subset::{CmapTarget, SubsetProfile, subset};
use printpdf::ParsedFont;
use unicode_normalization::UnicodeNormalization as _;

use super::PaperError;
use crate::documents::Mm;
use crate::documents::size::{MM_PER_INCH, POINTS_PER_INCH};

static REGULAR: &[u8] = include_bytes!("../../fonts/Inter-Regular.ttf");
static BOLD: &[u8] = include_bytes!("../../fonts/Inter-Bold.ttf");

/// Stands for a character that the font has not.
const UNKNOWN: char = '\u{25a1}';

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Weight {
    Regular,
    Bold,
}

/// A face at a size in points.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Type {
    pub(super) weight: Weight,
    pub(super) points: f32,
}

impl Type {
    pub(super) const fn regular(points: f32) -> Self {
        Self { weight: Weight::Regular, points }
    }

    pub(super) const fn bold(points: f32) -> Self {
        Self { weight: Weight::Bold, points }
    }

    /// From one baseline to the next.
    pub(super) fn line_height(self) -> Mm {
        Mm(self.points * 1.25 / POINTS_PER_INCH * MM_PER_INCH)
    }
}

/// Both faces, parsed once.
pub(super) struct Fonts {
    regular: ParsedFont,
    bold: ParsedFont,
}

impl Fonts {
    pub(super) fn get() -> Result<&'static Self, PaperError> {
        static FONTS: OnceLock<Option<Fonts>> = OnceLock::new();
        let parse = |bytes| ParsedFont::from_bytes(bytes, 0, &mut Vec::new());
        let fonts = FONTS.get_or_init(|| Some(Self { regular: parse(REGULAR)?, bold: parse(BOLD)? }));
        fonts.as_ref().ok_or_else(|| PaperError("The font of this program cannot be read".to_owned()))
    }

    pub(super) fn face(&self, weight: Weight) -> &ParsedFont {
        match weight {
            Weight::Regular => &self.regular,
            Weight::Bold => &self.bold,
        }
    }

    /// A face with these characters only: whole ones would be most of the bytes of a paper.
    pub(super) fn subset(&self, weight: Weight, used: &BTreeSet<char>) -> ParsedFont {
        let face = self.face(weight);
        let glyphs: BTreeSet<u16> =
            used.iter().filter_map(|c| face.lookup_glyph_index(u32::from(*c))).collect();
        let bytes = match weight {
            Weight::Regular => REGULAR,
            Weight::Bold => BOLD,
        };
        // A whole face is larger, and as right.
        with_glyphs(bytes, &glyphs)
            .and_then(|bytes| ParsedFont::from_bytes(&bytes, 0, &mut Vec::new()))
            .filter(|small| used.iter().all(|c| small.lookup_glyph_index(u32::from(*c)).is_some()))
            .unwrap_or_else(|| face.clone())
    }

    pub(super) fn width(&self, font: Type, text: &str) -> Mm {
        let face = self.face(font.weight);
        let advance =
            |c: char| face.lookup_glyph_index(u32::from(c)).and_then(|glyph| face.get_glyph_width(glyph));
        let units: f32 = text.chars().filter_map(advance).map(f32::from).sum();
        Mm(units / f32::from(face.units_per_em.max(1)) * font.points / POINTS_PER_INCH * MM_PER_INCH)
    }

    /// Text with characters that the font has: composed, control characters as spaces, unknown ones as a box and noted.
    pub(super) fn known(&self, text: &str, replaced: &mut BTreeSet<char>) -> String {
        let has = |c: char| self.regular.lookup_glyph_index(u32::from(c)).is_some();
        let known = text.nfc().filter(|c| !is_invisible(*c)).map(|c| match c {
            c if c.is_whitespace() || c.is_control() => ' ',
            c if has(c) => c,
            c => {
                replaced.insert(c);
                UNKNOWN
            }
        });
        known.collect::<String>().trim().to_owned()
    }

    /// Lines no wider than `max`: broken at spaces, and within words that are too long. Nothing is left out.
    pub(super) fn lines(&self, font: Type, max: Mm, text: &str) -> Vec<String> {
        let mut lines: Vec<String> = Vec::new();
        let mut line = String::new();
        for word in text.split(' ').filter(|word| !word.is_empty()) {
            let longer = if line.is_empty() { word.to_owned() } else { format!("{line} {word}") };
            if self.width(font, &longer) <= max {
                line = longer;
                continue;
            }
            if !line.is_empty() {
                lines.push(std::mem::take(&mut line));
            }
            for c in word.chars() {
                line.push(c);
                if self.width(font, &line) > max && line.chars().nth(1).is_some() {
                    line.pop();
                    lines.push(std::mem::replace(&mut line, c.to_string()));
                }
            }
        }
        if !line.is_empty() {
            lines.push(line);
        }
        lines
    }
}

/// The font file cut down to some of its glyphs; the one for unknown characters stays.
fn with_glyphs(bytes: &[u8], glyphs: &BTreeSet<u16>) -> Option<Vec<u8>> {
    let font = ReadScope::new(bytes).read::<FontData<'_>>().ok()?;
    let provider = font.table_provider(0).ok()?;
    let ids: Vec<u16> = std::iter::once(0).chain(glyphs.iter().copied().filter(|id| *id != 0)).collect();
    subset(&provider, &ids, &SubsetProfile::Pdf, CmapTarget::Unicode).ok()
}

/// Soft hyphens, joiners and marks of direction say nothing on paper.
fn is_invisible(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}' | '\u{feff}' | '\u{fe00}'..='\u{fe0f}')
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const FONT: Type = Type::regular(9.0);

    #[test]
    fn three_scripts_are_known_and_the_rest_is_noted() {
        let fonts = Fonts::get().unwrap();
        let mut replaced = BTreeSet::new();
        let text = "Łódź – Große Straße 5, Αθήνα, Київ, €12 № 7";
        assert_eq!(
            fonts.known(text, &mut replaced),
            text,
            "Latin, Greek and Cyrillic are printed as they are"
        );
        assert_eq!(fonts.known("e\u{301}\tx\u{ad}y ", &mut replaced), "é xy", "composed, on one line");
        assert!(replaced.is_empty(), "nothing was lost until here: {replaced:?}");
        assert_eq!(fonts.known("東 🎁", &mut replaced), "□ □", "a box shows where something stood");
        assert_eq!(replaced.into_iter().collect::<String>(), "東🎁", "and what it was is told");
    }

    #[test]
    fn the_bold_face_has_the_same_characters() {
        let fonts = Fonts::get().unwrap();
        let has = |face: &ParsedFont, c: u32| face.lookup_glyph_index(c).is_some();
        let differ = (0x20..0x2700).find(|c| has(&fonts.regular, *c) != has(&fonts.bold, *c));
        assert_eq!(differ, None, "one check serves both");
    }

    #[test]
    fn a_word_that_is_too_long_is_broken() {
        let lines = Fonts::get().unwrap().lines(FONT, Mm(20.0), "SKU ABCDEFGHIJKLMNOPQRSTUVWXYZ end");
        assert!(lines.len() > 2, "26 capitals do not fit into 2 cm: {lines:?}");
        assert_eq!(lines.concat().replace(' ', ""), "SKUABCDEFGHIJKLMNOPQRSTUVWXYZend", "nothing is lost");
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 100, failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn lines_hold_every_character_and_fit(text in "[a-zA-ZäéŁΩж0-9 ]{0,120}", max in 5_f32..80.0) {
            let fonts = Fonts::get().unwrap();
            let lines = fonts.lines(FONT, Mm(max), &text);
            prop_assert_eq!(lines.concat().replace(' ', ""), text.replace(' ', ""), "nothing is cut off");
            for line in lines {
                prop_assert!(fonts.width(FONT, &line) <= Mm(max), "{:?} is not wider than {} mm", line, max);
            }
        }
    }
}
