//! What a block is: one static description that the interpreter runs, the checker checks against and `cti blocks` prints.

mod argument;
mod block_context;
mod promise;

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::{Reply, Value};

pub(crate) use argument::cast_all;
pub use argument::{Argument, ArgumentRole, ArgumentType, Fallback, Need};
pub use block_context::{BlockContext, BlockStep, Note};
pub(crate) use promise::promises;
pub use promise::{Promise, Shown};

/// Words for editors and documents. A page that only runs flows does not carry them (feature `check`).
#[cfg(feature = "check")]
pub(crate) const fn editor_text(text: &'static str) -> &'static str {
    text
}

/// See above: here they are left out.
#[cfg(not(feature = "check"))]
pub(crate) const fn editor_text(_: &'static str) -> &'static str {
    ""
}

/// The same for lists of what only editors and documents read.
#[cfg(feature = "check")]
pub(crate) const fn editor_list<T>(list: &'static [T]) -> &'static [T] {
    list
}

/// See above.
#[cfg(not(feature = "check"))]
pub(crate) const fn editor_list<T>(_: &'static [T]) -> &'static [T] {
    &[]
}

/// One kind of block. The catalogue ([`blocks`](crate::blocks)) holds one for each.
#[derive(Clone, Copy)]
pub struct Block {
    /// Type id in flow files, for instance `SE_Start`.
    pub type_id: &'static str,
    /// Title on the canvas and in the Explorer.
    pub title: &'static str,
    /// Where the Explorer lists it.
    pub category: Category,
    /// Words to find it by.
    pub tags: &'static [&'static str],
    /// What it does, in a sentence or two.
    pub summary: &'static str,
    /// Its arguments, in the order to show them.
    pub arguments: &'static [Argument],
    /// What it leaves in `$.actions.<id>.results`.
    pub results: Results,
    /// Its outputs.
    pub ports: Ports,
    /// The host call behind it, in the host's words.
    pub calls: Option<&'static str>,
    /// First version of the vendor's adapter that had it; `own` for an addition of ours.
    pub since: &'static str,
    /// What the reference asks of it, and what shows that. Empty without the feature `promises`.
    pub promises: &'static [Promise],
    /// What it begins with.
    pub begin: fn(&mut BlockContext<'_>) -> BlockStep,
    /// What it does with the answer to an effect, given the state it left with the effect. None for a block that never asks the
    /// world for anything.
    pub resume: Option<fn(&mut BlockContext<'_>, Value, &Reply) -> BlockStep>,
}

impl Block {
    /// The argument of this name.
    pub fn argument(&self, name: &str) -> Option<&'static Argument> {
        self.arguments.iter().find(|argument| argument.name == name)
    }

    /// The argument with this role.
    #[cfg(feature = "check")]
    pub(crate) fn argument_with(&self, role: ArgumentRole) -> Option<&'static Argument> {
        self.arguments.iter().find(|argument| argument.role == role)
    }
}

impl fmt::Debug for Block {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.type_id)
    }
}

/// What a block leaves behind.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Results {
    /// Null.
    Nothing,
    /// The boolean it decided by, bare.
    Decision,
    /// A map with these entries.
    Fields(&'static [Field]),
}

/// One entry of a block's results.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Field {
    /// Its key.
    pub name: &'static str,
    /// What it holds: `string`, `number`, `boolean`, `map`, `list`, `date` or `any`.
    pub kind: &'static str,
}

impl Field {
    /// An entry of results.
    pub const fn new(name: &'static str, kind: &'static str) -> Field {
        Field { name, kind }
    }
}

/// The outputs of a block, which also say how it fails.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ports {
    /// None: the flow ends here.
    End,
    /// `done`: local work. An exception ends the run as failed.
    Done,
    /// `success` and `failure`: a call to a host. An exception leaves through `failure`.
    Call,
    /// `true` and `false`: a question. An exception ends the run as failed.
    Question,
}

impl Ports {
    /// The outputs by name.
    pub const fn all(self) -> &'static [Port] {
        match self {
            Ports::End => &[],
            Ports::Done => &[Port::Done],
            Ports::Call => &[Port::Success, Port::Failure],
            Ports::Question => &[Port::True, Port::False],
        }
    }
}

/// One output of a block.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Port {
    /// The work is done.
    Done,
    /// The call succeeded.
    Success,
    /// The call failed.
    Failure,
    /// Yes.
    True,
    /// No.
    False,
}

impl Port {
    /// Its place among the outputs of a block ([`Ports::all`]).
    pub(crate) const fn position(self) -> usize {
        match self {
            Port::Done | Port::Success | Port::True => 0,
            Port::Failure | Port::False => 1,
        }
    }

    /// Its name in flow files; never localised.
    pub const fn name(self) -> &'static str {
        match self {
            Port::Done => "done",
            Port::Success => "success",
            Port::Failure => "failure",
            Port::True => "true",
            Port::False => "false",
        }
    }
}

impl fmt::Display for Port {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// Where the Explorer lists a block.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Category {
    /// Flow control.
    FlowControl,
    /// Data and text.
    DataAndText,
    /// Utilities and overlay.
    Utilities,
    /// Salesforce: softphone and navigation.
    SalesforceNavigation,
    /// Salesforce: data.
    SalesforceData,
    /// Salesforce: Omni-Channel.
    SalesforceOmniChannel,
    /// Amazon Connect: agent.
    ConnectAgent,
    /// Amazon Connect: contact.
    ConnectContact,
}

impl Category {
    /// Its heading.
    pub const fn title(self) -> &'static str {
        match self {
            Category::FlowControl => "Flow control",
            Category::DataAndText => "Data and text",
            Category::Utilities => "Utilities and overlay",
            Category::SalesforceNavigation => "Salesforce: softphone and navigation",
            Category::SalesforceData => "Salesforce: data",
            Category::SalesforceOmniChannel => "Salesforce: Omni-Channel",
            Category::ConnectAgent => "Amazon Connect: agent",
            Category::ConnectContact => "Amazon Connect: contact",
        }
    }
}
