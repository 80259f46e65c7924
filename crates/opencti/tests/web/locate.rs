//! Finding and loading the library, in the page.

use std::time::Duration;

use opencti::*;
use serde_json::json;
use wasm_bindgen_test::wasm_bindgen_test;

use crate::fake::{Fake, both, fake, install, marked, release, remove, serve, slow, stop_serving, uninstall};

const URL: &str = "https://acme.lightning.force.com/support/api/66.0/lightning/opencti_min.js";

/// The page as Salesforce frames it.
fn framed() -> Page {
    let search = "?mode=Lightning&sfdcIframeOrigin=https%3A%2F%2Facme.lightning.force.com".to_owned();
    Page { search, framed: true, ..Page::default() }
}

fn hasty() -> Options {
    Options { answer_within: Duration::from_millis(20), ..Options::default() }
}

/// Runs a library script, or "not found", and says what came of it and what was asked for.
async fn load(
    fake: &Fake,
    source: Option<&str>,
    options: &Options,
) -> (Result<(), Unavailable>, Vec<String>) {
    uninstall();
    let asked = serve(fake, source);
    let result = OpenCti::locate_on(&framed(), options).await.map(drop);
    stop_serving();
    uninstall();
    (result, asked.iter().filter_map(|url| url.as_string()).collect())
}

fn visible(fake: &Fake) {
    fake.succeed(json!({ "visible": true }));
}

// Shows: checklist-2, difference-a
#[wasm_bindgen_test]
async fn a_library_in_the_page_is_used_and_nothing_is_loaded() {
    let fake = fake();
    visible(&fake);
    install(&fake);
    let asked = serve(&fake, None);
    let never = Options { source: Source::Page, ..hasty() };
    assert!(OpenCti::locate(&never).await.is_ok());
    assert!(OpenCti::locate(&hasty()).await.is_ok());
    stop_serving();
    uninstall();
    assert_eq!(asked.length(), 0);
    fake.assert_content();
}

// Shows: difference-a
#[wasm_bindgen_test]
async fn nothing_there_and_nothing_to_load() {
    uninstall();
    let never = Options { source: Source::Page, ..hasty() };
    assert_eq!(OpenCti::locate(&never).await.map(drop), Err(Unavailable::LoadingDisabled));
    // The page of this test is on its own.
    assert_eq!(OpenCti::locate(&hasty()).await.map(drop), Err(Unavailable::NotInSalesforce));
    assert_eq!(OpenCti::locate_on(&framed(), &never).await.map(drop), Err(Unavailable::LoadingDisabled));
}

// Shows: checklist-2, difference-a, S3
#[wasm_bindgen_test]
async fn loaded_once_as_a_trusted_script() {
    let fake = fake();
    visible(&fake);
    let (result, asked) = load(&fake, Some("window.sforce = { opencti: __fake.namespace };"), &hasty()).await;
    assert_eq!(result, Ok(()));
    assert_eq!(asked, [format!("trusted {URL}")]);
    assert_eq!(marked(), 0, "the element is gone");
}

#[wasm_bindgen_test]
async fn a_host_outside_the_policy_of_the_page_is_blocked() {
    // The policy was made with the built-in hosts and is made only once: hosts that a later caller adds do not pass.
    let fake = fake();
    let (result, _) = load(&fake, None, &hasty()).await;
    assert_eq!(result, Err(Unavailable::Blocked { url: URL.to_owned() }));
    let options =
        Options { hosts: Hosts { suffixes: vec!["example.org".to_owned()], ..Hosts::default() }, ..hasty() };
    let page = Page { search: "?sfdcIframeOrigin=https://a.example.org".to_owned(), ..framed() };
    let asked = serve(&fake, None);
    let result = OpenCti::locate_on(&page, &options).await.map(drop);
    stop_serving();
    let url = "https://a.example.org/support/api/66.0/lightning/opencti_min.js".to_owned();
    assert_eq!(result, Err(Unavailable::Blocked { url }));
    assert_eq!(asked.length(), 0, "no address was ever set");
}

#[wasm_bindgen_test]
async fn a_blocked_script_may_be_tried_again() {
    let fake = fake();
    visible(&fake);
    let blocked = Err(Unavailable::Blocked { url: URL.to_owned() });
    assert_eq!(load(&fake, None, &hasty()).await.0, blocked);
    assert_eq!(marked(), 0);
    let script = Some("window.sforce = { opencti: __fake.namespace };");
    assert_eq!(load(&fake, script, &hasty()).await.0, Ok(()));
}

// Shows: difference-a
#[wasm_bindgen_test]
async fn two_at_once_load_once() {
    let fake = fake();
    visible(&fake);
    uninstall();
    let asked = serve(&fake, Some("window.sforce = { opencti: __fake.namespace };"));
    let (page, options) = (framed(), hasty());
    let (first, second) =
        both(OpenCti::locate_on(&page, &options), OpenCti::locate_on(&page, &options)).await;
    assert!(first.is_ok() && second.is_ok());
    assert_eq!(asked.length(), 1);
    stop_serving();
    uninstall();
}

#[wasm_bindgen_test]
async fn what_a_dead_library_says() {
    let not_initialised = |message: &str| Err(Unavailable::NotInitialised { message: message.to_owned() });
    let fake = fake();
    for (mode, script, expected) in [
        // It throws its string and leaves itself behind, half alive.
        (
            "never",
            "window.sforce = { opencti: __fake.namespace }; throw 'Failed to initialize Open CTI.';",
            not_initialised("Uncaught Failed to initialize Open CTI."),
        ),
        // The same from another origin: the browser hides what was thrown.
        (
            "never",
            "window.sforce = { opencti: __fake.namespace }; dispatchEvent(new ErrorEvent('error', { message: 'Script error.' }));",
            not_initialised("Script error."),
        ),
        // Another script's trouble meanwhile is no reason.
        (
            "never",
            "window.sforce = { opencti: __fake.namespace }; dispatchEvent(new ErrorEvent('error', { message: 'x', filename: 'https://cti.example.com/other.js' }));",
            Err(Unavailable::NoAnswer),
        ),
        // Trouble of nobody knows whom, but the library answers.
        (
            "answer",
            "window.sforce = { opencti: __fake.namespace }; dispatchEvent(new ErrorEvent('error', { message: 'Script error.' }));",
            Ok(()),
        ),
        ("never", "window.sforce = { opencti: __fake.namespace };", Err(Unavailable::NoAnswer)),
        (
            "throw",
            "window.sforce = { opencti: __fake.namespace };",
            not_initialised("isSoftphonePanelVisible threw: thrown on request"),
        ),
        ("never", "window.sforce = {};", not_initialised("the script defines no sforce.opencti")),
        (
            "never",
            "window.sforce = { opencti: {} };",
            not_initialised("this Open CTI has no getCallCenterSettings"),
        ),
    ] {
        fake.plan(mode, &json!({ "success": true, "returnValue": { "visible": true }, "errors": null }));
        let (result, _) = load(&fake, Some(script), &hasty()).await;
        assert_eq!(result, expected, "{mode}: {script}");
    }
}

#[wasm_bindgen_test]
async fn a_script_that_never_comes_is_no_answer() {
    let fake = fake();
    slow(&fake);
    let options = Options { load_within: Duration::from_millis(1), ..hasty() };
    let (result, _) = load(&fake, Some("window.sforce = { opencti: __fake.namespace };"), &options).await;
    assert_eq!(result, Err(Unavailable::NoAnswer));
    // The late script is waited for, not loaded again.
    visible(&fake);
    let again = both(load(&fake, None, &hasty()), async { release(&fake) }).await.0;
    assert_eq!(again, (Ok(()), vec![]));
}

#[wasm_bindgen_test]
async fn the_probe_waits_for_the_container_and_takes_any_answer() {
    let fake = fake();
    install(&fake);
    let failed = |code: &str| json!({ "success": false, "errors": [{ "code": code, "description": "d" }] });
    for (answer, expected) in [
        (failed("GENERIC_ERROR"), Ok(())),
        (json!({ "odd": true }), Ok(())),
        (
            failed("SOFTPHONE_CONTAINER_ERROR"),
            Err(Unavailable::NotInitialised { message: "isSoftphonePanelVisible failed: d".to_owned() }),
        ),
    ] {
        fake.plan("answer", &answer);
        assert_eq!(OpenCti::locate(&hasty()).await.map(drop), expected, "{answer}");
    }
    // Ready after a while.
    fake.plan("answer", &failed("SOFTPHONE_CONTAINER_ERROR"));
    let patient = Options { answer_within: Duration::from_secs(5), ..Options::default() };
    let located = OpenCti::locate(&patient);
    let becomes_ready = async {
        while fake.calls().len() < 3 {
            crate::fake::turn().await;
        }
        visible(&fake);
    };
    assert!(both(located, becomes_ready).await.0.is_ok());
    // A library without the first probe is asked by the second.
    remove(&fake, "isSoftphonePanelVisible");
    assert!(OpenCti::locate(&hasty()).await.is_ok());
    uninstall();
}
