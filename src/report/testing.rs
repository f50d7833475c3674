//! Made-up letters and diagnostics that the tests of all formats share.

use super::{Detail, Document, Fault, Provenance, Report, Selection, Summary, json, redact};
use crate::diagnostic::{Diagnostic, Edit, Fix, Grade, Related, Severity, Suppression};
use crate::facts::{self, Facts, Outcome, Role, Section};
use crate::letter::{Letter, Location};
use crate::pack::Pack;
use crate::read::{self, Format, ReadOptions};
use crate::span::Span;
use std::sync::OnceLock;

/// A letter with the diagnostics that somebody made up for it.
pub(super) struct MadeUp {
    pub(super) path: &'static str,
    pub(super) letter: Letter,
    pub(super) facts: Facts,
    pub(super) diagnostics: Vec<Diagnostic>,
}

impl MadeUp {
    pub(super) fn document(&self) -> Document<'_> {
        Document {
            path: self.path,
            letter: &self.letter,
            facts: &self.facts,
            pack: pack(),
        }
    }

    /// The first place of some words.
    pub(super) fn at(&self, words: &str) -> Span {
        let start = self
            .letter
            .text
            .find(words)
            .expect("the words are in the letter");
        Span::new(start, start + words.len())
    }
}

pub(super) fn pack() -> &'static Pack {
    static PACK: OnceLock<Pack> = OnceLock::new();
    PACK.get_or_init(|| Pack::area_send().expect("the built-in pack loads"))
}

const TEXT: &str = "\
# Report \u{1F4DD}

## What needs to be better?

Too reviews are not held in line with the law, and nobody could tell inspectors when the next ones will take place or who will lead them.

\u{1F600}\u{1F600} “Parents” feel that *reviews*
are late. One said: “I feel lost.”

- Leaders should talk to schools.
";

pub(super) fn diagnostic(rule: &str, severity: Severity, span: Span, context: Span) -> Diagnostic {
    Diagnostic {
        rule: rule.to_owned(),
        severity,
        message: String::new(),
        span,
        context,
        related: Vec::new(),
        help: String::new(),
        reference: None,
        fix: None,
        properties: Vec::new(),
        suppressed: None,
        rank: 0,
    }
}

pub(super) fn letter(text: &str) -> Letter {
    read::read(text.as_bytes(), Format::Markdown, &ReadOptions::default())
        .expect("readable")
        .letter
}

/// A letter with a point of each level, one with two places, one with a rewording, and one that is
/// left out; characters outside the basic plane, markup, and a sentence over two lines.
pub(super) fn made_up() -> MadeUp {
    let letter = letter(TEXT);
    let mut made = MadeUp {
        path: "draft.md",
        letter,
        facts: Facts::default(),
        diagnostics: Vec::new(),
    };
    let heading = made.at("What needs");
    made.facts.sections.push(Section {
        role: Role::Better,
        title: "What needs to be better?".to_owned(),
        span: Span::new(heading.start as usize, TEXT.len()),
        blocks: 1..made.letter.blocks.len(),
    });
    made.facts.outcome = Some(Outcome {
        id: "inconsistent".to_owned(),
        span: heading,
    });
    let (first, second) = (
        made.at("Too reviews").to(made.at("lead them.")),
        made.at("\u{1F600}").to(made.at("late.")),
    );

    let mut asymmetry = diagnostic("framing/asymmetry", Severity::Note, made.at("feel"), second);
    asymmetry.message = "Too few statements to compare (1 and 0).".to_owned();
    asymmetry.help = "Nothing to do.".to_owned();

    let mut sentiment = diagnostic(
        "framing/sentiment",
        Severity::Warning,
        made.at("feel"),
        second,
    );
    sentiment.message =
        "What families told inspectors about reviews is put as a feeling.".to_owned();
    sentiment.help =
        "If the evidence supports it, say what they said; if the feeling is the evidence, keep it."
            .to_owned();
    sentiment.fix = Some(Fix {
        title: "“feel” → “say”".to_owned(),
        grade: Grade::Suggest,
        edits: vec![Edit {
            span: made.at("feel"),
            replacement: "say".to_owned(),
        }],
    });

    let words = made.at("reviews are not held in line with the law");
    let mut no_action = diagnostic("duty/no-action", Severity::Error, words, first);
    no_action.message = "The letter says that reviews are not held in line with the law. The area for improvement does not mention reviews.".to_owned();
    no_action.help = "Name annual reviews in an action, or leave it and record why.".to_owned();
    no_action.reference =
        Some("Children and Families Act 2014 s.44(1); owed by the local authority".to_owned());
    no_action.related = vec![Related {
        message: "the area for improvement".to_owned(),
        span: made.at("Leaders should talk to schools."),
    }];
    no_action.properties = vec![("duty", "annual-review".to_owned())];

    let mut quoted = diagnostic(
        "framing/sentiment",
        Severity::Warning,
        made.at("feel lost"),
        made.at("One said: “I feel lost.”"),
    );
    quoted.suppressed = Some(Suppression::Quotation);

    made.diagnostics = vec![asymmetry, sentiment, no_action, quoted];
    made
}

/// A letter of a format without lines, whose words stand on a page.
pub(super) fn pages() -> MadeUp {
    let mut letter = letter("Reviews are late.\n");
    letter.has_lines = false;
    letter.blocks[0].location = Location {
        page: Some(4),
        paragraph: None,
    };
    let mut made = MadeUp {
        path: "draft.docx",
        letter,
        facts: Facts::default(),
        diagnostics: Vec::new(),
    };
    let (words, context) = (made.at("late"), made.at("Reviews are late."));
    made.diagnostics = vec![diagnostic(
        "duty/no-action",
        Severity::Warning,
        words,
        context,
    )];
    made.diagnostics[0].message = "Nothing takes it up.".to_owned();
    made
}

/// What a format tells of both made-up letters and of a file that is not there.
pub(super) fn told(format: impl Fn(&Report<'_>) -> String) -> String {
    told_with(
        Detail {
            suppressed: true,
            redact: false,
        },
        format,
    )
}

/// The same, with a choice of what is told.
pub(super) fn told_with(detail: Detail, format: impl Fn(&Report<'_>) -> String) -> String {
    let mut summary = Summary {
        documents: 2,
        errors: 1,
        ..Summary::default()
    };
    let documents = [made_up(), pages()].map(|letter| {
        let mut points = Selection::default().apply(letter.diagnostics.clone());
        if detail.redact {
            points = redact::points(&points, pack());
        }
        summary.diagnostics.merge(points.counts());
        json::document(&letter.document(), &points, detail)
    });
    format(&Report {
        tool: &Provenance::of(pack()),
        pack: pack(),
        documents: &documents,
        errors: &[Fault {
            path: "gone.md".to_owned(),
            message: "there is no such file".to_owned(),
        }],
        summary,
    })
}

/// A letter whose facts are read with the built-in pack.
pub(super) fn analysed(text: &str) -> MadeUp {
    let letter = letter(text);
    let facts = facts::analyse(&letter, pack());
    MadeUp {
        path: "draft.md",
        letter,
        facts,
        diagnostics: Vec::new(),
    }
}
