//! The real binary and the simulated platform, each a process of its own, and what the platform says when it is asked
//! past the station.

use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Child, Command, Output, Stdio};

use serde_json::Value;

pub const BINARY: &str = env!("CARGO_BIN_EXE_packbench-cli");
/// The key pair that every `simulate` prints, as HTTP's basic authentication spells it. It opens nothing else.
const AUTHORIZATION: &str = "Basic c2ltdWxhdG9yLXB1YmxpYy1rZXk6c2ltdWxhdG9yLXNlY3JldC1rZXk=";

/// Three shops with plain orders: a batch is several calls.
const PROFILE: &str = r#"{
    "announce_ms": {"start": ANNOUNCE, "end": ANNOUNCE}, "answer_ms": {"start": 150, "end": 400},
    "read_ms": {"start": 10, "end": 60}, "listed_after_ms": {"start": 0, "end": 300},
    "profile": {
        "shops": [{"id": 70, "name": "A", "system": "shopify", "share": 40},
                  {"id": 71, "name": "B", "system": "woocommerce", "share": 35},
                  {"id": 72, "name": "C", "system": "magento", "share": 25}],
        "countries": [["NL", 1]], "closed_percent": 0, "without_weight": 0, "without_house_number": 0,
        "without_postal_code": 0, "without_customs_data": 0, "refused": 0, "announcement_fails": 0,
        "service_points": 0, "oddities": false
    }
}"#;

/// A running `simulate`; ends with the test.
pub struct Simulated {
    process: Child,
    line: Value,
    _profile: tempfile::TempDir,
}

impl Simulated {
    /// Every announcement takes this long, in milliseconds.
    pub fn start(orders: usize, seed: u64, announce_ms: u64) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let profile = folder.path().join("profile.json");
        std::fs::write(&profile, PROFILE.replace("ANNOUNCE", &announce_ms.to_string())).unwrap();
        let mut process = Command::new(BINARY)
            .args(["simulate", "--limits", "none"])
            .args(["--orders", &orders.to_string(), "--seed", &seed.to_string()])
            .arg("--profile")
            .arg(&profile)
            .stdout(Stdio::piped())
            .spawn()
            .expect("simulate starts");
        let mut line = String::new();
        BufReader::new(process.stdout.as_mut().unwrap()).read_line(&mut line).unwrap();
        let line = serde_json::from_str(&line).expect("the first line is JSON");
        Self { process, line, _profile: folder }
    }

    fn text(&self, name: &str) -> &str {
        self.line[name].as_str().unwrap()
    }

    /// Makes the binary, or a program that runs it, a live station of this platform.
    pub fn equip<'a>(&self, command: &'a mut Command, folder: &Path) -> &'a mut Command {
        command
            .env("PACKBENCH_DATA_DIR", folder)
            .env("PACKBENCH_SENDCLOUD_URL", self.text("url"))
            .env("PACKBENCH_SENDCLOUD_PUBLIC_KEY", self.text("public_key"))
            .env("PACKBENCH_SENDCLOUD_SECRET_KEY", self.text("secret_key"))
    }

    pub fn cli(&self, folder: &Path, arguments: &[&str]) -> Output {
        self.equip(&mut Command::new(BINARY), folder).args(arguments).output().expect("the binary runs")
    }

    /// Everything that a list of the platform holds.
    pub fn list(&self, path: &str) -> Vec<Value> {
        let address = self.text("url").strip_prefix("http://").unwrap();
        let mut stream = TcpStream::connect(address).unwrap();
        let request = format!(
            "GET {path}?page_size=100 HTTP/1.1\r\nhost: {address}\r\nauthorization: {AUTHORIZATION}\r\nconnection: close\r\n\r\n"
        );
        stream.write_all(request.as_bytes()).unwrap();
        let mut answer = String::new();
        stream.read_to_string(&mut answer).unwrap();
        let (head, body) = answer.split_once("\r\n\r\n").expect("a head and a body");
        assert!(head.starts_with("HTTP/1.1 200 "), "{head}");
        assert!(!head.to_lowercase().contains("rel=\"next\""), "everything fits on one page");
        let body: Value = serde_json::from_str(body).expect("the body is JSON");
        body["data"].as_array().expect("a list").clone()
    }
}

impl Drop for Simulated {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

/// Every line of a `--json` output.
pub fn lines(output: &Output) -> Vec<Value> {
    let text = String::from_utf8_lossy(&output.stdout);
    text.lines().map(|line| serde_json::from_str(line).expect("a line is JSON")).collect()
}

pub fn words(output: &Output) -> String {
    format!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr))
}
