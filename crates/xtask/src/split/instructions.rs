//! One function body: each instruction into its row, each operand into another. The other way round is
//! `www/adapter/module.js`; whoever changes one changes both.

use anyhow::{Result, anyhow, bail};

use super::{CONSTANTS, Stream, Streams, write_number};

/// `local.get`, `local.set` and `local.tee` of the first variables have codes of their own, as there is room for them.
const SHORT: u8 = 0xd3;
/// How many variables these are.
const SHORT_COUNT: u8 = 4;
/// Instructions of two bytes (`0xfc` and another) begin here.
const LONG: u8 = 0xe0;
/// Whole instructions, operand and all, that are frequent enough for a code of their own: from [`WORD`] on.
const WORDS: [&[u8]; 5] =
    [&[0x41, 1], &[0x41, 0x80, 0x80, 0x80, 0x80, 0x78], &[0x41, 0x40], &[0x0d, 0], &[0x0c, 0]];
const WORD: u8 = 0xf2;
/// A constant that is an address of static data.
const ADDRESS: u8 = 0xff;
/// Where static data begins: as high as the stack, which rustc's linker puts below it.
const STATIC: u32 = 0x10_0000;

/// A number that is one byte in quarters is a multiple of four below four times this.
const NEGATIVE: u8 = 191;
/// `i32.add` and `i32.sub`: a constant before one of them is a distance in memory.
const DISTANCES: [u8; 2] = [0x6a, 0x6b];

/// Reads bytes from the front.
#[derive(Debug)]
pub(super) struct Reader<'a>(&'a [u8]);

impl<'a> Reader<'a> {
    pub(super) fn new(bytes: &'a [u8]) -> Reader<'a> {
        Reader(bytes)
    }

    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub(super) fn rest(&self) -> &'a [u8] {
        self.0
    }

    pub(super) fn bytes(&mut self, count: usize) -> Result<&'a [u8]> {
        let (taken, rest) =
            self.0.split_at_checked(count).ok_or_else(|| anyhow!("the module ends too soon"))?;
        self.0 = rest;
        Ok(taken)
    }

    pub(super) fn byte(&mut self) -> Result<u8> {
        Ok(self.bytes(1)?[0])
    }

    /// The bytes of one number, signed or not.
    fn digits(&mut self) -> Result<&'a [u8]> {
        let last = self.0.iter().position(|byte| byte & 128 == 0);
        self.bytes(last.map_or(usize::MAX, |last| last + 1))
    }

    /// An unsigned number.
    pub(super) fn number(&mut self) -> Result<u32> {
        let digits = self.digits()?;
        Ok(digits.iter().rev().fold(0, |number, digit| number << 7 | u32::from(digit & 127)))
    }

    /// The word that comes next, if one does.
    fn word(&mut self) -> Option<u8> {
        let (code, rest) =
            (WORD..).zip(WORDS).find_map(|(code, word)| Some((code, self.0.strip_prefix(word)?)))?;
        self.0 = rest;
        Some(code)
    }

    fn nothing(&mut self) -> Result<()> {
        match self.byte()? {
            0 => Ok(()),
            other => bail!("an operand is {other} that is 0 in every module of ours"),
        }
    }
}

/// Takes one body apart.
pub(super) fn take_apart(body: &[u8], into: &mut Streams) -> Result<()> {
    let mut reader = Reader::new(body);
    locals(&mut reader, into)?;
    // The constant before an instruction waits for it.
    let mut constant: Option<&[u8]> = None;
    while !reader.is_empty() {
        let mut next = None;
        let word = reader.word();
        let mut code = match word {
            Some(word) => word,
            None => reader.byte()?,
        };
        match code {
            _ if word.is_some() => {}
            0x20..=0x22 => {
                let variable = reader.digits()?;
                if variable[0] < SHORT_COUNT {
                    code = SHORT + (code - 0x20) * SHORT_COUNT + variable[0];
                } else {
                    into.put(Stream::Variables, variable);
                }
            }
            0x41 => {
                let digits = reader.digits()?;
                match address(digits) {
                    Some(address) => {
                        code = ADDRESS;
                        // What is used together is often kept together.
                        let [low, high] = address.wrapping_sub(into.address).to_le_bytes();
                        into.address = address;
                        into.put(Stream::Addresses, &[low]);
                        into.put(Stream::AddressHighs, &[high]);
                    }
                    None => next = Some(digits),
                }
            }
            0xfc => {
                let long = reader.byte()?;
                let zeros = match long {
                    0..=7 => 0,
                    // memory.copy names two memories, memory.fill one.
                    10 => 2,
                    11 => 1,
                    // table.grow, table.size and table.fill name a table.
                    15..=17 => {
                        into.put(Stream::Globals, reader.digits()?);
                        0
                    }
                    _ => bail!("instruction 0xfc {long} is not known to split/instructions.rs"),
                };
                for _ in 0..zeros {
                    reader.nothing()?;
                }
                code = LONG + long;
            }
            _ => operands(code, &mut reader, into)?,
        }
        if let Some(digits) = constant.take() {
            let row = into.row(CONSTANTS + u16::from(code));
            if DISTANCES.contains(&code) {
                quarters(signed(digits), row);
            } else {
                row.extend_from_slice(digits);
            }
        }
        constant = next;
        into.put(Stream::Instructions, &[code]);
    }
    Ok(())
}

/// The groups of variables at the head of a body.
fn locals(reader: &mut Reader<'_>, into: &mut Streams) -> Result<()> {
    let digits = reader.digits()?;
    into.put(Stream::Locals, digits);
    for _ in 0..Reader::new(digits).number()? {
        into.put(Stream::Locals, reader.digits()?);
        into.put(Stream::Locals, &[reader.byte()?]);
    }
    Ok(())
}

fn operands(code: u8, reader: &mut Reader<'_>, into: &mut Streams) -> Result<()> {
    match code {
        0x00 | 0x01 | 0x05 | 0x0b | 0x0f | 0x1a | 0x1b | 0x45..=0xc4 | 0xd1 => {}
        0x02..=0x04 => into.put(Stream::BlockTypes, reader.digits()?),
        0x0c | 0x0d => into.put(Stream::Branches, reader.digits()?),
        0x0e => {
            let digits = reader.digits()?;
            into.put(Stream::BranchTables, digits);
            for _ in 0..=Reader::new(digits).number()? {
                into.put(Stream::BranchTables, reader.digits()?);
            }
        }
        0x10 => {
            let function = u16::try_from(reader.number()?)?;
            into.put(Stream::Calls, &function.to_le_bytes());
        }
        0x11 => {
            into.put(Stream::IndirectCalls, reader.digits()?);
            into.put(Stream::IndirectCalls, reader.digits()?);
        }
        0x23..=0x26 | 0xd0 | 0xd2 => into.put(Stream::Globals, reader.digits()?),
        0x28..=0x3e => {
            // The alignment is a hint, and gone: see `repack.rs`.
            reader.nothing()?;
            let stream = if code < 0x36 { Stream::Loads } else { Stream::Stores };
            quarters(i32::try_from(reader.number()?)?, into.row(stream as u16));
        }
        0x3f | 0x40 => reader.nothing()?,
        0x42 => into.put(Stream::LongConstants, reader.digits()?),
        0x43 => into.put(Stream::Floats, reader.bytes(4)?),
        0x44 => into.put(Stream::Floats, reader.bytes(8)?),
        _ => bail!("instruction {code:#x} is not known to split/instructions.rs"),
    }
    Ok(())
}

/// A distance in memory. Most are small multiples of four, and take one byte.
fn quarters(number: i32, row: &mut Vec<u8>) {
    match u8::try_from(number / 4) {
        Ok(quarter) if number % 4 == 0 && quarter < NEGATIVE => row.push(quarter),
        _ if number < 0 => {
            row.push(NEGATIVE);
            write_number(row, number.unsigned_abs() as usize);
        }
        _ => {
            row.push((number & 63) as u8 | 192);
            write_number(row, (number >> 6) as usize);
        }
    }
}

/// The number of signed digits.
fn signed(digits: &[u8]) -> i32 {
    let bits = digits.iter().rev().fold(0, |number, digit| number << 7 | i64::from(digit & 127));
    let unused = 64 - 7 * digits.len() as u32;
    (bits << unused >> unused) as i32
}

/// How far behind the start of static data an address is. Such a constant has four digits, the last of them empty.
fn address(digits: &[u8]) -> Option<u16> {
    if digits.len() != 4 || digits[3] != 0 {
        return None;
    }
    let number = Reader::new(digits).number().ok()?;
    u16::try_from(number.checked_sub(STATIC)?).ok()
}
