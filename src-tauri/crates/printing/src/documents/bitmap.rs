//! A page in black and white, a bit per dot, as a label printer's head burns it.

use lopdf::{Dictionary, Document, Object, Stream, dictionary};

use super::size::{Dpi, PageSize, Points};
use super::{DocumentError, write};

/// Dots in rows, from the top left.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bitmap {
    width: u32,
    height: u32,
    dpi: Dpi,
    /// Rows of whole bytes, the first dot in the highest bit; 1 is black. Bits beyond the width are 0.
    bits: Vec<u8>,
}

impl Bitmap {
    pub(crate) fn from_grey(width: u32, height: u32, dpi: Dpi, grey: &[u8]) -> Self {
        let bytes_per_row = width.div_ceil(8) as usize;
        let mut bits = Vec::with_capacity(bytes_per_row * height as usize);
        if width > 0 {
            for row in grey.chunks_exact(width as usize).take(height as usize) {
                bits.extend(row.chunks(8).map(|dots| {
                    let byte = dots.iter().fold(0_u8, |bits, grey| bits << 1 | u8::from(*grey < BLACK_BELOW));
                    byte << (8 - dots.len())
                }));
            }
        }
        bits.resize(bytes_per_row * height as usize, 0);
        Self { width, height, dpi, bits }
    }

    pub fn width_dots(&self) -> u32 {
        self.width
    }

    pub fn height_dots(&self) -> u32 {
        self.height
    }

    pub fn dpi(&self) -> Dpi {
        self.dpi
    }

    /// The paper that it covers.
    pub fn size(&self) -> PageSize {
        PageSize { width: self.dpi.length(self.width), height: self.dpi.length(self.height) }
    }

    pub(crate) fn bytes_per_row(&self) -> usize {
        self.width.div_ceil(8) as usize
    }

    /// All rows from the top, each of whole bytes: the first dot in the highest bit, 1 is black.
    pub fn bits(&self) -> &[u8] {
        &self.bits
    }

    /// White outside.
    pub fn is_black(&self, x: u32, y: u32) -> bool {
        let place = y as usize * self.bytes_per_row() + x as usize / 8;
        x < self.width && self.bits.get(place).is_some_and(|byte| byte << (x % 8) & 0x80 != 0)
    }

    /// As a PNG of one bit per dot that says how fine it is.
    ///
    /// # Errors
    /// A bitmap without a dot.
    pub fn png(&self) -> Result<Vec<u8>, DocumentError> {
        let failed = |error: png::EncodingError| DocumentError(format!("The page cannot be kept: {error}"));
        let mut bytes = Vec::new();
        let mut encoder = png::Encoder::new(&mut bytes, self.width, self.height);
        encoder.set_compression(png::Compression::Fast);
        encoder.set_color(png::ColorType::Grayscale);
        encoder.set_depth(png::BitDepth::One);
        let per_metre = (self.dpi.per_inch() as f32 / 0.0254).round() as u32;
        let unit = png::Unit::Meter;
        encoder.set_pixel_dims(Some(png::PixelDimensions { xppu: per_metre, yppu: per_metre, unit }));
        let mut writer = encoder.write_header().map_err(failed)?;
        let light: Vec<u8> = self.bits.iter().map(|byte| !byte).collect();
        writer.write_image_data(&light).map_err(failed)?;
        writer.finish().map_err(failed)?;
        Ok(bytes)
    }

    /// As a PDF of one page that has the bitmap's size.
    ///
    /// # Errors
    /// When it cannot be packed.
    pub fn pdf(&self) -> Result<Vec<u8>, DocumentError> {
        let size = self.size();
        let (width, height) = (Points::from(size.width).0, Points::from(size.height).0);
        let mut document = Document::with_version("1.7");
        let mut image = Stream::new(
            dictionary! {
                "Type" => "XObject",
                "Subtype" => "Image",
                "Width" => i64::from(self.width),
                "Height" => i64::from(self.height),
                "ColorSpace" => "DeviceGray",
                "BitsPerComponent" => 1,
                "Decode" => vec![1.into(), 0.into()],
                "Interpolate" => false,
            },
            self.bits.clone(),
        );
        let failed = |error| DocumentError(format!("The page cannot be put into a PDF: {error}"));
        image.compress().map_err(failed)?;
        let image = document.add_object(image);
        let drawing = format!("q {width:.4} 0 0 {height:.4} 0 0 cm /Label Do Q");
        let contents = document.add_object(Stream::new(Dictionary::new(), drawing.into_bytes()));
        let page = document.add_object(dictionary! {
            "Type" => "Page",
            "MediaBox" => vec![0.into(), 0.into(), Object::Real(width), Object::Real(height)],
            "Resources" => dictionary! { "XObject" => dictionary! { "Label" => image } },
            "Contents" => contents,
        });
        write::with_pages(document, &[page])
    }
}

/// Greys darker than this (0 is black) become black: half, so that edges stay where they are and bars keep their widths.
const BLACK_BELOW: u8 = 128;
