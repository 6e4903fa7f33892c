//! Every printer by one address: a queue of this computer by its name, a label printer on the network as
//! `tcp://HOST:PORT`, a folder that documents are saved in as `folder:///PATH`.

use std::fmt;
use std::path::PathBuf;

use crate::folder::Folder;
use crate::network::{self, Network, Place};
use crate::{Abilities, BoxFuture, JobId, JobState, PrintError, PrintErrorKind, PrintJob, Printer, Spooler};

/// Where label printers listen for ZPL.
const RAW_PORT: u16 = 9_100;

const TCP: &str = "tcp://";
const FOLDER: &str = "folder://";

/// Where documents go.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Address {
    /// A queue of this computer.
    Queue(String),
    Network(Place),
    Folder(PathBuf),
}

impl Address {
    /// Reads an address as people write it. A folder's path is taken as it is, without `%20` or the like.
    ///
    /// # Errors
    /// [`PrintErrorKind::NoSuchPrinter`], in words, for what cannot be an address.
    pub fn parse(text: &str) -> Result<Self, PrintError> {
        if let Some(place) = text.strip_prefix(TCP) {
            return place_of(place).map(Self::Network).ok_or_else(|| {
                let words = "write it as tcp://192.168.0.20 or tcp://zebra.local:9100";
                malformed(text, "is no address of a printer on the network", words)
            });
        }
        if let Some(path) = text.strip_prefix(FOLDER) {
            return folder_of(path).map(Self::Folder).ok_or_else(|| {
                malformed(
                    text,
                    "names no whole path",
                    "write it as folder:///home/me/labels or folder:///C:/Labels",
                )
            });
        }
        match text.split_once("://") {
            Some(_) => {
                Err(malformed(text, "is no address that can be printed to", "known are tcp:// and folder://"))
            }
            None if text.trim().is_empty() => {
                Err(PrintError::new(PrintErrorKind::NoSuchPrinter, "No printer is chosen"))
            }
            None => Ok(Self::Queue(text.to_owned())),
        }
    }
}

impl fmt::Display for Address {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Queue(name) => f.write_str(name),
            Self::Network(place) => write!(f, "{TCP}{place}"),
            Self::Folder(path) => {
                let path = path.display().to_string();
                let slash = if path.starts_with('/') { "" } else { "/" };
                write!(f, "{FOLDER}{slash}{path}")
            }
        }
    }
}

fn malformed(text: &str, why: &str, hint: &str) -> PrintError {
    PrintError::new(PrintErrorKind::NoSuchPrinter, format!("\"{text}\" {why}: {hint}"))
}

/// `host`, `host:port`, `[::1]`, `[::1]:9100`.
fn place_of(text: &str) -> Option<Place> {
    let text = text.strip_suffix('/').unwrap_or(text);
    let (host, port) = match text.strip_prefix('[') {
        Some(rest) => {
            let (host, port) = rest.split_once(']')?;
            host.parse::<std::net::Ipv6Addr>().ok()?;
            (host, if port.is_empty() { None } else { Some(port.strip_prefix(':')?) })
        }
        None => {
            let (host, port) = text.split_once(':').map_or((text, None), |(host, port)| (host, Some(port)));
            let allowed = |c: char| c.is_alphanumeric() || matches!(c, '-' | '.' | '_');
            if host.is_empty() || !host.chars().all(allowed) {
                return None;
            }
            (host, port)
        }
    };
    let port = match port {
        None => RAW_PORT,
        Some(digits) if digits.bytes().all(|byte| byte.is_ascii_digit()) => {
            digits.parse().ok().filter(|port| *port > 0)?
        }
        Some(_) => return None,
    };
    Some(Place { host: host.to_owned(), port })
}

/// `/tmp/labels`; on Windows `/C:/Labels` and `//server/share/labels`.
fn folder_of(text: &str) -> Option<PathBuf> {
    let path = if cfg!(windows) && text.get(2..3) == Some(":") { text.strip_prefix('/')? } else { text };
    let path = PathBuf::from(path);
    (text.starts_with('/') && path.is_absolute() && !text.contains('\0')).then_some(path)
}

/// The system's printers, those on the network, and folders, behind one seam.
#[derive(Debug, Default)]
pub struct Printers<S> {
    system: S,
    network: Network,
}

impl<S: Spooler> Printers<S> {
    pub fn new(system: S) -> Self {
        Self { system, network: Network::default() }
    }
}

impl<S: Spooler> Spooler for Printers<S> {
    /// The system's; printers that were set up by their address are asked for one by one.
    fn printers(&self) -> BoxFuture<'_, Result<Vec<Printer>, PrintError>> {
        self.system.printers()
    }

    fn look<'a>(&'a self, printer: &'a str) -> BoxFuture<'a, Result<Printer, PrintError>> {
        Box::pin(async move {
            match Address::parse(printer)? {
                Address::Queue(name) => self.system.look(&name).await,
                Address::Network(place) => Ok(self.network.look(printer, &place).await),
                Address::Folder(path) => Folder::new(path).look(printer).await,
            }
        })
    }

    fn abilities<'a>(&'a self, printer: &'a str) -> BoxFuture<'a, Result<Abilities, PrintError>> {
        Box::pin(async move {
            match Address::parse(printer)? {
                Address::Queue(name) => self.system.abilities(&name).await,
                // Neither has a driver that would know.
                Address::Network(_) | Address::Folder(_) => Ok(Abilities::default()),
            }
        })
    }

    fn submit<'a>(&'a self, job: PrintJob<'a>) -> BoxFuture<'a, Result<JobId, PrintError>> {
        Box::pin(async move {
            match Address::parse(job.printer)? {
                Address::Queue(_) => self.system.submit(job).await,
                Address::Network(place) => self.network.submit(&place, job).await,
                Address::Folder(path) => Folder::new(path).submit(job).await,
            }
        })
    }

    fn state<'a>(&'a self, printer: &'a str, job: &'a JobId) -> BoxFuture<'a, Result<JobState, PrintError>> {
        Box::pin(async move {
            match Address::parse(printer)? {
                Address::Queue(name) => self.system.state(&name, job).await,
                Address::Network(place) => self.network.state(&place, job).await,
                Address::Folder(path) => Folder::new(path).state(job).await,
            }
        })
    }

    fn find<'a>(
        &'a self,
        printer: &'a str,
        title: &'a str,
    ) -> BoxFuture<'a, Result<Option<JobId>, PrintError>> {
        Box::pin(async move {
            match Address::parse(printer)? {
                Address::Queue(name) => self.system.find(&name, title).await,
                // A label printer knows no titles.
                Address::Network(_) => Ok(None),
                Address::Folder(path) => Folder::new(path).find(title).await,
            }
        })
    }

    fn cancel<'a>(&'a self, printer: &'a str, job: &'a JobId) -> BoxFuture<'a, Result<(), PrintError>> {
        Box::pin(async move {
            match Address::parse(printer)? {
                Address::Queue(name) => self.system.cancel(&name, job).await,
                Address::Network(_) => Err(network::cannot_take_back(job)),
                Address::Folder(path) => Folder::new(path).cancel(job),
            }
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn network(host: &str, port: u16) -> Address {
        Address::Network(Place { host: host.to_owned(), port })
    }

    #[test]
    fn addresses_are_read_as_people_write_them() {
        let queue = |name: &str| Address::Queue(name.to_owned());
        for (text, address) in [
            ("zebra", queue("zebra")),
            ("Zebra ZD421 (packing table)", queue("Zebra ZD421 (packing table)")),
            (r"\\server\label printer", queue(r"\\server\label printer")),
            ("tcp://10.0.0.5", network("10.0.0.5", 9100)),
            ("tcp://10.0.0.5/", network("10.0.0.5", 9100)),
            ("tcp://zebra-1.local:6101", network("zebra-1.local", 6101)),
            ("tcp://[::1]:9100", network("::1", 9100)),
            ("tcp://[fe80::1]", network("fe80::1", 9100)),
        ] {
            assert_eq!(Address::parse(text), Ok(address), "{text}");
        }
        let folder = if cfg!(windows) { "folder:///C:/My labels" } else { "folder:///tmp/my labels" };
        let path =
            folder.trim_start_matches("folder://").trim_start_matches(if cfg!(windows) { "/" } else { "" });
        assert_eq!(Address::parse(folder), Ok(Address::Folder(PathBuf::from(path))));
    }

    #[test]
    fn an_address_is_read_back_from_what_it_shows() {
        let folder = if cfg!(windows) { "folder:///C:/Labels" } else { "folder:///tmp/labels" };
        for text in ["zebra", "tcp://10.0.0.5:9100", "tcp://[::1]:9100", folder] {
            assert_eq!(Address::parse(text).map(|address| address.to_string()).as_deref(), Ok(text));
        }
    }

    #[test]
    fn what_can_be_no_address_is_said_in_words() {
        for text in [
            "",
            "  ",
            "tcp://",
            "tcp://:9100",
            "tcp://10.0.0.5:",
            "tcp://10.0.0.5:0",
            "tcp://10.0.0.5:65536",
            "tcp://10.0.0.5:+80",
            "tcp://::1",
            "tcp://[::1",
            "tcp://[zebra]",
            "tcp://[::1]9100",
            "tcp://me@10.0.0.5",
            "tcp://10.0.0.5/queue",
            "tcp://a b",
            "folder://",
            "folder://labels",
            "folder:///tmp/\0",
            "ipp://10.0.0.5/ipp",
            "http://10.0.0.5",
        ] {
            let error = Address::parse(text).expect_err(text);
            assert_eq!(error.kind, PrintErrorKind::NoSuchPrinter, "{text:?}");
            assert!(error.words.contains(text.trim()), "the words name it: {error}");
        }
    }

    #[cfg(unix)]
    #[tokio::test]
    async fn each_address_goes_to_its_own_kind() {
        use crate::{Format, PrinterState};
        // Nobody listens there.
        let printers = Printers::new(crate::SystemSpooler::at("127.0.0.1:1"));
        let place = tempfile::tempdir().unwrap();
        let folder = Address::Folder(place.path().to_owned()).to_string();
        let job = |printer| PrintJob {
            printer,
            title: "#1",
            format: Format::Zpl,
            data: b"^XA^XZ",
            copies: 1,
            media: None,
        };
        let down = |error: PrintError| error.kind == PrintErrorKind::SpoolerDown;

        assert!(printers.printers().await.is_err_and(down), "the list is the system's");
        assert!(printers.look("zebra").await.is_err_and(down));
        assert!(printers.submit(job("zebra")).await.is_err_and(down));
        let looked = printers.look("tcp://127.0.0.1:1").await.map(|printer| printer.state);
        assert_eq!(looked, Ok(PrinterState::Stopped), "it is asked for itself");
        let refused = printers.submit(job("tcp://127.0.0.1:1")).await.map_err(|error| error.kind);
        assert_eq!(refused, Err(PrintErrorKind::Other));
        let saved = printers.submit(job(&folder)).await.unwrap();
        assert_eq!(printers.state(&folder, &saved).await, Ok(JobState::Done));
        assert_eq!(printers.find(&folder, "#1").await, Ok(Some(saved)));
        let wrong = printers.look("tcp://").await.map_err(|error| error.kind);
        assert_eq!(wrong, Err(PrintErrorKind::NoSuchPrinter));
    }
}
