//! Sinusoidal (equal-area; Snyder 1987, pp. 243–248): parallels and the central meridian at their true length.

use super::Raw;
use super::ellipsoid::{Ellipsoid, Meridian};

#[derive(Debug)]
pub struct Sinusoidal {
    ellipsoid: Ellipsoid,
    meridian: Meridian,
}

impl Sinusoidal {
    pub fn new(ellipsoid: Ellipsoid) -> Self {
        Self { ellipsoid, meridian: Meridian::new(&ellipsoid) }
    }
}

impl Raw for Sinusoidal {
    fn forward(&self, lambda: f64, phi: f64) -> Option<(f64, f64)> {
        Some((lambda * self.ellipsoid.m(phi), self.meridian.distance(phi)))
    }

    fn inverse(&self, x: f64, y: f64) -> Option<(f64, f64)> {
        let phi = self.meridian.latitude(y);
        let m = self.ellipsoid.m(phi);
        // At a pole every meridian is as good.
        Some((if m.abs() < 1e-12 && x.abs() < 1e-9 { 0.0 } else { x / m }, phi))
    }
}
