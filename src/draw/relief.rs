//! Relief: a shaded image of the heights, a dark one for shade and a light one for lit slopes.
//!
//! Method: the grid is smoothed (Gaussian, 0.55 cell), sampled bicubically at six pixels a millimetre, and lit from
//! three sides (315° the strongest, 275°, 0°) as in Swiss-style shading; flat ground stays exactly the land's colour. The heights'
//! vertical exaggeration grows slowly with the scale's denominator.

use super::coverage::coverage;
use crate::color::Color;
use crate::data::relief::Relief;
use crate::layout::frame::MapFrame;
use crate::layout::theme::Theme;
use crate::scene::Image;
use crate::threads;
use crate::units::PT_PER_MM;
use kurbo::{BezPath, Point};

/// Pixels in a millimetre of the page.
const PX_PER_MM: f64 = 6.0;
/// Pixels in a cell of the heights at most: more show nothing more.
const PX_PER_CELL: f64 = 8.0;
/// Of latitude.
const METRES_PER_DEGREE: f64 = 111_320.0;
/// Exact places every so many pixels; between them they are interpolated.
const COARSE_PX: usize = 8;
/// Azimuth, altitude, weight of the lights.
const LIGHTS: [(f64, f64, f64); 3] = [(315.0, 45.0, 0.60), (275.0, 40.0, 0.25), (0.0, 50.0, 0.15)];

/// Low-ground tint, shadow and light for a frame, in the order they are painted.
/// `land`: where there is any; absent: everywhere.
pub fn images(frame: &MapFrame, relief: &Relief, land: Option<&BezPath>, theme: &Theme) -> Vec<Image> {
    let smooth = smoothed(relief, 0.55);
    let fine = if land.is_some() { f64::INFINITY } else { px_per_pt_of_cells(frame, relief) };
    let px_per_pt = (PX_PER_MM / PT_PER_MM).min(fine);
    let (w, h) = ((frame.rect.width() * px_per_pt) as usize, (frame.rect.height() * px_per_pt) as usize);
    if w < 4 || h < 4 {
        return Vec::new();
    }
    let mut heights = sample(frame, relief, &smooth, w, h);
    blur(&mut heights, w, h, 0.12 * px_per_pt * PT_PER_MM);
    let metres_per_px = frame.pt_per_ground_m(frame.rect.center()).map_or(1.0, |k| 1.0 / (k * px_per_pt));
    let exaggeration = 3.0 * libm::pow(frame.scale_denominator() / 460_000.0, 0.22);
    let shade = shades(&heights, w, h, exaggeration / metres_per_px);
    let on_land = land.map(|path| coverage(path, frame.rect, (w, h)));
    let ends = |i: usize, alpha: u8| match &on_land {
        Some(share) => (share[i] * f32::from(alpha) + 0.5) as u8,
        None => alpha,
    };
    let picture = |color: Color, alpha: &(dyn Fn(usize) -> u8 + Sync), alt: &str| Image {
        rgba: {
            let mut pixels = vec![[color.r, color.g, color.b, 0]; w * h];
            threads::fill_rows(&mut pixels, w, |y, row| {
                row.iter_mut().enumerate().for_each(|(x, p)| p[3] = ends(y * w + x, alpha(y * w + x)))
            });
            pixels.into_flattened()
        },
        width_px: w as u32,
        height_px: h as u32,
        rect: frame.rect,
        alt: alt.to_owned(),
    };
    // Powers are dear: each step of opacity has the value from which it holds.
    let (low_steps, dark_steps) =
        (steps(|v| theme.opacity.low_ground * libm::pow(v, 1.5)), steps(|v| theme.relief.shadow.opacity(v)));
    let low = |i: usize| step_of(&low_steps, 1.0 - ((f64::from(heights[i]) - 80.0) / 1020.0).clamp(0.0, 1.0));
    let dark = |i: usize| step_of(&dark_steps, (-shade[i]).max(0.0));
    let light = |i: usize| opacity(theme.relief.light.opacity(shade[i].max(0.0)));
    vec![
        picture(theme.low_ground, &low, "low ground"),
        picture(theme.relief_shadow, &dark, "relief, shade"),
        picture(theme.relief_light, &light, "relief, light"),
    ]
}

/// As many pixels in a point as a smooth picture of the cells needs.
fn px_per_pt_of_cells(frame: &MapFrame, relief: &Relief) -> f64 {
    let cell_m = relief.step_deg * METRES_PER_DEGREE;
    frame.pt_per_ground_m(frame.rect.center()).map_or(f64::INFINITY, |pt| PX_PER_CELL / (cell_m * pt))
}

/// An opacity of 0…1 in 255ths.
fn opacity(alpha: f64) -> u8 {
    libm::round(alpha * 255.0) as u8
}

/// From which value of 0…1 on a rising function gives each opacity: the n-th of them the (n + 1)-th step.
fn steps(alpha: impl Fn(f64) -> f64) -> Vec<f64> {
    let greatest = opacity(alpha(1.0));
    let from = |step: u8| {
        let (mut below, mut above) = (0.0_f64, 1.0_f64);
        // Positive numbers are in the order of their bits.
        while above.to_bits() - below.to_bits() > 1 {
            let middle = f64::from_bits(below.to_bits() + (above.to_bits() - below.to_bits()) / 2);
            if opacity(alpha(middle)) >= step { above = middle } else { below = middle }
        }
        above
    };
    (1..=greatest).map(from).collect()
}

fn step_of(steps: &[f64], value: f64) -> u8 {
    steps.partition_point(|from| *from <= value) as u8
}

/// The whole grid under a Gaussian of `sigma` cells.
fn smoothed(relief: &Relief, sigma: f64) -> Vec<f32> {
    let mut heights = relief.heights_m.clone();
    blur(&mut heights, relief.width, relief.height, sigma);
    heights
}

/// A Gaussian of `sigma` pixels, in both directions; edges are repeated.
fn blur(values: &mut [f32], w: usize, h: usize, sigma: f64) {
    let reach = libm::ceil(sigma * 3.0) as isize;
    let kernel: Vec<f32> =
        (-reach..=reach).map(|i| libm::exp(-(i * i) as f64 / (2.0 * sigma * sigma)) as f32).collect();
    let sum: f32 = kernel.iter().sum();
    let near =
        |at: usize, k: usize, most: usize| (at as isize + k as isize - reach).clamp(0, most as isize - 1) as usize;
    threads::fill_rows(values, w, |_, row| {
        let wide: Vec<f32> = (0..w + kernel.len() - 1).map(|x| row[near(0, x, w)]).collect();
        for (value, around) in row.iter_mut().zip(wide.windows(kernel.len())) {
            *value = kernel.iter().zip(around).map(|(weight, v)| weight * v).sum::<f32>() / sum;
        }
    });
    let before = values.to_vec();
    threads::fill_rows(values, w, |y, row| {
        row.fill(0.0);
        for (k, weight) in kernel.iter().enumerate() {
            let beside = &before[near(y, k, h) * w..][..w];
            row.iter_mut().zip(beside).for_each(|(total, v)| *total += weight * v);
        }
        row.iter_mut().for_each(|total| *total /= sum);
    });
}

/// Heights under every pixel of the frame.
fn sample(frame: &MapFrame, relief: &Relief, heights: &[f32], w: usize, h: usize) -> Vec<f32> {
    let (columns, rows) = (w.div_ceil(COARSE_PX) + 1, h.div_ceil(COARSE_PX) + 1);
    let place = |px: f64, py: f64| {
        let at = Point::new(
            frame.rect.x0 + px / w as f64 * frame.rect.width(),
            frame.rect.y0 + py / h as f64 * frame.rect.height(),
        );
        frame.to_place(at).map_or((0.0, 0.0), |p| relief.cell(p))
    };
    let coarse: Vec<(f64, f64)> = (0..rows)
        .flat_map(|r| (0..columns).map(move |c| (c, r)))
        .map(|(c, r)| place((c * COARSE_PX) as f64 + 0.5, (r * COARSE_PX) as f64 + 0.5))
        .collect();
    let mut out = vec![0.0; w * h];
    threads::fill_rows(&mut out, w, |y, row| {
        let (r, fy) = (y / COARSE_PX, (y % COARSE_PX) as f64 / COARSE_PX as f64);
        for (x, value) in row.iter_mut().enumerate() {
            let (c, fx) = (x / COARSE_PX, (x % COARSE_PX) as f64 / COARSE_PX as f64);
            let corner = |dc: usize, dr: usize| coarse[(r + dr) * columns + c + dc];
            let mix = |a: f64, b: f64, t: f64| a + (b - a) * t;
            let (p, q, s, t) = (corner(0, 0), corner(1, 0), corner(0, 1), corner(1, 1));
            let (mut cx, mut cy) =
                (mix(mix(p.0, q.0, fx), mix(s.0, t.0, fx), fy), mix(mix(p.1, q.1, fx), mix(s.1, t.1, fx), fy));
            // About a pole and opposite to the middle of the grid neighbours lie at two ends of it.
            let columns_apart = [q.0, s.0, t.0].iter().map(|c| (c - p.0).abs()).fold(0.0, f64::max);
            if columns_apart > relief.width as f64 / 8.0 {
                (cx, cy) = place(x as f64 + 0.5, y as f64 + 0.5);
            }
            *value = bicubic(heights, relief.width, relief.height, cx, cy);
        }
    });
    out
}

/// Cubic B-spline sampling: smoother than Catmull–Rom, no ringing.
fn bicubic(values: &[f32], w: usize, h: usize, x: f64, y: f64) -> f32 {
    let (x0, y0) = (libm::floor(x), libm::floor(y));
    let weights = |t: f64| {
        let s = 1.0 - t;
        [
            s * s * s / 6.0,
            (4.0 - 6.0 * t * t + 3.0 * t * t * t) / 6.0,
            (4.0 - 6.0 * s * s + 3.0 * s * s * s) / 6.0,
            t * t * t / 6.0,
        ]
    };
    let (wx, wy) = (weights(x - x0), weights(y - y0));
    let mut total = 0.0;
    if x0 >= 1.0 && y0 >= 1.0 && x0 + 2.0 < w as f64 && y0 + 2.0 < h as f64 {
        let first = (y0 as usize - 1) * w + x0 as usize - 1;
        for (j, weight_y) in wy.iter().enumerate() {
            let row = &values[first + j * w..][..4];
            total += wx.iter().zip(row).map(|(weight_x, v)| weight_x * weight_y * f64::from(*v)).sum::<f64>();
        }
        return total as f32;
    }
    for (j, weight_y) in wy.iter().enumerate() {
        let row = (y0 as isize + j as isize - 1).clamp(0, h as isize - 1) as usize;
        for (i, weight_x) in wx.iter().enumerate() {
            let column = (x0 as isize + i as isize - 1).clamp(0, w as isize - 1) as usize;
            total += weight_x * weight_y * f64::from(values.get(row * w + column).copied().unwrap_or(0.0));
        }
    }
    total as f32
}

/// Brightness against flat ground: negative in shade, positive in light.
fn shades(heights: &[f32], w: usize, h: usize, z_per_px: f64) -> Vec<f64> {
    let lights: Vec<([f64; 3], f64)> = LIGHTS
        .iter()
        .map(|(azimuth, altitude, weight)| {
            let (sin_a, cos_a) = libm::sincos(azimuth.to_radians());
            let (sin_h, cos_h) = libm::sincos(altitude.to_radians());
            ([sin_a * cos_h, cos_a * cos_h, sin_h], *weight)
        })
        .collect();
    let flat: f64 = lights.iter().map(|(l, weight)| l[2] * weight).sum();
    let at = |x: usize, y: usize| f64::from(heights[y.min(h - 1) * w + x.min(w - 1)]);
    let mut out = vec![0.0; w * h];
    threads::fill_rows(&mut out, w, |y, row| {
        for (x, value) in row.iter_mut().enumerate() {
            let east = (at(x + 1, y) - at(x.saturating_sub(1), y)) / 2.0 * z_per_px;
            let north = (at(x, y.saturating_sub(1)) - at(x, y + 1)) / 2.0 * z_per_px;
            let length = libm::sqrt(east * east + north * north + 1.0);
            let lit: f64 = lights
                .iter()
                .map(|(l, weight)| ((-east * l[0] - north * l[1] + l[2]) / length).max(0.0) * weight)
                .sum();
            *value = lit - flat;
        }
    });
    out
}
