//! Text put into a part, as pieces that can be taken out again. Nothing in a part is ever changed but by
//! putting something between two of its bytes, so that taking the pieces out gives the part back as it was.

use rustc_hash::{FxHashMap, FxHashSet};

/// What a piece is there for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Role {
    /// It belongs to the comment of this number (a paragraph id).
    Comment(u32),
    /// It is a suggestion: a tracked change.
    Change,
    /// It ends what a cut opens again. Cuts have numbers, and each is in words with a number (0: none).
    Open { cut: u32, words: u32 },
    /// It begins again what a cut ended.
    Close { cut: u32, words: u32 },
    /// It says of cut words that white space at their ends counts.
    Space { words: u32 },
    /// It is there for as long as anything is.
    Base,
}

/// Bytes of a part that were put into it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Piece {
    /// Offset of the first byte.
    pub(super) at: usize,
    /// How many bytes.
    pub(super) len: usize,
    pub(super) role: Role,
}

impl Piece {
    fn end(self) -> usize {
        self.at + self.len
    }
}

/// Text to be put into a part.
#[derive(Clone, Debug)]
pub(super) struct Insertion {
    /// Before which byte.
    pub(super) at: usize,
    pub(super) text: String,
    pub(super) role: Role,
}

/// Puts texts into a part, those at one place in their order. Gives the part and all pieces of it, in
/// order; `pieces` are those that it had.
pub(super) fn put(
    part: &str,
    mut insertions: Vec<Insertion>,
    pieces: &[Piece],
) -> (String, Vec<Piece>) {
    insertions.sort_by_key(|insertion| insertion.at);
    let added: usize = insertions.iter().map(|one| one.text.len()).sum();
    let mut out = String::with_capacity(part.len() + added);
    let mut all = Vec::with_capacity(pieces.len() + insertions.len());
    // Pieces are moved by what comes before or at their place, and are parted by what comes inside.
    let mut old = pieces.iter().copied().peekable();
    let mut rest: Option<Piece> = None;
    let mut done = 0;
    for insertion in &insertions {
        let shift = out.len() - done;
        while let Some(piece) = rest
            .take()
            .or_else(|| old.next_if(|old| old.at < insertion.at))
        {
            if piece.at >= insertion.at {
                rest = Some(piece);
                break;
            }
            let inside = piece.end().min(insertion.at) - piece.at;
            all.push(Piece {
                at: piece.at + shift,
                len: inside,
                ..piece
            });
            if piece.end() > insertion.at {
                rest = Some(Piece {
                    at: insertion.at,
                    len: piece.len - inside,
                    ..piece
                });
                break;
            }
        }
        out.push_str(&part[done..insertion.at]);
        done = insertion.at;
        all.push(Piece {
            at: out.len(),
            len: insertion.text.len(),
            role: insertion.role,
        });
        out.push_str(&insertion.text);
    }
    let shift = out.len() - done;
    all.extend(rest.into_iter().chain(old).map(|piece| Piece {
        at: piece.at + shift,
        ..piece
    }));
    out.push_str(&part[done..]);
    (out, all)
}

/// Takes pieces out of a part: suggestions, comments that `keeps` does not want, and then cuts with nothing
/// left in them. With `keeps_base`, what is there for as long as anything is stays. Gives the part and the
/// pieces that it still has.
pub(super) fn take(
    part: &str,
    pieces: &[Piece],
    keeps: &dyn Fn(u32) -> bool,
    keeps_base: bool,
) -> (String, Vec<Piece>) {
    let mut goes: Vec<bool> = pieces
        .iter()
        .map(|piece| match piece.role {
            Role::Comment(id) => !keeps(id),
            Role::Change => true,
            Role::Base => !keeps_base,
            _ => false,
        })
        .collect();
    let empty = empty_cuts(pieces, &goes);
    let mut in_use: FxHashSet<u32> = FxHashSet::default();
    for (piece, goes) in pieces.iter().zip(&mut goes) {
        if let Role::Open { cut, words } | Role::Close { cut, words } = piece.role {
            *goes = empty.contains(&cut);
            if !*goes {
                in_use.insert(words);
            }
        }
    }
    for (piece, goes) in pieces.iter().zip(&mut goes) {
        if let Role::Space { words } = piece.role {
            *goes = !in_use.contains(&words);
        }
    }
    let mut out = String::with_capacity(part.len());
    let mut left = Vec::new();
    let mut done = 0;
    for (piece, goes) in pieces.iter().zip(goes) {
        if goes {
            out.push_str(&part[done..piece.at]);
            done = piece.end();
        } else {
            left.push(Piece {
                at: out.len() + piece.at - done,
                ..*piece
            });
        }
    }
    out.push_str(&part[done..]);
    (out, left)
}

/// Cuts with nothing between what they end and what they begin but pieces that go.
fn empty_cuts(pieces: &[Piece], goes: &[bool]) -> FxHashSet<u32> {
    let mut edges: FxHashMap<u32, (usize, usize)> = FxHashMap::default();
    for piece in pieces {
        match piece.role {
            Role::Open { cut, .. } => {
                let edge = edges.entry(cut).or_insert((0, usize::MAX));
                edge.0 = edge.0.max(piece.end());
            }
            Role::Close { cut, .. } => {
                let edge = edges.entry(cut).or_insert((0, usize::MAX));
                edge.1 = edge.1.min(piece.at);
            }
            _ => {}
        }
    }
    let is_empty = |(start, end): (usize, usize)| {
        let first = pieces.partition_point(|piece| piece.at < start);
        let mut at = start;
        for (piece, goes) in pieces.iter().zip(goes).skip(first) {
            if piece.at != at || at >= end || !goes {
                break;
            }
            at = piece.end();
        }
        at == end
    };
    edges
        .into_iter()
        .filter(|(_, edge)| is_empty(*edge))
        .map(|(cut, _)| cut)
        .collect()
}

/// Whether pieces can be of a part of this text.
pub(super) fn fit(part: &str, pieces: &[Piece]) -> bool {
    let mut done = 0;
    pieces.iter().all(|piece| {
        let fits = piece.at >= done
            && part.is_char_boundary(piece.at)
            && piece
                .at
                .checked_add(piece.len)
                .is_some_and(|end| part.is_char_boundary(end));
        done = piece.at.saturating_add(piece.len);
        fits
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn insertion(at: usize, text: &str, role: Role) -> Insertion {
        Insertion {
            at,
            text: text.to_owned(),
            role,
        }
    }

    #[test]
    fn what_was_put_in_comes_out() {
        let cut = (1, 1);
        let open = Role::Open {
            cut: cut.0,
            words: cut.1,
        };
        let close = Role::Close {
            cut: cut.0,
            words: cut.1,
        };
        let (first, pieces) = put(
            "<t>one two</t>",
            vec![
                insertion(7, "</t>", open),
                insertion(7, "[1]", Role::Comment(1)),
                insertion(7, "<t>", close),
                insertion(2, " space", Role::Space { words: 1 }),
            ],
            &[],
        );
        assert_eq!(first, "<t space>one </t>[1]<t>two</t>");
        // A mark that comes later stands in the same cut, and a change inside what began again.
        let at = first.find("<t>").expect("is there");
        let (second, pieces) = put(
            &first,
            vec![
                insertion(at, "[2]", Role::Comment(2)),
                insertion(at + 1, "del", Role::Change),
            ],
            &pieces,
        );
        assert_eq!(second, "<t space>one </t>[1][2]<delt>two</t>");
        assert!(fit(&second, &pieces));
        let (third, left) = take(&second, &pieces, &|id| id == 2, true);
        assert_eq!(third, "<t space>one </t>[2]<t>two</t>");
        let (last, left) = take(&third, &left, &|_| false, false);
        assert_eq!((last.as_str(), left.len()), ("<t>one two</t>", 0));
    }
}
