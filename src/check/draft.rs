//! A diagnostic in the making, and the wording that duty rules share.

use super::Context;
use super::answer;
use super::group;
use super::matter::{Concern, Matter};
use super::standard;
use super::template::{self, Values, fill};
use crate::diagnostic::{Diagnostic, Fix, Related, Severity, Suppression};
use crate::facts::{Action, ActionKind};
use crate::pack::Pack;
use crate::pack::schema::{Level, RegisterEntry, RuleFile, RuleKind};
use crate::span::Span;

/// The most places that a diagnostic points to beside its own.
pub(super) const RELATED: usize = 5;

/// A diagnostic with what decides its rank.
#[derive(Clone, Debug)]
pub(super) struct Draft {
    pub(super) kind: RuleKind,
    /// It appeals to law or a limit.
    pub(super) explicit: bool,
    /// How strong it is among its like.
    pub(super) weight: f32,
    pub(super) diagnostic: Diagnostic,
}

impl Draft {
    /// A diagnostic of a rule at a place, worded for a case.
    pub(super) fn new(
        rule: &RuleFile,
        case: &str,
        values: &Values,
        span: Span,
        context: Span,
    ) -> Self {
        Draft {
            kind: rule.kind,
            explicit: false,
            weight: 0.0,
            diagnostic: Diagnostic {
                rule: rule.id.get_ref().clone(),
                severity: rule.severity,
                message: word(&rule.message, case, values),
                span,
                context: if context.is_empty() { span } else { context },
                related: Vec::new(),
                help: word(&rule.help, case, values),
                reference: None,
                fix: None,
                properties: Vec::new(),
                suppressed: None,
                rank: 0,
            },
        }
    }

    pub(super) fn fixed(mut self, fix: Option<Fix>) -> Self {
        self.diagnostic.fix = fix;
        self
    }

    pub(super) fn left_out(mut self, why: Suppression) -> Self {
        self.diagnostic.suppressed = Some(why);
        self
    }

    pub(super) fn property(&mut self, name: &'static str, value: impl Into<String>) {
        self.diagnostic.properties.push((name, value.into()));
    }

    /// Points to other places, the first `most` of them in reading order; the message and the
    /// properties say how many more there are.
    pub(super) fn relate(&mut self, places: Vec<Related>, most: usize, pack: &Pack) {
        let mut related: Vec<Related> = Vec::with_capacity(places.len());
        for place in places {
            if !related.iter().any(|known| known.span == place.span) {
                related.push(place);
            }
        }
        if related.len() > most {
            let more = (related.len() - most).to_string();
            let note = phrase(
                pack,
                "more",
                &Values::default().with("count", more.as_str()),
            );
            self.diagnostic.message.push_str(&note);
            self.property("more", more);
            related.truncate(most);
        }
        related.sort_by_key(|place| place.span);
        self.diagnostic.related.extend(related);
    }
}

/// The wording for a case, or else the usual one.
fn word(
    by_case: &std::collections::BTreeMap<String, String>,
    case: &str,
    values: &Values,
) -> String {
    by_case
        .get(case)
        .or_else(|| by_case.get("found"))
        .map(|template| fill(template, values))
        .unwrap_or_default()
}

/// A phrase of the pack, filled; nothing when the pack has none of that name.
pub(super) fn phrase(pack: &Pack, name: &str, values: &Values) -> String {
    pack.about
        .phrases
        .get(name)
        .map(|template| fill(template, values))
        .unwrap_or_default()
}

/// An action as people call it, with its number.
pub(super) fn action_name(action: &Action, pack: &Pack) -> String {
    let key = match action.kind {
        ActionKind::PriorityAction => "priority-action",
        ActionKind::Improvement => "improvement",
    };
    phrase(
        pack,
        key,
        &Values::default().with("number", action.number.to_string()),
    )
}

/// "a, b and c" with the pack's words for joining.
pub(super) fn join(items: &[&str], pack: &Pack) -> String {
    match items {
        [] => String::new(),
        [one] => (*one).to_owned(),
        [first @ .., last] => {
            let values = Values::default()
                .with("list", first.join(", "))
                .with("last", *last);
            let template = pack.about.phrases.get("and");
            template.map_or_else(String::new, |template| {
                template::fill_inside(template, &values)
            })
        }
    }
}

/// What stands for "no action" under the letter's outcome.
pub(super) fn no_action(context: &Context<'_>) -> String {
    let outcome = context
        .facts
        .outcome
        .as_ref()
        .and_then(|outcome| context.pack.outcome(&outcome.id));
    outcome
        .and_then(|outcome| outcome.no_action.clone())
        .unwrap_or_else(|| phrase(context.pack, "no-action", &Values::default()))
}

/// The reference line of a matter whose row can be named. What is put plainly claims no law.
fn reference(by: RuleKind, matter: &Matter<'_>, pack: &Pack) -> Option<String> {
    let plain = by == RuleKind::WeaknessWithoutAction;
    let entry = matter
        .entry
        .filter(|entry| matter.named && !(plain && entry.level.is_law()))?;
    let line = entry_line(entry, pack);
    (!line.is_empty()).then_some(line)
}

fn entry_line(entry: &RegisterEntry, pack: &Pack) -> String {
    let bearers: Vec<&str> = entry.owed_by.iter().map(String::as_str).collect();
    let mut values = Values::default()
        .with("reference", entry.reference.as_str())
        .with("asks", entry.asks.as_str())
        .with("limit", entry.limit.clone().unwrap_or_default())
        .with("bearer", join(&bearers, pack));
    let key = match entry.level {
        _ if bearers.is_empty() => "reference-nobody",
        Level::Statute | Level::Regulation | Level::CaseLaw => "reference-law",
        Level::StatutoryGuidance => "reference-guidance",
        Level::NhsStandingRules => "reference-nhs-standing-rules",
        Level::Policy => "reference-policy",
    };
    let mut line = phrase(pack, key, &values);
    if let Some(qualified) = &entry.qualified {
        values.set("qualified", qualified.as_str());
        line.push_str(&phrase(pack, "qualified", &values));
    }
    line
}

/// The matters that a kind of duty rule raises, in reading order.
fn raised<'c>(by: RuleKind, context: &'c Context<'_>) -> Vec<&'c Matter<'c>> {
    context
        .matters
        .iter()
        .filter(|matter| matches!(matter.concern, Concern::Raise(kind, _) if kind == by))
        .collect()
}

/// The matters that a duty rule speaks of, each in all its places.
fn matters<'c>(rule: &RuleFile, context: &'c Context<'_>) -> Vec<Vec<&'c Matter<'c>>> {
    let mut own = group::matters(&raised(rule.kind, context));
    // A duty that cannot be named is no legal point: nobody is told that it is owed.
    let is_legal =
        |group: &[&Matter<'_>]| group.iter().any(|matter| matter.named || matter.explicit);
    match rule.kind {
        RuleKind::NoAction => own.retain(|group| is_legal(group)),
        RuleKind::WeaknessWithoutAction => {
            let mut plain = group::matters(&raised(RuleKind::NoAction, context));
            plain.retain(|group| !is_legal(group));
            own.append(&mut plain);
        }
        _ => {}
    }
    own
}

/// The one diagnostic of a duty rule that speaks once a letter.
pub(super) fn of_duties_together(rule: &RuleFile, context: &Context<'_>) -> Option<Draft> {
    // What is for information only stays out of what is shown.
    let mut together = group::one_matter(raised(rule.kind, context));
    let most = together.iter().map(|matter| matter.concern.level()).max();
    together.retain(|matter| Some(matter.concern.level()) == most);
    (!together.is_empty()).then(|| of_group(rule, &together, context))
}

/// The diagnostics of a duty rule: one for each matter that it speaks of, and what it left out.
pub(super) fn of_duties(rule: &RuleFile, context: &Context<'_>) -> Vec<Draft> {
    let mut drafts: Vec<Draft> = matters(rule, context)
        .iter()
        .map(|group| of_group(rule, group, context))
        .collect();
    for matter in &context.matters {
        if let Concern::Leave(kind, why) = matter.concern
            && kind == rule.kind
        {
            drafts.push(of_group(rule, &[matter], context).left_out(why));
        }
    }
    drafts
}

/// One diagnostic for one matter, the strongest place first.
fn of_group(rule: &RuleFile, group: &[&Matter<'_>], context: &Context<'_>) -> Draft {
    let (first, rest) = (group[0], &group[1..]);
    let (failure, pack) = (first.failure, context.pack);
    let action = failure
        .covered_by
        .and_then(|id| context.facts.actions.iter().find(|action| action.id == id))
        .map(|action| {
            (
                action,
                standard::asked_for(rule, action.span, first, context),
            )
        });
    // "while they wait": what is no clause of its own is read in its sentence.
    let quoted = if first.wording.alone {
        failure.span
    } else {
        failure.sentence
    };
    let mut values = Values::default()
        .with("quote", context.words.quote_about(quoted, || failure.focus))
        .with("topic", template::small(&first.duty.title))
        .with("no-action", no_action(context))
        .with("advice", first.duty.help.as_str());
    if let Some(entry) = first.entry.filter(|_| first.exact) {
        values.set("asks", entry.asks.as_str());
        values.set("limit", entry.limit.clone().unwrap_or_default());
    }
    if let Some((action, asked)) = action {
        values.set("action", action_name(action, pack));
        let place = || {
            let duty = pack.duty_index(&failure.duty).unwrap_or_default();
            let soft = standard::soft_words(rule, asked, context);
            soft.unwrap_or_else(|| context.words.named(asked, duty))
        };
        values.set("action-quote", context.words.quote_about(asked, place));
    }
    let case = if first.reported { "reported" } else { "found" };
    let mut draft = Draft::new(rule, case, &values, failure.span, failure.sentence);
    draft.explicit = first.explicit && first.law;
    draft.weight = group
        .iter()
        .map(|matter| matter.failure.weight)
        .fold(0.0, f32::max);
    // The row that the letter's words point to, wherever in the matter they stand.
    let exact = group.iter().filter(|matter| matter.exact);
    draft.diagnostic.reference = exact
        .chain(group)
        .find_map(|matter| reference(rule.kind, matter, pack));
    draft.diagnostic.severity = level(group, rule.severity);
    draft.property("duty", failure.duty.as_str());
    if let Some(entry) = first.entry.filter(|_| first.exact) {
        draft.property("entry", entry.id.as_str());
        draft.property("level", name_of(&entry.level));
    }
    draft.property("basis", name_of(&failure.basis));
    draft.property("extent", name_of(&failure.extent));
    draft.property("cover", name_of(&failure.cover));
    if let Some((action, _)) = action {
        draft.property("covered-by", action.id.to_string());
    }
    draft.property("places", group.len().to_string());
    let again = phrase(pack, "again", &Values::default());
    // What is only felt is a point about framing, and bears nothing out.
    let bears_out = |matter: &&&Matter<'_>| first.reported || !matter.felt;
    let places = rest
        .iter()
        .filter(bears_out)
        .map(|matter| Related {
            message: again.clone(),
            span: matter.failure.span,
        })
        .collect();
    draft.relate(places, RELATED, pack);
    if let Concern::Raise(..) = first.concern {
        surround(&mut draft, group, context);
    }
    if let Some((action, asked)) = action {
        draft.diagnostic.related.push(Related {
            message: action_name(action, pack),
            span: asked,
        });
    }
    draft
}

/// Shows what the first place of a matter leans on, and what the letter says is done about it.
fn surround(draft: &mut Draft, group: &[&Matter<'_>], context: &Context<'_>) {
    let first = group[0];
    let place = |key: &str, span: Span| Related {
        message: phrase(context.pack, key, &Values::default()),
        span,
    };
    let related = &mut draft.diagnostic.related;
    let leant_on = context
        .words
        .sentence_before(first.failure.sentence)
        .filter(|before| {
            first.wording.leans && !related.iter().any(|known| known.span.overlaps(*before))
        });
    if let Some(before) = leant_on {
        related.insert(0, place("before", before));
    }
    // What is done about one place of a passage is done about the matter.
    let here = |matter: &&&Matter<'_>| matter.wording.block == first.wording.block;
    let answered = group
        .iter()
        .filter(here)
        .find_map(|matter| answer::to(matter.failure, context));
    related.extend(answered.map(|answer| place("adds", answer)));
}

/// The level of a matter: the most pressing of its places, as far as the rule goes.
fn level(group: &[&Matter<'_>], most: Severity) -> Severity {
    let level = group
        .iter()
        .filter_map(|matter| matter.concern.level())
        .max();
    match level {
        // Only law can go over what the pack sets; the pack can set a rule lower.
        Some(Severity::Error) if most >= Severity::Warning => Severity::Error,
        Some(level) => level.min(most),
        None => most,
    }
}

/// A value's name as the pack writes it.
pub(super) fn name_of<T: serde::Serialize>(value: &T) -> String {
    match serde_json::to_value(value) {
        Ok(serde_json::Value::String(name)) => name,
        _ => String::new(),
    }
}

/// A fault in a template of a pack: the file's rule, if any, and what is wrong.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct TemplateFault {
    /// The rule's id; none for the pack's shared phrases.
    pub(crate) rule: Option<String>,
    /// The message's, help's or phrase's name.
    pub(crate) case: String,
    /// The name in it that nothing fills; none when the case itself is missing.
    pub(crate) name: Option<String>,
}

/// Templates that name a fact which their rule kind does not know, and cases that are missing.
pub(crate) fn template_faults(pack: &Pack) -> Vec<TemplateFault> {
    let mut faults = Vec::new();
    let mut look = |rule: Option<&str>, case: &str, words: &str, known: &[&str]| {
        for name in template::unknown(words, known) {
            faults.push(TemplateFault {
                rule: rule.map(str::to_owned),
                case: case.to_owned(),
                name: Some(name.to_owned()),
            });
        }
    };
    for rule in pack.rules() {
        let known = template::known(rule.kind);
        for (case, words) in rule.message.iter().chain(&rule.help) {
            look(Some(rule.id.get_ref()), case, words, known);
        }
        for rewording in &rule.rewording {
            look(
                Some(rule.id.get_ref()),
                "rewording",
                &rewording.title,
                &["cue", "replacement"],
            );
        }
    }
    for (name, words) in &pack.about.phrases {
        look(None, name, words, template::PHRASE_NAMES);
    }
    for rule in pack.rules() {
        let missing = |words: &std::collections::BTreeMap<String, String>, case: &str| {
            !words.contains_key(case)
        };
        let cases = template::cases(rule.kind)
            .iter()
            .filter(|case| missing(&rule.message, case));
        let helps = ["found"].iter().filter(|case| missing(&rule.help, case));
        for case in cases.chain(helps) {
            faults.push(TemplateFault {
                rule: Some(rule.id.get_ref().clone()),
                case: (*case).to_owned(),
                name: None,
            });
        }
    }
    faults
}
