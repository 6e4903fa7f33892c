//! Pictures of the made-up products: a thing on a coloured ground, the same for the same product. A shop's own server has
//! them, not the platform; here both are one.

use api_client::{BoxFuture, Pictures, SendFailure};

use crate::rng::Rng;

const PATH: &str = "/practice/pictures/";
const ENDING: &str = ".png";
const SIDE: usize = 160;

/// Grounds and things: light behind dark, so that each is seen in a light and in a dark window.
const COLOURS: [([u8; 3], [u8; 3]); 6] = [
    ([250, 236, 214], [176, 84, 40]),
    ([222, 238, 226], [38, 110, 72]),
    ([224, 234, 248], [44, 84, 160]),
    ([246, 226, 232], [164, 42, 84]),
    ([238, 232, 248], [96, 64, 156]),
    ([248, 240, 204], [134, 104, 16]),
];

/// Where the picture of a product is, for somebody who sees this host.
pub(crate) fn url(base: &str, sku: &str) -> String {
    let product = sku.bytes().fold(7_u64, |sum, byte| sum.wrapping_mul(31).wrapping_add(u64::from(byte)));
    format!("{base}{PATH}{product}{ENDING}")
}

/// The picture behind a path; `None` for any other path.
pub(crate) fn at(path: &str) -> Option<Vec<u8>> {
    let product = path.strip_prefix(PATH)?.strip_suffix(ENDING)?;
    draw(product.parse().ok()?).ok()
}

/// The shops' pictures without a socket.
pub struct PracticePictures;

impl Pictures for PracticePictures {
    fn get<'a>(&'a self, url: &'a str) -> BoxFuture<'a, Result<Option<Vec<u8>>, SendFailure>> {
        Box::pin(async move {
            let path = url.find(PATH).and_then(|at| url.get(at..));
            Ok(path.and_then(at))
        })
    }
}

fn draw(product: u64) -> Result<Vec<u8>, png::EncodingError> {
    let mut rng = Rng::keyed(product, "picture", 0);
    let (ground, thing) = rng.pick(&COLOURS).copied().unwrap_or(COLOURS[0]);
    let (shape, width) = (rng.below(3), 34.0 + rng.below(22) as f64);
    let middle = SIDE as f64 / 2.0;
    let mut pixels = Vec::with_capacity(SIDE * SIDE * 3);
    for y in 0..SIDE {
        for x in 0..SIDE {
            let (dx, dy) = (x as f64 + 0.5 - middle, y as f64 + 0.5 - middle);
            let inside = match shape {
                0 => dx.hypot(dy) < width,
                1 => dx.abs() < width * 0.8 && dy.abs() < width,
                // A bulb: wide below, narrow above.
                _ => {
                    dx.hypot(dy - 12.0) < width
                        || (dx.abs() < (dy + 70.0) * 0.35 && (-62.0..12.0).contains(&dy))
                }
            };
            pixels.extend(if inside { thing } else { ground });
        }
    }
    let mut file = Vec::new();
    let side = u32::try_from(SIDE).unwrap_or_default();
    let mut encoder = png::Encoder::new(&mut file, side, side);
    encoder.set_color(png::ColorType::Rgb);
    encoder.set_depth(png::BitDepth::Eight);
    encoder.write_header()?.write_image_data(&pixels)?;
    Ok(file)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_product_has_its_picture_and_no_other_path_has_one() {
        let one = at(&url("", "TH 1/ø")).expect("a picture");
        assert!(one.starts_with(b"\x89PNG") && one.len() < 20_000, "{} bytes", one.len());
        assert_eq!(at(&url("", "TH 1/ø")), Some(one.clone()), "the same product looks the same");
        assert!((2..30).any(|n| at(&url("", &format!("TH-{n}"))) != Some(one.clone())));
        assert_eq!(at("/api/v3/orders"), None);
    }
}
