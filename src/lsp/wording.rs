//! The few words that editors show of themselves beside those of the pack.

use crate::facts::{
    Action, ActionKind, Attribution, Content, Cover, CueClass, DutyFailure, Facts, Group, Polarity,
    Role,
};
use crate::pack::schema::RegisterEntry;
use crate::report::explain::level;

/// An action as people call it.
pub(super) fn action(action: &Action) -> String {
    let kind = match action.kind {
        ActionKind::PriorityAction => "priority action",
        ActionKind::Improvement => "improvement",
    };
    format!("{kind} {}", action.number)
}

/// What an action takes up.
pub(super) fn takes_up(failings: usize) -> String {
    match failings {
        0 => "takes up no failing".to_owned(),
        1 => "takes up 1 failing".to_owned(),
        many => format!("takes up {many} failings"),
    }
}

/// Which action takes a failing up, and how plainly.
pub(super) fn taken_up_by(failure: &DutyFailure, facts: &Facts) -> String {
    match covering(failure, facts) {
        None => "no action".to_owned(),
        Some(one) if failure.cover == Cover::General => {
            format!("{}, in general terms", action(one))
        }
        Some(one) => action(one),
    }
}

/// The action that takes a failing up.
pub(super) fn covering<'a>(failure: &DutyFailure, facts: &'a Facts) -> Option<&'a Action> {
    let id = failure.covered_by?;
    facts.actions.iter().find(|action| action.id == id)
}

/// Who is said to feel or know what.
pub(super) fn attribution(one: &Attribution) -> String {
    let who = match one.group {
        Group::Parents => "parents and carers",
        Group::Children => "children and young people",
        Group::Leaders => "leaders",
        Group::Staff => "staff",
        Group::Mixed => "families and professionals together",
    };
    let how = match one.class {
        CueClass::Emotion => "an emotion",
        CueClass::Belief => "a belief",
        CueClass::Experience => "an experience that is told as a feeling",
        CueClass::Appraisal => "an appraisal",
        CueClass::Report => "a report",
        CueClass::Knowledge => "knowledge",
    };
    let negated = match one.polarity {
        Polarity::Affirmed => "",
        Polarity::Negated => ", negated",
    };
    let about = match one.content {
        Content::Claim => "about services",
        Content::Effect => "the effect of a failing that the letter states",
        Content::Own => "about their own state",
    };
    let sentiment = if one.sentiment {
        "; their evidence is put as sentiment"
    } else {
        ""
    };
    format!("{who}: {how}{negated}, {about}{sentiment}")
}

/// The part that a section plays.
pub(super) fn role(role: Role) -> &'static str {
    match role {
        Role::Outcome => "outcome",
        Role::Information => "information",
        Role::Experience => "experience",
        Role::Effective => "effective",
        Role::Better => "to be better",
        Role::PriorityActions => "priority actions",
        Role::Improvements => "improvements",
        Role::Other => "other",
        Role::Findings => "findings",
    }
}

/// A row of the register on one line: what it asks for, who owes it, where it stands.
pub(super) fn law(entry: &RegisterEntry) -> String {
    let mut line = format!(
        "{}: {}. Owed by {}. {} ({})",
        entry.title,
        entry.asks,
        entry.owed_by.join(", "),
        entry.reference,
        level(entry.level)
    );
    if let Some(limit) = &entry.limit {
        line.push_str("; limit: ");
        line.push_str(limit);
    }
    if let Some(qualified) = &entry.qualified {
        line.push_str(&format!("; qualified: “{qualified}”"));
    }
    line
}
