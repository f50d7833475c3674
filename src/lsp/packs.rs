//! The rule pack in force. A pack that cannot be used is a diagnostic in its file, and the last good
//! one stays.

use super::diagnostics::{about_toml, published};
use super::host::{Host, PackFault};
use super::outbox::{Level, Outbox};
use super::settings::Settings;
use super::uri;
use crate::pack::Pack;
use crate::span::Encoding;
use std::path::Path;
use std::sync::Arc;

/// The pack in force.
#[derive(Debug, Default)]
pub(super) struct Packs {
    current: Option<Arc<Pack>>,
    /// The file in which a fault is shown.
    faulty: Option<String>,
}

impl Packs {
    /// The pack in force; none when not even the built-in one loads.
    pub(super) fn current(&self) -> Option<&Arc<Pack>> {
        self.current.as_ref()
    }

    /// Loads what the settings name, and says whether another pack is in force now.
    pub(super) fn load(
        &mut self,
        settings: &Settings,
        host: &dyn Host,
        outbox: &Outbox,
        encoding: Encoding,
    ) -> bool {
        if let Some(uri) = self.faulty.take() {
            outbox.notify(
                "textDocument/publishDiagnostics",
                published(&uri, None, Vec::new()),
            );
        }
        let rules = settings.rules.as_deref();
        match host.pack(&settings.pack, rules) {
            Ok(pack) => {
                self.current = Some(Arc::new(pack));
                true
            }
            Err(fault) => {
                self.tell(fault, rules, outbox, encoding);
                let start = self.current.is_none();
                if start {
                    self.current = host
                        .pack(&Settings::default().pack, None)
                        .ok()
                        .map(Arc::new);
                }
                start
            }
        }
    }

    fn tell(
        &mut self,
        fault: PackFault,
        rules: Option<&Path>,
        outbox: &Outbox,
        encoding: Encoding,
    ) {
        match (fault, rules) {
            (PackFault::Refused(error), Some(rules)) if error.span.is_some() => {
                let uri = uri::from_path(&rules.join(&error.path));
                let diagnostic = about_toml(
                    &error.text,
                    error.span,
                    &error.message,
                    &error.help,
                    encoding,
                );
                outbox.notify(
                    "textDocument/publishDiagnostics",
                    published(&uri, None, vec![diagnostic]),
                );
                self.faulty = Some(uri);
            }
            (PackFault::Refused(error), _) => outbox.show(
                Level::Error,
                &format!("The rule pack cannot be used. {error}: {}", error.help),
            ),
            (PackFault::Unreadable(message), _) => outbox.show(Level::Error, &message),
        }
    }
}
