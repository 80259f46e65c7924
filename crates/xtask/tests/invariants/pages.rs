//! What the pages never do: they run under Trusted Types, with text nodes only.

use super::tree::{Text, forbid, sources, texts};

fn page_files() -> Vec<Text> {
    let www = texts(&["www/adapter", "www/deploy", "www/studio"]);
    for page in ["www/adapter/index.html", "www/deploy/index.html", "www/studio/index.html"] {
        assert!(www.iter().any(|file| file.path == page), "{page} is a page");
    }
    let sources = sources(&["adapter", "overlay", "opencti", "streams", "deploy-page", "studio"]);
    sources.into_iter().chain(www).collect()
}

// Shows: S4
#[test]
fn no_markup_from_texts() {
    let words = [
        "inner_html",
        "set_inner_html",
        "innerHTML",
        "outerHTML",
        "insertAdjacentHTML",
        "insert_adjacent_html",
        "document.write",
        "createContextualFragment",
        "DOMParser",
        "srcdoc",
    ];
    let advice = "Make elements and text nodes: a caller's name must never become markup, and Trusted Types refuse it.";
    forbid(&page_files(), &words, advice);
}

#[test]
fn panel_and_studio_are_written_without_markup() {
    // leptos turns the static parts of `view!` into innerHTML.
    forbid(
        &sources(&["overlay", "studio"]),
        &["view!"],
        "Write it in builder syntax: Trusted Types refuse markup.",
    );
}

#[test]
fn no_code_from_texts() {
    let words = ["eval(", "new Function", "js_sys::eval", "setTimeout(\"", "javascript:"];
    forbid(
        &page_files(),
        &words,
        "The Content-Security-Policy has no 'unsafe-eval': call a function instead.",
    );
}

#[test]
fn no_inline_script_or_style() {
    let pages: Vec<Text> = texts(&["www/adapter", "www/deploy", "www/studio"])
        .into_iter()
        .filter(|file| file.path.ends_with(".html"))
        .collect();
    assert!(pages.len() >= 4, "the start page and its stand-in, the form of a deployment, the studio");
    for file in pages {
        let markup = file.text.to_lowercase();
        for piece in markup.split("<script").skip(1) {
            let tag = piece.split('>').next().unwrap_or_default();
            let allowed = tag.contains("src=") || tag.contains("application/json");
            assert!(
                allowed,
                "{}: <script{tag}>: put the code in a file, the policy allows no inline script",
                file.path
            );
        }
        for word in ["<style", " style=", " onclick=", " onload=", " onerror="] {
            assert!(
                !markup.contains(word),
                "{}: {word}: use a file, the policy allows nothing inline",
                file.path
            );
        }
    }
}

// Shows: checklist-2
#[test]
fn nothing_is_fetched_from_elsewhere() {
    let files: Vec<Text> = texts(&["www"])
        .into_iter()
        .filter(|file| file.path.ends_with(".html") || file.path.ends_with(".css"))
        .collect();
    for kind in [".html", ".css"] {
        assert!(files.iter().any(|file| file.path.ends_with(kind)), "www holds no {kind}");
    }
    for file in files {
        for word in
            ["src=\"http", "href=\"http", "url(http", "url(\"http", "@import", "src=\"//", "href=\"//"]
        {
            assert!(!file.text.contains(word), "{}: {word}: serve it from the page's own origin", file.path);
        }
    }
}

#[test]
fn files_of_the_page_are_named_in_the_page_only() {
    // `dist` renames the folder they are in, and rewrites the page.
    let advice = "Name the file in www/adapter/index.html and read its address from there: dist moves it.";
    let scripts = texts(&["crates/adapter/js", "crates/streams/js", "crates/opencti/js", "www/adapter"]);
    let scripts = scripts.into_iter().filter(|file| file.path.ends_with(".js"));
    let code: Vec<Text> =
        sources(&["adapter", "overlay", "streams", "opencti"]).into_iter().chain(scripts).collect();
    forbid(&code, &["\"vendor/", "\"./vendor/", "\"/vendor/", "document.baseURI"], advice);
}
