//! `profile --format csv`: one row a side, group, class, section and cue, for statistics programs.

use super::spreadsheet::Sheet;
use crate::measure::{Part, Profile};

/// The columns.
const HEAD: [&str; 9] = [
    "by",
    "part",
    "side",
    "group",
    "class",
    "section",
    "cue",
    "attributions",
    "statements",
];

/// The counts of each part, or of all letters when they are not put together by anything.
pub fn report(profile: &Profile) -> String {
    let mut sheet = Sheet::new(&HEAD);
    let by = profile.by.map_or("all", |by| by.name());
    let whole = std::slice::from_ref(&profile.whole);
    let parts = if profile.by.is_some() {
        &profile.parts
    } else {
        whole
    };
    for part in parts {
        rows(&mut sheet, by, part);
    }
    sheet.into_text()
}

fn rows(sheet: &mut Sheet, by: &str, part: &Part) {
    for cell in &part.cells {
        let key = &cell.key;
        sheet.row(&[
            by,
            part.name.as_deref().unwrap_or_default(),
            key.side.name(),
            key.group.name(),
            key.class.name(),
            key.section.name(),
            &key.cue,
            &cell.attributions.to_string(),
            &cell.statements.to_string(),
        ]);
    }
}
