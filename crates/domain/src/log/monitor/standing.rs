//! What stands of the draws of a task: a draw is never simply run again, and what is struck of it is made up for, as many as
//! were struck (protocol §8).

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::Finding;
use crate::log::leaf::Shown;

/// What is remembered of a task.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct Standing {
    /// The last round with a result, as long as nothing of it was struck.
    drawn: Option<u32>,
    /// What was struck and is to be made up for.
    struck: Option<Struck>,
}

/// Objects that were struck.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Struck {
    round: u32,
    at: DateTime<Utc>,
    /// How many of each stratum; none when the entry does not tell.
    quotas: Option<BTreeMap<u16, u64>>,
    /// Whether a later round has begun.
    followed: bool,
}

impl Standing {
    /// Learns of an event of a round; `ended` says whether the round had ended before, `index` where the event stands.
    pub(super) fn learn(&mut self, shown: &Shown, round: u32, ended: bool, index: u64) -> Option<Finding> {
        let name = format!("{}/{round}", shown.key);
        match shown.action.as_str() {
            "draw.announce" => self.begin(round, quotas(shown.event.get("strata")), name, index),
            "draw.freeze" => {
                let whole = shown.event.get("freeze").and_then(|freeze| freeze.get("strata"));
                // Of a freeze that is too long for an entry there are the quotas alone.
                let strata = whole.or_else(|| shown.event.get("strata"));
                self.begin(round, quotas(strata), name, index)
            }
            "draw.result" if shown.text("void").is_none() => {
                *self = Self { drawn: Some(round), struck: None };
                None
            }
            "draw.strike" => {
                let quotas = quotas(shown.event.get("strata"));
                let struck = Struck { round, at: shown.at, quotas, followed: false };
                *self = Self { drawn: None, struck: Some(struck) };
                (!ended).then_some(Finding::StruckUndrawn { round: name, index })
            }
            "draw.void" => {
                // Also of a round that ended, with its task, before it began.
                self.follow(round);
                None
            }
            _ => None,
        }
    }

    fn begin(
        &mut self,
        round: u32,
        quotas: Option<BTreeMap<u16, u64>>,
        name: String,
        index: u64,
    ) -> Option<Finding> {
        if let Some(first) = self.drawn.filter(|first| *first < round) {
            return Some(Finding::DrawnAgain { round: name, first, index });
        }
        self.follow(round);
        let struck = self.struck.as_ref().filter(|struck| struck.round < round)?.quotas.as_ref()?;
        quotas.filter(|quotas| quotas != struck).map(|_| Finding::OtherQuota { round: name, index })
    }

    fn follow(&mut self, round: u32) {
        if let Some(struck) = self.struck.as_mut().filter(|struck| struck.round < round) {
            struck.followed = true;
        }
    }

    /// The round of which objects were struck without another round since, and when.
    pub(super) fn waiting(&self) -> Option<(u32, DateTime<Utc>)> {
        self.struck.as_ref().filter(|struck| !struck.followed).map(|struck| (struck.round, struck.at))
    }
}

/// How many each stratum is to give, without those that give none; none when the list does not tell.
fn quotas(strata: Option<&Value>) -> Option<BTreeMap<u16, u64>> {
    let quota = |stratum: &Value| {
        let id = stratum.get("id")?.as_u64().and_then(|id| u16::try_from(id).ok())?;
        Some((id, stratum.get("take")?.as_u64()?))
    };
    let all: Option<BTreeMap<_, _>> = strata?.as_array()?.iter().map(quota).collect();
    Some(all?.into_iter().filter(|(_, take)| *take > 0).collect())
}
