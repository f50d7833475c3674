//! What a page shows: its letters with their places and marks, and the rules drawn on it.

use super::file::File;
use super::filter::Fault;
use super::font::Font;
use super::lexer::{Lexer, Token, is_space};
use super::matrix::Matrix;
use super::object::{Dict, Id, Object, Stream};
use super::page::Page;
use rustc_hash::FxHashMap;
use std::rc::Rc;

/// How often a drawing may stand in another.
const MAX_DEPTH: usize = 12;

/// The most operators of all pages together.
const MAX_OPERATORS: usize = 4 << 20;

/// The most letters of all pages together, in bytes of their characters.
const MAX_LETTERS: usize = 1 << 20;

/// The most rules of all pages together.
const MAX_ALL_RULES: usize = 200_000;

/// The most rules of one page that are looked at.
const MAX_RULES: usize = 10_000;

/// The most states of the pen that are kept, and the most marks that are open, at one time.
const MAX_STACK: usize = 512;

/// The most operands of one operator.
const MAX_OPERANDS: usize = 64;

/// The most parts that a page's contents may be in.
const MAX_PARTS: usize = 10_000;

/// A rule is thinner than this, in points.
const RULE: f32 = 3.0;

/// What letters were marked as when they were drawn.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub(super) enum Mark {
    /// Nothing.
    #[default]
    None,
    /// No part of the text: running heads, page numbers, watermarks.
    Artifact,
    /// A piece of content that the structure tree names by these numbers: of the drawing that it
    /// stands in (0 for the page itself), and its own.
    Content(Id, u32),
}

/// One letter, or several that are drawn as one.
#[derive(Clone, Copy, Debug)]
pub(super) struct Piece {
    /// Where its characters stand in [`Shown::text`].
    pub(super) at: u32,
    pub(super) len: u16,
    pub(super) is_bold: bool,
    pub(super) mark: Mark,
    /// Left and right edge and base line, in points from the lower left corner of the page.
    pub(super) left: f32,
    pub(super) right: f32,
    pub(super) base: f32,
    /// The size of its font in points.
    pub(super) size: f32,
}

/// A straight rule or an edge of a box.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Rule {
    pub(super) is_upright: bool,
    /// Its height on the page, or its distance from the left edge when it is upright.
    pub(super) at: f32,
    pub(super) from: f32,
    pub(super) to: f32,
}

/// What a page shows.
#[derive(Debug, Default)]
pub(super) struct Shown {
    pub(super) text: String,
    /// Letters in the order in which they were drawn.
    pub(super) pieces: Vec<Piece>,
    pub(super) rules: Vec<Rule>,
    /// Letters that nobody knows.
    pub(super) unknown: usize,
    /// Whether a drawing on it could not be unpacked.
    pub(super) is_damaged: bool,
    /// The share of the page that pictures take up; over one where they overlap.
    pub(super) pictured: f32,
}

impl Shown {
    pub(super) fn characters(&self, piece: &Piece) -> &str {
        let at = piece.at as usize;
        self.text.get(at..at + piece.len as usize).unwrap_or("")
    }
}

/// Reads what pages show. Fonts are kept from page to page.
pub(super) struct Interpreter<'f, 'a> {
    file: &'f File<'a>,
    fonts: FxHashMap<Id, Rc<Font>>,
    operators: usize,
    letters: usize,
    rules: usize,
}

/// The state of the pen.
#[derive(Clone)]
struct Pen {
    place: Matrix,
    font: Option<Rc<Font>>,
    size: f32,
    letter_gap: f32,
    word_gap: f32,
    stretch: f32,
    leading: f32,
    rise: f32,
}

/// An open mark.
#[derive(Clone, Debug)]
struct Open {
    mark: Mark,
    /// The characters that stand for whatever is drawn inside; taken by the first letter.
    actual: Option<String>,
    has_actual: bool,
}

/// What is drawn at one time: a page, or a drawing on it.
struct Canvas<'s> {
    shown: &'s mut Shown,
    size: (f32, f32),
    drawing: Id,
    depth: usize,
}

impl Canvas<'_> {
    /// Takes note of a picture: the square of one unit, moved and stretched.
    fn picture(&mut self, place: Matrix) {
        let [a, b, c, d, ..] = place.0;
        let share = (a * d - b * c).abs() / (self.size.0 * self.size.1);
        if share.is_finite() {
            self.shown.pictured += share.min(1.0);
        }
    }
}

impl<'f, 'a> Interpreter<'f, 'a> {
    pub(super) fn new(file: &'f File<'a>) -> Self {
        Interpreter {
            file,
            fonts: FxHashMap::default(),
            operators: 0,
            letters: 0,
            rules: 0,
        }
    }

    /// What a page shows; a fault when its contents are damaged, so that no part of a letter is left
    /// out in silence.
    pub(super) fn page(&mut self, page: &Page) -> Result<Shown, Fault> {
        let mut shown = Shown::default();
        let mut content = Vec::new();
        let parts = match self.file.resolve(&page.contents) {
            Object::Array(parts) => parts.to_vec(),
            Object::Null if page.contents == Object::Null => Vec::new(),
            part => vec![part],
        };
        if parts.len() > MAX_PARTS {
            self.file.stop();
            return Err(Fault::TooLong);
        }
        for part in &parts {
            let Object::Stream(stream) = self.file.resolve(part) else {
                return Err(Fault::Unreadable);
            };
            content.extend(self.file.data(&stream)?);
            content.push(b'\n');
        }
        let mut canvas = Canvas {
            shown: &mut shown,
            size: page.size,
            drawing: 0,
            depth: 0,
        };
        let pen = Pen {
            place: page.upright,
            font: None,
            size: 0.0,
            letter_gap: 0.0,
            word_gap: 0.0,
            stretch: 1.0,
            leading: 0.0,
            rise: 0.0,
        };
        self.draw(&content, &page.resources, pen, Vec::new(), &mut canvas);
        if self.file.is_over() {
            return Err(Fault::TooLong);
        }
        if shown.is_damaged {
            return Err(Fault::Unreadable);
        }
        self.rules += shown.rules.len();
        if self.rules > MAX_ALL_RULES {
            shown.rules = Vec::new();
        }
        Ok(shown)
    }

    fn draw(
        &mut self,
        content: &[u8],
        resources: &Object,
        pen: Pen,
        marks: Vec<Open>,
        canvas: &mut Canvas<'_>,
    ) {
        let mut hand = Hand {
            resources,
            pen,
            kept: Vec::new(),
            kept_more: 0,
            marks,
            marks_more: 0,
            line: Matrix::IDENTITY,
            at: Matrix::IDENTITY,
            path: Path::default(),
            lists: Vec::new(),
            fonts: FxHashMap::default(),
        };
        let mut lexer = Lexer::new(content, 0);
        let mut operands: Vec<Object> = Vec::new();
        loop {
            lexer.skip_space();
            let before = lexer.at;
            match lexer.token() {
                None => break,
                Some(Token::Word(operator)) => {
                    self.operators += 1;
                    if self.operators > MAX_OPERATORS || self.letters > MAX_LETTERS {
                        self.file.stop();
                        return;
                    }
                    if operator == b"ID" {
                        skip_inline_image(&mut lexer);
                        canvas.picture(hand.pen.place);
                    } else {
                        self.operator(&operator, &operands, &mut hand, canvas);
                    }
                    operands.clear();
                }
                Some(Token::Value(value)) => operands.push(value),
                Some(Token::ArrayStart | Token::DictStart) => {
                    lexer.at = before;
                    match lexer.object() {
                        Some(value) => operands.push(value),
                        // Open to the end, or deeper than any reader goes.
                        None if lexer.at <= before => break,
                        None => {}
                    }
                }
                Some(Token::ArrayEnd | Token::DictEnd) => {}
            }
            if operands.len() > MAX_OPERANDS {
                operands.clear();
            }
        }
    }

    fn operator(
        &mut self,
        operator: &[u8],
        operands: &[Object],
        hand: &mut Hand<'_>,
        canvas: &mut Canvas<'_>,
    ) {
        let number = |index: usize| {
            operands
                .get(index)
                .and_then(Object::number)
                .map_or(0.0, |number| number as f32)
        };
        let matrix = || {
            Matrix([
                number(0),
                number(1),
                number(2),
                number(3),
                number(4),
                number(5),
            ])
        };
        match operator {
            b"q" => hand.keep(),
            b"Q" => hand.restore(),
            b"cm" => hand.pen.place = matrix().then(hand.pen.place),
            b"BT" => {
                hand.line = Matrix::IDENTITY;
                hand.at = Matrix::IDENTITY;
            }
            b"Tf" => {
                let name = operands.first().and_then(Object::name).unwrap_or_default();
                hand.pen.font = self.font(hand, name);
                hand.pen.size = number(1);
            }
            b"Tc" => hand.pen.letter_gap = number(0),
            b"Tw" => hand.pen.word_gap = number(0),
            b"Tz" => hand.pen.stretch = number(0) / 100.0,
            b"TL" => hand.pen.leading = number(0),
            b"Ts" => hand.pen.rise = number(0),
            b"Td" => hand.next_line(number(0), number(1)),
            b"TD" => {
                hand.pen.leading = -number(1);
                hand.next_line(number(0), number(1));
            }
            b"Tm" => {
                hand.line = matrix();
                hand.at = hand.line;
            }
            b"T*" => hand.next_line(0.0, -hand.pen.leading),
            b"Tj" => self.show(operands.first(), hand, canvas),
            b"'" => {
                hand.next_line(0.0, -hand.pen.leading);
                self.show(operands.first(), hand, canvas);
            }
            b"\"" => {
                hand.pen.word_gap = number(0);
                hand.pen.letter_gap = number(1);
                hand.next_line(0.0, -hand.pen.leading);
                self.show(operands.get(2), hand, canvas);
            }
            b"TJ" => {
                for part in operands.first().map_or(&[][..], Object::array) {
                    match part {
                        Object::Number(back) => {
                            let by = -(*back as f32) / 1000.0 * hand.pen.size * hand.pen.stretch;
                            hand.at = Matrix::shift(by, 0.0).then(hand.at);
                        }
                        part => self.show(Some(part), hand, canvas),
                    }
                }
            }
            b"BMC" | b"BDC" => self.open_mark(operands, hand, canvas.drawing),
            b"EMC" => hand.close_mark(),
            b"Do" => {
                let name = operands.first().and_then(Object::name).unwrap_or_default();
                self.drawing(name, hand, canvas);
            }
            _ => hand.path(operator, number, &mut canvas.shown.rules),
        }
    }

    /// What a name stands for in the page's or drawing's own list of things of a kind.
    fn resource(&self, hand: &mut Hand<'_>, kind: &'static str, name: &[u8]) -> Object {
        let resources = hand.resources;
        let known = hand.lists.iter().position(|(known, _)| *known == kind);
        let at = known.unwrap_or_else(|| {
            let list = resources
                .dict()
                .map(|resources| self.file.get(resources, kind));
            hand.lists.push((kind, list.unwrap_or_default()));
            hand.lists.len() - 1
        });
        hand.lists[at]
            .1
            .dict()
            .and_then(|list| list.raw_bytes(name).cloned())
            .unwrap_or_default()
    }

    fn font(&mut self, hand: &mut Hand<'_>, name: &[u8]) -> Option<Rc<Font>> {
        if let Some(font) = hand.fonts.get(name) {
            return font.clone();
        }
        let value = self.resource(hand, "Font", name);
        let font = self.open_font(&value);
        hand.fonts.insert(name.to_vec(), font.clone());
        font
    }

    fn open_font(&mut self, value: &Object) -> Option<Rc<Font>> {
        let id = match value {
            Object::Reference(id) => Some(*id),
            _ => None,
        };
        if let Some(font) = id.and_then(|id| self.fonts.get(&id)) {
            return Some(Rc::clone(font));
        }
        let value = self.file.resolve(value);
        let font = Rc::new(Font::read(self.file, value.dict()?));
        self.file.keep(FONT_BYTES);
        if let Some(id) = id {
            self.fonts.insert(id, Rc::clone(&font));
        }
        Some(font)
    }

    fn show(&mut self, text: Option<&Object>, hand: &mut Hand<'_>, canvas: &mut Canvas<'_>) {
        let Some(Object::Text(bytes)) = text else {
            return;
        };
        let Some(font) = hand.pen.font.clone() else {
            canvas.shown.unknown += bytes.len();
            return;
        };
        let letters = &mut self.letters;
        font.signs(bytes, |sign| {
            *letters += sign.text.len().max(1);
            if *letters > MAX_LETTERS {
                return;
            }
            let pen = &hand.pen;
            let gap = pen.letter_gap + if sign.is_space { pen.word_gap } else { 0.0 };
            let advance = (sign.width * pen.size + gap) * pen.stretch;
            let whole = Matrix([pen.size * pen.stretch, 0.0, 0.0, pen.size, 0.0, pen.rise])
                .then(hand.at)
                .then(pen.place);
            hand.at = Matrix::shift(advance, 0.0).then(hand.at);
            let actual = hand.marks.iter_mut().find(|open| open.has_actual);
            match actual {
                Some(open) => {
                    // The letters that follow widen the one that took the characters.
                    match open.actual.take() {
                        Some(actual) => {
                            *letters += actual.len();
                            push(
                                canvas,
                                &actual,
                                sign.width,
                                whole,
                                mark_of(&hand.marks),
                                &font,
                            );
                        }
                        None => widen(canvas, sign.width, whole),
                    }
                }
                None if sign.text.is_empty() => canvas.shown.unknown += 1,
                None => push(
                    canvas,
                    &sign.text,
                    sign.width,
                    whole,
                    mark_of(&hand.marks),
                    &font,
                ),
            }
        });
    }

    fn open_mark(&self, operands: &[Object], hand: &mut Hand<'_>, drawing: Id) {
        if hand.marks.len() >= MAX_STACK {
            hand.marks_more += 1;
            return;
        }
        let kind = operands.first().and_then(Object::name).unwrap_or_default();
        let properties = match operands.get(1) {
            Some(Object::Name(name)) => {
                let value = self.resource(hand, "Properties", name);
                self.file.resolve(&value)
            }
            Some(value) => value.clone(),
            None => Object::Null,
        };
        let properties = properties.dict();
        let id = properties.and_then(|properties| self.file.get(properties, "MCID").count());
        let actual = properties.and_then(|properties| actual_text(self.file, properties));
        let mark = match id {
            Some(id) => Mark::Content(drawing, id as u32),
            None if kind == b"Artifact" => Mark::Artifact,
            None => mark_of(&hand.marks),
        };
        hand.marks.push(Open {
            mark,
            has_actual: actual.is_some(),
            actual,
        });
    }

    fn drawing(&mut self, name: &[u8], hand: &mut Hand<'_>, canvas: &mut Canvas<'_>) {
        let value = self.resource(hand, "XObject", name);
        let id = match value {
            Object::Reference(id) => id,
            _ => 0,
        };
        let Object::Stream(stream) = self.file.resolve(&value) else {
            return;
        };
        match self.file.get(&stream.dict, "Subtype").name() {
            Some(b"Image") => canvas.picture(hand.pen.place),
            Some(b"Form") if canvas.depth < MAX_DEPTH => {
                self.form(&stream, id, hand, canvas);
            }
            _ => {}
        }
    }

    fn form(&mut self, stream: &Stream, id: Id, hand: &Hand<'_>, canvas: &mut Canvas<'_>) {
        let Ok(content) = self.file.data(stream) else {
            canvas.shown.is_damaged = true;
            return;
        };
        let numbers: Vec<f32> = self
            .file
            .get(&stream.dict, "Matrix")
            .array()
            .iter()
            .filter_map(Object::number)
            .map(|number| number as f32)
            .collect();
        let mut pen = hand.pen.clone();
        if let [a, b, c, d, e, f] = numbers[..] {
            pen.place = Matrix([a, b, c, d, e, f]).then(pen.place);
        }
        let own = self.file.get(&stream.dict, "Resources");
        let resources = if own == Object::Null {
            hand.resources.clone()
        } else {
            own
        };
        let mut inner = Canvas {
            shown: canvas.shown,
            size: canvas.size,
            drawing: id,
            depth: canvas.depth + 1,
        };
        let around = hand.marks.last().cloned();
        self.draw(
            &content,
            &resources,
            pen,
            around.into_iter().collect(),
            &mut inner,
        );
    }
}

/// About how much memory a font takes without its tables, in bytes.
const FONT_BYTES: usize = 16 << 10;

/// The characters that a dictionary says stand for what is drawn.
fn actual_text(file: &File<'_>, dict: &Dict) -> Option<String> {
    let Object::Text(bytes) = file.get(dict, "ActualText") else {
        return None;
    };
    file.count_parsed(bytes.len());
    Some(match &bytes[..] {
        [0xFE, 0xFF, rest @ ..] => encoding_rs::UTF_16BE
            .decode_without_bom_handling(rest)
            .0
            .into_owned(),
        [0xEF, 0xBB, 0xBF, rest @ ..] => String::from_utf8_lossy(rest).into_owned(),
        rest => encoding_rs::WINDOWS_1252
            .decode_without_bom_handling(rest)
            .0
            .into_owned(),
    })
}

fn mark_of(marks: &[Open]) -> Mark {
    marks.last().map(|open| open.mark).unwrap_or_default()
}

/// Adds a letter, if it stands upright on the page.
fn push(canvas: &mut Canvas<'_>, text: &str, width: f32, whole: Matrix, mark: Mark, font: &Font) {
    let Some((left, right, base, size)) = place(width, whole) else {
        return;
    };
    let (page_width, page_height) = canvas.size;
    let is_on_page =
        right >= -1.0 && left <= page_width + 1.0 && base >= -1.0 && base <= page_height + 1.0;
    let Ok(len) = u16::try_from(text.len()) else {
        return;
    };
    if !is_on_page {
        return;
    }
    let shown = &mut *canvas.shown;
    let at = shown.text.len();
    shown.text.extend(text.chars().map(|c| {
        if c.is_whitespace() || c.is_control() {
            ' '
        } else {
            c
        }
    }));
    let len = u16::try_from(shown.text.len() - at).unwrap_or(len);
    shown.pieces.push(Piece {
        at: at as u32,
        len,
        is_bold: font.is_bold,
        mark,
        left,
        right,
        base,
        size,
    });
}

/// Lets the last letter reach over another.
fn widen(canvas: &mut Canvas<'_>, width: f32, whole: Matrix) {
    if let (Some((_, right, base, _)), Some(last)) =
        (place(width, whole), canvas.shown.pieces.last_mut())
        && (last.base - base).abs() < 1.0
    {
        last.right = last.right.max(right);
    }
}

/// Left and right edge, base line and size of a letter; none when it is turned or has no size.
fn place(width: f32, whole: Matrix) -> Option<(f32, f32, f32, f32)> {
    let [a, b, c, d, ..] = whole.0;
    let size = (c * c + d * d).sqrt();
    if !(size.is_finite() && size > 0.1 && a > 0.0 && b.abs() < 0.1 * a) {
        return None;
    }
    let (left, base) = whole.point(0.0, 0.0);
    let (right, _) = whole.point(width.max(0.0), 0.0);
    (left.is_finite() && right.is_finite() && base.is_finite()).then_some((left, right, base, size))
}

fn skip_inline_image(lexer: &mut Lexer<'_>) {
    let mut at = lexer.at + 1;
    while let Some(found) = lexer
        .bytes
        .get(at..)
        .and_then(|rest| rest.windows(2).position(|pair| pair == b"EI"))
    {
        at += found + 2;
        let before = lexer.bytes.get(at - 3).is_none_or(|byte| is_space(*byte));
        let after = lexer.bytes.get(at).is_none_or(|byte| is_space(*byte));
        if before && after {
            lexer.at = at;
            return;
        }
    }
    lexer.at = lexer.bytes.len();
}

/// What operators change.
struct Hand<'r> {
    resources: &'r Object,
    pen: Pen,
    kept: Vec<Pen>,
    /// States that were to be kept over the limit.
    kept_more: usize,
    marks: Vec<Open>,
    marks_more: usize,
    line: Matrix,
    at: Matrix,
    path: Path,
    /// The lists of resources that were asked for, by kind.
    lists: Vec<(&'static str, Object)>,
    fonts: FxHashMap<Vec<u8>, Option<Rc<Font>>>,
}

impl Hand<'_> {
    fn keep(&mut self) {
        if self.kept.len() < MAX_STACK {
            self.kept.push(self.pen.clone());
        } else {
            self.kept_more += 1;
        }
    }

    fn restore(&mut self) {
        if self.kept_more > 0 {
            self.kept_more -= 1;
        } else if let Some(pen) = self.kept.pop() {
            self.pen = pen;
        }
    }

    fn close_mark(&mut self) {
        if self.marks_more > 0 {
            self.marks_more -= 1;
        } else {
            self.marks.pop();
        }
    }

    fn next_line(&mut self, x: f32, y: f32) {
        self.line = Matrix::shift(x, y).then(self.line);
        self.at = self.line;
    }

    fn path(&mut self, operator: &[u8], number: impl Fn(usize) -> f32, rules: &mut Vec<Rule>) {
        let place = self.pen.place;
        match operator {
            b"m" => self.path.begin(place.point(number(0), number(1))),
            b"l" => self.path.line(place.point(number(0), number(1))),
            b"re" => {
                let (x, y, width, height) = (number(0), number(1), number(2), number(3));
                self.path.begin(place.point(x, y));
                self.path.line(place.point(x + width, y));
                self.path.line(place.point(x + width, y + height));
                self.path.line(place.point(x, y + height));
                self.path.close();
            }
            b"c" | b"v" | b"y" => self.path.has_curves = true,
            b"h" => self.path.close(),
            b"S" => self.path.stroke(rules),
            b"s" | b"b" | b"b*" => {
                self.path.close();
                self.path.stroke(rules);
            }
            b"B" | b"B*" => self.path.stroke(rules),
            b"f" | b"F" | b"f*" => self.path.fill(rules),
            b"n" => self.path = Path::default(),
            _ => {}
        }
    }
}

/// Lines that are to be drawn.
#[derive(Default)]
struct Path {
    lines: Vec<((f32, f32), (f32, f32))>,
    /// Left, bottom, right and top of each closed or open part.
    boxes: Vec<[f32; 4]>,
    start: (f32, f32),
    last: (f32, f32),
    has_curves: bool,
}

impl Path {
    fn begin(&mut self, point: (f32, f32)) {
        self.start = point;
        self.last = point;
        if self.boxes.len() < MAX_RULES {
            self.boxes.push([point.0, point.1, point.0, point.1]);
        }
    }

    fn line(&mut self, point: (f32, f32)) {
        if self.lines.len() < MAX_RULES {
            self.lines.push((self.last, point));
        }
        self.last = point;
        if let Some([left, bottom, right, top]) = self.boxes.last_mut() {
            *left = left.min(point.0);
            *bottom = bottom.min(point.1);
            *right = right.max(point.0);
            *top = top.max(point.1);
        }
    }

    fn close(&mut self) {
        if self.last != self.start {
            self.line(self.start);
        }
    }

    fn stroke(&mut self, rules: &mut Vec<Rule>) {
        for (from, to) in &self.lines {
            let (left, right) = (from.0.min(to.0), from.0.max(to.0));
            let (bottom, top) = (from.1.min(to.1), from.1.max(to.1));
            push_rule(rules, [left, bottom, right, top]);
        }
        *self = Path::default();
    }

    fn fill(&mut self, rules: &mut Vec<Rule>) {
        if !self.has_curves {
            for part in &self.boxes {
                push_rule(rules, *part);
            }
        }
        *self = Path::default();
    }
}

/// Adds a box that is thin enough to be a rule.
fn push_rule(rules: &mut Vec<Rule>, [left, bottom, right, top]: [f32; 4]) {
    let (width, height) = (right - left, top - bottom);
    if rules.len() >= MAX_RULES || !width.is_finite() || !height.is_finite() {
        return;
    }
    if height < RULE && width > height {
        rules.push(Rule {
            is_upright: false,
            at: f32::midpoint(bottom, top),
            from: left,
            to: right,
        });
    } else if width < RULE && height > width {
        rules.push(Rule {
            is_upright: true,
            at: f32::midpoint(left, right),
            from: bottom,
            to: top,
        });
    }
}
