//! Stereographic (conformal), oblique, equatorial and polar, on the ellipsoid (EPSG 9810, 9829; Snyder 1987, pp. 160–163) and the sphere
//! (pp. 157–159). The antipode of the centre has no place.

use super::Raw;
use super::azimuthal::{Aspect, OnSphere, Radial};
use super::ellipsoid::Ellipsoid;
use std::f64::consts::{FRAC_PI_2, FRAC_PI_4};

/// `phi_ts`: for polar aspects, the parallel of true scale; at the pole itself the scale factor is `k_0`.
pub fn new(ellipsoid: Ellipsoid, phi_0: f64, phi_ts: f64, k_0: f64) -> Box<dyn Raw> {
    let phi_ts = phi_ts.abs();
    let at_pole = (phi_ts - FRAC_PI_2).abs() < 1e-10;
    let polar = matches!(Aspect::of(phi_0), Aspect::Polar(_));
    if ellipsoid.is_sphere() {
        let true_scale = libm::cos(phi_ts) / libm::tan(FRAC_PI_4 - phi_ts / 2.0);
        let diameter = if polar && !at_pole { true_scale } else { 2.0 * k_0 };
        return Box::new(OnSphere::new(phi_0, Sphere { diameter }));
    }
    let scale = if !polar {
        2.0 * k_0 * ellipsoid.m(phi_0)
    } else if at_pole {
        let e = ellipsoid.e;
        2.0 * k_0 / libm::sqrt(libm::pow(1.0 + e, 1.0 + e) * libm::pow(1.0 - e, 1.0 - e))
    } else {
        ellipsoid.m(phi_ts) / ellipsoid.t(phi_ts)
    };
    let (sin_chi_0, cos_chi_0) = libm::sincos(conformal_latitude(&ellipsoid, phi_0));
    Box::new(Stereographic { ellipsoid, aspect: Aspect::of(phi_0), phi_0, sin_chi_0, cos_chi_0, scale })
}

/// The conformal latitude (Snyder 3-1).
fn conformal_latitude(ellipsoid: &Ellipsoid, phi: f64) -> f64 {
    let es = ellipsoid.e * libm::sin(phi);
    let tangent = libm::tan((FRAC_PI_2 + phi) / 2.0) * libm::pow((1.0 - es) / (1.0 + es), ellipsoid.e / 2.0);
    2.0 * libm::atan(tangent) - FRAC_PI_2
}

#[derive(Debug)]
struct Sphere {
    diameter: f64,
}

impl Radial for Sphere {
    fn stretch(&self, cos_c: f64) -> Option<f64> {
        let below = 1.0 + cos_c;
        (below > 1e-10).then(|| self.diameter / below)
    }

    fn polar_distance(&self, phi: f64) -> Option<f64> {
        ((phi + FRAC_PI_2).abs() >= 1e-8).then(|| self.diameter * libm::tan(FRAC_PI_4 - phi / 2.0))
    }

    fn angle(&self, rho: f64) -> Option<f64> {
        Some(2.0 * libm::atan(rho / self.diameter))
    }
}

#[derive(Debug)]
struct Stereographic {
    ellipsoid: Ellipsoid,
    aspect: Aspect,
    phi_0: f64,
    sin_chi_0: f64,
    cos_chi_0: f64,
    /// Twice the scale factor at the centre, by the radius there.
    scale: f64,
}

impl Raw for Stereographic {
    fn forward(&self, lambda: f64, phi: f64) -> Option<(f64, f64)> {
        if let Aspect::Polar(sign) = self.aspect {
            let phi = sign * phi;
            let rho = if (phi - FRAC_PI_2).abs() < 1e-15 { 0.0 } else { self.scale * self.ellipsoid.t(phi) };
            return Some(Aspect::from_pole(sign, rho, lambda));
        }
        let (sin_chi, cos_chi) = libm::sincos(conformal_latitude(&self.ellipsoid, phi));
        let (sin, cos) = libm::sincos(lambda);
        let below = self.cos_chi_0 * (1.0 + self.sin_chi_0 * sin_chi + self.cos_chi_0 * cos_chi * cos);
        if below == 0.0 {
            return None;
        }
        let k = self.scale / below;
        Some((k * cos_chi * sin, k * (self.cos_chi_0 * sin_chi - self.sin_chi_0 * cos_chi * cos)))
    }

    fn inverse(&self, x: f64, y: f64) -> Option<(f64, f64)> {
        let rho = libm::hypot(x, y);
        if rho < 1e-12 {
            return Some((0.0, self.phi_0));
        }
        if let Aspect::Polar(sign) = self.aspect {
            let t = rho / self.scale;
            let tau = self.ellipsoid.tangent_from_conformal((1.0 / t - t) / 2.0);
            return Some((libm::atan2(x, -sign * y), sign * libm::atan(tau)));
        }
        let (sin_c, cos_c) = libm::sincos(2.0 * libm::atan2(rho * self.cos_chi_0, self.scale));
        let lambda = libm::atan2(x * sin_c, rho * self.cos_chi_0 * cos_c - y * self.sin_chi_0 * sin_c);
        let chi = libm::asin((cos_c * self.sin_chi_0 + y * sin_c * self.cos_chi_0 / rho).clamp(-1.0, 1.0));
        Some((lambda, libm::atan(self.ellipsoid.tangent_from_conformal(libm::tan(chi)))))
    }
}
