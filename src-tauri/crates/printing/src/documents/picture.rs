//! PNG labels: reading them, and putting one on a page.

use std::io::Cursor;

use lopdf::{Dictionary, Document, Object, ObjectId, Stream, dictionary};

use super::size::{MM_PER_INCH, Mm, PageSize, Points};
use super::{DocumentError, refuse};

/// Most pixels of a label picture: A4 at 600 dpi is 35 million.
pub(super) const PIXELS_MAX: u64 = 40_000_000;

/// A stated fineness is believed from here on: programs write the screen's 72 or 96 without meaning it, and no platform
/// offers a label picture coarser than 150.
const DPI_BELIEVED_MIN: f32 = 149.0;

/// The finest label printer, with room for rounding.
const DPI_BELIEVED_MAX: f32 = 610.0;

/// Where nothing is stated: the papers and finenesses that a label picture comes in.
const PAPERS: [PageSize; 2] = [PageSize::A6, PageSize::FOUR_BY_SIX];
const FINENESSES_DPI: [f32; 4] = [150.0, 203.0, 300.0, 600.0];

/// A picture on white, 8 bits per channel.
pub(super) struct Picture {
    pub(super) width: u32,
    pub(super) height: u32,
    /// 1 (grey) or 3 (red, green, blue) bytes per pixel.
    pixels: Vec<u8>,
    colours: usize,
    /// As the file states it.
    dpi: Option<f32>,
}

impl Picture {
    /// The paper that the picture is meant for, and how many of its pixels come on an inch: as it states, else as its
    /// size in pixels tells, else as large as A6 lets it be.
    pub(super) fn meant_for(&self) -> (PageSize, f32) {
        let (width, height) = (self.width as f32, self.height as f32);
        let length = |pixels: f32, dpi: f32| Mm(pixels / dpi * MM_PER_INCH);
        let size = |dpi| PageSize { width: length(width, dpi), height: length(height, dpi) };
        if let Some(dpi) = self.dpi {
            return (size(dpi), dpi);
        }
        let known = |dpi: &f32| PAPERS.iter().any(|paper| size(*dpi).is_same_paper(*paper));
        if let Some(dpi) = FINENESSES_DPI.into_iter().find(known) {
            return (size(dpi), dpi);
        }
        let paper = if width > height { PageSize::A6.turned() } else { PageSize::A6 };
        let inches = |side: Mm| side.0 / MM_PER_INCH;
        (paper, (width / inches(paper.width)).max(height / inches(paper.height)))
    }

    /// A byte per pixel.
    pub(super) fn into_grey(self) -> Vec<u8> {
        if self.colours == 1 {
            return self.pixels;
        }
        self.pixels.chunks_exact(3).map(|pixel| grey([pixel[0], pixel[1], pixel[2]])).collect()
    }
}

/// How light a colour is (BT.601, as printers' drivers weigh it).
pub(super) fn grey([red, green, blue]: [u8; 3]) -> u8 {
    let sum = 77 * u32::from(red) + 150 * u32::from(green) + 29 * u32::from(blue) + 128;
    u8::try_from(sum >> 8).unwrap_or(u8::MAX)
}

/// Pixels per inch, where they are believable and square.
fn stated_dpi(info: &png::Info<'_>) -> Option<f32> {
    let dots = info.pixel_dims.filter(|dots| dots.unit == png::Unit::Meter && dots.xppu == dots.yppu)?;
    let dpi = dots.xppu as f32 * MM_PER_INCH / 1000.0;
    (DPI_BELIEVED_MIN..=DPI_BELIEVED_MAX).contains(&dpi).then_some(dpi)
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
    let dpi = stated_dpi(reader.info());
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
    Ok(Picture { width, height, pixels, colours, dpi })
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

/// Adds a page with the picture, and gives the page's id (its parent is set by the caller).
pub(super) fn add_page(document: &mut Document, picture: Picture) -> Result<ObjectId, DocumentError> {
    let (paper, dpi) = picture.meant_for();
    let (page_width, page_height) = (Points::from(paper.width).0, Points::from(paper.height).0);
    let points = |pixels: u32| Points::from(Mm(pixels as f32 / dpi * MM_PER_INCH)).0;
    let (shown_width, shown_height) = (points(picture.width), points(picture.height));
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
