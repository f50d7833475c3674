//! What was learned, as the text of `weights.toml`.

use super::fit::Fitted;
use crate::pack::Pack;
use std::fmt::Write as _;

/// From how likely a duty is taken by its words: over the folds of labelled reports what was learned is
/// better than the matters named by rule only when it is this sure.
const SURE: f64 = 0.9;

/// Weights nearer to nothing than this are left out.
const LEAST: f64 = 0.3;

/// How long a line of words is.
const LINE: usize = 100;

pub(super) fn toml(fitted: &Fitted, duties: &[usize], pack: &Pack) -> String {
    let mut out = String::from(
        "# How much each word speaks for a duty: learned from labelled paragraphs by `evenhand rules learn`, not\n\
         # written by hand. docs/accuracy.md says from which, and what it gains.\n\n",
    );
    let Fitted {
        own, whole, before, ..
    } = fitted;
    let _ = writeln!(
        out,
        "sure = {SURE:.2}\nown = {own:.2}\nwhole = {whole:.2}\nbefore = {before:.2}"
    );
    for (place, duty) in duties.iter().enumerate() {
        let mut words: Vec<String> = fitted
            .words
            .iter()
            .filter(|(_, weights)| weights[place].abs() >= LEAST)
            .map(|(word, weights)| {
                format!("{} {:.1}", pack.lexicon.lemma_name(*word), weights[place])
            })
            // A word of several parts would not be read again as one.
            .filter(|words| words.split(' ').count() == 2 && !words.contains(['"', '\\']))
            .collect();
        words.sort();
        let _ = write!(
            out,
            "\n[[duty]]\nid = \"{}\"\nbase = {:.2}\nwords = \"\"\"\n",
            pack.duties[*duty].id.get_ref(),
            fitted.base[place]
        );
        let mut line = 0;
        for word in &words {
            if line + word.len() + 2 > LINE {
                out.push('\n');
                line = 0;
            }
            if line > 0 {
                out.push_str("  ");
            }
            out.push_str(word);
            line += word.len() + 2;
        }
        out.push_str("\n\"\"\"\n");
    }
    out
}
