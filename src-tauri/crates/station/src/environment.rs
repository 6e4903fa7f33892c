//! The environment variables that scripts rely on. When set they win over the keychain, and they are never stored.

use api_client::Secret;

const WEMASY_URL: &str = "https://api.wemasy.nl/api";
const SENDCLOUD_URL: &str = "https://panel.sendcloud.sc";

fn variable(name: &str) -> Option<String> {
    std::env::var(name).ok().map(|value| value.trim().to_owned()).filter(|value| !value.is_empty())
}

/// Scheme and host of Sendcloud (`PACKBENCH_SENDCLOUD_URL`).
pub fn sendcloud_url() -> String {
    variable("PACKBENCH_SENDCLOUD_URL").unwrap_or_else(|| SENDCLOUD_URL.to_owned())
}

/// The key pair, when both halves are set.
pub fn sendcloud_keys() -> Option<(Secret, Secret)> {
    let public = variable("PACKBENCH_SENDCLOUD_PUBLIC_KEY")?;
    let secret = variable("PACKBENCH_SENDCLOUD_SECRET_KEY")?;
    Some((Secret::new(public), Secret::new(secret)))
}

/// Wemasy's address (`PACKBENCH_WEMASY_URL`); the path after the host is left out by the client.
pub fn wemasy_url() -> String {
    variable("PACKBENCH_WEMASY_URL").unwrap_or_else(|| WEMASY_URL.to_owned())
}

/// The token of the station's first Wemasy shop.
pub fn wemasy_token() -> Option<Secret> {
    variable("PACKBENCH_WEMASY_TOKEN").map(Secret::new)
}
