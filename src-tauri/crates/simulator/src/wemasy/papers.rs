//! `orders/generate-pdf`, the documents it makes, and `orders/sync-snelstart-order`.

use api_client::Response;
use jiff::Timestamp;
use serde_json::json;

use super::checks::Body;
use super::state::Paper;
use super::{STORAGE, missing, said};
use crate::answer::json_answer;
use crate::endpoints::Work;
use crate::label::{Format, Job, Kind, LabelData, PaperSize};
use crate::platform::{World, later};
use crate::rng::Rng;
use crate::wire::WireRequest;

const FIRST_GENERATION: u64 = 700;

/// The first call starts a generation, later ones of the same order and type look after it.
pub(super) fn generate(world: &mut World, wire: &WireRequest, now: Timestamp) -> Response {
    let mut body = Body::of(wire);
    let id = body.integer("order_id", true, u64::MAX).unwrap_or_default();
    let kind = body.one_of("pdf_type", true, &["invoice", "package_slip"]).unwrap_or_default();
    if let Err(response) = body.done() {
        return response;
    }
    let World { state, config, changes, .. } = world;
    let (Some(shop), Some(wanted)) = (&mut state.wemasy, &config.wemasy) else {
        return missing("Not Found.");
    };
    let Some(order) = shop.order(id) else { return said(404, true, "Order not found.") };
    if kind == "invoice" && order.invoice_id.is_none() {
        return said(400, true, "This order has no invoice.");
    }
    let kept = |paper: &&Paper| {
        paper.order == id && paper.kind == kind && later(paper.asked_at, wanted.pdf_kept_ms) > now
    };
    let (paper, is_new) = match shop.papers.iter().find(kept) {
        Some(paper) => (paper.clone(), false),
        None => {
            let number = FIRST_GENERATION + shop.papers.len() as u64;
            let ms = Rng::keyed(config.seed, "wemasy pdf", number).within(&wanted.pdf_ms);
            let paper = Paper { id: number, order: id, kind, asked_at: now, ready_at: later(now, ms) };
            shop.papers.push(paper.clone());
            *changes += 1;
            (paper, true)
        }
    };
    let is_ready = !is_new && paper.ready_at <= now;
    let url = is_ready.then(|| {
        format!("{}{STORAGE}{}?signature={}", wire.base, file_of(&paper), signature(config.seed, paper.id))
    });
    let (status, message) =
        if is_ready { ("completed", "PDF is ready.") } else { ("processing", "PDF is being generated.") };
    let data = json!({"generation_id": paper.id, "status": status, "pdf_url": url});
    json_answer(200, &json!({"error": false, "message": message, "data": data}))
}

fn file_of(paper: &Paper) -> String {
    format!("pdfs/{}-{}.pdf", paper.kind, paper.id)
}

/// Looks like that of a signed URL; the token is what counts.
fn signature(seed: u64, id: u64) -> String {
    Rng::keyed(seed, "wemasy signature", id).uuid().replace('-', "")
}

/// The document itself.
pub(super) fn document(world: &World, file: &str, now: Timestamp) -> Work {
    let shop = world.state.wemasy.as_ref();
    let found = shop.and_then(|shop| {
        let paper = shop.papers.iter().find(|paper| file_of(paper) == file && paper.ready_at <= now)?;
        Some((paper, shop.order(paper.order)?))
    });
    let Some((paper, order)) = found else { return Work::Done(missing("File not found.")) };
    let name = world.state.shops.iter().find(|shop| shop.id == order.order.integration);
    let invoice = order.invoice_id.map(|id| format!("INV-{id}")).unwrap_or_default();
    let data = LabelData::of_order(name.map_or("", |shop| shop.name.as_str()), &order.order, &invoice);
    let kind = if paper.kind == "invoice" { Kind::Invoice } else { Kind::Slip };
    Work::Render(Box::new(Job {
        kind,
        format: Format::Pdf,
        dpi: 72,
        paper: PaperSize::Own,
        labels: vec![data],
    }))
}

/// Books an order as often as it is asked to.
pub(super) fn book(world: &mut World, wire: &WireRequest) -> Response {
    let mut body = Body::of(wire);
    let id = body.integer("order_id", true, u64::MAX).unwrap_or_default();
    if let Err(response) = body.done() {
        return response;
    }
    let World { state, changes, .. } = world;
    let found = state.wemasy.as_mut().and_then(|shop| shop.order_mut(id));
    // No 404 is documented.
    let Some(order) = found else { return refused("Order not found.") };
    if !order.can_be_booked {
        return refused("SnelStart: the ledger account is missing.");
    }
    order.bookings += 1;
    *changes += 1;
    json_answer(200, &json!({"error": false, "message": "Order synced.", "data": []}))
}

fn refused(message: &str) -> Response {
    json_answer(200, &json!({"error": true, "message": message, "data": []}))
}
