//! Addresses that may be sent where the documents want a URI (RFC 3986).

/// An address of a shop or a webhook: http or https, with a host, without a user or a password.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct WebAddress(String);

/// A text that is no such address.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("that is not a web address, such as https://shop.example.com")]
pub struct InvalidAddress;

impl WebAddress {
    /// # Errors
    /// [`InvalidAddress`]; blanks around the text do not count.
    pub fn new(text: &str) -> Result<Self, InvalidAddress> {
        let text = text.trim();
        match is_address(text) {
            true => Ok(Self(text.to_owned())),
            false => Err(InvalidAddress),
        }
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }
}

fn is_address(text: &str) -> bool {
    let rest = ["https://", "http://"].iter().find_map(|scheme| text.strip_prefix(scheme));
    let Some(rest) = rest else { return false };
    let (authority, rest) = rest.split_at(rest.find(['/', '?', '#']).unwrap_or(rest.len()));
    let (host, port) = authority.rsplit_once(':').unwrap_or((authority, "80"));
    let host_sign = |byte: u8| byte.is_ascii_alphanumeric() || b"-._".contains(&byte);
    !host.is_empty()
        && host.bytes().all(host_sign)
        && host.bytes().any(|byte| byte.is_ascii_alphanumeric())
        && port.parse::<u16>().is_ok()
        && port.bytes().all(|byte| byte.is_ascii_digit())
        && is_path(rest)
}

/// Path, query and fragment: RFC 3986's characters, whole escapes, one fragment.
fn is_path(text: &str) -> bool {
    let mut bytes = text.bytes();
    let mut fragments = 0;
    while let Some(byte) = bytes.next() {
        let fits = match byte {
            b'%' => [bytes.next(), bytes.next()].iter().all(|b| b.is_some_and(|b| b.is_ascii_hexdigit())),
            b'#' => {
                fragments += 1;
                fragments == 1
            }
            _ => byte.is_ascii_alphanumeric() || b"-._~!$&'()*+,;=:@/?".contains(&byte),
        };
        if !fits {
            return false;
        }
    }
    true
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_a_browser_would_open_is_an_address() {
        for text in [
            "https://example.com",
            "http://shop.example.com:8080/a/b?c=d&e=%20f#g",
            " https://localhost/ ",
            "https://example.com?x",
        ] {
            assert_eq!(WebAddress::new(text).map(|address| address.0), Ok(text.trim().to_owned()));
        }
        for text in [
            "",
            "example.com",
            "ftp://example.com",
            "https://",
            "https://?x",
            "https://user:key@example.com",
            "https://exa mple.com",
            "https://example.com/a b",
            "https://example.com/%4",
            "https://example.com/é",
            "https://example.com:port",
            "https://example.com:+80",
            "https://example.com/#a#b",
            "javascript:alert(1)",
        ] {
            assert_eq!(WebAddress::new(text), Err(InvalidAddress), "{text:?}");
        }
    }
}
