//! The log's part of a proof bundle: once the freeze and, where it is shown, the result stand under a checkpoint.

use domain::draw::canonical;
use domain::log::evidence::{Evidence, Proof};
use domain::log::tree::Tree;
use persistence::log::{self, Event};
use persistence::{Reader, draw};

use super::key;
use super::stored::{Stored, unproven};
use crate::problem::Problem;

/// The events of a round with their proofs; none while the log has not come that far.
pub fn of(reader: &mut Reader, draw: &draw::Draw, open: bool) -> Result<Option<Evidence>, Problem> {
    let events = log::events_of_round(reader, draw.task_id, draw.round)?;
    let has = |action: &str| events.iter().any(|event: &Event| event.action == action);
    if !has("draw.freeze") || (open && !has("draw.result")) {
        return Ok(None);
    }
    let head = log::head(reader)?;
    let size = u64::try_from(head.size).map_err(|cause| Problem::internal(&cause))?;
    let mut proofs = Vec::new();
    for event in events {
        let index = u64::try_from(event.index).map_err(|cause| Problem::internal(&cause))?;
        let mut stored = Stored(reader);
        let entry = String::from_utf8(stored.entry(index)?).map_err(|cause| Problem::internal(&cause))?;
        let path = Tree::new(&mut stored, size).inclusion(index).map_err(unproven)?;
        proofs.push(Proof { entry, index, path });
    }
    let signers = key::signers(reader, &head.origin)?;
    let keys: String = signers.iter().map(|signer| format!("{}\n", signer.public())).collect();
    Ok(Some(Evidence {
        checkpoint: head.checkpoint.into_bytes(),
        keys: keys.into_bytes(),
        proofs: canonical::write(&proofs).map_err(|fault| Problem::internal(&fault))?,
    }))
}
