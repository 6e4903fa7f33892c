//! A text that must not leak: no `Serialize`, and `Debug` prints stars.

/// A key, token or password. Reading it is spelled out: [`Secret::expose`].
#[derive(Clone, PartialEq, Eq)]
pub struct Secret(String);

impl Secret {
    pub fn new(text: impl Into<String>) -> Self {
        Self(text.into())
    }

    /// The text itself, for the one place that sends or stores it.
    pub fn expose(&self) -> &str {
        &self.0
    }

    pub fn is_empty(&self) -> bool {
        self.0.trim().is_empty()
    }
}

impl std::fmt::Debug for Secret {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("***")
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn a_secret_cannot_be_printed() {
        let shown = format!("{:?}", super::Secret::new("hunter2"));
        assert_eq!(shown, "***", "a log line must never hold the key");
    }
}
