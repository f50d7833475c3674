//! Sections of a letter and their roles, from its headings.

use super::{Role, Section};
use crate::letter::{Block, BlockKind, Letter};
use crate::pack::Pack;
use crate::span::Span;

/// The sections of a letter in reading order. Text before the first heading that the pack knows is
/// `other`; a text without any known heading is a fragment, read as findings.
pub(crate) fn find(letter: &Letter, pack: &Pack) -> Vec<Section> {
    let mut sections: Vec<Section> = Vec::new();
    let mut known = false;
    for (index, block) in letter.blocks.iter().enumerate() {
        let role = role_of(block, letter, pack);
        let heading = matches!(block.kind, BlockKind::Heading(_));
        let opens = role.is_some() || (heading && ends_section(letter, index, sections.last()));
        if opens || sections.is_empty() {
            let (role, title) = if opens {
                (
                    role.unwrap_or_default(),
                    block.visible.words(&letter.text).to_owned(),
                )
            } else {
                (Role::Other, String::new())
            };
            sections.push(Section {
                role,
                title,
                span: block.span,
                blocks: index..index,
            });
        }
        known |= role.is_some();
        if let Some(section) = sections.last_mut() {
            section.blocks.end = index + 1;
            section.span = section.span.to(block.span);
        }
    }
    if !known {
        return fragment(letter);
    }
    sections
}

/// The role that a block gives its section as a heading, marked as one or not.
pub(crate) fn role_of(block: &Block, letter: &Letter, pack: &Pack) -> Option<Role> {
    let words = block.visible.words(&letter.text);
    let heading = match block.kind {
        BlockKind::Heading(_) => true,
        // Word drafts and pasted text have headings that are plain short paragraphs.
        BlockKind::Paragraph => is_short(words),
        _ => false,
    };
    heading.then(|| pack.role(words)).flatten()
}

/// Whether a paragraph may be a heading: short, and no sentence.
fn is_short(words: &str) -> bool {
    const LONGEST: usize = 120;
    words.len() < LONGEST && !words.ends_with(['.', ';', ',', ':', '!', '’', '”'])
}

/// A heading that the pack does not know ends a list of actions (contacts follow), and anything when
/// it stands at the section's own level; deeper headings stay inside.
fn ends_section(letter: &Letter, index: usize, open: Option<&Section>) -> bool {
    let Some(open) = open else { return true };
    let level = |block: usize| match letter.blocks[block].kind {
        BlockKind::Heading(level) => level,
        _ => u8::MAX,
    };
    level(index) <= level(open.blocks.start) || open.title.is_empty()
}

fn fragment(letter: &Letter) -> Vec<Section> {
    let Some((first, last)) = letter.blocks.first().zip(letter.blocks.last()) else {
        return Vec::new();
    };
    vec![Section {
        role: Role::Findings,
        title: String::new(),
        span: Span::new(first.span.start as usize, last.span.end as usize),
        blocks: 0..letter.blocks.len(),
    }]
}
