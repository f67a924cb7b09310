//! Access tokens: JWT signed with Ed25519 (RFC 7519, RFC 8037), keys named by `kid`, public keys as JWKS (RFC 7517).

use std::sync::{Arc, PoisonError, RwLock};

use chrono::{DateTime, Utc};
use ed25519_dalek::SigningKey;
use ed25519_dalek::pkcs8::EncodePrivateKey;
use jsonwebtoken::errors::ErrorKind;
use jsonwebtoken::jwk::{AlgorithmParameters, EllipticCurve, OctetKeyPairType};
use jsonwebtoken::jwk::{CommonParameters, Jwk, JwkSet, KeyAlgorithm, OctetKeyPairParameters, PublicKeyUse};
use jsonwebtoken::{Algorithm, DecodingKey, EncodingKey, Header, Validation};
use persistence::{Database, identity};
use serde::{Deserialize, Serialize};

use crate::entropy;
use crate::problem::Problem;

/// Seconds an access token is valid.
pub const LIFETIME: i64 = 15 * 60;

const ISSUER: &str = "sunlot";

/// What a token says.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Claims {
    /// Who issued it: always `sunlot`.
    pub iss: String,
    /// Key of the user.
    pub sub: String,
    /// Epoch of the user's tokens: an older one is revoked.
    pub epoch: i64,
    /// Issued, seconds since 1970.
    pub iat: i64,
    /// Expires, seconds since 1970.
    pub exp: i64,
}

/// Why a token is not believed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Refused {
    /// Signed with a key that this node has not loaded.
    UnknownKey,
    /// Malformed, forged or expired.
    Invalid,
}

struct Key {
    kid: String,
    encoding: EncodingKey,
    decoding: DecodingKey,
    public: Jwk,
}

/// Signs and reads access tokens; the newest key signs, every key in force is accepted.
#[derive(Clone)]
pub struct Tokens {
    keys: Arc<RwLock<Arc<Vec<Key>>>>,
}

impl Tokens {
    /// Loads the keys in force; makes the first one.
    ///
    /// # Errors
    /// When the database does not answer or there is no randomness.
    pub fn load(database: &Database, now: DateTime<Utc>) -> Result<Self, Problem> {
        let tokens = Self { keys: Arc::default() };
        if !tokens.reload(database)? {
            let private_key = entropy::bytes32()?;
            let kid = hex::encode(entropy::bytes32()?.split_at(8).0);
            let key = identity::SigningKey { kid, private_key: private_key.to_vec() };
            database
                .keep_house(now, |writer| identity::add_signing_key(writer, &key).map_err(Problem::from))?;
            tokens.reload(database)?;
        }
        Ok(tokens)
    }

    /// Reads the keys in force again; whether there are any.
    ///
    /// # Errors
    /// When the database does not answer or holds something that is no key.
    pub fn reload(&self, database: &Database) -> Result<bool, Problem> {
        let stored = database.read(|reader| identity::signing_keys(reader).map_err(Problem::from))?;
        let keys = stored.iter().map(key).collect::<Result<Vec<_>, _>>()?;
        let any = !keys.is_empty();
        *self.keys.write().unwrap_or_else(PoisonError::into_inner) = Arc::new(keys);
        Ok(any)
    }

    fn keys(&self) -> Arc<Vec<Key>> {
        Arc::clone(&self.keys.read().unwrap_or_else(PoisonError::into_inner))
    }

    /// Issues a token.
    ///
    /// # Errors
    /// When there is no key to sign with.
    pub fn issue(&self, user: i64, epoch: i64, now: DateTime<Utc>) -> Result<String, Problem> {
        let keys = self.keys();
        let key = keys.first().ok_or_else(|| Problem::internal(&"no signing key"))?;
        let iat = now.timestamp();
        let claims =
            Claims { iss: ISSUER.to_owned(), sub: user.to_string(), epoch, iat, exp: iat + LIFETIME };
        let header = Header { kid: Some(key.kid.clone()), ..Header::new(Algorithm::EdDSA) };
        jsonwebtoken::encode(&header, &claims, &key.encoding).map_err(|cause| Problem::internal(&cause))
    }

    /// Reads a token.
    ///
    /// # Errors
    /// [`Refused`].
    pub fn read(&self, token: &str, now: DateTime<Utc>) -> Result<Claims, Refused> {
        let header = jsonwebtoken::decode_header(token).map_err(|_| Refused::Invalid)?;
        let keys = self.keys();
        let key = keys.iter().find(|key| header.kid.as_ref() == Some(&key.kid)).ok_or(Refused::UnknownKey)?;
        let mut validation = Validation::new(Algorithm::EdDSA);
        validation.set_issuer(&[ISSUER]);
        validation.set_required_spec_claims(&["exp", "iss", "sub"]);
        // The library asks the machine's clock; ours is a parameter.
        validation.validate_exp = false;
        let claims = match jsonwebtoken::decode::<Claims>(token, &key.decoding, &validation) {
            Ok(data) => data.claims,
            Err(error) if matches!(error.kind(), ErrorKind::InvalidSignature) => {
                tracing::warn!("a token with a forged signature");
                return Err(Refused::Invalid);
            }
            Err(_) => return Err(Refused::Invalid),
        };
        if claims.exp > now.timestamp() { Ok(claims) } else { Err(Refused::Invalid) }
    }

    /// The public keys in force.
    #[must_use]
    pub fn public_keys(&self) -> JwkSet {
        JwkSet { keys: self.keys().iter().map(|key| key.public.clone()).collect() }
    }
}

fn key(stored: &identity::SigningKey) -> Result<Key, Problem> {
    let bytes: [u8; 32] =
        stored.private_key.as_slice().try_into().map_err(|_| Problem::internal(&"a key of wrong length"))?;
    let private = SigningKey::from_bytes(&bytes);
    let der = private.to_pkcs8_der().map_err(|cause| Problem::internal(&cause))?;
    let x = base64_url(private.verifying_key().as_bytes());
    let decoding = DecodingKey::from_ed_components(&x).map_err(|cause| Problem::internal(&cause))?;
    let public = Jwk {
        common: CommonParameters {
            public_key_use: Some(PublicKeyUse::Signature),
            key_algorithm: Some(KeyAlgorithm::EdDSA),
            key_id: Some(stored.kid.clone()),
            ..CommonParameters::default()
        },
        algorithm: AlgorithmParameters::OctetKeyPair(OctetKeyPairParameters {
            key_type: OctetKeyPairType::OctetKeyPair,
            curve: EllipticCurve::Ed25519,
            x,
        }),
    };
    Ok(Key { kid: stored.kid.clone(), encoding: EncodingKey::from_ed_der(der.as_bytes()), decoding, public })
}

fn base64_url(bytes: &[u8]) -> String {
    use base64::Engine;
    base64::engine::general_purpose::URL_SAFE_NO_PAD.encode(bytes)
}
