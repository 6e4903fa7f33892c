//! One batch, from the click on *Ship* to the stored labels.
//!
//! An *attempt* is one order in one call. Its states, with the only ways between them:
//!
//! ```text
//!                      (429, not sent: put back)
//!                    +-------------------------+
//!                    v                         |
//!  ship/continue -> planned -- look, commit -> requested --+--> accepted --> labelled
//!                    |   \                     |  |        |       |            |
//!         (continue  |    \ (label seen)       |  |        |       +--> failed  |
//!          plans     |     v                   |  |        |       |            |
//!          afresh)   |   elsewhere             |  |        |       +--> cancelled <+
//!                    v                         |  |        |
//!                  withdrawn       (envelope)  |  |        +--> unknown --> accepted   (found in the mirror)
//!                                  refused <---+  |                |
//!                                                 |                +--> overridden     (a person, logged)
//!                      crash before the answer ---+--> unknown
//! ```
//!
//! planned, requested, unknown, accepted and labelled claim their order: the journal's partial unique index allows one
//! such attempt per order, so that a second purchase cannot be written down, let alone sent.
//!
//! A call is `planned -> requested -> answered`, back to planned when it provably bought nothing, or `withdrawn`.

pub mod join;
pub mod plan;
pub mod reconcile;
pub mod step;

mod fetch;
pub(crate) mod run;
pub(crate) mod search;
pub(crate) mod settle;
