//! The invariants of the code map, checked on the files themselves: who may use what, who may know whom, how long a file
//! may be. The compiler cannot see most of them. Every rule is also tried on a planted violation, and a rule whose
//! subject is nowhere to be found fails, because then it watches the wrong place.

#![expect(clippy::expect_used, reason = "a test's helpers may")]

use std::fs;
use std::path::{Path, PathBuf};

/// A file as the rules see it: path from the repository's root with `/`, and its text.
struct Source {
    path: String,
    text: String,
}

/// Something that only a few places may mention.
struct Fence {
    rule: &'static str,
    /// Which files are looked at: where they are, and how they end.
    within: &'static [&'static str],
    endings: &'static [&'static str],
    word: &'static str,
    /// Path beginnings that may mention it; empty: nobody may.
    home: &'static [&'static str],
}

const CODE: &[&str] = &["src-tauri/", "tests/"];
const RUST: &[&str] = &[".rs"];
const MANIFEST: &[&str] = &["Cargo.toml"];
const UI: &[&str] = &[".ts", ".svelte", ".js"];

const FENCES: &[Fence] = &[
    Fence {
        rule: "only the shell uses tauri",
        within: CODE,
        endings: RUST,
        word: "tauri::",
        home: &["src-tauri/src/", "src-tauri/build.rs"],
    },
    Fence {
        rule: "only api-client's transport speaks HTTP by reqwest",
        within: CODE,
        endings: RUST,
        word: "reqwest",
        home: &["src-tauri/crates/api-client/src/transport"],
    },
    Fence {
        rule: "only the engine's store speaks SQL",
        within: CODE,
        endings: RUST,
        word: "rusqlite",
        home: &["src-tauri/crates/engine/src/store"],
    },
    Fence {
        rule: "only the station's secrets touch the keychain",
        within: CODE,
        endings: RUST,
        word: "keyring::",
        home: &["src-tauri/crates/station/src/secrets"],
    },
    Fence {
        rule: "only the calls to Windows' spooler are unsafe",
        within: CODE,
        endings: RUST,
        word: "unsafe_code",
        home: &["src-tauri/crates/printing/src/windows/calls.rs"],
    },
    Fence {
        rule: "only the shell depends on tauri",
        within: &["Cargo.toml", "src-tauri/", "tests/"],
        endings: MANIFEST,
        word: "tauri",
        home: &["Cargo.toml"],
    },
    Fence {
        rule: "only api-client depends on reqwest",
        within: &["src-tauri/", "tests/"],
        endings: MANIFEST,
        word: "reqwest",
        home: &["src-tauri/crates/api-client/"],
    },
    Fence {
        rule: "only the engine depends on rusqlite",
        within: &["src-tauri/", "tests/"],
        endings: MANIFEST,
        word: "rusqlite",
        home: &["src-tauri/crates/engine/"],
    },
    Fence {
        rule: "only the station depends on keyring",
        within: &["src-tauri/", "tests/"],
        endings: MANIFEST,
        word: "keyring",
        home: &["src-tauri/crates/station/"],
    },
    Fence {
        rule: "only ui/src/ipc knows that there is a Tauri window",
        within: &["ui/src/"],
        endings: UI,
        word: "@tauri-apps",
        home: &["ui/src/ipc/"],
    },
    Fence {
        rule: "the UI never inserts markup from data",
        within: &["ui/src/"],
        endings: UI,
        word: "{@html",
        home: &[],
    },
    Fence {
        rule: "a new call state must be thought about: no catch-all arm in batch/step.rs",
        within: &["src-tauri/crates/engine/src/batch/step.rs"],
        endings: RUST,
        word: "_ =>",
        home: &[],
    },
];

/// Which of our crates each of them may depend on. The engine does not know the simulator: practice mode is the station
/// passing another transport and spooler.
const DIRECTIONS: &[(&str, &[&str])] = &[
    ("api-client", &[]),
    ("printing", &[]),
    ("sendcloud", &["api-client"]),
    ("wemasy", &["api-client"]),
    ("engine", &["api-client", "printing", "sendcloud", "wemasy"]),
    ("simulator", &["api-client", "printing", "wemasy"]),
    ("station", &["api-client", "engine", "printing", "sendcloud", "simulator", "wemasy"]),
    ("packbench-cli", &["engine", "simulator", "station"]),
    ("packbench", &["engine", "station"]),
    ("scenarios", &["api-client", "engine", "printing", "sendcloud", "simulator", "station", "wemasy"]),
];

/// Parts of the window that are thrown away or rewritten alone. They meet in `shared`, `state` and `ipc`.
const FEATURES: &[&str] = &["orders", "batch", "history", "printing", "settings", "start", "bookings"];

const FILE_LINES_MAX: usize = 600;
const SHELL_LINES_MAX: usize = 700;

// ---- the rules ------------------------------------------------------------------------------------------------------

fn outside_the_fence(fence: &Fence, sources: &[Source]) -> Vec<String> {
    let mut wrong = Vec::new();
    for source in sources.iter().filter(|source| fence.watches(source) && !fence.is_home(source)) {
        for (number, line) in source.text.lines().enumerate() {
            if without_comment(line).contains(fence.word) {
                wrong.push(format!(
                    "{}: {}:{} mentions `{}`",
                    fence.rule,
                    source.path,
                    number + 1,
                    fence.word
                ));
            }
        }
    }
    wrong
}

/// A fence around nothing: the thing it is about, or the files it watches, went somewhere else.
fn stale(fence: &Fence, sources: &[Source]) -> Option<String> {
    let mut watched = sources.iter().filter(|source| fence.watches(source)).peekable();
    if watched.peek().is_none() {
        return Some(format!("{}: this rule watches no file", fence.rule));
    }
    let lives = fence.home.is_empty()
        || watched.any(|source| fence.is_home(source) && source.text.contains(fence.word));
    (!lives).then(|| format!("{}: `{}` is not in {:?} any more", fence.rule, fence.word, fence.home))
}

fn wrong_directions(sources: &[Source]) -> Vec<String> {
    let mut wrong = Vec::new();
    for manifest in sources.iter().filter(|source| source.path.ends_with("Cargo.toml")) {
        let Some(name) = package_name(&manifest.text) else { continue };
        let Some((_, allowed)) = DIRECTIONS.iter().find(|(crate_name, _)| *crate_name == name) else {
            wrong.push(format!(
                "crate directions: {} has no line in DIRECTIONS; say what it may know",
                manifest.path
            ));
            continue;
        };
        for dependency in dependencies(&manifest.text) {
            let ours = DIRECTIONS.iter().any(|(crate_name, _)| *crate_name == dependency);
            if ours && !allowed.contains(&dependency.as_str()) {
                wrong.push(format!(
                    "crate directions: {name} may not depend on {dependency} ({})",
                    manifest.path
                ));
            }
        }
    }
    wrong
}

fn too_long(sources: &[Source]) -> Vec<String> {
    let rust = || sources.iter().filter(|source| source.path.ends_with(".rs"));
    let mut wrong: Vec<String> = rust()
        .map(|source| (source, source.text.lines().count()))
        .filter(|(_, lines)| *lines > FILE_LINES_MAX)
        .map(|(source, lines)| {
            format!("file length: {} has {lines} lines, {FILE_LINES_MAX} at most", source.path)
        })
        .collect();
    let shell: usize = rust()
        .filter(|source| source.path.starts_with("src-tauri/src/"))
        .map(|source| source.text.lines().count())
        .sum();
    if shell > SHELL_LINES_MAX {
        wrong
            .push(format!("the shell stays thin: {shell} lines in src-tauri/src, {SHELL_LINES_MAX} at most"));
    }
    wrong
}

fn without_module_doc(sources: &[Source]) -> Vec<String> {
    sources
        .iter()
        .filter(|source| source.path.ends_with(".rs") && !source.text.starts_with("//!"))
        .map(|source| format!("module doc first: {} does not begin with `//!`", source.path))
        .collect()
}

fn features_that_know_each_other(sources: &[Source]) -> Vec<String> {
    let mut wrong = Vec::new();
    for source in sources {
        let Some(feature) = feature_of(&source.path) else { continue };
        for import in imports(&source.text) {
            let target = resolve(&source.path, &import);
            if let Some(other) = feature_of(&target)
                && other != feature
            {
                wrong.push(format!(
                    "feature folders do not import each other: {} imports {target}",
                    source.path
                ));
            }
        }
    }
    wrong
}

// ---- reading ----------------------------------------------------------------------------------------------------------

impl Fence {
    fn watches(&self, source: &Source) -> bool {
        // This file names everything it forbids.
        source.path != "tests/tests/tidy.rs"
            && self.within.iter().any(|start| source.path.starts_with(start))
            && self.endings.iter().any(|end| source.path.ends_with(end))
    }

    fn is_home(&self, source: &Source) -> bool {
        self.home.iter().any(|start| source.path.starts_with(start))
    }
}

/// Line comments may speak about anything. A `//` inside a text (`https://`) is no comment.
fn without_comment(line: &str) -> &str {
    let mut from = 0;
    while let Some(found) = line[from..].find("//") {
        let at = from + found;
        if !line[..at].ends_with(':') {
            return &line[..at];
        }
        from = at + 2;
    }
    line
}

fn package_name(manifest: &str) -> Option<String> {
    let after = manifest.split("[package]").nth(1)?;
    let name = after.lines().find_map(|line| line.strip_prefix("name = "))?;
    Some(name.trim_matches('"').to_owned())
}

/// Names in every kind of dependency table, without the workspace's own list of versions.
fn dependencies(manifest: &str) -> Vec<String> {
    let mut names = Vec::new();
    let mut listing = false;
    for line in manifest.lines().map(str::trim) {
        if let Some(table) = line.strip_prefix('[').and_then(|line| line.strip_suffix(']')) {
            let last = table.rsplit('.').next().unwrap_or(table);
            listing = last.ends_with("dependencies") && !table.starts_with("workspace");
            if let Some((before, name)) = table.rsplit_once('.')
                && before.ends_with("dependencies")
                && !before.starts_with("workspace")
            {
                names.push(name.to_owned());
            }
        } else if listing && let Some(end) = line.find(['.', '=', ' ']) {
            names.push(line[..end].to_owned());
        }
    }
    names
}

fn feature_of(path: &str) -> Option<&str> {
    let folder = path.strip_prefix("ui/src/")?.split('/').next()?;
    FEATURES.contains(&folder).then_some(folder)
}

/// What stands between quotes after `from`, `import` or `import(`.
fn imports(text: &str) -> Vec<String> {
    let mut found = Vec::new();
    for start in ["from '", "from \"", "import '", "import \"", "import('", "import(\""] {
        for rest in text.split(start).skip(1) {
            found.extend(rest.split(['\'', '"']).next().map(str::to_owned));
        }
    }
    found
}

fn resolve(from: &str, import: &str) -> String {
    if !import.starts_with('.') {
        return import.trim_start_matches('/').to_owned();
    }
    let mut parts: Vec<&str> = from.split('/').collect();
    parts.pop();
    for part in import.split('/') {
        match part {
            "." => {}
            ".." => drop(parts.pop()),
            name => parts.push(name),
        }
    }
    parts.join("/")
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("tests is in the repository").to_owned()
}

fn repository() -> Vec<Source> {
    let root = root();
    let mut sources = Vec::new();
    let mut folders = vec![root.join("src-tauri"), root.join("tests"), root.join("ui/src")];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).expect("a folder of the repository") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                folders.push(path);
            } else if path
                .extension()
                .is_some_and(|end| ["rs", "toml", "ts", "svelte", "js"].iter().any(|e| end == *e))
            {
                sources.push(read(&root, &path));
            }
        }
    }
    sources.push(read(&root, &root.join("Cargo.toml")));
    sources
}

fn read(root: &Path, path: &Path) -> Source {
    let relative = path.strip_prefix(root).expect("inside the repository");
    Source {
        path: relative.to_string_lossy().replace('\\', "/"),
        text: fs::read_to_string(path).expect("text"),
    }
}

fn source(path: &str, text: &str) -> Source {
    Source { path: path.to_owned(), text: text.to_owned() }
}

fn fence(rule: &str) -> &'static Fence {
    FENCES.iter().find(|fence| fence.rule.contains(rule)).expect("a rule with these words")
}

fn assert_none(wrong: &[String]) {
    assert!(wrong.is_empty(), "\n{}\n", wrong.join("\n"));
}

// ---- the repository keeps them ------------------------------------------------------------------------------------------

#[test]
fn the_fences_stand() {
    let sources = repository();
    assert_none(&FENCES.iter().flat_map(|fence| outside_the_fence(fence, &sources)).collect::<Vec<_>>());
    assert_none(&FENCES.iter().filter_map(|fence| stale(fence, &sources)).collect::<Vec<_>>());
}

#[test]
fn crates_know_only_whom_they_may() {
    let sources = repository();
    assert_none(&wrong_directions(&sources));
    let known = sources.iter().filter(|source| source.path.ends_with("Cargo.toml")).count();
    assert_eq!(known, DIRECTIONS.len(), "a line in DIRECTIONS for every crate, and no line too many");
}

#[test]
fn files_are_short_and_begin_with_their_purpose() {
    let sources = repository();
    assert_none(&too_long(&sources));
    assert_none(&without_module_doc(&sources));
}

#[test]
fn feature_folders_stand_alone() {
    let sources = repository();
    assert_none(&features_that_know_each_other(&sources));
    for feature in FEATURES {
        let exists = sources.iter().any(|source| feature_of(&source.path) == Some(feature));
        assert!(exists, "ui/src/{feature} is empty: this rule watches the wrong folders");
    }
}

// ---- a planted violation is seen ----------------------------------------------------------------------------------------

#[test]
fn every_fence_sees_what_climbs_over_it() {
    for fence in FENCES {
        let folder = fence.within.last().expect("somewhere to look");
        let path = match folder.strip_suffix('/') {
            Some(folder) => {
                format!("{folder}/planted/planted{}", fence.endings[0].replace("Cargo.toml", "/Cargo.toml"))
            }
            None => (*folder).to_owned(),
        };
        let planted = [source(&path, &format!("first line\n    {} second\n", fence.word))];
        let wrong = outside_the_fence(fence, &planted);
        assert_eq!(wrong.len(), 1, "{}: one mention planted in {path}", fence.rule);
        assert!(wrong[0].contains(":2 "), "the line is named: {}", wrong[0]);
    }
}

#[test]
fn a_fence_lets_its_home_and_comments_through() {
    let http = fence("speaks HTTP");
    let fine = [
        source("src-tauri/crates/api-client/src/transport.rs", "use reqwest::Client;"),
        source("src-tauri/crates/api-client/src/lib.rs", "//! Hides reqwest.\nfn a() {} // not reqwest"),
    ];
    assert_none(&outside_the_fence(http, &fine));
    let hidden = [source("src-tauri/crates/engine/src/a.rs", "let a = \"https://a\"; reqwest::get(a);")];
    assert_eq!(outside_the_fence(http, &hidden).len(), 1, "an address is no comment");
}

#[test]
fn a_fence_around_nothing_is_seen() {
    let http = fence("speaks HTTP");
    assert!(stale(http, &[]).is_some(), "no files to watch");
    assert!(stale(http, &[source("src-tauri/a.rs", "reqwest")]).is_some(), "not used where it belongs");
    assert!(stale(http, &[source("src-tauri/crates/api-client/src/transport.rs", "use reqwest;")]).is_none());
    assert!(stale(fence("catch-all"), &[]).is_some(), "batch/step.rs is gone");
}

#[test]
fn a_wrong_direction_is_seen_in_every_spelling() {
    for table in [
        "[dependencies]\nsimulator.workspace = true",
        "[dependencies]\nsimulator = { path = \"../simulator\" }",
        "[dev-dependencies]\nserde = \"1\"\nsimulator.workspace = true",
        "[target.'cfg(windows)'.dependencies]\nsimulator.workspace = true",
        "[dependencies.simulator]\nworkspace = true",
    ] {
        let engine = source(
            "src-tauri/crates/engine/Cargo.toml",
            &format!("[package]\nname = \"engine\"\n\n{table}\n"),
        );
        assert_eq!(wrong_directions(&[engine]).len(), 1, "the engine must not know the simulator: {table}");
    }
    let fine = "[package]\nname = \"engine\"\n[dependencies]\nsendcloud.workspace = true\nserde = \"1\"\n[lints]\nworkspace = true";
    assert_none(&wrong_directions(&[source("src-tauri/crates/engine/Cargo.toml", fine)]));
    let stranger = source("src-tauri/crates/new/Cargo.toml", "[package]\nname = \"new\"\n");
    assert_eq!(wrong_directions(&[stranger]).len(), 1, "a new crate says what it may know");
    let workspace = "[workspace.dependencies]\nsimulator = \"1\"\n[package]\nname = \"packbench\"\n";
    assert_none(&wrong_directions(&[source("Cargo.toml", workspace)]));
}

#[test]
fn long_files_and_missing_purposes_are_seen() {
    let long = source("src-tauri/crates/engine/src/a.rs", &"//! A.\n".repeat(FILE_LINES_MAX + 1));
    assert_eq!(too_long(&[long]).len(), 1, "one line too many");
    let half = "//! A.\n".repeat(SHELL_LINES_MAX / 2 + 1);
    let shell = [source("src-tauri/src/a.rs", &half), source("src-tauri/src/b.rs", &half)];
    assert_eq!(too_long(&shell).len(), 1, "the shell is counted as a whole");
    assert_eq!(without_module_doc(&[source("src-tauri/src/a.rs", "fn a() {}")]).len(), 1, "no purpose");
}

#[test]
fn features_importing_each_other_are_seen() {
    for import in [
        "import { a } from '../batch/a'",
        "import Row from \"../batch/Row.svelte\"",
        "await import('../batch/a')",
    ] {
        let planted = source("ui/src/orders/List.svelte", import);
        assert_eq!(features_that_know_each_other(&[planted]).len(), 1, "{import}");
    }
    let fine = source(
        "ui/src/orders/List.svelte",
        "import { a } from '../shared/a';\nimport b from './b';\nimport '../orders/c';\nimport { d } from 'svelte';",
    );
    assert_none(&features_that_know_each_other(&[fine]));
}
