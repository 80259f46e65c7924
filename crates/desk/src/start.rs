//! What a desk begins with.

use flow::{Map, Value};

use crate::config::Config;
use crate::memory::Memory;
use crate::runs::overrides::Overrides;
use crate::runs::properties::Properties;
use crate::stored::{Storage, StoredDocument};

/// What a desk is made of when the page starts.
#[derive(Debug, Default)]
pub struct Start<'a> {
    /// The configuration document.
    pub config: Config,
    /// Flow files: file name and content.
    pub flows: Vec<(&'a str, Value)>,
    /// The same as JSON text; may be empty, which is an empty one. What the org's adapter record says is laid over it.
    pub config_document: String,
    /// What an earlier page of this tab remembered.
    pub memory: Memory,
    /// What flows remember for each other, in any tab.
    pub properties: Properties,
    /// The settings Salesforce gave last time.
    pub cached_settings: Option<Map<String>>,
    /// Whether memory can be kept at all.
    pub storage: Storage,
    /// Documents that a later release has kept in this browser. This one leaves them as they are.
    pub later_release: Vec<StoredDocument>,
    /// Minutes by which the agent's clock is ahead of UTC. An agent signs in more often than it changes.
    pub utc_offset: i32,
    /// 0 to 1,000, another number on each page: the org is asked for new flows at other times than by other pages.
    pub spread: u32,
    /// What a scenario says in place of what the desk knows.
    pub overrides: Overrides,
    /// Names this page among the tabs of the agent; another one after each load.
    pub tab: String,
    /// Whether the agent sees the page.
    pub visible: bool,
}
