//! The response headers of the adapter page: written to files for web servers, sent by the simulator host, so that
//! what is tested is what ships.
//!
//! Which hosts may frame the page, be framed by it and be asked by it comes from the configuration document
//! (`adapter.json`): [`DeploymentHosts`].

use serde_json::Value;
use thiserror::Error;

/// A value of the configuration that names no host the page could use.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("{key}: {wrong}")]
pub struct HostError {
    /// The key it stands under, with dots.
    pub key: String,
    /// What is wrong with it.
    pub wrong: WrongHost,
}

/// What is wrong with a value that should name a host.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum WrongHost {
    /// It has no scheme.
    #[error("“{0}” is not an origin: write it as https://host")]
    NoScheme(String),
    /// It is not encrypted.
    #[error("“{0}” must be https")]
    NotHttps(String),
    /// Its host name has characters that no host name has.
    #[error("“{0}” is not an origin: host names are letters, digits, dots and hyphens")]
    Characters(String),
    /// An org with a port.
    #[error("“{0}” has a port: Salesforce is at none")]
    Port(String),
    /// A suffix of host names with more than a name in it.
    #[error("“{0}” is not a name of hosts: write it as crm.example")]
    NotAName(String),
    /// A wildcard where one host is meant.
    #[error("“{0}” must be one host, not many")]
    Many(String),
    /// Not a list, or one with something else than texts in it.
    #[error("must be a list of texts")]
    NotTexts,
}

impl WrongHost {
    /// The same, with the key (a JSON pointer) that the value stands under.
    pub(crate) fn under(self, pointer: &str) -> HostError {
        HostError { key: key_name(pointer), wrong: self }
    }
}

/// The hosts of one deployment, each an origin as a Content-Security-Policy source (`https://acme.lightning.force.com`,
/// `https://*.my.connect.aws`).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DeploymentHosts {
    /// Salesforce origins that frame the page and serve the Open CTI library.
    pub salesforce: Vec<String>,
    /// Origins the page may frame: the Contact Control Panel and the sign-in page of its identity provider.
    pub ccp: Vec<String>,
    /// Origins the page may talk to beside its own: Connect's participant service, hosts of the HTTP block.
    pub connect: Vec<String>,
}

/// Where Salesforce serves Lightning from when the configuration pins no origin
/// (Open CTI reference: a deployment should pin its exact origins).
const ANY_SALESFORCE: [&str; 4] = [
    "https://*.lightning.force.com",
    "https://*.my.salesforce.com",
    "https://*.vf.force.com",
    "https://*.visual.force.com",
];

/// Where Amazon Connect serves instances from when the configuration names none.
const ANY_CONNECT: [&str; 2] = ["https://*.my.connect.aws", "https://*.awsapps.com"];

impl DeploymentHosts {
    /// Reads the hosts from the configuration document.
    ///
    /// Keys read: `salesforce.origins` (when there are any, no other Salesforce host passes), `salesforce.extraHosts`,
    /// `connect.instanceUrl`, `connect.ssoUrl`, `connect.region` (participant service), `http.origins`. `recording.endpoint` is
    /// looked at, too; it adds none, because the page asks it on its own origin only.
    ///
    /// # Errors
    /// A value that is not an origin, with the key it stands under.
    pub fn from_config(config: &Value) -> Result<Self, HostError> {
        let mut salesforce = origins(config, "/salesforce/origins")?;
        if salesforce.is_empty() {
            salesforce = ANY_SALESFORCE.map(str::to_owned).to_vec();
            for host in texts(config, "/salesforce/extraHosts")? {
                // A bare name is a suffix: any host below it.
                let origin = if host.contains("://") { host } else { format!("https://*.{host}") };
                salesforce.push(source(&origin).map_err(|wrong| wrong.under("/salesforce/extraHosts"))?);
            }
        }

        let mut ccp = Vec::new();
        for key in ["/connect/instanceUrl", "/connect/ssoUrl"] {
            if let Some(url) =
                config.pointer(key).and_then(Value::as_str).filter(|url| !url.trim().is_empty())
            {
                ccp.push(source(url).map_err(|wrong| wrong.under(key))?);
            }
        }
        if config
            .pointer("/connect/instanceUrl")
            .and_then(Value::as_str)
            .is_none_or(|url| url.trim().is_empty())
        {
            ccp.extend(ANY_CONNECT.map(str::to_owned));
        }

        let mut connect = Vec::new();
        if let Some(region) = config.pointer("/connect/region").and_then(Value::as_str) {
            let participant = format!("https://participant.connect.{region}.amazonaws.com");
            connect.push(source(&participant).map_err(|wrong| wrong.under("/connect/region"))?);
        }
        connect.extend(origins(config, "/http/origins")?);
        service_origin(config)?;
        Ok(Self { salesforce, ccp, connect })
    }

    /// The same hosts plus the names under `localhost` that `cargo xtask serve` answers to at this port.
    /// Development only: a deployment never has them.
    #[must_use]
    pub fn with_localhost(mut self, port: u16) -> Self {
        for host in ["lightning.localhost", "*.lightning.localhost"] {
            self.salesforce.push(format!("http://{host}:{port}"));
        }
        for host in ["connect.localhost", "*.connect.localhost"] {
            self.ccp.push(format!("http://{host}:{port}"));
        }
        self
    }
}

/// How long a browser asks for the page over https only: a year.
pub(crate) const HSTS_SECONDS: u32 = 31_536_000;

/// Where an org serves the Open CTI library, below its origin.
const OPEN_CTI_PATH: &str = "/support/api/";

/// The security headers of every file of the adapter. Caching is by file: [`cache_control`].
pub fn adapter_headers(hosts: &DeploymentHosts) -> Vec<(&'static str, String)> {
    vec![
        ("Content-Security-Policy", content_security_policy(hosts)),
        // A page that hides its referrer can fail the CCP's check of approved origins.
        ("Referrer-Policy", "strict-origin-when-cross-origin".into()),
        ("X-Content-Type-Options", "nosniff".into()),
        ("Permissions-Policy", permissions_policy(hosts)),
        ("Strict-Transport-Security", format!("max-age={HSTS_SECONDS}")),
        // Frames are not what it is about: Salesforce may show the page, no other site may load a file of it.
        ("Cross-Origin-Resource-Policy", "same-origin".into()),
    ]
}

/// Headers for the studio's page and its files. The pages of the orgs frame it, and it itself frames the preview of the agent's
/// panel; it asks no other host.
pub fn studio_headers(hosts: &DeploymentHosts) -> Vec<(&'static str, String)> {
    let ancestors = format!("frame-ancestors 'self' {}", hosts.salesforce.join(" "));
    let policy = [
        "default-src 'none'",
        "script-src 'self' 'wasm-unsafe-eval'",
        "style-src 'self'",
        "connect-src 'self'",
        "img-src 'self'",
        "frame-src 'self'",
        ancestors.as_str(),
        "base-uri 'none'",
        "form-action 'none'",
        "require-trusted-types-for 'script'",
        "trusted-types 'none'",
    ];
    vec![
        ("Content-Security-Policy", policy.join("; ")),
        ("Referrer-Policy", "no-referrer".into()),
        ("X-Content-Type-Options", "nosniff".into()),
        ("Cross-Origin-Resource-Policy", "same-origin".into()),
    ]
}

/// How long a file may be kept, by its path inside the adapter's folder. Files below a folder named by the hash of
/// its content never change; everything else is asked for again each time.
pub fn cache_control(path: &str) -> &'static str {
    let first = path.trim_start_matches('/').split('/').next().unwrap_or_default();
    if is_content_folder(first) && path.trim_start_matches('/') != first {
        "public, max-age=31536000, immutable"
    } else {
        "no-cache"
    }
}

/// Whether a folder is named by the hash of its content: `v-` and sixteen hexadecimal digits.
fn is_content_folder(name: &str) -> bool {
    name.strip_prefix("v-")
        .is_some_and(|hash| hash.len() == 16 && hash.bytes().all(|b| b.is_ascii_hexdigit()))
}

fn content_security_policy(hosts: &DeploymentHosts) -> String {
    let salesforce = hosts.salesforce.join(" ");
    let open_cti: String = hosts.salesforce.iter().map(|org| format!(" {org}{OPEN_CTI_PATH}")).collect();
    let ccp = hosts.ccp.join(" ");
    // The page asks a panel that stays silent whether anybody is there.
    let connect: String = hosts.connect.iter().chain(&hosts.ccp).map(|host| format!(" {host}")).collect();
    [
        "default-src 'none'".to_owned(),
        format!("script-src 'self' 'wasm-unsafe-eval'{open_cti}"),
        "style-src 'self'".to_owned(),
        format!("connect-src 'self'{connect}"),
        "img-src 'self'".to_owned(),
        format!("frame-src {ccp}"),
        format!("frame-ancestors {salesforce}"),
        "base-uri 'none'".to_owned(),
        "form-action 'none'".to_owned(),
        "require-trusted-types-for 'script'".to_owned(),
        "trusted-types switchboard-opencti".to_owned(),
    ]
    .join("; ")
}

/// The page hands on to the CCP what the CCP's own `allow` attribute asks for (Streams reference, §1.2). A wildcard is not
/// allowed in this header, so such a deployment says `*`: the inner frame's `allow` and `frame-src` still narrow it.
fn permissions_policy(hosts: &DeploymentHosts) -> String {
    let allow = if hosts.ccp.iter().any(|host| host.contains('*')) {
        "*".to_owned()
    } else {
        let list: String = hosts.ccp.iter().map(|host| format!(" \"{host}\"")).collect();
        format!("(self{list})")
    };
    ["microphone", "camera", "autoplay", "clipboard-write", "identity-credentials-get"]
        .map(|feature| format!("{feature}={allow}"))
        .join(", ")
}

/// The origin of a URL as a policy source, spelled as a browser spells it. Only what cannot break out of a header is let through.
pub(crate) fn source(url: &str) -> Result<String, WrongHost> {
    let url = url.trim();
    let Some((scheme, rest)) = url.split_once("://") else {
        return Err(WrongHost::NoScheme(url.to_owned()));
    };
    let scheme = scheme.to_ascii_lowercase();
    let host = rest.split(['/', '?', '#']).next().unwrap_or_default();
    // A browser leaves out the port everybody uses.
    let host = host.strip_suffix(":443").filter(|_| scheme == "https").unwrap_or(host);
    let name = host.split(':').next().unwrap_or_default();
    let local = name == "localhost" || name.ends_with(".localhost");
    if !(scheme == "https" || (scheme == "http" && local)) {
        return Err(WrongHost::NotHttps(url.to_owned()));
    }
    let labels = name.strip_prefix("*.").unwrap_or(name);
    let legal = !labels.is_empty()
        && labels.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'.' | b'-'))
        && host[name.len()..].bytes().all(|b| b.is_ascii_digit() || b == b':');
    if !legal {
        return Err(WrongHost::Characters(url.to_owned()));
    }
    Ok(format!("{scheme}://{}", host.to_ascii_lowercase()))
}

/// The origin of the deployment's own service, where `recording.endpoint` names one. A path is on the page's own, which is the only
/// one the page asks.
pub(crate) fn service_origin(config: &Value) -> Result<Option<String>, HostError> {
    const KEY: &str = "/recording/endpoint";
    let Some(endpoint) = config.pointer(KEY).and_then(Value::as_str).map(str::trim) else { return Ok(None) };
    let is_path = endpoint.starts_with('/') && !endpoint.starts_with("//") && !endpoint.contains('\\');
    if endpoint.is_empty() || is_path {
        return Ok(None);
    }
    source(endpoint).map(Some).map_err(|wrong| wrong.under(KEY))
}

fn origins(config: &Value, pointer: &str) -> Result<Vec<String>, HostError> {
    let texts = texts(config, pointer)?;
    texts.iter().map(|text| source(text).map_err(|wrong| wrong.under(pointer))).collect()
}

fn texts(config: &Value, pointer: &str) -> Result<Vec<String>, HostError> {
    let Some(value) = config.pointer(pointer) else { return Ok(Vec::new()) };
    let texts =
        value.as_array().and_then(|list| list.iter().map(|item| item.as_str().map(str::to_owned)).collect());
    texts.ok_or_else(|| WrongHost::NotTexts.under(pointer))
}

/// `salesforce.origins` for `/salesforce/origins`.
fn key_name(pointer: &str) -> String {
    pointer.trim_start_matches('/').replace('/', ".")
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn policy(config: &Value) -> String {
        let hosts = DeploymentHosts::from_config(config).expect("hosts");
        adapter_headers(&hosts).remove(0).1
    }

    #[track_caller]
    fn check_directive(config: &Value, name: &str, expected: &str) {
        let policy = policy(config);
        let found = policy.split("; ").find_map(|directive| directive.strip_prefix(name)).map(str::trim);
        assert_eq!(found, Some(expected), "{name} in {policy}");
    }

    #[track_caller]
    fn check_refused(config: &Value, words: &str) {
        let error = DeploymentHosts::from_config(config).expect_err("must be refused").to_string();
        assert!(error.contains(words), "{error}");
    }

    fn acme() -> Value {
        json!({
            "salesforce": { "origins": ["https://acme.lightning.force.com", "https://ACME.my.salesforce.com/"] },
            "connect": { "instanceUrl": "https://acme.my.connect.aws/ccp-v2/", "region": "eu-central-1" },
            "http": { "origins": ["https://api.acme.example"] },
        })
    }

    // Shows: S2
    #[test]
    fn exact_hosts() {
        let salesforce = "https://acme.lightning.force.com https://acme.my.salesforce.com";
        check_directive(&acme(), "default-src", "'none'");
        let open_cti =
            "https://acme.lightning.force.com/support/api/ https://acme.my.salesforce.com/support/api/";
        check_directive(&acme(), "script-src", &format!("'self' 'wasm-unsafe-eval' {open_cti}"));
        check_directive(&acme(), "frame-ancestors", salesforce);
        check_directive(&acme(), "frame-src", "https://acme.my.connect.aws");
        let connect = "'self' https://participant.connect.eu-central-1.amazonaws.com \
                       https://api.acme.example https://acme.my.connect.aws";
        check_directive(&acme(), "connect-src", connect);
        check_directive(&acme(), "require-trusted-types-for", "'script'");
        check_directive(&acme(), "trusted-types", "switchboard-opencti");
    }

    #[test]
    fn nothing_pinned_means_any_host_of_the_vendors() {
        check_directive(&json!({}), "frame-ancestors", &ANY_SALESFORCE.join(" "));
        check_directive(&json!({}), "frame-src", &ANY_CONNECT.join(" "));
        let connect = format!("'self' {}", ANY_CONNECT.join(" "));
        check_directive(&json!({}), "connect-src", &connect);
        let recording = json!({"recording": {"endpoint": "https://Recorder.example:8443/change?x=1"}});
        check_directive(&recording, "connect-src", &connect);
        check_directive(&json!({"recording": {"endpoint": "/recording"}}), "connect-src", &connect);
        let extra = json!({"salesforce": {"extraHosts": ["crm.example"]}});
        let expected = format!("{} https://*.crm.example", ANY_SALESFORCE.join(" "));
        check_directive(&extra, "frame-ancestors", &expected);
    }

    // Shows: S2
    #[test]
    fn what_could_break_the_header_is_refused() {
        check_refused(
            &json!({"salesforce": {"origins": ["https://a.example; script-src *"]}}),
            "salesforce.origins",
        );
        check_refused(&json!({"salesforce": {"origins": ["http://acme.example"]}}), "https");
        check_refused(&json!({"salesforce": {"origins": "https://acme.example"}}), "list of texts");
        check_refused(&json!({"salesforce": {"extraHosts": ["*"]}}), "salesforce.extraHosts");
        check_refused(&json!({"connect": {"instanceUrl": "javascript:alert(1)"}}), "connect.instanceUrl");
        check_refused(&json!({"connect": {"region": "x y"}}), "connect.region");
        check_refused(&json!({"recording": {"endpoint": "http://a.example"}}), "recording.endpoint");
        for odd in ["recording", "//a.example/recording", "/\\a.example", "javascript:alert(1)"] {
            check_refused(&json!({"recording": {"endpoint": odd}}), "recording.endpoint");
        }
    }

    #[test]
    fn no_header_that_would_forbid_framing_by_salesforce() {
        let hosts = DeploymentHosts::from_config(&acme()).expect("hosts");
        assert!(adapter_headers(&hosts).iter().all(|(name, _)| *name != "X-Frame-Options"));
    }

    #[test]
    fn nobody_else_loads_its_files_and_nobody_by_http() {
        let hosts = DeploymentHosts::from_config(&acme()).expect("hosts");
        let headers = adapter_headers(&hosts);
        assert!(headers.contains(&("Strict-Transport-Security", "max-age=31536000".to_owned())));
        assert!(headers.contains(&("Cross-Origin-Resource-Policy", "same-origin".to_owned())));
    }

    #[test]
    fn microphone_reaches_the_ccp() {
        let hosts = DeploymentHosts::from_config(&acme()).expect("hosts");
        let policy = permissions_policy(&hosts);
        assert!(policy.starts_with("microphone=(self \"https://acme.my.connect.aws\"), camera="), "{policy}");
        let any = DeploymentHosts::from_config(&json!({})).expect("hosts");
        assert!(permissions_policy(&any).starts_with("microphone=*, "));
    }

    #[test]
    fn localhost_is_only_added_on_request() {
        assert!(!policy(&acme()).contains("localhost"));
        let hosts = DeploymentHosts::from_config(&acme()).expect("hosts").with_localhost(8008);
        let policy = content_security_policy(&hosts);
        assert!(policy.contains("http://*.lightning.localhost:8008"));
        assert!(policy.contains("frame-src https://acme.my.connect.aws http://connect.localhost:8008"));
    }

    #[test]
    fn caching() {
        assert_eq!(cache_control("index.html"), "no-cache");
        assert_eq!(cache_control("/pkg/adapter.js"), "no-cache");
        assert_eq!(
            cache_control("/v-0123456789abcdef/pkg/adapter.js"),
            "public, max-age=31536000, immutable"
        );
        assert_eq!(cache_control("/v-0123456789abcdef"), "no-cache");
        assert_eq!(cache_control("/v-latest/boot.js"), "no-cache");
    }
}
