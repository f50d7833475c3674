//! How accurate figures are, in a sentence: it stands beside them wherever they may be quoted from.

use crate::pack::Pack;
use crate::pack::schema::PublishedAccuracy;

/// The accuracy of the facts that all figures rest on, as far as the pack knows it.
pub fn of(pack: &Pack) -> Option<String> {
    pack.published()?.accuracy.first().map(sentence)
}

fn sentence(accuracy: &PublishedAccuracy) -> String {
    let PublishedAccuracy {
        of,
        right,
        wrong,
        missed,
        letters,
    } = accuracy;
    format!(
        "{of}: of {} found, {right} are right; of {} in the text, {right} are found ({letters} letters that the \
         program was not built on)",
        right + wrong,
        right + missed
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn right_wrong_and_missed_are_told() {
        let accuracy = PublishedAccuracy {
            of: "attributions".to_owned(),
            right: 3,
            wrong: 1,
            missed: 2,
            letters: 9,
        };
        assert_eq!(
            sentence(&accuracy),
            "attributions: of 4 found, 3 are right; of 5 in the text, 3 are found (9 letters that the program was not \
             built on)"
        );
    }
}
