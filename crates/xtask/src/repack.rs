//! The same module, written so that brotli finds more in it: functions that are alike beside each other, no alignment
//! hints, one-letter names where the module meets its glue. No instruction changes.

mod order;

use std::collections::HashSet;

use anyhow::{Context, Result, anyhow};
use wasm_encoder::reencode::{Error, Reencode, utils};
use wasm_encoder::{
    CodeSection, Elements, ExportSection, FunctionSection, Import, ImportSection, MemArg, Module,
};
use wasmparser::{
    CodeSectionReader, ElementItems, Export, FunctionBody, FunctionSectionReader, Imports, KnownCustom,
    Parser, Payload, TypeRef,
};

use crate::glue_names::Names;
use crate::snippets::Direct;
use crate::unused;

/// Writes a module anew.
///
/// # Errors
/// The module cannot be read.
pub(crate) fn repack(wasm: &[u8], names: &Names) -> Result<Vec<u8>> {
    let functions = Functions::read(wasm)?;
    let order = order::alike_together(&functions.bodies, &functions.types)?;
    let imported = functions.imported;
    let mut places: Vec<u32> = (0..imported).chain(order.iter().map(|_| 0)).collect();
    for (new, old) in order.iter().enumerate() {
        places[imported as usize + old] = imported + new as u32;
    }
    write(&mut Repacked { names, order, places }, wasm)
}

/// Takes the closures that nothing makes out of the function table, so that wasm-opt drops them.
///
/// Each callback that js-sys offers describes the closure it takes. wasm-bindgen acts on the descriptions, exports what
/// JavaScript calls and removes the rest; only the table still holds every function that was described. The exports of
/// `classes` go with what only they reach ([`crate::unused`]), and what came straight from scripts comes from the glue ([`crate::snippets`]).
///
/// # Errors
/// The module cannot be read.
pub(crate) fn drop_described(wasm: &[u8], classes: &[String], direct: &Direct) -> Result<Vec<u8>> {
    let glue = glue(wasm)?;
    write(&mut Undescribed { described: described(wasm, classes)?, classes, direct, glue }, wasm)
}

fn write<R: Reencode>(how: &mut R, wasm: &[u8]) -> Result<Vec<u8>>
where
    R::Error: std::fmt::Display,
{
    let mut module = Module::new();
    how.parse_core_module(&mut module, Parser::new(0), wasm)
        .map_err(|error| anyhow!("cannot write the module anew: {error}"))?;
    Ok(module.finish())
}

/// The functions of a module.
struct Functions<'a> {
    /// How many of the first indices are imports.
    imported: u32,
    types: Vec<u32>,
    bodies: Vec<FunctionBody<'a>>,
}

impl<'a> Functions<'a> {
    fn read(wasm: &'a [u8]) -> Result<Functions<'a>> {
        let mut read = Functions { imported: 0, types: Vec::new(), bodies: Vec::new() };
        for payload in Parser::new(0).parse_all(wasm) {
            match payload.context("not a wasm module")? {
                Payload::ImportSection(imports) => {
                    for import in imports.into_imports() {
                        read.imported += u32::from(matches!(import?.ty, TypeRef::Func(_)));
                    }
                }
                Payload::FunctionSection(types) => {
                    read.types = types.into_iter().collect::<Result<_, _>>()?;
                }
                Payload::CodeSectionEntry(body) => read.bodies.push(body),
                _ => {}
            }
        }
        Ok(read)
    }
}

/// The functions that descriptions of closures named, by the names wasm-bindgen leaves in; and those of these classes' modules:
/// there is no object of a class that is not handed out, so nothing reaches them but the class's exports.
fn described(wasm: &[u8], classes: &[String]) -> Result<HashSet<u32>> {
    let mut found = HashSet::new();
    let modules: Vec<String> = classes.iter().map(|class| format!("::{}::", unused::module(class))).collect();
    for payload in Parser::new(0).parse_all(wasm) {
        let Payload::CustomSection(section) = payload.context("not a wasm module")? else { continue };
        let KnownCustom::Name(names) = section.as_known() else { continue };
        for part in names {
            let wasmparser::Name::Function(functions) = part? else { continue };
            for function in functions {
                let function = function?;
                let name = function.name;
                if name.contains("::convert::closures::_::invoke::<")
                    || modules.iter().any(|module| name.contains(module.as_str()))
                {
                    found.insert(function.index);
                }
            }
        }
    }
    Ok(found)
}

/// What the module calls its glue.
fn glue(wasm: &[u8]) -> Result<String> {
    let mut modules = unused::imports(wasm)?.into_iter().map(|(module, _)| module);
    Ok(modules.find(|module| module.ends_with("_bg.js")).unwrap_or_default())
}

/// A module without the described functions in its table.
struct Undescribed<'a> {
    described: HashSet<u32>,
    /// Classes whose exports nobody calls.
    classes: &'a [String],
    /// What comes from scripts.
    direct: &'a Direct,
    /// Where it comes from instead.
    glue: String,
}

impl Reencode for Undescribed<'_> {
    type Error = std::convert::Infallible;

    fn element_items<'a>(&mut self, items: ElementItems<'a>) -> Result<Elements<'a>, Error<Self::Error>> {
        let ElementItems::Functions(functions) = items else { return utils::element_items(self, items) };
        let functions: Vec<u32> = functions.into_iter().collect::<Result<_, _>>()?;
        // A table has no gaps: any function that is in it for a reason stands in.
        let stand_in = functions.iter().copied().find(|function| !self.described.contains(function));
        let instead = |function| match stand_in {
            Some(stand_in) if self.described.contains(&function) => stand_in,
            _ => function,
        };
        Ok(Elements::Functions(functions.into_iter().map(instead).collect()))
    }

    fn parse_imports(
        &mut self,
        section: &mut ImportSection,
        imports: Imports<'_>,
    ) -> Result<(), Error<Self::Error>> {
        let Imports::Single(_, import) = imports else { return utils::parse_imports(self, section, imports) };
        let ty = self.entity_type(import.ty)?;
        let of_script = self.direct.get(&(import.module.to_owned(), import.name.to_owned()));
        let (module, name) =
            of_script.map_or((import.module, import.name), |name| (self.glue.as_str(), name.as_str()));
        section.imports(wasm_encoder::Imports::Single(Import { module, name, ty }));
        Ok(())
    }

    fn parse_export(
        &mut self,
        exports: &mut ExportSection,
        export: Export<'_>,
    ) -> Result<(), Error<Self::Error>> {
        if unused::exported_by(self.classes, export.name) {
            return Ok(());
        }
        utils::parse_export(self, exports, export)
    }
}

/// A module in another order and with other names.
struct Repacked<'a> {
    names: &'a Names,
    /// Old places of the bodies, in the new order.
    order: Vec<usize>,
    /// New index of each function, imports included.
    places: Vec<u32>,
}

impl Repacked<'_> {
    fn name<'b>(&'b self, old: &'b str) -> &'b str {
        self.names.get(old).map_or(old, String::as_str)
    }
}

impl Reencode for Repacked<'_> {
    type Error = std::convert::Infallible;

    fn function_index(&mut self, old: u32) -> Result<u32, Error<Self::Error>> {
        Ok(self.places.get(old as usize).copied().unwrap_or(old))
    }

    fn mem_arg(&mut self, old: wasmparser::MemArg) -> Result<MemArg, Error<Self::Error>> {
        // Only a hint, which no browser's engine takes; without it equal accesses are equal bytes.
        Ok(MemArg { align: 0, ..utils::mem_arg(self, old)? })
    }

    fn parse_function_section(
        &mut self,
        functions: &mut FunctionSection,
        section: FunctionSectionReader<'_>,
    ) -> Result<(), Error<Self::Error>> {
        let types: Vec<u32> = section.into_iter().collect::<Result<_, _>>()?;
        for &old in &self.order {
            functions.function(types[old]);
        }
        Ok(())
    }

    fn parse_code_section(
        &mut self,
        code: &mut CodeSection,
        section: CodeSectionReader<'_>,
    ) -> Result<(), Error<Self::Error>> {
        let bodies: Vec<FunctionBody<'_>> = section.into_iter().collect::<Result<_, _>>()?;
        for old in self.order.clone() {
            self.parse_function_body(code, bodies[old].clone())?;
        }
        Ok(())
    }

    fn parse_imports(
        &mut self,
        section: &mut ImportSection,
        imports: Imports<'_>,
    ) -> Result<(), Error<Self::Error>> {
        let Imports::Single(_, import) = imports else { return utils::parse_imports(self, section, imports) };
        let ty = self.entity_type(import.ty)?;
        let (module, name) = (self.name(import.module), self.name(import.name));
        section.imports(wasm_encoder::Imports::Single(Import { module, name, ty }));
        Ok(())
    }

    fn parse_export(
        &mut self,
        exports: &mut ExportSection,
        export: Export<'_>,
    ) -> Result<(), Error<Self::Error>> {
        let (kind, index) = (self.export_kind(export.kind)?, self.external_index(export.kind, export.index)?);
        exports.export(self.name(export.name), kind, index);
        Ok(())
    }

    /// Names, producers and features: nothing a browser reads.
    fn parse_custom_section(
        &mut self,
        _: &mut Module,
        _: wasmparser::CustomSectionReader<'_>,
    ) -> Result<(), Error<Self::Error>> {
        Ok(())
    }
}

#[cfg(test)]
mod tests;
