//! Albers equal-area conic (EPSG 9822; Snyder 1987, pp. 100–103).

use super::Raw;
use super::ellipsoid::Ellipsoid;
use std::f64::consts::FRAC_PI_2;

#[derive(Debug)]
pub struct Albers {
    ellipsoid: Ellipsoid,
    n: f64,
    c: f64,
    rho_0: f64,
}

impl Albers {
    /// `phi_1 + phi_2` must not be 0.
    pub fn new(ellipsoid: Ellipsoid, phi_0: f64, phi_1: f64, phi_2: f64) -> Self {
        let (m_1, q_1) = (ellipsoid.m(phi_1), ellipsoid.q(libm::sin(phi_1)));
        let n = if (phi_1 - phi_2).abs() < 1e-10 {
            libm::sin(phi_1)
        } else if ellipsoid.is_sphere() {
            (libm::sin(phi_1) + libm::sin(phi_2)) / 2.0
        } else {
            let m_2 = ellipsoid.m(phi_2);
            (m_1 * m_1 - m_2 * m_2) / (ellipsoid.q(libm::sin(phi_2)) - q_1)
        };
        let c = m_1 * m_1 + n * q_1;
        Self { ellipsoid, n, c, rho_0: libm::sqrt(c - n * ellipsoid.q(libm::sin(phi_0))) / n }
    }
}

impl Raw for Albers {
    fn forward(&self, lambda: f64, phi: f64) -> Option<(f64, f64)> {
        let rest = self.c - self.n * self.ellipsoid.q(libm::sin(phi));
        if rest < 0.0 {
            return None;
        }
        let rho = libm::sqrt(rest) / self.n;
        let (sin, cos) = libm::sincos(self.n * lambda);
        Some((rho * sin, self.rho_0 - rho * cos))
    }

    fn inverse(&self, x: f64, y: f64) -> Option<(f64, f64)> {
        let sign = self.n.signum();
        let (x, dy) = (x * sign, (self.rho_0 - y) * sign);
        let rho = libm::hypot(x, dy);
        // As in the conformal cone: rounding at the apex has no direction.
        if rho.abs() < 1e-14 {
            return Some((0.0, FRAC_PI_2 * sign));
        }
        let q = (self.c - rho * rho * self.n * self.n) / self.n;
        let qp = self.ellipsoid.q(1.0);
        (q.abs() <= qp + 1e-9).then(|| (libm::atan2(x, dy) / self.n, self.ellipsoid.phi_from_q(q.clamp(-qp, qp))))
    }
}
