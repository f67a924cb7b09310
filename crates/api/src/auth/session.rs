//! The session of a browser: a refresh token in a cookie that no script can read (OWASP ASVS 5.0, chapter 7).

use actix_web::cookie::time::Duration;
use actix_web::cookie::{Cookie, SameSite};
use actix_web::dev::Payload;
use actix_web::{FromRequest, HttpRequest};
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use chrono::TimeDelta;
use contract::problem::ProblemCode;
use futures_util::future::{Ready, ready};
use persistence::session::{Terms, TokenHash};
use secrecy::{ExposeSecret, SecretBox};
use sha2::{Digest, Sha256};
use url::Url;

use crate::config::Settings;
use crate::entropy;
use crate::problem::Problem;

/// How long sessions live (OWASP ASVS 5.0, 7.3).
pub const TERMS: Terms = Terms {
    // A working day: who was away for lunch, a meeting or a visit goes on; the machine left on overnight does not.
    idle: TimeDelta::hours(8),
    // A working day with overtime; NIST SP 800-63B-3, 4.2.3 asks for a new sign-in every 12 hours.
    longest: TimeDelta::hours(12),
    // Two tabs that wake at once send the same cookie, and an answer that was lost on the way is asked for again.
    grace: TimeDelta::seconds(10),
};

/// Name of the cookie.
pub const COOKIE: &str = "sunlot_refresh";

/// The only paths that the browser sends it to.
const PATH: &str = "/api/v1/auth";

/// What a session goes on with: 32 random bytes, used once.
#[derive(Debug)]
pub struct RefreshToken(SecretBox<[u8; 32]>);

impl RefreshToken {
    /// A fresh token.
    ///
    /// # Errors
    /// When there is no randomness.
    pub fn random() -> Result<Self, Problem> {
        Ok(Self(SecretBox::new(Box::new(entropy::bytes32()?))))
    }

    /// The token in the cookie of a request; what is none is none.
    #[must_use]
    pub fn of(request: &HttpRequest) -> Option<Self> {
        let cookie = request.cookie(COOKIE)?;
        let bytes = URL_SAFE_NO_PAD.decode(cookie.value()).ok()?;
        Some(Self(SecretBox::new(Box::new(bytes.try_into().ok()?))))
    }

    /// What is stored of it. It is as unpredictable as its hash is long: no salt and no slow hash are needed.
    #[must_use]
    pub fn hash(&self) -> TokenHash {
        Sha256::digest(self.0.expose_secret()).into()
    }

    /// The cookie that keeps it for so long.
    #[must_use]
    pub fn cookie(&self, lives: TimeDelta, settings: &Settings) -> Cookie<'static> {
        let mut cookie = cookie(URL_SAFE_NO_PAD.encode(self.0.expose_secret()), settings);
        cookie.set_max_age(Duration::seconds(lives.num_seconds()));
        cookie
    }
}

/// The cookie that takes the place of a token and is gone at once.
#[must_use]
pub fn removal(settings: &Settings) -> Cookie<'static> {
    let mut cookie = cookie(String::new(), settings);
    cookie.make_removal();
    cookie
}

fn cookie(value: String, settings: &Settings) -> Cookie<'static> {
    // Over plain HTTP a browser would not send a secure cookie back.
    let secure = Url::parse(&settings.public_url).is_ok_and(|url| url.scheme() == "https");
    Cookie::build(COOKIE, value)
        .path(PATH)
        .http_only(true)
        .same_site(SameSite::Strict)
        .secure(secure)
        .finish()
}

/// A request that no page of another origin has sent: `SameSite` stops other sites, this also the neighbours on
/// one site. Who sends no `Sec-Fetch-Site` is no browser of this decade, and holds nobody's cookie but their own.
#[derive(Debug, Clone, Copy)]
pub struct SameOrigin;

impl FromRequest for SameOrigin {
    type Error = Problem;
    type Future = Ready<Result<Self, Problem>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        let foreign =
            || Problem::with(ProblemCode::Forbidden, "不接受其他网站发起的登录请求，请从本平台的页面操作");
        let own = match request.headers().get("Sec-Fetch-Site") {
            Some(site) => matches!(site.as_bytes(), b"same-origin" | b"none"),
            None => true,
        };
        ready(if own { Ok(Self) } else { Err(foreign()) })
    }
}
