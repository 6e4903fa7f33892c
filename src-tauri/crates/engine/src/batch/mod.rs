//! One batch, from the click on *Ship* to the stored labels.
//!
//! An *attempt* is one order in one call. Its states, with the only ways between them:
//!
//! ```text
//!                        429 or not sent: put back
//!                   +----------------------------------+
//!                   v                                  |
//!  ship, retry --> planned --- look, commit ---> requested ---+---> accepted ----> labelled
//!                   | | |                              |      |      ^  |  ^           |
//!                   | | +-- label seen -> elsewhere    |      |      |  |  |           |
//!                   | |                                |      |      |  v  | announced | cancelled or
//!                   | +-- not at the platform          |      |      |  failed  after  | failed later
//!                   |               |                  |      |      |  cancelled <----+
//!                   |               v     envelope     |      |      |           all
//!                   |            refused <-------------+      |      |
//!                   |                                         |      | found in the mirror, or shown by a person
//!                   +-- continue, stop -> withdrawn           |      |
//!                                                             +---> unknown ----> overridden
//!                       no answer, no envelope, a crash before it          a person, logged
//! ```
//!
//! planned, requested, unknown, accepted and labelled claim their order: the journal's partial unique index allows one
//! such attempt per order, so that a second purchase cannot be written down, let alone sent. A failed or cancelled one
//! whose order was bought again in between does not come back when somebody announces it: it is a second label.
//!
//! | state      | what it waits for, and who moves it on                                                        |
//! |------------|-----------------------------------------------------------------------------------------------|
//! | planned    | a turn, a look younger than ten seconds ([`run`]); a person, when its batch is paused           |
//! | requested  | the answer of its call                                                                        |
//! | accepted   | the carrier, then its papers ([`settle`])                                                     |
//! | labelled   | nothing; every paper is stored                                                                |
//! | unknown    | a look that finds its shipment ([`search`], decided by [`reconcile`]), or a person             |
//! | refused, failed, cancelled | a person: retry, or ship again                                                |
//! | elsewhere, withdrawn, overridden | nothing                                                                 |
//!
//! A call is `planned -> requested -> answered`, back to planned when it provably bought nothing, or `withdrawn`.

pub mod anyway;
pub mod join;
pub mod plan;
pub mod reconcile;
pub mod step;

pub(crate) mod by_wemasy;
mod fetch;
pub(crate) mod run;
pub(crate) mod search;
mod sent;
pub(crate) mod settle;
