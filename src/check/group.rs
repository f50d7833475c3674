//! One diagnostic for one matter: what tells of the same shortfall is put together.

use super::draft::Draft;
use super::matter::Matter;
use crate::diagnostic::Suppression;
use crate::pack::schema::RuleKind;

/// Groups of failures that are one matter, each with its strongest place first, in reading order of
/// those places.
pub(super) fn matters<'m, 'a>(raised: &[&'m Matter<'a>]) -> Vec<Vec<&'m Matter<'a>>> {
    let keys: Vec<Key<'_>> = raised.iter().map(|matter| Key::of(matter)).collect();
    let mut groups = together(&keys);
    // What follows from another goes with it, of whatever duty that is.
    for index in 1..raised.len() {
        if is_effect(raised[index], raised[index - 1]) {
            join(&mut groups, index - 1, index);
        }
    }
    groups
        .into_iter()
        .map(|group| {
            let group = group.into_iter().map(|index| raised[index]).collect();
            one_matter(group)
        })
        .collect()
}

/// Failures that are told as one, the strongest place first.
pub(super) fn one_matter<'m, 'a>(mut group: Vec<&'m Matter<'a>>) -> Vec<&'m Matter<'a>> {
    // The sort is stable: of equals the first in the letter leads.
    group.sort_by(|a, b| {
        strength(b)
            .partial_cmp(&strength(a))
            .unwrap_or(std::cmp::Ordering::Equal)
    });
    group
}

/// How many sentences behind a failing its effect may be told.
const EFFECT: usize = 2;

/// Whether a failing is told as what follows from another.
fn is_effect(matter: &Matter<'_>, cause: &Matter<'_>) -> bool {
    matter.wording.follows
        && (!matter.explicit || matter.failure.duty == cause.failure.duty)
        && matter.wording.block == cause.wording.block
        && (1..=EFFECT).contains(
            &matter
                .wording
                .sentence
                .saturating_sub(cause.wording.sentence),
        )
}

/// Puts the groups of two together.
fn join(groups: &mut Vec<Vec<usize>>, one: usize, other: usize) {
    let group_of = |index: usize| groups.iter().position(|group| group.contains(&index));
    let (Some(to), Some(from)) = (group_of(one), group_of(other)) else {
        return;
    };
    if to != from {
        let moved = std::mem::take(&mut groups[from]);
        groups[to].extend(moved);
        groups[to].sort_unstable();
        groups.remove(from);
    }
}

/// What leads: the letter's own words in terms of law, that can be read alone and name what the law asks for.
fn strength(matter: &Matter<'_>) -> ([bool; 5], f32) {
    let failure = matter.failure;
    (
        [
            matter.explicit,
            !matter.reported,
            matter.wording.alone,
            matter.wording.stated,
            matter.exact,
        ],
        failure.weight,
    )
}

/// What makes failures one matter.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Key<'a> {
    pub(super) duty: &'a str,
    pub(super) covered_by: Option<u32>,
    /// The register's row, where the words point to one.
    pub(super) entry: Option<&'a str>,
    /// And that row is one thing among several that the duty covers.
    pub(super) particular: bool,
    /// Put in terms of law: then the row tells matters of one duty apart.
    pub(super) explicit: bool,
    /// The block that it stands in, and the number of its sentence there.
    pub(super) block: usize,
    pub(super) sentence: usize,
    /// It is told of others than those before.
    pub(super) of_others: bool,
    /// It speaks of what stands before it.
    pub(super) leans: bool,
    /// What its sentence names.
    pub(super) names: &'a [u32],
    /// The duty is owed by several services, which its matters tell apart.
    pub(super) by_service: bool,
}

impl<'a> Key<'a> {
    fn of(matter: &'a Matter<'_>) -> Self {
        Key {
            duty: &matter.failure.duty,
            covered_by: matter.failure.covered_by,
            entry: matter
                .entry
                .filter(|_| matter.exact)
                .map(|entry| entry.id.as_str()),
            particular: matter.exact && matter.entry.is_some_and(|entry| !entry.general),
            explicit: matter.explicit,
            block: matter.wording.block,
            sentence: matter.wording.sentence,
            of_others: matter.wording.of_others,
            leans: matter.wording.leans,
            names: &matter.wording.names,
            by_service: matter.duty.covers.by_service,
        }
    }

    /// Whether both may tell of one thing: side by side, by one row of the register, or by a word that names it. What
    /// names nothing is about the duty's own thing, where it has one.
    fn is_near(&self, other: &Key<'_>) -> bool {
        let rows = (self.entry, other.entry);
        let rows_apart = rows.0.is_some() && rows.1.is_some() && rows.0 != rows.1;
        // A review that is not made, and needs that schools see late.
        let one_sided = self.particular != other.particular && !self.leans && !other.leans;
        let apart = rows_apart || one_sided || self.of_others || other.of_others;
        // "Many do not know that these are available": of what its own passage names.
        let elsewhere = self.block != other.block && (self.leans || other.leans);
        let unnamed = self.names.is_empty() || other.names.is_empty();
        self.block == other.block && self.sentence.abs_diff(other.sentence) <= 1 && !apart
            || self.entry.is_some() && self.entry == other.entry
            || !rows_apart
                && (!elsewhere && !self.by_service && unnamed
                    || self.names.iter().any(|name| other.names.contains(name)))
    }
}

/// Groups of indices. Failures of one duty with the same covering action that may tell of one thing are one matter; an
/// explicit one keeps apart from those of another row of the register.
pub(super) fn together(keys: &[Key<'_>]) -> Vec<Vec<usize>> {
    let mut groups: Vec<Vec<usize>> = Vec::new();
    let same =
        |a: &Key<'_>, b: &Key<'_>| a.duty == b.duty && a.covered_by == b.covered_by && a.is_near(b);
    let explicit = (0..keys.len()).filter(|index| keys[*index].explicit);
    for index in explicit {
        let joins = |group: &&mut Vec<usize>| {
            group.iter().any(|known| {
                same(&keys[*known], &keys[index]) && keys[*known].entry == keys[index].entry
            })
        };
        match groups.iter_mut().find(joins) {
            Some(group) => group.push(index),
            None => groups.push(vec![index]),
        }
    }
    for index in (0..keys.len()).filter(|index| !keys[*index].explicit) {
        let joins = |group: &&mut Vec<usize>| {
            let lead = &keys[group[0]];
            group.iter().any(|known| same(&keys[*known], &keys[index]))
                && (!lead.explicit
                    || keys[index].entry.is_none()
                    || keys[index].entry == lead.entry)
        };
        match groups.iter_mut().find(joins) {
            Some(group) => group.push(index),
            None => groups.push(vec![index]),
        }
    }
    groups
}

/// A contrast at the same words speaks for the sentiment in it and takes over its rewording.
pub(super) fn settle(drafts: &mut [Draft]) {
    for index in 0..drafts.len() {
        if drafts[index].kind != RuleKind::Contrast || drafts[index].diagnostic.suppressed.is_some()
        {
            continue;
        }
        let span = drafts[index].diagnostic.span;
        let same = |draft: &&mut Draft| {
            draft.kind == RuleKind::Sentiment
                && draft.diagnostic.suppressed.is_none()
                && draft.diagnostic.span == span
        };
        if let Some(sentiment) = drafts.iter_mut().find(same) {
            sentiment.diagnostic.suppressed = Some(Suppression::RaisedElsewhere);
            let fix = sentiment.diagnostic.fix.take();
            drafts[index].diagnostic.fix = fix;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const KEY: Key<'_> = Key {
        duty: "transition",
        covered_by: None,
        entry: None,
        particular: false,
        explicit: false,
        block: 0,
        sentence: 0,
        of_others: false,
        leans: false,
        names: &[],
        by_service: false,
    };

    #[test]
    fn what_is_told_elsewhere_of_another_thing_is_another_matter() {
        let here = Key {
            names: &[1, 2],
            ..KEY
        };
        let elsewhere = Key {
            block: 1,
            names: &[3],
            ..KEY
        };
        let again = Key {
            block: 2,
            names: &[2],
            ..KEY
        };
        assert_eq!(together(&[here, elsewhere, again]), [vec![0, 2], vec![1]]);
        let row = |key: Key<'static>| Key {
            entry: Some("A"),
            ..key
        };
        assert_eq!(together(&[row(here), row(elsewhere)]), [vec![0, 1]]);
    }

    #[test]
    fn one_thing_among_several_is_not_its_neighbour() {
        let visit = Key {
            entry: Some("A"),
            particular: true,
            names: &[1],
            ..KEY
        };
        let late = Key {
            sentence: 1,
            names: &[2],
            ..KEY
        };
        assert_eq!(together(&[visit, late]), [vec![0], vec![1]]);
        let goes_on = Key {
            leans: true,
            ..late
        };
        assert_eq!(together(&[visit, goes_on]), [vec![0, 1]]);
    }

    #[test]
    fn repeats_of_one_duty_are_one_matter() {
        let other = Key {
            duty: "oversight",
            ..KEY
        };
        let covered = Key {
            covered_by: Some(2),
            ..KEY
        };
        assert_eq!(
            together(&[KEY, other, KEY, covered]),
            [vec![0, 2], vec![1], vec![3]]
        );
        let row = |entry| Key { entry, ..KEY };
        assert_eq!(
            together(&[row(Some("A")), row(Some("B")), row(None)]),
            [vec![0, 2], vec![1]]
        );
        assert!(together(&[]).is_empty());
    }

    #[test]
    fn an_explicit_failing_stands_apart_from_other_rows() {
        let explicit = Key {
            entry: Some("A"),
            explicit: true,
            ..KEY
        };
        let same_row = Key {
            entry: Some("A"),
            ..KEY
        };
        let other_row = Key {
            entry: Some("B"),
            ..KEY
        };
        assert_eq!(
            together(&[other_row, same_row, explicit, KEY]),
            [vec![2, 1, 3], vec![0]]
        );
        let other_explicit = Key {
            entry: Some("B"),
            explicit: true,
            ..KEY
        };
        assert_eq!(
            together(&[explicit, other_explicit, other_row]),
            [vec![0], vec![1, 2]]
        );
    }
}
