//! Finishing a PDF: the tree over its pages, and its bytes.

use lopdf::{Document, Object, ObjectId, dictionary};

use super::DocumentError;

/// Pages below one node: readers find a page in a long file without walking over all of it.
const PAGES_PER_NODE: usize = 50;

/// About what an object takes beside its stream: memory for the file is asked for once.
const OBJECT_BYTES: usize = 256;

/// The file of a document whose pages are all there and have no parent yet.
pub(super) fn with_pages(mut document: Document, pages: &[ObjectId]) -> Result<Vec<u8>, DocumentError> {
    let tree = grow_tree(&mut document, pages);
    let catalog = document.add_object(dictionary! { "Type" => "Catalog", "Pages" => tree });
    let info = document.add_object(dictionary! { "Producer" => Object::string_literal("Packbench") });
    document.trailer.set("Root", catalog);
    document.trailer.set("Info", info);
    let streams = document.objects.values().filter_map(|object| Some(object.as_stream().ok()?.content.len()));
    let mut out = Vec::with_capacity(streams.sum::<usize>() + document.objects.len() * OBJECT_BYTES);
    document
        .save_to(&mut out)
        .map_err(|error| DocumentError(format!("The PDF cannot be written: {error}")))?;
    Ok(out)
}

/// Puts nodes over the pages until one is left: the root of the tree.
fn grow_tree(target: &mut Document, pages: &[ObjectId]) -> ObjectId {
    let mut level: Vec<(ObjectId, i64)> = pages.iter().map(|page| (*page, 1)).collect();
    loop {
        let mut above = Vec::with_capacity(level.len().div_ceil(PAGES_PER_NODE));
        for children in level.chunks(PAGES_PER_NODE) {
            let count: i64 = children.iter().map(|(_, pages)| pages).sum();
            let kids: Vec<Object> = children.iter().map(|(child, _)| (*child).into()).collect();
            let node = target.add_object(dictionary! { "Type" => "Pages", "Kids" => kids, "Count" => count });
            for (child, _) in children {
                if let Ok(child) = target.get_dictionary_mut(*child) {
                    child.set("Parent", node);
                }
            }
            above.push((node, count));
        }
        match above.as_slice() {
            [(root, _)] => return *root,
            _ => level = above,
        }
    }
}
