//! What people decide about a diagnostic: which of the reasons to leave the words as they are an answer
//! gives.

pub use crate::allow::Reason;

/// The words that an answer begins with to give a reason.
pub(super) fn words(reason: Reason) -> &'static str {
    match reason {
        Reason::Quoted => "quoted",
        Reason::FeelingIsEvidence => "the feeling is the evidence",
        Reason::StatedElsewhere => "stated as a finding elsewhere",
        reason => reason.title(),
    }
}

/// The reason that an answer begins with, in any case of letters; words may follow.
///
/// ```
/// use evenhand::write::{Reason, reason_of};
///
/// assert_eq!(reason_of("Quoted: from the survey"), Some(Reason::Quoted));
/// assert_eq!(reason_of("Feeling is the evidence"), Some(Reason::FeelingIsEvidence));
/// assert_eq!(reason_of("I have quoted it"), None);
/// ```
pub fn reason_of(answer: &str) -> Option<Reason> {
    let answer = normalised(answer);
    let begins = |words: &str| {
        answer
            .strip_prefix(words)
            .is_some_and(|rest| !rest.starts_with(char::is_alphanumeric))
    };
    Reason::ALL.into_iter().find(|reason| {
        let words = words(*reason);
        // An article more or less is no other reason.
        let bare = words.strip_prefix("the ").unwrap_or(words);
        let fewer = words.replace(" a ", " ");
        begins(words) || begins(bare) || begins(&fewer) || begins(&format!("the {words}"))
    })
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
