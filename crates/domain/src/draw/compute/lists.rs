//! Reads `inspectors.json` and `exclusions.json` and holds them against the freeze.

use std::collections::BTreeSet;

use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::draw::Refusal;
use crate::draw::bundle::{File, Source};
use crate::draw::canonical::{self, Elements};
use crate::draw::freeze::{Freeze, Tree};
use crate::draw::inspectors::{Exclusion, Inspector, ListFault, MAX_INSPECTORS};
use crate::draw::merkle::Root;
use crate::draw::roster::Did;

pub(super) fn inspectors(source: &impl Source, freeze: &Freeze) -> Result<Vec<Inspector>, Refusal> {
    let mut list: Vec<Inspector> = Vec::new();
    each(source, File::Inspectors, freeze.inspectors, |inspector: Inspector| {
        if list.last().is_some_and(|previous| previous.code >= inspector.code) {
            return Err(ListFault::Order);
        }
        if !inspector.qualifications.is_sorted_by(|a, b| a < b) {
            return Err(ListFault::Qualifications);
        }
        list.push(inspector);
        if u64::try_from(list.len()).is_ok_and(|length| length <= MAX_INSPECTORS) {
            Ok(())
        } else {
            Err(ListFault::Surplus)
        }
    })?;
    Ok(list)
}

/// The exclusions of the objects that `wanted` names.
pub(super) fn exclusions(
    source: &impl Source,
    freeze: &Freeze,
    inspectors: &[Inspector],
    wanted: impl Fn(&Did) -> bool,
) -> Result<Vec<Exclusion>, Refusal> {
    let known: BTreeSet<&str> = inspectors.iter().map(|inspector| inspector.code.as_str()).collect();
    let mut kept = Vec::new();
    let mut previous: Option<(Did, String)> = None;
    each(source, File::Exclusions, freeze.exclusions, |exclusion: Exclusion| {
        let pair = (exclusion.did, exclusion.inspector.clone());
        if previous.as_ref().is_some_and(|previous| *previous >= pair) {
            return Err(ListFault::Order);
        }
        previous = Some(pair);
        if !known.contains(exclusion.inspector.as_str()) {
            return Err(ListFault::UnknownInspector);
        }
        if wanted(&exclusion.did) {
            kept.push(exclusion);
        }
        Ok(())
    })?;
    Ok(kept)
}

/// Reads every element of an array, and compares number and root with the freeze.
fn each<T: DeserializeOwned + Serialize>(
    source: &impl Source,
    file: File,
    frozen: Tree,
    mut take: impl FnMut(T) -> Result<(), ListFault>,
) -> Result<(), Refusal> {
    let root = source
        .with(file, |reader| {
            let mut root = Root::new();
            let mut elements = Elements::new(reader);
            while let Some(text) =
                elements.next_element().map_err(|fault| element_fault(file, &root, fault))?
            {
                let list_fault =
                    |fault| Refusal::List { file, element: root.size().saturating_add(1), fault };
                if root.size() == frozen.size {
                    return Err(list_fault(ListFault::Surplus));
                }
                let value = canonical::parse(text).map_err(|fault| element_fault(file, &root, fault))?;
                take(value).map_err(list_fault)?;
                root.push(text);
            }
            Ok(root)
        })
        .map_err(|error| Refusal::Missing { file, error })??;
    same_tree(file, &root, frozen)
}

fn element_fault(file: File, before: &Root, fault: canonical::Fault) -> Refusal {
    Refusal::Element { file, element: before.size().saturating_add(1), fault }
}

pub(super) fn same_tree(file: File, found: &Root, frozen: Tree) -> Result<(), Refusal> {
    if found.size() != frozen.size {
        return Err(Refusal::Size { file, found: found.size(), frozen: frozen.size });
    }
    if found.value() == frozen.root { Ok(()) } else { Err(Refusal::Root { file }) }
}
