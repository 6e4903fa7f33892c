//! The shops' integrations at the platform, for the person who runs them: settings here, their orders in [`shop_orders`],
//! files of orders in [`import`] and [`csv_orders`], the platform's exception logs in [`logs`].
//!
//! Everything here asks the platform at once; nothing is kept but what a sync keeps.

pub mod csv_orders;
mod form;
mod import;
mod logs;
mod mask;
mod shop_orders;

pub(crate) use logs::report;
use sendcloud::integrations::update::{self, Change, ShopName};
use sendcloud::integrations::{self, WebAddress};

use crate::engine::Engine;
use crate::error::{AppError, Code};
use crate::wire::{
    ChangeIntegration, DeleteIntegration, Integration, IntegrationsView, Nothing, OneIntegration, OrdersApi,
    ReplaceIntegration, ServicePoints,
};

impl Engine {
    /// # Errors
    /// As any read of the platform.
    pub async fn integrations_list(&self, _: Nothing) -> Result<IntegrationsView, AppError> {
        let orders_api = self.shared.orders_api().await?;
        let listed = match orders_api {
            OrdersApi::V2 => integrations::list(self.shared.api()?).await?,
            OrdersApi::V3 => integrations::v3::list(self.shared.api()?).await?,
        };
        Ok(IntegrationsView { integrations: listed.rows.into_iter().map(shown).collect(), orders_api })
    }

    /// # Errors
    /// [`Code::NotFound`] for one that the account does not have.
    pub async fn integration_get(&self, one: OneIntegration) -> Result<Integration, AppError> {
        if self.shared.orders_api().await? == OrdersApi::V3 {
            let all = self.integrations_list(Nothing {}).await?;
            let found = all.integrations.into_iter().find(|shop| shop.integration_id == one.integration_id);
            return found
                .ok_or_else(|| AppError::new(Code::NotFound).message("There is no such integration"));
        }
        Ok(shown(integrations::get(self.shared.api()?, one.integration_id).await?))
    }

    /// # Errors
    /// [`Code::BadRequest`] naming the field that the platform would refuse, [`Code::PlatformRefused`] with its words.
    pub async fn integration_replace(&self, all: ReplaceIntegration) -> Result<Integration, AppError> {
        self.needs_v2().await?;
        let settings = update::Settings {
            shop_name: name(&all.name)?,
            shop_url: address("url", &all.url)?,
            service_points: points(&ServicePoints {
                enabled: all.service_points,
                carriers: all.service_point_carriers,
            })?,
            webhook_active: all.webhook_active,
            webhook_url: address("webhook_url", &all.webhook_url)?,
        };
        update::replace(self.shared.api()?, all.integration_id, &settings).await?;
        self.changed(all.integration_id).await
    }

    /// # Errors
    /// As [`Engine::integration_replace`].
    pub async fn integration_change(&self, some: ChangeIntegration) -> Result<Integration, AppError> {
        self.needs_v2().await?;
        let change = Change {
            shop_name: some.name.as_deref().map(name).transpose()?,
            shop_url: some.url.as_deref().map(|url| address("url", url)).transpose()?,
            service_points: some.service_points.as_ref().map(points).transpose()?,
            webhook_active: some.webhook_active,
            webhook_url: some.webhook_url.as_deref().map(|url| address("webhook_url", url)).transpose()?,
        };
        if change == Change::default() {
            return Err(AppError::new(Code::BadRequest).message("Nothing was changed"));
        }
        update::change(self.shared.api()?, some.integration_id, &change).await?;
        self.changed(some.integration_id).await
    }

    /// Disconnects a shop from the account. It cannot be taken back.
    ///
    /// # Errors
    /// [`Code::BadRequest`] while orders of the shop are under way, and when the typed name is not the shop's.
    pub async fn integration_delete(&self, wanted: DeleteIntegration) -> Result<IntegrationsView, AppError> {
        self.needs_v2().await?;
        let shop = self.integration_get(OneIntegration { integration_id: wanted.integration_id }).await?;
        let expected = if shop.name.trim().is_empty() { shop.integration_id.to_string() } else { shop.name };
        if wanted.typed_name.trim() != expected.trim() {
            return Err(AppError::new(Code::BadRequest)
                .message("The typed name is not the shop's name")
                .hint(format!("Type: {expected}"))
                .subject("typed_name"));
        }
        self.nothing_under_way(wanted.integration_id, None).await?;
        integrations::delete(self.shared.api()?, wanted.integration_id).await?;
        // The list of orders forgets the shop at once.
        if let Err(error) = self.sync().await {
            tracing::warn!(%error, "the shop is deleted; the list follows with the next sync");
        }
        self.integrations_list(Nothing {}).await
    }

    /// As the platform has it after a change, and as the station's list of shops shows it.
    async fn changed(&self, integration_id: i64) -> Result<Integration, AppError> {
        let shop = self.integration_get(OneIntegration { integration_id }).await?;
        let account = self.shared.account().await?;
        let (id, name, system) = (shop.integration_id, shop.name.clone(), shop.system.clone());
        self.shared
            .store
            .write(move |tx| crate::store::orders::upsert_shop(tx, &account, id, &name, &system))
            .await?;
        self.shared.hub.orders_changed();
        Ok(shop)
    }

    /// # Errors
    /// [`Code::Forbidden`] for accounts without v2.
    async fn needs_v2(&self) -> Result<(), AppError> {
        match self.shared.orders_api().await? {
            OrdersApi::V2 => Ok(()),
            OrdersApi::V3 => Err(AppError::new(Code::Forbidden)
                .message("This account has no v2 interface, which is needed for this")
                .hint("Make the change in the Sendcloud panel")),
        }
    }
}

fn shown(shop: integrations::Integration) -> Integration {
    Integration {
        integration_id: shop.id,
        name: shop.shop_name,
        url: shop.shop_url,
        system: shop.system,
        failing_since: shop.failing_since,
        last_fetch: shop.last_fetch,
        last_updated_at: shop.last_updated_at,
        service_points: shop.service_point_enabled.unwrap_or_default(),
        service_point_carriers: shop.service_point_carriers,
        webhook_active: shop.webhook_active.unwrap_or_default(),
        webhook_url: shop.webhook_url,
    }
}

/// A value that the platform would refuse; `subject` is the field of the form.
fn invalid(field: &str, error: impl std::fmt::Display) -> AppError {
    AppError::new(Code::BadRequest).message(error.to_string()).subject(field)
}

fn name(text: &str) -> Result<ShopName, AppError> {
    ShopName::new(text).map_err(|error| invalid("name", error))
}

fn address(field: &str, text: &str) -> Result<WebAddress, AppError> {
    WebAddress::new(text).map_err(|error| invalid(field, error))
}

fn points(points: &ServicePoints) -> Result<update::ServicePoints, AppError> {
    let carriers = points.carriers.iter().map(|code| code.trim().to_owned()).collect();
    let checked = match points.enabled {
        true => update::ServicePoints::on(carriers),
        false => update::ServicePoints::off(carriers),
    };
    checked.map_err(|error| invalid("service_point_carriers", error))
}
