//! A PDF page as pixels, by the renderer `hayro`.

use hayro::hayro_interpret::InterpreterSettings;
use hayro::hayro_interpret::util::TransformExt as _;
use hayro::hayro_syntax::page::Page;
use hayro::hayro_syntax::{LoadPdfError, Pdf};
use hayro::kurbo::Affine;
use hayro::vello_cpu::color::palette::css::WHITE;
use hayro::vello_cpu::{Pixmap, RasterizerSettings, RenderContext, Resources, TargetInit};
use hayro::{RenderCache, RenderSettings, render_into};

use super::picture::PIXELS_MAX;
use super::size::POINTS_PER_INCH;
use super::{DocumentError, limits, pdf, refuse};

/// Longest side of a drawn page: A4 at 600 dpi is 7016.
const SIDE_PX_MAX: f32 = 8_000.0;

/// What a page is drawn for.
#[derive(Clone, Copy)]
pub(super) enum Use {
    /// Letters are moved a little so that small ones can be read.
    Screen,
    /// Everything stands where the file puts it, and nothing at the edge is left out.
    Print,
}

impl Use {
    fn settings(self) -> RenderSettings {
        let exact = matches!(self, Self::Print);
        RenderSettings { hinting: !exact, glyph_caching: !exact, ..RenderSettings::default() }
    }

    /// What is left over of a dot by arithmetic is no dot.
    fn whole(self, pixels: f32) -> f32 {
        match self {
            Self::Screen => pixels.floor(),
            Self::Print => (pixels - 0.01).ceil(),
        }
    }
}

/// Draws a page (from 0) on white.
///
/// # Errors
/// When there is no such page, or the PDF cannot be read or asks for too much.
pub(super) fn page(bytes: &[u8], page: u32, dpi: u32, purpose: Use) -> Result<Pixmap, DocumentError> {
    // The renderer is lenient and has no limits of its own.
    limits::check(&pdf::open(bytes)?.document)?;
    let pdf = Pdf::new(bytes.to_vec()).map_err(|error| match error {
        LoadPdfError::Decryption(_) => DocumentError("The PDF is protected by a password".to_owned()),
        LoadPdfError::Invalid => DocumentError("The PDF is damaged and cannot be drawn".to_owned()),
    })?;
    let pages = pdf.pages();
    let found = usize::try_from(page).ok().and_then(|index| pages.get(index));
    let Some(found) = found else {
        return refuse(format!(
            "The PDF has {} pages, so there is no page {}",
            pages.len(),
            u64::from(page) + 1
        ));
    };
    let scale = dpi as f32 / POINTS_PER_INCH;
    let (width, height) = found.render_dimensions();
    let side = |points: f32| {
        let pixels = purpose.whole(points * scale);
        (1.0..=SIDE_PX_MAX).contains(&pixels).then_some(pixels as u16)
    };
    match (side(width), side(height)) {
        (Some(width), Some(height)) if u64::from(width) * u64::from(height) <= PIXELS_MAX => {
            Ok(pixels(found, scale, (width, height), purpose))
        }
        _ => {
            refuse(format!("The page is {width:.0} x {height:.0} points, which cannot be drawn at {dpi} dpi"))
        }
    }
}

fn pixels(page: &Page<'_>, scale: f32, (width, height): (u16, u16), purpose: Use) -> Pixmap {
    let mut context = RenderContext::new(width, height);
    let transform = Affine::scale(f64::from(scale)) * page.initial_transform(true).to_kurbo();
    let (cache, settings) = (RenderCache::new(), InterpreterSettings::default());
    render_into(page, &cache, &settings, &purpose.settings(), &mut context, transform);
    context.flush();
    let mut pixmap = Pixmap::new(width, height);
    let onto_white = RasterizerSettings { target_init: TargetInit::Clear(WHITE), ..Default::default() };
    context.render_with(&mut pixmap, &mut Resources::default(), onto_white);
    pixmap
}
