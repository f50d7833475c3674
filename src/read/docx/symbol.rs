//! Characters that Word takes from the fonts Symbol and Wingdings by their number in the font.

/// The character for `code`, four hexadecimal digits, in `font`.
pub(super) fn character(font: &str, code: &str) -> Option<char> {
    let code = u32::from_str_radix(code, 16).ok()?;
    // These fonts sit in a private area of Unicode, where Word may or may not count from.
    let in_font = if (0xF000..=0xF0FF).contains(&code) {
        code - 0xF000
    } else {
        code
    };
    let known = if font.eq_ignore_ascii_case("symbol") {
        match in_font {
            0x2D => Some('−'),
            0xA3 => Some('≤'),
            0xA5 => Some('∞'),
            0xAE => Some('→'),
            0xB0 => Some('°'),
            0xB1 => Some('±'),
            0xB3 => Some('≥'),
            0xB4 | 0xD7 => Some('×'),
            0xB7 => Some('•'),
            0xB9 => Some('≠'),
            _ => None,
        }
    } else if font.to_ascii_lowercase().starts_with("wingdings") {
        match in_font {
            0x6C | 0x9F => Some('•'),
            0x6E | 0xA7 => Some('▪'),
            0x6F | 0xA8 => Some('□'),
            0xD8 => Some('➢'),
            0xE0 | 0xE8 => Some('→'),
            0xFC => Some('✓'),
            _ => None,
        }
    } else {
        None
    };
    known.or_else(|| char::from_u32(code).filter(|character| !character.is_control()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fonts_have_characters_of_their_own() {
        assert_eq!(character("Symbol", "F0B7"), Some('•'));
        assert_eq!(character("Wingdings", "F0FC"), Some('✓'));
        assert_eq!(character("Wingdings 2", "00A7"), Some('▪'));
        assert_eq!(character("Arial", "2013"), Some('–'));
        assert_eq!(character("Arial", "D800"), None);
        assert_eq!(character("Arial", "x"), None);
    }
}
