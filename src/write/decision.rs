//! What people decide about a diagnostic: which of the reasons to leave the words as they are an answer
//! gives.

pub use crate::allow::Reason;

/// The words that an answer begins with to give a reason, as they are told to people.
pub(super) fn words(reason: Reason) -> &'static str {
    match reason {
        Reason::Quoted => "quoted",
        Reason::FeelingIsEvidence => "the feeling is the evidence",
        Reason::StatedElsewhere => "stated as a finding elsewhere",
        reason => reason.title(),
    }
}

/// All of them, as a comment tells them.
pub fn reasons() -> String {
    let all: Vec<&str> = Reason::ALL.into_iter().map(words).collect();
    all.join("; ")
}

/// The reason that an answer begins with, and what follows it.
///
/// ```
/// use evenhand::write::{Reason, reason_of};
///
/// assert_eq!(reason_of("“Quoted”: from a survey"), Some((Reason::Quoted, "from a survey")));
/// assert_eq!(reason_of("Feeling is the evidence"), Some((Reason::FeelingIsEvidence, "")));
/// assert_eq!(reason_of("I have quoted it"), None);
/// ```
pub fn reason_of(answer: &str) -> Option<(Reason, &str)> {
    Reason::read(answer.trim_start_matches(|sign: char| !sign.is_alphanumeric()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reason_can_be_given_in_the_words_that_people_are_told() {
        for reason in Reason::ALL {
            for words in [words(reason), reason.title()] {
                let answer = format!("The {}. See page 2", words.to_uppercase());
                assert_eq!(reason_of(&answer), Some((reason, "See page 2")), "{words}");
            }
        }
    }
}
