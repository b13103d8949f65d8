//! Transverse Mercator by Krüger's series to the sixth order in n (EPSG 9807; Karney 2011, "Transverse Mercator with an
//! accuracy of a few nanometers", eqs. 10–36), and of the sphere (Snyder 1987, pp. 55–59). More than about 81.7° from the great
//! circle of the central meridian the series has no value.

use super::Raw;
use super::ellipsoid::Ellipsoid;
use std::f64::consts::{FRAC_PI_2, PI};

pub fn new(ellipsoid: Ellipsoid, phi_0: f64, k_0: f64) -> Box<dyn Raw> {
    if ellipsoid.is_sphere() {
        return Box::new(Sphere { phi_0, k_0 });
    }
    Box::new(TransverseMercator::new(ellipsoid, phi_0, k_0))
}

#[derive(Debug)]
struct TransverseMercator {
    ellipsoid: Ellipsoid,
    scale: f64,
    xi_0: f64,
    alpha: [f64; 6],
    beta: [f64; 6],
}

/// Greatest η, on the projection's plane.
const FARTHEST: f64 = 2.623_395_162_778;

impl TransverseMercator {
    fn new(ellipsoid: Ellipsoid, phi_0: f64, k_0: f64) -> Self {
        let n = ellipsoid.n();
        let (n2, n3) = (n * n, n * n * n);
        let (n4, n5, n6) = (n2 * n2, n2 * n3, n3 * n3);
        let alpha = [
            n / 2.0 - 2.0 / 3.0 * n2 + 5.0 / 16.0 * n3 + 41.0 / 180.0 * n4 - 127.0 / 288.0 * n5 + 7891.0 / 37800.0 * n6,
            13.0 / 48.0 * n2 - 3.0 / 5.0 * n3 + 557.0 / 1440.0 * n4 + 281.0 / 630.0 * n5
                - 1_983_433.0 / 1_935_360.0 * n6,
            61.0 / 240.0 * n3 - 103.0 / 140.0 * n4 + 15061.0 / 26880.0 * n5 + 167_603.0 / 181_440.0 * n6,
            49561.0 / 161_280.0 * n4 - 179.0 / 168.0 * n5 + 6_601_661.0 / 7_257_600.0 * n6,
            34729.0 / 80640.0 * n5 - 3_418_889.0 / 1_995_840.0 * n6,
            212_378_941.0 / 319_334_400.0 * n6,
        ];
        let beta = [
            n / 2.0 - 2.0 / 3.0 * n2 + 37.0 / 96.0 * n3 - n4 / 360.0 - 81.0 / 512.0 * n5 + 96199.0 / 604_800.0 * n6,
            n2 / 48.0 + n3 / 15.0 - 437.0 / 1440.0 * n4 + 46.0 / 105.0 * n5 - 1_118_711.0 / 3_870_720.0 * n6,
            17.0 / 480.0 * n3 - 37.0 / 840.0 * n4 - 209.0 / 4480.0 * n5 + 5569.0 / 90720.0 * n6,
            4397.0 / 161_280.0 * n4 - 11.0 / 504.0 * n5 - 830_251.0 / 7_257_600.0 * n6,
            4583.0 / 161_280.0 * n5 - 108_847.0 / 3_991_680.0 * n6,
            20_648_693.0 / 638_668_800.0 * n6,
        ];
        let scale = k_0 / (1.0 + n) * (1.0 + n2 / 4.0 + n4 / 64.0 + n6 / 256.0);
        let mut projection = Self { ellipsoid, scale, xi_0: 0.0, alpha, beta };
        projection.xi_0 = projection.xi_eta(0.0, phi_0).0;
        projection
    }

    fn xi_eta(&self, lambda: f64, phi: f64) -> (f64, f64) {
        let tau = self.ellipsoid.conformal_tangent(libm::tan(phi));
        let (sin, cos) = libm::sincos(lambda);
        let xi = libm::atan2(tau, cos);
        let eta = libm::asinh(sin / libm::hypot(tau, cos));
        series(&self.alpha, xi, eta, 1.0)
    }
}

/// ξ + Σ c·sin 2jξ cosh 2jη, η + Σ c·cos 2jξ sinh 2jη, by Clenshaw's recurrence in complex numbers.
fn series(coefficients: &[f64; 6], xi: f64, eta: f64, sign: f64) -> (f64, f64) {
    let (sin, cos) = libm::sincos(2.0 * xi);
    let (sinh, cosh) = (libm::sinh(2.0 * eta), libm::cosh(2.0 * eta));
    let (ar, ai) = (2.0 * cos * cosh, -2.0 * sin * sinh);
    let (mut r0, mut i0, mut r1, mut i1) = (0.0, 0.0, 0.0, 0.0);
    for c in coefficients.iter().rev() {
        (r0, i0, r1, i1) = (ar * r0 - ai * i0 - r1 + c, ar * i0 + ai * r0 - i1, r0, i0);
    }
    let (sr, si) = (sin * cosh, cos * sinh);
    (xi + sign * (sr * r0 - si * i0), eta + sign * (sr * i0 + si * r0))
}

/// Longitude and the conformal latitude's tangent, from the sphere turned by a right angle.
fn turned_back(xi: f64, eta: f64) -> (f64, f64) {
    let (sin, cos) = libm::sincos(xi);
    let sinh = libm::sinh(eta);
    // At a pole every meridian is as good.
    let lambda = if libm::hypot(sinh, cos) < 1e-12 { 0.0 } else { libm::atan2(sinh, cos) };
    (lambda, sin / libm::hypot(sinh, cos))
}

impl Raw for TransverseMercator {
    fn forward(&self, lambda: f64, phi: f64) -> Option<(f64, f64)> {
        let (xi, eta) = self.xi_eta(lambda, phi);
        (eta.abs() <= FARTHEST).then_some((self.scale * eta, self.scale * (xi - self.xi_0)))
    }

    fn inverse(&self, x: f64, y: f64) -> Option<(f64, f64)> {
        let (xi, eta) = (y / self.scale + self.xi_0, x / self.scale);
        // Over the pole and on to the other side's equator.
        if eta.abs() > FARTHEST || xi.abs() > PI + 1e-9 {
            return None;
        }
        let (xi, eta) = series(&self.beta, xi, eta, -1.0);
        let (lambda, tau) = turned_back(xi, eta);
        Some((lambda, libm::atan(self.ellipsoid.tangent_from_conformal(tau))))
    }
}

#[derive(Debug)]
struct Sphere {
    phi_0: f64,
    k_0: f64,
}

impl Raw for Sphere {
    fn forward(&self, lambda: f64, phi: f64) -> Option<(f64, f64)> {
        let cos = libm::cos(phi);
        let b = cos * libm::sin(lambda);
        if (b.abs() - 1.0).abs() <= 1e-10 {
            return None;
        }
        let x = self.k_0 / 2.0 * libm::log((1.0 + b) / (1.0 - b));
        let along = cos * libm::cos(lambda) / libm::sqrt(1.0 - b * b);
        let y = if cos == 1.0 && lambda.abs() > FRAC_PI_2 { PI } else { libm::acos(along.clamp(-1.0, 1.0)) };
        Some((x, self.k_0 * (if phi < 0.0 { -y } else { y } - self.phi_0)))
    }

    fn inverse(&self, x: f64, y: f64) -> Option<(f64, f64)> {
        let xi = self.phi_0 + y / self.k_0;
        let (lambda, tau) = turned_back(xi, x / self.k_0);
        (xi.abs() <= PI + 1e-9).then(|| (lambda, libm::atan(tau)))
    }
}
