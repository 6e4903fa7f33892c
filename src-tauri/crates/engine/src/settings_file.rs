//! Settings as a file, for another station or a new computer. No secret, no order and no account is in it.

use serde::{Deserialize, Serialize};

use crate::engine::Engine;
use crate::error::{AppError, Code};
use crate::papers;
use crate::store::{meta, orders};
use crate::wire::{Nothing, SavedFile, Settings, SettingsFile, StatusRef};

/// What a reader of the file looks at first.
const FORMAT: &str = "packbench-settings";
const VERSION: u32 = 1;

#[derive(Serialize, Deserialize)]
struct File {
    format: String,
    version: u32,
    settings: Settings,
    shops: Vec<ShopSettings>,
}

#[derive(Serialize, Deserialize)]
struct ShopSettings {
    integration_id: i64,
    name: String,
    enabled: bool,
    open: Vec<StatusRef>,
}

impl Engine {
    /// Writes the settings into the export folder. Wemasy's shops are left out: they need a token each.
    ///
    /// # Errors
    /// When the folder cannot be written.
    pub async fn settings_export(&self, _: Nothing) -> Result<SavedFile, AppError> {
        let account = self.shared.stored_account().await.unwrap_or_default();
        let file = self
            .shared
            .store
            .read(move |db| {
                let seen = orders::chosen_statuses(db, &account)?;
                let shops = orders::shops(db, &account)?.into_iter().filter(|shop| shop.id > 0);
                let shops = shops
                    .map(|shop| ShopSettings {
                        open: seen
                            .iter()
                            .filter(|status| status.integration_id == shop.id && status.open == Some(true))
                            .map(|status| StatusRef { kind: status.kind, code: status.code.clone() })
                            .collect(),
                        integration_id: shop.id,
                        name: shop.name,
                        enabled: shop.enabled,
                    })
                    .collect();
                Ok(File {
                    format: FORMAT.to_owned(),
                    version: VERSION,
                    settings: meta::settings_for(db, &account)?,
                    shops,
                })
            })
            .await?;
        let text = serde_json::to_vec_pretty(&file).map_err(|error| {
            AppError::new(Code::Internal).message(format!("The settings cannot be written: {error}"))
        })?;
        let path = self.shared.export_dir.join("packbench-settings.json");
        papers::save(path.clone(), text).await?;
        Ok(SavedFile { path: path.display().to_string(), labels: 0, pages: 0 })
    }

    /// Takes settings over. Shops that this station does not have are left out.
    ///
    /// # Errors
    /// [`Code::BadRequest`] for a file that is none, or is from a newer Packbench; nothing is changed then.
    pub async fn settings_import(&self, file: SettingsFile) -> Result<Settings, AppError> {
        let wrong = |words: String| AppError::new(Code::BadRequest).message(words);
        let read: File = serde_json::from_str(&file.text)
            .map_err(|error| wrong(format!("This is no file of settings: {error}")))?;
        if read.format != FORMAT {
            return Err(wrong("This is no file of Packbench's settings".to_owned()));
        }
        if read.version > VERSION {
            return Err(wrong("A newer Packbench wrote these settings".to_owned())
                .hint("Bring this station up to date first"));
        }
        let settings = self.settings_set(read.settings).await?;
        let account = self.shared.stored_account().await.unwrap_or_default();
        let shops = read.shops;
        self.shared
            .store
            .write(move |tx| {
                let known = orders::shops(tx, &account)?;
                for shop in shops.iter().filter(|shop| known.iter().any(|k| k.id == shop.integration_id)) {
                    orders::enable_shop(tx, &account, shop.integration_id, shop.enabled)?;
                    orders::choose_statuses(tx, &account, shop.integration_id, &shop.open)?;
                }
                Ok(())
            })
            .await?;
        self.shared.hub.orders_changed();
        Ok(settings)
    }

    /// The hash of the owner's PIN.
    ///
    /// # Errors
    /// A failing database.
    pub async fn pin_hash(&self) -> Result<Option<String>, AppError> {
        let hash = self.shared.store.read(|db| meta::get_meta(db, "pin")).await?;
        Ok(hash.filter(|hash| !hash.is_empty()))
    }

    /// # Errors
    /// A failing database.
    pub async fn set_pin_hash(&self, hash: Option<String>) -> Result<(), AppError> {
        let hash = hash.unwrap_or_default();
        self.shared.store.write(move |tx| meta::set_meta(tx, "pin", &hash)).await
    }
}
