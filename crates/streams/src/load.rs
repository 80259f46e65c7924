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

use gloo_events::EventListener;
use gloo_timers::callback::Timeout;
use thiserror::Error as ThisError;
use wasm_bindgen::JsCast;
use web_sys::{Document, HtmlScriptElement};

use crate::first::first;
use crate::library;

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
#[derive(Debug, Clone, PartialEq, Eq, ThisError)]
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
        match self {
            Self::Streams => library::find().is_some(),
            Self::Chat => library::has_class("ChatSession"),
            Self::Task => library::has_class("TaskSession"),
        }
    }
}

/// Loads a script from its inert element, unless it is there already. Safe to call twice at once, and
/// again after a failure.
pub async fn load(script: Script) -> Result<(), LoadError> {
    if script.is_loaded() {
        return Ok(());
    }
    let id = script.id();
    let not_named = LoadError::NotNamed { id };
    let document = web_sys::window().and_then(|window| window.document()).ok_or(not_named.clone())?;
    let inert = document.get_element_by_id(id).ok_or(not_named)?;
    let src = inert.get_attribute("src").unwrap_or_default();
    let live = live_copy(&document, &inert, id).ok_or_else(|| LoadError::Failed { src: src.clone() })?;
    let has_run = runs(&live).await;
    if has_run && script.is_loaded() {
        return Ok(());
    }
    // The copy goes, so that another attempt starts with a fresh one.
    live.remove();
    Err(if has_run { LoadError::Ineffective { src, id } } else { LoadError::Failed { src } })
}

/// The live copy of an inert element, put into the head if it is not there yet.
fn live_copy(document: &Document, inert: &web_sys::Element, id: &str) -> Option<HtmlScriptElement> {
    let live_id = format!("{id}-live");
    if let Some(live) = document.get_element_by_id(&live_id) {
        return Some(live.unchecked_into());
    }
    // Unchecked: an element that came from another document is not of this one's classes.
    let live: HtmlScriptElement = inert.clone_node().ok()?.unchecked_into();
    live.set_type("text/javascript");
    live.set_id(&live_id);
    document.head()?.append_child(&live).ok()?;
    Some(live)
}

/// Whether a script arrives and runs in time.
async fn runs(script: &HtmlScriptElement) -> bool {
    let (end, ended) = first();
    let gives = |has_run: bool| {
        let end = end.clone();
        move || {
            end.give(has_run);
        }
    };
    let (loads, fails) = (gives(true), gives(false));
    let _listeners = [
        EventListener::once(script, "load", move |_| loads()),
        EventListener::once(script, "error", move |_| fails()),
    ];
    let _deadline = Timeout::new(DEADLINE_MS, gives(false));
    ended.await.unwrap_or(false)
}
