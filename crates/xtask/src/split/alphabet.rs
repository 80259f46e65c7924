//! Which byte stands for which instruction.
//!
//! Brotli guesses a byte from the two before it, of which it only looks at the class: 0, 1–15, 16–63, 64–127, 128–191, 192–239,
//! 240–254, 255 (RFC 7932 §7.1, signed). So instructions that are followed by the same ones share a class. The classes were
//! found by moving one instruction after the other to where the entropy of the core's instructions was least.

/// First byte of each class.
const FIRST: [u8; 8] = [0, 1, 16, 64, 128, 192, 240, 255];

/// The instructions of each class, by the codes of `instructions.rs`.
const CLASSES: [&[u8]; 8] = [
    &[0x41],
    &[0xd5, 0xd3, 0xd4, 0xd6, 0x88, 0x70, 0xbf],
    &[
        0x28, 0x0c, 0x22, 0x46, 0x47, 0xdd, 0xde, 0xdc, 0x2d, 0x0f, 0x71, 0x00, 0xdb, 0x4d, 0x4e, 0x4f, 0x49,
        0x4b, 0xa7, 0x2f, 0x48, 0x2c, 0x4a, 0xc0, 0x4c, 0x89, 0x67, 0x78, 0x65, 0xa1, 0x40, 0x66, 0x69, 0xf2,
        0xf4, 0xf6,
    ],
    &[
        0x29, 0x6b, 0x23, 0x45, 0x42, 0x74, 0x6c, 0x7c, 0x52, 0xad, 0x51, 0x7e, 0x83, 0x7d, 0x86, 0x56, 0x84,
        0x5a, 0x50, 0x35, 0xbd, 0x53, 0x54, 0x62, 0x58, 0x61, 0x6d, 0x7f, 0x85, 0xe6, 0x33, 0x80, 0xac, 0x31,
        0x64, 0x82, 0xf3,
    ],
    &[
        0x6a, 0xff, 0x1b, 0x72, 0x25, 0x76, 0x6e, 0x2b, 0x44, 0xb8, 0x87, 0xba, 0x77, 0xe7, 0x68, 0x9d, 0xd0,
        0x75, 0xa0, 0xef,
    ],
    &[
        0x10, 0x02, 0x21, 0x0d, 0xd8, 0xda, 0xd9, 0x03, 0xd7, 0x0e, 0x73, 0x11, 0x1a, 0x05, 0x59, 0x57, 0xe3,
        0xf5,
    ],
    &[0x0b, 0x36, 0x37, 0x24, 0x04, 0x3a, 0xea, 0x3b, 0x26, 0x39, 0x3e, 0x99, 0xa6, 0xeb],
    &[0x20],
];

/// Puts a row of instructions into the alphabet; the row, and the instruction of each byte, 0 where none is.
pub(super) fn spell(instructions: &[u8]) -> (Vec<u8>, [u8; 256]) {
    let mut bytes: [Option<u8>; 256] = [None; 256];
    let mut taken = [false; 256];
    for (first, class) in FIRST.into_iter().zip(CLASSES) {
        for (byte, &instruction) in (first..=u8::MAX).zip(class) {
            bytes[usize::from(instruction)] = Some(byte);
            taken[usize::from(byte)] = true;
        }
    }
    let mut alphabet = [0; 256];
    let mut row = Vec::with_capacity(instructions.len());
    for &instruction in instructions {
        // One that no class has takes a byte that is left: there are as many as instructions.
        let byte = *bytes[usize::from(instruction)].get_or_insert_with(|| {
            let free = taken.iter().rposition(|taken| !taken).unwrap_or_default();
            taken[free] = true;
            free as u8
        });
        alphabet[usize::from(byte)] = instruction;
        row.push(byte);
    }
    (row, alphabet)
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::{CLASSES, FIRST, spell};

    #[test]
    fn every_class_has_room() {
        let next = FIRST.into_iter().skip(1).map(usize::from).chain([256]);
        for ((first, class), next) in FIRST.into_iter().zip(CLASSES).zip(next) {
            assert!(usize::from(first) + class.len() <= next, "the class of {first}");
        }
        let all: Vec<u8> = CLASSES.concat();
        assert_eq!(all.iter().collect::<HashSet<_>>().len(), all.len(), "an instruction stands twice");
    }

    #[test]
    fn every_instruction_can_be_spelt() {
        let all: Vec<u8> = (0..=u8::MAX).collect();
        let (row, alphabet) = spell(&all);
        let read: Vec<u8> = row.iter().map(|&byte| alphabet[usize::from(byte)]).collect();
        assert_eq!(read, all);
    }
}
