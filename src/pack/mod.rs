//! Rule packs: all that the program knows of a language, a regime and its law, loaded and compiled.

mod built_in;
mod class_set;
mod compile;
mod error;
mod examples;
mod inflect;
pub(crate) mod lexicon;
pub(crate) mod pattern;
mod profile;
pub mod schema;
mod strings;
mod term_openings;
mod uses;
pub(crate) mod weights;
mod word_list;

pub use error::{PackError, PackSource};
pub use examples::{ExampleCount, ExampleFault, ExampleList, ExampleReport};
pub(crate) use profile::Levels;
pub use profile::{FailOn, Profile, ProfileFile, Quotations, Redact, RuleLevel};
pub use word_list::WordList;

use crate::facts::{ActionKind, Facts, Role};
use crate::grammar::tag;
use aho_corasick::{AhoCorasick, AhoCorasickKind, MatchKind};
use lexicon::Lexicon;
use pattern::PatternId;
use regex::{Regex, RegexSet};
use rustc_hash::FxHashMap;
use schema::{
    CoverWeights, DutyFile, FailingWeights, FieldEntry, OutcomeFile, PackFile, PublishedFile,
    RuleFile,
};
use std::sync::OnceLock;
use term_openings::TermOpenings;
use uses::Uses;

/// A rule pack, ready for use.
#[derive(Debug)]
pub struct Pack {
    pub(crate) about: PackFile,
    pub(crate) lexicon: Lexicon,
    pub(crate) headings: RegexSet,
    pub(crate) heading_roles: Vec<Role>,
    pub(crate) outcomes: Vec<OutcomeFile>,
    outcome_set: RegexSet,
    outcome_of: Vec<usize>,
    action_opens: Option<LazyRegex>,
    responsible: Option<LazyRegex>,
    inspected: Option<LazyRegex>,
    pub(crate) duties: Vec<DutyFile>,
    pub(crate) fields: Vec<FieldEntry>,
    pub(crate) field_parents: Vec<Option<u16>>,
    pub(crate) rules: Vec<RuleFile>,
    /// What finds the terms of each rule, built on first use; none for a rule without terms.
    term_finders: Vec<OnceLock<Option<AhoCorasick>>>,
    /// What the terms of all rules begin with, built on first use.
    term_openings: OnceLock<TermOpenings>,
    profiles: Vec<Profile>,
    pub(crate) uses: Uses,
    pub(crate) pairs: FxHashMap<PatternId, Vec<(PatternId, u16)>>,
    pub(crate) names: Names,
    pub(crate) tagging: tag::Words,
    pub(crate) failing: FailingWeights,
    pub(crate) cover: CoverWeights,
    published: Option<PublishedFile>,
    /// What words speak for which duty, where the pack has learned it.
    pub(crate) weights: Option<weights::DutyWeights>,
    files: Vec<PackSource>,
    has_examples: bool,
}

/// What a pattern means to the analysis, apart from the classes that it gives.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Use {
    /// Speaks for (or against) a duty's matter, with this weight.
    Topic(u16, f32),
    /// States a failing of a duty by itself.
    Fails(u16),
    /// An action with it names the duty's process.
    CoverName(u16),
    /// An action with it takes in the duty's field.
    CoverField(u16),
    /// Names a service or process.
    Field(u16),
    /// Shows that an entry of a duty is the one touched.
    Entry(u16, u16),
    /// Measures against the limit that an entry of a duty sets.
    Limit(u16, u16),
}

/// The classes that the grammar itself works with.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Names {
    pub(crate) family: [lexicon::ClassSet; 2],
    pub(crate) professional: [lexicon::ClassSet; 2],
    pub(crate) mixed: lexicon::ClassSet,
    pub(crate) any_actor: lexicon::ClassSet,
    /// What children have, the plan for it, and words that speak of nothing by themselves inside such a name.
    pub(crate) needs: lexicon::ClassSet,
    pub(crate) plan: lexicon::ClassSet,
    pub(crate) unit_part: lexicon::ClassSet,
    pub(crate) weak_actor: lexicon::ClassSet,
    pub(crate) cue: lexicon::ClassSet,
}

impl Names {
    /// Parents and children alike.
    pub(crate) fn any_family(&self) -> lexicon::ClassSet {
        let [parents, children] = self.family;
        parents | children
    }
}

/// A regular expression that is checked on loading and built on first use.
#[derive(Debug)]
struct LazyRegex {
    source: String,
    built: OnceLock<Regex>,
}

impl LazyRegex {
    fn new(source: &str) -> Self {
        LazyRegex {
            source: source.to_owned(),
            built: OnceLock::new(),
        }
    }

    fn get(&self) -> &Regex {
        self.built.get_or_init(|| {
            regex::RegexBuilder::new(&self.source)
                .case_insensitive(true)
                .build()
                // Unreachable: `compile` refuses a pack whose expressions do not parse.
                .unwrap_or_else(|_| never_matches())
        })
    }
}

fn never_matches() -> Regex {
    #[allow(clippy::unwrap_used, reason = "a constant that a test compiles")]
    Regex::new(r"[^\s\S]").unwrap()
}

impl Pack {
    /// The built-in pack of this name.
    ///
    /// # Errors
    /// When no such pack is built in. The built-in packs themselves are tested to load.
    pub fn built_in(name: &str) -> Result<Pack, PackError> {
        Pack::with(name, Vec::new())
    }

    /// The built-in pack for area SEND reports.
    ///
    /// # Errors
    /// As [`Pack::built_in`].
    pub fn area_send() -> Result<Pack, PackError> {
        Pack::built_in("area-send")
    }

    /// The built-in pack of this name with files added or replaced by `files`; when those hold a
    /// `pack.toml`, they are a pack of their own, which may extend a built-in one.
    ///
    /// # Errors
    /// A file that does not parse, names something unknown or repeats an id, at its place.
    pub fn with(name: &str, files: Vec<PackSource>) -> Result<Pack, PackError> {
        compile::compile(built_in::assemble(name, files)?, false)
    }

    /// As [`Pack::with`], with the examples of built-in rules and duties, which no check needs.
    ///
    /// # Errors
    /// As [`Pack::with`].
    pub fn with_examples(name: &str, files: Vec<PackSource>) -> Result<Pack, PackError> {
        compile::compile(built_in::assemble(name, files)?, true)
    }

    /// The names of the built-in packs that are made for letters.
    pub fn built_in_names() -> Vec<&'static str> {
        built_in::names()
    }

    /// The pack's name.
    pub fn name(&self) -> &str {
        &self.about.name
    }

    /// The pack's version.
    pub fn version(&self) -> &str {
        &self.about.version
    }

    /// What the pack is for, in one line.
    pub fn summary(&self) -> &str {
        &self.about.summary
    }

    /// The date on which its law was last checked.
    pub fn law_as_of(&self) -> Option<&str> {
        self.about.law_as_of.as_deref()
    }

    /// The disclaimer that a report prints once.
    pub fn disclaimer(&self) -> Option<&str> {
        self.about.disclaimer.as_deref()
    }

    /// How letters that were published before compare, where the pack knows.
    pub fn published(&self) -> Option<&PublishedFile> {
        self.published.as_ref()
    }

    /// The rules, by id.
    pub fn rules(&self) -> &[RuleFile] {
        &self.rules
    }

    /// The rule of this id.
    pub fn rule(&self, id: &str) -> Option<&RuleFile> {
        self.rules.iter().find(|rule| rule.id.get_ref() == id)
    }

    /// The duties, by id.
    pub fn duties(&self) -> &[DutyFile] {
        &self.duties
    }

    /// The duty of this id.
    pub fn duty(&self, id: &str) -> Option<&DutyFile> {
        self.duties.iter().find(|duty| duty.id.get_ref() == id)
    }

    /// Whether a pattern names a rule of this pack: by its id, or by the family that it belongs to.
    pub fn knows_rule(&self, pattern: &str) -> bool {
        self.rules
            .iter()
            .any(|rule| selects(pattern, rule.id.get_ref()))
    }

    /// The profiles, by name.
    pub fn profiles(&self) -> &[Profile] {
        &self.profiles
    }

    /// The profile of this name.
    pub fn profile(&self, name: &str) -> Option<&Profile> {
        self.profiles.iter().find(|profile| profile.name == name)
    }

    /// The outcomes that a letter can have.
    pub fn outcomes(&self) -> &[OutcomeFile] {
        &self.outcomes
    }

    /// The outcome of this id.
    pub fn outcome(&self, id: &str) -> Option<&OutcomeFile> {
        self.outcomes
            .iter()
            .find(|outcome| outcome.id.get_ref() == id)
    }

    /// Whether letters with this outcome have areas for priority action. A letter whose outcome is
    /// unknown may.
    pub fn has_priority_actions(&self, outcome: Option<&str>) -> bool {
        outcome
            .and_then(|id| self.outcome(id))
            .is_none_or(|outcome| outcome.actions.contains(&ActionKind::PriorityAction))
    }

    /// The role that a heading gives its section.
    pub fn role(&self, heading: &str) -> Option<Role> {
        let first = self.headings.matches(heading.trim()).iter().next()?;
        Some(self.heading_roles[first])
    }

    /// Whether a document counts as a letter of the pack's kind: it shows as many different section
    /// roles as such letters need.
    pub fn is_letter(&self, facts: &Facts) -> bool {
        let mut roles: Vec<Role> = Vec::new();
        for section in &facts.sections {
            let known = !matches!(section.role, Role::Other | Role::Findings);
            if known && !roles.contains(&section.role) {
                roles.push(section.role);
            }
        }
        roles.len() >= self.about.letter_needs
    }

    /// The outcome that a passage states.
    pub(crate) fn outcome_in(&self, passage: &str) -> Option<&OutcomeFile> {
        let first = self.outcome_set.matches(passage).iter().next()?;
        Some(&self.outcomes[self.outcome_of[first]])
    }

    /// Whether a sentence opens a new action.
    pub(crate) fn opens_action(&self, sentence: &str) -> bool {
        self.action_opens
            .as_ref()
            .is_some_and(|opens| opens.get().is_match(sentence))
    }

    /// Whether a head cell names the column of those who are to act.
    pub(crate) fn is_responsible_column(&self, cell: &str) -> bool {
        self.responsible
            .as_ref()
            .is_some_and(|column| column.get().is_match(cell))
    }

    pub(crate) fn inspected(&self) -> Option<&Regex> {
        self.inspected.as_ref().map(LazyRegex::get)
    }

    /// The pack's files as loaded, later ones in force over earlier ones of the same path.
    pub fn files(&self) -> &[PackSource] {
        &self.files
    }

    /// Runs the examples of every rule and duty.
    pub fn run_examples(&self) -> ExampleReport {
        if self.has_examples {
            return examples::run(self);
        }
        match compile::compile(self.files.clone(), true) {
            Ok(pack) => examples::run(&pack),
            // Unreachable: the same files have compiled before.
            Err(_) => ExampleReport::default(),
        }
    }

    /// What a pattern is used for, in words.
    pub(crate) fn describe(&self, use_: Use) -> String {
        let duty = |index: u16| self.duties[index as usize].id.get_ref().as_str();
        let entry = |index: u16, of: u16| &self.duties[index as usize].entry[of as usize].id;
        match use_ {
            Use::Topic(index, points) => format!("{} {points:+}", duty(index)),
            Use::Fails(index) => format!("{} failing", duty(index)),
            Use::CoverName(index) => format!("covers {}", duty(index)),
            Use::CoverField(index) => format!("field of {}", duty(index)),
            Use::Field(index) => format!("names {}", self.fields[index as usize].id.get_ref()),
            Use::Entry(index, of) => format!("entry {}", entry(index, of)),
            Use::Limit(index, of) => format!("limit of {}", entry(index, of)),
        }
    }

    /// The place of a rule of this pack in [`Pack::rules`].
    pub(crate) fn rule_index(&self, rule: &RuleFile) -> Option<usize> {
        self.rules.iter().position(|one| std::ptr::eq(one, rule))
    }

    /// What finds the terms of the rule at this place, in any case of ASCII letters.
    pub(crate) fn term_finder(&self, rule: usize) -> Option<&AhoCorasick> {
        let build = || {
            let terms = &self.rules[rule].term;
            if terms.is_empty() {
                return None;
            }
            // Terms are few and texts short: no table of states is worth its building.
            AhoCorasick::builder()
                .kind(Some(AhoCorasickKind::ContiguousNFA))
                .ascii_case_insensitive(true)
                .match_kind(MatchKind::LeftmostLongest)
                .build(terms.iter().map(|term| &term.find))
                // Only a pack of absurd size is refused; then there is nothing to find with.
                .ok()
        };
        self.term_finders.get(rule)?.get_or_init(build).as_ref()
    }

    /// Whether words may hold a term of any rule. Few do.
    pub(crate) fn may_hold_term(&self, words: &str) -> bool {
        let build = || TermOpenings::new(self.rules.iter().flat_map(|rule| &rule.term));
        self.term_openings.get_or_init(build).stand_in(words)
    }

    /// A heading that gives a section this role, as the pack's examples have it.
    pub(crate) fn heading_of(&self, role: Role) -> Option<&str> {
        self.about
            .section
            .iter()
            .find(|section| section.role == role)
            .and_then(|section| section.example.as_deref())
    }

    /// Whether a field has services of several kinds in it.
    pub(crate) fn is_broad(&self, field: u16) -> bool {
        self.field_parents.contains(&Some(field))
    }

    pub(crate) fn duty_index(&self, id: &str) -> Option<usize> {
        self.duties.iter().position(|duty| duty.id.get_ref() == id)
    }
}

/// Whether a pattern names a rule: its id, or the family that it belongs to.
///
/// ```
/// use evenhand::pack::selects;
///
/// assert!(selects("framing/sentiment", "framing/sentiment"));
/// assert!(selects("framing", "framing/sentiment"));
/// assert!(!selects("fram", "framing/sentiment"));
/// ```
pub fn selects(pattern: &str, rule: &str) -> bool {
    let pattern = pattern.strip_suffix('/').unwrap_or(pattern);
    rule.strip_prefix(pattern)
        .is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}
