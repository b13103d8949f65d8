//! Names along bars, rings and blobs; real letters, so that spacing counts.

use super::*;
use crate::color::Color;
use crate::text::{Direction, Fonts, TextStyle};
use kurbo::{Affine, Rect, Vec2};
use proptest::prelude::*;

const FRAME: Rect = Rect::new(0.0, 0.0, 400.0, 300.0);

/// A bar about the middle of the frame, turned.
fn bar(length: f64, width: f64, turn_deg: f64) -> Vec<Point> {
    let (sin, cos) = libm::sincos(turn_deg.to_radians());
    let turn = Affine::new([cos, sin, -sin, cos, 200.0, 150.0]);
    let (x, y) = (length / 2.0, width / 2.0);
    [(-x, -y), (x, -y), (x, y), (-x, y), (-x, -y)].map(|p| turn * Point::from(p)).to_vec()
}

/// Part of a ring that opens downwards.
fn arch(radius: f64, width: f64) -> Vec<Point> {
    let at = |i: i32, r: f64| {
        let (sin, cos) = libm::sincos(f64::from(i).to_radians());
        Point::new(200.0 + r * sin, 260.0 - r * cos)
    };
    let outer = (-50..=50).map(|i| at(i, radius + width / 2.0));
    let inner = (-50..=50).rev().map(|i| at(i, radius - width / 2.0));
    outer.chain(inner).chain([at(-50, radius + width / 2.0)]).collect()
}

fn place(rings: &[Vec<Point>], texts: &[&str], obstacles: &Obstacles) -> Option<AreaPlace> {
    let fonts = Fonts::bundled();
    let set = |size_pt: f64, spacing_pt: f64| {
        let style = TextStyle::new(size_pt, Color::rgb(0)).spaced(spacing_pt);
        (texts.iter().map(|t| fonts.line(t, style, Direction::Auto).unwrap()).collect(), size_pt * 1.4)
    };
    let text = AreaText { sizes_pt: &[12.0, 9.0, 6.0], spacing_em: (0.1, 1.0), most_turning_deg: 100.0, set: &set };
    place_along(&AreaGrid::of(FRAME, rings), &text, obstacles)
}

#[test]
fn long_is_long_and_round_is_not() {
    let long = |ring: Vec<Point>| is_long(&AreaGrid::of(FRAME, &[ring]), 0.0);
    assert!(long(bar(260.0, 40.0, 35.0)) && long(arch(180.0, 40.0)));
    assert!(!long(bar(150.0, 140.0, 20.0)) && !long(bar(200.0, 130.0, 0.0)));
    assert!(!long(Vec::new()));
    // A basin with narrow arms is as long as what counts of it.
    let corners = [(10, 140), (140, 140), (140, 95), (260, 95), (260, 140), (390, 140), (390, 160), (260, 160)];
    let corners = corners.into_iter().chain([(260, 205), (140, 205), (140, 160), (10, 160), (10, 140)]);
    let arms = AreaGrid::of(FRAME, &[corners.map(|(x, y)| Point::new(f64::from(x), f64::from(y))).collect()]);
    assert!(is_long(&arms, 0.0) && !is_long(&arms, 0.35));
}

#[test]
fn it_lies_in_the_direction_of_the_area_and_fills_it() {
    for turn in [-60.0, -25.0, 25.0, 60.0] {
        let place = place(&[bar(200.0, 44.0, turn)], &["SYRIA"], &Obstacles::new(FRAME)).unwrap();
        assert!((place.tilt_deg - turn).abs() < 4.0, "{turn} {}", place.tilt_deg);
        assert!(place.fill > 0.35 && place.size_pt == 12.0, "{} {}", place.fill, place.size_pt);
        assert!(place.lines[0].bounds().center().distance(Point::new(200.0, 150.0)) < 20.0);
    }
}

#[test]
fn in_an_arch_it_is_an_arch_with_arabic_below_unspaced() {
    let place = place(&[arch(180.0, 60.0)], &["SYRIA", "سوريا"], &Obstacles::new(FRAME)).unwrap();
    let curves: Vec<&Baseline> = place.lines.iter().map(|l| l.curve.as_ref().unwrap()).collect();
    let height = |c: &Baseline| c.at(c.length_pt() / 2.0).point.y;
    assert!(curves[0].at(0.0).point.y > height(curves[0]) + 3.0, "the ends hang down");
    assert!((height(curves[1]) - height(curves[0]) - 1.4 * place.size_pt).abs() < 0.5, "parallel, below");
    let natural =
        Fonts::bundled().line("سوريا", TextStyle::new(place.size_pt, Color::rgb(0)), Direction::Auto).unwrap();
    assert!((place.lines[1].line.width_pt - natural.width_pt).abs() < 1e-6);
}

#[test]
fn it_keeps_off_obstacles_or_is_left_out() {
    let ring = bar(300.0, 40.0, 20.0);
    let mut obstacles = Obstacles::new(FRAME);
    obstacles.add(Rect::new(150.0, 100.0, 240.0, 200.0));
    let grid_free = place(std::slice::from_ref(&ring), &["CHAD"], &obstacles).unwrap();
    assert!(grid_free.lines[0].chain().iter().all(|b| obstacles.is_free(*b)));
    obstacles.add(Rect::new(0.0, 0.0, 150.0, 300.0));
    obstacles.add(Rect::new(240.0, 0.0, 400.0, 300.0));
    assert!(place(&[ring], &["CHAD"], &obstacles).is_none());
    assert!(place(&[bar(260.0, 5.0, 20.0)], &["CHAD"], &Obstacles::new(FRAME)).is_none(), "too narrow at every size");
    let level = place(&[bar(260.0, 60.0, 0.0)], &["CHAD"], &Obstacles::new(FRAME)).unwrap();
    assert!(!level.is_bent(), "no need of a curve");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]
    #[test]
    fn the_name_stays_inside_and_upright(
        length in 120.0..330.0_f64, width in 18.0..60.0_f64, turn in -89.0..89.0_f64, shift in -250.0..250.0_f64,
    ) {
        // Shifted: cut by the frame.
        let ring: Vec<Point> = bar(length, width, turn).iter().map(|p| *p + Vec2::new(shift, 0.0)).collect();
        if let Some(place) = place(std::slice::from_ref(&ring), &["NORWAY"], &Obstacles::new(FRAME)) {
            let area = AreaGrid::of(FRAME, &[ring]);
            let clear = area.clearances(true);
            for line in &place.lines {
                let curve = line.curve.as_ref().unwrap();
                for i in 0..=20 {
                    let stand = curve.at(line.line.ink.x0 + line.line.ink.width() * f64::from(i) / 20.0);
                    prop_assert!(stand.angle_deg().abs() <= 100.0);
                    let top = stand.point - stand.down() * (line.line.ink.height() * 0.9);
                    prop_assert!(area.clearance_at(&clear, stand.point) > 0.0 && area.clearance_at(&clear, top) > 0.0);
                }
            }
        }
    }
}
