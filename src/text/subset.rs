//! Faces made smaller for embedding in SVG: only the glyphs that some characters need, with every table that shaping
//! needs (cmap, GSUB, GPOS, GDEF), so that Arabic still joins in a browser.

use super::fonts::{FaceId, Fonts};
use crate::contained::contained;
use skera::{DEFAULT_DROP_TABLES, Plan, SubsetFlags, subset_font};
use skrifa::raw::FontRef;
use skrifa::raw::collections::IntSet;
use skrifa::raw::types::{NameId, Tag};
use std::collections::BTreeSet;

impl Fonts {
    /// The face with the glyphs that these characters need, and those that shaping can make of them. `None` if the
    /// face can't be subset.
    pub fn subset(&self, face: FaceId, characters: &BTreeSet<char>) -> Option<Vec<u8>> {
        let font = FontRef::new(self.bytes(face)).ok()?;
        let mut unicodes: IntSet<u32> = IntSet::empty();
        unicodes.extend(characters.iter().map(|c| u32::from(*c)));
        // Marks that hold a run's direction, and the space.
        unicodes.extend([0x20, 0xa0, 0x200e, 0x200f]);
        let mut drop_tables: IntSet<Tag> = IntSet::empty();
        drop_tables.extend(DEFAULT_DROP_TABLES.iter().copied());
        let mut all_scripts: IntSet<Tag> = IntSet::empty();
        all_scripts.invert();
        let mut features: IntSet<Tag> = IntSet::empty();
        features.extend(skera::DEFAULT_LAYOUT_FEATURES.iter().copied());
        let mut names: IntSet<NameId> = IntSet::empty();
        names.extend((0..=6).map(NameId::new));
        let mut languages: IntSet<u16> = IntSet::empty();
        languages.insert(0x0409);
        let flags = SubsetFlags::SUBSET_FLAGS_NO_HINTING;
        let plan = Plan::new(
            &IntSet::empty(),
            &unicodes,
            &font,
            flags,
            &drop_tables,
            &all_scripts,
            &features,
            &names,
            &languages,
        );
        contained(|| subset_font(&font, &plan).ok()).flatten()
    }
}
