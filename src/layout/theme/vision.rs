//! How a colour looks: lightness, contrast, difference, and to readers with a colour deficiency.
//!
//! Colour deficiency: the matrices of Machado, Oliveira & Fernandes (*A Physiologically-based Model for Simulation of
//! Color Vision Deficiency*, IEEE TVCG 15, 2009) at full severity, on linear sRGB. Difference: CIEDE2000 (Sharma, Wu &
//! Dalal, *Color Research & Application* 30, 2005) in CIE Lab under D65; 1 is about what can be just seen side by side.
//! Contrast: WCAG 2.2.

use crate::color::Color;

/// Whose eyes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Vision {
    /// Most people's.
    Usual,
    /// Without the long-wave cones.
    Protanopia,
    /// Without the middle-wave cones.
    Deuteranopia,
    /// Without the short-wave cones.
    Tritanopia,
}

impl Vision {
    /// All four.
    pub const ALL: [Self; 4] = [Self::Usual, Self::Protanopia, Self::Deuteranopia, Self::Tritanopia];

    const fn matrix(self) -> [[f64; 3]; 3] {
        match self {
            Self::Usual => [[1.0, 0.0, 0.0], [0.0, 1.0, 0.0], [0.0, 0.0, 1.0]],
            Self::Protanopia => {
                [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]]
            }
            Self::Deuteranopia => {
                [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.011820, 0.042940, 0.968881]]
            }
            Self::Tritanopia => {
                [[1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602], [0.004733, 0.691367, 0.303900]]
            }
        }
    }
}

/// Linear light of sRGB, 0…1.
fn linear(color: Color) -> [f64; 3] {
    [color.r, color.g, color.b].map(|v| {
        let v = f64::from(v) / 255.0;
        if v <= 0.040_45 { v / 12.92 } else { libm::pow((v + 0.055) / 1.055, 2.4) }
    })
}

/// Relative luminance, 0…1.
pub fn luminance(color: Color) -> f64 {
    let [r, g, b] = linear(color);
    0.2126 * r + 0.7152 * g + 0.0722 * b
}

/// Contrast of two colours, 1…21.
///
/// ```
/// use sitmap::{color::Color, layout::theme::vision::contrast};
/// assert!((contrast(Color::rgb(0), Color::rgb(0xFFFFFF)) - 21.0).abs() < 1e-9);
/// ```
pub fn contrast(a: Color, b: Color) -> f64 {
    let (a, b) = (luminance(a), luminance(b));
    (a.max(b) + 0.05) / (a.min(b) + 0.05)
}

/// CIE L*, 0…100: the grey that a printer without colour makes of it.
pub fn lightness(color: Color) -> f64 {
    lab(linear(color))[0]
}

/// CIE Lab of linear sRGB, D65.
fn lab([r, g, b]: [f64; 3]) -> [f64; 3] {
    let x = (0.412_456_4 * r + 0.357_576_1 * g + 0.180_437_5 * b) / 0.950_47;
    let y = 0.212_672_9 * r + 0.715_152_2 * g + 0.072_175_0 * b;
    let z = (0.019_333_9 * r + 0.119_192_0 * g + 0.950_304_1 * b) / 1.088_83;
    let f = |t: f64| if t > 216.0 / 24389.0 { libm::cbrt(t) } else { (24389.0 / 27.0 * t + 16.0) / 116.0 };
    let (x, y, z) = (f(x), f(y), f(z));
    [116.0 * y - 16.0, 500.0 * (x - y), 200.0 * (y - z)]
}

/// CIEDE2000 of two colours as a reader sees them.
pub fn difference(a: Color, b: Color, vision: Vision) -> f64 {
    let seen = |color: Color| {
        let light = linear(color);
        let row = |m: [f64; 3]| m.iter().zip(light).map(|(k, v)| k * v).sum::<f64>().clamp(0.0, 1.0);
        lab(vision.matrix().map(row))
    };
    ciede2000(seen(a), seen(b))
}

/// The least of the differences that the four kinds of readers see.
pub fn least_difference(a: Color, b: Color) -> f64 {
    Vision::ALL.iter().map(|v| difference(a, b, *v)).fold(f64::INFINITY, f64::min)
}

/// Names of the terms are those of the paper.
fn ciede2000([l1, a1, b1]: [f64; 3], [l2, a2, b2]: [f64; 3]) -> f64 {
    let pow7 = |c: f64| libm::pow(c, 7.0);
    let share = |c: f64| libm::sqrt(pow7(c) / (pow7(c) + pow7(25.0)));
    let g = 0.5 * (1.0 - share((libm::hypot(a1, b1) + libm::hypot(a2, b2)) / 2.0));
    let (a1, a2) = (a1 * (1.0 + g), a2 * (1.0 + g));
    let (c1, c2) = (libm::hypot(a1, b1), libm::hypot(a2, b2));
    let hue = |a: f64, b: f64| libm::atan2(b, a).to_degrees().rem_euclid(360.0);
    let (h1, h2) = (hue(a1, b1), hue(a2, b2));
    let grey = c1 * c2 == 0.0;
    let dh = if grey { 0.0 } else { (h2 - h1 + 180.0).rem_euclid(360.0) - 180.0 };
    let (dl, dc) = (l2 - l1, c2 - c1);
    let dh_big = 2.0 * libm::sqrt(c1 * c2) * libm::sin((dh / 2.0).to_radians());
    let (l, c) = ((l1 + l2) / 2.0, (c1 + c2) / 2.0);
    // The mean lies on the shorter way round.
    let h = if grey {
        h1 + h2
    } else if (h1 - h2).abs() <= 180.0 {
        (h1 + h2) / 2.0
    } else {
        ((h1 + h2) / 2.0 + 180.0).rem_euclid(360.0)
    };
    let cos = |deg: f64| libm::cos(deg.to_radians());
    let t = 1.0 - 0.17 * cos(h - 30.0) + 0.24 * cos(2.0 * h) + 0.32 * cos(3.0 * h + 6.0) - 0.20 * cos(4.0 * h - 63.0);
    let off = (l - 50.0) * (l - 50.0);
    let sl = 1.0 + 0.015 * off / libm::sqrt(20.0 + off);
    let (sc, sh) = (1.0 + 0.045 * c, 1.0 + 0.015 * c * t);
    let turn = (h - 275.0) / 25.0;
    let rt = -2.0 * share(c) * libm::sin((60.0 * libm::exp(-turn * turn)).to_radians());
    let (l, c, h) = (dl / sl, dc / sc, dh_big / sh);
    libm::sqrt(l * l + c * c + h * h + rt * c * h)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Pairs of the paper's table 1.
    #[test]
    fn differences_are_those_of_the_paper() {
        let pairs = [
            ([50.0, 2.6772, -79.7751], [50.0, 0.0, -82.7485], 2.0425),
            ([50.0, 0.0, 0.0], [50.0, -1.0, 2.0], 2.3669),
            ([50.0, 2.5, 0.0], [73.0, 25.0, -18.0], 27.1492),
            ([50.0, 2.5, 0.0], [61.0, -5.0, 29.0], 22.8977),
            ([60.2574, -34.0099, 36.2677], [60.4626, -34.1751, 39.4387], 1.2644),
            ([2.0776, 0.0795, -1.1350], [0.9033, -0.0636, -0.5514], 0.9082),
        ];
        for (a, b, expected) in pairs {
            let found = ciede2000(a, b);
            assert!((found - expected).abs() < 5e-5, "{a:?} {b:?}: {found} instead of {expected}");
            assert!((ciede2000(b, a) - found).abs() < 1e-9);
        }
    }

    #[test]
    fn greys_look_the_same_to_all_and_red_and_green_do_not() {
        let grey = Color::rgb(0x808080);
        for vision in Vision::ALL {
            let seen = vision.matrix().map(|row| row.iter().sum::<f64>());
            assert!(seen.iter().all(|s| (s - 1.0).abs() < 1e-4), "{vision:?} keeps white: {seen:?}");
            assert!(difference(grey, grey, vision) == 0.0);
        }
        let (red, green) = (Color::rgb(0xA02020), Color::rgb(0x4E6010));
        assert!(difference(red, green, Vision::Usual) > 40.0);
        assert!(difference(red, green, Vision::Deuteranopia) < 12.0);
    }

    #[test]
    fn lightness_of_black_white_and_middle_grey() {
        let l = |hex: u32| lightness(Color::rgb(hex));
        assert!(l(0).abs() < 1e-9 && (l(0xFFFFFF) - 100.0).abs() < 1e-3 && (l(0x777777) - 50.0).abs() < 0.5);
    }
}
