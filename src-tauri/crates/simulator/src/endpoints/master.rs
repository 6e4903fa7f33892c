//! Lists that hardly ever change: `GET /addresses/sender-addresses`, `/brands` and `/contracts`.

use api_client::Response;
use serde_json::{Value, json};

use super::page;
use crate::answer::{self, json_answer};
use crate::carriers::{BRANDS, Brand, SENDERS, SenderAddress};
use crate::contracts::{CONTRACTS, Contract};
use crate::wire::WireRequest;

const PAGE_SIZE: usize = 100;

#[derive(Clone, Copy)]
pub(super) enum List {
    SenderAddresses,
    Brands,
    Contracts,
}

pub(super) fn page(wire: &WireRequest, list: List) -> Response {
    let rows = match list {
        List::SenderAddresses => SENDERS.iter().map(|sender| (sender.id, sender_json(sender))).collect(),
        List::Brands => BRANDS.iter().map(|brand| (brand.id, brand_json(brand))).collect(),
        List::Contracts => match contracts(wire) {
            Ok(rows) => rows,
            Err(response) => return response,
        },
    };
    let Some(cursor) = page::cursor(wire) else {
        return answer::error(404, "not_found", "Invalid cursor", Some("/data"));
    };
    // These lists begin with the oldest, and pages count down.
    let key = |(id, _): &(u64, Value)| u64::MAX - id;
    let got = page::page(rows, key, cursor, page::size(wire, PAGE_SIZE, PAGE_SIZE));
    let link = page::link(wire, &got);
    let data: Vec<Value> = got.items.into_iter().map(|(_, row)| row).collect();
    let mut response = json_answer(200, &json!({"data": data}));
    response.headers.extend(link.map(|link| ("link".to_owned(), link)));
    response
}

/// The documented filters; an unknown carrier is an error.
fn contracts(wire: &WireRequest) -> Result<Vec<(u64, Value)>, Response> {
    let carrier = wire.first("carrier_code").filter(|code| !code.is_empty());
    if let Some(code) = carrier.filter(|code| !CONTRACTS.iter().any(|contract| contract.carrier == *code)) {
        let detail = format!("Value error, Carrier {code} does not exist.");
        return Err(answer::bad_parameter("validation_error", &detail, "query carrier"));
    }
    let active = match wire.first("is_active") {
        None => None,
        Some("true") => Some(true),
        Some("false") => Some(false),
        Some(_) => {
            let detail = "Input should be a valid boolean";
            return Err(answer::bad_parameter("invalid", detail, "query is_active"));
        }
    };
    let fits = |contract: &&Contract| {
        carrier.is_none_or(|code| code == contract.carrier)
            && active.is_none_or(|active| active == contract.is_active())
            && wire.first("name").is_none_or(|name| name == contract.name)
            && wire.first("country_code").is_none_or(|code| code == "NL")
            && wire.first("client_id").is_none_or(|id| contract.client_id().as_deref() == Some(id))
    };
    Ok(CONTRACTS.iter().filter(fits).map(|contract| (contract.id, contract_json(contract))).collect())
}

fn contract_json(contract: &Contract) -> Value {
    json!({
        "id": contract.id,
        "client_id": contract.client_id(),
        "carrier": {"code": contract.carrier, "name": contract.carrier_name},
        "name": contract.name,
        "country_code": "NL",
        "is_default_per_carrier": contract.is_default,
        "state": contract.state,
        "type": contract.kind,
        "error": contract.error,
    })
}

fn sender_json(sender: &SenderAddress) -> Value {
    json!({
        "id": sender.id, "name": sender.name, "company_name": "Magazijn Noord", "address_line_1": sender.street,
        "address_line_2": "", "house_number": sender.house_number, "postal_code": sender.postal_code,
        "city": sender.city, "po_box": null, "state_province_code": "null", "country_code": "NL",
        "email": "magazijn@example.nl", "phone_number": "+31580000000",
        "tax_numbers": [{"name": "VAT", "country_code": "NL", "value": "NL000000000B00"}],
        "signature": {"full_name": "Magazijn Noord", "initials": "MN"},
    })
}

fn brand_json(brand: &Brand) -> Value {
    json!({
        "id": brand.id, "name": brand.name, "domain": brand.domain, "color": brand.color,
        "website": format!("https://{}.example.nl", brand.domain),
        "screen_logo": null, "print_logo": null, "screen_thumb": null, "print_thumb": null,
        "notify_reply_to_email": "magazijn@example.nl", "notify_bcc_email": null, "hide_powered_by": false,
        "google_analytics_id": "G-0000000000",
    })
}
