//! `profile --format svg`: how each side's statements are put, and the gaps with their intervals. One
//! file without scripts, fonts or links; no meaning is in a colour alone.

use super::clean::{clean, shorten};
use super::profile_table::{counts, points, sentence};
use super::{Provenance, accuracy, count};
use crate::facts::{CueClass, Side};
use crate::measure::{By, GapFigures, Part, Profile};
use crate::pack::Pack;
use std::fmt::Write as _;

/// Pixels.
const WIDTH: f64 = 760.0;
const LEFT: f64 = 215.0;
const RIGHT: f64 = 30.0;
const BAR: f64 = 30.0;
const ROW: f64 = 22.0;

/// The classes that statements have, those put as feeling or belief first, each with its fill.
const CLASSES: [(CueClass, &str); 5] = [
    (CueClass::Emotion, "#b3446c"),
    (CueClass::Belief, "#8a4fa3"),
    (CueClass::Experience, "#5b5fc7"),
    (CueClass::Report, "#2f7fb5"),
    (CueClass::Knowledge, "#2b7a5b"),
];

const STYLE: &str = "\
text{font:14px system-ui,sans-serif;fill:#1a1a1a}.head{font-weight:600;font-size:16px}\
.small{font-size:12px}.scale{text-anchor:middle}.in{fill:#fff;font-size:12px}.line{stroke:#1a1a1a}.dot{fill:#1a1a1a}\
.soft{stroke:#767676;stroke-dasharray:3 3}.back{fill:#fff}\
@media (prefers-color-scheme:dark){text{fill:#f2f2f2}.in{fill:#fff}.line{stroke:#f2f2f2}\
.dot{fill:#f2f2f2}.soft{stroke:#a0a0a0}.back{fill:#16181c}}";

/// The chart.
pub fn report(profile: &Profile, pack: &Pack) -> String {
    let mut chart = Chart {
        out: String::new(),
        y: 34.0,
    };
    chart.text(20.0, "head", "How each side’s statements are put");
    chart.y += 14.0;
    for side in [Side::Family, Side::Professional] {
        chart.bar(&profile.whole, side);
    }
    chart.key();
    chart.y += 26.0;
    chart.text(20.0, "head", "Framing gap (all statements), in points");
    let rows: Vec<(String, &Part)> = std::iter::once(("all letters".to_owned(), &profile.whole))
        .chain(
            profile
                .parts
                .iter()
                .map(|part| (name(profile.by, part, pack), part)),
        )
        .collect();
    chart.gaps(&rows, |part| &part.framing);
    chart.y += 26.0;
    chart.text(20.0, "head", "Testimony gap (without knowledge), in points");
    chart.gaps(&rows, |part| &part.testimony);

    chart.foot(profile, pack);

    let height = chart.y + 20.0;
    let told = format!(
        "Framing gap. {} {} Testimony gap. {} {}",
        counts(&profile.whole.framing),
        sentence(&profile.whole.framing),
        counts(&profile.whole.testimony),
        sentence(&profile.whole.testimony)
    );
    format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" role=\"img\" aria-labelledby=\"title told\" \
         viewBox=\"0 0 {WIDTH} {height}\" width=\"{WIDTH}\" height=\"{height}\">\n\
         <title id=\"title\">How statements are put, by side</title>\n<desc id=\"told\">{}</desc>\n\
         <style>{STYLE}</style>\n<rect class=\"back\" width=\"100%\" height=\"100%\"/>\n{}</svg>\n",
        escaped(&told),
        chart.out
    )
}

fn name(by: Option<By>, part: &Part, pack: &Pack) -> String {
    let Some(name) = &part.name else {
        return "not stated".to_owned();
    };
    match pack.outcome(name).filter(|_| by == Some(By::Outcome)) {
        Some(outcome) => shorten(&outcome.title, 4),
        // The end of a path says more than its beginning.
        None => name.rsplit(['/', '\\']).next().unwrap_or(name).to_owned(),
    }
}

struct Chart {
    out: String,
    y: f64,
}

impl Chart {
    fn text(&mut self, x: f64, class: &str, words: &str) {
        let _ = writeln!(
            self.out,
            "<text class=\"{class}\" x=\"{x:.1}\" y=\"{:.1}\">{}</text>",
            self.y,
            escaped(words)
        );
    }

    /// What made the chart, and how far it can be trusted.
    fn foot(&mut self, profile: &Profile, pack: &Pack) {
        let tool = Provenance::of(pack);
        self.y += 26.0;
        let letters = count(profile.whole.letters, "letter", "letters");
        let made = format!(
            "{letters}; {} {}, pack {} {}, seed {}; lines are 95% intervals",
            tool.name, tool.version, tool.pack, tool.pack_version, profile.seed
        );
        self.text(20.0, "small", &made);
        if let Some(words) = accuracy::of(pack) {
            self.y += 18.0;
            self.text(20.0, "small", &words);
        }
    }

    /// A side's statements by class, as parts of one bar.
    fn bar(&mut self, part: &Part, side: Side) {
        let of = |class: CueClass| -> u32 {
            let cells = part.cells.iter();
            cells
                .filter(|cell| cell.key.side == side && cell.key.class == class)
                .map(|cell| cell.statements)
                .sum()
        };
        let all: u32 = CLASSES.iter().map(|(class, _)| of(*class)).sum();
        let middle = self.y + 20.0;
        let top = self.y;
        self.y = middle;
        self.text(20.0, "", &format!("{} ({all})", side.name()));
        let mut x = LEFT;
        for (class, fill) in CLASSES {
            let found = of(class);
            if found == 0 {
                continue;
            }
            let width = (WIDTH - LEFT - RIGHT) * f64::from(found) / f64::from(all);
            let _ = writeln!(
                self.out,
                "<rect x=\"{x:.1}\" y=\"{top:.1}\" width=\"{width:.1}\" height=\"{BAR}\" fill=\"{fill}\" \
                 stroke=\"#fff\"><title>{}: {found} of {all}</title></rect>",
                class.name()
            );
            if width > 22.0 {
                self.text(x + 5.0, "in", &found.to_string());
            }
            x += width;
        }
        self.y = top + BAR + 8.0;
    }

    fn key(&mut self) {
        self.y += 12.0;
        let mut x = LEFT;
        for (class, fill) in CLASSES {
            let _ = writeln!(
                self.out,
                "<rect x=\"{x:.1}\" y=\"{:.1}\" width=\"12\" height=\"12\" fill=\"{fill}\"/>",
                self.y - 11.0
            );
            self.text(x + 17.0, "small", class.name());
            x += 105.0;
        }
        self.y += 18.0;
    }

    /// One row a part: the difference as a dot, its interval as a line, on a scale from -100 to 100.
    fn gaps(&mut self, rows: &[(String, &Part)], of: impl Fn(&Part) -> &GapFigures) {
        let at = |share: f64| LEFT + (WIDTH - LEFT - RIGHT - 150.0) * (share + 1.0) / 2.0;
        let top = self.y + 8.0;
        self.y += 6.0;
        for (name, part) in rows {
            self.y += ROW;
            self.text(20.0, "small", &shorten_to(name, 28));
            let figures = of(part);
            let middle = self.y - 4.0;
            let (Some(difference), Some(interval)) = (figures.difference, figures.interval) else {
                self.text(at(0.0) + 8.0, "small", "too few to tell");
                continue;
            };
            let _ = writeln!(
                self.out,
                "<line class=\"line\" stroke-width=\"2\" x1=\"{:.1}\" x2=\"{:.1}\" y1=\"{middle:.1}\" \
                 y2=\"{middle:.1}\"/><circle class=\"dot\" cx=\"{:.1}\" cy=\"{middle:.1}\" r=\"5\"/>",
                at(interval.low),
                at(interval.high),
                at(difference)
            );
            let told = format!(
                "{} ({} to {})",
                points(difference),
                points(interval.low),
                points(interval.high)
            );
            self.text(WIDTH - RIGHT - 130.0, "small", &told);
        }
        let _ = writeln!(
            self.out,
            "<line class=\"soft\" x1=\"{0:.1}\" x2=\"{0:.1}\" y1=\"{top:.1}\" y2=\"{1:.1}\"/>",
            at(0.0),
            self.y + 4.0
        );
        self.y += 20.0;
        for share in [-1.0, -0.5, 0.0, 0.5, 1.0] {
            self.text(at(share), "small scale", &points(share));
        }
        self.y += 10.0;
    }
}

fn shorten_to(text: &str, most: usize) -> String {
    let text = clean(text);
    if text.chars().count() <= most {
        return text.into_owned();
    }
    let mut short: String = text.chars().take(most - 1).collect();
    short.push('…');
    short
}

fn escaped(text: &str) -> String {
    clean(text)
        .replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
        .replace('"', "&quot;")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::measure;
    use crate::report::testing::{analysed, pack};

    #[test]
    fn the_chart_is_sound_xml_whatever_a_path_holds() {
        let letter = analysed("Parents feel that plans are vague. Leaders know that they are.\n");
        let letters = vec![measure::letter(
            "x/<b>&\"\u{1b}.md",
            &letter.letter,
            &letter.facts,
        )];
        let svg = report(&measure::profile(letters, Some(By::Letter), 1), pack());
        let mut reader = quick_xml::Reader::from_str(&svg);
        while reader.read_event().expect("sound XML") != quick_xml::events::Event::Eof {}
        assert!(svg.contains("&lt;b&gt;&amp;&quot; .md"), "{svg}");
        assert!(svg.contains("too few to tell"));
        assert!(!svg.contains("http://www.w3.org/1999"));
    }
}
