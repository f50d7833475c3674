//! What the server sends. Messages are made into bytes where they arise; the thread that writes only
//! writes.

use super::wire;
use lsp_server::{ErrorCode, RequestId};
use serde::Serialize;
use serde_json::json;
use std::cell::Cell;
use std::sync::mpsc::SyncSender;

/// A message as the protocol writes it.
#[derive(Serialize)]
struct Envelope<'a, P: Serialize> {
    jsonrpc: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    id: Option<&'a RequestId>,
    #[serde(skip_serializing_if = "Option::is_none")]
    method: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    params: Option<P>,
    #[serde(skip_serializing_if = "Option::is_none")]
    result: Option<P>,
}

/// The way to the client.
#[derive(Clone, Debug)]
pub(super) struct Outbox {
    messages: SyncSender<Vec<u8>>,
    /// How many requests were sent.
    asked: Cell<i32>,
}

impl Outbox {
    pub(super) fn new(messages: SyncSender<Vec<u8>>) -> Self {
        Outbox {
            messages,
            asked: Cell::new(0),
        }
    }

    /// Answers a request.
    pub(super) fn answer(&self, id: &RequestId, result: impl Serialize) {
        self.send(&Envelope {
            jsonrpc: "2.0",
            id: Some(id),
            method: None,
            params: None,
            result: Some(result),
        });
    }

    /// Refuses a request; without an id, a message from which none could be read.
    pub(super) fn refuse(&self, id: Option<&RequestId>, code: ErrorCode, message: &str) {
        self.send(&json!({
            "jsonrpc": "2.0",
            "id": id,
            "error": { "code": code as i32, "message": message },
        }));
    }

    /// Tells the client something.
    pub(super) fn notify(&self, method: &str, params: impl Serialize) {
        self.send(&Envelope {
            jsonrpc: "2.0",
            id: None,
            method: Some(method),
            params: Some(params),
            result: None,
        });
    }

    /// Asks the client something; its answer comes with the id that is returned.
    pub(super) fn ask(&self, method: &str, params: impl Serialize) -> RequestId {
        self.asked.set(self.asked.get().wrapping_add(1));
        let id = RequestId::from(format!("evenhand-{}", self.asked.get()));
        self.send(&Envelope {
            jsonrpc: "2.0",
            id: Some(&id),
            method: Some(method),
            params: Some(params),
            result: None,
        });
        id
    }

    /// Shows the writer a message.
    pub(super) fn show(&self, level: Level, message: &str) {
        self.notify(
            "window/showMessage",
            json!({ "type": level as i32, "message": message }),
        );
    }

    /// A client that has gone away gets nothing more; that is found when it is read from.
    fn send(&self, message: &impl Serialize) {
        // Strings, numbers, lists and maps with string keys always serialise.
        if let Ok(body) = serde_json::to_vec(message) {
            let _ = self.messages.send(wire::framed(&body));
        }
    }
}

/// How much a message to the writer matters, as the protocol counts it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Level {
    /// Something is wrong.
    Error = 1,
    /// Something may be wrong.
    Warning = 2,
    /// For information.
    Info = 3,
}
