//! The azimuth that the inverse problem begins with (Karney 2013, § 5): exact for short lines, the sphere's for most, and near the
//! antipode the one for which the astroid, the envelope of the geodesics there, is taken to lie in a plane.

use super::Geodesic;
use super::arrival::End;
use super::line::unit;
use std::f64::consts::PI;

/// The first guess.
#[derive(Debug, Clone, Copy)]
pub(super) enum Start {
    /// So short that it is the answer.
    Short { arc: f64, alpha1: [f64; 2], alpha2: [f64; 2], dn: f64 },
    /// Azimuth at the start, sine and cosine.
    Guess([f64; 2]),
}

/// `lambda12` in radians, with its sine and cosine.
pub(super) fn start(of: &Geodesic, ends: [&End; 2], lambda12: f64, lambda: [f64; 2]) -> Start {
    let [[sin1, cos1], [sin2, cos2]] = ends.map(|end| end.beta);
    let sin_beta12 = sin2 * cos1 - cos2 * sin1;
    let cos_beta12 = cos2 * cos1 + sin2 * sin1;
    let sin_beta_sum = sin2 * cos1 + cos2 * sin1;
    let near = cos_beta12 >= 0.0 && sin_beta12 < 0.5 && cos2 * lambda12 < 0.5;
    let (dn, [sin_omega, cos_omega]) = if near {
        let middle = (sin1 + sin2) * (sin1 + sin2);
        let middle = middle / (middle + (cos1 + cos2) * (cos1 + cos2));
        let dn = libm::sqrt(1.0 + of.ep2 * middle);
        let (sin, cos) = libm::sincos(lambda12 / (of.f1 * dn));
        (dn, [sin, cos])
    } else {
        (1.0, lambda)
    };
    // 1 − cos ω, and what the azimuth's cosine lacks, without cancellation.
    let bend = |sin_beta: f64| cos2 * sin_beta * sin_omega * sin_omega / (1.0 + cos_omega.abs());
    let alpha1 = [cos2 * sin_omega, if cos_omega >= 0.0 { sin_beta12 + bend(sin1) } else { sin_beta_sum - bend(sin1) }];
    let sin_arc = libm::hypot(alpha1[0], alpha1[1]);
    let cos_arc = sin1 * sin2 + cos1 * cos2 * cos_omega;
    if near && sin_arc < of.short_arc {
        let versine = if cos_omega >= 0.0 { sin_omega * sin_omega / (1.0 + cos_omega) } else { 1.0 - cos_omega };
        let alpha2 = unit([cos1 * sin_omega, sin_beta12 - cos1 * sin2 * versine]);
        return Start::Short { arc: libm::atan2(sin_arc, cos_arc), alpha1: unit(alpha1), alpha2, dn };
    }
    let n = of.f / (2.0 - of.f);
    if cos_arc >= 0.0 || sin_arc >= 6.0 * n * PI * cos1 * cos1 {
        return Start::Guess(eastward(alpha1));
    }
    Start::Guess(eastward(antipodal(of, ends, sin_beta_sum, lambda)))
}

/// Near the antipode: the plane of the caustic, in units of the astroid (eqs. 53–57).
fn antipodal(of: &Geodesic, [from, to]: [&End; 2], sin_beta_sum: f64, [sin_lambda, cos_lambda]: [f64; 2]) -> [f64; 2] {
    let [sin1, cos1] = from.beta;
    let cos2 = to.beta[1];
    let beyond = libm::atan2(-sin_lambda, -cos_lambda);
    let epsilon = Geodesic::epsilon(sin1 * sin1 * of.ep2);
    let lambda_scale = of.f * cos1 * of.by_flattening.a3(epsilon) * PI;
    let (x, y) = (beyond / lambda_scale, sin_beta_sum / (lambda_scale * cos1));
    if y > -200.0 * f64::EPSILON && x > -1.0 - 1000.0 * libm::sqrt(f64::EPSILON) {
        let sin = (-x).min(1.0);
        return [sin, -libm::sqrt(1.0 - sin * sin)];
    }
    let k = astroid(x, y);
    let (sin_omega, cos_omega) = libm::sincos(lambda_scale * (-x * k / (1.0 + k)));
    [cos2 * sin_omega, sin_beta_sum - cos2 * sin1 * sin_omega * sin_omega / (1.0 + cos_omega)]
}

/// A guess of length 1. One that leads west, as over a pole that is nearer than the formulae for short lines think, is none.
fn eastward(alpha: [f64; 2]) -> [f64; 2] {
    if alpha[0] > 0.0 { unit(alpha) } else { [1.0, 0.0] }
}

/// The positive root of k⁴ + 2k³ − (x² + y² − 1) k² − 2y² k − y² = 0 (eq. 55; solved as in the paper's eqs. 61–64).
fn astroid(x: f64, y: f64) -> f64 {
    let (p, q) = (x * x, y * y);
    let r = (p + q - 1.0) / 6.0;
    if q == 0.0 && r <= 0.0 {
        return 0.0;
    }
    let (s, r2) = (p * q / 4.0, r * r);
    let r3 = r * r2;
    let discriminant = s * (s + 2.0 * r3);
    let u = if discriminant >= 0.0 {
        let t3 = s + r3;
        let t3 = t3 + libm::copysign(libm::sqrt(discriminant), t3);
        let t = libm::cbrt(t3);
        r + t + if t == 0.0 { 0.0 } else { r2 / t }
    } else {
        let angle = libm::atan2(libm::sqrt(-discriminant), -(s + r3));
        r + 2.0 * r * libm::cos(angle / 3.0)
    };
    let v = libm::sqrt(u * u + q);
    let u_plus_v = if u < 0.0 { q / (v - u) } else { u + v };
    let w = (u_plus_v - q) / (2.0 * v);
    u_plus_v / (libm::sqrt(u_plus_v + w * w) + w)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_root_of_the_astroid_is_one() {
        for i in 0..40 {
            for j in 1..40 {
                let (x, y) = (-f64::from(i) / 10.0, -f64::from(j) / 10.0);
                let k = astroid(x, y);
                let (p, q) = (x * x, y * y);
                let left = k * k * k * k + 2.0 * k * k * k - (p + q - 1.0) * k * k - 2.0 * q * k - q;
                assert!(k > 0.0 && left.abs() < 1e-11 * (1.0 + k * k * k * k), "{x} {y}: {k} {left}");
            }
        }
    }
}
