"""The language server under pytest-lsp, a client of its own kind.

Called with the program in $EVENHAND."""

import os

import pytest
import pytest_lsp
from lsprotocol import types
from pytest_lsp import ClientServerConfig, LanguageClient, client_capabilities

URI = "file:///drafts/letter.md"
TEXT = "A note \N{GRINNING FACE}. Some parents feel that reviews are late.\n"


@pytest_lsp.fixture(
    params=["neovim", "visual-studio-code"],
    config=ClientServerConfig(server_command=[os.environ["EVENHAND"], "lsp"]),
)
async def client(request, lsp_client: LanguageClient):
    @lsp_client.feature(types.CLIENT_REGISTER_CAPABILITY)
    def registered(params: types.RegistrationParams) -> None:
        """Files are watched by nobody here."""

    capabilities = client_capabilities(request.param)
    params = types.InitializeParams(capabilities=capabilities)
    result = await lsp_client.initialize_session(params)
    lsp_client.begun = result
    yield
    await lsp_client.shutdown_session()


def opened(client: LanguageClient, text: str) -> None:
    client.text_document_did_open(
        types.DidOpenTextDocumentParams(
            text_document=types.TextDocumentItem(
                uri=URI, language_id="markdown", version=1, text=text
            )
        )
    )


async def found(client: LanguageClient) -> list[types.Diagnostic]:
    """What is raised, by whichever way this client learns of it."""
    capabilities = client.begun.capabilities
    pulls = client.capabilities.text_document.diagnostic is not None
    assert capabilities.diagnostic_provider is not None
    if pulls:
        report = await client.text_document_diagnostic_async(
            types.DocumentDiagnosticParams(
                text_document=types.TextDocumentIdentifier(uri=URI)
            )
        )
        return list(report.items)
    await client.wait_for_notification(types.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS)
    return list(client.diagnostics[URI])


@pytest.mark.asyncio
async def test_a_letter_is_checked(client: LanguageClient):
    opened(client, TEXT)
    diagnostics = await found(client)
    assert [one.code for one in diagnostics] == ["framing/sentiment"]
    start = diagnostics[0].range.start
    encoding = client.begun.capabilities.position_encoding
    before = TEXT[: TEXT.index("feel")]
    columns = {
        "utf-8": len(before.encode()),
        "utf-16": len(before.encode("utf-16-le")) // 2,
        "utf-32": len(before),
    }
    assert start.character == columns[encoding]
    hover = await client.text_document_hover_async(
        types.HoverParams(
            text_document=types.TextDocumentIdentifier(uri=URI), position=start
        )
    )
    assert "framing/sentiment" in hover.contents.value


@pytest.mark.asyncio
async def test_edits_change_what_is_raised(client: LanguageClient):
    opened(client, "")
    assert await found(client) == []
    at = types.Position(line=0, character=0)
    change = types.TextDocumentContentChangePartial(
        range=types.Range(start=at, end=at), text=TEXT
    )
    client.text_document_did_change(
        types.DidChangeTextDocumentParams(
            text_document=types.VersionedTextDocumentIdentifier(uri=URI, version=2),
            content_changes=[change],
        )
    )
    diagnostics = await found(client)
    assert [one.code for one in diagnostics] == ["framing/sentiment"]
    actions = await client.text_document_code_action_async(
        types.CodeActionParams(
            text_document=types.TextDocumentIdentifier(uri=URI),
            range=diagnostics[0].range,
            context=types.CodeActionContext(diagnostics=diagnostics),
        )
    )
    titles = [action.title for action in actions]
    assert any(title.startswith("Suggestion: ") for title in titles), titles
    assert "Explain framing/sentiment" in titles


@pytest.mark.asyncio
async def test_an_outline_is_given(client: LanguageClient):
    text = "## Areas for improvement\n\n- Leaders should reduce waiting times.\n"
    opened(client, text)
    outline = await client.text_document_document_symbol_async(
        types.DocumentSymbolParams(
            text_document=types.TextDocumentIdentifier(uri=URI)
        )
    )
    assert outline[0].name == "Areas for improvement"
