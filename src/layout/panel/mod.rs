//! Panels: the key, tables and statements, beside the map, below it or on it.
//!
//! A panel is set for a width with its upper left corner at the origin, then moved to its place. In a right-to-left
//! figure everything in it stands mirrored.

pub mod attribution;
pub mod by_group;
pub mod by_number;
pub mod by_time;
pub mod claims;
pub mod key;
pub mod statements;
pub mod table;
pub mod time_strip;

use super::label::PlacedLine;
use super::theme::TextRole;
use super::typesetter::Typesetter;
use crate::color::Color;
use crate::text::ShapedLine;
use kurbo::{Line, Point, Rect, Vec2};

/// A small drawing of the key, with the box that it stands in.
#[derive(Debug, Clone)]
pub struct PlacedSample {
    /// What is drawn.
    pub sample: key::Sample,
    /// Where.
    pub rect: Rect,
}

/// A mark of a claims chart.
#[derive(Debug, Clone)]
pub enum Mark {
    /// A filled or open dot.
    Dot { center: Point, radius_pt: f64, open: bool, color: Color },
    /// A bar; a fading one says "at least".
    Bar { from: Point, to: Point, fading: bool, color: Color },
    /// A period; a fading one has no sure beginning (on its left, or on its right where it is mirrored).
    Band { rect: Rect, fading: bool, mirrored: bool, color: Color },
}

/// Bars along time.
#[derive(Debug, Clone)]
pub struct Chart {
    /// Where the bars stand, from the axis to the greatest value.
    pub rect: Rect,
    /// The lowest and the highest value of each step.
    pub bars: Vec<(u64, u64)>,
    /// The value at the top.
    pub greatest: u64,
    /// Their colour.
    pub color: Color,
    /// Does it run to the left?
    pub mirrored: bool,
    /// Do bars lie one below the other, rather than stand side by side?
    pub sideways: bool,
}

/// A panel with everything in it.
#[derive(Debug, Clone, Default)]
pub struct PlacedPanel {
    /// Box around it.
    pub rect: Rect,
    /// On an opaque plate (where it lies on the map)?
    pub plate: bool,
    /// What it is, for readers who can't see it.
    pub name: String,
    /// Texts.
    pub texts: Vec<PlacedLine>,
    /// Thin lines, with their colour and width.
    pub rules: Vec<(Line, Color, f64)>,
    /// Numbered discs.
    pub numbers: Vec<(usize, Color, Point)>,
    /// Small drawings of the key.
    pub samples: Vec<PlacedSample>,
    /// Marks of a chart.
    pub marks: Vec<Mark>,
    /// Charts that Plotters draws.
    pub charts: Vec<Chart>,
}

impl PlacedPanel {
    /// The same panel with its upper left corner at `corner`.
    pub fn at(mut self, corner: Point) -> Self {
        let by = corner - self.rect.origin();
        self.rect = self.rect + by;
        for text in &mut self.texts {
            text.origin += by;
        }
        for (line, ..) in &mut self.rules {
            *line = Line::new(line.p0 + by, line.p1 + by);
        }
        for (.., at) in &mut self.numbers {
            *at += by;
        }
        for sample in &mut self.samples {
            sample.rect = sample.rect + by;
        }
        for chart in &mut self.charts {
            chart.rect = chart.rect + by;
        }
        for mark in &mut self.marks {
            match mark {
                Mark::Dot { center, .. } => *center += by,
                Mark::Bar { from, to, .. } => {
                    *from += by;
                    *to += by;
                }
                Mark::Band { rect, .. } => *rect = *rect + by,
            }
        }
        self
    }

    /// The same panel on a plate, with room around its content.
    pub fn on_plate(mut self, padding: Vec2) -> Self {
        let corner = self.rect.origin();
        self = self.at(corner + padding);
        self.rect = Rect::new(corner.x, corner.y, self.rect.x1 + padding.x, self.rect.y1 + padding.y);
        self.plate = true;
        self
    }
}

/// Writes lines from the top of a panel downwards.
pub(super) struct Pen<'a, 'b> {
    pub set: &'a Typesetter<'b>,
    pub width_pt: f64,
    pub y: f64,
    pub panel: PlacedPanel,
    /// Height of a row of the key.
    pub row_pt: f64,
}

impl<'a, 'b> Pen<'a, 'b> {
    pub fn new(set: &'a Typesetter<'b>, width_pt: f64, name: &str) -> Self {
        let panel = PlacedPanel { name: name.to_owned(), ..PlacedPanel::default() };
        Self { set, width_pt, y: 0.0, panel, row_pt: key::ROW_PT }
    }

    /// From the side where reading begins: `start` points in, for something `width` wide.
    pub fn x(&self, start: f64, width: f64) -> f64 {
        if self.set.language.rtl { self.width_pt - start - width } else { start }
    }

    /// A line whose box is `leading` high, `start` points from the side where reading begins.
    pub fn line(&mut self, line: ShapedLine, start: f64, leading: f64) {
        let baseline = self.y + leading / 2.0 + (line.ascent_pt - line.descent_pt) / 2.0 * 0.92;
        let x = self.x(start, line.width_pt);
        self.panel.texts.push(PlacedLine::new(line, Point::new(x, baseline)));
        self.y += leading;
    }

    /// A text in one role, over as many lines as the panel's width needs.
    pub fn text(&mut self, role: TextRole, text: &str) {
        let leading = self.set.leading(role);
        for line in self.set.paragraph(&[(role, text)], self.width_pt) {
            self.line(line, 0.0, leading);
        }
    }

    /// A line that ends at the other side, on the line that begins at `y`.
    pub fn line_at_end(&mut self, line: ShapedLine, y: f64, leading: f64) {
        let start = self.width_pt - line.width_pt;
        let before = std::mem::replace(&mut self.y, y);
        self.line(line, start, leading);
        self.y = before;
    }

    /// The finished panel.
    pub fn finish(mut self) -> PlacedPanel {
        self.panel.rect = Rect::new(0.0, 0.0, self.width_pt, self.y);
        self.panel
    }
}
