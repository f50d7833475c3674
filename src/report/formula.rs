//! What a spreadsheet takes for a formula.

/// Whether a cell begins like a formula (OWASP, CSV injection), behind whatever a spreadsheet skips: an apostrophe before
/// it makes it words.
pub(crate) fn is_formula(cell: &str) -> bool {
    let skipped = |c: char| c.is_whitespace() || c.is_control();
    cell.trim_start_matches(skipped)
        .starts_with(['=', '+', '-', '@', '＝', '＋', '－', '＠', '|', '%'])
        || cell.starts_with(['\t', '\r', '\n'])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_begins_with_a_sign_is_a_formula() {
        for cell in ["=1+1", " +1", "\t=1", " \u{e}=", "＝1", "\twords"] {
            assert!(is_formula(cell), "{cell:?}");
        }
        for cell in ["a = b", "", " words", "1-2"] {
            assert!(!is_formula(cell), "{cell:?}");
        }
    }
}
