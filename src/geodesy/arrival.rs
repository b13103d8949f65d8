//! Where the geodesic of a trial azimuth arrives: the longitude at which it crosses the latitude wanted, and how fast that moves with the azimuth.

use super::Geodesic;
use super::line::{TINY, unit};
use super::series::{self, sine_sum};

/// An end of a geodesic on the auxiliary sphere.
#[derive(Debug, Clone, Copy)]
pub(super) struct End {
    /// Sine and cosine of the reduced latitude.
    pub beta: [f64; 2],
    /// √(1 + e′² sin² β).
    pub dn: f64,
}

impl End {
    pub fn new(of: &Geodesic, beta: [f64; 2]) -> Self {
        Self { beta, dn: libm::sqrt(1.0 + of.ep2 * beta[0] * beta[0]) }
    }
}

/// Length and kin of the arc between two σ, in semi-minor axes (eqs. 38–40).
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Lengths {
    pub distance: f64,
    pub reduced: f64,
    pub scale_12: f64,
    pub scale_21: f64,
}

pub(super) fn lengths(of: &Geodesic, epsilon: f64, arc: f64, sigma: [[f64; 2]; 2], ends: [&End; 2]) -> Lengths {
    let [[sin1, cos1], [sin2, cos2]] = sigma;
    let [dn1, dn2] = ends.map(|end| end.dn);
    let (a1, a2) = (series::a1_minus_1(epsilon), series::a2_minus_1(epsilon));
    let (c1, c2) = (series::c1(epsilon), series::c2(epsilon));
    let b1 = sine_sum(&c1, sigma[1]) - sine_sum(&c1, sigma[0]);
    let b2 = sine_sum(&c2, sigma[1]) - sine_sum(&c2, sigma[0]);
    let j12 = (a1 - a2) * arc + ((1.0 + a1) * b1 - (1.0 + a2) * b2);
    let cos_arc = cos1 * cos2 + sin1 * sin2;
    let [cos_beta1, cos_beta2] = ends.map(|end| end.beta[1]);
    let t = of.ep2 * (cos_beta1 - cos_beta2) * (cos_beta1 + cos_beta2) / (dn1 + dn2);
    Lengths {
        distance: (1.0 + a1) * (arc + b1),
        reduced: dn2 * (cos1 * sin2) - dn1 * (sin1 * cos2) - cos1 * cos2 * j12,
        scale_12: cos_arc + (t * sin2 - cos2 * j12) * sin1 / dn1,
        scale_21: cos_arc - (t * sin1 - cos1 * j12) * sin2 / dn2,
    }
}

/// A geodesic from the first end, followed until it has the latitude of the second.
#[derive(Debug, Clone, Copy)]
pub(super) struct Arrival {
    /// Longitude on arrival less the one wanted, radians.
    pub excess: f64,
    /// Its derivative by the azimuth.
    pub slope: f64,
    pub alpha2: [f64; 2],
    pub arc: f64,
    pub sigma: [[f64; 2]; 2],
    pub epsilon: f64,
    /// λ₁₂ − ω₁₂, radians.
    pub lag: f64,
}

/// Follows azimuth `alpha1` (sine, cosine); `lambda` is sine and cosine of the longitude wanted.
pub(super) fn arrive(of: &Geodesic, [from, to]: [&End; 2], alpha1: [f64; 2], lambda: [f64; 2]) -> Arrival {
    let ([sin_beta1, cos_beta1], [sin_beta2, cos_beta2]) = (from.beta, to.beta);
    // Along the equator the direction is told from the limit of one slightly off it.
    let [sin1, cos1] = if sin_beta1 == 0.0 && alpha1[1] == 0.0 { [alpha1[0], -TINY] } else { alpha1 };
    let (sin_alpha0, cos_alpha0) = (sin1 * cos_beta1, libm::hypot(cos1, sin1 * sin_beta1));
    let omega1 = [sin_alpha0 * sin_beta1, cos1 * cos_beta1];
    let sigma1 = unit([sin_beta1, omega1[1]]);
    // Both from Clairaut's relation; the cosine in the form that loses fewest digits.
    let sin2 = if cos_beta2 == cos_beta1 { sin1 } else { sin_alpha0 / cos_beta2 };
    let cos2 = if cos_beta2 != cos_beta1 || sin_beta2.abs() != -sin_beta1 {
        let gain = if cos_beta1 < -sin_beta1 {
            (cos_beta2 - cos_beta1) * (cos_beta1 + cos_beta2)
        } else {
            (sin_beta1 - sin_beta2) * (sin_beta1 + sin_beta2)
        };
        libm::sqrt((cos1 * cos_beta1 * (cos1 * cos_beta1) + gain).max(0.0)) / cos_beta2
    } else {
        cos1.abs()
    };
    let omega2 = [sin_alpha0 * sin_beta2, cos2 * cos_beta2];
    let sigma2 = unit([sin_beta2, omega2[1]]);
    let arc = libm::atan2(turn(sigma1, sigma2)[0].max(0.0), turn(sigma1, sigma2)[1]);
    let [sin_omega, cos_omega] = turn(omega1, omega2);
    let sin_omega = sin_omega.max(0.0);
    let eta = libm::atan2(sin_omega * lambda[1] - cos_omega * lambda[0], cos_omega * lambda[1] + sin_omega * lambda[0]);
    let epsilon = Geodesic::epsilon(cos_alpha0 * cos_alpha0 * of.ep2);
    let c3 = of.by_flattening.c3(epsilon);
    let b3 = sine_sum(&c3, sigma2) - sine_sum(&c3, sigma1);
    let lag = -of.f * of.by_flattening.a3(epsilon) * sin_alpha0 * (arc + b3);
    let sigma = [sigma1, sigma2];
    let slope = if cos2 == 0.0 {
        -2.0 * of.f1 * from.dn / sin_beta1
    } else {
        lengths(of, epsilon, arc, sigma, [from, to]).reduced * of.f1 / (cos2 * cos_beta2)
    };
    Arrival { excess: eta + lag, slope, alpha2: [sin2, cos2], arc, sigma, epsilon, lag }
}

/// Sine and cosine of the angle from one direction to another, times both lengths.
pub(super) fn turn([sin1, cos1]: [f64; 2], [sin2, cos2]: [f64; 2]) -> [f64; 2] {
    [cos1 * sin2 - sin1 * cos2, cos1 * cos2 + sin1 * sin2]
}
