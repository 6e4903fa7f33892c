//! The product without a window: open orders, the batch engine, stored labels, history.
//!
//! Data flows one way: [`sync`] mirrors orders and shipments into the [`store`], [`batch`] plans, buys, settles and
//! searches, [`commands`] is what window and command line may ask, [`wire`] is what they get.
//!
//! Deliberately not here: windows, keychains, HTTP, and the practice platform; the crate `station` puts them together.

mod accounts;
pub mod batch;
mod choices;
pub mod clock;
pub mod commands;
mod convert;
mod duplicates;
mod engine;
pub mod error;
pub mod hub;
pub mod integrations;
mod limits;
mod look;
pub mod model;
mod orders;
mod papers;
mod pictures;
mod print;
mod retention;
mod settings_file;
mod ship;
mod split;
pub mod statuses;
mod steer;
pub mod store;
mod sync;
mod tracking;
mod wemasy;
pub mod wire;

pub use accounts::{KnownAccount, has_wemasy_shop, known_accounts, known_partner, known_wemasy_shops};
pub use engine::{Engine, Parts, Tuning};
pub use error::{AppError, Code};
pub use limits::sendcloud_limits;
pub use papers::LabelsFile;
pub use statuses::StatusRule;
pub use sync::lacks_v2;
pub use wemasy::WemasyPart;
