//! The one host that the token may be sent to, and which of the URLs in answers stand on it.
//!
//! Answers name URLs (`pdf_url`, `status_check_url`) of which nothing is documented. They are taken apart here by the
//! strictest reading; only path and query ever reach a request, so a URL that is misread cannot carry the token elsewhere.

/// Scheme, host and port of the configured API.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Host {
    origin: Origin,
}

#[derive(Debug, Clone, PartialEq, Eq)]
struct Origin {
    scheme: String,
    host: String,
    port: u16,
}

impl Host {
    /// From an address as people copy it: `https://api.wemasy.nl`, also with a path (`https://api.wemasy.nl/api`), which
    /// is left out. `None` for anything that is no web address or holds a user name.
    pub fn new(base: &str) -> Option<Self> {
        let (origin, _) = split(base.trim())?;
        Some(Self { origin })
    }

    /// The address for the transport; requests bring the whole path.
    pub fn base(&self) -> String {
        let Origin { scheme, host, port } = &self.origin;
        match default_port(scheme) == Some(*port) {
            true => format!("{scheme}://{host}"),
            false => format!("{scheme}://{host}:{port}"),
        }
    }

    /// Whether a URL from an answer stands on this host. A path alone does.
    pub fn owns(&self, url: &str) -> bool {
        self.target(url).is_some()
    }

    /// Path and query of a URL on this host; `None` for any other.
    pub fn target<'a>(&self, url: &'a str) -> Option<&'a str> {
        if url.bytes().any(|byte| byte.is_ascii_control() || byte == b' ' || byte == b'\\') {
            return None;
        }
        if url.starts_with('/') {
            return (!url.starts_with("//")).then_some(url);
        }
        let (origin, rest) = split(url)?;
        (origin == self.origin && rest.starts_with('/')).then_some(rest)
    }
}

/// The host's name in a URL, for telling a person where it leads; "an unknown place" when it has none.
pub(crate) fn place_of(url: &str) -> String {
    split(url).map_or_else(|| "an unknown place".to_owned(), |(origin, _)| origin.host)
}

fn split(url: &str) -> Option<(Origin, &str)> {
    let (scheme, rest) = url.split_once("://")?;
    let scheme = scheme.to_ascii_lowercase();
    let usual = default_port(&scheme)?;
    let end = rest.find(['/', '?', '#']).unwrap_or(rest.len());
    let (authority, rest) = rest.split_at(end);
    let (host, port) = match authority.rsplit_once(':') {
        // The colons of an IPv6 address are inside its brackets.
        Some((host, port)) if !port.contains(']') => (host, port.parse().ok()?),
        _ => (authority, usual),
    };
    let inner = host.strip_prefix('[').and_then(|host| host.strip_suffix(']'));
    let named = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'-' | b'_');
    let is_host = match inner {
        Some(address) => address.parse::<std::net::Ipv6Addr>().is_ok(),
        None => !host.is_empty() && host.bytes().all(named),
    };
    is_host.then(|| (Origin { scheme, host: host.to_ascii_lowercase(), port }, rest))
}

fn default_port(scheme: &str) -> Option<u16> {
    match scheme {
        "https" => Some(443),
        "http" => Some(80),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_configured_host_is_its_own() {
        let host = Host::new(" https://API.wemasy.nl/api ").unwrap();
        assert_eq!(host.base(), "https://api.wemasy.nl");
        for (url, target) in [
            ("https://api.wemasy.nl/storage/a.pdf?s=1", Some("/storage/a.pdf?s=1")),
            ("HTTPS://api.WEMASY.nl:443/a", Some("/a")),
            ("/api/services/x", Some("/api/services/x")),
            ("http://api.wemasy.nl/a", None),
            ("https://api.wemasy.nl:444/a", None),
            ("https://api.wemasy.nl.example.com/a", None),
            ("https://api.wemasy.nl@example.com/a", None),
            ("https://example.com/api.wemasy.nl", None),
            ("https://example.com\\@api.wemasy.nl/a", None),
            ("https://api.wemasy.nl", None),
            ("//example.com/a", None),
            ("/\\example.com/a", None),
            ("file:///etc/hosts", None),
            ("https://api.wemasy.nl/a\r\nx", None),
            ("", None),
            ("a.pdf", None),
        ] {
            assert_eq!(host.target(url), target, "{url}");
            assert_eq!(host.owns(url), target.is_some(), "{url}");
        }
    }

    #[test]
    fn ports_and_addresses_are_kept() {
        for base in ["http://127.0.0.1:8123", "http://[::1]:9", "https://api.wemasy.nl:8443"] {
            let host = Host::new(base).unwrap();
            assert_eq!(host.base(), base);
            assert!(host.owns(&format!("{base}/a")), "{base}");
        }
        for base in ["", "api.wemasy.nl", "ftp://api.wemasy.nl", "https://", "https://me:pw@x", "https://x:y"]
        {
            assert_eq!(Host::new(base), None, "{base}");
        }
    }

    proptest::proptest! {
        #[test]
        fn no_url_is_taken_for_our_own_by_accident(text in "(https?:)?/{0,3}[a-z.@:\\[\\]\\\\]{0,12}[/?#]?\\PC{0,12}") {
            let host = Host::new("https://api.wemasy.nl").unwrap();
            if let Some(target) = host.target(&text) {
                proptest::prop_assert!(target.starts_with('/') && !target.starts_with("//") || text.starts_with("https://api.wemasy.nl/"));
            }
            let _ = (Host::new(&text), place_of(&text));
        }
    }
}
