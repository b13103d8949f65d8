//! Mollweide (equal-area; Snyder 1987, pp. 249–252), of the sphere.
//!
//! Near the poles Newton's method is slow (the root is threefold), and where it stops is up to metres from the truth: start,
//! steps and stop are PROJ's, so that both stop at the same place.

use super::Raw;
use std::f64::consts::{FRAC_PI_2, PI, SQRT_2};

const STEPS: usize = 30;
const STOP: f64 = 1e-7;

#[derive(Debug)]
pub struct Mollweide;

/// θ with 2θ + sin 2θ = π sin φ.
fn theta(phi: f64) -> f64 {
    let wanted = PI * libm::sin(phi);
    let mut twice = phi;
    for _ in 0..STEPS {
        let step = (twice + libm::sin(twice) - wanted) / (1.0 + libm::cos(twice));
        twice -= step;
        if step.abs() < STOP {
            return twice / 2.0;
        }
    }
    FRAC_PI_2.copysign(twice)
}

impl Raw for Mollweide {
    fn forward(&self, lambda: f64, phi: f64) -> Option<(f64, f64)> {
        let (sin, cos) = libm::sincos(theta(phi));
        Some((2.0 * SQRT_2 / PI * lambda * cos, SQRT_2 * sin))
    }

    fn inverse(&self, x: f64, y: f64) -> Option<(f64, f64)> {
        let sin = y / SQRT_2;
        if sin.abs() > 1.0 + 1e-10 {
            return None;
        }
        let theta = libm::asin(sin.clamp(-1.0, 1.0));
        let phi = libm::asin(((2.0 * theta + libm::sin(2.0 * theta)) / PI).clamp(-1.0, 1.0));
        let across = 2.0 * SQRT_2 / PI * libm::cos(theta);
        Some((if across < 1e-9 { 0.0 } else { x / across }, phi))
    }
}
