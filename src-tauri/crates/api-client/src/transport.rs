//! The seam to the network, and its real implementation: the only place that uses reqwest.
//!
//! The transport owns host and credentials. Requests are relative, redirects are followed for reads only and only on the
//! same host, and everything that changes something goes out on a fresh HTTP/1.1 connection of its own, once.

use std::time::Duration;

use base64::Engine as _;
use reqwest::header::{ACCEPT, AUTHORIZATION, CONTENT_TYPE, HeaderMap, HeaderValue};
use reqwest::{Client, Url, redirect};

use crate::{BoxFuture, Effect, Method, PartnerId, Request, Response, Secret};

/// Sends one request once. Implementations: [`HttpTransport`] and the simulator's in-process platform.
pub trait Transport: Send + Sync {
    /// # Errors
    /// [`SendFailure`]; any HTTP status is a success here.
    fn send<'a>(&'a self, request: &'a Request) -> BoxFuture<'a, Result<Response, SendFailure>>;
}

/// Pictures of products, from wherever a shop keeps them. Implementations: [`HttpPictures`] and the simulator's.
pub trait Pictures: Send + Sync {
    /// The bytes behind an address; `None` when nothing is there.
    ///
    /// # Errors
    /// [`SendFailure`]; `NotSent` also for an address that is not asked: only https is, and this machine itself.
    fn get<'a>(&'a self, url: &'a str) -> BoxFuture<'a, Result<Option<Vec<u8>>, SendFailure>>;
}

/// Why there is no answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SendFailure {
    /// No byte of the request can have reached the platform.
    NotSent(String),
    /// The request may have arrived.
    Lost(String),
    /// The answer was larger than the cap; the request has arrived.
    TooBig { limit_bytes: usize },
}

/// Largest answer that is read.
pub const BODY_BYTES_MAX: usize = 32 * 1024 * 1024;
/// Largest picture of a product that is read.
pub const PICTURE_BYTES_MAX: usize = 4 * 1024 * 1024;
const PICTURE_TIMEOUT: Duration = Duration::from_secs(15);
const CONNECT_TIMEOUT: Duration = Duration::from_secs(10);
/// Up to 20 orders are worked on inside one purchase.
const BUY_TIMEOUT: Duration = Duration::from_secs(90);
const READ_TIMEOUT: Duration = Duration::from_secs(30);
/// How Sendcloud recognises an official partner.
const PARTNER_ID: &str = "sendcloud-partner-id";
const REDIRECTS_MAX: usize = 3;
/// Reads keep connections open: a batch fetches hundreds of labels.
const READ_CONNECTIONS_IDLE_MAX: usize = 200;

/// A base URL that must not be used.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum TransportConfigError {
    #[error("{0} is not a web address")]
    NotAnAddress(String),
    #[error("{0} is not https; keys are sent over https only (plain http works for this machine itself)")]
    NotHttps(String),
    #[error("the address must not hold a user or a password; keys have fields of their own")]
    HoldsCredentials,
    #[error("the keys hold characters that cannot be sent")]
    BadCredentials,
    #[error("the network library could not start: {0}")]
    Library(String),
}

/// How a platform knows who asks. Printing it shows no key.
#[derive(Debug, Clone)]
pub enum Auth {
    Basic { user: Secret, password: Secret },
    Bearer(Secret),
}

impl Auth {
    fn header(&self) -> Result<HeaderValue, TransportConfigError> {
        let text = match self {
            Self::Basic { user, password } => {
                let pair = format!("{}:{}", user.expose().trim(), password.expose().trim());
                format!("Basic {}", base64::engine::general_purpose::STANDARD.encode(pair))
            }
            Self::Bearer(token) => format!("Bearer {}", token.expose().trim()),
        };
        let mut header = HeaderValue::from_str(&text).map_err(|_| TransportConfigError::BadCredentials)?;
        header.set_sensitive(true);
        Ok(header)
    }
}

/// HTTP over rustls to one host with the keys of one account.
pub struct HttpTransport {
    base: Url,
    authorization: HeaderValue,
    reads: Client,
    once: Client,
    timeouts: Timeouts,
    partner_id: Option<PartnerId>,
}

/// Whole-request timeouts; tests shorten them.
#[derive(Debug, Clone, Copy)]
pub struct Timeouts {
    pub buys: Duration,
    pub others: Duration,
}

impl Default for Timeouts {
    fn default() -> Self {
        Self { buys: BUY_TIMEOUT, others: READ_TIMEOUT }
    }
}

impl HttpTransport {
    /// A transport to `base` (scheme, host and port; a path is kept as prefix).
    ///
    /// # Errors
    /// [`TransportConfigError`] for an address that is not https (loopback excepted) and for unusable keys.
    pub fn new(base: &str, user: &Secret, password: &Secret) -> Result<Self, TransportConfigError> {
        Self::with_timeouts(base, user, password, Timeouts::default())
    }

    /// As [`HttpTransport::new`], for a platform that takes a token.
    ///
    /// # Errors
    /// As [`HttpTransport::new`].
    pub fn with_token(base: &str, token: &Secret) -> Result<Self, TransportConfigError> {
        Self::with_auth(base, &Auth::Bearer(token.clone()), Timeouts::default())
    }

    /// As [`HttpTransport::new`], with other timeouts.
    ///
    /// # Errors
    /// As [`HttpTransport::new`].
    pub fn with_timeouts(
        base: &str,
        user: &Secret,
        password: &Secret,
        timeouts: Timeouts,
    ) -> Result<Self, TransportConfigError> {
        let auth = Auth::Basic { user: user.clone(), password: password.clone() };
        Self::with_auth(base, &auth, timeouts)
    }

    /// As [`HttpTransport::new`], with any way to authenticate.
    ///
    /// # Errors
    /// As [`HttpTransport::new`].
    pub fn with_auth(base: &str, auth: &Auth, timeouts: Timeouts) -> Result<Self, TransportConfigError> {
        let url = Url::parse(base.trim()).map_err(|_| TransportConfigError::NotAnAddress(base.to_owned()))?;
        if !url.username().is_empty() || url.password().is_some() {
            return Err(TransportConfigError::HoldsCredentials);
        }
        match (url.scheme(), url.host()) {
            ("https", Some(_)) => {}
            ("http", Some(_)) if is_loopback(&url) => {}
            ("http", Some(_)) => return Err(TransportConfigError::NotHttps(base.to_owned())),
            _ => return Err(TransportConfigError::NotAnAddress(base.to_owned())),
        }
        let authorization = auth.header()?;
        let proxies = match is_loopback(&url) {
            true => Proxies::None,
            false => Proxies::OfTheSystem,
        };
        Ok(Self {
            reads: client(same_host_redirects(), READ_CONNECTIONS_IDLE_MAX, proxies)?,
            // A purchase must be one request on the wire: no pool (a stale connection makes libraries send again), no
            // redirect (a 307 would repeat the body), no retries, HTTP/1.1 (no REFUSED_STREAM replays).
            once: client(redirect::Policy::none(), 0, proxies)?,
            base: url,
            authorization,
            timeouts,
            partner_id: None,
        })
    }

    /// Names a partner in the calls that take such an id. Without it the header is never sent.
    #[must_use]
    pub fn partner_id(mut self, partner_id: Option<PartnerId>) -> Self {
        self.partner_id = partner_id;
        self
    }

    fn url(&self, request: &Request) -> Result<Url, SendFailure> {
        let prefix = self.base.path().trim_end_matches('/');
        let mut url = self.base.clone();
        let (path, query) = match request.target().split_once('?') {
            Some((path, query)) => (path.to_owned(), Some(query.to_owned())),
            None => (request.path.clone(), None),
        };
        let path = format!("{prefix}{path}");
        url.set_path(&path);
        url.set_query(query.as_deref());
        url.set_fragment(None);
        // An id of ".." would be resolved away and make it another request.
        match url.host() == self.base.host() && url.path() == path {
            true => Ok(url),
            false => Err(SendFailure::NotSent("the request points somewhere else than it says".to_owned())),
        }
    }

    async fn exchange(&self, request: &Request) -> Result<Response, SendFailure> {
        let url = self.url(request)?;
        let (client, timeout) = match request.effect {
            Effect::Buys => (&self.once, self.timeouts.buys),
            Effect::Write => (&self.once, self.timeouts.others),
            Effect::Read => (&self.reads, self.timeouts.others),
        };
        let method = match request.method {
            Method::Get => reqwest::Method::GET,
            Method::Post => reqwest::Method::POST,
            Method::Put => reqwest::Method::PUT,
            Method::Patch => reqwest::Method::PATCH,
            Method::Delete => reqwest::Method::DELETE,
        };
        let mut builder = client
            .request(method, url)
            .timeout(timeout)
            .header(AUTHORIZATION, self.authorization.clone())
            .header(ACCEPT, request.accept.mime());
        if let Some(id) = self.partner_id.as_ref().filter(|_| request.takes_partner_id) {
            builder = builder.header(PARTNER_ID, id.as_str());
        }
        if let Some(body) = &request.body {
            builder = builder.header(CONTENT_TYPE, "application/json").body(body.clone());
        }
        let response = builder.send().await.map_err(failure)?;
        let status = response.status().as_u16();
        let headers = readable(response.headers());
        Ok(Response { status, headers, body: body(response, BODY_BYTES_MAX).await? })
    }
}

async fn body(mut response: reqwest::Response, limit_bytes: usize) -> Result<Vec<u8>, SendFailure> {
    if response.content_length().is_some_and(|length| length > limit_bytes as u64) {
        return Err(SendFailure::TooBig { limit_bytes });
    }
    let mut body = Vec::new();
    loop {
        match response.chunk().await {
            Ok(Some(chunk)) if body.len() + chunk.len() > limit_bytes => {
                return Err(SendFailure::TooBig { limit_bytes });
            }
            Ok(Some(chunk)) => body.extend_from_slice(&chunk),
            Ok(None) => return Ok(body),
            Err(error) => return Err(SendFailure::Lost(words(error))),
        }
    }
}

impl Transport for HttpTransport {
    fn send<'a>(&'a self, request: &'a Request) -> BoxFuture<'a, Result<Response, SendFailure>> {
        Box::pin(async move {
            let result = self.exchange(request).await;
            match &result {
                Ok(response) => tracing::debug!(call = %request.name(), status = response.status, "answered"),
                Err(failure) => tracing::warn!(call = %request.name(), ?failure, "no answer"),
            }
            result
        })
    }
}

/// Pictures over https. Whoever serves them learns what a browser would tell: no key, no cookie, no page that asks.
pub struct HttpPictures {
    far: Client,
    near: Client,
}

impl HttpPictures {
    /// # Errors
    /// [`TransportConfigError::Library`].
    pub fn new() -> Result<Self, TransportConfigError> {
        let with = |proxies| client(picture_redirects(), 1, proxies);
        Ok(Self { far: with(Proxies::OfTheSystem)?, near: with(Proxies::None)? })
    }

    async fn fetch(&self, url: &str) -> Result<Option<Vec<u8>>, SendFailure> {
        let url = Url::parse(url.trim()).ok().filter(is_picture_address);
        let url = url.ok_or_else(|| SendFailure::NotSent("not an address of a picture".to_owned()))?;
        let client = if is_loopback(&url) { &self.near } else { &self.far };
        let asked = client.get(url).timeout(PICTURE_TIMEOUT).header(ACCEPT, "image/*");
        let response = asked.send().await.map_err(failure)?;
        match response.status().is_success() {
            true => body(response, PICTURE_BYTES_MAX).await.map(Some),
            false => Ok(None),
        }
    }
}

impl Pictures for HttpPictures {
    fn get<'a>(&'a self, url: &'a str) -> BoxFuture<'a, Result<Option<Vec<u8>>, SendFailure>> {
        Box::pin(self.fetch(url))
    }
}

/// A password in it would be somebody's secret that the log could show.
fn is_picture_address(url: &Url) -> bool {
    let open = url.scheme() == "https" || (url.scheme() == "http" && is_loopback(url));
    open && url.has_host() && url.username().is_empty() && url.password().is_none()
}

/// Shops move pictures to other hosts; from the open web none leads onto this machine.
fn picture_redirects() -> redirect::Policy {
    redirect::Policy::custom(|attempt| {
        let near = attempt.previous().first().is_some_and(is_loopback);
        let fits = is_picture_address(attempt.url()) && near == is_loopback(attempt.url());
        match fits && attempt.previous().len() <= REDIRECTS_MAX {
            true => attempt.follow(),
            false => attempt.stop(),
        }
    })
}

/// Whose proxy settings count. Traffic to this machine itself is plain http and must not pass through a proxy.
#[derive(Clone, Copy)]
enum Proxies {
    OfTheSystem,
    None,
}

fn client(
    redirects: redirect::Policy,
    idle_max: usize,
    proxies: Proxies,
) -> Result<Client, TransportConfigError> {
    let builder = match proxies {
        Proxies::OfTheSystem => Client::builder(),
        Proxies::None => Client::builder().no_proxy(),
    };
    builder
        .connect_timeout(CONNECT_TIMEOUT)
        .pool_max_idle_per_host(idle_max)
        .http1_only()
        .redirect(redirects)
        .retry(reqwest::retry::never())
        .user_agent(concat!("Packbench/", env!("CARGO_PKG_VERSION")))
        .build()
        .map_err(|error| TransportConfigError::Library(words(error)))
}

/// Reads may be redirected on their own host; a redirect elsewhere is handed back as it is, unfollowed.
fn same_host_redirects() -> redirect::Policy {
    redirect::Policy::custom(|attempt| {
        let first = attempt.previous().first();
        let same = first.is_some_and(|first| {
            (first.scheme(), first.host(), first.port_or_known_default())
                == (attempt.url().scheme(), attempt.url().host(), attempt.url().port_or_known_default())
        });
        match same && attempt.previous().len() <= REDIRECTS_MAX {
            true => attempt.follow(),
            false => attempt.stop(),
        }
    })
}

fn is_loopback(url: &Url) -> bool {
    url.host_str().is_some_and(|host| {
        host == "localhost"
            || host
                .trim_matches(['[', ']'])
                .parse::<std::net::IpAddr>()
                .is_ok_and(|address| address.is_loopback())
    })
}

fn readable(headers: &HeaderMap) -> Vec<(String, String)> {
    headers
        .iter()
        .map(|(n, v)| (n.as_str().to_owned(), String::from_utf8_lossy(v.as_bytes()).into_owned()))
        .collect()
}

/// Only a connection that never stood is proof that nothing was sent.
fn failure(error: reqwest::Error) -> SendFailure {
    match error.is_connect() || error.is_builder() {
        true => SendFailure::NotSent(words(error)),
        false => SendFailure::Lost(words(error)),
    }
}

/// The innermost cause in words, without the URL (it holds order numbers).
fn words(error: reqwest::Error) -> String {
    let error = error.without_url();
    let mut cause: &dyn std::error::Error = &error;
    while let Some(inner) = cause.source() {
        cause = inner;
    }
    match (error.is_timeout(), error.is_connect()) {
        (true, true) => "no connection within 10 s".to_owned(),
        (true, false) => "no answer in time".to_owned(),
        (false, true) => format!("no connection: {cause}"),
        (false, false) => format!("the connection broke: {cause}"),
    }
}
