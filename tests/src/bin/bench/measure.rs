//! What a process knows of itself, from `/proc`: CPU time, peak memory, and which kind of disk a folder is on.

use std::path::Path;

/// `USER_HZ`, which is 100 on every Linux that Packbench runs on.
const TICKS_PER_SECOND: f64 = 100.0;

/// CPU time of all threads so far, user and system.
pub fn cpu_ms() -> Result<f64, String> {
    let stat = read("/proc/self/stat")?;
    // The name (field 2) may hold anything, so counting starts behind it.
    let fields = stat.rsplit_once(')').map_or("", |(_, rest)| rest).split_whitespace();
    let ticks: Vec<f64> = fields.skip(11).take(2).filter_map(|field| field.parse().ok()).collect();
    match ticks.as_slice() {
        [user, system] => Ok((user + system) * 1_000.0 / TICKS_PER_SECOND),
        _ => Err("/proc/self/stat is not readable".to_owned()),
    }
}

/// The most memory that was resident at once, in 10^6 bytes.
pub fn peak_mb() -> Result<f64, String> {
    let status = read("/proc/self/status")?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    let kib = line.and_then(|line| line.trim().trim_end_matches("kB").trim().parse::<f64>().ok());
    kib.map(|kib| kib * 1_024.0 / 1e6).ok_or_else(|| "/proc/self/status has no VmHWM".to_owned())
}

/// The file system that holds a folder, as the kernel calls it.
pub fn file_system(folder: &Path) -> Result<String, String> {
    let folder = folder.canonicalize().map_err(|error| error.to_string())?;
    let mounts = read("/proc/self/mounts")?;
    let of_line = |line: &str| {
        let mut fields = line.split_whitespace().skip(1);
        Some((fields.next()?.to_owned(), fields.next()?.to_owned()))
    };
    let holding = mounts.lines().filter_map(of_line).filter(|(at, _)| folder.starts_with(at));
    holding.max_by_key(|(at, _)| at.len()).map(|(_, kind)| kind).ok_or_else(|| "no file system".to_owned())
}

fn read(path: &str) -> Result<String, String> {
    std::fs::read_to_string(path).map_err(|error| format!("{path}: {error}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn work_shows_in_the_figures() {
        let before = cpu_ms().unwrap();
        let memory = vec![1u8; 64_000_000];
        let end = std::time::Instant::now() + std::time::Duration::from_millis(150);
        let mut sum = 0u64;
        while std::time::Instant::now() < end {
            sum += memory.iter().map(|byte| u64::from(*byte)).sum::<u64>();
        }
        assert!(sum > 0);
        let spent = cpu_ms().unwrap() - before;
        assert!((50.0..2_000.0).contains(&spent), "{spent} ms");
        assert!(peak_mb().unwrap() > 64.0);
    }

    #[test]
    fn the_disk_is_known() {
        assert_eq!(file_system(Path::new("/proc/self")).unwrap(), "proc");
    }
}
