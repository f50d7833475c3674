//! The parts that comments are kept in: what Word calls them and what an empty one looks like.

/// A part beside the document's own words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// The comments' words.
    Comments,
    /// Which comment answers which, and which are resolved.
    Extended,
    /// Numbers of comments that stay when the file is saved elsewhere.
    Ids,
    /// Dates of comments in world time.
    Extensible,
    /// Who wrote comments.
    People,
    /// What was put into the document.
    Record,
}

const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const STRICT: &str = "http://purl.oclc.org/ooxml/officeDocument/relationships";
const WORD: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
const STRICT_WORD: &str = "http://purl.oclc.org/ooxml/wordprocessingml/main";

/// The namespace of paragraph ids.
pub(super) const W14: &str = "http://schemas.microsoft.com/office/word/2010/wordml";
/// The namespace of threads and people.
pub(super) const W15: &str = "http://schemas.microsoft.com/office/word/2012/wordml";
/// The namespace of lasting numbers.
pub(super) const CID: &str = "http://schemas.microsoft.com/office/word/2016/wordml/cid";

impl Kind {
    /// All but the record.
    pub(super) const OF_COMMENTS: [Kind; 5] = [
        Kind::Comments,
        Kind::Extended,
        Kind::Ids,
        Kind::Extensible,
        Kind::People,
    ];

    /// The last word of the type of its relationship.
    pub(super) fn relationship(self) -> &'static str {
        match self {
            Kind::Comments => "comments",
            Kind::Extended => "commentsExtended",
            Kind::Ids => "commentsIds",
            Kind::Extensible => "commentsExtensible",
            Kind::People => "people",
            Kind::Record => "customXml",
        }
    }

    pub(super) fn relationship_type(self, is_strict: bool) -> String {
        let base = match self {
            Kind::Comments | Kind::Record if is_strict => STRICT,
            Kind::Comments | Kind::Record => OFFICE,
            Kind::Extended | Kind::People => {
                "http://schemas.microsoft.com/office/2011/relationships"
            }
            Kind::Ids => "http://schemas.microsoft.com/office/2016/09/relationships",
            Kind::Extensible => "http://schemas.microsoft.com/office/2018/08/relationships",
        };
        format!("{base}/{}", self.relationship())
    }

    /// Its file's name without the ending.
    pub(super) fn file_name(self) -> &'static str {
        match self {
            Kind::Record => "item",
            _ => self.relationship(),
        }
    }

    pub(super) fn content_type(self) -> String {
        match self {
            Kind::Record => "application/xml".to_owned(),
            _ => format!(
                "application/vnd.openxmlformats-officedocument.wordprocessingml.{}+xml",
                self.relationship()
            ),
        }
    }

    /// The part with nothing in it.
    pub(super) fn skeleton(self, is_strict: bool) -> String {
        let root = match self {
            Kind::Comments => format!(
                "<w:comments xmlns:w=\"{}\" xmlns:w14=\"{W14}\" {IGNORABLE}=\"w14\"></w:comments>",
                word(is_strict)
            ),
            Kind::Extended => {
                format!("<w15:commentsEx xmlns:w15=\"{W15}\" {IGNORABLE}=\"w15\"></w15:commentsEx>")
            }
            Kind::Ids => {
                format!(
                    "<w16cid:commentsIds xmlns:w16cid=\"{CID}\" {IGNORABLE}=\"w16cid\"></w16cid:commentsIds>"
                )
            }
            Kind::People => {
                format!("<w15:people xmlns:w15=\"{W15}\" {IGNORABLE}=\"w15\"></w15:people>")
            }
            Kind::Extensible | Kind::Record => "<none></none>".to_owned(),
        };
        format!("<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n{root}")
    }

    /// The name of the elements that such a part is a list of.
    pub(super) fn element(self) -> &'static str {
        match self {
            Kind::Comments => "comment",
            Kind::Extended => "commentEx",
            Kind::Ids => "commentId",
            Kind::Extensible => "commentExtensible",
            Kind::People => "person",
            Kind::Record => "record",
        }
    }
}

/// What programs that do not know a namespace pass over.
const IGNORABLE: &str =
    "xmlns:mc=\"http://schemas.openxmlformats.org/markup-compatibility/2006\" mc:Ignorable";

/// The namespace of Word's elements.
pub(super) fn word(is_strict: bool) -> &'static str {
    if is_strict { STRICT_WORD } else { WORD }
}
