//! Names that somebody may have meant.

/// How alike two names have to be, from 0 to 1, for one to be taken for a slip of the other.
const ALIKE: f64 = 0.75;

/// The known name that is most like `name`; none when none is like it.
///
/// ```
/// use evenhand::settings::nearest;
///
/// assert_eq!(nearest("min-severty", ["profile", "min-severity"]), Some("min-severity"));
/// assert_eq!(nearest("colour", ["profile", "min-severity"]), None);
/// ```
pub fn nearest<'a>(name: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let name = plain(name);
    known
        .into_iter()
        .map(|one| {
            (
                strsim::normalized_damerau_levenshtein(&name, &plain(one)),
                one,
            )
        })
        .filter(|(alike, _)| *alike >= ALIKE)
        .max_by(|a, b| a.0.total_cmp(&b.0))
        .map(|(_, one)| one)
}

/// `min_severity` and `Min-Severity` are slips of one kind.
fn plain(name: &str) -> String {
    name.to_lowercase().replace(['_', ' '], "-")
}

/// `did you mean …?`, or what else helps.
pub(crate) fn advice<'a>(
    name: &str,
    known: impl IntoIterator<Item = &'a str>,
    otherwise: &str,
) -> String {
    match nearest(name, known) {
        Some(near) => format!("did you mean `{near}`?"),
        None => otherwise.to_owned(),
    }
}
