//! `POST orders/all`: the orders of the shop, page by page. A read, although it is a POST.
//!
//! No schema of a row is documented: what is read here is the best evidence, everything else is in [`OrderRow::raw`].
//! There is no shipped flag and no date filter; which statuses count as open is the shop's decision, one list for each.

use std::collections::HashSet;

use api_client::lenient::{Fields, time};
use api_client::pages::{Listed, PAGES_MAX, parameter_of_url, read_rows};
use api_client::{Api, ApiError, Bucket, Effect, Method, Request, Response, http_date};
use jiff::Timestamp;
use serde_json::{Map, Value, json};

use crate::errors;
use crate::parts::{Contact, OrderId, ShippingData};

const ENDPOINT: &str = "/api/services/webshop/v1/orders/all";

/// The documented statuses of an order. Rows keep the text, whatever it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum OrderStatus {
    OnHold,
    PaymentReceived,
    Paid,
    Completed,
    Cancelled,
    Refunding,
    Refunded,
    Pending,
    Failed,
}

impl OrderStatus {
    pub const ALL: [Self; 9] = [
        Self::OnHold,
        Self::PaymentReceived,
        Self::Paid,
        Self::Completed,
        Self::Cancelled,
        Self::Refunding,
        Self::Refunded,
        Self::Pending,
        Self::Failed,
    ];

    pub fn as_str(self) -> &'static str {
        match self {
            Self::OnHold => "on_hold",
            Self::PaymentReceived => "payment_received",
            Self::Paid => "paid",
            Self::Completed => "completed",
            Self::Cancelled => "cancelled",
            Self::Refunding => "refunding",
            Self::Refunded => "refunded",
            Self::Pending => "pending",
            Self::Failed => "failed",
        }
    }

    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|status| status.as_str() == text)
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum SortKey {
    CreatedAt,
    OrderNumber,
    Status,
    TotalAmount,
    PaymentMethod,
    InvoiceId,
}

impl SortKey {
    pub fn as_str(self) -> &'static str {
        match self {
            Self::CreatedAt => "created_at",
            Self::OrderNumber => "order_number",
            Self::Status => "status",
            Self::TotalAmount => "total_amount",
            Self::PaymentMethod => "payment_method",
            Self::InvoiceId => "invoice_id",
        }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum SortOrder {
    Ascending,
    Descending,
}

/// The kind of an order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum OrderType {
    Checkout,
    Quote,
}

impl OrderType {
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Checkout => "checkout",
            Self::Quote => "quote",
        }
    }
}

/// Filters; all of them optional. The platform's own defaults are not documented.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct OrdersQuery {
    pub sort: Option<(SortKey, SortOrder)>,
    /// No maximum is documented; sibling lists take 100.
    pub per_page: Option<u32>,
    /// One for each call.
    pub status: Option<OrderStatus>,
    pub order_type: Option<OrderType>,
    pub search: Option<String>,
}

impl OrdersQuery {
    /// Orders of one status, oldest first: new ones join at the end and do not shift the pages.
    pub fn of_status(status: OrderStatus) -> Self {
        let sort = Some((SortKey::CreatedAt, SortOrder::Ascending));
        Self { sort, per_page: Some(100), status: Some(status), ..Self::default() }
    }

    /// The request for one page. The first one names no page, as documented.
    pub fn request(&self, page: u64) -> Request {
        let mut body = Map::new();
        let mut put = |name: &str, value: Option<Value>| {
            body.extend(value.map(|value| (name.to_owned(), value)));
        };
        put("sortKey", self.sort.map(|(key, _)| json!(key.as_str())));
        put(
            "sortOrder",
            self.sort.map(|(_, order)| match order {
                SortOrder::Ascending => json!("asc"),
                SortOrder::Descending => json!("desc"),
            }),
        );
        put("per_page", self.per_page.map(|count| json!(count)));
        put("status", self.status.map(|status| json!(status.as_str())));
        put("type", self.order_type.map(|kind| json!(kind.as_str())));
        put("search_query", self.search.as_deref().map(|text| json!(text)));
        put("page", (page > 1).then(|| json!(page)));
        post(ENDPOINT, Effect::Read, &Value::Object(body))
    }
}

/// A POST with a JSON body in the bucket that everything shares.
pub(crate) fn post(endpoint: &'static str, effect: Effect, body: &Value) -> Request {
    let bytes = body.to_string().into_bytes();
    let request = Request { method: Method::Post, effect, body: Some(bytes), ..Request::get(endpoint, &[]) };
    request.counts_in(Bucket::Everything)
}

/// One order of the list.
#[derive(Debug, Clone, PartialEq)]
pub struct OrderRow {
    /// Without it the order can be shown and not pushed.
    pub id: Option<OrderId>,
    /// Empty when the platform gives none.
    pub order_number: String,
    pub status: Option<String>,
    /// Separate from the status; its values are not documented.
    pub payment_status: Option<String>,
    pub order_type: Option<String>,
    /// As it came.
    pub total_amount: Option<String>,
    pub payment_method: Option<String>,
    pub invoice_id: Option<String>,
    /// The platform's own text.
    pub created_at: Option<String>,
    pub shipping: ShippingData,
    pub contact: Option<Contact>,
    pub raw: Value,
}

impl OrderRow {
    /// A quote is no order to be shipped.
    pub fn is_quote(&self) -> bool {
        self.order_type.as_deref() == Some(OrderType::Quote.as_str())
    }

    /// `created_at`, where it is a time; without an offset it is taken as UTC.
    pub fn created(&self) -> Option<Timestamp> {
        self.created_at.as_deref().and_then(time)
    }

    fn read(row: &Value) -> Result<Self, &'static str> {
        let fields = Fields::of(row).ok_or("not an object")?;
        let id = fields.id("id").or_else(|| fields.id("order_id")).map(OrderId);
        let order_number = fields.word("order_number").unwrap_or_default();
        if id.is_none() && order_number.is_empty() {
            return Err("neither an id nor an order number");
        }
        Ok(Self {
            id,
            order_number,
            status: fields.word("status"),
            payment_status: fields.word("payment_status"),
            order_type: fields.word("type"),
            total_amount: fields.word("total_amount"),
            payment_method: fields.word("payment_method"),
            invoice_id: fields.word("invoice_id"),
            created_at: fields.word("created_at"),
            shipping: ShippingData::of_row(fields),
            contact: Contact::within(fields, &["shipping", "customer", "user", "users", "billing"])
                .or_else(|| Contact::read(row)),
            raw: row.clone(),
        })
    }

    /// A row that comes again unchanged is the same row; one that was changed in the meantime is handed out again.
    fn key(&self) -> String {
        format!("{:?} {:?} {:?}", self.id, self.order_number, self.status)
    }
}

/// The list, one page at a time. Of the link to the next page only the page number is taken; its host and path are
/// ignored.
#[derive(Debug)]
pub struct Pages {
    query: OrdersQuery,
    next: Option<u64>,
    /// Pages that were named by answers so far.
    named: HashSet<u64>,
    seen: HashSet<String>,
    pages: usize,
    pages_max: usize,
    total: Option<u64>,
    platform_time: Option<Timestamp>,
    broken: Option<ApiError>,
}

/// All orders that the query asks for.
pub fn pages(query: OrdersQuery) -> Pages {
    Pages {
        query,
        next: Some(1),
        named: HashSet::from([1]),
        seen: HashSet::new(),
        pages: 0,
        pages_max: PAGES_MAX,
        total: None,
        platform_time: None,
        broken: None,
    }
}

/// Proves token and permission with the smallest list there is.
///
/// # Errors
/// As for any read.
pub async fn check(api: &Api) -> Result<(), ApiError> {
    let query = OrdersQuery { per_page: Some(1), ..OrdersQuery::default() };
    pages(query).next(api).await.map(|_| ())
}

impl Pages {
    #[must_use]
    pub fn pages_max(mut self, pages_max: usize) -> Self {
        self.pages_max = pages_max;
        self
    }

    /// The request for the next page; `None` at the end.
    pub fn request(&self) -> Option<Request> {
        self.next.map(|page| self.query.request(page))
    }

    /// How many orders the platform says there are.
    pub fn total(&self) -> Option<u64> {
        self.total
    }

    /// The platform's clock at the first answer (its `Date` header): what changed at the platform before that is in the
    /// list.
    pub fn platform_time(&self) -> Option<Timestamp> {
        self.platform_time
    }

    /// Reads the next page; `None` at the end. Rows seen on an earlier page are left out. After an error of the network
    /// the same page can be asked for again.
    ///
    /// # Errors
    /// As [`Api::send`], plus the platform's errors, and `Kind::Unreadable` for a list that repeats itself or does not
    /// end; the rows of the page that names a bad next one are handed out first.
    pub async fn next(&mut self, api: &Api) -> Result<Option<Listed<OrderRow>>, ApiError> {
        if let Some(error) = &self.broken {
            return Err(error.clone());
        }
        let Some(page) = self.next else { return Ok(None) };
        let request = self.query.request(page);
        let response = api.send(&request).await?;
        let body = errors::json(&request, &response)?;
        let bad = |words: &str| errors::unreadable(&request, &response, words);
        let Some(list) = Paginator::of(&body) else {
            return Err(bad("the answer holds no list where one is documented"));
        };
        if list.current.is_some_and(|current| current != page) {
            return Err(bad("the platform answered another page than the one asked for"));
        }
        self.pages += 1;
        self.total = list.total.or(self.total);
        self.platform_time = self.platform_time.or_else(|| clock(&response));
        let mut listed = read_rows(list.rows, OrderRow::read);
        listed.rows.retain(|row| self.seen.insert(row.key()));
        self.next = None;
        match self.following(&list) {
            Ok(next) => self.next = next,
            Err(words) => self.broken = Some(bad(&words)),
        }
        Ok(Some(listed))
    }

    fn following(&mut self, list: &Paginator<'_>) -> Result<Option<u64>, String> {
        let Some(link) = &list.next_link else {
            return match list.last.zip(list.current) {
                Some((last, current)) if last > current => {
                    Err("the list has more pages, but does not say where".to_owned())
                }
                _ => Ok(None),
            };
        };
        let number = parameter_of_url(link, "page").and_then(|page| page.parse().ok());
        let Some(next) = number.filter(|page| *page > 0) else {
            return Err("the list goes on, but the link to its next page holds no page number".to_owned());
        };
        if self.pages >= self.pages_max {
            return Err(format!("the list does not end after {} pages", self.pages_max));
        }
        match self.named.insert(next) {
            true => Ok(Some(next)),
            false => Err("the list repeats itself (the same page twice)".to_owned()),
        }
    }

    /// Reads all pages that are left.
    ///
    /// # Errors
    /// As [`Pages::next`]: a list that is not complete is no list.
    pub async fn all(&mut self, api: &Api) -> Result<Listed<OrderRow>, ApiError> {
        let mut all = Listed::default();
        while let Some(page) = self.next(api).await? {
            all.rows.extend(page.rows);
            all.unreadable.extend(page.unreadable);
        }
        Ok(all)
    }
}

fn clock(response: &Response) -> Option<Timestamp> {
    response.header("date").and_then(http_date).and_then(|at| Timestamp::try_from(at).ok())
}

struct Paginator<'a> {
    rows: &'a [Value],
    current: Option<u64>,
    last: Option<u64>,
    total: Option<u64>,
    next_link: Option<String>,
}

impl<'a> Paginator<'a> {
    /// `data` is the paginator and `data.data` its rows; a bare list of rows counts as the only page.
    fn of(body: &'a Value) -> Option<Self> {
        let data = body.get("data")?;
        let bare = |rows: &'a [Value]| Self { rows, current: None, last: None, total: None, next_link: None };
        if let Value::Array(rows) = data {
            return Some(bare(rows));
        }
        let fields = Fields::of(data)?;
        let rows = data.get("data")?.as_array()?;
        Some(Self {
            rows,
            current: fields.id("current_page"),
            last: fields.id("last_page"),
            total: fields.integer("total").and_then(|total| u64::try_from(total).ok()),
            next_link: fields.word("next_page_url"),
        })
    }
}
