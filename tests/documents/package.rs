//! Documents by their parts: a small writer of ZIP archives, and the parts that every document has.

use miniz_oxide::deflate::compress_to_vec;

const WORD: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";

/// One entry of an archive, with what may be wrong about it.
#[derive(Clone, Default)]
pub(crate) struct Entry {
    pub(crate) name: String,
    pub(crate) bytes: Vec<u8>,
    /// The size it claims, if another than its own.
    pub(crate) claims: Option<u32>,
    pub(crate) is_encrypted: bool,
    /// A way of packing other than the usual one.
    pub(crate) method: Option<u16>,
}

pub(crate) fn entry(name: &str, bytes: impl AsRef<[u8]>) -> Entry {
    Entry {
        name: name.to_owned(),
        bytes: bytes.as_ref().to_vec(),
        ..Entry::default()
    }
}

/// An archive of entries.
pub(crate) fn zip(entries: &[Entry]) -> Vec<u8> {
    let mut file = Vec::new();
    let mut directory = Vec::new();
    for entry in entries {
        let offset = file.len() as u32;
        let packed = if entry.bytes.len() > 200 {
            compress_to_vec(&entry.bytes, 1)
        } else {
            entry.bytes.clone()
        };
        let method = if entry.bytes.len() > 200 { 8 } else { 0 };
        let mut header = Vec::new();
        header.extend(20u16.to_le_bytes());
        header.extend(u16::from(entry.is_encrypted).to_le_bytes());
        header.extend(entry.method.unwrap_or(method).to_le_bytes());
        header.extend([0; 4]);
        header.extend(rawzip::crc32(&entry.bytes).to_le_bytes());
        header.extend((packed.len() as u32).to_le_bytes());
        let size = entry.claims.unwrap_or(entry.bytes.len() as u32);
        header.extend(size.to_le_bytes());
        header.extend((entry.name.len() as u16).to_le_bytes());
        header.extend(0u16.to_le_bytes());

        file.extend(b"PK\x03\x04");
        file.extend(&header);
        file.extend(entry.name.as_bytes());
        file.extend(&packed);

        directory.extend(b"PK\x01\x02\x14\x00");
        directory.extend(&header);
        directory.extend([0; 10]);
        directory.extend(offset.to_le_bytes());
        directory.extend(entry.name.as_bytes());
    }
    let start = file.len() as u32;
    file.extend(&directory);
    file.extend(b"PK\x05\x06\0\0\0\0");
    for _ in 0..2 {
        file.extend((entries.len() as u16).to_le_bytes());
    }
    file.extend((directory.len() as u32).to_le_bytes());
    file.extend(start.to_le_bytes());
    file.extend([0; 2]);
    file
}

/// A Word document by its parts.
#[derive(Clone, Default)]
pub(crate) struct Word {
    pub(crate) body: String,
    pub(crate) styles: String,
    pub(crate) numbering: String,
    pub(crate) footnotes: String,
    pub(crate) comments: String,
}

impl Word {
    pub(crate) fn body(body: &str) -> Self {
        Word {
            body: body.to_owned(),
            ..Word::default()
        }
    }

    pub(crate) fn entries(&self) -> Vec<Entry> {
        let part = |root: &str, inner: &str| {
            format!(
                "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\r\n<w:{root} xmlns:w=\"{WORD}\" \
                 xmlns:mc=\"http://schemas.openxmlformats.org/markup-compatibility/2006\" \
                 xmlns:m=\"http://schemas.openxmlformats.org/officeDocument/2006/math\" \
                 xmlns:w14=\"http://schemas.microsoft.com/office/word/2010/wordml\" \
                 xmlns:v=\"urn:schemas-microsoft-com:vml\" \
                 xmlns:wps=\"http://schemas.microsoft.com/office/word/2010/wordprocessingShape\">{inner}</w:{root}>"
            )
        };
        let others = ["styles", "numbering", "footnotes", "comments"];
        let relationship = |kind: &str, target: &str| {
            format!(
                "<Relationship Id=\"r{kind}\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/{kind}\" \
                 Target=\"{target}\"/>"
            )
        };
        let relationships = |inner: &str| {
            format!(
                "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">{inner}</Relationships>"
            )
        };
        let of_document: String = others
            .iter()
            .map(|name| relationship(name, &format!("{name}.xml")))
            .collect();
        vec![
            entry(
                "[Content_Types].xml",
                "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">\
                 <Default Extension=\"xml\" ContentType=\"application/xml\"/>\
                 <Override PartName=\"/word/document.xml\" ContentType=\
                 \"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml\"/></Types>",
            ),
            entry(
                "_rels/.rels",
                relationships(&relationship("officeDocument", "word/document.xml")),
            ),
            entry("word/_rels/document.xml.rels", relationships(&of_document)),
            entry(
                "word/document.xml",
                part(
                    "document",
                    &format!("<w:body>{}<w:sectPr/></w:body>", self.body),
                ),
            ),
            entry("word/styles.xml", part("styles", &self.styles)),
            entry("word/numbering.xml", part("numbering", &self.numbering)),
            entry("word/footnotes.xml", part("footnotes", &self.footnotes)),
            entry("word/comments.xml", part("comments", &self.comments)),
        ]
    }

    pub(crate) fn bytes(&self) -> Vec<u8> {
        zip(&self.entries())
    }
}

/// Entries with one of them exchanged.
pub(crate) fn with(mut entries: Vec<Entry>, name: &str, bytes: impl AsRef<[u8]>) -> Vec<Entry> {
    for entry in &mut entries {
        if entry.name == name {
            entry.bytes = bytes.as_ref().to_vec();
        }
    }
    entries
}

/// Entries without one of them.
pub(crate) fn without(mut entries: Vec<Entry>, name: &str) -> Vec<Entry> {
    entries.retain(|entry| entry.name != name);
    entries
}

/// An `OpenDocument` text by its parts.
#[derive(Clone, Default)]
pub(crate) struct OpenDocument {
    pub(crate) body: String,
    pub(crate) automatic: String,
    pub(crate) styles: String,
}

impl OpenDocument {
    pub(crate) fn body(body: &str) -> Self {
        OpenDocument {
            body: body.to_owned(),
            ..OpenDocument::default()
        }
    }

    pub(crate) fn entries(&self) -> Vec<Entry> {
        let name = |name: &str| format!("urn:oasis:names:tc:opendocument:xmlns:{name}:1.0");
        let part = |root: &str, inner: &str| {
            format!(
                "<office:{root} xmlns:office=\"{}\" xmlns:text=\"{}\" xmlns:table=\"{}\" xmlns:style=\"{}\" \
                 xmlns:draw=\"{}\" xmlns:fo=\"urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0\" \
                 xmlns:dc=\"http://purl.org/dc/elements/1.1/\">{inner}</office:{root}>",
                name("office"),
                name("text"),
                name("table"),
                name("style"),
                name("drawing"),
            )
        };
        vec![
            entry("mimetype", "application/vnd.oasis.opendocument.text"),
            entry(
                "content.xml",
                part(
                    "document-content",
                    &format!(
                        "<office:automatic-styles>{}</office:automatic-styles>\
                         <office:body><office:text>{}</office:text></office:body>",
                        self.automatic, self.body
                    ),
                ),
            ),
            entry(
                "styles.xml",
                part(
                    "document-styles",
                    &format!("<office:styles>{}</office:styles>", self.styles),
                ),
            ),
            entry("META-INF/manifest.xml", "<manifest/>"),
        ]
    }

    pub(crate) fn bytes(&self) -> Vec<u8> {
        zip(&self.entries())
    }
}
