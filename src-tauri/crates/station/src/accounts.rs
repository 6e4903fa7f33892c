//! The accounts of the live station: their keys from the keychain, and the commands about them. An account is its
//! organisation; a second key pair of the same organisation replaces the first.

use api_client::Secret;
use engine::store::Store;
use engine::wire::{
    ConnectionTest, EnableAccount, ForgetAccount, KeyPair, KnownAccount, Mode, Nothing, Notice, NoticeCode,
    OneAccount, RenameAccount, StationInfo,
};
use engine::{AppError, Code, Engine, WemasyPart};

use crate::engines::Keys;
use crate::station::{CLOSE_PATIENCE, FIRST_SHOP};
use crate::{Station, environment, live, secrets};

fn keys_from_environment() -> AppError {
    AppError::new(Code::BadRequest)
        .message("The keys of this station come from the environment")
        .hint("Take them away there")
}

/// What a live database is opened with.
pub struct Opening {
    pub base: Keys,
    pub accounts: Vec<Keys>,
    pub shown: Option<String>,
}

/// Keys from the environment, and then nothing else: scripts work for one account. Else those of the accounts that the
/// database knows, from the keychain.
///
/// # Errors
/// A failing database; keys that cannot be sent.
pub async fn opening(store: &Store, notices: &mut Vec<Notice>) -> Result<Opening, AppError> {
    let (known, current) = engine::known_accounts(store).await?;
    if let Some((public, secret)) = environment::sendcloud_keys() {
        let api = live::api(&public, &secret, engine::known_partner(store).await?)?;
        let wemasy = wemasy(store, current.as_deref(), notices).await?;
        let base = Keys { account: None, api: Some(api), wemasy };
        return Ok(Opening { base, accounts: Vec::new(), shown: None });
    }
    let mut accounts = Vec::new();
    for account in &known {
        accounts.push(match account.enabled {
            true => keys(store, &account.id, notices).await?,
            false => Keys { account: Some(account.id.clone()), ..Keys::default() },
        });
    }
    Ok(Opening { base: Keys::default(), accounts, shown: current })
}

/// An account's keys; none of them while the keychain refuses, which is noted.
async fn keys(store: &Store, account: &str, notices: &mut Vec<Notice>) -> Result<Keys, AppError> {
    let api = match secrets::read(account).await {
        Ok(Some((public, secret))) => Some(live::api(&public, &secret, engine::known_partner(store).await?)?),
        Ok(None) => None,
        Err(error) => {
            notices.push(keychain_missing(error));
            None
        }
    };
    let wemasy = wemasy(store, Some(account), notices).await?;
    Ok(Keys { account: Some(account.to_owned()), api, wemasy })
}

/// The Wemasy shops of an account, with their tokens: the station's first one's from the environment where it is set.
async fn wemasy(
    store: &Store,
    account: Option<&str>,
    notices: &mut Vec<Notice>,
) -> Result<Vec<WemasyPart>, AppError> {
    let from_environment = environment::wemasy_token();
    let shops = match account {
        Some(account) => engine::known_wemasy_shops(store, account).await?,
        None => Vec::new(),
    };
    // One token, one shop, one account: the station's first shop, or, before there is any, the one that the first sync makes.
    let in_use = account.is_none() || engine::known_accounts(store).await?.1.as_deref() == account;
    let first = shops.contains(&FIRST_SHOP) || (in_use && !engine::has_wemasy_shop(store).await?);
    let from_environment = from_environment.filter(|_| first);
    let mut parts = Vec::new();
    if let Some(token) = &from_environment {
        parts.push(live::wemasy_part(FIRST_SHOP, token)?);
    }
    let Some(account) = account else { return Ok(parts) };
    for shop in shops.into_iter().filter(|shop| from_environment.is_none() || *shop != FIRST_SHOP) {
        match secrets::read_token(account, shop).await {
            Ok(Some(token)) => parts.push(live::wemasy_part(shop, &token)?),
            Ok(None) => {}
            Err(error) => notices.push(keychain_missing(error)),
        }
    }
    Ok(parts)
}

fn keychain_missing(error: AppError) -> Notice {
    Notice { code: NoticeCode::KeychainMissing, message: error.message, hint: error.hint }
}

/// The commands; called by name through [`Station::dispatch`].
impl Station {
    pub(crate) async fn accounts_list(&self, _: Nothing) -> Result<Vec<KnownAccount>, AppError> {
        let Ok(engine) = self.engine().await else { return Ok(Vec::new()) };
        let (known, current) = engine.accounts().await?;
        let current_state = self.current.read().await;
        Ok(known
            .into_iter()
            .map(|account| KnownAccount {
                in_use: current.as_ref() == Some(&account.id),
                connected: match current_state.engines.of(&account.id) {
                    Some(own) => own.is_connected(),
                    None => current.as_ref() == Some(&account.id) && engine.is_connected(),
                },
                name: account.own_name.unwrap_or_else(|| account.name.clone()),
                platform_name: account.name,
                organisation_id: account.id,
                enabled: account.enabled,
                orders_api: account.orders_api,
                unfinished: account.unfinished,
            })
            .collect())
    }

    /// Shows another account. Nothing is interrupted: every enabled account is worked for all the time.
    ///
    /// # Errors
    /// [`Code::NotFound`]; a failing database.
    pub(crate) async fn account_use(&self, one: OneAccount) -> Result<StationInfo, AppError> {
        // An account that is just being renewed is known a moment later.
        let _one_at_a_time = self.changing.lock().await;
        let base = self.base().await?;
        if self.current.read().await.engines.of(&one.organisation_id).is_none() {
            return Err(AppError::new(Code::NotFound).message("This account is not known here"));
        }
        base.account_use(&one.organisation_id).await?;
        self.current.write().await.engines.show(Some(one.organisation_id));
        self.changed();
        self.station_info(Nothing {}).await
    }

    /// Asks the platform with the stored keys. Stores nothing.
    ///
    /// # Errors
    /// [`Code::NotConnected`] without keys; wrong keys, no network.
    pub(crate) async fn account_test(&self, one: OneAccount) -> Result<ConnectionTest, AppError> {
        let Some((public, secret)) = secrets::read(&one.organisation_id).await? else {
            return Err(AppError::new(Code::NotConnected)
                .message("The keychain holds no keys of this account")
                .hint("Enter the key pair again"));
        };
        let pair = KeyPair { public_key: public.expose().to_owned(), secret_key: secret.expose().to_owned() };
        live::test(&pair).await
    }

    pub(crate) async fn account_rename(&self, wanted: RenameAccount) -> Result<Vec<KnownAccount>, AppError> {
        self.engine().await?.account_rename(&wanted.organisation_id, &wanted.name).await?;
        self.changed();
        self.accounts_list(Nothing {}).await
    }

    /// Begins or ends the work for an account; its keys stay.
    ///
    /// # Errors
    /// [`Code::OutcomeUnknown`] for one with unfinished purchases, unless `anyway`; [`Code::NotFound`].
    pub(crate) async fn account_enable(&self, wanted: EnableAccount) -> Result<Vec<KnownAccount>, AppError> {
        let _one_at_a_time = self.changing.lock().await;
        let id = wanted.organisation_id;
        if !wanted.enabled {
            self.nothing_under_way(&id, wanted.anyway).await?;
        }
        self.live_only().await?;
        self.base().await?.account_enable(&id, wanted.enabled).await?;
        self.renew(&id).await?;
        self.accounts_list(Nothing {}).await
    }

    /// Removes an account's keys and its shops' tokens from the keychain. What was shipped for it stays.
    ///
    /// # Errors
    /// [`Code::OutcomeUnknown`] for one with unfinished purchases, unless `anyway`; [`Code::Keychain`].
    pub(crate) async fn account_forget(&self, wanted: ForgetAccount) -> Result<StationInfo, AppError> {
        let _one_at_a_time = self.changing.lock().await;
        let id = wanted.organisation_id;
        self.nothing_under_way(&id, wanted.anyway).await?;
        self.live_only().await?;
        let base = self.base().await?;
        for shop in base.wemasy_shops_of(&id).await? {
            secrets::delete_token(&id, shop).await?;
        }
        secrets::delete(&id).await?;
        base.account_forget(&id).await?;
        let (left, current) = base.accounts().await?;
        if left.is_empty() {
            self.switch(None).await?;
            self.remember(None)?;
            return self.station_info(Nothing {}).await;
        }
        self.end_account(&id).await;
        self.current.write().await.engines.show(current);
        self.changed();
        self.station_info(Nothing {}).await
    }

    /// Adds an account, or gives a known one new keys: tested, stored in the keychain, then in use.
    ///
    /// # Errors
    /// Wrong keys, no network, [`Code::Keychain`]; nothing is changed then.
    pub(crate) async fn connection_save(&self, pair: KeyPair) -> Result<StationInfo, AppError> {
        let _one_at_a_time = self.changing.lock().await;
        if environment::sendcloud_keys().is_some() {
            return Err(keys_from_environment());
        }
        let tested = live::test(&pair).await?;
        let (public, secret) = (Secret::new(pair.public_key.trim()), Secret::new(pair.secret_key.trim()));
        secrets::write(&tested.organisation_id, public, secret).await?;
        let before = self.current.read().await.mode;
        if before != Some(Mode::Live)
            && let Err(error) = self.take_up(Some(Mode::Live)).await
        {
            self.switch(before).await?;
            return Err(error);
        }
        let added = self.add(&tested).await;
        // Not before: a window that looked in between saw an account that is not connected.
        self.changed();
        added?;
        self.station_info(Nothing {}).await
    }

    async fn add(&self, tested: &ConnectionTest) -> Result<(), AppError> {
        let (id, name) = (&tested.organisation_id, &tested.organisation_name);
        self.base().await?.account_add(id, name, tested.orders_api).await?;
        self.put_anew(id).await?;
        self.current.write().await.engines.show(Some(id.clone()));
        self.remember(Some(Mode::Live))
    }

    /// Ends an account's engine and begins it anew with what the keychain holds now; the other accounts work on.
    pub(crate) async fn renew(&self, id: &str) -> Result<(), AppError> {
        self.put_anew(id).await?;
        self.changed();
        Ok(())
    }

    async fn put_anew(&self, id: &str) -> Result<(), AppError> {
        let base = self.base().await?;
        let (known, _) = base.accounts().await?;
        let enabled = known.iter().any(|account| account.id == id && account.enabled);
        let mut notices = Vec::new();
        let keys = match enabled {
            true => keys(base.store(), id, &mut notices).await?,
            false => Keys { account: Some(id.to_owned()), ..Keys::default() },
        };
        self.end_account(id).await;
        let mut current = self.current.write().await;
        current.engines.put(keys).await?;
        current.notices.extend(notices);
        Ok(())
    }

    /// A token is one shop's: under two of them its orders would be bought twice.
    ///
    /// # Errors
    /// [`Code::BadRequest`] for a token that another shop of this station has.
    pub(crate) async fn unknown_token(&self, token: &Secret, of: Option<i64>) -> Result<(), AppError> {
        let base = self.base().await?;
        let (known, _) = base.accounts().await?;
        for account in known {
            for shop in base.wemasy_shops_of(&account.id).await? {
                let stored = secrets::read_token(&account.id, shop).await?;
                if Some(shop) != of && stored.is_some_and(|stored| stored.expose() == token.expose()) {
                    return Err(AppError::new(Code::BadRequest)
                        .message("This token belongs to another Wemasy shop of this station")
                        .hint("Make a token for each shop")
                        .subject("token"));
                }
            }
        }
        Ok(())
    }

    /// Ends an account's engine. Purchases under way get a moment for their answers; the window goes on meanwhile.
    async fn end_account(&self, id: &str) {
        let gone = self.current.write().await.engines.take(id);
        if let Some(engine) = gone {
            engine.close(CLOSE_PATIENCE).await;
        }
    }

    async fn nothing_under_way(&self, id: &str, anyway: bool) -> Result<(), AppError> {
        let (known, _) = self.engine().await?.accounts().await?;
        let unfinished =
            known.iter().find(|account| account.id == id).map_or(0, |account| account.unfinished);
        if anyway || unfinished == 0 {
            return Ok(());
        }
        Err(AppError::new(Code::OutcomeUnknown)
            .message(format!(
                "{unfinished} orders of this account have not ended: their labels would not be fetched"
            ))
            .hint("Let them end first; what is bought stays noted and is followed once the account is back"))
    }

    async fn live_only(&self) -> Result<(), AppError> {
        match self.current.read().await.mode {
            Some(Mode::Live) if environment::sendcloud_keys().is_none() => Ok(()),
            Some(Mode::Live) => Err(keys_from_environment()),
            _ => Err(AppError::new(Code::BadRequest)
                .message("Practice has one account")
                .hint("Work live to change real ones")),
        }
    }

    /// The engine that all accounts have together.
    async fn base(&self) -> Result<Engine, AppError> {
        self.current.read().await.engines.base().cloned().ok_or_else(|| {
            AppError::new(Code::NotConnected)
                .message("This station has not been set up")
                .hint("Connect Sendcloud or use practice mode")
        })
    }
}
