//! Where the frame shows water: a raster, for questions about the ground under a box.

use kurbo::{Point, Rect};

/// Side of a cell in points: a coast is known to half of it.
const CELL_PT: f64 = 1.5;

/// Water and land of a frame.
#[derive(Debug, Clone)]
pub struct WaterMask {
    frame: Rect,
    columns: usize,
    rows: usize,
    water: Vec<bool>,
}

impl WaterMask {
    /// Water is what lies in none of the rings of land (even-odd, closed, in points of the page).
    pub fn around_land<'a>(frame: Rect, rings: impl Iterator<Item = &'a [Point]>) -> Self {
        let count = |length: f64| (length / CELL_PT).clamp(1.0, 4_000.0) as usize;
        let (columns, rows) = (count(frame.width()), count(frame.height()));
        let mut mask = Self { frame, columns, rows, water: vec![true; columns * rows] };
        let mut crossings: Vec<Vec<f64>> = vec![Vec::new(); rows];
        for pair in rings.flat_map(|r| r.windows(2)) {
            mask.cross(pair[0], pair[1], &mut crossings);
        }
        for (row, mut xs) in crossings.into_iter().enumerate() {
            xs.sort_by(f64::total_cmp);
            for land in xs.chunks_exact(2) {
                let column = |x: f64| ((x - frame.x0) / frame.width() * columns as f64 + 0.5).max(0.0) as usize;
                let (from, to) = (column(land[0]).min(columns), column(land[1]).min(columns));
                mask.water[row * columns + from..row * columns + to].fill(false);
            }
        }
        mask
    }

    /// Where an edge crosses the middles of rows.
    fn cross(&self, a: Point, b: Point, crossings: &mut [Vec<f64>]) {
        let row_of = |y: f64| (y - self.frame.y0) / self.frame.height() * self.rows as f64 - 0.5;
        let (low, high) = if a.y < b.y { (row_of(a.y), row_of(b.y)) } else { (row_of(b.y), row_of(a.y)) };
        if !(low.is_finite() && high.is_finite()) {
            return;
        }
        let first = libm::ceil(low).max(0.0) as usize;
        let last = libm::ceil(high).clamp(0.0, self.rows as f64) as usize;
        for (row, xs) in crossings.iter_mut().enumerate().take(last).skip(first) {
            let y = self.frame.y0 + (row as f64 + 0.5) / self.rows as f64 * self.frame.height();
            xs.push(a.x + (y - a.y) / (b.y - a.y) * (b.x - a.x));
        }
    }

    /// How much of the box is water, 0 to 1; what lies outside the frame counts as what it is next to.
    pub fn share(&self, rect: Rect) -> f64 {
        let column = |x: f64| cell(x, self.frame.x0, self.frame.width(), self.columns);
        let row = |y: f64| cell(y, self.frame.y0, self.frame.height(), self.rows);
        let (x0, x1, y0, y1) = (column(rect.x0), column(rect.x1), row(rect.y0), row(rect.y1));
        let wet = (y0..=y1).map(|y| {
            let line = &self.water[y * self.columns + x0..=y * self.columns + x1];
            line.iter().filter(|w| **w).count()
        });
        wet.sum::<usize>() as f64 / ((x1 - x0 + 1) * (y1 - y0 + 1)) as f64
    }

    /// Is there water within `reach` of a point that lies on land or at the shore?
    pub fn is_near(&self, p: Point, reach: f64) -> bool {
        self.share(Rect::from_center_size(p, (2.0 * reach, 2.0 * reach))) > 0.0
    }
}

fn cell(v: f64, from: f64, length: f64, count: usize) -> usize {
    (((v - from) / length * count as f64).max(0.0) as usize).min(count - 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_square_of_land_is_land() {
        let ring = [(20.0, 20.0), (60.0, 20.0), (60.0, 60.0), (20.0, 60.0), (20.0, 20.0)].map(Point::from);
        let mask = WaterMask::around_land(Rect::new(0.0, 0.0, 90.0, 90.0), [&ring[..]].into_iter());
        assert_eq!(mask.share(Rect::new(22.0, 22.0, 58.0, 58.0)), 0.0);
        assert_eq!(mask.share(Rect::new(62.0, 0.0, 90.0, 90.0)), 1.0);
        let half = mask.share(Rect::new(50.0, 30.0, 70.0, 50.0));
        assert!((half - 0.5).abs() < 0.1, "{half}");
        assert!(mask.is_near(Point::new(57.0, 40.0), 5.0) && !mask.is_near(Point::new(40.0, 40.0), 5.0));
    }
}
