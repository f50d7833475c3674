//! Which reports `check` writes, and where each goes.

use super::exit::Failure;
use super::look::LookArgs;
use super::output::{Output, OutputArgs};
use super::say;
use clap::builder::{PossibleValue, TypedValueParser};
use clap::error::{ContextKind, ContextValue, ErrorKind};
use clap::{Arg, Command, ValueEnum};
use evenhand::diagnostic::Severity;
use evenhand::lsp::from_path;
use evenhand::pack::{Pack, Redact};
use evenhand::report::{
    Detail, Document, Fault, Look, Points, Provenance, Report, Summary, checkstyle, concise, csv,
    github, gitlab, html, json, json_lines, junit, lsp, markdown, rdjson, redact, sarif,
    statistics::Statistics, terminal,
};
use std::ffi::OsStr;
use std::path::{Path, PathBuf};

#[derive(Clone, Debug, clap::Args)]
pub(crate) struct FormatArgs {
    /// How to print; FORMAT:FILE writes to a file (may be repeated: one report each)
    #[arg(
        short,
        long,
        value_name = "FORMAT[:FILE]",
        value_parser = TargetParser,
        default_value = "terminal",
        help_heading = "Output"
    )]
    format: Vec<Target>,
    /// Leave the draft's own words out of every report: places, hashes and what rules are about remain
    #[arg(long, overrides_with = "no_redact", help_heading = "Output")]
    redact: bool,
    /// Let every report hold the draft's words, whatever settings say, those for build servers too
    #[arg(long, overrides_with = "redact", help_heading = "Output")]
    no_redact: bool,
    /// Print how many points of which rule there are instead of the points; as terminal text or JSON
    #[arg(long, help_heading = "Output")]
    statistics: bool,
}

/// How to keep the draft's words from a build server, or to say that they may go there.
pub(crate) const REMEDY: &str = "--redact, or `redact = \"ci\"` in evenhand.toml, leaves them out, and \
    --no-redact, or `redact = \"never\"`, says that they may be read there";

/// How to print.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Format {
    /// For people
    Terminal,
    /// One line a point: path:line:column: level: message [rule]
    Concise,
    /// A page for a browser or a printer, with the letter's text
    Html,
    /// For a comment, a wiki or a job's summary
    Markdown,
    /// For a spreadsheet: a row a point
    Csv,
    /// For programs; see `evenhand schema check`
    Json,
    /// For programs that read line by line: an object a line
    JsonLines,
    /// SARIF 2.1.0, for code hosts and viewers of results
    Sarif,
    /// For build servers: a suite a letter, a case a point
    Junit,
    /// For build servers and editors that read Checkstyle's XML
    Checkstyle,
    /// For GitHub Actions: annotations
    Github,
    /// For GitLab: a Code Quality report
    Gitlab,
    /// For Reviewdog, with suggestions
    Rdjson,
    /// For programs that read what a language server says: a publishDiagnostics message a letter
    Lsp,
}

/// A report and where it goes.
#[derive(Clone, Debug)]
struct Target {
    format: Format,
    /// The file behind the colon.
    file: Option<PathBuf>,
}

/// Reads `FORMAT` or `FORMAT:FILE`.
#[derive(Clone)]
struct TargetParser;

impl TypedValueParser for TargetParser {
    type Value = Target;

    fn parse_ref(
        &self,
        command: &Command,
        arg: Option<&Arg>,
        value: &OsStr,
    ) -> Result<Target, clap::Error> {
        let words = value.to_string_lossy();
        let (name, file) = match words.split_once(':') {
            Some((name, file)) => (name, Some(file)),
            None => (&*words, None),
        };
        let format = Format::from_str(name, false).ok();
        match format.filter(|_| file != Some("")) {
            Some(format) => Ok(Target {
                format,
                file: file.map(PathBuf::from),
            }),
            None => {
                let mut error = clap::Error::new(ErrorKind::InvalidValue).with_cmd(command);
                if let Some(arg) = arg {
                    error.insert(
                        ContextKind::InvalidArg,
                        ContextValue::String(arg.to_string()),
                    );
                }
                error.insert(
                    ContextKind::InvalidValue,
                    ContextValue::String(words.into_owned()),
                );
                let names = Format::value_variants()
                    .iter()
                    .filter_map(Format::to_possible_value)
                    .map(|value| value.get_name().to_owned())
                    .collect();
                error.insert(ContextKind::ValidValue, ContextValue::Strings(names));
                Err(error)
            }
        }
    }

    fn possible_values(&self) -> Option<Box<dyn Iterator<Item = PossibleValue> + '_>> {
        let variants = Format::value_variants().iter();
        Some(Box::new(variants.filter_map(Format::to_possible_value)))
    }
}

/// Reports with the places that they are written to.
#[derive(Debug)]
pub(crate) struct Reports {
    targets: Vec<Opened>,
    /// Which of them leave the draft's words out.
    redact: Redact,
    suppressed: bool,
    statistics: bool,
    quiet: bool,
}

/// A report and the place that it is written to.
#[derive(Debug)]
struct Opened {
    format: Format,
    output: Output,
    look: Look,
    /// Whether it does without the draft's words.
    redact: bool,
}

/// What the reports need of one letter.
#[derive(Default)]
pub(crate) struct Part {
    /// For those that are printed letter by letter, in the order of the targets.
    texts: Vec<String>,
    page: Option<html::Part>,
    statistics: Option<Statistics>,
    /// For those that hold the draft's words.
    open: Option<json::CheckedDocument>,
    /// For those that do not.
    redacted: Option<json::CheckedDocument>,
}

/// What the reports need of the run.
pub(crate) struct Closing<'a> {
    pub(crate) pack: &'a Pack,
    pub(crate) errors: &'a [Fault],
    pub(crate) summary: Summary,
    /// The least level that makes the run fail.
    pub(crate) fail_on: Option<Severity>,
}

impl FormatArgs {
    /// Makes sure before any work that every report can be written.
    pub(crate) fn open(
        &self,
        output: &OutputArgs,
        look: LookArgs,
        suppressed: bool,
        redact: Redact,
        quiet: bool,
    ) -> Result<Reports, Failure> {
        let is_counted = |target: &Target| matches!(target.format, Format::Terminal | Format::Json);
        if self.statistics && !self.format.iter().all(is_counted) {
            return Err(Failure::at(
                "--statistics",
                "numbers are printed for people or as JSON: choose --format terminal or --format json",
            ));
        }
        let unnamed = self.format.iter().filter(|target| target.file.is_none());
        if unnamed.count() > 1 {
            return Err(Failure::at(
                "--format",
                "only one report can go to one place: name files for the others, as in --format sarif:out.sarif",
            ));
        }
        let files = self.files(output);
        for (index, file) in files.iter().enumerate() {
            if files[..index].contains(file) {
                return Err(Failure::at(
                    &file.display().to_string(),
                    "two reports would go to this file: name another for one of them",
                ));
            }
        }
        let mut targets = Vec::new();
        for target in &self.format {
            let to = match &target.file {
                Some(file) => output.file(file)?,
                None => output.open()?,
            };
            let look = match to {
                Output::Stdout => look.stdout(),
                Output::File(..) => look.file(),
            };
            targets.push(Opened {
                format: target.format,
                output: to,
                look,
                redact: redact.leaves_out(target.format.is_for_ci()),
            });
        }
        Ok(Reports {
            targets,
            redact,
            suppressed,
            statistics: self.statistics,
            quiet,
        })
    }

    /// Which reports leave the draft's words out, where the command line says so.
    pub(crate) fn redact(&self) -> Option<Redact> {
        if self.redact {
            Some(Redact::Always)
        } else {
            self.no_redact.then_some(Redact::Never)
        }
    }

    /// The files that are written, to keep them from being among those that are read.
    pub(crate) fn files<'a>(&'a self, output: &'a OutputArgs) -> Vec<&'a Path> {
        let named = self
            .format
            .iter()
            .filter_map(|target| target.file.as_deref());
        named.chain(output.path()).collect()
    }
}

impl Format {
    /// Whether it is printed letter by letter.
    fn is_text(self) -> bool {
        matches!(self, Format::Terminal | Format::Concise | Format::Lsp)
    }

    /// Whether a build server reads it, which may keep it and show it to many.
    fn is_for_ci(self) -> bool {
        matches!(
            self,
            Format::Sarif
                | Format::Junit
                | Format::Checkstyle
                | Format::Github
                | Format::Gitlab
                | Format::Rdjson
        )
    }

    /// Its name on the command line.
    fn name(self) -> String {
        let value = self.to_possible_value();
        value.map_or_else(String::new, |value| value.get_name().to_owned())
    }
}

/// The formats for build servers, for a sentence.
pub(crate) fn for_ci() -> String {
    let all = Format::value_variants().iter();
    listed(all.copied().filter(|format| format.is_for_ci()))
}

fn listed(formats: impl Iterator<Item = Format>) -> String {
    formats.map(Format::name).collect::<Vec<_>>().join(", ")
}

impl Reports {
    /// Says when a report carries words of the draft to a build server and nobody said that it may.
    pub(crate) fn warn(&self) {
        let open = self.targets.iter().filter(|one| !one.redact);
        let formats = listed(open.map(|one| one.format).filter(|one| one.is_for_ci()));
        if self.redact == Redact::Warn && !formats.is_empty() {
            say::note(
                "--format",
                format_args!("{formats} carries the draft's own words to a build server: {REMEDY}"),
            );
        }
    }

    /// What the reports need of a letter.
    pub(crate) fn part(&self, document: &Document<'_>, points: &Points) -> Part {
        if self.statistics {
            return Part {
                statistics: Some(Statistics::of(points)),
                ..Part::default()
            };
        }
        let redacted = redact::points(points, document.pack);
        let of = |redact| if redact { &redacted } else { points };
        let told = |redact| {
            let mut targets = self.targets.iter().filter(|one| one.redact == redact);
            targets
                .any(|one| !one.format.is_text())
                .then(|| json::document(document, of(redact), self.detail(redact)))
        };
        let texts = self.targets.iter().filter(|one| one.format.is_text());
        let page = self.targets.iter().find(|one| one.format == Format::Html);
        Part {
            texts: texts
                .map(|one| self.text(one, document, of(one.redact)))
                .collect(),
            page: page.map(|one| html::document(document, of(one.redact), self.detail(one.redact))),
            statistics: None,
            open: told(false),
            redacted: told(true),
        }
    }

    fn detail(&self, redact: bool) -> Detail {
        Detail {
            suppressed: self.suppressed,
            redact,
        }
    }

    fn text(&self, target: &Opened, document: &Document<'_>, points: &Points) -> String {
        let detail = self.detail(target.redact);
        match target.format {
            Format::Terminal if self.quiet && points.shown.is_empty() => String::new(),
            Format::Terminal => terminal::document(document, points, detail, target.look),
            Format::Concise => concise::document(document, points, detail),
            Format::Lsp => lsp::document(&uri(document.path), document.letter, points),
            _ => String::new(),
        }
    }

    /// Writes all reports.
    pub(crate) fn write(self, parts: Vec<Part>, closing: &Closing<'_>) -> Result<(), Failure> {
        let mut texts = vec![String::new(); self.targets.len()];
        let mut pages = Vec::new();
        let (mut open, mut redacted) = (Vec::new(), Vec::new());
        let mut statistics = Statistics::default();
        for part in parts {
            for (text, more) in texts.iter_mut().zip(part.texts) {
                text.push_str(&more);
            }
            pages.extend(part.page);
            open.extend(part.open);
            redacted.extend(part.redacted);
            statistics.merge(part.statistics.unwrap_or_default());
        }
        let tool = Provenance::of(closing.pack);
        let mut texts = texts.into_iter();
        for target in self.targets {
            let report = Report {
                tool: &tool,
                pack: closing.pack,
                documents: if target.redact { &redacted } else { &open },
                errors: closing.errors,
                summary: closing.summary,
            };
            let look = target.look;
            let text = match target.format {
                Format::Json if self.statistics => statistics.json(&tool, closing.summary),
                _ if self.statistics => statistics.text(closing.pack, &closing.summary, look),
                Format::Terminal if !self.quiet => {
                    let text = texts.next().unwrap_or_default();
                    text + &terminal::closing(&closing.summary, &tool, look)
                }
                Format::Terminal | Format::Concise | Format::Lsp => {
                    texts.next().unwrap_or_default()
                }
                Format::Html => html::report(&report, &pages),
                Format::Markdown => markdown::report(&report),
                Format::Csv => csv::report(&report),
                Format::Json => json::report(&report),
                Format::JsonLines => json_lines::report(&report),
                Format::Sarif => sarif::report(&report),
                Format::Junit => junit::report(&report, closing.fail_on),
                Format::Checkstyle => checkstyle::report(&report),
                Format::Github => github::report(&report),
                Format::Gitlab => gitlab::report(&report),
                Format::Rdjson => rdjson::report(&report),
            };
            target.output.write(&text)?;
        }
        Ok(())
    }
}

/// The URI of a letter; what came on standard input has none of its own.
fn uri(path: &str) -> String {
    match std::path::absolute(path) {
        Ok(path) if path.exists() => from_path(&path),
        _ => format!("untitled:{}", path.trim_matches(['<', '>'])),
    }
}
