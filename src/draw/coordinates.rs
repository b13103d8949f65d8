//! Longitude and latitude as a coordinate system of Plotters.

use super::backend::RecordingBackend;
use crate::geographic::LonLat;
use kurbo::Point;
use plotters::coord::CoordTranslate;
use plotters_backend::BackendCoord;
use std::rc::Rc;

/// Where a place stands on the page; `None` where the map has no place for it.
type ToPage = Rc<dyn Fn(LonLat) -> Option<Point>>;

/// Coordinates `(longitude, latitude)` in degrees, to be put into a `DrawingArea` by `apply_coord_spec`. A place that the
/// projection has no value for breaks a path and hides an element.
#[derive(Clone)]
pub struct GeographicCoord {
    page_pt: (f64, f64),
    to_page: ToPage,
}

impl GeographicCoord {
    /// The coordinates of a map on a page of this size.
    pub fn new(page_pt: (f64, f64), to_page: impl Fn(LonLat) -> Option<Point> + 'static) -> Self {
        Self { page_pt, to_page: Rc::new(to_page) }
    }
}

impl CoordTranslate for GeographicCoord {
    type From = (f64, f64);

    fn translate(&self, from: &(f64, f64)) -> BackendCoord {
        match (self.to_page)(LonLat::new(from.0, from.1)) {
            Some(p) => RecordingBackend::to_backend(self.page_pt.0, self.page_pt.1, p),
            // Plotters clamps this on to the area's far edge, which the backend reads as "nowhere".
            None => (i32::MIN / 2, i32::MIN / 2),
        }
    }
}
