//! `evenhand rules`: lists the rules and duties of a pack, runs their examples, prints the schema of
//! rule files.

use super::exit::{Exit, Failure};
use super::look::LookArgs;
use super::output::stdout;
use super::pack_files::PackArgs;
use clap::{Subcommand, ValueEnum};
use evenhand::learn::{LabelledParagraph, Learner};
use evenhand::pack::schema::RuleFile;
use evenhand::pack::{ExampleCount, Pack};
use evenhand::report::rules_markdown::{self, ProfileLevels};
use evenhand::report::schema::{self, PackFileKind};
use evenhand::report::{Look, pack_fault, settings_fault};
use evenhand::settings::{Above, resolve};
use std::fmt::Write as _;
use std::path::PathBuf;

/// Fewer examples of a kind than this leave a rule untried.
const ENOUGH: usize = 3;

#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// List rules with their levels, and duties
    List {
        #[command(flatten)]
        pack: PackArgs,
    },
    /// Run the examples of every rule and duty; exit code 1 when one does not come out as stated
    #[command(
        after_help = "Examples:\n  evenhand rules test\n  evenhand rules test --coverage --rules my-rules/"
    )]
    Test {
        #[command(flatten)]
        pack: PackArgs,
        /// Count each rule's examples too, and fail a rule with fewer than three of either kind
        #[arg(long)]
        coverage: bool,
    },
    /// Print the rules, profiles and duties of a pack as a page of Markdown
    #[command(
        after_help = "Examples:\n  evenhand rules docs > docs/rules.md\n  evenhand rules docs --rules my-rules/"
    )]
    Docs {
        #[command(flatten)]
        pack: PackArgs,
    },
    /// Learn which words speak for which duty, and print it as weights.toml
    #[command(
        after_help = "Each line of a file is a paragraph as JSON, with its section, its words and the failings that a careful\nreader found in it:\n\n  {\"section\": \"better\", \"text\": \"Many reviews are late.\", \"failures\": [{\"quote\": \"Many reviews are late\",\n  \"duty\": \"annual-review\"}]}\n\nExamples:\n  evenhand rules learn tests/paragraphs/*.jsonl > rules/area-send/weights.toml\n  evenhand rules learn my-paragraphs.jsonl --rules my-rules/ > my-rules/weights.toml"
    )]
    Learn {
        /// Files of labelled paragraphs, one a line
        #[arg(required = true)]
        files: Vec<PathBuf>,
        #[command(flatten)]
        pack: PackArgs,
    },
    /// Print the JSON Schema of rule files, for an editor
    Schema {
        /// The kind of file; all when left out
        kind: Option<Kind>,
    },
}

/// The kinds of files in a pack.
#[derive(Clone, Copy, Debug, ValueEnum)]
enum Kind {
    /// pack.toml
    Pack,
    /// lexicon/*.toml
    Lexicon,
    /// duties/*.toml
    Duty,
    /// outcomes/*.toml
    Outcome,
    /// published.toml
    Published,
    /// weights.toml
    Weights,
    /// profiles/*.toml
    Profile,
    /// All other folders
    Rule,
}

impl From<Kind> for PackFileKind {
    fn from(kind: Kind) -> Self {
        match kind {
            Kind::Pack => PackFileKind::Pack,
            Kind::Lexicon => PackFileKind::Lexicon,
            Kind::Duty => PackFileKind::Duty,
            Kind::Outcome => PackFileKind::Outcome,
            Kind::Published => PackFileKind::Published,
            Kind::Weights => PackFileKind::Weights,
            Kind::Profile => PackFileKind::Profile,
            Kind::Rule => PackFileKind::Rule,
        }
    }
}

pub(crate) fn run(args: &Args, look: &LookArgs) -> Result<Exit, Failure> {
    match &args.command {
        Command::List { pack } => {
            stdout(&list(&pack.load(*look)?))?;
            Ok(Exit::Clean)
        }
        Command::Test { pack, coverage } => {
            test(&pack.load_with_examples(*look)?, *coverage, look.stdout())
        }
        Command::Docs { pack } => {
            stdout(&docs(&pack.load_with_examples(*look)?, *look)?)?;
            Ok(Exit::Clean)
        }
        Command::Learn { files, pack } => {
            stdout(&learn(files, &pack.load(*look)?)?)?;
            Ok(Exit::Clean)
        }
        Command::Schema { kind } => {
            stdout(&schema::pack_file(kind.map(PackFileKind::from)))?;
            Ok(Exit::Clean)
        }
    }
}

fn list(pack: &Pack) -> String {
    let mut out = format!("{} {}: {}\n", pack.name(), pack.version(), pack.summary());
    if let Some(date) = pack.law_as_of() {
        let _ = writeln!(out, "Law as of {date}");
    }
    let ids = pack.rules().iter().map(|rule| rule.id.get_ref());
    let wide = ids
        .chain(pack.duties().iter().map(|duty| duty.id.get_ref()))
        .map(String::len)
        .max()
        .unwrap_or(0);
    out.push_str("\nRules\n");
    for rule in pack.rules() {
        let level = rule.severity.title().to_lowercase();
        let _ = writeln!(
            out,
            "  {:<wide$}  {level:<15}  {}",
            rule.id.get_ref(),
            rule.summary
        );
    }
    if !pack.profiles().is_empty() {
        out.push_str("\nProfiles\n");
    }
    for profile in pack.profiles() {
        let _ = writeln!(out, "  {:<wide$}  {}", profile.name, profile.file.summary);
    }
    out.push_str("\nDuties\n");
    for duty in pack.duties() {
        let _ = writeln!(out, "  {:<wide$}  {}", duty.id.get_ref(), duty.title);
    }
    out
}

/// The rules as a page, with what each profile makes of them.
fn docs(pack: &Pack, look: LookArgs) -> Result<String, Failure> {
    let mut profiles = Vec::new();
    for profile in pack.profiles() {
        let above = Above {
            profile: Some(profile.name.clone()),
            ..Above::default()
        };
        let settings = resolve(None, "", &above, pack)
            .map_err(|error| Failure::Drawn(settings_fault::draw(&error, look.stderr())))?;
        let level = |rule: &RuleFile| {
            settings
                .rule(rule.id.get_ref())
                .value
                .name_over(rule.severity)
        };
        profiles.push(ProfileLevels {
            name: profile.name.clone(),
            levels: pack.rules().iter().map(level).collect(),
        });
    }
    Ok(rules_markdown::page(pack, &profiles, "evenhand rules docs"))
}

fn test(pack: &Pack, coverage: bool, look: Look) -> Result<Exit, Failure> {
    let report = pack.run_examples();
    let mut out = String::new();
    for fault in &report.faults {
        out.push_str(&pack_fault::example(fault, look));
        out.push('\n');
    }
    if coverage {
        push_coverage(&mut out, &report.counts, look);
    }
    let thin = report
        .counts
        .iter()
        .filter(|count| coverage && !enough(count))
        .count();
    let _ = writeln!(
        out,
        "{} examples: {} not as stated.",
        report.run,
        report.faults.len()
    );
    if thin > 0 {
        let _ = writeln!(
            out,
            "{thin} rules or duties have fewer than {ENOUGH} examples of a kind."
        );
    }
    stdout(&out)?;
    Ok(if report.faults.is_empty() && thin == 0 {
        Exit::Clean
    } else {
        Exit::Found
    })
}

fn enough(count: &ExampleCount) -> bool {
    count.flag >= ENOUGH && count.pass >= ENOUGH
}

/// How many examples of either kind each rule and duty has, and what none of them touches.
fn push_coverage(out: &mut String, counts: &[ExampleCount], look: Look) {
    let wide = counts.iter().map(|count| count.id.len()).max().unwrap_or(0);
    for count in counts {
        let remark = if enough(count) { "" } else { "  too few" };
        let _ = writeln!(
            out,
            "{:<wide$}  {:>3} found  {:>3} not found{remark}",
            count.id, count.flag, count.pass
        );
        if !count.untouched.is_empty() {
            let untouched = format!("untouched: {}", count.untouched.join("; "));
            let _ = writeln!(
                out,
                "{:wide$}  {}",
                "",
                shorten(&untouched, look.width.saturating_sub(wide + 2))
            );
        }
    }
    out.push('\n');
}

/// What fits into one row.
fn shorten(text: &str, columns: usize) -> String {
    match text.char_indices().nth(columns) {
        Some(_) => text
            .chars()
            .take(columns.saturating_sub(1))
            .chain(['…'])
            .collect(),
        None => text.to_owned(),
    }
}

/// Learns from files of labelled paragraphs.
fn learn(files: &[PathBuf], pack: &Pack) -> Result<String, Failure> {
    let mut learner = Learner::new(pack);
    for file in files {
        let name = file.display().to_string();
        let text = std::fs::read_to_string(file)
            .map_err(|error| Failure::at(&name, format_args!("cannot be read: {error}")))?;
        for (line, words) in text.lines().enumerate() {
            if words.trim().is_empty() {
                continue;
            }
            let place = format!("{name}:{}", line + 1);
            let paragraph: LabelledParagraph =
                serde_json::from_str(words).map_err(|error| Failure::at(&place, error))?;
            learner
                .paragraph(&paragraph)
                .map_err(|error| Failure::at(&place, error))?;
        }
    }
    if learner.clauses() == 0 {
        return Err(Failure::Message(
            "no paragraph states a failing: there is nothing to learn from".to_owned(),
        ));
    }
    Ok(learner.weights())
}
