//! The client against scripted answers: what it sends, what it makes of the answers that are documented, and that nothing
//! in an answer makes it panic.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

mod answers_any;
mod errors;
mod fake;
mod lists;
mod paid;
mod reads;
