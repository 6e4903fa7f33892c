//! Measures the paper part against other programs, and makes samples to look at (`make bench-paper`).
//!
//!   paper bench [RUNS]                  the table of times against qpdf, pdfunite, mutool and pdftoppm
//!   paper samples FOLDER                a label's bitmap, sheets, packing slips and test labels
//!   paper labels FOLDER COUNT           one-page labels
//!   paper merge OUT IN...               all pages as one PDF
//!   paper impose OUT IN...              four A6 on A4
//!   paper render IN OUT.png|OUT.pbm     the first page at 203 dpi in black and white

#![expect(clippy::print_stdout, reason = "a program for the terminal")]

mod bench;
mod made;

use std::error::Error;
use std::path::Path;
use std::{env, fs};

use printing::documents::{Bitmap, Dpi, Place, Sheet, bitmap, impose, merge};

type Failed = Box<dyn Error>;
type Done = Result<(), Failed>;

fn main() -> Done {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match words.as_slice() {
        ["bench"] => bench::run(7),
        ["bench", runs] => bench::run(runs.parse()?),
        ["samples", folder] => made::samples(Path::new(folder)),
        ["labels", folder, count] => made::labels(Path::new(folder), count.parse()?),
        ["merge", out, files @ ..] => with_files(files, |parts| Ok(fs::write(out, merge(parts)?)?)),
        ["impose", out, files @ ..] => {
            with_files(files, |parts| Ok(fs::write(out, impose(parts, Sheet::FourA6, Place::FIRST)?.pdf)?))
        }
        ["render", file, out] => {
            let drawn = bitmap(&fs::read(file)?, 0, Dpi::D203)?;
            Ok(fs::write(out, if out.ends_with(".png") { drawn.png()? } else { pbm(&drawn) })?)
        }
        _ => Err("what to do? bench, samples, labels, merge, impose or render".into()),
    }
}

fn with_files(files: &[&str], work: impl FnOnce(&[&[u8]]) -> Done) -> Done {
    let bytes: Vec<Vec<u8>> = files.iter().map(fs::read).collect::<Result<_, _>>()?;
    work(&bytes.iter().map(Vec::as_slice).collect::<Vec<_>>())
}

/// The simplest picture file there is, as pdftoppm writes it.
fn pbm(bitmap: &Bitmap) -> Vec<u8> {
    let header = format!("P4\n{} {}\n", bitmap.width_dots(), bitmap.height_dots());
    [header.as_bytes(), bitmap.bits()].concat()
}
