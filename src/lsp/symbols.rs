//! A letter's outline: sections with their roles, failings under the findings, and actions with the
//! failings that they take up.

use super::analysis::View;
use super::wording;
use crate::facts::{Action, DutyFailure, Section};
use crate::span::Span;
use gen_lsp_types::{
    BaseSymbolInformation, DocumentSymbol, DocumentSymbolResponse, SymbolInformation, SymbolKind,
};

/// The most bytes of a failing or action that an outline shows.
const LONGEST: usize = 72;

/// The outline, as a tree or, for clients that know no trees, as a list.
pub(super) fn symbols(view: &View<'_>, tree: bool) -> DocumentSymbolResponse {
    let sections: Vec<DocumentSymbol> = view
        .read
        .facts
        .sections
        .iter()
        .map(|section| of_section(section, view))
        .collect();
    if tree {
        return DocumentSymbolResponse::DocumentSymbolList(sections);
    }
    let mut list = Vec::new();
    for section in sections {
        flatten(section, None, view, &mut list);
    }
    DocumentSymbolResponse::SymbolInformationList(list)
}

fn of_section(section: &Section, view: &View<'_>) -> DocumentSymbol {
    let letter = &view.read.letter;
    let heading = letter
        .blocks
        .get(section.blocks.start)
        .filter(|_| !section.title.is_empty())
        .map_or(
            Span {
                start: section.span.start,
                end: section.span.start,
            },
            |block| block.span,
        );
    let facts = &view.read.facts;
    let children = if section.role.is_actions() {
        let inside = |action: &&Action| section.span.contains(action.span);
        facts
            .actions
            .iter()
            .filter(inside)
            .map(|action| of_action(action, view))
            .collect()
    } else {
        let inside = |failure: &&DutyFailure| section.span.contains(failure.span);
        facts
            .duty_failures
            .iter()
            .filter(inside)
            .map(|failure| of_failure(failure, view))
            .collect()
    };
    let role = wording::role(section.role);
    let name = if section.title.is_empty() {
        role
    } else {
        &section.title
    };
    symbol(
        name.to_owned(),
        role.to_owned(),
        SymbolKind::Namespace,
        section.span,
        heading,
        children,
        view,
    )
}

fn of_action(action: &Action, view: &View<'_>) -> DocumentSymbol {
    let taken_up = |failure: &&DutyFailure| failure.covered_by == Some(action.id);
    let failings: Vec<DocumentSymbol> = view
        .read
        .facts
        .duty_failures
        .iter()
        .filter(taken_up)
        .map(|failure| of_failure(failure, view))
        .collect();
    symbol(
        format!("{}. {}", action.number, words(action.span, view)),
        wording::takes_up(failings.len()),
        SymbolKind::Event,
        action.span,
        action.span,
        failings,
        view,
    )
}

fn of_failure(failure: &DutyFailure, view: &View<'_>) -> DocumentSymbol {
    let detail = if view.read.facts.actions.is_empty() {
        String::new()
    } else {
        wording::taken_up_by(failure, &view.read.facts)
    };
    let title = view
        .pack
        .duty(&failure.duty)
        .map_or(failure.duty.as_str(), |duty| duty.title.as_str());
    symbol(
        format!("{title}: {}", words(failure.span, view)),
        detail,
        SymbolKind::Key,
        failure.span,
        failure.span,
        Vec::new(),
        view,
    )
}

fn symbol(
    name: String,
    detail: String,
    kind: SymbolKind,
    span: Span,
    selection: Span,
    children: Vec<DocumentSymbol>,
    view: &View<'_>,
) -> DocumentSymbol {
    #[allow(deprecated, reason = "the field is there and stays empty")]
    DocumentSymbol {
        name,
        detail: Some(detail).filter(|detail| !detail.is_empty()),
        kind,
        tags: None,
        deprecated: None,
        range: view.buffer.range(span.to(selection)),
        selection_range: view.buffer.range(selection),
        children: Some(children).filter(|children| !children.is_empty()),
    }
}

fn flatten(
    symbol: DocumentSymbol,
    container: Option<&str>,
    view: &View<'_>,
    list: &mut Vec<SymbolInformation>,
) {
    #[allow(deprecated, reason = "the field is there and stays empty")]
    list.push(SymbolInformation {
        deprecated: None,
        location: gen_lsp_types::Location {
            uri: gen_lsp_types::Uri(view.buffer.uri.to_owned()),
            range: symbol.range,
        },
        base_symbol_information: BaseSymbolInformation {
            name: symbol.name.clone(),
            kind: symbol.kind,
            tags: None,
            container_name: container.map(str::to_owned),
        },
    });
    for child in symbol.children.into_iter().flatten() {
        flatten(child, Some(&symbol.name), view, list);
    }
}

/// The first words of a span on one line.
fn words(span: Span, view: &View<'_>) -> String {
    let words: Vec<&str> = span.of(&view.read.letter.text).split_whitespace().collect();
    let words = words.join(" ");
    if words.len() <= LONGEST {
        return words;
    }
    let mut end = LONGEST;
    while !words.is_char_boundary(end) {
        end -= 1;
    }
    let end = words[..end].rfind(' ').unwrap_or(end);
    format!("{} …", &words[..end])
}
