//! The adapter's response headers in the languages of three servers.

use serde_json::json;

use crate::headers::{self, DeploymentHosts};

/// Any file in a folder named by its content, for asking how long it may be kept.
const HASHED: &str = "v-0000000000000000/any";

/// The files, by name below the output folder.
pub(super) fn all(hosts: &DeploymentHosts) -> Vec<(&'static str, String)> {
    let headers = headers::adapter_headers(hosts);
    vec![
        ("site/_headers", headers_file(&headers)),
        ("nginx.conf", nginx(&headers)),
        (
            "cloudfront-page.json",
            cloudfront("switchboard-page", &headers, headers::cache_control("index.html")),
        ),
        (
            "cloudfront-hashed.json",
            cloudfront("switchboard-hashed", &headers, headers::cache_control(HASHED)),
        ),
    ]
}

/// `_headers`, as several hosts of static pages read it.
fn headers_file(headers: &[(&str, String)]) -> String {
    let mut text = String::from("/*\n");
    for (name, value) in headers {
        text.push_str(&format!("  {name}: {value}\n"));
    }
    text.push_str(&format!("  Cache-Control: {}\n", headers::cache_control("index.html")));
    // A later rule adds to an earlier one: the first value is taken away before.
    text.push_str(&format!("/v-*\n  ! Cache-Control\n  Cache-Control: {}\n", headers::cache_control(HASHED)));
    text
}

/// Two locations for the page under `/softphone/`. Each has all headers: nginx inherits none into a location that adds
/// one.
fn nginx(headers: &[(&str, String)]) -> String {
    let mut text = String::from(
        "# Inside `server { … }`; the folder `site` is served as /softphone/ by a `root` or `alias` of yours.\n",
    );
    for (location, cache) in [
        ("~ ^/softphone/v-[0-9a-f]+/", headers::cache_control(HASHED)),
        ("/softphone/", headers::cache_control("index.html")),
    ] {
        text.push_str(&format!("location {location} {{\n"));
        for (name, value) in headers {
            let quoted = value.replace('\\', "\\\\").replace('"', "\\\"");
            text.push_str(&format!("    add_header {name} \"{quoted}\" always;\n"));
        }
        text.push_str(&format!("    add_header Cache-Control \"{cache}\" always;\n}}\n"));
    }
    text
}

/// A response headers policy: `aws cloudfront create-response-headers-policy --response-headers-policy-config file://…`.
fn cloudfront(name: &str, headers: &[(&str, String)], cache: &str) -> String {
    let mut security = json!({ "ContentTypeOptions": { "Override": true } });
    let mut custom = vec![json!({ "Header": "Cache-Control", "Value": cache, "Override": true })];
    for (header, value) in headers {
        match *header {
            "Content-Security-Policy" => {
                security["ContentSecurityPolicy"] =
                    json!({ "ContentSecurityPolicy": value, "Override": true });
            }
            "Referrer-Policy" => {
                security["ReferrerPolicy"] = json!({ "ReferrerPolicy": value, "Override": true })
            }
            "X-Content-Type-Options" => {}
            _ => custom.push(json!({ "Header": header, "Value": value, "Override": true })),
        }
    }
    let policy = json!({
        "Name": name,
        "SecurityHeadersConfig": security,
        "CustomHeadersConfig": { "Quantity": custom.len(), "Items": custom },
    });
    format!("{policy:#}\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_server_gets_every_header() {
        let hosts = DeploymentHosts::from_config(&json!({})).expect("hosts");
        for (name, text) in all(&hosts) {
            for (header, value) in headers::adapter_headers(&hosts) {
                let told = header == "X-Content-Type-Options" && text.contains("ContentTypeOptions");
                assert!(
                    told || text.contains(&value) || text.contains(&value.replace('"', "\\\"")),
                    "{name}: {header}"
                );
            }
            assert!(text.contains("no-cache") || text.contains("immutable"), "{name}: caching");
        }
    }
}
