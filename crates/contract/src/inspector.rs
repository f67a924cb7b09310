//! Inspectors and recusals.

use chrono::NaiveDate;
use domain::inspector::Status;
use serde::{Deserialize, Serialize};
use validator::Validate;

use crate::answer;

answer! {
    /// An inspector.
    pub struct Inspector {
        /// Key.
        pub id: i64,
        /// Staff code.
        pub code: String,
        /// Name.
        pub name: String,
        /// Department.
        pub department_id: i64,
        /// Division code.
        pub division: Option<String>,
        /// 执法证号.
        pub certificate_number: String,
        /// Last day on which the certificate is valid.
        pub certificate_expires: NaiveDate,
        /// Qualifications.
        pub qualifications: Vec<String>,
        /// Whether an expert.
        pub expert: bool,
        /// 职务.
        pub title: String,
        /// `active` or `suspended`.
        pub status: String,
    }
}

answer! {
    /// A recusal.
    pub struct Recusal {
        /// Key.
        pub id: i64,
        /// Code of the inspector.
        pub inspector_code: String,
        /// Name of the inspector.
        pub inspector_name: String,
        /// Code of the object.
        pub object_code: String,
        /// Name of the object.
        pub object_name: String,
        /// Why.
        pub reason: String,
    }
}

/// Which inspectors.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, Validate)]
#[cfg_attr(feature = "openapi", derive(utoipa::IntoParams))]
#[cfg_attr(feature = "openapi", into_params(parameter_in = Query))]
#[serde(deny_unknown_fields)]
pub struct InspectorQuery {
    /// Only of the department with this key.
    pub department: Option<i64>,
    /// Name contains this, or staff code is this.
    pub q: Option<String>,
    /// Only with this status.
    pub status: Option<Status>,
    /// Only those whose certificate is not valid on this day any more.
    #[validate(custom(function = "crate::in_our_time"))]
    pub expiring_before: Option<NaiveDate>,
}

/// Which recusals.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, Validate)]
#[cfg_attr(feature = "openapi", derive(utoipa::IntoParams))]
#[cfg_attr(feature = "openapi", into_params(parameter_in = Query))]
#[serde(deny_unknown_fields)]
pub struct RecusalQuery {
    /// The inspector's or the object's name contains this, or a code of either is this.
    pub q: Option<String>,
}
