//! File names that every system takes, made of a job's title.

/// Bytes of a name without ending and number: encrypted folders take about 140.
const NAME_BYTES_MAX: usize = 100;

/// What saves are told from each other by, so that a title is found again under any of them.
const ENDINGS: [&str; 2] = ["pdf", "zpl"];

/// Names that Windows keeps for devices, with any ending. (The raised digits count as digits there.)
const DEVICES: [&str; 4] = ["con", "prn", "aux", "nul"];
const NUMBERED_DEVICES: [&str; 2] = ["com", "lpt"];

/// The title without what some system does not take in a name.
pub(super) fn base_name(title: &str) -> String {
    let safe = |c: char| match c {
        '<' | '>' | ':' | '"' | '/' | '\\' | '|' | '?' | '*' => '-',
        c if c.is_control() => ' ',
        // They turn the reading order around, so that a name shows another ending than it has.
        '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' => ' ',
        c => c,
    };
    let safe: String = title.chars().map(safe).collect();
    // A dot in front hides a file, dots and spaces behind are dropped by Windows.
    let trim = |name: &str| name.trim_matches(|c: char| c == '.' || c.is_whitespace()).to_owned();
    let name = trim(&safe);
    let name = trim(&name[..name.floor_char_boundary(NAME_BYTES_MAX)]);
    match () {
        () if name.is_empty() => "label".to_owned(),
        () if is_device(&name) => format!("_{name}"),
        () => name,
    }
}

fn is_device(name: &str) -> bool {
    let stem = name.split('.').next().unwrap_or(name).trim_end().to_lowercase();
    let is_numbered = NUMBERED_DEVICES.iter().any(|device| {
        let digit = stem.strip_prefix(device).map(|rest| rest.chars().collect::<Vec<_>>());
        matches!(digit.as_deref(), Some(['0'..='9' | '¹' | '²' | '³']))
    });
    is_numbered || DEVICES.contains(&stem.as_str())
}

/// `name.pdf`, `name (2).pdf`, `name (3).pdf`.
pub(super) fn numbered(base: &str, number: u32, ending: &str) -> String {
    match number {
        1 => format!("{base}.{ending}"),
        _ => format!("{base} ({number}).{ending}"),
    }
}

/// The number of a file that was saved under this name; `None`: it was not.
pub(super) fn number_of(file: &str, base: &str) -> Option<u32> {
    let (stem, ending) = file.rsplit_once('.')?;
    if !ENDINGS.contains(&ending) {
        return None;
    }
    let behind = stem.strip_prefix(base)?;
    if behind.is_empty() {
        return Some(1);
    }
    let number = behind.strip_prefix(" (")?.strip_suffix(')')?.parse().ok()?;
    (numbered(base, number, ending) == file && number > 1).then_some(number)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn titles_become_names() {
        for (title, name) in [
            ("#1042", "#1042"),
            ("ORD 12/3", "ORD 12-3"),
            ("📦 Ünïcode", "📦 Ünïcode"),
            ("../../etc/passwd", "-..-etc-passwd"),
            (r"C:\labels\1", "C--labels-1"),
            ("a\r\nb\0c", "a  b c"),
            (" . ", "label"),
            ("", "label"),
            ("...hidden. ", "hidden"),
            ("CON", "_CON"),
            ("nul.pdf", "_nul.pdf"),
            ("com7", "_com7"),
            ("LPT² .x", "_LPT² .x"),
            ("COM10", "COM10"),
            ("console", "console"),
            ("label\u{202E}fdp.exe", "label fdp.exe"),
        ] {
            assert_eq!(base_name(title), name, "{title:?}");
        }
        assert_eq!(base_name(&"📦".repeat(60)).len(), 100, "25 whole emoji of 4 bytes");
    }

    #[test]
    fn a_file_is_known_by_its_name() {
        for (file, number) in [
            ("#1.pdf", Some(1)),
            ("#1.zpl", Some(1)),
            ("#1 (2).pdf", Some(2)),
            ("#1 (1).pdf", None),
            ("#1 (02).pdf", None),
            ("#1 (x).pdf", None),
            ("#10.pdf", None),
            ("#1.txt", None),
            ("#1", None),
        ] {
            assert_eq!(number_of(file, "#1"), number, "{file}");
        }
    }

    proptest! {
        #[test]
        fn a_name_is_one_part_of_a_path_and_found_again(title in ".*", number in 1_u32..9_999) {
            let base = base_name(&title);
            let file = numbered(&base, number, "pdf");
            prop_assert!(!file.starts_with('.') && file.len() <= 120, "{file:?}");
            prop_assert!(!file.contains(['/', '\\', ':', '\0', '\n']), "{file:?}");
            prop_assert_eq!(number_of(&file, &base), Some(number));
            prop_assert_eq!(base_name(&base), base, "a safe name stays as it is");
        }
    }
}
