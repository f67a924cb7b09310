//! Joins the parts of a large print into one PDF.
//!
//! Typst keeps every page of a document, and what led to it, in memory until the last is set: some 500 KB a page. So
//! long prints are set in parts and joined here. The parts must not be tagged: their structure trees are not joined.

use lopdf::{Dictionary, Document, Object, ObjectId};

use crate::Error;

/// What a catalog says of its own part only.
const OF_A_PART: [&[u8]; 3] = [b"Outlines", b"StructTreeRoot", b"MarkInfo"];

/// The pages of all parts in order, with the catalog and information of the first. Each part begins on an odd page: an
/// empty page is put in after a part that ends on one.
///
/// # Errors
/// [`Error::Merge`] when a part is no PDF.
pub(crate) fn join(parts: &[Vec<u8>]) -> Result<Vec<u8>, Error> {
    let mut parts = parts.iter();
    let Some(first) = parts.next() else { return Ok(Vec::new()) };
    let mut whole = Document::load_mem(first)?;
    let root = whole.catalog()?.get(b"Pages")?.as_reference()?;
    let mut pages: Vec<ObjectId> = whole.get_pages().into_values().collect();
    for part in parts {
        if !pages.len().is_multiple_of(2) {
            pages.push(empty_page(&mut whole, pages.last())?);
        }
        let mut part = Document::load_mem(part)?;
        part.renumber_objects_with(whole.max_id + 1);
        pages.extend(part.get_pages().into_values());
        whole.max_id = part.max_id;
        whole.objects.append(&mut part.objects);
    }
    for page in &pages {
        whole.get_dictionary_mut(*page)?.set("Parent", root);
    }
    let count = i64::try_from(pages.len()).unwrap_or(i64::MAX);
    let kids: Vec<Object> = pages.into_iter().map(Object::Reference).collect();
    let mut tree = Dictionary::new();
    tree.set("Type", Object::Name(b"Pages".to_vec()));
    tree.set("Count", count);
    tree.set("Kids", kids);
    whole.objects.insert(root, Object::Dictionary(tree));
    let catalog = whole.catalog_mut()?;
    for key in OF_A_PART {
        catalog.remove(key);
    }
    whole.prune_objects();
    let mut bytes = Vec::new();
    whole.save_to(&mut bytes).map_err(lopdf::Error::from)?;
    Ok(bytes)
}

/// Adds an empty page of the size of `like`; it is in no page tree yet.
fn empty_page(whole: &mut Document, like: Option<&ObjectId>) -> Result<ObjectId, Error> {
    let mut page = Dictionary::new();
    page.set("Type", Object::Name(b"Page".to_vec()));
    page.set("Resources", Dictionary::new());
    if let Some(like) = like {
        page.set("MediaBox", whole.get_dictionary(*like)?.get(b"MediaBox")?.clone());
    }
    Ok(whole.add_object(page))
}
