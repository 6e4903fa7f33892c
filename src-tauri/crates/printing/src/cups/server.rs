//! Where CUPS listens, and one HTTP exchange with it.
//!
//! Each exchange has a connection of its own that nothing reuses, proxies or sends again, and its outcome says whether
//! CUPS can have seen the request: that decides between "not printed" and "maybe printed".

use std::fmt;
use std::path::{Path, PathBuf};
use std::time::Duration;

use bytes::Bytes;
use http_body_util::{BodyExt as _, Full, Limited};
use hyper::client::conn::http1;
use hyper::header::{CONTENT_TYPE, HOST};
use hyper_util::rt::TokioIo;
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::net::{TcpStream, UnixStream};
use tokio::time::timeout;

/// The port that IANA gave IPP.
const IPP_PORT: u16 = 631;

/// Sockets of the local CUPS on Debian, Fedora and macOS, where it is started on demand.
const LOCAL_SOCKETS: [&str; 3] = ["/run/cups/cups.sock", "/var/run/cups/cups.sock", "/private/var/run/cupsd"];

/// Time for making a connection; a local service accepts at once, one in the network within a second.
const CONNECT_TIMEOUT: Duration = Duration::from_secs(5);

/// Largest answer that is read (a station's printer list is a few kB).
const ANSWER_BYTES_MAX: usize = 8 * 1024 * 1024;

/// Where CUPS listens.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Server {
    /// The socket of this machine, else its port 631.
    Local,
    Tcp {
        host: String,
        port: u16,
    },
    Socket(PathBuf),
}

/// How an exchange ended.
pub(super) enum Exchange {
    Answered(Bytes),
    /// An HTTP status other than success.
    Refused(u16),
    /// No connection: CUPS has seen nothing.
    Unreachable(String),
    /// CUPS may have seen the request.
    Broken(String),
}

impl fmt::Display for Server {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Local => write!(f, "localhost:{IPP_PORT}"),
            Self::Tcp { host, port } => write!(f, "{host}:{port}"),
            Self::Socket(path) => write!(f, "{}", path.display()),
        }
    }
}

impl Server {
    pub(super) fn from_environment() -> Self {
        match std::env::var("CUPS_SERVER") {
            Ok(named) if !named.trim().is_empty() => Self::at(&named),
            _ => Self::Local,
        }
    }

    /// Reads `http://host:port`, `ipp://host`, `host:port`, `[::1]:631`, `host/version=1.1` and `/a/socket`.
    pub(super) fn at(address: &str) -> Self {
        let address = address.trim();
        if address.starts_with('/') {
            return Self::Socket(PathBuf::from(address));
        }
        let place = address.split_once("://").map_or(address, |(_, rest)| rest);
        let place = place.split('/').next().unwrap_or(place);
        let (host, port) = match place.rsplit_once(':') {
            Some((host, port)) if !host.ends_with(':') && (!host.contains(':') || host.ends_with(']')) => {
                (host, port.parse().unwrap_or(IPP_PORT))
            }
            _ => (place, IPP_PORT),
        };
        Self::Tcp { host: host.trim_start_matches('[').trim_end_matches(']').to_owned(), port }
    }

    /// Posts one IPP message and reads the answer.
    pub(super) async fn exchange(&self, path: &str, message: Bytes, limit: Duration) -> Exchange {
        match self {
            Self::Local => {
                for socket in LOCAL_SOCKETS {
                    if let Ok(Ok(stream)) = timeout(CONNECT_TIMEOUT, UnixStream::connect(socket)).await {
                        return post(stream, "localhost", path, message, limit).await;
                    }
                }
                over_tcp("localhost", IPP_PORT, path, message, limit).await
            }
            Self::Tcp { host, port } => over_tcp(host, *port, path, message, limit).await,
            Self::Socket(socket) => over_socket(socket, path, message, limit).await,
        }
    }
}

async fn over_tcp(host: &str, port: u16, path: &str, message: Bytes, limit: Duration) -> Exchange {
    match timeout(CONNECT_TIMEOUT, TcpStream::connect((host, port))).await {
        Ok(Ok(stream)) => {
            let name = if host.contains(':') { format!("[{host}]:{port}") } else { format!("{host}:{port}") };
            post(stream, &name, path, message, limit).await
        }
        Ok(Err(error)) => Exchange::Unreachable(error.to_string()),
        Err(_) => Exchange::Unreachable(format!("no connection within {} s", CONNECT_TIMEOUT.as_secs())),
    }
}

async fn over_socket(socket: &Path, path: &str, message: Bytes, limit: Duration) -> Exchange {
    match timeout(CONNECT_TIMEOUT, UnixStream::connect(socket)).await {
        Ok(Ok(stream)) => post(stream, "localhost", path, message, limit).await,
        Ok(Err(error)) => Exchange::Unreachable(error.to_string()),
        Err(_) => Exchange::Unreachable(format!("no connection within {} s", CONNECT_TIMEOUT.as_secs())),
    }
}

async fn post<S>(stream: S, host: &str, path: &str, message: Bytes, limit: Duration) -> Exchange
where
    S: AsyncRead + AsyncWrite + Send + Unpin + 'static,
{
    timeout(limit, converse(stream, host, path, message))
        .await
        .unwrap_or_else(|_| Exchange::Broken(format!("no answer within {} s", limit.as_secs())))
}

/// Drives connection and request side by side, so that nothing runs on when the caller gives up.
async fn converse<S>(stream: S, host: &str, path: &str, message: Bytes) -> Exchange
where
    S: AsyncRead + AsyncWrite + Send + Unpin + 'static,
{
    let request = hyper::Request::post(path)
        .header(HOST, host)
        .header(CONTENT_TYPE, "application/ipp")
        .body(Full::new(message));
    let request = match request {
        Ok(request) => request,
        Err(error) => return Exchange::Unreachable(error.to_string()),
    };
    let (mut sender, connection) = match http1::handshake(TokioIo::new(stream)).await {
        Ok(halves) => halves,
        Err(error) => return Exchange::Unreachable(error.to_string()),
    };
    let talk = async move {
        let response = match sender.send_request(request).await {
            Ok(response) => response,
            Err(error) => return Exchange::Broken(in_words(&error)),
        };
        let status = response.status();
        if !status.is_success() {
            return Exchange::Refused(status.as_u16());
        }
        match Limited::new(response.into_body(), ANSWER_BYTES_MAX).collect().await {
            Ok(body) => Exchange::Answered(body.to_bytes()),
            Err(error) => Exchange::Broken(error.to_string()),
        }
    };
    let (mut talk, mut connection) = (std::pin::pin!(talk), std::pin::pin!(connection));
    tokio::select! {
        outcome = &mut talk => outcome,
        // The connection ended first: what it received is still to be read.
        _ = &mut connection => talk.await,
    }
}

fn in_words(error: &hyper::Error) -> String {
    if error.is_incomplete_message() {
        return "the connection broke before it answered".to_owned();
    }
    std::error::Error::source(error).map_or_else(|| error.to_string(), ToString::to_string)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_read_as_cups_writes_them() {
        let tcp = |host: &str, port| Server::Tcp { host: host.to_owned(), port };
        for (address, server) in [
            ("http://127.0.0.1:6310", tcp("127.0.0.1", 6310)),
            ("http://127.0.0.1:6310/", tcp("127.0.0.1", 6310)),
            ("ipp://printhost", tcp("printhost", 631)),
            ("printhost:8631/version=1.1", tcp("printhost", 8631)),
            (" printhost ", tcp("printhost", 631)),
            ("[::1]:6310", tcp("::1", 6310)),
            ("::1", tcp("::1", 631)),
            ("/run/cups/cups.sock", Server::Socket(PathBuf::from("/run/cups/cups.sock"))),
        ] {
            assert_eq!(Server::at(address), server, "{address}");
        }
    }
}
