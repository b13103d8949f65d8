//! Scenes without a map: text along curves, beside the same text straight.

use kurbo::{Affine, Point, Rect, Shape};
use sitmap::color::Color;
use sitmap::scene::{Fill, FillRule, Item, Paint, Path, Placement, Scene, Text};
use sitmap::text::{Baseline, Direction, FontWeight, Fonts, ShapedLine, TextStyle};

const INK: Color = Color::rgb(0x1F2328);
const PALE: Color = Color::rgb(0xF1DDB5);

fn line(text: &str, size_pt: f64, spacing_pt: f64, fonts: &Fonts) -> ShapedLine {
    let style = TextStyle::new(size_pt, INK).weight(FontWeight::Medium).spaced(spacing_pt);
    fonts.line(text, style, Direction::Auto).unwrap()
}

/// A bow about a middle: negative sagittas arch, positive ones dip; `inflected` makes it an S.
fn bow(middle: (f64, f64), half: f64, sagitta: f64, inflected: bool) -> Baseline {
    let points: Vec<Point> = (0..=30)
        .map(|i| {
            let t = f64::from(i) / 15.0 - 1.0;
            let v = if inflected { 2.6 * t * (1.0 - t * t) } else { 1.0 - t * t };
            Point::new(middle.0 + t * half, middle.1 + sagitta * (v - 0.5))
        })
        .collect();
    Baseline::through(&points).unwrap()
}

/// The line in the middle of a curve that is long enough for it.
fn along(line: ShapedLine, curve: &Baseline) -> Item {
    let from = (curve.length_pt() - line.width_pt) / 2.0;
    let part = curve.part(from, from + line.width_pt, 4.0).unwrap();
    Item::Text(Text { line, placement: Placement::Along(part), halo: Some((PALE, 1.2)) })
}

fn straight(line: ShapedLine, middle: (f64, f64)) -> Item {
    let at = Affine::translate((middle.0 - line.width_pt / 2.0, middle.1));
    Item::Text(Text { line, placement: Placement::Straight(at), halo: Some((PALE, 1.2)) })
}

fn paper(width_pt: f64, height_pt: f64) -> Item {
    let fill = Fill { paint: Paint::Solid(Color::rgb(0xFFFFFF)), rule: FillRule::NonZero };
    Item::Path(Path { outline: Rect::new(0.0, 0.0, width_pt, height_pt).to_path(0.1), fill: Some(fill), stroke: None })
}

/// The same words straight, arched, dipping and along an S: joined, in the right order, without gaps; a long stroke bends.
pub fn arabic_along_a_curve(fonts: &Fonts) -> Scene {
    let (width_pt, height_pt) = (356.0, 220.0);
    let mut items = vec![paper(width_pt, height_pt)];
    for (column, text) in ["نهر العاصي", "ســـــــوريا", "محافظة إدلب"].into_iter().enumerate()
    {
        let x = 62.0 + 116.0 * column as f64;
        items.push(straight(line(text, 17.0, 0.0, fonts), (x, 24.0)));
        items.push(along(line(text, 17.0, 0.0, fonts), &bow((x, 66.0), 55.0, -22.0, false)));
        items.push(along(line(text, 17.0, 0.0, fonts), &bow((x, 104.0), 55.0, 22.0, false)));
        items.push(along(line(text, 17.0, 0.0, fonts), &bow((x, 154.0), 55.0, 14.0, true)));
    }
    for (i, (text, spacing)) in [("Orontes", 0.6), ("SYRIA", 9.0), ("Ḥamā ʿAyn", 1.0)].into_iter().enumerate() {
        let x = 62.0 + 116.0 * i as f64;
        items.push(along(line(text, 13.0, spacing, fonts), &bow((x, 198.0), 55.0, -16.0, false)));
    }
    Scene { width_pt, height_pt, title: "Along curves".into(), lang: "ar".into(), items, ..Scene::default() }
}
