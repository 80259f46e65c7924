//! From bytes to text, and from a zip to its entries.

use std::io::{Cursor, Read};

use zip::ZipArchive;

use crate::finding::{Finding, Note};

/// Most bytes of a file, and of all that a zip unpacks to.
pub const MOST_BYTES: usize = 64 << 20;

/// Most files in a zip.
pub(crate) const MOST_FILES: usize = 5_000;

const MEGABYTE: usize = 1 << 20;

/// Whether these bytes begin as a zip does, also an empty one.
pub(crate) fn is_zip(bytes: &[u8]) -> bool {
    bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"PK\x05\x06")
}

/// The text of a file, without a byte order mark, and whether it was UTF-16.
pub(crate) fn text_of(bytes: &[u8]) -> Result<(String, bool), Finding> {
    if let Some(text) = utf16(bytes) {
        return text.map(|text| (text, true));
    }
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    match std::str::from_utf8(bytes) {
        Ok(text) if text.contains('\0') => Err(Finding::Binary),
        Ok(text) => Ok((text.to_owned(), false)),
        // Text of an old code page has no control characters but these; a picture or a program has.
        Err(_) if bytes.iter().any(|byte| *byte < b' ' && !b"\t\r\n\x0c".contains(byte)) => {
            Err(Finding::Binary)
        }
        Err(error) => Err(Finding::NotUtf8 { at: error.valid_up_to() }),
    }
}

/// The text, where a byte order mark says that it is UTF-16.
fn utf16(bytes: &[u8]) -> Option<Result<String, Finding>> {
    let is_little = match bytes {
        [0xff, 0xfe, ..] => true,
        [0xfe, 0xff, ..] => false,
        _ => return None,
    };
    let pairs = bytes[2..].chunks_exact(2);
    let whole = pairs.remainder().is_empty();
    let unit = |pair: [u8; 2]| if is_little { u16::from_le_bytes(pair) } else { u16::from_be_bytes(pair) };
    let units: Vec<u16> = pairs.map(|pair| unit([pair[0], pair[1]])).collect();
    Some(String::from_utf16(&units).ok().filter(|_| whole).ok_or(Finding::Binary))
}

/// The files of a zip, each under `ZIP/NAME`. Entries of the names that systems add by themselves are passed over.
pub(crate) fn unzip(from: &str, bytes: &[u8], notes: &mut Vec<Note>) -> Vec<(String, Vec<u8>)> {
    let mut note = |from: String, finding| notes.push(Note { from, finding });
    let mut archive = match ZipArchive::new(Cursor::new(bytes)) {
        Ok(archive) => archive,
        Err(error) => {
            note(from.to_owned(), Finding::DamagedZip { reason: error.to_string() });
            return Vec::new();
        }
    };
    if archive.len() > MOST_FILES {
        note(from.to_owned(), Finding::TooManyFiles { count: archive.len(), most: MOST_FILES });
        return Vec::new();
    }
    let mut files = Vec::new();
    let mut room = MOST_BYTES;
    for at in 0..archive.len() {
        let (name, is_no_file, is_encrypted) = match archive.by_index_raw(at) {
            Ok(entry) => {
                let name = String::from_utf8_lossy(entry.name_raw()).into_owned();
                (name, entry.is_dir() || entry.is_symlink(), entry.encrypted())
            }
            Err(error) => {
                note(from.to_owned(), Finding::DamagedZip { reason: error.to_string() });
                continue;
            }
        };
        let place = format!("{from}/{name}");
        if is_no_file || is_by_the_system(&name) {
            continue;
        }
        if is_encrypted {
            note(place, Finding::Encrypted);
            continue;
        }
        // Nothing is written under the names of a zip; one that leads out of it was not made by an honest program.
        if leads_out(&name) {
            note(place, Finding::PathLeadsOut);
            continue;
        }
        // What the directory says of sizes is not believed.
        let mut content = Vec::new();
        let read = archive.by_index(at).map_err(|error| error.to_string()).and_then(|file| {
            file.take(room as u64 + 1).read_to_end(&mut content).map_err(|error| error.to_string())
        });
        if content.len() > room {
            note(from.to_owned(), Finding::UnpacksTooLarge { most: MOST_BYTES / MEGABYTE });
            return Vec::new();
        }
        room -= content.len();
        match read {
            Ok(_) => files.push((place, content)),
            Err(reason) => note(place, Finding::DamagedZip { reason }),
        }
    }
    files
}

/// Whether a name is that of a file outside of the archive.
fn leads_out(name: &str) -> bool {
    let mut parts = name.split(['/', '\\']);
    name.starts_with(['/', '\\']) || name.as_bytes().get(1) == Some(&b':') || parts.any(|part| part == "..")
}

/// That a file is too large to be read, where it is.
pub(crate) fn too_large(bytes: &[u8]) -> Option<Finding> {
    (bytes.len() > MOST_BYTES).then_some(Finding::TooLarge { most: MOST_BYTES / MEGABYTE })
}

/// `.DS_Store`, `__MACOSX/…`, `Thumbs.db`.
fn is_by_the_system(name: &str) -> bool {
    let last = name.rsplit(['/', '\\']).next().unwrap_or_default();
    name.starts_with("__MACOSX/")
        || last.starts_with('.')
        || last.eq_ignore_ascii_case("thumbs.db")
        || last.eq_ignore_ascii_case("desktop.ini")
}
