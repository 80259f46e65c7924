//! The files of the project and what the Salesforce CLI must know about them.

use std::path::{Path, PathBuf};

/// A metadata file.
pub(super) struct File {
    /// Path below `salesforce/`, with forward slashes.
    pub(super) path: String,
    /// Content.
    pub(super) text: String,
}

impl File {
    /// The folder that says which type it is, and the name without the type's ending.
    pub(super) fn folder_and_name(&self) -> (&str, &str) {
        let parts: Vec<&str> = self.path.split('/').collect();
        let [_, "main", "default", folder, .., name] = parts.as_slice() else {
            panic!("{}: source format has PACKAGE/main/default/TYPE/…", self.path)
        };
        (folder, name)
    }
}

pub(super) fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

pub(super) fn read(path: &str) -> String {
    let path = root().join(path);
    std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// Every metadata file of every package folder.
pub(super) fn metadata() -> Vec<File> {
    let mut found = Vec::new();
    for package in package_folders() {
        let mut waiting = vec![root().join(package)];
        while let Some(folder) = waiting.pop() {
            for entry in std::fs::read_dir(&folder).expect("a folder") {
                let path = entry.expect("an entry").path();
                if path.is_dir() {
                    waiting.push(path);
                } else if path.to_string_lossy().ends_with("-meta.xml") {
                    let below = path.strip_prefix(root()).expect("below salesforce/");
                    let parts: Vec<_> = below.iter().map(|part| part.to_string_lossy()).collect();
                    let text = std::fs::read_to_string(&path).expect("readable");
                    found.push(File { path: parts.join("/"), text });
                }
            }
        }
    }
    found.sort_by(|a, b| a.path.cmp(&b.path));
    found
}

fn project() -> serde_json::Value {
    serde_json::from_str(&read("sfdx-project.json")).expect("sfdx-project.json is JSON")
}

fn package_folders() -> Vec<String> {
    let project = project();
    let packages = project["packageDirectories"].as_array().expect("packageDirectories");
    packages.iter().map(|package| package["path"].as_str().expect("a path").to_owned()).collect()
}

#[test]
fn one_version_everywhere() {
    let version = project()["sourceApiVersion"].as_str().expect("sourceApiVersion").to_owned();
    for file in metadata().into_iter().filter(|file| file.text.contains("<apiVersion>")) {
        assert!(file.text.contains(&format!("<apiVersion>{version}</apiVersion>")), "{}", file.path);
    }
}

// Shows: checklist-6, gotcha-5
#[test]
fn the_usual_deployment_opens_no_door_for_the_rest_api() {
    assert_eq!(package_folders(), ["force-app", "rest-api"]);
    assert_eq!(project()["packageDirectories"][0]["default"], true);
    let cors: Vec<String> =
        metadata().into_iter().map(|file| file.path).filter(|path| path.contains("corsWhitelist")).collect();
    assert!(!cors.is_empty() && cors.iter().all(|path| path.starts_with("rest-api/")), "{cors:?}");
}

#[test]
fn tests_are_not_deployed() {
    assert!(read(".forceignore").lines().any(|line| line == "**/__tests__/**"));
}
