//! Booking labelled orders in the shops' accounts, one by one. Whether booking twice makes two entries is not documented, so
//! each is written down before it is sent, sent once, and never again without a person, except where the platform provably
//! did nothing: not sent, "too many requests", or a token that it does not accept.
//!
//! It runs beside everything else: no label waits for it. A shop that cannot be booked for holds its own queue only.

use std::collections::HashMap;
use std::sync::{Arc, PoisonError};
use std::time::Duration;

use api_client::{ApiError, Bucket, Kind};
use jiff::{SignedDuration, Timestamp};
use tokio::time::Instant;
use wemasy::{OrderId, Outcome, sync_snelstart};

use crate::engine::{Engine, Shared};
use crate::error::{AppError, Code};
use crate::store::{bookings as store, wemasy as shops};
use crate::wire::{
    Booking, BookingCounts, BookingState, BookingsQuery, BookingsView, HeldShop, HeldWhy, OneBooking,
    QueueBookings, QueuedBookings, RetryBooking, WemasyBookings, WemasyShop,
};

/// Between two bookings of this station: the platform takes 5 a minute, and does not say of whom it counts them.
const PACE: Duration = Duration::from_secs(12);
/// As [`PACE`], for the station's clock.
const PACE_ON_CLOCK: SignedDuration = SignedDuration::from_secs(12);
const MINUTE: SignedDuration = SignedDuration::from_mins(1);
/// After "too many requests" without a time.
const THROTTLED_PAUSE: Duration = Duration::from_secs(60);
/// However long the platform asks.
const PAUSE_MAX: Duration = Duration::from_secs(3600);
const OFFLINE_PAUSE: Duration = Duration::from_secs(30);
/// New labels are looked for this often at most, and at least.
const LOOK_MIN: Duration = Duration::from_secs(2);
const LOOK_MAX: Duration = Duration::from_secs(30);
/// A reason must say something: it is what the list is read for later.
const REASON_MIN: usize = 5;
const REASON_MAX: usize = 300;

/// What this process knows about the sending.
#[derive(Debug, Default)]
pub(crate) struct Outbox {
    /// Nothing is sent before this; `None`: not known yet.
    free_at: Option<Instant>,
    held: HashMap<i64, Hold>,
    /// An answer is awaited.
    pub sending: bool,
}

/// Why a shop's queue does not move, beside what the database says.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Hold {
    Token(String),
    Until(Instant, String),
}

impl Shared {
    pub fn outbox(&self) -> std::sync::MutexGuard<'_, Outbox> {
        self.outbox.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Engine {
    /// # Errors
    /// A failing database.
    pub async fn bookings_list(&self, query: BookingsQuery) -> Result<BookingsView, AppError> {
        let Ok(account) = self.shared.stored_account().await else {
            let counts = BookingCounts::default();
            return Ok(BookingsView {
                rows: Vec::new(),
                counts,
                next_at: None,
                ends_at: None,
                held: Vec::new(),
            });
        };
        let key = account.clone();
        let (rows, counts) = self
            .shared
            .store
            .read(move |db| Ok((store::list(db, &key, &query)?, store::counts(db, &key)?)))
            .await?;
        let queues = queues(&self.shared, &account).await?;
        let waiting: u32 = queues.iter().filter(|queue| queue.hold.is_none()).map(|queue| queue.queued).sum();
        let held = queues.into_iter().filter_map(Queue::held).collect();
        let (next_at, ends_at) = match waiting.checked_sub(1) {
            Some(rest) => {
                let (next, last) = self.shared.send_times(rest);
                (Some(next), Some(last))
            }
            None => (None, None),
        };
        Ok(BookingsView { rows, counts, next_at, ends_at, held })
    }

    /// Queues labelled orders of Wemasy shops; those that were sent before are left alone.
    ///
    /// # Errors
    /// [`Code::BadRequest`] when no order is named.
    pub async fn booking_queue(&self, wanted: QueueBookings) -> Result<QueuedBookings, AppError> {
        let account = self.shared.stored_account().await?;
        let now = self.shared.now_text();
        let told = self
            .shared
            .store
            .write(move |tx| {
                let mut rows: Vec<i64> = wanted.orders.iter().map(|row| row.0).collect();
                if let Some(batch) = wanted.batch_id {
                    rows.extend(store::rows_of_batch(tx, &account, batch.0)?);
                }
                match rows.is_empty() {
                    true => Err(AppError::new(Code::BadRequest).message("No order is named").into()),
                    false => store::queue(tx, &account, &rows, &now),
                }
            })
            .await?;
        self.outbox_changed();
        Ok(told)
    }

    /// Sends an order again: a person has looked into the accounts and says why.
    ///
    /// # Errors
    /// [`Code::BadRequest`] without a reason, or for an order that is queued, on its way or booked.
    pub async fn booking_retry(&self, retry: RetryBooking) -> Result<Booking, AppError> {
        let reason = retry.reason.trim().to_owned();
        if !(REASON_MIN..=REASON_MAX).contains(&reason.chars().count()) {
            return Err(AppError::new(Code::BadRequest)
                .message(format!("A reason has {REASON_MIN} to {REASON_MAX} signs"))
                .hint("Look into SnelStart first, then say why it is sent again")
                .subject("reason"));
        }
        let account = self.shared.stored_account().await?;
        let now = self.shared.now_text();
        let booking = self
            .shared
            .store
            .write(move |tx| match store::again(tx, &account, retry.id.0, &reason, &now)? {
                Some(id) => store::one(tx, &account, id),
                None => Err(AppError::new(Code::BadRequest)
                    .message("This order is queued, on its way or booked already")
                    .hint("Read the list again")
                    .into()),
            })
            .await?;
        self.outbox_changed();
        booking.ok_or_else(unknown_booking)
    }

    /// Takes an order out of the queue, or off the list of what needs a person.
    ///
    /// # Errors
    /// [`Code::BadRequest`] for an order that is on its way or booked, [`Code::NotFound`].
    pub async fn booking_withdraw(&self, one: OneBooking) -> Result<Booking, AppError> {
        let account = self.shared.stored_account().await?;
        let now = self.shared.now_text();
        let (changed, booking) = self
            .shared
            .store
            .write(move |tx| {
                let changed = store::withdraw(tx, &account, one.id.0, &now)?;
                Ok((changed, store::one(tx, &account, one.id.0)?))
            })
            .await?;
        self.outbox_changed();
        let booking = booking.ok_or_else(unknown_booking)?;
        match changed || booking.state == BookingState::Withdrawn {
            true => Ok(booking),
            false => Err(AppError::new(Code::BadRequest)
                .message("This order is on its way to the accounts, or booked already")
                .subject(booking.order_number)),
        }
    }

    fn outbox_changed(&self) {
        self.shared.hub.bookings_changed();
        self.shared.wake_bookings.notify_one();
    }
}

fn unknown_booking() -> AppError {
    AppError::new(Code::NotFound).message("This booking is not known").hint("Read the list again")
}

impl Shared {
    /// When the next booking goes out, and the one that is this many later.
    fn send_times(&self, later: u32) -> (String, String) {
        let free_at = self.outbox().free_at;
        let wait = free_at.map(|at| at.saturating_duration_since(Instant::now())).unwrap_or_default();
        let now = self.now();
        let after = |wait: Duration| now.checked_add(wait).unwrap_or(now).to_string();
        (after(wait), after(wait + PACE * later))
    }
}

/// A shop with something in its queue.
struct Queue {
    shop_id: i64,
    name: String,
    queued: u32,
    hold: Option<(HeldWhy, Option<String>)>,
}

impl Queue {
    fn held(self) -> Option<HeldShop> {
        let Self { shop_id, name, queued, hold } = self;
        hold.map(|(why, message)| HeldShop { shop_id, shop: name, why, queued, message })
    }
}

async fn queues(shared: &Shared, account: &str) -> Result<Vec<Queue>, AppError> {
    let account = account.to_owned();
    let (found, known) =
        shared.store.read(move |db| Ok((store::queues(db, &account)?, shops::shops(db, &account)?))).await?;
    let outbox = shared.outbox();
    let queue = |(shop_id, queued, _)| {
        let shop: &WemasyShop = known.iter().find(|shop| shop.shop_id == shop_id)?;
        let hold =
            held(shop.enabled, shared.wemasy(shop_id).is_ok(), outbox.held.get(&shop_id), Instant::now());
        Some(Queue { shop_id, name: shop.name.clone(), queued, hold })
    };
    Ok(found.into_iter().filter_map(queue).collect())
}

/// Why nothing of a shop can be sent now; the most lasting reason first. Pure.
fn held(
    enabled: bool,
    has_token: bool,
    hold: Option<&Hold>,
    now: Instant,
) -> Option<(HeldWhy, Option<String>)> {
    match (enabled, has_token, hold) {
        (false, _, _) => Some((HeldWhy::Disabled, None)),
        (true, false, _) => Some((HeldWhy::NoToken, None)),
        (true, true, Some(Hold::Token(words))) => Some((HeldWhy::TokenRefused, Some(words.clone()))),
        (true, true, Some(Hold::Until(until, words))) if *until > now => {
            Some((HeldWhy::Paused, Some(words.clone())))
        }
        (true, true, Some(Hold::Until(..)) | None) => None,
    }
}

/// A shop was read: its token is good (again).
pub(super) fn token_works(shared: &Shared, shop_id: i64) {
    let mut outbox = shared.outbox();
    if matches!(outbox.held.get(&shop_id), Some(Hold::Token(_))) {
        outbox.held.remove(&shop_id);
        drop(outbox);
        shared.hub.bookings_changed();
        shared.wake_bookings.notify_one();
    }
}

/// Sends what is queued, one per [`PACE`], and queues what books by itself, until it is dropped.
pub(crate) async fn in_background(shared: Arc<Shared>) {
    loop {
        let pause = match round(&shared).await {
            Ok(pause) => pause,
            Err(error) => {
                tracing::warn!(%error, "bookings have to wait");
                shared.tell_disk_trouble(&error);
                LOOK_MAX
            }
        };
        tokio::time::sleep(LOOK_MIN.min(pause)).await;
        tokio::select! {
            () = tokio::time::sleep(pause.saturating_sub(LOOK_MIN)) => {}
            () = shared.wake_bookings.notified() => {}
        }
    }
}

/// Answers after how long there is something to do.
async fn round(shared: &Arc<Shared>) -> Result<Duration, AppError> {
    let account = shared.account().await?;
    let free_at = pace(shared).await?;
    let key = account.clone();
    let known = shared.store.read(move |db| shops::shops(db, &key)).await?;
    if known.iter().any(|shop| shop.bookings == WemasyBookings::ByItself) {
        let (key, now) = (account.clone(), shared.now_text());
        let queued = shared.store.write(move |tx| store::queue_by_itself(tx, &key, &now)).await?;
        if queued > 0 {
            shared.hub.bookings_changed();
        }
    }
    let queues = queues(shared, &account).await?;
    let Some(next) = queues.iter().find(|queue| queue.hold.is_none()) else { return Ok(LOOK_MAX) };
    let wait = free_at.saturating_duration_since(Instant::now());
    if shared.stopping() || !wait.is_zero() {
        return Ok(wait.min(LOOK_MAX));
    }
    send_next(shared, &account, next.shop_id).await?;
    shared.hub.bookings_changed();
    Ok(Duration::ZERO)
}

/// When the next booking may go out. A new process goes by the last time in the database; a station clock that jumped
/// lengthens the wait to [`PACE`] at most.
async fn pace(shared: &Shared) -> Result<Instant, AppError> {
    if let Some(free_at) = shared.outbox().free_at {
        return Ok(free_at);
    }
    let now = shared.now();
    let last = shared.store.read(store::last_requested).await?;
    let wait = last.and_then(|at| at.parse().ok()).map(|at| wait_after(at, now)).unwrap_or_default();
    for part in &shared.wemasy {
        let (shop_id, since) = (part.shop_id, now.saturating_sub(MINUTE).unwrap_or(now).to_string());
        let sent = shared.store.read(move |db| store::requested_since(db, shop_id, &since)).await?;
        let ages = sent.iter().filter_map(|at| at.parse::<Timestamp>().ok());
        let ages = ages.map(|at| Duration::try_from(now.duration_since(at)).unwrap_or_default());
        part.api.limiter().seed(Bucket::Accounting, ages);
    }
    let free_at = Instant::now() + wait;
    shared.outbox().free_at = Some(free_at);
    Ok(free_at)
}

fn wait_after(last: Timestamp, now: Timestamp) -> Duration {
    let left = PACE_ON_CLOCK - now.duration_since(last);
    Duration::try_from(left.clamp(SignedDuration::ZERO, PACE_ON_CLOCK)).unwrap_or(PACE)
}

async fn send_next(shared: &Arc<Shared>, account: &str, shop_id: i64) -> Result<(), AppError> {
    let part = shared.wemasy(shop_id)?;
    let turn = part.api.turn_for(&sync_snelstart::request(OrderId(0))).await;
    if shared.stopping() {
        return Ok(());
    }
    let (key, now) = (account.to_owned(), shared.now_text());
    // Waited for from here on when the window closes; what is cut off all the same is unknown at the next start.
    shared.outbox().sending = true;
    let _under_way = UnderWay(Arc::clone(shared));
    let claimed = shared.store.write(move |tx| store::claim(tx, &key, shop_id, &now)).await?;
    let Some(claimed) = claimed else { return Ok(()) };
    shared.outbox().free_at = Some(Instant::now() + PACE);
    shared.hub.bookings_changed();
    turn.goes_out();
    let outcome = sync_snelstart::sync(&part.api, OrderId(claimed.wemasy_id.unsigned_abs())).await;
    let end = End::of(outcome, Instant::now());
    if let Some(hold) = end.hold {
        shared.outbox().held.insert(shop_id, hold);
    }
    let now = shared.now_text();
    // An answer that cannot be written down now is waited for: it must not be lost while this process lives.
    loop {
        let (state, words, now) = (end.state, end.words.clone(), now.clone());
        let written =
            shared.store.write(move |tx| store::answer(tx, claimed.id, state, words.as_deref(), &now)).await;
        match written {
            Ok(()) => return Ok(()),
            Err(error) => {
                tracing::warn!(%error, "the answer to a booking waits for the disk");
                shared.tell_disk_trouble(&error);
                tokio::time::sleep(LOOK_MIN).await;
            }
        }
    }
}

/// Says that nothing is under way any more, however the sending ended.
struct UnderWay(Arc<Shared>);

impl Drop for UnderWay {
    fn drop(&mut self) {
        self.0.outbox().sending = false;
    }
}

/// What became of a booking, and whether its shop has to wait.
#[derive(Debug, PartialEq, Eq)]
struct End {
    state: BookingState,
    words: Option<String>,
    hold: Option<Hold>,
}

impl End {
    fn of(outcome: Outcome<sync_snelstart::Booked>, now: Instant) -> Self {
        let ended = |state, words: String| Self { state, words: Some(words), hold: None };
        let back = |error: &ApiError, hold: Hold| Self {
            state: BookingState::Queued,
            words: Some(error.words()),
            hold: Some(hold),
        };
        match outcome {
            Outcome::Accepted(booked) => {
                Self { state: BookingState::Done, words: booked.message, hold: None }
            }
            Outcome::Refused(error) => match error.kind {
                // Not about this order: the platform did not look at it.
                Kind::Unauthorized | Kind::Forbidden => back(&error, Hold::Token(error.words())),
                Kind::NotSent
                | Kind::Lost
                | Kind::Throttled
                | Kind::PaymentRequired
                | Kind::NotFound
                | Kind::Refused
                | Kind::ServerError
                | Kind::Unreadable
                | Kind::TooBig => ended(BookingState::Refused, error.words()),
            },
            Outcome::Throttled(error) => {
                let pause = error.retry_after.unwrap_or(THROTTLED_PAUSE).min(PAUSE_MAX);
                back(&error, Hold::Until(now + pause, error.words()))
            }
            Outcome::NotSent(error) => back(&error, Hold::Until(now + OFFLINE_PAUSE, error.words())),
            Outcome::Unknown(error) => ended(BookingState::Unknown, error.words()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn end(kind: Kind, outcome: fn(ApiError) -> Outcome<sync_snelstart::Booked>) -> End {
        End::of(outcome(ApiError::new(kind, "POST x")), Instant::now())
    }

    #[test]
    fn only_what_provably_did_nothing_goes_back_by_itself() {
        for (kind, outcome, state) in [
            (Kind::NotSent, Outcome::NotSent as fn(ApiError) -> _, BookingState::Queued),
            (Kind::Throttled, Outcome::Throttled, BookingState::Queued),
            (Kind::Unauthorized, Outcome::Refused, BookingState::Queued),
            (Kind::Refused, Outcome::Refused, BookingState::Refused),
            (Kind::NotFound, Outcome::Refused, BookingState::Refused),
            (Kind::Lost, Outcome::Unknown, BookingState::Unknown),
            (Kind::ServerError, Outcome::Unknown, BookingState::Unknown),
            // A foreign page with this status proves nothing.
            (Kind::Unauthorized, Outcome::Unknown, BookingState::Unknown),
        ] {
            let end = end(kind, outcome);
            assert_eq!(end.state, state, "{kind:?}");
            assert_eq!(end.hold.is_some(), state == BookingState::Queued, "what goes back waits: {kind:?}");
            assert!(end.words.is_some(), "and says why");
        }
    }

    #[test]
    fn a_jumped_clock_never_shortens_or_stretches_the_pace() {
        let now: Timestamp = "2026-11-02T09:00:00Z".parse().unwrap();
        let last = |seconds: i64| wait_after(now - SignedDuration::from_secs(seconds), now);
        assert_eq!(last(0), PACE);
        assert_eq!(last(5), Duration::from_secs(7));
        assert_eq!(last(3_600), Duration::ZERO);
        assert_eq!(last(-3_600), PACE, "the clock was set back");
    }

    #[test]
    fn a_shop_is_held_for_its_own_reason() {
        let now = Instant::now();
        let until = |s| Hold::Until(now + Duration::from_secs(s), String::new());
        let why =
            |enabled, token, hold: Option<Hold>| held(enabled, token, hold.as_ref(), now).map(|(why, _)| why);
        assert_eq!(why(true, true, None), None);
        assert_eq!(why(false, true, Some(until(9))), Some(HeldWhy::Disabled));
        assert_eq!(why(true, false, None), Some(HeldWhy::NoToken));
        assert_eq!(why(true, true, Some(Hold::Token(String::new()))), Some(HeldWhy::TokenRefused));
        assert_eq!(why(true, true, Some(until(9))), Some(HeldWhy::Paused));
        assert_eq!(why(true, true, Some(until(0))), None, "it goes on by itself");
    }
}
