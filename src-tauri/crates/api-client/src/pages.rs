//! Reading a list page by page: a cap on pages, a guard against repeated cursors, and cursors that never carry a host.

use std::collections::HashSet;

use serde_json::Value;

use crate::request::decode;
use crate::{ApiError, Kind, Request, Response};

/// Pages of one list that are read at most; 100 rows a page make 200,000 rows.
pub const PAGES_MAX: usize = 2_000;

/// The rows of one answer. A row that cannot be read is named in words and never fails the others.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Listed<T> {
    pub rows: Vec<T>,
    /// "row 3: no id"; holds no personal data.
    pub unreadable: Vec<String>,
}

impl<T> Default for Listed<T> {
    fn default() -> Self {
        Self { rows: Vec::new(), unreadable: Vec::new() }
    }
}

/// Reads rows one by one; those that cannot be read are named by their place.
pub fn read_rows<T>(rows: &[Value], read: fn(&Value) -> Result<T, &'static str>) -> Listed<T> {
    let mut listed = Listed::default();
    for (at, row) in rows.iter().enumerate() {
        match read(row) {
            Ok(row) => listed.rows.push(row),
            Err(why) => listed.unreadable.push(format!("row {}: {why}", at + 1)),
        }
    }
    listed
}

/// Follows cursors until the list ends.
#[derive(Debug)]
pub struct Pager {
    first: Request,
    seen: HashSet<String>,
    next: Option<Request>,
    pages: usize,
    pages_max: usize,
}

impl Pager {
    pub fn new(first: Request) -> Self {
        Self { next: Some(first.clone()), first, seen: HashSet::new(), pages: 0, pages_max: PAGES_MAX }
    }

    #[must_use]
    pub fn pages_max(mut self, pages_max: usize) -> Self {
        self.pages_max = pages_max;
        self
    }

    /// The request for the next page; `None` at the end.
    pub fn request(&self) -> Option<&Request> {
        self.next.as_ref()
    }

    /// Notes that a page was read and which cursor it named.
    ///
    /// # Errors
    /// [`Kind::Unreadable`] for a cursor that was followed before and for a list that does not end.
    pub fn advance(&mut self, cursor: Option<String>) -> Result<(), ApiError> {
        self.pages += 1;
        self.next = None;
        let Some(cursor) = cursor else { return Ok(()) };
        if self.pages >= self.pages_max {
            return Err(self.broken(format!("the list does not end after {} pages", self.pages_max)));
        }
        if !self.seen.insert(cursor.clone()) {
            return Err(self.broken("the list repeats itself (the same cursor twice)".to_owned()));
        }
        let mut next = self.first.clone();
        next.query.retain(|(name, _)| name != "cursor");
        self.next = Some(next.query("cursor", cursor));
        Ok(())
    }

    fn broken(&self, words: String) -> ApiError {
        ApiError::new(Kind::Unreadable, self.first.name()).detail(words)
    }
}

/// The cursor of a `Link` header's `rel="next"`, decoded once. Only the cursor is taken: the link's host and path are
/// the platform's business (its examples disagree on both), ours stay.
pub fn next_cursor_of_link(response: &Response) -> Option<String> {
    next_link(response).as_deref().and_then(cursor_of_url)
}

/// The URL of a `Link` header's `rel="next"`. A list that has one goes on, even if the link holds no cursor: callers that
/// must not take half a list for a whole one tell the two apart by this.
pub fn next_link(response: &Response) -> Option<String> {
    response
        .headers
        .iter()
        .filter(|(name, _)| name == "link")
        .flat_map(|(_, value)| split_links(value))
        .find(|link| has_rel_next(link))
        .map(|link| {
            link.split_once('<')
                .and_then(|(_, rest)| rest.split_once('>'))
                .map_or(link, |(url, _)| url)
                .to_owned()
        })
}

/// The `cursor` query parameter of a URL, percent-decoded once.
pub fn cursor_of_url(url: &str) -> Option<String> {
    parameter_of_url(url, "cursor")
}

/// A query parameter of a URL, percent-decoded once; an empty one counts as none.
pub fn parameter_of_url(url: &str, parameter: &str) -> Option<String> {
    let query = url.split_once('?')?.1;
    let query = query.split('#').next().unwrap_or(query);
    query
        .split('&')
        .filter_map(|pair| pair.split_once('='))
        .find(|(name, _)| *name == parameter)
        .map(|(_, value)| decode(value))
        .filter(|value| !value.is_empty())
}

/// Links are separated by commas, but a URL inside `<...>` may hold commas too.
fn split_links(value: &str) -> Vec<&str> {
    let mut links = Vec::new();
    let (mut start, mut inside) = (0, false);
    for (at, sign) in value.char_indices() {
        match sign {
            '<' => inside = true,
            '>' => inside = false,
            ',' if !inside => {
                links.push(&value[start..at]);
                start = at + 1;
            }
            _ => {}
        }
    }
    links.push(&value[start..]);
    links
}

fn has_rel_next(link: &str) -> bool {
    let params = link.rsplit('>').next().unwrap_or("");
    params.split(';').filter_map(|param| param.split_once('=')).any(|(name, value)| {
        name.trim().eq_ignore_ascii_case("rel")
            && value.trim().trim_matches('"').split_whitespace().any(|rel| rel.eq_ignore_ascii_case("next"))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn with_link(value: &str) -> Response {
        Response { status: 200, headers: vec![("link".to_owned(), value.to_owned())], body: Vec::new() }
    }

    #[test]
    fn the_next_cursor_is_found_in_every_documented_spelling() {
        for (link, cursor) in [
            (
                r#"<https://panel.sendcloud.sc/v3/shipments?cursor=cD0yNTM1NDIyODI%3D>; rel="next""#,
                Some("cD0yNTM1NDIyODI="),
            ),
            (
                r#"<https://x/api/v3/a?cursor=p,1&b=c>; rel=next, <https://x/?cursor=p0>; rel="prev""#,
                Some("p,1"),
            ),
            (r#"<https://x/?cursor=p0>; rel="prev""#, None),
            (r#"<https://x/?page=2>; rel="next""#, None),
            ("junk", None),
        ] {
            assert_eq!(next_cursor_of_link(&with_link(link)).as_deref(), cursor, "{link}");
        }
    }

    #[test]
    fn a_list_that_repeats_itself_or_never_ends_is_an_error() {
        let mut pager = Pager::new(Request::get("/list", &[])).pages_max(3);
        pager.advance(Some("a".into())).unwrap();
        let repeated = pager.advance(Some("a".into())).unwrap_err();
        assert_eq!(repeated.kind, Kind::Unreadable, "{repeated}");

        let mut pager =
            Pager::new(Request::get("/list", &[]).query("cursor", "z").query("x", 1)).pages_max(3);
        pager.advance(Some("a".into())).unwrap();
        assert_eq!(
            pager.request().unwrap().target(),
            "/list?x=1&cursor=a",
            "the filter stays, the cursor is replaced"
        );
        pager.advance(Some("b".into())).unwrap();
        assert!(pager.advance(Some("c".into())).is_err(), "the page cap ends an endless list");
    }

    proptest::proptest! {
        #[test]
        fn no_link_header_can_make_it_panic(value in "\\PC*") {
            let _ = next_cursor_of_link(&with_link(&value));
        }
    }
}
