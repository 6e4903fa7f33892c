//! A tiny HTTP/1.1 server on loopback that counts what arrives, and says exactly the bytes it is told to.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};
use tokio::task::JoinHandle;

/// What the server does with one request.
#[derive(Clone)]
pub enum Reply {
    /// Writes these bytes and keeps the connection open.
    Say(String),
    /// Writes these bytes and closes the connection.
    SayAndClose(String),
    /// Reads the request and closes the connection without a word.
    HangUp,
    /// Reads the request and waits.
    Wait(Duration),
    /// Writes this head and then as many zero bytes.
    Pour { head: String, bytes: usize },
}

impl Reply {
    /// A whole answer with a JSON body.
    pub fn json(status: &str, body: &str) -> Self {
        Self::Say(answer(status, "Content-Type: application/json\r\n", body))
    }

    pub fn redirect(status: &str, location: &str) -> Self {
        Self::Say(answer(status, &format!("Location: {location}\r\n"), ""))
    }
}

pub fn answer(status: &str, headers: &str, body: &str) -> String {
    format!("HTTP/1.1 {status}\r\n{headers}Content-Length: {}\r\n\r\n{body}", body.len())
}

type Rule = Arc<dyn Fn(&str) -> Reply + Send + Sync>;

#[derive(Default)]
struct Counts {
    connections: AtomicUsize,
    bytes_written: AtomicUsize,
    /// Head and body of each request as they arrived.
    requests: Mutex<Vec<String>>,
}

/// Runs until it is dropped.
pub struct Server {
    pub base: String,
    counts: Arc<Counts>,
    task: JoinHandle<()>,
}

impl Server {
    /// Answers every request alike.
    pub async fn always(reply: Reply) -> Self {
        Self::by_path(move |_| reply.clone()).await
    }

    /// Answers by the path of the request line.
    pub async fn by_path(rule: impl Fn(&str) -> Reply + Send + Sync + 'static) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let base = format!("http://{}", listener.local_addr().unwrap());
        let counts = Arc::new(Counts::default());
        let task = tokio::spawn(accept(listener, Arc::new(rule), counts.clone()));
        Self { base, counts, task }
    }

    pub fn connections(&self) -> usize {
        self.counts.connections.load(Ordering::SeqCst)
    }

    pub fn requests(&self) -> Vec<String> {
        self.counts.requests.lock().unwrap().clone()
    }

    pub fn bytes_written(&self) -> usize {
        self.counts.bytes_written.load(Ordering::SeqCst)
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.task.abort();
    }
}

/// An address on which nothing listens.
pub async fn nobody() -> String {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    format!("http://{}", listener.local_addr().unwrap())
}

async fn accept(listener: TcpListener, rule: Rule, counts: Arc<Counts>) {
    let mut connections = tokio::task::JoinSet::new();
    while let Ok((stream, _)) = listener.accept().await {
        counts.connections.fetch_add(1, Ordering::SeqCst);
        connections.spawn(serve(stream, rule.clone(), counts.clone()));
    }
}

async fn serve(mut stream: TcpStream, rule: Rule, counts: Arc<Counts>) {
    while let Some(request) = read_request(&mut stream).await {
        let path = request.split(' ').nth(1).unwrap_or_default().to_owned();
        counts.requests.lock().unwrap().push(request);
        match rule(&path) {
            Reply::Say(text) => {
                let _ = stream.write_all(text.as_bytes()).await;
            }
            Reply::SayAndClose(text) => {
                let _ = stream.write_all(text.as_bytes()).await;
                return;
            }
            Reply::HangUp => return,
            Reply::Wait(pause) => tokio::time::sleep(pause).await,
            Reply::Pour { head, bytes } => {
                let _ = stream.write_all(head.as_bytes()).await;
                pour(&mut stream, bytes, &counts).await;
                return;
            }
        }
    }
}

async fn pour(stream: &mut TcpStream, bytes: usize, counts: &Counts) {
    let chunk = vec![0_u8; 64 * 1024];
    let mut left = bytes;
    while left > 0 {
        let Ok(written) = stream.write(&chunk[..left.min(chunk.len())]).await else { return };
        counts.bytes_written.fetch_add(written, Ordering::SeqCst);
        left -= written;
    }
}

/// Head and body of the next request; none when the other side has hung up.
async fn read_request(stream: &mut TcpStream) -> Option<String> {
    let mut bytes = Vec::new();
    let mut buffer = [0_u8; 4096];
    loop {
        if let Some(end) = bytes.windows(4).position(|four| four == b"\r\n\r\n") {
            let head = String::from_utf8_lossy(&bytes[..end]).into_owned();
            let length = head
                .lines()
                .filter_map(|line| line.split_once(':'))
                .find(|(name, _)| name.eq_ignore_ascii_case("content-length"))
                .map_or(0, |(_, value)| value.trim().parse::<usize>().unwrap());
            if bytes.len() >= end + 4 + length {
                return Some(String::from_utf8_lossy(&bytes).into_owned());
            }
        }
        match stream.read(&mut buffer).await {
            Ok(0) | Err(_) => return None,
            Ok(count) => bytes.extend_from_slice(&buffer[..count]),
        }
    }
}
