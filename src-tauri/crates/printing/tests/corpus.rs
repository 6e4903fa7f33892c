//! The files that fuzzing starts from (`scripts/fuzz-paper`), and those that it found something with (`found-...`).

#![expect(clippy::expect_used, reason = "helpers of tests stop at the first surprise")]

use std::fs;
use std::path::{Path, PathBuf};

use printing::documents::{Dpi, Place, Sheet, bitmap, draw, impose, inspect, inspect_zpl, merge, page_sizes};

fn files(kind: &str) -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/corpus").join(kind);
    let entries = fs::read_dir(folder).expect("the corpus is beside the tests");
    let mut files: Vec<PathBuf> = entries.map(|entry| entry.expect("a file").path()).collect();
    files.sort();
    assert!(files.len() > 1, "{kind}: an empty corpus tests nothing");
    files
}

fn is_seed(file: &Path) -> bool {
    !file.file_name().is_some_and(|name| name.to_string_lossy().starts_with("found-"))
}

#[test]
fn documents_of_the_corpus_are_handled() {
    for file in files("pdf").into_iter().chain(files("png")) {
        let (name, bytes) = (file.display(), fs::read(&file).expect("a file"));
        let readable = inspect(&bytes).is_ok();
        assert_eq!(readable, merge(&[&bytes]).is_ok(), "{name}: what was let in can be put into a PDF");
        let drawn = [
            page_sizes(&bytes).map(drop),
            impose(&[&bytes], Sheet::FourA6, Place::FIRST).map(drop),
            draw(&bytes, 0, 36).map(drop),
            bitmap(&bytes, 0, Dpi::D203).map(drop),
        ];
        if is_seed(&file) {
            assert!(readable, "{name} is a good file");
            assert_eq!(drawn.map(|result| result.is_ok()), [true; 4], "{name} can be drawn");
        }
    }
}

#[test]
fn zpl_of_the_corpus_is_handled() {
    for file in files("zpl") {
        let read = inspect_zpl(&fs::read(&file).expect("a file"));
        assert!(read.is_ok() || !is_seed(&file), "{}: {read:?}", file.display());
    }
}
