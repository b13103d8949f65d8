//! Mercator on the ellipsoid (EPSG 9804, 9805; Snyder 1987, pp. 41–47) and, with geodetic latitudes taken for spherical ones, Web
//! Mercator (EPSG 1024). The poles are so far away that no map shows them.

use super::Raw;
use super::ellipsoid::Ellipsoid;

#[derive(Debug)]
pub struct Mercator {
    ellipsoid: Ellipsoid,
    k: f64,
}

impl Mercator {
    /// `k`: the scale factor on the equator.
    pub fn new(ellipsoid: Ellipsoid, k: f64) -> Self {
        Self { ellipsoid, k }
    }
}

impl Raw for Mercator {
    fn forward(&self, lambda: f64, phi: f64) -> Option<(f64, f64)> {
        let e = self.ellipsoid.e;
        let psi = if e == 0.0 {
            libm::asinh(libm::tan(phi))
        } else {
            let (sin, cos) = libm::sincos(phi);
            libm::asinh(sin / cos) - e * libm::atanh(e * sin)
        };
        Some((self.k * lambda, self.k * psi))
    }

    fn inverse(&self, x: f64, y: f64) -> Option<(f64, f64)> {
        let tau = self.ellipsoid.tangent_from_conformal(libm::sinh(y / self.k));
        Some((x / self.k, libm::atan(tau)))
    }
}
