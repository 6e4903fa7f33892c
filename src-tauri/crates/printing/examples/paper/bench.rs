//! The bars, each against another program in the same run. Every time is that of a whole process, files read and
//! written; ours is this program, called as the others are.

use std::ffi::OsStr;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};
use std::{env, fs};

use super::{Done, Failed, made};

const LABELS: usize = 1_000;

/// Dots that may differ from pdftoppm's, of all dots of a page.
const DIFFERENT_MAX_PERCENT: f64 = 1.0;

struct Bar {
    name: &'static str,
    ours: Duration,
    theirs: Duration,
    /// `None`: told for comparison only.
    at_most: Option<f64>,
}

impl Bar {
    fn ratio(&self) -> f64 {
        self.ours.as_secs_f64() / self.theirs.as_secs_f64()
    }

    fn is_met(&self) -> bool {
        self.at_most.is_none_or(|most| self.ratio() <= most)
    }
}

/// Prints the table and fails when a bar is missed.
pub(super) fn run(runs: usize) -> Done {
    let folder = env::temp_dir().join(format!("packbench-paper-{}", std::process::id()));
    let done = in_folder(&folder, runs.max(1));
    fs::remove_dir_all(&folder)?;
    done
}

fn in_folder(folder: &Path, runs: usize) -> Done {
    let labels = folder.join("labels");
    made::labels(&labels, LABELS)?;
    let files: Vec<String> = (0..LABELS).map(|n| format!("{}/{n:04}.pdf", labels.display())).collect();
    let bytes: u64 = files.iter().filter_map(|file| Some(fs::metadata(file).ok()?.len())).sum();
    println!(
        "{LABELS} labels of {:.1} kB; medians of {runs} runs, whole processes",
        bytes as f64 / 1e3 / LABELS as f64
    );
    let ours = env::current_exe()?;
    let (ours, out) = (ours.to_str().ok_or("a path that is no text")?, folder.join("out.pdf"));
    let (out, picture) = (out.display().to_string(), folder.join("page").display().to_string());
    let own = |words: &[&str]| words.iter().map(|word| (*word).to_owned()).collect::<Vec<_>>();
    let all = |before: &[&str], after: &[&str]| [own(before), files.clone(), own(after)].concat();
    let one = files[0].as_str();
    let jobs: [(&str, Vec<String>); 9] = [
        (ours, all(&["merge", &out], &[])),
        ("qpdf", all(&["--empty", "--pages"], &["--", &out])),
        ("pdfunite", all(&[], &[&out])),
        ("mutool", all(&["merge", "-o", &out], &[])),
        (ours, all(&["impose", &out], &[])),
        (ours, own(&["render", one, &format!("{picture}.png")])),
        ("pdftoppm", own(&["-mono", "-png", "-r", "203", "-singlefile", one, &picture])),
        (ours, own(&["render", one, &format!("{picture}.pbm")])),
        ("pdftoppm", own(&["-mono", "-r", "203", "-singlefile", one, &picture])),
    ];
    // Taking turns, so that a busy moment of the machine does not hit one of them only.
    let mut times: [Vec<Duration>; 9] = Default::default();
    for _ in 0..runs {
        for ((program, arguments), times) in jobs.iter().zip(&mut times) {
            times.push(timed(program, arguments)?);
        }
    }
    let [merge, qpdf, pdfunite, mutool, impose, png, pdftoppm_png, pbm, pdftoppm_pbm] = times.map(median);
    let bars = [
        Bar { name: "merge / qpdf", ours: merge, theirs: qpdf, at_most: Some(0.25) },
        Bar { name: "merge / pdfunite", ours: merge, theirs: pdfunite, at_most: Some(1.0) },
        Bar { name: "merge / mutool", ours: merge, theirs: mutool, at_most: Some(1.0) },
        Bar { name: "4-up / qpdf's merge", ours: impose, theirs: qpdf, at_most: Some(1.0) },
        Bar { name: "A6 at 203 dpi as PNG / pdftoppm", ours: png, theirs: pdftoppm_png, at_most: Some(0.3) },
        Bar { name: "the same as raw PBM", ours: pbm, theirs: pdftoppm_pbm, at_most: None },
    ];
    println!("{:<32} {:>9} {:>9} {:>7} {:>8}", "", "ours", "theirs", "ratio", "at most");
    for bar in &bars {
        let missed = if bar.is_met() { "" } else { "  MISSED" };
        let ms = |time: Duration| format!("{:.1} ms", time.as_secs_f64() * 1e3);
        println!(
            "{:<32} {:>9} {:>9} {:>7.3} {:>8}{missed}",
            bar.name,
            ms(bar.ours),
            ms(bar.theirs),
            bar.ratio(),
            bar.at_most.map_or("-".to_owned(), |most| most.to_string())
        );
    }
    let differing = differences(ours, one, &picture)?;
    for (name, percent) in &differing {
        println!("{name:<52} {percent:>6.3} %   at most {DIFFERENT_MAX_PERCENT} %");
    }
    if bars.iter().all(Bar::is_met) && differing.iter().all(|(_, percent)| *percent < DIFFERENT_MAX_PERCENT) {
        return Ok(());
    }
    Err("a bar was missed".into())
}

/// Dots in percent that differ from pdftoppm's: its own black and white, and its greys cut at half as ours are.
fn differences(ours: &str, file: &str, picture: &str) -> Result<Vec<(&'static str, f64)>, Failed> {
    let run = |program: &str, arguments: &[&str]| timed(program, arguments);
    run(ours, &["render", file, &format!("{picture}.pbm")])?;
    let own = dots(&fs::read(format!("{picture}.pbm"))?)?;
    run("pdftoppm", &["-mono", "-r", "203", "-singlefile", file, picture])?;
    let mono = dots(&fs::read(format!("{picture}.pbm"))?)?;
    run("pdftoppm", &["-gray", "-r", "203", "-singlefile", file, picture])?;
    let grey = dots(&fs::read(format!("{picture}.pgm"))?)?;
    let differ = |other: &Dots| -> Result<f64, Failed> {
        if (own.width, own.black.len()) != (other.width, other.black.len()) {
            return Err("the pages have different sizes".into());
        }
        let differing = own.black.iter().zip(&other.black).filter(|(a, b)| a != b).count();
        Ok(100.0 * differing as f64 / own.black.len() as f64)
    };
    Ok(vec![
        ("dots unlike pdftoppm -mono", differ(&mono)?),
        ("dots unlike pdftoppm -gray cut at half", differ(&grey)?),
    ])
}

struct Dots {
    width: usize,
    black: Vec<bool>,
}

/// Reads P4 (bits) and P5 (bytes).
fn dots(file: &[u8]) -> Result<Dots, Failed> {
    let mut words = file.splitn(4, u8::is_ascii_whitespace);
    let mut word = || words.next().ok_or("a picture without header");
    let (kind, width, height) = (word()?, word()?, word()?);
    let number = |word: &[u8]| -> Result<usize, Failed> { Ok(std::str::from_utf8(word)?.parse()?) };
    let (width, height) = (number(width)?, number(height)?);
    let bytes = word()?;
    let black = match kind {
        b"P4" => {
            let rows = bytes.chunks_exact(width.div_ceil(8));
            rows.flat_map(|row| (0..width).map(|x| row[x / 8] << (x % 8) & 0x80 != 0)).collect::<Vec<_>>()
        }
        b"P5" => bytes.iter().skip(b"255\n".len()).map(|grey| *grey < 128).collect(),
        _ => return Err("no picture".into()),
    };
    if black.len() != width * height {
        Err("a picture that is cut off".into())
    } else {
        Ok(Dots { width, black })
    }
}

fn timed<S: AsRef<OsStr>>(program: &str, arguments: &[S]) -> Result<Duration, Failed> {
    let start = Instant::now();
    let output = Command::new(program).args(arguments).stdin(Stdio::null()).output();
    let took = start.elapsed();
    let output = output.map_err(|error| format!("{program} cannot be started: {error}"))?;
    if !output.status.success() {
        return Err(format!("{program} failed: {}", String::from_utf8_lossy(&output.stderr)).into());
    }
    Ok(took)
}

fn median(mut times: Vec<Duration>) -> Duration {
    times.sort();
    times[times.len() / 2]
}
