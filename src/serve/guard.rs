//! The guard: it checks every request before any route, without exception.
//!
//! In this order: the Host header (which refuses a page elsewhere whose own name points here), the origin, the site from
//! which the browser sends the request, the token, and last the role of that token.

use rand::TryRng;
use rand::rngs::{SysError, SysRng};

use super::http::{Head, Refusal};

/// What the holder of a token may do.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Role {
    /// See what is shown.
    Watcher,
    /// Set knobs as well, unseen by others.
    Guest,
    /// Set knobs and be watched: the person who started the program.
    Presenter,
}

/// A secret of 128 bits in hexadecimal digits.
#[derive(Clone, PartialEq, Eq)]
pub(crate) struct Token(String);

impl Token {
    /// A random token.
    ///
    /// # Errors
    /// A system without random numbers.
    pub(crate) fn random() -> Result<Self, SysError> {
        let mut bytes = [0u8; 16];
        SysRng.try_fill_bytes(&mut bytes)?;
        Ok(Self(bytes.iter().map(|byte| format!("{byte:02x}")).collect()))
    }

    /// Its digits.
    pub(crate) fn text(&self) -> &str {
        &self.0
    }

    /// Whether a text is this token, in a time that does not depend on where they differ.
    fn is(&self, text: &str) -> bool {
        text.len() == self.0.len() && self.0.bytes().zip(text.bytes()).fold(0, |differ, (a, b)| differ | (a ^ b)) == 0
    }
}

/// One address that is listened on, and who may use it.
#[derive(Clone)]
pub(crate) struct Door {
    /// Values that the Host header may have.
    pub hosts: Vec<String>,
    /// The cookie's name: that of the port, since cookies do not tell ports apart.
    pub cookie: String,
    /// The token that opens it.
    pub token: Token,
    /// What its holder may do.
    pub role: Role,
}

/// What the guard lets through.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Entry {
    /// A request with the cookie.
    In(Role),
    /// A request with the token in the address, which is to be given the cookie.
    First,
}

impl Door {
    /// Whether a request may come in.
    ///
    /// # Errors
    /// Why not.
    pub(crate) fn check(&self, head: &Head) -> Result<Entry, Refusal> {
        let host = head.only("Host").filter(|host| self.hosts.iter().any(|known| known.eq_ignore_ascii_case(host)));
        let Some(host) = host else {
            return Err(Refusal::new(421, "this page is reached by the address the program printed, and by no other"));
        };
        let changes = head.method != "GET";
        let own = format!("http://{host}");
        let mut origins = head.all("Origin");
        let origin = (origins.next(), origins.next());
        match origin {
            (None, None) if !changes => {}
            (Some(origin), None) if origin.eq_ignore_ascii_case(&own) => {}
            _ => return Err(Refusal::new(403, "this request comes from another page")),
        }
        let mut sites = head.all("Sec-Fetch-Site");
        match (sites.next(), sites.next()) {
            // Non-browser clients omit this header.
            (None, None) | (Some("same-origin"), None) => {}
            (Some("none"), None) if !changes => {}
            _ => {
                let text =
                    "this request comes from another page: copy the address the program printed into the address bar";
                return Err(Refusal::new(403, text));
            }
        }
        if head.path == "/" && !changes && query_token(&head.query).is_some_and(|token| self.token.is(token)) {
            return Ok(Entry::First);
        }
        let cookies = head.all("Cookie").flat_map(|cookies| cookies.split(';'));
        let mut values = cookies.filter_map(|one| one.trim().split_once('=')).filter(|(name, _)| *name == self.cookie);
        if values.any(|(_, value)| self.token.is(value)) {
            return Ok(Entry::In(self.role));
        }
        Err(Refusal::new(401, "open the whole address the program printed: it holds the key to this page"))
    }

    /// The header that gives the cookie.
    pub(crate) fn give_cookie(&self) -> String {
        format!("Set-Cookie: {}={}; HttpOnly; SameSite=Strict; Path=/\r\n", self.cookie, self.token.text())
    }
}

/// The token in a query.
fn query_token(query: &str) -> Option<&str> {
    query.split('&').find_map(|one| one.strip_prefix("token="))
}
