//! A ZIP archive with some of its parts exchanged. Every other entry is copied as it lies there, header,
//! packed bytes and all.

use crate::read::ReadError;
use crate::read::package::{Package, damaged};
use miniz_oxide::deflate::compress_to_vec;
use rustc_hash::FxHashMap;

/// How hard new parts are packed; Word itself packs about as hard.
const LEVEL: u8 = 6;

/// The length of an entry's own header without its name.
const LOCAL: usize = 30;

/// The length of an entry of the table of contents without its name.
const CENTRAL: usize = 46;

/// The first of January 1980, which is what Word dates parts with: when a part was written is nobody's
/// business.
const DATE: u16 = 0x21;

/// Names in UTF-8.
const UTF_8: u16 = 1 << 11;

/// What becomes of a part.
#[derive(Debug)]
pub(super) enum Change {
    /// It has these bytes; where there is no such part it is added.
    Write(Vec<u8>),
    /// It is left out.
    Remove,
}

/// An entry of the table of contents.
struct Entry<'b> {
    record: &'b [u8],
    name: &'b [u8],
    at: usize,
}

/// The archive with these parts changed. New parts come last, in order of their names.
///
/// # Errors
///
/// When the archive's entries do not lie as its table of contents says, or it is larger than 4 GiB.
pub(super) fn rewrite(
    bytes: &[u8],
    package: &Package<'_>,
    mut changes: FxHashMap<String, Change>,
) -> Result<Vec<u8>, ReadError> {
    let directory = usize::try_from(package.directory_offset()).unwrap_or(usize::MAX);
    let entries = entries(bytes, directory)?;
    let mut starts: Vec<usize> = entries.iter().map(|entry| entry.at).collect();
    starts.push(directory);
    starts.sort_unstable();
    if starts.windows(2).any(|pair| pair[0] == pair[1]) {
        return Err(damaged("two entries of the archive share one place"));
    }
    let mut out = Out {
        file: bytes[..starts[0]].to_vec(),
        directory: Vec::new(),
        count: 0,
    };
    for entry in &entries {
        let name = String::from_utf8_lossy(entry.name)
            .replace('\\', "/")
            .to_ascii_lowercase();
        match changes.remove(&name) {
            Some(Change::Remove) => {}
            Some(Change::Write(part)) => out.write(entry.name, &part)?,
            None => {
                let next = starts.partition_point(|start| *start <= entry.at);
                let end = starts.get(next).copied().unwrap_or(directory);
                out.copy(entry.record, &bytes[entry.at..end])?;
            }
        }
    }
    let mut added: Vec<(String, Vec<u8>)> = changes
        .into_iter()
        .filter_map(|(name, change)| match change {
            Change::Write(part) => Some((name, part)),
            Change::Remove => None,
        })
        .collect();
    added.sort_unstable();
    for (name, part) in added {
        out.write(name.as_bytes(), &part)?;
    }
    out.finish(package.comment())
}

fn entries(bytes: &[u8], directory: usize) -> Result<Vec<Entry<'_>>, ReadError> {
    let mut entries = Vec::new();
    let mut at = directory;
    while bytes.get(at..at.saturating_add(4)) == Some(b"PK\x01\x02") {
        let record = &bytes[at..];
        let lengths = [28, 30, 32].map(|place| short(record, place));
        let [Some(name), Some(extra), Some(comment)] = lengths else {
            return Err(unusual());
        };
        let length = CENTRAL + name + extra + comment;
        let (Some(record), Some(start)) = (record.get(..length), long(record, 42)) else {
            return Err(unusual());
        };
        // Sizes or places behind four bytes stand elsewhere; no letter needs that.
        let is_small = [20, 24, 42]
            .iter()
            .all(|place| long(record, *place) != Some(u32::MAX as usize));
        if !is_small || start >= directory || bytes.get(start..start + 4) != Some(b"PK\x03\x04") {
            return Err(unusual());
        }
        entries.push(Entry {
            record,
            name: &record[CENTRAL..CENTRAL + name],
            at: start,
        });
        at += length;
    }
    if entries.is_empty() {
        return Err(unusual());
    }
    Ok(entries)
}

fn unusual() -> ReadError {
    damaged("its archive is laid out in an unusual way")
}

fn short(bytes: &[u8], at: usize) -> Option<usize> {
    let bytes = bytes.get(at..at + 2)?;
    Some(usize::from(u16::from_le_bytes(bytes.try_into().ok()?)))
}

fn long(bytes: &[u8], at: usize) -> Option<usize> {
    let bytes = bytes.get(at..at + 4)?;
    usize::try_from(u32::from_le_bytes(bytes.try_into().ok()?)).ok()
}

struct Out {
    file: Vec<u8>,
    directory: Vec<u8>,
    count: usize,
}

impl Out {
    fn place(&self) -> Result<u32, ReadError> {
        u32::try_from(self.file.len()).map_err(|_| unusual())
    }

    fn copy(&mut self, record: &[u8], entry: &[u8]) -> Result<(), ReadError> {
        let place = self.place()?.to_le_bytes();
        self.directory.extend(&record[..42]);
        self.directory.extend(place);
        self.directory.extend(&record[CENTRAL..]);
        self.file.extend(entry);
        self.count += 1;
        Ok(())
    }

    fn write(&mut self, name: &[u8], part: &[u8]) -> Result<(), ReadError> {
        let place = self.place()?.to_le_bytes();
        let packed = compress_to_vec(part, LEVEL);
        let size = |bytes: &[u8]| u32::try_from(bytes.len()).map_err(|_| unusual());
        let flags = if name.is_ascii() { 0 } else { UTF_8 };
        let mut header = Vec::with_capacity(LOCAL);
        header.extend(20u16.to_le_bytes());
        header.extend(flags.to_le_bytes());
        header.extend(8u16.to_le_bytes());
        header.extend(0u16.to_le_bytes());
        header.extend(DATE.to_le_bytes());
        header.extend(rawzip::crc32(part).to_le_bytes());
        header.extend(size(&packed)?.to_le_bytes());
        header.extend(size(part)?.to_le_bytes());
        header.extend((name.len() as u16).to_le_bytes());
        header.extend(0u16.to_le_bytes());

        self.file.extend(b"PK\x03\x04");
        self.file.extend(&header);
        self.file.extend(name);
        self.file.extend(&packed);

        self.directory.extend(b"PK\x01\x02\x14\x00");
        self.directory.extend(&header);
        self.directory.extend([0; 10]);
        self.directory.extend(place);
        self.directory.extend(name);
        self.count += 1;
        Ok(())
    }

    fn finish(mut self, comment: &[u8]) -> Result<Vec<u8>, ReadError> {
        let place = self.place()?.to_le_bytes();
        let count = u16::try_from(self.count)
            .map_err(|_| unusual())?
            .to_le_bytes();
        let size = u32::try_from(self.directory.len()).map_err(|_| unusual())?;
        self.file.append(&mut self.directory);
        self.file.extend(b"PK\x05\x06\0\0\0\0");
        self.file.extend(count);
        self.file.extend(count);
        self.file.extend(size.to_le_bytes());
        self.file.extend(place);
        self.file.extend((comment.len() as u16).to_le_bytes());
        self.file.extend(comment);
        Ok(self.file)
    }
}
