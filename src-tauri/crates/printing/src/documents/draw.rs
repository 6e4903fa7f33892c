//! A page as a picture, for the screen.

use hayro::hayro_interpret::InterpreterSettings;
use hayro::hayro_syntax::{LoadPdfError, Pdf};
use hayro::vello_cpu::color::palette::css::WHITE;
use hayro::{PixmapSettings, RenderCache, RenderSettings, render};

use super::sniff::{self, Kind};
use super::{DocumentError, Drawn, picture, refuse};

/// 36 is a small thumbnail, 600 the finest label printer.
const DPI: std::ops::RangeInclusive<u32> = 36..=600;

/// Longest side of a drawn page: A4 at 600 dpi is 7016.
const SIDE_PX_MAX: f32 = 8_000.0;

/// Points per inch.
const POINTS: f32 = 72.0;

/// Draws a page (from 0) of a PDF, or gives a PNG back as it is.
///
/// # Errors
/// When the page does not exist or cannot be drawn (ZPL cannot), or `dpi` is not within 36 to 600.
pub fn draw(bytes: &[u8], page: u32, dpi: u32) -> Result<Drawn, DocumentError> {
    if !DPI.contains(&dpi) {
        return refuse(format!(
            "A page is drawn at {} to {} dots per inch, not {dpi}",
            DPI.start(),
            DPI.end()
        ));
    }
    match sniff::kind(bytes)? {
        Kind::Pdf => pdf_page(bytes, page, dpi),
        Kind::Png if page > 0 => refuse("A picture has only one page"),
        Kind::Png => {
            let picture = picture::read(bytes)?;
            Ok(Drawn { png: bytes.to_vec(), width_px: picture.width, height_px: picture.height })
        }
        Kind::Zpl { .. } => refuse("ZPL can be printed, but not shown here"),
    }
}

fn pdf_page(bytes: &[u8], page: u32, dpi: u32) -> Result<Drawn, DocumentError> {
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
    let scale = dpi as f32 / POINTS;
    let (width, height) = found.render_dimensions();
    let fits = |side: f32| (1.0..=SIDE_PX_MAX).contains(&(side * scale));
    if !fits(width) || !fits(height) {
        return refuse(format!(
            "The page is {width:.0} x {height:.0} points, which cannot be drawn at {dpi} dpi"
        ));
    }
    let settings = PixmapSettings { x_scale: scale, y_scale: scale, bg_color: WHITE };
    let (cache, interpreter) = (RenderCache::new(), InterpreterSettings::default());
    let pixmap = render(found, &cache, &interpreter, &RenderSettings::default(), &settings);
    let (width_px, height_px) = (u32::from(pixmap.width()), u32::from(pixmap.height()));
    let png =
        pixmap.into_png().map_err(|error| DocumentError(format!("The page cannot be drawn: {error}")))?;
    Ok(Drawn { png, width_px, height_px })
}
