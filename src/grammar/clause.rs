//! Clauses of a sentence: where one statement ends and the next begins, and how they hang together.

use super::joint::{has_verb_before, joint};
use super::sentence::Sentence;
use crate::pack::Pack;
use crate::pack::lexicon::ClassSet;

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
    pub(super) links: ClassSet,
    pub(crate) concessive: ClassSet,
    pub(super) contrast: ClassSet,
    pub(super) purposive: ClassSet,
    pub(super) so: ClassSet,
    pub(super) hypothetical: ClassSet,
    pub(super) causal: ClassSet,
    pub(crate) result: ClassSet,
    pub(super) condition: ClassSet,
    pub(super) bracket: ClassSet,
    pub(super) since: ClassSet,
    pub(super) negator: ClassSet,
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
            negator: class("negator"),
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::grammar::Paragraph;
    use crate::letter::Visible;
    use crate::span::Span;

    /// The clauses of a sentence, each as its words.
    fn clauses(text: &str) -> Vec<&str> {
        let pack = Pack::area_send().expect("the built-in pack loads");
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
        assert_eq!(
            clauses("While some plans are precise, others are late and none is checked."),
            [
                "While some plans are precise",
                "others are late",
                "none is checked."
            ]
        );
        assert_eq!(
            clauses("Reviews are held each year and, in other schools, not all plans are good."),
            [
                "Reviews are held each year",
                "in other schools, not all plans are good."
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
