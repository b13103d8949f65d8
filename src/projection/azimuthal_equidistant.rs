//! Azimuthal equidistant: distances and azimuths from the centre are true (Snyder 1987, pp. 191–198). On the ellipsoid they are those
//! of geodesics (Karney 2013), so that there the antipode of the centre, which has no place, is blurred into about 1°.

use super::Raw;
use super::azimuthal::{Aspect, OnSphere, Radial};
use super::ellipsoid::{Ellipsoid, Meridian};
use crate::geodesy::Geodesic;
use std::f64::consts::{FRAC_PI_2, PI};

pub fn new(ellipsoid: Ellipsoid, phi_0: f64) -> Box<dyn Raw> {
    match Aspect::of(phi_0) {
        _ if ellipsoid.is_sphere() => Box::new(OnSphere::new(phi_0, Sphere)),
        Aspect::Polar(sign) => {
            let meridian = Meridian::new(&ellipsoid);
            Box::new(Polar { sign, quadrant: meridian.distance(FRAC_PI_2), meridian })
        }
        Aspect::Oblique(..) => Box::new(Oblique { geodesic: Geodesic::new(1.0, ellipsoid.f), phi_0 }),
    }
}

#[derive(Debug)]
struct Sphere;

impl Radial for Sphere {
    fn stretch(&self, cos_c: f64) -> Option<f64> {
        if (cos_c.abs() - 1.0).abs() < 1e-14 {
            return (cos_c > 0.0).then_some(1.0);
        }
        let c = libm::acos(cos_c);
        Some(c / libm::sin(c))
    }

    fn polar_distance(&self, phi: f64) -> Option<f64> {
        ((phi + FRAC_PI_2).abs() >= 1e-10).then_some(FRAC_PI_2 - phi)
    }

    fn angle(&self, rho: f64) -> Option<f64> {
        (rho <= PI + 1e-10).then(|| rho.min(PI))
    }
}

#[derive(Debug)]
struct Polar {
    sign: f64,
    meridian: Meridian,
    quadrant: f64,
}

impl Raw for Polar {
    fn forward(&self, lambda: f64, phi: f64) -> Option<(f64, f64)> {
        let rho = (self.quadrant - self.meridian.distance(self.sign * phi)).abs();
        Some(Aspect::from_pole(self.sign, rho, lambda))
    }

    fn inverse(&self, x: f64, y: f64) -> Option<(f64, f64)> {
        let rho = libm::hypot(x, y);
        let phi = self.sign * self.meridian.latitude(self.quadrant - rho);
        (rho <= 2.0 * self.quadrant + 1e-9).then(|| (libm::atan2(x, -self.sign * y), phi))
    }
}

struct Oblique {
    geodesic: Geodesic,
    phi_0: f64,
}

impl std::fmt::Debug for Oblique {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "AzimuthalEquidistant({})", self.phi_0)
    }
}

impl Raw for Oblique {
    fn forward(&self, lambda: f64, phi: f64) -> Option<(f64, f64)> {
        if lambda.abs() < 1e-10 && (phi - self.phi_0).abs() < 1e-10 {
            return Some((0.0, 0.0));
        }
        let way = self.geodesic.inverse([0.0, self.phi_0.to_degrees()], [lambda.to_degrees(), phi.to_degrees()]);
        let [sin, cos] = way.azimuths[0];
        Some((way.distance * sin, way.distance * cos))
    }

    fn inverse(&self, x: f64, y: f64) -> Option<(f64, f64)> {
        let distance = libm::hypot(x, y);
        if distance < 1e-12 {
            return Some((0.0, self.phi_0));
        }
        // No geodesic is the shortest that is longer than half the equator.
        if distance > PI {
            return None;
        }
        let azimuth_deg = libm::atan2(x, y).to_degrees();
        let place = self.geodesic.direct([0.0, self.phi_0.to_degrees()], azimuth_deg, distance);
        Some((place.lon_deg.to_radians(), place.lat_deg.to_radians()))
    }
}
