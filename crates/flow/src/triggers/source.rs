//! The sources of events.

use serde::{Deserialize, Serialize};

/// Where an event comes from (`reference/cti-flows.md` §3.1).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Source {
    /// The adapter itself.
    Initialization,
    /// The agent in Amazon Connect.
    ConnectAgent,
    /// A call.
    ConnectVoiceContact,
    /// A callback.
    ConnectQueueCallbackContact,
    /// A chat.
    ConnectChatContact,
    /// A task.
    ConnectTaskContact,
    /// An e-mail; our own, no version of the vendor's adapter has it.
    ConnectEmailContact,
    /// The agent's Omni-Channel presence.
    SalesforceAgent,
    /// The agent's screen in Salesforce.
    SalesforceUi,
    /// A CTI Action the agent pressed.
    CtiAction,
}

impl Source {
    /// All sources, in the order the documents list them.
    pub const ALL: [Source; 10] = [
        Source::Initialization,
        Source::ConnectAgent,
        Source::ConnectVoiceContact,
        Source::ConnectQueueCallbackContact,
        Source::ConnectChatContact,
        Source::ConnectTaskContact,
        Source::ConnectEmailContact,
        Source::SalesforceAgent,
        Source::SalesforceUi,
        Source::CtiAction,
    ];

    /// Its word in flow files, under the key `source`.
    pub const fn word(self) -> &'static str {
        match self {
            Source::Initialization => "initialization",
            Source::ConnectAgent => "connectAgent",
            Source::ConnectVoiceContact => "connectVoiceContact",
            Source::ConnectQueueCallbackContact => "connectQueueCallbackContact",
            Source::ConnectChatContact => "connectChatContact",
            Source::ConnectTaskContact => "connectTaskContact",
            Source::ConnectEmailContact => "connectEmailContact",
            Source::SalesforceAgent => "salesforceAgent",
            Source::SalesforceUi => "salesforceUi",
            Source::CtiAction => "ctiAction",
        }
    }

    /// Its title, which is the label of the vendor's picklist where the vendor has the source.
    pub const fn title(self) -> &'static str {
        match self {
            Source::Initialization => "Initialization",
            Source::ConnectAgent => "Amazon Connect Agent",
            Source::ConnectVoiceContact => "Amazon Connect Voice Contact",
            Source::ConnectQueueCallbackContact => "Amazon Connect Queue Callback Contact",
            Source::ConnectChatContact => "Amazon Connect Chat Contact",
            Source::ConnectTaskContact => "Amazon Connect Task Contact",
            Source::ConnectEmailContact => "Amazon Connect Email Contact",
            Source::SalesforceAgent => "Salesforce Agent",
            Source::SalesforceUi => "Salesforce UI",
            Source::CtiAction => "CTI Action",
        }
    }

    /// What it stands for, in a sentence.
    pub const fn description(self) -> &'static str {
        match self {
            Source::Initialization => "The adapter itself.",
            Source::ConnectAgent => "The agent in Amazon Connect.",
            Source::ConnectVoiceContact => "Calls, in and out.",
            Source::ConnectQueueCallbackContact => "Calls back that customers have asked for.",
            Source::ConnectChatContact => "Chats.",
            Source::ConnectTaskContact => "Tasks.",
            Source::ConnectEmailContact => "E-mails. An addition of Switchboard's.",
            Source::SalesforceAgent => "The agent's presence in Salesforce's Omni-Channel.",
            Source::SalesforceUi => "The agent's screen in Salesforce.",
            Source::CtiAction => {
                "A CTI Action that the agent presses. The action names the flow, so there is no event."
            }
        }
    }

    /// The source with this word.
    pub fn parse(word: &str) -> Option<Source> {
        Source::ALL.into_iter().find(|source| source.word() == word)
    }

    /// The source with this title, in any case: what exports and dumps of the vendor's records say.
    pub fn with_title(title: &str) -> Option<Source> {
        Source::ALL.into_iter().find(|source| source.title().eq_ignore_ascii_case(title.trim()))
    }
}
