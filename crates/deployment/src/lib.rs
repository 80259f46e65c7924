//! Makes the page of one deployment out of a release: pure, so that the command line, a browser and tests do the same.
//!
//! A release (its files, as bytes), a configuration, flows and actions go in; the files of a site, the response headers of five
//! kinds of web server among them, and findings come out:
//!
//! ```
//! use deployment::{Configuration, Deployment, File, Site, SourceFile};
//!
//! let configuration = Configuration::parse(r#"{"salesforce": {"origins": "any"}, "connect": {"instanceUrl": "acme"}}"#)?;
//! let flow = SourceFile::new("empty.json", r#"{"active": false, "actions": []}"#);
//! let deployment = Deployment::new(configuration, &[flow], &[])?;
//! assert_eq!(deployment.hosts().ccp, ["https://acme.my.connect.aws"]);
//!
//! let page = r#"<script type="application/json" id="switchboard-config">{}</script>
//!     <script type="application/json" id="switchboard-actions">[]</script><script src="boot.js"></script>"#;
//! let release = [File::new("index.html", page), File::new("standby.html", ""), File::new("boot.js", "")];
//! let site = Site::new(&release, &deployment)?;
//! assert!(site.files.iter().any(|file| file.name == "nginx.conf"));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! | I want to change … | I open |
//! |---|---|
//! | what a configuration may say | `docs/schema/adapter.schema.json`, `configuration.rs` |
//! | how hosts are spelled | `origins.rs` |
//! | what keeps a flow or an action from being deployed | `flows.rs`, `actions.rs` |
//! | which hosts the page may talk to, and its response headers | `headers.rs` |
//! | the headers for a web server | `servers.rs` |
//! | where configuration, flows and actions stand in the page | `data_block.rs` |
//! | which file goes where | `site.rs` |
//! | which orgs the studio speaks to | `studio.rs` |
//! | what an upgrade asks of an older deployment | `upgrade.rs` |

#![forbid(unsafe_code)]

mod actions;
pub mod archive;
mod check;
mod configuration;
pub mod data_block;
mod flows;
pub mod headers;
mod http_hosts;
mod json_text;
mod origins;
mod servers;
mod site;
pub mod studio;
pub mod upgrade;

use std::fmt;

use serde_json::Value;
use thiserror::Error;

pub use crate::actions::{ActionsError, WrongAction};
pub use crate::check::{Place, Problem, check};
pub use crate::configuration::{Complaint, Configuration, ConfigurationError, SCHEMA};
use crate::flows::FlowsAndFindings;
pub use crate::flows::{FlowError, WrongFlow};
use crate::headers::{DeploymentHosts, HostError};
use crate::http_hosts::AskedHost;
pub use crate::site::{PAGES, Site, SiteError};

/// A flow or an action as somebody wrote it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SourceFile {
    /// Its name, for findings.
    pub name: String,
    /// Its text.
    pub text: String,
}

impl SourceFile {
    /// A file of this name and text.
    pub fn new(name: impl Into<String>, text: impl Into<String>) -> Self {
        Self { name: name.into(), text: text.into() }
    }
}

/// A file of a release or of a site.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct File {
    /// Path below the folder of the release or the site, with forward slashes.
    pub name: String,
    /// Content.
    pub bytes: Vec<u8>,
}

impl File {
    /// A file of this path and content.
    pub fn new(name: impl Into<String>, bytes: impl Into<Vec<u8>>) -> Self {
        Self { name: name.into(), bytes: bytes.into() }
    }
}

/// Something odd about a deployment that keeps nobody from deploying it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Finding {
    /// About a flow beside the others.
    Flow {
        /// Its file.
        file: String,
        /// What is odd.
        text: String,
    },
    /// A flow asks a host by HTTP that the page's policy refuses.
    HttpHost {
        /// Its file.
        file: String,
        /// What it asks, and what to do.
        text: String,
    },
    /// The page may be used by more than one org, or with more than one instance.
    OpenToAny,
    /// The service for recordings and attributes has an origin of its own in the configuration.
    ServiceElsewhere {
        /// Which.
        origin: String,
    },
}

impl fmt::Display for Finding {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Flow { file, text } | Self::HttpHost { file, text } => write!(out, "{file}: {text}"),
            Self::OpenToAny => out.write_str(
                "any org or any instance may use this page; pin yours with salesforce.origins and connect.instanceUrl.",
            ),
            Self::ServiceElsewhere { origin } => write!(
                out,
                "recording.endpoint names {origin}: the page asks its own origin only. Serve or forward the service there and \
                 write the path alone, for instance \"/recording\"."
            ),
        }
    }
}

/// Why something cannot be deployed.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum DeploymentError {
    /// The configuration.
    #[error(transparent)]
    Configuration(#[from] ConfigurationError),
    /// A host that the configuration names.
    #[error(transparent)]
    Host(#[from] HostError),
    /// A flow.
    #[error(transparent)]
    Flow(#[from] FlowError),
    /// The actions.
    #[error(transparent)]
    Actions(#[from] ActionsError),
}

/// What a page is made for: a configuration, flows and actions that have passed every check.
#[derive(Debug, Clone, PartialEq)]
pub struct Deployment {
    config: Value,
    flows: Vec<String>,
    actions: Vec<String>,
    hosts: DeploymentHosts,
    findings: Vec<Finding>,
}

impl Deployment {
    /// Checks everything.
    ///
    /// # Errors
    /// A host that is none, the first flow that cannot be deployed, or everything that is wrong with the actions.
    pub fn new(
        configuration: Configuration,
        flows: &[SourceFile],
        actions: &[SourceFile],
    ) -> Result<Self, DeploymentError> {
        let aliases = configuration.aliases()?;
        let FlowsAndFindings { texts: flow_texts, mut findings, asked } =
            crate::flows::read(flows, &aliases)?;
        let (actions, lone) = crate::actions::read(actions, flows)?;
        findings.extend(lone);
        let mut document = configuration.for_the_page()?;
        if let Some(wrong) = origins::canonical(&mut document).into_iter().next() {
            return Err(wrong.into());
        }
        let config = Value::Object(document);
        let hosts = DeploymentHosts::from_config(&config)?;
        findings.extend(asked.into_iter().filter_map(|(file, host)| refused_host(file, host, &hosts)));
        if hosts.salesforce.iter().chain(&hosts.ccp).any(|host| host.contains('*')) {
            findings.push(Finding::OpenToAny);
        }
        findings.extend(headers::service_origin(&config)?.map(|origin| Finding::ServiceElsewhere { origin }));
        Ok(Self { config, flows: flow_texts, actions, hosts, findings })
    }

    /// The configuration as the page reads it: hosts in their one spelling, without what only the deployment needs.
    pub fn config(&self) -> &Value {
        &self.config
    }

    /// The flows, as JSON texts in which nothing but white space between the tokens has changed.
    pub fn flows(&self) -> &[String] {
        &self.flows
    }

    /// The actions that agents see, as the flows.
    pub fn actions(&self) -> &[String] {
        &self.actions
    }

    /// Whom the page's headers name.
    pub fn hosts(&self) -> &DeploymentHosts {
        &self.hosts
    }

    /// What is odd and keeps nobody from deploying it.
    pub fn findings(&self) -> &[Finding] {
        &self.findings
    }
}

/// What is to be said of an address that a flow asks by HTTP.
fn refused_host(file: String, host: AskedHost, hosts: &DeploymentHosts) -> Option<Finding> {
    let text = match host {
        Ok(host) if hosts.connect.contains(&host) => return None,
        Ok(host) => format!(
            "an HTTP Request asks {host}, which http.origins does not name: the page's Content-Security-Policy would refuse it once the flow is active."
        ),
        Err(wrong) => format!("an HTTP Request has an address that the page cannot ask: {wrong}."),
    };
    Some(Finding::HttpHost { file, text })
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn deploy(document: &str, flows: &[SourceFile]) -> Result<Deployment, DeploymentError> {
        Deployment::new(Configuration::parse(document)?, flows, &[])
    }

    #[test]
    fn what_only_the_deployment_needs_stays_out_of_the_page() {
        let text =
            r#"{"$schema": "x", "flows": [], "salesforce": {"origins": "any"}, "phone": {"country": "DE"}}"#;
        let deployment = deploy(text, &[]).expect("a deployment");
        assert_eq!(*deployment.config(), json!({"salesforce": {"origins": []}, "phone": {"country": "DE"}}));
        assert!(deployment.flows().is_empty());
    }

    // Shows: BH-155
    #[test]
    fn page_and_headers_mean_the_same_hosts() {
        let text = r#"{"salesforce": {"origins": ["https://ACME.lightning.force.com/"]},
            "connect": {"instanceUrl": "acme"}}"#;
        let deployment = deploy(text, &[]).expect("hosts");
        assert_eq!(deployment.config()["salesforce"]["origins"], json!(deployment.hosts().salesforce));
        assert_eq!(deployment.config()["connect"]["instanceUrl"], json!(deployment.hosts().ccp[0]));
        assert_eq!(deployment.hosts().ccp, ["https://acme.my.connect.aws"]);
        assert_eq!(deployment.findings(), []);
    }

    #[test]
    fn a_page_for_any_org_or_any_instance_is_told_of() {
        let pinned_org = r#"{"salesforce": {"origins": ["https://acme.lightning.force.com"]}}"#;
        let any_org = r#"{"salesforce": {"origins": "any"}, "connect": {"instanceUrl": "acme"}}"#;
        for text in [r#"{"salesforce": {"origins": "any"}}"#, pinned_org, any_org] {
            assert_eq!(deploy(text, &[]).expect("hosts").findings(), [Finding::OpenToAny], "{text}");
        }
    }

    #[test]
    fn a_service_on_another_origin_is_told_of() {
        let with = |endpoint: &str| {
            let text = format!(
                r#"{{"salesforce": {{"origins": ["https://acme.lightning.force.com"]}},
                    "connect": {{"instanceUrl": "acme"}}, "recording": {{"endpoint": "{endpoint}"}}}}"#
            );
            deploy(&text, &[]).expect("a deployment").findings().to_vec()
        };
        assert_eq!(with("/recording"), []);
        assert_eq!(with(""), []);
        let origin = "https://recorder.example:8443".to_owned();
        assert_eq!(with("https://Recorder.example:8443/change"), [Finding::ServiceElsewhere { origin }]);
    }

    #[test]
    fn any_org_is_asked_for_by_name() {
        for text in
            ["{}", r#"{"salesforce": {"origins": []}}"#, r#"{"salesforce": {"extraHosts": ["a.example"]}}"#]
        {
            let said = deploy(text, &[]).expect_err(text);
            assert_eq!(said, DeploymentError::Configuration(ConfigurationError::NoOrgs), "{text}");
            assert!(said.to_string().contains("or \"any\" when every org"), "{said}");
        }
        let any = deploy(r#"{"salesforce": {"origins": "any"}}"#, &[]).expect("a deployment");
        assert_eq!(any.config()["salesforce"]["origins"], json!([]), "as the page reads it");
    }

    #[test]
    fn a_host_that_is_none_is_named() {
        let text = r#"{"salesforce": {"origins": ["acme.lightning.force.com"]}}"#;
        let said = deploy(text, &[]).expect_err("no origin").to_string();
        assert!(said.contains("salesforce.origins") && said.contains("https://host"), "{said}");
    }

    fn asking(active: bool, origins: &str) -> Result<Deployment, DeploymentError> {
        let blocks = r#"[{"id": "s", "type": "SE_Start", "ports": {"done": "a"}},
            {"id": "a", "type": "SE_HttpRequest", "controls": {"url": "https://api.acme.example/v1"}}]"#;
        let when = r#""source": "salesforceUi", "event": "onClickToDial""#;
        let flow = format!(r#"{{{when}, "active": {active}, "actions": {blocks}}}"#);
        let org = r#""salesforce": {"origins": ["https://acme.lightning.force.com"]}, "connect": {"instanceUrl": "acme"}"#;
        let text = format!(r#"{{{org}, "http": {{"origins": [{origins}]}}}}"#);
        deploy(&text, &[SourceFile::new("ask.json", flow)])
    }

    #[test]
    fn a_host_that_a_flow_asks_must_be_named() {
        let named = |origins: &str| asking(false, origins).expect("a deployment").findings().to_vec();
        assert_eq!(named(r#""https://api.acme.example""#), []);
        for others in ["", r#""https://api.acme.example.evil.example""#] {
            let [finding] = &named(others)[..] else { panic!("one finding") };
            let said = finding.to_string();
            assert!(
                said.starts_with("ask.json: an HTTP Request asks https://api.acme.example, which"),
                "{said}"
            );
            assert!(said.ends_with("would refuse it once the flow is active."), "{said}");
        }
    }

    #[test]
    fn an_active_flow_that_asks_a_host_is_refused_for_its_block() {
        for origins in ["", r#""https://api.acme.example""#] {
            let said = asking(true, origins).expect_err("no such block").to_string();
            assert!(said.contains("block type \"SE_HttpRequest\" is unknown"), "{said}");
        }
    }

    #[test]
    fn a_flow_may_begin_by_another_name() {
        let text =
            r#"{"source":"salesforceUi","event":"onClickToDial","actions":[{"id":"a","type":"SE_Begin"}]}"#;
        let flows = [SourceFile::new("flow.json", text)];
        let aliased = deploy(
            r#"{"salesforce": {"origins": "any"}, "blocks": {"aliases": {"SE_Begin": "SE_Start"}}}"#,
            &flows,
        );
        let aliased = aliased.expect("a deployment");
        assert_eq!(aliased.flows(), [text], "the file keeps its spelling");
        assert_eq!(aliased.config()["blocks"]["aliases"]["SE_Begin"], "SE_Start", "and the page knows it");
        let without = deploy("{}", &flows).expect_err("no Start");
        assert!(without.to_string().contains("no Start block"), "{without}");
    }
}
