//! The thread that owns documents, settings and packs, and does everything that takes time, in the
//! order of the messages.

use super::actions::{self, EXPLAIN, FIX_ALL};
use super::analysis::{Analysis, View, buffer};
use super::client::{Client, encoding_name};
use super::diagnostics::{self, InWorkspace, Report, published};
use super::documents::{Changes, Document};
use super::host::Host;
use super::lifecycle::Pending;
use super::outbox::{Level, Outbox};
use super::packs::Packs;
use super::pages::{self, Pages};
use super::projects::{Projects, Surroundings};
use super::settings::{SECTION, Settings, Written};
use super::{hints, hover, navigation, symbols, uri};
use crate::facts::Cache;
use crate::pack::Pack;
use crate::report::explain::Explanation;
use crate::settings::FILE_NAME;
use gen_lsp_types::{
    CodeActionParams, DefinitionParams, DidChangeWatchedFilesParams, DidCloseTextDocumentParams,
    DidOpenTextDocumentParams, DidSaveTextDocumentParams, DocumentDiagnosticParams,
    DocumentSymbolParams, ExecuteCommandParams, HoverParams, InlayHintParams, ReferenceParams,
    WorkspaceDiagnosticParams,
};
use lsp_server::{ErrorCode, Notification, Request, RequestId, Response};
use serde::de::DeserializeOwned;
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::sync::mpsc::{Receiver, TryRecvError};

/// The id under which the watching of files is registered.
const WATCHING: &str = "evenhand-files";

/// How many analyses that newer ones have replaced wait to be let go.
const MOST_PAST: usize = 4;

/// What the worker is given to do.
#[derive(Debug)]
pub(super) enum Task {
    Request(Request),
    Notification(Notification),
    Response(Response),
}

/// A document that is open, with what is known of it.
struct Open {
    document: Document,
    cache: Cache,
    /// What holds for it; found when it is analysed first.
    settings: Option<crate::settings::Settings>,
    analysis: Option<Analysis>,
    /// Whether the analysis is of an earlier text or of other settings.
    stale: bool,
    /// Whether the editor is to be told.
    to_push: bool,
}

/// Why a request is refused.
struct Refusal(ErrorCode, String);

type Answer = Result<Value, Refusal>;

/// The worker's state.
pub(super) struct Worker {
    outbox: Outbox,
    pending: Pending,
    host: Box<dyn Host>,
    client: Client,
    command_line: Written,
    initial: Written,
    configured: Written,
    settings: Settings,
    packs: Packs,
    projects: Projects,
    pages: Pages,
    /// By URI, in their order.
    documents: BTreeMap<String, Open>,
    /// Analyses that newer ones have replaced, to be let go when nothing waits.
    past: Vec<Analysis>,
    /// How many analyses there were.
    analyses: u64,
    /// The question about the settings that is open.
    asked_settings: Option<RequestId>,
    watching: bool,
    /// Whether the writer was told of a fault of the program's own.
    told_fault: bool,
}

impl Worker {
    pub(super) fn new(
        outbox: Outbox,
        pending: Pending,
        host: Box<dyn Host>,
        command_line: Written,
    ) -> Self {
        Worker {
            outbox,
            pending,
            host,
            client: Client::default(),
            command_line,
            initial: Written::default(),
            configured: Written::default(),
            settings: Settings::default(),
            packs: Packs::default(),
            projects: Projects::default(),
            pages: Pages::default(),
            documents: BTreeMap::new(),
            past: Vec::new(),
            analyses: 0,
            asked_settings: None,
            watching: false,
            told_fault: false,
        }
    }

    /// Works until nobody can give it anything more to do.
    pub(super) fn run(mut self, queue: &Receiver<Task>) {
        loop {
            let task = match queue.try_recv() {
                Ok(task) => task,
                Err(TryRecvError::Disconnected) => return,
                // Only when nothing waits is the editor told: what was typed over is never analysed.
                Err(TryRecvError::Empty) => {
                    self.push();
                    self.past.clear();
                    match queue.recv() {
                        Ok(task) => task,
                        Err(_) => return,
                    }
                }
            };
            match task {
                Task::Request(request) => self.request(request),
                Task::Notification(note) => {
                    let method = note.method.clone();
                    if self.guarded(|worker| worker.notification(note)).is_none() {
                        self.own_fault(&method);
                    }
                }
                Task::Response(response) => self.response(response),
            }
        }
    }

    /// Does something that may show a fault of the program's own; then nothing comes back. Its message
    /// may quote the letter, so it is not shown.
    fn guarded<T>(&mut self, work: impl FnOnce(&mut Worker) -> T) -> Option<T> {
        catch_unwind(AssertUnwindSafe(|| work(self))).ok()
    }

    /// Forgets what may be half done, and tells the writer once.
    fn own_fault(&mut self, doing: &str) {
        if let Some(pack) = self.packs.current() {
            for open in self.documents.values_mut() {
                open.cache = Cache::new(Arc::clone(pack));
                open.stale = true;
            }
        }
        if !self.told_fault {
            self.told_fault = true;
            self.outbox.show(
                Level::Error,
                &format!(
                    "This is a fault in evenhand ({doing}), not in your letter. Nothing was sent \
                     anywhere. Version {}",
                    env!("CARGO_PKG_VERSION")
                ),
            );
        }
    }

    fn request(&mut self, request: Request) {
        let Request { id, method, params } = request;
        if self.pending.take(&id) {
            self.outbox
                .refuse(Some(&id), ErrorCode::RequestCanceled, "cancelled");
            return;
        }
        match self.guarded(|worker| worker.answer(&method, params)) {
            Some(Ok(result)) => self.outbox.answer(&id, result),
            Some(Err(Refusal(code, message))) => self.outbox.refuse(Some(&id), code, &message),
            None => {
                self.outbox.refuse(
                    Some(&id),
                    ErrorCode::InternalError,
                    "this is a fault in evenhand",
                );
                self.own_fault(&method);
            }
        }
    }

    fn answer(&mut self, method: &str, params: Value) -> Answer {
        match method {
            "initialize" => Ok(self.initialize(&params)),
            "shutdown" => Ok(Value::Null),
            "textDocument/diagnostic" => {
                let params: DocumentDiagnosticParams = read(params)?;
                let known = params.previous_result_id.as_deref();
                let report = self.report(&params.text_document.uri.0, known);
                Ok(value(report))
            }
            "workspace/diagnostic" => Ok(self.workspace_report(read(params)?)),
            "textDocument/hover" => {
                let params: HoverParams = read(params)?;
                let place = params.text_document_position_params;
                let markdown = self.client.markdown;
                let view = self.view(&place.text_document.uri.0);
                Ok(value(view.and_then(|view| {
                    hover::hover(&view, place.position, markdown)
                })))
            }
            "textDocument/codeAction" => {
                let params: CodeActionParams = read(params)?;
                let client = self.client.clone();
                let only = params.context.only.as_deref();
                let view = self.view(&params.text_document.uri.0);
                Ok(value(view.map_or_else(Vec::new, |view| {
                    actions::actions(&view, params.range, only, &client)
                })))
            }
            "textDocument/documentSymbol" => {
                let params: DocumentSymbolParams = read(params)?;
                let tree = self.client.symbol_tree;
                let view = self.view(&params.text_document.uri.0);
                Ok(value(view.map(|view| symbols::symbols(&view, tree))))
            }
            "textDocument/inlayHint" => {
                let params: InlayHintParams = read(params)?;
                if !self.settings.hints {
                    return Ok(json!([]));
                }
                let view = self.view(&params.text_document.uri.0);
                Ok(value(view.map_or_else(Vec::new, |view| {
                    hints::hints(&view, params.range)
                })))
            }
            "textDocument/definition" => {
                let params: DefinitionParams = read(params)?;
                let place = params.text_document_position_params;
                let links = self.client.definition_links;
                let view = self.view(&place.text_document.uri.0);
                Ok(value(view.and_then(|view| {
                    navigation::definition(&view, place.position, links)
                })))
            }
            "textDocument/references" => {
                let params: ReferenceParams = read(params)?;
                let place = params.text_document_position_params;
                let declared = params.context.include_declaration;
                let view = self.view(&place.text_document.uri.0);
                Ok(value(view.map_or_else(Vec::new, |view| {
                    navigation::references(&view, place.position, declared)
                })))
            }
            "workspace/executeCommand" => self.execute(&read(params)?),
            _ => Err(Refusal(
                ErrorCode::MethodNotFound,
                format!("evenhand has no method {method}"),
            )),
        }
    }

    fn notification(&mut self, note: Notification) {
        // Parameters that cannot be read change nothing; the protocol gives them no answer.
        let params = note.params;
        match note.method.as_str() {
            "initialized" => self.initialized(),
            "textDocument/didOpen" => {
                if let Ok(params) = read::<DidOpenTextDocumentParams>(params) {
                    let item = params.text_document;
                    let language = String::from(item.language_id);
                    self.open(Document::new(
                        item.uri.0,
                        &language,
                        item.version,
                        item.text,
                    ));
                }
            }
            "textDocument/didChange" => {
                if let Ok(changes) = read::<Changes>(params) {
                    self.change(changes);
                } else {
                    self.outbox.notify(
                        "window/logMessage",
                        json!({ "type": Level::Warning as i32, "message": "an edit could not be read and was not made" }),
                    );
                }
            }
            "textDocument/didClose" => {
                if let Ok(params) = read::<DidCloseTextDocumentParams>(params) {
                    let uri = params.text_document.uri.0;
                    if self.documents.remove(&uri).is_some() && !self.client.pulls {
                        self.outbox.notify(
                            "textDocument/publishDiagnostics",
                            published(&uri, None, Vec::new()),
                        );
                    }
                }
            }
            "textDocument/didSave" => {
                if let Ok(params) = read::<DidSaveTextDocumentParams>(params) {
                    self.files_changed(&[params.text_document.uri.0]);
                }
            }
            "workspace/didChangeConfiguration" => self.configuration_changed(&params["settings"]),
            "workspace/didChangeWatchedFiles" => {
                if let Ok(params) = read::<DidChangeWatchedFilesParams>(params) {
                    let uris: Vec<String> = params
                        .changes
                        .into_iter()
                        .map(|change| change.uri.0)
                        .collect();
                    self.files_changed(&uris);
                }
            }
            _ => {}
        }
    }

    fn initialize(&mut self, params: &Value) -> Value {
        self.client = Client::of(params);
        let options = params.get("initializationOptions").unwrap_or(&Value::Null);
        match Written::read(options) {
            Ok(written) => self.initial = written.unwrap_or_default(),
            Err(fault) => self.outbox.show(Level::Warning, &fault),
        }
        self.settings = self.merged();
        self.load_pack();
        self.unknown_rules();
        json!({
            "capabilities": capabilities(&self.client),
            "serverInfo": { "name": "evenhand", "version": env!("CARGO_PKG_VERSION") },
        })
    }

    fn initialized(&mut self) {
        self.watch();
        self.ask_settings();
    }

    fn ask_settings(&mut self) {
        if self.client.configuration {
            let question = json!({ "items": [{ "section": SECTION }] });
            self.asked_settings = Some(self.outbox.ask("workspace/configuration", question));
        }
    }

    /// Asks the editor to tell when files of rules change.
    fn watch(&mut self) {
        if !self.client.watches {
            return;
        }
        if self.watching {
            self.outbox.ask(
                "client/unregisterCapability",
                json!({ "unregisterations": [{ "id": WATCHING, "method": "workspace/didChangeWatchedFiles" }] }),
            );
        }
        let mut watchers = vec![json!({ "globPattern": "**/*.toml" })];
        if let Some(rules) = &self.settings.rules {
            watchers.push(if self.client.watches_elsewhere {
                json!({ "globPattern": { "baseUri": uri::from_path(rules), "pattern": "**/*.toml" } })
            } else {
                json!({ "globPattern": format!("{}/**/*.toml", rules.display()) })
            });
        }
        self.outbox.ask(
            "client/registerCapability",
            json!({ "registrations": [{
                "id": WATCHING,
                "method": "workspace/didChangeWatchedFiles",
                "registerOptions": { "watchers": watchers },
            }] }),
        );
        self.watching = true;
    }

    fn response(&mut self, response: Response) {
        if self.asked_settings.as_ref() != Some(&response.id) {
            return;
        }
        self.asked_settings = None;
        if let Ok(Value::Array(items)) = &response.response_result {
            self.configure(items.first().unwrap_or(&Value::Null));
        }
    }

    /// Some editors send the settings, others want to be asked for them.
    fn configuration_changed(&mut self, settings: &Value) {
        if self.client.configuration {
            self.ask_settings();
        } else {
            self.configure(settings);
        }
    }

    /// Puts what the editor has now in the place of what it had before.
    fn configure(&mut self, settings: &Value) {
        match Written::read(settings) {
            Ok(written) => self.configured = written.unwrap_or_default(),
            Err(fault) => {
                self.outbox.show(Level::Warning, &fault);
                return;
            }
        }
        if self.take_settings() {
            self.analyse_again();
        }
    }

    /// Puts all layers together again, and says whether something else holds now.
    fn take_settings(&mut self) -> bool {
        let merged = self.merged();
        let before = std::mem::replace(&mut self.settings, merged);
        if self.settings == before {
            return false;
        }
        if (&self.settings.rules, &self.settings.pack) != (&before.rules, &before.pack) {
            self.load_pack();
            self.watch();
        }
        self.unknown_rules();
        true
    }

    fn merged(&self) -> Settings {
        let root = self.client.root.clone();
        let around = Surroundings {
            host: self.host.as_ref(),
            outbox: &self.outbox,
            encoding: self.client.encoding,
        };
        let (pack, rules) = match &root {
            Some(root) => self.projects.pack_of(root, &around),
            None => (None, None),
        };
        let project = Written::of_pack(rules, pack);
        Settings::of(
            [
                &project,
                &self.command_line,
                &self.initial,
                &self.configured,
            ],
            root.as_deref(),
        )
    }

    /// A rule that is misspelt would silently choose nothing.
    fn unknown_rules(&self) {
        let Some(pack) = self.packs.current() else {
            return;
        };
        let above = &self.settings.above;
        for pattern in above.select.iter().chain(&above.ignore).flatten() {
            if !pack.knows_rule(pattern) {
                self.outbox.show(
                    Level::Warning,
                    &format!("{pattern}: no rule has this id or is of this family"),
                );
            }
        }
    }

    fn load_pack(&mut self) {
        let loaded = self.packs.load(
            &self.settings,
            self.host.as_ref(),
            &self.outbox,
            self.client.encoding,
        );
        if let (true, Some(pack)) = (loaded, self.packs.current()) {
            self.pages = Pages::default();
            for open in self.documents.values_mut() {
                open.cache = Cache::new(Arc::clone(pack));
            }
        }
    }

    /// Files of the rules may have changed on disk.
    fn files_changed(&mut self, uris: &[String]) {
        let is_settings = |uri: &String| {
            uri::to_path(uri).is_some_and(|path| path.file_name().is_some_and(|n| n == FILE_NAME))
        };
        if uris.iter().any(is_settings) {
            self.projects.forget();
            self.take_settings();
            self.analyse_again();
        }
        let Some(rules) = &self.settings.rules else {
            return;
        };
        let is_rule = |uri: &String| {
            uri::to_path(uri).is_some_and(|path| {
                path.starts_with(rules) && path.extension().is_some_and(|end| end == "toml")
            })
        };
        if uris.iter().any(is_rule) {
            self.load_pack();
            self.projects.forget();
            self.analyse_again();
        }
    }

    /// Every document says something else now, perhaps.
    fn analyse_again(&mut self) {
        for open in self.documents.values_mut() {
            open.settings = None;
            open.stale = true;
            open.to_push = true;
        }
        if self.client.pulls && self.client.refreshes_diagnostics {
            self.outbox.ask("workspace/diagnostic/refresh", Value::Null);
        }
        if self.client.refreshes_hints {
            self.outbox.ask("workspace/inlayHint/refresh", Value::Null);
        }
    }

    fn open(&mut self, document: Document) {
        let Some(pack) = self.packs.current() else {
            return;
        };
        let open = Open {
            cache: Cache::new(Arc::clone(pack)),
            settings: None,
            analysis: None,
            stale: true,
            to_push: document.format.is_some(),
            document,
        };
        self.documents.insert(open.document.uri.clone(), open);
    }

    fn change(&mut self, changes: Changes) {
        let encoding = self.client.encoding;
        let uri = &changes.text_document.text_document_identifier.uri.0;
        if let Some(open) = self.documents.get_mut(uri) {
            open.document.change(
                changes.content_changes,
                changes.text_document.version,
                encoding,
            );
            open.stale = true;
            open.to_push = open.document.format.is_some();
        }
    }

    /// Tells the editor of every document that has changed since it was told.
    fn push(&mut self) {
        if self.client.pulls {
            return;
        }
        let waiting: Vec<String> = self
            .documents
            .iter()
            .filter(|(_, open)| open.to_push)
            .map(|(uri, _)| uri.clone())
            .collect();
        for uri in waiting {
            if let Some(open) = self.documents.get_mut(&uri) {
                open.to_push = false;
            }
            let found = self.guarded(|worker| worker.diagnostics(&uri));
            match found {
                Some(Some((version, found))) => self.outbox.notify(
                    "textDocument/publishDiagnostics",
                    published(&uri, Some(version), found),
                ),
                Some(None) => {}
                None => self.own_fault("textDocument/publishDiagnostics"),
            }
        }
    }

    /// The document's analysis, made now when there is none of its present state.
    fn analysed(&mut self, uri: &str) -> Option<&Open> {
        let open = self.documents.get_mut(uri)?;
        if open.stale {
            self.analyses += 1;
            if open.settings.is_none() {
                let around = Surroundings {
                    host: self.host.as_ref(),
                    outbox: &self.outbox,
                    encoding: self.client.encoding,
                };
                let (above, pack) = (&self.settings.above, open.cache.pack());
                open.settings = self.projects.settings(uri, above, pack, &around);
            }
            let fresh = Analysis::of(
                &open.document,
                &mut open.cache,
                open.settings.as_ref()?,
                self.analyses,
            );
            if self.past.len() >= MOST_PAST {
                self.past.clear();
            }
            self.past.extend(open.analysis.replace(fresh));
            open.stale = false;
        }
        Some(open)
    }

    /// What requests look at; nothing for a document that is not open, empty or no letter.
    fn view(&mut self, uri: &str) -> Option<View<'_>> {
        let encoding = self.client.encoding;
        let open = self.analysed(uri)?;
        let pack: &Pack = open.cache.pack();
        Some(View {
            document: &open.document,
            read: open.analysis.as_ref()?.read.as_ref()?,
            pack,
            buffer: buffer(&open.document, encoding),
        })
    }

    /// A document's version and diagnostics.
    fn diagnostics(&mut self, uri: &str) -> Option<(i32, Vec<gen_lsp_types::Diagnostic>)> {
        self.analysed(uri)?;
        let Worker {
            documents,
            pages,
            host,
            client,
            ..
        } = self;
        let open = documents.get(uri)?;
        let found = diagnostics::all(
            open.analysis.as_ref()?,
            &buffer(&open.document, client.encoding),
            client,
            |rule| pages.link(rule, open.cache.pack(), host.as_ref()),
        );
        Some((open.document.version, found))
    }

    /// What a client that has the result `known` is to be told of a document.
    fn report(&mut self, uri: &str, known: Option<&str>) -> Report {
        let result_id = match self.analysed(uri).and_then(|open| open.analysis.as_ref()) {
            Some(analysis) => diagnostics::result_id(analysis),
            None => String::new(),
        };
        if known == Some(result_id.as_str()) && !result_id.is_empty() {
            return Report::Unchanged { result_id };
        }
        let items = self.diagnostics(uri).map(|(_, found)| found);
        Report::Full {
            result_id,
            items: items.unwrap_or_default(),
        }
    }

    fn workspace_report(&mut self, params: WorkspaceDiagnosticParams) -> Value {
        let uris: Vec<(String, i32)> = self
            .documents
            .iter()
            .filter(|(_, open)| open.document.format.is_some())
            .map(|(uri, open)| (uri.clone(), open.document.version))
            .collect();
        let mut items = Vec::new();
        for (uri, version) in uris {
            let known = params
                .previous_result_ids
                .iter()
                .find(|previous| previous.uri.0 == uri)
                .map(|previous| previous.value.as_str());
            let report = self.report(&uri, known);
            items.push(InWorkspace {
                uri,
                version,
                report,
            });
        }
        json!({ "items": items })
    }

    fn execute(&mut self, params: &ExecuteCommandParams) -> Answer {
        if params.command != EXPLAIN {
            return Err(Refusal(
                ErrorCode::InvalidParams,
                format!("evenhand has no command {}", params.command),
            ));
        }
        let arguments = params.arguments.as_deref().unwrap_or_default();
        let id = arguments
            .first()
            .and_then(Value::as_str)
            .unwrap_or_default();
        let pack = self.packs.current();
        let Some((pack, explanation)) =
            pack.and_then(|pack| Some((Arc::clone(pack), Explanation::of(pack, id)?)))
        else {
            return Err(Refusal(
                ErrorCode::InvalidParams,
                format!("no rule or duty has the id {id:?}"),
            ));
        };
        let page = if self.client.shows_documents {
            self.pages.link(id, &pack, self.host.as_ref())
        } else {
            None
        };
        match page {
            Some(uri) => {
                self.outbox.ask(
                    "window/showDocument",
                    json!({ "uri": uri, "takeFocus": true }),
                );
            }
            None => self.outbox.show(
                Level::Info,
                &format!(
                    "{id}: {}\n\n{}",
                    explanation.summary,
                    explanation.why.trim()
                ),
            ),
        }
        Ok(Value::String(pages::markdown(&explanation)))
    }
}

fn read<T: DeserializeOwned>(params: Value) -> Result<T, Refusal> {
    serde_json::from_value(params).map_err(|error| {
        Refusal(
            ErrorCode::InvalidParams,
            format!("the parameters cannot be read: {error}"),
        )
    })
}

/// A value as JSON. Strings, numbers, lists and maps with string keys always serialise.
fn value(value: impl serde::Serialize) -> Value {
    serde_json::to_value(value).unwrap_or_default()
}

/// What the server can do for a client.
fn capabilities(client: &Client) -> Value {
    let actions = if client.action_literals {
        json!({ "codeActionKinds": ["quickfix", FIX_ALL] })
    } else {
        json!(true)
    };
    json!({
        "positionEncoding": encoding_name(client.encoding),
        "textDocumentSync": { "openClose": true, "change": 2, "save": true },
        "diagnosticProvider": {
            "identifier": "evenhand",
            "interFileDependencies": false,
            "workspaceDiagnostics": true,
        },
        "hoverProvider": true,
        "codeActionProvider": actions,
        "documentSymbolProvider": true,
        "inlayHintProvider": true,
        "definitionProvider": true,
        "referencesProvider": true,
        "executeCommandProvider": { "commands": [EXPLAIN] },
        "workspace": { "workspaceFolders": { "supported": true } },
    })
}
