//! One rule a scene: what stands on the map, and what must be true of the answer.

use super::map::{Labelled, Map};
use kurbo::Rect;
use sitmap::layout::label::{Anchor, REQUIRED};

/// Name, map, rule.
pub type SceneOf = (&'static str, fn(&mut Map), fn(&Labelled) -> bool);

const COAST: &[(f64, f64)] = &[(-5.0, -5.0), (48.0, -5.0), (48.0, 70.0), (-5.0, 70.0)];
const WEST_COAST: &[(f64, f64)] = &[(48.0, -5.0), (110.0, -5.0), (110.0, 70.0), (48.0, 70.0)];
const SOUTH_COAST: &[(f64, f64)] = &[(-5.0, -5.0), (110.0, -5.0), (110.0, 32.0), (-5.0, 32.0)];

/// Nine dots so near each other that few places are left.
fn crowd(map: &mut Map) {
    for i in 0..9 {
        map.town("Town", 40.0 + 7.0 * f64::from(i % 3), 24.0 + 7.0 * f64::from(i / 3));
    }
}

/// A ring of symbols around the middle.
fn ring(map: &mut Map, radius: f64, count: u32) {
    for i in 0..count {
        let angle = std::f64::consts::TAU * f64::from(i) / f64::from(count);
        let (sin, cos) = libm::sincos(angle);
        map.symbol(48.0 + radius * cos, 32.0 + radius * sin, 1.2);
    }
}

pub const SCENES: &[SceneOf] = &[
    (
        "right-and-above-first",
        |m| {
            m.town("Idlib", 40.0, 32.0);
        },
        |l| l.at(0).x0 > 41.0 && l.at(0).center().y < 32.0,
    ),
    (
        "left-at-the-right-edge",
        |m| {
            m.town("Idlib", 90.0, 32.0);
        },
        |l| l.at(0).x1 < 89.0,
    ),
    (
        "below-at-the-upper-edge",
        |m| {
            m.town("Idlib", 48.0, 4.0);
        },
        |l| l.at(0).y0 > 1.8,
    ),
    (
        "above-at-the-lower-edge",
        |m| {
            m.town("Idlib", 48.0, 60.0);
        },
        |l| l.at(0).y1 < 62.2,
    ),
    (
        "never-cut-by-the-frame",
        |m| {
            m.town("Khirbat al-Joz", 60.0, 32.0);
        },
        |l| l.at(0).x1 < 94.3,
    ),
    (
        "too-long-for-the-frame",
        |m| {
            m.town("A name that is much too long here", 48.0, 32.0);
        },
        |l| l.reason(0) == "no room within the frame",
    ),
    (
        "border-is-not-hidden",
        |m| {
            m.line(&[(56.0, 0.0), (56.0, 64.0)], 6.0);
            m.town("Harim", 48.0, 32.0);
        },
        |l| l.at(0).x1 < 48.0,
    ),
    (
        "border-between-two-towns",
        |m| {
            m.line(&[(48.0, 0.0), (48.0, 64.0)], 6.0);
            m.town("Reyhanli", 44.0, 30.0);
            m.town("Atmeh", 52.0, 34.0);
        },
        |l| l.at(0).x1 < 48.0 && l.at(1).x0 > 48.0,
    ),
    (
        "road-is-hidden-as-little-as-can-be",
        |m| {
            m.line(&[(0.0, 31.0), (96.0, 31.0)], 0.9);
            m.town("Saraqib", 48.0, 32.0);
        },
        |l| l.at(0).y1 < 31.0 || l.at(0).y0 > 31.0,
    ),
    (
        "river-through-the-town",
        |m| {
            m.line(&[(0.0, 50.0), (48.0, 32.0), (96.0, 28.0)], 0.5);
            m.town("Jisr", 48.0, 32.0);
        },
        |l| l.at(0).y0 > 31.0 || l.at(0).y1 < 31.0,
    ),
    (
        "two-roads-one-free-corner",
        |m| {
            m.line(&[(0.0, 32.0), (96.0, 32.0)], 0.9);
            m.line(&[(48.0, 0.0), (48.0, 32.0)], 0.9);
            m.furniture(52.0, 34.0, 96.0, 64.0);
            m.town("Maarat", 48.0, 32.0);
        },
        |l| l.placed() == 1,
    ),
    (
        "coastal-town-on-the-sea",
        |m| {
            m.island(COAST);
            m.town("Tartus", 46.0, 32.0);
        },
        |l| l.at(0).x0 > 48.0,
    ),
    (
        "coastal-town-on-a-western-coast",
        |m| {
            m.island(WEST_COAST);
            m.town("Latakia", 50.0, 32.0);
        },
        |l| l.at(0).x1 < 48.0,
    ),
    (
        "coastal-town-on-a-southern-coast",
        |m| {
            m.island(SOUTH_COAST);
            m.town("Sidon", 48.0, 30.0);
        },
        |l| l.at(0).y0 > 31.0,
    ),
    (
        "inland-town-on-the-land",
        |m| {
            m.island(COAST);
            m.town("Masyaf", 34.0, 32.0);
        },
        |l| l.at(0).x1 < 34.0,
    ),
    (
        "a-row-of-coastal-towns",
        |m| {
            m.island(COAST);
            for (i, name) in ["Latakia", "Jableh", "Baniyas", "Tartus"].into_iter().enumerate() {
                m.town(name, 46.0, 10.0 + 14.0 * i as f64);
            }
        },
        |l| (0..4).all(|i| l.at(i).x0 > 48.0),
    ),
    (
        "coast-and-inland-behind-it",
        |m| {
            m.island(COAST);
            m.town("Tartus", 46.0, 30.0);
            m.town("Safita", 36.0, 34.0);
        },
        |l| l.at(0).x0 > 48.0 && l.at(1).x1 < 48.0,
    ),
    (
        "not-beside-another-symbol",
        |m| {
            m.symbol(70.0, 30.0, 2.0);
            m.town("Hama", 48.0, 32.0);
        },
        |l| l.at(0).x1 < 48.0 || l.at(0).y0 > 33.0 || l.at(0).y1 < 28.0,
    ),
    (
        "two-towns-side-by-side",
        |m| {
            m.town("Binnish", 42.0, 32.0);
            m.town("Taftanaz", 54.0, 32.0);
        },
        |l| l.at(0).x1 < 42.0 && l.at(1).x0 > 54.0,
    ),
    (
        "two-towns-one-above-the-other",
        |m| {
            m.town("Sarmin", 48.0, 29.0);
            m.town("Qminas", 48.0, 36.0);
        },
        |l| l.placed() == 2 && l.at(0).y1 < l.at(1).y0 + 0.1,
    ),
    (
        "no-label-on-a-symbol",
        |m| {
            ring(m, 12.0, 8);
            m.town("Sarmada", 48.0, 32.0);
        },
        |l| l.reason(0) == "no room beside symbols",
    ),
    (
        "large-symbol-is-kept-clear",
        |m| {
            m.incident("Khan Sheikhoun", 40.0, 40.0, 12.0);
        },
        |l| !l.has_leader(0) && (l.at(0).y1 < 28.0 || l.at(0).x0 > 52.0),
    ),
    (
        "leader-line-where-all-eight-are-taken",
        |m| {
            ring(m, 9.0, 8);
            m.incident("Atarib", 48.0, 32.0, 1.5);
        },
        |l| l.has_leader(0),
    ),
    (
        "no-leader-line-without-need",
        |m| {
            m.symbol(60.0, 30.0, 1.5);
            m.incident("Atarib", 48.0, 32.0, 1.5);
        },
        |l| !l.has_leader(0),
    ),
    (
        "leader-line-avoids-symbol",
        |m| {
            ring(m, 10.0, 6);
            m.incident("Zardana", 48.0, 32.0, 1.5);
        },
        |l| l.has_leader(0),
    ),
    (
        "leader-lines-don-t-cross",
        |m| {
            for (i, name) in ["Ain", "Batn", "Cham", "Dana", "Erin", "Fua"].into_iter().enumerate() {
                m.incident(name, 42.0 + 4.5 * (i % 3) as f64, 30.0 + 4.5 * (i / 3) as f64, 1.8);
            }
        },
        |l| l.placed() == 6,
    ),
    (
        "leader-line-keeps-clear-of-furniture",
        |m| {
            m.furniture(51.0, 20.0, 96.0, 44.0);
            m.furniture(0.0, 20.0, 45.0, 44.0);
            m.incident("Hass", 48.0, 32.0, 1.5);
        },
        |l| l.has_leader(0),
    ),
    (
        "furniture-is-kept-clear",
        |m| {
            m.furniture(50.0, 10.0, 92.0, 54.0);
            m.town("Ariha", 46.0, 32.0);
        },
        |l| l.at(0).x1 < 49.1,
    ),
    (
        "hidden-by-furniture-is-told",
        |m| {
            m.furniture(20.0, 10.0, 44.0, 54.0);
            m.furniture(52.0, 10.0, 92.0, 54.0);
            m.town("Ariha", 48.0, 32.0);
        },
        |l| l.reason(0) == "no room beside furniture",
    ),
    (
        "the-more-important-one-stays",
        |m| {
            m.frame(30.0, 24.0, 66.0, 40.0);
            m.town("Vill", 47.0, 32.0);
            m.town("Cap", 49.0, 32.0).priority = 5.0;
        },
        |l| l.labels[1].is_ok() && l.labels[0].is_err(),
    ),
    (
        "a-required-label-pushes-others-away",
        |m| {
            m.frame(30.0, 24.0, 66.0, 40.0);
            m.town("Must", 47.0, 32.0).priority = REQUIRED;
            m.town("Cap", 49.0, 32.0).priority = 500.0;
        },
        |l| l.labels[0].is_ok() && l.labels[1].is_err(),
    ),
    (
        "a-rival-is-named",
        |m| {
            m.frame(30.0, 26.0, 66.0, 38.0);
            m.town("Ab", 49.0, 32.0);
            m.town("Cd", 48.0, 32.0).priority = 5.0;
        },
        |l| l.reason(0) == "no room beside other labels: Cd",
    ),
    ("a-crowd-keeps-as-many-as-can-be", crowd, |l| l.placed() >= 5),
    (
        "a-chain-gives-way-together",
        |m| {
            m.furniture(70.0, 0.0, 96.0, 64.0);
            m.town("Aa", 62.0, 32.0);
            m.town("Bb", 49.0, 32.0);
            m.town("Cc", 36.0, 32.0);
        },
        |l| l.placed() == 3,
    ),
    (
        "a-dot-without-a-name-is-not-drawn",
        |m| {
            m.frame(30.0, 26.0, 66.0, 38.0);
            m.town("First", 47.0, 32.0).priority = 2.0;
            m.town("Second", 50.5, 32.0);
        },
        |l| l.labels[0].is_ok(),
    ),
    (
        "two-lines-right-of-the-symbol",
        |m| {
            m.request(&["Idlib", "إدلب"], Anchor::Dot { at: (40.0, 32.0).into(), radius_pt: 1.5 }, false);
        },
        |l| {
            let label = l.labels[0].as_ref().unwrap();
            let (first, second) = (label.lines[0].bounds(), label.lines[1].bounds());
            (first.x0 - second.x0).abs() < 0.1 && second.y0 > first.y0
        },
    ),
    (
        "two-lines-left-of-the-symbol",
        |m| {
            m.request(&["Idlib", "إدلب"], Anchor::Dot { at: (86.0, 32.0).into(), radius_pt: 1.5 }, false);
        },
        |l| {
            let label = l.labels[0].as_ref().unwrap();
            (label.lines[0].bounds().x1 - label.lines[1].bounds().x1).abs() < 0.1
        },
    ),
    (
        "arabic-alone",
        |m| {
            m.town("خان شيخون", 40.0, 32.0);
        },
        |l| l.at(0).x0 > 41.0,
    ),
    (
        "area-name-in-the-best-middle",
        |m| {
            m.area("SYRIA", &[(48.0, 32.0), (20.0, 12.0)]);
        },
        |l| (l.at(0).center().x - 48.0).abs() < 0.1,
    ),
    (
        "area-name-gives-way-to-a-symbol",
        |m| {
            m.symbol(48.0, 32.0, 2.0);
            m.area("SYRIA", &[(48.0, 32.0), (24.0, 12.0)]);
        },
        |l| l.at(0).x1 < 46.0,
    ),
    (
        "area-name-gives-way-to-an-incident",
        |m| {
            m.area("SYRIA", &[(62.0, 30.0), (30.0, 54.0)]);
            m.incident("Hama", 48.0, 32.0, 1.5).priority = 5.0;
        },
        |l| l.at(0).y0 > 50.0 && l.at(1).x0 > 49.0,
    ),
    (
        "a-soft-area-is-avoided",
        |m| {
            m.soft(Rect::new(50.0, 20.0, 90.0, 44.0), 10.0);
            m.town("Hama", 48.0, 32.0);
        },
        |l| l.at(0).x1 < 48.0,
    ),
    (
        "a-soft-area-is-better-than-no-place",
        |m| {
            m.soft(Rect::new(0.0, 0.0, 96.0, 64.0), 10.0);
            m.town("Hama", 48.0, 32.0);
        },
        |l| l.placed() == 1,
    ),
    (
        "free-space-between-two-names",
        |m| {
            m.town("Ma", 20.0, 31.9);
            m.town("Mb", 20.0, 38.0);
        },
        |l| (l.at(1).y0 - l.at(0).y1 >= 0.89) || l.at(0).x0 > l.at(1).x1 || l.at(1).x0 > l.at(0).x1,
    ),
];
