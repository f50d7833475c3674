//! Sections of a letter and their roles, from its headings.

use super::{Role, Section};
use crate::letter::{BlockKind, Letter};
use crate::pack::Pack;
use crate::span::Span;

/// The sections of a letter in reading order. Text before the first heading that the pack knows is
/// `other`; a text without any known heading is a fragment, read as findings.
pub(crate) fn find(letter: &Letter, pack: &Pack) -> Vec<Section> {
    let mut sections: Vec<Section> = Vec::new();
    let mut known = false;
    for (index, block) in letter.blocks.iter().enumerate() {
        let role = match block.kind {
            BlockKind::Heading(_) => pack.role(block.visible.words(&letter.text)),
            // Word drafts and pasted text have headings that are plain short paragraphs.
            BlockKind::Paragraph if block.span.len() < 120 => {
                pack.role(block.visible.words(&letter.text))
            }
            _ => None,
        };
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
