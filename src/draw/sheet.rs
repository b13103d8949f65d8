//! One map of a page, the main one or an inset, with all that it is drawn by.

use crate::data::relief::Relief;
use crate::layout::Layout;
use crate::layout::map::MapPanel;
use std::ops::Deref;

/// A map and its page: what is asked for and the map doesn't have is the page's.
pub struct Sheet<'l, 'a> {
    page: &'l Layout<'a>,
    /// The map.
    pub map: &'l MapPanel,
    /// Heights under it.
    pub relief: Option<&'l Relief>,
}

impl<'l, 'a> Sheet<'l, 'a> {
    /// The main map.
    pub fn main(page: &'l Layout<'a>) -> Self {
        Self { page, map: &page.map, relief: page.relief.as_deref() }
    }

    /// An inset.
    pub fn of(page: &'l Layout<'a>, map: &'l MapPanel, relief: Option<&'l Relief>) -> Self {
        Self { page, map, relief }
    }
}

impl<'a> Deref for Sheet<'_, 'a> {
    type Target = Layout<'a>;

    fn deref(&self) -> &Layout<'a> {
        self.page
    }
}
