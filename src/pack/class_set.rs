//! Sets of word classes.

use std::ops::{BitAnd, BitOr, BitOrAssign, Not};

/// A set of word classes, a bit for each.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct ClassSet([u64; ClassSet::WORDS]);

impl ClassSet {
    const WORDS: usize = 3;

    /// How many classes a pack may have.
    pub(crate) const MOST: usize = ClassSet::WORDS * u64::BITS as usize;

    /// No class.
    pub(crate) const NONE: ClassSet = ClassSet([0; ClassSet::WORDS]);

    /// The class of this number alone; none for one that no pack may have.
    pub(crate) fn of(class: usize) -> ClassSet {
        let mut set = ClassSet::NONE;
        if let Some(word) = set.0.get_mut(class / u64::BITS as usize) {
            *word = 1 << (class % u64::BITS as usize);
        }
        set
    }

    pub(crate) fn is_empty(self) -> bool {
        self.0.iter().fold(0, |all, word| all | word) == 0
    }

    /// Whether the sets have a class in common.
    #[inline]
    pub(crate) fn meets(self, other: ClassSet) -> bool {
        // One test for all words: asked of every word of a letter many times over.
        let common = self.0.iter().zip(other.0);
        common.fold(0, |all, (word, other)| all | word & other) != 0
    }

    /// The lowest number of a class in the set.
    pub(crate) fn first(self) -> Option<usize> {
        self.into_iter().next()
    }

    fn zip(self, other: ClassSet, join: impl Fn(u64, u64) -> u64) -> ClassSet {
        let mut set = self;
        for (word, other) in set.0.iter_mut().zip(other.0) {
            *word = join(*word, other);
        }
        set
    }
}

impl IntoIterator for ClassSet {
    type Item = usize;
    type IntoIter = Classes;

    fn into_iter(self) -> Classes {
        Classes {
            left: self,
            word: 0,
        }
    }
}

/// The numbers of the classes of a set, lowest first.
pub(crate) struct Classes {
    left: ClassSet,
    word: usize,
}

impl Iterator for Classes {
    type Item = usize;

    fn next(&mut self) -> Option<usize> {
        while let Some(word) = self.left.0.get_mut(self.word) {
            if *word != 0 {
                let bit = word.trailing_zeros() as usize;
                *word &= *word - 1;
                return Some(self.word * u64::BITS as usize + bit);
            }
            self.word += 1;
        }
        None
    }
}

impl BitOr for ClassSet {
    type Output = ClassSet;

    fn bitor(self, other: ClassSet) -> ClassSet {
        self.zip(other, |a, b| a | b)
    }
}

impl BitOrAssign for ClassSet {
    fn bitor_assign(&mut self, other: ClassSet) {
        *self = *self | other;
    }
}

impl BitAnd for ClassSet {
    type Output = ClassSet;

    fn bitand(self, other: ClassSet) -> ClassSet {
        self.zip(other, |a, b| a & b)
    }
}

impl Not for ClassSet {
    type Output = ClassSet;

    fn not(self) -> ClassSet {
        self.zip(ClassSet::NONE, |a, _| !a)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sets_hold_what_is_put_in() {
        let set = ClassSet::of(3) | ClassSet::of(64) | ClassSet::of(ClassSet::MOST - 1);
        assert_eq!(
            set.into_iter().collect::<Vec<_>>(),
            [3, 64, ClassSet::MOST - 1]
        );
        assert_eq!((set & !ClassSet::of(3)).first(), Some(64));
        assert!(set.meets(ClassSet::of(64)));
        assert!(!set.meets(ClassSet::of(65)));
        assert!(ClassSet::of(ClassSet::MOST).is_empty());
    }
}
