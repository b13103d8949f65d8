//! Maps that are turned, so that the long side of what they show lies along the long side of their frame.
//!
//! # Method
//! What is to be shown is projected as ever. Of the rectangles around it at every whole degree, with the room around them that the map has with north up, the one of
//! least area is taken (the least rectangle has a side along the hull: H. Freeman and R. Shapira, *Determining the minimum-area encasing rectangle*,
//! CACM 18, 1975; whole degrees are within half a degree of it, and the same on every machine). The map is turned by at most a quarter
//! turn, north to the left if it is exactly one, until the rectangle's long side lies along the frame's.
//!
//! North stays up where a turn is no gain: what is shown is less than [`LEAST_STRETCH`] times as long as wide; it would be turned by
//! less than [`LEAST_TURN_DEG`]; or it would be smaller than [`LEAST_GAIN`] of what it is (on a page that is about square, where a diagonal has more room than a side).
//!
//! The turn is a rotation after the raw projection, so that all that follows (bounds, clipping, resampling, the inverse) is that of any
//! map. The projection itself, as PROJ strings and WKT name it, is the same as without a turn.
//!
//! # Limits
//! One angle for the whole map: a bow has the rectangle of its ends. Nothing that goes round the earth or a pole is turned.

use super::{MapPoint, MapProjection};
use crate::geographic::{Extent, LonLat};

/// What is turned is so many times as long as wide.
pub const LEAST_STRETCH: f64 = 1.5;
/// A map is turned by so much at least.
pub const LEAST_TURN_DEG: i32 = 15;
/// A turned map has so much of the scale that it has with north up.
pub const LEAST_GAIN: f64 = 0.85;
/// What is smaller is shown with so much around it, as of any map: metres.
const LEAST_ACROSS_M: f64 = 18_000.0;
/// Wider extents go round the earth or a pole.
const WIDEST_DEG: f64 = 150.0;

/// A rotation of the plane, and the rectangle that the map shows there.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Turn {
    /// Where the plane's y axis points on the page, whole degrees clockwise from up, −90…90.
    deg: i32,
    sin: f64,
    cos: f64,
    /// Lower left corner of what must be shown.
    least: MapPoint,
    /// Upper right one.
    most: MapPoint,
}

impl Turn {
    fn by(deg: i32) -> Self {
        let (sin, cos) = libm::sincos(f64::from(deg).to_radians());
        let nothing = MapPoint { x_m: 0.0, y_m: 0.0 };
        Self { deg, sin, cos, least: nothing, most: nothing }
    }

    /// Degrees clockwise.
    pub fn deg(&self) -> i32 {
        self.deg
    }

    /// Sine and cosine.
    pub fn sin_cos(&self) -> (f64, f64) {
        (self.sin, self.cos)
    }

    /// Corners of what must be shown, on the turned plane.
    pub(super) fn bounds(&self) -> (MapPoint, MapPoint) {
        (self.least, self.most)
    }

    /// A point of the projection on the turned plane.
    pub(super) fn turned(&self, p: MapPoint) -> MapPoint {
        MapPoint { x_m: self.cos * p.x_m + self.sin * p.y_m, y_m: self.cos * p.y_m - self.sin * p.x_m }
    }

    /// The reverse.
    pub(super) fn back(&self, p: MapPoint) -> MapPoint {
        MapPoint { x_m: self.cos * p.x_m - self.sin * p.y_m, y_m: self.cos * p.y_m + self.sin * p.x_m }
    }

    /// With the rectangle around these points and so much room on each side.
    fn around(self, points: &[MapPoint], room_m: f64) -> Self {
        let mut low = MapPoint { x_m: f64::INFINITY, y_m: f64::INFINITY };
        let mut high = MapPoint { x_m: f64::NEG_INFINITY, y_m: f64::NEG_INFINITY };
        for p in points.iter().map(|p| self.turned(*p)) {
            low = MapPoint { x_m: low.x_m.min(p.x_m), y_m: low.y_m.min(p.y_m) };
            high = MapPoint { x_m: high.x_m.max(p.x_m), y_m: high.y_m.max(p.y_m) };
        }
        Self {
            least: MapPoint { x_m: low.x_m - room_m, y_m: low.y_m - room_m },
            most: MapPoint { x_m: high.x_m + room_m, y_m: high.y_m + room_m },
            ..self
        }
    }

    fn size_m(&self) -> (f64, f64) {
        (self.most.x_m - self.least.x_m, self.most.y_m - self.least.y_m)
    }
}

/// Whether a map is turned, and why.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum TurnRule {
    /// It is.
    Turned {
        /// Where north points on the page, degrees clockwise from up.
        deg: i32,
        /// Long and short side of what it shows, metres.
        sides_m: (f64, f64),
        /// How much larger it is than with north up.
        gain: f64,
    },
    /// It shows what goes round the earth or a pole.
    TooWide,
    /// What it shows is about as wide as long.
    Round,
    /// What it shows lies along the page already, or nearly.
    Along {
        /// What it would be turned by.
        deg: i32,
    },
    /// It would be smaller.
    Smaller {
        /// So many times as large.
        gain: f64,
    },
}

impl TurnRule {
    /// The rule in words, for `--explain`.
    ///
    /// ```
    /// use sitmap::projection::TurnRule;
    /// let turned = TurnRule::Turned { deg: -52, sides_m: (1_240_000.0, 310_000.0), gain: 1.7 };
    /// assert_eq!(
    ///     turned.in_words(),
    ///     "52° left of up, so that the long side of what the map shows (1240 × 310 km) lies along the page; that makes it 1.7 times as large as with north up"
    /// );
    /// ```
    pub fn in_words(&self) -> String {
        match self {
            Self::Turned { deg, sides_m: (long, short), gain } => {
                let side = if *deg < 0 { "left" } else { "right" };
                let km = |m: f64| format!("{:.0}", m / 1000.0);
                let size = match gain {
                    g if *g > 1.05 => format!("that makes it {g:.1} times as large as with north up"),
                    g if *g < 0.95 => format!("its scale is {:.0} % of that with north up", g * 100.0),
                    _ => "its scale is that with north up".to_owned(),
                };
                format!(
                    "{}° {side} of up, so that the long side of what the map shows ({} × {} km) lies along the page; {size}",
                    deg.abs(),
                    km(*long),
                    km(*short)
                )
            }
            Self::TooWide => "up: what goes round the earth or a pole is not turned".to_owned(),
            Self::Round => {
                format!("up: what the map shows is less than {LEAST_STRETCH} times as long as wide")
            }
            Self::Along { .. } => {
                format!("up: what the map shows lies along the page already, by less than {LEAST_TURN_DEG}°")
            }
            Self::Smaller { gain } => format!(
                "up: turned, the map would have {:.0} % of its scale on this page, which has more room along its diagonal than along its sides",
                gain * 100.0
            ),
        }
    }

    /// Was a turn asked for that the page or the earth doesn't allow?
    pub fn is_refused(&self) -> bool {
        matches!(self, Self::TooWide | Self::Smaller { .. })
    }
}

impl MapProjection {
    /// The map turned so that `places`, with room for `share` of their longer side around them, lie along a frame of this width and height;
    /// or as it is, where that gains nothing. `extent`: what it shows with north up.
    ///
    /// ```
    /// use sitmap::geographic::{Extent, LonLat};
    /// use sitmap::projection::{MapProjection, ProjectionChoice, TurnRule};
    /// // From south-west to north-east, on a page that is wider than high.
    /// let line: Vec<LonLat> = (0..=10).map(|i| LonLat::new(30.0 + f64::from(i) * 0.1, 46.0 + f64::from(i) * 0.1)).collect();
    /// let extent = Extent::around(line.clone()).unwrap();
    /// let map = MapProjection::choose(&ProjectionChoice::Auto, &extent).unwrap();
    /// let (turned, rule) = map.turned_along(&line, 0.14, &extent, (200.0, 100.0));
    /// assert!(matches!(rule, TurnRule::Turned { deg: 50..=60, .. }), "{rule:?}");
    /// let (a, b) = (turned.project(line[0]).unwrap(), turned.project(line[10]).unwrap());
    /// assert!((b.y_m - a.y_m).abs() < 0.02 * (b.x_m - a.x_m));
    /// assert_eq!(turned.proj_string(), map.proj_string());
    /// ```
    pub fn turned_along(
        &self,
        places: &[LonLat],
        share: f64,
        extent: &Extent,
        frame_pt: (f64, f64),
    ) -> (Self, TurnRule) {
        let points: Vec<MapPoint> = places.iter().filter_map(|p| self.project(*p)).collect();
        if extent.width_deg() > WIDEST_DEG || points.is_empty() {
            return (self.clone(), TurnRule::TooWide);
        }
        let stay = |rule| (self.clone(), rule);
        let size_m = |room_m: f64, turn: Turn| turn.around(&points, room_m).size_m();
        let (w, h) = size_m(0.0, Turn::by(0));
        let room_m = w.max(h).max(LEAST_ACROSS_M) * share;
        let turn = along(least_rectangle(&points, room_m), frame_pt.0 >= frame_pt.1).around(&points, room_m);
        let (w, h) = size_m(0.0, turn);
        if w.max(h) <= LEAST_STRETCH * w.min(h) || w.max(h) <= 0.0 {
            return stay(TurnRule::Round);
        }
        if turn.deg.abs() < LEAST_TURN_DEG {
            return stay(TurnRule::Along { deg: turn.deg });
        }
        let (low, high) = self.bounds(extent);
        let pt_per_m = |w: f64, h: f64| (frame_pt.0 / w.max(1.0)).min(frame_pt.1 / h.max(1.0));
        let (w, h) = turn.size_m();
        let gain = pt_per_m(w, h) / pt_per_m(high.x_m - low.x_m, high.y_m - low.y_m);
        if gain < LEAST_GAIN {
            return stay(TurnRule::Smaller { gain });
        }
        let sides_m = (w.max(h), w.min(h));
        (Self { turn: Some(turn), ..self.clone() }, TurnRule::Turned { deg: turn.deg, sides_m, gain })
    }
}

/// The rectangle of least area among those at whole degrees.
fn least_rectangle(points: &[MapPoint], room_m: f64) -> Turn {
    let area = |t: &Turn| t.size_m().0 * t.size_m().1;
    let all = (0..90).map(|deg| Turn::by(deg).around(points, room_m));
    // The first of equals: what has no direction of its own stays as it is.
    let first = Turn::by(0).around(points, room_m);
    all.fold(first, |best, turn| if area(&turn) < area(&best) * (1.0 - 1e-9) { turn } else { best })
}

/// The turn that lays a rectangle's long side level, or upright.
fn along(rectangle: Turn, level: bool) -> Turn {
    let (w, h) = rectangle.size_m();
    let lies = (w > h) == level;
    Turn::by(if lies { rectangle.deg } else { rectangle.deg - 90 })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::projection::ProjectionChoice;

    /// A line of places through 36° N 37° E at an azimuth, as long as wanted.
    fn line(azimuth_deg: f64, half_deg: f64) -> Vec<LonLat> {
        let (sin, cos) = libm::sincos(azimuth_deg.to_radians());
        let at = |t: f64| LonLat::new(37.0 + t * sin / 0.809, 36.0 + t * cos);
        (-10..=10).map(|i| at(f64::from(i) / 10.0 * half_deg)).collect()
    }

    fn turn_of(places: &[LonLat], frame: (f64, f64)) -> TurnRule {
        let extent = Extent::around(places.iter().copied()).unwrap();
        let map = MapProjection::choose(&ProjectionChoice::Auto, &extent).unwrap();
        map.turned_along(places, 0.14, &extent, frame).1
    }

    #[test]
    fn lines_come_to_lie_along_the_page() {
        let (wide, high) = ((300.0, 150.0), (150.0, 300.0));
        for (azimuth, frame, wanted) in [
            (45.0, wide, 45),
            (135.0, wide, -45),
            (30.0, wide, 60),
            (0.0, wide, -90),
            (60.0, high, -60),
            (90.0, high, -90),
            (120.0, high, 60),
        ] {
            let TurnRule::Turned { deg, gain, sides_m } = turn_of(&line(azimuth, 1.0), frame) else {
                panic!("{azimuth}° in {frame:?}")
            };
            assert!((deg - wanted).abs() <= 1, "{azimuth}° in {frame:?}: {deg}");
            assert!(gain >= LEAST_GAIN && sides_m.0 > sides_m.1);
        }
    }

    #[test]
    fn north_stays_up_where_a_turn_is_no_gain() {
        let wide = (300.0, 150.0);
        assert!(matches!(turn_of(&line(80.0, 1.0), wide), TurnRule::Along { deg: 9..=11 }));
        assert!(matches!(turn_of(&line(0.0, 1.0), (150.0, 300.0)), TurnRule::Along { deg: 0 }));
        let middle = LonLat::new(37.0, 36.0);
        let circle = (0..36).map(|i| {
            let (sin, cos) = libm::sincos(f64::from(i * 10).to_radians());
            LonLat::new(middle.lon_deg + sin / 0.809, middle.lat_deg + cos)
        });
        assert_eq!(turn_of(&circle.collect::<Vec<_>>(), wide), TurnRule::Round);
        assert_eq!(turn_of(&[middle], wide), TurnRule::Round);
        // A square has more room along its diagonal.
        assert!(matches!(turn_of(&line(45.0, 1.0), (200.0, 200.0)), TurnRule::Smaller { .. }));
        let round: Vec<LonLat> = (-17..=17).map(|i| LonLat::new(f64::from(i) * 10.0, f64::from(i) * 4.0)).collect();
        assert_eq!(turn_of(&round, wide), TurnRule::TooWide);
    }

    #[test]
    fn a_turned_map_is_the_same_map() {
        let places = line(30.0, 2.0);
        let extent = Extent::around(places.iter().copied()).unwrap();
        let plain = MapProjection::choose(&ProjectionChoice::Auto, &extent).unwrap();
        let (turned, _) = plain.turned_along(&places, 0.14, &extent, (300.0, 150.0));
        let turn = *turned.turn().unwrap();
        for place in &places {
            let there = turned.project(*place).unwrap();
            let back = turned.unproject(there).unwrap();
            assert!((back.lon_deg - place.lon_deg).abs() < 1e-9 && (back.lat_deg - place.lat_deg).abs() < 1e-9);
            let (a, b) = (turn.back(there), plain.project(*place).unwrap());
            assert!((a.x_m - b.x_m).abs() < 1e-6 && (a.y_m - b.y_m).abs() < 1e-6);
            let (low, high) = turned.bounds(&extent);
            assert!((low.x_m..high.x_m).contains(&there.x_m) && (low.y_m..high.y_m).contains(&there.y_m));
            // Scale is what it was; north is turned.
            let (s, t) = (plain.scale_factors(*place).unwrap(), turned.scale_factors(*place).unwrap());
            assert!((s.areal - t.areal).abs() < 1e-6 && (s.h - t.h).abs() < 1e-6);
            let north = |map: &MapProjection| map.north_azimuth_deg(*place).unwrap();
            assert!((north(&turned) - north(&plain) - f64::from(turn.deg())).abs() < 1e-6);
        }
        assert_eq!(turned.coordinates(37.0, 36.0), plain.coordinates(37.0, 36.0));
    }
}
