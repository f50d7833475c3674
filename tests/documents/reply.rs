//! What a person's program makes of an answer to a comment of evenhand's.

use crate::package::{Entry, entry, with, zip};
use std::collections::BTreeMap;

/// Parts of a file by their names.
pub(crate) fn parts(bytes: &[u8]) -> BTreeMap<String, Vec<u8>> {
    let archive = rawzip::ZipArchive::from_slice(bytes).expect("an archive");
    let mut parts = BTreeMap::new();
    let mut entries = archive.entries();
    while let Some(entry) = entries.next_entry().expect("sound") {
        let name = String::from_utf8_lossy(entry.file_path().as_bytes()).into_owned();
        let is_packed = entry.compression_method() == rawzip::CompressionMethod::DEFLATE;
        let found = archive.get_entry(entry.wayfinder()).expect("an entry");
        let data = if is_packed {
            miniz_oxide::inflate::decompress_to_vec(found.data()).expect("packed")
        } else {
            found.data().to_vec()
        };
        assert_eq!(rawzip::crc32(&data), entry.crc32(), "{name}");
        assert!(parts.insert(name, data).is_none(), "each name once");
    }
    parts
}

pub(crate) fn part(bytes: &[u8], name: &str) -> String {
    let part = parts(bytes).remove(name).unwrap_or_default();
    String::from_utf8(part).expect("UTF-8")
}

/// The file with a part exchanged.
pub(crate) fn with_part(bytes: &[u8], name: &str, text: &str) -> Vec<u8> {
    let entries: Vec<Entry> = parts(bytes)
        .into_iter()
        .map(|(name, part)| entry(&name, part))
        .collect();
    zip(&with(entries, name, text))
}

/// The numbers and paragraph ids of evenhand's comments, in the order of their part.
pub(crate) fn own_comments(bytes: &[u8]) -> Vec<(String, String)> {
    let comments = part(bytes, "word/comments.xml");
    let attribute = |text: &str, name: &str| {
        let at = text.rfind(&format!(" {name}=\"")).expect("is there") + name.len() + 3;
        text[at..at + text[at..].find('"').expect("ends")].to_owned()
    };
    comments
        .split("</w:comment>")
        .filter_map(|comment| {
            let tag = comment.rfind("<w:comment ")?;
            let end = tag + comment[tag..].find('>')?;
            comment[tag..end]
                .contains("w:author=\"evenhand\"")
                .then(|| {
                    (
                        attribute(&comment[tag..end], "w:id"),
                        attribute(comment, "w14:paraId"),
                    )
                })
        })
        .collect()
}

/// How an answer is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Form {
    /// In the parts of comments alone, so that the record still fits the document.
    Parts,
    /// As Word does: the document has its marks too, and parts are written again.
    Word,
}

/// The document with an answer to one of evenhand's comments.
pub(crate) fn answer(bytes: &[u8], parent: &str, reply: &str, form: Form) -> Vec<u8> {
    let number = own_comments(bytes)
        .into_iter()
        .find(|(_, id)| id == parent)
        .expect("such a comment")
        .0;
    let comments = part(bytes, "word/comments.xml");
    let turn = comments.matches("<w:comment ").count();
    let (own, id) = (9_000 + turn, format!("{:08X}", 0x0A00_0000 + turn));
    let paragraph = match form {
        Form::Parts => format!(
            "<w:p w14:paraId=\"{id}\" w14:textId=\"77777777\"><w:r><w:t>{reply}</w:t></w:r></w:p>"
        ),
        Form::Word => format!(
            "<w:p w14:paraId=\"{id}\" w14:textId=\"77777777\"><w:pPr><w:pStyle w:val=\"CommentText\"/></w:pPr>\
             <w:r><w:rPr><w:rStyle w:val=\"CommentReference\"/></w:rPr><w:annotationRef/></w:r>\
             <w:proofErr w:type=\"spellStart\"/><w:r w:rsidR=\"00C300C3\"><w:t>{reply}</w:t></w:r></w:p>"
        ),
    };
    let mut bytes = with_part(
        bytes,
        "word/comments.xml",
        &comments.replace(
            "</w:comments>",
            &format!(
                "<w:comment xmlns:w14=\"http://schemas.microsoft.com/office/word/2010/wordml\" w:id=\"{own}\" \
                 w:author=\"A. Person\" w:date=\"2026-02-01T09:00:00Z\" w:initials=\"AP\">{paragraph}</w:comment></w:comments>"
            ),
        ),
    );
    let mut add = |name: &str, end: &str, element: String| {
        let text = part(&bytes, name).replace(end, &format!("{element}{end}"));
        bytes = with_part(&bytes, name, &text);
    };
    add(
        "word/commentsExtended.xml",
        "</w15:commentsEx>",
        format!(
            "<w15:commentEx w15:paraId=\"{id}\" w15:paraIdParent=\"{parent}\" w15:done=\"0\"/>"
        ),
    );
    add(
        "word/commentsIds.xml",
        "</w16cid:commentsIds>",
        format!("<w16cid:commentId w16cid:paraId=\"{id}\" w16cid:durableId=\"{id}\"/>"),
    );
    if form == Form::Word {
        add(
            "word/people.xml",
            "</w15:people>",
            "<w15:person w15:author=\"A. Person\"><w15:presenceInfo w15:providerId=\"None\" w15:userId=\"A. Person\"/></w15:person>"
                .to_owned(),
        );
        let start = format!("<w:commentRangeStart w:id=\"{number}\"/>");
        let reference = format!("<w:commentReference w:id=\"{number}\"/></w:r>");
        let document = part(&bytes, "word/document.xml");
        assert!(document.contains(&start) && document.contains(&reference));
        let document = document
            .replace(&start, &format!("{start}<w:commentRangeStart w:id=\"{own}\"/>"))
            .replace(
                &reference,
                &format!(
                    "{reference}<w:commentRangeEnd w:id=\"{own}\"/><w:r><w:commentReference w:id=\"{own}\"/></w:r>"
                ),
            );
        bytes = with_part(&bytes, "word/document.xml", &document);
    }
    bytes
}

/// The document with one of evenhand's comments marked as resolved.
pub(crate) fn resolved(bytes: &[u8], id: &str) -> Vec<u8> {
    let extended = part(bytes, "word/commentsExtended.xml");
    let open = format!("w15:paraId=\"{id}\" w15:done=\"0\"");
    assert!(extended.contains(&open));
    let done = open.replace("done=\"0\"", "done=\"1\"");
    with_part(
        bytes,
        "word/commentsExtended.xml",
        &extended.replace(&open, &done),
    )
}

/// Values of an attribute in a part, in order.
fn values(text: &str, attribute: &str) -> Vec<String> {
    text.split(&format!(" {attribute}=\""))
        .skip(1)
        .map(|rest| rest[..rest.find('"').expect("ends")].to_owned())
        .collect()
}

/// What Word's own parts ask of a document with comments: ids that are there once and fit, threads that lead
/// somewhere, marks in pairs, and every part named in both lists of the package.
pub(crate) fn assert_wired(bytes: &[u8]) {
    let parts = parts(bytes);
    let text = |name: &str| {
        let bytes = parts.get(name).map(Vec::as_slice).unwrap_or_default();
        String::from_utf8(bytes.to_vec()).expect("UTF-8")
    };
    let comments = text("word/comments.xml");
    let own: Vec<&str> = comments
        .split("<w:comment ")
        .skip(1)
        .filter(|comment| comment.contains(" w14:paraId=\""))
        .collect();
    let once = |values: &[String], what: &str| {
        let all: std::collections::BTreeSet<&String> = values.iter().collect();
        assert_eq!(all.len(), values.len(), "{what}: {values:?}");
    };
    let numbers = values(&comments, "w:id");
    once(&numbers, "numbers of comments");
    let last: Vec<String> = own
        .iter()
        .map(|comment| values(comment, "w14:paraId").pop().expect("is there"))
        .collect();
    once(&values(&comments, "w14:paraId"), "paragraphs");
    for (part, end, most) in [
        ("word/commentsExtended.xml", "w15:paraId", 0x8000_0000_u32),
        ("word/commentsIds.xml", "w16cid:paraId", 0x8000_0000),
        ("word/commentsIds.xml", "w16cid:durableId", 0x7FFF_FFFF),
    ] {
        let found = values(&text(part), end);
        once(&found, end);
        assert_eq!(found.len(), last.len(), "{part}");
        for id in found {
            let number = u32::from_str_radix(&id, 16).expect("a number");
            assert!(id.len() == 8 && number > 0 && number < most, "{end} {id}");
            assert!(
                end.ends_with("durableId") || last.contains(&id),
                "{end} {id}"
            );
        }
    }
    for parent in values(&text("word/commentsExtended.xml"), "w15:paraIdParent") {
        assert!(last.contains(&parent), "no comment {parent}");
    }
    let document = text("word/document.xml");
    let of = |element: &str| -> Vec<String> {
        let tag = format!("<w:{element} ");
        document
            .split(&tag)
            .skip(1)
            .map(|rest| values(&format!(" {rest}"), "w:id").remove(0))
            .collect()
    };
    let (starts, ends, references) = (
        of("commentRangeStart"),
        of("commentRangeEnd"),
        of("commentReference"),
    );
    for ids in [&starts, &ends, &references] {
        once(ids, "marks");
    }
    for number in &numbers {
        assert!(references.contains(number), "no reference to {number}");
        assert_eq!(starts.contains(number), ends.contains(number), "{number}");
    }
    for number in starts.iter().chain(&references) {
        assert!(numbers.contains(number), "no comment {number}");
    }
    let place = |mark: &str, number: &str| document.find(&format!("<w:{mark} w:id=\"{number}\""));
    for number in &starts {
        let marks = ["commentRangeStart", "commentRangeEnd", "commentReference"];
        let places = marks.map(|mark| place(mark, number));
        assert!(places.is_sorted() && places[0].is_some(), "{number}");
    }
    for name in parts
        .keys()
        .filter(|name| name.starts_with("word/comments") || *name == "word/people.xml")
    {
        let file = name.trim_start_matches("word/");
        let types = text("[Content_Types].xml");
        let target = format!("Target=\"{file}\"");
        let relationships = text("word/_rels/document.xml.rels");
        assert_eq!(relationships.matches(&target).count(), 1, "{file}");
        let is_default = file == "comments.xml";
        let count = types.matches(&format!("PartName=\"/{name}\"")).count();
        assert!(count == 1 || is_default && count == 0, "{file}");
    }
    for author in values(&comments, "w:author") {
        if author == "evenhand" {
            let people = text("word/people.xml");
            assert_eq!(people.matches("w15:author=\"evenhand\"").count(), 1);
        }
    }
}
