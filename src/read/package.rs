//! Documents that are ZIP archives of parts: Word's and `OpenDocument`'s. Parts are looked up by name and
//! unpacked into memory, one at a time and up to a limit; nothing is ever written anywhere, and a name
//! that leads out of the archive is a name that nobody asks for.

use super::ReadError;
use encoding_rs::{UTF_16BE, UTF_16LE};
use rawzip::{CompressionMethod, ZipArchive, ZipArchiveEntryWayfinder, ZipSliceArchive};
use rustc_hash::FxHashMap;
use std::collections::hash_map::Entry;

/// The most that the part with a document's words may unpack to, in bytes; a thousand pages have about
/// 20 MiB.
pub(crate) const MAX_DOCUMENT: usize = 64 << 20;

/// The most that any other part may unpack to, in bytes.
pub(crate) const MAX_PART: usize = 16 << 20;

/// The most parts that an archive may have.
const MAX_PARTS: usize = 10_000;

/// A ZIP archive of parts.
pub(crate) struct Package<'b> {
    archive: ZipSliceArchive<&'b [u8]>,
    /// By name in lower case, for part names are told apart without regard to case.
    parts: FxHashMap<String, Part>,
}

#[derive(Clone, Copy)]
struct Part {
    place: ZipArchiveEntryWayfinder,
    method: CompressionMethod,
    is_encrypted: bool,
    /// Another part has the same name: which one a program reads is anybody's guess.
    is_ambiguous: bool,
}

impl<'b> Package<'b> {
    /// Reads the archive's table of contents.
    ///
    /// # Errors
    ///
    /// When there is none, or it does not fit the bytes.
    pub(crate) fn open(bytes: &'b [u8]) -> Result<Self, ReadError> {
        let archive = ZipArchive::from_slice(bytes)
            .map_err(|_| damaged("the archive's table of contents is missing"))?;
        let mut parts: FxHashMap<String, Part> = FxHashMap::default();
        let mut count = 0;
        let mut entries = archive.entries();
        while let Some(entry) = entries
            .next_entry()
            .map_err(|_| damaged("the archive's table of contents breaks off"))?
        {
            count += 1;
            if count > MAX_PARTS {
                return Err(damaged("the archive has more than 10,000 parts"));
            }
            let name = entry.file_path();
            let name = String::from_utf8_lossy(name.as_bytes())
                .replace('\\', "/")
                .to_ascii_lowercase();
            let part = Part {
                place: entry.wayfinder(),
                method: entry.compression_method(),
                is_encrypted: entry.flags().is_encrypted(),
                is_ambiguous: false,
            };
            match parts.entry(name) {
                Entry::Occupied(mut known) => known.get_mut().is_ambiguous = true,
                Entry::Vacant(free) => {
                    free.insert(part);
                }
            }
        }
        if archive.entries_hint() != count as u64 {
            return Err(damaged("the archive's table of contents breaks off"));
        }
        Ok(Package { archive, parts })
    }

    /// Whether there is a part of this name.
    pub(crate) fn has(&self, name: &str) -> bool {
        self.parts.contains_key(&name.to_ascii_lowercase())
    }

    /// The text of the XML part of this name, if there is one.
    ///
    /// # Errors
    ///
    /// When the part is encrypted, damaged, unpacks to more than `limit` bytes, or is no text.
    pub(crate) fn text(&self, name: &str, limit: usize) -> Result<Option<String>, ReadError> {
        match self.parts.get(&name.to_ascii_lowercase()) {
            Some(part) => decode(self.unpack(*part, name, limit)?, name).map(Some),
            None => Ok(None),
        }
    }

    /// The bytes of the part of this name, if there is one.
    ///
    /// # Errors
    ///
    /// As [`Package::text`], but for what they say.
    pub(crate) fn bytes(&self, name: &str, limit: usize) -> Result<Option<Vec<u8>>, ReadError> {
        match self.parts.get(&name.to_ascii_lowercase()) {
            Some(part) => self.unpack(*part, name, limit).map(Some),
            None => Ok(None),
        }
    }

    /// The names of all parts, in lower case, in no order.
    pub(crate) fn names(&self) -> impl Iterator<Item = &str> {
        self.parts.keys().map(String::as_str)
    }

    /// Where the archive's table of contents begins in its bytes.
    pub(crate) fn directory_offset(&self) -> u64 {
        self.archive.directory_offset()
    }

    /// The remark on the whole archive.
    pub(crate) fn comment(&self) -> &[u8] {
        self.archive.comment().as_bytes()
    }

    /// The text of a part that cannot be done without.
    ///
    /// # Errors
    ///
    /// As [`Package::text`], and when there is no such part.
    pub(crate) fn needed(&self, name: &str, limit: usize) -> Result<String, ReadError> {
        self.text(name, limit)?
            .ok_or_else(|| damaged(format!("the part {name} is missing")))
    }

    fn unpack(&self, part: Part, name: &str, limit: usize) -> Result<Vec<u8>, ReadError> {
        if part.is_encrypted {
            return Err(ReadError::Protected);
        }
        if part.is_ambiguous {
            return Err(damaged(format!("two parts have the name {name}")));
        }
        let entry = self
            .archive
            .get_entry(part.place)
            .map_err(|_| damaged(format!("the part {name} breaks off")))?;
        let claimed = entry.claim_verifier();
        let size = usize::try_from(claimed.uncompressed_size).unwrap_or(usize::MAX);
        if size > limit {
            return Err(ReadError::PartTooLarge {
                part: name.escape_debug().to_string(),
                mebibytes: limit >> 20,
            });
        }
        let bytes = match part.method {
            CompressionMethod::STORE => entry.data().to_vec(),
            // What unpacks to more than it claims fails at the claim: no bomb goes off.
            CompressionMethod::DEFLATE => {
                miniz_oxide::inflate::decompress_to_vec_with_limit(entry.data(), size)
                    .map_err(|_| damaged(format!("the part {name} cannot be unpacked")))?
            }
            _ => {
                return Err(damaged(format!(
                    "the part {name} is packed in an unusual way"
                )));
            }
        };
        if bytes.len() != size || rawzip::crc32(&bytes) != claimed.crc {
            return Err(damaged(format!("the part {name} fails its checksum")));
        }
        Ok(bytes)
    }
}

/// The longest description of a fault, in characters: it may quote the file.
const MAX_WHAT: usize = 160;

/// What is wrong with the archive or a part of it. What the file says of itself cannot steer a terminal.
pub(crate) fn damaged(what: impl AsRef<str>) -> ReadError {
    let what = what.as_ref();
    let mut shown: String = what
        .chars()
        .take(MAX_WHAT)
        .map(|character| {
            if character.is_control() {
                ' '
            } else {
                character
            }
        })
        .collect();
    if shown.len() < what.len() {
        shown.push('…');
    }
    ReadError::Damaged { what: shown }
}

/// XML parts are UTF-8, or UTF-16 with a byte order mark.
fn decode(bytes: Vec<u8>, name: &str) -> Result<String, ReadError> {
    let no_text = || damaged(format!("the part {name} is no text"));
    match bytes.as_slice() {
        [0xFF, 0xFE, rest @ ..] => Ok(UTF_16LE.decode_without_bom_handling(rest).0.into_owned()),
        [0xFE, 0xFF, rest @ ..] => Ok(UTF_16BE.decode_without_bom_handling(rest).0.into_owned()),
        _ => String::from_utf8(bytes).map_err(|_| no_text()),
    }
}
