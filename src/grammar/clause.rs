//! Clauses of a sentence: where one statement ends and the next begins, and how they hang together.

use super::sentence::Sentence;
use super::tag::Tag;
use super::token::Token;
use crate::pack::Pack;
use crate::pack::lexicon::{ClassSet, pos};

/// How a clause hangs on the one before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Link {
    /// The sentence's first, or one that goes on.
    Main,
    /// "While …", "although …", "despite …".
    Concessive,
    /// "but …", "however …".
    Contrast,
    /// "so that …", "in order to …".
    Purpose,
    /// "if …".
    Hypothetical,
    /// "because …", "due to …".
    Cause,
    /// "which means that …", "leading to …".
    Result,
}

/// A clause as a range of its sentence's tokens.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Clause {
    pub(crate) first: usize,
    /// After the last token.
    pub(crate) end: usize,
    pub(crate) link: Link,
}

/// Classes that part clauses, looked up once a letter.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Joints {
    /// All of the classes that say how a clause hangs on.
    links: ClassSet,
    pub(crate) concessive: ClassSet,
    contrast: ClassSet,
    purposive: ClassSet,
    so: ClassSet,
    hypothetical: ClassSet,
    causal: ClassSet,
    pub(crate) result: ClassSet,
    condition: ClassSet,
    bracket: ClassSet,
    since: ClassSet,
}

impl Joints {
    pub(crate) fn new(pack: &Pack) -> Self {
        let class = |name| pack.lexicon.class(name);
        let joints = Joints {
            links: ClassSet::NONE,
            concessive: class("concessive"),
            contrast: class("contrast"),
            purposive: class("purposive"),
            so: class("so"),
            hypothetical: class("hypothetical"),
            causal: class("causal"),
            result: class("result"),
            condition: class("condition"),
            bracket: class("bracket"),
            since: class("since"),
        };
        Joints {
            links: joints.concessive
                | joints.contrast
                | joints.purposive
                | joints.hypothetical
                | joints.causal
                | joints.result,
            ..joints
        }
    }
}

/// Splits a sentence.
pub(crate) fn split(sentence: &Sentence, joints: &Joints) -> Vec<Clause> {
    let tokens = &sentence.tokens;
    let mut clauses = Vec::new();
    let mut first = 0;
    let mut link = Link::Main;
    // "Where …, leaders …": the comma ends it, as it ends a concession.
    let conditional = tokens
        .first()
        .is_some_and(|first| first.is(joints.condition));
    let mut open_concession = false;
    for at in 0..tokens.len() {
        let open = open_concession || conditional && first == 0 && has_verb_before(sentence, at);
        let (opens, next_link, skip) = joint(sentence, joints, at, first, open);
        if !opens {
            continue;
        }
        let start = at + skip;
        if start > first {
            clauses.push(Clause {
                first,
                end: at.max(first + 1).min(start),
                link,
            });
        }
        first = start;
        link = next_link;
        open_concession = next_link == Link::Concessive
            || at == 0 && matches!(next_link, Link::Purpose | Link::Hypothetical | Link::Cause);
    }
    if first < tokens.len() {
        clauses.push(Clause {
            first,
            end: tokens.len(),
            link,
        });
    }
    clauses.retain(|clause| clause.end > clause.first);
    clauses
}

/// Whether a new clause begins at a token, how it hangs on, and how many tokens part the two.
fn joint(
    sentence: &Sentence,
    joints: &Joints,
    at: usize,
    clause_start: usize,
    open_concession: bool,
) -> (bool, Link, usize) {
    let tokens = &sentence.tokens;
    let token = &tokens[at];
    let marked = |class| token.is(class) && (at == 0 || !tokens[at - 1].is(class));
    let is_comma = |at: usize| tokens.get(at).is_some_and(|token| token.tag == Tag::Comma);
    let link = if !token.is(joints.links) {
        None
    } else if marked(joints.concessive) {
        Some(Link::Concessive)
    } else if marked(joints.result) {
        Some(Link::Result)
    } else if marked(joints.purposive) && !is_comma(at + 1) && !is_degree(sentence, joints, at) {
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
        // "has not yet", "is yet to": no contrast.
        let not_yet = link == Link::Contrast
            && at > 0
            && (tokens[at - 1].tag == Tag::Neg
                || tokens[at - 1].tag.is_finite()
                || tokens.get(at + 1).is_some_and(|next| next.tag == Tag::To));
        // "The board does not, however, hear of it", "Advice, on the other hand, is late": inside the
        // clause that it sets against another.
        let behind = (at..tokens.len()).find(|at| !tokens[*at].is(joints.contrast));
        let aside =
            link == Link::Contrast && at > 0 && is_comma(at - 1) && behind.is_some_and(is_comma);
        // "The adjustments that pupils need in order to learn are not made": the verb is still to come.
        let in_subject = matches!(link, Link::Purpose | Link::Cause)
            && at > clause_start
            && is_awaiting_verb(&tokens[clause_start..at]);
        // "The lack of a strategy has led to delays": one statement, for only a noun phrase stands before.
        let bare_subject = link == Link::Result
            && token.tag.is_verbal()
            && token.tag != Tag::Ing
            && !tokens[clause_start..at]
                .iter()
                .any(|token| token.tag == Tag::Verb || token.tag == Tag::Be);
        // "This is partly due to a lack of places": the cause is what is said.
        let predicate = link == Link::Cause
            && tokens[clause_start..at]
                .iter()
                .rev()
                .find(|token| token.tag != Tag::Adv)
                .is_some_and(|token| token.tag == Tag::Be);
        // "information that would lead to better plans": which one is meant.
        let is_auxiliary = |token: &Token| {
            matches!(
                token.tag,
                Tag::Modal | Tag::Have | Tag::Be | Tag::Adv | Tag::Neg
            )
        };
        let opener = tokens[clause_start..at]
            .iter()
            .rposition(|token| !is_auxiliary(token))
            .map(|opener| clause_start + opener);
        let restricts = link == Link::Result
            && token.tag.is_verbal()
            && opener.is_some_and(|at| {
                tokens[at].tag == Tag::Rel && at > clause_start && !is_comma(at - 1)
            });
        // "and has not led to improvement": what has not come about is no result.
        let negated = link == Link::Result
            && token.tag.is_verbal()
            && tokens[opener.map_or(clause_start, |opener| opener + 1)..at]
                .iter()
                .any(|token| token.tag == Tag::Neg);
        // "The support that pupils with SEND but without a plan receive": no verb stands before.
        let in_phrase = link == Link::Contrast
            && at > clause_start
            && token.tag == Tag::Conj
            && tokens
                .get(at + 1)
                .is_some_and(|next| next.tag == Tag::Prep || next.pos & pos::PREP != 0)
            && verb_groups(&tokens[clause_start..at]).next().is_none();
        let is_time = token.is(joints.since) && !tells_cause(&tokens[at + 1..]);
        let inside = aside
            || in_subject
            || bare_subject
            || predicate
            || restricts
            || negated
            || in_phrase
            || is_time;
        return (!not_yet && !inside, link, 0);
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
        return (true, Link::Main, 1);
    }
    (false, Link::Main, 0)
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

fn has_verb_before(sentence: &Sentence, at: usize) -> bool {
    sentence.tokens[..at]
        .iter()
        .any(|token| token.tag.is_finite())
}

/// "so plans are late", and not "so plans can be written" or "so that plans are on time".
fn is_outcome(sentence: &Sentence, joints: &Joints, at: usize) -> bool {
    let [so, next, behind @ ..] = &sentence.tokens[at..] else {
        return false;
    };
    so.is(joints.so)
        && !next.is(joints.purposive)
        && !matches!(next.tag, Tag::To | Tag::Verb)
        && [next]
            .into_iter()
            .chain(behind)
            .find(|token| token.tag.is_finite())
            .is_some_and(|verb| verb.tag != Tag::Modal)
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

/// "when speech or play", "that pupils or parents": the subject of a clause that has begun goes on, for its
/// verb is still to come.
fn is_among_subjects(tokens: &[Token]) -> bool {
    tokens
        .iter()
        .rposition(|token| token.tag == Tag::Sub)
        .is_some_and(|sub| !tokens[sub..].iter().any(|token| token.tag.is_finite()))
}

/// Whether words open a clause whose own verb they do not hold: every finite verb is a relative clause's.
fn is_awaiting_verb(tokens: &[Token]) -> bool {
    let relatives = (0..tokens.len()).filter(|at| opens_relative(tokens, *at));
    let relatives = relatives.count();
    relatives > 0 && verb_groups(tokens).count() == relatives
}

/// "pupils who …", "the adjustments that pupils …".
fn opens_relative(tokens: &[Token], at: usize) -> bool {
    let token = &tokens[at];
    token.tag == Tag::Rel
        || token.tag == Tag::Sub
            && token.pos & pos::REL != 0
            && at > 0
            && tokens[at - 1].tag == Tag::Noun
            && tokens
                .get(at + 1)
                .is_some_and(|next| next.tag == Tag::Pron || next.tag.opens_noun_phrase())
}

/// Where the groups of finite verbs begin: "has been late" is one, and "to attend" is none.
pub(crate) fn verb_groups(tokens: &[Token]) -> impl Iterator<Item = usize> {
    (0..tokens.len()).filter(|at| {
        let before = tokens[..*at].iter().rfind(|token| token.tag != Tag::Adv);
        tokens[*at].tag.is_finite()
            && !before.is_some_and(|before| before.tag.is_finite() || before.tag == Tag::To)
    })
}

/// How far a subject may reach before its verb, in tokens.
const SUBJECT: usize = 14;

/// Whether a noun phrase and its finite verb begin at `from`.
fn new_subject(sentence: &Sentence, from: usize) -> bool {
    let tokens = &sentence.tokens[from.min(sentence.tokens.len())..];
    let tag = |at: usize| tokens.get(at).map(|token| token.tag);
    let mut noun = false;
    let mut joined = false;
    let mut at = 0;
    while at < tokens.len().min(SUBJECT) {
        match tokens[at].tag {
            Tag::Noun | Tag::Pron => noun = true,
            // "and referrals and give": joined to a verb before.
            tag if tag.is_finite() => return noun && !joined,
            Tag::Det | Tag::Quant | Tag::Num | Tag::Adj | Tag::PossPron | Tag::Poss | Tag::Adv => {}
            Tag::Prep | Tag::Conj if noun => {}
            // "access to therapy", and "a plan to improve access".
            Tag::To if noun => at += usize::from(tag(at + 1) == Some(Tag::Verb)),
            // "parents, carers and pupils".
            Tag::Comma
                if noun
                    && tag(at.wrapping_sub(1)) == Some(Tag::Noun)
                    && goes_on(&tokens[at + 1..]) => {}
            // "adjustments and help that would have made a difference" has no verb of its own.
            Tag::Rel if noun => return has_own_verb(&tokens[at..]),
            _ => return false,
        }
        joined = tokens[at].tag == Tag::Conj;
        at += 1;
    }
    false
}

/// "carers and young people": a list whose first item stood before the comma goes on.
fn goes_on(tokens: &[Token]) -> bool {
    let item = tokens
        .iter()
        .take_while(|token| token.tag.opens_noun_phrase())
        .count();
    item > 0
        && tokens
            .get(item)
            .is_some_and(|next| matches!(next.tag, Tag::Conj | Tag::Comma))
}

/// Whether a verb follows a relative clause that is not its own.
fn has_own_verb(tokens: &[Token]) -> bool {
    let relatives = tokens.iter().filter(|token| token.tag == Tag::Rel).count();
    verb_groups(tokens).count() > relatives
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::grammar::Paragraph;
    use crate::letter::Visible;
    use crate::span::Span;

    /// The clauses of a sentence, each as its words.
    fn clauses(text: &str) -> Vec<&str> {
        let pack = Pack::area_send().unwrap();
        let visible = Visible::Plain(Span {
            start: 0,
            end: text.len() as u32,
        });
        let paragraph = Paragraph::read(&visible, text, &pack);
        let sentence = &paragraph.sentences[0];
        split(sentence, &Joints::new(&pack))
            .iter()
            .map(|clause| {
                let tokens = &sentence.tokens[clause.first..clause.end];
                &text[tokens[0].start as usize..tokens[tokens.len() - 1].end as usize]
            })
            .collect()
    }

    #[test]
    fn a_clause_begins_where_a_subject_has_a_verb_of_its_own() {
        assert_eq!(
            clauses("Plans are late and the council does not tell parents."),
            ["Plans are late", "the council does not tell parents."]
        );
        assert_eq!(
            clauses("Reviews are late and most parents, carers and young people do not know why."),
            [
                "Reviews are late",
                "most parents, carers and young people do not know why."
            ]
        );
        assert_eq!(
            clauses("When they arrive, reports to panels and schools do not say what is needed."),
            [
                "When they arrive",
                "reports to panels and schools do not say what is needed."
            ]
        );
    }

    #[test]
    fn what_is_joined_inside_a_clause_begins_none() {
        for text in [
            "Pupils do not get the adjustments and the help that would make a difference.",
            "The plan to raise the number of places in units and special schools is not clear.",
            "Children wait for occupational therapy (OT) assessments.",
            "Nurses do not send reports, for they are not asked to do so when plans are written.",
            "Reports do not hold the information that would lead to better plans.",
        ] {
            assert_eq!(clauses(text), [text]);
        }
    }
}
