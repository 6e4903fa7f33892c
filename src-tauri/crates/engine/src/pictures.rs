//! Pictures of products, so that a packer sees at a glance what goes into the box. Read when somebody looks at the order
//! and kept nowhere: a picture that cannot be had is nobody's trouble.

use api_client::{PICTURE_BYTES_MAX, SendFailure};
use base64::Engine as _;

use crate::engine::Engine;
use crate::error::{AppError, Code};
use crate::store::orders;
use crate::wire::{ItemOfOrder, ItemPicture};

impl Engine {
    /// The picture that the shop gives of an item.
    ///
    /// # Errors
    /// [`Code::NotFound`] where there is none; [`Code::Offline`]; [`Code::Unreadable`] for what is no picture or too large.
    pub async fn item_picture(&self, wanted: ItemOfOrder) -> Result<ItemPicture, AppError> {
        let order = self.shared.store.read(move |db| orders::with_shop(db, wanted.order_id.0)).await?;
        let items = order.map(|(order, _)| order.items).unwrap_or_default();
        let nth = usize::try_from(wanted.item).unwrap_or(usize::MAX);
        let url = items.into_iter().nth(nth).and_then(|item| item.image_url).ok_or_else(none)?;
        let bytes = self.shared.pictures.get(&url).await.map_err(trouble)?.ok_or_else(none)?;
        let mime = mime_of(&bytes).ok_or_else(|| unreadable("This is no picture"))?;
        let base64 = base64::engine::general_purpose::STANDARD.encode(&bytes);
        Ok(ItemPicture { mime: mime.to_owned(), base64 })
    }
}

fn none() -> AppError {
    AppError::new(Code::NotFound).message("There is no picture of this item")
}

fn unreadable(words: impl Into<String>) -> AppError {
    AppError::new(Code::Unreadable).message(words)
}

fn trouble(failure: SendFailure) -> AppError {
    match failure {
        SendFailure::NotSent(words) | SendFailure::Lost(words) => AppError::new(Code::Offline).message(words),
        SendFailure::TooBig { .. } => {
            unreadable(format!("The picture is larger than {} MiB", PICTURE_BYTES_MAX / 1024 / 1024))
        }
    }
}

/// By the first bytes: a server may call anything a picture. SVG is none here, it can hold scripts.
fn mime_of(bytes: &[u8]) -> Option<&'static str> {
    match bytes {
        [0x89, b'P', b'N', b'G', ..] => Some("image/png"),
        [0xff, 0xd8, 0xff, ..] => Some("image/jpeg"),
        [b'G', b'I', b'F', b'8', ..] => Some("image/gif"),
        [b'R', b'I', b'F', b'F', _, _, _, _, b'W', b'E', b'B', b'P', ..] => Some("image/webp"),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_picture_is_known_by_its_bytes_and_nothing_else_passes() {
        assert_eq!(mime_of(b"\x89PNG\r\n\x1a\n0"), Some("image/png"));
        assert_eq!(mime_of(b"\xff\xd8\xff\xe0"), Some("image/jpeg"));
        assert_eq!(mime_of(b"GIF89a"), Some("image/gif"));
        assert_eq!(mime_of(b"RIFF\0\0\0\0WEBPVP8 "), Some("image/webp"));
        for foreign in
            [&b"<svg xmlns=\"http://www.w3.org/2000/svg\">"[..], b"<!doctype html>", b"RIFF0000WAVE", b""]
        {
            assert_eq!(mime_of(foreign), None);
        }
    }
}
