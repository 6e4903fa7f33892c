//! A CUPS of the test's own: its folder, its port, its queues. The machine's CUPS is not touched.

#![allow(dead_code, reason = "each test file uses some of it")]

use std::io::Read as _;
use std::net::{TcpListener, TcpStream};
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::sync::mpsc;
use std::time::{Duration, Instant};

/// Longest wait for anything that CUPS does; it needs about a second.
pub const PATIENCE: Duration = Duration::from_secs(20);

pub struct Cupsd {
    program: &'static str,
    folder: tempfile::TempDir,
    port: u16,
    process: Child,
}

/// Runs a test with its own CUPS, or says that it cannot.
pub fn with_cups(test: impl AsyncFnOnce(Cupsd)) {
    let runtime = tokio::runtime::Runtime::new().unwrap();
    match Cupsd::start() {
        Ok(cups) => runtime.block_on(test(cups)),
        Err(why) => skip(&why),
    }
}

/// Says why a test does not run here; fails where it has to.
pub fn skip(why: &str) {
    assert!(std::env::var("CI_REQUIRES_CUPS").as_deref() != Ok("1"), "CUPS is required here: {why}");
    println!("skipped: {why}");
}

impl Cupsd {
    fn start() -> Result<Self, String> {
        let program =
            ["/usr/sbin/cupsd", "/usr/bin/cupsd"].into_iter().find(|path| PathBuf::from(path).exists());
        let program = program.ok_or("cupsd is not installed")?;
        let folder = tempfile::Builder::new().prefix("cups").tempdir().unwrap();
        open_to_all(folder.path());
        let at = |name: &str| folder.path().join(name).display().to_string();
        for name in ["root", "root/ppd", "state", "cache", "spool", "spool/tmp", "log"] {
            std::fs::create_dir_all(at(name)).unwrap();
        }
        let port = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
        let rules = "<Location />\nOrder allow,deny\nAllow localhost\n</Location>\n\
            <Policy default>\n<Limit All>\nOrder deny,allow\n</Limit>\n</Policy>\n";
        let listen = format!("Listen 127.0.0.1:{port}\nListen {}\n", at("cups.sock"));
        let quiet = "WebInterface No\nBrowsing No\nDefaultAuthType None\nLogLevel info\nJobRetryInterval 1\n";
        std::fs::write(at("cupsd.conf"), format!("{listen}{quiet}{rules}")).unwrap();
        let places = [
            ("ServerRoot", "root"),
            ("StateDir", "state"),
            ("CacheDir", "cache"),
            ("RequestRoot", "spool"),
            ("TempDir", "spool/tmp"),
            ("AccessLog", "log/access_log"),
            ("ErrorLog", "log/error_log"),
            ("PageLog", "log/page_log"),
        ];
        let files: String = places.iter().map(|(key, name)| format!("{key} {}\n", at(name))).collect();
        std::fs::write(at("files.conf"), files).unwrap();
        let process = launch(program, folder.path())?;
        let mut cups = Self { program, folder, port, process };
        cups.listens()?;
        Ok(cups)
    }

    fn listens(&mut self) -> Result<(), String> {
        let start = Instant::now();
        while TcpStream::connect(("127.0.0.1", self.port)).is_err() {
            if let Some(status) = self.process.try_wait().unwrap() {
                return Err(format!("cupsd ended at once ({status})"));
            }
            assert!(start.elapsed() < PATIENCE, "cupsd listens: {}", self.log());
            std::thread::sleep(Duration::from_millis(20));
        }
        Ok(())
    }

    /// Starts it again with the queues and jobs that it left.
    pub fn start_again(&mut self) {
        self.process = launch(self.program, self.folder.path()).unwrap();
        self.listens().unwrap();
    }

    /// As `CUPS_SERVER` names it.
    pub fn address(&self) -> String {
        format!("127.0.0.1:{}", self.port)
    }

    pub fn socket(&self) -> String {
        self.folder.path().join("cups.sock").display().to_string()
    }

    /// Runs one of the programs that come with CUPS against this server.
    pub fn tool(&self, program: &str, arguments: &[&str]) -> bool {
        let output =
            Command::new(program).env("CUPS_SERVER", self.address()).args(arguments).output().unwrap();
        output.status.success()
    }

    /// A queue that sends bytes as they are to `device`.
    pub fn raw_queue(&self, name: &str, device: &str, more: &[&str]) {
        let arguments = [&["-p", name, "-E", "-v", device, "-m", "raw"], more].concat();
        assert!(self.tool("lpadmin", &arguments), "the queue {name} is made: {}", self.log());
    }

    /// Documents that were handed over for a queue, as the server's own log counts them.
    pub fn handed_over(&self, queue: &str) -> usize {
        let log = std::fs::read_to_string(self.folder.path().join("log/access_log")).unwrap();
        let to = format!("POST /printers/{queue} ");
        log.lines().filter(|line| line.contains(&to) && line.contains(" Print-Job ")).count()
    }

    pub fn log(&self) -> String {
        std::fs::read_to_string(self.folder.path().join("log/error_log")).unwrap_or_default()
    }

    /// Ends the server as a crash would.
    pub fn crash(&mut self) {
        self.process.kill().unwrap();
        self.process.wait().unwrap();
    }
}

impl Drop for Cupsd {
    fn drop(&mut self) {
        self.stop();
    }
}

impl Cupsd {
    /// A polite end, so that CUPS takes its helpers along.
    pub fn stop(&mut self) {
        let asked = Command::new("kill").arg(self.process.id().to_string()).status();
        if asked.is_ok_and(|status| status.success()) {
            let start = Instant::now();
            while start.elapsed() < Duration::from_secs(5) && matches!(self.process.try_wait(), Ok(None)) {
                std::thread::sleep(Duration::from_millis(10));
            }
        }
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

fn launch(program: &str, folder: &std::path::Path) -> Result<Child, String> {
    Command::new(program)
        .arg("-c")
        .arg(folder.join("cupsd.conf"))
        .arg("-s")
        .arg(folder.join("files.conf"))
        .arg("-f")
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .map_err(|error| format!("cupsd cannot be started: {error}"))
}

/// The programs that CUPS starts run as another user.
fn open_to_all(folder: &std::path::Path) {
    use std::os::unix::fs::PermissionsExt as _;
    std::fs::set_permissions(folder, std::fs::Permissions::from_mode(0o755)).unwrap();
}

/// A label printer on the network: takes one connection after the other and keeps what each brought.
pub struct Sink {
    pub device: String,
    jobs: mpsc::Receiver<Vec<u8>>,
}

impl Sink {
    pub fn new() -> Self {
        Self::at("127.0.0.1:0".parse().unwrap())
    }

    pub fn at(address: std::net::SocketAddr) -> Self {
        let listener = TcpListener::bind(address).unwrap();
        let device = format!("socket://{}", listener.local_addr().unwrap());
        let (sender, jobs) = mpsc::channel();
        // Ends with the test's process, or when the sink is gone and another connection comes.
        std::thread::spawn(move || {
            for stream in listener.incoming() {
                let mut bytes = Vec::new();
                stream.unwrap().read_to_end(&mut bytes).unwrap();
                if sender.send(bytes).is_err() {
                    return;
                }
            }
        });
        Self { device, jobs }
    }

    pub fn next(&self) -> Vec<u8> {
        self.jobs.recv_timeout(PATIENCE).expect("something arrives at the printer")
    }

    /// What arrives within a moment.
    pub fn soon(&self) -> Option<Vec<u8>> {
        self.jobs.recv_timeout(Duration::from_millis(700)).ok()
    }

    /// Fails when anything more comes within a while.
    pub fn assert_quiet(&self) {
        let more = self.soon().map(|bytes| bytes.len());
        assert_eq!(more, None, "nothing is printed twice, but more bytes came");
    }
}
