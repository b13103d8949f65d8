//! SVG by our own writer: named groups as layers, clip paths, gradients, real text, titles and descriptions.
//!
//! Nothing outside the file is referred to; text from data can't become markup. Coordinates have two decimals.

use super::ExportError;
use super::svg_circle::circle_of;
pub use super::svg_path::number;
use super::svg_shapes::{Drawn, Shapes, data_of, data_of_clip, together};
pub use super::svg_text::SvgText;
use super::svg_text::{self, TextWriter};
use crate::color::Color;
use crate::scene::{Cap, FillRule, Group, Image, Item, Join, Paint, Path, Scene, Stroke};
use crate::text::Fonts;
use base64::Engine;

/// Writes a scene.
///
/// # Errors
/// A font that can't be embedded.
pub fn encode(scene: &Scene, fonts: &Fonts, text: SvgText) -> Result<String, ExportError> {
    let mut writer = Writer {
        body: String::new(),
        defs: String::new(),
        shapes: Shapes::of(&scene.items),
        gradients: 0,
        texts: TextWriter::new(fonts, text),
    };
    writer.items(&scene.items)?;
    let faces = if text == SvgText::Embed { svg_text::font_faces(&scene.items, fonts)? } else { String::new() };
    let css = faces + &writer.texts.css();
    if !css.is_empty() {
        writer.defs.insert_str(0, &format!("<style>\n{css}</style>\n"));
    }
    let (w, h) = (number(scene.width_pt), number(scene.height_pt));
    Ok(format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<svg xmlns=\"http://www.w3.org/2000/svg\" \
         xmlns:xlink=\"http://www.w3.org/1999/xlink\" \
         xmlns:inkscape=\"http://www.inkscape.org/namespaces/inkscape\" stroke-linejoin=\"round\" width=\"{w}pt\" height=\"{h}pt\" \
         viewBox=\"0 0 {w} {h}\" role=\"img\" xml:lang=\"{}\" aria-labelledby=\"figure-title figure-description\">\n\
         <title id=\"figure-title\">{}</title>\n<desc id=\"figure-description\">{}</desc>\n{}<defs>\n{}</defs>\n{}</svg>\n",
        escape(&scene.lang),
        escape(&scene.title),
        escape(&scene.description),
        scene.provenance.as_deref().map(metadata).unwrap_or_default(),
        writer.defs,
        writer.body
    ))
}

/// What the figure was made of.
fn metadata(provenance: &str) -> String {
    format!("<metadata id=\"provenance\">{}</metadata>\n", escape(provenance).replace("&quot;", "\""))
}

/// Text as XML text or attribute; characters that XML can't hold are left out.
pub fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\u{0}'..='\u{8}' | '\u{b}' | '\u{c}' | '\u{e}'..='\u{1f}' | '\u{7f}' | '\u{fffe}' | '\u{ffff}' => {}
            c => out.push(c),
        }
    }
    out
}

struct Writer<'f> {
    texts: TextWriter<'f>,
    body: String,
    defs: String,
    shapes: Shapes,
    gradients: usize,
}

impl Writer<'_> {
    fn items(&mut self, items: &[Item]) -> Result<(), ExportError> {
        together(items).iter().try_for_each(|item| self.item(item))
    }

    fn item(&mut self, item: &Item) -> Result<(), ExportError> {
        match item {
            Item::Group(group) => self.group(group)?,
            Item::Path(path) => self.path(path),
            Item::Text(text) => self.texts.write(&mut self.body, text),
            Item::Image(image) => self.image(image)?,
        }
        Ok(())
    }

    fn group(&mut self, group: &Group) -> Result<(), ExportError> {
        let id = escape(&group.id);
        let mut attributes = format!(" id=\"{id}\"");
        if let Some(label) = &group.layer_label {
            attributes.push_str(&format!(" inkscape:groupmode=\"layer\" inkscape:label=\"{}\"", escape(label)));
        }
        if let Some(clip) = &group.clip {
            let element = self.element(data_of_clip(clip), "");
            self.defs.push_str(&format!("<clipPath id=\"clip-{id}\">{element}</clipPath>\n"));
            attributes.push_str(&format!(" clip-path=\"url(#clip-{id})\""));
        }
        self.body.push_str(&format!("<g{attributes}>\n"));
        if let Some(title) = &group.title {
            self.body.push_str(&format!("<title>{}</title>\n", escape(title)));
        }
        if let Some(description) = &group.description {
            self.body.push_str(&format!("<desc>{}</desc>\n", escape(description)));
        }
        self.items(&group.items)?;
        self.body.push_str("</g>\n");
        Ok(())
    }

    /// A colour or a reference to a gradient, with its opacity.
    fn paint(&mut self, property: &str, paint: &Paint) -> String {
        let solid = |c: &Color| {
            let opacity = if c.a == 255 { String::new() } else { format!(" {property}-opacity=\"{}\"", opacity(*c)) };
            format!(" {property}=\"{}\"{opacity}", c.hex())
        };
        let (element, geometry, stops) = match paint {
            Paint::Solid(color) => return solid(color),
            Paint::Linear { start, end, stops } => {
                let [x1, y1, x2, y2] = [start.x, start.y, end.x, end.y].map(number);
                ("linearGradient", format!("x1=\"{x1}\" y1=\"{y1}\" x2=\"{x2}\" y2=\"{y2}\""), stops)
            }
            Paint::Radial { center, radius_pt, stops } => {
                let [cx, cy, r] = [center.x, center.y, *radius_pt].map(number);
                ("radialGradient", format!("cx=\"{cx}\" cy=\"{cy}\" r=\"{r}\""), stops)
            }
        };
        self.gradients += 1;
        let id = self.gradients;
        let stops: String = stops
            .iter()
            .map(|(at, c)| {
                format!(
                    "<stop offset=\"{}\" stop-color=\"{}\" stop-opacity=\"{}\"/>",
                    number(*at),
                    c.hex(),
                    opacity(*c)
                )
            })
            .collect();
        self.defs.push_str(&format!(
            "<{element} id=\"gradient-{id}\" gradientUnits=\"userSpaceOnUse\" {geometry}>{stops}</{element}>\n"
        ));
        format!(" {property}=\"url(#gradient-{id})\"")
    }

    fn path(&mut self, path: &Path) {
        let mut attributes = match &path.fill {
            Some(fill) => {
                let rule = if fill.rule == FillRule::EvenOdd { " fill-rule=\"evenodd\"" } else { "" };
                format!("{}{rule}", self.paint("fill", &fill.paint))
            }
            None => " fill=\"none\"".to_owned(),
        };
        if let Some(stroke) = &path.stroke {
            attributes.push_str(&self.stroke(stroke));
        }
        let element = match circle_of(&path.outline) {
            Some((middle, radius)) => {
                let [x, y, r] = [middle.x, middle.y, radius].map(number);
                format!("<circle{attributes} cx=\"{x}\" cy=\"{y}\" r=\"{r}\"/>")
            }
            None => self.element(data_of(path), &attributes),
        };
        self.body.push_str(&element);
        self.body.push('\n');
    }

    /// A path, or a reference to one that is used elsewhere too.
    fn element(&mut self, data: String, attributes: &str) -> String {
        match self.shapes.drawn(data) {
            Drawn::Data(data) => format!("<path{attributes} d=\"{data}\"/>"),
            Drawn::Shape { number, first } => {
                if let Some(data) = first {
                    self.defs.push_str(&format!("<path id=\"shape-{number}\" d=\"{data}\"/>\n"));
                }
                format!("<use{attributes} xlink:href=\"#shape-{number}\"/>")
            }
        }
    }

    fn stroke(&mut self, stroke: &Stroke) -> String {
        let mut attributes =
            format!("{} stroke-width=\"{}\"", self.paint("stroke", &stroke.paint), number(stroke.width_pt));
        attributes.push_str(match stroke.cap {
            Cap::Butt => "",
            Cap::Round => " stroke-linecap=\"round\"",
            Cap::Square => " stroke-linecap=\"square\"",
        });
        // Round is what the drawing has as a whole.
        attributes.push_str(match stroke.join {
            Join::Miter => " stroke-linejoin=\"miter\"",
            Join::Round => "",
            Join::Bevel => " stroke-linejoin=\"bevel\"",
        });
        if stroke.dash_pt.iter().any(|d| *d > 0.0) {
            let dashes: Vec<String> = stroke.dash_pt.iter().map(|d| number(*d)).collect();
            attributes.push_str(&format!(" stroke-dasharray=\"{}\"", dashes.join(" ")));
        }
        attributes
    }

    fn image(&mut self, image: &Image) -> Result<(), ExportError> {
        let mut bytes = Vec::new();
        let mut encoder = ::png::Encoder::new(&mut bytes, image.width_px, image.height_px);
        encoder.set_color(::png::ColorType::Rgba);
        encoder.set_depth(::png::BitDepth::Eight);
        encoder.set_compression(::png::Compression::Balanced);
        encoder.set_filter(::png::Filter::Adaptive);
        let mut writer = encoder.write_header()?;
        writer.write_image_data(&image.rgba)?;
        writer.finish()?;
        let encoded = base64::engine::general_purpose::STANDARD.encode(bytes);
        let r = image.rect;
        let [x, y, w, h] = [r.x0, r.y0, r.width(), r.height()].map(number);
        self.body.push_str(&format!(
            "<image x=\"{x}\" y=\"{y}\" width=\"{w}\" height=\"{h}\" preserveAspectRatio=\"none\" aria-label=\"{}\" \
             xlink:href=\"data:image/png;base64,{encoded}\"/>\n",
            escape(&image.alt)
        ));
        Ok(())
    }
}

/// An opacity with three decimals.
fn opacity(c: Color) -> String {
    let text = format!("{:.3}", c.opacity());
    let text = text.trim_end_matches('0').trim_end_matches('.');
    text.strip_prefix('0').filter(|t| !t.is_empty()).unwrap_or(text).to_owned()
}
