//! Tells tauri-build where capabilities and permissions live: the package root is the repository root, they are in
//! `src-tauri`. A permissions file makes Tauri check the app's own command too, so nothing is callable by default.

use std::error::Error;

use tauri_build::{AppManifest, Attributes};

fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo:rerun-if-changed=src-tauri/capabilities");
    println!("cargo:rerun-if-changed=src-tauri/permissions");
    println!("cargo:rerun-if-changed=src-tauri/build.rs");
    println!("cargo:rerun-if-changed=tauri.conf.json");
    let permissions = AppManifest::new().permissions_path_pattern("./src-tauri/permissions/**/*");
    let attributes = Attributes::new()
        .capabilities_path_pattern("./src-tauri/capabilities/**/*")
        .app_manifest(permissions);
    Ok(tauri_build::try_build(attributes)?)
}
