//! The way on from a place: Karney's direct problem (2013, § 4). What belongs to the line is computed once, places along it then without iteration.

use super::Geodesic;
use super::angle::{atan2_deg, normalized_deg, rounded_deg, sin_cos_deg};
use super::series::{self, Sines, sine_sum};

/// Below any cosine of a latitude but that of a pole.
pub(super) const TINY: f64 = 1.491_668_146_240_041_3e-154;

/// A geodesic from a place at an azimuth.
#[derive(Debug, Clone)]
pub struct Line<'a> {
    of: &'a Geodesic,
    lon1_deg: f64,
    /// Sine and cosine of the azimuth at the equator.
    alpha0: [f64; 2],
    k2: f64,
    /// Arc on the auxiliary sphere since the equator: sine and cosine at the start.
    sigma1: [f64; 2],
    omega1: [f64; 2],
    /// √(1 + k² sin² σ₁).
    dn1: f64,
    /// σ + B₁ at the start: sine and cosine.
    tau1: [f64; 2],
    a1: f64,
    a2: f64,
    a3: f64,
    c1: Sines<6>,
    c1_reverse: Sines<6>,
    c2: Sines<6>,
    c3: Sines<5>,
    b11: f64,
    b21: f64,
    b31: f64,
}

/// A place along a geodesic, and how neighbouring geodesics lie to it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Position {
    /// Longitude in degrees, −180…180.
    pub lon_deg: f64,
    /// Latitude in degrees.
    pub lat_deg: f64,
    /// Azimuth on arrival in degrees, −180…180.
    pub azimuth_deg: f64,
    /// Reduced length m₁₂, in the unit of the axis.
    pub reduced_length: f64,
    /// Geodesic scale M₁₂.
    pub scale_12: f64,
}

/// A direction as sine and cosine of length 1.
pub(super) fn unit([sin, cos]: [f64; 2]) -> [f64; 2] {
    let length = libm::hypot(sin, cos);
    [sin / length, cos / length]
}

impl Geodesic {
    /// Sine and cosine of the reduced latitude (eq. 6); the cosine is never 0.
    pub(super) fn reduced_latitude(&self, lat_deg: f64) -> [f64; 2] {
        let (sin, cos) = sin_cos_deg(lat_deg);
        let [sin, cos] = unit([self.f1 * sin, cos]);
        [sin, cos.max(TINY)]
    }
}

impl<'a> Line<'a> {
    /// From `[longitude, latitude]` at an azimuth, all in degrees.
    pub fn new(of: &'a Geodesic, [lon1_deg, lat1_deg]: [f64; 2], azimuth_deg: f64) -> Self {
        let (sin_alpha1, cos_alpha1) = sin_cos_deg(rounded_deg(normalized_deg(azimuth_deg)));
        let [sin_beta1, cos_beta1] = of.reduced_latitude(rounded_deg(lat1_deg));
        let alpha0 = [sin_alpha1 * cos_beta1, libm::hypot(cos_alpha1, sin_alpha1 * sin_beta1)];
        let cos_sigma1 = if sin_beta1 != 0.0 || cos_alpha1 != 0.0 { cos_beta1 * cos_alpha1 } else { 1.0 };
        let sigma1 = unit([sin_beta1, cos_sigma1]);
        let k2 = alpha0[1] * alpha0[1] * of.ep2;
        let epsilon = Geodesic::epsilon(k2);
        let (c1, c2, c3) = (series::c1(epsilon), series::c2(epsilon), of.by_flattening.c3(epsilon));
        let b11 = sine_sum(&c1, sigma1);
        let (sin_b11, cos_b11) = libm::sincos(b11);
        Self {
            of,
            lon1_deg,
            alpha0,
            k2,
            sigma1,
            omega1: [alpha0[0] * sin_beta1, cos_sigma1],
            dn1: libm::sqrt(1.0 + of.ep2 * sin_beta1 * sin_beta1),
            tau1: [sigma1[0] * cos_b11 + sigma1[1] * sin_b11, sigma1[1] * cos_b11 - sigma1[0] * sin_b11],
            a1: series::a1_minus_1(epsilon),
            a2: series::a2_minus_1(epsilon),
            a3: -of.f * alpha0[0] * of.by_flattening.a3(epsilon),
            c1_reverse: series::c1_reverse(epsilon),
            b11,
            b21: sine_sum(&c2, sigma1),
            b31: sine_sum(&c3, sigma1),
            c1,
            c2,
            c3,
        }
    }

    /// The place at a distance along the line; negative distances lie behind its start.
    pub fn at(&self, distance: f64) -> Position {
        let of = self.of;
        let (arc, b12) = self.arc(distance);
        let (sin_arc, cos_arc) = libm::sincos(arc);
        let [sin1, cos1] = self.sigma1;
        let [sin2, cos2] = [sin1 * cos_arc + cos1 * sin_arc, cos1 * cos_arc - sin1 * sin_arc];
        let [sin_alpha0, cos_alpha0] = self.alpha0;
        let sin_beta2 = cos_alpha0 * sin2;
        let cos_beta2 = libm::hypot(sin_alpha0, cos_alpha0 * cos2);
        let (cos_beta2, cos2) = if cos_beta2 == 0.0 { (TINY, TINY) } else { (cos_beta2, cos2) };
        let [sin_omega1, cos_omega1] = self.omega1;
        let sin_omega2 = sin_alpha0 * sin2;
        let omega12 =
            libm::atan2(sin_omega2 * cos_omega1 - cos2 * sin_omega1, cos2 * cos_omega1 + sin_omega2 * sin_omega1);
        let lambda12 = omega12 + self.a3 * (arc + (sine_sum(&self.c3, [sin2, cos2]) - self.b31));

        let dn2 = libm::sqrt(1.0 + self.k2 * sin2 * sin2);
        let b22 = sine_sum(&self.c2, [sin2, cos2]);
        let ab1 = (1.0 + self.a1) * (b12 - self.b11);
        let ab2 = (1.0 + self.a2) * (b22 - self.b21);
        let j12 = (self.a1 - self.a2) * arc + (ab1 - ab2);
        let t = self.k2 * (sin2 - sin1) * (sin2 + sin1) / (self.dn1 + dn2);
        Position {
            lon_deg: normalized_deg(normalized_deg(self.lon1_deg) + normalized_deg(lambda12.to_degrees())),
            lat_deg: atan2_deg(sin_beta2, of.f1 * cos_beta2),
            azimuth_deg: atan2_deg(sin_alpha0, cos_alpha0 * cos2),
            reduced_length: of.b * ((dn2 * (cos1 * sin2) - self.dn1 * (sin1 * cos2)) - cos1 * cos2 * j12),
            scale_12: cos_arc + (t * sin2 - cos2 * j12) * sin1 / self.dn1,
        }
    }

    /// The arc σ₁₂ of a distance, and B₁ at its end (eqs. 7, 20).
    fn arc(&self, distance: f64) -> (f64, f64) {
        let tau12 = distance / (self.of.b * (1.0 + self.a1));
        let (sin, cos) = libm::sincos(tau12);
        let [sin1, cos1] = self.tau1;
        let b12 = -sine_sum(&self.c1_reverse, [sin1 * cos + cos1 * sin, cos1 * cos - sin1 * sin]);
        let arc = tau12 - (b12 - self.b11);
        if self.of.f <= 0.01 {
            return (arc, b12);
        }
        // The reversed series is not accurate enough for so flat an ellipsoid: one step of Newton's method.
        let end = |arc: f64| {
            let (sin, cos) = libm::sincos(arc);
            let [sin1, cos1] = self.sigma1;
            [sin1 * cos + cos1 * sin, cos1 * cos - sin1 * sin]
        };
        let sigma2 = end(arc);
        let b12 = sine_sum(&self.c1, sigma2);
        let excess = (1.0 + self.a1) * (arc + (b12 - self.b11)) - distance / self.of.b;
        let arc = arc - excess / libm::sqrt(1.0 + self.k2 * sigma2[0] * sigma2[0]);
        (arc, sine_sum(&self.c1, end(arc)))
    }
}
