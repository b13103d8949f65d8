//! The insets of a figure: what each must show, in a projection of its own.

use super::extent;
use super::refused;
use crate::data::catalogue::Catalogue;
use crate::diagnostic::{Diagnostic, Place};
use crate::geographic::LonLat;
use crate::layout::UserLayer;
use crate::layout::inset::InsetInput;
use crate::projection::{MapProjection, ProjectionChoice};
use crate::spec::{Figure, MOST_INSETS};

/// What the insets of a figure show. `places`: of the incidents, for an extent that fits them.
pub(super) fn insets(
    figure: &Figure,
    places: &[LonLat],
    layers: &[UserLayer],
    choice: &ProjectionChoice,
    catalogue: &Catalogue,
) -> Result<Vec<InsetInput>, Vec<Diagnostic>> {
    if figure.insets.len() > MOST_INSETS {
        let message = format!("{} insets leave no room for the map", figure.insets.len());
        let place = Place { pointer: Some("insets".to_owned()), ..Place::default() };
        return Err(vec![Diagnostic::error("spec::too-many-insets", message).at(place)]);
    }
    let one = |spec: &crate::spec::InsetSpec| {
        let alone = Figure { extent: Some(spec.extent.clone()), ..figure.clone() };
        let extent = extent::extent(&alone, places.to_vec(), layers, catalogue)?;
        let projection = MapProjection::choose(choice, &extent).map_err(|e| refused("projection::unusable", &e))?;
        Ok(InsetInput { extent, projection, title: spec.title.clone(), place: spec.place })
    };
    figure.insets.iter().map(one).collect()
}

/// Sums are classed for one map, and its key would not hold for another.
pub(super) fn left_out_of_sums(figure: &Figure) -> Option<Diagnostic> {
    let told = || Diagnostic::warning("layout::left-out", "insets: incidents that are summed up are shown on one map");
    (!figure.insets.is_empty()).then(told)
}
