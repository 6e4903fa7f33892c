//! Copying pages from one PDF into another: what a page needs, and nothing else of its file.

use std::collections::HashMap;

use lopdf::{Dictionary, Document, Object, ObjectId};

use super::leaf;
use super::pdf::Opened;

/// Attributes that a page may have from the nodes above it (PDF 1.7, table 30).
const INHERITED: [&[u8]; 4] = [b"Resources", b"MediaBox", b"CropBox", b"Rotate"];

/// Links of a page into its old file: the tree, threads and structure that do not come along.
const LEFT_BEHIND: [&[u8]; 3] = [b"Parent", b"B", b"StructParents"];

/// Moves all pages over, in order, and gives their new ids (their parent is set by the caller).
pub(super) fn all_pages(source: Opened, target: &mut Document) -> Vec<ObjectId> {
    let Opened { document, pages } = source;
    let mut copy = Copy { source: document, target, new_ids: HashMap::new(), waiting: Vec::new() };
    pages.into_iter().map(|page| copy.page(page)).collect()
}

struct Copy<'a> {
    source: Document,
    target: &'a mut Document,
    new_ids: HashMap<ObjectId, ObjectId>,
    /// Objects that were referred to and are not moved yet.
    waiting: Vec<ObjectId>,
}

impl Copy<'_> {
    fn page(&mut self, id: ObjectId) -> ObjectId {
        let mut page = self.source.get_dictionary(id).cloned().unwrap_or_default();
        for key in INHERITED {
            if !page.has(key)
                && let Some(value) = leaf::inherited(&self.source, id, key)
            {
                page.set(key, value.clone());
            }
        }
        for key in LEFT_BEHIND {
            page.remove(key);
        }
        // A page that stands in the tree twice becomes two pages; links lead to the last.
        let new_id = self.target.new_object_id();
        self.new_ids.insert(id, new_id);
        let mut page = Object::Dictionary(page);
        self.redirect(&mut page);
        self.target.objects.insert(new_id, page);
        self.move_waiting();
        new_id
    }

    fn move_waiting(&mut self) {
        while let Some(id) = self.waiting.pop() {
            let Some(new_id) = self.new_ids.get(&id).copied() else { continue };
            // Pages that are still to come stay in the source; the rest is moved, not copied.
            let mut object = match self.source.objects.get(&id) {
                Some(object) if is_tree(object) => Object::Null,
                Some(_) => self.source.objects.remove(&id).unwrap_or(Object::Null),
                None => Object::Null,
            };
            self.redirect(&mut object);
            self.target.objects.insert(new_id, object);
        }
    }

    /// Turns references into the new numbering, noting what they need.
    fn redirect(&mut self, object: &mut Object) {
        match object {
            Object::Reference(id) => {
                let old = *id;
                let (target, waiting) = (&mut *self.target, &mut self.waiting);
                *id = *self.new_ids.entry(old).or_insert_with(|| {
                    waiting.push(old);
                    target.new_object_id()
                });
            }
            Object::Array(items) => items.iter_mut().for_each(|item| self.redirect(item)),
            Object::Dictionary(dictionary) => self.redirect_all(dictionary),
            Object::Stream(stream) => self.redirect_all(&mut stream.dict),
            Object::Null
            | Object::Boolean(_)
            | Object::Integer(_)
            | Object::Real(_)
            | Object::Name(_)
            | Object::String(..) => {}
        }
    }

    fn redirect_all(&mut self, dictionary: &mut Dictionary) {
        dictionary.iter_mut().for_each(|(_, value)| self.redirect(value));
    }
}

/// The parts of a file that hold it together and would drag all of it along.
fn is_tree(object: &Object) -> bool {
    let kind = object.as_dict().and_then(Dictionary::get_type);
    kind.is_ok_and(|kind| {
        [&b"Page"[..], b"Pages", b"Catalog", b"StructTreeRoot", b"StructElem"].contains(&kind)
    })
}
