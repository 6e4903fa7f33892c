//! Documents as bitmaps for a label printer: a page of a PDF, or a picture.

use super::bitmap::Bitmap;
use super::picture::{self, Picture, grey};
use super::size::Dpi;
use super::sniff::{self, Kind};
use super::{DocumentError, guard, refuse, render};

/// Longest side of a bitmap in dots: A4 at 600 dpi is 7016.
const SIDE_DOTS_MAX: f32 = 8_000.0;

/// A difference in scale that moves no dot of a label by more than the head's own play: "203 dpi" is 203.2.
const SAME_SCALE: f32 = 0.005;

/// A page (from 0) of a PDF, or a PNG, in black and white at the fineness of a printer.
///
/// The page keeps its size: turned and cropped as the file says, never scaled. Greys become black or white at half:
/// patterns in place of greys would disturb barcodes.
///
/// # Errors
/// When the page does not exist or cannot be drawn; ZPL is for the printer to draw.
pub fn bitmap(bytes: &[u8], page: u32, dpi: Dpi) -> Result<Bitmap, DocumentError> {
    guard::size(bytes)?;
    guard::calm(|| match sniff::kind(bytes)? {
        Kind::Pdf => pdf_page(bytes, page, dpi),
        Kind::Png if page > 0 => refuse("A picture has only one page"),
        Kind::Png => picture_page(picture::read(bytes)?, dpi),
        Kind::Zpl { .. } => refuse("ZPL is drawn by the printer, not here"),
    })
}

fn pdf_page(bytes: &[u8], page: u32, dpi: Dpi) -> Result<Bitmap, DocumentError> {
    let pixmap = render::page(bytes, page, dpi.per_inch(), render::Use::Print)?;
    let grey: Vec<u8> = pixmap.data().iter().map(|pixel| grey([pixel.r, pixel.g, pixel.b])).collect();
    Ok(Bitmap::from_grey(pixmap.width().into(), pixmap.height().into(), dpi, &grey))
}

/// The picture at its meant size, without the paper around it.
fn picture_page(picture: Picture, dpi: Dpi) -> Result<Bitmap, DocumentError> {
    let (_, meant) = picture.meant_for();
    let (width, height) = (picture.width, picture.height);
    let scale = dpi.per_inch() as f32 / meant;
    if (scale - 1.0).abs() <= SAME_SCALE {
        return Ok(Bitmap::from_grey(width, height, dpi, &picture.into_grey()));
    }
    let side = |pixels: u32| {
        let dots = (pixels as f32 * scale).round();
        (1.0..=SIDE_DOTS_MAX).contains(&dots).then_some(dots as u32)
    };
    let (Some(new_width), Some(new_height)) = (side(width), side(height)) else {
        return refuse(format!(
            "The picture of {width} x {height} pixels cannot be drawn at {} dpi",
            dpi.per_inch()
        ));
    };
    let grey = picture.into_grey();
    // Columns first: turning twice lets one function do both.
    let columns = resized_rows(&grey, width as usize, new_width as usize);
    let turned = transposed(&columns, new_width as usize);
    let rows = resized_rows(&turned, height as usize, new_height as usize);
    Ok(Bitmap::from_grey(new_width, new_height, dpi, &transposed(&rows, new_height as usize)))
}

/// Each row with `to` instead of `from` pixels; a new pixel is the mean of what it covers.
fn resized_rows(pixels: &[u8], from: usize, to: usize) -> Vec<u8> {
    let step = from as f32 / to as f32;
    let spans: Vec<(f32, f32)> = (0..to).map(|at| (at as f32 * step, (at + 1) as f32 * step)).collect();
    let mean = |row: &[u8], (start, end): (f32, f32)| {
        let first = start as usize;
        let last = (end.ceil() as usize).clamp(first + 1, row.len().max(first + 1));
        let covered = row.get(first..last).unwrap_or_default().iter().enumerate().map(|(at, pixel)| {
            let left = (first + at) as f32;
            ((end.min(left + 1.0) - start.max(left)).max(0.0), f32::from(*pixel))
        });
        let (weights, sum) = covered
            .fold((0.0, 0.0), |(weights, sum), (weight, pixel)| (weights + weight, sum + weight * pixel));
        if weights > 0.0 { (sum / weights).round() as u8 } else { u8::MAX }
    };
    pixels.chunks_exact(from).flat_map(|row| spans.iter().map(move |span| mean(row, *span))).collect()
}

fn transposed(pixels: &[u8], width: usize) -> Vec<u8> {
    let height = pixels.len() / width;
    (0..width).flat_map(|x| (0..height).map(move |y| pixels[y * width + x])).collect()
}
