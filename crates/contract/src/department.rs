//! Issuing bodies, departments, divisions.

use crate::{answer, request};

answer! {
    /// An issuing body.
    pub struct Body {
        /// Key.
        pub id: i64,
        /// Name.
        pub name: String,
        /// 发文代字: what its numbers begin with.
        pub number_prefix: String,
        /// Changes with every update; the `ETag`.
        pub version: i64,
    }
}

request! {
    /// What to change of a body.
    #[cfg_attr(feature = "openapi", schema(example = json!({"number_prefix": "淮市监"})))]
    pub struct BodyChange {
        /// 发文代字.
        #[validate(length(min = 1, max = 20))]
        #[cfg_attr(feature = "openapi", schema(min_length = 1, max_length = 20, example = "淮市监"))]
        pub number_prefix: String,
    }
}

answer! {
    /// A department.
    pub struct Department {
        /// Key.
        pub id: i64,
        /// Code.
        pub code: String,
        /// Name.
        pub name: String,
        /// Its body.
        pub body_id: i64,
    }
}

answer! {
    /// A division of GB/T 2260.
    pub struct Division {
        /// Six digits.
        pub code: String,
        /// Name.
        pub name: String,
        /// The division above.
        pub parent_code: Option<String>,
        /// For a retired code: the present one.
        pub current_code: Option<String>,
    }
}
