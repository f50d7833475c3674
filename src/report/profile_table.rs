//! `profile` as people read it: counts first, then the gaps with how far they can be trusted.

use super::clean::clean;
use super::paint::{Ink, Look};
use super::wrap::indented;
use super::{Provenance, count};
use crate::facts::{CueClass, Group, Role, Side};
use crate::measure::{By, Count, Finding, Gap, GapFigures, Measure, Method, Part, Profile};
use crate::pack::Pack;
use crate::pack::schema::PublishedFile;
use std::collections::BTreeMap;
use std::fmt::Write as _;

/// How many cues of a side are shown.
const MOST_CUES: usize = 12;

/// With fewer letters than this the bootstrap's interval holds the true gap in fewer than nine cases in
/// ten (docs/method.md).
const WIDE: usize = 15;

/// The columns of the table of classes: those put as feeling or belief first.
const CLASSES: [CueClass; 6] = [
    CueClass::Emotion,
    CueClass::Belief,
    CueClass::Experience,
    CueClass::Report,
    CueClass::Knowledge,
    CueClass::Appraisal,
];

const SIDES: [Side; 3] = [Side::Family, Side::Professional, Side::Mixed];

/// The whole report.
pub fn report(profile: &Profile, pack: &Pack, look: Look) -> String {
    let mut table = Table {
        pack,
        look,
        out: String::new(),
    };
    table.whole(&profile.whole);
    table.parts(profile);
    if let Some(published) = pack.published() {
        table.compared(profile, published);
        table.accuracy(published);
    }
    table.closing(profile);
    table.out
}

struct Table<'a> {
    pack: &'a Pack,
    look: Look,
    out: String,
}

impl Table<'_> {
    fn title(&mut self, title: &str) {
        let title = self.look.ink(Ink::Bold, title);
        let _ = writeln!(self.out, "\n{title}");
    }

    fn line(&mut self, text: &str) {
        indented(&mut self.out, 2, text, self.look.width);
    }

    fn whole(&mut self, part: &Part) {
        let head = format!(
            "{}, {} words: {}",
            count(part.letters, "letter", "letters"),
            thousands(part.words),
            count(attributions(part, |_| true), "attribution", "attributions"),
        );
        let _ = writeln!(self.out, "{}", self.look.ink(Ink::Bold, &head));
        self.classes(part);
        self.sections(part);
        self.cues(part);
        self.gaps(part);
    }

    fn classes(&mut self, part: &Part) {
        self.title("Attributions by side, group and class");
        let mut head = format!("  {:<14}", "");
        for class in CLASSES {
            let _ = write!(head, "{:>11}", class.name());
        }
        let _ = writeln!(self.out, "{head}{:>6}", "all");
        let mut row = |name: &str, of: &dyn Fn(&crate::measure::Key) -> bool| {
            let _ = write!(self.out, "  {name:<14}");
            for class in CLASSES {
                let found = attributions(part, |key| key.class == class && of(key));
                let _ = write!(self.out, "{found:>11}");
            }
            let _ = writeln!(self.out, "{:>6}", attributions(part, of));
        };
        for side in SIDES {
            row(side.name(), &|key| key.side == side);
            for group in groups(side) {
                row(&format!("  {}", group.name()), &|key| key.group == *group);
            }
        }
        let left_out: u32 = part.left_out.values().sum();
        if left_out > 0 {
            let reasons: Vec<String> = part
                .left_out
                .iter()
                .map(|(reason, count)| format!("{} {count}", reason.name()))
                .collect();
            self.line(&format!(
                "No statements of the gaps: {left_out} ({}); {} of mixed subjects stand apart.",
                reasons.join(", "),
                part.mixed.all
            ));
        }
    }

    fn sections(&mut self, part: &Part) {
        let mut sections: BTreeMap<Role, [Count; 2]> = BTreeMap::new();
        for cell in &part.cells {
            let at = match cell.key.side {
                Side::Family => 0,
                Side::Professional => 1,
                Side::Mixed => continue,
            };
            let count = &mut sections.entry(cell.key.section).or_default()[at];
            count.all += cell.statements;
            if crate::measure::is_felt(cell.key.class) {
                count.felt += cell.statements;
            }
        }
        sections.retain(|_, counts| counts.iter().any(|count| count.all > 0));
        if sections.is_empty() {
            return;
        }
        self.title("Statements put as feeling or belief, by section");
        let _ = writeln!(
            self.out,
            "  {:<20}{:>14}{:>16}",
            "", "family", "professional"
        );
        for (section, [family, professional]) in sections {
            let _ = writeln!(
                self.out,
                "  {:<20}{:>14}{:>16}",
                section.name(),
                of(family),
                of(professional)
            );
        }
    }

    fn cues(&mut self, part: &Part) {
        self.title("Commonest cues");
        for side in SIDES {
            let mut cues: BTreeMap<&str, u32> = BTreeMap::new();
            for cell in part.cells.iter().filter(|cell| cell.key.side == side) {
                *cues.entry(&cell.key.cue).or_default() += cell.attributions;
            }
            let mut cues: Vec<(&str, u32)> = cues.into_iter().collect();
            cues.sort_by(|one, two| two.1.cmp(&one.1).then(one.0.cmp(two.0)));
            if cues.is_empty() {
                continue;
            }
            let words: Vec<String> = cues
                .iter()
                .take(MOST_CUES)
                .map(|(cue, count)| format!("{} {count}", clean(cue)))
                .collect();
            self.line(&format!("{}: {}", side.name(), words.join(", ")));
        }
    }

    fn gaps(&mut self, part: &Part) {
        for (gap, figures) in [
            (Gap::Framing, &part.framing),
            (Gap::Testimony, &part.testimony),
        ] {
            self.title(match gap {
                Gap::Framing => "Framing gap: all statements",
                Gap::Testimony => "Testimony gap: without knowledge",
            });
            self.line(&counts(figures));
            self.line(&sentence(figures));
            if let Some(within) = figures.within_letters {
                self.line(&format!(
                    "Within letters (Mantel-Haenszel): {} points.",
                    points(within)
                ));
            }
        }
    }

    fn parts(&mut self, profile: &Profile) {
        let Some(by) = profile.by else {
            return;
        };
        self.title(&format!(
            "By {}: statements put as feeling or belief",
            by.name()
        ));
        let names: Vec<String> = profile
            .parts
            .iter()
            .map(|part| self.name(by, part))
            .collect();
        let widest = names.iter().map(|name| name.chars().count()).max();
        let width = widest.unwrap_or(0).clamp(12, 52);
        let _ = writeln!(
            self.out,
            "  {:<width$} {:>7} {:>9} {:>13}  framing gap; testimony gap",
            "", "letters", "family", "professional"
        );
        for (part, name) in profile.parts.iter().zip(names) {
            let _ = writeln!(
                self.out,
                "  {name:<width$} {:>7} {:>9} {:>13}  {}; {}",
                part.letters,
                of(part.framing.counts.family),
                of(part.framing.counts.professional),
                short(&part.framing),
                short(&part.testimony)
            );
        }
    }

    fn name(&self, by: By, part: &Part) -> String {
        let Some(name) = &part.name else {
            return "not stated".to_owned();
        };
        if by == By::Outcome
            && let Some(outcome) = self.pack.outcome(name)
        {
            return clean(&outcome.title).into_owned();
        }
        clean(name).into_owned()
    }

    /// One letter beside those that were published before; of several, their medians.
    fn compared(&mut self, profile: &Profile, published: &PublishedFile) {
        if profile.spreads.is_empty() || published.spread.is_empty() {
            return;
        }
        self.title(&format!(
            "Beside {} {}, {} to {}",
            published.letters,
            clean(&published.what),
            clean(&published.from),
            clean(&published.until)
        ));
        let these = if profile.letters.len() == 1 {
            "this letter"
        } else {
            "median here"
        };
        let _ = writeln!(
            self.out,
            "  {:<52} {these:>11} {:>7} {:>10}",
            "", "median", "quartiles"
        );
        for spread in &published.spread {
            let Some(here) = profile
                .spreads
                .iter()
                .find(|one| one.measure == spread.measure)
            else {
                continue;
            };
            let quartiles = format!("{} to {}", number(spread.lower), number(spread.upper));
            let _ = writeln!(
                self.out,
                "  {:<52} {:>11} {:>7} {quartiles:>10}",
                describe(spread.measure),
                number(here.median),
                number(spread.median),
            );
        }
        for gap in &published.gap {
            self.line(&format!(
                "Their {} gap: {} of {} against {} of {}; 95% interval {} to {}.",
                gap.name.name(),
                gap.family_felt,
                gap.family,
                gap.professional_felt,
                gap.professional,
                points(gap.low),
                points(gap.high)
            ));
        }
        self.line(&format!(
            "Computed {} with {}.",
            clean(&published.computed),
            clean(&published.program)
        ));
    }

    fn accuracy(&mut self, published: &PublishedFile) {
        if published.accuracy.is_empty() {
            return;
        }
        self.title("How accurate such figures are");
        let _ = writeln!(
            self.out,
            "  {:<52} {:>14} {:>15}",
            "", "right of found", "found of there"
        );
        for one in &published.accuracy {
            let _ = writeln!(
                self.out,
                "  {:<52} {:>14} {:>15}",
                clean(&one.of),
                format!("{} of {}", one.right, one.right + one.wrong),
                format!("{} of {}", one.right, one.right + one.missed),
            );
        }
        let letters = published.accuracy.iter().map(|one| one.letters).max();
        self.line(&format!(
            "Measured on {} letters that the program was not built on. The published figures above are partly \
             of letters that it was built on.",
            letters.unwrap_or_default()
        ));
        self.line("A sample checked by hand says more of your letters: `evenhand sample`, `evenhand agree`.");
    }

    fn closing(&mut self, profile: &Profile) {
        let tool = Provenance::of(self.pack);
        let foot = format!(
            "{} {}, pack {} {}, seed {}.",
            tool.name, tool.version, tool.pack, tool.pack_version, profile.seed
        );
        let _ = writeln!(self.out, "\n{}", self.look.ink(Ink::Dim, &foot));
    }
}

fn attributions(part: &Part, of: impl Fn(&crate::measure::Key) -> bool) -> usize {
    part.cells
        .iter()
        .filter(|cell| of(&cell.key))
        .map(|cell| cell.attributions as usize)
        .sum()
}

fn groups(side: Side) -> &'static [Group] {
    match side {
        Side::Family => &[Group::Parents, Group::Children],
        Side::Professional => &[Group::Leaders, Group::Staff],
        Side::Mixed => &[],
    }
}

/// "7 of 9".
fn of(count: Count) -> String {
    format!("{} of {}", count.felt, count.all)
}

/// The counts of a gap, and shares where there are statements enough.
pub(super) fn counts(figures: &GapFigures) -> String {
    let with_share = |count: Count| match count.share() {
        Some(share) if count.all >= crate::measure::FEWEST => {
            format!("{} ({:.0}%)", of(count), share * 100.0)
        }
        _ => of(count),
    };
    format!(
        "Put as feeling or belief: {} of the family side, {} of the professional side.",
        with_share(figures.counts.family),
        with_share(figures.counts.professional)
    )
}

/// What a gap's figures allow to say.
pub(super) fn sentence(figures: &GapFigures) -> String {
    let (Some(difference), Some(interval)) = (figures.difference, figures.interval) else {
        return "Too few to tell. That is no evidence of balance.".to_owned();
    };
    let method = match figures.method {
        Some(Method::BootstrapOverLetters) if figures.letters < WIDE => format!(
            "bootstrap over {} letters, rather narrow with so few",
            figures.letters
        ),
        Some(Method::BootstrapOverLetters) => {
            format!("bootstrap over {} letters", figures.letters)
        }
        _ => "Newcombe's hybrid score".to_owned(),
    };
    let interval = format!("{} to {}", points(interval.low), points(interval.high));
    let difference = points(difference);
    match figures.finding {
        Finding::Apart => {
            format!("{difference} points apart; 95% interval {interval} ({method}).")
        }
        Finding::CouldBeNil | Finding::TooFew => format!(
            "{difference} points; 95% interval {interval} ({method}): the gap could be nil."
        ),
    }
}

/// A gap in a cell: "49 (37 to 60)".
fn short(figures: &GapFigures) -> String {
    match (figures.difference, figures.interval) {
        (Some(difference), Some(interval)) => format!(
            "{} ({} to {})",
            points(difference),
            points(interval.low),
            points(interval.high)
        ),
        _ => "too few to tell".to_owned(),
    }
}

/// Hundredths, without a sign before nought.
pub(super) fn points(share: f64) -> String {
    let points = format!("{:.0}", share * 100.0);
    if points == "-0" {
        "0".to_owned()
    } else {
        points
    }
}

fn number(value: f64) -> String {
    let text = format!("{value:.1}");
    text.strip_suffix(".0").map_or(text.clone(), str::to_owned)
}

fn thousands(number: u32) -> String {
    let digits = number.to_string();
    let mut out = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

fn describe(measure: Measure) -> &'static str {
    match measure {
        Measure::FamilyStatements => "statements of the family side",
        Measure::FamilyFelt => "  put as feeling or belief",
        Measure::FamilyFeltPer1000Words => "  put as feeling or belief, for each 1,000 words",
        Measure::ProfessionalStatements => "statements of the professional side",
        Measure::ProfessionalFelt => "  put as feeling or belief",
        Measure::Sentiment => "evidence of families about services put as sentiment",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::measure;
    use crate::report::testing::{analysed, pack};

    #[test]
    fn one_letter_as_people_read_it() {
        let letter = analysed(
            "## What needs to do better?\n\nParents feel that plans are vague. Carers say that \
             reviews are late. Leaders know that plans are vague. Parents value the helpline.\n",
        );
        let letters = vec![measure::letter("a.md", &letter.letter, &letter.facts)];
        let text = report(
            &measure::profile(letters, Some(By::Letter), 1),
            pack(),
            Look {
                width: 120,
                ..Look::default()
            },
        );
        assert!(
            text.starts_with("1 letter, 27 words: 4 attributions\n"),
            "{text}"
        );
        assert!(text.contains("family: feel 1, say 1, value 1\n"), "{text}");
        assert!(
            text.contains("1 of 2 of the family side, 0 of 1 of the professional side."),
            "{text}"
        );
        assert!(text.contains("Too few to tell."), "{text}");
        let own = text.split("Beside").next().expect("a beginning");
        assert!(!own.contains('%'), "{own}");
    }

    #[test]
    fn numbers_as_people_write_them() {
        assert_eq!(thousands(1), "1");
        assert_eq!(thousands(1_234_567), "1,234,567");
        assert_eq!(points(-0.001), "0");
        assert_eq!(number(2.0), "2");
        assert_eq!(number(2.25), "2.2");
    }
}
