//! Platforms without printing yet.
