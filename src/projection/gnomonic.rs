//! Gnomonic: great circles, and on the ellipsoid geodesics through the centre and nearly all others, are straight (Snyder 1987,
//! pp. 164–168; Karney 2013, "Algorithms for geodesics", section 8). It has values up to about 90° from the centre.

use super::Raw;
use super::azimuthal::{OnSphere, Radial};
use super::ellipsoid::Ellipsoid;
use crate::geodesy::{Geodesic, Line};
use std::f64::consts::FRAC_PI_2;

pub fn new(ellipsoid: Ellipsoid, phi_0: f64) -> Box<dyn Raw> {
    if ellipsoid.is_sphere() {
        return Box::new(OnSphere::new(phi_0, Sphere));
    }
    Box::new(Gnomonic { geodesic: Geodesic::new(1.0, ellipsoid.f), lat_0_deg: phi_0.to_degrees() })
}

#[derive(Debug)]
struct Sphere;

impl Radial for Sphere {
    fn stretch(&self, cos_c: f64) -> Option<f64> {
        (cos_c > 1e-10).then(|| 1.0 / cos_c)
    }

    fn polar_distance(&self, phi: f64) -> Option<f64> {
        let (sin, cos) = libm::sincos(phi);
        (sin > 1e-10).then(|| cos / sin)
    }

    fn angle(&self, rho: f64) -> Option<f64> {
        Some(libm::atan(rho))
    }
}

struct Gnomonic {
    geodesic: Geodesic,
    lat_0_deg: f64,
}

impl std::fmt::Debug for Gnomonic {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Gnomonic({})", self.lat_0_deg)
    }
}

impl Raw for Gnomonic {
    fn forward(&self, lambda: f64, phi: f64) -> Option<(f64, f64)> {
        let way = self.geodesic.inverse([0.0, self.lat_0_deg], [lambda.to_degrees(), phi.to_degrees()]);
        if way.scale_12 <= 0.0 {
            return None;
        }
        let rho = way.reduced_length / way.scale_12;
        Some((rho * way.azimuths[0][0], rho * way.azimuths[0][1]))
    }

    fn inverse(&self, x: f64, y: f64) -> Option<(f64, f64)> {
        let rho = libm::hypot(x, y);
        let line = Line::new(&self.geodesic, [0.0, self.lat_0_deg], libm::atan2(x, y).to_degrees());
        let mut s = libm::atan(rho);
        for _ in 0..12 {
            let at = line.at(s);
            let (reduced, scale) = (at.reduced_length, at.scale_12);
            // Newton's method on ρ(s), or where that is steep on 1/ρ(s).
            let step = if rho <= 1.0 { (reduced - rho * scale) * scale } else { (reduced / rho - scale) * reduced };
            if step.abs() < 1e-14 {
                return (s.abs() < FRAC_PI_2 * 1.01).then(|| (at.lon_deg.to_radians(), at.lat_deg.to_radians()));
            }
            s -= step;
        }
        None
    }
}
