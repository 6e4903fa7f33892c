//! Other programs that make odd PDFs and check ours; a test says so where one is not installed.

#![allow(dead_code, reason = "each test file uses some of the programs")]

use std::io::Write as _;
use std::process::{Command, Stdio};

/// Runs a program on a file with these bytes (`IN` in the arguments). `None`, and a word of it, when it is not installed.
fn run(program: &str, arguments: &[&str], input: &[u8]) -> Option<std::process::Output> {
    let mut file = tempfile::NamedTempFile::new().unwrap();
    file.write_all(input).unwrap();
    let path = file.path().to_str().unwrap();
    let arguments = arguments.iter().map(|argument| if *argument == "IN" { path } else { argument });
    match Command::new(program).args(arguments).stdin(Stdio::null()).output() {
        Ok(output) => Some(output),
        Err(error) => {
            let is_required = std::env::var("CI_REQUIRES_PRINTING").as_deref() == Ok("1");
            assert!(!is_required, "{program} is required here: {error}");
            println!("skipped: {program} cannot be started: {error}");
            None
        }
    }
}

/// What qpdf makes of a PDF, to get files of a kind that real carriers send.
pub fn qpdf(arguments: &[&str], input: &[u8]) -> Option<Vec<u8>> {
    let arguments: Vec<&str> = arguments.iter().copied().chain(["IN", "-"]).collect();
    let output = run("qpdf", &arguments, input)?;
    assert!(output.status.success(), "qpdf makes the file: {}", String::from_utf8_lossy(&output.stderr));
    Some(output.stdout)
}

/// Fails when qpdf finds anything wrong.
pub fn assert_clean(pdf: &[u8]) {
    if let Some(output) = run("qpdf", &["--check", "IN"], pdf) {
        let words =
            format!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
        assert!(output.status.success(), "qpdf finds nothing wrong: {words}");
    }
}

/// The words on each page, as another program reads them.
pub fn words(pdf: &[u8]) -> Option<Vec<String>> {
    let output = run("pdftotext", &["IN", "-"], pdf)?;
    let text = String::from_utf8(output.stdout).unwrap();
    Some(text.split('\u{c}').map(|page| page.trim().to_owned()).filter(|page| !page.is_empty()).collect())
}

/// What a scanner reads from a picture's Code 128 bars, sorted.
pub fn scanned(png: &[u8]) -> Option<Vec<String>> {
    let output = run("zbarimg", &["--quiet", "--raw", "-S*.disable", "-Scode128.enable", "IN"], png)?;
    let mut codes: Vec<String> =
        String::from_utf8(output.stdout).unwrap().lines().map(str::to_owned).collect();
    codes.sort();
    Some(codes)
}

/// The first page at 203 dpi as another program draws it: width, and a byte of grey per dot.
pub fn drawn_grey(pdf: &[u8]) -> Option<(usize, Vec<u8>)> {
    let output = run("pdftoppm", &["-gray", "-r", "203", "-singlefile", "IN"], pdf)?;
    let mut parts = output.stdout.splitn(4, u8::is_ascii_whitespace);
    assert_eq!(parts.next(), Some(&b"P5"[..]), "a grey picture: {}", String::from_utf8_lossy(&output.stderr));
    let width = std::str::from_utf8(parts.next().unwrap()).unwrap().parse().unwrap();
    Some((width, parts.nth(1).unwrap()["255\n".len()..].to_vec()))
}

/// The first page of what a PostScript printer would get, so many dots of it from the lower left, at 203 dpi as a PNG.
pub fn postscript_drawn(postscript: &[u8], (width, height): (u32, u32)) -> Option<Vec<u8>> {
    let paper = format!("-g{width}x{height}");
    let how = ["-q", "-dBATCH", "-dNOPAUSE", "-dSAFER", "-dLastPage=1", "-dFIXEDMEDIA", "-r203", &paper];
    let arguments = [&how[..], &["-sDEVICE=pngmono", "-sOutputFile=-", "IN"]].concat();
    let output = run("gs", &arguments, postscript)?;
    assert!(output.status.success(), "a page is drawn: {}", String::from_utf8_lossy(&output.stderr));
    Some(output.stdout)
}
