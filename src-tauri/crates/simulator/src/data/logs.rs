//! The trouble of a shop that cannot be told about its orders: what the platform tried, and what it got.

use jiff::{SignedDuration, Timestamp};
use serde_json::{Value, json};

use crate::model::{SimLog, SimOrder, SimShop};

/// Since when, before now.
const FAILING_FOR: SignedDuration = SignedDuration::from_hours(9);
/// The platform tries less and less often.
const TRIED_BEFORE_MINS: [i64; 7] = [540, 539, 534, 510, 420, 240, 35];
const FIRST_LOG: u64 = 88_214;
const PROXY: &str = "<html>\r\n<head><title>503 Service Temporarily Unavailable</title></head>\r\n<body>\r\n\
    <center><h1>503 Service Temporarily Unavailable</h1></center>\r\n<hr><center>nginx</center>\r\n</body>\r\n</html>\r\n";

/// Marks the shop as failing and writes its logs, oldest first.
pub(super) fn fail(
    failing: Option<u64>,
    shops: &mut [SimShop],
    orders: &[SimOrder],
    now: Timestamp,
) -> Vec<SimLog> {
    let Some(shop) = shops.iter_mut().find(|shop| Some(shop.id) == failing) else { return Vec::new() };
    let ago = |ago: SignedDuration| now.checked_sub(ago).unwrap_or(now);
    shop.failing_since = Some(ago(FAILING_FOR));
    let base = shop.url.clone().unwrap_or_else(|| "https://shop.example.com".to_owned());
    let fulfilled = orders.iter().filter(|order| order.integration == shop.id).map(|order| &order.order_id);
    TRIED_BEFORE_MINS
        .iter()
        .zip(FIRST_LOG..)
        .zip(fulfilled.cycle())
        .map(|((mins, id), order)| {
            let said = said(&base, order, id);
            SimLog {
                id,
                integration: shop.id,
                said: said.as_object().cloned().unwrap_or_default(),
                created_at: ago(SignedDuration::from_mins(*mins)),
            }
        })
        .collect()
}

/// Three troubles by turns: a proxy in maintenance, a certificate that ended, and no answer.
fn said(base: &str, order: &str, id: u64) -> Value {
    let url = format!("{base}/rest/V1/order/{order}/ship");
    let request = json!({
        "headers": {"Accept": "application/json", "Authorization": "***", "Content-Type": "application/json"},
        "payload": {"notify": true, "tracks": [{"carrier_code": "postnl", "title": "PostNL"}]},
    });
    let (code, response, kind, words) = match id % 3 {
        0 => (
            json!(503),
            json!({"headers": {"Content-Type": "text/html", "Retry-After": "3600"}, "body": PROXY}),
            "requests.exceptions.HTTPError",
            format!("503 Server Error: Service Temporarily Unavailable for url: {url}"),
        ),
        1 => (
            Value::Null,
            Value::Null,
            "requests.exceptions.SSLError",
            "certificate verify failed: certificate has expired".to_owned(),
        ),
        _ => (
            Value::Null,
            Value::Null,
            "requests.exceptions.ReadTimeout",
            "Read timed out. (read timeout=30)".to_owned(),
        ),
    };
    json!({
        "base_url": base, "full_url": url, "method": "POST", "response_code": code, "response": response,
        "request": request, "exception_type": kind, "exception": words,
    })
}
