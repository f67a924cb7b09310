//! 分层: which stratum of a roster an object belongs to, and the numbers that strata have there.

use super::plan::{Plan, StratumKey};
use crate::Coded;
use crate::object::RiskClass;

/// The stratum of objects that lack what strata are made of.
pub const WITHOUT: &str = "none";
/// The only stratum of a draw without strata.
pub const ALL: &str = "all";

/// The strata of a plan, numbered from 1 in a fixed order, whether or not they have objects.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Strata {
    key: Option<StratumKey>,
    names: Vec<String>,
}

impl Strata {
    /// The strata of a plan; `divisions` are all present division codes, ascending.
    #[must_use]
    pub fn new(plan: &Plan, divisions: &[String]) -> Self {
        let key = plan.stratum_key();
        let mut names: Vec<String> = match key {
            None => return Self { key, names: vec![ALL.to_owned()] },
            Some(StratumKey::RiskClass) => {
                RiskClass::ALL.iter().map(|class| class.code().to_owned()).collect()
            }
            Some(StratumKey::Division) => divisions.to_vec(),
        };
        names.push(WITHOUT.to_owned());
        Self { key, names }
    }

    /// The number of an object's stratum.
    #[must_use]
    pub fn number(&self, risk_class: Option<&str>, division: Option<&str>) -> u16 {
        let name = match self.key {
            None => Some(ALL),
            Some(StratumKey::RiskClass) => risk_class,
            Some(StratumKey::Division) => division,
        };
        let position = name.and_then(|name| self.names.iter().position(|known| known == name));
        let position = position.unwrap_or(self.names.len().saturating_sub(1));
        u16::try_from(position).map_or(u16::MAX, |position| position.saturating_add(1))
    }

    /// The name of the stratum with this number.
    #[must_use]
    pub fn name(&self, number: u16) -> &str {
        let position = usize::from(number).checked_sub(1);
        position.and_then(|position| self.names.get(position)).map_or(WITHOUT, String::as_str)
    }
}
