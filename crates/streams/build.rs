//! Tells the browser tests where npm put the library, and lets them say what to do if it is not there.

use std::path::Path;

fn main() {
    println!("cargo::rustc-check-cfg=cfg(library_missing)");
    println!("cargo::rerun-if-changed=build.rs");
    let here = std::env::var("CARGO_MANIFEST_DIR").unwrap_or_default();
    let files = [
        ("STREAMS_JS", "amazon-connect-streams/release/connect-streams-min.js"),
        ("CHAT_JS", "amazon-connect-chatjs/dist/amazon-connect-chat.js"),
        ("TASK_JS", "amazon-connect-taskjs/dist/amazon-connect-task.js"),
    ];
    for (name, file) in files {
        // Workspaces keep one folder at the root; a crate taken out of it may have its own.
        let found = Path::new(&here)
            .ancestors()
            .map(|folder| folder.join("node_modules").join(file))
            .find(|path| path.is_file());
        match found {
            Some(path) => {
                println!("cargo::rerun-if-changed={}", path.display());
                println!("cargo::rustc-env={name}={}", path.display());
            }
            None => {
                println!("cargo::rerun-if-changed={here}/../../node_modules/{file}");
                println!("cargo::rustc-cfg=library_missing");
            }
        }
    }
}
