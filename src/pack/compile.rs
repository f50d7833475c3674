//! From the files of a pack to its compiled form.

use super::built_in;
use super::error::{PackError, PackSource};
use super::lexicon::{ClassSet, Lexicon};
use super::pattern::PatternId;
use super::profile::{self, Profile, ProfileFile};
use super::schema::{
    ActionsPattern, CoverWeights, DutyFile, InspectedPattern, LexiconFile, OutcomeFile, PackFile,
    PublishedFile, RuleFile, WeightsFile,
};
use super::uses::Uses;
use super::{LazyRegex, Names, Pack, Use, selects, weights};
use crate::grammar::tag;
use regex::{RegexSet, RegexSetBuilder};
use rustc_hash::FxHashMap;
use serde::de::DeserializeOwned;
use std::borrow::Cow;
use std::ops::Range;
use std::sync::OnceLock;
use toml::Spanned;

/// Points for a pattern that governs, names a duty's matter, that points to it, that speaks against it, and
/// for two that name it together.
const HEAD: f32 = 6.0;
const NAME: f32 = 3.0;
const POINT: f32 = 1.0;
const AGAINST: f32 = -3.0;

/// Reads one file of a pack.
pub(super) fn parse<T: DeserializeOwned>(file: &PackSource) -> Result<T, PackError> {
    parse_text(file, &file.text)
}

/// What is read of a file: all of it, or of a built-in one what stands before its examples, which no
/// check needs.
fn read_of(file: &PackSource, examples: bool) -> &str {
    match &file.text {
        Cow::Borrowed(text) if !examples => built_in::without_examples(text),
        text => text,
    }
}

fn parse_text<T: DeserializeOwned>(file: &PackSource, text: &str) -> Result<T, PackError> {
    toml::from_str(text).map_err(|error| {
        PackError::at(
            file,
            error.span().unwrap_or(0..0),
            error.message(),
            "`evenhand rules schema` prints what such a file may hold",
        )
    })
}

#[derive(Default)]
struct Parsed {
    about: Option<PackFile>,
    about_source: Option<usize>,
    lexicons: Vec<(usize, LexiconFile)>,
    duties: Vec<(usize, DutyFile)>,
    outcomes: Vec<(usize, OutcomeFile)>,
    rules: Vec<(usize, RuleFile)>,
    published: Option<PublishedFile>,
    weights: Option<(usize, WeightsFile)>,
    profiles: Vec<(usize, ProfileFile)>,
}

/// Compiles a pack; with its examples or, when nobody will ask for them, without those of built-in files.
pub(super) fn compile(files: Vec<PackSource>, examples: bool) -> Result<Pack, PackError> {
    let parsed = parse_all(&files, examples)?;
    let Some(about) = parsed.about else {
        return Err(PackError::general(
            "pack.toml",
            "the pack has no pack.toml",
            "add one with `name`, `version` and `summary`",
        ));
    };
    let about_file = &files[parsed.about_source.unwrap_or(0)];
    let mut lexicon = compile_lexicon(&files, &parsed.lexicons)?;

    let mut fields = Vec::new();
    let mut uses = Vec::new();
    for (source, file) in parsed.lexicons {
        for field in file.field {
            let span = field.id.span();
            let index = fields.len() as u16;
            for pattern in &field.patterns {
                let id = lexicon
                    .pattern(pattern)
                    .map_err(|fault| named(&files[source], span.clone(), fault))?;
                uses.push((id, Use::Field(index)));
            }
            fields.push((source, field));
        }
    }
    let field_parents = field_parents(&files, &fields)?;

    let mut duties: Vec<DutyFile> = Vec::new();
    let mut pairs: FxHashMap<PatternId, Vec<(PatternId, u16)>> = FxHashMap::default();
    for (source, duty) in parsed.duties {
        let file = &files[source];
        check_id(
            file,
            &duty.id,
            "duties/",
            duties.iter().map(|known| known.id.get_ref().as_str()),
        )?;
        use_duty(
            &mut lexicon,
            &mut uses,
            &mut pairs,
            &duty,
            duties.len() as u16,
        )
        .map_err(|fault| named(file, place_of(file, &fault, duty.id.span()), fault))?;
        duties.push(duty);
    }
    let uses = Uses::new(uses, lexicon.patterns.len());
    lexicon.set_purposes(|id| !uses[id as usize].is_empty());

    let mut rules: Vec<RuleFile> = Vec::new();
    for (source, rule) in parsed.rules {
        check_id(
            &files[source],
            &rule.id,
            "",
            rules.iter().map(|known| known.id.get_ref().as_str()),
        )?;
        rules.push(rule);
    }
    rules.sort_by(|a, b| a.id.get_ref().cmp(b.id.get_ref()));

    let mut profiles: Vec<Profile> = Vec::new();
    for (source, file) in parsed.profiles {
        profiles.push(profile::compile(
            &files[source],
            file,
            |id| rules.iter().any(|rule| selects(id, rule.id.get_ref())),
            |id| duties.iter().any(|duty| duty.id.get_ref() == id),
        )?);
    }

    let mut wordings = Vec::new();
    let mut outcome_of = Vec::new();
    let mut outcomes: Vec<OutcomeFile> = Vec::new();
    for (source, outcome) in parsed.outcomes {
        check_id(
            &files[source],
            &outcome.id,
            "outcomes/",
            outcomes.iter().map(|known| known.id.get_ref().as_str()),
        )?;
        for wording in &outcome.wording {
            wordings.push((&files[source], wording.clone()));
            outcome_of.push(outcomes.len());
        }
        outcomes.push(outcome);
    }
    let headings: Vec<_> = about
        .section
        .iter()
        .map(|section| (about_file, section.heading.clone()))
        .collect();

    let ids: Vec<&str> = duties
        .iter()
        .map(|duty| duty.id.get_ref().as_str())
        .collect();
    let weights = match &parsed.weights {
        Some((source, file)) => Some(weights::compile(&files[*source], file, &lexicon, &ids)?),
        None => None,
    };
    let names = grammar_names(&lexicon);
    let tagging = tag::Words::new(&lexicon);
    let failing = about.failing.unwrap_or_default();
    let cover = about.cover.unwrap_or(CoverWeights::BY_NAME);
    let pack = Pack {
        headings: regex_set(&headings)?,
        heading_roles: about.section.iter().map(|section| section.role).collect(),
        outcome_set: regex_set(&wordings)?,
        outcome_of,
        outcomes,
        action_opens: lazy(
            about_file,
            about
                .actions
                .as_ref()
                .map(|ActionsPattern { opens, .. }| opens),
        )?,
        responsible: lazy(
            about_file,
            about
                .actions
                .as_ref()
                .map(|ActionsPattern { responsible, .. }| responsible),
        )?,
        inspected: lazy(
            about_file,
            about
                .inspected
                .as_ref()
                .map(|InspectedPattern { dates, .. }| dates),
        )?,
        about,
        lexicon,
        duties,
        fields: fields.into_iter().map(|(_, field)| field).collect(),
        field_parents,
        term_finders: rules.iter().map(|_| OnceLock::new()).collect(),
        term_openings: OnceLock::new(),
        rules,
        uses,
        profiles,
        pairs,
        names,
        tagging,
        failing,
        cover,
        published: parsed.published,
        weights,
        files: Vec::new(),
        has_examples: examples,
    };
    Ok(Pack { files, ..pack })
}

fn parse_all(files: &[PackSource], examples: bool) -> Result<Parsed, PackError> {
    let mut parsed = Parsed::default();
    for (index, file) in files.iter().enumerate() {
        let folder = file.path.split('/').next().unwrap_or_default();
        match folder {
            "pack.toml" => {
                parsed.about = Some(parse(file)?);
                parsed.about_source = Some(index);
            }
            "published.toml" => parsed.published = Some(parse(file)?),
            "weights.toml" => parsed.weights = Some((index, parse(file)?)),
            "lexicon" => parsed.lexicons.push((index, parse(file)?)),
            "duties" => {
                let duty = parse_text(file, read_of(file, examples))?;
                parsed.duties.push((index, duty));
            }
            "outcomes" => parsed.outcomes.push((index, parse(file)?)),
            "profiles" => parsed.profiles.push((index, parse(file)?)),
            _ => {
                let rule = parse_text(file, read_of(file, examples))?;
                parsed.rules.push((index, rule));
            }
        }
    }
    Ok(parsed)
}

fn compile_lexicon(
    files: &[PackSource],
    lexicons: &[(usize, LexiconFile)],
) -> Result<Lexicon, PackError> {
    let mut lexicon = Lexicon::default();
    for (_, file) in lexicons {
        lexicon.add_words(file);
    }
    let classes = || {
        lexicons
            .iter()
            .flat_map(|(source, file)| file.class.iter().map(move |class| (*source, class)))
    };
    for (source, class) in classes() {
        let (name, span) = class_name(&files[source], class)?;
        lexicon
            .add_class_words(name, class)
            .map_err(|fault| named(&files[source], span, fault))?;
    }
    for (source, file) in lexicons {
        for actor in &file.actor {
            lexicon
                .add_actor(actor)
                .map_err(|fault| named(&files[*source], 0..0, fault))?;
        }
    }
    for (source, class) in classes() {
        let (name, span) = class_name(&files[source], class)?;
        lexicon.add_class_terms(name, class).map_err(|fault| {
            named(
                &files[source],
                place_of(&files[source], &fault, span),
                fault,
            )
        })?;
    }
    for (source, file) in lexicons {
        for cue in &file.cue {
            lexicon.add_cue(cue.clone()).map_err(|fault| {
                named(
                    &files[*source],
                    place_of(&files[*source], &fault, 0..0),
                    fault,
                )
            })?;
        }
    }
    Ok(lexicon)
}

fn class_name<'a>(
    file: &PackSource,
    class: &'a super::schema::ClassEntry,
) -> Result<(&'a str, Range<usize>), PackError> {
    match &class.name {
        Some(name) => Ok((name.get_ref(), name.span())),
        None => Err(PackError::at(
            file,
            0..0,
            "a word class has no name",
            "add `name = \"…\"` to each [[class]]",
        )),
    }
}

/// Where a file names what a fault is about: the last words in back quotes, or else `span`.
fn place_of(file: &PackSource, fault: &str, span: Range<usize>) -> Range<usize> {
    let quoted = fault.split('`').nth(1).unwrap_or_default();
    match file.text.find(quoted) {
        Some(at) if !quoted.is_empty() => at..at + quoted.len(),
        _ => span,
    }
}

fn named(file: &PackSource, span: Range<usize>, fault: String) -> PackError {
    PackError::at(
        file,
        span,
        fault,
        "patterns are words, `a|b`, `@class`, `word?` and `...`; `evenhand rules schema` says more",
    )
}

fn check_id<'a>(
    file: &PackSource,
    id: &Spanned<String>,
    folder: &str,
    mut known: impl Iterator<Item = &'a str>,
) -> Result<(), PackError> {
    let expected = file
        .path
        .strip_prefix(folder)
        .and_then(|path| path.strip_suffix(".toml"))
        .unwrap_or(&file.path);
    if id.get_ref() != expected {
        let help = format!("write id = \"{expected}\", or move the file");
        return Err(PackError::at(
            file,
            id.span(),
            "an id has to be the file's path",
            help,
        ));
    }
    if known.any(|known| known == id.get_ref()) {
        return Err(PackError::at(
            file,
            id.span(),
            "this id is taken",
            "give each rule an id of its own",
        ));
    }
    Ok(())
}

fn field_parents(
    files: &[PackSource],
    fields: &[(usize, super::schema::FieldEntry)],
) -> Result<Vec<Option<u16>>, PackError> {
    fields
        .iter()
        .map(|(source, field)| match &field.part_of {
            None => Ok(None),
            Some(parent) => fields
                .iter()
                .position(|(_, other)| other.id.get_ref() == parent)
                .map(|index| Some(index as u16))
                .ok_or_else(|| {
                    named(
                        &files[*source],
                        field.id.span(),
                        format!("no field is called `{parent}`"),
                    )
                }),
        })
        .collect()
}

fn use_duty(
    lexicon: &mut Lexicon,
    uses: &mut Vec<(PatternId, Use)>,
    pairs: &mut FxHashMap<PatternId, Vec<(PatternId, u16)>>,
    duty: &DutyFile,
    index: u16,
) -> Result<(), String> {
    let lists = [
        (&duty.topic.heads, Use::Topic(index, HEAD)),
        (&duty.topic.names, Use::Topic(index, NAME)),
        (&duty.topic.points, Use::Topic(index, POINT)),
        (&duty.topic.unless, Use::Topic(index, AGAINST)),
        (&duty.topic.fails, Use::Fails(index)),
        (&duty.covers.names, Use::CoverName(index)),
        (&duty.covers.field, Use::CoverField(index)),
    ];
    for (patterns, use_) in lists {
        for pattern in patterns {
            let id = lexicon.pattern(pattern)?;
            uses.push((id, use_));
        }
    }
    for [first, second] in &duty.topic.pairs {
        let (first, second) = (lexicon.pattern(first)?, lexicon.pattern(second)?);
        uses.push((second, Use::Topic(index, 0.0)));
        uses.push((first, Use::Topic(index, 0.0)));
        pairs.entry(first).or_default().push((second, index));
    }
    for (number, entry) in duty.entry.iter().enumerate() {
        let number = number as u16;
        for words in entry.words.iter().chain(&entry.measures) {
            uses.push((lexicon.pattern(words)?, Use::Entry(index, number)));
        }
        for words in &entry.measures {
            let id = lexicon.pattern(words)?;
            uses.push((id, Use::Limit(index, number)));
            uses.push((id, Use::Topic(index, HEAD)));
        }
    }
    Ok(())
}

fn grammar_names(lexicon: &Lexicon) -> Names {
    let names = Names {
        family: [lexicon.class("parents"), lexicon.class("children")],
        professional: [lexicon.class("leaders"), lexicon.class("staff")],
        mixed: lexicon.class("mixed"),
        any_actor: ClassSet::NONE,
        needs: lexicon.class("send-term"),
        plan: lexicon.class("plan-term"),
        unit_part: lexicon.class("unit"),
        weak_actor: lexicon.class("weak-actor"),
        cue: lexicon.class("cue"),
    };
    let sides = names
        .family
        .iter()
        .chain(&names.professional)
        .fold(ClassSet::NONE, |all, class| all | *class);
    Names {
        any_actor: sides | names.mixed,
        ..names
    }
}

fn check_regex(file: &PackSource, source: &Spanned<String>) -> Result<(), PackError> {
    regex_syntax_fault(source.get_ref()).map_or(Ok(()), |fault| {
        Err(PackError::at(
            file,
            source.span(),
            format!("not a regular expression: {fault}"),
            "see https://docs.rs/regex/#syntax",
        ))
    })
}

fn regex_syntax_fault(source: &str) -> Option<String> {
    regex::Regex::new(source)
        .err()
        .map(|error| error.to_string())
}

fn lazy(
    file: &PackSource,
    source: Option<&Spanned<String>>,
) -> Result<Option<LazyRegex>, PackError> {
    let Some(source) = source else {
        return Ok(None);
    };
    // The built-in packs are tested; building each expression twice would be paid at every start.
    if matches!(file.text, std::borrow::Cow::Owned(_)) {
        check_regex(file, source)?;
    }
    Ok(Some(LazyRegex::new(source.get_ref())))
}

fn regex_set(sources: &[(&PackSource, Spanned<String>)]) -> Result<RegexSet, PackError> {
    let build = |unicode| {
        RegexSetBuilder::new(sources.iter().map(|(_, source)| source.get_ref()))
            .case_insensitive(true)
            .unicode(unicode)
            .build()
    };
    // Without the tables of Unicode a set is built in a third of the time; most need none.
    build(false).or_else(|_| build(true)).map_err(|error| {
        for (file, source) in sources {
            if let Err(fault) = check_regex(file, source) {
                return fault;
            }
        }
        PackError::general(
            "pack.toml",
            error.to_string(),
            "make its regular expressions smaller",
        )
    })
}
