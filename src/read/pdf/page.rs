//! The pages of a file, in order, with what they inherit from the groups that they stand in.

use super::file::File;
use super::matrix::Matrix;
use super::object::{Id, Object};
use rustc_hash::FxHashSet;
use std::rc::Rc;

/// The most pages that are read: a letter has a dozen.
pub(super) const MAX_PAGES: usize = 2000;

/// How often a page may stand in a group that stands in another.
const MAX_DEPTH: usize = 64;

/// A page.
#[derive(Clone, Debug)]
pub(super) struct Page {
    /// The number of its object, by which the structure tree names it.
    pub(super) id: Option<Id>,
    pub(super) contents: Object,
    pub(super) resources: Object,
    /// From the page's own units to points from its lower left corner as it is shown.
    pub(super) upright: Matrix,
    /// Width and height as it is shown, in points.
    pub(super) size: (f32, f32),
}

/// What a page takes over from the group around it.
#[derive(Clone, Default)]
struct Inherited {
    resources: Object,
    media_box: Object,
    crop_box: Object,
    rotate: Object,
}

/// The pages; none when there are too many.
pub(super) fn pages(file: &File<'_>) -> Option<Vec<Page>> {
    let catalog = file.catalog();
    let root = catalog.dict()?.raw("Pages")?.clone();
    let mut pages = Vec::new();
    let mut seen: FxHashSet<Id> = FxHashSet::default();
    let mut open = vec![(root, Rc::new(Inherited::default()), 0)];
    while let Some((node, around, depth)) = open.pop() {
        let id = match node {
            Object::Reference(id) => Some(id),
            _ => None,
        };
        if id.is_some_and(|id| !seen.insert(id)) || depth > MAX_DEPTH {
            continue;
        }
        let node = file.resolve(&node);
        let Some(dict) = node.dict() else { continue };
        let mut inherited = Inherited::clone(&around);
        let inherit = |name: &str, value: &mut Object| {
            let own = file.get(dict, name);
            if own != Object::Null {
                *value = own;
            }
        };
        inherit("Resources", &mut inherited.resources);
        inherit("MediaBox", &mut inherited.media_box);
        inherit("CropBox", &mut inherited.crop_box);
        inherit("Rotate", &mut inherited.rotate);
        if let Object::Array(kids) = file.get(dict, "Kids") {
            let inherited = Rc::new(inherited);
            let kids = kids.iter().rev();
            open.extend(kids.map(|kid| (kid.clone(), inherited.clone(), depth + 1)));
            continue;
        }
        if pages.len() == MAX_PAGES {
            return None;
        }
        let (upright, size) = upright(file, &inherited);
        pages.push(Page {
            id,
            contents: dict.raw("Contents").cloned().unwrap_or_default(),
            resources: inherited.resources,
            upright,
            size,
        });
    }
    Some(pages)
}

/// How a page is turned and moved when it is shown, and how large it is then.
fn upright(file: &File<'_>, page: &Inherited) -> (Matrix, (f32, f32)) {
    let media = corners(file, &page.media_box).unwrap_or([0.0, 0.0, 595.0, 842.0]);
    let [left, bottom, right, top] = corners(file, &page.crop_box)
        .map(|crop| {
            [
                crop[0].max(media[0]),
                crop[1].max(media[1]),
                crop[2].min(media[2]),
                crop[3].min(media[3]),
            ]
        })
        .filter(|shown| shown[0] < shown[2] && shown[1] < shown[3])
        .unwrap_or(media);
    let (width, height) = (right - left, top - bottom);
    let turns = page.rotate.number().unwrap_or(0.0) / 90.0;
    match (turns as i64).rem_euclid(4) {
        1 => (
            Matrix([0.0, -1.0, 1.0, 0.0, -bottom, right]),
            (height, width),
        ),
        2 => (Matrix([-1.0, 0.0, 0.0, -1.0, right, top]), (width, height)),
        3 => (Matrix([0.0, 1.0, -1.0, 0.0, top, -left]), (height, width)),
        _ => (
            Matrix([1.0, 0.0, 0.0, 1.0, -left, -bottom]),
            (width, height),
        ),
    }
}

/// Left, bottom, right and top of a box.
fn corners(file: &File<'_>, value: &Object) -> Option<[f32; 4]> {
    let numbers: Vec<f32> = value
        .array()
        .iter()
        .filter_map(|number| file.resolve(number).number())
        .map(|number| number as f32)
        .collect();
    let [a, b, c, d] = numbers[..] else {
        return None;
    };
    let corners = [a.min(c), b.min(d), a.max(c), b.max(d)];
    (corners[0] < corners[2] && corners[1] < corners[3]).then_some(corners)
}
