//! The Fourier series of Karney (2013), sixth order: eqs. 15–25 and 63, with the coefficients that depend on the flattening summed once.
//!
//! Polynomials are written as their coefficients from the highest power down, over a common denominator.

/// Coefficients of multiples 1…N of the angle.
pub(super) type Sines<const N: usize> = [f64; N];

/// Sum of `c[l] sin 2(l+1)σ` (C. W. Clenshaw, *MTAC* 9 (1955), 118).
pub(super) fn sine_sum<const N: usize>(c: &Sines<N>, [sin, cos]: [f64; 2]) -> f64 {
    let twice_cos_2 = 2.0 * (cos - sin) * (cos + sin);
    let (mut b1, mut b2) = (0.0, 0.0);
    for coefficient in c.iter().rev() {
        (b1, b2) = (twice_cos_2 * b1 - b2 + coefficient, b1);
    }
    2.0 * sin * cos * b1
}

/// Sum of `c[l] cos (2l+1)σ`.
pub(super) fn cosine_sum<const N: usize>(c: &[f64; N], [sin, cos]: [f64; 2]) -> f64 {
    let twice_cos_2 = 2.0 * (cos - sin) * (cos + sin);
    let (mut b1, mut b2) = (0.0, 0.0);
    for coefficient in c.iter().rev() {
        (b1, b2) = (twice_cos_2 * b1 - b2 + coefficient, b1);
    }
    cos * (b1 - b2)
}

fn polynomial(coefficients: &[f64], x: f64) -> f64 {
    coefficients.iter().fold(0.0, |sum, c| sum * x + c)
}

/// Each coefficient times the power of ε that its multiple brings.
fn by_powers<const N: usize>(epsilon: f64, of_epsilon2: [f64; N]) -> Sines<N> {
    let mut power = 1.0;
    of_epsilon2.map(|c| {
        power *= epsilon;
        c * power
    })
}

/// A₁ − 1 (eq. 17).
pub(super) fn a1_minus_1(epsilon: f64) -> f64 {
    let e2 = epsilon * epsilon;
    (polynomial(&[1.0, 4.0, 64.0, 0.0], e2) / 256.0 + epsilon) / (1.0 - epsilon)
}

/// C₁ (eq. 18).
pub(super) fn c1(epsilon: f64) -> Sines<6> {
    let e2 = epsilon * epsilon;
    let of_e2 = [
        polynomial(&[-1.0, 6.0, -16.0], e2) / 32.0,
        polynomial(&[-9.0, 64.0, -128.0], e2) / 2048.0,
        polynomial(&[9.0, -16.0], e2) / 768.0,
        polynomial(&[3.0, -5.0], e2) / 512.0,
        -7.0 / 1280.0,
        -7.0 / 2048.0,
    ];
    by_powers(epsilon, of_e2)
}

/// C₁′, the reverse of C₁ (eq. 21).
pub(super) fn c1_reverse(epsilon: f64) -> Sines<6> {
    let e2 = epsilon * epsilon;
    let of_e2 = [
        polynomial(&[205.0, -432.0, 768.0], e2) / 1536.0,
        polynomial(&[4005.0, -4736.0, 3840.0], e2) / 12288.0,
        polynomial(&[-225.0, 116.0], e2) / 384.0,
        polynomial(&[-7173.0, 2695.0], e2) / 7680.0,
        3467.0 / 7680.0,
        38081.0 / 61440.0,
    ];
    by_powers(epsilon, of_e2)
}

/// A₂ − 1 (eq. 42).
pub(super) fn a2_minus_1(epsilon: f64) -> f64 {
    let e2 = epsilon * epsilon;
    (polynomial(&[-11.0, -28.0, -192.0, 0.0], e2) / 256.0 - epsilon) / (1.0 + epsilon)
}

/// C₂ (eq. 43).
pub(super) fn c2(epsilon: f64) -> Sines<6> {
    let e2 = epsilon * epsilon;
    let of_e2 = [
        polynomial(&[1.0, 2.0, 16.0], e2) / 32.0,
        polynomial(&[35.0, 64.0, 384.0], e2) / 2048.0,
        polynomial(&[15.0, 80.0], e2) / 768.0,
        polynomial(&[7.0, 35.0], e2) / 512.0,
        63.0 / 1280.0,
        77.0 / 2048.0,
    ];
    by_powers(epsilon, of_e2)
}

/// Numerator by n, and denominator, of each power of ε.
type Terms<'a> = &'a [(&'a [f64], f64)];

/// A₃ (eq. 24), from ε⁰ up.
const A3: Terms = &[
    (&[1.0], 1.0),
    (&[1.0, -1.0], 2.0),
    (&[3.0, -1.0, -2.0], 8.0),
    (&[-1.0, -3.0, -1.0], 16.0),
    (&[-2.0, -3.0], 64.0),
    (&[-3.0], 128.0),
];
/// C₃ (eq. 25), each from the power of its multiple up.
const C3: [Terms; 5] = [
    &[(&[-1.0, 1.0], 4.0), (&[-1.0, 0.0, 1.0], 8.0), (&[-1.0, 3.0, 3.0], 64.0), (&[2.0, 5.0], 128.0), (&[3.0], 128.0)],
    &[(&[1.0, -3.0, 2.0], 32.0), (&[-3.0, -2.0, 3.0], 64.0), (&[1.0, 3.0], 128.0), (&[5.0], 256.0)],
    &[(&[5.0, -9.0, 5.0], 192.0), (&[-10.0, 9.0], 384.0), (&[7.0], 512.0)],
    &[(&[-14.0, 7.0], 512.0), (&[7.0], 512.0)],
    &[(&[21.0], 2560.0)],
];
/// C₄ (eq. 63), each from the power of its multiple, less one, up.
const C4: [Terms; 6] = [
    &[
        (&[100.0, 208.0, 572.0, 3432.0, -12012.0, 30030.0], 45045.0),
        (&[64.0, 624.0, -4576.0, 6864.0, -3003.0], 15015.0),
        (&[-10656.0, 14144.0, -4576.0, -858.0], 45045.0),
        (&[-224.0, -4784.0, 1573.0], 45045.0),
        (&[1088.0, 156.0], 45045.0),
        (&[97.0], 15015.0),
    ],
    &[
        (&[-64.0, -624.0, 4576.0, -6864.0, 3003.0], 135_135.0),
        (&[5952.0, -11648.0, 9152.0, -2574.0], 135_135.0),
        (&[5792.0, 1040.0, -1287.0], 135_135.0),
        (&[-2944.0, 468.0], 135_135.0),
        (&[1.0], 9009.0),
    ],
    &[
        (&[-1440.0, 4160.0, -4576.0, 1716.0], 225_225.0),
        (&[-8448.0, 4992.0, -1144.0], 225_225.0),
        (&[1856.0, -936.0], 225_225.0),
        (&[8.0], 10725.0),
    ],
    &[(&[3584.0, -3328.0, 1144.0], 315_315.0), (&[1024.0, -208.0], 105_105.0), (&[-136.0], 63063.0)],
    &[(&[-2560.0, 832.0], 405_405.0), (&[-128.0], 135_135.0)],
    &[(&[128.0], 99099.0)],
];

/// Series whose coefficients depend on the flattening too; summed over n, highest power of ε first.
#[derive(Debug, Clone)]
pub(super) struct ByFlattening {
    a3: Vec<f64>,
    c3: [Vec<f64>; 5],
    c4: [Vec<f64>; 6],
}

impl ByFlattening {
    /// For a third flattening.
    pub fn new(n: f64) -> Self {
        let summed = |terms: &[(&[f64], f64)]| -> Vec<f64> {
            terms.iter().rev().map(|(numerator, denominator)| polynomial(numerator, n) / denominator).collect()
        };
        Self { a3: summed(A3), c3: C3.map(summed), c4: C4.map(summed) }
    }

    /// A₃.
    pub fn a3(&self, epsilon: f64) -> f64 {
        polynomial(&self.a3, epsilon)
    }

    /// C₃.
    pub fn c3(&self, epsilon: f64) -> Sines<5> {
        let mut power = 1.0;
        std::array::from_fn(|l| {
            power *= epsilon;
            power * polynomial(&self.c3[l], epsilon)
        })
    }

    /// C₄, of odd multiples.
    pub fn c4(&self, epsilon: f64) -> [f64; 6] {
        let mut power = 1.0;
        std::array::from_fn(|l| {
            let c = power * polynomial(&self.c4[l], epsilon);
            power *= epsilon;
            c
        })
    }
}
