//! Winkel tripel, a compromise for the world (Snyder and Voxland 1989, *An album of map projections*, p. 232): the mean of Aitoff's
//! projection and an equidistant cylindrical one. Of the sphere. The way back is by Newton's method in two
//! variables (after İpbüker and Bildirici 2002, "A general algorithm for the inverse transformation of map projections
//! using Jacobian matrices").

use super::Raw;

#[derive(Debug)]
pub struct WinkelTripel {
    /// Cosine of the standard parallel; Winkel's own is 2/π.
    pub cos_1: f64,
}

impl WinkelTripel {
    fn at(&self, lambda: f64, phi: f64) -> (f64, f64) {
        let half = lambda / 2.0;
        let d = libm::acos((libm::cos(phi) * libm::cos(half)).clamp(-1.0, 1.0));
        let (mut x, mut y) = (0.0, 0.0);
        if d != 0.0 {
            let k = d / libm::sin(d);
            x = 2.0 * k * libm::cos(phi) * libm::sin(half);
            y = k * libm::sin(phi);
        }
        ((x + lambda * self.cos_1) / 2.0, (y + phi) / 2.0)
    }
}

impl Raw for WinkelTripel {
    fn forward(&self, lambda: f64, phi: f64) -> Option<(f64, f64)> {
        Some(self.at(lambda, phi))
    }

    fn inverse(&self, x: f64, y: f64) -> Option<(f64, f64)> {
        let (mut lambda, mut phi) = (x * 2.0 / (1.0 + self.cos_1), y);
        let h = 1e-5;
        for _ in 0..40 {
            let (px, py) = self.at(lambda, phi);
            let (ex, ey) = (px - x, py - y);
            if ex.abs() + ey.abs() < 1e-14 {
                break;
            }
            let (east, west) = (self.at(lambda + h, phi), self.at(lambda - h, phi));
            let (north, south) = (self.at(lambda, phi + h), self.at(lambda, phi - h));
            let (xl, yl) = ((east.0 - west.0) / (2.0 * h), (east.1 - west.1) / (2.0 * h));
            let (xp, yp) = ((north.0 - south.0) / (2.0 * h), (north.1 - south.1) / (2.0 * h));
            let determinant = xl * yp - xp * yl;
            if determinant.abs() < 1e-12 {
                return None;
            }
            lambda -= (ex * yp - ey * xp) / determinant;
            phi -= (ey * xl - ex * yl) / determinant;
            // A step that leaves the map comes back at its edge.
            phi = phi.clamp(-1.6, 1.6);
            lambda = lambda.clamp(-4.0, 4.0);
        }
        let (px, py) = self.at(lambda, phi);
        ((px - x).abs() + (py - y).abs() < 1e-10).then_some((lambda, phi))
    }
}
