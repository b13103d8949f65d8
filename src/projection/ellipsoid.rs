//! The ellipsoid that a projection flattens, and the auxiliary latitudes that projections share (Snyder 1987, pp. 13–18;
//! Karney 2022, "On auxiliary latitudes", arXiv:2212.05818).
//!
//! Lengths are in semi-major axes. Where two forms of an equation are the same but for the last digits, ours is PROJ's: near
//! poles and antipodes the last digits become metres.

use std::f64::consts::FRAC_PI_2;

/// An ellipsoid of revolution; a sphere if its eccentricity is 0.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Ellipsoid {
    /// Semi-major axis in metres.
    pub a_m: f64,
    /// Flattening.
    pub f: f64,
    /// Eccentricity squared.
    pub e2: f64,
    /// Eccentricity.
    pub e: f64,
}

impl Ellipsoid {
    /// WGS 84.
    pub fn wgs84() -> Self {
        Self::new(6_378_137.0, 1.0 / 298.257_223_563)
    }

    pub fn new(a_m: f64, f: f64) -> Self {
        let e2 = 2.0 * f - f * f;
        Self { a_m, f, e2, e: libm::sqrt(e2) }
    }

    pub fn sphere(radius_m: f64) -> Self {
        Self { a_m: radius_m, f: 0.0, e2: 0.0, e: 0.0 }
    }

    pub fn is_sphere(&self) -> bool {
        self.e2 == 0.0
    }

    /// Third flattening.
    pub fn n(&self) -> f64 {
        self.f / (2.0 - self.f)
    }

    /// Radii of curvature in the meridian and in the prime vertical, metres.
    pub fn radii_m(&self, phi: f64) -> (f64, f64) {
        let s = libm::sin(phi);
        let w2 = 1.0 - self.e2 * s * s;
        let w = libm::sqrt(w2);
        (self.a_m * (1.0 - self.e2) / (w * w2), self.a_m / w)
    }

    /// Radius of the parallel (Snyder 14-15).
    pub fn m(&self, phi: f64) -> f64 {
        let s = libm::sin(phi);
        libm::cos(phi) / libm::sqrt(1.0 - self.e2 * s * s)
    }

    /// exp(−ψ), ψ the isometric latitude (Snyder 15-9, written without cancellation).
    pub fn t(&self, phi: f64) -> f64 {
        let (sin, cos) = libm::sincos(phi);
        let sphere = if sin > 0.0 { cos / (1.0 + sin) } else { (1.0 - sin) / cos };
        libm::exp(self.e * libm::atanh(self.e * sin)) * sphere
    }

    /// Tangent of the conformal latitude from the tangent of the latitude (Karney 2011, eqs. 7–9).
    pub fn conformal_tangent(&self, tau: f64) -> f64 {
        let root = libm::hypot(1.0, tau);
        let sigma = libm::sinh(self.e * libm::atanh(self.e * tau / root));
        tau * libm::hypot(1.0, sigma) - sigma * root
    }

    /// The tangent of the latitude from that of the conformal latitude, by Newton's method (Karney 2011, eqs. 19–21).
    pub fn tangent_from_conformal(&self, wanted: f64) -> f64 {
        let e2m = 1.0 - self.e2;
        // Beyond, squares lose all digits, and the two differ by a constant factor.
        if wanted.abs() > 1e7 || self.is_sphere() {
            return wanted * libm::exp(self.e * libm::atanh(self.e));
        }
        let mut tau = wanted / e2m;
        for _ in 0..8 {
            let t = self.conformal_tangent(tau);
            let step = (wanted - t) / libm::hypot(1.0, t) * (1.0 + e2m * tau * tau) / (e2m * libm::hypot(1.0, tau));
            tau += step;
            if step.abs() < 1e-15 * tau.abs().max(1.0) {
                break;
            }
        }
        tau
    }

    /// q of the authalic latitude (Snyder 3-12).
    pub fn q(&self, sin_phi: f64) -> f64 {
        if self.e < 1e-7 {
            return 2.0 * sin_phi;
        }
        let es = self.e * sin_phi;
        (1.0 - self.e2) * (sin_phi / (1.0 - es * es) - 0.5 / self.e * libm::log((1.0 - es) / (1.0 + es)))
    }

    /// The latitude with this q, by Newton's method (Snyder 3-16).
    pub fn phi_from_q(&self, q_wanted: f64) -> f64 {
        let qp = self.q(1.0);
        if (q_wanted.abs() - qp).abs() < 1e-14 {
            return FRAC_PI_2.copysign(q_wanted);
        }
        let mut phi = libm::asin((q_wanted / qp).clamp(-1.0, 1.0));
        for _ in 0..12 {
            let s = libm::sin(phi);
            let w2 = 1.0 - self.e2 * s * s;
            let step = w2 * w2 / (2.0 * libm::cos(phi) * (1.0 - self.e2)) * (q_wanted - self.q(s));
            phi += step;
            if step.abs() < 1e-15 {
                break;
            }
        }
        phi
    }
}

/// Lengths along the meridian by the rectifying latitude, to the sixth order in n: full accuracy for |f| ≤ 1/150 (Karney 2022,
/// eqs. A5, A6).
#[derive(Debug, Clone)]
pub struct Meridian {
    radius: f64,
    to_rectifying: [f64; 6],
    from_rectifying: [f64; 6],
}

impl Meridian {
    pub fn new(ellipsoid: &Ellipsoid) -> Self {
        let n = ellipsoid.n();
        let n2 = n * n;
        let powers = [n, n2, n * n2, n2 * n2, n2 * n2 * n, n2 * n2 * n2];
        let scaled = |c: [f64; 6]| std::array::from_fn(|i| powers[i] * c[i]);
        Self {
            radius: (1.0 + n2 * (0.25 + n2 * (1.0 / 64.0 + n2 / 256.0))) / (1.0 + n),
            to_rectifying: scaled([
                -1.5 + n2 * (9.0 / 16.0 - n2 * 3.0 / 32.0),
                15.0 / 16.0 + n2 * (-15.0 / 32.0 + n2 * 135.0 / 2048.0),
                -35.0 / 48.0 + n2 * 105.0 / 256.0,
                315.0 / 512.0 - n2 * 189.0 / 512.0,
                -693.0 / 1280.0,
                1001.0 / 2048.0,
            ]),
            from_rectifying: scaled([
                1.5 + n2 * (-27.0 / 32.0 + n2 * 269.0 / 512.0),
                21.0 / 16.0 + n2 * (-55.0 / 32.0 + n2 * 6759.0 / 4096.0),
                151.0 / 96.0 - n2 * 417.0 / 128.0,
                1097.0 / 512.0 - n2 * 15543.0 / 2560.0,
                8011.0 / 2560.0,
                293_393.0 / 61440.0,
            ]),
        }
    }

    /// Distance from the equator.
    pub fn distance(&self, phi: f64) -> f64 {
        self.radius * (phi + sine_series(&self.to_rectifying, phi))
    }

    /// The latitude at a distance from the equator.
    pub fn latitude(&self, distance: f64) -> f64 {
        let mu = distance / self.radius;
        mu + sine_series(&self.from_rectifying, mu)
    }
}

/// Σ c·sin 2jφ by Clenshaw's recurrence.
fn sine_series(coefficients: &[f64; 6], phi: f64) -> f64 {
    let (sin, cos) = libm::sincos(phi);
    let twice = 2.0 * (cos - sin) * (cos + sin);
    let (mut u0, mut u1) = (0.0, 0.0);
    for c in coefficients.iter().rev() {
        (u0, u1) = (twice * u0 - u1 + c, u0);
    }
    2.0 * sin * cos * u0
}
