//! Writes the UI's types and command list from the Rust ones. `UPDATE_TYPES=1 cargo test -p station` rewrites the file;
//! without it the test fails when the committed file is not what the Rust code says.

use std::path::PathBuf;

fn file() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../../ui/src/ipc/generated.ts")
}

fn generated() -> String {
    let mut text = String::from("// Written by `UPDATE_TYPES=1 cargo test -p station`. Do not edit.\n\n");
    for declaration in engine::wire::typescript() {
        text.push_str(&format!("export {declaration}\n\n"));
    }
    text.push_str("export interface Commands {\n");
    for command in station::COMMANDS.iter().chain(engine::commands::COMMANDS) {
        text.push_str(&format!(
            "  {}: {{ payload: {}; result: {} }};\n",
            command.name,
            typescript(command.payload),
            typescript(command.result)
        ));
    }
    text.push_str("}\n");
    text
}

/// `Vec<Batch>` is `Batch[]`, `Option<Batch>` is `Batch | null`.
fn typescript(rust: &str) -> String {
    let inside = |outer: &str| rust.strip_prefix(outer)?.strip_suffix('>');
    match (inside("Vec<"), inside("Option<")) {
        (Some(inner), _) => format!("{inner}[]"),
        (_, Some(inner)) => format!("{inner} | null"),
        (None, None) => rust.to_owned(),
    }
}

#[test]
fn the_uis_types_are_the_engines() {
    let fresh = generated();
    if std::env::var_os("UPDATE_TYPES").is_some() {
        std::fs::write(file(), &fresh).unwrap();
    }
    let committed = std::fs::read_to_string(file()).unwrap().replace("\r\n", "\n");
    assert!(committed == fresh, "ui/src/ipc/generated.ts is old: run UPDATE_TYPES=1 cargo test -p station");
}
