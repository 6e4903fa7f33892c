//! Packbench's window. Everything is in the library next to this file.
#![cfg_attr(not(debug_assertions), windows_subsystem = "windows")]

use std::process::ExitCode;

fn main() -> ExitCode {
    packbench_lib::run()
}
