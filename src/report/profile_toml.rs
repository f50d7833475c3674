//! `profile --format toml`: the `published.toml` of a pack, so that other letters can be compared with
//! these.

use super::Provenance;
use crate::measure::{GapFigures, Profile};
use crate::pack::Pack;
use std::fmt::Write as _;

/// The file. Its date is the caller's, for there is no clock here. What the pack says of accuracy is
/// measured otherwise, and goes over as it is.
pub fn report(profile: &Profile, what: &str, computed: &str, pack: &Pack) -> String {
    let tool = Provenance::of(pack);
    let mut out = String::from(
        "# How published letters compare: figures alone. `evenhand profile --format toml` computes all but the\n\
         # accuracy, which it takes over from the file before.\n\n",
    );
    let years: Vec<&str> = profile
        .letters
        .iter()
        .filter_map(|letter| letter.year.as_deref())
        .collect();
    let text = |out: &mut String, name: &str, value: &str| {
        let _ = writeln!(out, "{name} = {}", quoted(value));
    };
    let _ = writeln!(out, "letters = {}", profile.whole.letters);
    text(&mut out, "what", what);
    text(
        &mut out,
        "from",
        years.iter().min().copied().unwrap_or_default(),
    );
    text(
        &mut out,
        "until",
        years.iter().max().copied().unwrap_or_default(),
    );
    text(&mut out, "computed", computed);
    text(
        &mut out,
        "program",
        &format!("{} {}", tool.name, tool.version),
    );
    text(
        &mut out,
        "pack",
        &format!("{} {}", tool.pack, tool.pack_version),
    );
    text(
        &mut out,
        "command",
        "evenhand profile --format toml --what WHAT --computed DATE LETTERS",
    );
    for spread in &profile.spreads {
        let _ = write!(
            out,
            "\n[[spread]]\nmeasure = {}\nlower = {:?}\nmedian = {:?}\nupper = {:?}\n",
            quoted(spread.measure.name()),
            spread.lower,
            spread.median,
            spread.upper
        );
    }
    gap(&mut out, "framing", &profile.whole.framing);
    gap(&mut out, "testimony", &profile.whole.testimony);
    for one in pack.published().iter().flat_map(|file| &file.accuracy) {
        let _ = write!(
            out,
            "\n[[accuracy]]\nof = {}\nright = {}\nwrong = {}\nmissed = {}\nletters = {}\n",
            quoted(&one.of),
            one.right,
            one.wrong,
            one.missed,
            one.letters
        );
    }
    out
}

/// A gap without an interval is left out: there is nothing to compare with.
fn gap(out: &mut String, name: &str, figures: &GapFigures) {
    let Some(interval) = figures.interval else {
        return;
    };
    let (family, professional) = (figures.counts.family, figures.counts.professional);
    let _ = write!(
        out,
        "\n[[gap]]\nname = {}\nfamily = {}\nfamily_felt = {}\nprofessional = {}\nprofessional_felt = {}\n\
         low = {:?}\nhigh = {:?}\n",
        quoted(name),
        family.all,
        family.felt,
        professional.all,
        professional.felt,
        interval.low,
        interval.high
    );
}

/// A basic string of TOML. Its escapes are those of JSON.
fn quoted(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::measure;
    use crate::pack::schema::PublishedFile;
    use crate::report::testing::{analysed, pack};

    #[test]
    fn a_pack_takes_what_is_printed() {
        let letter = analysed("Parents feel that reviews are late.\n");
        let letters = vec![measure::letter("a \"b\".md", &letter.letter, &letter.facts)];
        let profile = measure::profile(letters, None, 1);
        let text = report(&profile, "letters \"made up\"", "2026-01-02", pack());
        let file: PublishedFile = toml::from_str(&text).expect("a file of a pack");
        assert_eq!(file.letters, 1);
        assert_eq!(file.what, "letters \"made up\"");
        assert_eq!(file.computed, "2026-01-02");
        assert_eq!(file.spread.len(), profile.spreads.len());
        assert!(file.gap.is_empty());
        let known = pack().published().expect("the pack has figures");
        assert_eq!(file.accuracy, known.accuracy);
    }
}
