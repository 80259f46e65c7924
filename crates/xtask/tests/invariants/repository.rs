//! What the repository never holds.

use super::tree::{root, texts};

// Shows: S8
#[test]
fn lock_files_name_no_registry() {
    for name in ["package-lock.json", "salesforce/package-lock.json", "Cargo.lock"] {
        let text = std::fs::read_to_string(root().join(name)).expect(name);
        assert!(
            !text.contains("\"resolved\""),
            "{name} has `resolved` fields: run npm with omit-lockfile-registry-resolved=true (.npmrc sets it)"
        );
    }
    let cargo = std::fs::read_to_string(root().join("Cargo.lock")).expect("Cargo.lock");
    for line in cargo.lines().filter(|line| line.starts_with("source = ")) {
        assert!(line.contains("registry+https://github.com/rust-lang/crates.io-index"), "Cargo.lock: {line}");
    }
}

#[test]
fn no_machine_paths() {
    // Assembled, so that this file does not contain what it looks for.
    let words = ["work", "root", "home", "Users"].map(|name| format!("/{name}/"));
    for file in texts(&[""]) {
        for (number, line) in file.text.lines().enumerate() {
            for word in &words {
                let found = line.match_indices(word.as_str()).any(|(at, _)| {
                    // A part of a longer path or of a URL is no machine path.
                    !line[..at].ends_with(|c: char| {
                        c.is_ascii_alphanumeric() || matches!(c, '.' | '_' | '-' | '}' | ')')
                    })
                });
                assert!(!found, "{}:{}: {word}: name no path of one machine", file.path, number + 1);
            }
        }
    }
}

#[test]
fn no_toolchain_file() {
    for name in ["rust-toolchain.toml", "rust-toolchain"] {
        assert!(
            !root().join(name).exists(),
            "{name}: rustup would try to download it at every call; see toolchain set-up"
        );
    }
}

// Shows: S8
#[test]
fn no_vendor_code() {
    for file in texts(&[""]) {
        assert!(
            !file.path.contains("node_modules/")
                && !file.path.ends_with("-min.js")
                && !file.path.ends_with(".min.js"),
            "{}: install it with npm, do not commit it",
            file.path
        );
    }
}

#[test]
fn the_architecture_fits_three_screens() {
    let text = std::fs::read_to_string(root().join("ARCHITECTURE.md")).expect("ARCHITECTURE.md");
    let lines = text.lines().count();
    assert!(lines <= 180, "ARCHITECTURE.md has {lines} lines, at most 180: say less, or say it in docs/");
}

#[test]
fn files_stay_readable() {
    let long: Vec<String> = texts(&["crates", "www", "tests", "salesforce"])
        .into_iter()
        .filter(|file| [".rs", ".js", ".mjs", ".css"].iter().any(|end| file.path.ends_with(end)))
        .filter(|file| file.text.lines().count() > 500)
        .map(|file| format!("{} ({} lines)", file.path, file.text.lines().count()))
        .collect();
    assert!(long.is_empty(), "One idea a file, about 400 lines; split these:\n{}", long.join("\n"));
}

#[test]
fn every_crate_takes_the_workspace_lints() {
    for manifest in texts(&["crates"]).into_iter().filter(|file| file.path.ends_with("/Cargo.toml")) {
        assert!(
            manifest.text.contains("[lints]\nworkspace = true"),
            "{}: add [lints] workspace = true",
            manifest.path
        );
    }
    for name in ["opencti", "toolkits", "streams", "adapter", "overlay", "studio", "workbench"] {
        let lib = std::fs::read_to_string(root().join(format!("crates/{name}/src/lib.rs"))).expect("lib.rs");
        assert!(
            lib.contains("clippy::unwrap_used"),
            "crates/{name}/src/lib.rs must deny clippy::unwrap_used: an unwrap in the browser is a blank panel"
        );
    }
}
