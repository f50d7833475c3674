//! What people decide about a diagnostic: a closed list of reasons to leave the words as they are.

/// Why words stay as they are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Reason {
    /// The words are somebody's own.
    Quoted,
    /// The survey asked in these words.
    SurveyWording,
    /// That they feel so is what is to be shown.
    FeelingIsEvidence,
    /// A single account, or one that others contradict.
    EvidenceLimited,
    /// The letter states it as a finding at another place.
    StatedElsewhere,
    /// Another plan takes it up.
    OtherPlan,
    /// It was agreed at moderation.
    Moderation,
    /// The program is wrong.
    ToolWrong,
}

impl Reason {
    /// All reasons, in the order in which they are offered.
    pub const ALL: [Reason; 8] = [
        Reason::Quoted,
        Reason::SurveyWording,
        Reason::FeelingIsEvidence,
        Reason::EvidenceLimited,
        Reason::StatedElsewhere,
        Reason::OtherPlan,
        Reason::Moderation,
        Reason::ToolWrong,
    ];

    /// The words that an answer begins with to give this reason.
    pub fn words(self) -> &'static str {
        match self {
            Reason::Quoted => "quoted",
            Reason::SurveyWording => "survey wording",
            Reason::FeelingIsEvidence => "the feeling is the evidence",
            Reason::EvidenceLimited => "evidence limited",
            Reason::StatedElsewhere => "stated as a finding elsewhere",
            Reason::OtherPlan => "taken up by another plan",
            Reason::Moderation => "agreed at moderation",
            Reason::ToolWrong => "tool wrong",
        }
    }

    /// The reason that an answer begins with, in any case of letters; words may follow.
    ///
    /// ```
    /// use evenhand::write::Reason;
    ///
    /// assert_eq!(Reason::of("Quoted: from the survey"), Some(Reason::Quoted));
    /// assert_eq!(Reason::of("Feeling is the evidence"), Some(Reason::FeelingIsEvidence));
    /// assert_eq!(Reason::of("I have quoted it"), None);
    /// ```
    pub fn of(answer: &str) -> Option<Reason> {
        let answer = normalised(answer);
        let begins = |words: &str| {
            answer
                .strip_prefix(words)
                .is_some_and(|rest| !rest.starts_with(char::is_alphanumeric))
        };
        Reason::ALL.into_iter().find(|reason| {
            let words = reason.words();
            // An article more or less is no other reason.
            let bare = words.strip_prefix("the ").unwrap_or(words);
            let fewer = words.replace(" a ", " ");
            begins(words) || begins(bare) || begins(&fewer) || begins(&format!("the {words}"))
        })
    }
}

/// A sentence as decisions go by it: in small letters, with one space between words and plain quotation
/// marks, so that what changes nothing in it brings nothing back.
///
/// ```
/// assert_eq!(evenhand::write::normalised(" It’s\u{a0}a  “Plan” "), "it's a \"plan\"");
/// ```
pub fn normalised(sentence: &str) -> String {
    let mut out = String::with_capacity(sentence.len());
    for word in sentence.split_whitespace() {
        if !out.is_empty() {
            out.push(' ');
        }
        out.extend(
            word.chars()
                .flat_map(char::to_lowercase)
                .filter_map(|sign| match sign {
                    '‘' | '’' => Some('\''),
                    '“' | '”' => Some('"'),
                    '–' | '—' | '\u{2011}' => Some('-'),
                    '\u{ad}' | '\u{200b}' => None,
                    _ => Some(sign),
                }),
        );
    }
    out
}
