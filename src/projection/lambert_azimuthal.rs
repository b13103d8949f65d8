//! Lambert azimuthal equal-area, oblique, equatorial and polar, on the ellipsoid (EPSG 9820; Snyder 1987, pp. 187–190) and the
//! sphere (pp. 185–187). The antipode of the centre has no place.

use super::Raw;
use super::azimuthal::{Aspect, OnSphere, Radial};
use super::ellipsoid::Ellipsoid;
use std::f64::consts::{FRAC_PI_2, FRAC_PI_4};

/// Nearer to the antipode than this (radians or their cosine) is nowhere.
const ANTIPODE: f64 = 1e-10;

pub fn new(ellipsoid: Ellipsoid, phi_0: f64) -> Box<dyn Raw> {
    if ellipsoid.is_sphere() {
        return Box::new(OnSphere::new(phi_0, Sphere));
    }
    Box::new(LambertAzimuthal::new(ellipsoid, phi_0))
}

#[derive(Debug)]
struct Sphere;

impl Radial for Sphere {
    fn stretch(&self, cos_c: f64) -> Option<f64> {
        let below = 1.0 + cos_c;
        (below > ANTIPODE).then(|| libm::sqrt(2.0 / below))
    }

    fn polar_distance(&self, phi: f64) -> Option<f64> {
        ((phi + FRAC_PI_2).abs() >= ANTIPODE).then(|| 2.0 * libm::sin(FRAC_PI_4 - phi / 2.0))
    }

    fn angle(&self, rho: f64) -> Option<f64> {
        (rho <= 2.0).then(|| 2.0 * libm::asin(rho / 2.0))
    }
}

#[derive(Debug)]
struct LambertAzimuthal {
    ellipsoid: Ellipsoid,
    aspect: Aspect,
    phi_0: f64,
    qp: f64,
    sin_beta_0: f64,
    cos_beta_0: f64,
    /// Radius of the sphere of the same area.
    radius: f64,
    d: f64,
}

impl LambertAzimuthal {
    fn new(ellipsoid: Ellipsoid, phi_0: f64) -> Self {
        let qp = ellipsoid.q(1.0);
        let radius = libm::sqrt(qp / 2.0);
        let aspect = Aspect::of(phi_0);
        let sin_beta_0 = ellipsoid.q(if let Aspect::Oblique(sin, _) = aspect { sin } else { phi_0.signum() }) / qp;
        let cos_beta_0 = libm::sqrt((1.0 - sin_beta_0 * sin_beta_0).max(0.0));
        let d =
            if aspect == Aspect::Oblique(0.0, 1.0) { 1.0 / radius } else { ellipsoid.m(phi_0) / (radius * cos_beta_0) };
        Self { ellipsoid, aspect, phi_0, qp, sin_beta_0, cos_beta_0, radius, d }
    }
}

impl Raw for LambertAzimuthal {
    fn forward(&self, lambda: f64, phi: f64) -> Option<(f64, f64)> {
        let q = self.ellipsoid.q(libm::sin(phi));
        if let Aspect::Polar(sign) = self.aspect {
            let rest = self.qp - sign * q;
            let rho = if rest >= 1e-15 { libm::sqrt(rest) } else { 0.0 };
            return ((FRAC_PI_2 + sign * phi).abs() >= ANTIPODE).then(|| Aspect::from_pole(sign, rho, lambda));
        }
        let sin_beta = q / self.qp;
        let cos_beta = libm::sqrt((1.0 - sin_beta * sin_beta).max(0.0));
        let (sin, cos) = libm::sincos(lambda);
        let below = 1.0 + self.sin_beta_0 * sin_beta + self.cos_beta_0 * cos_beta * cos;
        if below.abs() < ANTIPODE {
            return None;
        }
        let b = libm::sqrt(2.0 / below) * self.radius;
        let x = b * self.d * cos_beta * sin;
        let y = b / self.d * (self.cos_beta_0 * sin_beta - self.sin_beta_0 * cos_beta * cos);
        Some((x, y))
    }

    fn inverse(&self, x: f64, y: f64) -> Option<(f64, f64)> {
        let rho = libm::hypot(x, y);
        if rho < 1e-12 {
            return Some((0.0, self.phi_0));
        }
        if let Aspect::Polar(sign) = self.aspect {
            let q = sign * (self.qp - rho * rho);
            return (q.abs() <= self.qp + 1e-12).then(|| {
                let phi = self.ellipsoid.phi_from_q(q.clamp(-self.qp, self.qp));
                (libm::atan2(x, -sign * y), phi)
            });
        }
        let (x, y) = (x / self.d, y * self.d);
        let rho = libm::hypot(x, y);
        let half = rho / (2.0 * self.radius);
        if half > 1.0 {
            return None;
        }
        let (sin_c, cos_c) = libm::sincos(2.0 * libm::asin(half));
        let sin_beta = cos_c * self.sin_beta_0 + y * sin_c * self.cos_beta_0 / rho;
        let lambda = libm::atan2(x * sin_c, rho * self.cos_beta_0 * cos_c - y * self.sin_beta_0 * sin_c);
        Some((lambda, self.ellipsoid.phi_from_q(self.qp * sin_beta.clamp(-1.0, 1.0))))
    }
}
