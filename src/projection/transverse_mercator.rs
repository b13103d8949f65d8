//! Transverse Mercator by Krüger's series to the sixth order in n (EPSG 9807; Karney 2011, "Transverse Mercator with an
//! accuracy of a few nanometers", eqs. 10–36). Beyond 80° from the central meridian there is no value.

use super::Raw;
use super::ellipsoid::{A_M, F, conformal_tangent, tangent_from_conformal};

#[derive(Debug)]
pub struct TransverseMercator {
    k_0: f64,
    rectifying_radius_m: f64,
    xi_0: f64,
    alpha: [f64; 6],
    beta: [f64; 6],
}

/// Greatest angle from the central meridian, in radians: 80°.
const FARTHEST: f64 = 80.0 * std::f64::consts::PI / 180.0;

impl TransverseMercator {
    pub fn new(phi_0: f64, k_0: f64) -> Self {
        let n = F / (2.0 - F);
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
        let rectifying_radius_m = A_M / (1.0 + n) * (1.0 + n2 / 4.0 + n4 / 64.0 + n6 / 256.0);
        let mut projection = Self { k_0, rectifying_radius_m, xi_0: 0.0, alpha, beta };
        projection.xi_0 = projection.xi_eta(0.0, phi_0).0;
        projection
    }

    fn xi_eta(&self, lambda: f64, phi: f64) -> (f64, f64) {
        let tau = conformal_tangent(libm::tan(phi));
        let (sin, cos) = libm::sincos(lambda);
        let xi = libm::atan2(tau, cos);
        let eta = libm::asinh(sin / libm::hypot(tau, cos));
        series(&self.alpha, xi, eta, 1.0)
    }
}

/// ξ + Σ c·sin 2jξ cosh 2jη, η + Σ c·cos 2jξ sinh 2jη.
fn series(coefficients: &[f64; 6], xi: f64, eta: f64, sign: f64) -> (f64, f64) {
    let (mut x, mut e) = (xi, eta);
    for (j, c) in coefficients.iter().enumerate() {
        let m = 2.0 * (j as f64 + 1.0);
        let (sin, cos) = libm::sincos(m * xi);
        x += sign * c * sin * libm::cosh(m * eta);
        e += sign * c * cos * libm::sinh(m * eta);
    }
    (x, e)
}

impl Raw for TransverseMercator {
    fn forward(&self, lambda: f64, phi: f64) -> Option<(f64, f64)> {
        if lambda.abs() > FARTHEST {
            return None;
        }
        let (xi, eta) = self.xi_eta(lambda, phi);
        let scale = self.k_0 * self.rectifying_radius_m;
        Some((scale * eta, scale * (xi - self.xi_0)))
    }

    fn inverse(&self, x: f64, y: f64) -> Option<(f64, f64)> {
        let scale = self.k_0 * self.rectifying_radius_m;
        let (xi, eta) = series(&self.beta, y / scale + self.xi_0, x / scale, -1.0);
        if eta.abs() > 3.0 || xi.abs() > std::f64::consts::FRAC_PI_2 + 1e-9 {
            return None;
        }
        let (sin, cos) = libm::sincos(xi);
        let sinh = libm::sinh(eta);
        // At a pole every meridian is as good.
        let lambda = if libm::hypot(sinh, cos) < 1e-12 { 0.0 } else { libm::atan2(sinh, cos) };
        let tau = tangent_from_conformal(sin / libm::hypot(sinh, cos));
        (lambda.abs() <= FARTHEST).then(|| (lambda, libm::atan(tau)))
    }
}
