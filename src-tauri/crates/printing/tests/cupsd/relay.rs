//! Stands between a program and its CUPS and remembers what the program asked.

use std::io::{Read as _, Write as _};
use std::net::{Shutdown, TcpListener, TcpStream};
use std::sync::{Arc, Mutex};

/// Each connection carries one IPP request.
pub struct Relay {
    pub address: String,
    seen: Arc<Mutex<Vec<Vec<u8>>>>,
}

impl Relay {
    pub fn to(server: &str) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = listener.local_addr().unwrap().to_string();
        let (seen, server) = (Arc::<Mutex<Vec<Vec<u8>>>>::default(), server.to_owned());
        let kept = Arc::clone(&seen);
        // Ends with the test's process.
        std::thread::spawn(move || {
            for stream in listener.incoming() {
                let (mut from, mut to) = (stream.unwrap(), TcpStream::connect(&server).unwrap());
                let (mut back_from, mut back_to) = (to.try_clone().unwrap(), from.try_clone().unwrap());
                let kept = Arc::clone(&kept);
                std::thread::spawn(move || {
                    let (mut all, mut part) = (Vec::new(), [0; 16_384]);
                    while let Ok(length @ 1..) = from.read(&mut part) {
                        all.extend_from_slice(&part[..length]);
                        if to.write_all(&part[..length]).is_err() {
                            break;
                        }
                    }
                    let _ = to.shutdown(Shutdown::Write);
                    kept.lock().unwrap().push(all);
                });
                std::thread::spawn(move || {
                    let _ = std::io::copy(&mut back_from, &mut back_to);
                    let _ = back_to.shutdown(Shutdown::Both);
                });
            }
        });
        Self { address, seen }
    }

    /// Requests of this IPP operation (RFC 8011 section 5.4.15) that carry a word.
    pub fn asked(&self, operation: u16, word: &str) -> usize {
        let ipp = |seen: &[u8]| {
            let body = seen.windows(4).position(|four| four == b"\r\n\r\n")? + 4;
            Some(seen[body..].to_vec())
        };
        let seen = self.seen.lock().unwrap();
        let bodies = seen.iter().filter_map(|seen| ipp(seen));
        let of_it = bodies.filter(|body| body.get(2..4) == Some(&operation.to_be_bytes()[..]));
        of_it.filter(|body| body.windows(word.len()).any(|bytes| bytes == word.as_bytes())).count()
    }
}
