//! Equal Earth on the ellipsoid, through the authalic latitude (Šavrič, Patterson and Jenny 2018, "The Equal Earth map
//! projection"; EPSG 1078).

use super::Raw;
use super::ellipsoid::Ellipsoid;
use std::f64::consts::FRAC_PI_3;

#[derive(Debug)]
pub struct EqualEarth {
    ellipsoid: Ellipsoid,
    qp: f64,
    /// Radius of the sphere of the same area.
    radius: f64,
}

const A1: f64 = 1.340_264;
const A2: f64 = -0.081_106;
const A3: f64 = 0.000_893;
const A4: f64 = 0.003_796;

/// √3 / 2.
fn m() -> f64 {
    libm::sqrt(3.0) / 2.0
}

fn y_of(theta: f64) -> f64 {
    let t2 = theta * theta;
    let t6 = t2 * t2 * t2;
    theta * (A1 + A2 * t2 + t6 * (A3 + A4 * t2))
}

fn slope(theta: f64) -> f64 {
    let t2 = theta * theta;
    let t6 = t2 * t2 * t2;
    A1 + 3.0 * A2 * t2 + t6 * (7.0 * A3 + 9.0 * A4 * t2)
}

impl EqualEarth {
    pub fn new(ellipsoid: Ellipsoid) -> Self {
        let qp = ellipsoid.q(1.0);
        Self { ellipsoid, qp, radius: libm::sqrt(qp / 2.0) }
    }
}

impl Raw for EqualEarth {
    fn forward(&self, lambda: f64, phi: f64) -> Option<(f64, f64)> {
        let sin_beta = (self.ellipsoid.q(libm::sin(phi)) / self.qp).clamp(-1.0, 1.0);
        let theta = libm::asin(m() * sin_beta);
        Some((self.radius * lambda * libm::cos(theta) / (m() * slope(theta)), self.radius * y_of(theta)))
    }

    fn inverse(&self, x: f64, y: f64) -> Option<(f64, f64)> {
        let wanted = y / self.radius;
        let most = y_of(FRAC_PI_3);
        if wanted.abs() > most + 1e-9 {
            return None;
        }
        let mut theta = wanted / A1;
        for _ in 0..16 {
            let step = (wanted - y_of(theta)) / slope(theta);
            theta += step;
            if step.abs() < 1e-15 {
                break;
            }
        }
        let lambda = x * m() * slope(theta) / (self.radius * libm::cos(theta));
        let sin_beta = (libm::sin(theta) / m()).clamp(-1.0, 1.0);
        Some((lambda, self.ellipsoid.phi_from_q(self.qp * sin_beta)))
    }
}
