//! A small writer of PDF files: pages of placed words, rules, marks and a structure tree, as plain as
//! they can be, so that a test can say what is in them byte for byte.

use std::fmt::Write as _;

/// A page of 600 by 800 points in the making: its contents.
#[derive(Clone, Debug, Default)]
pub(crate) struct Page {
    content: Vec<u8>,
    /// Whether it shows a picture.
    has_picture: bool,
}

/// The fonts of every page, by name.
const FONTS: [(&str, &str); 4] = [
    (
        "R",
        "/Subtype/TrueType/BaseFont/Ashmere/Encoding/WinAnsiEncoding",
    ),
    (
        "B",
        "/Subtype/TrueType/BaseFont/Ashmere-Bold/Encoding/WinAnsiEncoding",
    ),
    ("S", "/Subtype/TrueType/BaseFont/ABCDEF+SymbolMT"),
    ("W", "/Subtype/TrueType/BaseFont/ABCDEF+Wingdings-Regular"),
];

impl Page {
    /// Adds operators as they stand.
    pub(crate) fn raw(mut self, operators: &str) -> Self {
        self.content.extend_from_slice(operators.as_bytes());
        self.content.push(b'\n');
        self
    }

    /// Words in one of the fonts `R` (of prose), `B` (bold), `S` (signs) and `W` (pictures), from a point
    /// on; each letter is half as wide as the size.
    pub(crate) fn words(mut self, font: &str, size: f32, x: f32, y: f32, words: &str) -> Self {
        let place = format!("BT /{font} {size} Tf 1 0 0 1 {x} {y} Tm (");
        self.content.extend_from_slice(place.as_bytes());
        for byte in windows(words) {
            if matches!(byte, b'(' | b')' | b'\\') {
                self.content.push(b'\\');
            }
            self.content.push(byte);
        }
        self.content.extend_from_slice(b") Tj ET\n");
        self
    }

    /// Lines of prose of 10 points, 12 apart, from a height downwards.
    pub(crate) fn lines(mut self, x: f32, y: f32, lines: &[&str]) -> Self {
        for (index, line) in lines.iter().enumerate() {
            self = self.words("R", 10.0, x, y - 12.0 * index as f32, line);
        }
        self
    }

    /// A thin filled box, as Word draws rules.
    pub(crate) fn rule(self, x: f32, y: f32, width: f32, height: f32) -> Self {
        self.raw(&format!("{x} {y} {width} {height} re f"))
    }

    /// Marks what `inside` adds as content with a number.
    pub(crate) fn marked(self, id: usize, inside: impl FnOnce(Page) -> Page) -> Self {
        inside(self.raw(&format!("/P <</MCID {id}>> BDC"))).raw("EMC")
    }

    /// Marks what `inside` adds as no part of the text.
    pub(crate) fn artifact(self, inside: impl FnOnce(Page) -> Page) -> Self {
        inside(self.raw("/Artifact BMC")).raw("EMC")
    }

    /// Covers the page with a picture.
    pub(crate) fn picture(mut self) -> Self {
        self.has_picture = true;
        self.raw("q 600 0 0 800 0 0 cm /Im Do Q")
    }
}

/// The words in Windows-1252.
fn windows(words: &str) -> Vec<u8> {
    words
        .chars()
        .map(|character| match character {
            '’' => 0x92,
            '‘' => 0x91,
            '•' => 0x95,
            '–' => 0x96,
            '\u{ad}' => 0xAD,
            other => u8::try_from(u32::from(other)).expect("in Windows-1252"),
        })
        .collect()
}

/// A structure element: its type and what it holds.
pub(crate) enum Element {
    /// Holds elements.
    Of(&'static str, Vec<Element>),
    /// Holds a piece of content: its page, from 0, and its number there.
    Content(&'static str, usize, usize),
}

/// A file in the making.
#[derive(Default)]
pub(crate) struct Pdf {
    /// Bodies of objects, the first of which has the number 1.
    objects: Vec<Vec<u8>>,
    /// More entries of the trailer.
    pub(crate) trailer: String,
}

impl Pdf {
    /// A file of these pages, without a structure tree.
    pub(crate) fn of(pages: &[Page]) -> Vec<u8> {
        Pdf::with_tree(pages, None)
    }

    /// A file of these pages, with the tree under the root.
    pub(crate) fn tagged(pages: &[Page], tree: &[Element]) -> Vec<u8> {
        Pdf::with_tree(pages, Some(tree))
    }

    fn with_tree(pages: &[Page], tree: Option<&[Element]>) -> Vec<u8> {
        let mut pdf = Pdf::default();
        let catalog = pdf.reserve();
        let group = pdf.reserve();
        let picture = pdf.stream(
            "/Type/XObject/Subtype/Image/Width 1/Height 1/BitsPerComponent 8/ColorSpace/DeviceGray",
            b"\x80",
        );
        let mut fonts = String::new();
        for (name, font) in FONTS {
            let body = format!("<</Type/Font{font}/FontDescriptor<</Flags 32/MissingWidth 500>>>>");
            let id = pdf.add(body.into_bytes());
            write!(fonts, "/{name} {id} 0 R").expect("writes to a string");
        }
        let mut kids = Vec::new();
        for page in pages {
            let content = pdf.stream("", &page.content);
            let pictures = if page.has_picture {
                format!("/XObject<</Im {picture} 0 R>>")
            } else {
                String::new()
            };
            let body = format!(
                "<</Type/Page/Parent {group} 0 R/MediaBox[0 0 600 800]/Contents {content} 0 R\
                 /Resources<</Font<<{fonts}>>{pictures}>>>>"
            );
            kids.push(pdf.add(body.into_bytes()));
        }
        let list: Vec<String> = kids.iter().map(|id| format!("{id} 0 R")).collect();
        pdf.set(
            group,
            format!(
                "<</Type/Pages/Count {}/Kids[{}]>>",
                kids.len(),
                list.join(" ")
            ),
        );
        let mut marks = String::new();
        if let Some(tree) = tree {
            let elements: Vec<String> = tree
                .iter()
                .map(|element| pdf.element(element, &kids))
                .collect();
            let root =
                pdf.add(format!("<</Type/StructTreeRoot/K[{}]>>", elements.join(" ")).into_bytes());
            marks = format!("/StructTreeRoot {root} 0 R/MarkInfo<</Marked true>>");
        }
        pdf.set(
            catalog,
            format!("<</Type/Catalog/Pages {group} 0 R{marks}>>"),
        );
        pdf.finish()
    }

    fn element(&mut self, element: &Element, pages: &[usize]) -> String {
        let body = match element {
            Element::Of(kind, elements) => {
                let elements: Vec<String> = elements
                    .iter()
                    .map(|element| self.element(element, pages))
                    .collect();
                format!("<</Type/StructElem/S/{kind}/K[{}]>>", elements.join(" "))
            }
            Element::Content(kind, page, id) => {
                format!(
                    "<</Type/StructElem/S/{kind}/Pg {} 0 R/K {id}>>",
                    pages[*page]
                )
            }
        };
        format!("{} 0 R", self.add(body.into_bytes()))
    }

    /// Adds an object; says its number.
    pub(crate) fn add(&mut self, body: Vec<u8>) -> usize {
        self.objects.push(body);
        self.objects.len()
    }

    /// Adds an object whose body comes later.
    pub(crate) fn reserve(&mut self) -> usize {
        self.add(b"null".to_vec())
    }

    /// Gives an object its body.
    pub(crate) fn set(&mut self, id: usize, body: String) {
        self.objects[id - 1] = body.into_bytes();
    }

    /// Adds a stream with these entries in its dictionary beside its length.
    pub(crate) fn stream(&mut self, entries: &str, data: &[u8]) -> usize {
        let mut body = format!("<<{entries}/Length {}>>stream\n", data.len()).into_bytes();
        body.extend_from_slice(data);
        body.extend_from_slice(b"\nendstream");
        self.add(body)
    }

    /// The file, whose first object is its catalog.
    pub(crate) fn finish(self) -> Vec<u8> {
        let mut file = b"%PDF-1.7\n".to_vec();
        let mut table = String::new();
        for (index, body) in self.objects.iter().enumerate() {
            writeln!(table, "{:010} 00000 n ", file.len()).expect("writes to a string");
            file.extend_from_slice(format!("{} 0 obj\n", index + 1).as_bytes());
            file.extend_from_slice(body);
            file.extend_from_slice(b"\nendobj\n");
        }
        let start = file.len();
        let size = self.objects.len() + 1;
        let tail = format!(
            "xref\n0 {size}\n0000000000 65535 f \n{table}trailer\n<</Size {size}/Root 1 0 R{}>>\n\
             startxref\n{start}\n%%EOF\n",
            self.trailer
        );
        file.extend_from_slice(tail.as_bytes());
        file
    }
}
