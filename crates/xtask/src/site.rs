//! `target/site`: the files of the three pages, as they are served.
//!
//! ```text
//! adapter/    www/adapter, pkg/ (glue and wasm of core and panel; in a release only the wasm, the rest is in boot.js and panel.js),
//!             vendor/ (npm), index.html with configuration, flows and actions baked in
//! workbench/  www/workbench, pkg/
//! sim/        www/sim: Salesforce's script and the simulated CCP's page
//! ```
//!
//! `adapter/index.html` is what ships, and what tests get. For the names under `localhost` that `cargo xtask serve`
//! answers to, the simulator host sends [`for_localhost`] of it.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use serde_json::{Value, json};

use crate::build::{self, Profile};
use crate::deployment::Deployment;
use crate::{paths, shrink};

/// Files taken from npm packages: (file below `node_modules`, name in `vendor/`).
pub const VENDOR: [(&str, &str); 4] = [
    ("amazon-connect-streams/release/connect-streams-min.js", "connect-streams-min.js"),
    ("amazon-connect-chatjs/dist/amazon-connect-chat.js", "amazon-connect-chat.js"),
    ("amazon-connect-taskjs/dist/amazon-connect-task.js", "amazon-connect-task.js"),
    ("libphonenumber-js/bundle/libphonenumber-min.js", "libphonenumber-min.js"),
];

/// The start page, and what stands in where it does not start: their addresses stay, whatever is in them.
pub const PAGES: [&str; 2] = ["index.html", "standby.html"];

/// Where the page holds its configuration and flows, which the softphone core reads.
const DATA_BLOCK: &str = r#"<script type="application/json" id="switchboard-config">"#;
/// Where it holds its CTI Actions, which only the panel reads.
const ACTIONS_BLOCK: &str = r#"<script type="application/json" id="switchboard-actions">"#;

/// Lays out all three pages. Files that have not changed are left alone, so that browsers and watchers see only
/// what is new.
///
/// # Errors
/// A source is missing or unreadable.
pub fn lay_out(profile: Profile) -> Result<()> {
    let deployment = Deployment::of_this_clone()?;
    lay_out_adapter(&paths::site().join("adapter"), profile, &deployment)?;

    let mut workbench = Folder::new(paths::site().join("workbench"));
    workbench.copy_tree(&paths::root().join("www/workbench"), "")?;
    workbench.copy_tree(&build::glue_dir(build::WORKBENCH, profile), "pkg")?;
    workbench.finish()?;

    let mut sim = Folder::new(paths::site().join("sim"));
    sim.copy_tree(&paths::root().join("www/sim"), "")?;
    sim.finish()
}

/// Lays out the adapter page.
///
/// # Errors
/// A source is missing or unreadable.
pub fn lay_out_adapter(out: &Path, profile: Profile, deployment: &Deployment) -> Result<()> {
    let www = paths::root().join("www/adapter");
    let mut adapter = Folder::new(out.to_owned());
    adapter.copy_tree(&www, "")?;
    for module in [build::ADAPTER, build::OVERLAY] {
        adapter.copy_tree(&build::glue_dir(module, profile), "pkg")?;
    }
    for (from, name) in VENDOR {
        adapter.copy(&paths::root().join("node_modules").join(from), &format!("vendor/{name}"))?;
    }
    let index = www.join("index.html");
    if index.exists() {
        let page =
            std::fs::read_to_string(&index).with_context(|| format!("cannot read {}", index.display()))?;
        adapter.write("index.html", bake(&page, deployment)?.as_bytes())?;
    }
    adapter.finish()?;
    match profile {
        Profile::Dev => Ok(()),
        Profile::Release => shrink::texts(out),
    }
}

/// The flow files baked into the adapter's start page, as text.
///
/// # Errors
/// The page has no data block, or what it holds is not JSON.
pub fn flows_of(page: &str) -> Result<Vec<String>> {
    let (_, data, _) = split_at_data(page)?;
    let data: Value = serde_json::from_str(data).context("the data block of the adapter page is not JSON")?;
    Ok(data["flows"].as_array().into_iter().flatten().map(Value::to_string).collect())
}

/// The adapter's start page with two things added to its configuration: the names under `localhost` that the host
/// answers to at this port count as Salesforce, and the page around it is told which blocks run. Development only.
///
/// # Errors
/// The page has no data block, or what it holds is not JSON.
pub fn for_localhost(page: &str, port: u16) -> Result<String> {
    let (before, data, after) = split_at_data(page)?;
    let mut data: Value =
        serde_json::from_str(data).context("the data block of the adapter page is not JSON")?;
    let origin = json!(format!("http://lightning.localhost:{port}"));
    let config = data
        .as_object_mut()
        .map(|data| data.entry("config").or_insert_with(|| json!({})))
        .and_then(Value::as_object_mut)
        .context("the data block of the adapter page: config must be a map")?;
    config.insert("recorder".to_owned(), json!({ "expose": true }));
    let hosts = Some(config)
        .map(|config| config.entry("salesforce").or_insert_with(|| json!({})))
        .and_then(Value::as_object_mut)
        .map(|salesforce| salesforce.entry("extraHosts").or_insert_with(|| json!([])))
        .and_then(Value::as_array_mut)
        .context("the data block of the adapter page: salesforce.extraHosts must be a list")?;
    hosts.push(origin);
    Ok([before, &as_data(&data.to_string()), after].concat())
}

/// Puts configuration, flows and actions into the page's data blocks. Files as they are written: a number keeps its spelling.
fn bake(page: &str, deployment: &Deployment) -> Result<String> {
    let Deployment { config, flows, actions, .. } = deployment;
    let (before, _, after) = split_at_data(page).context("www/adapter/index.html")?;
    let data = format!("{{\"config\":{config},\"flows\":[{}]}}", flows.join(","));
    let page = [before, &as_data(&data), after].concat();
    let (before, _, after) = split_at(&page, ACTIONS_BLOCK).context("www/adapter/index.html")?;
    Ok([before, &as_data(&format!("[{}]", actions.join(","))), after].concat())
}

/// The page before the content of the data block, the content, and the page after it.
///
/// # Errors
/// The page has no data block.
pub fn split_at_data(page: &str) -> Result<(&str, &str, &str)> {
    split_at(page, DATA_BLOCK)
}

/// The page in parts: what stands around the data blocks, which refers to files, and what is in them, which are texts of
/// other people. The first part is markup, and every other one from there.
///
/// # Errors
/// A data block is missing.
pub fn parts(page: &str) -> Result<[&str; 5]> {
    let (before, data, after) = split_at(page, DATA_BLOCK)?;
    let (between, actions, after) = split_at(after, ACTIONS_BLOCK)?;
    Ok([before, data, between, actions, after])
}

fn split_at<'p>(page: &'p str, block: &str) -> Result<(&'p str, &'p str, &'p str)> {
    let Some(start) = page.find(block).map(|at| at + block.len()) else {
        bail!("the page needs the data block {block}</script>");
    };
    let Some(length) = page[start..].find("</script>") else {
        bail!("the page's data block is not closed by </script>");
    };
    Ok((&page[..start], &page[start..start + length], &page[start + length..]))
}

/// JSON that may stand in a script element: `<` occurs only in texts, where its escape means the same, so nothing in
/// there can end the element.
fn as_data(json: &str) -> String {
    json.replace('<', "\\u003c")
}

/// A folder being filled: remembers what belongs there, removes the rest at the end.
struct Folder {
    root: PathBuf,
    kept: BTreeSet<PathBuf>,
}

impl Folder {
    fn new(root: PathBuf) -> Self {
        Self { root, kept: BTreeSet::new() }
    }

    fn write(&mut self, name: &str, content: &[u8]) -> Result<()> {
        let file = self.root.join(name);
        if !std::fs::read(&file).is_ok_and(|old| old == content) {
            if let Some(parent) = file.parent() {
                std::fs::create_dir_all(parent)
                    .with_context(|| format!("cannot create {}", parent.display()))?;
            }
            std::fs::write(&file, content).with_context(|| format!("cannot write {}", file.display()))?;
        }
        self.kept.insert(file);
        Ok(())
    }

    fn copy(&mut self, from: &Path, name: &str) -> Result<()> {
        let content = std::fs::read(from).with_context(|| format!("cannot read {}", from.display()))?;
        self.write(name, &content)
    }

    fn copy_tree(&mut self, from: &Path, below: &str) -> Result<()> {
        for file in files_below(from)? {
            let relative = file.strip_prefix(from).unwrap_or(&file).to_owned();
            self.copy(&file, &Path::new(below).join(relative).to_string_lossy())?;
        }
        Ok(())
    }

    fn finish(self) -> Result<()> {
        for file in files_below(&self.root)? {
            if !self.kept.contains(&file) {
                std::fs::remove_file(&file).with_context(|| format!("cannot remove {}", file.display()))?;
            }
        }
        Ok(())
    }
}

/// All files below a folder, sorted; none when it does not exist.
///
/// # Errors
/// A folder cannot be read.
pub fn files_below(dir: &Path) -> Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    let mut waiting = vec![dir.to_owned()];
    while let Some(dir) = waiting.pop() {
        if !dir.exists() {
            continue;
        }
        for entry in std::fs::read_dir(&dir).with_context(|| format!("cannot read {}", dir.display()))? {
            let path = entry?.path();
            if path.is_dir() { waiting.push(path) } else { found.push(path) }
        }
    }
    found.sort();
    Ok(found)
}

#[cfg(test)]
mod tests {
    use super::*;

    const PAGE: &str = "<head><script type=\"application/json\" id=\"switchboard-config\">{}</script>\
        <script type=\"application/json\" id=\"switchboard-actions\">[]</script></head><body></body>";

    fn bake(page: &str, config: &Value, flows: &[String]) -> Result<String> {
        let hosts = crate::headers::DeploymentHosts::from_config(&json!({}))?;
        let actions = vec![r#"{"name":"</script><b>"}"#.to_owned()];
        super::bake(
            page,
            &Deployment {
                config: config.clone(),
                flows: flows.to_vec(),
                actions,
                hosts,
                blocks: String::new(),
                warnings: Vec::new(),
            },
        )
    }

    #[test]
    fn baked_data_cannot_end_its_block() {
        let flow = r#"{"name":"</script><script>alert(1)</script><!--"}"#.to_owned();
        let page = bake(PAGE, &json!({"a": 1}), std::slice::from_ref(&flow)).expect("bakes");
        let data =
            page.split_once(DATA_BLOCK).and_then(|(_, rest)| rest.split_once("</script>")).expect("block").0;
        assert!(!data.contains('<'));
        let value: Value = serde_json::from_str(data).expect("still JSON");
        assert_eq!(
            value,
            json!({"config": {"a": 1}, "flows": [{"name": "</script><script>alert(1)</script><!--"}]})
        );
        assert!(page.ends_with("</script></head><body></body>"));
        let [_, _, _, actions, _] = parts(&page).expect("parts");
        assert!(!actions.contains('<'));
        let actions: Value = serde_json::from_str(actions).expect("still JSON");
        assert_eq!(actions, json!([{"name": "</script><b>"}]));
    }

    #[test]
    fn flows_come_back_as_they_were_baked() {
        let flow = r#"{"name":"</script>","actions":[]}"#.to_owned();
        let page = bake(PAGE, &json!({}), std::slice::from_ref(&flow)).expect("bakes");
        assert_eq!(flows_of(&page).expect("flows"), [flow]);
        assert!(flows_of(&bake(PAGE, &json!({}), &[]).expect("bakes")).expect("flows").is_empty());
    }

    #[test]
    fn numbers_of_a_flow_keep_their_spelling() {
        let page =
            bake(PAGE, &json!({}), &[r#"{"n":1e2,"m":12345678901234567890.5}"#.to_owned()]).expect("bakes");
        assert!(page.contains(r#""flows":[{"n":1e2,"m":12345678901234567890.5}]"#), "{page}");
    }

    #[test]
    fn a_page_without_a_block_is_refused() {
        assert!(bake("<head></head>", &json!({}), &[]).is_err());
        assert!(bake(&format!("<head>{DATA_BLOCK}"), &json!({}), &[]).is_err());
    }

    #[test]
    fn localhost_is_added_to_the_page_and_to_nothing_else() {
        let page =
            bake(PAGE, &json!({"salesforce": {"extraHosts": ["crm.example"]}, "x": 1}), &[]).expect("bakes");
        assert!(!page.contains("localhost") && !page.contains("recorder"));
        let local = for_localhost(&page, 8008).expect("a page");
        let (before, data, after) = split_at_data(&local).expect("block");
        let data: Value = serde_json::from_str(data).expect("JSON");
        assert_eq!(data["config"]["x"], 1);
        assert_eq!(
            data["config"]["salesforce"]["extraHosts"],
            json!(["crm.example", "http://lightning.localhost:8008"])
        );
        assert_eq!(data["config"]["recorder"]["expose"], true);
        assert!(page.starts_with(before) && page.ends_with(after));
        let bare = for_localhost(&bake(PAGE, &json!({}), &[]).expect("bakes"), 1).expect("a page");
        assert!(bare.contains("http://lightning.localhost:1"));
    }
}
