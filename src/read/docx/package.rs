//! Which part of a package is what: by its relationships, and by the type of its content.

use super::{KNOWN, Ns};
use crate::read::package::{MAX_PART, Package, damaged};
use crate::read::xml::{Element, Node, Xml};
use crate::read::{ReadError, binary};

pub(crate) const TYPES: &str = "[Content_Types].xml";
pub(crate) const RELATIONSHIPS: &str = "_rels/.rels";

/// Names of the parts that are read.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Parts {
    pub(crate) document: String,
    pub(crate) styles: Option<String>,
    pub(crate) numbering: Option<String>,
    pub(crate) footnotes: Option<String>,
    pub(crate) endnotes: Option<String>,
    pub(crate) comments: Option<String>,
}

impl Parts {
    /// Follows the package's relationships to its document, and the document's to its other parts. What
    /// lies outside the package is not followed.
    pub(crate) fn find(package: &Package<'_>) -> Result<Parts, ReadError> {
        if !package.has(TYPES) {
            return Err(binary::other_package(package, "a Word document"));
        }
        let types = package.needed(TYPES, MAX_PART)?;
        let relationships = package.needed(RELATIONSHIPS, MAX_PART)?;
        let document = targets(&relationships, "")?
            .into_iter()
            .find(|(kind, _)| kind == "officeDocument")
            .map(|(_, target)| target)
            .ok_or_else(|| damaged(format!("{RELATIONSHIPS} does not name the document")))?;
        check_type(&types, &document)?;
        let mut parts = Parts {
            document,
            ..Parts::default()
        };
        let (folder, name) = split(&parts.document);
        let of_document = format!("{folder}_rels/{name}.rels");
        let Some(relationships) = package.text(&of_document, MAX_PART)? else {
            return Ok(parts);
        };
        for (kind, target) in targets(&relationships, folder)? {
            let part = match kind.as_str() {
                "styles" => &mut parts.styles,
                "numbering" => &mut parts.numbering,
                "footnotes" => &mut parts.footnotes,
                "endnotes" => &mut parts.endnotes,
                "comments" => &mut parts.comments,
                _ => continue,
            };
            part.get_or_insert(target);
        }
        Ok(parts)
    }
}

/// The folder of a part, with the slash behind it, and its name.
pub(crate) fn split(part: &str) -> (&str, &str) {
    part.rsplit_once('/')
        .map_or(("", part), |(folder, name)| (&part[..=folder.len()], name))
}

/// What a relationship leads to inside the package: the last word of its type, and the part's name.
pub(crate) fn targets(
    relationships: &str,
    folder: &str,
) -> Result<Vec<(String, String)>, ReadError> {
    let mut targets = Vec::new();
    each(RELATIONSHIPS, relationships, |element| {
        if element.name() != "Relationship"
            || element.attribute("TargetMode").as_deref() == Some("External")
        {
            return;
        }
        if let (Some(kind), Some(target)) = (element.attribute("Type"), element.attribute("Target"))
        {
            let kind = kind.rsplit('/').next().unwrap_or_default().to_owned();
            targets.push((kind, resolve(folder, &target)));
        }
    })?;
    Ok(targets)
}

/// The name of the part that a target means, seen from a folder.
pub(crate) fn resolve(folder: &str, target: &str) -> String {
    let absolute = target.starts_with('/');
    let base = if absolute { "" } else { folder };
    let mut steps: Vec<&str> = Vec::new();
    for step in base.split('/').chain(target.split('/')) {
        match step {
            "" | "." => {}
            ".." => {
                steps.pop();
            }
            step => steps.push(step),
        }
    }
    steps.join("/")
}

/// Refuses a document whose content is of another type than Word's.
fn check_type(types: &str, document: &str) -> Result<(), ReadError> {
    let mut own = None;
    let mut by_extension = None;
    let extension = document
        .rsplit_once('.')
        .map_or("", |(_, extension)| extension);
    each(TYPES, types, |element| {
        let is = |attribute: &str, value: &str| {
            element
                .attribute(attribute)
                .is_some_and(|found| found.trim_start_matches('/').eq_ignore_ascii_case(value))
        };
        let kind = || {
            element
                .attribute("ContentType")
                .map(|kind| kind.to_ascii_lowercase())
        };
        match element.name() {
            "Override" if is("PartName", document) => own = kind(),
            "Default" if is("Extension", extension) => by_extension = kind(),
            _ => {}
        }
    })?;
    let kind = own.or(by_extension).unwrap_or_default();
    let is_main = kind.ends_with(".main+xml");
    if is_main && (kind.contains("wordprocessingml") || kind.contains("ms-word")) {
        return Ok(());
    }
    let what = if kind.contains("spreadsheetml") || kind.contains("ms-excel") {
        "an Excel workbook"
    } else if kind.contains("presentationml") || kind.contains("ms-powerpoint") {
        "a PowerPoint presentation"
    } else {
        return Err(damaged(format!(
            "{TYPES} does not say that {document} is a Word document"
        )));
    };
    Err(binary::other_document(what, "a Word document"))
}

/// Calls `take` with each element of a package's own parts.
fn each(
    part: &'static str,
    text: &str,
    mut take: impl FnMut(&Element<'_, Ns>),
) -> Result<(), ReadError> {
    let mut xml = Xml::new(part, text, KNOWN);
    loop {
        match xml.next()? {
            Node::Start(element) if element.namespace == Some(Ns::Package) => take(&element),
            Node::Over => return Ok(()),
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn targets_stay_inside_the_package() {
        assert_eq!(resolve("word/", "styles.xml"), "word/styles.xml");
        assert_eq!(resolve("word/", "/word/styles.xml"), "word/styles.xml");
        assert_eq!(resolve("word/", "../a/./b.xml"), "a/b.xml");
        assert_eq!(resolve("", "../../../etc/passwd"), "etc/passwd");
        assert_eq!(split("word/document.xml"), ("word/", "document.xml"));
        assert_eq!(split("document.xml"), ("", "document.xml"));
    }
}
