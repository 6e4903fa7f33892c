//! Documents of the simulated carriers: labels as PDF, ZPL and PNG, and customs declarations. All say SAMPLE.

mod barcode;
mod canvas;
mod customs;
mod parcel;
mod slip;
mod zpl;

use std::borrow::Cow;

use crate::carriers;
use crate::model::{SimItem, SimOrder, SimShipment};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    Label,
    Customs,
    /// A shop's packing slip.
    Slip,
    /// A shop's invoice.
    Invoice,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Format {
    Pdf,
    Png,
    Zpl,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum PaperSize {
    /// A6 for labels, A4 for customs papers.
    Own,
    A4,
    A5,
    A6,
}

impl PaperSize {
    /// Width and height in mm.
    fn size(self, kind: Kind) -> (f32, f32) {
        match (self, kind) {
            (Self::A4, _) | (Self::Own, Kind::Customs | Kind::Slip | Kind::Invoice) => (210.0, 297.0),
            (Self::A5, _) => (148.0, 210.0),
            (Self::A6, _) | (Self::Own, Kind::Label) => (105.0, 148.0),
        }
    }
}

/// A document to be drawn.
#[derive(Debug, Clone)]
pub(crate) struct Job {
    pub(crate) kind: Kind,
    pub(crate) format: Format,
    pub(crate) dpi: u32,
    pub(crate) paper: PaperSize,
    /// One page each.
    pub(crate) labels: Vec<LabelData>,
}

/// What stands on a parcel's papers.
#[derive(Debug, Clone)]
pub(crate) struct LabelData {
    pub(crate) carrier: String,
    pub(crate) service: String,
    pub(crate) shop: String,
    pub(crate) sender: Vec<String>,
    pub(crate) recipient: Vec<String>,
    pub(crate) country: String,
    pub(crate) telephone: String,
    pub(crate) order_number: String,
    pub(crate) weight_kg: String,
    pub(crate) date: String,
    pub(crate) tracking: String,
    /// From 1.
    pub(crate) place: usize,
    pub(crate) of: usize,
    pub(crate) items: Vec<SimItem>,
    pub(crate) currency: String,
    pub(crate) invoice: String,
}

impl LabelData {
    /// What a shop prints about an order; there is no parcel yet.
    pub(crate) fn of_order(shop: &str, order: &SimOrder, invoice: &str) -> Self {
        Self {
            carrier: String::new(),
            service: String::new(),
            shop: shop.to_owned(),
            sender: Vec::new(),
            recipient: recipient(order),
            country: order.country.clone(),
            telephone: order.telephone.clone(),
            order_number: order.order_number.clone(),
            weight_kg: order.weight.clone().unwrap_or_default(),
            date: order.shop_created_at.strftime("%Y-%m-%d").to_string(),
            tracking: String::new(),
            place: 1,
            of: 1,
            items: order.items.clone(),
            currency: order.currency.clone(),
            invoice: invoice.to_owned(),
        }
    }

    /// The papers of one parcel of a shipment (`place` from 0).
    pub(crate) fn of(shop: &str, order: &SimOrder, shipment: &SimShipment, place: usize) -> Self {
        let option = carriers::option_named(&shipment.option_code);
        let parcel = shipment.parcels.get(place);
        let sender = carriers::sender(shipment.sender_address_id);
        let quantity = |item: &SimItem| {
            parcel.and_then(|p| p.items.iter().find(|(id, _)| *id == item.id)).map(|(_, n)| *n)
        };
        let items =
            order.items.iter().filter_map(|i| quantity(i).map(|quantity| SimItem { quantity, ..i.clone() }));
        Self {
            carrier: option.map_or("Carrier", |o| o.carrier_name).to_owned(),
            service: option.map_or("", |o| o.service).to_owned(),
            shop: shop.to_owned(),
            sender: sender.map_or_else(Vec::new, |s| {
                vec![
                    format!("{} {}", s.street, s.house_number),
                    format!("{} {}", s.postal_code, s.city),
                    "NL".to_owned(),
                ]
            }),
            recipient: recipient(order),
            country: order.country.clone(),
            telephone: order.telephone.clone(),
            order_number: order.order_number.clone(),
            weight_kg: parcel.map_or_else(String::new, |p| p.weight.clone()),
            date: shipment.created_at.strftime("%Y-%m-%d").to_string(),
            tracking: parcel.map_or_else(String::new, |p| p.tracking_number.clone()),
            place: place + 1,
            of: shipment.parcels.len(),
            items: items.collect(),
            currency: order.currency.clone(),
            invoice: order.customs_invoice_nr.clone(),
        }
    }
}

/// Name and address, a line each.
fn recipient(order: &SimOrder) -> Vec<String> {
    let street = [order.address.as_str(), order.house_number.as_str()].join(" ");
    let lines = [
        order.name.clone(),
        order.company.clone(),
        street,
        order.address_2.clone(),
        place_line(&order.country, &order.postal_code, &order.city),
    ];
    lines.into_iter().filter(|line| !line.trim().is_empty()).collect()
}

fn place_line(country: &str, postal_code: &str, city: &str) -> String {
    match country {
        "GB" => format!("{city}  {postal_code}"),
        _ => format!("{postal_code}  {city}"),
    }
}

/// The country's name as carriers print it.
fn country_name(code: &str) -> Cow<'_, str> {
    Cow::Borrowed(match code {
        "NL" => "NETHERLANDS",
        "BE" => "BELGIUM",
        "DE" => "GERMANY",
        "FR" => "FRANCE",
        "GB" => "UNITED KINGDOM",
        "CH" => "SWITZERLAND",
        "AT" => "AUSTRIA",
        "NO" => "NORWAY",
        other => other,
    })
}

impl Job {
    /// The media type and the bytes.
    ///
    /// # Errors
    /// In words, when this kind of document does not exist in the format.
    pub(crate) fn draw(&self) -> Result<(&'static str, Vec<u8>), String> {
        match (self.format, self.kind) {
            (Format::Pdf, _) => Ok(("application/pdf", self.pdf()?)),
            (Format::Zpl, Kind::Label) => Ok(("application/zpl", zpl::labels(&self.labels).into_bytes())),
            (Format::Zpl, Kind::Customs | Kind::Slip | Kind::Invoice) => {
                Err("only labels exist as ZPL".to_owned())
            }
            (Format::Png, _) if self.labels.len() != 1 => Err("a PNG holds one page".to_owned()),
            (Format::Png, _) => {
                let drawn = printing::documents::draw(&self.pdf()?, 0, self.dpi)
                    .map_err(|error| error.to_string())?;
                Ok(("image/png", drawn.png))
            }
        }
    }

    fn pdf(&self) -> Result<Vec<u8>, String> {
        let (width, height) = self.paper.size(self.kind);
        let mut pages = Vec::new();
        for data in &self.labels {
            let mut canvas = canvas::Canvas::new(width, height)?;
            match self.kind {
                Kind::Label => parcel::draw(&mut canvas, data)?,
                Kind::Customs => customs::draw(&mut canvas, data),
                Kind::Slip => slip::draw(&mut canvas, data, false),
                Kind::Invoice => slip::draw(&mut canvas, data, true),
            }
            pages.push(canvas);
        }
        let title = self.labels.first().map(|data| data.order_number.as_str()).unwrap_or_default();
        canvas::save(title, pages)
    }
}

#[cfg(test)]
mod tests;
