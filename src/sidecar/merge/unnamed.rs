//! Records without an id, which somebody wrote by hand. The id that they go by is made from what they say, so that it is
//! another one once they were changed. In a merge they are known again by where they stand: between the same neighbours as
//! in the common ancestor, as many as there were. One that is taken for another by this is no loss: what both changed is
//! kept both.

use std::collections::{HashMap, HashSet};

use crate::note::Id;
use crate::sidecar::split::{Block, List, UNNAMED};
use crate::sidecar::{Sidecar, as_list, as_list_mut};

/// `side` with the ids that its records without one have in `base`; `None` where there is none to be known again. What says
/// the same in `other` is known by that.
pub(super) fn known_again(base: &Sidecar, side: &Sidecar, other: &Sidecar) -> Option<Sidecar> {
    let mut pairs: Vec<(Id, Id)> = Vec::new();
    for list in side.parts.iter().filter_map(as_list) {
        let was = base.parts.iter().filter_map(as_list).find(|was| was.which == list.which);
        pairs.extend(was.into_iter().flat_map(|was| in_list(was, list)));
    }
    let others: HashSet<&Id> =
        other.parts.iter().filter_map(as_list).flat_map(|list| &list.blocks).map(|block| &block.id).collect();
    pairs.retain(|(now, _)| !others.contains(now));
    if pairs.is_empty() {
        return None;
    }
    let mut out = side.clone();
    for block in out.parts.iter_mut().filter_map(as_list_mut).flat_map(|list| &mut list.blocks) {
        if let Some((_, id)) = pairs.iter().find(|(now, _)| *now == block.id) {
            block.id = id.clone();
            if let Some(record) = &mut block.record {
                record.meta_mut().id = id.clone();
            }
        }
    }
    Some(out)
}

/// Ids in `now` with those in `was`, of records that are the same by their place.
fn in_list(was: &List, now: &List) -> Vec<(Id, Id)> {
    let (old, mut new) = (gaps(was, now), gaps(now, was));
    let gaps = old.into_iter().filter_map(|(above, old)| Some((new.remove(&above)?, old)));
    gaps.filter(|(new, old)| new.len() == old.len()).flat_map(|(new, old)| new.into_iter().zip(old)).collect()
}

/// Records without an id of which `other` has none that says the same: in order, by what stands above them in both.
fn gaps(list: &List, other: &List) -> HashMap<Option<Id>, Vec<Id>> {
    let known: HashSet<&Id> = other.blocks.iter().map(|block| &block.id).collect();
    let mut gaps: HashMap<Option<Id>, Vec<Id>> = HashMap::new();
    let mut above = None;
    for Block { id, record, .. } in &list.blocks {
        if known.contains(id) {
            above = Some(id.clone());
        } else if record.is_some() && id.as_str().starts_with(UNNAMED) {
            gaps.entry(above.clone()).or_default().push(id.clone());
        }
    }
    gaps
}
