//! A flow as it stands in its file.

#[cfg(feature = "check")]
pub mod edit;
mod json;
mod load;
#[cfg(test)]
mod tests;

use crate::{Aliases, Block, Diagnostic, Map, Place, Text, Value};

use json::Node;
pub(crate) use json::read;
#[cfg(feature = "check")]
pub(crate) use json::{Data, Key, Node as FileNode, Spelled};
#[cfg(feature = "check")]
pub(crate) use load::place_in;

/// A flow file, kept whole: saving gives back the file to the byte; a repair ([`fix`](crate::fix)) leaves alone what it is not
/// about.
///
/// The format is the vendor's export format; ours are only the top-level keys `source`, `event`, `active` and `description`.
#[derive(Clone, Debug)]
pub struct Document {
    file: File,
    blocks: Vec<DocumentBlock>,
    aliases: Aliases,
}

/// What a file holds: JSON, or a text that is none.
#[derive(Clone, Debug)]
pub(crate) enum File {
    Json {
        /// Some editors begin a file with a byte-order mark.
        mark: bool,
        root: Node,
    },
    Other(String),
}

impl File {
    pub(crate) fn to_text(&self) -> String {
        match self {
            File::Json { mark, root } => {
                let mut out = String::from(if *mark { "\u{feff}" } else { "" });
                root.write(&mut out);
                out
            }
            File::Other(text) => text.clone(),
        }
    }

    fn root(&self) -> Option<&Node> {
        match self {
            File::Json { root, .. } => Some(root),
            File::Other(_) => None,
        }
    }
}

/// One block of the file (an entry of `actions`).
#[derive(Clone, Debug)]
pub struct DocumentBlock {
    /// Id, for instance `uid-7`. Empty when the file has none.
    pub id: Text,
    /// Type id, for instance `SE_Start`. Empty when the file has none.
    pub type_id: Text,
    /// The block of that type, or of the type it stands for; absent when nobody here knows either.
    pub known: Option<&'static Block>,
    /// Label the author gave it.
    pub title: Option<Text>,
    /// Arguments; those that are null are left out.
    pub controls: Map<Value>,
    /// Outputs that are connected, and to which id.
    pub ports: Map<Text>,
    /// Top-left corner on the canvas.
    pub position: Option<[f64; 2]>,
    /// Where it begins in the file.
    pub place: Place,
}

impl Document {
    /// Reads a file. There is always a document: what is wrong with it stands in the diagnostics, and a text that is no
    /// JSON at all makes a document without blocks that saves as that text.
    pub fn parse(text: &str) -> (Document, Vec<Diagnostic>) {
        Document::parse_with(text, &Aliases::new())
    }

    /// The same, where type ids have other spellings.
    pub fn parse_with(text: &str, aliases: &Aliases) -> (Document, Vec<Diagnostic>) {
        load::load(text, aliases)
    }

    /// The file, to be changed.
    #[cfg(feature = "check")]
    pub(crate) fn into_file(self) -> File {
        self.file
    }

    /// Other spellings of type ids.
    pub(crate) fn aliases(&self) -> &Aliases {
        &self.aliases
    }

    /// The text to save.
    pub fn to_text(&self) -> String {
        self.file.to_text()
    }

    /// The blocks, in file order, which carries no meaning.
    pub fn blocks(&self) -> &[DocumentBlock] {
        &self.blocks
    }

    /// The block with this id; of several the first.
    pub fn block(&self, id: &str) -> Option<&DocumentBlock> {
        self.blocks.iter().find(|block| block.id == id)
    }

    /// Whether the file has a list of blocks at all.
    pub(crate) fn is_flow(&self) -> bool {
        self.file.root().and_then(|root| root.get("actions")).is_some_and(Node::is_list)
    }

    /// The file as a value.
    pub(crate) fn to_value(&self) -> Value {
        self.file.root().map(Node::to_value).unwrap_or_default()
    }

    /// Name of the flow.
    pub fn name(&self) -> Option<&str> {
        self.top("name")
    }

    /// What it is for.
    pub fn description(&self) -> Option<&str> {
        self.top("description")
    }

    /// Source of the events it answers, for instance `connectVoiceContact` (`reference/cti-flows.md` §3).
    pub fn source(&self) -> Option<&str> {
        self.top("source")
    }

    /// Event it answers, for instance `onConnecting`.
    pub fn event(&self) -> Option<&str> {
        self.top("event")
    }

    /// Whether it may run. A file that does not say may: exports of the vendor never say.
    pub fn active(&self) -> bool {
        match self.file.root().and_then(|root| root.get("active")) {
            Some(node) => node.to_value().to_flag(),
            None => true,
        }
    }

    fn top(&self, key: &str) -> Option<&str> {
        self.file.root()?.get(key)?.as_text().map(|text| text.as_str())
    }

    /// The highest number at the end of any of these ids; 0 when there is none.
    #[cfg(feature = "check")]
    pub(crate) fn highest_number<'i>(ids: impl Iterator<Item = &'i str>) -> u64 {
        load::highest_number(ids)
    }

    /// An id for a new block: `uid-` and a number above the highest in any id of the file.
    pub fn new_id(&self) -> String {
        format!("uid-{}", load::highest_number(self.blocks.iter().map(|block| block.id.as_str())) + 1)
    }
}
