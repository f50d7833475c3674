//! What Word writes.

use crate::outline::{check, options, outline, paragraphs, read_as, remarks};
use crate::package::Word;
use evenhand::read::{Format, Part, ReadNote, Revisions, read, read_with_origins};
use proptest::prelude::*;

fn blocks(body: &str) -> String {
    of(&Word::body(body))
}

fn of(word: &Word) -> String {
    outline(&read_as(Format::Word, &word.bytes()).letter)
}

fn original(body: &str) -> String {
    let bytes = Word::body(body).bytes();
    match read(&bytes, Format::Word, &options(Revisions::Original)) {
        Ok(read) => outline(&read.letter),
        Err(error) => panic!("{error}"),
    }
}

/// A paragraph of one run.
fn p(words: &str) -> String {
    format!("<w:p><w:r><w:t xml:space=\"preserve\">{words}</w:t></w:r></w:p>")
}

/// A paragraph with properties.
fn pp(properties: &str, words: &str) -> String {
    format!("<w:p><w:pPr>{properties}</w:pPr><w:r><w:t>{words}</w:t></w:r></w:p>")
}

#[test]
fn headings_by_style_base_outline_level_and_known_words() {
    let word = Word {
        styles: "<w:style w:styleId=\"berschrift2\"><w:name w:val=\"heading 2\"/></w:style>\
                 <w:style w:styleId=\"Section\"><w:name w:val=\"Section\"/><w:basedOn w:val=\"Middle\"/></w:style>\
                 <w:style w:styleId=\"Middle\"><w:basedOn w:val=\"berschrift2\"/></w:style>\
                 <w:style w:styleId=\"Level\"><w:pPr><w:outlineLvl w:val=\"3\"/></w:pPr></w:style>\
                 <w:style w:styleId=\"Title\"><w:name w:val=\"Title\"/></w:style>"
            .to_owned(),
        body: [
            pp("<w:pStyle w:val=\"Title\"/>", "Visit"),
            pp("<w:pStyle w:val=\"berschrift2\"/>", "Rooms"),
            pp("<w:pStyle w:val=\"Section\"/>", "Garden"),
            pp("<w:pStyle w:val=\"Level\"/>", "Shed"),
            pp("<w:outlineLvl w:val=\"0\"/>", "House"),
            pp("<w:pStyle w:val=\"Section\"/><w:outlineLvl w:val=\"9\"/>", "It is large."),
            "<w:p><w:r><w:rPr><w:b/></w:rPr><w:t>Outcome of the visit</w:t></w:r></w:p>".to_owned(),
            "<w:p><w:pPr><w:numPr><w:ilvl w:val=\"0\"/><w:numId w:val=\"4\"/></w:numPr></w:pPr><w:r><w:rPr><w:b/></w:rPr>\
             <w:t>What must change?</w:t></w:r></w:p>"
                .to_owned(),
        ]
        .concat(),
        ..Word::default()
    };
    assert_eq!(
        of(&word),
        "h1 Visit\nh2 Rooms\nh2 Garden\nh4 Shed\nh1 House\np It is large.\nh2 Outcome of the visit\nh2 What must change?"
    );
}

#[test]
fn a_bold_line_that_is_known_is_a_heading_before_its_paragraph() {
    assert_eq!(
        blocks(
            "<w:p><w:r><w:rPr><w:b/></w:rPr><w:t>Outcome of the visit</w:t><w:br/></w:r><w:r><w:t>It went well.</w:t></w:r></w:p>"
        ),
        "h2 Outcome of the visit\np It went well."
    );
    assert_eq!(
        blocks(
            "<w:p><w:r><w:t>Outcome of the visit</w:t><w:br/></w:r><w:r><w:t>was good.</w:t></w:r></w:p>"
        ),
        "p Outcome of the visit was good."
    );
}

#[test]
fn lists_of_every_numbering() {
    let level = |level: u8, format: &str, text: &str| {
        format!(
            "<w:lvl w:ilvl=\"{level}\"><w:numFmt w:val=\"{format}\"/><w:lvlText w:val=\"{text}\"/></w:lvl>"
        )
    };
    let item = |list: u8, level: u8, words: &str| {
        pp(
            &format!("<w:numPr><w:ilvl w:val=\"{level}\"/><w:numId w:val=\"{list}\"/></w:numPr>"),
            words,
        )
    };
    let word = Word {
        numbering: format!(
            "<w:abstractNum w:abstractNumId=\"7\">{}{}{}</w:abstractNum>\
             <w:num w:numId=\"1\"><w:abstractNumId w:val=\"7\"/></w:num>\
             <w:num w:numId=\"2\"><w:abstractNumId w:val=\"7\"/><w:lvlOverride w:ilvl=\"2\">{}</w:lvlOverride></w:num>",
            level(0, "decimal", "%1."),
            level(1, "bullet", "\u{f0b7}"),
            level(2, "none", ""),
            level(2, "lowerRoman", "(%3)"),
        ),
        styles: "<w:style w:styleId=\"ListBullet\"><w:name w:val=\"List Bullet\"/></w:style>\
                 <w:style w:styleId=\"Numbered\"><w:pPr><w:numPr><w:numId w:val=\"1\"/></w:numPr></w:pPr></w:style>\
                 <w:style w:styleId=\"ListParagraph\"><w:name w:val=\"List Paragraph\"/></w:style>"
            .to_owned(),
        body: [
            item(1, 0, "one"),
            item(1, 1, "dot"),
            item(1, 2, "moved in"),
            item(2, 2, "roman"),
            item(9, 0, "of an unknown list"),
            item(0, 0, "taken out"),
            pp("<w:pStyle w:val=\"ListBullet\"/>", "by name"),
            pp("<w:pStyle w:val=\"Numbered\"/>", "by style"),
            pp(
                "<w:pStyle w:val=\"Numbered\"/><w:numPr><w:numId w:val=\"0\"/></w:numPr>",
                "not by style",
            ),
            pp("<w:pStyle w:val=\"ListParagraph\"/>", "no list"),
        ]
        .concat(),
        ..Word::default()
    };
    assert_eq!(
        of(&word),
        "li one\nli dot\np moved in\nli roman\nli of an unknown list\np taken out\nli by name\nli by style\n\
         p not by style\np no list"
    );
}

#[test]
fn bullets_that_were_typed() {
    assert_eq!(
        blocks(&[p("•\tmend"), p("(a) paint"), p("2. sweep"), p("– dust")].concat()),
        "li mend\nli paint\nli sweep\nli dust"
    );
    let lines = "<w:p><w:r><w:t>They should:</w:t><w:br/><w:t>• mend</w:t><w:br/><w:t>it;</w:t><w:br/>\
                 <w:t>• paint</w:t><w:br/><w:br/><w:t>All did.</w:t></w:r></w:p>";
    assert_eq!(
        blocks(lines),
        "p They should:\nli mend it;\nli paint\np All did."
    );
    let symbol =
        "<w:p><w:r><w:sym w:font=\"Symbol\" w:char=\"F0B7\"/><w:tab/><w:t>air</w:t></w:r></w:p>";
    assert_eq!(blocks(symbol), "li air");
}

#[test]
fn runs_split_inside_a_word_are_one_word() {
    let body = "<w:p w:rsidR=\"00A1\"><w:r w:rsidR=\"00A2\"><w:t>Par</w:t></w:r><w:proofErr w:type=\"spellStart\"/>\
                <w:r w:rsidR=\"00A3\"><w:rPr><w:i/></w:rPr><w:t>en</w:t></w:r><w:bookmarkStart w:id=\"0\" w:name=\"x\"/>\
                <w:r><w:t xml:space=\"preserve\">ts feel </w:t></w:r><w:r><w:t>heard.</w:t></w:r></w:p>";
    assert_eq!(blocks(body), "p Parents feel heard.");
}

#[test]
fn spaces_tabs_hyphens_and_symbols() {
    assert_eq!(
        blocks(
            "<w:p><w:r><w:t>ser</w:t><w:softHyphen/><w:t>vice</w:t><w:tab/><w:t>a\u{a0}b</w:t><w:cr/><w:t>co</w:t>\
             <w:noBreakHyphen/><w:t>op R&amp;D &#x2013; </w:t></w:r><w:r><w:t xml:space=\"preserve\"> ok</w:t></w:r>\
             <w:r><w:sym w:font=\"Wingdings\" w:char=\"F0E0\"/></w:r></w:p>"
        ),
        "p service a b co-op R&D – ok→"
    );
    // White space around words does not count unless the file says so.
    assert_eq!(
        blocks("<w:p><w:r><w:t>\n  one\n two </w:t></w:r><w:r><w:t>three</w:t></w:r></w:p>"),
        "p one twothree"
    );
}

#[test]
fn tables_with_merged_cells() {
    let cell = |properties: &str, words: &str| {
        format!("<w:tc><w:tcPr>{properties}</w:tcPr>{}</w:tc>", p(words))
    };
    let body = [
        "<w:tbl><w:tblPr/><w:tblGrid><w:gridCol/></w:tblGrid><w:tr><w:trPr><w:tblHeader/></w:trPr>",
        &cell("", "Who"),
        &cell("", "What"),
        &cell("", "When"),
        "</w:tr><w:tr>",
        &cell("<w:vMerge w:val=\"restart\"/>", "The home"),
        &cell("", "Mend it."),
        &cell("", "now"),
        "</w:tr><w:tr>",
        &cell("<w:vMerge/>", ""),
        &cell("", "Paint it."),
        &cell("", "soon"),
        "</w:tr><w:tr>",
        &cell("<w:gridSpan w:val=\"2\"/>", "All"),
        &cell("", "later"),
        "</w:tr><w:tr><w:trPr><w:gridBefore w:val=\"1\"/></w:trPr>",
        &cell("", "Sweep it."),
        &cell("", "then"),
        "</w:tr></w:tbl>",
    ]
    .concat();
    assert_eq!(
        blocks(&body),
        "th Who|What|When\ntr The home|Mend it.|now\ntr The home|Paint it.|soon\ntr All||later\ntr |Sweep it.|then"
    );
}

#[test]
fn a_cell_goes_on_over_paragraphs_and_items() {
    let item = |words: &str| pp("<w:numPr><w:numId w:val=\"1\"/></w:numPr>", words);
    let body = [
        "<w:tbl><w:tr><w:tc>",
        &p("They should:"),
        &item("mend;"),
        &item("paint."),
        "</w:tc><w:tc>",
        &item("first"),
        &p(""),
        &item("second"),
        "</w:tc></w:tr></w:tbl>",
    ]
    .concat();
    assert_eq!(
        blocks(&body),
        "tr They should: • mend; • paint.|first • second"
    );
}

#[test]
fn the_first_row_is_the_head_when_it_alone_is_bold() {
    let row = |bold: &str, one: &str, two: &str| {
        let cell = |words: &str| {
            format!("<w:tc><w:p><w:r><w:rPr>{bold}</w:rPr><w:t>{words}</w:t></w:r></w:p></w:tc>")
        };
        format!("<w:tr>{}{}</w:tr>", cell(one), cell(two))
    };
    let table = |first: &str| {
        format!(
            "<w:tbl>{}{}</w:tbl>",
            row(first, "Who", "What"),
            row("", "Home", "Mend it.")
        )
    };
    assert_eq!(blocks(&table("<w:b/>")), "th Who|What\ntr Home|Mend it.");
    assert_eq!(
        blocks(&table("<w:b w:val=\"0\"/>")),
        "tr Who|What\ntr Home|Mend it."
    );
}

#[test]
fn tables_for_the_look_are_read_through() {
    let inner = format!(
        "<w:tbl><w:tr><w:tc>{}</w:tc><w:tc>{}</w:tc></w:tr></w:tbl>",
        p("in"),
        p("side")
    );
    let boxed = format!(
        "<w:tbl><w:tr><w:tc>{}{}</w:tc></w:tr></w:tbl>",
        p("One."),
        p("Two.")
    );
    assert_eq!(blocks(&boxed), "p One.\np Two.");
    let nested = format!(
        "<w:tbl><w:tr><w:tc>{}{inner}{}</w:tc><w:tc>{}</w:tc></w:tr><w:tr><w:tc>{}</w:tc><w:tc>{}</w:tc></w:tr></w:tbl>",
        p("before"),
        p("after"),
        p("beside"),
        p("x"),
        p("y"),
    );
    assert_eq!(
        blocks(&nested),
        "p before\ntr in|side\np after\np beside\ntr x|y"
    );
    let heading = pp("<w:outlineLvl w:val=\"1\"/>", "Rooms");
    let page = format!(
        "<w:tbl><w:tr><w:tc>{heading}{}</w:tc><w:tc>{}</w:tc></w:tr></w:tbl>",
        p("Clean."),
        p("Photo")
    );
    assert_eq!(blocks(&page), "h2 Rooms\np Clean.\np Photo");
}

#[test]
fn notes_stand_behind_their_paragraph() {
    let word = Word {
        body: format!(
            "<w:p><w:r><w:t>Rooms are</w:t></w:r><w:r><w:footnoteReference w:id=\"2\"/></w:r><w:r><w:t xml:space=\"preserve\"> clean.</w:t></w:r></w:p>{}",
            p("Next.")
        ),
        footnotes: "<w:footnote w:type=\"separator\" w:id=\"-1\"><w:p><w:r><w:separator/></w:r></w:p></w:footnote>\
                    <w:footnote w:id=\"2\"><w:p><w:r><w:footnoteRef/></w:r><w:r><w:t xml:space=\"preserve\"> Most of them.</w:t></w:r></w:p></w:footnote>"
            .to_owned(),
        ..Word::default()
    };
    assert_eq!(of(&word), "p Rooms are clean.\np Most of them.\np Next.");
    let letter = read_as(Format::Word, &word.bytes()).letter;
    assert_eq!(paragraphs(&letter), [1, 1, 2]);
}

#[test]
fn text_boxes_are_read_once_behind_their_paragraph() {
    let body = format!(
        "<w:p><w:r><w:t xml:space=\"preserve\">Staff </w:t></w:r><w:r><mc:AlternateContent><mc:Choice Requires=\"wps\">\
         <w:drawing><wps:txbx><w:txbxContent>{}{}</w:txbxContent></wps:txbx></w:drawing></mc:Choice><mc:Fallback>\
         <w:pict><v:textbox><w:txbxContent>{}</w:txbxContent></v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r>\
         <w:r><w:t>know it.</w:t></w:r></w:p>{}",
        p("In a box."),
        p("Also."),
        p("In a box."),
        p("End.")
    );
    assert_eq!(
        blocks(&body),
        "p Staff know it.\np In a box.\np Also.\np End."
    );
    let letter = read_as(Format::Word, &Word::body(&body).bytes()).letter;
    assert_eq!(paragraphs(&letter), [1, 2, 3, 5]);
}

#[test]
fn controls_links_tags_and_formulas_are_seen_through() {
    let body = format!(
        "<w:sdt><w:sdtPr><w:alias w:val=\"Name\"/><w:rPr><w:b/></w:rPr></w:sdtPr><w:sdtContent>{}</w:sdtContent></w:sdt>\
         <w:p><w:sdt><w:sdtPr/><w:sdtContent><w:r><w:t xml:space=\"preserve\">The </w:t></w:r></w:sdtContent></w:sdt>\
         <w:smartTag w:uri=\"u\" w:element=\"place\"><w:smartTagPr><w:attr w:name=\"a\" w:val=\"b\"/></w:smartTagPr>\
         <w:r><w:t>Hill</w:t></w:r></w:smartTag><w:hyperlink w:anchor=\"x\"><w:r><w:t xml:space=\"preserve\"> home</w:t></w:r></w:hyperlink>\
         <w:customXml w:element=\"e\"><w:r><w:t xml:space=\"preserve\"> has </w:t></w:r></w:customXml>\
         <m:oMath><m:r><m:t>x+1</m:t></m:r></m:oMath></w:p>\
         <w:tbl><w:sdt><w:sdtContent><w:tr><w:sdt><w:sdtContent><w:tc>{}</w:tc></w:sdtContent></w:sdt><w:tc>{}</w:tc></w:tr></w:sdtContent></w:sdt></w:tbl>",
        p("Controlled."),
        p("a"),
        p("b")
    );
    assert_eq!(
        blocks(&body),
        "p Controlled.\np The Hill home has x+1\ntr a|b"
    );
}

#[test]
fn fields_show_their_result() {
    let sign = |kind: &str| format!("<w:r><w:fldChar w:fldCharType=\"{kind}\"/></w:r>");
    let t = |words: &str| format!("<w:r><w:t xml:space=\"preserve\">{words}</w:t></w:r>");
    let body = [
        "<w:p>",
        &t("Due "),
        &sign("begin"),
        "<w:r><w:instrText> IF </w:instrText></w:r>",
        &sign("begin"),
        "<w:r><w:instrText> DATE </w:instrText></w:r>",
        &sign("separate"),
        &t("not shown"),
        &sign("end"),
        &sign("separate"),
        &t("May"),
        &sign("end"),
        "<w:fldSimple w:instr=\" PAGE \">",
        &t(" 2026"),
        "</w:fldSimple></w:p><w:p>",
        &sign("begin"),
        "<w:r><w:instrText>BROKEN</w:instrText></w:r></w:p>",
        &p("goes on."),
    ]
    .concat();
    assert_eq!(blocks(&body), "p Due May 2026\np goes on.");
}

#[test]
fn hidden_and_struck_words_and_contents_are_left_out() {
    let run = |properties: &str, words: &str| {
        format!("<w:r><w:rPr>{properties}</w:rPr><w:t xml:space=\"preserve\">{words}</w:t></w:r>")
    };
    let word = Word {
        styles: "<w:style w:styleId=\"Verzeichnis1\"><w:name w:val=\"toc 1\"/></w:style>\
                 <w:style w:type=\"character\" w:styleId=\"Secret\"><w:rPr><w:vanish/></w:rPr></w:style>"
            .to_owned(),
        body: [
            &pp("<w:pStyle w:val=\"Verzeichnis1\"/>", "Outcome of the visit\t2"),
            "<w:p>",
            &run("", "Rooms "),
            &run("<w:vanish/>", "are not "),
            &run("<w:rStyle w:val=\"Secret\"/>", "ever "),
            &run("<w:rStyle w:val=\"Secret\"/><w:vanish w:val=\"false\"/>", "are "),
            &run("<w:strike/>", "very "),
            &run("<w:webHidden/>", "clean."),
            "</w:p>",
        ]
        .concat(),
        ..Word::default()
    };
    assert_eq!(of(&word), "p Rooms are clean.");
}

#[test]
fn changes_are_read_as_accepted_or_as_rejected() {
    let body = "<w:p><w:r><w:t xml:space=\"preserve\">Leaders </w:t></w:r>\
        <w:del w:id=\"1\" w:author=\"A\"><w:r><w:delText xml:space=\"preserve\">do not know</w:delText></w:r></w:del>\
        <w:ins w:id=\"2\" w:author=\"A\"><w:r><w:t>see</w:t></w:r><w:del w:id=\"3\"><w:r><w:delText>x</w:delText></w:r></w:del></w:ins>\
        <w:r><w:t xml:space=\"preserve\"> it</w:t></w:r><w:moveFrom w:id=\"4\"><w:r><w:t xml:space=\"preserve\"> today</w:t></w:r></w:moveFrom>\
        <w:r><w:t>.</w:t></w:r></w:p>\
        <w:p><w:moveTo w:id=\"5\"><w:r><w:t xml:space=\"preserve\">Today, </w:t></w:r></w:moveTo><w:r><w:t>all do.</w:t></w:r></w:p>";
    assert_eq!(blocks(body), "p Leaders see it.\np Today, all do.");
    assert_eq!(original(body), "p Leaders do not know it today.\np all do.");
}

#[test]
fn paragraphs_join_and_part_with_their_ends() {
    let body = "<w:p><w:pPr><w:rPr><w:del w:id=\"1\"/></w:rPr></w:pPr><w:r><w:t xml:space=\"preserve\">One </w:t></w:r></w:p>\
                <w:p><w:pPr><w:outlineLvl w:val=\"0\"/></w:pPr><w:r><w:t>two</w:t></w:r></w:p>\
                <w:p><w:pPr><w:rPr><w:ins w:id=\"2\"/></w:rPr></w:pPr><w:r><w:t xml:space=\"preserve\">three </w:t></w:r></w:p>\
                <w:p><w:r><w:t>four</w:t></w:r></w:p>";
    assert_eq!(blocks(body), "h1 One two\np three\np four");
    assert_eq!(original(body), "p One\nh1 two\np three four");
}

#[test]
fn rows_and_cells_come_and_go() {
    let row = |properties: &str, words: &str| {
        format!(
            "<w:tr><w:trPr>{properties}</w:trPr><w:tc>{}</w:tc><w:tc><w:tcPr><w:cellIns w:id=\"3\"/></w:tcPr>{}</w:tc><w:tc>{}</w:tc></w:tr>",
            p(words),
            p("new"),
            p("x")
        )
    };
    let body = format!(
        "<w:tbl>{}{}{}</w:tbl>",
        row("", "stays"),
        row("<w:ins w:id=\"1\"/>", "comes"),
        row("<w:del w:id=\"2\"/>", "goes")
    );
    assert_eq!(blocks(&body), "tr stays|new|x\ntr comes|new|x");
    assert_eq!(original(&body), "tr stays|x\ntr goes|x");
}

#[test]
fn properties_before_a_change_are_the_original_ones() {
    let body = "<w:p><w:pPr><w:outlineLvl w:val=\"1\"/><w:pPrChange w:id=\"1\"><w:pPr><w:numPr><w:numId w:val=\"1\"/></w:numPr></w:pPr></w:pPrChange></w:pPr>\
                <w:r><w:rPr><w:vanish/><w:rPrChange w:id=\"2\"><w:rPr/></w:rPrChange></w:rPr><w:t>Old</w:t></w:r><w:r><w:t>Rooms</w:t></w:r></w:p>";
    assert_eq!(blocks(body), "h2 Rooms");
    assert_eq!(original(body), "li OldRooms");
}

#[test]
fn comments_are_annotations_on_their_words() {
    let word = Word {
        body: "<w:p><w:r><w:t xml:space=\"preserve\">Some </w:t></w:r><w:commentRangeStart w:id=\"0\"/><w:r><w:t>parents</w:t></w:r>\
               <w:r><w:t xml:space=\"preserve\"> feel</w:t></w:r><w:commentRangeEnd w:id=\"0\"/><w:r><w:commentReference w:id=\"0\"/></w:r>\
               <w:r><w:t xml:space=\"preserve\"> lost.</w:t></w:r></w:p><w:commentRangeStart w:id=\"1\"/><w:p><w:r><w:t>All</w:t></w:r></w:p>\
               <w:p><w:r><w:t>do.</w:t></w:r><w:r><w:commentReference w:id=\"2\"/></w:r><w:commentRangeEnd w:id=\"1\"/></w:p>"
            .to_owned(),
        comments: "<w:comment w:id=\"0\" w:author=\"A. Reader\" w:initials=\"AR\"><w:p><w:r><w:annotationRef/></w:r><w:r><w:t>How many?</w:t></w:r></w:p>\
                   <w:p><w:r><w:t>And who?</w:t></w:r></w:p></w:comment>\
                   <w:comment w:id=\"1\"><w:p><w:r><w:t>Long</w:t></w:r></w:p></w:comment>\
                   <w:comment w:id=\"2\"><w:p><w:r><w:t>Here</w:t></w:r></w:p></w:comment>\
                   <w:comment w:id=\"9\"><w:p><w:r><w:t>Nowhere</w:t></w:r></w:p></w:comment>"
            .to_owned(),
        ..Word::default()
    };
    let letter = read_as(Format::Word, &word.bytes()).letter;
    assert_eq!(outline(&letter), "p Some parents feel lost.\np All\np do.");
    assert_eq!(
        remarks(&letter),
        [
            ("parents feel", "How many?\nAnd who?", Some("A. Reader")),
            ("All\n\ndo.", "Long", None),
            ("", "Here", None),
        ]
    );
}

#[test]
fn places_are_the_numbers_of_the_files_paragraphs() {
    let body = format!(
        "{}{}<w:tbl><w:tr><w:tc>{}</w:tc><w:tc>{}</w:tc></w:tr><w:tr><w:tc>{}</w:tc><w:tc>{}</w:tc></w:tr></w:tbl>{}",
        p("One."),
        p(""),
        p(""),
        p("b"),
        p("c"),
        p("d"),
        p("End.")
    );
    let letter = read_as(Format::Word, &Word::body(&body).bytes()).letter;
    assert_eq!(outline(&letter), "p One.\ntr |b\ntr c|d\np End.");
    assert!(!letter.has_lines);
    assert_eq!(paragraphs(&letter), [1, 4, 5, 7]);
}

#[test]
fn words_lead_back_to_the_part_they_come_from() {
    let word = Word {
        body: "<w:p><w:r><w:t xml:space=\"preserve\">A&amp;B </w:t></w:r><w:r><w:t> feel </w:t><w:tab/><w:footnoteReference w:id=\"1\"/></w:r></w:p>"
            .to_owned(),
        footnotes: "<w:footnote w:id=\"1\"><w:p><w:r><w:t>Note</w:t></w:r></w:p></w:footnote>".to_owned(),
        ..Word::default()
    };
    let (read, origins) =
        read_with_origins(&word.bytes(), Format::Word, &options(Revisions::Accepted))
            .unwrap_or_else(|error| panic!("{error}"));
    let part = |part: Part| {
        let name = match part {
            Part::Document => "word/document.xml",
            Part::Footnotes => "word/footnotes.xml",
            Part::Endnotes => "word/endnotes.xml",
        };
        let entry = word.entries().into_iter().find(|entry| entry.name == name);
        String::from_utf8(entry.expect("a part").bytes).expect("text")
    };
    let found: Vec<(String, String)> = origins
        .iter()
        .map(|origin| {
            (
                origin.words.of(&read.letter.text).to_owned(),
                origin.place.of(&part(origin.part)).to_owned(),
            )
        })
        .collect();
    let expected = [
        ("A", "A"),
        ("&", "&amp;"),
        ("B ", "B "),
        ("feel", "feel"),
        ("\t", "<w:tab/>"),
        ("Note", "Note"),
    ];
    let expected: Vec<(String, String)> = expected
        .iter()
        .map(|(words, place)| ((*words).to_owned(), (*place).to_owned()))
        .collect();
    assert_eq!(found, expected);
}

#[test]
fn what_is_kept_elsewhere_is_said() {
    let body = format!("{}<w:altChunk r:id=\"x\" xmlns:r=\"y\"/>", p("One."));
    let read = read_as(Format::Word, &Word::body(&body).bytes());
    assert_eq!(read.notes, [ReadNote::EmbeddedDocument]);
}

#[test]
fn any_prefix_and_the_strict_variant_are_read() {
    let entries = Word::body("").entries();
    let strict = "<ns0:document xmlns:ns0=\"http://purl.oclc.org/ooxml/wordprocessingml/main\"><ns0:body>\
                  <p xmlns=\"http://purl.oclc.org/ooxml/wordprocessingml/main\"><r><t>One.</t></r></p>\
                  <ns0:p xmlns:x=\"other\"><x:t>no</x:t><ns0:r><ns0:t>Two.</ns0:t></ns0:r></ns0:p></ns0:body></ns0:document>";
    let bytes = crate::package::zip(&crate::package::with(entries, "word/document.xml", strict));
    let letter = read_as(Format::Word, &bytes).letter;
    assert_eq!(outline(&letter), "p One.\np Two.");
}

#[test]
fn parts_may_be_utf16() {
    let entries = Word::body(&p("“é”")).entries();
    let document = String::from_utf8(entries[3].bytes.clone()).expect("text");
    let bytes: Vec<u8> = document
        .replace("UTF-8", "UTF-16")
        .encode_utf16()
        .flat_map(u16::to_le_bytes)
        .collect();
    let bytes = [b"\xFF\xFE".as_slice(), &bytes].concat();
    let bytes = crate::package::zip(&crate::package::with(entries, "word/document.xml", bytes));
    assert_eq!(outline(&read_as(Format::Word, &bytes).letter), "p “é”");
}

/// Elements in any order, each with others in it, as no program would write them.
fn elements() -> impl Strategy<Value = String> {
    let leaf = prop::sample::select(vec![
        "<w:t>a b</w:t>",
        "<w:t xml:space=\"preserve\"> • é&amp;</w:t>",
        "<w:delText>d</w:delText>",
        "<w:tab/>",
        "<w:br/>",
        "<w:t>Outcome of the visit</w:t>",
        "<w:rPr><w:b/></w:rPr>",
        "<w:rPr><w:vanish/></w:rPr>",
        "<w:pPr><w:outlineLvl w:val=\"0\"/></w:pPr>",
        "<w:pPr><w:numPr><w:numId w:val=\"1\"/></w:numPr><w:rPr><w:del w:id=\"1\"/></w:rPr></w:pPr>",
        "<w:tcPr><w:gridSpan w:val=\"3\"/></w:tcPr>",
        "<w:tcPr><w:vMerge/></w:tcPr>",
        "<w:trPr><w:gridBefore w:val=\"2\"/><w:del w:id=\"2\"/></w:trPr>",
        "<w:fldChar w:fldCharType=\"begin\"/>",
        "<w:fldChar w:fldCharType=\"separate\"/>",
        "<w:fldChar w:fldCharType=\"end\"/>",
        "<w:commentRangeStart w:id=\"0\"/>",
        "<w:commentRangeEnd w:id=\"0\"/>",
        "<w:footnoteReference w:id=\"1\"/>",
    ])
    .prop_map(str::to_owned);
    leaf.prop_recursive(8, 80, 6, |inner| {
        let element = prop::sample::select(vec![
            "w:p",
            "w:p",
            "w:r",
            "w:r",
            "w:tbl",
            "w:tr",
            "w:tc",
            "w:ins",
            "w:del",
            "w:sdt",
            "mc:AlternateContent",
            "mc:Choice",
            "mc:Fallback",
            "w:txbxContent",
        ]);
        (element, proptest::collection::vec(inner, 0..6))
            .prop_map(|(name, inner)| format!("<{name}>{}</{name}>", inner.concat()))
    })
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_order_of_elements_can_be_read(body in elements(), note in elements()) {
        let word = Word {
            body,
            footnotes: format!("<w:footnote w:id=\"1\">{note}</w:footnote>"),
            comments: "<w:comment w:id=\"0\"><w:p/></w:comment>".to_owned(),
            ..Word::default()
        };
        for revisions in [Revisions::Accepted, Revisions::Original] {
            if let Ok((read, origins)) =
                read_with_origins(&word.bytes(), Format::Word, &options(revisions))
            {
                check(&read.letter);
                for pair in origins.windows(2) {
                    prop_assert!(pair[0].words.end <= pair[1].words.start);
                }
            }
        }
    }
}
