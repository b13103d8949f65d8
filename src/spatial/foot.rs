//! The foot point of a place on one edge: the least geodesic distance, found exactly.
//!
//! # Method
//! With `f(t)` the distance from the place to the curve at `t`, `f′ = v·u`, where `v` is the curve's velocity and `u` the
//! unit vector of the geodesic that arrives from the place: `f′` is zero where the azimuths differ by 90°. The second derivative is
//! `f″ = h (v² − f′²) + u·a`, with `a` the covariant acceleration and `h = M₂₁/m₁₂` (Karney 2013, eq. 38–39: reduced
//! length and geodesic scale). The root of `f′` is found by Newton steps on `(f²/2)′`, which for a straight line in a plane is
//! linear, kept within a bracket. The place of the root is so found to better than a micrometre, though `f` is flat there.
//!
//! # One root only
//! On WGS 84 the Gaussian curvature is nowhere greater than 1/b². By Sturm comparison `h ≥ cot(f/b)/b`, so that at a
//! root `f″ ≥ v² (cot(f/b)/b − κ)`, κ the curve's geodesic curvature. While this is positive all over a stretch, each
//! root is a strict minimum, so there is at most one. Where it is not (places thousands of kilometres away, edges around a pole),
//! the stretch is halved, and halves are dropped that are too far, since `f` changes by no more than the length, or on which `f′` can't vanish.

use super::curve::{Bounds, Curve, CurvePoint};
use super::ellipsoid::B_M;
use super::short::{Station, Way, short, turned};
use crate::geodesy::Geodesic;
use crate::geographic::LonLat;
use std::f64::consts::PI;

/// A candidate for the nearest point.
#[derive(Debug, Clone, Copy)]
pub(super) struct Foot {
    pub t: f64,
    pub distance_m: f64,
    /// Sine and cosine of the azimuth at the place, towards the foot.
    pub start: [f64; 2],
    /// The same where the geodesic arrives.
    pub end: [f64; 2],
    pub place: LonLat,
}

/// Distances that differ by less than this are one distance: Karney's algorithm is accurate to 15 nm.
const NOISE_M: f64 = 1e-9;
/// The foot point moves by less than this in the last step.
const FOOT_STEP_M: f64 = 1e-6;
/// So much the foot may be off where the last step isn't checked.
const FOOT_LEFT_M: f64 = 2e-5;
/// A stretch is halved at most this often.
const HALVINGS: u32 = 12;

/// Where distances are measured from. It keeps the last geodesic: neighbouring edges share a vertex.
#[derive(Debug)]
pub(super) struct Origin {
    station: Station,
    last: Option<(LonLat, Way)>,
}

impl Origin {
    pub fn new(place: LonLat) -> Self {
        Self { station: Station::new(place), last: None }
    }

    fn place(&self) -> LonLat {
        self.station.place
    }

    fn way(&mut self, to: &CurvePoint) -> Way {
        if let Some((place, way)) = self.last
            && place == to.place
        {
            return way;
        }
        let near = short(&self.station, &Station::with(to.place, to.lat[0], to.lat[1]));
        let way = near.unwrap_or_else(|| far(self.station.place, to.place));
        self.last = Some((to.place, way));
        way
    }
}

/// The geodesic by Karney's algorithm: any two places.
fn far(from: LonLat, to: LonLat) -> Way {
    let way = Geodesic::wgs84().inverse([from.lon_deg, from.lat_deg], [to.lon_deg, to.lat_deg]);
    let reduced_m = way.reduced_length;
    let spread_per_m = if reduced_m > 0.0 { way.scale_21 / reduced_m } else { 0.0 };
    let [start, end] = way.azimuths;
    Way { distance_m: way.distance, start, end, reduced_m, spread_per_m }
}

/// Distance and derivatives at one `t`.
#[derive(Debug, Clone, Copy)]
struct Sample {
    foot: Foot,
    /// f′, metres per unit of t.
    slope_m: f64,
    /// f″.
    bend_m: f64,
    /// v, east and north.
    velocity: [f64; 2],
    /// |v|.
    speed_m: f64,
    reduced_m: f64,
    spread_per_m: f64,
}

fn sample(curve: &Curve, from: &mut Origin, t: f64) -> Sample {
    let at = curve.point(t);
    let way = from.way(&at);
    let [east, north] = way.end;
    let slope_m = at.velocity[0] * east + at.velocity[1] * north;
    let speed2 = at.velocity[0] * at.velocity[0] + at.velocity[1] * at.velocity[1];
    let spread = way.spread_per_m * (speed2 - slope_m * slope_m).max(0.0);
    Sample {
        foot: Foot { t, distance_m: way.distance_m, start: way.start, end: way.end, place: at.place },
        slope_m,
        bend_m: spread + at.acceleration[0] * east + at.acceleration[1] * north,
        velocity: at.velocity,
        speed_m: speed2.sqrt(),
        reduced_m: way.reduced_m,
        spread_per_m: way.spread_per_m,
    }
}

/// A stretch of an edge with its bounds.
#[derive(Debug, Clone, Copy)]
pub(super) struct Stretch<'a> {
    pub curve: &'a Curve,
    pub t0: f64,
    pub t1: f64,
    pub bounds: Bounds,
}

/// The nearest point of a stretch, sought from `seed`; or the best within it when none is nearer than `rival_m`.
pub(super) fn nearest_on(stretch: &Stretch, from: &mut Origin, seed: f64, rival_m: f64) -> Foot {
    let first = sample(stretch.curve, from, seed.clamp(stretch.t0, stretch.t1));
    let farthest = first.foot.distance_m + stretch.bounds.length_m;
    if one_root_only(farthest, stretch.bounds.curvature_per_m) {
        return root(stretch, from, first);
    }
    let (start, end) = (sample(stretch.curve, from, stretch.t0), sample(stretch.curve, from, stretch.t1));
    let mut best = first.foot;
    if from.place().lat_deg.abs() == 90.0 && stretch.curve.latitude_is_monotone() {
        // From a pole the distance depends on latitude alone: one of the ends is nearest. (Halving would find nothing
        // to drop on a parallel.)
        let nearer = if start.foot.distance_m <= end.foot.distance_m { start } else { end };
        return nearer.foot;
    }
    halve(stretch.curve, from, [start, end], HALVINGS, rival_m, &mut best);
    best
}

/// Is a root of f′ surely the only one, all distances being at most `farthest_m`?
fn one_root_only(farthest_m: f64, curvature_per_m: f64) -> bool {
    let angle = farthest_m / B_M;
    angle < PI / 2.0 && libm::cos(angle) > B_M * curvature_per_m * libm::sin(angle)
}

/// The root of f′ on a stretch or the end that f falls to, from a first sample.
fn root(stretch: &Stretch, from: &mut Origin, first: Sample) -> Foot {
    let Stretch { curve, t0, t1, bounds } = *stretch;
    let (mut low, mut high) = (t0, t1);
    let (mut low_seen, mut high_seen) = (false, false);
    let mut now = first;
    // Newton takes two or three; bisection of the whole range of a double takes 60.
    for _ in 0..80 {
        let t = now.foot.t;
        if now.foot.distance_m < NOISE_M || (t <= t0 && now.slope_m >= 0.0) || (t >= t1 && now.slope_m <= 0.0) {
            break;
        }
        if now.slope_m > 0.0 {
            (high, high_seen) = (t, true);
        } else {
            (low, low_seen) = (t, true);
        }
        let f = now.foot.distance_m;
        let slope_of_square = now.slope_m * now.slope_m + f * now.bend_m;
        let step = if slope_of_square > 0.0 { -f * now.slope_m / slope_of_square } else { f64::NAN };
        // Done when neither the foot point nor the distance will move: a bracket may close on an end that f falls to.
        let settled = |move_t: f64| move_t * now.speed_m < FOOT_STEP_M && move_t * now.slope_m.abs() < NOISE_M;
        if settled(step.abs()) || settled(high - low) {
            break;
        }
        let next = t + step;
        if next > low
            && next < high
            && let Some(foot) = last_step(curve, &now, step, bounds.curvature_per_m)
        {
            return foot;
        }
        let next = if next > low && next < high {
            next
        } else if next <= low && !low_seen {
            low
        } else if next >= high && !high_seen {
            high
        } else {
            0.5 * (low + high)
        };
        if next == t {
            break;
        }
        now = sample(curve, from, next);
    }
    now.foot
}

/// The foot after a Newton step that is so short that what it leaves can be told without another geodesic.
///
/// With `g = f²/2`, |∇³g| ≤ 2 f/b², |∇²g| ≤ 1 and ∇g = f u along the step, the acceleration being at most κ v² and its
/// own derivative (3 κ² + 1/b²) v³: so |g‴| ≤ G v³ with `G = 3 κ + 3 f (κ² + 1/b²)`, taken twice for safety. A step of `e` metres
/// leaves the foot within `e² G` and the distance within `e³ G/(6 f)`; the spread that it was found with is right to 10⁻⁶.
fn last_step(curve: &Curve, now: &Sample, step: f64, curvature_per_m: f64) -> Option<Foot> {
    let f = now.foot.distance_m;
    let e = step.abs() * now.speed_m;
    let third = 2.0 * (3.0 * curvature_per_m + 3.0 * f * (curvature_per_m * curvature_per_m + 1.0 / (B_M * B_M)));
    let left_m = e * e * third + 2e-6 * e;
    // The turn of the azimuth at the place is taken in first order, too.
    if !(left_m < FOOT_LEFT_M && left_m * e < 6.0 * f * NOISE_M && e < 1e-4 * f) {
        return None;
    }
    // f² falls by g′²/g″ = −g′ step.
    let fall = -now.slope_m * f * step;
    let distance_m = f - fall / (f + (f * f - fall).max(0.0).sqrt());
    let ([sin, cos], [east, north]) = (now.foot.end, now.velocity);
    let across_m = (east * cos - north * sin) * step;
    let t = now.foot.t + step;
    Some(Foot {
        t,
        distance_m,
        start: turned(now.foot.start, across_m / now.reduced_m),
        end: turned(now.foot.end, across_m * now.spread_per_m),
        place: curve.place(t),
    })
}

/// Looks for the least distance between two samples by halving.
fn halve(curve: &Curve, from: &mut Origin, ends: [Sample; 2], halvings: u32, rival_m: f64, best: &mut Foot) {
    for end in &ends {
        if end.foot.distance_m < best.distance_m {
            *best = end.foot;
        }
    }
    let [a, b] = ends;
    let (t0, t1) = (a.foot.t, b.foot.t);
    let bounds = curve.bounds(t0, t1);
    let Bounds { length_m, curvature_per_m, .. } = bounds;
    let sum = a.foot.distance_m + b.foot.distance_m;
    let (nearest, farthest) = ((sum - length_m) / 2.0, (sum + length_m) / 2.0);
    if length_m <= 0.0
        || nearest >= best.distance_m.min(rival_m) - NOISE_M
        || monotone(&ends, nearest, farthest, length_m, curvature_per_m)
    {
        return;
    }
    if halvings == 0 || one_root_only(farthest, curvature_per_m) {
        let nearer = if a.foot.distance_m <= b.foot.distance_m { a } else { b };
        let foot = root(&Stretch { curve, t0, t1, bounds }, from, nearer);
        if foot.distance_m < best.distance_m {
            *best = foot;
        }
        return;
    }
    let middle = sample(curve, from, 0.5 * (t0 + t1));
    halve(curve, from, [a, middle], halvings - 1, rival_m, best);
    halve(curve, from, [middle, b], halvings - 1, rival_m, best);
}

/// Is f′ of one sign all over the stretch? The cosine of the angle of arrival changes by at most `|h| + κ` a metre, and
/// `cot(f/b)/b ≤ h ≤ 1/f`. Not decided near the place itself nor near its antipode, where f has kinks.
fn monotone(ends: &[Sample; 2], nearest_m: f64, farthest_m: f64, length_m: f64, curvature_per_m: f64) -> bool {
    let angle = farthest_m / B_M;
    if nearest_m <= 0.0 || angle > 0.98 * PI || !curvature_per_m.is_finite() {
        return false;
    }
    let spread = (1.0 / nearest_m).max((libm::cos(angle) / libm::sin(angle) / B_M).abs());
    let change = (spread + curvature_per_m) * length_m;
    let cosine = |s: &Sample| if s.speed_m > 0.0 { s.slope_m / s.speed_m } else { 0.0 };
    cosine(&ends[0]) > change || cosine(&ends[1]) < -change
}
