//! Web pages, written by hand and by word processors.

use crate::outline::{check, options, outline, read_as, remarks};
use evenhand::read::{Format, Revisions, read};
use proptest::prelude::*;

fn blocks(page: &str) -> String {
    outline(&read_as(Format::Html, page.as_bytes()).letter)
}

/// The words of the page behind the first visible `needle`.
fn source_of(page: &str, needle: &str) -> String {
    let letter = read_as(Format::Html, page.as_bytes()).letter;
    for block in &letter.blocks {
        if let Some(start) = block.visible.words(&letter.text).find(needle) {
            let span = block.visible.source(start, start + needle.len());
            return span.of(&letter.text).to_owned();
        }
    }
    String::new()
}

#[test]
fn headings_paragraphs_and_items() {
    assert_eq!(
        blocks(
            "<!DOCTYPE html><html><head><title>No</title><style>p { a: b }</style></head><body>\n\
             <h1 class='a > b'>The <b>home</b></h1>\n<p>Rooms\n  are clean<p>Halls &amp; stairs<br>too.</p>\
             <ul><li>one<ul><li>inner</ul><li><p>two</p><p>more</p></ul><ol><li>last</ol>Loose words\
             <blockquote><h2>Note</h2><p>Fine.</p></blockquote><script>if (a < b) { '<p>' }</script><p>End</p></body></html>"
        ),
        "h1 The home\np Rooms are clean\np Halls & stairs too.\nli one\nli inner\nli two\np more\nli last\np Loose words\n\
         q Note\nq Fine.\np End"
    );
}

#[test]
fn references_to_characters_lead_back() {
    let page =
        "<p>It&rsquo;s R&ampD &#8211; &#x201C;ok&#148; caf&eacute;&nbsp;now &unknown; a & b</p>";
    assert_eq!(blocks(page), "p It’s R&D – “ok” café now &unknown; a & b");
    assert_eq!(source_of(page, "It’s"), "It&rsquo;s");
    assert_eq!(source_of(page, "“ok”"), "&#x201C;ok&#148;");
    assert_eq!(
        source_of("<p>par<i>en</i>ts</p>", "parents"),
        "par<i>en</i>ts"
    );
}

#[test]
fn a_page_has_lines() {
    let letter = read_as(Format::Html, b"<p>one</p>\n<p>two</p>").letter;
    assert!(letter.has_lines);
    assert_eq!(letter.blocks[1].span.of(&letter.text), "two");
}

#[test]
fn tables() {
    assert_eq!(
        blocks(
            "<table><thead><tr><td>Who<td>What</thead><tr><td colspan=2>All<tr><td>Home<td>They:<ul><li>mend<li>paint</ul></table>\
             <table><tr><th>a<th>b</tr><tr><th>c<td>d</table><p>x"
        ),
        "th Who|What\ntr All|\ntr Home|They: • mend • paint\nth a|b\ntr c|d\np x"
    );
}

#[test]
fn tables_for_the_look_are_read_through() {
    assert_eq!(
        blocks(
            "<table><tr><td><h2>Rooms</h2><p>Clean.</p></td></tr></table>\
             <table><tr><td><p>Left<table><tr><td>a<td>b</table></td><td>Right</td></tr></table>"
        ),
        "h2 Rooms\np Clean.\np Left\ntr a|b\np Right"
    );
}

#[test]
fn what_is_not_shown_is_left_out() {
    assert_eq!(
        blocks(
            "<nav><a>Menu</a></nav><p>Rooms <del>never</del><ins>are</ins> <span style='DISPLAY: none'>not</span><span hidden>x</span>clean\
             <a class='footnote-ref' role='doc-noteref'><sup>1</sup></a>.</p><template><p>t</p></template><noscript>n</noscript>"
        ),
        "p Rooms are clean."
    );
    let page = b"<p>Rooms <del>never</del><ins>are</ins> clean.</p>";
    let read = read(page, Format::Html, &options(Revisions::Original)).expect("readable");
    assert_eq!(outline(&read.letter), "p Rooms never clean.");
}

#[test]
fn what_word_writes_as_a_page() {
    assert_eq!(
        blocks(
            "<html xmlns:o='urn:x'><body><p class=MsoToc1>Outcome 2</p><p class=MsoNormal><b>Outcome of the visit<o:p></o:p></b></p>\
             <p class=MsoListParagraph style='text-indent:-18pt;mso-list:l0 level1 lfo1'><![if !supportLists]><span \
             style='font-family:Symbol'><span style='mso-list:Ignore'>·<span>&nbsp;&nbsp; </span></span></span><![endif]>mend it<o:p/></p>\
             <!--[if gte mso 9]><xml>x</xml><![endif]--><p>• typed<br>– also<br><br>End.</p></body></html>"
        ),
        "h2 Outcome of the visit\nli mend it\nli typed – also\np End."
    );
}

#[test]
fn comments_are_annotations() {
    let letter = read_as(Format::Html, b"<p>One <!-- why? --> two.</p>").letter;
    assert_eq!(outline(&letter), "p One two.");
    assert_eq!(remarks(&letter), [("<!-- why? -->", "why?", None)]);
}

#[test]
fn tags_that_nobody_closes_or_opens() {
    assert_eq!(
        blocks("</p></td>a<span><p>b<div>c</i><h2>d</h3>e</h2>f<td>g<tr>h</table>i<"),
        "p a\np b\np c\nh2 de\np fg\np hi<"
    );
}

#[test]
fn words_between_cells_are_a_cell() {
    assert_eq!(
        blocks("<table><tr><td>a</td>loose<td>b</td></tr>also<tr><td>c<td>d</table>"),
        "tr a|loose|b\np also\ntr c|d"
    );
}

#[test]
fn a_head_in_something_hidden_ends_as_any_element_does() {
    assert_eq!(blocks("<nav><head><p>menu</nav>a"), "p a");
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_page_can_be_read(
        parts in proptest::collection::vec(
            prop::sample::select(vec![
                "<p>", "</p>", "<h2>", "</h2>", "<ul>", "</ul>", "<li>", "</li>", "<table>", "</table>", "<thead>",
                "<tr>", "</tr>", "<td>", "<th colspan=2>", "</td>", "<td colspan='9'>", "<div>", "</div>", "<br>", "<hr>",
                "<b>", "</b>", "<del>", "</del>", "<ins>", "</ins>", "<blockquote>", "</blockquote>", "<head>", "</head>",
                "<body>", "<script>", "</script>", "<title>", "<span hidden>", "</span>", "<!-- a -->", "<!--", "-->",
                "<![if x]>", "&amp;", "&nbsp;", "&#146;", "&x", "&", "<", ">", " ", "\n", "\u{ad}", "• ", "– ", "a", "é",
                "Outcome of the visit", ".", "<p class='footnote-ref'>", "<o:p/>", "<svg/>", "</table></p></body>",
            ]),
            0..60,
        )
    ) {
        for revisions in [Revisions::Accepted, Revisions::Original] {
            if let Ok(read) = read(parts.concat().as_bytes(), Format::Html, &options(revisions)) {
                check(&read.letter);
            }
        }
    }
}
