//! Boxes of text on the map: callouts that point at an incident, and the tray of incidents without a place of their own.

use super::super::frame::MapFrame;
use super::super::label::{Obstacles, PlacedLine, beside};
use super::super::theme::TextRole;
use super::super::typesetter::Typesetter;
use super::WantedCallout;
use super::names::Visible;
use super::room;
use super::symbols::Symbol;
use crate::color::Color;
use crate::geographic::LonLat;
use crate::units::mm;
use kurbo::{Line, Point, Rect, Vec2};
use std::ops::Range;

/// A callout with its place.
#[derive(Debug, Clone)]
pub struct PlacedCallout {
    /// The box.
    pub rect: Rect,
    /// The bar on the side where reading begins.
    pub bar: Rect,
    /// Its colour: the kind of event.
    pub bar_color: Color,
    /// From the symbol to the box.
    pub leader: Line,
    /// Heading and text.
    pub texts: Vec<PlacedLine>,
}

const PADDING: Vec2 = Vec2::new(mm(2.0), mm(1.5));
const BAR_PT: f64 = mm(0.8);

/// Sets a callout and finds the emptiest place near its symbol; `None` where there is no room.
pub fn callout(
    wanted: &WantedCallout,
    symbol: &Symbol,
    frame: &MapFrame,
    obstacles: &Obstacles,
    set: &Typesetter,
) -> Option<PlacedCallout> {
    let heading = &wanted.heading;
    let told = wanted.told(frame)?;
    let frame = frame.rect;
    // Of several widths the one that hides least; a larger box costs by its area.
    let one_line = set.line_in(&[(TextRole::CalloutHeading, heading)]).width_pt + 2.0 * PADDING.x + BAR_PT + 1.0;
    let natural = one_line.clamp(mm(36.0), (frame.width() * 0.56).max(mm(36.0)));
    let widths = [1.0, 1.2, 1.4, 0.8, 0.66].map(|share| (natural * share).min(frame.width() * 0.6));
    let placed = widths.into_iter().filter_map(|w| callout_of_width(w, wanted, told, symbol, frame, obstacles, set));
    if told.is_some() {
        // Where it stands is told: the usual width, if that has room.
        return placed.map(|(callout, _)| callout).next();
    }
    placed.min_by(|a, b| a.1.total_cmp(&b.1)).map(|(callout, _)| callout)
}

/// Where the box of a callout is told to stand.
#[derive(Debug, Clone, Copy)]
enum Told {
    Middle(Point),
    Offset(Vec2),
}

impl Told {
    fn corner(self, symbol: &Symbol, size: Vec2) -> Point {
        match self {
            Self::Middle(at) => at - size / 2.0,
            Self::Offset(offset) => beside(symbol.at, offset, size).origin(),
        }
    }
}

impl WantedCallout<'_> {
    /// `None`: its spot is not on the map.
    fn told(&self, frame: &MapFrame) -> Option<Option<Told>> {
        if let Some(offset) = self.spec.offset {
            return Some(Some(Told::Offset(Vec2::new(mm(offset.right_mm), mm(offset.down_mm)))));
        }
        match self.spec.at {
            Some([lon, lat]) => frame.to_page(LonLat::new(lon, lat)).map(|at| Some(Told::Middle(at))),
            None => Some(None),
        }
    }
}

fn callout_of_width(
    width: f64,
    wanted: &WantedCallout,
    told: Option<Told>,
    symbol: &Symbol,
    frame: Rect,
    obstacles: &Obstacles,
    set: &Typesetter,
) -> Option<(PlacedCallout, f64)> {
    let (heading, text) = (wanted.heading.as_str(), wanted.text.as_str());
    let inner = width - 2.0 * PADDING.x - BAR_PT;
    let mut lines: Vec<(crate::text::ShapedLine, f64)> = Vec::new();
    let heads = set.paragraph(&[(TextRole::CalloutHeading, heading)], inner);
    // A heading reads best on one line.
    let broken = (heads.len().max(1) - 1) as f64 * 30.0;
    lines.extend(heads.into_iter().map(|l| (l, set.leading(TextRole::CalloutHeading))));
    if !text.is_empty() {
        let body = set.paragraph(&[(TextRole::CalloutText, text)], inner);
        lines.extend(body.into_iter().map(|l| (l, set.leading(TextRole::CalloutText))));
    }
    let widest = lines.iter().map(|(l, _)| l.width_pt).fold(0.0, f64::max);
    let height: f64 = lines.iter().map(|(_, leading)| leading).sum();
    let size = Vec2::new(widest + 2.0 * PADDING.x + BAR_PT, height + 2.0 * PADDING.y);
    let within = |corner: &Point| frame.union(Rect::from_origin_size(*corner, (size.x, size.y))) == frame;
    let places = match told {
        Some(told) => Some(told.corner(symbol, size)).filter(within).map(|corner| (corner, 0.0)).into_iter().collect(),
        None => room::everywhere(frame, size, 5.0, 4.0, Some((symbol.at, 0.3))),
    };
    // Not nearer than the name of the place needs, and its leader over no other symbol.
    let clear = symbol.reach_pt() + if told.is_some() { mm(0.5) } else { mm(3.5) };
    let places = places.into_iter().filter(|(corner, _)| {
        let rect = Rect::from_origin_size(*corner, (size.x, size.y));
        distance(symbol.at, rect) > clear && obstacles.leader_is_free(leader(symbol, rect), symbol.at)
    });
    let (cost, rect) = room::cheapest_with_cost(size, places, obstacles)?;
    let bar_x = if set.language.rtl { rect.x1 - BAR_PT } else { rect.x0 };
    let bar = Rect::new(bar_x, rect.y0, bar_x + BAR_PT, rect.y1);
    let mut texts = Vec::new();
    let mut top = rect.y0 + PADDING.y;
    for (line, leading) in lines {
        let x =
            if set.language.rtl { rect.x1 - BAR_PT - PADDING.x - line.width_pt } else { rect.x0 + BAR_PT + PADDING.x };
        let baseline = top + leading / 2.0 + (line.ascent_pt - line.descent_pt) / 2.0;
        texts.push(PlacedLine::new(line, Point::new(x, baseline)));
        top += leading;
    }
    let callout = PlacedCallout { rect, bar, bar_color: symbol.color, leader: leader(symbol, rect), texts };
    Some((callout, cost + broken + rect.area() / frame.area() * 100.0))
}

fn distance(p: Point, rect: Rect) -> f64 {
    (nearest(p, rect) - p).hypot()
}

fn nearest(p: Point, rect: Rect) -> Point {
    Point::new(p.x.clamp(rect.x0, rect.x1), p.y.clamp(rect.y0, rect.y1))
}

fn leader(symbol: &Symbol, rect: Rect) -> Line {
    // Towards the box a little inside its edge, so that the line doesn't end on a corner's very tip.
    let inner = rect.inset(-rect.height().min(rect.width()) * 0.12);
    let aim = nearest(symbol.at, inner);
    let direction = aim - symbol.at;
    let start = symbol.at + direction / direction.hypot().max(1e-9) * (symbol.reach_pt() + 0.8);
    let end = entry(start, aim, rect);
    Line::new(start, end)
}

/// Where the line from outside meets the box.
fn entry(from: Point, to: Point, rect: Rect) -> Point {
    let (mut low, mut high) = (0.0, 1.0);
    for _ in 0..24 {
        let t = (low + high) / 2.0;
        if rect.contains(from.lerp(to, t)) { high = t } else { low = t }
    }
    from.lerp(to, high)
}

/// The tray: incidents of one area whose place in it is not told.
#[derive(Debug, Clone)]
pub struct PlacedTray {
    /// The box.
    pub rect: Rect,
    /// What it says above.
    pub texts: Vec<PlacedLine>,
    /// The incidents' symbols, in the tray.
    pub symbols: Vec<Symbol>,
    /// Middles of their numbers, `(number, colour, middle)`.
    pub numbers: Vec<(usize, Color, Point)>,
}

/// Of the frame's width, a row of symbols in a tray at most.
const ROW_SHARE: f64 = 0.3;

/// Symbols in rows of at most this width, at least one each.
fn rows_of(symbols: &[Symbol], most: f64, gap: f64, cell: impl Fn(&Symbol) -> f64) -> Vec<Range<usize>> {
    let mut rows: Vec<Range<usize>> = Vec::new();
    let mut width = f64::INFINITY;
    for (i, symbol) in symbols.iter().enumerate() {
        let wide = cell(symbol);
        match rows.last_mut().filter(|_| width + gap + wide <= most) {
            Some(row) => {
                row.end = i + 1;
                width += gap + wide;
            }
            None => {
                rows.push(i..i + 1);
                width = wide;
            }
        }
    }
    rows
}

/// Sets a tray under its heads and finds room for it.
pub fn tray(
    heads: &[String],
    mut symbols: Vec<Symbol>,
    frame: Rect,
    areas: &[Visible],
    obstacles: &Obstacles,
    set: &Typesetter,
) -> Option<PlacedTray> {
    let lines: Vec<_> = heads
        .iter()
        .enumerate()
        .map(|(i, text)| set.line(if i == 0 { TextRole::TableStrong } else { TextRole::Table }, text))
        .collect();
    let disc = super::super::theme::NUMBER_DISC_PT;
    let gap = mm(2.0);
    let cell = |s: &Symbol| 2.0 * s.reach_pt() + if s.number.is_some() { 2.0 * disc + mm(0.7) } else { 0.0 };
    let heads_width = lines.iter().map(|l| l.width_pt).fold(0.0, f64::max);
    // Rows about as wide as the heads, and never wider than is needed for a box of pleasant shape.
    let whole: f64 = symbols.iter().map(cell).sum::<f64>() + gap * (symbols.len().max(1) - 1) as f64;
    let most = heads_width.max(frame.width() * ROW_SHARE);
    let rows_wanted = libm::ceil(whole / most).max(1.0);
    let rows = rows_of(&symbols, whole / rows_wanted + gap, gap, cell);
    let width_of = |row: &[Symbol]| row.iter().map(cell).sum::<f64>() + gap * (row.len().max(1) - 1) as f64;
    let widest = rows.iter().map(|row| width_of(&symbols[row.clone()])).fold(heads_width, f64::max);
    let leading = set.leading(TextRole::TableStrong);
    let half = |row: &Range<usize>| symbols[row.clone()].iter().map(Symbol::reach_pt).fold(disc, f64::max);
    let halves: Vec<f64> = rows.iter().map(half).collect();
    let rows_height = 2.0 * halves.iter().sum::<f64>() + mm(1.2) * rows.len() as f64;
    let size = Vec2::new(widest + 2.0 * PADDING.x, leading * lines.len() as f64 + rows_height + 2.0 * PADDING.y);
    // On an area that it speaks of, if one has room.
    let everywhere = room::everywhere(frame, size, 5.0, 4.0, Some((frame.center(), 0.12)));
    let on_area = |(corner, _): &&(Point, f64)| areas.iter().any(|a| a.holds(*corner + size / 2.0));
    let inside: Vec<(Point, f64)> = everywhere.iter().filter(on_area).copied().collect();
    let rect = room::cheapest(size, inside, obstacles).or_else(|| room::cheapest(size, everywhere, obstacles))?;
    let rtl = set.language.rtl;
    let mut texts = Vec::new();
    for (i, line) in lines.into_iter().enumerate() {
        let x = if rtl { rect.x1 - PADDING.x - line.width_pt } else { rect.x0 + PADDING.x };
        let baseline = rect.y0 + PADDING.y + leading * (i as f64 + 0.5) + (line.ascent_pt - line.descent_pt) / 2.0;
        texts.push(PlacedLine::new(line, Point::new(x, baseline)));
    }
    let sign = if rtl { -1.0 } else { 1.0 };
    let mut numbers = Vec::new();
    let mut top = rect.y1 - PADDING.y - rows_height;
    for (row, half) in rows.into_iter().zip(halves) {
        let y = top + mm(1.2) + half;
        let mut x = if rtl { rect.x1 - PADDING.x } else { rect.x0 + PADDING.x };
        for symbol in &mut symbols[row] {
            if let Some(number) = symbol.number {
                numbers.push((number, symbol.color, Point::new(x + sign * disc, y)));
                x += sign * (2.0 * disc + mm(0.7));
            }
            symbol.at = Point::new(x + sign * symbol.reach_pt(), y);
            x += sign * (2.0 * symbol.reach_pt() + gap);
        }
        top = y + half;
    }
    Some(PlacedTray { rect, texts, symbols, numbers })
}
