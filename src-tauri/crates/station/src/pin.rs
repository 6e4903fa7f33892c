//! The owner's PIN: an optional guard before settings, shops and "buy anyway". It keeps hands off, it hides nothing: whoever
//! has the computer's account has its data.

use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

use argon2::Argon2;
use argon2::password_hash::rand_core::OsRng;
use argon2::password_hash::{PasswordHash, PasswordHasher as _, PasswordVerifier as _, SaltString};
use engine::{AppError, Code};

/// After the PIN was right, for this long nobody asks again.
const OPEN_FOR: Duration = Duration::from_secs(10 * 60);
/// Wrong tries in a row before a pause.
const TRIES_MAX: u32 = 5;
const PAUSE: Duration = Duration::from_secs(60);
const DIGITS: std::ops::RangeInclusive<usize> = 4..=12;

/// Commands that wait for the PIN while one is set. Everything a packer does in a day is not among them.
const GUARDED: [&str; 21] = [
    "settings_set",
    "settings_import",
    "statuses_choose",
    "shop_enable",
    "use_mode",
    "connection_save",
    "account_rename",
    "account_enable",
    "account_forget",
    "practice_reset",
    "wemasy_connect",
    "wemasy_change",
    "wemasy_forget",
    "integration_replace",
    "integration_change",
    "integration_delete",
    "shop_order_delete",
    "shop_order_correct",
    "orders_import",
    "buy_again",
    "ship_anyway",
];

pub fn guards(command: &str) -> bool {
    GUARDED.contains(&command)
}

/// Whether the guard is open, and how often somebody guessed. Nothing of it outlives the process.
#[derive(Debug, Default)]
pub struct Guard(Mutex<State>);

#[derive(Debug, Default)]
struct State {
    open_until: Option<Instant>,
    wrong: u32,
    paused_until: Option<Instant>,
}

impl Guard {
    pub fn is_open(&self, now: Instant) -> bool {
        self.state().open_until.is_some_and(|until| until > now)
    }

    pub fn close(&self) {
        self.state().open_until = None;
    }

    /// # Errors
    /// [`Code::PinNeeded`] for a wrong PIN, and for any while too many were wrong.
    pub fn open(&self, pin: &str, hash: &str, now: Instant) -> Result<(), AppError> {
        let mut state = self.state();
        if state.paused_until.is_some_and(|until| until > now) {
            return Err(AppError::new(Code::PinNeeded)
                .message("Too many wrong PINs")
                .hint("Wait a minute, then try again"));
        }
        if verify(pin, hash) {
            *state = State { open_until: Some(now + OPEN_FOR), ..State::default() };
            return Ok(());
        }
        state.wrong += 1;
        if state.wrong >= TRIES_MAX {
            (state.wrong, state.paused_until) = (0, Some(now + PAUSE));
        }
        Err(AppError::new(Code::PinNeeded).message("That PIN is not right").subject("pin"))
    }

    fn state(&self) -> std::sync::MutexGuard<'_, State> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// What is stored of a PIN.
///
/// # Errors
/// [`Code::BadRequest`] for anything but 4 to 12 digits.
pub fn hash(pin: &str) -> Result<String, AppError> {
    if !DIGITS.contains(&pin.len()) || !pin.bytes().all(|byte| byte.is_ascii_digit()) {
        return Err(AppError::new(Code::BadRequest).message("A PIN has 4 to 12 digits").subject("pin"));
    }
    let salt = SaltString::generate(&mut OsRng);
    Argon2::default()
        .hash_password(pin.as_bytes(), &salt)
        .map(|hash| hash.to_string())
        .map_err(|error| AppError::new(Code::Internal).message(format!("The PIN cannot be stored: {error}")))
}

fn verify(pin: &str, hash: &str) -> bool {
    let Ok(hash) = PasswordHash::new(hash) else { return false };
    Argon2::default().verify_password(pin.as_bytes(), &hash).is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_right_pin_opens_and_only_for_a_while() {
        let (guard, now) = (Guard::default(), Instant::now());
        let stored = hash("2468").unwrap();
        assert!(!stored.contains("2468"), "only its hash is kept");
        assert!(!guard.is_open(now));
        assert_eq!(guard.open("1357", &stored, now).unwrap_err().code, Code::PinNeeded);
        guard.open("2468", &stored, now).unwrap();
        assert!(guard.is_open(now) && !guard.is_open(now + OPEN_FOR));
        guard.close();
        assert!(!guard.is_open(now));
    }

    #[test]
    fn guessing_takes_long() {
        let (guard, now) = (Guard::default(), Instant::now());
        let stored = hash("2468").unwrap();
        for _ in 0..TRIES_MAX {
            assert!(guard.open("0000", &stored, now).is_err());
        }
        assert!(guard.open("2468", &stored, now).is_err(), "even the right one has to wait");
        assert!(guard.open("2468", &stored, now + PAUSE).is_ok());
    }

    #[test]
    fn a_pin_is_digits() {
        for wrong in ["", "123", "12ab", "1234567890123", "12 34"] {
            assert_eq!(hash(wrong).unwrap_err().code, Code::BadRequest, "{wrong:?}");
        }
    }

    #[test]
    fn every_guarded_command_exists() {
        let known: Vec<&str> =
            crate::COMMANDS.iter().chain(engine::commands::COMMANDS).map(|command| command.name).collect();
        for name in GUARDED {
            assert!(known.contains(&name), "{name}");
        }
    }
}
