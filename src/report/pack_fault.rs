//! Faults in a rule pack, shown at their places in the TOML.

use super::clean::clean;
use super::paint::Look;
use crate::pack::{ExampleFault, ExampleList, PackError};
use crate::span::Span;
use miette::{GraphicalReportHandler, GraphicalTheme, LabeledSpan, NamedSource, SourceCode};
use std::fmt;

/// A fault for which a pack is refused.
pub fn pack(error: &PackError, look: Look) -> String {
    draw(
        &Shown::new(
            format!("The rule pack cannot be used. {error}"),
            error.help.clone(),
            &error.path,
            &error.text,
            error.span,
        ),
        look,
    )
}

/// An example that did not come out as stated.
pub fn example(fault: &ExampleFault, look: Look) -> String {
    let which = match fault.list {
        Some(list) => format!("{} example {}", list.name(), fault.number),
        None => "wording".to_owned(),
    };
    let help = match fault.list {
        Some(ExampleList::Flag) => "mend the rule or the example; `finds` states all that is found",
        Some(ExampleList::Pass) => "mend the rule or the example; nothing may be found in it",
        None => "use a name that this kind of rule knows; see the rules beside it",
    };
    draw(
        &Shown {
            message: clean(&format!(
                "{}: {which}: expected {}, got {}",
                fault.path, fault.expected, fault.got
            ))
            .into_owned(),
            help: help.to_owned(),
            source: (!fault.source.is_empty())
                .then(|| NamedSource::new(&fault.path, fault.source.clone())),
            span: fault.span,
        },
        look,
    )
}

pub(super) fn draw(shown: &Shown, look: Look) -> String {
    let theme = if look.colour {
        GraphicalTheme::unicode()
    } else {
        GraphicalTheme::unicode_nocolor()
    };
    let mut drawn = String::new();
    // Writing to a string does not fail.
    let _ = GraphicalReportHandler::new_themed(theme)
        .with_width(look.width)
        .with_break_words(false)
        .render_report(&mut drawn, shown);
    drawn
}

#[derive(Debug)]
pub(super) struct Shown {
    message: String,
    help: String,
    source: Option<NamedSource<String>>,
    span: Option<Span>,
}

impl Shown {
    /// A fault in a file of this name and text; in none when the text is empty.
    pub(super) fn new(
        message: String,
        help: String,
        path: &str,
        text: &str,
        span: Option<Span>,
    ) -> Self {
        Shown {
            message,
            help,
            source: (!text.is_empty()).then(|| NamedSource::new(path, text.to_owned())),
            span,
        }
    }
}

impl fmt::Display for Shown {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for Shown {}

impl miette::Diagnostic for Shown {
    fn help<'a>(&'a self) -> Option<Box<dyn fmt::Display + 'a>> {
        Some(Box::new(&self.help))
    }

    fn source_code(&self) -> Option<&dyn SourceCode> {
        self.source.as_ref().map(|source| source as &dyn SourceCode)
    }

    fn labels(&self) -> Option<Box<dyn Iterator<Item = LabeledSpan> + '_>> {
        let (span, source) = self.span.zip(self.source.as_ref())?;
        // miette takes no place past the text's end.
        let end = span.range().end.min(source.inner().len());
        let start = span.range().start.min(end);
        Some(Box::new(std::iter::once(LabeledSpan::underline((
            start,
            end - start,
        )))))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pack::{Pack, PackSource};

    #[test]
    fn the_fault_is_shown_at_its_place() {
        let file = PackSource {
            path: "duties/own.toml".into(),
            text: "id = \"own\"\ntitel = \"Own\"\n".into(),
        };
        let error = Pack::with("area-send", vec![file]).expect_err("an unknown key");
        let shown = pack(&error, Look::default());
        assert!(shown.contains("[duties/own.toml:2:1]"), "{shown}");
        assert!(shown.contains("titel"), "{shown}");
        assert!(shown.contains("help: "), "{shown}");
    }

    #[test]
    fn an_example_is_shown_in_its_file() {
        let fault = ExampleFault {
            id: "framing/own".to_owned(),
            path: "framing/own.toml".to_owned(),
            source: "[[flag]]\ntext = \"Words.\"\n".to_owned(),
            span: Some(Span::new(17, 23)),
            list: Some(ExampleList::Flag),
            number: 1,
            text: "Words.".to_owned(),
            expected: "`Words`".to_owned(),
            got: "nothing".to_owned(),
        };
        let shown = example(&fault, Look::default());
        assert!(
            shown.contains("framing/own.toml: flag example 1: expected `Words`, got nothing"),
            "{shown}"
        );
        assert!(shown.contains("[framing/own.toml:2:9]"), "{shown}");
    }

    #[test]
    fn a_fault_in_no_file_is_a_sentence() {
        let error = Pack::built_in("no-such-pack").expect_err("unknown");
        let shown = pack(&error, Look::default());
        assert!(shown.contains("no-such-pack"), "{shown}");
        assert!(shown.contains("area-send"), "{shown}");
    }
}
