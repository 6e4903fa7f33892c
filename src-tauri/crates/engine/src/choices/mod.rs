//! What a batch may be shipped with: sender addresses, brands and contracts as lists; shipping options for a selection of
//! orders in [`find`], drawn together in [`offers`].
//!
//! Everything is kept for an hour in memory and, without an end, in the database: the form of choices is there at once and
//! without a network, and says how old it is. Nothing here decides about money; [`crate::batch::plan`] reads what is known.

mod find;
mod offers;

use std::collections::BTreeMap;
use std::sync::PoisonError;
use std::time::Duration;

use jiff::{SignedDuration, Timestamp};
use sendcloud::contracts::{Contract, ContractKind, ContractState};
use sendcloud::sender_addresses::SenderAddress;
use sendcloud::{Listed, brands, contracts, sender_addresses};
use serde::{Deserialize, Serialize};

use crate::batch::plan::Chosen;
use crate::engine::{Engine, Shared};
use crate::error::AppError;
use crate::store::meta;
use crate::wire::{BrandChoice, ContractChoice, ContractStatus, Nothing, Sender, ShipChoices, ShipOptions};
use offers::Answer;

/// Sender addresses and contracts hardly ever change; prices change by the month.
const KEPT_FOR: SignedDuration = SignedDuration::from_hours(1);
/// Known lists are shown when the platform takes longer.
const PATIENCE: Duration = Duration::from_secs(4);
/// Answers about shipping options that are kept; ten countries from a few senders on a few contracts.
const ANSWERS_MAX: usize = 200;

/// What the platform told about the account's choices.
#[derive(Debug, Default)]
pub(crate) struct Known {
    /// Whose; empty until the stored values were read.
    account: String,
    kept: Kept,
    /// A person wants it fresh: older values are asked for again.
    asked_again_at: Option<Timestamp>,
}

/// As it lies in the database.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
struct Kept {
    #[serde(default)]
    lists: ShipChoices,
    #[serde(default)]
    answers: Vec<Answer>,
    /// What old shipping methods are called now; `None`: nothing is like it.
    #[serde(default)]
    methods: BTreeMap<i64, Option<String>>,
}

impl Engine {
    /// Sender addresses, brands and contracts. Where the platform cannot be asked, the last known ones with the reason.
    ///
    /// # Errors
    /// A failing database; [`crate::Code::NotConnected`] before the first connection.
    pub async fn ship_choices(&self, _: Nothing) -> Result<ShipChoices, AppError> {
        let account = self.shared.stored_account().await?;
        self.shared.ship_choices(&account).await
    }
}

impl Shared {
    /// The next question about choices goes to the platform.
    pub fn ask_choices_again(&self) {
        let now = self.now();
        self.choices.lock().unwrap_or_else(PoisonError::into_inner).asked_again_at = Some(now);
    }

    async fn ship_choices(&self, account: &str) -> Result<ShipChoices, AppError> {
        let known = self.kept_choices(account).await?.lists;
        if known.trouble.is_none() && known.at.as_deref().is_some_and(|at| self.is_fresh(at)) {
            return Ok(known);
        }
        let lists = match known.at {
            None => self.read_lists(&known).await,
            Some(_) => match tokio::time::timeout(PATIENCE, self.read_lists(&known)).await {
                Ok(lists) => lists,
                Err(_) => ShipChoices {
                    trouble: Some(
                        AppError::new(crate::Code::Offline).message("The platform took too long to answer"),
                    ),
                    ..known
                },
            },
        };
        let kept = lists.clone();
        self.keep_choices(account, move |all| all.lists = kept).await;
        Ok(lists)
    }

    /// A list that cannot be read stays as it was.
    async fn read_lists(&self, known: &ShipChoices) -> ShipChoices {
        let api = match self.api() {
            Ok(api) => api,
            Err(error) => return ShipChoices { trouble: Some(error), ..known.clone() },
        };
        let (mut senders, mut brands, mut contracts) =
            (sender_addresses::pages(), brands::pages(), contracts::pages());
        let (senders, brands, contracts) =
            tokio::join!(senders.all(api), brands.all(api), contracts.all(api));
        let mut trouble = None;
        let senders = taken(senders, sender, &known.senders, &mut trouble);
        let brands =
            taken(brands, |one| BrandChoice { id: one.id, name: one.name }, &known.brands, &mut trouble);
        let mut contracts = taken(contracts, contract, &known.contracts, &mut trouble);
        contracts.sort_by_key(|one| {
            (one.state != ContractStatus::Active, !one.direct, one.carrier.clone(), one.id)
        });
        let at = if trouble.is_none() { Some(self.now_text()) } else { known.at.clone() };
        ShipChoices { senders, brands, contracts, at, trouble }
    }

    fn is_fresh(&self, at: &str) -> bool {
        let Ok(at) = at.parse::<Timestamp>() else { return false };
        let asked = self.choices.lock().unwrap_or_else(PoisonError::into_inner).asked_again_at;
        self.now().duration_since(at) < KEPT_FOR && asked.is_none_or(|asked| at > asked)
    }

    /// From memory; the first time from the database.
    async fn kept_choices(&self, account: &str) -> Result<Kept, AppError> {
        if let Some(kept) = self.remembered(account) {
            return Ok(kept);
        }
        let key = meta_key(account);
        let stored = self.store.read(move |db| meta::get_meta(db, &key)).await?;
        let kept: Kept = stored.and_then(|text| serde_json::from_str(&text).ok()).unwrap_or_default();
        let mut known = self.choices.lock().unwrap_or_else(PoisonError::into_inner);
        (known.account, known.kept) = (account.to_owned(), kept.clone());
        Ok(kept)
    }

    fn remembered(&self, account: &str) -> Option<Kept> {
        let known = self.choices.lock().unwrap_or_else(PoisonError::into_inner);
        (known.account == account).then(|| known.kept.clone())
    }

    /// In memory and in the database. A database that takes nothing is no reason to show nothing.
    async fn keep_choices(&self, account: &str, change: impl FnOnce(&mut Kept)) {
        let text = {
            let mut known = self.choices.lock().unwrap_or_else(PoisonError::into_inner);
            change(&mut known.kept);
            let surplus = known.kept.answers.len().saturating_sub(ANSWERS_MAX);
            known.kept.answers.drain(..surplus);
            serde_json::to_string(&known.kept)
        };
        let Ok(text) = text else { return };
        let key = meta_key(account);
        if let Err(error) = self.store.write(move |tx| meta::set_meta(tx, &key, &text)).await {
            tracing::warn!(%error, "the choices could not be kept");
        }
    }

    /// What is known about the contract and the option that a person chose.
    ///
    /// # Errors
    /// A failing database.
    pub async fn chosen(&self, account: &str, options: &ShipOptions) -> Result<Chosen, AppError> {
        if options.shipping_option_code.is_none() && options.contract_id.is_none() {
            return Ok(Chosen::default());
        }
        let kept = self.kept_choices(account).await?;
        let recent: Vec<Answer> =
            kept.answers.into_iter().filter(|answer| self.is_recent(&answer.at)).collect();
        let from = offers::place(&kept.lists.senders, options.sender_address_id);
        let served = match (&options.shipping_option_code, from) {
            (Some(code), Some(from)) => offers::served(&recent, &from.key(), options.contract_id, code),
            _ => BTreeMap::new(),
        };
        let contract = kept.lists.contracts.into_iter().find(|one| Some(one.id) == options.contract_id);
        let dead = contract.filter(|one| match one.state {
            // A word that nobody knows is left to the platform.
            ContractStatus::Active | ContractStatus::Unknown => false,
            ContractStatus::Inactive | ContractStatus::Validating | ContractStatus::ValidationFailed => true,
        });
        Ok(Chosen { dead_contract: dead.map(|one| named(&one)), served })
    }

    fn is_recent(&self, at: &str) -> bool {
        at.parse::<Timestamp>().is_ok_and(|at| self.now().duration_since(at) < KEPT_FOR)
    }
}

fn meta_key(account: &str) -> String {
    format!("choices:{account}")
}

fn taken<W, T: Clone>(
    read: Result<Listed<W>, api_client::ApiError>,
    shown: impl Fn(W) -> T,
    known: &[T],
    trouble: &mut Option<AppError>,
) -> Vec<T> {
    match read {
        Ok(listed) => listed.rows.into_iter().map(shown).collect(),
        Err(error) => {
            trouble.get_or_insert(error.into());
            known.to_vec()
        }
    }
}

fn sender(wire: SenderAddress) -> Sender {
    let to = wire.address;
    let trimmed = |text: Option<String>| text.unwrap_or_default().trim().to_owned();
    let (name, company) = (trimmed(to.name), trimmed(to.company));
    let street = format!("{} {}", trimmed(to.address_line_1), trimmed(to.house_number));
    let (postal_code, country) = (trimmed(to.postal_code), trimmed(to.country_code).to_uppercase());
    let city = format!("{postal_code} {}", trimmed(to.city));
    // What tells senders apart comes first.
    let (name, company) = if name.is_empty() { (company, String::new()) } else { (name, company) };
    let company = if company == name { String::new() } else { company };
    let parts = [company, street, trimmed(to.address_line_2), city, country.clone()];
    let parts: Vec<&str> = parts.iter().map(|part| part.trim()).filter(|part| !part.is_empty()).collect();
    Sender { id: wire.id, address: parts.join(", "), name, country, postal_code }
}

fn contract(wire: Contract) -> ContractChoice {
    ContractChoice {
        id: wire.id,
        name: Some(wire.name).filter(|name| !name.trim().is_empty()).or(wire.client_id).unwrap_or_default(),
        carrier: wire.carrier_name.or(wire.carrier_code),
        country: wire.country_code,
        state: match wire.state {
            ContractState::Active => ContractStatus::Active,
            ContractState::Inactive => ContractStatus::Inactive,
            ContractState::Validating => ContractStatus::Validating,
            ContractState::ValidationFailed => ContractStatus::ValidationFailed,
            ContractState::Other(_) => ContractStatus::Unknown,
        },
        direct: wire.kind == ContractKind::Direct,
        is_default: wire.is_default_per_carrier,
        error: wire.error,
    }
}

fn named(contract: &ContractChoice) -> String {
    match contract.name.as_str() {
        "" => contract.id.to_string(),
        name => format!("{name} ({})", contract.id),
    }
}
