//! What keeps a printer from printing, as every print service here says it: sentences that windows translate.

pub(crate) const PAUSED: &str = "the queue is paused";
pub(crate) const NO_PAPER: &str = "out of paper";
pub(crate) const JAMMED: &str = "paper is jammed";
pub(crate) const OPEN: &str = "a cover is open";
pub(crate) const USED_UP: &str = "toner or ribbon is used up";
pub(crate) const RUNS_LOW: &str = "toner or ribbon runs low";
pub(crate) const FULL: &str = "the output tray is full";
pub(crate) const OFFLINE: &str = "the printer is offline";
