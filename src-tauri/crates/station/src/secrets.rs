//! Key pairs and tokens in the operating system's keychain: service `app.packbench.desktop`, user
//! `<platform>:<organisation or shop>:<field>`.
//! A missing, locked or refusing keychain is an error in words, never a plain-text fallback.

use api_client::Secret;
use engine::{AppError, Code};
use keyring::v1::{Entry, Error};

const SERVICE: &str = "app.packbench.desktop";
const PUBLIC: &str = "public_key";
const SECRET: &str = "secret_key";

fn entry(organisation: &str, field: &str) -> Result<Entry, AppError> {
    Entry::new(SERVICE, &format!("sendcloud:{organisation}:{field}")).map_err(|error| trouble(&error))
}

/// Shops are numbered within an organisation.
fn token_entry(organisation: &str, shop_id: i64) -> Result<Entry, AppError> {
    Entry::new(SERVICE, &format!("wemasy:{organisation}.{shop_id}:token")).map_err(|error| trouble(&error))
}

fn get(entry: &Entry) -> Result<Option<Secret>, AppError> {
    match entry.get_password() {
        Ok(text) => Ok(Some(Secret::new(text))),
        Err(Error::NoEntry) => Ok(None),
        Err(error) => Err(trouble(&error)),
    }
}

/// Stores a secret and reads it back: a keychain that says nothing may still have stored nothing.
fn put(entry: &Entry, value: &Secret) -> Result<(), AppError> {
    entry.set_password(value.expose()).map_err(|error| trouble(&error))?;
    let back = entry.get_password().map_err(|error| trouble(&error))?;
    match back == value.expose() {
        true => Ok(()),
        false => Err(AppError::new(Code::Keychain)
            .message("The keychain did not keep the keys")
            .hint("Unlock the keychain, then connect again")),
    }
}

fn remove(entry: &Entry) -> Result<(), AppError> {
    match entry.delete_credential() {
        Ok(()) | Err(Error::NoEntry) => Ok(()),
        Err(error) => Err(trouble(&error)),
    }
}

/// The token of a Wemasy shop; `None` when nothing is stored.
///
/// # Errors
/// [`Code::Keychain`].
pub async fn read_token(organisation: &str, shop_id: i64) -> Result<Option<Secret>, AppError> {
    let organisation = organisation.to_owned();
    blocking(move || get(&token_entry(&organisation, shop_id)?)).await
}

/// # Errors
/// [`Code::Keychain`].
pub async fn write_token(organisation: &str, shop_id: i64, token: Secret) -> Result<(), AppError> {
    let organisation = organisation.to_owned();
    blocking(move || put(&token_entry(&organisation, shop_id)?, &token)).await
}

/// # Errors
/// [`Code::Keychain`]; nothing stored is fine.
pub async fn delete_token(organisation: &str, shop_id: i64) -> Result<(), AppError> {
    let organisation = organisation.to_owned();
    blocking(move || remove(&token_entry(&organisation, shop_id)?)).await
}

fn trouble(error: &Error) -> AppError {
    // The error's own text may hold a platform's raw reply, never the secret; it still stays out of the window.
    tracing::warn!(%error, "the keychain refused");
    AppError::new(Code::Keychain).message("The keychain of this computer is missing, locked or refuses").hint(
        "Unlock it (on Linux: start a Secret Service such as GNOME Keyring), then start Packbench again",
    )
}

/// The stored pair; `None` when nothing is stored.
///
/// # Errors
/// [`Code::Keychain`].
pub async fn read(organisation: &str) -> Result<Option<(Secret, Secret)>, AppError> {
    let organisation = organisation.to_owned();
    blocking(move || {
        let public = get(&entry(&organisation, PUBLIC)?)?;
        Ok(public.zip(get(&entry(&organisation, SECRET)?)?))
    })
    .await
}

/// # Errors
/// [`Code::Keychain`].
pub async fn write(organisation: &str, public: Secret, secret: Secret) -> Result<(), AppError> {
    let organisation = organisation.to_owned();
    blocking(move || {
        for (field, value) in [(PUBLIC, &public), (SECRET, &secret)] {
            put(&entry(&organisation, field)?, value)?;
        }
        Ok(())
    })
    .await
}

/// # Errors
/// [`Code::Keychain`]; nothing stored is fine.
pub async fn delete(organisation: &str) -> Result<(), AppError> {
    let organisation = organisation.to_owned();
    blocking(move || {
        for field in [PUBLIC, SECRET] {
            remove(&entry(&organisation, field)?)?;
        }
        Ok(())
    })
    .await
}

async fn blocking<T: Send + 'static>(
    work: impl FnOnce() -> Result<T, AppError> + Send + 'static,
) -> Result<T, AppError> {
    match tokio::task::spawn_blocking(work).await {
        Ok(result) => result,
        Err(error) => {
            Err(AppError::new(Code::Internal).message(format!("A keychain task ended early: {error}")))
        }
    }
}
