//! Area under a geodesic, down to the equator (Karney 2013, § 6), and of rings of geodesics.

use super::Geodesic;
use super::arrival::End;
use super::inverse::Solved;
use super::line::{TINY, unit};
use super::series::cosine_sum;

impl Geodesic {
    /// S₁₂ between the mirrored ends (eqs. 58–63).
    pub(super) fn area_between(&self, ends: &[End; 2], solved: &Solved) -> f64 {
        let [[sin_beta1, cos_beta1], [sin_beta2, cos_beta2]] = [ends[0].beta, ends[1].beta];
        let [[sin1, cos1], [sin2, cos2]] = solved.alpha;
        let (sin_alpha0, cos_alpha0) = (sin1 * cos_beta1, libm::hypot(cos1, sin1 * sin_beta1));
        let beyond_sphere = if cos_alpha0 == 0.0 || sin_alpha0 == 0.0 {
            0.0
        } else {
            let c4 = self.by_flattening.c4(Self::epsilon(cos_alpha0 * cos_alpha0 * self.ep2));
            let sum = |beta: f64, along: f64| cosine_sum(&c4, unit([beta, along]));
            let sums = sum(sin_beta2, cos2 * cos_beta2) - sum(sin_beta1, cos1 * cos_beta1);
            self.a * self.a * cos_alpha0 * sin_alpha0 * self.e2 * sums
        };
        let turned = match solved.omega {
            // Where the geodesic is far from going half round, the excess from the sides is more accurate than the turn of the azimuth.
            Some([sin_omega, cos_omega])
                if cos_omega > -std::f64::consts::FRAC_1_SQRT_2 && sin_beta2 - sin_beta1 < 1.75 =>
            {
                let [omega, beta1, beta2] = [cos_omega, cos_beta1, cos_beta2].map(|cos| 1.0 + cos);
                2.0 * libm::atan2(
                    sin_omega * (sin_beta1 * beta2 + sin_beta2 * beta1),
                    omega * (sin_beta1 * sin_beta2 + beta1 * beta2),
                )
            }
            _ => {
                let (sin, cos) = (sin2 * cos1 - cos2 * sin1, cos2 * cos1 + sin2 * sin1);
                if sin == 0.0 && cos < 0.0 { libm::atan2(TINY * cos1, -1.0) } else { libm::atan2(sin, cos) }
            }
        };
        beyond_sphere + self.c2 * turned
    }

    /// Sum of the signed areas between geodesic edges and the equator: positive where they run east in the north.
    ///
    /// Each edge is its two places, `[longitude, latitude]` in degrees, and its step of longitude: half a turn goes the way that the step says. For a ring that
    /// runs counter-clockwise round no pole it is minus the area of the ring. Accuracy: 0.1 m² an edge (Karney 2013, § 6); sums don't add to it
    /// (A. Neumaier, *ZAMM* 54 (1974), 39).
    ///
    /// ```
    /// use sitmap::geodesy::Geodesic;
    /// // An eighth of the earth: along the equator, up to the pole and down again.
    /// let corners = [[0.0, 0.0], [90.0, 0.0], [0.0, 90.0]];
    /// let edges = (0..3).map(|i| (corners[i], corners[(i + 1) % 3], corners[(i + 1) % 3][0] - corners[i][0]));
    /// let earth = Geodesic::wgs84();
    /// assert!((earth.area_under(edges) + earth.surface() / 8.0).abs() < 1.0);
    /// ```
    pub fn area_under(&self, edges: impl Iterator<Item = ([f64; 2], [f64; 2], f64)>) -> f64 {
        let (mut sum, mut lost) = (0.0_f64, 0.0_f64);
        for (from, to, dlon_deg) in edges {
            let area = self.inverse(from, to).area;
            let area = if dlon_deg == -180.0 { -area } else { area };
            let next = sum + area;
            lost += if sum.abs() >= area.abs() { (sum - next) + area } else { (area - next) + sum };
            sum = next;
        }
        sum + lost
    }
}
