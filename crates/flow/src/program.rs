//! A flow compiled: a flat table of blocks, ports as indices, references taken apart.

use crate::reference::Source;
use crate::{Block, Diagnostic, Document, Port, Text, blocks};

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
    let index_of = |id: &str| document.blocks().iter().position(|block| block.id == id);
    let compiled = document.blocks().iter().map(|block| {
        let found = blocks::find(&block.type_id);
        let arguments = found.map_or(&[][..], |found| found.arguments);
        let ports = found.map_or(&[][..], |found| found.ports.all());
        ProgramBlock {
            id: block.id.clone(),
            type_id: block.type_id.clone(),
            title: block
                .title
                .clone()
                .unwrap_or_else(|| found.map_or(block.type_id.clone(), |found| found.title.into())),
            block: found,
            sources: arguments.iter().map(|a| blocks::control(block, a.name).map(Source::compile)).collect(),
            targets: ports
                .iter()
                .map(|port| block.ports.get(port.name()).and_then(|id| index_of(id)))
                .collect(),
        }
    });
    let compiled: Vec<ProgramBlock> = compiled.collect();
    let starts: Vec<usize> = (0..compiled.len()).filter(|at| compiled[*at].type_id == "SE_Start").collect();
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
