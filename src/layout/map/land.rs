//! What lies under a point of the page: water, the countries of the story, or their neighbours.

use crate::color::Color;
use crate::data::geometry;
use crate::data::layer::LayerRole;
use crate::layout::label::area_grid::AreaGrid;
use crate::layout::map::MapPanel;
use crate::layout::theme::Theme;
use kurbo::{Point, Rect};

/// A ring on the page with its box, so that most questions end there.
#[derive(Debug)]
struct Ring {
    bounds: Rect,
    points: Vec<Point>,
}

/// Land as the frame shows it.
#[derive(Debug)]
pub struct Land {
    of_interest: Vec<Ring>,
    neighbours: Vec<Ring>,
    /// Is there no base map to tell water from land by?
    blank: bool,
}

impl Land {
    /// The land of a frame.
    pub fn of(panel: &MapPanel) -> Self {
        let (mut of_interest, mut neighbours) = (Vec::new(), Vec::new());
        let countries = panel.layers.iter().filter(|l| l.role == LayerRole::Country).flat_map(|l| &l.features);
        for country in countries.filter(|f| f.bounds.intersects(&panel.frame.visible)) {
            let ours = country.countries.iter().any(|c| panel.of_interest.contains(c));
            let rings = geometry::polygons(&country.geometry).into_iter().flat_map(|r| panel.frame.polygon(&r));
            let rings = rings.map(|points| {
                let bounds = points.iter().fold(Rect::from_center_size(points[0], (0.0, 0.0)), |b, p| b.union_pt(*p));
                Ring { bounds, points }
            });
            if ours || panel.of_interest.is_empty() { of_interest.extend(rings) } else { neighbours.extend(rings) }
        }
        let blank = of_interest.is_empty() && neighbours.is_empty();
        Self { of_interest, neighbours, blank }
    }

    /// Rings of all land, on the page; `None` where there is no base map.
    pub fn shores(&self) -> Option<impl Iterator<Item = &[Point]>> {
        let rings = self.of_interest.iter().chain(&self.neighbours).map(|r| &r.points[..]);
        (!self.blank).then_some(rings)
    }

    /// Is the point in a country of interest? Everywhere, where no country is.
    pub fn of_interest(&self, p: Point) -> bool {
        self.of_interest.is_empty() || inside(&self.of_interest, p)
    }

    /// Is the point on land? Everywhere, where there is no base map.
    pub fn is_land(&self, p: Point) -> bool {
        self.blank || inside(&self.of_interest, p) || inside(&self.neighbours, p)
    }

    /// All land on a grid of the frame.
    pub fn land(&self, frame: Rect) -> AreaGrid {
        let all: Vec<Vec<Point>> = self.of_interest.iter().chain(&self.neighbours).map(|r| r.points.clone()).collect();
        AreaGrid::of(frame, &all)
    }

    /// The halo that suits the ground at a point.
    pub fn color_at(&self, p: Point, theme: &Theme) -> Color {
        if self.blank || inside(&self.of_interest, p) {
            theme.halo_interest
        } else if inside(&self.neighbours, p) {
            theme.halo_neighbour
        } else {
            theme.sea
        }
    }

    /// The halo that suits most of the ground under a box.
    pub fn color_under(&self, r: Rect, theme: &Theme) -> Color {
        let at = |x: f64, y: f64| self.color_at(Point::new(r.x0 + x * r.width(), r.y0 + y * r.height()), theme);
        let samples = [at(0.5, 0.5), at(0.1, 0.2), at(0.9, 0.2), at(0.1, 0.8), at(0.9, 0.8)];
        let votes = |color: &Color| samples.iter().filter(|c| *c == color).count();
        // The first of those with most votes: the middle wins a draw.
        let most = samples.iter().map(votes).max();
        samples.iter().find(|c| Some(votes(c)) == most).copied().unwrap_or(theme.halo_interest)
    }
}

/// Even-odd over all rings whose box holds the point.
fn inside(rings: &[Ring], p: Point) -> bool {
    let near = rings.iter().filter(|r| r.bounds.contains(p));
    let crossings = near.flat_map(|r| r.points.windows(2)).filter(|pair| {
        (pair[0].y > p.y) != (pair[1].y > p.y)
            && p.x < pair[0].x + (p.y - pair[0].y) / (pair[1].y - pair[0].y) * (pair[1].x - pair[0].x)
    });
    crossings.count() % 2 == 1
}
