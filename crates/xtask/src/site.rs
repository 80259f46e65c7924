//! `target/site`: the files of the three pages, as they are served.
//!
//!     adapter/    www/adapter, pkg/ (glue and wasm), vendor/ (npm), index.html with configuration and flows baked in
//!     workbench/  www/workbench, pkg/
//!     sim/        www/sim: Salesforce's script and the simulated CCP's page
//!
//! `adapter/index.html` is what ships. `adapter/index.localhost.html` differs in one thing: its configuration also
//! allows the names under `localhost` that `cargo xtask serve` answers to. The simulator host sends it on those names
//! only ([`adapter_index`]); on production origins, which tests use, it sends what ships.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use serde_json::{Value, json};

use crate::build::{self, Profile};
use crate::paths;

/// Files taken from npm packages: (file below `node_modules`, name in `vendor/`).
pub const VENDOR: [(&str, &str); 4] = [
    ("amazon-connect-streams/release/connect-streams-min.js", "connect-streams-min.js"),
    ("amazon-connect-chatjs/dist/amazon-connect-chat.js", "amazon-connect-chat.js"),
    ("amazon-connect-taskjs/dist/amazon-connect-task.js", "amazon-connect-task.js"),
    ("libphonenumber-js/bundle/libphonenumber-min.js", "libphonenumber-min.js"),
];

/// Where the page holds its configuration.
const DATA_BLOCK: &str = r#"<script type="application/json" id="switchboard-config">"#;

/// The adapter's start page for a request by a name under `localhost`, or for any other.
pub fn adapter_index(by_localhost_name: bool) -> &'static str {
    if by_localhost_name { "index.localhost.html" } else { "index.html" }
}

/// Lays out all three pages. Files that have not changed are left alone, so that browsers and watchers see only
/// what is new.
///
/// # Errors
/// A source is missing or unreadable.
pub fn lay_out(profile: Profile) -> Result<()> {
    let config = read_config(&paths::root().join("adapter.json"))?;
    lay_out_adapter(&paths::site().join("adapter"), profile, &config, Start::WithLocalhost)?;

    let mut workbench = Folder::new(paths::site().join("workbench"));
    workbench.copy_tree(&paths::root().join("www/workbench"), "")?;
    workbench.copy_tree(&build::glue_dir(build::WORKBENCH, profile), "pkg")?;
    workbench.finish()?;

    let mut sim = Folder::new(paths::site().join("sim"));
    sim.copy_tree(&paths::root().join("www/sim"), "")?;
    sim.finish()
}

/// Which start pages the adapter gets.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Start {
    /// Only what ships.
    Shipped,
    /// Also the one for names under `localhost`.
    WithLocalhost,
}

/// Lays out the adapter page.
///
/// # Errors
/// A source is missing or unreadable.
pub fn lay_out_adapter(out: &Path, profile: Profile, config: &Value, start: Start) -> Result<()> {
    let www = paths::root().join("www/adapter");
    let mut adapter = Folder::new(out.to_owned());
    adapter.copy_tree(&www, "")?;
    adapter.copy_tree(&build::glue_dir(build::ADAPTER, profile), "pkg")?;
    for (from, name) in VENDOR {
        adapter.copy(&paths::root().join("node_modules").join(from), &format!("vendor/{name}"))?;
    }
    let index = www.join("index.html");
    if index.exists() {
        let page =
            std::fs::read_to_string(&index).with_context(|| format!("cannot read {}", index.display()))?;
        let flows = read_flows(&paths::root().join("flows"))?;
        adapter.write(adapter_index(false), bake(&page, config, &flows)?.as_bytes())?;
        if start == Start::WithLocalhost {
            let page = bake(&page, &with_localhost(config), &flows)?;
            adapter.write(adapter_index(true), page.as_bytes())?;
        }
    }
    adapter.finish()
}

/// Reads the configuration document; without one every part has its default.
///
/// # Errors
/// The file is not JSON, or no object.
pub fn read_config(file: &Path) -> Result<Value> {
    if !file.exists() {
        return Ok(json!({}));
    }
    let text = std::fs::read_to_string(file).with_context(|| format!("cannot read {}", file.display()))?;
    let value: Value =
        serde_json::from_str(&text).with_context(|| format!("{} is not JSON", file.display()))?;
    if !value.is_object() {
        bail!("{} must hold one JSON object", file.display());
    }
    Ok(value)
}

/// The flows that ship, by file name. Scenario files lie beside them and stay behind.
fn read_flows(dir: &Path) -> Result<Vec<Value>> {
    let mut files: Vec<PathBuf> = Vec::new();
    if dir.exists() {
        for entry in std::fs::read_dir(dir).with_context(|| format!("cannot read {}", dir.display()))? {
            files.push(entry?.path());
        }
    }
    files.retain(|file| {
        let name = file.file_name().unwrap_or_default().to_string_lossy();
        name.ends_with(".json") && !name.ends_with(".scenario.json")
    });
    files.sort();
    let read = |file: &PathBuf| {
        let text =
            std::fs::read_to_string(file).with_context(|| format!("cannot read {}", file.display()))?;
        serde_json::from_str(&text).with_context(|| format!("{} is not JSON", file.display()))
    };
    files.iter().map(read).collect()
}

/// Adds the names under `localhost` to the hosts of Salesforce.
fn with_localhost(config: &Value) -> Value {
    let mut config = config.clone();
    let mut hosts =
        config.pointer("/salesforce/extraHosts").and_then(Value::as_array).cloned().unwrap_or_default();
    hosts.push(json!("lightning.localhost"));
    if let Some(map) = config.as_object_mut() {
        let salesforce = map.entry("salesforce").or_insert_with(|| json!({}));
        if let Some(salesforce) = salesforce.as_object_mut() {
            salesforce.insert("extraHosts".into(), Value::Array(hosts));
        }
    }
    config
}

/// Puts configuration and flows into the page's data block.
fn bake(page: &str, config: &Value, flows: &[Value]) -> Result<String> {
    let Some((before, rest)) = page.split_once(DATA_BLOCK) else {
        bail!("www/adapter/index.html needs the data block {DATA_BLOCK}</script>");
    };
    let Some((_, after)) = rest.split_once("</script>") else {
        bail!("www/adapter/index.html: the data block is not closed by </script>");
    };
    // `<` inside JSON stands only in texts, where its escape means the same: nothing in there can end the block.
    let data = json!({ "config": config, "flows": flows }).to_string().replace('<', "\\u003c");
    Ok([before, DATA_BLOCK, &data, "</script>", after].concat())
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

    const PAGE: &str =
        "<head><script type=\"application/json\" id=\"switchboard-config\">{}</script></head><body></body>";

    #[test]
    fn baked_data_cannot_end_its_block() {
        let flow = json!({ "name": "</script><script>alert(1)</script><!--" });
        let page = bake(PAGE, &json!({"a": 1}), std::slice::from_ref(&flow)).expect("bakes");
        let data =
            page.split_once(DATA_BLOCK).and_then(|(_, rest)| rest.split_once("</script>")).expect("block").0;
        assert!(!data.contains('<'));
        let value: Value = serde_json::from_str(data).expect("still JSON");
        assert_eq!(value, json!({"config": {"a": 1}, "flows": [flow]}));
        assert!(page.ends_with("</script></head><body></body>"));
    }

    #[test]
    fn a_page_without_a_block_is_refused() {
        assert!(bake("<head></head>", &json!({}), &[]).is_err());
        assert!(bake(&format!("<head>{DATA_BLOCK}"), &json!({}), &[]).is_err());
    }

    #[test]
    fn only_the_localhost_page_allows_localhost() {
        let config = json!({"salesforce": {"extraHosts": ["crm.example"]}, "x": 1});
        let local = with_localhost(&config);
        assert_eq!(local["salesforce"]["extraHosts"], json!(["crm.example", "lightning.localhost"]));
        assert_eq!(with_localhost(&json!({}))["salesforce"]["extraHosts"], json!(["lightning.localhost"]));
        assert_ne!(adapter_index(true), adapter_index(false));
    }
}
