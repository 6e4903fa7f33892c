//! Takes secrets out of what the platform logged of a shop's traffic. Pure. Better one value too many than one too few.

use serde_json::Value;

const STARS: &str = "***";
/// In names of headers, fields and query parameters.
const SECRET_WORDS: [&str; 14] = [
    "authorization",
    "cookie",
    "token",
    "secret",
    "password",
    "passwd",
    "api_key",
    "apikey",
    "api-key",
    "access_key",
    "signature",
    "hmac",
    "credential",
    "session",
];
/// Texts longer than this are cut: a log is looked at, not archived.
const TEXT_CHARS_MAX: usize = 20_000;

fn is_secret(name: &str) -> bool {
    let name = name.to_lowercase();
    name == "key" || name == "sig" || name == "auth" || SECRET_WORDS.iter().any(|word| name.contains(word))
}

/// A message as text for a person, its secrets replaced.
pub fn text(value: &Value) -> String {
    let masked = masked(value.clone(), false);
    let text = match masked {
        Value::String(text) => text,
        other => serde_json::to_string_pretty(&other).unwrap_or_default(),
    };
    match text.char_indices().nth(TEXT_CHARS_MAX) {
        Some((at, _)) => format!("{}…", &text[..at]),
        None => text,
    }
}

fn masked(value: Value, secret: bool) -> Value {
    match value {
        Value::Object(fields) => {
            let pair = |(name, value): (String, Value)| {
                let hidden = secret || is_secret(&name);
                (name, masked(value, hidden))
            };
            Value::Object(fields.into_iter().map(pair).collect())
        }
        Value::Array(items) => Value::Array(items.into_iter().map(|item| masked(item, secret)).collect()),
        Value::Null => Value::Null,
        _ if secret => Value::String(STARS.to_owned()),
        // A body that is JSON, a form or words with a token in it.
        Value::String(text) => Value::String(match serde_json::from_str::<Value>(&text) {
            Ok(inner @ (Value::Object(_) | Value::Array(_))) => masked(inner, false).to_string(),
            _ => words(&text),
        }),
        other => other,
    }
}

/// A web address without its secrets.
pub fn url(text: &str) -> String {
    let text = match text.split_once("://").and_then(|(scheme, rest)| {
        let (host, path) = rest.split_at(rest.find('/').unwrap_or(rest.len()));
        host.rsplit_once('@').map(|(_, host)| format!("{scheme}://{STARS}@{host}{path}"))
    }) {
        Some(without_user) => without_user,
        None => text.to_owned(),
    };
    words(&text)
}

/// Replaces the value of `name=value` and `name: value` where the name says that it is secret.
fn words(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find(['=', ':']) {
        let (before, after) = rest.split_at(at);
        let name = before.rsplit(|sign: char| !(sign.is_alphanumeric() || sign == '_' || sign == '-'));
        let hidden = is_secret(name.into_iter().next().unwrap_or_default());
        out.push_str(before);
        let sign_and_blanks =
            after.char_indices().skip(1).find(|(_, c)| !c.is_whitespace()).map_or(after.len(), |(at, _)| at);
        let (sign, value) = after.split_at(sign_and_blanks);
        out.push_str(sign);
        rest = value;
        if hidden {
            // "Bearer abc" is one value.
            let end = value.find(['&', '\n', '\r', ';', ',', '"', '\'', '<']).unwrap_or(value.len());
            out.push_str(STARS);
            rest = &value[end..];
        }
    }
    out.push_str(rest);
    out
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use serde_json::json;

    use super::*;

    #[test]
    fn secrets_go_wherever_they_stand() {
        let message = json!({
            "headers": {"Authorization": "Basic c2VjcmV0LWtleQ==", "Set-Cookie": ["sid=geheim1"], "Accept": "*/*"},
            "payload": {"order": {"api_key": "geheim2", "name": "Sanne", "credentials": {"user": "geheim3"}}},
            "form": "grant=x&access_token=geheim4&scope=all",
            "inner": "{\"client_secret\": \"geheim5\"}",
            "words": "failed with token: geheim6, twice",
        });
        let shown = text(&message);
        assert!(!shown.contains("geheim") && !shown.contains("c2Vj"), "{shown}");
        for kept in ["Sanne", "*/*", "scope=all", "twice", "Authorization"] {
            assert!(shown.contains(kept), "{kept} stays: {shown}");
        }
    }

    #[test]
    fn addresses_keep_what_helps_and_lose_what_opens() {
        let shown = url("https://user:geheim@shop.example.com/orders?consumer_secret=geheim&page=2");
        assert_eq!(shown, "https://***@shop.example.com/orders?consumer_secret=***&page=2");
        assert_eq!(url("https://shop.example.com/a:b?x=1"), "https://shop.example.com/a:b?x=1");
    }

    proptest! {
        #[test]
        fn a_secret_value_never_comes_through(value in "[a-zA-Z0-9]{12,40}", name in prop::sample::select(&SECRET_WORDS[..])) {
            let message = json!({"a": [{name: value}], "b": format!("x=1&{name}={value}&y=2"), "c": format!("{name}: {value}")});
            prop_assert!(!text(&message).contains(&value));
            let address = format!("https://h.example.com/p?{name}={value}");
            prop_assert!(!url(&address).contains(&value));
        }

        #[test]
        fn no_text_makes_it_panic(anything in "\\PC*") {
            let _ = (text(&json!(anything)), url(&anything));
        }
    }
}
