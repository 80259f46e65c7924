//! The adapter's response headers in the languages of three servers.

use serde_json::json;

use crate::File;
use crate::headers::{self, DeploymentHosts};

/// The files, by name below the output folder. `folder` is the one named by its content.
pub(crate) fn all(hosts: &DeploymentHosts, folder: &str) -> Vec<File> {
    let headers = headers::adapter_headers(hosts);
    let [page, hashed] =
        ["index.html".to_owned(), format!("{folder}/any")].map(|path| headers::cache_control(&path));
    vec![
        File::new("site/_headers", headers_file(&headers, folder, page, hashed)),
        File::new("nginx.conf", nginx(&headers, page, hashed)),
        File::new("cloudfront-page.json", cloudfront("switchboard-page", &headers, page)),
        File::new("cloudfront-hashed.json", cloudfront("switchboard-hashed", &headers, hashed)),
    ]
}

/// `_headers`, as several hosts of static pages read it. No path fits two rules: some hosts would join their values.
fn headers_file(headers: &[(&str, String)], folder: &str, page: &str, hashed: &str) -> String {
    let pages = ["/", "/index.html", "/standby.html"].map(|path| (path.to_owned(), page));
    let mut text = String::new();
    for (path, cache) in pages.into_iter().chain([(format!("/{folder}/*"), hashed)]) {
        text.push_str(&format!("{path}\n"));
        for (name, value) in headers {
            text.push_str(&format!("  {name}: {value}\n"));
        }
        text.push_str(&format!("  Cache-Control: {cache}\n"));
    }
    text
}

/// Two locations for the page under `/softphone/`. Each has all headers: nginx inherits none into a location that adds
/// one.
fn nginx(headers: &[(&str, String)], page: &str, hashed: &str) -> String {
    let mut text = String::from(
        "# Include this inside `server { … }`, after a `root` whose folder softphone/ holds the content of site/.\n\
         # mime.types must know wasm as application/wasm; that of nginx 1.22 does.\n",
    );
    for (location, cache) in [("~ ^/softphone/v-[0-9a-f]+/", hashed), ("/softphone/", page)] {
        text.push_str(&format!("location {location} {{\n"));
        text.push_str("    gzip on;\n    gzip_types text/css text/javascript application/javascript application/wasm;\n");
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
