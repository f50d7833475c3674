//! Runs the examples of a pack: each becomes a small letter, is read, analysed and checked, and has to
//! come out as it states.

use super::schema::{Example, Expected, OutcomeFile, RuleKind};
use super::{Pack, PackSource, Use};
use crate::check::{check, template_faults};
use crate::diagnostic::{Diagnostic, Edit};
use crate::facts::{Cover, DutyFailure, Facts, Role, analyse};
use crate::grammar::Paragraph;
use crate::letter::Letter;
use crate::read::{self, Format, ReadOptions};
use crate::span::Span;
use serde::Deserialize;
use std::collections::BTreeSet;
use std::fmt::Write as _;
use toml::Spanned;

/// What running the examples found.
#[derive(Clone, Debug, Default)]
pub struct ExampleReport {
    /// How many were run.
    pub run: usize,
    /// Those that did not come out as stated, and templates that cannot be filled.
    pub faults: Vec<ExampleFault>,
    /// What each rule and duty has, by id.
    pub counts: Vec<ExampleCount>,
}

/// How many examples a rule or duty has, and what of it none of them touches.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ExampleCount {
    /// The rule's or duty's id.
    pub id: String,
    /// Its file in the pack.
    pub path: String,
    /// Examples that are found.
    pub flag: usize,
    /// Examples that are not.
    pub pass: usize,
    /// Its patterns, register entries or terms that no example touches.
    pub untouched: Vec<String>,
}

/// Which list of a file an example stands in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ExampleList {
    /// What is found.
    Flag,
    /// What is not.
    Pass,
}

impl ExampleList {
    /// The list's name in the file.
    pub fn name(self) -> &'static str {
        match self {
            ExampleList::Flag => "flag",
            ExampleList::Pass => "pass",
        }
    }
}

/// An example that did not come out as stated.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ExampleFault {
    /// The rule or duty; empty for a fault in the pack's shared phrases.
    pub id: String,
    /// Its file in the pack.
    pub path: String,
    /// The file's text, for showing the place.
    pub source: String,
    /// The place of the example's text in the file, or of the template.
    pub span: Option<Span>,
    /// Which list it stands in; none for a template.
    pub list: Option<ExampleList>,
    /// Its number in that list, from 1.
    pub number: usize,
    /// Its text.
    pub text: String,
    /// What it states.
    pub expected: String,
    /// What was found.
    pub got: String,
}

/// Runs every example of a pack.
pub(super) fn run(pack: &Pack) -> ExampleReport {
    let mut report = ExampleReport::default();
    for duty in &pack.duties {
        let id = duty.id.get_ref();
        let path = format!("duties/{id}.toml");
        let mut touched = Touched::default();
        run_lists(
            pack,
            id,
            &path,
            &duty.flag,
            &duty.pass,
            &mut report,
            |list, example, outcome| {
                touched.note(&outcome.letter, pack);
                of_duty(id, list, example, outcome)
            },
        );
        let untouched = touched.missing(pack, id);
        report.counts.push(ExampleCount {
            id: id.clone(),
            path,
            flag: duty.flag.len(),
            pass: duty.pass.len(),
            untouched,
        });
    }
    for rule in &pack.rules {
        let id = rule.id.get_ref();
        let path = format!("{id}.toml");
        let mut terms: BTreeSet<String> = BTreeSet::new();
        run_lists(
            pack,
            id,
            &path,
            &rule.flag,
            &rule.pass,
            &mut report,
            |list, example, outcome| {
                for diagnostic in raised(id, &outcome.diagnostics) {
                    terms.extend(
                        diagnostic
                            .properties
                            .iter()
                            .filter(|(name, _)| *name == "term")
                            .map(|(_, term)| term.clone()),
                    );
                }
                of_rule(id, list, example, outcome)
            },
        );
        let untouched = match rule.kind {
            RuleKind::Terms => rule
                .term
                .iter()
                .map(|term| term.find.clone())
                .filter(|term| !terms.contains(term))
                .collect(),
            _ => Vec::new(),
        };
        report.counts.push(ExampleCount {
            id: id.clone(),
            path,
            flag: rule.flag.len(),
            pass: rule.pass.len(),
            untouched,
        });
    }
    report.faults.extend(templates(pack));
    report
}

/// An example read, analysed and checked.
struct Outcome {
    letter: Letter,
    facts: Facts,
    diagnostics: Vec<Diagnostic>,
    /// Where the example's text stands in the letter.
    place: Span,
}

fn run_lists(
    pack: &Pack,
    id: &str,
    path: &str,
    flag: &[Example],
    pass: &[Example],
    report: &mut ExampleReport,
    mut compare: impl FnMut(ExampleList, &Example, &Outcome) -> Result<(), Mismatch>,
) {
    for (list, examples) in [(ExampleList::Flag, flag), (ExampleList::Pass, pass)] {
        for (index, example) in examples.iter().enumerate() {
            report.run += 1;
            let compared =
                outcome(pack, example).and_then(|outcome| compare(list, example, &outcome));
            if let Err(mismatch) = compared {
                report
                    .faults
                    .push(fault(pack, id, path, (list, index), example, mismatch));
            }
        }
    }
}

/// What an example states, and what came of it.
struct Mismatch {
    expected: String,
    got: String,
}

fn mismatch(expected: impl Into<String>, got: impl Into<String>) -> Mismatch {
    Mismatch {
        expected: expected.into(),
        got: got.into(),
    }
}

// --- the letter of an example -----------------------------------------------------------------

fn outcome(pack: &Pack, example: &Example) -> Result<Outcome, Mismatch> {
    let (markdown, place) = compose(pack, example)?;
    let is_heading = |words: &str| pack.role(words).is_some();
    let options = ReadOptions {
        is_heading: &is_heading,
        ..ReadOptions::default()
    };
    let read = read::read(markdown.as_bytes(), Format::Markdown, &options)
        .map_err(|error| mismatch("a text that can be read", error.to_string()))?;
    let facts = analyse(&read.letter, pack);
    let diagnostics = check(&read.letter, &facts, pack);
    Ok(Outcome {
        letter: read.letter,
        facts,
        diagnostics,
        place,
    })
}

/// A small letter around an example's text, and where the text stands in it.
fn compose(pack: &Pack, example: &Example) -> Result<(String, Span), Mismatch> {
    let mut out = String::new();
    let mut place = None;
    if let Some(id) = &example.outcome {
        let Some(OutcomeFile {
            example: Some(sentence),
            ..
        }) = pack.outcome(id)
        else {
            return Err(mismatch(
                format!("an outcome `{id}` with an `example` sentence"),
                "none in the pack",
            ));
        };
        heading(pack, Role::Outcome, &mut out)?;
        let _ = write!(out, "{sentence}\n\n");
    }
    let role = example.section.unwrap_or(Role::Better);
    // Text of an action list stands among the actions.
    if !role.is_actions() {
        if role != Role::Outcome || example.outcome.is_none() {
            heading(pack, role, &mut out)?;
        }
        place = Some(paragraph(&example.text, &mut out));
    }
    for (list, actions) in [
        (Role::PriorityActions, &example.priority_actions),
        (Role::Improvements, &example.actions),
    ] {
        if actions.is_empty() && role != list {
            continue;
        }
        heading(pack, list, &mut out)?;
        for action in actions {
            let _ = writeln!(out, "- {action}");
        }
        out.push('\n');
        if role == list {
            place = Some(paragraph(&example.text, &mut out));
        }
    }
    Ok((out, place.unwrap_or_default()))
}

fn paragraph(text: &str, out: &mut String) -> Span {
    let start = out.len();
    out.push_str(text);
    out.push_str("\n\n");
    Span::new(start, start + text.len())
}

fn heading(pack: &Pack, role: Role, out: &mut String) -> Result<(), Mismatch> {
    let of_role = |section: &&super::schema::SectionPattern| section.role == role;
    let example = pack
        .about
        .section
        .iter()
        .filter(of_role)
        .find_map(|section| section.example.as_deref());
    match example {
        Some(title) => {
            let _ = write!(out, "## {title}\n\n");
            Ok(())
        }
        // A fragment has no headings and is read as findings.
        None if role == Role::Findings => Ok(()),
        None => Err(mismatch(
            format!("a [[section]] of pack.toml for {role:?} with an `example` heading"),
            "none in the pack",
        )),
    }
}

// --- duties -----------------------------------------------------------------------------------

fn of_duty(
    id: &str,
    list: ExampleList,
    example: &Example,
    outcome: &Outcome,
) -> Result<(), Mismatch> {
    let text = &outcome.letter.text;
    let found: Vec<&DutyFailure> = outcome
        .facts
        .duty_failures
        .iter()
        .filter(|failure| outcome.place.overlaps(failure.span))
        .collect();
    let tell = || list_of(found.iter().map(|failure| tell_failure(failure, text)));
    if list == ExampleList::Pass {
        let own = found.iter().any(|failure| failure.duty == id);
        return if own {
            Err(mismatch(format!("nothing of {id}"), tell()))
        } else {
            Ok(())
        };
    }
    let places = expected_places(example, outcome)?;
    let mut left = found.clone();
    for (expected, place) in example.finds.iter().zip(places) {
        match left
            .iter()
            .position(|failure| failure.span.overlaps(place) && fits(expected, failure))
        {
            Some(index) => {
                left.remove(index);
            }
            None => return Err(mismatch(tell_expected(expected), tell())),
        }
    }
    if left.is_empty() {
        Ok(())
    } else {
        Err(mismatch("nothing else", tell()))
    }
}

fn fits(expected: &Expected, failure: &DutyFailure) -> bool {
    expected
        .duty
        .as_ref()
        .is_none_or(|duty| *duty == failure.duty)
        && expected
            .extent
            .is_none_or(|extent| extent == failure.extent)
        && expected.basis.is_none_or(|basis| basis == failure.basis)
        && expected
            .escalation
            .is_none_or(|escalation| escalation == failure.escalation)
        && expected.cover.is_none_or(|cover| cover == failure.cover)
}

fn tell_failure(failure: &DutyFailure, text: &str) -> String {
    let cover = match failure.cover {
        Cover::None => "",
        Cover::General => ", general",
        Cover::Named => ", named",
    };
    format!(
        "{} “{}” ({:?}, {:?}, {:?}{cover})",
        failure.duty,
        failure.span.of(text),
        failure.extent,
        failure.basis,
        failure.escalation
    )
}

// --- rules ------------------------------------------------------------------------------------

fn raised<'d>(id: &str, diagnostics: &'d [Diagnostic]) -> Vec<&'d Diagnostic> {
    diagnostics
        .iter()
        .filter(|diagnostic| diagnostic.rule == id && diagnostic.suppressed.is_none())
        .collect()
}

fn of_rule(
    id: &str,
    list: ExampleList,
    example: &Example,
    outcome: &Outcome,
) -> Result<(), Mismatch> {
    let text = &outcome.letter.text;
    let found = raised(id, &outcome.diagnostics);
    let tell = || {
        list_of(
            found
                .iter()
                .map(|diagnostic| tell_diagnostic(diagnostic, outcome)),
        )
    };
    if list == ExampleList::Pass {
        return if found.is_empty() {
            Ok(())
        } else {
            Err(mismatch("nothing", tell()))
        };
    }
    if example.finds.is_empty() {
        return Err(mismatch("a `finds` that says what is found", tell()));
    }
    let places = expected_places(example, outcome)?;
    let mut left = found.clone();
    for (expected, place) in example.finds.iter().zip(places) {
        let index = left.iter().position(|diagnostic| {
            diagnostic.span.overlaps(place)
                && expected
                    .severity
                    .is_none_or(|severity| severity == diagnostic.severity)
                && expected.duty.as_ref().is_none_or(|duty| {
                    diagnostic
                        .properties
                        .iter()
                        .any(|(name, value)| *name == "duty" && value == duty)
                })
        });
        let Some(index) = index else {
            return Err(mismatch(tell_expected(expected), tell()));
        };
        let diagnostic = left.remove(index);
        if let Some(becomes) = &expected.becomes {
            let edits = diagnostic.fix.as_ref().map_or(&[][..], |fix| &fix.edits);
            let got = apply(text, outcome.place, edits);
            if got != *becomes {
                return Err(mismatch(format!("becomes “{becomes}”"), format!("“{got}”")));
            }
        }
    }
    if left.is_empty() {
        Ok(())
    } else {
        Err(mismatch("nothing else", tell()))
    }
}

/// The words at a place after the edits that lie in it.
fn apply(text: &str, place: Span, edits: &[Edit]) -> String {
    let mut out = String::new();
    let mut at = place.start;
    for edit in edits.iter().filter(|edit| place.contains(edit.span)) {
        if edit.span.start < at {
            continue;
        }
        out.push_str(
            Span {
                start: at,
                end: edit.span.start,
            }
            .of(text),
        );
        out.push_str(&edit.replacement);
        at = edit.span.end;
    }
    out.push_str(
        Span {
            start: at,
            end: place.end,
        }
        .of(text),
    );
    out
}

fn tell_diagnostic(diagnostic: &Diagnostic, outcome: &Outcome) -> String {
    let text = &outcome.letter.text;
    let mut told = format!(
        "{} at “{}”: {}",
        diagnostic.severity.name(),
        diagnostic.span.of(text),
        diagnostic.message
    );
    if let Some(fix) = &diagnostic.fix {
        let _ = write!(told, " [{}]", fix.title);
    }
    told
}

// --- both -------------------------------------------------------------------------------------

/// Where the words of an example's expectations stand: in its text, or else anywhere in its letter.
fn expected_places(example: &Example, outcome: &Outcome) -> Result<Vec<Span>, Mismatch> {
    let text = &outcome.letter.text;
    example
        .finds
        .iter()
        .map(|expected| {
            let words = expected.text.as_str();
            let inside = outcome
                .place
                .of(text)
                .find(words)
                .map(|at| at + outcome.place.start as usize);
            inside
                .or_else(|| text.find(words))
                .map(|at| Span::new(at, at + words.len().max(1)))
                .ok_or_else(|| {
                    mismatch(
                        format!("words of the example: “{words}”"),
                        "they are not in it",
                    )
                })
        })
        .collect()
}

fn tell_expected(expected: &Expected) -> String {
    let mut told = format!("“{}”", expected.text);
    let mut add = |name: &str, value: Option<String>| {
        if let Some(value) = value {
            let _ = write!(told, ", {name} {value}");
        }
    };
    add("duty", expected.duty.clone());
    add("extent", expected.extent.map(|value| format!("{value:?}")));
    add("basis", expected.basis.map(|value| format!("{value:?}")));
    add(
        "escalation",
        expected.escalation.map(|value| format!("{value:?}")),
    );
    add("cover", expected.cover.map(|value| format!("{value:?}")));
    add(
        "severity",
        expected.severity.map(|value| value.name().to_owned()),
    );
    told
}

fn list_of(items: impl Iterator<Item = String>) -> String {
    let items: Vec<String> = items.collect();
    if items.is_empty() {
        "nothing".to_owned()
    } else {
        items.join("; ")
    }
}

// --- places in the TOML -----------------------------------------------------------------------

/// The examples of a file with the places of their texts.
#[derive(Deserialize)]
struct Places {
    #[serde(default)]
    flag: Vec<Place>,
    #[serde(default)]
    pass: Vec<Place>,
}

#[derive(Deserialize)]
struct Place {
    text: Spanned<String>,
}

fn file<'p>(pack: &'p Pack, path: &str) -> Option<&'p PackSource> {
    pack.files.iter().rfind(|file| file.path == path)
}

fn fault(
    pack: &Pack,
    id: &str,
    path: &str,
    at: (ExampleList, usize),
    example: &Example,
    mismatch: Mismatch,
) -> ExampleFault {
    let (list, index) = at;
    let source = file(pack, path)
        .map(|file| file.text.as_ref())
        .unwrap_or_default();
    let places: Option<Places> = toml::from_str(source).ok();
    let span = places.and_then(|places| {
        let examples = if list == ExampleList::Flag {
            places.flag
        } else {
            places.pass
        };
        examples
            .get(index)
            .map(|place| Span::new(place.text.span().start, place.text.span().end))
    });
    ExampleFault {
        id: id.to_owned(),
        path: path.to_owned(),
        source: source.to_owned(),
        span,
        list: Some(list),
        number: index + 1,
        text: example.text.clone(),
        expected: mismatch.expected,
        got: mismatch.got,
    }
}

/// Templates that name what nothing fills, and cases without wording.
fn templates(pack: &Pack) -> Vec<ExampleFault> {
    template_faults(pack)
        .into_iter()
        .map(|fault| {
            let path = fault
                .rule
                .as_ref()
                .map_or_else(|| "pack.toml".to_owned(), |rule| format!("{rule}.toml"));
            let source = file(pack, &path)
                .map(|file| file.text.as_ref())
                .unwrap_or_default();
            let words = fault
                .name
                .as_ref()
                .map_or_else(|| "[message]".to_owned(), |name| format!("{{{name}}}"));
            let (expected, got) = match &fault.name {
                Some(name) => (
                    "a fact that this kind of rule knows".to_owned(),
                    format!("`{{{name}}}` in `{}`", fault.case),
                ),
                None => (
                    format!("wording for the case `{}`", fault.case),
                    "none".to_owned(),
                ),
            };
            ExampleFault {
                id: fault.rule.clone().unwrap_or_default(),
                span: source
                    .find(&words)
                    .map(|at| Span::new(at, at + words.len())),
                source: source.to_owned(),
                path,
                list: None,
                number: 0,
                text: String::new(),
                expected,
                got,
            }
        })
        .collect()
}

// --- coverage ---------------------------------------------------------------------------------

/// What the patterns found in the examples of one duty are used for.
#[derive(Default)]
struct Touched {
    patterns: BTreeSet<u32>,
    uses: Vec<Use>,
}

impl Touched {
    fn note(&mut self, letter: &Letter, pack: &Pack) {
        for block in &letter.blocks {
            let paragraph = Paragraph::read(&block.visible, &letter.text, pack);
            for found in paragraph
                .sentences
                .iter()
                .flat_map(|sentence| &sentence.found)
            {
                if self.patterns.insert(found.pattern) {
                    self.uses.extend(&pack.uses[found.pattern as usize]);
                }
            }
        }
    }

    /// The duty's patterns and entries that were not found.
    fn missing(&self, pack: &Pack, id: &str) -> Vec<String> {
        let Some((index, duty)) = pack
            .duties
            .iter()
            .enumerate()
            .find(|(_, duty)| duty.id.get_ref() == id)
        else {
            return Vec::new();
        };
        let known = |source: &str| {
            pack.lexicon
                .patterns
                .known(source)
                .is_some_and(|id| self.patterns.contains(&id))
        };
        let topic = &duty.topic;
        let lists: [(&str, &[String]); 6] = [
            ("topic.names", &topic.names),
            ("topic.points", &topic.points),
            ("topic.unless", &topic.unless),
            ("topic.fails", &topic.fails),
            ("covers.names", &duty.covers.names),
            ("covers.field", &duty.covers.field),
        ];
        let mut missing: Vec<String> = Vec::new();
        for (name, patterns) in lists {
            missing.extend(
                patterns
                    .iter()
                    .filter(|pattern| !known(pattern))
                    .map(|pattern| format!("{name}: {pattern}")),
            );
        }
        let pairs = topic
            .pairs
            .iter()
            .filter(|[first, second]| !known(first) || !known(second));
        missing.extend(pairs.map(|[first, second]| format!("topic.pairs: {first} + {second}")));
        for (number, entry) in duty.entry.iter().enumerate() {
            let touched = self.uses.iter().any(|use_| matches!(use_, Use::Entry(duty, entry) if *duty as usize == index && *entry as usize == number));
            if !touched {
                missing.push(format!("entry: {}", entry.id));
            }
        }
        missing
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pack() -> Pack {
        Pack::with_examples("area-send", Vec::new()).unwrap_or_else(|fault| panic!("{fault}"))
    }

    #[test]
    fn every_example_of_every_rule_comes_out_as_stated() {
        let pack = pack();
        let report = pack.run_examples();
        let of_rules = report
            .faults
            .iter()
            .filter(|fault| !fault.path.starts_with("duties/"));
        let told: Vec<String> = of_rules
            .map(|fault| {
                let list = fault.list.map_or("template", ExampleList::name);
                format!(
                    "{} {list} {}\n  {}\n  expected {}\n  got {}",
                    fault.path, fault.number, fault.text, fault.expected, fault.got
                )
            })
            .collect();
        assert!(
            told.is_empty(),
            "{} of {}\n{}",
            told.len(),
            report.run,
            told.join("\n")
        );
    }

    #[test]
    fn every_rule_has_three_examples_of_each_kind() {
        let pack = pack();
        for rule in pack.rules() {
            assert!(
                rule.flag.len() >= 3 && rule.pass.len() >= 3,
                "{}",
                rule.id.get_ref()
            );
        }
    }

    #[test]
    fn a_fault_points_to_the_example_in_its_file() {
        let mut pack = pack();
        let index = pack
            .rules
            .iter()
            .position(|rule| !rule.pass.is_empty())
            .unwrap_or_default();
        let rule = &mut pack.rules[index];
        // An example that is found, put where nothing may be.
        rule.pass[0] = rule.flag[0].clone();
        let report = pack.run_examples();
        let id = pack.rules[index].id.get_ref();
        let fault = report
            .faults
            .iter()
            .find(|fault| fault.id == *id && fault.list == Some(ExampleList::Pass));
        let fault = fault.unwrap_or_else(|| panic!("{id} has no fault"));
        assert_eq!(fault.number, 1);
        assert!(
            fault
                .span
                .is_some_and(|span| !span.of(&fault.source).is_empty())
        );
        assert_eq!(fault.expected, "nothing");
    }

    #[test]
    fn edits_apply_inside_the_example_alone() {
        let edit = |start, end, with: &str| Edit {
            span: Span::new(start, end),
            replacement: with.to_owned(),
        };
        let text = "## A\n\nThey feel it.";
        assert_eq!(
            apply(text, Span::new(6, 19), &[edit(11, 15, "say")]),
            "They say it."
        );
        assert_eq!(
            apply(text, Span::new(6, 19), &[edit(0, 4, "B")]),
            "They feel it."
        );
    }
}
