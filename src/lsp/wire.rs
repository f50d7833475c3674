//! Messages on the wire: a header with the length, and JSON.
//!
//! What `lsp-server` brings for this ends the session at the first message that is no JSON and gives
//! memory for whatever length is claimed. Here a bad message costs itself alone: the stream is searched
//! for the next header.

use lsp_server::{Message, RequestId};
use serde_json::Value;
use std::io::{self, BufRead, Read as _};

/// The longest message: a letter of the greatest length that is read, each character escaped.
const LONGEST: u64 = 6 * crate::read::MAX_BYTES as u64 + (1 << 20);

/// The longest line that is looked at as a header.
const LONGEST_HEADER: u64 = 8 << 10;

/// The header that says how long a message is, in lower case.
const LENGTH: &[u8] = b"content-length:";

/// What came over the wire.
#[derive(Clone, Debug)]
pub(super) enum Incoming {
    /// A message.
    Message(Message),
    /// JSON that is no message; its id, when it has one.
    NoMessage(Option<RequestId>),
    /// No JSON, or no message at all.
    Garbage,
}

/// Reads the next message; nothing at the end of the stream, or when it ends inside a message.
pub(super) fn read(input: &mut impl BufRead) -> io::Result<Option<Incoming>> {
    let mut length = None;
    let mut garbage = false;
    let mut line = Vec::new();
    loop {
        line.clear();
        let read = input
            .by_ref()
            .take(LONGEST_HEADER)
            .read_until(b'\n', &mut line)?;
        let cut_off = !line.ends_with(b"\n") && (read as u64) < LONGEST_HEADER;
        if cut_off {
            return Ok(None);
        }
        let header = line.trim_ascii();
        if let Some(claimed) = claimed_length(header) {
            garbage |= !starts_with_name(header);
            length = claimed;
            garbage |= length.is_none();
        } else if !header.is_empty() {
            garbage |= !is_header(header);
        } else if let Some(length) = length {
            return body(input, length);
        }
        if garbage {
            // Said once for each run of it: the flag falls with the answer, the length stays for the
            // message behind it.
            if length.is_none() {
                return Ok(Some(Incoming::Garbage));
            }
            garbage = false;
        }
    }
}

fn body(input: &mut impl BufRead, length: u64) -> io::Result<Option<Incoming>> {
    let mut body = Vec::new();
    // Memory grows with what comes, not with what is claimed.
    input.by_ref().take(length).read_to_end(&mut body)?;
    if (body.len() as u64) < length {
        return Ok(None);
    }
    let Ok(value) = serde_json::from_slice::<Value>(&body) else {
        return Ok(Some(Incoming::Garbage));
    };
    let id = value
        .get("id")
        .and_then(|id| serde_json::from_value::<RequestId>(id.clone()).ok());
    Ok(Some(match serde_json::from_value(value) {
        Ok(message) => Incoming::Message(message),
        Err(_) => Incoming::NoMessage(id),
    }))
}

/// The length that a line claims: behind the name of the header, which may stand after the rest of a
/// message that was longer than it said. The inner value is none when the length is of no use.
fn claimed_length(line: &[u8]) -> Option<Option<u64>> {
    let at = line
        .windows(LENGTH.len())
        .rposition(|window| window.eq_ignore_ascii_case(LENGTH))?;
    let number = line[at + LENGTH.len()..].trim_ascii();
    let number = std::str::from_utf8(number).ok();
    let length = number.and_then(|number| number.parse().ok());
    Some(length.filter(|length| *length <= LONGEST))
}

fn starts_with_name(line: &[u8]) -> bool {
    line.len() >= LENGTH.len() && line[..LENGTH.len()].eq_ignore_ascii_case(LENGTH)
}

/// Whether a line is a header of another name.
fn is_header(line: &[u8]) -> bool {
    let name = line.split(|byte| *byte == b':').next().unwrap_or_default();
    name.len() < line.len()
        && !name.is_empty()
        && name
            .iter()
            .all(|byte| byte.is_ascii_alphanumeric() || *byte == b'-')
}

/// A body with its header.
pub(super) fn framed(body: &[u8]) -> Vec<u8> {
    let mut message = format!("Content-Length: {}\r\n\r\n", body.len()).into_bytes();
    message.extend_from_slice(body);
    message
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use serde_json::json;

    fn all(mut bytes: &[u8]) -> Vec<String> {
        let mut found = Vec::new();
        while let Ok(Some(incoming)) = read(&mut bytes) {
            found.push(match incoming {
                Incoming::Message(Message::Request(request)) => request.method,
                Incoming::Message(Message::Notification(note)) => note.method,
                Incoming::Message(Message::Response(response)) => format!("re {}", response.id),
                Incoming::NoMessage(id) => format!("no message {}", id.is_some()),
                Incoming::Garbage => "garbage".to_owned(),
            });
        }
        found
    }

    fn note(method: &str) -> Vec<u8> {
        let body = json!({"jsonrpc": "2.0", "method": method}).to_string();
        framed(body.as_bytes())
    }

    #[test]
    fn messages_follow_each_other() {
        let mut bytes = note("one");
        bytes.extend_from_slice(
            b"Content-Type: application/vscode-jsonrpc; charset=utf-8\r\ncontent-length:33\r\n\r\n{\"id\":1,\"method\":\"a\",\"params\":{}}",
        );
        bytes.extend(note("two"));
        assert_eq!(all(&bytes), ["one", "a", "two"]);
    }

    #[test]
    fn a_bad_message_costs_itself_alone() {
        let mut bytes = b"hello\r\n".to_vec();
        bytes.extend(note("one"));
        bytes.extend(framed(b"{not json"));
        bytes.extend(framed(b"[1,2]"));
        bytes.extend(framed(br#"{"jsonrpc":"2.0","id":7}"#));
        bytes.extend(framed(b"\xff\xfe"));
        bytes.extend(note("two"));
        assert_eq!(
            all(&bytes),
            [
                "garbage",
                "one",
                "garbage",
                "no message false",
                "no message true",
                "garbage",
                "two"
            ]
        );
    }

    #[test]
    fn a_wrong_length_is_got_over() {
        let body = br#"{"jsonrpc":"2.0","method":"lost"}"#;
        let mut bytes = b"Content-Length: 10\r\n\r\n".to_vec();
        bytes.extend_from_slice(body);
        bytes.extend(note("kept"));
        assert_eq!(all(&bytes).last().map(String::as_str), Some("kept"));
        for length in ["-1", "99999999999999999999", "1e3", "18446744073709551615"] {
            let mut bytes = format!("Content-Length: {length}\r\n\r\n").into_bytes();
            bytes.extend(note("kept"));
            assert_eq!(all(&bytes), ["garbage", "kept"], "{length}");
        }
    }

    #[test]
    fn half_a_message_is_the_end() {
        let whole = note("one");
        for end in 0..whole.len() {
            assert!(all(&whole[..end]).is_empty(), "{end}");
        }
        assert!(all(b"Content-Length: 200000000\r\n\r\n{}").is_empty());
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn after_any_garbage_a_message_is_read(
            lines in proptest::collection::vec("[ -~é]{0,40}", 0..6),
        ) {
            let mut bytes = lines.join("\r\n").into_bytes();
            bytes.extend_from_slice(b"\r\n");
            // A header in the garbage may swallow what follows; its own test is above.
            prop_assume!(!bytes.windows(LENGTH.len()).any(|window| window.eq_ignore_ascii_case(LENGTH)));
            bytes.extend(note("kept"));
            let found = all(&bytes);
            prop_assert_eq!(found.last().map(String::as_str), Some("kept"));
        }

        #[test]
        fn any_bytes_come_to_an_end(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
            let _ = all(&bytes);
        }
    }
}
