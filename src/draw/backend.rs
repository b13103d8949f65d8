//! A Plotters backend that records into a display list.
//!
//! Plotters speaks in whole pixels and clamps what lies outside its area on to the edge. So a pixel here is 1/64 pt,
//! and the area reaches `GUARD_PAGES` pages beyond the page on every side: a coordinate on that far edge can only be a point that
//! has no place on the map, and breaks a path. Plotters' default stroke width of 1 would be 1/64 pt:
//! set widths and text sizes explicitly, in [`UNITS_PER_PT`].

use super::paths;
use crate::color::Color;
use crate::scene::{Cap, Fill, FillRule, Image, Item, Join, Paint, Path, Placement, Stroke, Text};
use crate::text::{Direction, FontWeight, Fonts, TextError, TextStyle};
use kurbo::{Affine, BezPath, Circle, Point, Rect, Shape, Vec2};
use plotters_backend::text_anchor::{HPos, VPos};
use plotters_backend::{
    BackendColor, BackendCoord, BackendStyle, BackendTextStyle, DrawingBackend, DrawingErrorKind, FontTransform,
};
use std::cell::RefCell;
use std::rc::Rc;

/// Plotters' pixels in a point.
pub const UNITS_PER_PT: f64 = 64.0;
/// Pages between the page's edge and the area's.
const GUARD_PAGES: f64 = 8.0;

/// What was drawn.
pub type Recording = Rc<RefCell<Vec<Item>>>;

/// Drawing that failed.
#[derive(Debug, thiserror::Error)]
pub enum BackendError {
    /// Text that no font can set.
    #[error(transparent)]
    Text(#[from] TextError),
}

/// Records what Plotters draws.
pub struct RecordingBackend<'f> {
    width_pt: f64,
    height_pt: f64,
    fonts: &'f Fonts,
    items: Recording,
}

impl<'f> RecordingBackend<'f> {
    /// A page of this size; the second value is what will be recorded.
    pub fn new(width_pt: f64, height_pt: f64, fonts: &'f Fonts) -> (Self, Recording) {
        let items = Recording::default();
        (Self { width_pt, height_pt, fonts, items: Rc::clone(&items) }, items)
    }

    /// A point of the page in Plotters' pixels.
    pub fn to_backend(width_pt: f64, height_pt: f64, p: Point) -> BackendCoord {
        let unit = |v: f64, page: f64| libm::round((v + GUARD_PAGES * page) * UNITS_PER_PT) as i32;
        (unit(p.x, width_pt), unit(p.y, height_pt))
    }

    fn page_point(&self, c: BackendCoord) -> Point {
        let point = |v: i32, page: f64| f64::from(v) / UNITS_PER_PT - GUARD_PAGES * page;
        Point::new(point(c.0, self.width_pt), point(c.1, self.height_pt))
    }

    /// Does the coordinate lie on the guard band's far edge?
    fn is_nowhere(&self, c: BackendCoord) -> bool {
        let (w, h) = self.get_size();
        c.0 <= 0 || c.1 <= 0 || c.0 >= w as i32 - 1 || c.1 >= h as i32 - 1
    }

    /// Records a finished item.
    pub fn record(&mut self, mut item: Item) {
        paths::round_item(&mut item);
        self.items.borrow_mut().push(item);
    }

    fn path(&mut self, outline: BezPath, fill: Option<Color>, stroke: Option<(Color, f64)>) {
        self.record(Item::Path(Path {
            outline,
            fill: fill.map(|c| Fill { paint: Paint::Solid(c), rule: FillRule::EvenOdd }),
            stroke: stroke.map(|(c, width_pt)| Stroke {
                paint: Paint::Solid(c),
                width_pt,
                dash_pt: Vec::new(),
                cap: Cap::Round,
                join: Join::Round,
            }),
        }));
    }

    /// Fills or strokes a shape in a style of Plotters.
    fn shape<S: BackendStyle>(&mut self, outline: BezPath, style: &S, fill: bool) {
        let color = color(style.color());
        let width = f64::from(style.stroke_width()) / UNITS_PER_PT;
        if fill { self.path(outline, Some(color), None) } else { self.path(outline, None, Some((color, width))) }
    }
}

fn color(c: BackendColor) -> Color {
    Color { r: c.rgb.0, g: c.rgb.1, b: c.rgb.2, a: 255 }.with_opacity(c.alpha)
}

type Drawn = Result<(), DrawingErrorKind<BackendError>>;

impl DrawingBackend for RecordingBackend<'_> {
    type ErrorType = BackendError;

    fn get_size(&self) -> (u32, u32) {
        let size = |v: f64| libm::ceil(v * (1.0 + 2.0 * GUARD_PAGES) * UNITS_PER_PT) as u32;
        (size(self.width_pt), size(self.height_pt))
    }

    fn ensure_prepared(&mut self) -> Drawn {
        Ok(())
    }

    fn present(&mut self) -> Drawn {
        Ok(())
    }

    fn draw_pixel(&mut self, at: BackendCoord, c: BackendColor) -> Drawn {
        if !self.is_nowhere(at) {
            let rect = Rect::from_origin_size(self.page_point(at), (1.0 / UNITS_PER_PT, 1.0 / UNITS_PER_PT));
            self.path(rect.to_path(0.1), Some(color(c)), None);
        }
        Ok(())
    }

    fn draw_line<S: BackendStyle>(&mut self, from: BackendCoord, to: BackendCoord, style: &S) -> Drawn {
        self.draw_path([from, to], style)
    }

    fn draw_rect<S: BackendStyle>(&mut self, a: BackendCoord, b: BackendCoord, style: &S, fill: bool) -> Drawn {
        let rect = Rect::from_points(self.page_point(a), self.page_point(b));
        self.shape(rect.to_path(0.1), style, fill);
        Ok(())
    }

    fn draw_path<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(&mut self, path: I, style: &S) -> Drawn {
        let mut outline = BezPath::new();
        let mut open = false;
        for c in path {
            if self.is_nowhere(c) {
                open = false;
            } else if open {
                outline.line_to(self.page_point(c));
            } else {
                outline.move_to(self.page_point(c));
                open = true;
            }
        }
        if outline.elements().len() > 1 {
            self.shape(outline, style, false);
        }
        Ok(())
    }

    fn draw_circle<S: BackendStyle>(&mut self, center: BackendCoord, radius: u32, style: &S, fill: bool) -> Drawn {
        if !self.is_nowhere(center) {
            let circle = Circle::new(self.page_point(center), f64::from(radius) / UNITS_PER_PT);
            self.shape(circle.to_path(0.01), style, fill);
        }
        Ok(())
    }

    fn fill_polygon<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(&mut self, ring: I, style: &S) -> Drawn {
        let points: Vec<Point> =
            ring.into_iter().filter(|c| !self.is_nowhere(*c)).map(|c| self.page_point(c)).collect();
        if points.len() > 2 {
            self.shape(paths::ring(&points), style, true);
        }
        Ok(())
    }

    fn draw_text<T: BackendTextStyle>(&mut self, text: &str, style: &T, at: BackendCoord) -> Drawn {
        if self.is_nowhere(at) {
            return Ok(());
        }
        let line = self.fonts.line(text, text_style(style), Direction::Auto).map_err(drawing_error)?;
        let anchor = style.anchor();
        let x = match anchor.h_pos {
            HPos::Left => 0.0,
            HPos::Center => -line.width_pt / 2.0,
            HPos::Right => -line.width_pt,
        };
        let y = match anchor.v_pos {
            VPos::Top => line.ascent_pt,
            VPos::Center => (line.ascent_pt - line.descent_pt) / 2.0,
            VPos::Bottom => -line.descent_pt,
        };
        let turn = match style.transform() {
            FontTransform::None => 0.0,
            FontTransform::Rotate90 => std::f64::consts::FRAC_PI_2,
            FontTransform::Rotate180 => std::f64::consts::PI,
            FontTransform::Rotate270 => -std::f64::consts::FRAC_PI_2,
        };
        let (sin, cos) = libm::sincos(turn);
        let p = self.page_point(at);
        let placement = Affine::new([cos, sin, -sin, cos, p.x, p.y]) * Affine::translate(Vec2::new(x, y));
        self.record(Item::Text(Text { line, placement: Placement::Straight(placement), halo: None }));
        Ok(())
    }

    fn estimate_text_size<T: BackendTextStyle>(
        &self,
        text: &str,
        style: &T,
    ) -> Result<(u32, u32), DrawingErrorKind<BackendError>> {
        let line = self.fonts.line(text, text_style(style), Direction::Auto).map_err(drawing_error)?;
        let unit = |v: f64| libm::ceil(v * UNITS_PER_PT) as u32;
        Ok((unit(line.width_pt), unit(line.ascent_pt + line.descent_pt)))
    }

    fn blit_bitmap(&mut self, at: BackendCoord, (width_px, height_px): (u32, u32), rgb: &[u8]) -> Drawn {
        let rgba = rgb.chunks_exact(3).flat_map(|p| [p[0], p[1], p[2], 255]).collect();
        let size = (f64::from(width_px) / UNITS_PER_PT, f64::from(height_px) / UNITS_PER_PT);
        let rect = Rect::from_origin_size(self.page_point(at), size);
        self.record(Item::Image(Image { rgba, width_px, height_px, rect, alt: String::new() }));
        Ok(())
    }
}

fn drawing_error(fault: TextError) -> DrawingErrorKind<BackendError> {
    DrawingErrorKind::DrawingError(fault.into())
}

fn text_style<T: BackendTextStyle>(style: &T) -> TextStyle {
    let base = TextStyle::new(style.size() / UNITS_PER_PT, color(style.color()));
    match style.style() {
        plotters_backend::FontStyle::Bold => base.weight(FontWeight::Bold),
        plotters_backend::FontStyle::Italic | plotters_backend::FontStyle::Oblique => base.italic(),
        plotters_backend::FontStyle::Normal => base,
    }
}
