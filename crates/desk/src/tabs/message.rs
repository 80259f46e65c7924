//! What the tabs of one agent say to each other.

use flow::AppView;
use panel_protocol::Gesture;
use serde::{Deserialize, Serialize};

use crate::event::{ClickToDial, Event};

/// The version of the messages. Tabs of other releases are not understood, and do not understand.
const VERSION: u32 = 1;

/// One message. Every tab of the agent gets it but the one that has posted it.
#[derive(Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub(super) struct Message {
    pub(super) version: u32,
    pub(super) word: Word,
    /// The tab that says it.
    pub(super) from: String,
    /// The one tab it is meant for; empty: all.
    pub(super) to: String,
    /// [`Word::Leads`]: since when nobody but this tab may write the journal. [`Word::Do`] and [`Word::Done`]: the number of the deed.
    pub(super) number: u64,
    /// [`Word::Leads`] and [`Word::Wants`]: when the agent was last seen to use this tab, 0 while it is hidden.
    /// [`Word::Do`]: the number of the last deed that was acknowledged.
    pub(super) at: u64,
    /// [`Word::Leads`]: what its panel shows. [`Word::Tell`]: a message for the panel.
    pub(super) text: String,
    /// [`Word::Leads`]: name of the record in front of it.
    pub(super) place: Option<String>,
    /// [`Word::Do`]: what the agent did.
    pub(super) deed: Option<Deed>,
    /// [`Word::Do`]: the page of Salesforce on which she did it.
    pub(super) view: Option<AppView>,
}

/// What a message says.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) enum Word {
    /// Who leads?
    #[default]
    Hello,
    /// This tab leads, and this is how things are.
    Leads,
    /// This tab wants to lead.
    Wants,
    /// The tab it is meant for leads next.
    Yours,
    /// The agent did this here: the leader is to see to it.
    Do,
    /// This was seen to.
    Done,
    /// The panel of that tab is to be handed this.
    Tell,
}

/// What the agent did in a tab that does not lead.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) enum Deed {
    /// A press in the panel.
    Press(Gesture),
    /// A click on a number.
    Click(ClickToDial),
    /// Another page of Salesforce.
    Page(AppView),
    /// A call step of Sales Engagement.
    Work(flow::Value),
}

impl Deed {
    /// As the tab in which it was done would have been told of it.
    pub(super) fn into_event(self) -> Event {
        match self {
            Deed::Press(gesture) => Event::Gesture { gesture },
            Deed::Click(click) => Event::ClickToDial { click },
            Deed::Page(view) => Event::Navigation { view },
            Deed::Work(payload) => Event::WorkStart { payload },
        }
    }
}

impl Message {
    pub(super) fn to_text(mut self: Message) -> String {
        self.version = VERSION;
        serde_json::to_string(&self)
            .unwrap_or_else(|error| unreachable!("messages are plain data under text keys: {error}"))
    }

    /// Reads a message; nothing for one of another release, or of nobody's.
    pub(super) fn from_text(text: &str) -> Option<Message> {
        serde_json::from_str(text).ok().filter(|message: &Message| message.version == VERSION)
    }
}
