//! Sign-in and users.

use chrono::{DateTime, Utc};
use domain::policy::Role;
use serde::{Deserialize, Serialize};
use validator::Validate;

use crate::secret::Secret;
use crate::{answer, request};

request! {
    /// Sign-in.
    #[cfg_attr(feature = "openapi", schema(example = json!({"username": "clerk", "password": "correct-horse-battery"})))]
    pub struct SignIn {
        /// Sign-in name.
        #[validate(length(min = 1, max = 64))]
        #[cfg_attr(feature = "openapi", schema(min_length = 1, max_length = 64, example = "clerk"))]
        pub username: String,
        /// Password.
        #[validate(length(min = 1, max = 256))]
        #[cfg_attr(feature = "openapi", schema(value_type = String, format = Password, min_length = 1, max_length = 256))]
        pub password: Secret,
    }
}

request! {
    /// A new password of one's own.
    #[cfg_attr(feature = "openapi", schema(example = json!({"current": "correct-horse-battery", "new": "another-horse-battery"})))]
    pub struct PasswordChange {
        /// The password now.
        #[validate(length(min = 1, max = 256))]
        #[cfg_attr(feature = "openapi", schema(value_type = String, format = Password, min_length = 1, max_length = 256))]
        pub current: Secret,
        /// The password from now on, twelve characters at least.
        #[validate(length(min = 12, max = 256))]
        #[cfg_attr(feature = "openapi", schema(value_type = String, format = Password, min_length = 12, max_length = 256))]
        pub new: Secret,
    }
}

answer! {
    /// A token for the `Authorization: Bearer` header.
    pub struct AccessToken {
        /// The token (JWT, EdDSA).
        pub access_token: String,
        /// Always `Bearer`.
        pub token_type: String,
        /// Seconds it is valid.
        pub expires_in: i64,
    }
}

answer! {
    /// Who is signed in, and what the role grants.
    pub struct Me {
        /// Key.
        pub id: i64,
        /// Sign-in name.
        pub username: String,
        /// Name shown.
        pub display_name: String,
        /// Role.
        pub role: Role,
        /// Department.
        pub department_id: Option<i64>,
        /// Inspector.
        pub inspector_id: Option<i64>,
        /// Codes of the actions that the role grants.
        pub permissions: Vec<String>,
    }
}

answer! {
    /// A user.
    pub struct User {
        /// Key.
        pub id: i64,
        /// Sign-in name.
        pub username: String,
        /// Name shown.
        pub display_name: String,
        /// Role.
        pub role: Role,
        /// Department.
        pub department_id: Option<i64>,
        /// Inspector.
        pub inspector_id: Option<i64>,
        /// Whether sign-in is allowed.
        pub active: bool,
        /// When created.
        pub created_at: DateTime<Utc>,
        /// Changes with every update; the `ETag`.
        pub version: i64,
    }
}

/// Which users.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, Validate)]
#[cfg_attr(feature = "openapi", derive(utoipa::IntoParams))]
#[cfg_attr(feature = "openapi", into_params(parameter_in = Query))]
#[serde(deny_unknown_fields)]
pub struct UserQuery {
    /// Name shown or sign-in name contain this.
    pub q: Option<String>,
    /// Only with this role.
    pub role: Option<Role>,
    /// Only of the department with this key.
    pub department: Option<i64>,
    /// Only those who may sign in, or only those who may not.
    pub active: Option<bool>,
}

request! {
    /// A user to be created.
    #[cfg_attr(feature = "openapi", schema(example = json!({"username": "wang", "display_name": "王桂", "password": "correct-horse-battery", "role": "clerk", "department": "ZJ06"})))]
    pub struct NewUser {
        /// Sign-in name.
        #[validate(length(min = 1, max = 64))]
        #[cfg_attr(feature = "openapi", schema(min_length = 1, max_length = 64, example = "wang"))]
        pub username: String,
        /// Name shown.
        #[validate(length(min = 1, max = 64))]
        #[cfg_attr(feature = "openapi", schema(min_length = 1, max_length = 64, example = "王桂"))]
        pub display_name: String,
        /// Password, twelve characters at least.
        #[validate(length(min = 12, max = 256))]
        #[cfg_attr(feature = "openapi", schema(value_type = String, format = Password, min_length = 12, max_length = 256))]
        pub password: Secret,
        /// Role.
        pub role: Role,
        /// Code of the department; required by clerk, leader and legal.
        #[serde(default)]
        pub department: Option<String>,
        /// Code of the inspector that the user is; required by inspector.
        #[serde(default)]
        pub inspector: Option<String>,
    }
}

request! {
    /// What to change of a user.
    #[cfg_attr(feature = "openapi", schema(example = json!({"display_name": "王桂"})))]
    pub struct UserChange {
        /// New name shown.
        #[serde(default)]
        #[validate(length(min = 1, max = 64))]
        #[cfg_attr(feature = "openapi", schema(min_length = 1, max_length = 64))]
        pub display_name: Option<String>,
        /// New password; signs the user out everywhere.
        #[serde(default)]
        #[validate(length(min = 12, max = 256))]
        #[cfg_attr(feature = "openapi", schema(value_type = Option<String>, format = Password, min_length = 12, max_length = 256))]
        pub password: Option<Secret>,
        /// Whether sign-in is allowed; `false` signs the user out everywhere.
        #[serde(default)]
        pub active: Option<bool>,
    }
}
