//! UUIDs as texts, and the one that names a partner to the platform.

/// Whether a text has the form of a UUID: 8-4-4-4-12 hexadecimal digits.
pub fn is_uuid(text: &str) -> bool {
    let groups: Vec<&str> = text.split('-').collect();
    groups.iter().map(|group| group.len()).eq([8, 4, 4, 4, 12])
        && groups.iter().all(|group| group.bytes().all(|byte| byte.is_ascii_hexdigit()))
}

/// By what the platform recognises an official partner. "An unknown or invalid UUID will cause a 400 error", so that
/// nothing but a UUID becomes one.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct PartnerId(String);

/// A text that is no UUID.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a partner id is a UUID, such as 550e8400-e29b-41d4-a716-446655440000")]
pub struct NotAUuid;

impl PartnerId {
    /// # Errors
    /// [`NotAUuid`]; blanks around the text do not count.
    pub fn new(text: &str) -> Result<Self, NotAUuid> {
        match is_uuid(text.trim()) {
            true => Ok(Self(text.trim().to_ascii_lowercase())),
            false => Err(NotAUuid),
        }
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_uuid_names_a_partner() {
        let id = PartnerId::new(" 550E8400-e29b-41d4-a716-446655440000 ").unwrap();
        assert_eq!(id.as_str(), "550e8400-e29b-41d4-a716-446655440000");
        for text in [
            "",
            "partner",
            "550e8400e29b41d4a716446655440000",
            "550e8400-e29b-41d4-a716-44665544000",
            "550e8400-e29b-41d4-a716-44665544000g",
            "550e8400-e29b-41d4-a716-446655440000-",
            "{550e8400-e29b-41d4-a716-446655440000}",
            "550e8400-e29b-41d4-a716-44665544000\n0",
        ] {
            assert_eq!(PartnerId::new(text), Err(NotAUuid), "{text:?} would make every call fail");
        }
    }
}
