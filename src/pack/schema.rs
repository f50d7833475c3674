//! Rule packs as written: the shapes of their TOML files. A file's folder says which shape it has.

use super::word_list::WordList;
use crate::diagnostic::Severity;
use crate::facts::{ActionKind, Basis, Cover, CueClass, Escalation, Extent, Group, Role, Valence};
use serde::{Deserialize, Serialize};
use toml::Spanned;

/// `pack.toml`: what a pack is for and how its letters are built.
#[derive(Clone, Debug, Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct PackFile {
    /// The pack's name, as in `--pack` and in reports.
    pub name: String,
    /// The pack's version.
    pub version: String,
    /// One line: which letters it is for.
    pub summary: String,
    /// A pack whose lexicon this one builds on.
    pub extends: Option<String>,
    /// The date on which its law was last checked, as an ISO date.
    pub law_as_of: Option<String>,
    /// One disclaimer, printed once in a report.
    pub disclaimer: Option<String>,
    /// How many section roles a document has to show to count as a letter of this kind.
    #[serde(default)]
    pub letter_needs: usize,
    /// Section roles by heading, tried in order.
    #[serde(default)]
    pub section: Vec<SectionPattern>,
    /// What separates actions that stand in one paragraph.
    pub actions: Option<ActionsPattern>,
    /// How the letter gives the days of the inspection.
    pub inspected: Option<InspectedPattern>,
    /// How much each piece of evidence counts for a clause that may state a failing.
    #[serde(default)]
    pub failing: Option<FailingWeights>,
    /// How much each thing that an action shares with a failing counts for its taking the failing up. Without it, an
    /// action takes up what it names, if it does not name another service.
    #[serde(default)]
    pub cover: Option<CoverWeights>,
    /// Wording that several rules share, by name; `{name}` stands for a fact.
    #[serde(default)]
    pub phrases: std::collections::BTreeMap<String, String>,
}

/// `weights.toml`: how much each word speaks for a duty, learned from labelled paragraphs by `evenhand
/// rules learn`. It tells neighbouring duties apart in a clause that fails; whether it fails is
/// another question.
#[derive(Clone, Debug, Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct WeightsFile {
    /// How likely a duty has to be, from 0 to 1, to be taken by its words alone.
    pub sure: f32,
    /// How much a point of the matter that the clause names counts.
    pub own: f32,
    /// The same for the whole sentence.
    pub whole: f32,
    /// The same for what the sentences before named.
    pub before: f32,
    /// The duties.
    pub duty: Vec<DutyWords>,
}

/// The words of one duty.
#[derive(Clone, Debug, Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct DutyWords {
    /// The duty's id.
    #[schemars(with = "String")]
    pub id: Spanned<String>,
    /// What it starts from.
    pub base: f32,
    /// Words by lemma, each with its weight behind it: `advice 1.8 report 0.6`.
    pub words: String,
}

/// Log-odds of the evidence that an action takes a failing up, against that no action does. They are added up for each
/// action.
#[derive(Clone, Copy, Debug, Default, Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct CoverWeights {
    /// From how sure it is, from 0 to 1, which action takes a failing up, a point about it is shown unasked; below that
    /// it is for information.
    pub certain: f32,
    /// The same for a point that says that none does.
    pub certain_of_none: f32,
    /// The same where no law can be named.
    pub certain_of_weakness: f32,
    /// Before any evidence.
    pub base: f32,
    /// It is an area for priority action.
    pub priority: f32,
    /// It names the duty's process (`names` of its cover).
    pub process: f32,
    /// That, where the failing names no service of a kind.
    pub process_alone: f32,
    /// That, where services have to be told apart (`by_service`).
    pub process_by_service: f32,
    /// It takes in the duty's field only (`field` of its cover).
    pub field: f32,
    /// Each service or process that the failing's own words name and the action too, up to three.
    pub service: f32,
    /// A service whose kind both take in.
    pub broad: f32,
    /// Each names services, and none is the same.
    pub other_service: f32,
    /// Each particular word that the failing's sentence and the action share, up to four.
    pub word: f32,
    /// Each point for the duty's matter in the sentence of the action that has most, up to six.
    pub points: f32,
    /// For the natural logarithm of one more than its number of words and marks: long actions share words by chance.
    pub length: f32,
}

impl CoverWeights {
    /// Those of a pack that gives none.
    pub(crate) const BY_NAME: CoverWeights = CoverWeights {
        certain: 0.0,
        certain_of_none: 0.0,
        certain_of_weakness: 0.0,
        base: -1.0,
        priority: 0.0,
        process: 2.0,
        process_alone: 0.0,
        process_by_service: 0.0,
        field: 0.0,
        service: 0.5,
        broad: 0.0,
        other_service: -2.0,
        word: 0.0,
        points: 0.0,
        length: 0.0,
    };
}

/// Log-odds of the evidence that a clause states a failing of a duty. They are added up; a
/// clause counts from zero on.
#[derive(Clone, Copy, Debug, Default, Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct FailingWeights {
    /// From how sure it is, from 0 to 1, that a clause fails and which duty is meant, a point about it is
    /// shown unasked; below that it is for information.
    pub certain: f32,
    /// The same for a point in terms of law, which is looked at even when it is less sure.
    pub certain_by_law: f32,
    /// From how sure it is that a clause fails, whichever duty is meant, what fails for many and no action takes up
    /// is shown unasked as well.
    pub certain_for_many: f32,
    /// Before any evidence.
    pub base: f32,
    /// A negated good act or state.
    pub negated: f32,
    /// Time lost.
    pub delay: f32,
    /// Too little of something.
    pub deficit: f32,
    /// A state that is bad by itself.
    pub bad: f32,
    /// "too" with an adjective.
    pub too: f32,
    /// Work still owed.
    pub need: f32,
    /// A share that falls short.
    pub share: f32,
    /// More of what nobody wants.
    pub growth: f32,
    /// Words that state a failing of a duty by themselves (`fails` of its matter).
    pub stated: f32,
    /// Two kinds of signs or more.
    pub several: f32,
    /// A sign turned round ("delays have been reduced").
    pub turned: f32,
    /// Signs whose sum is below one.
    pub soft: f32,
    /// Good words that nothing turns round.
    pub praised: f32,
    /// Every finite verb tells of the past.
    pub past: f32,
    /// For each doubling of the points of the matter.
    pub topic: f32,
    /// For how likely the duty is by the words of the clause, from 0 to 1 (`weights.toml`), above what is
    /// usual.
    pub likely: f32,
    /// How likely a duty usually is by the words of a clause that fails it.
    pub usual: f32,
    /// The matter is one that the clause only points to.
    pub pointed: f32,
    /// The matter is that of the sentence before.
    pub inherited: f32,
    /// The matter is that of the rest of the sentence.
    pub lent: f32,
    /// Told as somebody's account.
    pub reported: f32,
    /// All that fails is what a family's emotion is about: "are frustrated by the delays".
    pub emotion: f32,
    /// The clause tells what follows ("as a result", "this means that").
    pub result: f32,
    /// The clause concedes ("while", "although").
    pub concessive: f32,
    /// The clause says when or where, or in which case.
    pub condition: f32,
    /// "would", "may", "could".
    pub modal: f32,
    /// The clause stands against what was said before ("but", "however").
    pub contrast: f32,
    /// The clause gives a reason ("because").
    pub cause: f32,
    /// The sentence before states a failing.
    pub follows: f32,
    /// The clause appeals to law by name ("entitled", "statutory").
    pub law: f32,
    /// Of many ("too many", "most").
    pub broad: f32,
    /// Of some ("some", "not always").
    pub partial: f32,
    /// No finite verb.
    pub verbless: f32,
    /// Children or families stand before the verb.
    pub family: f32,
    /// What fails is a strategy, a culture or the like, which no duty is about by itself.
    pub off_duty: f32,
    /// The signs stand in a relative clause: they say who is meant.
    pub relative: f32,
    /// Under what is said to be effective, after a contrast.
    pub effective: f32,
    /// In the account of who is responsible for what.
    pub information: f32,
}

/// `published.toml`: how letters that were published before compare. Figures alone, no words of them.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct PublishedFile {
    /// How many letters.
    pub letters: u32,
    /// What letters they are, as a noun phrase: "published area SEND reports".
    pub what: String,
    /// The first year of their inspections.
    pub from: String,
    /// The last year.
    pub until: String,
    /// When the figures were computed, as an ISO date.
    pub computed: String,
    /// The program and version that computed them.
    pub program: String,
    /// The pack and version that it used.
    pub pack: String,
    /// The command that computes them again.
    pub command: String,
    /// How each measure spreads over the letters.
    #[serde(default)]
    pub spread: Vec<Spread>,
    /// The gaps between the sides over all of them.
    #[serde(default)]
    pub gap: Vec<PublishedGap>,
    /// How accurate the program is on letters that were not looked at while it was made.
    #[serde(default)]
    pub accuracy: Vec<PublishedAccuracy>,
}

/// A number that each letter has.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Measure {
    /// Statements of the family side.
    FamilyStatements,
    /// Those of them put as feeling or belief.
    FamilyFelt,
    /// The same for each 1,000 words of the letter.
    FamilyFeltPer1000Words,
    /// Statements of the professional side.
    ProfessionalStatements,
    /// Those of them put as feeling or belief.
    ProfessionalFelt,
    /// Attributions in which the family side's evidence about services is put as sentiment.
    Sentiment,
}

/// How a number spreads over letters: half of them lie between the quartiles.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Spread {
    /// Which number.
    pub measure: Measure,
    /// The lower quartile.
    pub lower: f64,
    /// The median.
    pub median: f64,
    /// The upper quartile.
    pub upper: f64,
}

/// Which gap it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Gap {
    /// Of all statements (emotion, belief, experience, report, knowledge) the share that is put as
    /// emotion, belief or experience: the family side's less the professional side's.
    Framing,
    /// The same of testimony alone: without knowledge, which is mostly the inspectors' own remark on what
    /// leaders know.
    Testimony,
}

/// One gap between the sides.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct PublishedGap {
    /// Which gap.
    pub name: Gap,
    /// Statements of the family side.
    pub family: u32,
    /// Those of them put as feeling or belief.
    pub family_felt: u32,
    /// Statements of the professional side.
    pub professional: u32,
    /// Those of them put as feeling or belief.
    pub professional_felt: u32,
    /// The lower end of the interval of 95 in 100 for the difference of the shares, -1 to 1.
    pub low: f64,
    /// The upper end.
    pub high: f64,
}

/// How accurate the program is on one kind of fact: counts, so that few cases show as few.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct PublishedAccuracy {
    /// The kind, as a noun phrase: "attributions".
    pub of: String,
    /// Found, and right.
    pub right: u32,
    /// Found, and wrong.
    pub wrong: u32,
    /// There, and not found.
    pub missed: u32,
    /// How many letters that was measured on.
    pub letters: u32,
}

/// A heading that gives a section its role.
#[derive(Clone, Debug, Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SectionPattern {
    /// The role it gives.
    pub role: Role,
    /// A regular expression for the whole heading, letter case ignored.
    #[schemars(with = "String")]
    pub heading: Spanned<String>,
    /// A heading that it matches; the examples of rules and duties stand under it.
    pub example: Option<String>,
}

/// How lists of actions are written.
#[derive(Clone, Debug, Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ActionsPattern {
    /// A regular expression for the sentence that opens a new action.
    #[schemars(with = "String")]
    pub opens: Spanned<String>,
    /// A regular expression for the head cell of the column that names who is to act.
    #[schemars(with = "String")]
    pub responsible: Spanned<String>,
}

/// How the days of an inspection are written.
#[derive(Clone, Debug, Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct InspectedPattern {
    /// A regular expression with the groups `d1`, `m1`, `y1` (optional), `d2`, `m2`, `y2`.
    #[schemars(with = "String")]
    pub dates: Spanned<String>,
    /// The names of the months, January first.
    pub months: Vec<String>,
}

/// A file of a lexicon: word classes, verbs and cues.
#[derive(Clone, Debug, Default, Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct LexiconFile {
    /// Word classes.
    pub class: Vec<ClassEntry>,
    /// Verbs whose forms are regular.
    pub regular: WordList,
    /// Of the regular ones, those that double their last consonant.
    pub doubled: WordList,
    /// Verbs whose `-ing` form doubles the last consonant.
    pub doubled_ing: WordList,
    /// Irregular verbs: lemma to past and participle.
    pub irregular: std::collections::BTreeMap<String, Vec<String>>,
    /// Base forms of verbs that are nouns too.
    pub also_noun: WordList,
    /// Base forms of verbs that are nouns far more often.
    pub mostly_noun: WordList,
    /// Participles that are adjectives too.
    pub also_adjective_participles: WordList,
    /// Adjectives.
    pub adjectives: WordList,
    /// Adverbs.
    pub adverbs: WordList,
    /// Words in `-ing` that are nouns.
    pub ing_nouns: WordList,
    /// Nouns.
    pub nouns: WordList,
    /// Groups of people.
    pub actor: Vec<ActorEntry>,
    /// Predicates by which people are said to feel or know.
    pub cue: Vec<CueEntry>,
    /// Services and processes, a tree of two levels.
    pub field: Vec<FieldEntry>,
}

/// A word class: a name and the words in it.
#[derive(Clone, Debug, Default, Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct ClassEntry {
    /// The class's name, used as `@name` in patterns.
    #[schemars(with = "String")]
    pub name: Option<Spanned<String>>,
    /// Words as they stand.
    pub words: WordList,
    /// Nouns; plurals are generated.
    pub nouns: WordList,
    /// Verbs by lemma; forms come from the verb lists.
    pub verbs: WordList,
    /// Adjectives.
    pub adjectives: WordList,
    /// Terms of several words that count as one noun.
    pub units: Vec<String>,
    /// Patterns of several words; their words keep their own parts of speech.
    pub patterns: Vec<String>,
}

/// Noun phrases that name a group.
#[derive(Clone, Debug, Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ActorEntry {
    /// The group.
    pub group: Group,
    /// Head nouns; plurals are generated.
    #[serde(default)]
    pub nouns: WordList,
    /// Names and terms of several words.
    #[serde(default)]
    pub units: Vec<String>,
    /// Words which, inside a proper name, make it this group's.
    #[serde(default)]
    pub in_names: WordList,
    /// Words before a head of another group that make it this group ("school leaders").
    #[serde(default)]
    pub modifiers: WordList,
    /// Adjectives that stand for the group ("parental").
    #[serde(default)]
    pub adjectives: WordList,
    /// Weak heads: they count as the group only as the subject of a cue.
    #[serde(default)]
    pub weak: bool,
}

/// What form a cue takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize, schemars::JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum CueKind {
    /// A verb whose subject is the source.
    Verb,
    /// An adjective or participle after "be", "feel", "remain", "leave".
    Adjective,
    /// A noun whose source stands beside it.
    Noun,
    /// A verb whose object feels what it says ("upsets families").
    Affect,
    /// A verb whose complement decides the class ("feel").
    Feel,
    /// A verb whose subject seems so to the source named by "to" ("appear").
    Seem,
    /// A term before its source ("according to").
    Fronted,
    /// A term that holds its source as a pronoun ("in their view").
    FrontedOwn,
}

/// What a cue has to be about.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, Serialize, schemars::JsonSchema,
)]
#[serde(rename_all = "kebab-case")]
pub enum CueObject {
    /// Anything.
    #[default]
    Any,
    /// The state of services: not a person and not one child's needs.
    State,
    /// A weakness, need or other state of services by name, a clause, or "this".
    NamedState,
    /// A clause ("that …").
    Clause,
    /// A clause with "that", which may stand behind other words.
    That,
    /// Nothing behind the word that it takes ("as one parent put it").
    Nothing,
    /// An object and what it is called ("call it a lifeline").
    Called,
    /// A noun phrase or clause; not nothing.
    Some,
    /// A person who is told ("told inspectors").
    Hearer,
    /// An object of the named class.
    Reportable,
    /// The same, or "this".
    Matter,
    /// An object and an adjective that judges it ("find the groups helpful").
    Judged,
    /// Something, and not families ("welcome the changes").
    Thing,
    /// The end of its clause ("Their carers agree.").
    End,
    /// What others think too ("share this view").
    Shared,
}

/// Predicates of one kind and class.
#[derive(Clone, Debug, Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct CueEntry {
    /// The class of the attribution.
    pub class: CueClass,
    /// What form it takes.
    pub kind: CueKind,
    /// Lemmas.
    #[serde(default)]
    pub words: WordList,
    /// Terms of several words.
    #[serde(default)]
    pub units: Vec<String>,
    /// What it has to be about.
    #[serde(default)]
    pub object: CueObject,
    /// Whether it speaks well or ill.
    #[serde(default = "neutral")]
    pub valence: Valence,
    /// For `experience`: the participle names something that a service did or failed to do.
    #[serde(default)]
    pub treatment: bool,
    /// Verbs that make one predicate with a noun ("have confidence").
    #[serde(default)]
    pub light: Vec<String>,
    /// Nouns only: counts with a light verb or possessor, not with "for" or "of" alone.
    #[serde(default)]
    pub light_only: bool,
    /// Groups that the cue counts for; all when empty.
    #[serde(default)]
    pub groups: Vec<Group>,
    /// Verbs only: counts in the passive with "by" alone.
    #[serde(default)]
    pub passive_only: bool,
    /// Prepositions or adverbs that have to follow ("about", "highly of").
    #[serde(default)]
    pub with: Vec<String>,
    /// Verbs only: words that, right behind the verb or as the head of its object, make it something else.
    #[serde(default)]
    pub unless: Vec<String>,
}

fn neutral() -> Valence {
    Valence::Neutral
}

/// A service or process that findings and actions name.
#[derive(Clone, Debug, Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct FieldEntry {
    /// Its id, such as `speech-and-language`.
    #[schemars(with = "String")]
    pub id: Spanned<String>,
    /// The broader field that it is part of.
    pub part_of: Option<String>,
    /// What belongs to it are qualities of one thing and not services of their own: to name one of them covers a
    /// failing of another as well.
    #[serde(default)]
    pub qualities: bool,
    /// Patterns that name it.
    pub patterns: Vec<String>,
}

/// A duty: a field of law that readers can tell apart.
#[derive(Clone, Debug, Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct DutyFile {
    /// The duty's id.
    #[schemars(with = "String")]
    pub id: Spanned<String>,
    /// A short noun phrase.
    pub title: String,
    /// One line: what a failing of it looks like.
    pub summary: String,
    /// Why it matters that such a failing is taken up.
    pub why: String,
    /// What to do about a point.
    pub help: String,
    /// Where the law stands.
    pub sources: Vec<String>,
    /// The register's rows behind it.
    #[serde(default)]
    pub entry: Vec<RegisterEntry>,
    /// How its matter is told.
    #[serde(default)]
    pub topic: Topic,
    /// What an action has to name to cover it.
    #[serde(default)]
    pub covers: Covers,
    /// Examples that are found.
    #[serde(default)]
    pub flag: Vec<Example>,
    /// Examples in which nothing of this duty is found.
    #[serde(default)]
    pub pass: Vec<Example>,
}

/// How binding a register entry is.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize, Serialize, schemars::JsonSchema,
)]
#[serde(rename_all = "kebab-case")]
pub enum Level {
    /// An Act.
    Statute,
    /// Regulations.
    Regulation,
    /// A court's reading of the law.
    CaseLaw,
    /// Guidance to which regard must be had.
    StatutoryGuidance,
    /// NHS standing rules: regulations that bind commissioners, no duty owed to one child.
    NhsStandingRules,
    /// Policy or a standard; not a statutory duty.
    Policy,
}

impl Level {
    /// Whether a duty can be owed by it.
    pub(crate) fn is_law(self) -> bool {
        matches!(self, Level::Statute | Level::Regulation | Level::CaseLaw)
    }
}

/// How sure the source of a register entry is.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize, Serialize, schemars::JsonSchema,
)]
#[serde(rename_all = "kebab-case")]
pub enum Certainty {
    /// The text of the law was read.
    Read,
    /// An official or expert page that cites it was read.
    Cited,
    /// From general knowledge; not checked.
    Unverified,
}

/// A row of the register under a duty.
#[derive(Clone, Debug, Deserialize, Serialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RegisterEntry {
    /// Its id in the register, such as `AR-12M`.
    pub id: String,
    /// A short noun phrase.
    pub title: String,
    /// Who owes it.
    pub owed_by: Vec<String>,
    /// The legal reference.
    pub reference: String,
    /// What the law asks for.
    pub asks: String,
    /// The time limit, where there is one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub limit: Option<String>,
    /// How binding it is.
    pub level: Level,
    /// The words that qualify it, such as "so far as reasonably practicable".
    #[serde(skip_serializing_if = "Option::is_none")]
    pub qualified: Option<String>,
    /// Whether it has no exceptions but a closed list.
    #[serde(default)]
    pub absolute: bool,
    /// Whether it asks for regard or endeavour, and for nothing definite.
    #[serde(default)]
    pub endeavour: bool,
    /// Whether the whole field comes under it: it is named where the letter's words point to no entry.
    #[serde(default)]
    pub general: bool,
    /// In force from: an ISO date, or "prospective".
    #[serde(skip_serializing_if = "Option::is_none")]
    pub in_force_from: Option<String>,
    /// In force until, as an ISO date.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub in_force_until: Option<String>,
    /// How sure its source is.
    pub certainty: Certainty,
    /// Patterns which show that a failing touches this very entry.
    #[serde(default)]
    pub words: Vec<String>,
    /// Patterns that measure against its limit ("within 12 months"); they show the entry too.
    #[serde(default)]
    pub measures: Vec<String>,
}

/// Patterns by which the matter of a duty is told.
#[derive(Clone, Debug, Default, Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Topic {
    /// Patterns of what governs other matters ("oversight of …", "quality assuring …"); six points each.
    pub heads: Vec<String>,
    /// Patterns that name it; three points each.
    pub names: Vec<String>,
    /// Patterns that point to it; one point each.
    pub points: Vec<String>,
    /// Patterns that speak against it; three points off each.
    pub unless: Vec<String>,
    /// Patterns which together, in one clause, name it: four points.
    pub pairs: Vec<[String; 2]>,
    /// Patterns which state a failing of this duty by themselves, with no other sign.
    pub fails: Vec<String>,
    /// A duty for what no other takes in: it gives way to any other that is named.
    pub residual: bool,
}

/// What an action has to name to cover a failing of a duty.
#[derive(Clone, Debug, Default, Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Covers {
    /// Patterns of its process or service.
    pub names: Vec<String>,
    /// Whether an action has to name the failing's own service as well: to cut waits for one therapy does
    /// not cover those for another.
    pub by_service: bool,
    /// Patterns of the field it belongs to: general cover at most.
    pub field: Vec<String>,
}

/// An example in a rule or duty.
#[derive(Clone, Debug, Default, Deserialize, Serialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Example {
    /// The passage.
    pub text: String,
    /// The section it stands in; findings when left out.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub section: Option<Role>,
    /// The letter's outcome.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub outcome: Option<String>,
    /// The letter's areas for improvement.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub actions: Vec<String>,
    /// The letter's areas for priority action.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub priority_actions: Vec<String>,
    /// Exactly what is found.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub finds: Vec<Expected>,
}

/// What an example states that is found. Only the fields given are compared.
#[derive(Clone, Debug, Default, Deserialize, Serialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Expected {
    /// Words that the finding has to touch.
    pub text: String,
    /// The duty.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub duty: Option<String>,
    /// Its extent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub extent: Option<Extent>,
    /// Its basis.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub basis: Option<Basis>,
    /// Its escalation.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub escalation: Option<Escalation>,
    /// Its cover.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cover: Option<Cover>,
    /// The severity of a diagnostic.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub severity: Option<Severity>,
    /// What a fix turns the passage into.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub becomes: Option<String>,
}

/// What kind of check a rule is; each has a file under `check/`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize, schemars::JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum RuleKind {
    /// The family side's evidence put as sentiment.
    Sentiment,
    /// Leaders know where families feel.
    Contrast,
    /// Shares of statements, once a letter.
    Asymmetry,
    /// A duty failure that no action takes up.
    NoAction,
    /// A duty failure that an action takes up in general terms.
    GeneralCover,
    /// A duty failure that only an area for improvement takes up, under an outcome with priority actions.
    ImprovementOnly,
    /// A finding with a legal limit, an action without it.
    StandardSoftened,
    /// Lateness that an action takes up, in a letter that names no limit for it, once a letter.
    StandardNotStated,
    /// Statutory failings beside an outcome that has no priority actions, once a letter.
    NotEscalated,
    /// A weakness that no action takes up; not legal.
    WeaknessWithoutAction,
    /// An action that takes up no finding.
    ActionWithoutFinding,
    /// Fixed wording: terms of a former regime and the like.
    Terms,
}

/// A rule: what it finds, why, and in which words it says so.
#[derive(Clone, Debug, Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RuleFile {
    /// The rule's id, which is its path in the pack.
    #[schemars(with = "String")]
    pub id: Spanned<String>,
    /// What kind of check it is.
    pub kind: RuleKind,
    /// Its severity.
    pub severity: Severity,
    /// One line: what it finds.
    pub summary: String,
    /// Why it matters, in a reader's words.
    pub why: String,
    /// Where that comes from.
    pub sources: Vec<String>,
    /// Message templates by case; `{name}` stands for a fact.
    pub message: std::collections::BTreeMap<String, String>,
    /// What to do, by case.
    pub help: std::collections::BTreeMap<String, String>,
    /// Outcomes under which it speaks; all when empty.
    #[serde(default)]
    pub outcomes: Vec<String>,
    /// Rewordings, tried in order.
    #[serde(default)]
    pub rewording: Vec<Rewording>,
    /// For `terms`: what it looks for.
    #[serde(default)]
    pub term: Vec<TermEntry>,
    /// Numbers that the rule works with.
    #[serde(default)]
    pub limits: std::collections::BTreeMap<String, f64>,
    /// Duties that it speaks of whatever their level: never as a legal point.
    #[serde(default)]
    pub duties: Vec<String>,
    /// Word lists that the rule works with, by name.
    #[serde(default)]
    pub words: std::collections::BTreeMap<String, Vec<String>>,
    /// Examples that are found.
    #[serde(default)]
    pub flag: Vec<Example>,
    /// Examples that are not.
    #[serde(default)]
    pub pass: Vec<Example>,
}

/// A rewording and the conditions under which it is right.
#[derive(Clone, Debug, Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Rewording {
    /// Lemmas of the cues that it is for; all when empty.
    #[serde(default)]
    pub lemmas: Vec<String>,
    /// Cue classes that it is for; all when empty.
    #[serde(default)]
    pub classes: Vec<CueClass>,
    /// The case of the rule's message and help that goes with it.
    pub case: Option<String>,
    /// `safe`, `suggest` or `ask`.
    pub grade: crate::diagnostic::Grade,
    /// The verb that takes the cue's place, by lemma; none for a question.
    pub replace: Option<String>,
    /// Title of the change, or the question; `{cue}` and `{replacement}` stand for words.
    pub title: String,
    /// Only when a clause follows the cue.
    #[serde(default)]
    pub clause: bool,
    /// Only when the cue is affirmed (`true`) or negated (`false`).
    pub affirmed: Option<bool>,
    /// Only when what is said holds none of these words.
    #[serde(default)]
    pub unless: Vec<String>,
    /// Only when what is said holds one of these words.
    #[serde(default)]
    pub when: Vec<String>,
    /// Only when the cue speaks so.
    pub valence: Option<Valence>,
    /// Only inside (`true`) or outside (`false`) what somebody is said to have told.
    pub told: Option<bool>,
    /// Only when what is said lies ahead or might be (`true`: "will", "should") or does not (`false`). A clause inside
    /// it counts for nothing: "left to find out what will happen".
    pub modal: Option<bool>,
    /// Words with the cue in them, and what takes their place; the longest that fits is taken, and
    /// without one that fits the rewording is not.
    #[serde(default)]
    pub phrases: std::collections::BTreeMap<String, String>,
    /// With `phrases`: only when the sentence has one of these words before the cue.
    #[serde(default)]
    pub before: Vec<String>,
}

/// A term that a letter should not use, and what takes its place.
#[derive(Clone, Debug, Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct TermEntry {
    /// The term, matched as words, letter case ignored unless it has capitals.
    pub find: String,
    /// What takes its place, when that is safe or worth offering.
    pub replace: Option<String>,
    /// How far the replacement may be trusted.
    #[serde(default = "suggest")]
    pub grade: crate::diagnostic::Grade,
    /// What is said of it.
    pub note: String,
    /// Section roles in which it is looked for; all when empty.
    #[serde(default)]
    pub sections: Vec<Role>,
    /// Not raised in a sentence with one of these words (history).
    #[serde(default)]
    pub unless: Vec<String>,
    /// Raised only in a sentence with one of these words; in any when empty.
    #[serde(default)]
    pub with: Vec<String>,
}

fn suggest() -> crate::diagnostic::Grade {
    crate::diagnostic::Grade::Suggest
}

/// An outcome: its wording and what must follow.
#[derive(Clone, Debug, Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct OutcomeFile {
    /// The outcome's id.
    #[schemars(with = "String")]
    pub id: Spanned<String>,
    /// Its name for people ("the third outcome").
    pub title: String,
    /// Regular expressions, letter case ignored, any of which states it.
    #[schemars(with = "Vec<String>")]
    pub wording: Vec<Spanned<String>>,
    /// Which lists of actions a letter with it has.
    pub actions: Vec<ActionKind>,
    /// What people call an item of its strongest list ("area for priority action").
    pub action_name: String,
    /// The subject of a sentence which says that nothing in its lists does ("no area for improvement").
    pub no_action: Option<String>,
    /// A sentence that states it; the examples of rules and duties open with it.
    pub example: Option<String>,
    /// Where this comes from.
    #[serde(default)]
    pub sources: Vec<String>,
}
