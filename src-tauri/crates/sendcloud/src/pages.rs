//! Lists, page by page: rows that could be read, a count of those that could not, and an end that is an end.

use std::collections::HashSet;

use api_client::lenient::Fields;
pub use api_client::pages::Listed;
pub(crate) use api_client::pages::read_rows;
use api_client::pages::{Pager, cursor_of_url, next_link};
use api_client::{Api, ApiError, Request, Response, http_date};
use jiff::Timestamp;
use serde_json::Value;

use crate::errors;

/// How a row is read, and by what it is recognised when the list shifts while it is paged through.
pub(crate) struct RowReader<T> {
    pub read: fn(&Value) -> Result<T, &'static str>,
    pub key: fn(&T) -> String,
}

/// Where a list keeps its rows and its next cursor.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Style {
    /// `{"next", "previous", "results"}`
    V2,
    /// `{"data"}` and a `Link` header.
    V3,
}

/// A list that is read one page at a time. Only the cursor of a "next" link is taken; its host and path are ignored, so
/// no link can lead the keys elsewhere.
pub struct Pages<T> {
    pager: Pager,
    style: Style,
    reader: RowReader<T>,
    seen: HashSet<String>,
    platform_time: Option<Timestamp>,
    broken: Option<ApiError>,
}

impl<T> Pages<T> {
    pub(crate) fn new(first: Request, style: Style, reader: RowReader<T>) -> Self {
        let pager = Pager::new(first);
        Self { pager, style, reader, seen: HashSet::new(), platform_time: None, broken: None }
    }

    pub(crate) fn pages_max(mut self, pages_max: usize) -> Self {
        self.pager = self.pager.pages_max(pages_max);
        self
    }

    /// The request for the next page.
    pub fn request(&self) -> Option<&Request> {
        self.pager.request()
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
    /// As [`Api::send`], plus the platform's errors, and `Kind::Unreadable` for a list without an end; the rows of the
    /// page that names a bad cursor are handed out first.
    pub async fn next(&mut self, api: &Api) -> Result<Option<Listed<T>>, ApiError> {
        if let Some(error) = &self.broken {
            return Err(error.clone());
        }
        let Some(request) = self.pager.request().cloned() else { return Ok(None) };
        let response = api.send(&request).await?;
        let body = errors::json(&request, &response)?;
        let rows = self.rows_of(&body).ok_or_else(|| {
            errors::unreadable(&request, &response, "the answer holds no list where one is documented")
        })?;
        let listed = self.read(rows);
        if self.platform_time.is_none() {
            self.platform_time =
                response.header("date").and_then(http_date).and_then(|time| Timestamp::try_from(time).ok());
        }
        let advanced = match self.next_cursor(&body, &response) {
            Next::End => self.pager.advance(None),
            Next::Cursor(cursor) => self.pager.advance(Some(cursor)),
            Next::Broken => Err(errors::unreadable(
                &request,
                &response,
                "the list goes on, but the link to its next page holds no cursor",
            )),
        };
        self.broken = advanced.err();
        Ok(Some(listed))
    }

    /// Reads all pages that are left.
    ///
    /// # Errors
    /// As [`Pages::next`]: a list that is not complete is no list.
    pub async fn all(&mut self, api: &Api) -> Result<Listed<T>, ApiError> {
        let mut all = Listed::default();
        while let Some(page) = self.next(api).await? {
            all.rows.extend(page.rows);
            all.unreadable.extend(page.unreadable);
        }
        Ok(all)
    }

    fn rows_of<'a>(&self, body: &'a Value) -> Option<&'a Vec<Value>> {
        let name = match self.style {
            Style::V2 => "results",
            Style::V3 => "data",
        };
        body.get(name)?.as_array()
    }

    fn read(&mut self, rows: &[Value]) -> Listed<T> {
        let mut listed = read_rows(rows, self.reader.read);
        listed.rows.retain(|row| self.seen.insert((self.reader.key)(row)));
        listed
    }

    fn next_cursor(&self, body: &Value, response: &Response) -> Next {
        let link = match self.style {
            Style::V2 => Fields::of(body).and_then(|fields| fields.word("next")),
            Style::V3 => next_link(response),
        };
        match link {
            None => Next::End,
            Some(link) => cursor_of_url(&link).map_or(Next::Broken, Next::Cursor),
        }
    }
}

enum Next {
    End,
    Cursor(String),
    Broken,
}

/// The object under `data` of a v3 answer.
pub(crate) fn data<'a>(
    body: &'a Value,
    request: &Request,
    response: &Response,
) -> Result<Fields<'a>, ApiError> {
    body.get("data").and_then(Fields::of).ok_or_else(|| {
        errors::unreadable(request, response, "the answer holds no data where some is documented")
    })
}

/// Sends a read and gives back its JSON with the answer around it.
pub(crate) async fn fetch(api: &Api, request: &Request) -> Result<(Value, Response), ApiError> {
    let response = api.send(request).await?;
    let body = errors::json(request, &response)?;
    Ok((body, response))
}

impl<T> std::fmt::Debug for Pages<T> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Pages")
            .field("style", &self.style)
            .field("broken", &self.broken)
            .finish_non_exhaustive()
    }
}
