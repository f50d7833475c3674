//! The order in which people read diagnostics.

use super::draft::Draft;
use crate::diagnostic::{Diagnostic, Fix, Grade};
use crate::pack::schema::RuleKind;
use std::cmp::Reverse;

/// Puts drafts in order and numbers them: by level, explicit law, kind, strength, then place.
pub(super) fn order(mut drafts: Vec<Draft>) -> Vec<Diagnostic> {
    drafts.sort_by(|a, b| {
        key(a)
            .cmp(&key(b))
            .then_with(|| b.weight.total_cmp(&a.weight))
            .then_with(|| place(a).cmp(&place(b)))
    });
    let (shown, mut left): (Vec<Draft>, Vec<Draft>) = drafts
        .into_iter()
        .partition(|draft| draft.diagnostic.suppressed.is_none());
    left.sort_by(|a, b| place(a).cmp(&place(b)));
    let all = shown.into_iter().chain(left);
    all.enumerate()
        .map(|(rank, draft)| Diagnostic {
            rank: rank as u32,
            ..draft.diagnostic
        })
        .collect()
}

fn key(draft: &Draft) -> (Reverse<crate::diagnostic::Severity>, bool, u8) {
    (
        Reverse(draft.diagnostic.severity),
        !draft.explicit,
        kind(draft.kind, draft.diagnostic.fix.as_ref()),
    )
}

fn place(draft: &Draft) -> (crate::span::Span, &str) {
    (draft.diagnostic.span, &draft.diagnostic.rule)
}

/// Cover none, general, improvement only, softened; then what is not law; then framing, what can be
/// reworded first.
fn kind(kind: RuleKind, fix: Option<&Fix>) -> u8 {
    let suggested = fix.is_some_and(|fix| fix.grade != Grade::Ask);
    match kind {
        RuleKind::NoAction => 0,
        RuleKind::GeneralCover => 1,
        RuleKind::ImprovementOnly => 2,
        RuleKind::StandardSoftened => 3,
        RuleKind::WeaknessWithoutAction => 4,
        RuleKind::Terms => 5,
        RuleKind::Contrast | RuleKind::Sentiment if suggested => 6,
        RuleKind::Contrast | RuleKind::Sentiment => 7,
        RuleKind::StandardNotStated => 8,
        // It sums up what stands above it.
        RuleKind::NotEscalated => 9,
        RuleKind::ActionWithoutFinding => 10,
        RuleKind::Asymmetry => 11,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::{Severity, Suppression};
    use crate::span::Span;

    fn draft(kind: RuleKind, severity: Severity, explicit: bool, at: usize) -> Draft {
        Draft {
            kind,
            explicit,
            weight: 0.0,
            diagnostic: Diagnostic {
                rule: format!("{kind:?}"),
                severity,
                message: String::new(),
                span: Span::new(at, at + 1),
                context: Span::new(at, at + 1),
                related: Vec::new(),
                help: String::new(),
                reference: None,
                fix: None,
                properties: Vec::new(),
                suppressed: None,
                rank: 0,
            },
        }
    }

    #[test]
    fn the_most_pressing_comes_first() {
        let suggested = Fix {
            title: String::new(),
            grade: Grade::Suggest,
            edits: Vec::new(),
        };
        let found = order(vec![
            draft(RuleKind::Asymmetry, Severity::Note, false, 0),
            draft(RuleKind::Sentiment, Severity::Warning, false, 1),
            draft(RuleKind::Sentiment, Severity::Warning, false, 9).fixed(Some(suggested)),
            draft(RuleKind::NoAction, Severity::Warning, false, 3).left_out(Suppression::TakenUp),
            draft(RuleKind::NoAction, Severity::Warning, false, 5),
            draft(RuleKind::NoAction, Severity::Warning, false, 4),
            draft(RuleKind::StandardSoftened, Severity::Warning, true, 8),
            draft(RuleKind::GeneralCover, Severity::Error, true, 7),
        ]);
        let starts: Vec<u32> = found
            .iter()
            .map(|diagnostic| diagnostic.span.start)
            .collect();
        assert_eq!(starts, [7, 8, 4, 5, 9, 1, 0, 3]);
        assert!(
            found
                .iter()
                .enumerate()
                .all(|(index, diagnostic)| diagnostic.rank == index as u32)
        );
    }
}
