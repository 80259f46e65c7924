//! The studio's page as a deployment has it: it names the orgs whose pages may frame it and are spoken to.

use crate::headers::DeploymentHosts;

/// Where the orgs stand in the page of a release.
const ORGS: &str = r#"<meta name="switchboard-orgs" content="">"#;

/// The studio's start page with the orgs of a deployment in it; nothing where the page has no place for them.
pub fn page(page: &str, hosts: &DeploymentHosts) -> Option<String> {
    // Origins are letters, digits, dots, colons, hyphens and stars: nothing that an attribute would have to escape.
    let orgs = format!(r#"<meta name="switchboard-orgs" content="{}">"#, hosts.salesforce.join(" "));
    page.contains(ORGS).then(|| page.replacen(ORGS, &orgs, 1))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    const PAGE: &str = include_str!("../../../www/studio/index.html");

    #[test]
    fn the_page_of_the_release_names_no_org_and_a_deployments_names_its_own() {
        let config = json!({ "salesforce": { "origins": ["https://acme.lightning.force.com", "https://acme.my.salesforce.com"] } });
        let hosts = DeploymentHosts::from_config(&config).expect("hosts");
        let expected = r#"content="https://acme.lightning.force.com https://acme.my.salesforce.com""#;
        assert!(page(PAGE, &hosts).is_some_and(|page| page.contains(expected)));
        assert_eq!(page("<p>", &hosts), None);
    }
}
