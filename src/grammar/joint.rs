//! Where a new clause begins inside a sentence, and how it hangs on the one before it.

use super::clause::{Joints, Link};
use super::own_verb::{is_among_subjects, is_awaiting_verb, new_subject, verb_groups};
use super::sentence::Sentence;
use super::tag::Tag;
use super::token::Token;
use crate::pack::lexicon::pos;

/// Whether a new clause begins at a token, how it hangs on, and how many tokens part the two.
pub(super) fn joint(
    sentence: &Sentence,
    joints: &Joints,
    at: usize,
    clause_start: usize,
    open_concession: bool,
) -> (bool, Link, usize) {
    let tokens = &sentence.tokens;
    let token = &tokens[at];
    let marked = |class| token.is(class) && (at == 0 || !tokens[at - 1].is(class));
    let link = if !token.is(joints.links) {
        None
    } else if marked(joints.concessive) {
        Some(Link::Concessive)
    } else if marked(joints.result) {
        Some(Link::Result)
    } else if marked(joints.purposive)
        && !is_comma(tokens, at + 1)
        && !is_degree(sentence, joints, at)
    {
        // "Even so, plans are late" has no purpose; "so plans are late" tells what came of it.
        Some(if is_outcome(sentence, joints, at) {
            Link::Result
        } else {
            Link::Purpose
        })
    } else if marked(joints.causal) && token.tag != Tag::Noun && !token.tag.is_verbal() {
        Some(Link::Cause)
    } else if marked(joints.hypothetical) && token.tag != Tag::Modal {
        Some(Link::Hypothetical)
    } else if marked(joints.contrast) {
        Some(Link::Contrast)
    } else {
        None
    };
    if let Some(link) = link {
        return (!is_inside(tokens, joints, clause_start, at, link), link, 0);
    }
    if token.tag == Tag::Punct
        && token.end - token.start == 1
        && !token.quoted
        && !token.is(joints.bracket)
        && semicolon(sentence, at)
    {
        return (true, Link::Main, 1);
    }
    // "While X, Y": the comma ends the concession once it has its verb and a new subject follows.
    if token.tag == Tag::Comma && open_concession && new_subject(sentence, at + 1) {
        return (true, Link::Main, 1);
    }
    // "…, and plans are late".
    let conj = token.tag == Tag::Conj && at > 0;
    if conj
        && verb_groups(&tokens[clause_start..at]).next().is_some()
        && new_subject(sentence, at + 1)
        && !is_among_subjects(&tokens[clause_start..at])
    {
        // "and, in other schools, help is late".
        return (true, Link::Main, 1 + usize::from(is_comma(tokens, at + 1)));
    }
    (false, Link::Main, 0)
}

/// Whether the word at `at`, which could join a clause to the one from `clause_start` on, stands inside that one.
fn is_inside(
    tokens: &[Token],
    joints: &Joints,
    clause_start: usize,
    at: usize,
    link: Link,
) -> bool {
    let before = &tokens[clause_start..at];
    match link {
        Link::Contrast => {
            is_yet(tokens, at) || is_aside(tokens, joints, at) || joins_phrases(tokens, before, at)
        }
        // "The adjustments that pupils need in order to learn are not made": the verb is still to come.
        Link::Purpose => is_awaiting_verb(before),
        Link::Cause => {
            is_awaiting_verb(before)
                || is_predicate(before)
                || tokens[at].is(joints.since) && !tells_cause(&tokens[at + 1..])
        }
        Link::Result => tokens[at].tag.is_verbal() && is_no_result(before, tokens[at].tag),
        Link::Main | Link::Concessive | Link::Hypothetical => false,
    }
}

/// "has not yet", "is yet to": no contrast.
fn is_yet(tokens: &[Token], at: usize) -> bool {
    at > 0
        && (tokens[at - 1].tag == Tag::Neg
            || tokens[at - 1].tag.is_finite()
            || tokens.get(at + 1).is_some_and(|next| next.tag == Tag::To))
}

/// "The board does not, however, hear of it", "Advice, on the other hand, is late": inside the clause that it sets
/// against another.
fn is_aside(tokens: &[Token], joints: &Joints, at: usize) -> bool {
    let behind = (at..tokens.len()).find(|at| !tokens[*at].is(joints.contrast));
    at > 0 && is_comma(tokens, at - 1) && behind.is_some_and(|behind| is_comma(tokens, behind))
}

/// "The support that pupils with SEND but without a plan receive": no verb stands before.
fn joins_phrases(tokens: &[Token], before: &[Token], at: usize) -> bool {
    let in_phrase = tokens
        .get(at + 1)
        .is_some_and(|next| next.tag == Tag::Prep || next.pos & pos::PREP != 0);
    !before.is_empty()
        && tokens[at].tag == Tag::Conj
        && in_phrase
        && verb_groups(before).next().is_none()
}

/// "This is partly due to a lack of places": the cause is what is said.
fn is_predicate(before: &[Token]) -> bool {
    let last = before.iter().rfind(|token| token.tag != Tag::Adv);
    last.is_some_and(|last| last.tag == Tag::Be)
}

/// Whether a verb that could tell what has come about does not: `before` is what its clause holds before it.
fn is_no_result(before: &[Token], verb: Tag) -> bool {
    // "The lack of a strategy has led to delays": one statement, for only a noun phrase stands before.
    let bare_subject = verb != Tag::Ing
        && !before
            .iter()
            .any(|token| token.tag == Tag::Verb || token.tag == Tag::Be);
    let is_auxiliary = |token: &Token| {
        matches!(
            token.tag,
            Tag::Modal | Tag::Have | Tag::Be | Tag::Adv | Tag::Neg
        )
    };
    let opener = before.iter().rposition(|token| !is_auxiliary(token));
    // "information that would lead to better plans": which one is meant.
    let restricts = opener.is_some_and(|opener| {
        before[opener].tag == Tag::Rel && opener > 0 && !is_comma(before, opener - 1)
    });
    // "and has not led to improvement": what has not come about is no result.
    let negated = before[opener.map_or(0, |opener| opener + 1)..]
        .iter()
        .any(|token| token.tag == Tag::Neg);
    bare_subject || restricts || negated
}

fn is_comma(tokens: &[Token], at: usize) -> bool {
    tokens.get(at).is_some_and(|token| token.tag == Tag::Comma)
}

/// "since staff left", and not "since March": whether a verb comes before the next joint.
fn tells_cause(tokens: &[Token]) -> bool {
    tokens
        .iter()
        .take_while(|token| !matches!(token.tag, Tag::Comma | Tag::Conj | Tag::Punct))
        .any(|token| token.tag.is_finite())
}

fn semicolon(sentence: &Sentence, at: usize) -> bool {
    let tokens = &sentence.tokens;
    // A full stop ends the sentence, brackets and quotation marks part nothing: what is left inside a
    // sentence, right behind a word and before a space, is a semicolon, colon or dash.
    at > 0
        && at + 1 < tokens.len()
        && tokens[at - 1].end == tokens[at].start
        && tokens[at + 1].start > tokens[at].end
        && has_verb_before(sentence, at)
}

/// "so plans are late", "so leaders cannot tell", and not "so plans can be written" or "so that plans are on time".
fn is_outcome(sentence: &Sentence, joints: &Joints, at: usize) -> bool {
    let [so, behind @ ..] = &sentence.tokens[at..] else {
        return false;
    };
    let Some(next) = behind.first() else {
        return false;
    };
    let verb = behind.iter().position(|token| token.tag.is_finite());
    so.is(joints.so)
        && !next.is(joints.purposive)
        && !matches!(next.tag, Tag::To | Tag::Verb)
        && verb.is_some_and(|verb| {
            behind[verb].tag != Tag::Modal
                || behind[verb..]
                    .iter()
                    .take(2)
                    .any(|token| token.is(joints.negator))
        })
}

/// "is so slow", "does not do so": how much, or the act named before, and not what for.
fn is_degree(sentence: &Sentence, joints: &Joints, at: usize) -> bool {
    let [so, behind @ ..] = &sentence.tokens[at..] else {
        return false;
    };
    // "are not invited to do so when", "does not do so".
    let stands_for_act = at > 0 && sentence.tokens[at - 1].tag == Tag::Do;
    so.is(joints.so)
        && (stands_for_act
            || match behind {
                [] => true,
                [next, ..] if next.is(joints.purposive) => false,
                [next, after @ ..] => match next.tag {
                    Tag::Punct | Tag::Adv | Tag::Other | Tag::Participle => true,
                    // "so disabled children can join in".
                    Tag::Adj => !after
                        .first()
                        .is_some_and(|after| matches!(after.tag, Tag::Noun | Tag::Adj)),
                    _ => false,
                },
            })
}

pub(super) fn has_verb_before(sentence: &Sentence, at: usize) -> bool {
    sentence.tokens[..at]
        .iter()
        .any(|token| token.tag.is_finite())
}
