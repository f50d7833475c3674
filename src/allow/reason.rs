//! Why a point stays: a closed list, so that reasons can be counted.

use serde::{Deserialize, Serialize};

/// Why a point stays.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Reason {
    /// The words are somebody's own.
    Quoted,
    /// The words are those of a survey.
    SurveyWording,
    /// How it felt is what the evidence is about.
    FeelingIsEvidence,
    /// The evidence is a single account, or one that others contradict.
    EvidenceLimited,
    /// The letter states it as a finding at another place.
    StatedElsewhere,
    /// Another plan takes it up.
    OtherPlan,
    /// It was agreed at moderation.
    AgreedAtModeration,
    /// The program is wrong.
    ToolWrong,
}

impl Reason {
    /// The whole list.
    pub const ALL: [Reason; 8] = [
        Reason::Quoted,
        Reason::SurveyWording,
        Reason::FeelingIsEvidence,
        Reason::EvidenceLimited,
        Reason::StatedElsewhere,
        Reason::OtherPlan,
        Reason::AgreedAtModeration,
        Reason::ToolWrong,
    ];

    /// Its name in comments and settings.
    pub fn id(self) -> &'static str {
        match self {
            Reason::Quoted => "quoted",
            Reason::SurveyWording => "survey-wording",
            Reason::FeelingIsEvidence => "feeling-is-evidence",
            Reason::EvidenceLimited => "evidence-limited",
            Reason::StatedElsewhere => "stated-elsewhere",
            Reason::OtherPlan => "other-plan",
            Reason::AgreedAtModeration => "agreed-at-moderation",
            Reason::ToolWrong => "tool-wrong",
        }
    }

    /// The reason of a name.
    pub fn of_id(id: &str) -> Option<Reason> {
        Reason::ALL.into_iter().find(|reason| reason.id() == id)
    }

    /// The reason in words; it may be written so, too.
    pub fn title(self) -> &'static str {
        match self {
            Reason::Quoted => "quoted words",
            Reason::SurveyWording => "survey wording",
            Reason::FeelingIsEvidence => "feeling is the evidence",
            Reason::EvidenceLimited => "evidence limited",
            Reason::StatedElsewhere => "stated as finding elsewhere",
            Reason::OtherPlan => "taken up by another plan",
            Reason::AgreedAtModeration => "agreed at moderation",
            Reason::ToolWrong => "tool wrong",
        }
    }

    /// All ids, for a message.
    pub fn list() -> String {
        let ids: Vec<&str> = Reason::ALL.iter().map(|reason| reason.id()).collect();
        format!("the reasons are {}", ids.join(", "))
    }

    /// The reason that a text begins with, by its id or in words, and what follows it.
    ///
    /// ```
    /// use evenhand::allow::Reason;
    ///
    /// let read = Reason::read("the feeling is the evidence; two families");
    /// assert_eq!(read, Some((Reason::FeelingIsEvidence, "two families")));
    /// assert_eq!(Reason::read("because"), None);
    /// ```
    pub fn read(text: &str) -> Option<(Reason, &str)> {
        Reason::ALL
            .into_iter()
            .flat_map(|reason| [(reason, reason.id()), (reason, reason.title())])
            .filter_map(|(reason, name)| Some((reason, after(text, name)?)))
            .min_by_key(|(_, rest)| rest.len())
    }
}

/// What follows the words of `name` in `text`.
fn after<'t>(text: &'t str, name: &str) -> Option<&'t str> {
    let counts = |word: &str| !matches!(word, "the" | "a" | "");
    let mut rest = text;
    for wanted in name.split(['-', ' ']).filter(|word| counts(word)) {
        loop {
            rest = rest.trim_start_matches(|c: char| c == '-' || c.is_whitespace());
            let end = rest
                .find(|c: char| !c.is_alphanumeric())
                .unwrap_or(rest.len());
            let word = rest[..end].to_lowercase();
            if end == 0 {
                return None;
            }
            rest = &rest[end..];
            if word == wanted {
                break;
            }
            if counts(&word) {
                return None;
            }
        }
    }
    Some(rest.trim_start_matches(|c: char| !c.is_alphanumeric() && !matches!(c, '“' | '‘' | '"')))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reasons_are_read_by_id_and_in_words() {
        for reason in Reason::ALL {
            for name in [reason.id(), reason.title()] {
                assert_eq!(Reason::read(name), Some((reason, "")), "{name}");
            }
        }
        assert_eq!(
            Reason::read("Quoted – a mother"),
            Some((Reason::Quoted, "a mother"))
        );
        assert_eq!(Reason::read("quotedly"), None);
        assert_eq!(Reason::read(""), None);
    }
}
