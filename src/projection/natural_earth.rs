//! Natural Earth, a compromise for the world (Patterson 2007), by the polynomials of Šavrič, Jenny, Patterson, Petrovič and
//! Hurni (2011), "A polynomial equation for the Natural Earth projection". Of the sphere.

use super::Raw;

#[derive(Debug)]
pub struct NaturalEarth;

fn width(p2: f64) -> f64 {
    let p4 = p2 * p2;
    0.8707 + p2 * (-0.131_979 + p2 * (-0.013_791 + p4 * p2 * (0.003_971 - 0.001_529 * p2)))
}

fn height(phi: f64) -> f64 {
    let p2 = phi * phi;
    let p4 = p2 * p2;
    phi * (1.007_226 + p2 * (0.015_085 + p4 * (-0.044_475 + 0.028_874 * p2 - 0.005_916 * p4)))
}

fn slope(phi: f64) -> f64 {
    let p2 = phi * phi;
    let p4 = p2 * p2;
    1.007_226 + p2 * (3.0 * 0.015_085 + p4 * (7.0 * -0.044_475 + 9.0 * 0.028_874 * p2 - 11.0 * 0.005_916 * p4))
}

impl Raw for NaturalEarth {
    fn forward(&self, lambda: f64, phi: f64) -> Option<(f64, f64)> {
        Some((lambda * width(phi * phi), height(phi)))
    }

    fn inverse(&self, x: f64, y: f64) -> Option<(f64, f64)> {
        let mut phi = y;
        for _ in 0..30 {
            let step = (height(phi) - y) / slope(phi);
            phi -= step;
            if step.abs() < 1e-14 {
                break;
            }
        }
        Some((x / width(phi * phi), phi))
    }
}
