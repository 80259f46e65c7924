//! The adapter's response headers in the languages of five servers.

use serde_json::json;

use crate::File;
use crate::headers::{self, DeploymentHosts, HSTS_SECONDS};

/// The files, by name below the output folder. `folder` is the one named by its content.
pub(crate) fn all(hosts: &DeploymentHosts, folder: &str) -> Vec<File> {
    let headers = headers::adapter_headers(hosts);
    let [page, hashed] =
        ["index.html".to_owned(), format!("{folder}/any")].map(|path| headers::cache_control(&path));
    vec![
        File::new("site/_headers", headers_file(&headers, folder, page, hashed)),
        File::new("site/.htaccess", apache_page(&headers, page)),
        File::new(format!("site/{folder}/.htaccess"), apache_hashed(hashed)),
        File::new("site/web.config", iis(&headers, folder, page, hashed)),
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

/// Apache reads one such file a folder, each adding to that of the folder above.
fn apache_page(headers: &[(&str, String)], cache: &str) -> String {
    let mut text = String::from(
        "# Apache: mod_headers, mod_mime, mod_dir, and AllowOverride FileInfo Indexes for this folder.\n\
         DirectoryIndex index.html\n\
         AddType application/wasm .wasm\n\
         AddType text/javascript .js\n\
         <IfModule mod_filter.c>\n  AddOutputFilterByType DEFLATE text/html text/css text/javascript application/wasm\n</IfModule>\n",
    );
    for (name, value) in headers {
        text.push_str(&apache_header(name, value));
    }
    text + &apache_header("Cache-Control", cache)
}

fn apache_hashed(cache: &str) -> String {
    format!("# The other headers are those of the folder above.\n{}", apache_header("Cache-Control", cache))
}

/// A percent sign begins a format of mod_headers.
fn apache_header(name: &str, value: &str) -> String {
    let quoted = value.replace('\\', "\\\\").replace('"', "\\\"").replace('%', "%%");
    format!("Header always set {name} \"{quoted}\"\n")
}

/// IIS reads `web.config`; a location replaces what the site says of the same header.
fn iis(headers: &[(&str, String)], folder: &str, page: &str, hashed: &str) -> String {
    let add = |name: &str, value: &str| {
        let value = value.replace('&', "&amp;").replace('"', "&quot;").replace('<', "&lt;");
        format!("<remove name=\"{name}\" /><add name=\"{name}\" value=\"{value}\" />")
    };
    let mut site = String::new();
    for (name, value) in headers {
        site.push_str(&format!("        {}\n", add(name, value)));
    }
    let (page, hashed) = (add("Cache-Control", page), add("Cache-Control", hashed));
    format!(
        r#"<?xml version="1.0" encoding="UTF-8"?>
<configuration>
  <system.webServer>
    <staticContent>
      <remove fileExtension=".wasm" /><mimeMap fileExtension=".wasm" mimeType="application/wasm" />
    </staticContent>
    <httpProtocol>
      <customHeaders>
{site}        {page}
      </customHeaders>
    </httpProtocol>
  </system.webServer>
  <location path="{folder}">
    <system.webServer>
      <httpProtocol>
        <customHeaders>
          {hashed}
        </customHeaders>
      </httpProtocol>
    </system.webServer>
  </location>
</configuration>
"#
    )
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
            // CloudFront takes it by its seconds alone.
            "Strict-Transport-Security" => {
                security["StrictTransportSecurity"] =
                    json!({ "AccessControlMaxAgeSec": HSTS_SECONDS, "Override": true });
            }
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

    fn file(name: &str) -> String {
        let config = json!({
            "salesforce": { "origins": ["https://acme.lightning.force.com"] },
            "connect": { "instanceUrl": "https://acme.my.connect.aws" },
        });
        let hosts = DeploymentHosts::from_config(&config).expect("hosts");
        let file = all(&hosts, "v-0123456789abcdef").into_iter().find(|file| file.name == name).expect(name);
        String::from_utf8(file.bytes).expect("text")
    }

    #[test]
    fn every_server_is_told_every_header() {
        let hosts = DeploymentHosts::from_config(&json!({})).expect("hosts");
        for name in ["site/_headers", "site/.htaccess", "site/web.config", "nginx.conf"] {
            let text = file(name);
            for (header, _) in headers::adapter_headers(&hosts) {
                assert!(text.contains(header), "{name} has no {header}");
            }
            assert!(text.contains("no-cache"), "{name}");
        }
    }

    #[test]
    fn apache_keeps_the_hashed_folder_for_ever_and_reads_quotes() {
        let page = file("site/.htaccess");
        assert!(page.contains(r#"microphone=(self \"https://acme.my.connect.aws\")"#), "{page}");
        assert!(page.contains("Header always set Cache-Control \"no-cache\"\n"), "{page}");
        let hashed = file("site/v-0123456789abcdef/.htaccess");
        assert!(hashed.contains("Cache-Control \"public, max-age=31536000, immutable\""), "{hashed}");
    }

    #[test]
    fn iis_keeps_the_hashed_folder_for_ever_and_reads_quotes() {
        let text = file("site/web.config");
        assert!(text.contains("microphone=(self &quot;https://acme.my.connect.aws&quot;)"), "{text}");
        let (site, location) = text.split_once("<location path=\"v-0123456789abcdef\">").expect("a location");
        assert!(site.contains(r#"<add name="Cache-Control" value="no-cache" />"#), "{site}");
        assert!(location.contains("immutable"), "{location}");
    }

    #[test]
    fn cloudfront_takes_transport_security_in_its_own_place() {
        let policy: serde_json::Value = serde_json::from_str(&file("cloudfront-page.json")).expect("JSON");
        let seconds = &policy["SecurityHeadersConfig"]["StrictTransportSecurity"]["AccessControlMaxAgeSec"];
        assert_eq!(*seconds, 31_536_000);
        let items = policy["CustomHeadersConfig"]["Items"].as_array().expect("a list");
        assert!(items.iter().all(|item| item["Header"] != "Strict-Transport-Security"));
        assert!(items.iter().any(|item| item["Header"] == "Cross-Origin-Resource-Policy"));
    }
}
