//! Packing slips: what is in the parcel, for whom, and a barcode to scan the order.
//!
//! Nothing is ever cut: long texts are wrapped, long lists go on on the next page, and what cannot be printed (a
//! character that the font has not, a barcode that does not fit) is told in the result.

mod content;

use std::collections::BTreeSet;

use super::canvas;
use super::flow;
use super::text::Fonts;
use super::{PaperError, refuse};
use crate::documents::PageSize;

/// Most items of one order; shops' orders have one to twenty, wholesale a few hundred.
const ITEMS_MAX: usize = 5_000;

/// Most bytes of all texts of one slip: above it somebody put a file into a note.
const TEXT_BYTES_MAX: usize = 2_000_000;

#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub enum SlipPaper {
    /// The stock of the label printer.
    A6,
    A4,
}

impl SlipPaper {
    pub fn size(self) -> PageSize {
        match self {
            Self::A6 => PageSize::A6,
            Self::A4 => PageSize::A4,
        }
    }
}

/// What stands on a packing slip. Texts may be empty; then their place is not there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PackingSlip {
    pub paper: SlipPaper,
    pub shop: String,
    /// The shop's address, a line each.
    pub sender: Vec<String>,
    /// Name and address, a line each.
    pub recipient: Vec<String>,
    pub order_number: String,
    /// As it is to be read: the caller knows the language.
    pub date: String,
    /// What a scanner is to say; Code 128 has ASCII only.
    pub order_barcode: String,
    pub items: Vec<SlipItem>,
    /// Lines are kept.
    pub notes: String,
    pub words: SlipWords,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SlipItem {
    pub quantity: u32,
    pub name: String,
    pub sku: String,
    /// The article's barcode (EAN or the shop's own), printed as Code 128, which every scanner reads back as this text.
    pub barcode: String,
}

/// The words of the slip itself, in the language of the customer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SlipWords {
    pub title: String,
    pub order: String,
    pub ship_to: String,
    pub quantity: String,
    pub item: String,
    pub notes: String,
    pub page: String,
}

impl Default for SlipWords {
    fn default() -> Self {
        let [title, order, ship_to, quantity, item, notes, page] =
            ["Packing slip", "Order", "Ship to", "Qty", "Item", "Notes", "Page"].map(str::to_owned);
        Self { title, order, ship_to, quantity, item, notes, page }
    }
}

/// A packing slip, and what could not be printed as it was asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Slip {
    pub pdf: Vec<u8>,
    pub pages: u32,
    /// Characters that the font has not; a box stands in their place.
    pub replaced: Vec<char>,
    /// Texts that stand on the slip without their bars, because Code 128 has no sign for them or they are too wide.
    pub without_bars: Vec<String>,
}

/// # Errors
/// More than 5,000 items, 2 MB of text or 200 pages; or the PDF cannot be written.
pub fn packing_slip(slip: &PackingSlip) -> Result<Slip, PaperError> {
    if slip.items.len() > ITEMS_MAX {
        return refuse(format!(
            "A packing slip has at most {ITEMS_MAX} items; this one has {}",
            slip.items.len()
        ));
    }
    if text_bytes(slip) > TEXT_BYTES_MAX {
        return refuse("The texts of this packing slip are too long to print");
    }
    let fonts = Fonts::get()?;
    let mut untold = Untold::default();
    let body = content::of(slip, fonts, &mut untold);
    let canvases = flow::pages(slip.paper.size(), &body)?;
    let pages = u32::try_from(canvases.len()).unwrap_or(u32::MAX);
    let pdf = canvas::save(&format!("{} {}", slip.words.title, slip.order_number), canvases)?;
    Ok(Slip {
        pdf,
        pages,
        replaced: untold.characters.into_iter().collect(),
        without_bars: untold.barcodes.into_iter().collect(),
    })
}

fn text_bytes(slip: &PackingSlip) -> usize {
    let items = slip.items.iter().map(|item| item.name.len() + item.sku.len() + item.barcode.len());
    let lines = slip.sender.iter().chain(&slip.recipient).map(String::len);
    items.chain(lines).sum::<usize>() + slip.notes.len() + slip.shop.len() + slip.order_number.len()
}

/// What the paper cannot say.
#[derive(Default)]
struct Untold {
    characters: BTreeSet<char>,
    barcodes: BTreeSet<String>,
}
