//! Lambert conformal conic with one or two standard parallels (EPSG 9801, 9802, 1051; Snyder 1987, pp. 106–109). The pole
//! on the other side has no place.

use super::Raw;
use super::ellipsoid::Ellipsoid;
use std::f64::consts::{FRAC_PI_2, FRAC_PI_4};

#[derive(Debug)]
pub struct LambertConformalConic {
    ellipsoid: Ellipsoid,
    n: f64,
    c: f64,
    rho_0: f64,
}

impl LambertConformalConic {
    /// `phi_1 + phi_2` must not be 0; `k_0` scales the whole map.
    pub fn new(ellipsoid: Ellipsoid, phi_0: f64, phi_1: f64, phi_2: f64, k_0: f64) -> Self {
        let mut new = Self { ellipsoid, n: libm::sin(phi_1), c: 0.0, rho_0: 0.0 };
        if (phi_1 - phi_2).abs() >= 1e-10 {
            new.n = libm::log(ellipsoid.m(phi_1) / ellipsoid.m(phi_2)) / libm::log(new.t(phi_1) / new.t(phi_2));
        }
        new.c = k_0 * ellipsoid.m(phi_1) * libm::pow(new.t(phi_1), -new.n) / new.n;
        if (phi_0.abs() - FRAC_PI_2).abs() >= 1e-10 {
            new.rho_0 = new.c * libm::pow(new.t(phi_0), new.n);
        }
        new
    }

    fn t(&self, phi: f64) -> f64 {
        if self.ellipsoid.is_sphere() { 1.0 / libm::tan(FRAC_PI_4 + phi / 2.0) } else { self.ellipsoid.t(phi) }
    }
}

impl Raw for LambertConformalConic {
    fn forward(&self, lambda: f64, phi: f64) -> Option<(f64, f64)> {
        let rho = if (phi.abs() - FRAC_PI_2).abs() >= 1e-10 {
            self.c * libm::pow(self.t(phi), self.n)
        } else if phi * self.n > 0.0 {
            0.0
        } else {
            return None;
        };
        let (sin, cos) = libm::sincos(self.n * lambda);
        Some((rho * sin, self.rho_0 - rho * cos))
    }

    fn inverse(&self, x: f64, y: f64) -> Option<(f64, f64)> {
        let sign = self.n.signum();
        let (x, dy) = (x * sign, (self.rho_0 - y) * sign);
        let rho = libm::hypot(x, dy) * sign;
        // False origins are subtracted before: what is left at the apex is their rounding, whose direction may lie in the cone's gap.
        if rho.abs() < 1e-14 {
            return Some((0.0, FRAC_PI_2 * sign));
        }
        let t = libm::pow(rho / self.c, 1.0 / self.n);
        let tau = self.ellipsoid.tangent_from_conformal((1.0 / t - t) / 2.0);
        Some((libm::atan2(x, dy) / self.n, libm::atan(tau)))
    }
}
