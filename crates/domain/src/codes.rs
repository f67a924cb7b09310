//! Closed vocabularies: every enum that is stored, sent or shown has one stable code and one Chinese label.

use std::fmt;

/// A closed vocabulary: each value has a stable code (stored and sent) and a Chinese label (shown).
pub trait Coded: Copy + Eq + fmt::Debug + Send + Sync + 'static {
    /// All values, in the order in which they are shown.
    const ALL: &'static [Self];
    /// The stable code.
    fn code(self) -> &'static str;
    /// The label that people read.
    fn label(self) -> &'static str;
    /// The value with this code.
    fn from_code(code: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|value| value.code() == code)
    }
}

/// A text that is no code of the vocabulary it was read for.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("“{0}” 不是可用的取值 (unknown code)")]
pub struct UnknownCode(pub String);

/// Declares an enum with its codes and labels; serde, `FromStr`, `Display` and, with feature `openapi`, the schema
/// all use the code. `as` gives the schema another name than the enum's: schema names are one namespace.
macro_rules! codes {
    ($(#[$meta:meta])* pub enum $name:ident $(as $schema:ident)? { $($(#[$doc:meta])* $value:ident = $code:literal, $label:literal;)+ }) => {
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, serde::Serialize, serde::Deserialize)]
        $(#[$meta])*
        pub enum $name {
            $($(#[$doc])* #[serde(rename = $code)] $value,)+
        }

        impl $crate::Coded for $name {
            const ALL: &'static [Self] = &[$(Self::$value),+];
            fn code(self) -> &'static str {
                match self { $(Self::$value => $code),+ }
            }
            fn label(self) -> &'static str {
                match self { $(Self::$value => $label),+ }
            }
        }

        // The derive of utoipa does not see codes that come through a macro.
        #[cfg(feature = "openapi")]
        impl utoipa::PartialSchema for $name {
            fn schema() -> utoipa::openapi::RefOr<utoipa::openapi::Schema> {
                let meaning = [$(concat!("`", $code, "` ", $label)),+];
                utoipa::openapi::ObjectBuilder::new()
                    .schema_type(utoipa::openapi::Type::String)
                    .enum_values(Some([$($code),+]))
                    .description(Some(meaning.join(" · ")))
                    .into()
            }
        }

        #[cfg(feature = "openapi")]
        impl utoipa::ToSchema for $name {
            fn name() -> std::borrow::Cow<'static, str> {
                #[allow(unused_mut, unused_assignments)]
                let mut name = stringify!($name);
                $(name = stringify!($schema);)?
                std::borrow::Cow::Borrowed(name)
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str($crate::Coded::code(*self))
            }
        }

        impl std::str::FromStr for $name {
            type Err = $crate::UnknownCode;
            fn from_str(text: &str) -> Result<Self, Self::Err> {
                $crate::Coded::from_code(text).ok_or_else(|| $crate::UnknownCode(text.to_owned()))
            }
        }
    };
}
