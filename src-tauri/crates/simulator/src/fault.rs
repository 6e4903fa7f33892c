//! Faults: when one strikes, and what happens then. Readable as JSON (`simulate --faults FILE`: a list of faults).
//!
//! ```json
//! [{"when": {"endpoint": "create", "nth": 1}, "what": {"kind": "lose_reply"}},
//!  {"when": {"endpoint": "document", "chance": 0.05}, "what": {"kind": "status", "status": 502, "body": "html"}}]
//! ```

use serde::{Deserialize, Serialize};

use crate::config::RetryAfter;
use crate::rng::Rng;
use crate::wire::WireRequest;

/// One planned fault.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Fault {
    pub when: When,
    pub what: FaultKind,
}

/// All conditions that are given must hold. Without `nth`, `from`, `every` and `chance` it strikes always.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct When {
    pub endpoint: Endpoint,
    /// Only requests whose path, query or body holds this text (an order number, an order id).
    pub mentions: Option<String>,
    /// The n-th matching request, from 1.
    pub nth: Option<u64>,
    /// The n-th matching request and all later ones.
    pub from: Option<u64>,
    /// Every n-th matching request.
    pub every: Option<u64>,
    /// Probability, drawn from the seed.
    pub chance: Option<f64>,
    /// Strikes at most so often.
    pub times: Option<u64>,
}

/// Kinds of requests, Sendcloud's and Wemasy's.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Endpoint {
    #[default]
    Any,
    /// `POST /api/v3/orders/create-labels-async` and `create-label-sync`
    Create,
    /// `GET /api/v3/shipments`
    Shipments,
    /// `GET /api/v3/shipments/{id}`
    Shipment,
    /// `POST /api/v3/shipments/{id}/cancel`
    Cancel,
    /// `GET /api/v3/parcels/{id}/documents/{type}` and the bulk form
    Document,
    /// `GET /api/v2/integrations`
    Integrations,
    /// `GET /api/v2/integrations/{id}/shipments`
    OrderList,
    /// `GET /api/v3/orders`
    Orders,
    /// `GET /api/v3/user/auth/metadata` and `/organization`
    Account,
    /// Wemasy: `POST orders/all`
    WemasyOrders,
    /// Wemasy: `POST orders/detail`
    WemasyOrder,
    /// Wemasy: `POST orders/update-order`
    WemasyUpdate,
    /// Wemasy: `POST orders/sendcloud/shipments/push`
    WemasyPush,
    /// Wemasy: `POST orders/sendcloud/shipments/create-label`
    WemasyLabels,
    /// Wemasy: the URL that looks after a batch of labels
    WemasyBatch,
    /// Wemasy: `GET integrations/sendcloud/status`
    WemasyStatus,
    /// Wemasy: `POST integrations/sendcloud/shipping-methods`
    WemasyMethods,
    /// Wemasy: `POST orders/generate-pdf`
    WemasyPdf,
    /// Wemasy: a document that was generated
    WemasyDocument,
    /// Wemasy: `POST orders/sync-snelstart-order`
    WemasyBooking,
    Other,
}

/// What happens. Unless said otherwise the platform does its work as usual.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case", deny_unknown_fields)]
pub enum FaultKind {
    /// The work is done, the connection breaks before the answer.
    LoseReply,
    /// The connection breaks first; the work is done this much later.
    LoseReplyLate { ms: u64 },
    /// The work is done; the connection breaks in the middle of the answer's body.
    BreakMidway,
    /// No connection: nothing arrives. (Over HTTP the socket is closed before anything is read from the request.)
    RefuseConnection,
    /// The connection breaks and nothing is ever done.
    ResetBefore,
    /// Another status. Nothing is done, unless `after_work`.
    Status {
        status: u16,
        #[serde(default)]
        body: BodyKind,
        /// The `Retry-After` header, as it is sent.
        #[serde(default)]
        retry_after: Option<String>,
        #[serde(default)]
        after_work: bool,
    },
    /// Another status at once, as a gateway gives that waits no longer; the work is done this much later.
    StatusThenWork {
        status: u16,
        #[serde(default)]
        body: BodyKind,
        ms: u64,
    },
    /// 429 with these words about waiting. Nothing is done.
    Throttled { wait_s: u64, says: RetryAfter },
    /// The work is done at once, the answer comes late.
    Slow { ms: u64 },
    /// The answer's body ends in its middle.
    TruncatedJson,
    /// JSON that calls itself something else.
    WrongContentType,
    /// 200 with an HTML page.
    NotJson,
    /// The answer is padded to this size (valid JSON).
    HugeBody {
        #[serde(default = "huge")]
        bytes: usize,
    },
    /// 307 to `location` (absent: the same address). Nothing is done.
    Redirect307 {
        #[serde(default)]
        location: Option<String>,
    },
    /// Create: `errors` is an object instead of a list.
    ErrorsAsObject,
    /// Create: 202 with one error about the whole call and no data. Nothing is done.
    CallError,
    /// Create: the first accepted order is in neither list, though its label was made.
    OrderMissing,
    /// Create: the first accepted order has an error too.
    OrderInBoth,
    /// Create and v3 lists: the first entry comes twice.
    DuplicateEntry,
    /// Create: the first entry has neither shipment nor parcel ids.
    EntryWithoutIds,
    /// Create: the first entry names no order at all.
    EntryWithoutOrder,
    /// Every number is a text.
    NumbersAsText,
    /// Fields and error codes that nobody documented; parcels have a status that nobody knows. Only this answer is so.
    StrangeWords,
    /// Create: the shipments made now have a status that nobody knows from their announcement on, for everybody who
    /// asks; after so long they are ready (absent: never).
    UnknownStatus {
        #[serde(default)]
        ms: Option<u64>,
    },
    /// Create and shipments: parcels without their ids.
    ParcelsWithoutIds,
    /// Create: errors point nowhere.
    ErrorsWithoutPointer,
    /// Create: errors about single orders point in this spelling.
    ErrorPointers { spelling: PointerSpelling },
    /// Document: something else than the PDF that was asked for.
    DocumentNotPdf { gives: NotPdf },
    /// Document: 404 until this long after its parcel was announced, though the parcel lists it.
    DocumentPending { ms: u64 },
    /// Lists: the next page's cursor is the one just asked for.
    RepeatedCursor,
    /// Lists: there is always a next page.
    EndlessPages,
    /// Lists: the next page is on another host.
    ForeignNext,
}

fn huge() -> usize {
    50 * 1024 * 1024
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum BodyKind {
    /// The platform's own error envelope.
    #[default]
    Json,
    /// A proxy's or a maintenance page.
    Html,
    Empty,
}

/// How an error names the order it is about. The first four name it, the others do not.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PointerSpelling {
    /// `/data/attributes/orders/[1]`
    Brackets,
    /// `/data/attributes/orders/1`
    Slash,
    /// `/data/attributes/orders/1/order_id`
    Field,
    /// `/data/attributes/orders/[1]/parcels/0/parcel_items`
    BracketsField,
    /// `/data/attributes/orders`
    List,
    /// `/data/attributes/sender_address_id`
    Call,
    /// `/data`
    Data,
    /// `/data/attributes/order/order_id`, which create-label-sync uses.
    Sync,
    /// A place behind the call's last order.
    Outside,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum NotPdf {
    Zpl,
    Html,
    TruncatedPdf,
    /// Begins and ends as a PDF; what lies between is noise.
    CorruptPdf,
    /// A PDF in order, with no page in it.
    PdfWithoutPages,
    Empty,
}

/// A fault and how often its condition was met so far.
#[derive(Debug, Clone, PartialEq)]
pub struct FaultReport {
    pub fault: Fault,
    /// Requests to the endpoint that hold the text.
    pub seen: u64,
    pub struck: u64,
}

impl Fault {
    pub fn always(endpoint: Endpoint, what: FaultKind) -> Self {
        Self { when: When { endpoint, ..When::default() }, what }
    }

    /// On the n-th request of the endpoint, from 1.
    pub fn nth(endpoint: Endpoint, nth: u64, what: FaultKind) -> Self {
        Self { when: When { endpoint, nth: Some(nth), ..When::default() }, what }
    }

    pub fn every(endpoint: Endpoint, every: u64, what: FaultKind) -> Self {
        Self { when: When { endpoint, every: Some(every), ..When::default() }, what }
    }

    pub fn chance(endpoint: Endpoint, chance: f64, what: FaultKind) -> Self {
        Self { when: When { endpoint, chance: Some(chance), ..When::default() }, what }
    }

    /// At most so often.
    #[must_use]
    pub fn times(mut self, times: u64) -> Self {
        self.when.times = Some(times);
        self
    }

    /// Only requests that hold the text.
    #[must_use]
    pub fn mentioning(mut self, text: &str) -> Self {
        self.when.mentions = Some(text.to_owned());
        self
    }
}

impl FaultReport {
    pub(crate) fn new(fault: Fault) -> Self {
        Self { fault, seen: 0, struck: 0 }
    }

    /// Counts the request and says whether the fault strikes it.
    pub(crate) fn strikes(&mut self, wire: &WireRequest, endpoint: Endpoint, seed: u64, place: u64) -> bool {
        let when = &self.fault.when;
        if when.endpoint != Endpoint::Any && when.endpoint != endpoint {
            return false;
        }
        if when.mentions.as_deref().is_some_and(|text| !mentions(wire, text)) {
            return false;
        }
        self.seen += 1;
        let seen = self.seen;
        let strikes = when.nth.is_none_or(|nth| seen == nth)
            && when.from.is_none_or(|from| seen >= from)
            && when.every.is_none_or(|every| every > 0 && seen.is_multiple_of(every))
            && when.times.is_none_or(|times| self.struck < times)
            && when
                .chance
                .is_none_or(|chance| Rng::keyed(seed, "fault", (place << 32) ^ seen).chance(chance));
        self.struck += u64::from(strikes);
        strikes
    }
}

fn mentions(wire: &WireRequest, text: &str) -> bool {
    crate::wire::decode(&wire.path, false).contains(text)
        || wire.query.iter().any(|(_, value)| value.contains(text))
        || wire.body.as_deref().is_some_and(|body| String::from_utf8_lossy(body).contains(text))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn strikes(fault: Fault, count: u64) -> Vec<u64> {
        let mut report = FaultReport::new(fault);
        let wire = WireRequest::new("GET", "/api/v3/shipments?order_number=A1");
        (1..=count).filter(|_| report.strikes(&wire, Endpoint::Shipments, 1, 0)).collect()
    }

    #[test]
    fn faults_strike_when_they_should() {
        let slow = FaultKind::Slow { ms: 1 };
        assert_eq!(strikes(Fault::nth(Endpoint::Shipments, 2, slow.clone()), 5), [2]);
        assert_eq!(strikes(Fault::every(Endpoint::Any, 2, slow.clone()), 5), [2, 4]);
        assert_eq!(strikes(Fault::always(Endpoint::Create, slow.clone()), 5), [0; 0], "another endpoint");
        assert_eq!(
            strikes(Fault::always(Endpoint::Any, slow.clone()).mentioning("B2"), 5),
            [0; 0],
            "another order"
        );
        assert_eq!(strikes(Fault::always(Endpoint::Any, slow.clone()).mentioning("A1"), 2), [1, 2]);
        let often = strikes(Fault::chance(Endpoint::Any, 0.5, slow), 1000).len();
        assert!((400..600).contains(&often), "a chance of a half struck {often} of 1000 times");
    }

    #[test]
    fn a_fault_file_is_read() {
        let text = r#"[{"when": {"endpoint": "create", "nth": 1}, "what": {"kind": "lose_reply"}},
            {"when": {}, "what": {"kind": "status", "status": 502, "body": "html"}},
            {"when": {"every": 3, "times": 1}, "what": {"kind": "document_not_pdf", "gives": "truncated_pdf"}},
            {"when": {"nth": 2}, "what": {"kind": "status_then_work", "status": 504, "body": "html", "ms": 5000}},
            {"when": {"nth": 2}, "what": {"kind": "strange_words"}}]"#;
        let faults: Vec<Fault> = serde_json::from_str(text).unwrap();
        assert_eq!(faults[0], Fault::nth(Endpoint::Create, 1, FaultKind::LoseReply));
        let typo = serde_json::from_str::<Fault>(r#"{"when": {"nht": 1}, "what": {"kind": "lose_reply"}}"#);
        assert!(typo.is_err(), "a misspelt condition must not strike always");
    }
}
