//! What the client can do, as it says when the session begins. Only what the server acts on is read,
//! so that a client which says something odd elsewhere is served all the same.

use super::uri;
use crate::span::Encoding;
use serde_json::Value;
use std::path::PathBuf;

/// What the client can do.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[allow(
    clippy::struct_excessive_bools,
    reason = "each is a capability of its own"
)]
pub(super) struct Client {
    /// How both count columns.
    pub(super) encoding: Encoding,
    /// Asks for diagnostics itself; then none are pushed.
    pub(super) pulls: bool,
    /// Asks again for diagnostics when it is told to.
    pub(super) refreshes_diagnostics: bool,
    /// Asks again for inlay hints when it is told to.
    pub(super) refreshes_hints: bool,
    /// Shows the other places of a diagnostic.
    pub(super) related: bool,
    /// Shows a link from a diagnostic's code.
    pub(super) links: bool,
    /// Shows Markdown on hovering.
    pub(super) markdown: bool,
    /// Shows symbols as a tree.
    pub(super) symbol_tree: bool,
    /// Takes definitions with the words that lead to them.
    pub(super) definition_links: bool,
    /// Takes edits that name the version which they are for.
    pub(super) versioned_edits: bool,
    /// Takes edits with places to fill in.
    pub(super) snippet_edits: bool,
    /// Takes code actions, not just commands.
    pub(super) action_literals: bool,
    /// Opens a document when asked.
    pub(super) shows_documents: bool,
    /// Answers what its settings are.
    pub(super) configuration: bool,
    /// Watches files when asked.
    pub(super) watches: bool,
    /// Watches files of a folder outside its own.
    pub(super) watches_elsewhere: bool,
    /// The folder that it works in.
    pub(super) root: Option<PathBuf>,
}

impl Client {
    /// Reads the parameters of `initialize`.
    pub(super) fn of(params: &Value) -> Self {
        let capabilities = &params["capabilities"];
        let can = |pointer: &str| capabilities.pointer(pointer) == Some(&Value::Bool(true));
        let has = |pointer: &str| {
            capabilities
                .pointer(pointer)
                .is_some_and(|value| !value.is_null())
        };
        let strings = |pointer: &str| -> Vec<&str> {
            let list = capabilities.pointer(pointer).and_then(Value::as_array);
            list.into_iter()
                .flatten()
                .filter_map(Value::as_str)
                .collect()
        };
        Client {
            encoding: encoding(&strings("/general/positionEncodings")),
            pulls: has("/textDocument/diagnostic"),
            refreshes_diagnostics: can("/workspace/diagnostics/refreshSupport"),
            refreshes_hints: can("/workspace/inlayHint/refreshSupport"),
            related: can("/textDocument/publishDiagnostics/relatedInformation")
                || can("/textDocument/diagnostic/relatedInformation"),
            links: can("/textDocument/publishDiagnostics/codeDescriptionSupport")
                || can("/textDocument/diagnostic/codeDescriptionSupport"),
            markdown: strings("/textDocument/hover/contentFormat").first() == Some(&"markdown"),
            symbol_tree: can("/textDocument/documentSymbol/hierarchicalDocumentSymbolSupport"),
            definition_links: can("/textDocument/definition/linkSupport"),
            versioned_edits: can("/workspace/workspaceEdit/documentChanges"),
            snippet_edits: can("/workspace/workspaceEdit/snippetEditSupport"),
            action_literals: has("/textDocument/codeAction/codeActionLiteralSupport"),
            shows_documents: can("/window/showDocument/support"),
            configuration: can("/workspace/configuration"),
            watches: can("/workspace/didChangeWatchedFiles/dynamicRegistration"),
            watches_elsewhere: can("/workspace/didChangeWatchedFiles/relativePatternSupport"),
            root: root(params),
        }
    }
}

/// The best encoding that the client offers: that of the text itself, or else what every client
/// knows.
fn encoding(offered: &[&str]) -> Encoding {
    if offered.contains(&"utf-8") {
        Encoding::Utf8
    } else if offered.contains(&"utf-16") || !offered.contains(&"utf-32") {
        Encoding::Utf16
    } else {
        Encoding::Utf32
    }
}

/// The protocol's name of an encoding.
pub(super) fn encoding_name(encoding: Encoding) -> &'static str {
    match encoding {
        Encoding::Utf8 => "utf-8",
        Encoding::Utf16 => "utf-16",
        Encoding::Utf32 => "utf-32",
    }
}

fn root(params: &Value) -> Option<PathBuf> {
    let folder = params.pointer("/workspaceFolders/0/uri");
    let uri = folder
        .or_else(|| params.get("rootUri"))
        .and_then(Value::as_str);
    uri.and_then(uri::to_path).or_else(|| {
        let path = params.get("rootPath").and_then(Value::as_str)?;
        Some(PathBuf::from(path))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn the_encoding_of_the_text_is_preferred() {
        assert_eq!(encoding(&[]), Encoding::Utf16);
        assert_eq!(encoding(&["utf-16", "utf-8"]), Encoding::Utf8);
        assert_eq!(encoding(&["utf-32", "utf-16"]), Encoding::Utf16);
        assert_eq!(encoding(&["utf-32"]), Encoding::Utf32);
        assert_eq!(encoding(&["utf-7"]), Encoding::Utf16);
    }

    #[test]
    fn odd_capabilities_do_no_harm() {
        for params in [
            json!(null),
            json!({"capabilities": []}),
            json!({"capabilities": {"textDocument": 3, "general": {"positionEncodings": "utf-8"}}}),
        ] {
            assert_eq!(Client::of(&params), Client::default());
        }
    }

    #[test]
    fn the_folder_is_the_first_that_is_named() {
        let params = json!({
            "rootUri": "file:///b",
            "workspaceFolders": [{"uri": "file:///a%20b", "name": "a"}],
            "capabilities": {"textDocument": {"diagnostic": {}}},
        });
        let client = Client::of(&params);
        assert_eq!(client.root, Some(PathBuf::from("/a b")));
        assert!(client.pulls);
    }
}
