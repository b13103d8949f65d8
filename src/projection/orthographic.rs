//! Orthographic: the earth seen from infinitely far away, on the ellipsoid (EPSG 9840, 1130; IOGP guidance note 373-7-2, "Orthographic")
//! and the sphere (Snyder 1987, pp. 145–153). The other hemisphere has no place.

use super::Raw;
use super::azimuthal::{Aspect, OnSphere, Radial};
use super::ellipsoid::Ellipsoid;
use std::f64::consts::{FRAC_PI_2, PI};

/// How far over the horizon a place may be, as a cosine.
const HORIZON: f64 = 1e-10;

/// `alpha`: azimuth of the page's up, `k_0`: scale factor at the centre.
pub fn new(ellipsoid: Ellipsoid, phi_0: f64, alpha: f64, k_0: f64) -> Box<dyn Raw> {
    let seen: Box<dyn Raw> = if ellipsoid.is_sphere() {
        Box::new(OnSphere::new(phi_0, Sphere))
    } else {
        let (sin_0, cos_0) = libm::sincos(phi_0);
        let nu_0 = 1.0 / libm::sqrt(1.0 - ellipsoid.e2 * sin_0 * sin_0);
        Box::new(Orthographic { ellipsoid, phi_0, sin_0, cos_0, nu_0 })
    };
    if alpha == 0.0 && k_0 == 1.0 {
        return seen;
    }
    let (sin, cos) = libm::sincos(alpha);
    Box::new(Turned { seen, sin, cos, k_0 })
}

#[derive(Debug)]
struct Sphere;

impl Radial for Sphere {
    fn stretch(&self, cos_c: f64) -> Option<f64> {
        (cos_c >= -HORIZON).then_some(1.0)
    }

    fn polar_distance(&self, phi: f64) -> Option<f64> {
        (phi >= -HORIZON).then(|| libm::cos(phi))
    }

    fn angle(&self, rho: f64) -> Option<f64> {
        (rho <= 1.0 + 1e-10).then(|| libm::asin(rho.min(1.0)))
    }
}

/// Turned and scaled (EPSG's local orthographic).
#[derive(Debug)]
struct Turned {
    seen: Box<dyn Raw>,
    sin: f64,
    cos: f64,
    k_0: f64,
}

impl Raw for Turned {
    fn forward(&self, lambda: f64, phi: f64) -> Option<(f64, f64)> {
        let (x, y) = self.seen.forward(lambda, phi)?;
        Some(((x * self.cos - y * self.sin) * self.k_0, (x * self.sin + y * self.cos) * self.k_0))
    }

    fn inverse(&self, x: f64, y: f64) -> Option<(f64, f64)> {
        let (x, y) = (x / self.k_0, y / self.k_0);
        self.seen.inverse(x * self.cos + y * self.sin, y * self.cos - x * self.sin)
    }
}

#[derive(Debug)]
struct Orthographic {
    ellipsoid: Ellipsoid,
    phi_0: f64,
    sin_0: f64,
    cos_0: f64,
    nu_0: f64,
}

impl Orthographic {
    fn at(&self, lambda: f64, phi: f64) -> (f64, f64) {
        let (sin, cos) = libm::sincos(phi);
        let (sin_lambda, cos_lambda) = libm::sincos(lambda);
        let e2 = self.ellipsoid.e2;
        let nu = 1.0 / libm::sqrt(1.0 - e2 * sin * sin);
        let y = nu * (sin * self.cos_0 - cos * self.sin_0 * cos_lambda)
            + e2 * (self.nu_0 * self.sin_0 - nu * sin) * self.cos_0;
        (nu * cos * sin_lambda, y)
    }

    /// ∂x/∂λ, ∂x/∂φ, ∂y/∂λ, ∂y/∂φ.
    fn slopes(&self, lambda: f64, phi: f64) -> (f64, f64, f64, f64) {
        let (sin, cos) = libm::sincos(phi);
        let (sin_lambda, cos_lambda) = libm::sincos(lambda);
        let e2 = self.ellipsoid.e2;
        let w2 = 1.0 - e2 * sin * sin;
        let nu = 1.0 / libm::sqrt(w2);
        let rho = (1.0 - e2) * nu / w2;
        (
            nu * cos * cos_lambda,
            -rho * sin * sin_lambda,
            nu * self.sin_0 * cos * sin_lambda,
            rho * (cos * self.cos_0 + sin * self.sin_0 * cos_lambda),
        )
    }

    /// The visible half as an ellipse that is stretched to the unit circle; there the sphere's answer is a good start.
    fn start(&self, x: f64, y: f64) -> Option<(f64, f64)> {
        let e2 = self.ellipsoid.e2;
        let y = (y - e2 * self.nu_0 * self.sin_0 * self.cos_0) * libm::sqrt(1.0 - e2 * self.cos_0 * self.cos_0);
        let rho = libm::hypot(x, y);
        if rho * rho > 1.0 + 1e-11 {
            return None;
        }
        let shrink = if rho > 1.0 { 1.0 / rho } else { 1.0 };
        OnSphere::new(self.phi_0, Sphere).inverse(x * shrink, y * shrink)
    }
}

impl Raw for Orthographic {
    fn forward(&self, lambda: f64, phi: f64) -> Option<(f64, f64)> {
        let (sin, cos) = libm::sincos(phi);
        if self.sin_0 * sin + self.cos_0 * cos * libm::cos(lambda) < -HORIZON {
            return None;
        }
        Some(self.at(lambda, phi))
    }

    fn inverse(&self, x: f64, y: f64) -> Option<(f64, f64)> {
        let (mut lambda, mut phi) = self.start(x, y)?;
        if let Aspect::Polar(sign) = Aspect::of(self.phi_0) {
            let rho2 = x * x + y * y;
            let cos = libm::sqrt((rho2 * (1.0 - self.ellipsoid.e2) / (1.0 - self.ellipsoid.e2 * rho2)).min(1.0));
            return Some((lambda, sign * libm::acos(cos)));
        }
        for _ in 0..30 {
            let (px, py) = self.at(lambda, phi);
            let (dx, dy) = (x - px, y - py);
            let (xl, xp, yl, yp) = self.slopes(lambda, phi);
            let determinant = xl * yp - xp * yl;
            // On the horizon a step has no direction, and the start is as good.
            if dx.abs() + dy.abs() < 1e-15 || determinant.abs() < 1e-12 {
                break;
            }
            lambda += (dx * yp - dy * xp) / determinant;
            phi += (dy * xl - dx * yl) / determinant;
            if phi.abs() > FRAC_PI_2 {
                phi = PI.copysign(phi) - phi;
                lambda += PI;
            }
        }
        let (px, py) = self.at(lambda, phi);
        ((px - x).abs() + (py - y).abs() < 1e-7).then(|| (libm::remainder(lambda, 2.0 * PI), phi))
    }
}
