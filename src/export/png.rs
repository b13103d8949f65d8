//! PNG: the scene painted by `vello_cpu` on white paper, encoded by `png`.
//!
//! The SIMD level is pinned to the processor family's baseline, and one thread paints, so that the bytes don't depend on
//! the machine. Text is painted as outlines.

use super::{ExportError, glyph_outlines, png_file};
use crate::color::Color;
use crate::limits::{Limit, PIXELS_A_SIDE};
use crate::scene::{Cap, Fill, FillRule, Group, Image, Item, Join, Paint, Path, Scene, Stroke, Text};
use crate::text::Fonts;
use kurbo::{Affine, BezPath, Rect};
use std::sync::Arc;
use vello_cpu::color::{AlphaColor, Srgb};
use vello_cpu::peniko::{self, Extend, Gradient, ImageQuality, ImageSampler};
use vello_cpu::{ImageSource, Level, PixelMetadata, Pixmap, RenderContext, RenderSettings, Resources};

/// How hard the encoder tries; the pixels are the same.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, clap::ValueEnum)]
pub enum PngEffort {
    /// For previews.
    Fast,
    /// For release files.
    #[default]
    Balanced,
    /// The smallest of several attempts.
    Best,
}

/// Paints a scene at a resolution and encodes it: eight bits, with pHYs, sRGB, title and description; a palette where 256 colours are enough,
/// else RGB.
///
/// # Errors
/// A picture of more than 30,000 pixels a side, or of more pixels than are allowed; the encoder's own.
pub fn encode(scene: &Scene, fonts: &Fonts, dpi: f64, effort: PngEffort) -> Result<Vec<u8>, ExportError> {
    let (width, height, rgb) = paint(scene, fonts, dpi)?;
    let provenance = scene.provenance.as_deref().unwrap_or_default();
    let texts =
        [("Title", scene.title.as_str()), ("Description", scene.description.as_str()), ("Provenance", provenance)];
    png_file::encode(width.into(), height.into(), &rgb, dpi, &texts, effort)
}

/// Width, height and RGB pixels of a scene at a resolution.
///
/// # Errors
/// A picture of more than 30,000 pixels a side, or of more pixels than are allowed.
pub fn paint(scene: &Scene, fonts: &Fonts, dpi: f64) -> Result<(u16, u16, Vec<u8>), ExportError> {
    let scale = dpi / 72.0;
    let (width_px, height_px) = (libm::round(scene.width_pt * scale), libm::round(scene.height_pt * scale));
    let sides = 1.0..=PIXELS_A_SIDE;
    if !sides.contains(&width_px) || !sides.contains(&height_px) {
        return Err(ExportError::TooLarge { width_px, height_px });
    }
    let held = Limit::Pixels.hold((width_px * height_px) as u64);
    held.map_err(|exceeded| ExportError::TooManyPixels { width_px, height_px, exceeded })?;
    let (width, height) = (width_px as u16, height_px as u16);
    let settings = RenderSettings { level: level(), num_threads: 0 };
    let context = RenderContext::new_with(width, height, settings);
    let mut painter = Painter { context, fonts, scale: Affine::scale(scale) };
    painter.context.set_transform(painter.scale);
    let page = Rect::new(0.0, 0.0, scene.width_pt, scene.height_pt);
    painter.set_paint(&Paint::Solid(scene.paper.unwrap_or(Color::rgb(0xFFFFFF))));
    painter.context.fill_rect(&page.inflate(1.0, 1.0));
    painter.items(&scene.items);
    painter.context.flush();
    let mut pixmap = Pixmap::new(width, height);
    painter.context.render(&mut pixmap, &mut Resources::new());
    // The paper is opaque, so every pixel is.
    let mut rgb = vec![0; 3 * pixmap.data().len()];
    rgb.chunks_exact_mut(3).zip(pixmap.data()).for_each(|(to, p)| to.copy_from_slice(&[p.r, p.g, p.b]));
    Ok((width, height, rgb))
}

/// The instructions that pixels are computed with: those without fused multiplication and addition, which rounds once where others round twice. On x86-64
/// that is its baseline; elsewhere it is plain code, for the baseline of aarch64 fuses, and relief would differ in its last bit.
#[cfg(target_arch = "x86_64")]
fn level() -> Level {
    Level::baseline()
}

#[cfg(not(target_arch = "x86_64"))]
fn level() -> Level {
    Level::fallback()
}

struct Painter<'f> {
    context: RenderContext,
    fonts: &'f Fonts,
    scale: Affine,
}

fn vello_color(c: Color) -> AlphaColor<Srgb> {
    AlphaColor::from_rgba8(c.r, c.g, c.b, c.a)
}

impl Painter<'_> {
    fn items(&mut self, items: &[Item]) {
        for item in items {
            match item {
                Item::Group(group) => self.group(group),
                Item::Path(path) => self.path(path),
                Item::Text(text) => self.text(text),
                Item::Image(image) => self.image(image),
            }
        }
    }

    fn group(&mut self, group: &Group) {
        match &group.clip {
            Some(clip) => {
                self.context.set_fill_rule(peniko::Fill::NonZero);
                self.context.push_clip_path(clip);
                self.items(&group.items);
                self.context.pop_clip();
            }
            None => self.items(&group.items),
        }
    }

    fn set_paint(&mut self, paint: &Paint) {
        let stops = |stops: &[(f64, Color)]| -> Vec<(f32, AlphaColor<Srgb>)> {
            stops.iter().map(|(at, c)| (*at as f32, vello_color(*c))).collect()
        };
        match paint {
            Paint::Solid(color) => self.context.set_paint(vello_color(*color)),
            Paint::Linear { start, end, stops: list } => {
                let gradient = Gradient::new_linear(*start, *end).with_extend(Extend::Pad).with_stops(&stops(list)[..]);
                self.context.set_paint(gradient);
            }
            Paint::Radial { center, radius_pt, stops: list } => {
                let gradient = Gradient::new_radial(*center, *radius_pt as f32)
                    .with_extend(Extend::Pad)
                    .with_stops(&stops(list)[..]);
                self.context.set_paint(gradient);
            }
        }
    }

    fn fill(&mut self, outline: &BezPath, fill: &Fill) {
        self.set_paint(&fill.paint);
        self.context.set_fill_rule(match fill.rule {
            FillRule::NonZero => peniko::Fill::NonZero,
            FillRule::EvenOdd => peniko::Fill::EvenOdd,
        });
        self.context.fill_path(outline);
    }

    fn stroke(&mut self, outline: &BezPath, stroke: &Stroke) {
        let cap = match stroke.cap {
            Cap::Butt => kurbo::Cap::Butt,
            Cap::Round => kurbo::Cap::Round,
            Cap::Square => kurbo::Cap::Square,
        };
        let join = match stroke.join {
            Join::Miter => kurbo::Join::Miter,
            Join::Round => kurbo::Join::Round,
            Join::Bevel => kurbo::Join::Bevel,
        };
        let mut style = kurbo::Stroke::new(stroke.width_pt).with_caps(cap).with_join(join).with_miter_limit(4.0);
        if stroke.dash_pt.iter().any(|d| *d > 0.0) {
            style = style.with_dashes(0.0, stroke.dash_pt.iter().copied());
        }
        self.set_paint(&stroke.paint);
        self.context.set_stroke(style);
        self.context.stroke_path(outline);
    }

    fn path(&mut self, path: &Path) {
        if let Some(fill) = &path.fill {
            self.fill(&path.outline, fill);
        }
        if let Some(stroke) = &path.stroke {
            self.stroke(&path.outline, stroke);
        }
    }

    fn text(&mut self, text: &Text) {
        let runs: Vec<(Color, BezPath)> = glyph_outlines(text, self.fonts).collect();
        if let Some((color, width_pt)) = text.halo {
            let stroke = Stroke {
                paint: Paint::Solid(color),
                width_pt: 2.0 * width_pt,
                dash_pt: Vec::new(),
                cap: Cap::Round,
                join: Join::Round,
            };
            runs.iter().for_each(|(_, outline)| self.stroke(outline, &stroke));
        }
        for (color, outline) in &runs {
            self.fill(outline, &Fill { paint: Paint::Solid(*color), rule: FillRule::NonZero });
        }
    }

    fn image(&mut self, image: &Image) {
        let (Ok(w), Ok(h)) = (u16::try_from(image.width_px), u16::try_from(image.height_px)) else { return };
        if image.rgba.len() != 4 * usize::from(w) * usize::from(h) || w == 0 || h == 0 {
            return;
        }
        let metadata = PixelMetadata { may_have_transparency: true, alpha_type: peniko::ImageAlphaType::Alpha };
        // The library wants a capacity of whole pixels.
        let pixels = image.rgba.clone().into_boxed_slice().into_vec();
        let pixmap = Pixmap::from_parts(pixels, w, h, metadata);
        let sampler =
            ImageSampler { x_extend: Extend::Pad, y_extend: Extend::Pad, quality: ImageQuality::Medium, alpha: 1.0 };
        self.context.set_paint(vello_cpu::Image { image: ImageSource::Pixmap(Arc::new(pixmap)), sampler });
        let to_rect = Affine::translate(image.rect.origin().to_vec2())
            * Affine::scale_non_uniform(image.rect.width() / f64::from(w), image.rect.height() / f64::from(h));
        self.context.set_paint_transform(to_rect);
        self.context.fill_rect(&image.rect);
        self.context.reset_paint_transform();
    }
}
