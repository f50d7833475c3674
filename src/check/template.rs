//! Message templates: words of the pack with `{name}` for facts.

use crate::pack::schema::RuleKind;

/// Facts to fill into a template, by name.
#[derive(Clone, Debug, Default)]
pub(super) struct Values(Vec<(&'static str, String)>);

impl Values {
    /// Adds a fact, or replaces it.
    pub(super) fn set(&mut self, name: &'static str, value: impl Into<String>) {
        let value = value.into();
        match self.0.iter_mut().find(|(known, _)| *known == name) {
            Some((_, old)) => *old = value,
            None => self.0.push((name, value)),
        }
    }

    /// The same, in passing.
    #[must_use]
    pub(super) fn with(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.set(name, value);
        self
    }

    fn get(&self, name: &str) -> &str {
        self.0
            .iter()
            .find(|(known, _)| *known == name)
            .map_or("", |(_, value)| value)
    }
}

/// Fills a template. A fact at the start of a sentence begins with a capital; an unknown one is left
/// out, which [`unknown`] keeps from happening.
pub(super) fn fill(template: &str, values: &Values) -> String {
    fill_from(template, values, true)
}

/// The same for words that stand inside a sentence.
pub(super) fn fill_inside(template: &str, values: &Values) -> String {
    fill_from(template, values, false)
}

fn fill_from(template: &str, values: &Values, opens: bool) -> String {
    let mut out = String::with_capacity(template.len() * 2);
    for part in parts(template) {
        match part {
            Part::Words(words) => out.push_str(words),
            Part::Name(name) => {
                let value = values.get(name);
                if opens_sentence(&out) && (opens || !out.is_empty()) {
                    out.push_str(&capital(value))
                } else {
                    out.push_str(value)
                }
            }
        }
    }
    out
}

fn opens_sentence(before: &str) -> bool {
    before.is_empty() || [". ", "! ", "? "].iter().any(|end| before.ends_with(end))
}

/// The words with a capital at their start.
pub(super) fn capital(words: &str) -> String {
    let mut chars = words.chars();
    match chars.next() {
        Some(first) => respelt(first.to_uppercase(), chars.as_str()),
        None => String::new(),
    }
}

/// Words with another character at their start.
fn respelt(first: impl Iterator<Item = char>, rest: &str) -> String {
    let mut words = String::with_capacity(rest.len() + 4);
    words.extend(first);
    words.push_str(rest);
    words
}

/// The words without a capital at their start, unless it is a name's or an abbreviation's.
pub(super) fn small(words: &str) -> String {
    let mut chars = words.chars();
    match (chars.next(), words.chars().nth(1)) {
        (Some(first), Some(second)) if second.is_lowercase() || second == ' ' => {
            respelt(first.to_lowercase(), chars.as_str())
        }
        _ => words.to_owned(),
    }
}

enum Part<'t> {
    Words(&'t str),
    Name(&'t str),
}

fn parts(template: &str) -> impl Iterator<Item = Part<'_>> {
    let mut rest = template;
    std::iter::from_fn(move || {
        if let Some((name, after)) = rest
            .strip_prefix('{')
            .and_then(|inner| inner.split_once('}'))
        {
            rest = after;
            return Some(Part::Name(name));
        }
        let first = rest.chars().next()?;
        let end = rest[first.len_utf8()..]
            .find('{')
            .map_or(rest.len(), |at| at + first.len_utf8());
        let (words, after) = rest.split_at(end);
        rest = after;
        Some(Part::Words(words))
    })
}

/// The facts that a rule kind knows.
pub(super) fn known(kind: RuleKind) -> &'static [&'static str] {
    match kind {
        RuleKind::Sentiment => &["who", "cue", "quote", "also"],
        RuleKind::Contrast => &[
            "who",
            "cue",
            "other",
            "other-cue",
            "other-quote",
            "quote",
            "topic",
        ],
        RuleKind::Asymmetry => &[
            "family",
            "family-felt",
            "professional",
            "professional-felt",
            "low",
            "high",
            "gap",
        ],
        RuleKind::NoAction
        | RuleKind::GeneralCover
        | RuleKind::ImprovementOnly
        | RuleKind::StandardSoftened
        | RuleKind::StandardNotStated
        | RuleKind::WeaknessWithoutAction => &[
            "quote",
            "topic",
            "no-action",
            "action",
            "action-quote",
            "asks",
            "limit",
            "advice",
        ],
        RuleKind::NotEscalated => &["explicit", "topics", "no-action", "outcome"],
        RuleKind::ActionWithoutFinding => &["action", "action-quote", "quote"],
        RuleKind::Terms => &["term", "replacement", "note"],
    }
}

/// The facts that a shared phrase of the pack may name, by the phrase's name.
pub(super) const PHRASE_NAMES: &[&str] = &[
    "reference",
    "asks",
    "limit",
    "bearer",
    "qualified",
    "name",
    "number",
    "count",
    "list",
    "last",
];

/// The cases that a rule kind's messages have to have.
pub(super) fn cases(kind: RuleKind) -> &'static [&'static str] {
    match kind {
        RuleKind::Asymmetry => &["found", "too-few", "unsettled"],
        RuleKind::NotEscalated => &["found", "implicit"],
        RuleKind::NoAction | RuleKind::GeneralCover | RuleKind::WeaknessWithoutAction => {
            &["found", "reported"]
        }
        _ => &["found"],
    }
}

/// The names in a template that nothing fills.
pub(super) fn unknown<'t>(template: &'t str, known: &[&str]) -> Vec<&'t str> {
    parts(template)
        .filter_map(|part| match part {
            Part::Name(name) if !known.contains(&name) => Some(name),
            _ => None,
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn facts_take_their_places() {
        let values = Values::default()
            .with("who", "some families")
            .with("cue", "feel");
        assert_eq!(
            fill("{who} ‘{cue}’. {who}!", &values),
            "Some families ‘feel’. Some families!"
        );
        assert_eq!(fill("‘{cue}’ of {who}", &values), "‘feel’ of some families");
        assert_eq!(fill("a {b", &values), "a {b");
        assert_eq!(fill("{}", &values), "");
    }

    #[test]
    fn what_nothing_fills_is_named() {
        assert_eq!(unknown("{who} and {whom}", &["who"]), ["whom"]);
        assert!(unknown("no names", &[]).is_empty());
    }

    #[test]
    fn only_plain_words_lose_their_capital() {
        assert_eq!(small("Annual reviews"), "annual reviews");
        assert_eq!(small("EHC plans"), "EHC plans");
        assert_eq!(small("A plan"), "a plan");
        assert_eq!(small(""), "");
    }
}
