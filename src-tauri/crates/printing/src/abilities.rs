//! What a printer can do, in its driver's words. Drivers take their time to tell, so a person asks for it when a printer
//! is set up, and printing never does.

use crate::documents::PageSize;

/// Papers that are listed at most; some drivers know hundreds.
const MEDIA_MAX: usize = 120;

/// What a printer says of itself; empty where it says nothing.
#[derive(Debug, Clone, Default, PartialEq, serde::Serialize)]
pub struct Abilities {
    pub media: Vec<Media>,
    pub default_media: Option<PageSize>,
    /// What lies in it now, where it can tell.
    pub ready_media: Vec<PageSize>,
    /// Dots per inch.
    pub dpi: Vec<u32>,
    pub default_dpi: Option<u32>,
    /// MIME types.
    pub formats: Vec<String>,
}

/// A paper that the driver knows.
#[derive(Debug, Clone, PartialEq, serde::Serialize)]
pub struct Media {
    pub name: String,
    pub size: PageSize,
}

/// Each size once: drivers list the same paper with and without its margins, from each of its trays.
pub(crate) fn each_size_once(media: impl IntoIterator<Item = Media>) -> Vec<Media> {
    let mut kept: Vec<Media> = Vec::new();
    for paper in media {
        let same = |known: &Media| {
            known.size.is_same_paper(paper.size) && known.size.orientation() == paper.size.orientation()
        };
        if kept.len() < MEDIA_MAX && !kept.iter().any(same) {
            kept.push(paper);
        }
    }
    kept
}

/// A self-describing name of paper (PWG 5101.1 section 5): `iso_a6_105x148mm`, `na_index-4x6_4x6in`. `None`: it names no
/// one size (`custom_min_...`), or none at all.
#[cfg(any(unix, test))]
pub(crate) fn media_of(keyword: &str) -> Option<Media> {
    let (name, size) = keyword.rsplit_once('_')?;
    let (class, name) = name.split_once('_').unwrap_or(("", name));
    if class == "custom" && (name.starts_with("min") || name.starts_with("max")) {
        return None;
    }
    let (numbers, unit) = size.split_at(size.len().checked_sub(2)?);
    let per_unit = match unit {
        "mm" => 1.0,
        "in" => crate::documents::size::MM_PER_INCH,
        _ => return None,
    };
    let (width, height) = numbers.split_once('x')?;
    let side = |text: &str| {
        text.parse::<f32>().ok().filter(|side| *side > 0.0).map(|side| crate::documents::Mm(side * per_unit))
    };
    let size = PageSize { width: side(width)?, height: side(height)? };
    Some(Media { name: shown(name), size })
}

/// `a6` as `A6`, `index-4x6` as `Index 4x6`.
#[cfg(any(unix, test))]
fn shown(name: &str) -> String {
    let words = name.replace('-', " ");
    let mut letters = words.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn papers_say_their_size_in_their_name() {
        let read =
            |keyword| media_of(keyword).map(|media| (media.name, media.size.width.0, media.size.height.0));
        assert_eq!(read("iso_a6_105x148mm"), Some(("A6".to_owned(), 105.0, 148.0)));
        assert_eq!(read("na_index-4x6_4x6in"), Some(("Index 4x6".to_owned(), 101.6, 152.4)));
        assert_eq!(read("custom_102x210mm_102x210mm"), Some(("102x210mm".to_owned(), 102.0, 210.0)));
        for odd in
            ["custom_min_10x10mm", "custom_max_118.8x999mm", "a4", "", "iso_a4_xmm", "iso_a4_0x5mm", "é"]
        {
            assert_eq!(read(odd), None, "{odd:?} is no one size");
        }
    }

    #[test]
    fn each_size_is_listed_once() {
        let list = [
            "iso_a6_105x148mm",
            "iso_a6.borderless_105x148mm",
            "custom_lying_148x105mm",
            "na_index-4x6_4x6in",
        ];
        let kept = each_size_once(list.into_iter().filter_map(media_of));
        assert_eq!(
            kept.iter().map(|media| media.name.as_str()).collect::<Vec<_>>(),
            ["A6", "Lying", "Index 4x6"]
        );
    }
}
