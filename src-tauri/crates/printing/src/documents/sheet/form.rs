//! A page as a form: a drawing with its own fonts and pictures that another page can show.

use std::collections::HashSet;

use lopdf::{Document, Object, ObjectId, Stream, dictionary};

use super::super::leaf::Leaf;
use super::super::{DocumentError, refuse};

/// Most bytes that the drawing of one page may unpack to; a label's largest is well under 1 MB.
const DRAWING_BYTES_MAX: usize = 32 * 1024 * 1024;

/// A page that became a form.
pub(in super::super) struct Form {
    pub(in super::super) id: ObjectId,
    pub(super) leaf: Leaf,
    /// What the page's drawing stood in.
    parts: Vec<ObjectId>,
}

/// Turns a page (that has all its attributes itself) into a form, cut to what is shown of it. The page is gone then.
///
/// What lies over the page as annotations (form fields, stamps) is not part of it: labels have none.
///
/// # Errors
/// A drawing in parts that cannot be unpacked to put them together.
pub(super) fn of_page(document: &mut Document, page: ObjectId, leaf: Leaf) -> Result<Form, DocumentError> {
    let Ok(Object::Dictionary(page)) = document.objects.remove(&page).ok_or(()) else {
        return refuse("The PDF is damaged: a page of it is missing");
    };
    let mut parts = Vec::new();
    if let Ok(contents) = page.get(b"Contents") {
        collect(document, contents, &mut parts);
    }
    let mut stream = match parts.as_slice() {
        // As it is, packed or not.
        [only] => match document.objects.get(only) {
            Some(Object::Stream(stream)) => stream.clone(),
            _ => Stream::new(lopdf::Dictionary::new(), Vec::new()),
        },
        parts => Stream::new(lopdf::Dictionary::new(), joined(document, parts)?),
    };
    let (right, top) = (leaf.left + leaf.width, leaf.bottom + leaf.height);
    let corners = [leaf.left, leaf.bottom, right, top].map(Object::Real).to_vec();
    let resources = page.get(b"Resources").cloned().unwrap_or_else(|_| dictionary! {}.into());
    stream.dict.set("Type", "XObject");
    stream.dict.set("Subtype", "Form");
    stream.dict.set("BBox", corners);
    stream.dict.set("Resources", resources);
    // How the page mixes colours (transparency) goes on to apply.
    if let Ok(group) = page.get(b"Group") {
        stream.dict.set("Group", group.clone());
    }
    Ok(Form { id: document.add_object(stream), leaf, parts })
}

/// Takes the pages' own drawings away, which the forms repeat, unless something else among the objects after `before`
/// uses them too.
pub(super) fn tidy(document: &mut Document, before: u32, forms: &[Form]) {
    let mut used = HashSet::new();
    for (_, object) in document.objects.range((before + 1, 0)..) {
        references(object, &mut used);
    }
    for part in forms.iter().flat_map(|form| &form.parts) {
        if !used.contains(part) {
            document.objects.remove(part);
        }
    }
}

fn references(object: &Object, found: &mut HashSet<ObjectId>) {
    match object {
        Object::Reference(id) => {
            found.insert(*id);
        }
        Object::Array(items) => items.iter().for_each(|item| references(item, found)),
        Object::Dictionary(dictionary) => dictionary.iter().for_each(|(_, value)| references(value, found)),
        Object::Stream(stream) => stream.dict.iter().for_each(|(_, value)| references(value, found)),
        Object::Null
        | Object::Boolean(_)
        | Object::Integer(_)
        | Object::Real(_)
        | Object::Name(_)
        | Object::String(..) => {}
    }
}

/// The streams that a page's contents consist of.
fn collect(document: &Document, contents: &Object, parts: &mut Vec<ObjectId>) {
    if let Object::Reference(id) = contents {
        match document.objects.get(id) {
            Some(Object::Stream(_)) => parts.push(*id),
            Some(Object::Array(items)) => items.iter().for_each(|item| {
                parts.extend(item.as_reference());
            }),
            _ => {}
        }
    } else if let Object::Array(items) = contents {
        parts.extend(items.iter().filter_map(|item| item.as_reference().ok()));
    }
}

/// Parts may be cut anywhere between two words.
fn joined(document: &Document, parts: &[ObjectId]) -> Result<Vec<u8>, DocumentError> {
    let mut drawing = Vec::new();
    for part in parts {
        let Some(Object::Stream(stream)) = document.objects.get(part) else { continue };
        match stream.get_plain_content_with_limit(DRAWING_BYTES_MAX) {
            Ok(part) => drawing.extend_from_slice(&part),
            Err(_) => {
                return refuse("The drawing of a page is packed in a way that cannot be put on a sheet");
            }
        }
        drawing.push(b'\n');
        if drawing.len() > DRAWING_BYTES_MAX {
            return refuse("The drawing of a page is too large for a label");
        }
    }
    Ok(drawing)
}
