//! The text of a rule or duty as a page that an editor can open: where a diagnostic's code links to.

use super::host::Host;
use super::uri;
use super::wording;
use crate::pack::Pack;
use crate::pack::schema::Example;
use crate::report::explain::Explanation;
use rustc_hash::FxHashMap;
use std::fmt::Write as _;

/// The pages of one pack, kept for the editor when they are first linked to.
#[derive(Debug, Default)]
pub(super) struct Pages {
    kept: FxHashMap<String, Option<String>>,
}

impl Pages {
    /// The address of a rule's page; nothing where it cannot be kept.
    pub(super) fn link(&mut self, id: &str, pack: &Pack, host: &dyn Host) -> Option<String> {
        if let Some(known) = self.kept.get(id) {
            return known.clone();
        }
        let link = Explanation::of(pack, id).and_then(|explanation| {
            let name = format!("{}-{}/{id}.md", pack.name(), pack.version());
            let path = host.keep_page(&name, &markdown(&explanation))?;
            Some(uri::from_path(&path))
        });
        self.kept.insert(id.to_owned(), link.clone());
        link
    }
}

/// A rule or duty as Markdown.
pub(super) fn markdown(explanation: &Explanation) -> String {
    let mut page = format!("# {}\n", explanation.id);
    // Writing to a string does not fail.
    match (explanation.severity, &explanation.title) {
        (Some(severity), _) => {
            let _ = write!(page, "\n{}. ", severity.title());
        }
        (None, Some(title)) => {
            let _ = write!(page, "\n{title}. ");
        }
        (None, None) => page.push('\n'),
    }
    let _ = writeln!(page, "{}", explanation.summary.trim());
    let _ = write!(page, "\n## Why\n\n{}\n", explanation.why.trim());
    list(&mut page, "What to do", &explanation.help);
    list(&mut page, "Sources", &explanation.sources);
    let law: Vec<String> = explanation
        .entries
        .iter()
        .map(|entry| format!("{}: {}", entry.id, wording::law(entry)))
        .collect();
    list(&mut page, "The law behind it", &law);
    list(&mut page, "Found", &quoted(&explanation.flag));
    list(&mut page, "Not found", &quoted(&explanation.pass));
    page
}

fn quoted(examples: &[Example]) -> Vec<String> {
    let quote = |example: &Example| format!("“{}”", example.text.trim().replace('\n', " "));
    examples.iter().map(quote).collect()
}

fn list(page: &mut String, title: &str, items: &[String]) {
    if items.is_empty() {
        return;
    }
    let _ = write!(page, "\n## {title}\n\n");
    for item in items {
        let _ = writeln!(page, "- {}", item.trim());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_rule_and_duty_has_a_page() {
        let pack = Pack::area_send().expect("the built-in pack loads");
        let rules = pack.rules().iter().map(|rule| rule.id.get_ref());
        for id in rules.chain(pack.duties().iter().map(|duty| duty.id.get_ref())) {
            let page = markdown(&Explanation::of(&pack, id).expect("it is in the pack"));
            assert!(page.starts_with(&format!("# {id}\n\n")), "{page}");
            assert!(page.contains("\n## Why\n\n"), "{page}");
            assert!(page.contains("\n## Sources\n\n- "), "{page}");
        }
    }
}
