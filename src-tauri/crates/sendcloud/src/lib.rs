//! sendcloud
