//! Importing orders from a CSV file: template, preview, and handing them in, a hundred a call, with a result for each.

use std::collections::HashSet;

use base64::Engine as _;
use sendcloud::incoming_orders::IncomingOrder;
use sendcloud::integrations::upsert::{self, ORDERS_PER_UPSERT_MAX, UpsertRequest};

use super::csv_orders::{self, FromFile};
use super::form;
use super::shop_orders::{partners_only, told};
use crate::engine::Engine;
use crate::error::{AppError, Code};
use crate::papers;
use crate::store::orders;
use crate::wire::{
    HandedIn, HandedInOutcome, ImportOrder, ImportPreview, ImportResult, LineTrouble, Nothing, OrdersFile,
    SavedFile,
};

impl Engine {
    /// Saves the file that people fill in.
    ///
    /// # Errors
    /// When the export folder cannot be written.
    pub async fn orders_template(&self, _: Nothing) -> Result<SavedFile, AppError> {
        let path = self.shared.export_dir.join("packbench-orders.csv");
        papers::save(path.clone(), csv_orders::template().into_bytes()).await?;
        Ok(SavedFile { path: path.display().to_string(), labels: 0, pages: 0 })
    }

    /// Reads a file and says what importing it would do. Sends nothing.
    ///
    /// # Errors
    /// [`Code::BadRequest`] for a file that cannot be read at all; trouble in lines is part of the answer.
    pub async fn orders_preview(&self, file: OrdersFile) -> Result<ImportPreview, AppError> {
        let account = self.shared.stored_account().await?;
        let shop = file.integration_id;
        let (reading, known) = {
            let reading = csv_orders::read(&bytes(&file)?);
            let known: HashSet<(Option<String>, Option<String>)> = self
                .shared
                .store
                .read(move |db| orders::external_ids(db, &account, shop))
                .await?
                .into_iter()
                .collect();
            (reading, known)
        };
        let (sound, refused) = check(reading.orders, self.shared.now());
        let mut troubles: Vec<LineTrouble> = reading
            .troubles
            .into_iter()
            .map(|trouble| LineTrouble {
                line: u32::try_from(trouble.line).unwrap_or(u32::MAX),
                column: trouble.column.map(str::to_owned),
                message: trouble.words,
            })
            .chain(refused)
            .collect();
        troubles.sort_by_key(|trouble| trouble.line);
        let orders: Vec<ImportOrder> = sound
            .iter()
            .map(|(line, order, _)| ImportOrder {
                line: *line,
                order_number: order.order_number.clone(),
                name: order.name.clone().unwrap_or_default(),
                city: order.city.clone().unwrap_or_default(),
                country: order.country.clone().unwrap_or_default(),
                items: order.parcel_items.iter().map(|item| item.quantity).fold(0, u32::saturating_add),
                weight_grams: order.weight.map(|grams| grams.0),
                known: known.contains(&(order.external_order_id.clone(), order.external_shipment_id.clone())),
            })
            .collect();
        let calls = u32::try_from(orders.len().div_ceil(ORDERS_PER_UPSERT_MAX)).unwrap_or(u32::MAX);
        Ok(ImportPreview { orders, troubles, calls })
    }

    /// Hands the sound orders of a file in. A call that fails stops the rest; every order says what became of it.
    ///
    /// # Errors
    /// As [`Engine::orders_preview`]; [`Code::Forbidden`] for accounts without v2.
    pub async fn orders_import(&self, file: OrdersFile) -> Result<ImportResult, AppError> {
        self.needs_v2().await?;
        let reading = csv_orders::read(&bytes(&file)?);
        let (sound, _) = check(reading.orders, self.shared.now());
        let mut result = ImportResult { orders: Vec::new(), trouble: None };
        for rows in sound.chunks(ORDERS_PER_UPSERT_MAX) {
            let said = |outcome: HandedInOutcome| {
                rows.iter().map(move |(line, order, _)| HandedIn {
                    line: Some(*line),
                    order_number: order.order_number.clone(),
                    outcome,
                    errors: Vec::new(),
                })
            };
            if result.trouble.is_some() {
                result.orders.extend(said(HandedInOutcome::NotSent));
                continue;
            }
            let handed: Vec<_> = rows.iter().map(|(_, _, row)| row.clone()).collect();
            let call = UpsertRequest::new(file.integration_id, handed).map_err(form::not_valid)?;
            match upsert::upsert(self.shared.api()?, &call).await {
                Ok(answer) => {
                    let outcomes = rows.iter().zip(answer.orders);
                    result.orders.extend(outcomes.map(|((line, order, _), outcome)| {
                        told(Some(*line), order.order_number.clone(), outcome)
                    }));
                }
                Err(error) => {
                    let outcome = match error.kind {
                        api_client::Kind::Lost
                        | api_client::Kind::ServerError
                        | api_client::Kind::Unreadable
                        | api_client::Kind::TooBig => HandedInOutcome::Unknown,
                        _ => HandedInOutcome::NotSent,
                    };
                    result.orders.extend(said(outcome));
                    result.trouble = Some(partners_only(error));
                }
            }
        }
        self.shop_changed(file.integration_id).await;
        Ok(result)
    }
}

fn bytes(file: &OrdersFile) -> Result<Vec<u8>, AppError> {
    base64::engine::general_purpose::STANDARD.decode(&file.file_base64).map_err(|_| {
        AppError::new(Code::BadRequest).message("The file did not arrive whole; choose it again")
    })
}

type Sound = (u32, IncomingOrder, upsert::OrderToUpsert);

/// What the platform's specification would refuse is refused here, order by order.
fn check(orders: Vec<FromFile>, now: jiff::Timestamp) -> (Vec<Sound>, Vec<LineTrouble>) {
    let (mut sound, mut refused) = (Vec::new(), Vec::new());
    for from_file in orders {
        let line = u32::try_from(from_file.line).unwrap_or(u32::MAX);
        let checked = form::to_upsert(&from_file.order, now).and_then(|row| {
            // One order is checked by a call of its own; which integration does not matter for that.
            UpsertRequest::new(0, vec![row.clone()]).map(|_| row).map_err(form::not_valid)
        });
        match checked {
            Ok(row) => sound.push((line, from_file.order, row)),
            Err(error) => {
                refused.push(LineTrouble { line, column: error.subject, message: error.message });
            }
        }
    }
    (sound, refused)
}
