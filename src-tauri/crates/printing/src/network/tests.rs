//! Printers on the network against fakes on loopback: one that answers well, slowly, half, not at all, or breaks off.

use std::sync::{Arc, Mutex as StdMutex};

use tokio::net::TcpListener;
use tokio::task::JoinHandle;

use super::*;

const IDLE: &str = "\u{2}030,0,0,1245,000,0,0,0,000,0,0,0\u{3}\r\n\u{2}000,0,0,0,0,2,4,0,00000000,1,000\u{3}\r\n\u{2}1234,0\u{3}\r\n";
const EMPTY_WITH_ONE_LEFT: &str = "\u{2}030,1,0,1245,001,0,0,0,000,0,0,0\u{3}\r\n\u{2}000,0,0,0,0,2,4,0,00000000,1,000\u{3}\r\n\u{2}1234,0\u{3}\r\n";
const ONE_LEFT: &str = "\u{2}030,0,0,1245,001,0,0,0,000,0,0,0\u{3}\r\n\u{2}000,0,0,0,0,2,4,0,00000000,1,000\u{3}\r\n\u{2}1234,0\u{3}\r\n";

const LABEL: &[u8] = b"^XA^FDorder 1^FS^XZ";

/// Takes labels and answers `~HS` with what is in `says`, in pieces with pauses if wished.
struct Fake {
    place: Place,
    says: Arc<StdMutex<String>>,
    printed: Arc<StdMutex<Vec<u8>>>,
    listening: JoinHandle<()>,
}

impl Fake {
    async fn new(says: &str, pause: Duration) -> Self {
        Self::at(TcpListener::bind("127.0.0.1:0").await.unwrap(), says, pause)
    }

    fn at(listener: TcpListener, says: &str, pause: Duration) -> Self {
        let place = place(&listener);
        let says = Arc::new(StdMutex::new(says.to_owned()));
        let printed = Arc::new(StdMutex::new(Vec::new()));
        let (answers, paper) = (Arc::clone(&says), Arc::clone(&printed));
        let listening = tokio::spawn(async move {
            while let Ok((mut stream, _)) = listener.accept().await {
                let (answers, paper) = (Arc::clone(&answers), Arc::clone(&paper));
                tokio::spawn(async move {
                    let mut got = Vec::new();
                    while let Ok(1..) = stream.read_buf(&mut got).await {
                        if got == b"~HS\r\n" {
                            got.clear();
                            let answer = answers.lock().unwrap().clone();
                            for piece in answer.as_bytes().chunks(30) {
                                tokio::time::sleep(pause).await;
                                let _ = stream.write_all(piece).await;
                            }
                        }
                    }
                    paper.lock().unwrap().extend(got);
                });
            }
        });
        Self { place, says, printed, listening }
    }

    fn says(&self, answer: &str) {
        answer.clone_into(&mut self.says.lock().unwrap());
    }

    /// Switched off: nobody listens any more when this returns.
    async fn off(mut self) {
        self.listening.abort();
        let _ = (&mut self.listening).await;
    }

    fn printed(&self) -> Vec<u8> {
        self.printed.lock().unwrap().clone()
    }

    async fn printed_by_now(&self, wanted: &[u8]) {
        for _ in 0..100 {
            if self.printed() == wanted {
                return;
            }
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
        panic!("{:?} arrived", String::from_utf8_lossy(&self.printed()));
    }
}

impl Drop for Fake {
    fn drop(&mut self) {
        self.listening.abort();
    }
}

fn place(listener: &TcpListener) -> Place {
    Place { host: "127.0.0.1".to_owned(), port: listener.local_addr().unwrap().port() }
}

fn zpl(data: &[u8]) -> PrintJob<'_> {
    PrintJob { printer: "tcp://fake", title: "#1", format: Format::Zpl, data, copies: 1, media: None }
}

/// Past the time in which a printer may not have counted a label yet.
async fn a_while() {
    tokio::time::sleep(Duration::from_millis(450)).await;
}

#[tokio::test]
async fn a_printer_tells_its_state() {
    let (network, fake) = (Network::default(), Fake::new(IDLE, Duration::ZERO).await);
    let ready = network.look("tcp://fake", &fake.place).await;
    assert_eq!((ready.name.as_str(), ready.state, ready.message), ("tcp://fake", PrinterState::Idle, None));
    fake.says(ONE_LEFT);
    assert_eq!(network.look("tcp://fake", &fake.place).await.state, PrinterState::Printing);
    fake.says(&ONE_LEFT.replace(",001,0,", ",001,1,"));
    let full = network.look("tcp://fake", &fake.place).await;
    assert_eq!(full.message.as_deref(), Some("The printer's buffer is full"), "it prints what it has");
    fake.says(EMPTY_WITH_ONE_LEFT);
    let empty = network.look("tcp://fake", &fake.place).await;
    assert_eq!((empty.state, empty.message.as_deref()), (PrinterState::Stopped, Some("out of labels")));
    assert_eq!(empty.reasons, ["media-empty-error"]);
    assert_eq!(fake.printed(), b"", "asking prints nothing");
}

#[tokio::test]
async fn a_slow_answer_is_an_answer_and_half_of_one_is_none() {
    let network = Network::default();
    let slow = Fake::new(EMPTY_WITH_ONE_LEFT, Duration::from_millis(150)).await;
    assert_eq!(
        network.look("tcp://fake", &slow.place).await.state,
        PrinterState::Stopped,
        "it came in pieces"
    );
    for silent in [&EMPTY_WITH_ONE_LEFT[..40], "", "HTTP/1.1 400 Bad Request\r\n\r\n"] {
        let fake = Fake::new(silent, Duration::ZERO).await;
        let looked = network.look("tcp://fake", &fake.place).await;
        assert_eq!(looked.state, PrinterState::Idle, "{silent:?}: its state is not told, so it is used");
        assert!(looked.message.is_some_and(|words| words.contains("does not tell")), "and that is said");
    }
}

#[tokio::test]
async fn labels_arrive_whole_and_are_followed_to_their_end() {
    let (network, fake) = (Network::default(), Fake::new(IDLE, Duration::ZERO).await);
    let big = [b"^XA", &vec![b'x'; 3_000_000][..], b"^XZ"].concat();
    let first = network.submit(&fake.place, PrintJob { copies: 2, ..zpl(LABEL) }).await.unwrap();
    fake.printed_by_now(&[LABEL, LABEL].concat()).await;
    let second = network.submit(&fake.place, zpl(&big)).await.unwrap();
    fake.printed_by_now(&[LABEL, LABEL, &big].concat()).await;

    let state = async |job| network.state(&fake.place, job).await;
    assert_eq!(state(&second).await, Ok(JobState::Printing { words: None }), "it may not be counted yet");
    a_while().await;
    fake.says(EMPTY_WITH_ONE_LEFT);
    let held = JobState::Held { words: Some("out of labels".to_owned()) };
    assert_eq!(state(&second).await, Ok(held), "the last label is left");
    assert_eq!(state(&first).await, Ok(JobState::Done), "and so the two before it are out");
    fake.says(ONE_LEFT);
    assert_eq!(state(&second).await, Ok(JobState::Printing { words: None }), "somebody loaded labels");
    fake.says(IDLE);
    assert_eq!(state(&second).await, Ok(JobState::Done));

    let elsewhere = Network::default().state(&fake.place, &first).await.map_err(|error| error.kind);
    assert_eq!(elsewhere, Err(PrintErrorKind::NoSuchJob), "another process knows nothing of it");
}

#[tokio::test]
async fn a_printer_that_tells_nothing_has_printed_what_it_took() {
    let (network, fake) = (Network::default(), Fake::new("", Duration::ZERO).await);
    let job = network.submit(&fake.place, zpl(LABEL)).await.unwrap();
    a_while().await;
    assert_eq!(network.state(&fake.place, &job).await, Ok(JobState::Done), "more cannot be known");
    fake.printed_by_now(LABEL).await;
}

#[tokio::test]
async fn a_printer_that_was_away_may_have_forgotten_its_labels() {
    let (network, fake) = (Network::default(), Fake::new(ONE_LEFT, Duration::ZERO).await);
    let job = network.submit(&fake.place, zpl(LABEL)).await.unwrap();
    let place = fake.place.clone();
    fake.off().await;
    let Ok(JobState::Held { words: Some(words) }) = network.state(&place, &job).await else {
        panic!("it waits in a printer that is off")
    };
    assert!(words.contains("cannot be reached"), "{words}");
    let back =
        Fake::at(TcpListener::bind(("127.0.0.1", place.port)).await.unwrap(), ONE_LEFT, Duration::ZERO);
    let printing = JobState::Printing { words: None };
    assert_eq!(network.state(&place, &job).await, Ok(printing), "only the cable was out: it is still there");
    back.off().await;
    let held = network.state(&place, &job).await;
    assert!(matches!(held, Ok(JobState::Held { .. })), "away again: {held:?}");
    let back = Fake::at(TcpListener::bind(("127.0.0.1", place.port)).await.unwrap(), IDLE, Duration::ZERO);
    a_while().await;
    let error = network.state(&place, &job).await.expect_err("switched off, it forgets");
    assert_eq!(error.kind, PrintErrorKind::NoSuchJob, "printed or lost, so a person has to look: {error}");
    back.off().await;
}

#[tokio::test]
async fn a_printer_that_is_off_printed_nothing() {
    let network = Network::default();
    let off = place(&TcpListener::bind("127.0.0.1:0").await.unwrap());
    let error = network.submit(&off, zpl(LABEL)).await.expect_err("nobody listens");
    assert_eq!(error.kind, PrintErrorKind::Other, "{error}");
    let looked = network.look("tcp://off", &off).await;
    assert_eq!((looked.state, looked.reasons), (PrinterState::Stopped, vec!["offline-error".to_owned()]));
    for words in [error.words, looked.message.unwrap_or_default()] {
        assert!(words.contains(&off.to_string()), "the words name the place: {words}");
    }
}

#[tokio::test]
async fn a_connection_that_breaks_in_the_middle_may_have_printed() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let place = place(&listener);
    let breaking = tokio::spawn(async move {
        let (mut stream, _) = listener.accept().await.unwrap();
        let mut some = [0; 1000];
        stream.read_exact(&mut some).await.unwrap();
    });
    let big = vec![b'x'; 8_000_000];
    let error = Network::default().submit(&place, zpl(&big)).await.expect_err("it broke off");
    breaking.await.unwrap();
    assert_eq!(error.kind, PrintErrorKind::Lost, "{error}");
}

#[tokio::test]
async fn only_zpl_is_for_such_a_printer() {
    let (network, fake) = (Network::default(), Fake::new(IDLE, Duration::ZERO).await);
    for format in [Format::Pdf, Format::Png] {
        let error = network.submit(&fake.place, PrintJob { format, ..zpl(LABEL) }).await.expect_err("no ZPL");
        assert_eq!(error.kind, PrintErrorKind::BadFormat, "{error}");
    }
    assert_eq!(cannot_take_back(&JobId("7".to_owned())).kind, PrintErrorKind::NoSuchJob);
    assert_eq!(fake.printed(), b"");
}
