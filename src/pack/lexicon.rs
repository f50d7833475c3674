//! Words as the analysis sees them: every known form with its lemma, parts of speech and classes.

use super::inflect::{self, VerbForm};
use super::pattern::{CUES, MARKS, PatternId, Patterns, Place, TELLS, UNITES};
use super::schema::{ClassEntry, CueEntry, LexiconFile};
use super::strings::Strings;
use crate::facts::Group;
use rustc_hash::FxHashMap;

pub(crate) use super::class_set::ClassSet;

/// Parts of speech that a word can be, a bit for each.
pub(crate) mod pos {
    pub(crate) const DET: u32 = 1;
    pub(crate) const QUANT: u32 = 1 << 1;
    pub(crate) const ADJ: u32 = 1 << 2;
    pub(crate) const NOUN: u32 = 1 << 3;
    /// Base form of a verb, which is also its plural present.
    pub(crate) const BASE: u32 = 1 << 4;
    /// Third person singular present.
    pub(crate) const THIRD: u32 = 1 << 5;
    pub(crate) const PAST: u32 = 1 << 6;
    pub(crate) const PARTICIPLE: u32 = 1 << 7;
    pub(crate) const ING: u32 = 1 << 8;
    pub(crate) const ADV: u32 = 1 << 9;
    pub(crate) const PREP: u32 = 1 << 10;
    pub(crate) const CONJ: u32 = 1 << 11;
    pub(crate) const PRON: u32 = 1 << 12;
    /// Possessive ending.
    pub(crate) const POSS: u32 = 1 << 13;
    pub(crate) const POSSPRON: u32 = 1 << 14;
    pub(crate) const BE: u32 = 1 << 15;
    pub(crate) const HAVE: u32 = 1 << 16;
    pub(crate) const DO: u32 = 1 << 17;
    pub(crate) const MODAL: u32 = 1 << 18;
    pub(crate) const NEG: u32 = 1 << 19;
    pub(crate) const REL: u32 = 1 << 20;
    pub(crate) const SUB: u32 = 1 << 21;
    pub(crate) const TO: u32 = 1 << 22;
    pub(crate) const NUM: u32 = 1 << 23;
    pub(crate) const PUNCT: u32 = 1 << 24;
    /// A noun far more often than the verb that it can be.
    pub(crate) const MOSTLY_NOUN: u32 = 1 << 25;
    pub(crate) const PLURAL: u32 = 1 << 26;
    pub(crate) const VERB: u32 = BASE | THIRD | PAST | PARTICIPLE | ING;
    pub(crate) const AUX: u32 = BE | HAVE | DO | MODAL;
}

/// What is known of one form.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Word {
    pub(crate) lemma: u32,
    pub(crate) pos: u32,
    pub(crate) classes: ClassSet,
}

/// The words of a pack, compiled.
#[derive(Debug, Default)]
pub struct Lexicon {
    /// Every known form and lemma, and what is known of it; no lemma for one that is no form but only the
    /// name of a lemma.
    texts: Strings<Word>,
    /// Whether each text is the name of a lemma.
    names_lemma: Vec<bool>,
    /// The forms of each verb, by lemma: texts, in the order of [`VerbForm::ALL`].
    verb_forms: FxHashMap<u32, [u32; 4]>,
    /// A form that is being made.
    scratch: String,
    /// The names of the classes, by number.
    classes: Strings,
    pub(crate) patterns: Patterns,
    /// Units: patterns whose words count as one noun, with its classes.
    pub(crate) units: FxHashMap<PatternId, ClassSet>,
    /// Patterns that give their words classes.
    pub(crate) marks: FxHashMap<PatternId, ClassSet>,
    pub(crate) cues: Vec<CueEntry>,
    /// Cues by lemma.
    pub(crate) cue_words: FxHashMap<u32, Vec<u16>>,
    /// Cues by unit pattern.
    pub(crate) cue_units: FxHashMap<PatternId, Vec<u16>>,
    /// Adjectives and modifiers that make or change a group.
    pub(crate) modifier_groups: FxHashMap<u32, Group>,
    pub(crate) name_groups: FxHashMap<u32, Group>,
}

const NOT_A_CLASS: ClassSet = ClassSet::NONE;

impl Lexicon {
    /// What is known of a lower-case form.
    pub(crate) fn word(&self, form: &str) -> Option<Word> {
        let word = *self.texts.value(self.texts.get(form)?);
        (word.lemma != 0).then_some(word)
    }

    /// The lemma with this number; empty for an unknown word.
    pub(crate) fn lemma_name(&self, lemma: u32) -> &str {
        match lemma.checked_sub(1) {
            Some(text) => self.texts.text(text),
            None => "",
        }
    }

    /// The number of a lemma, when any form of it is known.
    pub(crate) fn lemma(&self, name: &str) -> Option<u32> {
        let text = self.texts.get(name)?;
        self.names_lemma[text as usize].then_some(text + 1)
    }

    /// The set that holds the named class alone; nothing for a class that no file defines.
    pub(crate) fn class(&self, name: &str) -> ClassSet {
        self.classes
            .get(name)
            .map_or(NOT_A_CLASS, |number| ClassSet::of(number as usize))
    }

    /// The names of the classes in a set.
    pub(crate) fn class_names(&self, classes: ClassSet) -> impl Iterator<Item = &str> {
        classes
            .into_iter()
            .map(|number| self.classes.text(number as u32))
    }

    /// The set of the named class, made when it is new.
    fn make_class(&mut self, name: &str) -> Result<ClassSet, String> {
        if self.class(name) == NOT_A_CLASS {
            if self.classes.len() == ClassSet::MOST {
                return Err(format!(
                    "`{name}` is one class too many; a pack may have {}",
                    ClassSet::MOST
                ));
            }
            self.classes.keep(name);
        }
        Ok(self.class(name))
    }

    /// The entry of a text, made when it is new.
    fn entry(&mut self, text: &str) -> u32 {
        let (number, new) = self.texts.keep(text);
        if new {
            self.names_lemma.push(false);
        }
        number
    }

    /// The number of a lemma: its text's, and one more, for nought is no lemma.
    fn intern(&mut self, lemma: &str) -> u32 {
        let text = self.entry(lemma);
        self.names_lemma[text as usize] = true;
        text + 1
    }

    /// The form of the verb `other` in the tense and number that `form` is of the verb `lemma`.
    pub(crate) fn same_form(&self, lemma: &str, form: &str, other: &str) -> Option<&str> {
        let forms = self.verb_forms.get(&self.lemma(lemma)?)?;
        let other = self.lemma(other)?;
        let others = self.verb_forms.get(&other)?;
        if form == lemma {
            return Some(self.lemma_name(other));
        }
        let index = forms
            .iter()
            .position(|known| self.texts.text(*known) == form)?;
        Some(self.texts.text(others[index]))
    }

    /// Adds what is known of a form, and gives its number.
    fn add(&mut self, form: &str, lemma: &str, pos: u32, classes: ClassSet) -> u32 {
        let text = self.entry(form);
        if self.texts.value(text).lemma == 0 {
            self.texts.value_mut(text).lemma = self.intern(lemma);
        }
        let word = self.texts.value_mut(text);
        word.pos |= pos;
        word.classes |= classes;
        text
    }

    /// A word that some rule names; what it is stays as known, or is guessed from its ending, with its plural.
    fn mention(&mut self, word: &str) {
        if self.word(word).is_some() {
            return;
        }
        let pos = guess_pos(word);
        self.add(word, word, pos, NOT_A_CLASS);
        if pos & pos::NOUN != 0 && !word.ends_with('s') {
            let plural = inflect::plural(word);
            self.add(&plural, word, pos::NOUN | pos::PLURAL, NOT_A_CLASS);
        }
    }

    /// A verb; its past and participle are given when they are irregular.
    fn add_verb(&mut self, lemma: &str, doubled: [bool; 2], irregular: Option<[&str; 2]>) {
        const POS: [u32; 4] = [pos::THIRD, pos::PAST, pos::PARTICIPLE, pos::ING];
        self.add(lemma, lemma, pos::BASE, NOT_A_CLASS);
        let mut form = std::mem::take(&mut self.scratch);
        let mut forms = [0; 4];
        for (index, which) in VerbForm::ALL.into_iter().enumerate() {
            let given = irregular.and_then(|parts| match which {
                VerbForm::Past => Some(parts[0]),
                VerbForm::Participle => Some(parts[1]),
                _ => None,
            });
            let [past, ing] = doubled;
            let doubled = if which == VerbForm::Ing { ing } else { past };
            forms[index] = match given {
                Some(given) => self.add(given, lemma, POS[index], NOT_A_CLASS),
                None => {
                    inflect::verb_form(lemma, which, doubled, &mut form);
                    self.add(&form, lemma, POS[index], NOT_A_CLASS)
                }
            };
        }
        self.scratch = form;
        let id = self.intern(lemma);
        self.verb_forms.insert(id, forms);
    }

    /// A noun, written `child/children` when its plural is irregular.
    fn add_noun(&mut self, noun: &str, classes: ClassSet) {
        let (single, many) = match noun.split_once('/') {
            Some((single, many)) => (single, many.to_owned()),
            None => (noun, inflect::plural(noun)),
        };
        self.add(single, single, pos::NOUN, classes);
        if many != single {
            self.add(&many, single, pos::NOUN | pos::PLURAL, classes);
        } else {
            self.add(single, single, pos::PLURAL, classes);
        }
    }

    /// Says what each pattern is looked for; `tells` are those that say what a passage is about.
    pub(crate) fn set_purposes(&mut self, tells: impl Fn(PatternId) -> bool) {
        let (marks, units, cue_units) = (&self.marks, &self.units, &self.cue_units);
        self.patterns.set_purposes(|id| {
            [
                (marks.contains_key(&id), MARKS),
                (units.contains_key(&id), UNITES),
                (cue_units.contains_key(&id), CUES),
                (tells(id), TELLS),
            ]
            .iter()
            .fold(0, |all, (is, purpose)| all | (u8::from(*is) * purpose))
        });
    }

    /// Gives every form of a verb a class; a verb that no list has counts as regular.
    fn class_verb(&mut self, lemma: &str, classes: ClassSet) {
        let forms = |lexicon: &Lexicon| {
            lexicon
                .lemma(lemma)
                .and_then(|id| lexicon.verb_forms.get(&id).map(|forms| (id, *forms)))
        };
        let known = forms(self).or_else(|| {
            self.add_verb(lemma, [false, false], None);
            forms(self)
        });
        if let Some((id, forms)) = known {
            for text in forms.into_iter().chain([id - 1]) {
                self.texts.value_mut(text).classes |= classes;
            }
        }
    }

    /// The lists of verbs and plain words of a lexicon file. Verbs come before everything else, so
    /// that a form's lemma is the verb's.
    pub(crate) fn add_words(&mut self, file: &LexiconFile) {
        // Four forms a verb, two a noun, so that the table grows once.
        let verbs = file.regular.room() + file.doubled.room() + file.irregular.len();
        let nouns = file.also_noun.room() + file.nouns.room() + file.ing_nouns.room();
        let rest = file.adjectives.room() + file.adverbs.room();
        let forms = 4 * verbs + 2 * nouns + rest;
        self.texts.reserve(forms);
        self.names_lemma.reserve(forms);
        for (lemmas, doubled) in [(&file.regular, false), (&file.doubled, true)] {
            for lemma in lemmas {
                self.add_verb(lemma, [doubled; 2], None);
            }
        }
        for (lemma, parts) in &file.irregular {
            let doubled_ing = file.doubled_ing.iter().any(|doubled| doubled == lemma);
            let given = parts
                .first()
                .map(|past| [past.as_str(), parts.get(1).unwrap_or(past)]);
            self.add_verb(lemma, [false, doubled_ing], given);
            for extra in parts.iter().skip(2) {
                let pos = match extra {
                    form if form.ends_with("ing") => pos::ING,
                    form if form.ends_with('s') => pos::THIRD,
                    _ => pos::PAST | pos::PARTICIPLE,
                };
                self.add(extra, lemma, pos, NOT_A_CLASS);
            }
        }
        for noun in file.also_noun.iter().chain(file.mostly_noun.iter()) {
            self.add_noun(noun, NOT_A_CLASS);
        }
        for noun in &file.mostly_noun {
            self.add(noun, noun, pos::MOSTLY_NOUN, NOT_A_CLASS);
            self.add(&inflect::plural(noun), noun, pos::MOSTLY_NOUN, NOT_A_CLASS);
        }
        for noun in file.nouns.iter().chain(file.ing_nouns.iter()) {
            match inflect::singular(noun) {
                // A list may hold plurals; their lemma is the singular.
                Some(single) => {
                    self.add(&single, &single, pos::NOUN, NOT_A_CLASS);
                    self.add(noun, &single, pos::NOUN | pos::PLURAL, NOT_A_CLASS);
                }
                None => self.add_noun(noun, NOT_A_CLASS),
            }
        }
        for word in file
            .adjectives
            .iter()
            .chain(file.also_adjective_participles.iter())
        {
            self.add(word, word, pos::ADJ, NOT_A_CLASS);
        }
        for word in &file.adverbs {
            self.add(word, word, pos::ADV, NOT_A_CLASS);
        }
    }

    /// The single words of a class. All of a pack's come before its terms, which may name any class.
    pub(crate) fn add_class_words(&mut self, name: &str, entry: &ClassEntry) -> Result<(), String> {
        let class = self.make_class(name)?;
        let pos = closed_pos(name);
        for word in &entry.words {
            self.add(word, word, pos, class);
        }
        for noun in &entry.nouns {
            self.add_noun(noun, class);
        }
        for verb in &entry.verbs {
            self.class_verb(verb, class);
        }
        for word in &entry.adjectives {
            self.add(word, word, pos::ADJ, class);
        }
        Ok(())
    }

    /// The terms of several words of a class.
    pub(crate) fn add_class_terms(&mut self, name: &str, entry: &ClassEntry) -> Result<(), String> {
        let class = self.make_class(name)?;
        for unit in &entry.units {
            let id = self.pattern(unit)?;
            *self.units.entry(id).or_default() |= class;
        }
        for pattern in &entry.patterns {
            let id = self.pattern(pattern)?;
            *self.marks.entry(id).or_default() |= class;
        }
        Ok(())
    }

    /// The groups of a lexicon file.
    pub(crate) fn add_actor(&mut self, entry: &super::schema::ActorEntry) -> Result<(), String> {
        let class = self.make_class(entry.group.name())?;
        let weak = self.make_class("weak-actor")?;
        let classes = if entry.weak { class | weak } else { class };
        for noun in &entry.nouns {
            self.add_noun(noun, classes);
        }
        for unit in &entry.units {
            let id = self.pattern(unit)?;
            *self.units.entry(id).or_default() |= classes;
        }
        let possessive = self.make_class("actor-adjective")?;
        for word in &entry.adjectives {
            self.add(word, word, pos::ADJ, class | possessive);
        }
        for word in &entry.modifiers {
            self.mention(word);
            if let Some(word) = self.word(word) {
                self.modifier_groups.insert(word.lemma, entry.group);
            }
        }
        for word in &entry.in_names {
            self.mention(word);
            if let Some(word) = self.word(word) {
                self.name_groups.insert(word.lemma, entry.group);
            }
        }
        Ok(())
    }

    /// A cue of a lexicon file.
    pub(crate) fn add_cue(&mut self, entry: CueEntry) -> Result<(), String> {
        use super::schema::CueKind;
        let class = self.make_class("cue")?;
        let index = self.cues.len() as u16;
        for word in entry.with.iter().chain(&entry.unless) {
            self.mention(word);
        }
        for lemma in &entry.words {
            match entry.kind {
                CueKind::Verb | CueKind::Affect | CueKind::Feel | CueKind::Seem => {
                    self.class_verb(lemma, class)
                }
                CueKind::Adjective => {
                    let (base, more) = lemma.split_once('/').unwrap_or((lemma, lemma));
                    self.add(base, base, pos::ADJ, class);
                    self.add(more, base, pos::ADJ, class);
                }
                CueKind::Noun => self.add_noun(lemma, class),
                CueKind::Fronted | CueKind::FrontedOwn => self.mention(lemma),
            }
            let lemma = lemma.split('/').next().unwrap_or(lemma);
            let id = self.word(lemma).map_or(0, |word| word.lemma);
            self.cue_words.entry(id).or_default().push(index);
            if entry.kind == CueKind::Adjective
                && let Some(id) = self.lemma(lemma)
            {
                let cues = self.cue_words.entry(id).or_default();
                if !cues.contains(&index) {
                    cues.push(index);
                }
            }
        }
        for unit in &entry.units {
            let id = self.pattern(unit)?;
            self.cue_units.entry(id).or_default().push(index);
        }
        self.cues.push(entry);
        Ok(())
    }

    /// Compiles a pattern of words: `annual review`, `plan|review`, `@negator`, `word?`, `...` (up
    /// to three words between).
    pub(crate) fn pattern(&mut self, source: &str) -> Result<PatternId, String> {
        if let Some(id) = self.patterns.known(source) {
            return Ok(id);
        }
        self.patterns.begin();
        for part in source.split_whitespace() {
            // Text parts "children’s" in two; so does a pattern.
            if let Some(stem) = part
                .strip_suffix("'s")
                .or_else(|| part.strip_suffix('\''))
                .filter(|stem| !stem.is_empty())
            {
                self.element(stem)?;
                self.element("'s?")?;
            } else {
                self.element(part)?;
            }
        }
        let places = self.patterns.begun();
        if places.iter().all(Place::may_be_empty) {
            return Err(format!(
                "the pattern `{source}` matches nothing or everything"
            ));
        }
        if places.first().is_some_and(Place::may_be_empty) {
            return Err(format!(
                "the pattern `{source}` has to begin with a word or class"
            ));
        }
        Ok(self.patterns.end(source))
    }

    fn element(&mut self, part: &str) -> Result<(), String> {
        if part == "..." {
            self.patterns.gap(3);
            return Ok(());
        }
        let (part, optional) = match part.strip_suffix('?') {
            Some(part) => (part, true),
            None => (part, false),
        };
        let mut classes = NOT_A_CLASS;
        for alternative in part.split('|') {
            if let Some(name) = alternative.strip_prefix('@') {
                let class = self.class(name);
                if class == NOT_A_CLASS {
                    return Err(format!("no word class is called `{name}`"));
                }
                classes |= class;
            } else {
                let lower = alternative.to_lowercase();
                self.mention(&lower);
                // Every form of the word is meant.
                let lemma = self.word(&lower).map_or(0, |word| word.lemma);
                self.patterns.lemma(lemma);
            }
        }
        self.patterns.place(classes, optional);
        Ok(())
    }
}

/// The part of speech of a class of function words, by the class's name.
fn closed_pos(name: &str) -> u32 {
    match name {
        "determiner" => pos::DET,
        "quantifier" | "negative-quantifier" | "partial-quantifier" | "broad-quantifier" => {
            pos::QUANT
        }
        "preposition" => pos::PREP,
        "conjunction" => pos::CONJ,
        "pronoun" | "plural-pronoun" => pos::PRON,
        "possessive-pronoun" => pos::POSSPRON,
        "be" => pos::BE,
        "have" => pos::HAVE,
        "do" => pos::DO,
        "modal" => pos::MODAL,
        "negator" => pos::NEG,
        "relative" => pos::REL,
        "subordinator" | "concessive" | "causal" | "hypothetical" | "purposive" => pos::SUB,
        "to" => pos::TO,
        "participle-auxiliary" => pos::ING,
        "number" => pos::NUM,
        "adverb" | "frequency-partial" | "contrast" => pos::ADV,
        _ => 0,
    }
}

/// The parts of speech that an unknown lower-case word may be, by its ending.
pub(crate) fn guess_pos(word: &str) -> u32 {
    const NOUN_ENDS: [&str; 12] = [
        "tion", "sion", "ment", "ness", "ity", "ance", "ence", "ship", "hood", "ism", "ist",
        "ology",
    ];
    const ADJ_ENDS: [&str; 9] = [
        "ful", "less", "ous", "ive", "able", "ible", "al", "ary", "ic",
    ];
    let ends = |list: &[&str]| {
        list.iter()
            .any(|end| word.len() > end.len() + 2 && word.ends_with(end))
    };
    if word.starts_with(|c: char| c.is_ascii_digit()) {
        pos::NUM
    } else if word.ends_with("ly") && word.len() > 4 {
        pos::ADV
    } else if ends(&NOUN_ENDS) {
        pos::NOUN
    } else if ends(&ADJ_ENDS) {
        pos::ADJ
    } else if word.ends_with("ing") && word.len() > 5 {
        pos::ING | pos::NOUN
    } else if word.ends_with("ed") && word.len() > 4 {
        // What no list of verbs holds is an adjective as often: "convoluted", "unheralded".
        pos::ADJ | pos::PAST | pos::PARTICIPLE
    } else if word.ends_with('s')
        && !word.ends_with("ss")
        && !word.ends_with("us")
        && word.len() > 3
    {
        pos::NOUN | pos::PLURAL
    } else {
        pos::NOUN
    }
}
