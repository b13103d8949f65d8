//! The WGS 84 ellipsoid and the auxiliary latitudes that projections share (Snyder 1987, pp. 13–18).

/// Equatorial radius in metres.
pub const A_M: f64 = 6_378_137.0;
/// Flattening.
pub const F: f64 = 1.0 / 298.257_223_563;
/// Eccentricity squared.
pub const E2: f64 = F * (2.0 - F);

/// Eccentricity.
pub fn e() -> f64 {
    libm::sqrt(E2)
}

/// Radii of curvature in the meridian and in the prime vertical.
pub fn radii_m(phi: f64) -> (f64, f64) {
    let s = libm::sin(phi);
    let w2 = 1.0 - E2 * s * s;
    let w = libm::sqrt(w2);
    (A_M * (1.0 - E2) / (w * w2), A_M / w)
}

/// Tangent of the conformal latitude from the tangent of the latitude (Karney 2011, eqs. 7–9).
pub fn conformal_tangent(tau: f64) -> f64 {
    let root = libm::hypot(1.0, tau);
    let sigma = libm::sinh(e() * libm::atanh(e() * tau / root));
    tau * libm::hypot(1.0, sigma) - sigma * root
}

/// The tangent of the latitude from that of the conformal latitude, by Newton's method (Karney 2011, eqs. 19–21).
pub fn tangent_from_conformal(wanted: f64) -> f64 {
    let mut tau = wanted / (1.0 - E2);
    for _ in 0..8 {
        let t = conformal_tangent(tau);
        let step =
            (wanted - t) / libm::hypot(1.0, t) * (1.0 + (1.0 - E2) * tau * tau) / ((1.0 - E2) * libm::hypot(1.0, tau));
        tau += step;
        if step.abs() < 1e-15 * tau.abs().max(1.0) {
            break;
        }
    }
    tau
}

/// q of the authalic latitude (Snyder 3-12).
pub fn q(sin_phi: f64) -> f64 {
    let es = e() * sin_phi;
    (1.0 - E2) * (sin_phi / (1.0 - es * es) + libm::atanh(es) / e())
}

/// The latitude with this q, by Newton's method (Snyder 3-16).
pub fn phi_from_q(q_wanted: f64) -> f64 {
    let qp = q(1.0);
    if (q_wanted.abs() - qp).abs() < 1e-14 {
        return std::f64::consts::FRAC_PI_2.copysign(q_wanted);
    }
    let mut phi = libm::asin((q_wanted / qp).clamp(-1.0, 1.0));
    for _ in 0..12 {
        let s = libm::sin(phi);
        let w2 = 1.0 - E2 * s * s;
        let step = w2 * w2 / (2.0 * libm::cos(phi) * (1.0 - E2)) * (q_wanted - q(s));
        phi += step;
        if step.abs() < 1e-15 {
            break;
        }
    }
    phi
}
