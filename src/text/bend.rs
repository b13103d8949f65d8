//! A shaped line of text bent along a [`Baseline`].
//!
//! Letters that stand alone (Latin, Greek, Cyrillic, Chinese …) are turned whole, each at its own middle: a bent letter
//! looks wrong. Letters that join (Arabic above all) are shaped first and then bent as outlines: every point of an outline goes
//! from (x along the baseline, y below it) to the curve's point at length x and y along its normal there. The map is continuous and
//! the same for all glyphs, so what joins on the straight line joins on the curve. Segments are cut to pieces of at most
//! [`PIECE_PT`], each set as a parabola through its ends and its middle, so that long strokes follow the curve.
//! Limits: glyphs that reach farther below the line than the curve's radius would fold; the layout keeps radii far greater.

use super::baseline::Baseline;
use super::fonts::Fonts;
use super::shape::{GlyphRun, ShapedLine};
use crate::color::Color;
use kurbo::{Affine, BezPath, ParamCurve, PathSeg, Point, Vec2};

/// Greatest extent along the line of a piece of an outline that is bent as one.
pub const PIECE_PT: f64 = 1.5;

/// A letter that stands alone on a curve.
#[derive(Debug, Clone, PartialEq)]
pub struct BentLetter<'l> {
    /// Its characters: one, or those that are set as one.
    pub text: &'l str,
    /// From the glyph's own origin to the page.
    pub placement: Affine,
    /// Which glyphs of the run, as a range.
    pub glyphs: std::ops::Range<usize>,
}

/// Are the letters of a run set one by one?
pub fn letters_stand_alone(run: &GlyphRun) -> bool {
    let alone = |c: char| matches!(u32::from(c), 0..=0x058f | 0x1e00..=0x20ff | 0x2100..=0x2bff | 0x2c60..=0x2dff | 0x2e80..=0xa4cf | 0xac00..=0xd7ff | 0xff00..=0xffef);
    !run.rtl && run.text.chars().filter(|c| c.is_alphabetic()).all(alone)
}

/// The letters of a run that stand alone, each turned at its middle; blanks are left out.
pub fn bent_letters<'l>(run: &'l GlyphRun, curve: &Baseline) -> Vec<BentLetter<'l>> {
    let spacing = run.style.letter_spacing_pt;
    let drawn = run.clusters.iter().filter(|c| !c.text.trim().is_empty());
    drawn
        .filter_map(|cluster| {
            let first = run.glyphs.get(cluster.glyphs.start)?;
            let middle = cluster.x_pt + (cluster.advance_pt - spacing) / 2.0;
            let placement = rigid(curve, middle) * Affine::translate((first.x_pt - middle, first.y_pt));
            Some(BentLetter { text: &cluster.text, placement, glyphs: cluster.glyphs.clone() })
        })
        .collect()
}

/// Turns the straight line about the point at `x_pt` of its baseline, and puts that point on the curve.
fn rigid(curve: &Baseline, x_pt: f64) -> Affine {
    let stand = curve.at(x_pt);
    let (along, down) = (stand.along, stand.down());
    Affine::new([along.x, along.y, down.x, down.y, stand.point.x, stand.point.y])
}

/// A point of the straight line on the curve.
pub fn bent_point(curve: &Baseline, p: Point) -> Point {
    let stand = curve.at(p.x);
    stand.point + stand.down() * p.y
}

/// An outline on the straight line, bent.
pub fn bent_outline(curve: &Baseline, outline: &BezPath) -> BezPath {
    let mut out = BezPath::new();
    let mut at: Option<Point> = None;
    for segment in outline.segments() {
        let start = segment.start();
        if at != Some(start) {
            if at.is_some() {
                out.close_path();
            }
            out.move_to(bent_point(curve, start));
        }
        bend_segment(curve, segment, &mut out);
        at = Some(segment.end());
    }
    if at.is_some() {
        out.close_path();
    }
    out
}

fn bend_segment(curve: &Baseline, segment: PathSeg, out: &mut BezPath) {
    use kurbo::ParamCurveExtrema;
    let reach = segment.bounding_box().width();
    let line = matches!(segment, PathSeg::Line(_));
    if line && reach < 0.05 {
        // A stroke across the baseline lies on one normal.
        out.line_to(bent_point(curve, segment.end()));
        return;
    }
    let pieces = (reach / PIECE_PT) as usize + 1;
    for i in 0..pieces {
        let t = |share: f64| (i as f64 + share) / pieces as f64;
        let [a, middle, b] = [0.0, 0.5, 1.0].map(|share| bent_point(curve, segment.eval(t(share))));
        // The parabola from a to b that goes through the middle.
        let control = middle + (middle - a.midpoint(b));
        out.quad_to(control, b);
    }
}

impl Fonts {
    /// Outlines of a line bent along a curve, run by run, with each run's colour.
    pub fn bent_outlines(&self, line: &ShapedLine, curve: &Baseline) -> Vec<(Color, BezPath)> {
        line.runs.iter().map(|run| (run.style.color, self.bent_run(run, curve))).collect()
    }

    /// The outline of a run bent along a curve.
    pub fn bent_run(&self, run: &GlyphRun, curve: &Baseline) -> BezPath {
        let mut all = BezPath::new();
        let outline = |i: usize| self.outline(run.face, run.glyphs[i].id, run.style.size_pt);
        if letters_stand_alone(run) {
            for letter in bent_letters(run, curve) {
                let first = run.glyphs[letter.glyphs.start];
                for i in letter.glyphs {
                    let apart = Vec2::new(run.glyphs[i].x_pt - first.x_pt, run.glyphs[i].y_pt - first.y_pt);
                    let mut glyph = outline(i);
                    glyph.apply_affine(letter.placement * Affine::translate(apart));
                    all.extend(glyph.elements().iter().copied());
                }
            }
        } else {
            for (i, glyph) in run.glyphs.iter().enumerate() {
                let mut straight = outline(i);
                straight.apply_affine(Affine::translate((glyph.x_pt, glyph.y_pt)));
                all.extend(bent_outline(curve, &straight).elements().iter().copied());
            }
        }
        all
    }
}

#[cfg(test)]
#[path = "bend_tests.rs"]
mod tests;
