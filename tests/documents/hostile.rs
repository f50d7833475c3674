//! Files that are broken, or made to break a reader: each has an error that says what to do, and nothing
//! takes long or much memory.

use crate::outline::{options, outline, read_as, refusal};
use crate::package::{Entry, OpenDocument, Word, entry, with, without, zip};
use assert_cmd::Command;
use evenhand::read::{Format, ReadError, Revisions, read};
use std::fs;
use std::time::{Duration, Instant};

fn word() -> Vec<Entry> {
    Word::body("<w:p><w:r><w:t>Rooms are clean.</w:t></w:r></w:p>").entries()
}

fn open_document() -> Vec<Entry> {
    OpenDocument::body("<text:p>Rooms are clean.</text:p>").entries()
}

fn message(format: Format, bytes: &[u8]) -> String {
    refusal(format, bytes).to_string()
}

fn document(inner: &str) -> Vec<u8> {
    Word::body(inner).bytes()
}

#[test]
fn a_file_under_another_name_is_told() {
    let old = b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1 and more".as_slice();
    let name: Vec<u8> = "EncryptedPackage"
        .encode_utf16()
        .flat_map(u16::to_le_bytes)
        .collect();
    let encrypted = [old, &name].concat();
    assert!(message(Format::Word, old).contains("save it as a Word document (.docx)"));
    assert!(message(Format::OpenDocument, old).contains("old format"));
    assert_eq!(refusal(Format::Word, &encrypted), ReadError::Protected);
    assert!(message(Format::Word, b"%PDF-1.7\n").contains("a PDF document"));
    assert!(message(Format::Word, b"# Notes\n\nwords").contains(".md for Markdown"));
    assert!(message(Format::Word, b"<!doctype HTML><p>x").contains("a web page"));
    assert!(message(Format::Word, b"{\\rtf1 x}").contains("Rich Text"));
    assert_eq!(refusal(Format::Word, b""), ReadError::Empty);
    assert!(message(Format::Word, &zip(&open_document())).contains("ending .odt"));
    assert!(message(Format::OpenDocument, &zip(&word())).contains("ending .docx"));
    assert!(message(Format::Word, &zip(&[entry("a.txt", "x")])).contains("a ZIP archive"));
    for format in [Format::Markdown, Format::Text, Format::Html] {
        assert!(message(format, &zip(&word())).contains("ending of its kind"));
        assert!(message(format, old).contains(".docx"));
    }
    let sheet = with(
        open_document(),
        "mimetype",
        "application/vnd.oasis.opendocument.spreadsheet",
    );
    assert!(message(Format::OpenDocument, &zip(&sheet)).contains("a spreadsheet"));
}

#[test]
fn content_of_another_type_is_told() {
    let types = |kind: &str| {
        let types = format!(
            "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">\
             <Override PartName=\"/WORD/document.xml\" ContentType=\"{kind}\"/></Types>"
        );
        zip(&with(word(), "[Content_Types].xml", types))
    };
    for sound in [
        "application/vnd.openxmlformats-officedocument.wordprocessingml.template.main+xml",
        "application/vnd.ms-word.document.macroEnabled.main+xml",
    ] {
        assert_eq!(
            outline(&read_as(Format::Word, &types(sound)).letter),
            "p Rooms are clean."
        );
    }
    let sheet = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml";
    assert!(message(Format::Word, &types(sheet)).contains("an Excel workbook"));
    assert!(message(Format::Word, &types("image/png")).contains("[Content_Types].xml"));
}

#[test]
fn missing_parts_are_told_or_done_without() {
    for name in ["_rels/.rels", "word/document.xml"] {
        let error = message(Format::Word, &zip(&without(word(), name)));
        assert!(error.contains("damaged"), "{name}: {error}");
    }
    let error = message(Format::Word, &zip(&without(word(), "[Content_Types].xml")));
    assert!(error.contains("content types is missing"), "{error}");
    for name in [
        "word/styles.xml",
        "word/_rels/document.xml.rels",
        "word/comments.xml",
    ] {
        let letter = read_as(Format::Word, &zip(&without(word(), name))).letter;
        assert_eq!(outline(&letter), "p Rooms are clean.");
    }
    for name in ["mimetype", "content.xml"] {
        let error = message(Format::OpenDocument, &zip(&without(open_document(), name)));
        assert!(error.contains("missing"), "{name}: {error}");
    }
    let empty = with(word(), "word/document.xml", "<a/>");
    assert!(message(Format::Word, &zip(&empty)).contains("holds no text"));
    let empty = with(open_document(), "content.xml", "<a/>");
    assert!(message(Format::OpenDocument, &zip(&empty)).contains("holds no text"));
    assert_eq!(refusal(Format::Word, &document("<w:p/>")), ReadError::Empty);
}

#[test]
fn passwords_are_told() {
    let mut entries = word();
    entries[3].is_encrypted = true;
    assert_eq!(refusal(Format::Word, &zip(&entries)), ReadError::Protected);
    let manifest = "<manifest:encryption-data/>";
    let entries = with(open_document(), "META-INF/manifest.xml", manifest);
    assert_eq!(
        refusal(Format::OpenDocument, &zip(&entries)),
        ReadError::Protected
    );
}

#[test]
fn bombs_do_not_go_off() {
    let large = |size: usize| vec![b' '; size];
    let part = |error: ReadError| match error {
        ReadError::PartTooLarge { part, .. } => part,
        other => panic!("{other}"),
    };
    let bomb = zip(&with(word(), "word/document.xml", large((64 << 20) + 1)));
    assert!(bomb.len() < 1 << 20);
    assert_eq!(part(refusal(Format::Word, &bomb)), "word/document.xml");
    let bomb = zip(&with(word(), "word/styles.xml", large((16 << 20) + 1)));
    assert_eq!(part(refusal(Format::Word, &bomb)), "word/styles.xml");
    let bomb = zip(&with(open_document(), "content.xml", large((64 << 20) + 1)));
    assert_eq!(part(refusal(Format::OpenDocument, &bomb)), "content.xml");
    // One that claims to be small.
    let mut entries = with(word(), "word/document.xml", large(80 << 20));
    entries[3].claims = Some(1000);
    assert!(message(Format::Word, &zip(&entries)).contains("cannot be unpacked"));
}

#[test]
fn archives_that_do_not_add_up_are_told() {
    let mut entries = word();
    entries[3].method = Some(14);
    assert!(message(Format::Word, &zip(&entries)).contains("unusual way"));
    let mut entries = word();
    entries.push(entry("Word/Document.XML", "<a/>"));
    assert!(message(Format::Word, &zip(&entries)).contains("two parts"));
    let mut bytes = zip(&open_document());
    let kind = bytes.windows(11).position(|bytes| bytes == b"application");
    bytes[kind.unwrap_or_default()] = b'X';
    assert!(message(Format::OpenDocument, &bytes).contains("checksum"));
    let many: Vec<Entry> = (0..10_001).map(|at| entry(&at.to_string(), "")).collect();
    assert!(message(Format::Word, &zip(&many)).contains("10,000"));
}

#[test]
fn names_that_lead_out_of_the_archive_lead_nowhere() {
    let target = |target: &str, mode: &str| {
        format!(
            "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship \
             Type=\"x/officeDocument\" Target=\"{target}\" {mode}/></Relationships>"
        )
    };
    for (name, mode) in [
        ("../../../etc/passwd", ""),
        ("/etc/passwd", ""),
        ("file:///etc/passwd", "TargetMode=\"External\""),
        (
            "https://example.org/document.xml",
            "TargetMode=\"External\"",
        ),
    ] {
        let entries = with(word(), "_rels/.rels", target(name, mode));
        assert!(message(Format::Word, &zip(&entries)).contains("damaged"));
    }
    let mut entries = word();
    entries.push(entry("../word/document.xml", "<a/>"));
    entries.push(entry("/word/document.xml", "<a/>"));
    let letter = read_as(Format::Word, &zip(&entries)).letter;
    assert_eq!(outline(&letter), "p Rooms are clean.");
}

#[test]
fn entities_are_never_expanded() {
    let laughs =
        "<!DOCTYPE a [<!ENTITY a \"ha\"><!ENTITY b \"&a;&a;&a;&a;\">]><w:document>&b;</w:document>";
    let bytes = zip(&with(word(), "word/document.xml", laughs));
    assert_eq!(refusal(Format::Word, &bytes), ReadError::Entities);
    let outside = "<!DOCTYPE a SYSTEM \"file:///etc/passwd\"><a>&b;</a>";
    let bytes = zip(&with(open_document(), "content.xml", outside));
    assert_eq!(refusal(Format::OpenDocument, &bytes), ReadError::Entities);
    let used = document("<w:p><w:r><w:t>&nbsp;</w:t></w:r></w:p>");
    assert_eq!(refusal(Format::Word, &used), ReadError::Entities);
}

#[test]
fn nesting_has_an_end() {
    let nested = |element: &str, depth: usize| {
        format!(
            "{}{}",
            format!("<{element}>").repeat(depth),
            format!("</{element}>").repeat(depth)
        )
    };
    for element in ["w:sdt", "w:p", "w:tbl", "w:ins", "x"] {
        let bytes = document(&nested(element, 100_000));
        assert_eq!(refusal(Format::Word, &bytes), ReadError::TooDeep);
    }
    let tables = |depth: usize| {
        format!(
            "{}<w:p><w:r><w:t>in</w:t></w:r></w:p>{}",
            "<w:tbl><w:tr><w:tc>".repeat(depth),
            "</w:tc></w:tr></w:tbl>".repeat(depth)
        )
    };
    assert_eq!(
        outline(&read_as(Format::Word, &document(&tables(80))).letter),
        "p in"
    );
    let bytes = OpenDocument::body(&nested("text:span", 100_000)).bytes();
    assert_eq!(refusal(Format::OpenDocument, &bytes), ReadError::TooDeep);
    let declared: String = (0..300)
        .map(|at| {
            format!(" xmlns:a{at}=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"")
        })
        .collect();
    let bytes = document(&format!("<w:p{declared}/>"));
    assert_eq!(refusal(Format::Word, &bytes), ReadError::TooDeep);
    let page = format!("{}words", "<div><b>".repeat(100_000));
    assert_eq!(
        outline(&read_as(Format::Html, page.as_bytes()).letter),
        "p words"
    );
}

#[test]
fn a_file_cut_off_anywhere_is_an_error() {
    for (format, bytes) in [
        (Format::Word, zip(&word())),
        (Format::OpenDocument, zip(&open_document())),
    ] {
        for len in 0..bytes.len() {
            let error = refusal(format, &bytes[..len]);
            assert!(!error.to_string().is_empty());
        }
    }
}

#[test]
fn a_part_cut_off_anywhere_is_an_error() {
    let entries = word();
    let part = String::from_utf8(entries[3].bytes.clone()).expect("text");
    for len in 0..part.len() {
        let bytes = zip(&with(entries.clone(), "word/document.xml", &part[..len]));
        refusal(Format::Word, &bytes);
    }
    let entries = open_document();
    let part = String::from_utf8(entries[1].bytes.clone()).expect("text");
    for len in 0..part.len() {
        let bytes = zip(&with(entries.clone(), "content.xml", &part[..len]));
        refusal(Format::OpenDocument, &bytes);
    }
}

#[test]
fn too_much_of_anything_is_told() {
    let bytes = document(&"<w:p/>".repeat(500_001));
    assert_eq!(refusal(Format::Word, &bytes), ReadError::TooManyBlocks);
    let words = "x".repeat(1 << 20);
    let bytes = document(&format!("<w:p><w:r><w:t>{words}</w:t></w:r></w:p>").repeat(33));
    assert_eq!(refusal(Format::Word, &bytes), ReadError::TooMuchText);
    let spaces = "<text:s text:c=\"4000000000\"/>".repeat(200_000);
    let bytes = OpenDocument::body(&format!("<text:p>{spaces}</text:p>")).bytes();
    assert_eq!(
        refusal(Format::OpenDocument, &bytes),
        ReadError::TooMuchText
    );
    let wide = "<w:tc><w:tcPr><w:gridSpan w:val=\"4000000000\"/></w:tcPr><w:p><w:r><w:t>x</w:t></w:r></w:p></w:tc>";
    let table = format!("<w:tbl><w:tr>{}</w:tr></w:tbl>", wide.repeat(2));
    let letter = read_as(Format::Word, &document(&table)).letter;
    assert_eq!(letter.blocks[0].visible.words(&letter.text), "x x");
}

/// Inputs whose reading would take the square of their length, were the reader careless.
#[test]
fn nothing_takes_long() {
    let many = 40_000;
    let inputs = [
        (
            Format::Word,
            document(&"<w:p><w:r><w:fldChar w:fldCharType=\"begin\"/></w:r></w:p>".repeat(many)),
        ),
        (
            Format::Word,
            document(&format!(
                "<w:p>{}</w:p>",
                "<w:r><w:fldChar w:fldCharType=\"begin\"/><w:t>x</w:t></w:r>".repeat(many)
            )),
        ),
        (
            Format::Word,
            document(&"<w:commentRangeStart w:id=\"1\"/>".repeat(many)),
        ),
        (
            Format::Word,
            document(&format!(
                "<w:p>{}</w:p>",
                "<w:p><w:r><w:t>x</w:t></w:r></w:p>".repeat(many)
            )),
        ),
        (
            Format::Word,
            document(&format!(
                "<w:p><w:r>{}</w:r></w:p>",
                "<w:t>•</w:t><w:br/>".repeat(many)
            )),
        ),
        (
            Format::OpenDocument,
            OpenDocument::body(
                &"<text:list><text:list-item><text:p>x</text:p></text:list-item></text:list>"
                    .repeat(many),
            )
            .bytes(),
        ),
        (Format::Html, "<a<a<a<!--".repeat(many).into_bytes()),
        (Format::Html, "<b><i></u>".repeat(many).into_bytes()),
        (Format::Html, "<table><tr><td>".repeat(many).into_bytes()),
        (Format::Html, "<p>&&amp &#".repeat(many).into_bytes()),
        (
            Format::Html,
            format!("<p {}>x", "a=b ".repeat(many)).into_bytes(),
        ),
        (Format::Html, "x<br>".repeat(many).into_bytes()),
    ];
    for (index, (format, bytes)) in inputs.iter().enumerate() {
        let start = Instant::now();
        let _ = read(bytes, *format, &options(Revisions::Original));
        let took = start.elapsed();
        assert!(
            took < Duration::from_secs(20),
            "input {index} took {took:?}"
        );
    }
}

#[test]
fn the_other_files_are_still_checked() {
    let folder = tempfile::tempdir().expect("a folder");
    let letter = include_str!("../../examples/draft.md");
    let in_folder = |name: &str, bytes: &[u8]| {
        fs::write(folder.path().join(name), bytes).expect("written");
    };
    in_folder("good.md", letter.as_bytes());
    in_folder("broken.docx", b"PK\x03\x04 and no more");
    in_folder("old.docx", b"\xD0\xCF\x11\xE0");
    in_folder("~$good.docx", b"\x05owner");
    let output = Command::new(env!("CARGO_BIN_EXE_evenhand"))
        .args(["check", "--format", "concise"])
        .arg(folder.path())
        .output()
        .expect("runs");
    assert_eq!(output.status.code(), Some(2));
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(said.contains("broken.docx: the file is damaged"), "{said}");
    assert!(
        said.contains("old.docx: this is named as a Word document"),
        "{said}"
    );
    assert!(!said.contains("~$good"), "{said}");
    assert!(String::from_utf8_lossy(&output.stdout).contains("good.md:"));
}

#[test]
fn standard_input_may_be_a_document() {
    let bytes = Word::body(
        "<w:p><w:pPr><w:outlineLvl w:val=\"0\"/></w:pPr><w:r><w:t>What needs to be better?</w:t></w:r></w:p>\
         <w:p><w:r><w:t xml:space=\"preserve\">Some parents </w:t></w:r><w:del w:id=\"1\"><w:r><w:delText xml:space=\"preserve\">do not </w:delText></w:r></w:del>\
         <w:r><w:t>feel that reviews are late.</w:t></w:r></w:p>",
    )
    .bytes();
    let told = |original: &[&str]| {
        let output = Command::new(env!("CARGO_BIN_EXE_evenhand"))
            .args([
                "inspect",
                "--format",
                "json",
                "--stdin-filename",
                "draft.DOCX",
                "-",
            ])
            .args(original)
            .write_stdin(bytes.clone())
            .output()
            .expect("runs");
        assert_eq!(output.status.code(), Some(0));
        let told: serde_json::Value = serde_json::from_slice(&output.stdout).expect("JSON");
        told["documents"][0].clone()
    };
    let document = told(&[]);
    assert_eq!(document["path"], "draft.DOCX");
    assert_eq!(
        document["blocks"][1]["words"],
        "Some parents feel that reviews are late."
    );
    let location = &document["attributions"][0]["location"];
    assert_eq!(location["paragraph"], 2);
    assert_eq!(location["block"], 1);
    assert_eq!(
        location["characters"],
        serde_json::json!({"start": 13, "end": 17})
    );
    let document = told(&["--original"]);
    assert_eq!(document["attributions"][0]["polarity"], "negated");
}
