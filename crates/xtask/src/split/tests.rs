use wasm_encoder::{
    BlockType, CodeSection, ConstExpr, DataSection, Function, FunctionSection, Instruction, MemArg,
    MemorySection, MemoryType, Module, TypeSection, ValType,
};

use super::{SECTION, split};
use crate::shrink::brotli_size;

const AT: MemArg = MemArg { offset: 200, align: 0, memory_index: 0 };

/// A module with these bodies, and something before and behind the code.
fn module(bodies: &[&[Instruction<'_>]]) -> Vec<u8> {
    let mut types = TypeSection::new();
    types.ty().function([ValType::I32], []);
    let mut functions = FunctionSection::new();
    let mut code = CodeSection::new();
    for body in bodies {
        functions.function(0);
        let mut function = Function::new([(3, ValType::I32), (300, ValType::I64)]);
        for instruction in *body {
            function.instruction(instruction);
        }
        function.instruction(&Instruction::End);
        code.function(&function);
    }
    let mut memories = MemorySection::new();
    memories.memory(MemoryType {
        minimum: 17,
        maximum: None,
        memory64: false,
        shared: false,
        page_size_log2: None,
    });
    let mut data = DataSection::new();
    data.active(0, &ConstExpr::i32_const(0x10_0000), *b"static data");
    let mut module = Module::new();
    module.section(&types).section(&functions).section(&memories).section(&code).section(&data);
    module.finish()
}

/// The module comes together again: `split` proves it, or fails.
#[track_caller]
fn check(body: &[Instruction<'_>]) {
    let split = split(&module(&[body, body])).expect("taken apart and put together");
    let mut sections = wasmparser::Parser::new(0).parse_all(&split);
    let custom = sections.find_map(|section| match section.expect("a module") {
        wasmparser::Payload::CustomSection(section) => Some(section.name().to_owned()),
        _ => None,
    });
    assert_eq!(custom.as_deref(), Some(SECTION));
}

#[test]
fn every_kind_of_operand() {
    use Instruction::*;
    check(&[]);
    check(&[LocalGet(0), LocalSet(3), LocalGet(4), LocalTee(200), Drop]);
    check(&[I32Const(0), I32Const(-1), I32Const(i32::MIN), I32Const(i32::MAX), I32Const(100), Unreachable]);
    check(&[I32Const(0x10_0000), I32Const(0x10_0001), I32Const(0x10_ffff), Unreachable]);
    check(&[I32Const(0x0f_ffff), I32Const(0x11_0000), I32Const(0x20_0000), Unreachable]);
    check(&[I64Const(-1), I64Const(i64::MAX), F32Const(1.5f32.into()), F64Const(2.5f64.into()), Unreachable]);
    check(&[
        I32Load(AT),
        I64Load8U(AT),
        I32Store(AT),
        I64Store32(AT),
        MemorySize(0),
        MemoryGrow(0),
        Unreachable,
    ]);
    check(&[
        MemoryCopy { src_mem: 0, dst_mem: 0 },
        MemoryFill(0),
        I32TruncSatF64S,
        I64TruncSatF64U,
        TableGrow(0),
        TableSize(0),
        TableFill(0),
        Unreachable,
    ]);
    check(&[
        Block(BlockType::Empty),
        Loop(BlockType::Result(ValType::I32)),
        If(BlockType::Empty),
        Else,
        End,
        End,
        End,
    ]);
    check(&[Block(BlockType::Empty), BrIf(0), Br(0), BrTable([0, 1, 0].as_slice().into(), 1), End]);
    check(&[Call(0), Call(1), CallIndirect { type_index: 0, table_index: 0 }, Unreachable]);
    check(&[
        GlobalGet(0),
        GlobalSet(1),
        TableGet(0),
        TableSet(0),
        RefNull(wasm_encoder::HeapType::EXTERN),
        RefIsNull,
        RefFunc(0),
        Return,
    ]);
    check(&[I32Add, I64Extend32S, F64ReinterpretI64, Select, Nop]);
}

#[test]
fn what_is_not_known_is_refused() {
    let refused = |body: &[Instruction<'_>]| format!("{:#}", split(&module(&[body])).expect_err("refused"));
    assert_eq!(
        refused(&[Instruction::ReturnCall(0)]),
        "function 0: instruction 0x12 is not known to split/instructions.rs"
    );
    assert!(split(b"<!doctype html>").is_err());
}

#[test]
fn less_is_sent_though_more_is_written() {
    let body: Vec<Instruction<'_>> = (0..3000)
        .flat_map(|at| {
            [
                Instruction::LocalGet(at * at % 7),
                Instruction::I32Const(at as i32 % 50),
                Instruction::I32Add,
                Instruction::LocalSet(at * 11 % 13),
            ]
        })
        .collect();
    let whole = module(&[&body]);
    let split = split(&whole).expect("taken apart");
    assert!(brotli_size(&split).expect("brotli") < brotli_size(&whole).expect("brotli"));
}
