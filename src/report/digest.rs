//! Hashes: of the text that was read, of the pack that it was read with, and of what a point is about,
//! so that two reports can be compared without either holding the draft's words.

use crate::diagnostic::Diagnostic;
use crate::letter::Letter;
use crate::pack::Pack;
use sha2::{Digest as _, Sha256};

/// How many hexadecimal digits a fingerprint has: half a SHA-256, far more than one report can mix up.
const DIGITS: usize = 32;

/// SHA-256 in hexadecimal digits.
///
/// ```
/// use evenhand::report::sha256;
///
/// assert_eq!(&sha256("")[..16], "e3b0c44298fc1c14");
/// ```
pub fn sha256(text: &str) -> String {
    hexadecimal(&Sha256::digest(text))
}

/// The hash of a pack: of the paths of all its files and the hashes of their words, a line each, in the
/// order in which they are in force.
pub(super) fn pack(pack: &Pack) -> String {
    let mut hash = Sha256::new();
    for file in pack.files() {
        let own = match file.known_sha256() {
            Some(known) => known.to_owned(),
            None => sha256(&file.text),
        };
        hash.update(format!("{own}  {}\n", file.path));
    }
    hexadecimal(&hash.finalize())
}

/// What stays the same about each of some points while the letter around it is edited: hashes of rule
/// and sentence, letter case, white space, markup and punctuation aside. The second point of a rule in
/// the same words has another one than the first; what is left out comes after what is not, so that it
/// changes nothing about that.
pub fn fingerprints<'a>(
    points: impl IntoIterator<Item = &'a Diagnostic>,
    letter: &Letter,
) -> Vec<String> {
    let points: Vec<&Diagnostic> = points.into_iter().collect();
    let mut order: Vec<usize> = (0..points.len()).collect();
    order.sort_by_key(|index| (points[*index].suppressed.is_some(), points[*index].span));
    let mut made = vec![String::new(); points.len()];
    let mut seen = rustc_hash::FxHashMap::<String, usize>::default();
    for index in order {
        let point = points[index];
        let sentence = if point.context.is_empty() {
            point.span
        } else {
            point.context
        };
        let about = format!("{}\0{}", point.rule, normal(sentence.of(&letter.text)));
        let before = seen.entry(about.clone()).or_default();
        made[index] = short(&format!("evenhand/1\0{about}\0{before}"));
        *before += 1;
    }
    made
}

/// A hash as short as a fingerprint.
pub(super) fn short(text: &str) -> String {
    let mut digits = sha256(text);
    digits.truncate(DIGITS);
    digits
}

/// The hash by which a page's policy knows a script or a style of its own, in Base64.
pub(super) fn source(text: &str) -> String {
    const SIGNS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut coded = String::from("'sha256-");
    for three in Sha256::digest(text).chunks(3) {
        let bits = three
            .iter()
            .chain([0, 0].iter())
            .take(3)
            .fold(0_usize, |bits, byte| bits << 8 | usize::from(*byte));
        for sign in 0..4 {
            coded.push(if sign > three.len() {
                '='
            } else {
                char::from(SIGNS[bits >> (18 - 6 * sign) & 63])
            });
        }
    }
    coded.push('\'');
    coded
}

/// The words of a passage alone, in small letters.
fn normal(passage: &str) -> String {
    let mut normal = String::with_capacity(passage.len());
    let words = passage
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty());
    for word in words {
        if !normal.is_empty() {
            normal.push(' ');
        }
        if word.is_ascii() {
            let at = normal.len();
            normal.push_str(word);
            normal[at..].make_ascii_lowercase();
        } else {
            normal.push_str(&word.to_lowercase());
        }
    }
    normal
}

fn hexadecimal(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 16] = b"0123456789abcdef";
    let halves = bytes.iter().flat_map(|byte| [byte >> 4, byte & 0xF]);
    halves
        .map(|half| char::from(DIGITS[half as usize]))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::testing::made_up;

    #[test]
    fn a_fingerprint_outlives_edits_around_its_sentence() {
        let letter = made_up();
        let before = fingerprints(&letter.diagnostics, &letter.letter);
        let mut edited = made_up();
        let words = edited.letter.text.replace("# Report", "# A longer heading");
        let shift = (words.len() - edited.letter.text.len()) as u32;
        edited.letter.text = words;
        for point in &mut edited.diagnostics {
            for span in [&mut point.span, &mut point.context] {
                span.start += shift;
                span.end += shift;
            }
        }
        assert_eq!(fingerprints(&edited.diagnostics, &edited.letter), before);
    }

    #[test]
    fn points_of_one_rule_in_one_sentence_differ() {
        let letter = made_up();
        let twice = [letter.diagnostics[1].clone(), letter.diagnostics[1].clone()];
        let both = fingerprints(&twice, &letter.letter);
        assert_ne!(both[0], both[1]);
        assert_eq!(both[0].len(), DIGITS);
    }

    #[test]
    fn a_source_is_known_by_its_hash() {
        assert_eq!(
            source(""),
            "'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='"
        );
    }

    #[test]
    fn markup_and_case_do_not_count() {
        assert_eq!(
            normal("“Parents” feel that *reviews*\nare"),
            "parents feel that reviews are"
        );
    }
}
