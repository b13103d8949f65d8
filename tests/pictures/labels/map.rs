//! A tiny map for one rule of the label engine: what stands on it, what is placed, and its picture.

use kurbo::{BezPath, Circle, Point, Rect, Shape};
use sitmap::color::Color;
use sitmap::layout::label::{Anchor, LabelRequest, Obstacles, PlacedLabel, Unplaced, WaterMask, place};
use sitmap::scene::{Cap, Fill, FillRule, Item, Join, Paint, Path, Placement, Scene, Stroke, Text};
use sitmap::text::{Direction, Fonts, TextStyle};

pub const FRAME: Rect = Rect::new(0.0, 0.0, 96.0, 64.0);
const INK: Color = Color::rgb(0x1F2328);
const LAND: Color = Color::rgb(0xF7F5EF);
const SEA: Color = Color::rgb(0xD5E3EA);
const GREY: Color = Color::rgb(0xC9C5BB);
const RED: Color = Color::rgb(0xB3261E);
const BLUE: Color = Color::rgb(0x4F7FA3);

/// The map while it is made.
pub struct Map<'a> {
    fonts: &'a Fonts,
    frame: Rect,
    obstacles: Obstacles,
    requests: Vec<LabelRequest>,
    ground: Vec<Item>,
    symbols: Vec<Item>,
}

/// The map with its labels.
pub struct Labelled {
    pub labels: Vec<Result<PlacedLabel, Unplaced>>,
    pub scene: Scene,
}

impl Labelled {
    /// The box of a placed label.
    pub fn at(&self, i: usize) -> Rect {
        self.labels[i].as_ref().unwrap_or_else(|u| panic!("label {i} is not placed: {}", u.reason)).bounds
    }

    pub fn has_leader(&self, i: usize) -> bool {
        self.labels[i].as_ref().is_ok_and(|l| l.leader.is_some())
    }

    pub fn placed(&self) -> usize {
        self.labels.iter().flatten().count()
    }

    pub fn reason(&self, i: usize) -> &str {
        self.labels[i].as_ref().err().map_or("", |u| &u.reason)
    }
}

impl<'a> Map<'a> {
    pub fn new(fonts: &'a Fonts) -> Self {
        let ground = vec![filled(FRAME.to_path(0.01), LAND)];
        let obstacles = Obstacles::new(FRAME);
        Self { fonts, frame: FRAME, obstacles, requests: Vec::new(), ground, symbols: Vec::new() }
    }

    /// Labels must stay in this part.
    pub fn frame(&mut self, x0: f64, y0: f64, x1: f64, y1: f64) {
        self.frame = Rect::new(x0, y0, x1, y1);
        self.ground.push(stroked(self.frame.to_path(0.01), GREY, 0.6));
    }

    /// Land in water.
    pub fn island(&mut self, ring: &[(f64, f64)]) {
        let mut ring: Vec<Point> = ring.iter().map(|p| Point::from(*p)).collect();
        ring.push(ring[0]);
        self.ground.push(filled(FRAME.to_path(0.01), SEA));
        self.ground.push(filled(path(&ring), LAND));
        self.ground.push(stroked(path(&ring), BLUE, 0.5));
        self.obstacles.set_water(WaterMask::around_land(FRAME, [&ring[..]].into_iter()));
        self.obstacles.add_line(&ring, 0.5);
    }

    /// A line that a label should not hide, with what a point of its length costs.
    pub fn line(&mut self, points: &[(f64, f64)], cost_per_pt: f64) {
        let points: Vec<Point> = points.iter().map(|p| Point::from(*p)).collect();
        self.obstacles.add_line(&points, cost_per_pt);
        self.ground.push(stroked(path(&points), if cost_per_pt > 2.0 { INK } else { BLUE }, 0.8));
    }

    /// An area that costs what is hidden of it.
    pub fn soft(&mut self, rect: Rect, cost: f64) {
        self.obstacles.add_soft(rect, cost);
        self.ground.push(filled(rect.to_path(0.01), Color::rgb(0xE9E2D0)));
    }

    pub fn furniture(&mut self, x0: f64, y0: f64, x1: f64, y1: f64) {
        let rect = Rect::new(x0, y0, x1, y1);
        self.obstacles.add(rect);
        self.ground.push(filled(rect.to_path(0.01), GREY));
    }

    /// A symbol without a label.
    pub fn symbol(&mut self, x: f64, y: f64, radius_pt: f64) {
        self.obstacles.add_symbol(Rect::from_center_size((x, y), (2.0 * radius_pt, 2.0 * radius_pt)));
        self.symbols.push(filled(Circle::new((x, y), radius_pt).to_path(0.01), RED));
    }

    /// A symbol with a label that may have a leader line.
    pub fn incident(&mut self, text: &str, x: f64, y: f64, radius_pt: f64) -> &mut LabelRequest {
        self.symbol(x, y, radius_pt);
        let anchor = Anchor::Symbol { at: Point::new(x, y), radius_pt };
        self.request(&[text], anchor, true)
    }

    /// A dot that is drawn if its label has a place.
    pub fn town(&mut self, text: &str, x: f64, y: f64) -> &mut LabelRequest {
        self.request(&[text], Anchor::Dot { at: Point::new(x, y), radius_pt: 1.5 }, false)
    }

    /// The name of an area with its possible middles, the first the best.
    pub fn area(&mut self, text: &str, middles: &[(f64, f64)]) -> &mut LabelRequest {
        let middles = middles.iter().enumerate().map(|(i, p)| (Point::from(*p), i as f64)).collect();
        self.request(&[text], Anchor::Middles(middles), false)
    }

    pub fn request(&mut self, texts: &[&str], anchor: Anchor, leader: bool) -> &mut LabelRequest {
        let style = TextStyle::new(6.0, INK);
        let lines = texts.iter().map(|t| self.fonts.line(t, style, Direction::Auto).unwrap()).collect();
        let halo = Some((LAND, 0.8));
        let id = texts[0].to_owned();
        self.requests.push(LabelRequest { id, lines, leading_pt: 7.5, anchor, priority: 1.0, leader, halo });
        self.requests.last_mut().unwrap()
    }

    pub fn labelled(mut self) -> Labelled {
        let labels = place(&self.requests, &mut self.obstacles, self.frame);
        let mut items = self.ground;
        for label in labels.iter().flatten() {
            items.extend(label.leader.map(|l| stroked(path(&[l.p0, l.p1]), INK, 0.5)));
            let dot = label.dot.map(|d| Circle::new(d.center(), d.width() / 2.0).to_path(0.01));
            items.extend(dot.map(|d| filled(d, INK)));
        }
        items.extend(self.symbols);
        for line in labels.iter().flatten().flat_map(|l| &l.lines) {
            items.push(Item::Text(Text {
                line: line.line.clone(),
                placement: Placement::Straight(line.placement()),
                halo: line.halo,
            }));
        }
        let (width_pt, height_pt) = (FRAME.width(), FRAME.height());
        Labelled { labels, scene: Scene { width_pt, height_pt, items, ..Scene::default() } }
    }
}

fn path(points: &[Point]) -> BezPath {
    let mut path = BezPath::new();
    path.move_to(points[0]);
    points[1..].iter().for_each(|p| path.line_to(*p));
    path
}

fn filled(outline: BezPath, color: Color) -> Item {
    let fill = Some(Fill { paint: Paint::Solid(color), rule: FillRule::NonZero });
    Item::Path(Path { outline, fill, stroke: None })
}

fn stroked(outline: BezPath, color: Color, width_pt: f64) -> Item {
    let paint = Paint::Solid(color);
    let stroke = Some(Stroke { paint, width_pt, dash_pt: Vec::new(), cap: Cap::Butt, join: Join::Round });
    Item::Path(Path { outline, fill: None, stroke })
}
