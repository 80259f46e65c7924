//! Finding Open CTI, or loading it, and proving that it works.

use std::time::Duration;

use gloo_timers::future::TimeoutFuture;
use thiserror::Error as ThisError;
use wasm_bindgen::JsValue;

use crate::handle::millis;
use crate::load::load;
use crate::wire::get;
use crate::{DEFAULT_DEADLINE, Error, Hosts, OpenCti, Page, Refusal};

/// Why there is no Open CTI in this page.
#[derive(Clone, Debug, PartialEq, Eq, ThisError)]
pub enum Unavailable {
    /// The page is not framed by Salesforce, or was opened without the parameters that Salesforce appends: on its
    /// own, or after a redirect that dropped the query string.
    #[error("this page is not inside Salesforce")]
    NotInSalesforce,
    /// The page is inside Salesforce Classic. Open it in Lightning Experience.
    #[error("this page is inside Salesforce Classic")]
    Classic,
    /// The framing origin is not one this page trusts.
    #[error("{origin} is not trusted: {reason}")]
    HostRefused {
        /// The origin as it was given.
        origin: String,
        /// What is wrong with it.
        reason: Refusal,
    },
    /// The library could not be loaded: the page's Content Security Policy, the network or the org refused it.
    #[error("{url} could not be loaded")]
    Blocked {
        /// Address of the script.
        url: String,
    },
    /// The library is there but did not initialise.
    #[error("Open CTI did not initialise: {message}")]
    NotInitialised {
        /// What it said.
        message: String,
    },
    /// The library, or its script, did not answer in time.
    #[error("Open CTI does not answer")]
    NoAnswer,
    /// There is no library in the page, and loading it is switched off.
    #[error("Open CTI is not in this page and loading it is switched off")]
    LoadingDisabled,
}

/// Where the library comes from when the page has none yet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Source {
    /// From the org that frames the page, in this API version (`66` for 66.0).
    Org {
        /// Sales Engagement needs 46, Lightning Message Service 47.
        api_version: u16,
    },
    /// Nowhere: it must be there.
    Page,
}

/// How to find Open CTI.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Options {
    /// Where the library comes from when the page has none yet.
    pub source: Source,
    /// Which hosts may serve it.
    pub hosts: Hosts,
    /// How long the script may take to load.
    pub load_within: Duration,
    /// How long the library may take to answer a first harmless call.
    pub answer_within: Duration,
    /// The deadline of every later call, see [`OpenCti::with_deadline`].
    pub deadline: Duration,
}

impl Default for Options {
    fn default() -> Options {
        Options {
            source: Source::Org { api_version: 66 },
            hosts: Hosts::default(),
            load_within: Duration::from_secs(10),
            answer_within: Duration::from_secs(5),
            deadline: DEFAULT_DEADLINE,
        }
    }
}

impl OpenCti {
    /// Uses the library that is in the page, or else loads it from the framing org, once; then proves with a
    /// harmless call that it answers. An object that is merely there proves nothing: the library leaves one behind
    /// when its own start fails.
    ///
    /// # Errors
    /// The [`Unavailable`] that tells the agent or the administrator what to do.
    pub async fn locate(options: &Options) -> Result<OpenCti, Unavailable> {
        locate(Page::current, options).await
    }

    /// [`OpenCti::locate`] for a page described by the caller: one that kept the query string over a redirect, for
    /// instance.
    ///
    /// # Errors
    /// As [`OpenCti::locate`].
    pub async fn locate_on(page: &Page, options: &Options) -> Result<OpenCti, Unavailable> {
        locate(|| page.clone(), options).await
    }

    /// One harmless call, repeated while the softphone container is not ready. Any answer will do, a failure too:
    /// it comes from Salesforce.
    async fn prove(&self, within: Duration) -> Result<(), Unavailable> {
        let (mut left, mut pause) = (millis(within), 50);
        let probe = self.with_deadline(within);
        loop {
            let trouble = match probe.is_softphone_panel_visible().await {
                Err(Error::NotSupported { .. }) => probe.get_call_center_settings().await.err(),
                result => result.err(),
            };
            match trouble {
                Some(Error::Timeout { .. }) => return Err(Unavailable::NoAnswer),
                Some(error @ (Error::Threw { .. } | Error::NotSupported { .. })) => {
                    return Err(Unavailable::NotInitialised { message: error.to_string() });
                }
                Some(error) if error.is_not_ready() => {
                    if left == 0 {
                        return Err(Unavailable::NotInitialised { message: error.to_string() });
                    }
                    pause = pause.min(left);
                    TimeoutFuture::new(pause).await;
                    left -= pause;
                    pause *= 2;
                }
                Some(Error::Api { .. } | Error::Shape { .. }) | None => return Ok(()),
            }
        }
    }
}

/// Finds or loads the library, then proves it. The page is asked for only when something must be loaded.
async fn locate(page: impl FnOnce() -> Page, options: &Options) -> Result<OpenCti, Unavailable> {
    let (namespace, complaint) = match present() {
        Some(namespace) => (namespace, None),
        None => {
            let Source::Org { api_version } = options.source else {
                return Err(Unavailable::LoadingDisabled);
            };
            let url = page().org(&options.hosts)?.script_url(api_version);
            let complaint = load(&url, &options.hosts, options.load_within).await?;
            let namespace = present().ok_or_else(|| Unavailable::NotInitialised {
                message: complaint
                    .clone()
                    .unwrap_or_else(|| "the script defines no sforce.opencti".to_owned()),
            })?;
            (namespace, complaint)
        }
    };
    let opencti = OpenCti::over(namespace);
    opencti.prove(options.answer_within).await.map_err(|trouble| match (trouble, complaint) {
        // Silence, after the script complained while it started: the complaint is the reason.
        (Unavailable::NoAnswer, Some(message)) => Unavailable::NotInitialised { message },
        (trouble, _) => trouble,
    })?;
    Ok(opencti.with_deadline(options.deadline))
}

/// The library of this page, if it has one.
fn present() -> Option<JsValue> {
    let library = get(&get(&js_sys::global(), "sforce"), "opencti");
    library.is_truthy().then_some(library)
}
