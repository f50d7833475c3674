//! A client of the language server: starts the program and talks to it over a pipe, as editors do.

use serde_json::{Value, json};
use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Child, ChildStdin, Command, Stdio};
use std::sync::mpsc::{self, Receiver};
use std::thread;
use std::time::{Duration, Instant};

/// How long an answer may take on a busy machine.
const PATIENCE: Duration = Duration::from_secs(30);

/// A server, and what it has said.
pub struct Client {
    child: Child,
    input: Option<ChildStdin>,
    output: Receiver<(Instant, Value)>,
    /// When the message that was waited for last had come in full.
    arrived: Instant,
    /// What came while something else was waited for.
    unread: Vec<Value>,
    asked: i64,
}

impl Client {
    /// Starts the program with `lsp` and these arguments, its cache in `cache`.
    pub fn start(arguments: &[&str], cache: &Path) -> Client {
        let mut child = Command::new(env!("CARGO_BIN_EXE_evenhand"))
            .arg("lsp")
            .args(arguments)
            .env("XDG_CACHE_HOME", cache)
            .env_remove("NO_COLOR")
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .expect("the program starts");
        let output = child.stdout.take().expect("piped");
        let (sender, receiver) = mpsc::channel();
        thread::spawn(move || {
            let mut output = BufReader::new(output);
            while let Some(body) = read(&mut output) {
                let arrived = Instant::now();
                let message = serde_json::from_slice(&body).expect("JSON");
                if sender.send((arrived, message)).is_err() {
                    break;
                }
            }
        });
        Client {
            input: child.stdin.take(),
            child,
            output: receiver,
            arrived: Instant::now(),
            unread: Vec::new(),
            asked: 0,
        }
    }

    /// A session that has begun with these capabilities and options.
    pub fn begun(arguments: &[&str], cache: &Path, capabilities: Value, options: Value) -> Client {
        let mut client = Client::start(arguments, cache);
        client.request(
            "initialize",
            json!({
                "processId": null,
                "rootUri": null,
                "capabilities": capabilities,
                "initializationOptions": options,
            }),
        );
        client.notify("initialized", json!({}));
        client
    }

    /// The server's process id.
    pub fn id(&self) -> u32 {
        self.child.id()
    }

    /// When the message that was waited for last had come in full, before it was read as JSON.
    pub fn arrived(&self) -> Instant {
        self.arrived
    }

    /// Sends bytes as they are.
    pub fn raw(&mut self, bytes: &[u8]) {
        if let Some(input) = &mut self.input {
            // A server that has gone away is found by what it says next.
            let _ = input.write_all(bytes).and_then(|()| input.flush());
        }
    }

    /// Sends a message with its header.
    pub fn send(&mut self, message: &Value) {
        let body = message.to_string();
        self.raw(format!("Content-Length: {}\r\n\r\n{body}", body.len()).as_bytes());
    }

    /// Sends a notification.
    pub fn notify(&mut self, method: &str, params: Value) {
        self.send(&json!({"jsonrpc": "2.0", "method": method, "params": params}));
    }

    /// Sends a request and gives its id.
    pub fn ask(&mut self, method: &str, params: Value) -> i64 {
        self.asked += 1;
        self.send(&json!({"jsonrpc": "2.0", "id": self.asked, "method": method, "params": params}));
        self.asked
    }

    /// Sends a request and waits for the whole answer.
    pub fn answer(&mut self, method: &str, params: Value) -> Value {
        let id = self.ask(method, params);
        self.wait(|message| message["id"] == id && message.get("method").is_none())
    }

    /// Sends a request and waits for its result.
    pub fn request(&mut self, method: &str, params: Value) -> Value {
        let answer = self.answer(method, params);
        assert!(answer.get("error").is_none(), "{method}: {answer}");
        answer["result"].clone()
    }

    /// Waits for a message; others stay for later.
    pub fn wait(&mut self, wanted: impl Fn(&Value) -> bool) -> Value {
        self.wait_at_most(PATIENCE, wanted)
            .expect("the server says what is waited for")
    }

    /// Waits for a message for some time.
    pub fn wait_at_most(
        &mut self,
        patience: Duration,
        wanted: impl Fn(&Value) -> bool,
    ) -> Option<Value> {
        if let Some(at) = self.unread.iter().position(&wanted) {
            return Some(self.unread.remove(at));
        }
        let until = Instant::now() + patience;
        loop {
            let left = until.saturating_duration_since(Instant::now());
            let (arrived, message) = self.output.recv_timeout(left).ok()?;
            self.arrived = arrived;
            if wanted(&message) {
                return Some(message);
            }
            self.unread.push(message);
        }
    }

    /// Waits until a message has come, and leaves it with the others.
    pub fn wait_keeping(&mut self, wanted: impl Fn(&Value) -> bool) {
        let message = self.wait(wanted);
        self.unread.push(message);
    }

    /// Waits for the diagnostics of a version of a document.
    pub fn diagnostics(&mut self, uri: &str, version: i64) -> Vec<Value> {
        let published = self.wait(|message| {
            message["method"] == "textDocument/publishDiagnostics"
                && message["params"]["uri"] == uri
                && message["params"]["version"] == version
        });
        let found = published["params"]["diagnostics"].as_array();
        found.expect("a list").clone()
    }

    /// Opens a document.
    pub fn open(&mut self, uri: &str, language: &str, text: &str) {
        self.notify(
            "textDocument/didOpen",
            json!({"textDocument": {"uri": uri, "languageId": language, "version": 1, "text": text}}),
        );
    }

    /// Makes edits.
    pub fn change(&mut self, uri: &str, version: i64, changes: Value) {
        self.notify(
            "textDocument/didChange",
            json!({"textDocument": {"uri": uri, "version": version}, "contentChanges": changes}),
        );
    }

    /// Everything that was said and not waited for.
    pub fn rest(&mut self) -> Vec<Value> {
        self.unread
            .extend(self.output.try_iter().map(|(_, message)| message));
        std::mem::take(&mut self.unread)
    }

    /// Ends the session by the protocol and gives the exit code.
    pub fn end(mut self) -> Option<i32> {
        self.request("shutdown", Value::Null);
        self.notify("exit", Value::Null);
        self.exit_code()
    }

    /// Closes the input and waits for the program to end.
    pub fn exit_code(&mut self) -> Option<i32> {
        self.input = None;
        let until = Instant::now() + PATIENCE;
        while Instant::now() < until {
            if let Ok(Some(status)) = self.child.try_wait() {
                return status.code();
            }
            thread::sleep(Duration::from_millis(2));
        }
        None
    }
}

impl Drop for Client {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Reads a message; what is no message is a fault of the server.
fn read(output: &mut impl BufRead) -> Option<Vec<u8>> {
    let mut length = 0;
    loop {
        let mut line = String::new();
        if output.read_line(&mut line).ok()? == 0 {
            return None;
        }
        let line = line.strip_suffix("\r\n").expect("headers end with CRLF");
        if line.is_empty() {
            break;
        }
        let (name, value) = line
            .split_once(": ")
            .expect("nothing but the protocol is printed");
        assert_eq!(name, "Content-Length");
        length = value.parse().expect("a number");
    }
    let mut body = vec![0; length];
    output.read_exact(&mut body).ok()?;
    Some(body)
}
