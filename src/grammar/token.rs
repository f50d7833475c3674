//! Words and punctuation marks of a block, each looked up once.

use super::tag::Tag;
use crate::pack::lexicon::{ClassSet, Lexicon, Word, guess_pos, pos};
use crate::pack::pattern::Words;

/// A word or mark.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Token {
    /// Its place in the block's visible words.
    pub(crate) start: u32,
    pub(crate) end: u32,
    pub(crate) lemma: u32,
    pub(crate) pos: u32,
    pub(crate) classes: ClassSet,
    pub(crate) tag: Tag,
    pub(crate) capital: bool,
    /// Inside quotation marks.
    pub(crate) quoted: bool,
}

impl Token {
    pub(crate) fn is(&self, classes: ClassSet) -> bool {
        self.classes.meets(classes)
    }
}

impl Words for [Token] {
    fn len(&self) -> usize {
        <[Token]>::len(self)
    }

    fn lemma(&self, index: usize) -> u32 {
        self[index].lemma
    }

    fn classes(&self, index: usize) -> ClassSet {
        self[index].classes
    }

    fn bars_gap(&self, index: usize) -> bool {
        self[index].pos & (pos::PUNCT | pos::SUB) != 0
    }
}

/// Splits visible words into tokens. `folded` is `words` in lower case, byte for byte as long.
pub(crate) fn tokenise(folded: &str, words: &str, lexicon: &Lexicon, tokens: &mut Vec<Token>) {
    let bytes = folded.as_bytes();
    let mut at = 0;
    while at < bytes.len() {
        let byte = bytes[at];
        if byte == b' ' {
            at += 1;
            continue;
        }
        let end = if byte.is_ascii_alphanumeric() {
            word_end(folded, at)
        } else {
            let c = folded[at..].chars().next().unwrap_or(' ');
            if c.is_whitespace() {
                at += c.len_utf8();
                continue;
            }
            if c.is_alphanumeric() {
                word_end(folded, at)
            } else {
                at + c.len_utf8()
            }
        };
        push_word(folded, words, at, end, lexicon, tokens);
        at = end;
    }
    mark_quotations(folded, tokens);
}

fn is_apostrophe(c: char) -> bool {
    c == '\'' || c == '’'
}

/// The end of the word at `from`: letters and digits, with hyphens, slashes, points and apostrophes inside.
fn word_end(folded: &str, from: usize) -> usize {
    plain_word_end(folded.as_bytes(), from).unwrap_or_else(|| joined_word_end(folded, from))
}

/// The end of a word of ASCII letters and digits alone, which nearly all words are; none where what
/// stands behind them may join it to more.
fn plain_word_end(bytes: &[u8], from: usize) -> Option<usize> {
    let is_mark = |byte: &u8| !IS_LETTER[*byte as usize];
    let letters = bytes[from..].iter().position(is_mark);
    let end = letters.map_or(bytes.len(), |letters| from + letters);
    let ends = match bytes.get(end) {
        None => true,
        Some(b'.' | b',') => !bytes.get(end + 1).is_some_and(u8::is_ascii_digit),
        Some(b'-' | b'/' | b'\'' | b'%') => false,
        Some(byte) => byte.is_ascii(),
    };
    (ends && end > from).then_some(end)
}

/// The ASCII letters and digits of words in lower case; every byte of a letter is looked up.
const IS_LETTER: [bool; 256] = {
    let mut is_letter = [false; 256];
    let mut byte = 0;
    while byte < 128 {
        is_letter[byte] = matches!(byte as u8, b'a'..=b'z' | b'0'..=b'9');
        byte += 1;
    }
    is_letter
};

fn joined_word_end(folded: &str, from: usize) -> usize {
    let rest = &folded[from..];
    let mut chars = rest.char_indices().peekable();
    let mut end = 0;
    while let Some((at, c)) = chars.next() {
        if c.is_alphanumeric() {
            end = at + c.len_utf8();
            continue;
        }
        let joins = c == '-'
            || c == '‑'
            || c == '/'
            || is_apostrophe(c)
            || ((c == '.' || c == ',') && rest[..at].ends_with(|c: char| c.is_ascii_digit()))
            || c == '\u{AD}'
            || c == '%';
        let next = chars.peek().map(|(_, c)| *c);
        let goes_on = next.is_some_and(|next| {
            if c == '.' || c == ',' {
                next.is_ascii_digit()
            } else {
                next.is_alphanumeric()
            }
        });
        if c == '%' && rest[..at].ends_with(|c: char| c.is_ascii_digit()) {
            end = at + 1;
            break;
        }
        if !(joins && goes_on) {
            break;
        }
    }
    from + end.max(1)
}

fn push_word(
    folded: &str,
    words: &str,
    start: usize,
    end: usize,
    lexicon: &Lexicon,
    tokens: &mut Vec<Token>,
) {
    let word = &folded[start..end];
    if let Some(mut known) = lexicon.word(word) {
        if word.starts_with(|c: char| c.is_ascii_alphanumeric()) {
            push(known, words, start, end, tokens);
            return;
        }
        if !word.starts_with(char::is_alphanumeric)
            && word.chars().count() == 1
            && !word.starts_with(is_apostrophe)
        {
            known.pos = pos::PUNCT;
        }
        if !word.starts_with(is_apostrophe) {
            push(known, words, start, end, tokens);
            return;
        }
    }
    if let Some(stem) = possessive_stem(word) {
        let split = start + stem;
        push_word(folded, words, start, split, lexicon, tokens);
        push(possessive(lexicon), words, split, end, tokens);
        return;
    }
    // A bare apostrophe after a plural is possessive: "parents’".
    let c = word.chars().next().unwrap_or(' ');
    if is_apostrophe(c) && word.len() == c.len_utf8() {
        let after_plural = tokens
            .last()
            .is_some_and(|last| last.end as usize == start && folded[..start].ends_with('s'));
        let closes = !folded[end..].starts_with(' ') || open_quote_before(folded, start);
        let word = if after_plural && !closes {
            possessive(lexicon)
        } else {
            Word {
                pos: pos::PUNCT,
                ..Word::default()
            }
        };
        push(word, words, start, end, tokens);
        return;
    }
    if !c.is_alphanumeric() {
        push(
            Word {
                pos: pos::PUNCT,
                ..Word::default()
            },
            words,
            start,
            end,
            tokens,
        );
        return;
    }
    // "19-year-old" is known by what follows the number.
    if let Some((number, rest)) = word.split_once('-')
        && number.bytes().all(|byte| byte.is_ascii_alphanumeric())
        && rest.contains('-')
        && let Some(known) = lexicon.word(rest)
    {
        push(known, words, start, end, tokens);
        return;
    }
    // A compound that is not known as a whole is what its last part is.
    if let Some((_, last)) = word.rsplit_once(['-', '/'])
        && let Some(known) = lexicon.word(last)
    {
        let pos = if known.pos & (pos::PAST | pos::PARTICIPLE) != 0 {
            pos::ADJ
        } else {
            known.pos & !pos::VERB | pos::NOUN
        };
        push(
            Word {
                lemma: 0,
                pos,
                classes: ClassSet::NONE,
            },
            words,
            start,
            end,
            tokens,
        );
        return;
    }
    push(
        Word {
            lemma: 0,
            pos: guess_pos(word),
            classes: ClassSet::NONE,
        },
        words,
        start,
        end,
        tokens,
    );
}

/// Whether the last single quotation mark before `at` opens.
fn open_quote_before(folded: &str, at: usize) -> bool {
    let before = &folded[..at];
    match (before.rfind('‘'), before.rfind('’')) {
        (Some(open), Some(close)) => open > close && !folded[..close].is_empty(),
        (Some(_), None) => true,
        _ => false,
    }
}

/// The possessive ending, which patterns know as `'s`.
fn possessive(lexicon: &Lexicon) -> Word {
    Word {
        lemma: lexicon.lemma("'s").unwrap_or(0),
        pos: pos::POSS,
        classes: ClassSet::NONE,
    }
}

fn possessive_stem(word: &str) -> Option<usize> {
    let stem = word.strip_suffix('s')?;
    let stem = stem.strip_suffix(is_apostrophe)?;
    (!stem.is_empty()).then_some(stem.len())
}

fn push(word: Word, words: &str, start: usize, end: usize, tokens: &mut Vec<Token>) {
    tokens.push(Token {
        start: start as u32,
        end: end as u32,
        lemma: word.lemma,
        pos: word.pos,
        classes: word.classes,
        tag: Tag::Other,
        capital: match words.as_bytes()[start] {
            byte if byte.is_ascii() => byte.is_ascii_uppercase(),
            _ => words[start..].starts_with(char::is_uppercase),
        },
        quoted: false,
    });
}

/// Marks what stands between quotation marks. A mark that is never closed opens nothing.
fn mark_quotations(folded: &str, tokens: &mut [Token]) {
    let mut open: Option<(usize, char)> = None;
    for index in 0..tokens.len() {
        if tokens[index].pos & pos::PUNCT == 0 {
            continue;
        }
        let mark = folded[tokens[index].start as usize..]
            .chars()
            .next()
            .unwrap_or(' ');
        match (open, mark) {
            (None, '‘') => open = Some((index, '’')),
            (None, '“') => open = Some((index, '”')),
            (None, '"') => open = Some((index, '"')),
            (None, '\'') => open = Some((index, '\'')),
            (Some((from, close)), mark) if mark == close => {
                for token in &mut tokens[from + 1..index] {
                    token.quoted = true;
                }
                open = None;
            }
            _ => {}
        }
    }
}
