//! A session from its first message to its last: what may be said when, in the protocol's words.

use super::host::Host;
use super::outbox::Outbox;
use super::settings::Written;
use super::wire::{self, Incoming};
use super::worker::{Task, Worker};
use lsp_server::{ErrorCode, Message, Request, RequestId};
use std::collections::HashMap;
use std::io::{BufRead, Write};
use std::path::PathBuf;
use std::sync::mpsc::{self, Sender};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;

/// How many messages may wait on the way out before their sender waits.
const WAITING: usize = 256;

/// How a session ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ended {
    /// As the protocol has it: `shutdown`, then `exit`.
    Properly,
    /// By `exit` or the end of the input, without `shutdown` before.
    Abruptly,
}

/// Where a session stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Stage {
    New,
    Running,
    ShutDown,
}

/// Serves one session until its end. `rules` and `pack` are what the command line says; the client's
/// settings go over them.
pub fn serve(
    mut input: impl BufRead,
    mut output: impl Write + Send + 'static,
    host: impl Host + 'static,
    rules: Option<PathBuf>,
    pack: Option<String>,
) -> Ended {
    let (outgoing, to_write) = mpsc::sync_channel::<Vec<u8>>(WAITING);
    let writer = thread::spawn(move || {
        for message in to_write {
            if output
                .write_all(&message)
                .and_then(|()| output.flush())
                .is_err()
            {
                break;
            }
        }
    });
    let outbox = Outbox::new(outgoing);
    let pending = Pending::default();
    let (tasks, queue) = mpsc::channel();
    let worker = {
        let (outbox, pending) = (outbox.clone(), pending.clone());
        let written = Written::of_pack(rules, pack);
        thread::spawn(move || Worker::new(outbox, pending, Box::new(host), written).run(&queue))
    };
    let mut session = Session {
        stage: Stage::New,
        outbox,
        pending,
        tasks,
    };
    let mut ended = Ended::Abruptly;
    // Input that can no longer be read is at its end.
    while let Ok(Some(message)) = wire::read(&mut input) {
        if let Some(end) = session.take(message) {
            ended = end;
            break;
        }
    }
    // The worker ends with its queue, the writer with the last who could send.
    drop(session);
    let _ = worker.join();
    let _ = writer.join();
    ended
}

/// The requests that are not answered yet, and which of them nobody waits for any more.
#[derive(Clone, Debug, Default)]
pub(super) struct Pending(Arc<Mutex<HashMap<RequestId, bool>>>);

impl Pending {
    fn with<T>(&self, change: impl FnOnce(&mut HashMap<RequestId, bool>) -> T) -> T {
        change(&mut self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }

    fn add(&self, id: &RequestId) {
        self.with(|pending| pending.insert(id.clone(), false));
    }

    fn cancel(&self, id: &RequestId) {
        self.with(|pending| {
            if let Some(cancelled) = pending.get_mut(id) {
                *cancelled = true;
            }
        });
    }

    /// Takes a request off the list, and says whether it was cancelled.
    pub(super) fn take(&self, id: &RequestId) -> bool {
        self.with(|pending| pending.remove(id)).unwrap_or_default()
    }
}

struct Session {
    stage: Stage,
    outbox: Outbox,
    pending: Pending,
    tasks: Sender<Task>,
}

impl Session {
    /// Takes a message, and says when it was the last.
    fn take(&mut self, message: Incoming) -> Option<Ended> {
        match message {
            Incoming::Message(Message::Request(request)) => self.request(request),
            Incoming::Message(Message::Notification(note)) => match note.method.as_str() {
                "exit" => {
                    return Some(if self.stage == Stage::ShutDown {
                        Ended::Properly
                    } else {
                        Ended::Abruptly
                    });
                }
                "$/cancelRequest" => {
                    if let Some(id) = note.params.get("id")
                        && let Ok(id) = serde_json::from_value(id.clone())
                    {
                        self.pending.cancel(&id);
                    }
                }
                _ if self.stage == Stage::Running => self.hand_on(Task::Notification(note)),
                // Too early or too late: the protocol has such notifications dropped.
                _ => {}
            },
            Incoming::Message(Message::Response(response)) => {
                self.hand_on(Task::Response(response));
            }
            Incoming::NoMessage(id) => self.outbox.refuse(
                id.as_ref(),
                ErrorCode::InvalidRequest,
                "this is no request, notification or response",
            ),
            Incoming::Garbage => {
                self.outbox
                    .refuse(None, ErrorCode::ParseError, "this is no message");
            }
        }
        None
    }

    fn request(&mut self, request: Request) {
        let refusal = match (self.stage, request.method.as_str()) {
            (Stage::New, "initialize") => {
                self.stage = Stage::Running;
                None
            }
            (Stage::New, _) => Some((
                ErrorCode::ServerNotInitialized,
                "the session begins with `initialize`",
            )),
            (Stage::Running, "initialize") => Some((
                ErrorCode::InvalidRequest,
                "the session has begun: `initialize` comes once",
            )),
            (Stage::Running, "shutdown") => {
                self.stage = Stage::ShutDown;
                None
            }
            (Stage::Running, _) => None,
            (Stage::ShutDown, _) => Some((
                ErrorCode::InvalidRequest,
                "the session is shut down: only `exit` may follow",
            )),
        };
        match refusal {
            Some((code, message)) => self.outbox.refuse(Some(&request.id), code, message),
            None => {
                self.pending.add(&request.id);
                self.hand_on(Task::Request(request));
            }
        }
    }

    /// The worker outlives the session's messages.
    fn hand_on(&self, task: Task) {
        let _ = self.tasks.send(task);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_request_is_cancelled_only_while_it_waits() {
        let pending = Pending::default();
        let id = RequestId::from(1);
        pending.cancel(&id);
        pending.add(&id);
        assert!(!pending.take(&id));
        pending.add(&id);
        pending.cancel(&id);
        assert!(pending.take(&id));
        assert!(!pending.take(&id));
    }
}
