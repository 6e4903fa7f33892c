//! Pictures come from anywhere: nothing of the station goes there, and nothing but a picture's bytes comes back.

use api_client::{HttpPictures, PICTURE_BYTES_MAX, Pictures, SendFailure};

use crate::loopback::{Reply, Server, answer};

#[tokio::test]
async fn a_picture_is_fetched_without_a_key_and_what_is_not_there_is_none() {
    let pictures = HttpPictures::new().unwrap();
    let server = Server::always(Reply::Say(answer("200 OK", "Content-Type: image/png\r\n", "PNG"))).await;
    let got = pictures.get(&format!("{}/a.png?size=2", server.base)).await;
    assert_eq!(got, Ok(Some(b"PNG".to_vec())));
    let asked = server.requests().remove(0).to_lowercase();
    assert!(asked.starts_with("get /a.png?size=2 ") && asked.contains("accept: image/*"), "{asked}");
    for secret in ["authorization", "cookie", "referer"] {
        assert!(!asked.contains(secret), "{asked}");
    }
    let empty = Server::always(Reply::json("404 Not Found", "{}")).await;
    assert_eq!(pictures.get(&format!("{}/a.png", empty.base)).await, Ok(None));
}

#[tokio::test]
async fn no_answer_is_larger_than_a_picture_and_none_leads_elsewhere() {
    let pictures = HttpPictures::new().unwrap();
    let huge = format!("Content-Length: {}\r\n", PICTURE_BYTES_MAX + 1);
    let server = Server::always(Reply::Say(format!("HTTP/1.1 200 OK\r\n{huge}\r\n"))).await;
    let got = pictures.get(&format!("{}/a.png", server.base)).await;
    assert_eq!(got, Err(SendFailure::TooBig { limit_bytes: PICTURE_BYTES_MAX }));
    for to in ["http://example.org/a.png", "file:///etc/passwd", "https://user:word@example.org/a.png"] {
        let server = Server::always(Reply::redirect("302 Found", to)).await;
        assert_eq!(pictures.get(&format!("{}/a.png", server.base)).await, Ok(None), "{to} is not followed");
    }
}

#[tokio::test]
async fn only_the_open_web_is_asked_and_only_in_secret() {
    let pictures = HttpPictures::new().unwrap();
    for address in [
        "http://example.org/a.png",
        "ftp://example.org/a.png",
        "file:///etc/passwd",
        "data:image/png;base64,AAAA",
        "https://user:word@example.org/a.png",
        "/media/a.png",
        "",
    ] {
        let got = pictures.get(address).await;
        assert!(matches!(got, Err(SendFailure::NotSent(_))), "{address}: {got:?}");
    }
}
