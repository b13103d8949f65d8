//! Lambert conformal conic with two standard parallels (EPSG 9802; Snyder 1987, pp. 107–109).

use super::Raw;
use super::ellipsoid::{A_M, E2, conformal_tangent, tangent_from_conformal};

#[derive(Debug)]
pub struct LambertConformalConic {
    n: f64,
    af: f64,
    rho_0: f64,
}

/// t of Snyder 15-9: the cotangent-like function of the conformal latitude.
fn t(phi: f64) -> f64 {
    let tau = conformal_tangent(libm::tan(phi));
    // tan(π/4 − χ/2) = √(1+τ²) − τ, written without cancellation.
    if tau > 0.0 { 1.0 / (libm::hypot(1.0, tau) + tau) } else { libm::hypot(1.0, tau) - tau }
}

fn m(phi: f64) -> f64 {
    let s = libm::sin(phi);
    libm::cos(phi) / libm::sqrt(1.0 - E2 * s * s)
}

impl LambertConformalConic {
    /// `phi_1 + phi_2` must not be 0; `k_0` scales the whole map.
    pub fn new(phi_0: f64, phi_1: f64, phi_2: f64, k_0: f64) -> Self {
        let n = if (phi_1 - phi_2).abs() < 1e-10 {
            libm::sin(phi_1)
        } else {
            libm::log(m(phi_1) / m(phi_2)) / libm::log(t(phi_1) / t(phi_2))
        };
        let af = k_0 * A_M * m(phi_1) / (n * libm::pow(t(phi_1), n));
        Self { n, af, rho_0: af * libm::pow(t(phi_0), n) }
    }
}

impl Raw for LambertConformalConic {
    fn forward(&self, lambda: f64, phi: f64) -> Option<(f64, f64)> {
        let pole = std::f64::consts::FRAC_PI_2;
        if (phi.abs() - pole).abs() < 1e-12 && phi * self.n <= 0.0 {
            return None;
        }
        let rho = if (phi.abs() - pole).abs() < 1e-12 { 0.0 } else { self.af * libm::pow(t(phi), self.n) };
        let (sin, cos) = libm::sincos(self.n * lambda);
        Some((rho * sin, self.rho_0 - rho * cos))
    }

    fn inverse(&self, x: f64, y: f64) -> Option<(f64, f64)> {
        let sign = self.n.signum();
        let (x, dy) = (x * sign, (self.rho_0 - y) * sign);
        let rho = libm::hypot(x, dy) * sign;
        if rho == 0.0 {
            return Some((0.0, std::f64::consts::FRAC_PI_2 * sign));
        }
        let t = libm::pow(rho / self.af, 1.0 / self.n);
        let lambda = libm::atan2(x, dy) / self.n;
        let tau = tangent_from_conformal((1.0 / t - t) / 2.0);
        (lambda.abs() <= std::f64::consts::PI + 1e-9).then(|| (lambda, libm::atan(tau)))
    }
}
