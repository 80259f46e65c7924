//! The script the org serves (`www/sim/opencti.js`): it reads its version from its own address; which hosts it believes
//! beside Salesforce's own is filled in here.

use sim::Origins;

/// What stands in the script where the further hosts go.
const EXTRA_HOSTS: &str = "/*__EXTRA_HOSTS__*/ []";

/// Whether a path asks for the script: `/support/api/NN.0/lightning/opencti_min.js` (or `opencti.js`).
pub(super) fn is_asked(path: &str) -> bool {
    let parts = path.strip_prefix("/support/api/").and_then(|rest| rest.split_once(".0/lightning/"));
    parts.is_some_and(|(version, file)| {
        version.parse::<u16>().is_ok() && matches!(file, "opencti_min.js" | "opencti.js")
    })
}

/// The script for a world. One under `localhost` is let in beside Salesforce's own hosts; any other gets the script
/// as strict as it was written.
pub(super) fn fill(script: &str, origins: Option<&Origins>) -> String {
    if origins.is_some_and(|origins| is_local(&origins.console)) {
        script.replace(EXTRA_HOSTS, r#"["*.localhost"]"#)
    } else {
        script.to_owned()
    }
}

fn is_local(origin: &str) -> bool {
    let name = origin.split("://").nth(1).and_then(|host| host.split(':').next()).unwrap_or_default();
    name.ends_with(".localhost")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths() {
        for (path, expected) in [
            ("/support/api/66.0/lightning/opencti_min.js", true),
            ("/support/api/43.0/lightning/opencti.js", true),
            ("/support/api/66/lightning/opencti_min.js", false),
            ("/support/api/x.0/lightning/opencti_min.js", false),
            ("/support/api/66.0/lightning/other.js", false),
            ("/support/api/66.0/interaction.js", false),
        ] {
            assert_eq!(is_asked(path), expected, "{path}");
        }
    }

    #[test]
    fn only_a_local_world_loosens_the_host_check() {
        let script = include_str!("../../../www/sim/opencti.js");
        for (console, loosened) in [
            ("https://acme.lightning.force.com", false),
            ("http://t.lightning.localhost:8008", true),
            ("https://localhost.evil.com", false),
        ] {
            let origins = Origins { console: console.to_owned(), ..Origins::default() };
            let filled = fill(script, Some(&origins));
            assert_eq!(filled != script, loosened, "{console}");
            assert_eq!(filled.contains(r#"EXTRA_HOSTS = ["*.localhost"]"#), loosened, "{console}");
        }
        assert_eq!(fill(script, None), script);
    }
}
