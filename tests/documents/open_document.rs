//! What LibreOffice and others write.

use crate::outline::{check, options, outline, paragraphs, read_as, remarks};
use crate::package::OpenDocument;
use evenhand::read::{Format, Revisions, read};
use proptest::prelude::*;

fn of(document: &OpenDocument) -> String {
    outline(&read_as(Format::OpenDocument, &document.bytes()).letter)
}

fn blocks(body: &str) -> String {
    of(&OpenDocument::body(body))
}

fn original(body: &str) -> String {
    let bytes = OpenDocument::body(body).bytes();
    match read(&bytes, Format::OpenDocument, &options(Revisions::Original)) {
        Ok(read) => outline(&read.letter),
        Err(error) => panic!("{error}"),
    }
}

#[test]
fn headings_and_styles() {
    let document = OpenDocument {
        styles: "<style:style style:name=\"Heading_20_2\" style:family=\"paragraph\" style:default-outline-level=\"2\"/>\
                 <style:style style:name=\"Quotations\" style:family=\"paragraph\"/>\
                 <style:style style:name=\"Secret\" style:family=\"text\"><style:text-properties text:display=\"none\"/></style:style>"
            .to_owned(),
        automatic: "<style:style style:name=\"P1\" style:family=\"paragraph\" style:parent-style-name=\"Heading_20_2\"/>\
                    <style:style style:name=\"T1\" style:family=\"text\"><style:text-properties fo:font-weight=\"bold\"/></style:style>\
                    <style:style style:name=\"T2\" style:family=\"text\"><style:text-properties style:text-line-through-style=\"solid\"/></style:style>"
            .to_owned(),
        body: "<text:h text:outline-level=\"1\">Visit</text:h><text:p text:style-name=\"P1\">Rooms</text:p>\
               <text:p text:style-name=\"Quotations\">“Fine.”</text:p>\
               <text:p><text:span text:style-name=\"T1\">Outcome of the visit<text:line-break/></text:span>It <text:span \
               text:style-name=\"T2\">never </text:span><text:span text:style-name=\"Secret\">x</text:span>went well.</text:p>"
            .to_owned(),
    };
    assert_eq!(
        of(&document),
        "h1 Visit\nh2 Rooms\nq “Fine.”\nh2 Outcome of the visit\np It went well."
    );
}

#[test]
fn words_spaces_tabs_and_what_is_not_shown() {
    assert_eq!(
        blocks(
            "<text:p>Par<text:span>en</text:span>ts<text:s text:c=\"2\"/>feel<text:tab/>\n  heard<text:note><text:note-citation>1</text:note-citation>\
             <text:note-body><text:p>Most.</text:p></text:note-body></text:note> <text:a>here</text:a><text:soft-page-break/>.</text:p>\
             <text:table-of-content><text:index-body><text:p>Outcome of the visit 2</text:p></text:index-body></text:table-of-content>\
             <text:section text:display=\"none\"><text:p>secret</text:p></text:section><text:section><text:p>shown</text:p></text:section>\
             <text:p><draw:frame><draw:text-box><text:p>In a box.</text:p></draw:text-box></draw:frame>Beside it.</text:p>"
        ),
        "p Parents feel heard here.\np Most.\np shown\np Beside it.\np In a box."
    );
}

#[test]
fn lists() {
    let document = OpenDocument {
        automatic: "<text:list-style style:name=\"L1\"><text:list-level-style-number text:level=\"1\" style:num-format=\"1\"/>\
                    <text:list-level-style-bullet text:level=\"2\" text:bullet-char=\" \"/></text:list-style>"
            .to_owned(),
        body: "<text:list text:style-name=\"L1\"><text:list-item><text:p>one</text:p><text:p>more</text:p><text:list><text:list-item>\
               <text:p>moved in</text:p></text:list-item></text:list></text:list-item><text:list-header><text:p>head</text:p></text:list-header>\
               <text:list-item><text:h text:outline-level=\"2\">Rooms</text:h></text:list-item></text:list>\
               <text:p>– dash</text:p>"
            .to_owned(),
        ..OpenDocument::default()
    };
    assert_eq!(
        of(&document),
        "li one\np more\np moved in\np head\nh2 Rooms\nli dash"
    );
}

#[test]
fn tables() {
    let cell = |attributes: &str, words: &str| {
        format!("<table:table-cell {attributes}><text:p>{words}</text:p></table:table-cell>")
    };
    let body = [
        "<table:table><table:table-header-rows><table:table-row>",
        &cell("", "Who"),
        &cell("", "What"),
        "</table:table-row></table:table-header-rows><table:table-row>",
        &cell("table:number-rows-spanned=\"2\"", "The home"),
        &cell("", "Mend it."),
        "</table:table-row><table:table-row><table:covered-table-cell/>",
        &cell("", "Paint it."),
        "</table:table-row><table:table-row>",
        &cell("table:number-columns-spanned=\"2\"", "All"),
        "<table:covered-table-cell/></table:table-row></table:table>",
    ]
    .concat();
    assert_eq!(
        blocks(&body),
        "th Who|What\ntr The home|Mend it.\ntr The home|Paint it.\ntr All|"
    );
}

#[test]
fn changes_are_read_as_accepted_or_as_rejected() {
    let body = "<text:tracked-changes><text:changed-region text:id=\"c1\"><text:insertion><office:change-info><dc:creator>A</dc:creator>\
                </office:change-info></text:insertion></text:changed-region><text:changed-region text:id=\"c2\"><text:deletion>\
                <office:change-info><dc:creator>A</dc:creator></office:change-info><text:p> do not</text:p></text:deletion></text:changed-region>\
                <text:changed-region text:id=\"c3\"><text:deletion><text:p> once.</text:p><text:p>Twice</text:p></text:deletion></text:changed-region></text:tracked-changes>\
                <text:p>Leaders<text:change text:change-id=\"c2\"/> see <text:change-start text:change-id=\"c1\"/>all</text:p>\
                <text:p>of <text:change-end text:change-id=\"c1\"/>it<text:change text:change-id=\"c3\"/>.</text:p>";
    assert_eq!(blocks(body), "p Leaders see all\np of it.");
    assert_eq!(original(body), "p Leaders do not see it once.\np Twice.");
    let letter = read_as(Format::OpenDocument, &OpenDocument::body(body).bytes()).letter;
    assert_eq!(letter.annotations, []);
}

#[test]
fn comments_are_annotations_on_their_words() {
    let body = "<text:p>Some <office:annotation office:name=\"a\"><dc:creator>A. Reader</dc:creator><dc:date>2026-01-01</dc:date>\
                <text:p>How many?</text:p><text:list><text:list-item><text:p>Who?</text:p></text:list-item></text:list></office:annotation>parents\
                <office:annotation-end office:name=\"a\"/> feel<office:annotation><text:p>Here</text:p></office:annotation> lost.</text:p><text:p>x</text:p>";
    let letter = read_as(Format::OpenDocument, &OpenDocument::body(body).bytes()).letter;
    assert_eq!(outline(&letter), "p Some parents feel lost.\np x");
    assert_eq!(
        remarks(&letter),
        [
            ("parents", "How many?\nWho?", Some("A. Reader")),
            ("", "Here", None)
        ]
    );
    assert_eq!(paragraphs(&letter), [1, 2]);
}

/// Elements in any order, each with others in it, as no program would write them.
fn elements() -> impl Strategy<Value = String> {
    let leaf = prop::sample::select(vec![
        "a b",
        " • é&amp;\n",
        "Outcome of the visit",
        "<text:s text:c=\"3\"/>",
        "<text:tab/>",
        "<text:line-break/>",
        "<text:change-start text:change-id=\"i\"/>",
        "<text:change-end text:change-id=\"i\"/>",
        "<text:change text:change-id=\"d\"/>",
        "<office:annotation-end office:name=\"n\"/>",
        "<table:covered-table-cell/>",
    ])
    .prop_map(str::to_owned);
    leaf.prop_recursive(8, 80, 6, |inner| {
        let element = prop::sample::select(vec![
            "text:p",
            "text:p",
            "text:h",
            "text:span",
            "text:list",
            "text:list-item",
            "text:note",
            "table:table",
            "table:table-header-rows",
            "table:table-row",
            "table:table-cell",
            "draw:text-box",
            "office:annotation office:name=\"n\"",
            "text:changed-region text:id=\"d\"",
            "text:deletion",
        ]);
        (element, proptest::collection::vec(inner, 0..6)).prop_map(|(tag, inner)| {
            let name = tag.split(' ').next().unwrap_or_default();
            format!("<{tag}>{}</{name}>", inner.concat())
        })
    })
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_order_of_elements_can_be_read(before in elements(), body in elements()) {
        let changes = "<text:tracked-changes><text:changed-region text:id=\"i\"><text:insertion/></text:changed-region>\
                       </text:tracked-changes>";
        let bytes = OpenDocument::body(&format!("{changes}{before}{body}")).bytes();
        for revisions in [Revisions::Accepted, Revisions::Original] {
            if let Ok(read) = read(&bytes, Format::OpenDocument, &options(revisions)) {
                check(&read.letter);
            }
        }
    }
}
