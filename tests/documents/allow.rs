//! Suppressions in the comments of Word and `OpenDocument`.

use crate::outline::read_as;
use crate::package::{OpenDocument, Word};
use evenhand::allow::{Reason, find};
use evenhand::letter::Letter;
use evenhand::pack::Pack;
use evenhand::read::Format;
use evenhand::settings::{Above, Settled, resolve};
use evenhand::{check, facts};

const COMMENT: &str =
    "evenhand: allow framing/sentiment: the feeling is the evidence – two families";

fn settled(letter: &Letter) -> Settled {
    let pack = Pack::area_send().expect("the built-in pack loads");
    let facts = facts::analyse(letter, &pack);
    let found = check::check(letter, &facts, &pack);
    let settings = resolve(None, "", &Above::default(), &pack).expect("no profile is named");
    settings.settle(letter, found, &pack, &[], None)
}

fn is_allowed(letter: &Letter, author: Option<&str>) {
    let pack = Pack::area_send().expect("the built-in pack loads");
    let found = find(letter, &pack);
    assert_eq!(found.faults, []);
    assert_eq!(found.allows[0].reason, Reason::FeelingIsEvidence);
    assert_eq!(found.allows[0].note, "two families");
    let evenhand::allow::Place::Letter {
        author: left_by, ..
    } = &found.allows[0].place
    else {
        panic!("it stands in the letter");
    };
    assert_eq!(left_by.as_deref(), author);
    let settled = settled(letter);
    assert_eq!(
        settled.points.shown.len(),
        1,
        "the second paragraph's stays"
    );
    let shown = letter.text[settled.points.shown[0].span.range()].to_owned();
    assert_eq!(shown, "feel");
    assert_eq!(settled.unused().count(), 0);
}

#[test]
fn a_comment_of_word_holds_for_the_paragraphs_of_its_words() {
    let word = Word {
        body: "<w:p><w:r><w:t xml:space=\"preserve\">Some </w:t></w:r><w:commentRangeStart w:id=\"0\"/><w:r><w:t>parents</w:t></w:r><w:commentRangeEnd w:id=\"0\"/>\
               <w:r><w:commentReference w:id=\"0\"/></w:r><w:r><w:t xml:space=\"preserve\"> feel that meetings are cancelled without notice.</w:t></w:r></w:p>\
               <w:p><w:r><w:t>Some carers feel that calls are not answered by staff.</w:t></w:r></w:p>"
            .to_owned(),
        comments: format!("<w:comment w:id=\"0\" w:author=\"A. Reader\"><w:p><w:r><w:t>{COMMENT}</w:t></w:r></w:p></w:comment>"),
        ..Word::default()
    };
    is_allowed(
        &read_as(Format::Word, &word.bytes()).letter,
        Some("A. Reader"),
    );
}

#[test]
fn a_comment_of_open_document_holds_at_its_place() {
    let body = format!(
        "<text:p>Some parents feel<office:annotation><text:p>{COMMENT}</text:p></office:annotation> that meetings are cancelled without notice.</text:p>\
         <text:p>Some carers feel that calls are not answered by staff.</text:p>"
    );
    is_allowed(
        &read_as(Format::OpenDocument, &OpenDocument::body(&body).bytes()).letter,
        None,
    );
}

#[test]
fn a_comment_of_a_page_holds_for_the_next_block() {
    let page = format!(
        "<!doctype html><body><!-- {COMMENT} --><p>Some parents feel that meetings are cancelled without notice.</p>\
         <p>Some carers feel that calls are not answered by staff.</p>"
    );
    is_allowed(&read_as(Format::Html, page.as_bytes()).letter, None);
}

#[test]
fn a_comment_before_a_table_holds_for_its_rows() {
    let table = format!(
        "<!-- {COMMENT} -->\n\n| who | what |\n|---|---|\n| Some | Parents feel that meetings are cancelled without notice. |\n\n\
         Some carers feel that calls are not answered by staff.\n"
    );
    let letter = read_as(Format::Markdown, table.as_bytes()).letter;
    let pack = Pack::area_send().expect("the built-in pack loads");
    assert_eq!(find(&letter, &pack).allows.len(), 1);
    assert_eq!(settled(&letter).points.shown.len(), 1);
}
