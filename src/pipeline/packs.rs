//! The base maps that a figure lays over the built-in one: packs, and GeoJSON that is packed on the way in.

use super::in_file;
use crate::data::catalogue::Catalogue;
use crate::data::layer::{LayerFeature, LayerRole};
use crate::data::load;
use crate::data::pack::{self, LayerHead, Pack, PackHead};
use crate::diagnostic::Diagnostic;
use crate::geographic::{Extent, LonLat};
use crate::spec::Figure;
use std::path::{Path, PathBuf};

/// The catalogue of a figure, where it isn't the built-in one.
///
/// # Errors
/// All faults of the files.
pub(super) fn catalogue(
    figure: &Figure,
    root: &Path,
    warnings: &mut Vec<Diagnostic>,
) -> Result<Option<Catalogue>, Vec<Diagnostic>> {
    if figure.packs.is_empty() {
        return Ok(None);
    }
    let mut faults = Vec::new();
    let mut packs = Vec::new();
    for name in &figure.packs {
        match open(name, root, warnings) {
            Ok(pack) => packs.push(pack),
            Err(more) => faults.extend(more),
        }
    }
    if !faults.is_empty() {
        return Err(faults);
    }
    Ok(Some(Catalogue::under(packs)))
}

/// What was found damaged when layers were read.
pub(super) fn damage(figure: &Figure, catalogue: &Catalogue) -> Result<(), Vec<Diagnostic>> {
    let fault = |(index, e): (usize, &pack::PackError)| {
        let fault = Diagnostic::error("pack::unusable", e.to_string());
        figure.packs.get(index).map_or(fault.clone(), |name| fault.at(in_file(name)))
    };
    let faults: Vec<Diagnostic> = catalogue.damage().map(fault).collect();
    if faults.is_empty() { Ok(()) } else { Err(faults) }
}

/// Which of a figure's packs serve nothing of a map.
pub(super) fn unused(
    figure: &Figure,
    catalogue: &Catalogue,
    visible: &Extent,
    scale_denominator: f64,
) -> Vec<Diagnostic> {
    let idle =
        figure.packs.iter().enumerate().filter(|(index, _)| !catalogue.serves(*index, visible, scale_denominator));
    idle.map(|(_, name)| {
        let message =
            "the map reaches beyond what this base map covers or is made for: the built-in one is drawn instead";
        Diagnostic::warning("pack::unused", message).at(in_file(&load::public_name(name)))
    })
    .collect()
}

fn open(name: &str, root: &Path, warnings: &mut Vec<Diagnostic>) -> Result<Pack, Vec<Diagnostic>> {
    let refused = |message: String| vec![Diagnostic::error("pack::unusable", message).at(in_file(name))];
    let path = root.join(name);
    if let Some(files) = load::layer_files(&path)? {
        let named = files.into_iter().filter(|f| role(f).is_some()).collect::<Vec<_>>();
        if named.is_empty() {
            return Err(refused("no file in this folder is named for a layer".to_owned()));
        }
        return packed(&named, warnings);
    }
    let bytes = load::bytes_of(&path).map_err(|f| f.into_iter().map(|f| f.at(in_file(name))).collect::<Vec<_>>())?;
    if pack::is_pack(&bytes) {
        return Pack::open(bytes).map_err(|e| refused(e.to_string()));
    }
    packed(&[path], warnings)
}

fn role(path: &Path) -> Option<LayerRole> {
    LayerRole::of_name(&path.file_stem()?.to_string_lossy())
}

/// GeoJSON files as a pack that covers what they hold. A file's name says what it is; areas in a file with another name are land, points are towns.
fn packed(files: &[PathBuf], warnings: &mut Vec<Diagnostic>) -> Result<Pack, Vec<Diagnostic>> {
    let (mut heads, mut layers) = (Vec::new(), Vec::new());
    for path in files {
        let name = path.display().to_string();
        let refused = |message: &str| vec![Diagnostic::error("pack::unusable", message).at(in_file(&name))];
        let features = load::layer_features(path, &name, warnings)?;
        let features: Vec<LayerFeature> = features.into_iter().filter_map(LayerFeature::of).collect();
        let role = role(path).or_else(|| role_by_geometry(&features));
        let role = role
            .ok_or_else(|| refused("lines may be borders, coasts, rivers or roads: the file's name must say which"))?;
        let id = path.file_stem().map(|s| s.to_string_lossy().into_owned()).unwrap_or_default();
        heads.push(LayerHead::new(id, role));
        layers.push(features);
    }
    let corners = layers.iter().flatten().flat_map(|f| {
        let b = &f.bounds;
        [LonLat::new(b.west_deg, b.south_deg), LonLat::new(b.east_deg, b.north_deg)]
    });
    // What spans half the earth has no box that tells one side from the other.
    let wide = layers.iter().flatten().any(|f| f.bounds.width_deg() > 180.0);
    let extent = Extent::around(corners).filter(|_| !wide).map(|e| [e.west_deg, e.south_deg, e.east_deg, e.north_deg]);
    let head = PackHead { extent, is_declared: false, largest_denominator: None, layers: heads };
    let faults = |e: pack::PackError| {
        let place = in_file(&files[0].display().to_string());
        vec![Diagnostic::error("pack::unusable", e.to_string()).at(place)]
    };
    let mut pack = pack::write(&head, &layers).and_then(Pack::open).map_err(faults)?;
    pack.head.is_declared = false;
    Ok(pack)
}

fn role_by_geometry(features: &[LayerFeature]) -> Option<LayerRole> {
    use geo::Geometry::{MultiPoint, MultiPolygon, Point, Polygon};
    let all = |is: fn(&LayerFeature) -> bool| !features.is_empty() && features.iter().all(is);
    if all(|f| matches!(f.geometry, Polygon(_) | MultiPolygon(_))) {
        Some(LayerRole::Country)
    } else if all(|f| matches!(f.geometry, Point(_) | MultiPoint(_))) {
        Some(LayerRole::Place)
    } else {
        None
    }
}
