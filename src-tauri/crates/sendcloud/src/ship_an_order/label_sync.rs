//! `POST /api/v3/orders/create-label-sync`: ask for the label of one order and wait for it. It costs money as the other
//! call does, and nothing sends it twice.
//!
//! The documents contradict themselves: `data` is an object or an array, the label is under `label` or `label_details`.
//! Both are read. A label that cannot be read changes nothing about what was bought: it can be fetched by parcel id
//! ([`crate::parcel_documents`]). What its bytes are is not judged here.

use api_client::{Api, ApiError, Effect, Method, Request, Response};
use base64::Engine as _;
use base64::alphabet::STANDARD;
use base64::engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig};
use serde_json::{Value, json};

use super::answer::{self, Answer, Errors, OrderAnswer};
use super::request::{CallOptions, InvalidRequest, LabelsRequest, OrderReference, OrderToShip, order_body};
use super::{Reply, send_once};
use crate::errors;
use crate::parcel_documents::Dpi;
use crate::shipments::DocumentRef;
use api_client::lenient::Fields;

const ENDPOINT: &str = "/api/v3/orders/create-label-sync";
/// How errors name this call.
const NAME: &str = "POST /api/v3/orders/create-label-sync";

/// Padding is not worth losing a label for.
const BASE64: GeneralPurpose = GeneralPurpose::new(
    &STANDARD,
    GeneralPurposeConfig::new().with_decode_padding_mode(DecodePaddingMode::Indifferent),
);

/// The order of a call. It cannot be split: this call takes no parcels.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OrderToLabel {
    pub reference: OrderReference,
    /// The order's number where it is known; used only to match the answer, never sent beside an id.
    pub number: Option<String>,
    pub apply_shipping_rules: bool,
}

/// How the label is wanted: PDF has no choice of resolution, and ZPL ignores it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub enum LabelFormat {
    #[default]
    Pdf,
    Png(Dpi),
    Zpl,
}

/// A call that the platform's documents call valid.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LabelRequest {
    /// The same call with a list of one.
    call: LabelsRequest,
    format: LabelFormat,
}

impl LabelRequest {
    /// # Errors
    /// [`InvalidRequest`]: what the platform would refuse.
    pub fn new(
        integration_id: i64,
        order: OrderToLabel,
        options: CallOptions,
        format: LabelFormat,
    ) -> Result<Self, InvalidRequest> {
        let OrderToLabel { reference, number, apply_shipping_rules } = order;
        let order = OrderToShip { reference, number, apply_shipping_rules, parcels: Vec::new() };
        Ok(Self { call: LabelsRequest::new(integration_id, vec![order], options)?, format })
    }

    pub fn integration_id(&self) -> i64 {
        self.call.integration_id()
    }

    pub fn options(&self) -> &CallOptions {
        self.call.options()
    }

    pub fn format(&self) -> LabelFormat {
        self.format
    }

    /// The call as it is sent.
    ///
    /// # Errors
    /// Never in practice: the body is plain JSON.
    pub fn to_request(&self) -> Result<Request, serde_json::Error> {
        let mut body = self.call.common();
        body.insert("label_details".to_owned(), self.format.body());
        if let Some(order) = self.call.orders().first() {
            body.insert("order".to_owned(), order_body(order));
        }
        Ok(Request::json(Method::Post, Effect::Buys, ENDPOINT, &[], &body)?.takes_partner_id())
    }
}

impl LabelFormat {
    fn body(self) -> Value {
        match self {
            Self::Pdf => json!({"mime_type": "application/pdf", "dpi": 72}),
            // The field's default (72) and PNG's own (300) disagree, so PNG always names its resolution.
            Self::Png(Dpi::Dpi150) => json!({"mime_type": "image/png", "dpi": 150}),
            Self::Png(Dpi::Dpi300) => json!({"mime_type": "image/png", "dpi": 300}),
            Self::Zpl => json!({"mime_type": "application/zpl"}),
        }
    }
}

/// What became of the call.
#[derive(Debug, Clone, PartialEq)]
pub enum LabelOutcome {
    /// Provably nothing left this machine.
    NotSent(ApiError),
    /// Status 429: the platform did not work on it.
    Throttled { error: ApiError },
    /// Everything else, no answer included.
    Answered(Box<LabelAnswer>),
}

/// What the platform made of the call.
#[derive(Debug, Clone, PartialEq)]
pub struct LabelAnswer {
    /// None: no answer came.
    pub status: Option<u16>,
    pub request_id: Option<String>,
    /// Accepted, refused or unknown, by the same rules as in a call with many orders.
    pub order: OrderAnswer,
    /// What came with an accepted order; may be empty or without labels.
    pub parcels: Vec<LabelledParcel>,
    /// Stop sending: keys, permission or billing (401, 402, 403) must be seen to first.
    pub stop: Option<ApiError>,
    /// What a person should know and the order's outcome does not say.
    pub notes: Vec<String>,
}

/// A parcel with the papers that came inside the answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LabelledParcel {
    pub parcel_id: Option<u64>,
    pub tracking_number: Option<String>,
    pub tracking_url: Option<String>,
    pub label: Option<InlineLabel>,
    /// Which papers there are to fetch.
    pub documents: Vec<DocumentRef>,
}

/// A label's bytes, and what the platform says they are.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InlineLabel {
    pub bytes: Vec<u8>,
    pub mime_type: Option<String>,
    pub dpi: Option<i64>,
}

/// Sends the call once. Nothing here or below it sends it again.
pub async fn create_label(api: &Api, request: &LabelRequest) -> LabelOutcome {
    let http = match request.to_request() {
        Ok(http) => http,
        Err(error) => return LabelOutcome::NotSent(errors::not_sent(NAME, &error.to_string())),
    };
    let told = match send_once(api, &http).await {
        Reply::NotSent(error) => return LabelOutcome::NotSent(error),
        Reply::Throttled(error) => return LabelOutcome::Throttled { error },
        Reply::Lost(error) => of_order(Answer::lost(&request.call, error), NAME),
        Reply::Answered(response) => read(request, &http, &response),
    };
    LabelOutcome::Answered(Box::new(told))
}

fn read(request: &LabelRequest, http: &Request, response: &Response) -> LabelAnswer {
    let sorted = answer::read(&request.call, http, response, Errors::OfTheOnlyOrder);
    let mut told = of_order(sorted, NAME);
    if let OrderAnswer::Accepted { shipment_id, .. } = &told.order {
        let body = errors::parse(response).unwrap_or_default();
        let entries = Fields::of(&body).map(|fields| fields.objects("data")).unwrap_or_default();
        for entry in
            entries.into_iter().filter(|entry| entry.word("shipment_id").as_ref() == Some(shipment_id))
        {
            told.parcels.push(parcel(entry, &mut told.notes));
        }
    }
    told
}

/// The answer of a list of one.
fn of_order(answer: Answer, endpoint: &str) -> LabelAnswer {
    let Answer { status, request_id, orders, stop, notes } = answer;
    let missing = || OrderAnswer::Unknown(ApiError::new(api_client::Kind::Unreadable, endpoint));
    let order = orders.into_iter().next().unwrap_or_else(missing);
    LabelAnswer { status, request_id, order, parcels: Vec::new(), stop, notes }
}

fn parcel(entry: Fields<'_>, notes: &mut Vec<String>) -> LabelledParcel {
    for item in errors::items(entry, "errors") {
        notes.push(format!("accepted, yet the platform also says: {}", item.words()));
    }
    let labels = ["label", "label_details"];
    let said = labels.into_iter().filter_map(|name| entry.object(name)).find_map(|label| {
        let file = label.word("file")?;
        Some((label, file))
    });
    let label = said.and_then(|(fields, file)| match decoded(&file) {
        Some(bytes) => {
            Some(InlineLabel { bytes, mime_type: fields.word("mime_type"), dpi: fields.integer("dpi") })
        }
        None => {
            notes.push("the label inside the answer cannot be read".to_owned());
            None
        }
    });
    LabelledParcel {
        parcel_id: entry.id("parcel_id"),
        tracking_number: entry.word("tracking_number"),
        tracking_url: entry.word("tracking_url"),
        label,
        documents: entry.objects("documents").into_iter().filter_map(DocumentRef::read).collect(),
    }
}

/// Base64, also with line breaks or as a data URL; nothing that is empty.
fn decoded(file: &str) -> Option<Vec<u8>> {
    let file = match file.trim_start().strip_prefix("data:") {
        Some(url) => url.split_once(";base64,")?.1,
        None => file,
    };
    let text: Vec<u8> = file.bytes().filter(|byte| !byte.is_ascii_whitespace()).collect();
    BASE64.decode(text).ok().filter(|bytes| !bytes.is_empty())
}
