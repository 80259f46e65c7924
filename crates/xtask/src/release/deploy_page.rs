//! `deploy.html`: one file with everything in it, because a page that was opened from a disk may fetch nothing.

use std::path::Path;

use anyhow::{Context, Result, bail};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD as BASE64;
use sha2::{Digest as _, Sha256};

use crate::build::{self, DEPLOY_PAGE, Profile};
use crate::{paths, setup};

/// The parts that are put together.
struct Parts<'p> {
    /// The markup, with a comment in the place of each other part.
    page: &'p str,
    style: &'p str,
    /// The script that wasm-bindgen made, and the one that starts it.
    script: &'p str,
    module: &'p [u8],
    release: &'p [u8],
}

/// Builds the page around a release (a zip archive).
///
/// # Errors
/// A step of the build failed, or a part cannot be put into the page.
pub(super) fn build(profile: Profile, release: &[u8]) -> Result<String> {
    println!("  … {}", DEPLOY_PAGE.name);
    let wasm = build::compile(DEPLOY_PAGE, profile, setup::for_build()?)?;
    build::glue(DEPLOY_PAGE, profile, &wasm)?;
    let (glue, www) = (build::glue_dir(DEPLOY_PAGE, profile), paths::root().join("www/deploy"));
    let text = |file: &Path| {
        std::fs::read_to_string(file).with_context(|| format!("cannot read {}", file.display()))
    };
    let module = glue.join("deploy_page_bg.wasm");
    let module = std::fs::read(&module).with_context(|| format!("cannot read {}", module.display()))?;
    assemble(&Parts {
        page: &text(&www.join("index.html"))?,
        style: &text(&www.join("deploy.css"))?,
        script: &[text(&glue.join("deploy_page.js"))?, text(&www.join("boot.js"))?].join("\n"),
        module: &module,
        release,
    })
}

fn assemble(parts: &Parts<'_>) -> Result<String> {
    for (what, text) in [("</script", parts.script), ("</style", parts.style)] {
        if text.to_ascii_lowercase().contains(what) {
            bail!("deploy.html: a part contains {what}, which would end it");
        }
    }
    let digest = |text: &str| format!("'sha256-{}'", BASE64.encode(Sha256::digest(text)));
    // Nothing but this style and this script, and no request to anybody.
    let policy = [
        "default-src 'none'".to_owned(),
        format!("script-src {} 'wasm-unsafe-eval'", digest(parts.script)),
        format!("style-src {}", digest(parts.style)),
        "base-uri 'none'".to_owned(),
        "form-action 'none'".to_owned(),
        "require-trusted-types-for 'script'".to_owned(),
        "trusted-types 'none'".to_owned(),
    ];
    let data = |id: &str, bytes: &[u8]| {
        format!("<script type=\"text/plain\" id=\"{id}\">{}</script>", BASE64.encode(bytes))
    };
    let places = [
        (
            "policy",
            format!("<meta http-equiv=\"Content-Security-Policy\" content=\"{}\" />", policy.join("; ")),
        ),
        ("style", format!("<style>{}</style>", parts.style)),
        ("release", data("release", parts.release)),
        ("module", data("module", parts.module)),
        ("script", format!("<script>{}</script>", parts.script)),
    ];
    let mut page = parts.page.to_owned();
    for (name, part) in places {
        let place = format!("<!--{{{name}}}-->");
        if page.matches(&place).count() != 1 {
            bail!("www/deploy/index.html needs {place} once");
        }
        page = page.replacen(&place, &part, 1);
    }
    Ok(page)
}

#[cfg(test)]
mod tests {
    use super::*;

    const PAGE: &str = include_str!("../../../../www/deploy/index.html");

    fn parts() -> Parts<'static> {
        Parts { page: PAGE, style: "main {}", script: "start();", module: &[0], release: b"PK" }
    }

    #[test]
    fn everything_is_in_the_page_and_nothing_else_may_run() {
        let page = assemble(&parts()).expect("a page");
        let expected = "script-src 'sha256-E6jQvrT2ZivWG9GJ4AAEZf4MhI7l3QkLroW4hgvUT4c=' 'wasm-unsafe-eval'; style-src 'sha256-";
        assert!(page.contains(expected), "{page}");
        for part in [
            "<style>main {}</style>",
            "id=\"module\">AA==<",
            "id=\"release\">UEs=<",
            "<script>start();</script>",
        ] {
            assert!(page.contains(part), "{part}");
        }
        assert!(!page.contains("<!--{"));
        // No script but those, and nothing to fetch.
        assert_eq!(page.matches("<script").count(), 3);
        for word in [" src=", " href=", "url(", "@import", " style=", " onclick="] {
            assert!(!PAGE.contains(word), "{word}");
        }
    }

    #[test]
    fn a_part_that_would_end_itself_is_refused() {
        assert!(assemble(&Parts { script: "'</SCRIPT>'", ..parts() }).is_err());
        assert!(assemble(&Parts { style: "a:after { content: '</style>' }", ..parts() }).is_err());
        assert!(assemble(&Parts { page: "<p></p>", ..parts() }).is_err());
    }
}
