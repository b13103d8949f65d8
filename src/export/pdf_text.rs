//! Text in PDF: glyphs of embedded subsets with the characters that each stands for, so that it is found and copied.
//!
//! A run is written in one piece at its left end, from right to left too: viewers put Arabic in logical order by themselves
//! (and mangle it where an `ActualText` tells them what they know). The characters of such a run stand in the order of the page, so that
//! the several that one ligature stands for come out in order. Letters along a curve are set one by one under one
//! `ActualText`. Arabic along a curve is drawn as outlines, which no viewer can search: the same letters stand under them, straight
//! and clear, as under a scanned page.

use super::{ExportError, glyph_outlines, pdf_paint};
use crate::color::Color;
use crate::scene::{Cap, Join, Paint, Placement, Stroke, Text};
use crate::text::{Baseline, FaceId, Fonts, GlyphRun, bent_letters, bent_point, letters_stand_alone};
use krilla::geom::{Point, Transform};
use krilla::surface::Surface;
use krilla::text::{Font, GlyphId, KrillaGlyph};
use kurbo::Affine;
use std::collections::BTreeMap;
use std::ops::Range;

/// Draws the halo of a text: a line around its outlines.
pub fn halo(surface: &mut Surface, text: &Text, fonts: &Fonts) {
    let Some((color, width_pt)) = text.halo else { return };
    let (paint, cap, join) = (Paint::Solid(color), Cap::Round, Join::Round);
    let stroke = Stroke { paint, width_pt: 2.0 * width_pt, dash_pt: Vec::new(), cap, join };
    for outline in glyph_outlines(text, fonts).filter_map(|(_, outline)| pdf_paint::path(&outline)) {
        pdf_paint::stroke(surface, &outline, &stroke);
    }
}

/// Sets runs, and keeps the fonts that it has read.
pub struct Typesetter<'f> {
    fonts: &'f Fonts,
    read: BTreeMap<FaceId, Font>,
}

impl<'f> Typesetter<'f> {
    /// With no font read yet.
    pub fn new(fonts: &'f Fonts) -> Self {
        Self { fonts, read: BTreeMap::new() }
    }

    fn font(&mut self, face: FaceId) -> Result<Font, ExportError> {
        if let Some(font) = self.read.get(&face) {
            return Ok(font.clone());
        }
        let font = Font::new(self.fonts.bytes(face).to_vec().into(), 0).ok_or_else(|| ExportError::Pdf {
            reason: format!("the font “{}” can’t be embedded", self.fonts.description(face).family),
        })?;
        self.read.insert(face, font.clone());
        Ok(font)
    }

    /// Sets a run where it stands.
    pub fn run(&mut self, surface: &mut Surface, run: &GlyphRun, placement: &Placement) -> Result<(), ExportError> {
        let font = self.font(run.face)?;
        match placement {
            Placement::Straight(affine) => straight(surface, run, *affine, run.style.color, &font),
            Placement::Along(curve) if letters_stand_alone(run) => along(surface, run, curve, &font),
            Placement::Along(curve) => {
                straight(surface, run, chord(run, curve), run.style.color.with_opacity(0.0), &font);
                if let Some(outline) = pdf_paint::path(&self.fonts.bent_run(run, curve)) {
                    pdf_paint::set_text_color(surface, run.style.color);
                    surface.draw_path(&outline);
                }
            }
        }
        Ok(())
    }
}

/// Glyphs of a run, or of a part of it, from the first one's origin.
fn glyphs(run: &GlyphRun, part: Range<usize>, end_pt: f64) -> Vec<KrillaGlyph> {
    let size = run.style.size_pt;
    part.clone()
        .map(|i| {
            let glyph = run.glyphs[i];
            let next_pt = if i + 1 < part.end { run.glyphs[i + 1].x_pt } else { end_pt };
            KrillaGlyph {
                glyph_id: GlyphId::new(glyph.id),
                text_range: run.characters[i].clone(),
                x_advance: ((next_pt - glyph.x_pt) / size) as f32,
                x_offset: 0.0,
                y_offset: (-glyph.y_pt / size) as f32,
                y_advance: 0.0,
                location: None,
            }
        })
        .collect()
}

fn straight(surface: &mut Surface, run: &GlyphRun, placement: Affine, color: Color, font: &Font) {
    let Some(first) = run.glyphs.first() else { return };
    let mut glyphs = glyphs(run, 0..run.glyphs.len(), run.x_pt + run.advance_pt);
    // Viewers read from left to right and turn the characters of right-to-left text around, those of a ligature too.
    let turned: Option<String> = run.rtl.then(|| run.text.chars().rev().collect());
    if turned.is_some() {
        let length = run.text.len();
        glyphs.iter_mut().for_each(|g| g.text_range = length - g.text_range.end..length - g.text_range.start);
    }
    let text = turned.as_deref().unwrap_or(&run.text);
    pdf_paint::set_text_color(surface, color);
    placed(surface, placement * Affine::translate((first.x_pt, 0.0)), |surface, at| {
        surface.draw_glyphs(at, &glyphs, font.clone(), text, run.style.size_pt as f32, false);
    });
}

/// Letters that stand alone, each turned.
fn along(surface: &mut Surface, run: &GlyphRun, curve: &Baseline, font: &Font) {
    pdf_paint::set_text_color(surface, run.style.color);
    for letter in bent_letters(run, curve) {
        let last = run.glyphs[letter.glyphs.end - 1];
        let first = run.glyphs[letter.glyphs.start];
        let mut part = glyphs(run, letter.glyphs.clone(), last.x_pt);
        // The placement already has the first glyph's height.
        part.iter_mut().for_each(|g| g.y_offset += (first.y_pt / run.style.size_pt) as f32);
        placed(surface, letter.placement, |surface, at| {
            surface.draw_glyphs(at, &part, font.clone(), &run.text, run.style.size_pt as f32, false);
        });
    }
}

/// The straight line from a bent run's left end to its right one, as long as the run is.
fn chord(run: &GlyphRun, curve: &Baseline) -> Affine {
    let [start, end] = [run.x_pt, run.x_pt + run.advance_pt].map(|x| bent_point(curve, kurbo::Point::new(x, 0.0)));
    let along = end - start;
    let angle = libm::atan2(along.y, along.x);
    let (sin, cos) = libm::sincos(angle);
    Affine::new([cos, sin, -sin, cos, start.x, start.y]) * Affine::translate((-run.x_pt, 0.0))
}

/// Draws with the origin where a placement says; without a matrix where nothing is turned.
fn placed(surface: &mut Surface, placement: Affine, draw: impl FnOnce(&mut Surface, Point)) {
    let [a, b, c, d, x, y] = placement.as_coeffs().map(|v| v as f32);
    if (a, b, c, d) == (1.0, 0.0, 0.0, 1.0) {
        draw(surface, Point::from_xy(x, y));
    } else {
        surface.push_transform(&Transform::from_row(a, b, c, d, x, y));
        draw(surface, Point::from_xy(0.0, 0.0));
        surface.pop();
    }
}
