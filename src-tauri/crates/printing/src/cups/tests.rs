//! What the spooler makes of servers that misbehave; the well-behaved one is real CUPS in `tests/cups.rs`.

use super::*;
use std::io::{Read as _, Write as _};
use std::net::TcpListener;

/// A server that takes one connection, reads a little of it, and answers with `answer`.
fn server(answer: &[u8]) -> (String, std::thread::JoinHandle<usize>) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let base = format!("http://{}", listener.local_addr().unwrap());
    let answer = answer.to_vec();
    let thread = std::thread::spawn(move || {
        let (mut stream, _) = listener.accept().unwrap();
        let mut buffer = [0; 65536];
        let got = stream.read(&mut buffer).unwrap();
        stream.write_all(&answer).unwrap();
        drop(stream);
        // Anything that is sent again would wait here.
        listener.set_nonblocking(true).unwrap();
        std::thread::sleep(Duration::from_millis(100));
        assert!(listener.accept().is_err(), "one job is one connection, never sent again");
        got
    });
    (base, thread)
}

fn job(data: &[u8]) -> PrintJob<'_> {
    PrintJob { printer: "zebra", title: "#1", format: Format::Zpl, data, copies: 1, media: None }
}

async fn submit_to(answer: &[u8]) -> PrintError {
    let (base, thread) = server(answer);
    let error = CupsSpooler::at(&base).submit(job(b"^XA^XZ")).await.expect_err("no job number came back");
    assert!(thread.join().unwrap() > 0, "the request was sent");
    error
}

#[tokio::test]
async fn a_connection_that_breaks_while_handing_over_may_have_printed() {
    for answer in [
        &b""[..],
        b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n\x01\x01\x00\x00",
        b"HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\noops",
        b"HTTP/1.1 500 Broken\r\nContent-Length: 0\r\n\r\n",
        // A success without a job number.
        b"HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n\x01\x01\x00\x00\x00\x00\x00\x01\x03",
    ] {
        let error = submit_to(answer).await;
        assert_eq!(error.kind, PrintErrorKind::Lost, "{error} after {:?}", String::from_utf8_lossy(answer));
    }
}

#[tokio::test]
async fn a_request_that_is_turned_away_was_not_printed() {
    for answer in [
        &b"HTTP/1.1 401 Unauthorized\r\nContent-Length: 0\r\n\r\n"[..],
        b"HTTP/1.1 413 Too large\r\nContent-Length: 0\r\n\r\n",
        b"HTTP/1.1 302 Found\r\nLocation: /elsewhere\r\nContent-Length: 0\r\n\r\n",
    ] {
        let error = submit_to(answer).await;
        assert_eq!(error.kind, PrintErrorKind::Other, "{error} after {:?}", String::from_utf8_lossy(answer));
    }
}

#[tokio::test]
async fn status_codes_decide_not_sentences() {
    for (code, kind) in [
        (0x0406_u16, PrintErrorKind::NoSuchPrinter),
        (0x0506, PrintErrorKind::NotAccepting),
        (0x040A, PrintErrorKind::BadFormat),
        (0x0411, PrintErrorKind::BadFormat),
        (0x0507, PrintErrorKind::Other),
        (0x0999, PrintErrorKind::Other),
    ] {
        let mut body = vec![1, 1];
        body.extend(code.to_be_bytes());
        body.extend([0, 0, 0, 1, 3]);
        let reply = Reply::parse(body.into()).expect("a short IPP answer");
        let error = taken_or_refused(&reply, "#1").expect_err("an error status");
        assert_eq!(error.kind, kind, "status {code:#06x}");
        assert!(!error.words.is_empty(), "there are words even when CUPS has none");
    }
}

#[tokio::test]
async fn a_web_page_on_the_port_is_no_print_service() {
    let (base, thread) = server(b"HTTP/1.1 200 OK\r\nContent-Length: 6\r\n\r\n<html>");
    let error = CupsSpooler::at(&base).printers().await.expect_err("a web page is no list");
    thread.join().unwrap();
    assert_eq!(error.kind, PrintErrorKind::SpoolerDown, "{error}");
}

#[tokio::test]
async fn nobody_listening_is_said_with_the_place() {
    let port = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
    let spooler = CupsSpooler::at(&format!("http://127.0.0.1:{port}"));
    for error in [
        spooler.printers().await.expect_err("no list"),
        spooler.submit(job(b"^XA^XZ")).await.expect_err("no job"),
        spooler.state("zebra", &JobId("1 #1".to_owned())).await.expect_err("no state"),
    ] {
        assert_eq!(error.kind, PrintErrorKind::SpoolerDown, "nothing was handed over: {error}");
        assert!(error.words.contains(&port.to_string()), "the words name the place: {error}");
    }
}

#[tokio::test]
async fn job_ids_of_another_spooler_are_unknown_jobs() {
    for id in ["", "practice-7", "-1 #1", "99999999999 #1", "3000000000 #1"] {
        let error = CupsSpooler::at("127.0.0.1:1")
            .state("zebra", &JobId(id.to_owned()))
            .await
            .expect_err("no number");
        assert_eq!(error.kind, PrintErrorKind::NoSuchJob, "{id:?} can be no CUPS job, so nobody is asked");
    }
}

/// An answer with one job in it.
fn job_answer(state: u8, reason: &str, message: &str) -> Vec<u8> {
    let mut body = vec![1, 1, 0, 0, 0, 0, 0, 1, 2];
    let mut add = |tag: u8, name: &str, value: &[u8]| {
        body.push(tag);
        for part in [name.as_bytes(), value] {
            body.extend(u16::try_from(part.len()).unwrap().to_be_bytes());
            body.extend(part);
        }
    };
    add(0x23, "job-state", &[0, 0, 0, state]);
    add(0x44, "job-state-reasons", reason.as_bytes());
    add(0x41, "job-printer-state-message", message.as_bytes());
    body.push(3);
    [format!("HTTP/1.1 200 OK\r\nContent-Length: {}\r\n\r\n", body.len()).into_bytes(), body].concat()
}

#[tokio::test]
async fn every_state_of_a_job_is_told() {
    let some = |words: &str| Some(words.to_owned());
    for (number, reason, message, state) in [
        (4, "job-hold-until-specified", "", JobState::Held { words: some("job-hold-until-specified") }),
        (5, "job-printing", "", JobState::Printing { words: None }),
        (
            5,
            "job-printing",
            "Waiting for the printer",
            JobState::Printing { words: some("Waiting for the printer") },
        ),
        (6, "none", "Filter failed", JobState::Held { words: some("Filter failed") }),
        (7, "job-canceled-by-user", "", JobState::Cancelled),
        (8, "aborted-by-system", "", JobState::Failed { words: "aborted-by-system".to_owned() }),
        (8, "aborted-by-system", "Filter failed", JobState::Failed { words: "Filter failed".to_owned() }),
        (9, "job-completed-with-errors", "No page", JobState::Failed { words: "No page".to_owned() }),
        (9, "job-completed-successfully", "old words", JobState::Done),
    ] {
        let (base, thread) = server(&job_answer(number, reason, message));
        let told = CupsSpooler::at(&base).state("zebra", &JobId("7 #1".to_owned())).await;
        thread.join().unwrap();
        assert_eq!(told, Ok(state), "job-state {number} with {reason}");
    }
    let (base, thread) = server(&job_answer(42, "none", ""));
    let error =
        CupsSpooler::at(&base).state("zebra", &JobId("7 #1".to_owned())).await.expect_err("no such state");
    thread.join().unwrap();
    assert_eq!(error.kind, PrintErrorKind::Other, "an unknown state is not guessed at: {error}");
}
