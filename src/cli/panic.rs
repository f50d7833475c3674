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
}
