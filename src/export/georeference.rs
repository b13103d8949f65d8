//! Where a picture's pixels lie in its projection: world file, `.prj`, and GDAL's `.aux.xml` beside a PNG.
//!
//! The page is one grid of pixels with one similarity from projected metres, that of the map's frame. It goes for the whole
//! page: title, key and insets lie outside the frame and have no place on the ground.

/// A similarity and a projection.
#[derive(Debug, Clone, PartialEq)]
pub struct Georeference {
    /// Metres in the side of a pixel.
    pub m_per_px: f64,
    /// Easting and northing of the upper left corner of the upper left pixel.
    pub corner_m: (f64, f64),
    /// The projection as WKT 1.
    pub wkt: String,
}

impl Georeference {
    /// From `x_px = a·x + b·y + c`, `y_px = d·x + e·y + f` of projected metres; none for a map that is turned or
    /// stretched.
    pub fn new([a, b, c, d, e, f]: [f64; 6], wkt: String) -> Option<Self> {
        (a > 0.0 && b == 0.0 && d == 0.0 && e == -a).then(|| Self { m_per_px: 1.0 / a, corner_m: (-c / a, f / a), wkt })
    }

    /// A world file: six lines, the last two the middle of the upper left pixel.
    pub fn world_file(&self) -> String {
        let (size, (x, y)) = (self.m_per_px, self.corner_m);
        format!("{size}\n0\n0\n{}\n{}\n{}\n", -size, x + size / 2.0, y - size / 2.0)
    }

    /// What GDAL and QGIS look for beside a PNG to know its projection.
    pub fn auxiliary(&self) -> String {
        let (size, (x, y)) = (self.m_per_px, self.corner_m);
        let srs = self.wkt.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
        format!(
            "<PAMDataset>\n  <SRS>{srs}</SRS>\n  <GeoTransform>{x}, {size}, 0, {y}, 0, {}</GeoTransform>\n</PAMDataset>\n",
            -size
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
        assert_eq!(Georeference::new([2.0, 0.1, 0.0, -0.1, -2.0, 0.0], String::new()), None);
        assert_eq!(Georeference::new([2.0, 0.0, 0.0, 0.0, -3.0, 0.0], String::new()), None);
    }
}
