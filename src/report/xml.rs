//! XML as the reports need it: elements, attributes and words, each made safe.

use super::clean::clean_char;
use std::fmt::Write as _;

/// A document that is being written.
#[derive(Debug)]
pub(super) struct Xml {
    out: String,
    open: Vec<&'static str>,
}

impl Xml {
    /// A document with a comment above its root: what made it.
    pub(super) fn new(comment: &str) -> Self {
        // Two hyphens would end the comment.
        let comment = escape(comment).replace("--", "- -");
        Xml {
            out: format!(
                "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<!-- {} -->\n",
                comment.trim_end_matches('-')
            ),
            open: Vec::new(),
        }
    }

    /// An element with others in it.
    pub(super) fn open(&mut self, name: &'static str, attributes: &[(&str, &str)]) {
        self.tag(name, attributes);
        self.out.push_str(">\n");
        self.open.push(name);
    }

    /// An element with nothing in it.
    pub(super) fn empty(&mut self, name: &'static str, attributes: &[(&str, &str)]) {
        self.tag(name, attributes);
        self.out.push_str("/>\n");
    }

    /// An element with words in it.
    pub(super) fn words(&mut self, name: &'static str, attributes: &[(&str, &str)], words: &str) {
        self.tag(name, attributes);
        let _ = writeln!(self.out, ">{}</{name}>", escape(words));
    }

    /// Closes the element that was opened last.
    pub(super) fn close(&mut self) {
        if let Some(name) = self.open.pop() {
            self.indent();
            let _ = writeln!(self.out, "</{name}>");
        }
    }

    /// The document with everything closed.
    pub(super) fn finish(mut self) -> String {
        while !self.open.is_empty() {
            self.close();
        }
        self.out
    }

    fn tag(&mut self, name: &str, attributes: &[(&str, &str)]) {
        self.indent();
        self.out.push('<');
        self.out.push_str(name);
        for (name, value) in attributes {
            // A line end in an attribute is read as a space unless it is spelled out.
            let value = escape(value).replace('\n', "&#10;");
            let _ = write!(self.out, " {name}=\"{value}\"");
        }
    }

    fn indent(&mut self) {
        self.out.push_str(&"  ".repeat(self.open.len()));
    }
}

/// Words with everything spelled out that XML would take for its own, and a space for what it forbids.
fn escape(words: &str) -> String {
    let mut out = String::with_capacity(words.len());
    for c in words.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\n' => out.push(c),
            '\u{FFFE}' | '\u{FFFF}' => out.push(' '),
            _ => out.push(clean_char(c)),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_cannot_become_markup() {
        let mut xml = Xml::new("a -- b -->");
        xml.open("a", &[("b", "\"<&>\n\u{1}")]);
        xml.words("c", &[], "]]> <d>\n\u{FFFF}");
        assert_eq!(
            xml.finish(),
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<!-- a - - b - -&gt; -->\n\
             <a b=\"&quot;&lt;&amp;&gt;&#10; \">\n  <c>]]&gt; &lt;d&gt;\n </c>\n</a>\n"
        );
    }
}
