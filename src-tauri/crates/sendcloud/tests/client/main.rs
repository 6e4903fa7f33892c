//! What the client makes of answers: outcomes of calls, lists, shipments, documents and errors.
#![expect(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

mod answers;
mod answers_any;
mod errors;
#[path = "../fake/mod.rs"]
mod fake;
mod integrations;
mod lists;
mod requests;
mod shipments;
