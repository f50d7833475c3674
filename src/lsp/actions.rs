//! What a writer can do about a point with one key: a safe fix, a suggestion, an allowance with its
//! reason, an explanation; and all safe fixes of a letter at once.

use super::analysis::View;
use super::client::Client;
use crate::allow::Reason;
use crate::diagnostic::{Diagnostic, Fix, Grade};
use crate::letter::BlockKind;
use crate::read::Format;
use crate::report::lsp;
use crate::span::Span;
use gen_lsp_types::{
    CodeAction, CodeActionKind, CodeActionResponse, Command, DocumentChange, Edit,
    OptionalVersionedTextDocumentIdentifier, Range, SnippetTextEdit, StringValue, TextDocumentEdit,
    TextDocumentIdentifier, TextEdit, Uri, WorkspaceEdit,
};
use std::collections::HashMap;

/// The command that explains a rule.
pub(super) const EXPLAIN: &str = "evenhand.explain";

/// The kind of the action that makes all safe fixes.
pub(super) const FIX_ALL: &str = "source.fixAll.evenhand";

/// The actions for a range, of the kinds that are asked for.
pub(super) fn actions(
    view: &View<'_>,
    range: Range,
    only: Option<&[CodeActionKind]>,
    client: &Client,
) -> Vec<CodeActionResponse> {
    let wanted = |kind: &str| {
        only.is_none_or(|only| {
            only.iter().any(|one| {
                let one = String::from(one.clone());
                kind.strip_prefix(one.as_str())
                    .is_some_and(|rest| one.is_empty() || rest.is_empty() || rest.starts_with('.'))
            })
        })
    };
    let mut found = Vec::new();
    if wanted("quickfix") {
        for point in view.points_at(view.buffer.span(range)) {
            found.extend(of_point(point, view, client));
        }
    }
    // An action on the whole letter is offered when it is asked for by its kind.
    if only.is_some() && wanted(FIX_ALL) {
        found.extend(fix_all(view, client));
    }
    if !client.action_literals {
        // A client of old takes commands alone.
        let commands = found.into_iter().filter_map(|action| action.command);
        return commands.map(CodeActionResponse::Command).collect();
    }
    found
        .into_iter()
        .map(CodeActionResponse::CodeAction)
        .collect()
}

fn of_point(point: &Diagnostic, view: &View<'_>, client: &Client) -> Vec<CodeAction> {
    let diagnostic = lsp::diagnostic(point, &view.buffer, None, client.related);
    let action = |title: String| CodeAction {
        title,
        kind: Some(CodeActionKind::QuickFix),
        diagnostics: Some(vec![diagnostic.clone()]),
        ..CodeAction::default()
    };
    let mut actions = Vec::new();
    if let Some(fix) = point.fix.as_ref().filter(|fix| !fix.edits.is_empty()) {
        let safe = fix.grade == Grade::Safe;
        let title = if safe {
            fix.title.clone()
        } else {
            format!("Suggestion: {}", fix.title)
        };
        actions.push(CodeAction {
            is_preferred: safe.then_some(true),
            edit: Some(edit_of(fix, view, client)),
            ..action(title)
        });
    }
    if let Some(edit) = allowance(point, view, client) {
        actions.push(CodeAction {
            edit: Some(edit),
            ..action(format!("Allow {} here, with a reason", point.rule))
        });
    }
    let title = format!("Explain {}", point.rule);
    actions.push(CodeAction {
        command: Some(Command {
            title: title.clone(),
            tooltip: None,
            command: EXPLAIN.to_owned(),
            arguments: Some(vec![point.rule.clone().into()]),
        }),
        ..action(title)
    });
    actions
}

fn edit_of(fix: &Fix, view: &View<'_>, client: &Client) -> WorkspaceEdit {
    let edits = view.buffer.edits(&fix.edits);
    workspace_edit(
        edits.into_iter().map(Edit::TextEdit).collect(),
        view,
        client,
    )
}

/// All safe fixes; of two that overlap, the first.
fn fix_all(view: &View<'_>, client: &Client) -> Option<CodeAction> {
    let points = view.read.points.shown.iter();
    let fixes = points.filter_map(|point| point.fix.as_ref());
    let mut edits: Vec<_> = fixes
        .filter(|fix| fix.grade == Grade::Safe)
        .flat_map(|fix| fix.edits.iter().cloned())
        .collect();
    edits.sort_by_key(|edit| edit.span);
    edits.dedup_by(|next, before| next.span.start < before.span.end || next.span == before.span);
    if edits.is_empty() {
        return None;
    }
    let edits = view.buffer.edits(&edits);
    Some(CodeAction {
        title: "Make all safe fixes of evenhand".to_owned(),
        kind: Some(CodeActionKind::Custom(FIX_ALL.into())),
        edit: Some(workspace_edit(
            edits.into_iter().map(Edit::TextEdit).collect(),
            view,
            client,
        )),
        ..CodeAction::default()
    })
}

/// The comment before a paragraph that allows a rule there. Plain text has no comments.
fn allowance(point: &Diagnostic, view: &View<'_>, client: &Client) -> Option<WorkspaceEdit> {
    if view.document.format != Some(Format::Markdown) {
        return None;
    }
    let (place, indent) = before_block(point.span, view)?;
    let line_end = if view.read.letter.text.contains("\r\n") {
        "\r\n"
    } else {
        "\n"
    };
    let position = view.buffer.position(place);
    let range = Range {
        start: position,
        end: position,
    };
    let comment = |reason: &str| {
        format!(
            "{indent}<!-- evenhand: allow {}: {reason} -->{line_end}",
            point.rule
        )
    };
    let edit = if client.snippet_edits && client.versioned_edits {
        Edit::SnippetTextEdit(SnippetTextEdit {
            range,
            snippet: StringValue {
                value: comment(&choice()),
            },
            annotation_id: None,
        })
    } else {
        Edit::TextEdit(TextEdit {
            range,
            new_text: comment("reason"),
        })
    };
    Some(workspace_edit(vec![edit], view, client))
}

/// A choice of the reasons that there are, as a snippet.
fn choice() -> String {
    let ids: Vec<&str> = Reason::ALL.iter().map(|reason| reason.id()).collect();
    format!("${{1|{}|}}", ids.join(","))
}

/// The start of the line on which a span's block begins, and what stands before blocks of its level
/// there; for a row of a table, that of the table.
fn before_block<'a>(span: Span, view: &View<'a>) -> Option<(u32, &'a str)> {
    let letter = &view.read.letter;
    let is_row = |index: usize| matches!(letter.blocks[index].kind, BlockKind::TableRow { .. });
    let after = letter
        .blocks
        .partition_point(|block| block.span.start <= span.start);
    let mut index = after.checked_sub(1)?;
    while is_row(index) && index > 0 && is_row(index - 1) {
        index -= 1;
    }
    let start = letter.blocks[index].span.start as usize;
    let before = letter.text.get(..start)?;
    let line = before.rfind(['\n', '\r']).map_or(0, |end| end + 1);
    let rest = &before[line..];
    let indent = rest.trim_start_matches([' ', '\t', '>']);
    Some((line as u32, &rest[..rest.len() - indent.len()]))
}

fn workspace_edit(edits: Vec<Edit>, view: &View<'_>, client: &Client) -> WorkspaceEdit {
    let uri = Uri(view.buffer.uri.to_owned());
    if client.versioned_edits {
        return WorkspaceEdit {
            document_changes: Some(vec![DocumentChange::TextDocumentEdit(TextDocumentEdit {
                text_document: OptionalVersionedTextDocumentIdentifier {
                    version: Some(view.document.version),
                    text_document_identifier: TextDocumentIdentifier { uri },
                },
                edits,
            })]),
            ..WorkspaceEdit::default()
        };
    }
    let plain = edits.into_iter().filter_map(|edit| match edit {
        Edit::TextEdit(edit) => Some(edit),
        Edit::AnnotatedTextEdit(_) | Edit::SnippetTextEdit(_) => None,
    });
    WorkspaceEdit {
        changes: Some(HashMap::from([(uri, plain.collect())])),
        ..WorkspaceEdit::default()
    }
}
