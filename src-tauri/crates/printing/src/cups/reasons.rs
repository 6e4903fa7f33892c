//! Why a queue needs somebody: the keywords of IPP (RFC 8011 section 5.4.12) in words. A keyword is said as how bad it is
//! (`-error`, `-warning`, `-report`), too; whether the printer stands still is its state.

use crate::troubles::{FULL, JAMMED, NO_PAPER, OFFLINE, OPEN, PAUSED, RUNS_LOW, USED_UP};

/// Keywords with their words, without how bad they are.
const WORDS: [(&str, &str); 16] = [
    ("paused", PAUSED),
    ("moving-to-paused", PAUSED),
    ("media-empty", NO_PAPER),
    ("media-needed", NO_PAPER),
    ("media-jam", JAMMED),
    ("cover-open", OPEN),
    ("door-open", OPEN),
    ("interlock-open", OPEN),
    ("marker-supply-empty", USED_UP),
    ("toner-empty", USED_UP),
    ("marker-supply-low", RUNS_LOW),
    ("toner-low", RUNS_LOW),
    ("output-area-full", FULL),
    ("offline", OFFLINE),
    ("shutdown", OFFLINE),
    ("timed-out", OFFLINE),
];
/// What CUPS says of a queue that was paused without a reason.
const NO_REASON: &str = "Paused";

/// Reasons that have words are said in those; a message is shown where it is all that is known, or where somebody who
/// paused the queue said why.
pub(super) fn message(reasons: &[String], said: Option<String>) -> Option<String> {
    let mut known: Vec<&str> = Vec::new();
    for words in reasons.iter().filter_map(|reason| words(reason)) {
        if !known.contains(&words) {
            known.push(words);
        }
    }
    let said = said.filter(|said| !said.is_empty());
    match known.as_slice() {
        [] => said,
        [PAUSED] => said.filter(|said| said != NO_REASON).or_else(|| Some(PAUSED.to_owned())),
        _ => Some(known.join(", ")),
    }
}

fn words(reason: &str) -> Option<&'static str> {
    let keyword = ["-error", "-warning", "-report"].iter().find_map(|how_bad| reason.strip_suffix(how_bad));
    let keyword = keyword.unwrap_or(reason);
    WORDS.iter().find(|(known, _)| *known == keyword).map(|(_, words)| *words)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(reasons: &[&str], said: Option<&str>) -> Option<String> {
        message(
            &reasons.iter().map(|reason| (*reason).to_owned()).collect::<Vec<_>>(),
            said.map(str::to_owned),
        )
    }

    #[test]
    fn a_reason_with_words_is_said_in_words() {
        let words = said(&["media-empty-error", "cover-open-error"], Some("Load A6 and press OK."));
        assert_eq!(words.as_deref(), Some("out of paper, a cover is open"));
        let once = said(&["media-needed", "media-empty-error", "cups-pki-expired"], None);
        assert_eq!(
            once.as_deref(),
            Some("out of paper"),
            "said once; what has no words is not said in their midst"
        );
    }

    #[test]
    fn whoever_paused_a_queue_is_heard() {
        assert_eq!(said(&["paused"], Some("Paused")).as_deref(), Some(PAUSED));
        assert_eq!(said(&["paused"], None).as_deref(), Some(PAUSED));
        assert_eq!(said(&["paused"], Some("Roll is empty")).as_deref(), Some("Roll is empty"));
    }

    #[test]
    fn without_known_reasons_the_print_service_speaks_for_itself() {
        let waits = Some("Waiting for printer to finish.");
        assert_eq!(said(&["cups-waiting-for-job-completed"], waits).as_deref(), waits);
        assert_eq!((said(&[], None), said(&["x"], Some(""))), (None, None));
    }
}
