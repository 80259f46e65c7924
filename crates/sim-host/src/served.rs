//! What the files of a site tell a server to send is what the simulator host sends, header by header. Each form is read
//! as its server would read it.

use std::collections::BTreeMap;

use axum::body::Body;
use axum::http::Request;
use deployment::{Configuration, Deployment, File, Site};
use serde_json::{Value, json};
use tower::ServiceExt as _;

use super::{HostOptions, router};

/// Headers by lower-case name. A name that occurs twice would have lost a value: then it has both.
type Headers = BTreeMap<String, String>;

fn put(headers: &mut Headers, name: &str, value: &str) {
    let kept = headers.entry(name.to_ascii_lowercase()).or_default();
    let joined = if kept.is_empty() { value.to_owned() } else { format!("{kept}, {value}") };
    *kept = joined;
}

/// `_headers`: every rule whose path fits adds its headers.
fn of_headers_file(text: &str, path: &str) -> Headers {
    let path = format!("/{path}");
    let mut headers = Headers::new();
    let mut fits = false;
    for line in text.lines() {
        if let Some(header) = line.strip_prefix("  ") {
            let (name, value) = header.split_once(": ").expect("NAME: VALUE");
            if fits {
                put(&mut headers, name, value);
            }
            // "Each line in the _headers file has a 2,000 character limit" (Cloudflare Pages: Headers).
            assert!(line.len() <= 2_000, "{line}");
        } else {
            fits = line.strip_suffix('*').map_or(path == line, |start| path.starts_with(start));
        }
    }
    headers
}

/// nginx: a location of a regular expression goes before one of a prefix.
fn of_nginx(text: &str, path: &str) -> Headers {
    let path = format!("/softphone/{path}");
    let locations = text.split("location ").skip(1).map(|location| {
        let (place, body) = location.split_once(" {\n").expect("location PLACE {");
        (place, body.split_once("\n}").expect("a closed location").0)
    });
    let hashed = path.strip_prefix("/softphone/v-").and_then(|rest| rest.split_once('/'));
    let in_hashed = hashed.is_some_and(|(hash, _)| hash.bytes().all(|byte| byte.is_ascii_hexdigit()));
    let mut found = None;
    for (place, body) in locations {
        match place {
            "~ ^/softphone/v-[0-9a-f]+/" if in_hashed => found = Some(body),
            "/softphone/" if !in_hashed => found = Some(body),
            "~ ^/softphone/v-[0-9a-f]+/" | "/softphone/" => {}
            other => panic!("a location this test does not know: {other}"),
        }
    }
    let mut headers = Headers::new();
    for line in found.expect("a location for the path").lines() {
        let Some(rest) = line.trim().strip_prefix("add_header ") else { continue };
        let (name, quoted) = rest.split_once(" \"").expect("NAME \"VALUE\"");
        let value = quoted.strip_suffix("\" always;").expect("sent with every status");
        put(&mut headers, name, &value.replace("\\\"", "\"").replace("\\\\", "\\"));
    }
    headers
}

/// A response headers policy of CloudFront (API reference: ResponseHeadersPolicyConfig).
fn of_cloudfront(text: &str) -> Headers {
    let policy: Value = serde_json::from_str(text).expect("JSON");
    let mut headers = Headers::new();
    let mut every_value_overrides = true;
    for (kind, setting) in policy["SecurityHeadersConfig"].as_object().expect("a map") {
        every_value_overrides &= setting["Override"] == true;
        let value = |key: &str| setting[key].as_str().expect("a text");
        match kind.as_str() {
            "ContentSecurityPolicy" => put(&mut headers, "Content-Security-Policy", value(kind)),
            "ReferrerPolicy" => put(&mut headers, "Referrer-Policy", value(kind)),
            "StrictTransportSecurity" => {
                let seconds = &setting["AccessControlMaxAgeSec"];
                put(&mut headers, "Strict-Transport-Security", &format!("max-age={seconds}"));
            }
            "ContentTypeOptions" => put(&mut headers, "X-Content-Type-Options", "nosniff"),
            other => panic!("a setting this test does not know: {other}"),
        }
    }
    let custom = &policy["CustomHeadersConfig"];
    let items = custom["Items"].as_array().expect("a list");
    assert_eq!(custom["Quantity"], items.len());
    for item in items {
        every_value_overrides &= item["Override"] == true;
        let text = |key: &str| item[key].as_str().expect("a text");
        put(&mut headers, text("Header"), text("Value"));
    }
    assert!(every_value_overrides);
    headers
}

/// What the simulator host sends for a file of the page.
async fn of_host(router: &axum::Router, path: &str) -> Headers {
    let request = Request::get(format!("/softphone/{path}"))
        .header("x-switchboard-world", "headers")
        .header("x-switchboard-origin", "https://cti.example.com")
        .body(Body::empty());
    let response = router.clone().oneshot(request.expect("a request")).await.expect("never fails");
    assert_eq!(response.status(), 200, "{path}");
    let mut headers = Headers::new();
    for (name, value) in response.headers() {
        put(&mut headers, name.as_str(), value.to_str().expect("text"));
    }
    // What kind of file it is and how long, every server says by itself.
    assert!(headers.remove("content-type").is_some() && headers.remove("content-length").is_some());
    headers
}

async fn check(config: Value) {
    let configuration = Configuration::parse(&config.to_string()).expect("a configuration");
    let deployment = Deployment::new(configuration, &[], &[]).expect("a deployment");
    let made = Site::new(&release(), &deployment).expect("a site");
    let site = std::env::temp_dir().join(format!("switchboard-served-{}", std::process::id()));
    let mut served = 0;
    for File { name, bytes } in &made.files {
        let Some(name) = name.strip_prefix("site/").filter(|name| !is_for_servers(name)) else { continue };
        let file = site.join("adapter").join(name);
        std::fs::create_dir_all(file.parent().expect("a folder")).expect("a temporary folder");
        std::fs::write(&file, bytes).expect("a temporary file");
        served += 1;
    }
    assert_eq!(served, release().len());
    let options = HostOptions {
        port: 0,
        site: site.clone(),
        adapter: deployment.hosts().clone(),
        library: None,
        announce: false,
    };
    let router = router(&options);
    let world = json!({ "origins": {
        "console": "https://acme.lightning.force.com",
        "adapter": "https://cti.example.com",
        "ccp": "https://acme.my.connect.aws",
    } });
    let opened = Request::post("/sim/worlds")
        .header("x-switchboard-world", "headers")
        .header("content-type", "application/json")
        .body(Body::from(world.to_string()));
    let opened = router.clone().oneshot(opened.expect("a request")).await.expect("never fails");
    assert!(opened.status().is_success(), "{opened:?}");

    let written = |name: &str| {
        let file = made.files.iter().find(|file| file.name == name).expect(name);
        String::from_utf8(file.bytes.clone()).expect("text")
    };
    let script = format!("{}/boot.js", made.folder);
    for path in ["", "index.html", "standby.html", &script] {
        let sent = of_host(&router, path).await;
        assert!(sent.len() >= 5, "{sent:?}");
        assert_eq!(of_headers_file(&written("site/_headers"), path), sent, "_headers: /{path}");
        assert_eq!(of_nginx(&written("nginx.conf"), path), sent, "nginx: /{path}");
        let policy = if path == script { "cloudfront-hashed.json" } else { "cloudfront-page.json" };
        assert_eq!(of_cloudfront(&written(policy)), sent, "{policy}: /{path}");
    }
    std::fs::remove_dir_all(&site).expect("removes");
}

/// Whether it tells a web server what to send, and is not sent itself.
fn is_for_servers(name: &str) -> bool {
    name == "_headers" || name == "web.config" || name.ends_with(".htaccess")
}

/// The least that is a release.
fn release() -> [File; 3] {
    let start = "<script type=\"application/json\" id=\"switchboard-config\">{}</script>\
        <script type=\"application/json\" id=\"switchboard-actions\">[]</script><script src=\"boot.js\"></script>";
    [File::new("index.html", start), File::new("standby.html", "<p>"), File::new("boot.js", "")]
}

#[tokio::test(start_paused = true)]
async fn written_and_sent_are_the_same() {
    check(json!({ "salesforce": { "origins": "any" } })).await;
    check(json!({
        "salesforce": { "origins": ["https://acme.lightning.force.com", "https://acme--uat.sandbox.lightning.force.com"] },
        "connect": {
            "instanceUrl": "https://acme.my.connect.aws",
            "region": "eu-central-1",
            "ssoUrl": "https://sso.acme.example/start",
        },
        "http": { "origins": ["https://api.acme.example"] },
    }))
    .await;
}
