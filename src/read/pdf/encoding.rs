//! What the codes of a font without a table of its own stand for.

use super::object::Object;
use crate::read::pdf::file::File;

/// The bullet that a glyph without a meaning in words is read as: pictures of the dingbat fonts.
pub(super) const BULLET: &str = "•";

/// The characters of a one-byte encoding.
pub(super) struct Encoding {
    characters: Vec<String>,
}

/// An encoding that a file names without spelling it out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Base {
    Standard,
    WinAnsi,
    MacRoman,
    /// Greek letters and signs.
    Symbol,
    /// Pictures.
    Dingbats,
}

impl Encoding {
    /// The encoding that a font's dictionary asks for; `usual` is the font's own.
    pub(super) fn of(file: &File<'_>, value: &Object, usual: Base) -> Encoding {
        let named = |value: &Object| match value.name() {
            Some(b"WinAnsiEncoding") => Some(Base::WinAnsi),
            Some(b"MacRomanEncoding") => Some(Base::MacRoman),
            Some(b"StandardEncoding") => Some(Base::Standard),
            _ => None,
        };
        let Some(dict) = value.dict() else {
            return Encoding::base(named(value).unwrap_or(usual));
        };
        let base = named(&file.get(dict, "BaseEncoding")).unwrap_or(usual);
        let mut encoding = Encoding::base(base);
        let mut code = 0;
        for entry in file.get(dict, "Differences").array() {
            match entry {
                Object::Number(_) => code = entry.count().unwrap_or(usize::MAX),
                Object::Name(name) => {
                    if let Some(place) = encoding.characters.get_mut(code) {
                        *place = if base == Base::Dingbats {
                            BULLET.to_owned()
                        } else {
                            named_glyph(name).unwrap_or_default()
                        };
                    }
                    code = code.saturating_add(1);
                }
                _ => {}
            }
        }
        encoding
    }

    fn base(base: Base) -> Encoding {
        let characters = (0..=255_u8)
            .map(|code| match base {
                Base::WinAnsi => windows(code),
                Base::MacRoman => decoded(encoding_rs::MACINTOSH, code),
                Base::Standard => standard(code),
                Base::Symbol => symbol(code),
                Base::Dingbats if code <= b' ' => " ".to_owned(),
                Base::Dingbats => BULLET.to_owned(),
            })
            .collect();
        Encoding { characters }
    }

    /// What a code stands for; empty when nobody knows.
    pub(super) fn text(&self, code: u8) -> &str {
        &self.characters[usize::from(code)]
    }
}

fn decoded(encoding: &'static encoding_rs::Encoding, code: u8) -> String {
    encoding.decode_without_bom_handling(&[code]).0.into_owned()
}

fn windows(code: u8) -> String {
    match code {
        // Unused codes above the letters show as bullets.
        0x7F | 0x81 | 0x8D | 0x8F | 0x90 | 0x9D => BULLET.to_owned(),
        _ => decoded(encoding_rs::WINDOWS_1252, code),
    }
}

/// Adobe's encoding: ASCII with curved quotation marks, and its own upper half.
fn standard(code: u8) -> String {
    const UPPER: [(u8, &str); 57] = [
        (0xA1, "¡"),
        (0xA2, "¢"),
        (0xA3, "£"),
        (0xA4, "⁄"),
        (0xA5, "¥"),
        (0xA6, "ƒ"),
        (0xA7, "§"),
        (0xA8, "¤"),
        (0xA9, "'"),
        (0xAA, "“"),
        (0xAB, "«"),
        (0xAC, "‹"),
        (0xAD, "›"),
        (0xAE, "fi"),
        (0xAF, "fl"),
        (0xB1, "–"),
        (0xB2, "†"),
        (0xB3, "‡"),
        (0xB4, "·"),
        (0xB6, "¶"),
        (0xB7, "•"),
        (0xB8, "‚"),
        (0xB9, "„"),
        (0xBA, "”"),
        (0xBB, "»"),
        (0xBC, "…"),
        (0xBD, "‰"),
        (0xBF, "¿"),
        (0xC1, "`"),
        (0xC2, "´"),
        (0xC3, "ˆ"),
        (0xC4, "˜"),
        (0xC5, "¯"),
        (0xC6, "˘"),
        (0xC7, "˙"),
        (0xC8, "¨"),
        (0xCA, "˚"),
        (0xCB, "¸"),
        (0xCD, "˝"),
        (0xCE, "˛"),
        (0xCF, "ˇ"),
        (0xD0, "—"),
        (0xE1, "Æ"),
        (0xE3, "ª"),
        (0xE8, "Ł"),
        (0xE9, "Ø"),
        (0xEA, "Œ"),
        (0xEB, "º"),
        (0xF1, "æ"),
        (0xF5, "ı"),
        (0xF8, "ł"),
        (0xF9, "ø"),
        (0xFA, "œ"),
        (0xFB, "ß"),
        (0x27, "’"),
        (0x60, "‘"),
        (0x7F, ""),
    ];
    if let Some((_, text)) = UPPER.iter().find(|(known, _)| *known == code) {
        return (*text).to_owned();
    }
    if code.is_ascii() {
        char::from(code).to_string()
    } else {
        String::new()
    }
}

/// The Symbol font: what prose may have of it.
fn symbol(code: u8) -> String {
    const GREEK_UPPER: &str = "ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ";
    const GREEK_LOWER: &str = "αβχδεφγηιϕκλμνοπθρστυϖωξψζ";
    let letter = |letters: &str, first: u8| {
        letters
            .chars()
            .nth(usize::from(code - first))
            .map(String::from)
            .unwrap_or_default()
    };
    match code {
        b'A'..=b'Z' => letter(GREEK_UPPER, b'A'),
        b'a'..=b'z' => letter(GREEK_LOWER, b'a'),
        b'-' => "−".to_owned(),
        0x20..=0x7E => char::from(code).to_string(),
        0xA3 => "≤".to_owned(),
        0xB3 => "≥".to_owned(),
        0xB0 => "°".to_owned(),
        0xB1 => "±".to_owned(),
        0xB4 => "×".to_owned(),
        0xBC => "…".to_owned(),
        0xBE => "—".to_owned(),
        0xA2 => "′".to_owned(),
        0xB2 => "″".to_owned(),
        _ => BULLET.to_owned(),
    }
}

/// The text of a private character, by which fonts of signs are often told: their codes, moved up.
pub(super) fn private(base: Base, character: char) -> Option<String> {
    let code = u8::try_from(u32::from(character).checked_sub(0xF000)?).ok()?;
    match base {
        Base::Symbol => Some(symbol(code)),
        Base::Dingbats => Some(BULLET.to_owned()),
        _ => None,
    }
}

/// What a glyph's name says that it is: `quoteright`, `uni2019`, `u1F600`, `f_i`, `a.alt`.
fn named_glyph(name: &[u8]) -> Option<String> {
    let name = std::str::from_utf8(name).ok()?;
    let name = name.split('.').next().unwrap_or(name);
    let mut text = String::new();
    for part in name.split('_') {
        text.push_str(&named_part(part)?);
    }
    Some(text)
}

fn named_part(name: &str) -> Option<String> {
    let mut letters = name.chars();
    if let (Some(letter), None) = (letters.next(), letters.next()) {
        return Some(letter.to_string());
    }
    if let Ok(at) = GLYPHS.binary_search_by_key(&name, |(known, _)| known) {
        return Some(GLYPHS[at].1.to_owned());
    }
    if let Some(accented) = accented(name) {
        return Some(accented);
    }
    let digits = name
        .strip_prefix("uni")
        .or_else(|| name.strip_prefix('u'))?;
    let code = u32::from_str_radix(digits.get(..4.max(digits.len().min(6)))?, 16).ok()?;
    char::from_u32(code).map(String::from)
}

/// `eacute`, `Udieresis`: a letter and the name of its accent.
fn accented(name: &str) -> Option<String> {
    const ACCENTS: [(&str, &str); 8] = [
        ("acute", "ÁÉÍÓÚÝáéíóúý"),
        ("grave", "ÀÈÌÒÙàèìòù"),
        ("circumflex", "ÂÊÎÔÛâêîôû"),
        ("dieresis", "ÄËÏÖÜŸäëïöüÿ"),
        ("tilde", "ÃÑÕãñõ"),
        ("caron", "ŠŽšž"),
        ("cedilla", "Çç"),
        ("ring", "Åå"),
    ];
    const PLAIN: [&str; 8] = [
        "AEIOUYaeiouy",
        "AEIOUaeiou",
        "AEIOUaeiou",
        "AEIOUYaeiouy",
        "ANOano",
        "SZsz",
        "Cc",
        "Aa",
    ];
    let letter = name.chars().next()?;
    let accent = &name[letter.len_utf8()..];
    let index = ACCENTS.iter().position(|(known, _)| *known == accent)?;
    let at = PLAIN[index].chars().position(|plain| plain == letter)?;
    ACCENTS[index].1.chars().nth(at).map(String::from)
}

/// Glyphs by name, in the order of their names.
const GLYPHS: [(&str, &str); 121] = [
    ("AE", "Æ"),
    ("Eth", "Ð"),
    ("Euro", "€"),
    ("Lslash", "Ł"),
    ("OE", "Œ"),
    ("Oslash", "Ø"),
    ("Thorn", "Þ"),
    ("acute", "´"),
    ("ae", "æ"),
    ("ampersand", "&"),
    ("asciicircum", "^"),
    ("asciitilde", "~"),
    ("asterisk", "*"),
    ("at", "@"),
    ("backslash", "\\"),
    ("bar", "|"),
    ("braceleft", "{"),
    ("braceright", "}"),
    ("bracketleft", "["),
    ("bracketright", "]"),
    ("brokenbar", "¦"),
    ("bullet", "•"),
    ("cedilla", "¸"),
    ("cent", "¢"),
    ("checkmark", "✓"),
    ("circle", "○"),
    ("circumflex", "ˆ"),
    ("colon", ":"),
    ("comma", ","),
    ("copyright", "©"),
    ("currency", "¤"),
    ("dagger", "†"),
    ("daggerdbl", "‡"),
    ("degree", "°"),
    ("dieresis", "¨"),
    ("divide", "÷"),
    ("dollar", "$"),
    ("dotlessi", "ı"),
    ("eight", "8"),
    ("ellipsis", "…"),
    ("emdash", "—"),
    ("endash", "–"),
    ("equal", "="),
    ("eth", "ð"),
    ("exclam", "!"),
    ("exclamdown", "¡"),
    ("ff", "ff"),
    ("ffi", "ffi"),
    ("ffl", "ffl"),
    ("fi", "fi"),
    ("filledbox", "■"),
    ("five", "5"),
    ("fl", "fl"),
    ("florin", "ƒ"),
    ("four", "4"),
    ("fraction", "⁄"),
    ("germandbls", "ß"),
    ("grave", "`"),
    ("greater", ">"),
    ("greaterequal", "≥"),
    ("guillemotleft", "«"),
    ("guillemotright", "»"),
    ("guilsinglleft", "‹"),
    ("guilsinglright", "›"),
    ("hyphen", "-"),
    ("less", "<"),
    ("lessequal", "≤"),
    ("logicalnot", "¬"),
    ("lslash", "ł"),
    ("macron", "¯"),
    ("minus", "−"),
    ("mu", "µ"),
    ("multiply", "×"),
    ("nbspace", "\u{a0}"),
    ("nine", "9"),
    ("nonbreakinghyphen", "\u{2011}"),
    ("nonbreakingspace", "\u{a0}"),
    ("notequal", "≠"),
    ("numbersign", "#"),
    ("oe", "œ"),
    ("one", "1"),
    ("onehalf", "½"),
    ("onequarter", "¼"),
    ("onesuperior", "¹"),
    ("ordfeminine", "ª"),
    ("ordmasculine", "º"),
    ("oslash", "ø"),
    ("paragraph", "¶"),
    ("parenleft", "("),
    ("parenright", ")"),
    ("percent", "%"),
    ("period", "."),
    ("periodcentered", "·"),
    ("perthousand", "‰"),
    ("plus", "+"),
    ("plusminus", "±"),
    ("question", "?"),
    ("questiondown", "¿"),
    ("quotedbl", "\""),
    ("quotedblbase", "„"),
    ("quotedblleft", "“"),
    ("quotedblright", "”"),
    ("quoteleft", "‘"),
    ("quoteright", "’"),
    ("quotesinglbase", "‚"),
    ("quotesingle", "'"),
    ("registered", "®"),
    ("section", "§"),
    ("semicolon", ";"),
    ("seven", "7"),
    ("six", "6"),
    ("slash", "/"),
    ("softhyphen", "\u{ad}"),
    ("space", " "),
    ("sterling", "£"),
    ("three", "3"),
    ("threequarters", "¾"),
    ("two", "2"),
    ("underscore", "_"),
    ("yen", "¥"),
    ("zero", "0"),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn glyphs_are_known_by_name() {
        assert!(GLYPHS.is_sorted_by_key(|(name, _)| *name));
        for (name, text) in [
            ("quoteright", "’"),
            ("e", "e"),
            ("eacute", "é"),
            ("uni2019", "’"),
            ("f_i", "fi"),
            ("hyphen.alt", "-"),
            ("u1F600", "\u{1F600}"),
            ("ffi", "ffi"),
        ] {
            assert_eq!(
                named_glyph(name.as_bytes()).as_deref(),
                Some(text),
                "{name}"
            );
        }
        for name in ["g12", "unicorn", "", "uni20"] {
            assert_eq!(named_glyph(name.as_bytes()), None, "{name}");
        }
    }

    #[test]
    fn encodings_differ_in_their_quotation_marks() {
        assert_eq!(Encoding::base(Base::Standard).text(0x27), "’");
        assert_eq!(Encoding::base(Base::WinAnsi).text(0x92), "’");
        assert_eq!(Encoding::base(Base::MacRoman).text(0xD5), "’");
        assert_eq!(Encoding::base(Base::Symbol).text(0xB7), "•");
        assert_eq!(private(Base::Dingbats, '\u{f0a7}').as_deref(), Some("•"));
        assert_eq!(private(Base::WinAnsi, '\u{f0a7}'), None);
    }
}
