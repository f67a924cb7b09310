//! Matters and the matter list.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use validator::Validate;

use crate::{answer, request};

answer! {
    /// A check item.
    pub struct CheckItem {
        /// Key.
        pub id: i64,
        /// Order, from 1.
        pub position: i32,
        /// What is checked.
        pub text: String,
    }
}

answer! {
    /// A matter.
    pub struct Matter {
        /// Key.
        pub id: i64,
        /// Code.
        pub code: String,
        /// Name.
        pub name: String,
        /// `key` 重点 or `general` 一般.
        pub category: String,
        /// Department in charge.
        pub department_id: i64,
        /// Its name.
        pub department_name: String,
        /// Legal basis.
        pub legal_basis: String,
        /// Qualification that an inspector needs.
        pub qualification: String,
        /// Ratio, parts per million.
        pub ratio_ppm: i32,
        /// Visits per object and year, at most.
        pub frequency: i32,
        /// Whether it is on the list in force.
        pub listed: bool,
        /// Its check items.
        pub check_items: Vec<CheckItem>,
    }
}

answer! {
    /// A published version of the 随机抽查事项清单.
    pub struct MatterList {
        /// Version, from 1.
        pub version: i64,
        /// When published.
        pub published_at: DateTime<Utc>,
        /// Its matters.
        pub matters: Vec<i64>,
    }
}

/// Which matters.
#[derive(Debug, Clone, Copy, Default, Serialize, Deserialize, Validate)]
#[cfg_attr(feature = "openapi", derive(utoipa::IntoParams))]
#[cfg_attr(feature = "openapi", into_params(parameter_in = Query))]
#[serde(deny_unknown_fields)]
pub struct MatterQuery {
    /// `true`: only those on the list in force; `false`: only the others.
    pub listed: Option<bool>,
}

request! {
    /// A new version of the list.
    #[cfg_attr(feature = "openapi", schema(example = json!({"matters": [1, 2, 3]})))]
    pub struct NewMatterList {
        /// Keys of its matters.
        #[validate(length(min = 1, max = 5000))]
        #[cfg_attr(feature = "openapi", schema(min_items = 1, max_items = 5000))]
        pub matters: Vec<i64>,
    }
}
