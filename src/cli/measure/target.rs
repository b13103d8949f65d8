//! What is measured to: a built-in border, the nearest one, or the lines of a file.

use crate::claims::MeasuredBorder;
use crate::data::catalogue::Catalogue;
use crate::data::feature::Feature;
use crate::data::geometry::{lines, polygons};
use crate::diagnostic::{Diagnostic, Place};
use crate::geographic::LonLat;
use crate::spatial::EdgeKind;
use std::path::Path;

/// What is measured to.
pub(super) enum Target {
    /// The nearest land border of the country that each point lies in.
    Nearest,
    /// Lines, built in or not.
    Border {
        /// The lines.
        border: Box<MeasuredBorder>,
        /// Are they built in?
        builtin: bool,
    },
}

/// The target of a word, a border's name or a file. A name that is built in wins over a file of the same name.
pub(super) fn find(to: &str, edges: EdgeKind, warnings: &mut Vec<Diagnostic>) -> Result<Target, Vec<Diagnostic>> {
    if to.eq_ignore_ascii_case("nearest") {
        return Ok(Target::Nearest);
    }
    let (border, builtin) = match Catalogue::builtin().land_border(to) {
        Ok(border) => (MeasuredBorder::builtin(&[border], edges), true),
        Err(unknown) if !Path::new(to).exists() => {
            let near = unknown.near.join(", ");
            let help = format!("built in: {near}; or nearest, or a GeoJSON file of lines");
            let message = format!("{unknown}, and there is no file of that name");
            return Err(vec![Diagnostic::error("measure::unknown-border", message).help(help)]);
        }
        Err(_) => {
            let found = super::read(Path::new(to), warnings)?.iter().flat_map(lines_and_rings).collect();
            (MeasuredBorder::of_file(&file_name(to), found, edges), false)
        }
    };
    match border {
        Ok(border) => Ok(Target::Border { border: Box::new(border), builtin }),
        Err(e) => {
            let at = Place { file: Some(to.to_owned()), ..Place::default() };
            let fault = Diagnostic::error("measure::no-border", e.to_string()).at(at);
            Err(vec![fault.help("the border is lines or polygons")])
        }
    }
}

/// A file's name without its folders.
pub(super) fn file_name(path: &str) -> String {
    Path::new(path).file_name().map_or_else(|| path.to_owned(), |n| n.to_string_lossy().into_owned())
}

/// What can be measured to in a feature: lines, and the rings of polygons.
fn lines_and_rings(feature: &Feature) -> Vec<Vec<LonLat>> {
    let Some(geometry) = &feature.geometry else { return Vec::new() };
    let mut all = lines(geometry);
    all.extend(polygons(geometry).into_iter().flatten());
    all
}
