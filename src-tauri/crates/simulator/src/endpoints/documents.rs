//! `GET /parcels/{id}/documents/{type}` and `GET /parcel-documents/{type}`.

use api_client::Response;
use jiff::Timestamp;

use super::{Work, shipments};
use crate::answer;
use crate::label::{Format, Job, Kind, LabelData, PaperSize};
use crate::platform::{World, later};
use crate::wire::WireRequest;

const PARCELS_MAX: usize = 20;

pub(super) fn one(world: &World, wire: &WireRequest, parcel: &str, kind: &str) -> Work {
    let known = ["label", "customs-declaration", "air-waybill", "proof-of-delivery"];
    if !known.contains(&kind) {
        return invalid("Invalid document type.");
    }
    document(world, wire, &[parcel], kind)
}

pub(super) fn several(world: &World, wire: &WireRequest, kind: &str) -> Work {
    if !["label", "customs-declaration", "air-waybill"].contains(&kind) {
        return invalid("Invalid document type.");
    }
    let parcels: Vec<&str> = wire.all("parcels").collect();
    match parcels.len() {
        1..=PARCELS_MAX => document(world, wire, &parcels, kind),
        _ => {
            Work::Done(answer::bad_parameter("invalid", "Required array length: 1 - 20 elements.", "parcels"))
        }
    }
}

pub(super) fn pending(world: &World, parcels: &[&str], ms: u64, now: Timestamp) -> Option<Response> {
    let waits = |parcel: &&str| {
        let id = parcel.parse().ok()?;
        let shipment = world.state.shipments.get(world.index.with_parcel(id)?)?;
        let announced_at = shipment.parcels.iter().find(|p| p.id == id)?.announced_at?;
        Some(later(announced_at, ms) > now)
    };
    parcels.iter().any(|parcel| waits(parcel) == Some(true)).then(missing)
}

fn document(world: &World, wire: &WireRequest, parcels: &[&str], kind: &str) -> Work {
    let format =
        match wire.accept.as_deref().map(|mime| mime.split([';', ',']).next().unwrap_or_default().trim()) {
            None | Some("" | "*/*" | "application/*" | "application/pdf" | "application/json") => Format::Pdf,
            Some("application/zpl") => Format::Zpl,
            Some("image/png") => Format::Png,
            Some(_) => {
                let detail = "Could not satisfy the request Accept header.";
                return Work::Done(answer::error(406, "not_acceptable", detail, None));
            }
        };
    let dpi = wire.first("dpi").map(str::parse::<u32>).transpose();
    let dpi = match (dpi, format) {
        (Ok(None), Format::Png) => 300,
        (Ok(None), Format::Pdf | Format::Zpl) => 72,
        (Ok(Some(dpi @ (150 | 300))), Format::Png) => dpi,
        (Ok(Some(72)), Format::Pdf) => 72,
        (Ok(Some(72 | 150 | 203 | 300 | 600)), Format::Zpl) => 203,
        _ => return invalid("Invalid dpi for the requested format."),
    };
    let paper = match wire.first("paper_size") {
        None => PaperSize::Own,
        Some("A4") => PaperSize::A4,
        Some("A5") => PaperSize::A5,
        Some("A6") => PaperSize::A6,
        Some(_) => return invalid("Invalid paper size."),
    };
    let mut labels = Vec::new();
    for parcel in parcels {
        match label(world, parcel, kind) {
            Some(data) => labels.push(data),
            None => return Work::Done(missing()),
        }
    }
    let kind = if kind == "label" { Kind::Label } else { Kind::Customs };
    Work::Render(Box::new(Job { kind, format, dpi, paper, labels }))
}

pub(super) fn label(world: &World, parcel: &str, kind: &str) -> Option<LabelData> {
    let id = parcel.parse::<u64>().ok()?;
    let shipment = world.state.shipments.get(world.index.with_parcel(id)?)?;
    let order = world.state.orders.get(world.index.order(shipment.order)?)?;
    let place = shipment.parcels.iter().position(|p| p.id == id)?;
    let parcel = shipment.parcels.get(place)?;
    let there = shipments::documents(shipment, &order.country, parcel);
    there.iter().any(|(there, _)| *there == kind).then_some(())?;
    let shop = world.state.shops.iter().find(|shop| shop.id == order.integration);
    Some(LabelData::of(shop.map_or("", |s| s.name.as_str()), order, shipment, place))
}

fn invalid(detail: &str) -> Work {
    Work::Done(answer::error(400, "invalid", detail, None))
}

fn missing() -> Response {
    answer::error(404, "not_found", "No Parcel matches the given query.", None)
}

/// Draws it.
pub(super) fn drawn(job: &Job) -> Response {
    match job.draw() {
        Ok((mime, bytes)) => answer::with_type(200, mime, bytes),
        Err(words) => {
            tracing::error!(words, "a practice label could not be drawn");
            answer::error(400, "invalid", "This format is not available for the carrier.", None)
        }
    }
}
