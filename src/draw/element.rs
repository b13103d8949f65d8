//! The one element that all our own geometry is drawn with: it hands the backend a whole item.

use super::backend::{BackendError, RecordingBackend};
use crate::scene::Item;
use plotters::element::{Drawable, PointCollection};
use plotters_backend::{BackendCoord, DrawingErrorKind};

/// An item of the scene as an element of Plotters: float paths, holes, gradients, halos, groups with a clip.
#[derive(Debug, Clone)]
pub struct SceneElement(pub Item);

impl<'a, Coord: 'a> PointCollection<'a, Coord> for &'a SceneElement {
    type Point = &'a Coord;
    type IntoIter = std::iter::Empty<&'a Coord>;

    fn point_iter(self) -> Self::IntoIter {
        std::iter::empty()
    }
}

impl<'f> Drawable<RecordingBackend<'f>> for SceneElement {
    fn draw<I: Iterator<Item = BackendCoord>>(
        &self,
        _: I,
        backend: &mut RecordingBackend<'f>,
        _: (u32, u32),
    ) -> Result<(), DrawingErrorKind<BackendError>> {
        backend.record(self.0.clone());
        Ok(())
    }
}
