//! The platform's exception logs: what went wrong between it and the shops, read with secrets masked; and failures that
//! this station noticed, written there when the settings say so.

use std::collections::HashMap;

use sendcloud::integrations::logs::{self, IntegrationLog, LogToCreate, LoggedMessage};
use sendcloud::integrations::{self, WebAddress};
use serde_json::{Value, json};

use super::mask;
use crate::engine::{Engine, Shared};
use crate::error::{AppError, Code};
use crate::store::orders;
use crate::wire::{ExceptionLog, Logs, LogsQuery, OneIntegration, ReportFailure};

const LIMIT_MAX: u32 = 1_000;
/// What this station calls itself and its trouble in the platform's log.
const EXCEPTION_TYPE: &str = "packbench.ReadFailure";

impl Engine {
    /// # Errors
    /// As any read of the platform; [`Code::Forbidden`] for accounts without v2.
    pub async fn integration_logs(&self, query: LogsQuery) -> Result<Logs, AppError> {
        self.needs_v2().await?;
        let limit = query.limit.clamp(1, LIMIT_MAX) as usize;
        let mut pages = match query.integration_id {
            Some(id) => logs::pages_of(id),
            None => logs::pages(),
        };
        let account = self.shared.stored_account().await?;
        let shops: HashMap<i64, String> = self
            .shared
            .store
            .read(move |db| orders::shops(db, &account))
            .await?
            .into_iter()
            .map(|shop| (shop.id, shop.name))
            .collect();
        let wanted =
            query.text.as_deref().map(str::trim).filter(|text| !text.is_empty()).map(str::to_lowercase);
        let (mut rows, mut read, mut more) = (Vec::new(), 0, false);
        while let Some(page) = pages.next(self.shared.api()?).await? {
            for log in page.rows {
                if read == limit {
                    more = true;
                    break;
                }
                read += 1;
                let row = shown(log, query.integration_id, &shops);
                if wanted.as_ref().is_none_or(|text| says(&row, text)) {
                    rows.push(row);
                }
            }
            if more || (read == limit && pages.request().is_some()) {
                more = true;
                break;
            }
        }
        Ok(Logs { rows, more })
    }

    /// # Errors
    /// [`Code::BadRequest`] without words or for a shop without an address.
    pub async fn log_report(&self, failure: ReportFailure) -> Result<ExceptionLog, AppError> {
        self.needs_v2().await?;
        if failure.message.trim().is_empty() {
            return Err(AppError::new(Code::BadRequest).message("Say what went wrong").subject("message"));
        }
        let shop = self.integration_get(OneIntegration { integration_id: failure.integration_id }).await?;
        let log =
            create(&self.shared, failure.integration_id, shop.url.as_deref(), failure.message.trim()).await?;
        let names = HashMap::from([(shop.integration_id, shop.name)]);
        Ok(shown(log, Some(failure.integration_id), &names))
    }
}

/// Writes a failure to read a shop into the platform's log; its own trouble stays in ours.
pub(crate) async fn report(shared: &Shared, shop: &integrations::Integration, words: &str) {
    if let Err(error) = create(shared, shop.id, shop.shop_url.as_deref(), words).await {
        tracing::warn!(%error, shop = shop.id, "the failure could not be reported");
    }
}

async fn create(
    shared: &Shared,
    id: i64,
    url: Option<&str>,
    words: &str,
) -> Result<IntegrationLog, AppError> {
    let base = WebAddress::new(url.unwrap_or_default()).map_err(|_| {
        AppError::new(Code::BadRequest)
            .message("The shop has no web address, which a log needs")
            .hint("Enter the shop's address first")
    })?;
    let mut log = LogToCreate::new(base, &mask::url(words));
    log.exception_type = Some(EXCEPTION_TYPE.to_owned());
    Ok(logs::create(shared.api()?, id, &log).await?)
}

fn says(row: &ExceptionLog, text: &str) -> bool {
    [&row.message, &row.kind, &row.url, &row.shop, &row.method, &row.request, &row.response]
        .into_iter()
        .flatten()
        .any(|field| field.to_lowercase().contains(text))
        || row.response_code.is_some_and(|code| code.to_string() == text)
}

fn shown(log: IntegrationLog, of: Option<i64>, shops: &HashMap<i64, String>) -> ExceptionLog {
    let integration_id = log.integration_id.or(of);
    ExceptionLog {
        id: log.id.map(|id| id.to_string()).unwrap_or_default(),
        at: log.created_at,
        integration_id,
        shop: integration_id.and_then(|id| shops.get(&id).cloned()),
        method: log.method,
        url: log.full_url.or(log.base_url).map(|url| mask::url(&url)),
        response_code: log.response_code.and_then(|code| u16::try_from(code).ok()),
        message: log.exception.map(|words| mask::url(&words)),
        kind: log.exception_type,
        protected: log.protected.unwrap_or_default(),
        request: log.request.map(|message| mask::text(&json_of(message, "payload"))),
        response: log.response.map(|message| mask::text(&json_of(message, "body"))),
    }
}

fn json_of(message: LoggedMessage, content: &str) -> Value {
    let mut value = json!({});
    if let Some(fields) = value.as_object_mut() {
        fields.extend(message.headers.map(|headers| ("headers".to_owned(), headers)));
        fields.extend(message.content.map(|body| (content.to_owned(), body)));
    }
    value
}
