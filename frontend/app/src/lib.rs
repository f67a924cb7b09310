//! The pages of Sunlot 阳签: `staff` behind sign-in, `portal` for everybody.
//!
//! Pages are thin: elements come from [`ui`], calls go through [`client`], words stand in `messages/`, rules come from
//! `domain`, shapes from `contract`.

pub mod bridge;
pub mod client;
pub mod format;
#[cfg(test)]
mod messages;
pub mod portal;
pub mod shared;
pub mod staff;

rust_i18n::i18n!("messages", fallback = "zh-CN");
