//! A flow compiled: a flat table of blocks, ports as indices, references taken apart.

use crate::reference::Source;
use crate::{Block, Diagnostic, Document, DocumentBlock, Port, Text, blocks};

/// A flow ready to run. Nothing in it is looked up by name.
#[derive(Clone, Debug)]
pub struct Program {
    pub(crate) name: Option<Text>,
    pub(crate) blocks: Vec<ProgramBlock>,
    /// Index of the Start block, or how many there are when that is not one.
    pub(crate) start: Result<usize, usize>,
}

#[derive(Clone, Debug)]
pub(crate) struct ProgramBlock {
    pub(crate) id: Text,
    pub(crate) type_id: Text,
    /// Its label, else the title of its type.
    pub(crate) title: Text,
    /// Absent when nobody here knows the type.
    pub(crate) block: Option<&'static Block>,
    /// In the order of the block's arguments; absent where the file gives nothing.
    pub(crate) sources: Vec<Option<Source>>,
    /// In the order of the block's ports.
    pub(crate) targets: Vec<Option<usize>>,
}

/// Compiles a flow. There is always a program; one of a broken flow ends as blocked when it comes to the broken place.
pub fn compile(document: &Document) -> (Program, Vec<Diagnostic>) {
    let mut compiled = Vec::with_capacity(document.blocks().len());
    let mut starts = Vec::new();
    for (at, block) in document.blocks().iter().enumerate() {
        if block.type_id == "SE_Start" {
            starts.push(at);
        }
        compiled.push(ProgramBlock::of(document, block));
    }
    let start = if let [start] = starts[..] { Ok(start) } else { Err(starts.len()) };
    let program = Program { name: document.name().map(Text::of), blocks: compiled, start };
    let diagnostics = findings(document, &program);
    (program, diagnostics)
}

impl Program {
    /// Name of the flow.
    pub fn name(&self) -> Option<&str> {
        self.name.as_deref()
    }
}

impl ProgramBlock {
    fn of(document: &Document, block: &DocumentBlock) -> ProgramBlock {
        let found = blocks::find(&block.type_id);
        let own_title = || found.map_or_else(|| block.type_id.clone(), |found| found.title.into());
        let (mut sources, mut targets) = (Vec::new(), Vec::new());
        for argument in found.map_or(&[][..], |found| found.arguments) {
            sources.push(blocks::control(block, argument.name).map(Source::compile));
        }
        for port in found.map_or(&[][..], |found| found.ports.all()) {
            let id = block.ports.get(port.name());
            targets.push(id.and_then(|id| document.blocks().iter().position(|block| block.id == *id)));
        }
        ProgramBlock {
            id: block.id.clone(),
            type_id: block.type_id.clone(),
            title: block.title.clone().unwrap_or_else(own_title),
            block: found,
            sources,
            targets,
        }
    }

    /// Where a port leads.
    pub(crate) fn target(&self, port: Port) -> Option<usize> {
        let position = self.block?.ports.all().iter().position(|p| *p == port)?;
        self.targets.get(position).copied().flatten()
    }
}

#[cfg(feature = "check")]
fn findings(document: &Document, program: &Program) -> Vec<Diagnostic> {
    crate::check::check(document, program)
}

/// Without the feature only what keeps a flow from running at all.
#[cfg(not(feature = "check"))]
fn findings(document: &Document, program: &Program) -> Vec<Diagnostic> {
    use crate::Finding;
    match program.start {
        Err(count) if document.is_flow() => {
            let finding = if count == 0 { Finding::NoStart } else { Finding::SeveralStarts { count } };
            vec![Diagnostic { finding, block: None, argument: None, place: None }]
        }
        _ => Vec::new(),
    }
}
