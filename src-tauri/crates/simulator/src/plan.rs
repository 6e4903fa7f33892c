//! Faults by seed: which ones strike a simulated day, where, and how often.
//!
//! The same seed gives the same plan, many seeds together meet every kind. Each fault strikes a limited number of times,
//! so that work always ends.

use crate::config::RetryAfter;
use crate::fault::{BodyKind, Endpoint, Fault, FaultKind, NotPdf, PointerSpelling};
use crate::rng::Rng;

/// Faults of one plan at full intensity.
const FAULTS_MAX: u64 = 8;
/// How often one fault strikes at full intensity.
const STRIKES_MAX: u64 = 10;
/// "the work done 5-120 s later".
const LATE_MS: std::ops::RangeInclusive<u64> = 5_000..=120_000;

const EVERYWHERE: &[Endpoint] = &[
    Endpoint::Any,
    Endpoint::Create,
    Endpoint::Shipments,
    Endpoint::Shipment,
    Endpoint::Document,
    Endpoint::OrderList,
    Endpoint::Orders,
    Endpoint::Integrations,
    Endpoint::Account,
    Endpoint::Cancel,
];
const CREATE: &[Endpoint] = &[Endpoint::Create];
const DOCUMENT: &[Endpoint] = &[Endpoint::Document];
const LISTS: &[Endpoint] = &[Endpoint::Shipments, Endpoint::OrderList, Endpoint::Orders];
const CREATE_AND_SHIPMENTS: &[Endpoint] = &[Endpoint::Create, Endpoint::Shipments, Endpoint::Shipment];

/// The faults of one seed. `intensity` goes from 0 (none) to 1 (several faults, each on most requests until it has
/// struck often enough).
pub fn fault_plan(seed: u64, intensity: f64) -> Vec<Fault> {
    let intensity = intensity.clamp(0.0, 1.0);
    if intensity == 0.0 {
        return Vec::new();
    }
    let mut rng = Rng::keyed(seed, "fault plan", 0);
    let count = 1 + rng.below(share(FAULTS_MAX, intensity));
    (0..count).filter_map(|_| one(&mut rng, intensity)).collect()
}

/// At least 1.
fn share(most: u64, intensity: f64) -> u64 {
    ((most as f64 * intensity).ceil() as u64).max(1)
}

fn one(rng: &mut Rng, intensity: f64) -> Option<Fault> {
    let (endpoints, what) = kind(rng)?;
    let endpoint = *rng.pick(endpoints)?;
    let costly = matches!(what, FaultKind::EndlessPages | FaultKind::HugeBody { .. });
    let times = 1 + rng.below(share(STRIKES_MAX, intensity));
    let fault = match rng.below(4) {
        0 => Fault::nth(endpoint, 1 + rng.below(4), what),
        1 => Fault::every(endpoint, 2 + rng.below(3), what),
        _ => Fault::chance(endpoint, intensity, what),
    };
    Some(fault.times(if costly { 1 } else { times }))
}

/// Which family first: what endangers money is met as often as everything else.
fn kind(rng: &mut Rng) -> Option<(&'static [Endpoint], FaultKind)> {
    let (endpoints, kinds) = match rng.below(8) {
        0 | 1 => (CREATE, lost(rng)),
        2 | 3 => (CREATE, contradictions(rng)),
        4 => (EVERYWHERE, connections(rng)),
        5 => (EVERYWHERE, answers(rng)),
        6 if rng.percent(50) => return Some(pages(rng)),
        6 => return Some(odd(rng)),
        _ => (DOCUMENT, documents(rng)),
    };
    Some((endpoints, rng.pick(&kinds)?.clone()))
}

/// A purchase whose outcome the client does not hear.
fn lost(rng: &mut Rng) -> Vec<FaultKind> {
    let gateway = *rng.pick(&[500, 502, 503, 504]).unwrap_or(&504);
    let (body, ms) = (body(rng), rng.within(&LATE_MS));
    vec![
        FaultKind::LoseReply,
        FaultKind::BreakMidway,
        FaultKind::LoseReplyLate { ms },
        FaultKind::StatusThenWork { status: gateway, body, ms },
        FaultKind::Status { status: gateway, body, retry_after: None, after_work: true },
        // The client waits 90 s for a purchase.
        FaultKind::Slow { ms: rng.within(&(91_000..=180_000)) },
        FaultKind::ResetBefore,
    ]
}

/// Answers to a purchase that do not add up.
fn contradictions(rng: &mut Rng) -> Vec<FaultKind> {
    let spellings = [
        PointerSpelling::Brackets,
        PointerSpelling::Slash,
        PointerSpelling::Field,
        PointerSpelling::BracketsField,
        PointerSpelling::List,
        PointerSpelling::Call,
        PointerSpelling::Data,
        PointerSpelling::Sync,
        PointerSpelling::Outside,
    ];
    let spelling = *rng.pick(&spellings).unwrap_or(&PointerSpelling::Data);
    let strange_ms = rng.within(&(1_000..=60_000));
    let stays = rng.percent(30);
    vec![
        FaultKind::CallError,
        FaultKind::ErrorsAsObject,
        FaultKind::ErrorsWithoutPointer,
        FaultKind::ErrorPointers { spelling },
        FaultKind::OrderMissing,
        FaultKind::OrderInBoth,
        FaultKind::DuplicateEntry,
        FaultKind::EntryWithoutIds,
        FaultKind::EntryWithoutOrder,
        FaultKind::ParcelsWithoutIds,
        FaultKind::UnknownStatus { ms: (!stays).then_some(strange_ms) },
    ]
}

fn connections(rng: &mut Rng) -> Vec<FaultKind> {
    let foreign = Some("https://panel.example.org/api/v3/shipments".to_owned());
    vec![
        FaultKind::RefuseConnection,
        FaultKind::ResetBefore,
        FaultKind::LoseReply,
        FaultKind::BreakMidway,
        FaultKind::Slow { ms: rng.within(&(1_000..=120_000)) },
        FaultKind::Redirect307 { location: None },
        FaultKind::Redirect307 { location: foreign },
        throttled(rng),
        throttled(rng),
        refusal(rng),
        refusal(rng),
    ]
}

fn throttled(rng: &mut Rng) -> FaultKind {
    let says = [RetryAfter::None, RetryAfter::Seconds, RetryAfter::Date, RetryAfter::Nonsense];
    let says = *rng.pick(&says).unwrap_or(&RetryAfter::None);
    FaultKind::Throttled { wait_s: rng.within(&(1..=90)), says }
}

/// Nothing is done: the platform is down, its proxy does not let us in, the keys or the billing are not in order.
fn refusal(rng: &mut Rng) -> FaultKind {
    let status = *rng.pick(&[401, 402, 403, 404, 500, 502, 503, 504]).unwrap_or(&500);
    FaultKind::Status { status, body: body(rng), retry_after: None, after_work: false }
}

fn body(rng: &mut Rng) -> BodyKind {
    *rng.pick(&[BodyKind::Json, BodyKind::Html, BodyKind::Empty]).unwrap_or(&BodyKind::Json)
}

fn answers(rng: &mut Rng) -> Vec<FaultKind> {
    // A little above and far above what clients read.
    let bytes = *rng.pick(&[33 << 20, 50 << 20]).unwrap_or(&(50 << 20));
    vec![
        FaultKind::TruncatedJson,
        FaultKind::WrongContentType,
        FaultKind::NotJson,
        FaultKind::NumbersAsText,
        FaultKind::StrangeWords,
        FaultKind::HugeBody { bytes },
    ]
}

fn pages(rng: &mut Rng) -> (&'static [Endpoint], FaultKind) {
    let kinds = [FaultKind::RepeatedCursor, FaultKind::EndlessPages, FaultKind::ForeignNext];
    (LISTS, rng.pick(&kinds).cloned().unwrap_or(FaultKind::RepeatedCursor))
}

/// What is odd in reads of shipments too.
fn odd(rng: &mut Rng) -> (&'static [Endpoint], FaultKind) {
    let kinds = [
        FaultKind::ParcelsWithoutIds,
        FaultKind::DuplicateEntry,
        FaultKind::StrangeWords,
        FaultKind::NumbersAsText,
    ];
    (CREATE_AND_SHIPMENTS, rng.pick(&kinds).cloned().unwrap_or(FaultKind::DuplicateEntry))
}

fn documents(rng: &mut Rng) -> Vec<FaultKind> {
    let kinds = [
        NotPdf::Zpl,
        NotPdf::Html,
        NotPdf::TruncatedPdf,
        NotPdf::CorruptPdf,
        NotPdf::PdfWithoutPages,
        NotPdf::Empty,
    ];
    let gives = *rng.pick(&kinds).unwrap_or(&NotPdf::Empty);
    let pending = FaultKind::DocumentPending { ms: rng.within(&(1_000..=60_000)) };
    vec![FaultKind::DocumentNotPdf { gives }, FaultKind::DocumentNotPdf { gives }, pending]
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use serde_json::Value;

    use super::*;

    /// Every kind's name, as the reader of fault files knows them.
    fn known_kinds() -> BTreeSet<String> {
        let error = serde_json::from_str::<FaultKind>(r#"{"kind": "?"}"#).unwrap_err().to_string();
        let list = error.split("expected one of").nth(1).unwrap().to_owned();
        list.split('`').skip(1).step_by(2).map(str::to_owned).collect()
    }

    fn plans() -> impl Iterator<Item = Fault> {
        (0..2_000).flat_map(|seed| fault_plan(seed, 0.4))
    }

    #[test]
    fn many_seeds_meet_every_kind() {
        let name =
            |fault: Fault| serde_json::to_value(&fault.what).unwrap()["kind"].as_str().unwrap().to_owned();
        let met: BTreeSet<String> = plans().map(name).collect();
        let known = known_kinds();
        assert!(known.len() > 30, "the list was read: {known:?}");
        assert_eq!(met, known);
    }

    #[test]
    fn every_spelling_status_and_document_is_met() {
        let texts: BTreeSet<String> =
            plans().map(|fault| serde_json::to_string(&fault.what).unwrap()).collect();
        let met = |part: &str| assert!(texts.iter().any(|text| text.contains(part)), "{part}");
        for spelling in
            ["brackets", "slash", "field", "brackets_field", "list", "call", "data", "sync", "outside"]
        {
            met(&format!("\"spelling\":\"{spelling}\""));
        }
        for gives in ["zpl", "html", "truncated_pdf", "corrupt_pdf", "pdf_without_pages", "empty"] {
            met(&format!("\"gives\":\"{gives}\""));
        }
        for says in ["none", "seconds", "date", "nonsense"] {
            met(&format!("\"says\":\"{says}\""));
        }
        for status in [401, 402, 403, 404, 500, 502, 503, 504] {
            met(&format!("\"status\":{status},"));
        }
        met("\"kind\":\"unknown_status\",\"ms\":null");
        met("panel.example.org");
    }

    #[test]
    fn plans_repeat_themselves_end_and_can_be_written_down() {
        assert_eq!(fault_plan(7, 0.4), fault_plan(7, 0.4), "the same seed, the same plan");
        assert_ne!(fault_plan(7, 0.4), fault_plan(8, 0.4));
        assert!(fault_plan(7, 0.0).is_empty(), "no intensity, no faults");
        for fault in plans() {
            assert!(fault.when.times.is_some_and(|times| (1..=STRIKES_MAX).contains(&times)), "{fault:?}");
            let text = serde_json::to_string(&fault).unwrap();
            assert_eq!(serde_json::from_str::<Fault>(&text).unwrap(), fault, "{text}");
            let bare: Value = serde_json::from_str(&text).unwrap();
            assert!(bare["what"]["kind"].is_string());
        }
    }

    #[test]
    fn intensity_is_felt() {
        let mean = |intensity| (0..500).map(|seed| fault_plan(seed, intensity).len()).sum::<usize>() / 500;
        assert!(mean(0.05) <= 1 && mean(1.0) >= 4, "{} and {}", mean(0.05), mean(1.0));
    }
}
