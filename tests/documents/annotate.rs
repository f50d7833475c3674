//! Comments and suggestions in Word documents: put in, put in again, taken out.

use crate::package::{Entry, Word, entry, zip};
use crate::reply::{Form, answer, assert_wired, own_comments, part, parts, resolved, with_part};
use evenhand::allow::apply;
use evenhand::diagnostic::{Diagnostic, Edit, Fix, Grade, Severity};
use evenhand::letter::Letter;
use evenhand::read::{Format, Origin, ReadOptions, Revisions, read, read_with_origins};
use evenhand::span::Span;
use evenhand::write::{
    Annotated, Letterhead, Options, Reason, State, WriteError, annotate, removed, renewed,
    reviewed, rows, threads,
};
use proptest::prelude::*;
use std::collections::BTreeMap;

const DATE: &str = "2026-01-31T12:00:00Z";

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

/// The paragraph id of the comment at these words.
fn id_at(bytes: &[u8], words: &str) -> String {
    let index = commented(bytes)
        .iter()
        .position(|one| one == words)
        .expect("a comment there");
    own_comments(bytes)[index].1.clone()
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
    let id = |words: &str| id_at(&done.bytes, words);
    let reply = "Quoted, from the survey";
    let answered = answer(&done.bytes, &id("late"), reply, Form::Parts);
    let answered = answer(&answered, &id("vague"), "Will ask.", Form::Parts);
    let answered = resolved(&answered, &id("know"));

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
    with_part(bytes, "word/document.xml", &document)
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
    let id = id_at(&done.bytes, "vague");
    let answered = answer(&done.bytes, &id, "Tool wrong", Form::Word);
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
        answers in proptest::collection::vec((0..8_usize, prop::sample::select(vec!["Quoted: so", "Will ask.", "Tool wrong", ""]), any::<bool>()), 0..4),
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
        if done.added > 0 {
            assert_wired(&done.bytes);
        }
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
        let own = own_comments(&done.bytes);
        let mut answered = done.bytes.clone();
        let mut ids = std::collections::BTreeSet::new();
        let (mut is_foreign, mut is_all_words) = (false, true);
        for (index, reply, in_document) in &answers {
            let Some((_, id)) = own.get(*index) else { continue };
            let form = if *in_document { Form::Word } else { Form::Parts };
            answered = match *reply {
                "" if ids.contains(id) => continue,
                "" => resolved(&answered, id),
                reply => answer(&answered, id, reply, form),
            };
            if !reply.is_empty() {
                is_foreign |= *in_document;
                is_all_words &= *in_document;
            }
            ids.insert(id.clone());
        }
        after_answers(&first, &answered, &ids, find, (is_foreign, is_all_words));
    }
}

/// What holds of a document in which these comments were answered.
fn after_answers(
    first: &[u8],
    answered: &[u8],
    ids: &std::collections::BTreeSet<String>,
    find: impl Fn(&Letter) -> Vec<Diagnostic>,
    (is_foreign, is_all_words): (bool, bool),
) {
    let text = |bytes: &[u8]| opened(bytes, Revisions::Original).0.text;
    let again = run(answered, &find);
    let (kept, _) = threads(&again.bytes).expect("readable");
    let kept: Vec<_> = kept.iter().filter(|thread| thread.is_answered()).collect();
    assert_eq!(kept.len(), ids.len(), "each thread once, with its answers");
    assert_eq!(text(&again.bytes), text(first));
    if !own_comments(&again.bytes).is_empty() && is_all_words {
        assert_wired(&again.bytes);
    }
    assert_same_parts(&again.bytes, &run(&again.bytes, &find).bytes);

    // Who checks is told the same as who annotates.
    let reviewed = reviewed(&again.bytes).expect("readable");
    let base = match &reviewed {
        Some(reviewed) => reviewed.bytes.as_slice(),
        None => first,
    };
    let letter = opened(base, Revisions::Accepted).0;
    let mut decisions = reviewed
        .as_ref()
        .map(|reviewed| reviewed.decisions(&letter))
        .unwrap_or_default();
    let mut points = find(&letter);
    apply(&mut decisions, &letter, &mut points);
    let quiet = points.iter().filter(|point| point.suppressed.is_some());
    assert_eq!(quiet.count(), again.decided);
    assert!(
        decisions
            .iter()
            .all(|decision| decision.unused().is_empty())
    );

    let last = removed(&again.bytes, false).expect("taken out");
    assert_eq!(text(&last), text(first));
    assert!(!part(&last, "word/comments.xml").contains("evenhand"));
    if !is_foreign {
        assert_same_parts(first, &last);
    }
}

/// One paragraph with everything that stands around words in a draft.
const AROUND: &str = "<w:p><w:r><w:t xml:space=\"preserve\">Some parents </w:t></w:r>\
    <w:del w:id=\"3\" w:author=\"A\" w:date=\"2026-01-02T00:00:00Z\"><w:r><w:delText xml:space=\"preserve\">often </w:delText></w:r></w:del>\
    <w:r><w:t xml:space=\"preserve\">feel that </w:t></w:r>\
    <w:hyperlink w:anchor=\"one\"><w:r><w:t>the local offer</w:t></w:r></w:hyperlink>\
    <w:bookmarkStart w:id=\"1\" w:name=\"one\"/><w:r><w:t xml:space=\"preserve\"> is poor </w:t></w:r><w:bookmarkEnd w:id=\"1\"/>\
    <w:r><w:fldChar w:fldCharType=\"begin\"/></w:r><w:r><w:instrText xml:space=\"preserve\"> REF one </w:instrText></w:r>\
    <w:r><w:fldChar w:fldCharType=\"separate\"/></w:r><w:r><w:t>in places</w:t></w:r><w:r><w:fldChar w:fldCharType=\"end\"/></w:r>\
    <w:sdt><w:sdtContent><w:r><w:t xml:space=\"preserve\"> and at </w:t></w:r></w:sdtContent></w:sdt>\
    <w:smartTag w:uri=\"u\" w:element=\"e\"><w:r><w:t>times</w:t></w:r></w:smartTag>\
    <w:ins w:id=\"4\" w:author=\"A\" w:date=\"2026-01-02T00:00:00Z\"><w:r><w:t xml:space=\"preserve\"> slow</w:t></w:r></w:ins>\
    <w:r><w:t>.</w:t></w:r></w:p>";

#[test]
fn words_that_cross_what_word_puts_around_them_are_marked_exactly() {
    let first = Word::body(AROUND).bytes();
    let crossing = [
        "parents feel that",
        "that the local",
        "offer is poor in",
        "places and",
        "at times slow",
        "Some parents feel that the local offer is poor in places and at times slow.",
    ];
    let done = run(&first, |letter| {
        crossing.map(|words| at(letter, words)).to_vec()
    });
    assert_eq!(done.added, crossing.len());
    assert_wired(&done.bytes);
    // What is struck out stands inside, and is no words.
    let mut found: Vec<String> = opened(&done.bytes, Revisions::Accepted)
        .0
        .annotations
        .iter()
        .map(|one| one.text.clone())
        .collect();
    found.dedup();
    let letter = opened(&done.bytes, Revisions::Accepted).0;
    let words: Vec<&str> = letter
        .annotations
        .iter()
        .map(|one| one.span.of(&letter.text))
        .collect();
    for one in crossing {
        assert!(words.contains(&one), "{one} in {words:?}");
    }
    assert_same_parts(&first, &removed(&done.bytes, false).expect("taken out"));
}

#[test]
fn a_suggestion_around_what_somebody_struck_out_leaves_that_as_it_is() {
    let first = Word::body(AROUND).bytes();
    let done = run(&first, |letter| {
        vec![
            with_fix(at(letter, "parents feel"), "parents say"),
            // Links, fields and what stands in a control are not rewritten.
            with_fix(at(letter, "that the local offer"), "it"),
            with_fix(at(letter, "places"), "parts"),
            with_fix(at(letter, "and at"), "at"),
        ]
    });
    assert_eq!((done.added, done.suggested), (4, 1));
    assert_wired(&done.bytes);
    let text = |revisions| opened(&done.bytes, revisions).0.text.trim().to_owned();
    assert_eq!(
        text(Revisions::Accepted),
        "Some parents say that the local offer is poor in places and at times slow."
    );
    assert_eq!(
        text(Revisions::Original),
        "Some parents often feel that the local offer is poor in places and at times."
    );
    assert_same_parts(&first, &removed(&done.bytes, false).expect("taken out"));
}

#[test]
fn what_cannot_hold_a_comment_has_it_beside() {
    let note = "<w:footnote w:id=\"2\"><w:p><w:r><w:t>Parents feel unheard.</w:t></w:r></w:p></w:footnote>";
    let body = "<w:p><w:r><w:t>Plans are late.</w:t></w:r><w:r><w:footnoteReference w:id=\"2\"/></w:r>\
                <w:r><w:t xml:space=\"preserve\"> Nobody helps.</w:t></w:r></w:p>\
                <w:p><w:r><w:t xml:space=\"preserve\">Beside. </w:t></w:r><w:r><w:pict><v:textbox><w:txbxContent><w:p><w:r><w:t>Carers feel tired.</w:t></w:r></w:p></w:txbxContent></v:textbox></w:pict></w:r></w:p>\
                <w:tbl><w:tr><w:tc><w:p><w:r><w:t>Cell one.</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:t>Staff feel well.</w:t></w:r></w:p></w:tc></w:tr></w:tbl>";
    let word = Word {
        footnotes: note.to_owned(),
        ..Word::body(body)
    };
    let first = word.bytes();
    let done = run(&first, |letter| {
        ["Parents feel", "Carers feel", "Staff feel"]
            .map(|words| with_fix(at(letter, words), "Some say"))
            .to_vec()
    });
    assert_eq!(
        (done.added, done.suggested),
        (3, 1),
        "the cell's words alone"
    );
    assert_wired(&done.bytes);
    assert!(!part(&done.bytes, "word/footnotes.xml").contains("comment"));
    let document = part(&done.bytes, "word/document.xml");
    let inside = document.split("<w:txbxContent>").nth(1).expect("a box");
    let inside = &inside[..inside.find("</w:txbxContent>").expect("ends")];
    assert!(!inside.contains("comment"), "{inside}");
    assert_same_parts(&first, &removed(&done.bytes, false).expect("taken out"));
}

/// A document without the parts that only some have.
fn bare(body: &str) -> Vec<u8> {
    let mut entries = Word::body(body).entries();
    entries.retain(|entry| {
        !["numbering", "footnotes", "comments"]
            .iter()
            .any(|name| entry.name.contains(name))
    });
    for entry in &mut entries {
        let text = String::from_utf8(entry.bytes.clone()).expect("text");
        let mut kept = String::new();
        for piece in text.split_inclusive("/>") {
            let is_gone = ["numbering", "footnotes", "comments"]
                .iter()
                .any(|name| piece.contains(&format!("Target=\"{name}.xml\"")));
            match piece.find("<Relationship ") {
                Some(at) if is_gone => kept.push_str(&piece[..at]),
                _ => kept.push_str(piece),
            }
        }
        entry.bytes = kept.into_bytes();
    }
    zip(&entries)
}

#[test]
fn parts_that_are_missing_are_added_and_taken_out_again() {
    let one = "<w:comment w:id=\"7\" w:author=\"A. Person\"><w:p><w:r><w:t>Why?</w:t></w:r></w:p></w:comment>";
    let marked = format!(
        "<w:p><w:commentRangeStart w:id=\"7\"/><w:r><w:t>{TWO}</w:t></w:r><w:commentRangeEnd w:id=\"7\"/><w:r><w:commentReference w:id=\"7\"/></w:r></w:p>"
    );
    let old = Word {
        comments: one.to_owned(),
        ..Word::body(&marked)
    };
    for first in [bare(&p(TWO)), old.bytes()] {
        let done = run(&first, |letter| vec![at(letter, "late")]);
        assert_eq!(done.added, 1);
        assert_wired(&done.bytes);
        assert_same_parts(&first, &removed(&done.bytes, false).expect("taken out"));
    }
}

#[test]
fn a_document_of_the_strict_kind_gets_strict_marks() {
    let strict = |text: &str| {
        text.replace(
            "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
            "http://purl.oclc.org/ooxml/wordprocessingml/main",
        )
        .replace(
            "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
            "http://purl.oclc.org/ooxml/officeDocument/relationships",
        )
    };
    let entries: Vec<Entry> = parts(&bare(&p(TWO)))
        .into_iter()
        .map(|(name, bytes)| entry(&name, strict(&String::from_utf8(bytes).expect("text"))))
        .collect();
    let first = zip(&entries);
    let done = run(&first, |letter| vec![with_fix(at(letter, "feel"), "say")]);
    assert_eq!((done.added, done.suggested), (1, 1));
    assert_wired(&done.bytes);
    for (name, bytes) in parts(&done.bytes) {
        let text = String::from_utf8(bytes).expect("text");
        assert!(
            !text.contains("openxmlformats.org/wordprocessingml")
                && !text.contains("openxmlformats.org/officeDocument/2006/relationships/"),
            "{name}: {text}"
        );
    }
    assert_same_parts(&first, &removed(&done.bytes, false).expect("taken out"));
}

#[test]
fn a_reply_that_libreoffice_made_is_a_decision() {
    let bytes = include_bytes!("files/libreoffice-reply.docx");
    let reviewed = reviewed(bytes).expect("sound").expect("has comments");
    let (letter, _) = opened(&reviewed.bytes, Revisions::Accepted);
    let decisions = reviewed.decisions(&letter);
    assert_eq!(decisions.len(), 1);
    assert_eq!(decisions[0].rules, ["framing/sentiment"]);
    assert_eq!(decisions[0].reason, Reason::Quoted);
    assert_eq!(decisions[0].note, "from the survey");
    // It is found again as often as the draft is annotated, and until its sentence changes.
    let find = |letter: &Letter| {
        let mut feel = at(letter, "feel");
        feel.rule = "framing/sentiment".to_owned();
        vec![feel]
    };
    let mut again = run(bytes, find);
    for _ in 0..3 {
        assert_eq!((again.added, again.decided, again.lapsed), (0, 1, 0));
        again = run(&again.bytes, find);
    }
    let document = part(&again.bytes, "word/document.xml").replace("nobody reads", "no one reads");
    let changed = with_part(&again.bytes, "word/document.xml", &document);
    let again = run(&changed, find);
    assert_eq!((again.added, again.decided, again.lapsed), (1, 0, 1));
    let (now, past) = threads(&again.bytes).expect("readable");
    let letter = opened(
        &renewed(&again.bytes, false).expect("sound"),
        Revisions::Accepted,
    )
    .0;
    let states: Vec<State> = rows(&now, &past, &letter, &find(&letter))
        .into_iter()
        .filter(|row| row.rule == "framing/sentiment" && row.words == "feel")
        .map(|row| row.state)
        .collect();
    assert!(states.contains(&State::Lapsed(Reason::Quoted)) && states.contains(&State::Raised));

    let last = removed(bytes, false).expect("taken out");
    let (letter, _) = opened(&last, Revisions::Accepted);
    let authors: Vec<_> = letter
        .annotations
        .iter()
        .filter_map(|one| one.author.as_deref())
        .collect();
    assert_eq!(authors, ["B. Reader"]);
}

#[test]
fn who_changes_their_mind_says_so_and_who_answers_alone_leaves_no_name() {
    let first = Word::body(&p(TWO)).bytes();
    let find = |letter: &Letter| vec![at(letter, "late")];
    let done = run(&first, find);
    let id = id_at(&done.bytes, "late");
    let answered = answer(&done.bytes, &id, "Quoted.", Form::Word);
    let answered = answer(&answered, &id, "No: tool wrong", Form::Word);
    let answered = answer(&answered, &id, "Evidence limited; one family", Form::Word);
    let (all, _) = threads(&answered).expect("readable");
    let reason = all[0].decision().map(|(reason, _)| reason);
    assert_eq!(reason, Some(Reason::EvidenceLimited));
    assert_wired(&run(&answered, find).bytes);
    let last = removed(&answered, false).expect("taken out");
    for (name, bytes) in parts(&last) {
        let text = String::from_utf8_lossy(&bytes).into_owned();
        assert!(
            !text.contains("A. Person") && !text.contains("evenhand"),
            "{name}"
        );
    }
}

#[test]
fn any_reader_can_read_what_was_written() {
    let done = run(&Word::body(&p(TWO)).bytes(), |letter| {
        vec![at(letter, "late")]
    });
    assert!(read(&done.bytes, Format::Word, &ReadOptions::default()).is_ok());
}
