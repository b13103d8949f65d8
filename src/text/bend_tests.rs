//! Bent text against the straight: nothing torn, nothing folded, nothing turned over.

use super::*;
use crate::color::Color;
use crate::text::{Direction, FontWeight, TextStyle};
use kurbo::{PathEl, Rect, Shape};
use proptest::prelude::*;

fn style(size_pt: f64) -> TextStyle {
    TextStyle::new(size_pt, Color::rgb(0)).weight(FontWeight::Medium)
}

fn line(text: &str, size_pt: f64) -> (Fonts, ShapedLine) {
    let fonts = Fonts::bundled();
    let line = fonts.line(text, style(size_pt), Direction::Auto).unwrap();
    (fonts, line)
}

/// A bow of this sagitta over a chord, dipping or arching; the chord is turned.
fn bow(chord: f64, sagitta: f64, turn_deg: f64) -> Baseline {
    let (sin, cos) = libm::sincos(turn_deg.to_radians());
    let points: Vec<Point> = (0..=24)
        .map(|i| {
            let t = f64::from(i) / 12.0 - 1.0;
            let (x, y) = (t * chord / 2.0, sagitta * (1.0 - t * t));
            Point::new(200.0 + cos * x - sin * y, 200.0 + sin * x + cos * y)
        })
        .collect();
    Baseline::through(&points).unwrap()
}

fn outline(runs: &[(Color, BezPath)]) -> BezPath {
    runs.iter().flat_map(|(_, path)| path.elements().iter().copied()).collect()
}

fn straight(fonts: &Fonts, line: &ShapedLine) -> BezPath {
    let mut all = BezPath::new();
    for run in &line.runs {
        for glyph in &run.glyphs {
            let mut one = fonts.outline(run.face, glyph.id, run.style.size_pt);
            one.apply_affine(Affine::translate((glyph.x_pt, glyph.y_pt)));
            all.extend(one.elements().iter().copied());
        }
    }
    all
}

/// Is a point inside, and everything near it? `None` on the edge.
fn inside(path: &BezPath, p: Point, near: f64) -> Option<bool> {
    let around = [(0.0, 0.0), (near, 0.0), (-near, 0.0), (0.0, near), (0.0, -near)];
    let mut votes = around.iter().map(|(x, y)| path.winding(p + Vec2::new(*x, *y)) != 0);
    let first = votes.next()?;
    votes.all(|v| v == first).then_some(first)
}

/// Every point that is ink on the straight line is ink where it comes to lie, so that joints stay closed; and what was
/// open stays open.
fn same_ink(text: &str, curve: &Baseline) -> usize {
    let (fonts, line) = line(text, 24.0);
    let before = straight(&fonts, &line);
    let after = outline(&fonts.bent_outlines(&line, curve));
    let mut inked = 0;
    let (columns, rows) = ((line.ink.width() / 0.5) as usize, (line.ink.height() / 0.5) as usize);
    for (column, row) in (0..columns).flat_map(|c| (0..rows).map(move |r| (c, r))) {
        let p = Point::new(line.ink.x0 + column as f64 * 0.5, line.ink.y0 + row as f64 * 0.5);
        if let Some(ink) = inside(&before, p, 0.08) {
            inked += usize::from(ink);
            let there = bent_point(curve, p);
            assert_eq!(after.winding(there) != 0, ink, "{text}: {p:?} → {there:?}");
        }
    }
    inked
}

#[test]
fn joined_letters_stay_joined() {
    // Words of joined letters, a long stroke, a ligature, marks above and below.
    for text in ["سوريا", "نهر العاصي", "ســـــــوريا", "لا إله", "محافظة إدلب"]
    {
        for sagitta in [-14.0, 0.0, 20.0] {
            assert!(same_ink(text, &bow(170.0, sagitta, -30.0)) > 100);
        }
    }
}

#[test]
fn a_long_stroke_follows_the_curve() {
    let (fonts, line) = line("سـ\u{640}\u{640}\u{640}\u{640}\u{640}\u{640}\u{640}ـر", 24.0);
    let bent = outline(&fonts.bent_outlines(&line, &bow(170.0, 20.0, 0.0)));
    let longest = bent.segments().map(|s| (s.end() - s.start()).hypot()).fold(0.0, f64::max);
    // Pieces are short along the baseline; across it a stroke may be as high as the letters.
    let limit = (PIECE_PT * PIECE_PT * 2.0 + line.ink.height() * line.ink.height()).sqrt();
    assert!(longest < limit, "{longest}");
    let straight_longest =
        straight(&fonts, &line).segments().map(|s| (s.end() - s.start()).hypot()).fold(0.0, f64::max);
    assert!(straight_longest > 2.0 * PIECE_PT, "the stroke has long segments to be cut: {straight_longest}");
}

#[test]
fn right_to_left_is_still_read_from_the_right() {
    let (fonts, line) = line("سوريا", 24.0);
    let curve = bow(120.0, -12.0, 0.0);
    // The first letter, sin, is the widest; it ends on the right, the last, alef, is the leftmost.
    let bent = outline(&fonts.bent_outlines(&line, &curve));
    let left = curve.at(line.ink.x0).point;
    let alef: Rect = Rect::from_center_size(left, (8.0, 60.0));
    let tall = |r: Rect| {
        let ys = bent.segments().flat_map(|s| [s.start(), s.end()]).filter(|p| r.contains(*p)).map(|p| p.y);
        let (low, high) = ys.fold((f64::INFINITY, f64::NEG_INFINITY), |(l, h), y| (l.min(y), h.max(y)));
        high - low
    };
    let right = curve.at(line.ink.x1 - 4.0).point;
    assert!(tall(alef) > 1.4 * tall(Rect::from_center_size(right, (8.0, 60.0))));
}

#[test]
fn latin_letters_are_turned_whole() {
    let (fonts, line) = line("Orontes ṣ fi", 24.0);
    let curve = bow(150.0, 18.0, 10.0);
    let letters = bent_letters(&line.runs[0], &curve);
    assert_eq!(letters.iter().map(|l| l.text).collect::<String>().replace(' ', ""), "Orontesṣfi");
    let mut before = f64::NEG_INFINITY;
    for letter in &letters {
        let [a, b, c, d, x, _] = letter.placement.as_coeffs();
        assert!((a * d - b * c - 1.0).abs() < 1e-9 && (a - d).abs() < 1e-9, "a turn and nothing else");
        assert!(x > before);
        before = x;
    }
    // Whole letters: the same area.
    let area = |path: &BezPath| path.area().abs();
    let bent = outline(&fonts.bent_outlines(&line, &curve));
    assert!((area(&bent) - area(&straight(&fonts, &line))).abs() < 1e-6);
}

#[test]
fn spaced_letters_stand_at_their_own_middle() {
    let fonts = Fonts::bundled();
    let spaced = fonts.line("II", style(20.0).spaced(30.0), Direction::Ltr).unwrap();
    let curve = bow(120.0, 25.0, 0.0);
    let path = fonts.bent_run(&spaced.runs[0], &curve);
    // The second letter's foot is centred on the curve: both its lower corners are as far from it.
    let second = &bent_letters(&spaced.runs[0], &curve)[1];
    let [a, b, ..] = second.placement.as_coeffs();
    let cluster = &spaced.runs[0].clusters[1];
    let middle = curve.at(cluster.x_pt + (cluster.advance_pt - 30.0) / 2.0);
    assert!((Vec2::new(a, b) - middle.along).hypot() < 1e-9);
    assert!(path.elements().iter().filter(|e| matches!(e, PathEl::MoveTo(_))).count() == 2);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]
    /// Ink keeps to the strip between the highest and the lowest of the straight line.
    #[test]
    fn ink_stays_between_ascent_and_descent(
        text in prop::sample::select(vec!["سوريا", "نهر الفرات", "Orontes", "SYRIA", "الأرجنتين", "Ḥamā ʿayn"]),
        share in -0.18..0.18_f64,
        turn in -89.0..89.0_f64,
    ) {
        let (fonts, line) = line(text, 9.0);
        let chord = line.width_pt + 4.0;
        let curve = bow(chord, share * chord, turn);
        let bent = outline(&fonts.bent_outlines(&line, &curve));
        let dense: Vec<Point> = (0..=600).map(|i| curve.at(line.width_pt * (f64::from(i) / 500.0 - 0.1)).point).collect();
        let far = (-line.ink.y0).max(line.ink.y1);
        for p in bent.segments().flat_map(|s| [s.start(), s.eval(0.5), s.end()]) {
            let apart = dense.iter().map(|q| q.distance(p)).fold(f64::INFINITY, f64::min);
            // A letter is rigid: its corners leave the curve by the sagitta of its width.
            prop_assert!(apart <= far + 0.7, "{text} {apart} {far}");
        }
    }
}
