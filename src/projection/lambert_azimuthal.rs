//! Lambert azimuthal equal-area on the ellipsoid, oblique, equatorial and polar (EPSG 9820; Snyder 1987, pp. 187–190).
//! The antipode of the centre has no place.

use super::Raw;
use super::ellipsoid::{A_M, E2, phi_from_q, q};
use std::f64::consts::FRAC_PI_2;

#[derive(Debug)]
pub struct LambertAzimuthal {
    /// −1 or 1 where the centre is a pole, else 0.
    pole: f64,
    sin_beta_1: f64,
    cos_beta_1: f64,
    /// Radius of the sphere of the same area.
    radius_m: f64,
    d: f64,
}

impl LambertAzimuthal {
    pub fn new(phi_0: f64) -> Self {
        let qp = q(1.0);
        let radius_m = A_M * libm::sqrt(qp / 2.0);
        let pole = if (phi_0.abs() - FRAC_PI_2).abs() < 1e-10 { phi_0.signum() } else { 0.0 };
        let s = libm::sin(phi_0);
        let sin_beta_1 = (q(s) / qp).clamp(-1.0, 1.0);
        let cos_beta_1 = libm::sqrt(1.0 - sin_beta_1 * sin_beta_1);
        let m_1 = libm::cos(phi_0) / libm::sqrt(1.0 - E2 * s * s);
        let d = if pole == 0.0 { A_M * m_1 / (radius_m * cos_beta_1) } else { 1.0 };
        Self { pole, sin_beta_1, cos_beta_1, radius_m, d }
    }
}

impl Raw for LambertAzimuthal {
    fn forward(&self, lambda: f64, phi: f64) -> Option<(f64, f64)> {
        let qp = q(1.0);
        let q_phi = q(libm::sin(phi));
        let (sin, cos) = libm::sincos(lambda);
        if self.pole != 0.0 {
            if qp + self.pole * q_phi < 1e-6 {
                return None;
            }
            let rho = A_M * libm::sqrt((qp - self.pole * q_phi).max(0.0));
            return Some((rho * sin, -self.pole * rho * cos));
        }
        let sin_beta = (q_phi / qp).clamp(-1.0, 1.0);
        let cos_beta = libm::sqrt(1.0 - sin_beta * sin_beta);
        let below = 1.0 + self.sin_beta_1 * sin_beta + self.cos_beta_1 * cos_beta * cos;
        if below < 1e-6 {
            return None;
        }
        let b = self.radius_m * libm::sqrt(2.0 / below);
        let x = b * self.d * cos_beta * sin;
        let y = b / self.d * (self.cos_beta_1 * sin_beta - self.sin_beta_1 * cos_beta * cos);
        Some((x, y))
    }

    fn inverse(&self, x: f64, y: f64) -> Option<(f64, f64)> {
        let qp = q(1.0);
        if self.pole != 0.0 {
            let rho = libm::hypot(x, y);
            let wanted = self.pole * (qp - rho * rho / (A_M * A_M));
            return (wanted.abs() <= qp + 1e-12)
                .then(|| (libm::atan2(x, -self.pole * y), phi_from_q(wanted.clamp(-qp, qp))));
        }
        let (x, y) = (x / self.d, y * self.d);
        let rho = libm::hypot(x, y);
        if rho < 1e-9 {
            return Some((0.0, phi_from_q(self.sin_beta_1 * qp)));
        }
        let half = rho / (2.0 * self.radius_m);
        if half > 1.0 {
            return None;
        }
        let (sin_ce, cos_ce) = libm::sincos(2.0 * libm::asin(half));
        let sin_beta = cos_ce * self.sin_beta_1 + y * sin_ce * self.cos_beta_1 / rho;
        let lambda = libm::atan2(x * sin_ce, rho * self.cos_beta_1 * cos_ce - y * self.sin_beta_1 * sin_ce);
        Some((lambda, phi_from_q(qp * sin_beta.clamp(-1.0, 1.0))))
    }
}
