//! From WGS 84 to an older datum, by three or seven parameters (`+towgs84`): a Helmert transformation of geocentric coordinates
//! in the position vector convention (EPSG 9606; IOGP guidance note 373-7-2, section 4.3.3). Accurate to the metres that such parameters are.

use super::ellipsoid::Ellipsoid;

/// Shift in metres, rotation in seconds of arc, scale in parts per million: from the datum to WGS 84.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct DatumShift([f64; 7]);

impl DatumShift {
    /// Three or seven numbers with commas between them; `None` if it is neither. Nothing but zeros on WGS 84 is no shift.
    pub fn parse(text: &str) -> Option<Self> {
        let numbers: Vec<f64> = text.split(',').map(|n| n.trim().parse().ok()).collect::<Option<_>>()?;
        let mut seven = [0.0; 7];
        if numbers.len() != 3 && numbers.len() != 7 {
            return None;
        }
        seven[..numbers.len()].copy_from_slice(&numbers);
        seven.iter().all(|n| n.is_finite()).then_some(Self(seven))
    }

    pub fn is_nothing_on(&self, ellipsoid: &Ellipsoid) -> bool {
        // WGS 84 and GRS 80 differ by a tenth of a millimetre.
        self.0.iter().all(|n| *n == 0.0) && ellipsoid.a_m == 6_378_137.0 && (ellipsoid.e2 - 0.006_694_38).abs() < 5e-11
    }

    pub fn text(&self) -> String {
        self.0.map(|n| n.to_string()).join(",")
    }

    /// Longitude (−π…π) and latitude in radians on the datum from those on WGS 84.
    pub fn of_wgs84(&self, ellipsoid: &Ellipsoid, lambda: f64, phi: f64) -> (f64, f64) {
        let there = geocentric(&Ellipsoid::wgs84(), lambda, phi);
        let scale = 1.0 + self.0[6] * 1e-6;
        let moved: [f64; 3] = std::array::from_fn(|i| (there[i] - self.0[i]) / scale);
        let rotation = self.rotation();
        // The inverse of a rotation is its transpose, of this one to the accuracy of such parameters; PROJ has the same.
        let local: [f64; 3] = std::array::from_fn(|i| (0..3).map(|j| rotation[j][i] * moved[j]).sum());
        geographic(ellipsoid, local)
    }

    /// The way back.
    pub fn to_wgs84(&self, ellipsoid: &Ellipsoid, lambda: f64, phi: f64) -> (f64, f64) {
        let local = geocentric(ellipsoid, lambda, phi);
        let rotation = self.rotation();
        let scale = 1.0 + self.0[6] * 1e-6;
        let there: [f64; 3] =
            std::array::from_fn(|i| scale * (0..3).map(|j| rotation[i][j] * local[j]).sum::<f64>() + self.0[i]);
        geographic(&Ellipsoid::wgs84(), there)
    }

    /// The rotation for small angles, as the convention and PROJ have it: seconds of arc, about x, y and z at once.
    fn rotation(&self) -> [[f64; 3]; 3] {
        let [x, y, z] = [3, 4, 5].map(|i| (self.0[i] / 3600.0).to_radians());
        [[1.0, -z, y], [z, 1.0, -x], [-y, x, 1.0]]
    }
}

fn geocentric(ellipsoid: &Ellipsoid, lambda: f64, phi: f64) -> [f64; 3] {
    let (sin, cos) = libm::sincos(phi);
    let (sin_l, cos_l) = libm::sincos(lambda);
    let nu = ellipsoid.radii_m(phi).1;
    [nu * cos * cos_l, nu * cos * sin_l, nu * (1.0 - ellipsoid.e2) * sin]
}

/// Bowring's formula (1976), once more from its own answer.
fn geographic(ellipsoid: &Ellipsoid, [x, y, z]: [f64; 3]) -> (f64, f64) {
    let p = libm::hypot(x, y);
    let b = ellipsoid.a_m * (1.0 - ellipsoid.f);
    let mut beta = libm::atan2(ellipsoid.a_m * z, b * p);
    let mut phi = 0.0;
    for _ in 0..3 {
        let (sin, cos) = libm::sincos(beta);
        let second = ellipsoid.e2 / (1.0 - ellipsoid.e2);
        phi = libm::atan2(z + second * b * sin * sin * sin, p - ellipsoid.e2 * ellipsoid.a_m * cos * cos * cos);
        beta = libm::atan2((1.0 - ellipsoid.f) * libm::sin(phi), libm::cos(phi));
    }
    (libm::atan2(y, x), phi)
}
