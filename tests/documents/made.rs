//! Files that programs made.
