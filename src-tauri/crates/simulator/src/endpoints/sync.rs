//! `POST /orders/create-label-sync`: one order, announced while the client waits, its label inside the answer.
//!
//! The documentation contradicts itself (`data` as object or array, `label_details` or `label`, `order` as object or
//! array): this is the schema's spelling. Which status a carrier's refusal has is not documented; here it is a 400.

use api_client::Response;
use base64::Engine as _;
use jiff::Timestamp;
use serde_json::{Value, json};

use super::{Work, create, documents, shipments, validate};
use crate::answer::{self, error_item, json_answer};
use crate::label::{Format, Job, Kind, PaperSize};
use crate::platform::World;
use crate::ship;
use crate::wire::WireRequest;

/// An answer whose label is still to be drawn, outside the lock.
pub(crate) struct Inline {
    job: Job,
    /// `data` of the answer, without the label.
    data: Value,
}

impl Inline {
    pub(super) fn drawn(mut self) -> Response {
        match self.job.draw() {
            Ok((mime, bytes)) => {
                let file = base64::engine::general_purpose::STANDARD.encode(bytes);
                if let Some(fields) = self.data.as_object_mut() {
                    let label = json!({"file": file, "mime_type": mime, "dpi": self.job.dpi});
                    fields.insert("label_details".to_owned(), label);
                }
                json_answer(201, &json!({"data": self.data}))
            }
            Err(words) => {
                tracing::error!(words, "a practice label could not be drawn");
                answer::error(400, "invalid", "This format is not available for the carrier.", None)
            }
        }
    }
}

pub(super) fn create(world: &mut World, wire: &WireRequest, now: Timestamp) -> Work {
    match made(world, wire, now) {
        Ok(inline) => Work::Inline(Box::new(inline)),
        Err(response) => Work::Done(response),
    }
}

fn made(world: &mut World, wire: &WireRequest, now: Timestamp) -> Result<Inline, Response> {
    let wrong = |items: Vec<Value>| answer::errors(400, items.into_iter().map(of_one_order).collect());
    let body = wire.body.as_deref().and_then(|body| serde_json::from_slice::<Value>(body).ok());
    let mut body = body.unwrap_or_default();
    let (format, dpi) = format(body.get("label_details")).map_err(|item| wrong(vec![item]))?;
    let call = validate::call(Some(as_async(&mut body)?.to_string().as_bytes())).map_err(wrong)?;
    if let Some(item) = create::call_error(world, &call) {
        let status = item.get("status").and_then(Value::as_str).and_then(|text| text.parse().ok());
        return Err(answer::errors(status.unwrap_or(400), vec![item]));
    }
    let Some(wanted) = call.orders.first() else { return Err(wrong(Vec::new())) };
    let order = create::order_of(world, &call, wanted);
    let place = order.and_then(|at| create::ship_one(world, &call, wanted, at, now)).map_err(|refusal| {
        let item = of_one_order(refusal.item(0, world.state.answered));
        answer::errors(refusal.status, vec![item])
    })?;
    announce(world, place, now);
    let refused = || answer::error(400, "parcel_announcement_error", "The shipment was not announced.", None);
    let shipment = world.state.shipments.get(place).ok_or_else(refused)?;
    if let Some(words) = shipment.errors.first() {
        return Err(answer::error(400, "parcel_announcement_error", words, None));
    }
    let order = world.index.order(shipment.order).and_then(|place| world.state.orders.get(place));
    let parcel = shipment.parcels.first().ok_or_else(refused)?;
    let label = documents::label(world, &parcel.id.to_string(), "label").ok_or_else(refused)?;
    let mut data = shipments::parcel_json(wire, shipment, order, parcel);
    let data = json!({
        "parcel_id": parcel.id,
        "shipment_id": shipment.id,
        "order_id": order.map(|order| &order.order_id),
        "order_number": shipment.order_number,
        "ship_with": {
            "type": "shipping_option_code",
            "properties": {"contract_id": shipment.contract_id, "shipping_option_code": shipment.option_code},
        },
        "tracking_number": data["tracking_number"].take(),
        "tracking_url": data["tracking_url"].take(),
        "documents": data["documents"].take(),
    });
    let job = Job { kind: Kind::Label, format, dpi, paper: PaperSize::Own, labels: vec![label] };
    Ok(Inline { job, data })
}

/// The same call with its one order as a list, which the asynchronous call's rules can read. Parcels are not known here.
fn as_async(body: &mut Value) -> Result<Value, Response> {
    let Some(fields) = body.as_object_mut() else { return Ok(Value::Null) };
    let Some(mut order) = fields.remove("order") else {
        let item = error_item(400, "required", "Field required", Some("/data/attributes/order"));
        return Err(answer::errors(400, vec![item]));
    };
    if let Some(order) = order.as_object_mut() {
        order.remove("parcels");
    }
    fields.insert("orders".to_owned(), json!([order]));
    Ok(body.take())
}

/// "pdf 72; png 150, 300 (default)"; ZPL ignores the resolution.
fn format(details: Option<&Value>) -> Result<(Format, u32), Value> {
    let field = |name: &str| details.and_then(|details| details.get(name));
    let wrong = |field: &str, detail: &str| {
        Err(error_item(
            400,
            "invalid_choice",
            detail,
            Some(&format!("/data/attributes/label_details/{field}")),
        ))
    };
    let format = match field("mime_type").map(Value::as_str) {
        None | Some(Some("application/pdf")) => Format::Pdf,
        Some(Some("application/zpl")) => Format::Zpl,
        Some(Some("image/png")) => Format::Png,
        Some(_) => return wrong("mime_type", "Invalid format."),
    };
    match (format, field("dpi").map(Value::as_u64)) {
        (Format::Pdf, None | Some(Some(72))) => Ok((format, 72)),
        (Format::Png, None | Some(Some(300))) => Ok((format, 300)),
        (Format::Png, Some(Some(150))) => Ok((format, 150)),
        (Format::Zpl, _) => Ok((format, 203)),
        (Format::Pdf | Format::Png, Some(_)) => wrong("dpi", "Invalid dpi for the requested format."),
    }
}

/// The client waits for the carrier: whatever becomes of the shipment has happened when the answer is written.
fn announce(world: &mut World, place: usize, now: Timestamp) {
    if let Some(shipment) = world.state.shipments.get_mut(place) {
        for parcel in &mut shipment.parcels {
            parcel.due = Some(now);
        }
    }
    ship::pass_time(world, now);
}

/// Pointers of this call name the order without a place.
fn of_one_order(mut item: Value) -> Value {
    if let Some(pointer) = item.pointer_mut("/source/pointer")
        && let Some(text) = pointer.as_str()
    {
        *pointer = json!(text.replace("/orders/[0]", "/order").replace("/orders/0", "/order"));
    }
    item
}
