//! Where a picture's pixels lie in its projection: world file, `.prj`, and GDAL's `.aux.xml` beside a PNG.
//!
//! The page is one grid of pixels with one similarity from projected metres, that of the map's frame. It goes for the whole
//! page: title, key and insets lie outside the frame and have no place on the ground.

/// A similarity and a projection.
#[derive(Debug, Clone, PartialEq)]
pub struct Georeference {
    /// Metres to the east and to the north in a step of a pixel to the right.
    pub right_m: (f64, f64),
    /// Easting and northing of the upper left corner of the upper left pixel.
    pub corner_m: (f64, f64),
    /// The projection as WKT 1.
    pub wkt: String,
}

impl Georeference {
    /// From `x_px = a·x + b·y + c`, `y_px = d·x + e·y + f` of projected metres; none for a map that is stretched or mirrored.
    pub fn new([a, b, c, d, e, f]: [f64; 6], wkt: String) -> Option<Self> {
        let squared = a * a + b * b;
        let turned_alike = b == d && e == -a;
        // Of a similarity the inverse is its transpose by the square of its scale.
        let corner_m = (-(a * c + d * f) / squared, -(b * c + e * f) / squared);
        let upright = Self { right_m: (1.0 / a, 0.0), corner_m: (-c / a, f / a), wkt: String::new() };
        match b == 0.0 {
            true => (a > 0.0 && d == 0.0 && e == -a).then_some(Self { wkt, ..upright }),
            false => {
                (turned_alike && squared > 0.0).then(|| Self { right_m: (a / squared, b / squared), corner_m, wkt })
            }
        }
    }

    /// Metres in the side of a pixel.
    pub fn m_per_px(&self) -> f64 {
        if self.is_turned() { libm::hypot(self.right_m.0, self.right_m.1) } else { self.right_m.0 }
    }

    /// Does a step to the right lead elsewhere than to the east of the projection?
    pub fn is_turned(&self) -> bool {
        self.right_m.1 != 0.0
    }

    /// Easting by column, by row, northing by column, by row.
    pub fn steps_m(&self) -> [f64; 4] {
        let (x, y) = self.right_m;
        // A row down is a quarter turn clockwise from a column to the right.
        [x, y, y, -x]
    }

    /// A world file: six lines, the last two the middle of the upper left pixel.
    pub fn world_file(&self) -> String {
        let ([a, b, d, e], (x, y)) = (self.steps_m(), self.corner_m);
        format!("{a}\n{d}\n{b}\n{e}\n{}\n{}\n", x + (a + b) / 2.0, y + (d + e) / 2.0)
    }

    /// What GDAL and QGIS look for beside a PNG to know its projection.
    pub fn auxiliary(&self) -> String {
        let ([a, b, d, e], (x, y)) = (self.steps_m(), self.corner_m);
        let srs = self.wkt.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
        format!(
            "<PAMDataset>\n  <SRS>{srs}</SRS>\n  <GeoTransform>{x}, {a}, {b}, {y}, {d}, {e}</GeoTransform>\n</PAMDataset>\n"
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pixels_count_from_the_upper_left_corner() {
        // Two pixels a metre; the projected origin at pixel (100, 50).
        let found = Georeference::new([2.0, 0.0, 100.0, 0.0, -2.0, 50.0], "W<".to_owned()).unwrap();
        assert_eq!(found.corner_m, (-50.0, 25.0));
        assert_eq!(found.world_file(), "0.5\n0\n0\n-0.5\n-49.75\n24.75\n");
        assert!(
            found.auxiliary().contains("<GeoTransform>-50, 0.5, 0, 25, 0, -0.5<")
                && found.auxiliary().contains("W&lt;")
        );
        assert_eq!(Georeference::new([2.0, 0.1, 0.0, -0.1, -2.0, 0.0], String::new()), None, "mirrored");
        assert_eq!(Georeference::new([2.0, 0.0, 0.0, 0.0, -3.0, 0.0], String::new()), None);
    }
    #[test]
    fn a_turned_page_leads_back_to_the_projection() {
        // Half a pixel a metre, north 30° to the left.
        let (sin, cos) = libm::sincos(-30.0_f64.to_radians());
        let (a, b) = (0.5 * cos, 0.5 * sin);
        let affine = [a, b, 100.0, b, -a, 50.0];
        let found = Georeference::new(affine, String::new()).unwrap();
        assert!((found.m_per_px() - 2.0).abs() < 1e-12 && found.is_turned());
        let to_px = |x: f64, y: f64| (a * x + b * y + 100.0, b * x - a * y + 50.0);
        let numbers: Vec<f64> = found.world_file().lines().map(|l| l.parse().unwrap()).collect();
        let [a, d, b, e, c, f] = numbers[..] else { panic!("six lines") };
        for (column, row) in [(0.0, 0.0), (7.0, 3.0), (-2.0, 11.0)] {
            let (x, y) = (a * column + b * row + c, d * column + e * row + f);
            let (px, py) = to_px(x, y);
            assert!((px - column - 0.5).abs() < 1e-9 && (py - row - 0.5).abs() < 1e-9);
        }
    }
}
