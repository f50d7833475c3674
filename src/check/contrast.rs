//! Leaders are said to know where families, on the same matter, are said to feel.

use super::Context;
use super::amiss::Judge;
use super::draft::{Draft, name_of, phrase};
use super::sentiment::group_name;
use super::template::{Values, small};
use crate::diagnostic::Related;
use crate::facts::{Attribution, Content, CueClass, Polarity, Side, Status};
use crate::pack::Use;
use crate::pack::schema::RuleFile;
use crate::span::Span;

/// The most points of such a rule in a letter, when it sets no limit of its own.
const MOST: f64 = 2.0;
/// Weight from which a pattern names a duty's matter.
const NAMES: f32 = 3.0;
/// How many blocks apart the two may stand when they are about the same matter.
const NEAR: usize = 2;

/// The points of such a rule.
pub(super) fn find(rule: &RuleFile, context: &Context<'_>) -> Vec<Draft> {
    let judge = Judge::new(context);
    let most = rule.limits.get("most").copied().unwrap_or(MOST) as usize;
    let knowing: Vec<&Attribution> = context
        .facts
        .attributions
        .iter()
        .filter(|attribution| is_knowing(attribution))
        .collect();
    let feeling =
        context.facts.attributions.iter().filter(|attribution| {
            is_feeling(attribution) && !judge.is_positive(attribution, context)
        });
    let mut drafts: Vec<Draft> = Vec::new();
    let mut used: Vec<Span> = Vec::new();
    for family in feeling {
        let Some((leaders, topic)) = knowing
            .iter()
            .filter(|leaders| !used.contains(&leaders.cue))
            .find_map(|leaders| Some((*leaders, shared(family, leaders, context)?)))
        else {
            continue;
        };
        used.push(leaders.cue);
        drafts.push(write(rule, family, leaders, &topic, context));
        if drafts.len() == most {
            break;
        }
    }
    drafts
}

fn is_knowing(attribution: &Attribution) -> bool {
    attribution.class == CueClass::Knowledge
        && attribution.group.side() == Side::Professional
        && attribution.polarity == Polarity::Affirmed
        && attribution.status == Status::Fact
        && !attribution.quoted
}

fn is_feeling(attribution: &Attribution) -> bool {
    attribution.sentiment
        && attribution.class != CueClass::Emotion
        && attribution.content == Content::Claim
        && attribution.polarity == Polarity::Affirmed
        && !attribution.quoted
}

/// The matter that both are about, or nothing when they have none in common: one paragraph or one
/// duty's matter nearby. Empty when the paragraph is all that they share.
fn shared(family: &Attribution, leaders: &Attribution, context: &Context<'_>) -> Option<String> {
    let block = |span| context.words.blocks(span).next().map(|(index, _)| index);
    let apart = block(family.cue)?.abs_diff(block(leaders.cue)?);
    if apart > NEAR {
        return None;
    }
    let (ours, theirs) = (
        topics(family.sentence, context),
        topics(leaders.sentence, context),
    );
    let one_thing = || context.name_one_thing(family.sentence, leaders.sentence);
    match ours.iter().find(|duty| theirs.contains(duty)) {
        Some(duty)
            if one_thing()
                || !context.names_something(family.sentence)
                    && !context.names_something(leaders.sentence) =>
        {
            Some(small(&context.pack.duties[*duty as usize].title))
        }
        _ if apart == 0 && one_thing() => Some(String::new()),
        _ => None,
    }
}

fn topics(sentence: Span, context: &Context<'_>) -> Vec<u16> {
    let mut topics = Vec::new();
    for use_ in context.words.uses(sentence) {
        if let Use::Topic(duty, weight) = use_
            && weight >= NAMES
            && !topics.contains(&duty)
        {
            topics.push(duty);
        }
    }
    topics
}

fn write(
    rule: &RuleFile,
    family: &Attribution,
    leaders: &Attribution,
    topic: &str,
    context: &Context<'_>,
) -> Draft {
    let text = &context.letter.text;
    let words = |span: Span| {
        span.of(text)
            .split_whitespace()
            .collect::<Vec<_>>()
            .join(" ")
    };
    let values = Values::default()
        .with("who", group_name(family.group, context))
        .with("cue", words(family.cue))
        .with("quote", context.words.quote(family.statement()))
        .with("other", group_name(leaders.group, context))
        .with("other-cue", words(leaders.cue))
        .with(
            "other-quote",
            context.words.quote(leaders.source.to(leaders.cue)),
        )
        .with("topic", topic);
    let mut draft = Draft::new(
        rule,
        if topic.is_empty() { "found" } else { "topic" },
        &values,
        family.cue,
        family.sentence,
    );
    draft.property("group", family.group.name());
    draft.property("class", family.class.name());
    draft.property("other-group", leaders.group.name());
    draft.property("other-class", name_of(&leaders.class));
    let message = phrase(context.pack, "other-side", &Values::default());
    draft.relate(
        vec![Related {
            message,
            span: leaders.statement(),
        }],
        1,
        context.pack,
    );
    draft
}
