//! Key pairs in the operating system's keychain: service `app.packbench.desktop`, user `<platform>:<organisation>:<field>`.
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
        let get = |field: &str| match entry(&organisation, field)?.get_password() {
            Ok(text) => Ok(Some(Secret::new(text))),
            Err(Error::NoEntry) => Ok(None),
            Err(error) => Err(trouble(&error)),
        };
        Ok(get(PUBLIC)?.zip(get(SECRET)?))
    })
    .await
}

/// Stores the pair and reads it back: a keychain that says nothing may still have stored nothing.
///
/// # Errors
/// [`Code::Keychain`].
pub async fn write(organisation: &str, public: Secret, secret: Secret) -> Result<(), AppError> {
    let organisation = organisation.to_owned();
    blocking(move || {
        for (field, value) in [(PUBLIC, &public), (SECRET, &secret)] {
            let entry = entry(&organisation, field)?;
            entry.set_password(value.expose()).map_err(|error| trouble(&error))?;
            let back = entry.get_password().map_err(|error| trouble(&error))?;
            if back != value.expose() {
                return Err(AppError::new(Code::Keychain)
                    .message("The keychain did not keep the keys")
                    .hint("Unlock the keychain, then connect again"));
            }
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
            match entry(&organisation, field)?.delete_credential() {
                Ok(()) | Err(Error::NoEntry) => {}
                Err(error) => return Err(trouble(&error)),
            }
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
