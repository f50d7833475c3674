//! Faults of the program itself. Their messages may quote the letter at hand, so they are not shown:
//! only the place in the program is.

use std::cell::RefCell;
use std::panic::{self, AssertUnwindSafe};

thread_local! {
    static PLACE: RefCell<Option<String>> = const { RefCell::new(None) };
}

/// Keeps panics silent and remembers where they began.
pub(crate) fn install() {
    panic::set_hook(Box::new(|info| {
        let place = info
            .location()
            .map(|at| format!("{}:{}", at.file(), at.line()));
        PLACE.with(|last| *last.borrow_mut() = place);
    }));
}

/// Runs `work`; when it panics, gives the place in the program instead.
pub(crate) fn guard<T>(work: impl FnOnce() -> T) -> Result<T, String> {
    panic::catch_unwind(AssertUnwindSafe(work)).map_err(|_| {
        PLACE
            .with(|last| last.borrow_mut().take())
            .unwrap_or_else(|| "place unknown".to_owned())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fault_is_caught_and_its_words_are_kept_back() {
        let caught = guard(|| panic!("words of a draft"));
        assert!(caught.is_err_and(|place| !place.contains("draft")));
        assert_eq!(guard(|| 1), Ok(1));
    }

    /// Run by the next test in a process of its own, whose standard error nobody but it writes to.
    #[test]
    #[ignore = "it is the other half of the next test"]
    fn a_process_that_fails() {
        install();
        let caught = std::thread::scope(|scope| {
            let thread = scope.spawn(|| guard(|| panic!("words of a draft, {}", 1 + 1)));
            thread.join().expect("the fault is caught in its thread")
        });
        crate::cli::say::own_fault(&caught.expect_err("it panics"));
    }

    #[test]
    fn the_message_of_a_fault_has_its_place_and_no_words() {
        let test = std::env::current_exe().expect("this program");
        let output = std::process::Command::new(test)
            .args(["--ignored", "--exact", "--nocapture"])
            .arg("cli::panic::tests::a_process_that_fails")
            .env("RUST_BACKTRACE", "full")
            .output()
            .expect("it runs");
        let said = [output.stdout, output.stderr].concat();
        let said = String::from_utf8_lossy(&said);
        assert!(
            said.contains("this is a fault in evenhand (src/cli/panic.rs:"),
            "{said}"
        );
        assert!(!said.contains("words of a draft"), "{said}");
    }
}
