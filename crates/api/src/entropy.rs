//! The one source of randomness: the operating system.

/// The operating system gave no random bytes.
#[derive(Debug, thiserror::Error)]
#[error("the operating system gave no random bytes: {0}")]
pub struct NoEntropy(getrandom::Error);

/// 32 unpredictable bytes.
///
/// # Errors
/// When the operating system has none to give.
#[allow(clippy::disallowed_methods)] // this is the one source
pub fn bytes32() -> Result<[u8; 32], NoEntropy> {
    let mut bytes = [0_u8; 32];
    getrandom::fill(&mut bytes).map_err(NoEntropy)?;
    Ok(bytes)
}
