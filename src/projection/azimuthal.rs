//! What azimuthal projections share: where their centre lies, and the sphere seen from there (Snyder 1987, pp. 5–6 and
//! 20-14, 20-15 for the way back).

use super::Raw;
use std::f64::consts::FRAC_PI_2;

/// A centre nearer to a pole or the equator than this lies there, in radians.
const AT: f64 = 1e-10;

/// Where the centre lies.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Aspect {
    /// At a pole: 1 north, −1 south.
    Polar(f64),
    /// Elsewhere: sine and cosine of its latitude.
    Oblique(f64, f64),
}

impl Aspect {
    pub fn of(phi_0: f64) -> Self {
        if (phi_0.abs() - FRAC_PI_2).abs() < AT {
            Self::Polar(phi_0.signum())
        } else if phi_0.abs() < AT {
            Self::Oblique(0.0, 1.0)
        } else {
            Self::Oblique(libm::sin(phi_0), libm::cos(phi_0))
        }
    }

    /// The point of the plane at a distance from a pole, on the meridian λ.
    pub fn from_pole(sign: f64, rho: f64, lambda: f64) -> (f64, f64) {
        let (sin, cos) = libm::sincos(lambda);
        (rho * sin, -sign * rho * cos)
    }
}

/// What tells one azimuthal projection of the sphere from another.
pub trait Radial: std::fmt::Debug + Send + Sync {
    /// Stretching away from the centre (Snyder's k′), from the cosine of the angle between place and centre.
    fn stretch(&self, cos_c: f64) -> Option<f64>;
    /// Distance from the pole at the centre, for a latitude that is counted positive towards that pole.
    fn polar_distance(&self, phi: f64) -> Option<f64>;
    /// Angle from the centre, for a distance.
    fn angle(&self, rho: f64) -> Option<f64>;
}

/// An azimuthal projection of the sphere.
#[derive(Debug)]
pub struct OnSphere<R> {
    aspect: Aspect,
    phi_0: f64,
    radial: R,
}

impl<R: Radial> OnSphere<R> {
    pub fn new(phi_0: f64, radial: R) -> Self {
        Self { aspect: Aspect::of(phi_0), phi_0, radial }
    }
}

impl<R: Radial> Raw for OnSphere<R> {
    fn forward(&self, lambda: f64, phi: f64) -> Option<(f64, f64)> {
        let (sin_0, cos_0) = match self.aspect {
            Aspect::Polar(sign) => {
                return Some(Aspect::from_pole(sign, self.radial.polar_distance(sign * phi)?, lambda));
            }
            Aspect::Oblique(sin_0, cos_0) => (sin_0, cos_0),
        };
        let (sin, cos) = libm::sincos(phi);
        let (sin_lambda, cos_lambda) = libm::sincos(lambda);
        let k = self.radial.stretch(sin_0 * sin + cos_0 * cos * cos_lambda)?;
        Some((k * cos * sin_lambda, k * (cos_0 * sin - sin_0 * cos * cos_lambda)))
    }

    fn inverse(&self, x: f64, y: f64) -> Option<(f64, f64)> {
        let rho = libm::hypot(x, y);
        if rho < 1e-12 {
            return Some((0.0, self.phi_0));
        }
        let c = self.radial.angle(rho)?;
        match self.aspect {
            Aspect::Polar(sign) => Some((libm::atan2(x, -sign * y), sign * (FRAC_PI_2 - c))),
            Aspect::Oblique(sin_0, cos_0) => {
                let (sin_c, cos_c) = libm::sincos(c);
                let sin = cos_c * sin_0 + y * sin_c * cos_0 / rho;
                let lambda = libm::atan2(x * sin_c, rho * cos_0 * cos_c - y * sin_0 * sin_c);
                Some((lambda, libm::asin(sin.clamp(-1.0, 1.0))))
            }
        }
    }
}
