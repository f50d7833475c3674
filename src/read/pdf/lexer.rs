//! Bytes to values. Nothing here calls itself: values that hold others are kept on a stack of limited
//! height.

use super::object::{Dict, Object};
use std::rc::Rc;

/// How deep arrays and dictionaries may stand in one another; Word's go to six.
const MAX_DEPTH: usize = 64;

/// How many values one object may hold in all; the longest lists of a letter have thousands.
const MAX_VALUES: usize = 1 << 18;

/// What stands next.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Token {
    /// A value that holds no others.
    Value(Object),
    ArrayStart,
    ArrayEnd,
    DictStart,
    DictEnd,
    /// A word that is no value: `obj`, `R`, `Tj`.
    Word(Vec<u8>),
}

/// Walks over bytes.
#[derive(Clone, Debug)]
pub(super) struct Lexer<'a> {
    pub(super) bytes: &'a [u8],
    pub(super) at: usize,
}

/// A value that holds others and is still open.
enum Open {
    Array(Vec<Object>),
    Dict(Vec<(Vec<u8>, Object)>, Option<Vec<u8>>),
}

impl<'a> Lexer<'a> {
    pub(super) fn new(bytes: &'a [u8], at: usize) -> Self {
        Lexer { bytes, at }
    }

    fn peek(&self) -> Option<u8> {
        self.bytes.get(self.at).copied()
    }

    /// Steps over white space and comments.
    pub(super) fn skip_space(&mut self) {
        while let Some(byte) = self.peek() {
            match byte {
                b'%' => {
                    while self
                        .peek()
                        .is_some_and(|byte| byte != b'\n' && byte != b'\r')
                    {
                        self.at += 1;
                    }
                }
                _ if is_space(byte) => self.at += 1,
                _ => break,
            }
        }
    }

    /// The next token; none at the end. A byte that belongs nowhere is stepped over.
    pub(super) fn token(&mut self) -> Option<Token> {
        loop {
            self.skip_space();
            let byte = self.peek()?;
            match byte {
                b'[' => return Some(self.sign(1, Token::ArrayStart)),
                b']' => return Some(self.sign(1, Token::ArrayEnd)),
                b'<' if self.bytes.get(self.at + 1) == Some(&b'<') => {
                    return Some(self.sign(2, Token::DictStart));
                }
                b'>' if self.bytes.get(self.at + 1) == Some(&b'>') => {
                    return Some(self.sign(2, Token::DictEnd));
                }
                b'<' => return Some(Token::Value(Object::Text(self.hexadecimal()))),
                b'(' => return Some(Token::Value(Object::Text(self.literal()))),
                b'/' => return Some(Token::Value(Object::Name(self.name()))),
                b'>' | b')' | b'{' | b'}' => self.at += 1,
                _ => return Some(self.regular()),
            }
        }
    }

    fn sign(&mut self, len: usize, token: Token) -> Token {
        self.at += len;
        token
    }

    fn regular(&mut self) -> Token {
        let start = self.at;
        while self.peek().is_some_and(is_regular) {
            self.at += 1;
        }
        let word = &self.bytes[start..self.at];
        if let Some(number) = number(word) {
            return Token::Value(Object::Number(number));
        }
        match word {
            b"true" => Token::Value(Object::Bool(true)),
            b"false" => Token::Value(Object::Bool(false)),
            b"null" => Token::Value(Object::Null),
            _ => Token::Word(word.to_vec()),
        }
    }

    fn name(&mut self) -> Vec<u8> {
        self.at += 1;
        let mut name = Vec::new();
        while let Some(byte) = self.peek().filter(|byte| is_regular(*byte)) {
            self.at += 1;
            let escaped = (byte == b'#')
                .then(|| self.bytes.get(self.at..self.at + 2))
                .flatten()
                .and_then(|digits| Some(hex(digits[0])? << 4 | hex(digits[1])?));
            if escaped.is_some() {
                self.at += 2;
            }
            name.push(escaped.unwrap_or(byte));
        }
        name
    }

    fn hexadecimal(&mut self) -> Vec<u8> {
        self.at += 1;
        let mut text = Vec::new();
        let mut high = None;
        while let Some(byte) = self.peek() {
            self.at += 1;
            if byte == b'>' {
                break;
            }
            let Some(digit) = hex(byte) else { continue };
            match high.take() {
                Some(high) => text.push(high << 4 | digit),
                None => high = Some(digit),
            }
        }
        text.extend(high.map(|high| high << 4));
        text
    }

    fn literal(&mut self) -> Vec<u8> {
        self.at += 1;
        let mut text = Vec::new();
        let mut depth = 1_usize;
        while let Some(byte) = self.peek() {
            self.at += 1;
            match byte {
                b'(' => depth += 1,
                b')' => {
                    depth -= 1;
                    if depth == 0 {
                        break;
                    }
                }
                b'\\' => {
                    text.extend(self.escape());
                    continue;
                }
                _ => {}
            }
            text.push(byte);
        }
        text
    }

    /// What stands behind a backslash.
    fn escape(&mut self) -> Option<u8> {
        let byte = self.peek()?;
        self.at += 1;
        Some(match byte {
            b'n' => b'\n',
            b'r' => b'\r',
            b't' => b'\t',
            b'b' => 8,
            b'f' => 12,
            b'\r' => {
                if self.peek() == Some(b'\n') {
                    self.at += 1;
                }
                return None;
            }
            b'\n' => return None,
            b'0'..=b'7' => {
                let mut code = u32::from(byte - b'0');
                for _ in 0..2 {
                    let Some(digit @ b'0'..=b'7') = self.peek() else {
                        break;
                    };
                    self.at += 1;
                    code = code * 8 + u32::from(digit - b'0');
                }
                code as u8
            }
            other => other,
        })
    }

    /// The next value, with those that it holds; none when there is no value or one that goes over a
    /// limit.
    pub(super) fn object(&mut self) -> Option<Object> {
        let mut stack: Vec<Open> = Vec::new();
        let mut values = 0;
        loop {
            let before = self.at;
            let token = self.token()?;
            values += 1;
            if values > MAX_VALUES {
                return None;
            }
            let value = match token {
                Token::Value(Object::Number(number)) => {
                    self.reference(number).unwrap_or(Object::Number(number))
                }
                Token::Value(value) => value,
                Token::ArrayStart | Token::DictStart if stack.len() >= MAX_DEPTH => return None,
                Token::ArrayStart => {
                    stack.push(Open::Array(Vec::new()));
                    continue;
                }
                Token::DictStart => {
                    stack.push(Open::Dict(Vec::new(), None));
                    continue;
                }
                Token::ArrayEnd | Token::DictEnd => match stack.pop()? {
                    Open::Array(array) => Object::Array(array.into()),
                    Open::Dict(dict, _) => Object::Dict(Rc::new(Dict::of(dict))),
                },
                Token::Word(word) => {
                    if stack.is_empty() || ends_object(&word) {
                        self.at = before;
                        return None;
                    }
                    Object::Null
                }
            };
            match stack.last_mut() {
                None => return Some(value),
                Some(Open::Array(array)) => array.push(value),
                Some(Open::Dict(dict, key)) => match (key.take(), value) {
                    (Some(key), value) => dict.push((key, value)),
                    (None, Object::Name(name)) => *key = Some(name),
                    (None, _) => {}
                },
            }
        }
    }

    /// The reference that begins with `number`, which was just read.
    fn reference(&mut self, number: f64) -> Option<Object> {
        let id = Object::Number(number).count()?;
        let mut ahead = self.clone();
        ahead.skip_space();
        let digits = ahead.digits()?;
        if digits > 5 {
            return None;
        }
        ahead.skip_space();
        let ends = ahead
            .bytes
            .get(ahead.at + 1)
            .is_none_or(|byte| !is_regular(*byte));
        if ahead.peek() != Some(b'R') || !ends {
            return None;
        }
        self.at = ahead.at + 1;
        Some(Object::Reference(id as u32))
    }

    /// Steps over digits; says how many, if any.
    fn digits(&mut self) -> Option<usize> {
        let start = self.at;
        while self.peek().is_some_and(|byte| byte.is_ascii_digit()) {
            self.at += 1;
        }
        (self.at > start).then_some(self.at - start)
    }

    /// Steps over `word` if it stands next.
    pub(super) fn take_word(&mut self, word: &[u8]) -> bool {
        self.skip_space();
        let takes = self.bytes[self.at.min(self.bytes.len())..].starts_with(word);
        if takes {
            self.at += word.len();
        }
        takes
    }

    /// A whole number that is not negative, if one stands next.
    pub(super) fn count(&mut self) -> Option<usize> {
        match self.token()? {
            Token::Value(value) => value.count(),
            _ => None,
        }
    }
}

/// Words at which an object that was never closed ends.
fn ends_object(word: &[u8]) -> bool {
    matches!(
        word,
        b"endobj" | b"obj" | b"stream" | b"endstream" | b"xref" | b"trailer"
    )
}

pub(super) fn is_space(byte: u8) -> bool {
    matches!(byte, 0 | b'\t' | b'\n' | 12 | b'\r' | b' ')
}

pub(super) fn is_regular(byte: u8) -> bool {
    !is_space(byte)
        && !matches!(
            byte,
            b'(' | b')' | b'<' | b'>' | b'[' | b']' | b'{' | b'}' | b'/' | b'%'
        )
}

fn hex(byte: u8) -> Option<u8> {
    char::from(byte).to_digit(16).map(|digit| digit as u8)
}

/// A number as PDF writes them: no exponents. A few writers put a sign in the middle (`0.-5`); what
/// stands behind it is dropped, as readers do.
fn number(word: &[u8]) -> Option<f64> {
    let (negative, digits) = match word {
        [b'-', rest @ ..] => (true, rest),
        [b'+', rest @ ..] => (false, rest),
        rest => (false, rest),
    };
    let digits = digits.strip_prefix(b"-").unwrap_or(digits);
    let mut value = 0.0_f64;
    let mut scale = None;
    let mut seen = false;
    for byte in digits {
        match byte {
            b'0'..=b'9' => {
                seen = true;
                let digit = f64::from(byte - b'0');
                match &mut scale {
                    None => value = value * 10.0 + digit,
                    Some(scale) => {
                        *scale /= 10.0;
                        value += digit * *scale;
                    }
                }
            }
            b'.' if scale.is_none() => scale = Some(1.0),
            b'-' if seen => break,
            _ => return None,
        }
    }
    (seen && value.is_finite()).then_some(if negative { -value } else { value })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(source: &str) -> Option<Object> {
        Lexer::new(source.as_bytes(), 0).object()
    }

    #[test]
    fn values_of_every_kind() {
        assert_eq!(parse("-.5"), Some(Object::Number(-0.5)));
        assert_eq!(parse("% x\n12 0 R"), Some(Object::Reference(12)));
        assert_eq!(parse("12 0 RG"), Some(Object::Number(12.0)));
        assert_eq!(parse("/A#20b"), Some(Object::Name(b"A b".to_vec())));
        assert_eq!(
            parse(r"(a\(b(c)\051\n\7)"),
            Some(Object::Text(b"a(b(c))\n\x07".to_vec()))
        );
        assert_eq!(parse("<4a4>"), Some(Object::Text(b"J@".to_vec())));
        let dict = parse("<</A[1 2 0 R(x)]/B<</C true>>>>");
        let dict = dict.as_ref().and_then(Object::dict);
        assert_eq!(
            dict.and_then(|dict| dict.raw("A")).map(Object::array),
            Some(
                &[
                    Object::Number(1.0),
                    Object::Reference(2),
                    Object::Text(b"x".to_vec())
                ][..]
            )
        );
    }

    #[test]
    fn what_is_broken_or_too_deep_is_no_value() {
        for source in ["", "[1 2", "<</A", "]", "endobj", "[1 endobj 2]"] {
            assert_eq!(parse(source), None, "{source}");
        }
        assert_eq!(parse(&"[".repeat(100_000)), None);
        assert_eq!(parse(&format!("[{}]", "0 ".repeat(MAX_VALUES))), None);
    }
}
