//! Packed data to plain ones, never longer than a limit.

use super::lexer::is_space;
use super::object::Dict;

/// Why data could not be unpacked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Fault {
    /// They are longer than the limit.
    TooLong,
    /// They are damaged, or packed in a way that text never is.
    Unreadable,
}

/// Unpacks `data`, which the filter `name` packed with the parameters `parms`, into at most `limit`
/// bytes.
pub(super) fn unpack(
    name: &[u8],
    data: &[u8],
    parms: Option<&Dict>,
    limit: usize,
) -> Result<Vec<u8>, Fault> {
    let plain = match name {
        b"FlateDecode" | b"Fl" => predicted(inflate(data, limit)?, parms)?,
        b"LZWDecode" | b"LZW" => {
            let early = parms
                .and_then(|parms| parms.raw("EarlyChange")?.count())
                .unwrap_or(1);
            predicted(lzw(data, early.min(1), limit)?, parms)?
        }
        b"ASCIIHexDecode" | b"AHx" => ascii_hex(data),
        b"ASCII85Decode" | b"A85" => ascii_85(data, limit)?,
        b"RunLengthDecode" | b"RL" => run_length(data, limit)?,
        // Nothing was encrypted, or the file had been refused.
        b"Crypt" => data.to_vec(),
        _ => return Err(Fault::Unreadable),
    };
    if plain.len() > limit {
        return Err(Fault::TooLong);
    }
    Ok(plain)
}

fn inflate(data: &[u8], limit: usize) -> Result<Vec<u8>, Fault> {
    use miniz_oxide::inflate::{TINFLStatus, decompress_to_vec_zlib_with_limit};
    // A line break before the data, which the format forbids; zlib's own never begin like one.
    let start = data.iter().take_while(|byte| is_space(**byte)).count();
    match decompress_to_vec_zlib_with_limit(&data[start..], limit) {
        Ok(plain) => Ok(plain),
        Err(error) => match error.status {
            TINFLStatus::HasMoreOutput => Err(Fault::TooLong),
            // Everything is there; the sum was never right in some writers' files.
            TINFLStatus::Adler32Mismatch => Ok(error.output),
            _ => Err(Fault::Unreadable),
        },
    }
}

fn lzw(data: &[u8], early: usize, limit: usize) -> Result<Vec<u8>, Fault> {
    const CLEAR: usize = 256;
    const END: usize = 257;
    let mut out: Vec<u8> = Vec::new();
    // Each entry is a run of the output: where it begins and how long it is.
    let mut table: Vec<(usize, usize)> = Vec::new();
    let mut last: Option<(usize, usize)> = None;
    let (mut bits, mut held, mut width) = (0_u32, 0_u32, 9_u32);
    for byte in data {
        bits = bits << 8 | u32::from(*byte);
        held += 8;
        if held < width {
            continue;
        }
        held -= width;
        let code = (bits >> held) as usize & ((1 << width) - 1);
        bits &= (1 << held) - 1;
        match code {
            CLEAR => {
                table.clear();
                last = None;
                width = 9;
                continue;
            }
            END => return Ok(out),
            _ => {}
        }
        let at = out.len();
        if code < 256 {
            out.push(code as u8);
        } else if let Some((start, len)) = table.get(code - 258).copied() {
            if at + len > limit {
                return Err(Fault::TooLong);
            }
            // An entry may reach into what it adds itself.
            for index in start..start + len {
                let byte = *out.get(index).ok_or(Fault::Unreadable)?;
                out.push(byte);
            }
        } else if let (Some((start, len)), true) = (last, code - 258 == table.len()) {
            if at + len + 1 > limit {
                return Err(Fault::TooLong);
            }
            out.extend_from_within(start..start + len);
            out.push(out[start]);
        } else {
            return Err(Fault::Unreadable);
        }
        if out.len() > limit {
            return Err(Fault::TooLong);
        }
        if let Some((start, len)) = last
            && table.len() < 4096 - 258
        {
            table.push((start, len + 1));
        }
        last = Some((at, out.len() - at));
        width = match table.len() + 258 + early {
            0..=511 => 9,
            512..=1023 => 10,
            1024..=2047 => 11,
            _ => 12,
        };
    }
    Ok(out)
}

fn ascii_hex(data: &[u8]) -> Vec<u8> {
    let end = data.iter().position(|byte| *byte == b'>');
    let digits: Vec<u8> = data[..end.unwrap_or(data.len())]
        .iter()
        .filter_map(|byte| char::from(*byte).to_digit(16))
        .map(|digit| digit as u8)
        .collect();
    digits
        .chunks(2)
        .map(|pair| pair[0] << 4 | pair.get(1).copied().unwrap_or(0))
        .collect()
}

fn ascii_85(data: &[u8], limit: usize) -> Result<Vec<u8>, Fault> {
    let mut out = Vec::new();
    let mut group = [84_u8; 5];
    let mut len = 0;
    for byte in data {
        match byte {
            b'~' => break,
            b'z' if len == 0 => out.extend([0; 4]),
            b'!'..=b'u' => {
                group[len] = byte - b'!';
                len += 1;
                if len == 5 {
                    out.extend(word_85(group));
                    group = [84; 5];
                    len = 0;
                }
            }
            byte if is_space(*byte) => {}
            _ => return Err(Fault::Unreadable),
        }
        if out.len() > limit {
            return Err(Fault::TooLong);
        }
    }
    if len > 1 {
        out.extend(&word_85(group)[..len - 1]);
    }
    Ok(out)
}

fn word_85(group: [u8; 5]) -> [u8; 4] {
    group
        .iter()
        .fold(0_u32, |word, digit| {
            word.wrapping_mul(85).wrapping_add(u32::from(*digit))
        })
        .to_be_bytes()
}

fn run_length(data: &[u8], limit: usize) -> Result<Vec<u8>, Fault> {
    let mut out = Vec::new();
    let mut rest = data;
    while let [length, tail @ ..] = rest {
        match *length {
            128 => break,
            length @ 0..=127 => {
                let run = tail
                    .get(..usize::from(length) + 1)
                    .ok_or(Fault::Unreadable)?;
                out.extend_from_slice(run);
                rest = &tail[run.len()..];
            }
            length => {
                let byte = *tail.first().ok_or(Fault::Unreadable)?;
                out.resize(out.len() + 257 - usize::from(length), byte);
                rest = &tail[1..];
            }
        }
        if out.len() > limit {
            return Err(Fault::TooLong);
        }
    }
    Ok(out)
}

/// Undoes what a predictor did to rows of numbers before they were packed.
fn predicted(data: Vec<u8>, parms: Option<&Dict>) -> Result<Vec<u8>, Fault> {
    let parm = |name: &str, usual: usize| {
        parms
            .and_then(|parms| parms.raw(name)?.count())
            .unwrap_or(usual)
    };
    let predictor = parm("Predictor", 1);
    if predictor < 2 {
        return Ok(data);
    }
    let bits = parm("Colors", 1)
        .checked_mul(parm("BitsPerComponent", 8))
        .ok_or(Fault::Unreadable)?;
    let step = bits.div_ceil(8).max(1);
    let row = parm("Columns", 1)
        .checked_mul(bits)
        .ok_or(Fault::Unreadable)?
        .div_ceil(8);
    if row == 0 || row > data.len().max(1) {
        return Err(Fault::Unreadable);
    }
    if predictor == 2 {
        return Ok(differences(data, row, step));
    }
    png(&data, row, step)
}

fn differences(mut data: Vec<u8>, row: usize, step: usize) -> Vec<u8> {
    for row in data.chunks_mut(row) {
        for at in step..row.len() {
            row[at] = row[at].wrapping_add(row[at - step]);
        }
    }
    data
}

fn png(data: &[u8], row: usize, step: usize) -> Result<Vec<u8>, Fault> {
    let mut out: Vec<u8> = Vec::with_capacity(data.len());
    for line in data.chunks(row + 1) {
        let (kind, line) = line.split_first().ok_or(Fault::Unreadable)?;
        let start = out.len();
        for (at, byte) in line.iter().enumerate() {
            let left = if at >= step {
                out[start + at - step]
            } else {
                0
            };
            let above = if start >= row {
                out[start + at - row]
            } else {
                0
            };
            let corner = if at >= step && start >= row {
                out[start + at - row - step]
            } else {
                0
            };
            let guess = match kind {
                0 => 0,
                1 => left,
                2 => above,
                3 => ((u16::from(left) + u16::from(above)) / 2) as u8,
                4 => paeth(left, above, corner),
                _ => return Err(Fault::Unreadable),
            };
            out.push(byte.wrapping_add(guess));
        }
    }
    Ok(out)
}

fn paeth(left: u8, above: u8, corner: u8) -> u8 {
    let guess = i16::from(left) + i16::from(above) - i16::from(corner);
    let far = |byte: u8| (guess - i16::from(byte)).abs();
    if far(left) <= far(above) && far(left) <= far(corner) {
        left
    } else if far(above) <= far(corner) {
        above
    } else {
        corner
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::pdf::object::Object;

    const LIMIT: usize = 1 << 16;

    fn plain(name: &str, data: &[u8]) -> Result<Vec<u8>, Fault> {
        unpack(name.as_bytes(), data, None, LIMIT)
    }

    #[test]
    fn each_filter_unpacks_its_data() {
        assert_eq!(plain("AHx", b"4a 4B>x"), Ok(b"JK".to_vec()));
        assert_eq!(plain("A85", b"87cURDZ~>"), Ok(b"Hello".to_vec()));
        assert_eq!(
            plain("RunLengthDecode", &[1, b'a', b'b', 254, b'c', 128]),
            Ok(b"abccc".to_vec())
        );
        assert_eq!(
            plain(
                "LZWDecode",
                &[0x80, 0x0B, 0x60, 0x50, 0x22, 0x0C, 0x0C, 0x85, 0x01]
            ),
            Ok(vec![45, 45, 45, 45, 45, 65, 45, 45, 45, 66])
        );
        let packed = miniz_oxide::deflate::compress_to_vec_zlib(b"Hello", 6);
        assert_eq!(plain("FlateDecode", &packed), Ok(b"Hello".to_vec()));
        assert_eq!(
            plain("FlateDecode", &packed[..packed.len() - 6]),
            Err(Fault::Unreadable)
        );
    }

    #[test]
    fn nothing_grows_over_the_limit() {
        let bomb = miniz_oxide::deflate::compress_to_vec_zlib(&vec![0; LIMIT * 64], 9);
        assert_eq!(plain("FlateDecode", &bomb), Err(Fault::TooLong));
        assert_eq!(plain("RL", &[129, 0].repeat(LIMIT)), Err(Fault::TooLong));
        assert_eq!(plain("A85", &vec![b'z'; LIMIT]), Err(Fault::TooLong));
        assert_eq!(plain("DCTDecode", b""), Err(Fault::Unreadable));
    }

    #[test]
    fn rows_of_an_index_come_back() {
        let parms = Dict::of(vec![
            (b"Predictor".to_vec(), Object::Number(12.0)),
            (b"Columns".to_vec(), Object::Number(3.0)),
        ]);
        let rows = [2, 1, 2, 3, 2, 1, 1, 1, 4, 0, 0, 1];
        let packed = miniz_oxide::deflate::compress_to_vec_zlib(&rows, 6);
        assert_eq!(
            unpack(b"FlateDecode", &packed, Some(&parms), LIMIT),
            Ok(vec![1, 2, 3, 2, 3, 4, 2, 3, 5])
        );
    }
}
