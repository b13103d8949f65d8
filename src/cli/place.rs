//! Where a figure's pixels lie on the ground, and the files beside a picture that say so.

use super::output::{Failure, Output};
use super::picture::Format;
use crate::diagnostic::Diagnostic;
use crate::export::georeference::Georeference;
use crate::pipeline::Composition;
use std::path::Path;

fn refused(message: String) -> Failure {
    Failure::Refused(vec![Diagnostic::error("export::no-place", message)])
}

/// The place of the pixels of a figure at a resolution: of the map's frame, by the affine map of the report.
///
/// # Errors
/// A projection that WKT 1 can't say.
pub fn georeference(composition: &Composition, dpi: f64) -> Result<Georeference, Failure> {
    let wkt = composition.explanation.projection.wkt();
    let wkt = wkt.map_err(|e| refused(format!("the map’s projection can’t be written beside it: {e}")))?;
    let to_px = composition.report.affine_pt.map(|v| v * dpi / 72.0);
    Georeference::new(to_px, wkt).ok_or_else(|| refused("a map that is stretched has no world file".to_owned()))
}

/// World file, `.prj` and `.aux.xml` beside a PNG.
///
/// # Errors
/// Another format than PNG; a projection that WKT 1 can't say.
pub fn beside(picture: &Path, composition: &Composition, dpi: f64) -> Result<Vec<Output>, Failure> {
    match Format::of(picture) {
        Some(Format::Png) => {}
        Some(Format::Tif) => return Err(refused("a .tif holds its place itself and has no world file".to_owned())),
        _ => return Err(refused("a world file stands beside a .png, whose pixels it places".to_owned())),
    }
    let place = georeference(composition, dpi)?;
    let advice = "name another file with -o, or leave --world-file out";
    let mut aux = picture.as_os_str().to_owned();
    aux.push(".aux.xml");
    let output = |path: &Path, text: String| Output::new(path, advice, text.into_bytes());
    Ok(vec![
        output(&picture.with_extension("pgw"), place.world_file()),
        output(&picture.with_extension("prj"), format!("{}\n", place.wkt)),
        output(Path::new(&aux), place.auxiliary()),
    ])
}
