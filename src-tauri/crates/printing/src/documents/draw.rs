//! A page as a picture, for the screen.

use super::sniff::{self, Kind};
use super::{DocumentError, Drawn, guard, picture, refuse, render};

/// 36 is a small thumbnail, 600 the finest label printer.
const DPI: std::ops::RangeInclusive<u32> = 36..=600;

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
    guard::size(bytes)?;
    guard::calm(|| match sniff::kind(bytes)? {
        Kind::Pdf => pdf_page(bytes, page, dpi),
        Kind::Png if page > 0 => refuse("A picture has only one page"),
        Kind::Png => {
            let picture = picture::read(bytes)?;
            Ok(Drawn { png: bytes.to_vec(), width_px: picture.width, height_px: picture.height })
        }
        Kind::Zpl { .. } => refuse("ZPL can be printed, but not shown here"),
    })
}

fn pdf_page(bytes: &[u8], page: u32, dpi: u32) -> Result<Drawn, DocumentError> {
    let pixmap = render::page(bytes, page, dpi, render::Use::Screen)?;
    let (width_px, height_px) = (u32::from(pixmap.width()), u32::from(pixmap.height()));
    let png =
        pixmap.into_png().map_err(|error| DocumentError(format!("The page cannot be drawn: {error}")))?;
    Ok(Drawn { png, width_px, height_px })
}
