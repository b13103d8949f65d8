//! Where a label may stand.

use kurbo::{Line, Point, Rect, Vec2};

/// What a label belongs to.
#[derive(Debug, Clone)]
pub enum Anchor {
    /// A symbol of this radius at this point, which is drawn in any case and is an obstacle already.
    Symbol {
        /// Middle of the symbol.
        at: Point,
        /// Its radius in points.
        radius_pt: f64,
    },
    /// A dot that is drawn only if its label finds a place.
    Dot {
        /// Middle of the dot.
        at: Point,
        /// Its radius in points.
        radius_pt: f64,
    },
    /// A symbol or dot whose text stands where it is told to.
    Beside {
        /// Middle of the symbol.
        at: Point,
        /// Its radius in points.
        radius_pt: f64,
        /// From the symbol's middle to the side of the text that faces it; 0: the text is centred on it in that direction.
        offset: Vec2,
        /// Is it a dot that is drawn only if its label finds a place?
        dot: bool,
    },
    /// An area: middles that the text may have, each with a cost.
    Middles(Vec<(Point, f64)>),
}

impl Anchor {
    /// Middle and radius of its symbol or dot.
    pub fn mark(&self) -> Option<(Point, f64)> {
        match self {
            Self::Symbol { at, radius_pt } | Self::Dot { at, radius_pt } | Self::Beside { at, radius_pt, .. } => {
                Some((*at, *radius_pt))
            }
            Self::Middles(_) => None,
        }
    }

    /// Box of the dot that is drawn with the label.
    pub fn dot(&self) -> Option<Rect> {
        match self {
            Self::Dot { at, radius_pt } | Self::Beside { at, radius_pt, dot: true, .. } => {
                Some(Rect::from_center_size(*at, (2.0 * radius_pt, 2.0 * radius_pt)))
            }
            _ => None,
        }
    }
}

/// Which side of its symbol a label stands on; its lines are aligned to the symbol.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Side {
    /// Right of the symbol.
    Right,
    /// Left of the symbol.
    Left,
    /// Above, below, or in the middle of an area.
    Middle,
}

/// One place.
#[derive(Debug, Clone, Copy)]
pub struct Candidate {
    /// Box of the text.
    pub rect: Rect,
    /// Alignment.
    pub side: Side,
    /// What the place costs before anything that it would hide.
    pub cost: f64,
    /// Line from the symbol's edge to the text.
    pub leader: Option<Line>,
}

/// Free space between a symbol and its text.
const GAP_PT: f64 = 2.2;

/// The eight places around a symbol: direction of the text's middle from the symbol's, and their cost (Imhof's order:
/// right and above, right, right and below, left and above, left, above, below, left and below); each corner once near the symbol's
/// height, once clear of a road or river that runs level through it.
const AROUND: [(f64, f64, f64); 12] = [
    (1.0, -0.30, 0.0),
    (1.0, 0.0, 0.8),
    (1.0, -1.0, 1.4),
    (1.0, 0.45, 2.0),
    (-1.0, -0.30, 2.6),
    (1.0, 1.0, 2.8),
    (-1.0, 0.0, 3.0),
    (-1.0, -1.0, 3.4),
    (0.0, -1.0, 3.6),
    (0.0, 1.0, 4.4),
    (-1.0, 0.45, 4.8),
    (-1.0, 1.0, 5.4),
];

/// Distances of the places with a leader line, in points from the symbol's edge, and their extra cost.
const OUTWARD: [(f64, f64); 4] = [(9.0, 12.0), (17.0, 17.0), (27.0, 24.0), (40.0, 34.0)];

/// All places of a text of this size.
pub fn of(anchor: &Anchor, size: Vec2, leader: bool) -> Vec<Candidate> {
    match anchor {
        Anchor::Middles(middles) => middles
            .iter()
            .map(|&(p, cost)| Candidate {
                rect: Rect::from_center_size(p, (size.x, size.y)),
                side: Side::Middle,
                cost,
                leader: None,
            })
            .collect(),
        Anchor::Beside { at, radius_pt, offset, .. } => vec![told(*at, *radius_pt, *offset, size)],
        Anchor::Symbol { at, radius_pt } | Anchor::Dot { at, radius_pt } => {
            let mut all: Vec<Candidate> = AROUND.iter().map(|&a| around(*at, *radius_pt, size, a)).collect();
            if leader {
                for (far, cost) in OUTWARD {
                    all.extend(outward(*at, *radius_pt, size, far, cost));
                }
            }
            all
        }
    }
}

/// The box of a text that stands where it is told to.
pub fn beside(at: Point, offset: Vec2, size: Vec2) -> Rect {
    let low = |at: f64, offset: f64, size: f64| match offset {
        o if o > 0.0 => at + o,
        o if o < 0.0 => at + o - size,
        _ => at - size / 2.0,
    };
    Rect::from_origin_size((low(at.x, offset.x, size.x), low(at.y, offset.y, size.y)), (size.x, size.y))
}

/// A text that stands farther from its symbol than this has a leader line.
const LEADER_FROM_PT: f64 = 6.0;

fn told(at: Point, radius: f64, offset: Vec2, size: Vec2) -> Candidate {
    let rect = beside(at, offset, size);
    let side = match offset.x {
        x if x > 0.0 => Side::Right,
        x if x < 0.0 => Side::Left,
        _ => Side::Middle,
    };
    let far = (nearest(at, rect) - at).hypot() - radius > LEADER_FROM_PT;
    Candidate { rect, side, cost: 0.0, leader: far.then(|| leader(at, radius, rect)) }
}

fn nearest(at: Point, rect: Rect) -> Point {
    Point::new(at.x.clamp(rect.x0, rect.x1), at.y.clamp(rect.y0, rect.y1))
}

/// From the edge of a symbol to the nearest point of a text.
fn leader(at: Point, radius: f64, rect: Rect) -> Line {
    let end = nearest(at, rect);
    let toward = (end - at).normalize();
    Line::new(at + toward * (radius + 0.6), end - toward * 1.2)
}

fn around(at: Point, radius: f64, size: Vec2, (dx, dy, cost): (f64, f64, f64)) -> Candidate {
    let side = if dx > 0.0 {
        Side::Right
    } else if dx < 0.0 {
        Side::Left
    } else {
        Side::Middle
    };
    // Beside the symbol the text's height counts, above and below its whole height and the symbol's.
    let middle = if side == Side::Middle {
        at + Vec2::new(0.0, dy * (radius + GAP_PT + size.y / 2.0))
    } else {
        let lift = dy * (size.y / 2.0 + radius * 0.8);
        // Above or below the symbol's height the text may come nearer.
        let gap = if dy.abs() < 1.0 { GAP_PT } else { GAP_PT / 2.0 };
        at + Vec2::new(dx * (radius + gap + size.x / 2.0), lift)
    };
    Candidate { rect: Rect::from_center_size(middle, (size.x, size.y)), side, cost, leader: None }
}

/// Places further out in sixteen directions, with a leader line to the nearest point of the text's box.
fn outward(at: Point, radius: f64, size: Vec2, far: f64, cost: f64) -> impl Iterator<Item = Candidate> {
    (0..16).map(move |step| {
        let azimuth = (step as f64 * 22.5 + 56.25).to_radians();
        let (sin, cos) = libm::sincos(azimuth);
        let direction = Vec2::new(sin, -cos);
        let side = if direction.x > 0.35 {
            Side::Right
        } else if direction.x < -0.35 {
            Side::Left
        } else {
            Side::Middle
        };
        let reach = Vec2::new(direction.x * (radius + far + size.x / 2.0), direction.y * (radius + far + size.y / 2.0));
        let rect = Rect::from_center_size(at + reach, (size.x, size.y));
        Candidate { rect, side, cost: cost + step as f64 * 0.1, leader: Some(leader(at, radius, rect)) }
    })
}
