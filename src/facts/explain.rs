//! How the analysis read a passage: tokens and tags, clauses, patterns, and what was found there.

use super::analyse::analyse;
use super::duty_failure;
use super::sign_classes::Signs;
use crate::grammar::{Paragraph, clause};
use crate::letter::Letter;
use crate::pack::Pack;
use crate::span::Span;
use std::fmt::Write as _;

/// Explains the sentences that a span touches; nothing when it touches none.
pub fn explain(letter: &Letter, pack: &Pack, span: Span) -> Option<String> {
    let mut out = String::new();
    let mut touched = Vec::new();
    let joints = clause::Joints::new(pack);
    for block in letter
        .blocks
        .iter()
        .filter(|block| block.span.overlaps(span))
    {
        let paragraph = Paragraph::read(&block.visible, &letter.text, pack);
        for sentence in paragraph.sentences.iter() {
            if !paragraph.sentence_span(sentence).overlaps(span) {
                continue;
            }
            touched.push(paragraph.sentence_span(sentence));
            let _ = writeln!(
                out,
                "sentence: {}",
                &paragraph.words[sentence.start as usize..sentence.end as usize]
            );
            for clause in clause::split(sentence, &joints) {
                let _ = writeln!(out, "  clause ({:?})", clause.link);
                for token in &sentence.tokens[clause.first..clause.end] {
                    let word = &paragraph.words[token.start as usize..token.end as usize];
                    let classes: Vec<&str> = pack.lexicon.class_names(token.classes).collect();
                    let _ = writeln!(
                        out,
                        "    {word:<24} {:<10} {}",
                        format!("{:?}", token.tag),
                        classes.join(" ")
                    );
                }
            }
            for found in &sentence.found {
                let words = &paragraph.words[found.start as usize..found.end as usize];
                let uses: Vec<String> = pack.uses[found.pattern as usize]
                    .iter()
                    .map(|use_| pack.describe(*use_))
                    .collect();
                let _ = writeln!(
                    out,
                    "  pattern `{}` on “{words}”: {}",
                    pack.lexicon.patterns.source(found.pattern),
                    uses.join(", ")
                );
            }
        }
    }
    if out.is_empty() {
        return None;
    }
    let facts = analyse(letter, pack);
    let signs = Signs::new(pack);
    for section in facts
        .sections
        .iter()
        .filter(|section| section.role.is_findings())
    {
        for block in letter.blocks[section.blocks.clone()]
            .iter()
            .filter(|block| block.span.overlaps(span))
        {
            let paragraph = Paragraph::read(&block.visible, &letter.text, pack);
            for (clause, told) in duty_failure::weighed(&paragraph, section.role, pack, &signs) {
                if touched.iter().any(|sentence| sentence.contains(clause)) {
                    let _ = writeln!(out, "weighed: “{}”: {told}", clause.of(&letter.text));
                }
            }
        }
    }
    for attribution in facts
        .attributions
        .iter()
        .filter(|attribution| attribution.sentence.overlaps(span))
    {
        let _ = writeln!(
            out,
            "attribution: {} “{}” {} {} ({}){}",
            attribution.group.name(),
            attribution.cue.of(&letter.text),
            attribution.class.name(),
            attribution.source.of(&letter.text),
            attribution.frame,
            if attribution.sentiment {
                ", sentiment"
            } else {
                ""
            },
        );
    }
    for failure in facts
        .duty_failures
        .iter()
        .filter(|failure| failure.span.overlaps(span))
    {
        let _ = writeln!(
            out,
            "duty failure: {} “{}” ({})",
            failure.duty,
            failure.span.of(&letter.text),
            failure.signs
        );
    }
    Some(out)
}
