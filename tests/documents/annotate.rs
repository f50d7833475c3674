//! Comments and suggestions in Word documents: put in, put in again, taken out.

use crate::package::{Entry, Word, entry, with, zip};
use evenhand::diagnostic::{Diagnostic, Edit, Fix, Grade, Severity};
use evenhand::letter::Letter;
use evenhand::read::{Format, Origin, ReadOptions, Revisions, read, read_with_origins};
use evenhand::span::Span;
use evenhand::write::{
    Annotated, Letterhead, Options, Reason, State, WriteError, annotate, removed, renewed, rows,
    threads,
};
use proptest::prelude::*;
use std::collections::BTreeMap;

const DATE: &str = "2026-01-31T12:00:00Z";

/// Parts of a file by their names.
fn parts(bytes: &[u8]) -> BTreeMap<String, Vec<u8>> {
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

fn part(bytes: &[u8], name: &str) -> String {
    let part = parts(bytes).remove(name).unwrap_or_default();
    String::from_utf8(part).expect("UTF-8")
}

fn opened(bytes: &[u8], revisions: Revisions) -> (Letter, Vec<Origin>) {
    let options = ReadOptions {
        revisions,
        ..ReadOptions::default()
    };
    match read_with_origins(bytes, Format::Word, &options) {
        Ok((read, origins)) => (read.letter, origins),
        Err(error) => panic!("{error}"),
    }
}

fn point(span: Span, context: Span) -> Diagnostic {
    Diagnostic {
        rule: "test/words".to_owned(),
        severity: Severity::Warning,
        message: "The letter says <this> & that.".to_owned(),
        span,
        context,
        related: Vec::new(),
        help: "Look again.".to_owned(),
        reference: Some("An Act s.1.".to_owned()),
        fix: None,
        properties: Vec::new(),
        suppressed: None,
        rank: 0,
    }
}

/// A point at the first place of these words.
fn at(letter: &Letter, words: &str) -> Diagnostic {
    let start = letter
        .text
        .find(words)
        .unwrap_or_else(|| panic!("{words} in {:?}", letter.text));
    let span = Span::new(start, start + words.len());
    let before = letter.text[..start]
        .rfind(['.', '\n'])
        .map_or(0, |at| at + 1);
    let after = letter.text[start..]
        .find(['.', '\n'])
        .map_or(letter.text.len(), |at| start + at);
    point(
        span,
        Span::new(before, after.max(span.end as usize)).trimmed(&letter.text),
    )
}

fn with_fix(mut point: Diagnostic, replacement: &str) -> Diagnostic {
    point.fix = Some(Fix {
        title: "Say it so.".to_owned(),
        grade: Grade::Suggest,
        edits: vec![Edit {
            span: point.span,
            replacement: replacement.to_owned(),
        }],
    });
    point
}

fn options() -> Options {
    Options {
        date: DATE.to_owned(),
        suggest: Some(Grade::Suggest),
        force: false,
        once: vec!["Said once.".to_owned()],
    }
}

/// A run of the program: what is there already is renewed, then words are found and written at.
fn run(bytes: &[u8], find: impl Fn(&Letter) -> Vec<Diagnostic>) -> Annotated {
    let base = renewed(bytes, false).expect("can be renewed");
    let (letter, origins) = opened(&base, Revisions::Accepted);
    let head = Letterhead {
        letter: &letter,
        origins: &origins,
    };
    annotate(&base, head, &find(&letter), &options()).expect("can be written")
}

/// The words that evenhand's comments are at, in order.
fn commented(bytes: &[u8]) -> Vec<String> {
    let (letter, _) = opened(bytes, Revisions::Original);
    letter
        .annotations
        .iter()
        .filter(|one| one.author.as_deref() == Some("evenhand"))
        .map(|one| one.span.of(&letter.text).to_owned())
        .collect()
}

fn assert_same_parts(first: &[u8], second: &[u8]) {
    let (first, second) = (parts(first), parts(second));
    let names = |parts: &BTreeMap<String, Vec<u8>>| parts.keys().cloned().collect::<Vec<_>>();
    assert_eq!(names(&first), names(&second));
    for (name, bytes) in &first {
        let shown = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
        assert_eq!(shown(bytes), shown(&second[name]), "{name}");
    }
}

fn p(words: &str) -> String {
    format!("<w:p><w:r><w:rPr><w:b/></w:rPr><w:t>{words}</w:t></w:r></w:p>")
}

const TWO: &str = "Parents feel that plans are late. Nobody &amp; nothing helps.";

#[test]
fn a_comment_is_at_its_words_and_says_the_level_first() {
    let first = Word::body(&p(TWO)).bytes();
    let done = run(&first, |letter| vec![at(letter, "plans are late")]);
    assert_eq!(done.added, 1);
    assert_eq!(commented(&done.bytes), ["plans are late"]);
    let comments = part(&done.bytes, "word/comments.xml");
    for words in [
        "w:author=\"evenhand\" w:date=\"2026-01-31T12:00:00Z\" w:initials=\"eh\"",
        "Consider: </w:t></w:r><w:r><w:rPr><w:sz w:val=\"20\"/><w:szCs w:val=\"20\"/></w:rPr><w:t xml:space=\"preserve\">The letter says &lt;this&gt; &amp; that.",
        "What to do: ",
        "Reference: ",
        "test/words",
    ] {
        assert!(comments.contains(words), "{words} in {comments}");
    }
    for (name, words) in [
        ("word/commentsExtended.xml", "<w15:commentEx "),
        ("word/commentsIds.xml", "w16cid:durableId="),
        ("word/people.xml", "w15:author=\"evenhand\""),
        ("[Content_Types].xml", "commentsExtended+xml"),
        ("word/_rels/document.xml.rels", "Target=\"commentsIds.xml\""),
    ] {
        assert!(part(&done.bytes, name).contains(words), "{name}");
    }
    let before = opened(&first, Revisions::Accepted).0;
    let after = opened(&done.bytes, Revisions::Accepted).0;
    assert_eq!(before.text, after.text);
    assert_same_parts(&first, &removed(&done.bytes, false).expect("taken out"));
}

#[test]
fn entries_that_are_not_touched_are_copied_as_they_lie() {
    let mut entries = Word::body(&p(TWO)).entries();
    entries.push(Entry {
        method: Some(99),
        ..entry("word/media/odd.bin", b"not packed in any known way")
    });
    let first = zip(&entries);
    let done = run(&first, |letter| vec![at(letter, "plans")]);
    let find =
        |bytes: &[u8], needle: &[u8]| bytes.windows(needle.len()).position(|at| at == needle);
    let header = b"not packed in any known way";
    assert!(find(&done.bytes, header).is_some());
    let styles = entries
        .iter()
        .position(|entry| entry.name == "word/styles.xml")
        .expect("is there");
    let lone = zip(&entries[styles..=styles]);
    let end = find(&lone, b"PK\x01\x02").expect("a directory");
    assert!(
        find(&done.bytes, &lone[..end]).is_some(),
        "header and data alike"
    );
}

#[test]
fn comments_meet_nest_and_cross() {
    let first = Word::body(&p(TWO)).bytes();
    let find = |letter: &Letter| {
        [
            "Parents feel",
            "feel that plans",
            "that plans",
            "plans are late. Nobody",
            "late",
            "Nobody & nothing helps.",
        ]
        .map(|words| at(letter, words))
        .to_vec()
    };
    let done = run(&first, find);
    assert_eq!(
        commented(&done.bytes),
        [
            "Parents feel",
            "feel that plans",
            "that plans",
            "plans are late. Nobody",
            "late",
            "Nobody & nothing helps."
        ]
    );
    let again = run(&done.bytes, find);
    assert_same_parts(&done.bytes, &again.bytes);
    assert_same_parts(&first, &removed(&again.bytes, false).expect("taken out"));
}

#[test]
fn suggestions_are_tracked_and_can_be_taken_or_left() {
    let body = "<w:p><w:r><w:t>Many par</w:t></w:r><w:r><w:rPr><w:i/></w:rPr><w:t xml:space=\"preserve\">ents feel </w:t></w:r>\
                <w:r><w:t>that plans are late.</w:t></w:r></w:p>";
    let first = Word::body(body).bytes();
    let done = run(&first, |letter| {
        vec![
            with_fix(at(letter, "parents feel"), "families <say>"),
            with_fix(at(letter, "late"), ""),
            at(letter, "ents"),
        ]
    });
    assert_eq!((done.added, done.suggested), (3, 2));
    assert_eq!(
        opened(&done.bytes, Revisions::Accepted).0.text.trim(),
        "Many families <say> that plans are ."
    );
    assert_eq!(
        opened(&done.bytes, Revisions::Original).0.text,
        opened(&first, Revisions::Original).0.text
    );
    assert_same_parts(&first, &removed(&done.bytes, false).expect("taken out"));
}

#[test]
fn nothing_is_suggested_inside_the_changes_of_others() {
    let body = "<w:p><w:r><w:t xml:space=\"preserve\">Many </w:t></w:r><w:ins w:id=\"4\" w:author=\"A\"><w:r><w:t>parents feel</w:t></w:r></w:ins>\
                <w:del w:id=\"5\" w:author=\"A\"><w:r><w:delText>say</w:delText></w:r></w:del></w:p>";
    let first = Word::body(body).bytes();
    let done = run(&first, |letter| vec![with_fix(at(letter, "feel"), "say")]);
    assert_eq!((done.added, done.suggested), (1, 0));
    assert_eq!(
        opened(&done.bytes, Revisions::Accepted).0.text.trim(),
        "Many parents feel"
    );
    assert_same_parts(&first, &removed(&done.bytes, false).expect("taken out"));
}

#[test]
fn comments_of_others_stay_as_they_are() {
    let body = format!(
        "<w:p><w:commentRangeStart w:id=\"7\"/><w:r><w:t>{TWO}</w:t></w:r><w:commentRangeEnd w:id=\"7\"/>\
         <w:r><w:commentReference w:id=\"7\"/></w:r></w:p>"
    );
    let word = Word {
        comments: "<w:comment w:id=\"7\" w:author=\"A. Person\"><w:p><w:r><w:t>Why?</w:t></w:r></w:p></w:comment>"
            .to_owned(),
        ..Word::body(&body)
    };
    let first = word.bytes();
    let done = run(&first, |letter| vec![at(letter, "late")]);
    let letter = opened(&done.bytes, Revisions::Accepted).0;
    let remarks: Vec<_> = letter
        .annotations
        .iter()
        .map(|one| (one.author.as_deref(), one.span.of(&letter.text)))
        .collect();
    assert!(remarks.contains(&(
        Some("A. Person"),
        "Parents feel that plans are late. Nobody & nothing helps."
    )));
    assert!(remarks.contains(&(Some("evenhand"), "late")));
    assert_same_parts(&first, &removed(&done.bytes, false).expect("taken out"));
}

/// What a person's program makes of an answer: a comment more, and its place in the thread.
fn answer(bytes: &[u8], words: &str, reply: &str, is_done: bool) -> Vec<u8> {
    let comments = part(bytes, "word/comments.xml");
    let extended = part(bytes, "word/commentsExtended.xml");
    let index = commented(bytes)
        .iter()
        .position(|one| one == words)
        .expect("a comment there");
    let parent = comments
        .split("w14:paraId=\"")
        .nth(index + 1)
        .expect("a comment")[..8]
        .to_owned();
    let (comments, extended) = if is_done {
        let open = format!("w15:paraId=\"{parent}\" w15:done=\"0\"");
        assert!(extended.contains(&open));
        (
            comments,
            extended.replace(&open, &open.replace("done=\"0\"", "done=\"1\"")),
        )
    } else {
        let comment = format!(
            "<w:comment w:id=\"900{index}\" w:author=\"A. Person\" w:date=\"2026-02-01T09:00:00Z\">\
             <w:p w14:paraId=\"0000000{index}\"><w:r><w:t>{reply}</w:t></w:r></w:p></w:comment></w:comments>"
        );
        let entry = format!(
            "<w15:commentEx w15:paraId=\"0000000{index}\" w15:paraIdParent=\"{parent}\" w15:done=\"0\"/></w15:commentsEx>"
        );
        (
            comments.replace("</w:comments>", &comment),
            extended.replace("</w15:commentsEx>", &entry),
        )
    };
    let entries: Vec<Entry> = parts(bytes)
        .into_iter()
        .map(|(name, part)| entry(&name, part))
        .collect();
    let entries = with(entries, "word/comments.xml", comments);
    zip(&with(entries, "word/commentsExtended.xml", extended))
}

#[test]
fn answers_are_kept_and_reasons_keep_quiet() {
    let first = Word::body(
        &[
            p(TWO),
            p("Plans are vague."),
            p("Staff know this."),
            p("It is so."),
        ]
        .concat(),
    )
    .bytes();
    let find = |letter: &Letter| {
        ["late", "vague", "know", "so"]
            .map(|words| at(letter, words))
            .to_vec()
    };
    let done = run(&first, find);
    assert_eq!(done.added, 4);
    let answered = answer(&done.bytes, "late", "Quoted, from the survey", false);
    let answered = answer(&answered, "vague", "Will ask.", false);
    let answered = answer(&answered, "know", "", true);

    let again = run(&answered, find);
    assert_eq!((again.added, again.decided, again.open), (1, 1, 2));
    assert_eq!(commented(&again.bytes).len(), 4);
    let third = run(&again.bytes, find);
    assert_same_parts(&again.bytes, &third.bytes);

    // A sentence that changes is raised again, and its thread stays.
    let (threads, past) = threads(&again.bytes).expect("readable");
    assert_eq!((threads.len(), past.len()), (4, 0));
    let letter = opened(
        &renewed(&again.bytes, false).expect("sound"),
        Revisions::Accepted,
    )
    .0;
    let points: Vec<Diagnostic> = find(&letter).into_iter().take(3).collect();
    let rows = rows(&threads, &past, &letter, &points);
    let state = |words: &str| {
        let row = rows.iter().find(|row| row.words == words).expect("a row");
        (row.state, row.by.clone())
    };
    let person = || "A. Person".to_owned();
    assert_eq!(state("late"), (State::Kept(Reason::Quoted), person()));
    assert_eq!(state("vague"), (State::Answered, person()));
    assert_eq!(state("know"), (State::Resolved, String::new()));
    assert_eq!(state("so"), (State::Changed, String::new()));

    assert_same_parts(&first, &removed(&third.bytes, false).expect("taken out"));
}

/// The document with one space more: the record's places mean nothing any more.
fn foreign(bytes: &[u8]) -> Vec<u8> {
    let document = part(bytes, "word/document.xml").replace("<w:sectPr/>", "<w:sectPr />");
    let entries: Vec<Entry> = parts(bytes)
        .into_iter()
        .map(|(name, part)| entry(&name, part))
        .collect();
    zip(&with(entries, "word/document.xml", document))
}

#[test]
fn a_document_that_another_program_wrote_again_is_taken_apart_by_structure() {
    let first = Word::body(&[p(TWO), p("Plans are vague.")].concat()).bytes();
    let find = |letter: &Letter| {
        vec![
            with_fix(at(letter, "feel"), "say"),
            at(letter, "plans are late"),
            at(letter, "vague"),
        ]
    };
    let done = run(&first, find);
    let answered = answer(&done.bytes, "vague", "Tool wrong", false);
    let foreign = foreign(&answered);
    let again = run(&foreign, find);
    assert_eq!((again.added, again.decided), (2, 1));
    for file in [&foreign, &again.bytes] {
        let last = removed(file, false).expect("taken out");
        let document = part(&last, "word/document.xml");
        assert_eq!(
            document.replace(" xml:space=\"preserve\"", ""),
            part(&first, "word/document.xml").replace("<w:sectPr/>", "<w:sectPr />")
        );
        assert_eq!(
            parts(&last).into_keys().collect::<Vec<_>>(),
            parts(&first).into_keys().collect::<Vec<_>>()
        );
    }
}

#[test]
fn runs_are_not_joined_where_white_space_would_begin_to_count() {
    let run_of = |tag: &str, words: &str| format!("<w:r><w:t{tag}>{words}</w:t></w:r>");
    let keeps = " xml:space=\"preserve\"";
    for (first, second) in [
        (run_of("", "Late."), run_of("", " Vague")),
        (run_of(keeps, "Late."), run_of("", " Vague")),
        (run_of(keeps, "Late."), run_of("", "Vague ")),
        (run_of("", "Late. "), run_of("", "Vague")),
        (run_of("", "Late. "), run_of(keeps, " Vague")),
    ] {
        let body = format!("<w:p>{first}{second}{}</w:p>", run_of(keeps, "Poor"));
        let bytes = Word::body(&body).bytes();
        let done = run(&bytes, |letter| {
            vec![at(letter, "Late."), at(letter, "Vague")]
        });
        assert_eq!(done.added, 2, "{body}");
        let last = removed(&foreign(&done.bytes), false).expect("taken out");
        let text = |bytes: &[u8]| opened(bytes, Revisions::Accepted).0.text;
        assert_eq!(text(&last), text(&bytes), "{body}");
    }
}

#[test]
fn a_comment_at_white_space_adds_no_paragraph() {
    let inserted = "<w:ins w:id=\"3\" w:author=\"A\"><w:r><w:t>late</w:t></w:r></w:ins>";
    let blank = "<w:r><w:t xml:space=\"preserve\">  </w:t></w:r>";
    let bytes = Word::body(&[&p(TWO), "<w:p>", blank, inserted, "</w:p>"].concat()).bytes();
    let done = run(&bytes, |letter| {
        let end = letter.text.trim_end().len();
        let span = Span::new(end - "late".len(), end);
        vec![point(span, span)]
    });
    assert_eq!(done.added, 1);
    let text = |bytes: &[u8]| opened(bytes, Revisions::Original).0.text;
    assert_eq!(text(&done.bytes), text(&bytes));
}

#[test]
fn a_signed_document_is_refused_unless_forced() {
    let mut entries = Word::body(&p(TWO)).entries();
    entries.push(entry("_xmlsignatures/sig1.xml", "<Signature/>"));
    let first = zip(&entries);
    assert_eq!(renewed(&first, false), Err(WriteError::Signed));
    assert!(renewed(&first, true).is_ok());
}

#[test]
fn nothing_raised_changes_nothing() {
    let first = Word::body(&p(TWO)).bytes();
    assert_eq!(run(&first, |_| Vec::new()).bytes, first);
    assert_eq!(removed(&first, false), Ok(first));
}

/// Pieces of a paragraph, with one of everything that stands around words.
fn piece() -> impl Strategy<Value = String> {
    let words = prop::sample::select(vec![
        "a",
        " b",
        "c ",
        "dé ’x’",
        "e &amp; f",
        "one two three",
        "  ",
        "&#233;&lt;",
        "x\ny",
        "",
    ]);
    (words, 0..15).prop_map(|(words, shape)| {
        let keeps = format!("<w:t xml:space=\"preserve\">{words}</w:t>");
        let run = format!("<w:r>{keeps}</w:r>");
        match shape {
            0 => format!("<w:r><w:t>{words}</w:t></w:r>"),
            1 => format!("<w:r w:rsidR=\"00A1\"><w:rPr><w:b/></w:rPr>{keeps}</w:r>"),
            2 => format!("<w:r>{keeps}<w:br/>{keeps}<w:tab/></w:r>"),
            3 => format!("<w:ins w:id=\"3\" w:author=\"A\">{run}</w:ins>"),
            4 => format!("<w:del w:id=\"4\" w:author=\"A\"><w:r><w:delText>{words}</w:delText></w:r></w:del>"),
            5 => format!("<w:hyperlink>{run}</w:hyperlink>"),
            6 => format!("<w:sdt><w:sdtContent>{run}</w:sdtContent></w:sdt>"),
            7 => format!("<m:oMath><m:r><m:t>{words}</m:t></m:r></m:oMath>"),
            8 => format!("<w:r><w:pict><v:textbox><w:txbxContent><w:p>{run}</w:p></w:txbxContent></v:textbox></w:pict></w:r>"),
            9 => format!(
                "<w:r><mc:AlternateContent><mc:Choice><wps:txbx><w:txbxContent><w:p>{run}</w:p></w:txbxContent></wps:txbx></mc:Choice>\
                 <mc:Fallback><w:pict/></mc:Fallback></mc:AlternateContent></w:r>"
            ),
            10 => "<w:r><w:footnoteReference w:id=\"2\"/></w:r>".to_owned(),
            11 => format!("<w:r><w:fldChar w:fldCharType=\"begin\"/></w:r><w:r><w:instrText>X</w:instrText></w:r><w:r><w:fldChar w:fldCharType=\"separate\"/></w:r>{run}<w:r><w:fldChar w:fldCharType=\"end\"/></w:r>"),
            12 => format!("</w:p><w:p>{run}"),
            13 => "<w:r/><w:r><w:t/></w:r><w:r><w:noBreakHyphen/></w:r>".to_owned(),
            _ => run,
        }
    })
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, cases: 64, ..ProptestConfig::default() })]

    #[test]
    fn what_is_put_in_can_be_put_in_again_and_taken_out(
        pieces in proptest::collection::vec(piece(), 1..12),
        places in proptest::collection::vec((0.0..1.0_f64, 0.0..1.0_f64, prop::sample::select(vec![None, Some(""), Some("new"), Some(" & x ")])), 0..8),
        table in any::<bool>(),
    ) {
        let mut body = format!("<w:p><w:r><w:t>Start.</w:t></w:r>{}</w:p>", pieces.concat());
        if table {
            body = format!("<w:tbl><w:tr><w:tc>{body}</w:tc><w:tc><w:p><w:r><w:t>Cell</w:t></w:r></w:p></w:tc></w:tr></w:tbl>");
        }
        let word = Word {
            footnotes: "<w:footnote w:id=\"2\"><w:p><w:r><w:t>A note.</w:t></w:r></w:p></w:footnote>".to_owned(),
            ..Word::body(&body)
        };
        let first = word.bytes();
        let find = |letter: &Letter| -> Vec<Diagnostic> {
            let boundary = |mut at: usize| {
                while !letter.text.is_char_boundary(at) {
                    at -= 1;
                }
                at
            };
            let length = letter.text.len() as f64;
            places
                .iter()
                .filter_map(|(start, end, replacement)| {
                    let (start, end) = (boundary((start * length) as usize), boundary((end * length) as usize));
                    let span = Span::new(start.min(end), start.max(end)).trimmed(&letter.text);
                    let found = point(span, span);
                    (!span.is_empty()).then(|| match replacement {
                        Some(words) => with_fix(found, words),
                        None => found,
                    })
                })
                .collect()
        };
        let done = run(&first, find);
        let text = |bytes: &[u8], revisions| opened(bytes, revisions).0.text;
        // Rejected, all suggestions leave the text as it was, and so does taking them out.
        if done.suggested == 0 {
            prop_assert_eq!(text(&done.bytes, Revisions::Accepted), text(&first, Revisions::Accepted));
        }
        prop_assert_eq!(text(&done.bytes, Revisions::Original), text(&first, Revisions::Original));
        let again = run(&done.bytes, find);
        assert_same_parts(&done.bytes, &again.bytes);
        // Written again by somebody: what stands in it says what to take out.
        let last = removed(&foreign(&done.bytes), false).expect("taken out");
        prop_assert_eq!(text(&last, Revisions::Accepted), text(&first, Revisions::Accepted));
        prop_assert!(!part(&last, "word/document.xml").contains("comment"));
        let without = run(&again.bytes, |_| Vec::new());
        prop_assert_eq!(text(&without.bytes, Revisions::Accepted), text(&first, Revisions::Accepted));
        for file in [&done.bytes, &again.bytes, &without.bytes] {
            assert_same_parts(&first, &removed(file, false).expect("taken out"));
        }
    }
}

#[test]
fn any_reader_can_read_what_was_written() {
    let done = run(&Word::body(&p(TWO)).bytes(), |letter| {
        vec![at(letter, "late")]
    });
    assert!(read(&done.bytes, Format::Word, &ReadOptions::default()).is_ok());
}
