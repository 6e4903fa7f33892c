//! Cursor pages over a list that is sorted by a falling number: `p=N` continues below N, `r=1&p=N` goes back above N.
//! The cursor's text is opaque to clients.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

use crate::twist;
use crate::wire::{WireRequest, encode, parse_query};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Cursor {
    First,
    Below(u64),
    Above(u64),
}

pub(super) struct Page<T> {
    pub(super) items: Vec<T>,
    pub(super) next: Option<String>,
    pub(super) previous: Option<String>,
}

/// The request's cursor; `None` for one that this platform never gave out.
pub(super) fn cursor(wire: &WireRequest) -> Option<Cursor> {
    let Some(text) = wire.first("cursor").filter(|text| !text.is_empty()) else { return Some(Cursor::First) };
    if text.starts_with(twist::ENDLESS) {
        return Some(Cursor::First);
    }
    let plain = String::from_utf8(STANDARD.decode(text).ok()?).ok()?;
    let fields = parse_query(&plain);
    let field = |name: &str| fields.iter().find(|(n, _)| n == name).map(|(_, v)| v.as_str());
    let place = field("p")?.parse().ok()?;
    Some(if field("r") == Some("1") { Cursor::Above(place) } else { Cursor::Below(place) })
}

/// One page of `all`, which is sorted by falling `key`.
pub(super) fn page<T>(all: Vec<T>, key: impl Fn(&T) -> u64, cursor: Cursor, size: usize) -> Page<T> {
    let (newest, oldest) = (all.first().map(&key), all.last().map(&key));
    let mut items: Vec<T> = match cursor {
        Cursor::First => all.into_iter().take(size).collect(),
        Cursor::Below(place) => all.into_iter().filter(|item| key(item) < place).take(size).collect(),
        Cursor::Above(place) => {
            let mut above: Vec<T> = all.into_iter().filter(|item| key(item) > place).collect();
            above.drain(..above.len().saturating_sub(size));
            above
        }
    };
    items.truncate(size);
    let (first, last) = (items.first().map(&key), items.last().map(&key));
    let next = last.filter(|last| oldest.is_some_and(|oldest| oldest < *last));
    let previous = first.filter(|first| newest.is_some_and(|newest| newest > *first));
    Page {
        items,
        next: next.map(|place| STANDARD.encode(format!("p={place}"))),
        previous: previous.map(|place| STANDARD.encode(format!("r=1&p={place}"))),
    }
}

/// This request's address with another cursor.
pub(super) fn url(wire: &WireRequest, path: &str, cursor: &str) -> String {
    let mut url = format!("{}{path}?cursor={}", wire.base, encode(cursor));
    for (name, value) in wire.query.iter().filter(|(name, _)| name != "cursor") {
        url.push_str(&format!("&{}={}", encode(name), encode(value)));
    }
    url
}

/// The `Link` header of v3. Sendcloud's documentation shows its addresses with and without `/api`: both occur.
pub(super) fn link<T>(wire: &WireRequest, page: &Page<T>) -> Option<String> {
    let without_api = wire.first("cursor").is_some();
    let path = match without_api {
        true => wire.path.strip_prefix("/api").unwrap_or(&wire.path),
        false => &wire.path,
    };
    let part = |cursor: &Option<String>, rel: &str| {
        cursor.as_ref().map(|cursor| format!("<{}>; rel=\"{rel}\"", url(wire, path, cursor)))
    };
    let parts: Vec<String> =
        [part(&page.previous, "prev"), part(&page.next, "next")].into_iter().flatten().collect();
    (!parts.is_empty()).then(|| parts.join(", "))
}

/// `page_size` between 1 and `max`; anything else is `usual`.
pub(super) fn size(wire: &WireRequest, usual: usize, max: usize) -> usize {
    let asked = wire.first("page_size").and_then(|text| text.parse::<usize>().ok());
    asked.filter(|size| (1..=max).contains(size)).unwrap_or(usual)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_cover_the_list_once_and_lead_back() {
        let all = || (1..=25u64).rev().collect::<Vec<_>>();
        let (mut seen, mut at, mut back) = (Vec::<u64>::new(), Cursor::First, None);
        loop {
            let got = page(all(), |n| *n, at, 10);
            seen.extend(&got.items);
            back = got.previous.or(back);
            let Some(next) = got.next else { break };
            at = cursor(&WireRequest::new("GET", &format!("/x?cursor={}", encode(&next)))).unwrap();
        }
        assert_eq!(seen, all(), "nothing twice, nothing missed");
        let back =
            cursor(&WireRequest::new("GET", &format!("/x?cursor={}", encode(&back.unwrap())))).unwrap();
        assert_eq!(
            page(all(), |n| *n, back, 10).items,
            (6..=15u64).rev().collect::<Vec<u64>>(),
            "one page back"
        );
    }

    #[test]
    fn an_invented_cursor_is_noticed() {
        assert_eq!(cursor(&WireRequest::new("GET", "/x?cursor=nonsense")), None);
    }
}
