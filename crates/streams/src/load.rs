//! Getting the unmodified library files onto the page, late, under a strict content security policy.
//!
//! The page names each file in an inert script element; the crate puts a live copy of it into the head
//! when the time has come:
//!
//! ```html
//! <link rel="preload" as="script" href="vendor/connect-streams-min.js">
//! <script type="text/plain" id="amazon-connect-streams" src="vendor/connect-streams-min.js"></script>
//! <script type="text/plain" id="amazon-connect-chatjs" src="vendor/amazon-connect-chat.js"></script>
//! <script type="text/plain" id="amazon-connect-taskjs" src="vendor/amazon-connect-task.js"></script>
//! ```
//!
//! Why so: under `require-trusted-types-for 'script'` no script may set another script's `src` without
//! a policy, but the parser may, and copying an element keeps its attributes. `import()` runs the
//! bundle too, but in strict mode, where its `new Function("return this")` fallback is reached and
//! reported as a Trusted Types violation. The copy runs as a classic script, with no violation at all,
//! and uses the download the preload began.

use js_sys::Promise;
use wasm_bindgen::JsCast;
use web_sys::{Document, Element, HtmlScriptElement};

use crate::raw;
use crate::request::within;

/// How long a script may take to arrive and run.
const DEADLINE_MS: u32 = 30_000;

/// A file of the library's family.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Script {
    /// `amazon-connect-streams`: the library itself.
    Streams,
    /// `amazon-connect-chatjs`: messages of chats. Must come after Streams.
    Chat,
    /// `amazon-connect-taskjs`: without it the library's own connection getters throw on active tasks.
    Task,
}

/// Why a script is not there.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum LoadError {
    /// The page has no inert element for it.
    #[error("the page has no <script type=\"text/plain\" id=\"{id}\" src=…>")]
    NotNamed {
        /// The id looked for.
        id: &'static str,
    },
    /// The browser could not fetch it, or the content security policy forbids it.
    #[error("{src} could not be loaded")]
    Failed {
        /// Its address.
        src: String,
    },
    /// It was fetched and run, but did not do what it is for.
    #[error("{src} was loaded, but is not {id}")]
    Ineffective {
        /// Its address.
        src: String,
        /// What it should have been.
        id: &'static str,
    },
}

impl Script {
    /// The id of the inert element; also the npm package's name.
    pub fn id(self) -> &'static str {
        match self {
            Self::Streams => "amazon-connect-streams",
            Self::Chat => "amazon-connect-chatjs",
            Self::Task => "amazon-connect-taskjs",
        }
    }

    /// Whether it has run on this page.
    pub fn is_loaded(self) -> bool {
        let library = raw::member(&js_sys::global(), "connect");
        let proof = match self {
            Self::Streams => raw::member(&raw::member(&library, "core"), "initCCP"),
            Self::Chat => raw::member(&library, "ChatSession"),
            Self::Task => raw::member(&library, "TaskSession"),
        };
        !proof.is_undefined()
    }
}

/// Loads a script from its inert element, unless it is there already. Safe to call twice at once, and
/// again after a failure.
pub async fn load(script: Script) -> Result<(), LoadError> {
    if script.is_loaded() {
        return Ok(());
    }
    // In a box, so that whoever awaits it does not contain it: a page has this code once.
    Box::pin(bring(script)).await
}

async fn bring(script: Script) -> Result<(), LoadError> {
    let (id, live_id) = (script.id(), [script.id(), "-live"].concat());
    let document = web_sys::window().and_then(|window| window.document());
    let inert = document.as_ref().and_then(|document| document.get_element_by_id(id));
    let (Some(document), Some(inert)) = (document, inert) else {
        return Err(LoadError::NotNamed { id });
    };
    let src = inert.get_attribute("src").unwrap_or_default();
    let live = match document.get_element_by_id(&live_id) {
        Some(live) => live,
        None => copy(&document, &inert, &live_id).ok_or_else(|| LoadError::Failed { src: src.clone() })?,
    };
    let settled = Promise::new(&mut |resolve, reject| {
        live.add_event_listener_with_callback("load", &resolve).ok();
        live.add_event_listener_with_callback("error", &reject).ok();
    });
    match within(settled, DEADLINE_MS).await {
        Some(Ok(_)) if script.is_loaded() => Ok(()),
        // The copy goes, so that another attempt starts with a fresh one.
        failed => {
            live.remove();
            Err(match failed {
                Some(Ok(_)) => LoadError::Ineffective { src, id },
                _ => LoadError::Failed { src },
            })
        }
    }
}

fn copy(document: &Document, inert: &Element, live_id: &str) -> Option<Element> {
    // The inert element was never a script to the browser, so neither is its copy, until now.
    let copy: HtmlScriptElement = inert.clone_node().ok()?.unchecked_into();
    copy.set_type("text/javascript");
    copy.set_id(live_id);
    document.head()?.append_child(&copy).ok()?;
    Some(copy.into())
}
