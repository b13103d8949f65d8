//! The one element that all our own geometry is drawn with: it hands the backend a whole item.

use super::backend::{BackendError, RecordingBackend};
use crate::scene::Item;
use plotters::element::{Drawable, PointCollection};
use plotters_backend::{BackendCoord, DrawingErrorKind};
use std::cell::RefCell;

/// An item of the scene as an element of Plotters: float paths, holes, gradients, halos, groups with a clip. It is drawn once: Plotters lends its
/// elements to the backend, and to copy a group with all that it holds would cost more than to draw it.
#[derive(Debug)]
pub struct SceneElement(RefCell<Option<Box<Item>>>);

impl SceneElement {
    /// The element of an item.
    pub fn new(item: Item) -> Self {
        Self(RefCell::new(Some(Box::new(item))))
    }
}

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
        if let Some(item) = self.0.borrow_mut().take() {
            backend.record(*item);
        }
        Ok(())
    }
}
