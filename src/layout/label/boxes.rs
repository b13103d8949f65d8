//! Boxes at points: the placing of plain rectangles, without a map, as it is measured.
//!
//! Models after Christensen, Marks & Shieber 1995 and van Kreveld, Strijk & Wolff 1999 ("Point labeling with sliding
//! labels"): the point lies on a corner of its box (`Four`), on a corner or the middle of a side (`Eight`), or anywhere on
//! the box's edge (`Slider`, taken at regular steps: an eighth of the width and a quarter of the height where the page is not so
//! crowded that coarser steps must do).

use super::grid::BoxGrid;
use super::optimum::{Contest, Effort, LabelOptions};
use kurbo::{Point, Rect, Size};

/// Where a box may stand at its point.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Model {
    /// With a corner.
    Four,
    /// With a corner or the middle of a side.
    Eight,
    /// With any point of its edge.
    Slider,
}

/// A box that wants a place.
#[derive(Debug, Clone, Copy)]
pub struct BoxAtPoint {
    /// Its point.
    pub at: Point,
    /// Its size.
    pub size: Size,
    /// Greater counts first.
    pub priority: f64,
    /// Before all priorities.
    pub required: bool,
}

/// What was found.
#[derive(Debug, Clone)]
pub struct BoxPlaces {
    /// Upper left corner of each box, in the order given.
    pub corners: Vec<Option<Point>>,
    /// Is it certain that no more can be placed?
    pub proved: bool,
    /// Elementary steps made.
    pub steps: u64,
}

/// Pairs of candidates in conflict beyond which steps of the slider are made coarser.
const MOST_PAIRS: f64 = 1.2e7;

/// Places as many boxes as can be, by priority, with none on another or on an obstacle; boxes that only touch don't
/// overlap. With `page` they stay within it.
///
/// ```
/// use kurbo::{Point, Size};
/// use sitmap::layout::label::boxes::{BoxAtPoint, Model, place_boxes};
/// let at = |x| BoxAtPoint { at: Point::new(x, 50.0), size: Size::new(30.0, 7.0), priority: 0.0, required: false };
/// let places = place_boxes(&[at(40.0), at(44.0), at(48.0)], Model::Four, &[], None);
/// assert!(places.proved && places.corners.iter().all(Option::is_some));
/// ```
pub fn place_boxes(boxes: &[BoxAtPoint], model: Model, obstacles: &[Rect], page: Option<Rect>) -> BoxPlaces {
    // In an order of their own, so that the order in which they are given does not matter.
    let mut order: Vec<usize> = (0..boxes.len()).collect();
    let key = |i: usize| {
        let b = &boxes[i];
        [b.at.x, b.at.y, b.size.width, b.size.height, b.priority]
    };
    order.sort_by(|&a, &b| {
        key(a).iter().zip(key(b)).map(|(a, b)| a.total_cmp(&b)).find(|o| o.is_ne()).unwrap_or(a.cmp(&b))
    });
    let blocked = BoxGrid::new(obstacles.to_vec());
    let may = |r: Rect| {
        page.is_none_or(|p| p.x0 <= r.x0 && p.y0 <= r.y0 && r.x1 <= p.x1 && r.y1 <= p.y1) && !blocked.meets(r)
    };
    let shifts = shifts(model, boxes);
    let candidates: Vec<Vec<Rect>> = order
        .iter()
        .map(|&i| shifts.iter().map(|&(x, y)| shifted(&boxes[i], x, y)).filter(|&r| may(r)).collect())
        .collect();
    let labels = order.iter().zip(&candidates);
    let labels = labels
        .map(|(&i, c)| LabelOptions {
            required: boxes[i].required,
            priority: boxes[i].priority,
            costs: vec![0.0; c.len()],
        })
        .collect();
    let choice = Contest { labels, conflicts: conflicts(&candidates) }.decide(Effort::THOROUGH);
    let mut corners = vec![None; boxes.len()];
    for ((&i, candidates), taken) in order.iter().zip(&candidates).zip(choice.taken) {
        corners[i] = taken.map(|c| candidates[c].origin());
    }
    BoxPlaces { corners, proved: choice.proved, steps: choice.steps }
}

/// The point divides the box's sides in these ratios.
fn shifts(model: Model, boxes: &[BoxAtPoint]) -> Vec<(f64, f64)> {
    let along = |across: usize, down: usize| {
        let part = |i: usize, of: usize| i as f64 / of as f64;
        let level = (0..=across).flat_map(move |i| [(part(i, across), 0.0), (part(i, across), 1.0)]);
        let upright = (1..down).flat_map(move |i| [(0.0, part(i, down)), (1.0, part(i, down))]);
        level.chain(upright).collect::<Vec<_>>()
    };
    let fine = [(8, 4), (4, 2), (2, 2)];
    match model {
        Model::Four => along(1, 1),
        Model::Eight => along(2, 2),
        Model::Slider => {
            let near = boxes.iter().map(|b| Rect::from_center_size(b.at, b.size * 2.0)).collect();
            let pairs = BoxGrid::new(near).pairs().len() as f64;
            let fits = |&&(x, y): &&(usize, usize)| {
                let places = (2 * (x + y)) as f64;
                (pairs + boxes.len() as f64) * places * places / 3.0 <= MOST_PAIRS
            };
            let &(across, down) = fine.iter().find(fits).unwrap_or(&fine[2]);
            along(across, down)
        }
    }
}

fn shifted(b: &BoxAtPoint, across: f64, down: f64) -> Rect {
    let corner = Point::new(b.at.x - across * b.size.width, b.at.y - down * b.size.height);
    Rect::from_origin_size(corner, b.size)
}

/// Pairs of candidates of different labels that overlap.
fn conflicts(candidates: &[Vec<Rect>]) -> Vec<(u32, u32)> {
    let owner: Vec<u32> = candidates.iter().enumerate().flat_map(|(i, c)| vec![i as u32; c.len()]).collect();
    let grid = BoxGrid::new(candidates.concat());
    let mut pairs = grid.pairs();
    pairs.retain(|&(a, b)| owner[a as usize] != owner[b as usize]);
    pairs
}
