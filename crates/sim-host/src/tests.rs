//! The host asked in process: every door, refusal and poll. Time is tokio's paused clock, so nothing waits.

use std::path::PathBuf;
use std::time::Duration;

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::{Request, header};
use deployment::headers::DeploymentHosts;
use serde_json::{Value, json};
use tower::ServiceExt as _;

use super::{HostOptions, router};

/// A host over a site of one-line files, and one world named `t`.
struct Host {
    router: Router,
    site: PathBuf,
}

impl Drop for Host {
    fn drop(&mut self) {
        // Left-overs in the temporary folder are harmless.
        let _ = std::fs::remove_dir_all(&self.site);
    }
}

#[derive(Debug)]
struct Seen {
    status: u16,
    headers: axum::http::HeaderMap,
    text: String,
}

impl Seen {
    fn json(&self) -> Value {
        serde_json::from_str(&self.text).unwrap_or_else(|error| panic!("{error}: {self:?}"))
    }

    fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", |value| value.to_str().expect("text"))
    }
}

impl Host {
    fn new(test: &str) -> Self {
        let site = std::env::temp_dir().join(format!("switchboard-host-{}-{test}", std::process::id()));
        for (path, text) in [
            ("workbench/index.html", "<p>console</p>"),
            ("workbench/pkg/workbench.js", "// workbench"),
            ("workbench/pkg/workbench_bg.wasm", "wasm"),
            (
                "adapter/index.html",
                r#"<script type="application/json" id="switchboard-config">{}</script><p>adapter</p>"#,
            ),
            ("adapter/pkg/adapter.js", "// adapter"),
            ("sim/opencti.js", "// open cti"),
            ("sim/ccp.html", "<p>ccp</p>"),
            ("sim/ccp.js", "// ccp"),
        ] {
            let path = site.join(path);
            std::fs::create_dir_all(path.parent().expect("a folder")).expect("temporary folder");
            std::fs::write(path, text).expect("temporary file");
        }
        let adapter = DeploymentHosts::from_config(&json!({
            "salesforce": { "origins": ["https://acme.lightning.force.com"] },
            "connect": { "instanceUrl": "https://acme.my.connect.aws" },
        }));
        let options = HostOptions {
            port: 0,
            site: site.clone(),
            adapter: adapter.expect("hosts"),
            library: None,
            announce: false,
        };
        Self { router: router(&options), site }
    }

    async fn send(&self, request: Request<Body>) -> Seen {
        let response = self.router.clone().oneshot(request).await.expect("never fails");
        let (status, headers) = (response.status().as_u16(), response.headers().clone());
        let bytes = to_bytes(response.into_body(), usize::MAX).await.expect("body");
        Seen { status, headers, text: String::from_utf8(bytes.to_vec()).expect("text") }
    }

    async fn get(&self, host: &str, path: &str) -> Seen {
        self.send(Request::get(path).header(header::HOST, host).body(Body::empty()).expect("request")).await
    }

    async fn post(&self, path: &str, body: &Value) -> Seen {
        self.post_text(path, &body.to_string()).await
    }

    async fn post_text(&self, path: &str, body: &str) -> Seen {
        let request = Request::post(path)
            .header(header::HOST, "t.lightning.localhost:8008")
            .header(header::CONTENT_TYPE, "application/json")
            .body(Body::from(body.to_owned()));
        self.send(request.expect("request")).await
    }

    async fn forwarded(&self, origin: &str, path: &str) -> Seen {
        let request = Request::get(path)
            .header(header::HOST, "127.0.0.1:8008")
            .header("x-switchboard-world", "case-1")
            .header("x-switchboard-origin", origin)
            .body(Body::empty());
        self.send(request.expect("request")).await
    }

    async fn poll(&self, id: &Value, after: u64) -> Seen {
        let id = id.as_str().map_or_else(|| id.to_string(), str::to_owned);
        self.get("t.lightning.localhost:8008", &format!("/sim/consoles/{id}/events?after={after}")).await
    }

    async fn open_console(&self) -> Value {
        self.post("/sim/consoles", &json!({})).await.json()["id"].clone()
    }
}

fn path_of(id: &Value, rest: &str) -> String {
    let id = id.as_str().map_or_else(|| id.to_string(), str::to_owned);
    format!("/sim/consoles/{id}/{rest}")
}

/// One Open CTI request as the library posts it (Open CTI reference, §2.5).
fn envelope(call: u64) -> Value {
    json!({
        "methodName": "isSoftphonePanelVisible", "callId": call, "apiVersion": 66, "apiType": "opencti",
        "isCallbackRegistered": true, "isListenerRegistered": false, "args": {}
    })
}

#[tokio::test(start_paused = true)]
async fn pages_by_name() {
    let host = Host::new("by-name");
    let checks = [
        ("t.lightning.localhost:8008", "/", 200, "console"),
        ("t.lightning.localhost:8008", "/?scenario=inbound-known", 200, "console"),
        ("t.lightning.localhost:8008", "/lightning/r/Contact/003/view", 200, "console"),
        ("t.lightning.localhost:8008", "/workbench/pkg/workbench.js", 200, "// workbench"),
        ("t.lightning.localhost:8008", "/support/api/66.0/lightning/opencti_min.js", 200, "open cti"),
        ("t.lightning.localhost:8008", "/support/api/66.0/lightning/opencti.js", 200, "open cti"),
        ("t.lightning.localhost:8008", "/support/api/now/lightning/opencti.js", 404, "There is no page"),
        ("t.lightning.localhost:8008", "/workbench/missing.css", 404, "cargo xtask build"),
        ("t.lightning.localhost:8008", "/workbench/../adapter/index.html", 404, "not a file name"),
        ("t.lightning.localhost:8008", "/workbench/%2e%2e/adapter/index.html", 404, "not a file name"),
        ("t.lightning.localhost:8008", "/softphone/", 404, "There is no page"),
        ("t.lightning.localhost:8008", "/favicon.ico", 204, ""),
        ("cti.localhost:8008", "/softphone/?mode=Lightning", 200, "adapter"),
        ("cti.localhost:8008", "/softphone/pkg/adapter.js", 200, "// adapter"),
        ("cti.localhost:8008", "/", 404, "/softphone/"),
        ("t.connect.localhost:8008", "/ccp-v2/", 200, "ccp"),
        ("t.connect.localhost:8008", "/ccp-v2/ccp.js", 200, "// ccp"),
        ("connect.localhost:8008", "/ccp-v2/", 404, "names no world"),
        ("evil.example.com", "/", 421, "does not answer to"),
        ("t.lightning.localhost:8008", "/sim/nothing", 404, "/sim/nothing"),
        ("cti.localhost:8008", "/sim/facts", 404, "names no world"),
        ("127.0.0.1:8008", "/sim/health", 200, "\"ok\":true"),
    ];
    for (name, path, status, words) in checks {
        let seen = host.get(name, path).await;
        assert!(seen.status == status && seen.text.contains(words), "{name}{path}: {seen:?}");
    }
}

#[tokio::test(start_paused = true)]
async fn a_visitor_without_a_world_gets_one_and_keeps_the_deep_link() {
    let host = Host::new("fresh");
    let first = host.get("lightning.localhost:8008", "/?scenario=inbound-known").await;
    let second = host.get("lightning.localhost:8008", "/").await;
    assert_eq!(first.status, 307);
    let location = first.header("location");
    assert!(location.starts_with("http://w") && location.ends_with("/?scenario=inbound-known"), "{location}");
    assert_ne!(location.split('/').nth(2), second.header("location").split('/').nth(2));
    let signpost = host.get("localhost:8008", "/").await;
    assert_eq!(signpost.header("location"), "http://lightning.localhost:8008/");
    let slash = host.get("cti.localhost:8008", "/softphone?mode=Lightning").await;
    assert_eq!(slash.header("location"), "/softphone/?mode=Lightning");
}

#[tokio::test(start_paused = true)]
async fn every_page_has_a_strict_policy() {
    let host = Host::new("policy");
    for (name, path, words) in [
        ("t.lightning.localhost:8008", "/", "frame-src http://cti.localhost:8008;"),
        ("t.lightning.localhost:8008", "/", "frame-ancestors 'none'"),
        ("cti.localhost:8008", "/softphone/", "require-trusted-types-for 'script'"),
        ("cti.localhost:8008", "/softphone/", "http://*.lightning.localhost:8008"),
        (
            "t.connect.localhost:8008",
            "/ccp-v2/",
            "frame-ancestors http://cti.localhost:8008 http://t.lightning.localhost:8008;",
        ),
    ] {
        let seen = host.get(name, path).await;
        let policy = seen.header("content-security-policy");
        assert!(
            policy.starts_with("default-src 'none'; ") && policy.contains(words),
            "{name}{path}: {policy}"
        );
        assert!(!policy.contains("unsafe-inline") && !policy.contains("'unsafe-eval'"), "{policy}");
        assert_eq!(seen.header("x-content-type-options"), "nosniff");
    }
    let wasm = host.get("t.lightning.localhost:8008", "/workbench/pkg/workbench_bg.wasm").await;
    assert_eq!(wasm.header("content-type"), "application/wasm");
}

#[tokio::test(start_paused = true)]
async fn a_forwarded_request_gets_what_ships() {
    let host = Host::new("forwarded");
    let unknown = host.forwarded("https://cti.example.com", "/softphone/").await;
    assert!(unknown.status == 404 && unknown.text.contains("POST /sim/worlds"), "{unknown:?}");

    let made = host.post("/sim/worlds", &json!({ "world": "case-1", "seed": 7 })).await;
    assert_eq!(made.json()["world"], "case-1", "{made:?}");
    for (origin, path, status, words) in [
        ("https://acme.lightning.force.com", "/lightning/page/home", 200, "console"),
        ("https://acme.lightning.force.com", "/support/api/66.0/lightning/opencti_min.js", 200, "open cti"),
        ("https://cti.example.com", "/softphone/", 200, "adapter"),
        ("https://acme.my.connect.aws", "/ccp-v2/", 200, "ccp"),
        ("https://evil.example.com", "/", 421, "its origins are"),
        ("https://cti.example.com", "/sim/facts", 200, "{"),
    ] {
        let seen = host.forwarded(origin, path).await;
        assert!(seen.status == status && seen.text.contains(words), "{origin}{path}: {seen:?}");
    }
    let adapter = host.forwarded("https://cti.example.com", "/softphone/").await;
    let policy = adapter.header("content-security-policy");
    assert!(policy.contains("frame-ancestors https://acme.lightning.force.com;"), "{policy}");
    assert!(!policy.contains("localhost") && !adapter.text.contains("localhost"), "{adapter:?}");
    let local = host.get("cti.localhost:8008", "/softphone/").await;
    assert!(local.text.contains("http://lightning.localhost:8008"), "{local:?}");
}

#[tokio::test(start_paused = true)]
async fn refusals_are_sentences() {
    let host = Host::new("refusals");
    let id = host.open_console().await;
    for (path, body, status, words) in [
        (path_of(&id, "acts"), "{", 400, "is not what it takes"),
        (path_of(&id, "acts"), r#"{"act":"fly"}"#, 400, "is not what it takes"),
        ("/sim/direct".to_owned(), "[]", 400, "/sim/direct is not what it takes"),
        ("/sim/clock".to_owned(), r#"{"advanceMs":-1}"#, 400, "is not what it takes"),
        ("/sim/scenario".to_owned(), r#"{"name":"moon-landing"}"#, 404, "moon-landing"),
        ("/sim/worlds".to_owned(), r#"{"world":"No Good"}"#, 400, "cannot name a world"),
        ("/".to_owned(), "{}", 405, "Pages are read with GET"),
    ] {
        let seen = host.post_text(&path, body).await;
        assert!(seen.status == status && seen.text.contains(words), "{path} {body}: {seen:?}");
    }
    let form = Request::post("/sim/direct").header(header::HOST, "t.lightning.localhost:8008");
    let seen = host.send(form.body(Body::from("{}")).expect("request")).await;
    assert!(seen.status == 415 && seen.text.contains("content-type"), "{seen:?}");
}

#[tokio::test(start_paused = true)]
async fn a_lost_poll_loses_nothing() {
    let host = Host::new("lost");
    let id = host.open_console().await;
    let first = host.poll(&id, 0).await.json();
    assert!(first["view"].is_object(), "{first}");
    let after = first["seq"].as_u64().expect("seq");

    host.post(&path_of(&id, "softphone"), &envelope(0)).await;
    let lost = host.poll(&id, after).await.json();
    let again = host.poll(&id, after).await.json();
    assert_eq!(lost["messages"][0]["callId"], 0, "{lost}");
    assert_eq!((&lost["seq"], &lost["messages"]), (&again["seq"], &again["messages"]));

    host.post(&path_of(&id, "softphone"), &envelope(1)).await;
    let next = host.poll(&id, again["seq"].as_u64().expect("seq")).await.json();
    assert_eq!(next["messages"][0]["callId"], 1, "the first is acknowledged: {next}");
}

#[tokio::test(start_paused = true)]
async fn a_waiting_poll_wakes_when_the_world_changes() {
    let host = Host::new("wakes");
    let id = host.open_console().await;
    let after = settle(&host, &id).await;
    let began = tokio::time::Instant::now();
    let (path, envelope) = (path_of(&id, "softphone"), envelope(5));
    let (woken, _) = tokio::join!(host.poll(&id, after), host.post(&path, &envelope));
    assert_eq!(woken.json()["messages"][0]["callId"], 5);
    assert!(began.elapsed() < Duration::from_secs(5), "{:?}", began.elapsed());
}

#[tokio::test(start_paused = true)]
async fn a_poll_in_vain_ends_empty() {
    let host = Host::new("vain");
    let id = host.open_console().await;
    let after = settle(&host, &id).await;
    let seen = host.poll(&id, after).await.json();
    assert_eq!(seen, json!({ "seq": after, "now": seen["now"], "messages": [] }));
}

/// Polls until the world has nothing more to say by itself; answers the last number.
async fn settle(host: &Host, id: &Value) -> u64 {
    let mut after = 0;
    for _ in 0..20 {
        let seen = host.poll(id, after).await.json();
        let seq = seen["seq"].as_u64().expect("seq");
        if seq == after {
            return after;
        }
        after = seq;
    }
    panic!("the world never comes to rest");
}

#[tokio::test(start_paused = true)]
async fn a_closed_tab_is_gone() {
    let host = Host::new("closed");
    let id = host.open_console().await;
    assert_eq!(host.post(&path_of(&id, "close"), &json!({})).await.status, 200);
    assert_eq!(host.post(&path_of(&id, "close"), &json!({})).await.status, 200, "twice is the same as once");
    let poll = host.poll(&id, 0).await;
    assert!(poll.status == 410 && poll.text.contains("POST /sim/consoles"), "{poll:?}");
    assert_eq!(host.post(&path_of(&id, "softphone"), &envelope(0)).await.status, 410);
}

#[tokio::test(start_paused = true)]
async fn a_tab_that_closes_while_it_polls_is_not_told_in_its_last_moments() {
    let host = Host::new("closing");
    let id = host.open_console().await;
    let after = settle(&host, &id).await;
    let began = tokio::time::Instant::now();
    let close = async {
        tokio::time::sleep(Duration::from_secs(2)).await;
        host.post(&path_of(&id, "close"), &json!({})).await
    };
    let (poll, closed) = tokio::join!(host.poll(&id, after), close);
    assert_eq!((closed.status, poll.status), (200, 410));
    // The virtual time of the test: a page that is gone has long dropped its request.
    assert!(began.elapsed() >= Duration::from_secs(20), "{:?}", began.elapsed());
}

#[tokio::test(start_paused = true)]
async fn a_silent_tab_is_closed_but_a_polling_one_is_not() {
    let host = Host::new("silent");
    let (silent, polling) = (host.open_console().await, host.open_console().await);
    let mut after = 0;
    for _ in 0..8 {
        after = host.poll(&polling, after).await.json()["seq"].as_u64().expect("seq");
        tokio::time::sleep(Duration::from_secs(10)).await;
    }
    assert_eq!(host.poll(&silent, 0).await.status, 410);
    assert_eq!(host.poll(&polling, 0).await.status, 200);
}

#[tokio::test(start_paused = true)]
async fn the_clock_follows_real_time_and_jumps() {
    let host = Host::new("clock");
    let now = async |advance: u64| {
        host.post("/sim/clock", &json!({ "advanceMs": advance })).await.json()["now"].as_u64().expect("now")
    };
    let start = now(0).await;
    tokio::time::sleep(Duration::from_millis(1_500)).await;
    assert_eq!(now(0).await - start, 1_500);
    assert_eq!(now(30_000).await - start, 31_500);
}
