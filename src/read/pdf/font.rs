//! Fonts: what the codes of a shown string stand for, and how wide they are.

use super::cmap::Table;
use super::encoding::{self, Base, Encoding};
use super::file::File;
use super::object::{Dict, Object};
use rustc_hash::FxHashMap;
use std::cell::RefCell;
use std::rc::Rc;

/// About how much memory an entry of a table takes, in bytes.
const ENTRY_BYTES: usize = 64;

/// The most signs of a font that are kept.
const MAX_MET: usize = 1 << 13;

/// What a code shows.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Sign {
    /// Its characters; empty when nobody knows.
    pub(super) text: Rc<str>,
    /// How far it moves the pen, for a size of one.
    pub(super) width: f32,
    /// Whether the space between words is added behind it.
    pub(super) is_space: bool,
}

/// A font.
#[derive(Debug)]
pub(super) struct Font {
    /// The codes of one byte, where the font has no others.
    simple: Option<Vec<Sign>>,
    /// What composite fonts have instead.
    codes: Table,
    unicode: Option<Table>,
    widths: Widths,
    /// Whether codes are themselves characters in UTF-16.
    is_utf16: bool,
    base: Base,
    met: RefCell<FxHashMap<u32, Sign>>,
    /// Whether it is heavier than the letters of prose.
    pub(super) is_bold: bool,
}

/// Widths of glyphs by number, for a size of one.
#[derive(Debug, Default)]
struct Widths {
    usual: f32,
    /// First and last glyph, and the width.
    ranges: Vec<(u32, u32, f32)>,
    single: FxHashMap<u32, f32>,
}

impl Font {
    /// Reads a font from its dictionary.
    pub(super) fn read(file: &File<'_>, dict: &Dict) -> Font {
        let name = base_name(file, dict);
        let descriptor = file.get(dict, "FontDescriptor");
        let base = base_encoding(&name, &file.get(dict, "Subtype"), descriptor.dict(), file);
        let unicode = table(file, &file.get(dict, "ToUnicode"));
        let is_composite = file.get(dict, "Subtype").name() == Some(b"Type0");
        let mut font = Font {
            simple: None,
            codes: Table::default(),
            unicode,
            widths: Widths::default(),
            is_utf16: false,
            base,
            met: RefCell::default(),
            is_bold: is_bold(file, &name, descriptor.dict()),
        };
        if is_composite {
            font.read_composite(file, dict, &name);
        } else {
            font.read_simple(file, dict, descriptor.dict(), &name);
        }
        font
    }

    fn read_composite(&mut self, file: &File<'_>, dict: &Dict, name: &str) {
        let encoding = file.get(dict, "Encoding");
        self.is_utf16 = encoding.name().is_some_and(|name| name.starts_with(b"Uni"));
        self.codes = table(file, &encoding).unwrap_or_default();
        let descendants = file.get(dict, "DescendantFonts");
        let descendant = descendants
            .array()
            .first()
            .map_or(Object::Null, |font| file.resolve(font));
        if let Some(descendant) = descendant.dict() {
            self.widths = Widths::read(file, descendant);
            let descriptor = file.get(descendant, "FontDescriptor");
            self.is_bold |= is_bold(file, name, descriptor.dict());
        }
    }

    fn read_simple(&mut self, file: &File<'_>, dict: &Dict, descriptor: Option<&Dict>, name: &str) {
        let encoding = Encoding::of(file, &file.get(dict, "Encoding"), self.base);
        let first = file.get(dict, "FirstChar").count().unwrap_or(0);
        let widths = file.get(dict, "Widths");
        let missing = descriptor
            .and_then(|descriptor| file.get(descriptor, "MissingWidth").number())
            .unwrap_or(0.0);
        let scale = glyph_scale(file, dict);
        let signs = (0..=255_u8)
            .map(|code| {
                let known = self
                    .unicode
                    .as_ref()
                    .and_then(|table| table.text(u32::from(code)));
                let text = self.meaning(known, || encoding.text(code).to_owned());
                let place = usize::from(code).checked_sub(first);
                let width = place
                    .and_then(|place| file.resolve(widths.array().get(place)?).number())
                    .map_or_else(
                        || {
                            if missing > 0.0 || !widths.array().is_empty() {
                                missing as f32 * scale
                            } else {
                                usual_width(&text, name)
                            }
                        },
                        |width| width as f32 * scale,
                    );
                Sign {
                    is_space: code == b' ',
                    text: text.into(),
                    width,
                }
            })
            .collect();
        self.simple = Some(signs);
    }

    /// The characters that a table gives, put right, or else those of the encoding.
    fn meaning(&self, known: Option<String>, encoded: impl Fn() -> String) -> String {
        let is_sign = matches!(self.base, Base::Dingbats | Base::Symbol);
        match known {
            Some(text) if is_sign => {
                let private = text
                    .chars()
                    .next()
                    .and_then(|character| encoding::private(self.base, character));
                match private {
                    Some(text) => text,
                    None if self.base == Base::Dingbats
                        && text
                            .chars()
                            .all(|c| c.is_ascii_graphic() || c == '\u{FFFD}') =>
                    {
                        encoding::BULLET.to_owned()
                    }
                    None => text,
                }
            }
            Some(text) if !text.is_empty() && !text.contains(['\u{FFFD}', '\0']) => {
                ligatures_apart(&text)
            }
            _ => encoded(),
        }
    }

    /// Calls `show` for each code of a shown string.
    pub(super) fn signs(&self, mut bytes: &[u8], mut show: impl FnMut(&Sign)) {
        if let Some(simple) = &self.simple {
            for byte in bytes {
                show(&simple[usize::from(*byte)]);
            }
            return;
        }
        while !bytes.is_empty() {
            let (code, len) = self.codes.code(bytes);
            bytes = &bytes[len.max(1)..];
            let known = self.met.borrow().get(&code).cloned();
            let sign = known.unwrap_or_else(|| self.composite_sign(code, len));
            show(&sign);
            let mut met = self.met.borrow_mut();
            if met.len() < MAX_MET {
                met.entry(code).or_insert(sign);
            }
        }
    }

    fn composite_sign(&self, code: u32, len: usize) -> Sign {
        let known = self.unicode.as_ref().and_then(|table| table.text(code));
        let text = self.meaning(known, || {
            let character = self.is_utf16.then(|| char::from_u32(code)).flatten();
            match (character, self.base) {
                (Some(character), _) => character.to_string(),
                (None, Base::Dingbats | Base::Symbol) => encoding::BULLET.to_owned(),
                _ => String::new(),
            }
        });
        let glyph = self.codes.glyph(code).unwrap_or(code);
        Sign {
            text: text.into(),
            width: self.widths.of(glyph),
            is_space: len == 1 && code == 32,
        }
    }
}

impl Widths {
    fn read(file: &File<'_>, dict: &Dict) -> Widths {
        let em = |width: f64| (width / 1000.0) as f32;
        let mut widths = Widths {
            usual: em(file.get(dict, "DW").number().unwrap_or(1000.0)),
            ..Widths::default()
        };
        let list = file.get(dict, "W");
        let mut rest = list.array().iter().map(|value| file.resolve(value));
        while let (Some(first), Some(second)) = (rest.next(), rest.next()) {
            let Some(first) = first.count() else { continue };
            match &second {
                Object::Array(each) => {
                    for (index, width) in each.iter().enumerate() {
                        if let Some(width) = file.resolve(width).number() {
                            let glyph = first.saturating_add(index) as u32;
                            widths.single.insert(glyph, em(width));
                        }
                    }
                }
                second => {
                    let width = rest.next().and_then(|width| width.number());
                    if let (Some(last), Some(width)) = (second.count(), width) {
                        widths.ranges.push((first as u32, last as u32, em(width)));
                    }
                }
            }
        }
        widths.ranges.sort_by_key(|range| range.0);
        file.keep((widths.ranges.len() + widths.single.len()) * ENTRY_BYTES);
        widths
    }

    fn of(&self, glyph: u32) -> f32 {
        if let Some(width) = self.single.get(&glyph) {
            return *width;
        }
        let after = self.ranges.partition_point(|range| range.0 <= glyph);
        match after.checked_sub(1).map(|at| self.ranges[at]) {
            Some((_, last, width)) if glyph <= last => width,
            _ => self.usual,
        }
    }
}

fn table(file: &File<'_>, value: &Object) -> Option<Table> {
    let Object::Stream(stream) = value else {
        return None;
    };
    let table = Table::read(&file.data(stream).ok()?);
    file.keep(table.len() * ENTRY_BYTES);
    Some(table)
}

/// The font's name without the mark of a subset, in lower case.
fn base_name(file: &File<'_>, dict: &Dict) -> String {
    let name = file.get(dict, "BaseFont");
    let name = String::from_utf8_lossy(name.name().unwrap_or_default()).to_lowercase();
    match name.split_once('+') {
        Some((_, name)) => name.to_owned(),
        None => name,
    }
}

fn base_encoding(name: &str, kind: &Object, descriptor: Option<&Dict>, file: &File<'_>) -> Base {
    let pictures = ["dingbat", "wingding", "webding"];
    if pictures.iter().any(|picture| name.contains(picture)) {
        return Base::Dingbats;
    }
    if name.starts_with("symbol") {
        return Base::Symbol;
    }
    let flags = descriptor.and_then(|descriptor| file.get(descriptor, "Flags").count());
    let is_latin = flags.is_none_or(|flags| flags & 4 == 0);
    if kind.name() == Some(b"TrueType") || !is_latin {
        Base::WinAnsi
    } else {
        Base::Standard
    }
}

fn is_bold(file: &File<'_>, name: &str, descriptor: Option<&Dict>) -> bool {
    const FORCED: usize = 1 << 18;
    const HEAVY: f64 = 600.0;
    let named = ["bold", "black", "heavy", "demi"];
    named.iter().any(|weight| name.contains(weight))
        || descriptor.is_some_and(|descriptor| {
            let number = |name| file.get(descriptor, name).number();
            number("FontWeight").is_some_and(|weight| weight >= HEAVY)
                || file
                    .get(descriptor, "Flags")
                    .count()
                    .is_some_and(|flags| flags & FORCED != 0)
        })
}

/// From the units of a simple font's widths to a size of one.
fn glyph_scale(file: &File<'_>, dict: &Dict) -> f32 {
    match file.get(dict, "FontMatrix").array().first() {
        Some(scale) if file.get(dict, "Subtype").name() == Some(b"Type3") => {
            file.resolve(scale).number().unwrap_or(0.001).abs() as f32
        }
        _ => 0.001,
    }
}

/// A guess at the width of a letter of one of the fonts that every reader has, and whose widths files
/// leave out.
fn usual_width(text: &str, font: &str) -> f32 {
    if font.contains("courier") {
        return 0.6;
    }
    match text.chars().next() {
        None => 0.0,
        Some(
            ' ' | '.' | ',' | ':' | ';' | '\'' | '’' | '‘' | '!' | '|' | 'i' | 'j' | 'l' | 'I',
        ) => 0.27,
        Some('f' | 't' | 'r' | '(' | ')' | '-' | '[' | ']') => 0.33,
        Some('m' | 'w' | 'M' | 'W' | '—') => 0.83,
        Some(character) if character.is_uppercase() => 0.68,
        Some(_) => 0.53,
    }
}

fn ligatures_apart(text: &str) -> String {
    if !text.contains(|c: char| ('\u{FB00}'..='\u{FB06}').contains(&c)) {
        return text.to_owned();
    }
    text.chars()
        .map(|character| match character {
            '\u{FB00}' => "ff".to_owned(),
            '\u{FB01}' => "fi".to_owned(),
            '\u{FB02}' => "fl".to_owned(),
            '\u{FB03}' => "ffi".to_owned(),
            '\u{FB04}' => "ffl".to_owned(),
            '\u{FB05}' | '\u{FB06}' => "st".to_owned(),
            other => other.to_string(),
        })
        .collect()
}
