//! PNG labels: reading them, and putting one on a page.

use std::io::Cursor;

use lopdf::{Dictionary, Document, Object, ObjectId, Stream, dictionary};

use super::{DocumentError, refuse};

/// Most pixels of a label picture: A4 at 600 dpi is 35 million.
const PIXELS_MAX: u64 = 40_000_000;

/// A6 in points, the size of a label page.
const A6_POINTS: (f32, f32) = (297.64, 419.53);

/// A picture on white, 8 bits per channel.
pub(super) struct Picture {
    pub(super) width: u32,
    pub(super) height: u32,
    /// 1 (grey) or 3 (red, green, blue) bytes per pixel.
    pixels: Vec<u8>,
    colours: usize,
}

/// Reads a whole PNG, so that a cut-off one is noticed.
pub(super) fn read(bytes: &[u8]) -> Result<Picture, DocumentError> {
    let damaged = |_: png::DecodingError| DocumentError("The PNG is damaged or incomplete".to_owned());
    let mut decoder = png::Decoder::new(Cursor::new(bytes));
    decoder.set_transformations(png::Transformations::EXPAND | png::Transformations::STRIP_16);
    let mut reader = decoder.read_info().map_err(damaged)?;
    let (width, height) = reader.info().size();
    if u64::from(width) * u64::from(height) > PIXELS_MAX {
        return refuse(format!("The PNG is too large for a label: {width} x {height} pixels"));
    }
    let size = reader.output_buffer_size().unwrap_or(0);
    let mut pixels = vec![0; size];
    reader.next_frame(&mut pixels).map_err(damaged)?;
    reader.finish().map_err(damaged)?;
    let (pixels, colours) = match reader.output_color_type().0 {
        png::ColorType::Grayscale => (pixels, 1),
        png::ColorType::Rgb => (pixels, 3),
        png::ColorType::GrayscaleAlpha => (on_white(&pixels, 1), 1),
        png::ColorType::Rgba => (on_white(&pixels, 3), 3),
        // EXPAND leaves no palette.
        png::ColorType::Indexed => return refuse("The PNG has a palette that cannot be read"),
    };
    Ok(Picture { width, height, pixels, colours })
}

/// Lays transparent pixels on white paper.
fn on_white(pixels: &[u8], colours: usize) -> Vec<u8> {
    let mut out = Vec::with_capacity(pixels.len() / (colours + 1) * colours);
    for pixel in pixels.chunks_exact(colours + 1) {
        let alpha = u32::from(pixel[colours]);
        out.extend(pixel[..colours].iter().map(|value| {
            let mixed = (u32::from(*value) * alpha + 255 * (255 - alpha) + 127) / 255;
            u8::try_from(mixed).unwrap_or(u8::MAX)
        }));
    }
    out
}

/// Adds an A6 page with the picture as large as it fits, and gives the page's id (its parent is set by the caller).
pub(super) fn add_page(document: &mut Document, picture: Picture) -> Result<ObjectId, DocumentError> {
    let (short, long) = A6_POINTS;
    let (page_width, page_height) =
        if picture.width > picture.height { (long, short) } else { (short, long) };
    let (width, height) = (picture.width as f32, picture.height as f32);
    let scale = (page_width / width).min(page_height / height);
    let (shown_width, shown_height) = (width * scale, height * scale);
    let (left, bottom) = ((page_width - shown_width) / 2.0, (page_height - shown_height) / 2.0);

    let colour_space = if picture.colours == 1 { "DeviceGray" } else { "DeviceRGB" };
    let mut image = Stream::new(
        dictionary! {
            "Type" => "XObject",
            "Subtype" => "Image",
            "Width" => i64::from(picture.width),
            "Height" => i64::from(picture.height),
            "ColorSpace" => colour_space,
            "BitsPerComponent" => 8,
        },
        picture.pixels,
    );
    let unpacked = |error: lopdf::Error| DocumentError(format!("The PNG cannot be put into a PDF: {error}"));
    image.compress().map_err(unpacked)?;
    let image = document.add_object(image);
    let drawing = format!("q {shown_width:.3} 0 0 {shown_height:.3} {left:.3} {bottom:.3} cm /Label Do Q");
    let contents = document.add_object(Stream::new(Dictionary::new(), drawing.into_bytes()));
    Ok(document.add_object(dictionary! {
        "Type" => "Page",
        "MediaBox" => vec![0.into(), 0.into(), Object::Real(page_width), Object::Real(page_height)],
        "Resources" => dictionary! { "XObject" => dictionary! { "Label" => image } },
        "Contents" => contents,
    }))
}
