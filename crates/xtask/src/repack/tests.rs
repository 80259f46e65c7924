use wasm_encoder::{
    CodeSection, ConstExpr, ElementSection, Elements, EntityType, ExportKind, ExportSection, Function,
    FunctionSection, ImportSection, Instruction, MemArg, MemorySection, MemoryType, Module, NameMap,
    NameSection, RefType, TableSection, TableType, TypeSection,
};
use wasmparser::{Operator, Parser, Payload};

use super::{drop_described, repack};
use crate::glue_names::Names;
use crate::snippets::Direct;

const LOG: u32 = 0;
const FIRST: u32 = 1;

/// An import, `functions` that each load from memory, add what sets them apart and call the function given; the table
/// holds the first two.
fn module(functions: &[(&str, usize, u32)]) -> Vec<u8> {
    let (mut types, mut imports, mut list) =
        (TypeSection::new(), ImportSection::new(), FunctionSection::new());
    let (mut tables, mut memories, mut exports) =
        (TableSection::new(), MemorySection::new(), ExportSection::new());
    let (mut elements, mut code, mut names) = (ElementSection::new(), CodeSection::new(), NameMap::new());
    types.ty().function([], []);
    imports.import("./page_bg.js", "__wbg_log", EntityType::Function(0));
    tables.table(TableType {
        element_type: RefType::FUNCREF,
        minimum: 2,
        maximum: None,
        table64: false,
        shared: false,
    });
    memories.memory(MemoryType {
        minimum: 1,
        maximum: None,
        memory64: false,
        shared: false,
        page_size_log2: None,
    });
    for (at, (name, size, calls)) in functions.iter().enumerate() {
        list.function(0);
        exports.export(name, ExportKind::Func, FIRST + at as u32);
        names.append(FIRST + at as u32, name);
        let mut body = Function::new([]);
        for _ in 0..*size {
            body.instruction(&Instruction::I32Const(at as i32));
            body.instruction(&Instruction::I32Load(MemArg { offset: 4, align: 2, memory_index: 0 }));
            body.instruction(&Instruction::Drop);
        }
        body.instruction(&Instruction::Call(*calls)).instruction(&Instruction::End);
        code.function(&body);
    }
    elements.active(None, &ConstExpr::i32_const(0), Elements::Functions([FIRST, FIRST + 1][..].into()));
    let mut module = Module::new();
    module
        .section(&types)
        .section(&imports)
        .section(&list)
        .section(&tables)
        .section(&memories)
        .section(&exports);
    module.section(&elements).section(&code);
    let mut section = NameSection::new();
    section.functions(&names);
    module.section(&section);
    module.finish()
}

/// What each exported function calls by name, and what the table holds.
fn shape(wasm: &[u8]) -> (Vec<(String, usize, String)>, Vec<String>) {
    wasmparser::validate(wasm).unwrap();
    let (mut names, mut bodies, mut table) = (vec![String::new(); 16], Vec::new(), Vec::new());
    for payload in Parser::new(0).parse_all(wasm) {
        match payload.unwrap() {
            Payload::ImportSection(imports) => {
                let import = imports.into_imports().next().unwrap().unwrap();
                names[0] = format!("{} {}", import.module, import.name);
            }
            Payload::ExportSection(exports) => {
                for export in exports {
                    let export = export.unwrap();
                    names[export.index as usize] = export.name.to_owned();
                }
            }
            Payload::ElementSection(elements) => {
                for element in elements {
                    let wasmparser::ElementItems::Functions(items) = element.unwrap().items else {
                        panic!("expressions")
                    };
                    table.extend(items.into_iter().map(Result::unwrap));
                }
            }
            Payload::CodeSectionEntry(body) => {
                let (mut calls, mut loads) = (None, 0);
                for operator in body.get_operators_reader().unwrap() {
                    match operator.unwrap() {
                        Operator::Call { function_index } => calls = Some(function_index),
                        Operator::I32Load { memarg } => loads += usize::from(memarg.offset == 4),
                        _ => {}
                    }
                }
                bodies.push((loads, calls.unwrap()));
            }
            _ => {}
        }
    }
    let name = |index: u32| names[index as usize].clone();
    let mut functions: Vec<_> =
        (FIRST..).zip(bodies).map(|(index, (loads, calls))| (name(index), loads, name(calls))).collect();
    functions.sort();
    (functions, table.into_iter().map(name).collect())
}

#[test]
fn in_another_order_everything_still_calls_what_it_called() {
    let names: Names = [("./page_bg.js", "a"), ("__wbg_log", "b"), ("f", "c")]
        .map(|(old, new)| (old.to_owned(), new.to_owned()))
        .into();
    let wasm = module(&[("e", 1, LOG), ("f", 9, FIRST), ("g", 3, FIRST + 1), ("h", 9, FIRST + 2)]);
    let packed = repack(&wasm, &names).unwrap();
    assert!(packed.len() < wasm.len());
    let call = |from: &str, loads, to: &str| (from.to_owned(), loads, to.to_owned());
    let expected = vec![call("c", 9, "e"), call("e", 1, "a b"), call("g", 3, "c"), call("h", 9, "g")];
    assert_eq!(shape(&packed), (expected, vec!["e".to_owned(), "c".to_owned()]));
    assert_eq!(repack(&wasm, &names).unwrap(), packed, "the same module gives the same bytes");
    assert_eq!(shape(&repack(&packed, &Names::new()).unwrap()), shape(&packed));
}

#[test]
fn only_described_closures_leave_the_table() {
    let closure = "wasm_bindgen[00]::convert::closures::_::invoke::<i8, u32, true>";
    let other = "wasm_bindgen[00]::convert::closures::other";
    for (first, second, table) in [
        ("e", closure, ["e", "e"]),
        (closure, "e", ["e", "e"]),
        ("e", other, ["e", other]),
        // Nothing is left to stand in.
        (
            closure,
            "wasm_bindgen[01]::convert::closures::_::invoke::<u8>",
            [closure, "wasm_bindgen[01]::convert::closures::_::invoke::<u8>"],
        ),
    ] {
        let wasm = module(&[(first, 1, LOG), (second, 2, LOG)]);
        assert_eq!(shape(&drop_described(&wasm, &[], &Direct::new()).unwrap()).1, table);
    }
}

#[test]
fn what_only_an_unused_class_reaches_leaves_the_table() {
    let of_class = "streams[00]::into_sink::IntoSink::write::{closure#0}";
    for (class, table) in [("IntoSink", ["e", "e"]), ("Sink", ["e", of_class])] {
        let wasm = module(&[("e", 1, LOG), (of_class, 2, LOG)]);
        let dropped = drop_described(&wasm, &[class.to_owned()], &Direct::new()).unwrap();
        assert_eq!(shape(&dropped).1, table, "{class}");
    }
}
