//! Files in a zip archive: the same files give the same bytes, whatever the machine and the day.

use std::io::{Cursor, Read as _, Write as _};

use thiserror::Error;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipArchive, ZipWriter};

use crate::File;

/// Bytes of all files of an archive that is opened, together: a release is a tenth of it.
const MOST_BYTES: u64 = 256 << 20;
/// Files in an archive that is opened.
const MOST_FILES: usize = 5_000;

/// Why an archive cannot be opened.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum ArchiveError {
    /// It is no zip archive, or one that is broken.
    #[error("this is no zip archive that can be read: {0}")]
    NotZip(String),
    /// There is more in it than anybody would put there.
    #[error("there are more than {MOST_FILES} files or {} MB in it", MOST_BYTES >> 20)]
    TooLarge,
    /// A file leads out of the folder it is unpacked to.
    #[error("“{0}” leads out of the archive")]
    Outside(String),
}

/// A zip archive of these files, in order of their names. The `programs` among them may be run where that is a matter of
/// permissions.
///
/// # Errors
/// Two files have one name, or a name is none.
pub fn zip(files: &[File], programs: &[&str]) -> Result<Vec<u8>, ArchiveError> {
    let mut sorted: Vec<&File> = files.iter().collect();
    sorted.sort_by(|a, b| a.name.cmp(&b.name));
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    let broken = |error: &dyn std::error::Error| ArchiveError::NotZip(error.to_string());
    for File { name, bytes } in sorted {
        let permissions = if programs.contains(&name.as_str()) { 0o755 } else { 0o644 };
        let options = SimpleFileOptions::default()
            .compression_method(CompressionMethod::Deflated)
            .last_modified_time(DateTime::default())
            .unix_permissions(permissions);
        writer.start_file(name.as_str(), options).map_err(|error| broken(&error))?;
        writer.write_all(bytes).map_err(|error| broken(&error))?;
    }
    Ok(writer.finish().map_err(|error| broken(&error))?.into_inner())
}

/// The files in a zip archive, in its order, without the folders.
///
/// # Errors
/// It is no archive, too large, or has a file outside of it.
pub fn unzip(bytes: &[u8]) -> Result<Vec<File>, ArchiveError> {
    let broken = |error: &dyn std::error::Error| ArchiveError::NotZip(error.to_string());
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|error| broken(&error))?;
    if archive.len() > MOST_FILES {
        return Err(ArchiveError::TooLarge);
    }
    let (mut files, mut left) = (Vec::new(), MOST_BYTES);
    for at in 0..archive.len() {
        let entry = archive.by_index(at).map_err(|error| broken(&error))?;
        if entry.is_dir() {
            continue;
        }
        let name = entry.name().map_err(|error| broken(&error))?.replace('\\', "/");
        if entry.enclosed_name().is_none() {
            return Err(ArchiveError::Outside(name));
        }
        let mut bytes = Vec::new();
        // What it says of its size may be a lie.
        entry.take(left + 1).read_to_end(&mut bytes).map_err(|error| broken(&error))?;
        left = left.checked_sub(bytes.len() as u64).ok_or(ArchiveError::TooLarge)?;
        files.push(File { name, bytes });
    }
    Ok(files)
}

#[cfg(test)]
mod tests {
    use super::*;

    // Shows: issue-10-archive
    #[test]
    fn what_goes_in_comes_out_by_name_and_the_same_bytes_each_time() {
        let files =
            [File::new("b/c.txt", "c"), File::new("cti", "program"), File::new("a.txt", "a".repeat(1000))];
        let one = zip(&files, &["cti"]).expect("an archive");
        let mut turned = files.clone();
        turned.reverse();
        assert_eq!(zip(&turned, &["cti"]).expect("an archive"), one);
        assert!(one.len() < 600, "it is compressed: {} bytes", one.len());
        let [a, b, cti] = &unzip(&one).expect("files")[..] else { panic!("three files") };
        assert_eq!((a, b, cti), (&files[2], &files[0], &files[1]));
        let mut archive = ZipArchive::new(Cursor::new(one)).expect("an archive");
        for (name, mode) in [("cti", 0o100_755), ("a.txt", 0o100_644)] {
            let entry = archive.by_name(name).expect(name);
            assert_eq!(entry.unix_mode(), Some(mode), "{name}");
            assert_eq!(entry.last_modified().map(|time| time.year()), Some(1980), "{name}");
        }
    }

    #[test]
    fn what_is_no_archive_is_refused() {
        for bytes in [&b""[..], b"PK", b"no archive at all"] {
            assert!(matches!(unzip(bytes), Err(ArchiveError::NotZip(_))), "{bytes:?}");
        }
        let whole = zip(&[File::new("a", "a".repeat(100))], &[]).expect("an archive");
        assert!(unzip(&whole[..whole.len() - 30]).is_err());
        assert!(zip(&[File::new("a", ""), File::new("a", "")], &[]).is_err(), "two of a name");
    }

    #[test]
    fn a_file_outside_is_refused() {
        let mut bytes = zip(&[File::new("aa/evil", "x")], &[]).expect("an archive");
        for at in 0..bytes.len() - 7 {
            if &bytes[at..at + 7] == b"aa/evil" {
                bytes[at..at + 3].copy_from_slice(b"../");
            }
        }
        assert_eq!(unzip(&bytes), Err(ArchiveError::Outside("../evil".into())));
    }
}
