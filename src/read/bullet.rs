//! Signs at the start of a line that make it an item of a list, where the format itself knows none.

/// The sign that an item begins with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Bullet {
    /// Its length in bytes, white space behind it included.
    pub(super) len: usize,
    /// Items with the same sign belong together; numbers are `1`, letters `a`.
    pub(super) sign: char,
    /// Whether it can be nothing else. A dash, a number or an "o" at the start of a line may belong
    /// to the prose that goes on from the line before.
    certain: bool,
}

impl Bullet {
    /// The glyph that `line` begins with.
    pub(super) fn glyph(line: &str) -> Option<Bullet> {
        let sign = line.chars().next()?;
        let certain = match sign {
            // The last ones are where the Symbol and Wingdings fonts have their bullets.
            '•' | '‣' | '▪' | '▫' | '◦' | '●' | '○' | '■' | '□' | '◼' | '◾' | '➢' | '➤' | '✓'
            | '✔' | '\u{f0b7}' | '\u{f0a7}' | '\u{f0d8}' | '\u{f0fc}' => true,
            '−' | '–' | '—' | '-' | '·' | '∙' | '*' | '+' | 'o' => false,
            _ => return None,
        };
        let len = sign.len_utf8();
        let space = space_len(&line[len..]);
        (certain || space > 0).then_some(Bullet {
            len: len + space,
            sign,
            certain,
        })
    }

    /// The number or letter that `line` begins with: `1.`, `1)`, `(1)`, `a)`, `(a)`, `(iv)`.
    pub(super) fn number(line: &str) -> Option<Bullet> {
        let bracket = usize::from(line.starts_with('('));
        let label_len = line[bracket..]
            .bytes()
            .take(5)
            .take_while(u8::is_ascii_alphanumeric)
            .count();
        let label = &line[bracket..bracket + label_len];
        let digits = label_len <= 3 && label.bytes().all(|byte| byte.is_ascii_digit());
        let letters = label_len == 1 && label.bytes().all(|byte| byte.is_ascii_alphabetic());
        let roman = label.bytes().all(|byte| b"ivx".contains(&byte));
        let mut rest = line[bracket + label_len..].chars();
        let ends = match rest.next() {
            Some(')') => digits || letters || roman,
            Some('.') => bracket == 0 && digits,
            _ => false,
        };
        let space = space_len(rest.as_str());
        (ends && label_len > 0 && space > 0).then(|| Bullet {
            len: bracket + label_len + 1 + space,
            sign: if digits { '1' } else { 'a' },
            certain: false,
        })
    }

    /// Whether it begins an item although the words `before` go before it in the same paragraph,
    /// which began with `sign` if they are an item themselves.
    pub(super) fn interrupts(self, before: &str, sign: Option<char>) -> bool {
        self.certain
            || sign == Some(self.sign)
            || before.trim_end().ends_with([':', ';', '.', ',', '?', '!'])
    }
}

fn space_len(rest: &str) -> usize {
    rest.len() - rest.trim_start().len()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn item(line: &str) -> Option<&str> {
        Bullet::glyph(line)
            .or_else(|| Bullet::number(line))
            .map(|bullet| &line[bullet.len..])
    }

    #[test]
    fn glyphs_and_numbers_begin_items() {
        for line in [
            "• item",
            "•item",
            "▪\titem",
            "◦ item",
            "− item",
            "– item",
            "· item",
            "● item",
            "■ item",
            "o item",
            "o\u{a0}item",
            "\u{f0b7}item",
            "- item",
            "* item",
            "1. item",
            "12) item",
            "(3) item",
            "a) item",
            "(b) item",
            "(iv)  item",
            "ii) item",
        ] {
            assert_eq!(item(line), Some("item"), "{line}");
        }
    }

    #[test]
    fn words_do_not() {
        for line in [
            "",
            "–5 degrees",
            "o’clock",
            "on time",
            "-item",
            "1.5 hours",
            "2021. It",
            "(SEND) in",
            "a. item",
            "vision) is",
            ") item",
            "(also) item",
            "é item",
            "(é) item",
        ] {
            assert_eq!(item(line), None, "{line}");
        }
    }

    #[test]
    fn a_dash_in_wrapped_prose_goes_on() {
        let dash = Bullet::glyph("– which").filter(|dash| !dash.interrupts("the plan", None));
        assert!(dash.is_some_and(|dash| dash.interrupts("the plan", Some('–'))));
        assert!(dash.is_some_and(|dash| dash.interrupts("They should: ", None)));
        assert!(Bullet::glyph("• x").is_some_and(|dot| dot.interrupts("the plan", None)));
    }
}
