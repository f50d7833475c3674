//! Takes comments out of a letter whose text is the file.

use crate::span::Span;

/// `text` without its comments at these places. A line that held nothing else goes with its comment; where
/// that leaves two empty lines, one of them goes too.
pub fn remove(text: &str, comments: &[Span]) -> String {
    let mut comments = comments.to_vec();
    comments.sort_unstable();
    let mut out = String::with_capacity(text.len());
    let mut at = 0;
    for comment in comments {
        let (mut start, mut end) = (comment.start as usize, comment.end as usize);
        if start < at || text.get(start..end).is_none() {
            continue;
        }
        let blank = |c: char| c == ' ' || c == '\t';
        let before = text[at..start].trim_end_matches(blank);
        let rest = text[end..].trim_start_matches(blank);
        let ends_line = |text: &str| text.is_empty() || text.ends_with('\n');
        let begins_line = ends_line(before) && (!before.is_empty() || ends_line(&out));
        let line_end = ["\r\n", "\n"]
            .into_iter()
            .find(|sign| rest.starts_with(sign));
        if begins_line && (line_end.is_some() || rest.is_empty()) {
            start = at + before.len();
            end = text.len() - rest.len() + line_end.map_or(0, str::len);
            let kept = if before.is_empty() { &out } else { before };
            let is_gap = kept.is_empty() || kept.ends_with("\n\n") || kept.ends_with("\n\r\n");
            if let (true, Some(sign)) = (is_gap, line_end)
                && text[end..].starts_with(sign)
            {
                end += sign.len();
            }
        } else if begins_line {
            end = text.len() - rest.len();
        } else if before.len() < start - at && (line_end.is_some() || rest.len() < text.len() - end)
        {
            // One of the spaces around it is enough, and none at the end of a line.
            start = at + before.len();
            if line_end.is_none() {
                start += 1;
                end = text.len() - rest.len();
            }
        }
        out.push_str(&text[at..start]);
        at = end;
    }
    out.push_str(&text[at..]);
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn removed(text: &str) -> String {
        let mut comments = Vec::new();
        let mut from = 0;
        while let Some(start) = text[from..].find("<!--") {
            let start = from + start;
            from = start + text[start..].find("-->").expect("it ends") + 3;
            comments.push(Span::new(start, from));
        }
        remove(text, &comments)
    }

    #[test]
    fn a_comment_goes_with_its_line() {
        assert_eq!(removed("One.\n\n<!-- a -->\nTwo.\n"), "One.\n\nTwo.\n");
        assert_eq!(removed("One.\n\n<!-- a -->\n\nTwo.\n"), "One.\n\nTwo.\n");
        assert_eq!(
            removed("One.\r\n\r\n<!-- a -->\r\n\r\nTwo."),
            "One.\r\n\r\nTwo."
        );
        assert_eq!(removed("<!-- a -->\n\nOne.\n"), "One.\n");
        assert_eq!(removed("One.\n<!-- a -->"), "One.\n");
    }

    #[test]
    fn a_comment_in_a_line_leaves_one_space() {
        assert_eq!(removed("One <!-- a --> two.\n"), "One two.\n");
        assert_eq!(removed("One. <!-- a -->\nTwo.\n"), "One.\nTwo.\n");
        assert_eq!(removed("One<!-- a -->two.\n"), "Onetwo.\n");
        assert_eq!(removed("- <!-- a --> One.\n"), "- One.\n");
        assert_eq!(removed("<!-- a --> One.\n"), "One.\n");
        assert_eq!(removed("  <!-- a --> One.\n"), "  One.\n");
    }

    #[test]
    fn several_comments_go() {
        assert_eq!(
            removed("<!-- a -->\nOne.\n<!-- b -->\n\nTwo <!-- c --> three.\n"),
            "One.\n\nTwo three.\n"
        );
        assert_eq!(
            removed("One.\n\n<!-- a -->\n<!-- b -->\n\nTwo.\n"),
            "One.\n\nTwo.\n"
        );
        assert_eq!(removed("<!-- a --><!-- b -->One."), "One.");
    }

    proptest! {
        #[test]
        fn nothing_but_comments_and_white_space_goes(
            parts in prop::collection::vec(
                prop::sample::select(vec!["é", "<!-- a -->", " ", "\n", "\r\n", "- ", "\t", "\n\n"]),
                0..12,
            ),
        ) {
            let text = parts.concat();
            let dense = |text: &str| -> String {
                let words = text.replace("<!-- a -->", "");
                words.chars().filter(|c| !c.is_whitespace()).collect()
            };
            let rest = removed(&text);
            prop_assert!(!rest.contains("<!--"));
            prop_assert_eq!(dense(&rest), dense(&text));
            // Words that stood apart stand apart still.
            if !parts.iter().any(|part| part.starts_with('<')) {
                prop_assert_eq!(rest, text);
            }
        }
    }
}
