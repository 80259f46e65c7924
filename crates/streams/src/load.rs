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

use std::fmt;

use js_sys::Array;
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;

use crate::error::joined;
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
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum LoadError {
    /// The page has no inert element for it.
    NotNamed {
        /// The id looked for.
        id: &'static str,
    },
    /// The browser could not fetch it, or the content security policy forbids it.
    Failed {
        /// Its address.
        src: String,
    },
    /// It was fetched and run, but did not do what it is for.
    Ineffective {
        /// Its address.
        src: String,
        /// What it should have been.
        id: &'static str,
    },
}

impl LoadError {
    /// The error as one English sentence, without its full stop: what `Display` writes, without its machinery.
    pub fn text(&self) -> String {
        match self {
            Self::NotNamed { id } => {
                joined(&["the page has no <script type=\"text/plain\" id=\"", id, "\" src=…>"])
            }
            Self::Failed { src } => joined(&[src, " could not be loaded"]),
            Self::Ineffective { src, id } => joined(&[src, " was loaded, but is not ", id]),
        }
    }
}

impl fmt::Display for LoadError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text())
    }
}

impl std::error::Error for LoadError {}

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
        library::is_loaded(self.id())
    }
}

/// Loads a script from its inert element, unless it is there already. Safe to call twice at once, and
/// again after a failure.
pub async fn load(script: Script) -> Result<(), LoadError> {
    if script.is_loaded() {
        return Ok(());
    }
    let id = script.id();
    // It is an async function that catches what it does.
    let answer: Array =
        JsFuture::from(library::bring(id, DEADLINE_MS)).await.unwrap_or_default().unchecked_into();
    let text = |at: u32| answer.get(at).as_string().unwrap_or_default();
    Err(match &*text(0) {
        "" => return Ok(()),
        "notNamed" => LoadError::NotNamed { id },
        "ineffective" => LoadError::Ineffective { src: text(1), id },
        _ => LoadError::Failed { src: text(1) },
    })
}
