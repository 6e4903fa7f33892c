//! Commands that spend nothing.

use std::path::Path;

use engine::wire::{BatchesQuery, Mode, Nothing, OneBatch, RowId, StationInfo};
use engine::{AppError, Code};
use serde_json::json;
use station::{Options, Station, Wants};

use crate::out::Out;

/// Live: asks the platform with the configured keys. Practice: always connected.
pub async fn check(options: Options, practice: bool, out: &Out) -> Result<u8, AppError> {
    let station = Station::open(Options { wants: Wants::BuyOrRead, ..options }).await?;
    let result = match station.engine().await {
        Ok(engine) => engine.check().await,
        Err(error) => Err(error),
    };
    let StationInfo { mode, .. } = station.station_info(Nothing {}).await?;
    station.close().await;
    let account = result?;
    out.object(
        &json!({ "organisation": account.name, "organisation_id": account.organisation_id, "mode": mode }),
    );
    let world = if practice || mode == Some(Mode::Practice) { "practice" } else { account.host.as_str() };
    out.line(&format!("Connected to {} ({world})", account.name));
    Ok(0)
}

pub async fn sync(station: &Station, out: &Out) -> Result<u8, AppError> {
    writable(station).await?;
    let state = station.engine().await?.sync().await?;
    out.object(&state);
    out.line(&format!("{} orders read", state.orders_read));
    Ok(0)
}

/// # Errors
/// [`Code::BuyingBlocked`] when another process holds the database.
pub async fn writable(station: &Station) -> Result<(), AppError> {
    match station.buying_blocked().await {
        None => Ok(()),
        Some(words) => {
            Err(AppError::new(Code::BuyingBlocked).message(words).hint("Close the other one first"))
        }
    }
}

pub async fn orders(station: &Station, query: Option<&str>, out: &Out) -> Result<u8, AppError> {
    let view = station.engine().await?.orders_list(Nothing {}).await?;
    let query = query.unwrap_or_default().to_lowercase();
    let matching = view.orders.iter().filter(|order| {
        let skus = order.items.iter().filter_map(|item| item.sku.as_deref());
        [&order.number, &order.name, &order.city, &order.postal_code, &order.country, &order.shop]
            .into_iter()
            .map(String::as_str)
            .chain(order.company.as_deref())
            .chain(order.email.as_deref())
            .chain(skus)
            .any(|text| text.to_lowercase().contains(&query))
    });
    let mut count = 0;
    for order in matching {
        count += 1;
        out.object(order);
        let blocked =
            order.problems.iter().find(|problem| problem.blocks).map(|problem| problem.message.as_str());
        out.line(&format!(
            "{:<16} {:<14} {} {:<10} {:<20} {}",
            order.number,
            order.shop,
            order.country,
            order.postal_code,
            order.name,
            blocked.unwrap_or_default()
        ));
    }
    out.line(&format!("{count} open orders"));
    for shop in view.shops.iter().filter(|shop| shop.enabled && !shop.statuses_chosen) {
        out.warn(&format!("{}: nobody has chosen open statuses yet, its orders are not listed", shop.name));
    }
    Ok(0)
}

pub async fn batches(station: &Station, out: &Out) -> Result<u8, AppError> {
    let query = BatchesQuery { text: None, before: None, limit: None, parcel_status: None };
    for batch in station.engine().await?.batches_list(query).await? {
        out.object(&batch);
        let counts = batch.counts;
        out.line(&format!(
            "{:>5}  {}  {} orders: {} labelled, {} refused, {} left out, {} unknown  {}",
            batch.id,
            batch.created_at,
            counts.orders,
            counts.labelled,
            counts.refused,
            counts.left_out,
            counts.unknown,
            batch.shops.join(", ")
        ));
    }
    Ok(0)
}

pub async fn batch(station: &Station, id: i64, out: &Out) -> Result<u8, AppError> {
    let detail = station.engine().await?.batch_detail(OneBatch { batch_id: RowId(id) }).await?;
    out.object(&detail);
    for order in &detail.orders {
        let tracking = order.tracking_number.as_deref().unwrap_or("-");
        let message = order.message.as_deref().unwrap_or_default();
        let state = serde_json::to_string(&order.state).unwrap_or_default();
        out.line(&format!(
            "{:<16} {:<18} {tracking:<24} {message}",
            order.order_number,
            state.trim_matches('"')
        ));
    }
    Ok(0)
}

pub async fn labels(station: &Station, id: i64, file: &Path, out: &Out) -> Result<u8, AppError> {
    let labels = station.engine().await?.labels_pdf(OneBatch { batch_id: RowId(id) }).await?;
    std::fs::write(file, &labels.pdf).map_err(|error| {
        AppError::new(Code::Storage).message(format!("{} cannot be written: {error}", file.display()))
    })?;
    out.object(&json!({ "path": file, "labels": labels.labels, "pages": labels.pages }));
    out.line(&format!("{} labels, {} pages: {}", labels.labels, labels.pages, file.display()));
    Ok(0)
}

pub async fn printers(station: &Station, out: &Out) -> Result<u8, AppError> {
    for printer in station.engine().await?.printers_list(Nothing {}).await? {
        out.object(&printer);
        let message = printer.message.as_deref().unwrap_or_default();
        out.line(&format!("{:<32} {:?} {message}", printer.name, printer.state));
    }
    Ok(0)
}
