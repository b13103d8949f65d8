//! The shortest way between two places: Karney's inverse problem (2013, § 4 and 5).
//!
//! The ends are mirrored and swapped so that the first is the farther from the equator, on its south, and the second lies to the east; there the azimuth has
//! one root only. Meridians and the equator are answered directly.

use super::Geodesic;
use super::angle::{atan2_deg, difference_deg, rounded_deg, sin_cos_deg};
use super::arrival::{Arrival, End, Lengths, arrive, lengths, turn};
use super::line::{TINY, unit};
use super::start::{Start, start};

/// The geodesic between two places.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Inverse {
    /// Length, in the unit of the axis.
    pub distance: f64,
    /// Azimuths at the start and at the end, going on, as (sine, cosine).
    pub azimuths: [[f64; 2]; 2],
    /// Reduced length m₁₂.
    pub reduced_length: f64,
    /// Geodesic scale M₁₂.
    pub scale_12: f64,
    /// Geodesic scale M₂₁.
    pub scale_21: f64,
    /// Area between the geodesic and the equator, positive where it runs east in the north.
    pub(super) area: f64,
}

impl Inverse {
    /// Azimuths at the start and at the end in degrees, −180…180.
    pub fn azimuths_deg(&self) -> [f64; 2] {
        self.azimuths.map(|[sin, cos]| atan2_deg(sin, cos))
    }
}

/// Between the mirrored ends.
pub(super) struct Solved {
    pub alpha: [[f64; 2]; 2],
    lengths: Lengths,
    /// ω₁₂ as sine and cosine; `None` along a meridian.
    pub omega: Option<[f64; 2]>,
}

/// How the ends were brought into their canonical order.
#[derive(Debug, Clone, Copy)]
struct Mirrors {
    swapped: bool,
    east: f64,
    north: f64,
}

impl Geodesic {
    /// The geodesic between two places, each `[longitude, latitude]` in degrees. Latitudes beyond ±90° give NaN.
    ///
    /// ```
    /// use sitmap::geodesy::Geodesic;
    /// let way = Geodesic::wgs84().inverse([179.5, 0.0], [-179.5, 0.0]);
    /// assert!((way.distance - 111_319.490_793).abs() < 1e-6);
    /// assert_eq!(way.azimuths_deg(), [90.0, 90.0]);
    /// ```
    pub fn inverse(&self, [lon1, lat1]: [f64; 2], [lon2, lat2]: [f64; 2]) -> Inverse {
        if !(lat1.abs() <= 90.0 && lat2.abs() <= 90.0 && lon1.is_finite() && lon2.is_finite()) {
            let (nan, none) = (f64::NAN, [f64::NAN; 2]);
            return Inverse {
                distance: nan,
                azimuths: [none; 2],
                reduced_length: nan,
                scale_12: nan,
                scale_21: nan,
                area: nan,
            };
        }
        let (dlon, lost) = difference_deg(lon1, lon2);
        let east = if dlon < 0.0 || (dlon == 0.0 && lost < 0.0) { -1.0 } else { 1.0 };
        let (dlon, lost) = (dlon * east, lost * east);
        let [lat1, lat2] = [lat1, lat2].map(rounded_deg);
        let swapped = lat1.abs() < lat2.abs();
        let (lat1, lat2, east) = if swapped { (lat2, lat1, -east) } else { (lat1, lat2, east) };
        let north = if lat1 < 0.0 { 1.0 } else { -1.0 };
        let ends = self.ends(lat1 * north, lat2 * north);
        let solved = self.solve([&ends[0], &ends[1]], lat1.abs() == 90.0, dlon, lost);
        self.restored(&ends, &solved, Mirrors { swapped, east, north })
    }

    fn ends(&self, lat1: f64, lat2: f64) -> [End; 2] {
        let [mut beta1, mut beta2] = [lat1, lat2].map(|lat| self.reduced_latitude(lat));
        // Equal latitudes are made so to the last digit, as the azimuths depend on their difference.
        if beta1[1] < -beta1[0] {
            if beta2[1] == beta1[1] {
                beta2[0] = libm::copysign(beta1[0], beta2[0]);
            }
        } else if beta2[0].abs() == -beta1[0] {
            beta2[1] = beta1[1];
        }
        beta1[1] = beta1[1].max(TINY);
        [End::new(self, beta1), End::new(self, beta2)]
    }

    fn solve(&self, ends: [&End; 2], at_pole: bool, dlon: f64, lost: f64) -> Solved {
        let (sin, cos) = if dlon > 90.0 {
            let (sin, cos) = sin_cos_deg((180.0 - dlon) - lost);
            (sin, -cos)
        } else {
            sin_cos_deg(dlon + lost)
        };
        let (lambda, lambda12) = ([sin, cos], dlon.to_radians());
        if (at_pole || sin == 0.0)
            && let Some(solved) = self.meridian(ends, lambda)
        {
            return solved;
        }
        if ends[0].beta[0] == 0.0 && (self.f == 0.0 || (180.0 - dlon) - lost >= self.f * 180.0) {
            return self.equator(lambda12);
        }
        match start(self, ends, lambda12, lambda) {
            Start::Short { arc, alpha1, alpha2, dn } => {
                let scale = libm::cos(arc / dn);
                let reduced = dn * dn * libm::sin(arc / dn);
                let (sin, cos) = libm::sincos(lambda12 / (self.f1 * dn));
                let lengths = Lengths { distance: arc * dn, reduced, scale_12: scale, scale_21: scale };
                Solved { alpha: [alpha1, alpha2], lengths, omega: Some([sin, cos]) }
            }
            Start::Guess(alpha1) => {
                let (alpha1, found) = self.newton(ends, alpha1, lambda);
                let lengths = lengths(self, found.epsilon, found.arc, found.sigma, ends);
                let (sin_lag, cos_lag) = libm::sincos(found.lag);
                let omega = [sin * cos_lag - cos * sin_lag, cos * cos_lag + sin * sin_lag];
                Solved { alpha: [alpha1, found.alpha2], lengths, omega: Some(omega) }
            }
        }
    }

    /// Along a meridian; `None` where, near the antipode, that isn't the shortest way.
    fn meridian(&self, ends: [&End; 2], [sin_lambda, cos_lambda]: [f64; 2]) -> Option<Solved> {
        let sigma = [[ends[0].beta[0], cos_lambda * ends[0].beta[1]], ends[1].beta];
        let [sin, cos] = turn(sigma[0], sigma[1]);
        let arc = libm::atan2(sin.max(0.0), cos);
        let mut lengths = lengths(self, self.f / (2.0 - self.f), arc, sigma, ends);
        if arc >= 1.0 && lengths.reduced < 0.0 {
            return None;
        }
        if arc < 3.0 * TINY || (arc < f64::EPSILON && (lengths.distance < 0.0 || lengths.reduced < 0.0)) {
            (lengths.distance, lengths.reduced) = (0.0, 0.0);
        }
        Some(Solved { alpha: [[sin_lambda, cos_lambda], [0.0, 1.0]], lengths, omega: None })
    }

    fn equator(&self, lambda12: f64) -> Solved {
        let (sin, cos) = libm::sincos(lambda12 / self.f1);
        let lengths = Lengths { distance: lambda12 / self.f1, reduced: sin, scale_12: cos, scale_21: cos };
        Solved { alpha: [[1.0, 0.0]; 2], lengths, omega: Some([sin, cos]) }
    }

    /// The azimuth that arrives at the longitude wanted: Newton's method, within a bracket that is halved where a step would leave it.
    fn newton(&self, ends: [&End; 2], mut alpha1: [f64; 2], lambda: [f64; 2]) -> ([f64; 2], Arrival) {
        const NEWTON_STEPS: u32 = 20;
        const STEPS: u32 = NEWTON_STEPS + f64::MANTISSA_DIGITS + 10;
        const NARROW: f64 = f64::EPSILON * 1.490_116_119_384_765_6e-8;
        let (mut below, mut above) = ([TINY, 1.0], [TINY, -1.0]);
        let (mut close, mut narrow) = (false, false);
        let mut step = 0;
        loop {
            let found = arrive(self, ends, alpha1, lambda);
            let enough = if close { 8.0 } else { 1.0 } * f64::EPSILON;
            if narrow || step == STEPS || found.excess.is_nan() || found.excess.abs() < enough {
                return (alpha1, found);
            }
            let cotangent = alpha1[1] / alpha1[0];
            if found.excess > 0.0 && (step > NEWTON_STEPS || cotangent > above[1] / above[0]) {
                above = alpha1;
            } else if found.excess < 0.0 && (step > NEWTON_STEPS || cotangent < below[1] / below[0]) {
                below = alpha1;
            }
            step += 1;
            if step < NEWTON_STEPS && found.slope > 0.0 {
                let correction = -found.excess / found.slope;
                let (sin, cos) = libm::sincos(correction);
                let turned = [alpha1[0] * cos + alpha1[1] * sin, alpha1[1] * cos - alpha1[0] * sin];
                if correction.abs() < std::f64::consts::PI && turned[0] > 0.0 {
                    alpha1 = unit(turned);
                    close = found.excess.abs() <= 16.0 * f64::EPSILON;
                    continue;
                }
            }
            alpha1 = unit([(below[0] + above[0]) / 2.0, (below[1] + above[1]) / 2.0]);
            close = false;
            narrow = (below[0] - alpha1[0]).abs() + (below[1] - alpha1[1]) < NARROW
                || (alpha1[0] - above[0]).abs() + (alpha1[1] - above[1]) < NARROW;
        }
    }

    /// Mirrored and swapped back.
    fn restored(&self, ends: &[End; 2], solved: &Solved, Mirrors { swapped, east, north }: Mirrors) -> Inverse {
        let swap = if swapped { -1.0 } else { 1.0 };
        let area = self.area_between(ends, solved) * swap * east * north;
        let Lengths { distance, reduced, scale_12, scale_21 } = solved.lengths;
        let mut azimuths = solved.alpha;
        let mut scales = [scale_12, scale_21];
        if swapped {
            azimuths.reverse();
            scales.reverse();
        }
        // Plus 0, so that no zero is negative.
        let azimuths = azimuths.map(|[sin, cos]| [0.0 + sin * swap * east, 0.0 + cos * swap * north]);
        Inverse {
            distance: 0.0 + distance * self.b,
            azimuths,
            reduced_length: 0.0 + reduced * self.b,
            scale_12: scales[0],
            scale_21: scales[1],
            area,
        }
    }
}
