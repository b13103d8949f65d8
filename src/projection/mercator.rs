//! Mercator on the ellipsoid (EPSG 9804/9805; Snyder 1987, pp. 44–47). The poles have no place.

use super::Raw;
use super::ellipsoid::{A_M, E2, conformal_tangent, tangent_from_conformal};

#[derive(Debug)]
pub struct Mercator {
    radius_m: f64,
}

impl Mercator {
    /// `phi_ts`: the parallel where the scale is `k_0`.
    pub fn new(phi_ts: f64, k_0: f64) -> Self {
        let s = libm::sin(phi_ts);
        Self { radius_m: k_0 * A_M * libm::cos(phi_ts) / libm::sqrt(1.0 - E2 * s * s) }
    }
}

impl Raw for Mercator {
    fn forward(&self, lambda: f64, phi: f64) -> Option<(f64, f64)> {
        // 89.9°: beyond it a map could show nothing else.
        if phi.abs() > 1.569_051 {
            return None;
        }
        let tau = conformal_tangent(libm::tan(phi));
        Some((self.radius_m * lambda, self.radius_m * libm::asinh(tau)))
    }

    fn inverse(&self, x: f64, y: f64) -> Option<(f64, f64)> {
        let tau = tangent_from_conformal(libm::sinh(y / self.radius_m));
        Some((x / self.radius_m, libm::atan(tau)))
    }
}
