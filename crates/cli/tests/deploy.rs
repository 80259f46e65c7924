//! `cti deploy` where no toolchain is installed: the program alone, with nothing in its `PATH`.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

const PAGE: &str = r#"<link rel="stylesheet" href="softphone.css" />
<script type="application/json" id="switchboard-config">{}</script>
<script type="application/json" id="switchboard-actions">[]</script>
<script type="module" src="boot.js"></script>"#;

const CONFIG: &str = r#"{"salesforce": {"origins": ["https://acme.lightning.force.com"]},
    "connect": {"instanceUrl": "acme"}}"#;

/// A new folder of this test with an unpacked release in it.
fn folder(name: &str, config: &str) -> PathBuf {
    let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join("deploy").join(name);
    if path.exists() {
        fs::remove_dir_all(&path).expect("removes");
    }
    for below in ["release/softphone/pkg", "release/flows", "release/actions"] {
        fs::create_dir_all(path.join(below)).expect("creates");
    }
    let files = [
        ("adapter.json", config),
        ("release/softphone/index.html", PAGE),
        ("release/softphone/standby.html", "<link rel=\"stylesheet\" href=\"softphone.css\" />"),
        ("release/softphone/softphone.css", "main {}"),
        ("release/softphone/boot.js", "start();"),
        ("release/softphone/pkg/adapter_bg.wasm", "wasm"),
        ("release/flows/shipped.json", r#"{"active": false, "actions": []}"#),
        ("release/flows/shipped.scenario.json", "no flow"),
    ];
    for (name, text) in files {
        fs::write(path.join(name), text).expect("writes");
    }
    path
}

fn deploy(folder: &Path, more: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_cti"))
        .current_dir(folder)
        .env_clear()
        .env("PATH", "")
        .args(["deploy", "--release", "release", "--out", "out"])
        .args(more)
        .output()
        .expect("cti runs")
}

#[track_caller]
fn check(output: &Output, status: i32, words: &str) {
    let text =
        String::from_utf8_lossy(&output.stdout).into_owned() + &String::from_utf8_lossy(&output.stderr);
    assert!(text.contains(words), "{text}");
    assert_eq!(output.status.code(), Some(status), "{text}");
}

// Shows: issue-10-deploy-cti
#[test]
fn a_release_becomes_a_site_without_a_toolchain() {
    let folder = folder("site", CONFIG);
    let output = deploy(&folder, &["--config", "adapter.json"]);
    check(&output, 0, "wrote out: 5 files, 1 flows, 0 actions");
    let text = |name: &str| fs::read_to_string(folder.join("out").join(name)).expect(name);
    assert!(text("site/index.html").contains("https://acme.lightning.force.com"));
    assert!(text("site/_headers").contains("frame-src https://acme.my.connect.aws"));
    assert!(text("nginx.conf").contains("frame-ancestors https://acme.lightning.force.com"));
    check(&deploy(&folder, &["--config", "adapter.json"]), 0, "wrote out");
}

#[test]
fn flows_may_be_named_in_place_of_the_shipped_ones() {
    let folder = folder("flows", CONFIG);
    fs::create_dir(folder.join("own")).expect("creates");
    let own = r#"{"active": false, "name": "Ours", "actions": []}"#;
    fs::write(folder.join("own/ours.json"), own).expect("writes");
    check(&deploy(&folder, &["--config", "adapter.json", "--flows", "own"]), 0, "1 flows");
    assert!(fs::read_to_string(folder.join("out/site/index.html")).expect("a page").contains("Ours"));
}

#[test]
fn what_cannot_be_deployed_writes_nothing() {
    let wrong = folder("wrong", r#"{"phone": {"county": "DE"}}"#);
    check(&deploy(&wrong, &["--config", "adapter.json"]), 1, "phone.county is unknown");
    assert!(!wrong.join("out").exists());
    check(&deploy(&wrong, &[]), 2, "--config adapter.json");
    check(&deploy(&wrong, &["--config", "no-such.json"]), 1, "no-such.json is not there");

    let flow = folder("flow", CONFIG);
    fs::write(flow.join("release/flows/broken.json"), "{").expect("writes");
    check(&deploy(&flow, &["--config", "adapter.json"]), 1, "broken.json");
    assert!(!flow.join("out").exists());

    // Everything at once: the configuration, its hosts, and a flow that it names.
    let all =
        folder("all", r#"{"phone": {"county": "DE"}, "flows": ["own"], "salesforce": {"origins": []}}"#);
    fs::create_dir(all.join("own")).expect("creates");
    fs::write(all.join("own/broken.json"), "{").expect("writes");
    for words in ["phone.county is unknown", "salesforce.origins", "own/broken.json cannot be deployed"] {
        check(&deploy(&all, &["--config", "adapter.json"]), 1, words);
    }
    fs::remove_dir_all(all.join("own")).expect("removes");
    check(&deploy(&all, &["--config", "adapter.json"]), 1, "phone.county is unknown");

    let release = folder("release", CONFIG);
    fs::remove_dir_all(release.join("release/softphone")).expect("removes");
    check(&deploy(&release, &["--config", "adapter.json"]), 2, "no folder softphone/");
}

#[test]
fn a_folder_of_something_else_is_left_alone() {
    let folder = folder("else", CONFIG);
    fs::create_dir(folder.join("out")).expect("creates");
    fs::write(folder.join("out/holiday.jpg"), "photo").expect("writes");
    check(&deploy(&folder, &["--config", "adapter.json"]), 2, "Nothing was touched");
    assert_eq!(fs::read_dir(folder.join("out")).expect("reads").count(), 1);
}
