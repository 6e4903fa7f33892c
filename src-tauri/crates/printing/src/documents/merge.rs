//! Many labels as one PDF, in order.

use lopdf::{Document, Object, ObjectId, dictionary};

use super::sniff::{self, Kind};
use super::{DocumentError, copy, pdf, picture, refuse};

/// Pages below one node: readers find a page in a long file without walking over all of it.
const PAGES_PER_NODE: usize = 50;

/// All pages of all documents, in order, as one PDF. A PNG becomes an A6 page.
///
/// # Errors
/// When there is none, or one of them cannot be read or is ZPL; the message says which (from 1).
pub fn merge(documents: &[&[u8]]) -> Result<Vec<u8>, DocumentError> {
    if documents.is_empty() {
        return refuse("There is no label to put into a PDF");
    }
    let mut target = Document::with_version("1.7");
    let mut pages = Vec::with_capacity(documents.len());
    for (index, bytes) in documents.iter().enumerate() {
        append(&mut target, &mut pages, bytes).map_err(|error| {
            DocumentError(format!("Document {} of {}: {error}", index + 1, documents.len()))
        })?;
    }
    let tree = grow_tree(&mut target, &pages);
    let catalog = target.add_object(dictionary! { "Type" => "Catalog", "Pages" => tree });
    let info = target.add_object(dictionary! { "Producer" => Object::string_literal("Packbench") });
    target.trailer.set("Root", catalog);
    target.trailer.set("Info", info);
    let mut out = Vec::new();
    target.save_to(&mut out).map_err(|error| DocumentError(format!("The PDF cannot be written: {error}")))?;
    Ok(out)
}

fn append(target: &mut Document, pages: &mut Vec<ObjectId>, bytes: &[u8]) -> Result<(), DocumentError> {
    match sniff::kind(bytes)? {
        Kind::Pdf => pages.extend(copy::all_pages(pdf::open(bytes)?, target)),
        Kind::Png => pages.push(picture::add_page(target, picture::read(bytes)?)?),
        Kind::Zpl { .. } => {
            return refuse("It is ZPL, which cannot be put into a PDF; print it on a label printer");
        }
    }
    Ok(())
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
