//! PDF files, written word by word here or made by a word processor, with a structure tree and without:
//! what they are read as, and what is said of those that cannot be read. Every word is made up.

#[path = "support/pdf.rs"]
mod writer;

use evenhand::letter::{BlockKind, Letter};
use evenhand::read::{Format, PdfFault, ReadError, ReadOptions, read};
use writer::{Element, Page, Pdf};

fn letter(bytes: &[u8]) -> Letter {
    let options = ReadOptions {
        is_heading: &|words| matches!(words, "What must change?" | "Outcome of the visit"),
        ..ReadOptions::default()
    };
    match read(bytes, Format::Pdf, &options) {
        Ok(read) => read.letter,
        Err(error) => panic!("{error}"),
    }
}

fn fault(bytes: &[u8]) -> ReadError {
    read(bytes, Format::Pdf, &ReadOptions::default()).expect_err("cannot be read")
}

/// The blocks, one a line: page, a sign of the kind, and the words, with bars between cells.
fn outline(letter: &Letter) -> Vec<String> {
    let line = |block: &evenhand::letter::Block| {
        let sign = match block.kind {
            BlockKind::Heading(level) => format!("h{level}"),
            BlockKind::Paragraph => "p".to_owned(),
            BlockKind::ListItem => "li".to_owned(),
            BlockKind::TableRow { header: true } => "th".to_owned(),
            BlockKind::TableRow { header: false } => "tr".to_owned(),
            BlockKind::Quote => "q".to_owned(),
        };
        let words = if block.cells.is_empty() {
            block.visible.words(&letter.text).to_owned()
        } else {
            let cells: Vec<_> = block
                .cells
                .iter()
                .map(|cell| cell.words(&letter.text))
                .collect();
            cells.join("|")
        };
        format!("{} {sign} {words}", block.location.page.unwrap_or(0))
    };
    letter.blocks.iter().map(line).collect()
}

fn read_pages(pages: &[Page]) -> Vec<String> {
    outline(&letter(&Pdf::of(pages)))
}

#[test]
fn wrapped_lines_are_paragraphs_and_gaps_part_them() {
    let page = Page::default()
        .lines(
            50.0,
            700.0,
            &[
                "The rooms of the home are clean, and",
                "the garden is large.",
            ],
        )
        .lines(50.0, 660.0, &["The hall is not as clean as the", "rooms."]);
    assert_eq!(
        read_pages(&[page]),
        [
            "1 p The rooms of the home are clean, and the garden is large.",
            "1 p The hall is not as clean as the rooms."
        ]
    );
}

#[test]
fn words_broken_at_a_lines_end_are_whole_and_hyphens_that_were_written_stay() {
    let page = Page::default().lines(
        50.0,
        700.0,
        &[
            "The assessment of each child is a long-",
            "term plan. A long-term plan needs an assess-",
            "ment that is made in 2022\u{2013}",
            "23 by the school and/",
            "or the develop\u{ad}",
            "ment team.",
        ],
    );
    assert_eq!(
        read_pages(&[page]),
        [
            "1 p The assessment of each child is a long-term plan. A long-term plan needs an \
             assessment that is made in 2022–23 by the school and/or the development team."
        ]
    );
}

#[test]
fn running_heads_and_page_numbers_go_and_paragraphs_go_on_over_the_page() {
    let page = |number: &str, lines: &[&str]| {
        Page::default()
            .words("R", 8.0, 50.0, 770.0, "Visit to the home of Ashmere")
            .lines(50.0, 700.0, lines)
            .words("R", 8.0, 500.0, 30.0, number)
    };
    let pages = [
        page(
            "Page 1 of 2",
            &[
                "The rooms of the home are clean, and",
                "nobody who lives there has ever seen",
            ],
        ),
        page("Page 2 of 2", &["a mouse in them.", "That is all."]),
    ];
    assert_eq!(
        read_pages(&pages),
        [
            "1 p The rooms of the home are clean, and nobody who lives there has ever seen a mouse in them. \
          That is all."
        ]
    );
}

#[test]
fn signs_of_every_font_begin_items() {
    let mut page = Page::default().lines(50.0, 700.0, &["They should:"]);
    let signs = [
        ("R", "•"),
        ("S", "\u{b7}"),
        ("W", "\u{a7}"),
        ("W", "n"),
        ("R", "\u{2013}"),
        ("R", "o"),
    ];
    for (index, (font, sign)) in signs.iter().enumerate() {
        let y = 688.0 - 12.0 * index as f32;
        page = page.words(font, 10.0, 68.0, y, sign).words(
            "R",
            10.0,
            86.0,
            y,
            &format!("mend room {index} of the house;"),
        );
    }
    page = page.lines(86.0, 616.0, &["and the roof."]);
    let read = read_pages(&[page]);
    assert_eq!(read.len(), 7, "{read:?}");
    assert_eq!(read[0], "1 p They should:");
    assert_eq!(read[3], "1 li mend room 2 of the house;");
    assert_eq!(read[6], "1 li mend room 5 of the house; and the roof.");
}

#[test]
fn bold_and_large_lines_are_headings() {
    let page = Page::default()
        .words("R", 18.0, 50.0, 740.0, "Visit to Ashmere")
        .words("B", 12.0, 50.0, 712.0, "What must change?")
        .lines(50.0, 692.0, &["The rooms must be clean."])
        .words("B", 10.0, 50.0, 668.0, "Rooms")
        .lines(
            50.0,
            656.0,
            &["They are not, and have not been for", "a long time."],
        );
    assert_eq!(
        read_pages(&[page]),
        [
            "1 h1 Visit to Ashmere",
            "1 h2 What must change?",
            "1 p The rooms must be clean.",
            "1 h3 Rooms",
            "1 p They are not, and have not been for a long time."
        ]
    );
}

/// The upright rules of a table of two columns, and level ones at these heights.
fn ruled(mut page: Page, heights: &[f32]) -> Page {
    let (top, bottom) = (heights[0], heights[heights.len() - 1]);
    for x in [50.0, 200.0, 500.0] {
        page = page.rule(x, bottom, 0.5, top - bottom);
    }
    for y in heights {
        page = page.rule(50.0, *y, 450.0, 0.5);
    }
    page
}

#[test]
fn rows_of_a_ruled_table_keep_their_cells_over_a_page() {
    let first = ruled(Page::default(), &[720.0, 700.0, 640.0])
        .words("B", 10.0, 55.0, 706.0, "Responsible body")
        .words("B", 10.0, 205.0, 706.0, "What must change?")
        .lines(55.0, 685.0, &["Ashmere Council and", "the board"])
        .lines(
            205.0,
            685.0,
            &[
                "They should mend:",
                "\u{2022} the roof of the house",
                "\u{2022} the walls, which have",
            ],
        );
    let second = ruled(Page::default(), &[760.0, 740.0, 700.0])
        .lines(205.0, 746.0, &["been wet for years."])
        .lines(55.0, 726.0, &["Ashmere Council"])
        .lines(205.0, 726.0, &["They should paint it."])
        .lines(50.0, 650.0, &["That is all."]);
    assert_eq!(
        read_pages(&[first, second]),
        [
            "1 th Responsible body|What must change?",
            "1 tr Ashmere Council and the board|They should mend: • the roof of the house • the walls, \
             which have been wet for years.",
            "2 tr Ashmere Council|They should paint it.",
            "2 p That is all."
        ]
    );
}

#[test]
fn columns_without_rules_are_rows_where_their_words_begin_anew() {
    let page = Page::default()
        .lines(50.0, 740.0, &["These bodies must act on the home:"])
        .lines(50.0, 700.0, &["Ashmere Council and", "the board"])
        .lines(
            200.0,
            700.0,
            &[
                "They should mend the roof of the",
                "house and all of the walls, which",
                "have been wet.",
            ],
        )
        .lines(50.0, 664.0, &["Ashmere Council"])
        .lines(
            200.0,
            664.0,
            &[
                "They should paint the house, in",
                "a colour that they agree.",
            ],
        );
    assert_eq!(
        read_pages(&[page]),
        [
            "1 p These bodies must act on the home:",
            "1 tr Ashmere Council and the board|They should mend the roof of the house and all of the \
             walls, which have been wet.",
            "1 tr Ashmere Council|They should paint the house, in a colour that they agree."
        ]
    );
}

#[test]
fn the_structure_tree_says_what_belongs_together() {
    use Element::{Content, Of};
    let pages = [
        Page::default()
            .artifact(|page| page.words("R", 10.0, 50.0, 770.0, "Draft"))
            .marked(0, |page| page.lines(50.0, 700.0, &["Rooms"]))
            .marked(1, |page| page.lines(50.0, 688.0, &["The rooms are clean."]))
            .marked(2, |page| page.lines(50.0, 676.0, &["a."]))
            .marked(3, |page| {
                page.lines(62.0, 676.0, &["The hall is not, and has not"])
            })
            .marked(4, |page| page.lines(62.0, 664.0, &["Been."]))
            .marked(5, |page| page.lines(50.0, 640.0, &["Council"]))
            .marked(6, |page| page.lines(200.0, 640.0, &["should mend"])),
        Page::default()
            .marked(0, |page| page.lines(200.0, 700.0, &["The roof."]))
            .marked(1, |page| page.lines(50.0, 660.0, &["That is all."])),
    ];
    let row = |cells: Vec<Element>| Of("TR", cells);
    let tree = [Of(
        "Document",
        vec![
            Content("H2", 0, 0),
            Content("P", 0, 1),
            Of(
                "L",
                vec![Of(
                    "LI",
                    vec![
                        Content("Lbl", 0, 2),
                        Of("LBody", vec![Content("P", 0, 3), Content("Span", 0, 4)]),
                    ],
                )],
            ),
            Of(
                "Table",
                vec![row(vec![
                    Of("TH", vec![Content("P", 0, 5)]),
                    Of("TD", vec![Content("P", 0, 6), Content("P", 1, 0)]),
                ])],
            ),
            Content("P", 1, 1),
        ],
    )];
    assert_eq!(
        outline(&letter(&Pdf::tagged(&pages, &tree))),
        [
            "1 h2 Rooms",
            "1 p The rooms are clean.",
            "1 li The hall is not, and has not Been.",
            "1 tr Council|should mend The roof.",
            "2 p That is all."
        ]
    );
}

#[test]
fn a_table_that_lays_out_the_page_is_none() {
    use Element::{Content, Of};
    let pages = [Page::default()
        .marked(0, |page| {
            page.words("B", 10.0, 50.0, 700.0, "What must change?")
        })
        .marked(1, |page| page.lines(50.0, 680.0, &["The rooms."]))
        .marked(2, |page| page.lines(50.0, 660.0, &["The hall."]))];
    let row = |content| Of("TR", vec![Of("TD", vec![content]), Of("TD", vec![])]);
    let tree = [Of(
        "Table",
        (0..3).map(|id| row(Content("P", 0, id))).collect(),
    )];
    assert_eq!(
        outline(&letter(&Pdf::tagged(&pages, &tree))),
        ["1 h2 What must change?", "1 p The rooms.", "1 p The hall."]
    );
}

#[test]
fn a_tree_that_leaves_out_words_is_not_believed() {
    let pages = [Page::default()
        .marked(0, |page| page.lines(50.0, 700.0, &["The rooms."]))
        .lines(50.0, 660.0, &["The hall and the garden."])];
    let tree = [Element::Content("P", 0, 0)];
    assert_eq!(
        outline(&letter(&Pdf::tagged(&pages, &tree))),
        ["1 p The rooms.", "1 p The hall and the garden."]
    );
}

#[test]
fn turned_pages_are_read_and_turned_words_are_not() {
    let page = Page::default()
        .raw("BT /R 40 Tf 0.7 0.7 -0.7 0.7 100 100 Tm (DRAFT) Tj ET")
        .lines(50.0, 700.0, &["The rooms."]);
    assert_eq!(read_pages(&[page]), ["1 p The rooms."]);
    let page = Page::default().raw("BT /R 10 Tf 0 1 -1 0 300 50 Tm (The rooms.) Tj ET");
    let file = Pdf::of(&[page]);
    let file = replace(&file, "/MediaBox", "/Rotate 90/MediaBox");
    assert_eq!(outline(&letter(&file)), ["1 p The rooms."]);
}

#[test]
fn drawings_are_read_and_characters_that_stand_for_others_are_taken() {
    let mut pdf = Pdf::default();
    let catalog = pdf.reserve();
    let font = pdf.add(b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>".to_vec());
    let resources = format!("/Resources<</Font<</R {font} 0 R>>>>");
    let form = pdf.stream(
        &format!("/Type/XObject/Subtype/Form/BBox[0 0 9 9]{resources}"),
        b"BT /R 10 Tf 1 0 0 1 50 700 Tm (The ro) Tj /Span<</ActualText(oms)>>BDC (#%!) Tj EMC (.) Tj ET",
    );
    let content = pdf.stream("", b"/Fm Do");
    let page = pdf.add(
        format!(
            "<</Type/Page/MediaBox[0 0 600 800]/Contents {content} 0 R/Resources<</XObject<</Fm {form} 0 R>>>>>>"
        )
        .into_bytes(),
    );
    let pages = pdf.add(format!("<</Kids[{page} 0 R]/Count 1>>").into_bytes());
    pdf.set(catalog, format!("<</Pages {pages} 0 R>>"));
    assert_eq!(outline(&letter(&pdf.finish())), ["1 p The rooms."]);
}

fn replace(file: &[u8], from: &str, to: &str) -> Vec<u8> {
    let at = file
        .windows(from.len())
        .position(|bytes| bytes == from.as_bytes())
        .expect("is there");
    let mut out = file[..at].to_vec();
    out.extend_from_slice(to.as_bytes());
    out.extend_from_slice(&file[at + from.len()..]);
    out
}

fn small() -> Vec<u8> {
    Pdf::of(&[Page::default().lines(50.0, 700.0, &["The rooms are clean."])])
}

#[test]
fn a_damaged_index_is_made_anew() {
    let file = replace(&small(), "xref\n0", "xxxx\n0");
    assert_eq!(outline(&letter(&file)), ["1 p The rooms are clean."]);
    let mut moved = b"garbage before the file\n".to_vec();
    moved.extend_from_slice(&small());
    assert_eq!(outline(&letter(&moved)), ["1 p The rooms are clean."]);
}

#[test]
fn a_file_cut_off_anywhere_is_refused_or_whole() {
    let file = small();
    for len in 0..file.len() {
        match read(&file[..len], Format::Pdf, &ReadOptions::default()) {
            Ok(read) => assert_eq!(outline(&read.letter), ["1 p The rooms are clean."], "{len}"),
            Err(error) => assert!(!error.to_string().is_empty()),
        }
    }
    let without_end = &file[..file.len() - 40];
    assert_eq!(fault(without_end), ReadError::Pdf(PdfFault::CutOff));
}

#[test]
fn damage_in_any_byte_does_no_harm() {
    let file = Pdf::tagged(
        &[ruled(Page::default(), &[700.0, 680.0, 640.0])
            .marked(0, |page| page.lines(55.0, 685.0, &["The rooms"]))
            .marked(1, |page| page.lines(205.0, 685.0, &["are clean."]))],
        &[Element::Of(
            "P",
            vec![
                Element::Content("Span", 0, 0),
                Element::Content("Span", 0, 1),
            ],
        )],
    );
    for at in 0..file.len() {
        for byte in [b'9', b'<', b'('] {
            let mut damaged = file.clone();
            damaged[at] = byte;
            let _ = read(&damaged, Format::Pdf, &ReadOptions::default());
        }
    }
}

#[test]
fn what_cannot_be_read_is_refused_with_a_remedy() {
    let file = replace(
        &small(),
        "/Root 1 0 R",
        "/Root 1 0 R/Encrypt<</Filter/Standard>>",
    );
    assert_eq!(fault(&file), ReadError::Pdf(PdfFault::Encrypted));
    let scans = [
        Page::default().picture(),
        Page::default().picture().lines(50.0, 20.0, &["1"]),
    ];
    assert_eq!(fault(&Pdf::of(&scans)), ReadError::Pdf(PdfFault::Pictures));
    assert_eq!(
        fault(&Pdf::of(&[Page::default()])),
        ReadError::Pdf(PdfFault::NoText)
    );
    assert_eq!(fault(&Pdf::of(&[])), ReadError::Pdf(PdfFault::NoText));
    assert_eq!(
        fault(b"The rooms are clean."),
        ReadError::Pdf(PdfFault::NoPdf)
    );
    assert_eq!(fault(b" \n"), ReadError::Empty);
    assert!(matches!(fault(b"PK\x03\x04..."), ReadError::Binary { .. }));
}

#[test]
fn pages_that_are_pictures_among_others_are_named() {
    let prose = Page::default().lines(50.0, 700.0, &["The rooms."]);
    let pages = [
        prose.clone(),
        Page::default().picture(),
        prose,
        Page::default().picture(),
    ];
    let read = read(&Pdf::of(&pages), Format::Pdf, &ReadOptions::default()).expect("has text");
    assert_eq!(
        read.notes,
        [evenhand::read::ReadNote::PagesOfPictures { page: 2, others: 1 }]
    );
    assert!(
        read.notes[0]
            .to_string()
            .starts_with("page 2 and 1 more are pictures: ")
    );
}

#[test]
fn fonts_that_do_not_say_what_they_show_are_refused() {
    let font =
        "<</Type/Font/Subtype/Type0/BaseFont/A/Encoding/Identity-H/DescendantFonts[<</DW 500>>]>>";
    let content = b"BT /R 10 Tf 50 700 Td <000100020003> Tj ET";
    let file = hostile("", content, "/Font<</R 5 0 R>>", &[font]);
    assert_eq!(fault(&file), ReadError::Pdf(PdfFault::UnknownLetters));
}

/// A letter with one point to settle.
fn inspection() -> Page {
    let mut page = Page::default();
    let mut y = 740.0;
    for (heading, lines) in [
        (
            "Inspection outcome",
            &[
                "The local area partnership’s arrangements lead to inconsistent",
                "experiences and outcomes.",
            ][..],
        ),
        (
            "What does the area partnership need to do better?",
            &[
                "New education, health and care plans are rarely issued within the",
                "statutory 20 weeks.",
            ],
        ),
        (
            "Areas for improvement",
            &["Leaders should widen the range of leisure activities for teenagers."],
        ),
    ] {
        page = page
            .words("B", 12.0, 50.0, y, heading)
            .lines(50.0, y - 20.0, lines);
        y -= 80.0;
    }
    page
}

#[test]
fn the_program_points_to_pages_and_goes_on_after_a_broken_file() {
    let folder = tempfile::tempdir().expect("a folder");
    let good = Pdf::of(&[
        Page::default().lines(50.0, 400.0, &["Draft of the spring."]),
        inspection(),
    ]);
    std::fs::write(folder.path().join("good.pdf"), &good).expect("written");
    std::fs::write(folder.path().join("broken.pdf"), &good[..good.len() / 2]).expect("written");
    let run = |arguments: &[&str]| {
        let mut command = assert_cmd::Command::cargo_bin("evenhand").expect("is built");
        command
            .current_dir(folder.path())
            .args(arguments)
            .output()
            .expect("runs")
    };
    let output = run(&["check", "."]);
    let (out, err) = (
        String::from_utf8_lossy(&output.stdout),
        String::from_utf8_lossy(&output.stderr),
    );
    assert_eq!(output.status.code(), Some(2));
    assert!(out.contains("good.pdf, page 2, under"), "{out}");
    assert!(
        err.contains("broken.pdf: the PDF is cut off before its end: copy or download it again"),
        "{err}"
    );
    let output = run(&["check", "--format", "json", "good.pdf"]);
    let report: serde_json::Value = serde_json::from_slice(&output.stdout).expect("JSON");
    let point = &report["documents"][0]["diagnostics"][0];
    assert_eq!(point["location"]["page"], 2);
    assert_eq!(point["start"], serde_json::Value::Null);
}

#[test]
fn a_page_that_cannot_be_unpacked_is_named() {
    let mut pdf = Pdf::default();
    let catalog = pdf.reserve();
    let content = pdf.stream("/Filter/FlateDecode", b"no zlib");
    let page = pdf.add(format!("<</Type/Page/Contents {content} 0 R>>").into_bytes());
    let pages = pdf.add(format!("<</Kids[{page} 0 R]>>").into_bytes());
    pdf.set(catalog, format!("<</Pages {pages} 0 R>>"));
    assert_eq!(
        fault(&pdf.finish()),
        ReadError::Pdf(PdfFault::DamagedPage { page: 1 })
    );
    let missing = replace(&small(), "/Contents ", "/Contents 9");
    assert_eq!(
        fault(&missing),
        ReadError::Pdf(PdfFault::DamagedPage { page: 1 })
    );
}

/// A file whose one page has these contents, unpacked by these filters, and these objects besides.
fn hostile(filter: &str, content: &[u8], resources: &str, others: &[&str]) -> Vec<u8> {
    let mut pdf = Pdf::default();
    let catalog = pdf.reserve();
    let pages = pdf.reserve();
    let content = pdf.stream(filter, content);
    let page = format!("<</Type/Page/Contents {content} 0 R/Resources<<{resources}>>>>");
    let page = pdf.add(page.into_bytes());
    for other in others {
        pdf.add(other.as_bytes().to_vec());
    }
    pdf.set(catalog, format!("<</Pages {pages} 0 R>>"));
    pdf.set(pages, format!("<</Kids[{page} 0 R]>>"));
    pdf.finish()
}

#[test]
fn bombs_are_refused() {
    let too_much = ReadError::Pdf(PdfFault::TooMuch);
    // One stream that grows, and one that grows twice.
    let zeros = "\u{0}".repeat(17 << 20);
    let bomb = miniz_oxide::deflate::compress_to_vec_zlib(zeros.as_bytes(), 1);
    assert_eq!(
        fault(&hostile("/Filter/FlateDecode", &bomb, "", &[])),
        too_much
    );
    let twice = miniz_oxide::deflate::compress_to_vec_zlib(&bomb, 1);
    let filters = "/Filter[/FlateDecode/FlateDecode]";
    assert_eq!(fault(&hostile(filters, &twice, "", &[])), too_much);
    // A drawing that draws itself, many times over.
    let drawing = format!(
        "<</Subtype/Form/Resources<</XObject<</A 5 0 R>>>>/Length 70>>stream\n{}\nendstream",
        "/A Do ".repeat(11)
    );
    let file = hostile(
        "",
        "/A Do ".repeat(9).as_bytes(),
        "/XObject<</A 5 0 R>>",
        &[&drawing],
    );
    assert_eq!(fault(&file), too_much);
}

#[test]
fn loops_and_deep_nests_end() {
    // Pages that hold themselves, and a value that is its own.
    let mut pdf = Pdf::default();
    pdf.add(b"<</Pages 2 0 R>>".to_vec());
    pdf.add(b"<</Kids[2 0 R 3 0 R 2 0 R]>>".to_vec());
    pdf.add(b"3 0 R".to_vec());
    assert_eq!(fault(&pdf.finish()), ReadError::Pdf(PdfFault::NoText));
    // Arrays, states, marks and strings in one another.
    for content in ["[", "q ", "/P BMC ", "(", "<<", "BT ", "[(a) "] {
        let content = content.repeat(200_000);
        assert_eq!(
            fault(&hostile("", content.as_bytes(), "", &[])),
            ReadError::Pdf(PdfFault::NoText)
        );
    }
    // A structure tree that holds itself, and one that never ends.
    let file = Pdf::tagged(
        &[Page::default().lines(50.0, 700.0, &["The rooms."])],
        &[Element::Content("P", 0, 0)],
    );
    let file = replace(&file, "/K 0>>", "/K[8 0 R 9 0 R 10 0 R 11 0 R]>>");
    assert_eq!(outline(&letter(&file)), ["1 p The rooms."]);
}

#[test]
fn more_pages_than_any_letter_has_are_refused() {
    let pages = vec![Page::default(); 2001];
    assert_eq!(
        fault(&Pdf::of(&pages)),
        ReadError::Pdf(PdfFault::TooManyPages)
    );
}

/// The same words with a structure tree and without, as a word processor writes them.
#[test]
fn documents_of_a_word_processor_are_read_the_same_with_and_without_a_tree() {
    let tagged = letter(include_bytes!("documents/files/ashmere-tagged.pdf"));
    let plain = letter(include_bytes!("documents/files/ashmere.pdf"));
    let without_pages = |letter: &Letter| -> Vec<String> {
        let lines = outline(letter).into_iter();
        lines
            .map(|line| {
                line.split_once(' ')
                    .map_or_else(String::new, |(_, words)| words.to_owned())
            })
            .collect()
    };
    insta::assert_snapshot!(outline(&plain).join("\n"));
    assert_eq!(without_pages(&tagged), without_pages(&plain));
    assert!(!plain.has_lines);
    let paragraphs: Vec<_> = plain
        .blocks
        .iter()
        .map(|block| block.location.paragraph)
        .collect();
    assert_eq!(paragraphs.first(), Some(&Some(1)));
    assert_eq!(
        paragraphs.last().copied().flatten(),
        Some(plain.blocks.len() as u32)
    );
}
