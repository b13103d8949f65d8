//! Robinson, a compromise for the world (Robinson 1974; Snyder 1990, "The Robinson projection: a computation algorithm"). Of the
//! sphere. The projection is a table of lengths of parallels and of their distances from the equator every 5°. Between, this is PROJ's
//! reading of it: cubics whose coefficients, of single precision, are those of PROJ (`robin`, copyright 1999 Gerald Evenden and 2006 Howard Butler;
//! MIT licence, whose text is that of LICENSE-MIT). Its pieces meet within metres: so far may the way there and back be off, as in PROJ.

use super::Raw;
use std::f64::consts::FRAC_PI_2;

/// Width and height of the whole.
const WIDTH: f64 = 0.8487;
const HEIGHT: f64 = 1.3523;
/// Radians of 5°, as PROJ writes them.
const STEP: f64 = 0.087_266_462_599_716_48;

/// Length of a parallel by that of the equator: a cubic in degrees from each fifth one.
const PARALLEL_LENGTH: [[f32; 4]; 19] = [
    [1.0, 2.2199e-17, -7.15515e-05, 3.1103e-06],
    [0.9986, -0.000482243, -2.4897e-05, -1.3309e-06],
    [0.9954, -0.00083103, -4.48605e-05, -9.86701e-07],
    [0.99, -0.00135364, -5.9661e-05, 3.6777e-06],
    [0.9822, -0.00167442, -4.49547e-06, -5.72411e-06],
    [0.973, -0.00214868, -9.03571e-05, 1.8736e-08],
    [0.96, -0.00305085, -9.00761e-05, 1.64917e-06],
    [0.9427, -0.00382792, -6.53386e-05, -2.6154e-06],
    [0.9216, -0.00467746, -0.00010457, 4.81243e-06],
    [0.8962, -0.00536223, -3.23831e-05, -5.43432e-06],
    [0.8679, -0.00609363, -0.000113898, 3.32484e-06],
    [0.835, -0.00698325, -6.40253e-05, 9.34959e-07],
    [0.7986, -0.00755338, -5.00009e-05, 9.35324e-07],
    [0.7597, -0.00798324, -3.5971e-05, -2.27626e-06],
    [0.7186, -0.00851367, -7.01149e-05, -8.6303e-06],
    [0.6732, -0.00986209, -0.000199569, 1.91974e-05],
    [0.6213, -0.010418, 8.83923e-05, 6.24051e-06],
    [0.5722, -0.00906601, 0.000182, 6.24051e-06],
    [0.5322, -0.00677797, 0.000275608, 6.24051e-06],
];

/// Distance of a parallel from the equator by that of the pole.
const PARALLEL_DISTANCE: [[f32; 4]; 19] = [
    [-5.20417e-18, 0.0124, 1.21431e-18, -8.45284e-11],
    [0.062, 0.0124, -1.26793e-09, 4.22642e-10],
    [0.124, 0.0124, 5.07171e-09, -1.60604e-09],
    [0.186, 0.0123999, -1.90189e-08, 6.00152e-09],
    [0.248, 0.0124002, 7.10039e-08, -2.24e-08],
    [0.31, 0.0123992, -2.64997e-07, 8.35986e-08],
    [0.372, 0.0124029, 9.88983e-07, -3.11994e-07],
    [0.434, 0.0123893, -3.69093e-06, -4.35621e-07],
    [0.4958, 0.0123198, -1.02252e-05, -3.45523e-07],
    [0.5571, 0.0121916, -1.54081e-05, -5.82288e-07],
    [0.6176, 0.0119938, -2.41424e-05, -5.25327e-07],
    [0.6769, 0.011713, -3.20223e-05, -5.16405e-07],
    [0.7346, 0.0113541, -3.97684e-05, -6.09052e-07],
    [0.7903, 0.0109107, -4.89042e-05, -1.04739e-06],
    [0.8435, 0.0103431, -6.4615e-05, -1.40374e-09],
    [0.8936, 0.00969686, -6.4636e-05, -8.547e-06],
    [0.9394, 0.00840947, -0.000192841, -4.2106e-06],
    [0.9761, 0.00616527, -0.000256, -4.2106e-06],
    [1.0, 0.00328947, -0.000319159, -4.2106e-06],
];

fn cubic(c: &[f32; 4], z: f64) -> f64 {
    let [a, b, c, d] = c.map(f64::from);
    a + z * (b + z * (c + z * d))
}

fn slope(c: &[f32; 4], z: f64) -> f64 {
    let [_, b, c, d] = c.map(f64::from);
    b + 2.0 * z * c + 3.0 * z * z * d
}

#[derive(Debug)]
pub struct Robinson;

impl Raw for Robinson {
    fn forward(&self, lambda: f64, phi: f64) -> Option<(f64, f64)> {
        let off = phi.abs();
        let i = (libm::floor(off / STEP + 1e-15) as usize).min(18);
        let z = (off - STEP * i as f64).to_degrees();
        let y = cubic(&PARALLEL_DISTANCE[i], z) * HEIGHT;
        Some((cubic(&PARALLEL_LENGTH[i], z) * WIDTH * lambda, if phi < 0.0 { -y } else { y }))
    }

    fn inverse(&self, x: f64, y: f64) -> Option<(f64, f64)> {
        let wanted = (y / HEIGHT).abs();
        if wanted >= 1.0 {
            let edge = FRAC_PI_2.copysign(y);
            return (wanted <= 1.000_001).then(|| (x / WIDTH / f64::from(PARALLEL_LENGTH[18][0]), edge));
        }
        let i = (1..18).rev().find(|&i| f64::from(PARALLEL_DISTANCE[i][0]) <= wanted).unwrap_or(0);
        let mut z = 0.0;
        for _ in 0..100 {
            let step = (cubic(&PARALLEL_DISTANCE[i], z) - wanted) / slope(&PARALLEL_DISTANCE[i], z);
            z -= step;
            if step.abs() < 1e-13 {
                break;
            }
        }
        let phi = (5.0 * i as f64 + z).to_radians();
        Some((x / WIDTH / cubic(&PARALLEL_LENGTH[i], z), if y < 0.0 { -phi } else { phi }))
    }
}
