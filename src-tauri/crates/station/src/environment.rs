//! The environment variables that scripts rely on. When set they win over the keychain, and they are never stored.

use api_client::Secret;

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
