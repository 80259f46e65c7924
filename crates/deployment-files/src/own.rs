//! Whose folder it is: a deployment empties only what a deployment has written.

use std::path::Path;

use deployment::File;
use serde_json::{Value, json};

use crate::error::{FilesError, Result};
use crate::write_file;

/// Says that the folder is ours, and what is in it.
const MARK: &str = "dist.json";

/// Who has written it: a name from before `cti deploy`, so that folders of either command are known to both.
const BY: &str = "cargo xtask dist";

/// Checks that a deployment may be written here: the folder is not there, or empty, or its own from before.
///
/// # Errors
/// The folder holds something else.
pub fn check(out: &Path) -> Result<()> {
    if !out.exists() {
        return Ok(());
    }
    if !out.is_dir() {
        return Err(FilesError::IsAFile { path: out.to_owned() });
    }
    if std::fs::read_dir(out).map_err(FilesError::read(out))?.next().is_none() {
        return Ok(());
    }
    let mark =
        std::fs::read(out.join(MARK)).ok().and_then(|text| serde_json::from_slice::<Value>(&text).ok());
    if mark.is_none_or(|mark| mark["writtenBy"] != BY) {
        return Err(FilesError::Foreign { path: out.to_owned() });
    }
    Ok(())
}

/// Makes the folder ours.
pub(crate) fn mark(out: &Path, folder: &str, files: &[File]) -> Result<()> {
    let files: Vec<Value> =
        files.iter().map(|file| json!({ "name": file.name, "bytes": file.bytes.len() })).collect();
    let mark = json!({
        "writtenBy": BY,
        "version": env!("CARGO_PKG_VERSION"),
        "folder": folder,
        "files": files,
    });
    write_file(&out.join(MARK), format!("{mark:#}\n").as_bytes())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A folder of this test with these files in it.
    fn folder(test: &str, files: &[(&str, &str)]) -> std::path::PathBuf {
        let out = std::env::temp_dir().join(format!("switchboard-dist-{}-{test}", std::process::id()));
        std::fs::create_dir_all(&out).expect("temporary folder");
        for (name, text) in files {
            std::fs::write(out.join(name), text).expect("temporary file");
        }
        out
    }

    #[track_caller]
    fn check_folder(test: &str, files: &[(&str, &str)], may: bool) {
        let out = folder(test, files);
        let said = check(&out);
        std::fs::remove_dir_all(&out).expect("removes");
        assert_eq!(said.is_ok(), may, "{files:?}: {said:?}");
    }

    #[test]
    fn only_its_own_folder_is_written_over() {
        check_folder("empty", &[], true);
        check_folder("photos", &[("holiday.jpg", "")], false);
        check_folder("site", &[("index.html", "<p>"), ("nginx.conf", "")], false);
        check_folder("other-mark", &[(MARK, r#"{"writtenBy":"somebody"}"#)], false);
        check_folder("broken-mark", &[(MARK, "{")], false);
        assert!(check(Path::new("no/such/folder")).is_ok());
    }

    #[test]
    fn what_it_has_marked_is_its_own() {
        let out = folder("marked", &[]);
        mark(&out, "v-1", &[File { name: "index.html".into(), bytes: vec![1] }]).expect("marks");
        let said = check(&out);
        let is_file = check(&out.join(MARK));
        std::fs::remove_dir_all(&out).expect("removes");
        assert!(said.is_ok());
        assert!(is_file.is_err_and(|error| error.to_string().contains("is a file")));
    }
}
