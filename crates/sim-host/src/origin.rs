//! Which door a request came to: the origin and the world it names.
//!
//! People reach the host by name (`http://demo.lightning.localhost:8008/`), tests by header: Playwright catches
//! requests to the production origins and forwards them with `x-switchboard-origin` and `x-switchboard-world`.
//! Both lead to the same [`Door`], so that nothing behind it can tell them apart.

use axum::http::{HeaderMap, header};
use serde::{Deserialize, Serialize};

/// Header that carries the origin a forwarded request was meant for.
pub(super) const ORIGIN_HEADER: &str = "x-switchboard-origin";
/// Header that carries the world a forwarded request belongs to.
pub(super) const WORLD_HEADER: &str = "x-switchboard-world";

/// The three pages a world is made of, each on an origin of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Place {
    /// The Lightning console: the workbench page, Salesforce's script files.
    Console,
    /// The softphone: the real adapter page.
    Adapter,
    /// The Contact Control Panel of the simulated Connect instance.
    Ccp,
}

/// The name of a world: lower-case letters, digits and hyphens, at most 40 of them, as a host label allows.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub(super) struct WorldName(String);

impl std::fmt::Display for WorldName {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.write_str(&self.0)
    }
}

impl TryFrom<String> for WorldName {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        let label = !text.is_empty()
            && text.len() <= 40
            && !text.starts_with('-')
            && !text.ends_with('-')
            && text.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-');
        if label {
            Ok(Self(text))
        } else {
            Err(format!(
                "“{text}” cannot name a world: use lower-case letters, digits and hyphens, at most 40."
            ))
        }
    }
}

impl From<WorldName> for String {
    fn from(name: WorldName) -> Self {
        name.0
    }
}

/// What a request says about where it wants to go, before any world is looked up.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Door {
    /// By host name under `localhost`. The console name without a world asks for a new one.
    Named {
        /// Which of the three.
        place: Place,
        /// The first label of the host, if there is one.
        world: Option<WorldName>,
        /// The port people typed: part of every origin of the world.
        port: u16,
    },
    /// By header, from a test that stands in for the network.
    Forwarded {
        /// The origin that the page believes it talks to; absent for a test's own questions.
        origin: Option<String>,
        /// The world.
        world: WorldName,
    },
    /// Loopback without a name: health, new worlds, and a signpost.
    Bare {
        /// The port people typed.
        port: u16,
    },
}

/// Why a request has no door.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct WrongDoor(pub(super) String);

impl Door {
    /// Reads the door from the headers of a request.
    pub(super) fn read(headers: &HeaderMap) -> Result<Self, WrongDoor> {
        let text = |name: &str| headers.get(name).and_then(|value| value.to_str().ok()).map(str::to_owned);
        if let Some(world) = text(WORLD_HEADER) {
            let world = WorldName::try_from(world).map_err(WrongDoor)?;
            return Ok(Self::Forwarded { origin: text(ORIGIN_HEADER), world });
        }
        let host = text(header::HOST.as_str()).unwrap_or_default();
        Self::from_host(&host)
    }

    fn from_host(host: &str) -> Result<Self, WrongDoor> {
        let (name, port) = match host.rsplit_once(':') {
            Some((name, port)) => (name, port.parse().ok()),
            None => (host, Some(80)),
        };
        // Only names that resolve to this machine: a page elsewhere cannot rebind its own name to reach a world.
        let wrong = || {
            WrongDoor(format!(
                "The simulator host does not answer to “{host}”. Open http://lightning.localhost:PORT/ (the console), \
                 or one of cti.localhost and WORLD.connect.localhost."
            ))
        };
        let port = port.ok_or_else(wrong)?;
        if matches!(name, "localhost" | "127.0.0.1" | "[::1]") {
            return Ok(Self::Bare { port });
        }
        let rest = name.strip_suffix(".localhost").ok_or_else(wrong)?;
        let (world, place) = match rest.rsplit_once('.') {
            Some((world, place)) => (Some(WorldName::try_from(world.to_owned()).map_err(WrongDoor)?), place),
            None => (None, rest),
        };
        let place = match place {
            "lightning" => Place::Console,
            "cti" => Place::Adapter,
            "connect" => Place::Ccp,
            _ => return Err(wrong()),
        };
        Ok(Self::Named { place, world, port })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(host: &str, expected: &str) {
        let seen = match Door::from_host(host) {
            Ok(Door::Named { place, world, port }) => {
                format!("{place:?} {} {port}", world.map_or("-".to_owned(), String::from))
            }
            Ok(Door::Bare { port }) => format!("bare {port}"),
            Ok(Door::Forwarded { .. }) => "forwarded".to_owned(),
            Err(WrongDoor(_)) => "wrong".to_owned(),
        };
        assert_eq!(seen, expected, "{host}");
    }

    #[test]
    fn hosts() {
        check("lightning.localhost:8008", "Console - 8008");
        check("demo.lightning.localhost:8008", "Console demo 8008");
        check("cti.localhost:8008", "Adapter - 8008");
        check("demo.connect.localhost:1", "Ccp demo 1");
        check("demo.connect.localhost", "Ccp demo 80");
        check("localhost:8008", "bare 8008");
        check("127.0.0.1:8008", "bare 8008");
        check("[::1]:8008", "bare 8008");
        check("evil.example.com:8008", "wrong");
        check("lightning.localhost.evil.com:8008", "wrong");
        check("billing.localhost:8008", "wrong");
        check("a.b.lightning.localhost:8008", "wrong");
        check("De_mo.lightning.localhost:8008", "wrong");
        check("demo.lightning.localhost:port", "wrong");
        check("", "wrong");
    }
}
