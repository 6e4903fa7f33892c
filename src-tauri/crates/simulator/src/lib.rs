//! A believable Sendcloud, a Wemasy shop, and a practice printer: written to the platform's documented contract (and to the traps that
//! its documentation leaves open), not to what our client happens to send.
//!
//! [`Platform`] is the simulated account: orders, shipments, labels, limits, seeded faults, and a Wemasy shop whose orders
//! end up in it ([`Platform::wemasy`]). It has two faces: [`InProcess`] (for Wemasy [`WemasyInProcess`]) is a [`api_client::Transport`] without sockets (practice mode, deterministic tests), [`serve`] is
//! loopback HTTP (the CLI's `simulate`, end-to-end tests, benchmarks). [`PracticePrinter`] is a
//! [`printing::Spooler`] that uses no paper.
//!
//! Time comes from the clock that is passed in, chance from the seed: the same seed gives the same orders and labels.
//! Deliberately not here: anything of the product (crate `engine`), which does not know this crate.

mod answer;
mod carriers;
mod config;
mod contracts;
mod data;
mod endpoints;
mod fault;
mod imports;
mod in_process;
mod label;
mod limits;
mod model;
mod pictures;
mod plan;
mod platform;
mod printer;
mod rng;
mod server;
mod ship;
mod state;
mod twist;
mod wemasy;
mod wire;

pub use config::{Config, Habits, Limits, LinksShops, Organization, Profile, RetryAfter, ShopProfile};
pub use fault::{BodyKind, Endpoint, Fault, FaultKind, FaultReport, NotPdf, PointerSpelling, When};
pub use in_process::{InProcess, WemasyInProcess, clock_from};
pub use model::{
    AfterLabel, Origin, ParcelStatus, SimItem, SimLog, SimOrder, SimParcel, SimShipment, SimShop, Status,
    Trouble,
};
pub use pictures::PracticePictures;
pub use plan::fault_plan;
pub use platform::{Platform, SeenRequest};
pub use printer::{PracticePrinter, PrintedJob, names as printer_names};
pub use server::{Credentials, Served, serve, serve_all, stdout_line};
pub use wemasy::{WemasyConfig, WemasyOrder, WemasyShipping, WemasyShop};
pub use wire::{Delivery, WireRequest};
