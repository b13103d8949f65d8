//! Equidistant cylindrical, plate carrée (EPSG 1029; Snyder 1987, pp. 90–91), of the sphere, as in PROJ to version 9.5.

use super::Raw;

#[derive(Debug)]
pub struct EquidistantCylindrical {
    pub phi_0: f64,
    /// Cosine of the standard parallel.
    pub cos_ts: f64,
}

impl Raw for EquidistantCylindrical {
    fn forward(&self, lambda: f64, phi: f64) -> Option<(f64, f64)> {
        Some((self.cos_ts * lambda, phi - self.phi_0))
    }

    fn inverse(&self, x: f64, y: f64) -> Option<(f64, f64)> {
        Some((x / self.cos_ts, y + self.phi_0))
    }
}
