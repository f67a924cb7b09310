//! 分层: which stratum of a roster an object belongs to, and the numbers that strata have there.

use std::collections::BTreeMap;

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
    names: Vec<(u16, String)>,
}

impl Strata {
    /// The strata of a plan; `divisions` are all present division codes, ascending.
    #[must_use]
    pub fn new(plan: &Plan, divisions: &[String]) -> Self {
        let key = plan.stratum_key();
        let mut names: Vec<String> = match key {
            None => return Self { key, names: vec![(1, ALL.to_owned())] },
            Some(StratumKey::RiskClass) => {
                RiskClass::ALL.iter().map(|class| class.code().to_owned()).collect()
            }
            Some(StratumKey::Division) => divisions.to_vec(),
        };
        names.push(WITHOUT.to_owned());
        Self { key, names: (1..).zip(names).collect() }
    }

    /// The same strata, those that an earlier round had under the numbers of that round: divisions may have come and gone.
    #[must_use]
    pub fn numbered_as(mut self, earlier: &BTreeMap<u16, String>) -> Self {
        let own = self.names.iter().map(|(number, _)| number);
        let mut last = own.chain(earlier.keys()).copied().max().unwrap_or_default();
        for (number, name) in &mut self.names {
            if let Some((known, _)) = earlier.iter().find(|(_, known)| *known == name) {
                *number = *known;
            } else if earlier.contains_key(number) {
                last = last.saturating_add(1);
                *number = last;
            }
        }
        self
    }

    /// The number of an object's stratum.
    #[must_use]
    pub fn number(&self, risk_class: Option<&str>, division: Option<&str>) -> u16 {
        let name = match self.key {
            None => Some(ALL),
            Some(StratumKey::RiskClass) => risk_class,
            Some(StratumKey::Division) => division,
        };
        let found = name.and_then(|name| self.names.iter().find(|(_, known)| known == name));
        found.or(self.names.last()).map_or(u16::MAX, |(number, _)| *number)
    }

    /// What people call the stratum with this number.
    #[must_use]
    pub fn called(&self, number: u16) -> String {
        match (self.key, self.name(number)) {
            (None, _) => "全部对象".to_owned(),
            (Some(StratumKey::RiskClass), WITHOUT) => "未分类层".to_owned(),
            (Some(StratumKey::Division), WITHOUT) => "未填区划层".to_owned(),
            (Some(_), name) => format!("“{name}”层"),
        }
    }

    /// The name of the stratum with this number.
    #[must_use]
    pub fn name(&self, number: u16) -> &str {
        self.names.iter().find(|(known, _)| *known == number).map_or(WITHOUT, |(_, name)| name)
    }
}
