//! A packing station put together: data folder, lock, keychain, environment, and an engine with either the real platform
//! and printers (live) or the simulated ones (practice). Shell, command line and test host start here and nowhere else.
//!
//! Deliberately not here: windows, and every rule of the product (crate `engine`).

mod accounts;
mod choice;
mod commands;
mod engines;
mod environment;
mod live;
mod lock;
pub mod logs;
mod paths;
mod pin;
mod practice;
mod secrets;
mod station;

pub use commands::COMMANDS;
pub use paths::data_dir;
pub use station::{Options, Station, Wants};
