//! `sitmap pack`: GeoJSON layers → one layer pack, of which a figure reads only what it shows.

use super::output::{Failure, Output, deliver_all};
use crate::data::layer::LayerFeature;
use crate::data::load;
use crate::data::pack::{PackError, PackSpec, write};
use crate::diagnostic::{Diagnostic, Place};
use std::path::{Path, PathBuf};

/// Make a layer pack of GeoJSON layers
#[derive(Debug, Clone, clap::Args)]
#[command(after_help = "The table names each layer, its file and what it holds:

  extent = [35.0, 34.0, 39.0, 38.0]     # where it serves; absent: everywhere
  largest_denominator = 4.0e6           # for maps of larger scales than 1 : this; absent: all

  [[layers]]
  id = \"coast\"
  file = \"coast.geojson\"             # beside the table
  role = \"country\"                   # country, border, coastline, sea, sea-name, lake, river, admin1-line,
                                       # admin1-area, settlement, road, place
  credit = \"© OpenStreetMap contributors\"
  licence = \"ODbL 1.0\"
  decimals = 5                         # of a degree: 5 is a metre
  from_denominator = 0.0               # optional: the scales that it is drawn at
  to_denominator = 1.0e7

Examples:
  sitmap pack geodata/idlib/pack.toml -o idlib.sitpack
  sitmap map incidents.geojson --basemap idlib.sitpack -o map.png")]
pub struct PackArgs {
    /// Table of the layers, TOML
    table: PathBuf,
    /// Pack to write
    #[arg(short, long, value_name = "FILE.sitpack")]
    output: PathBuf,
}

/// Runs the verb.
pub fn run(args: &PackArgs, strict: bool) -> Result<Vec<Diagnostic>, Failure> {
    let name = load::display_name(&args.table);
    let table = Place { file: Some(name), ..Place::default() };
    let refused =
        |message: String| Failure::Refused(vec![Diagnostic::error("pack::bad-table", message).at(table.clone())]);
    let text = load::bytes_of(&args.table).map_err(Failure::Refused)?;
    let text = String::from_utf8(text).map_err(|_| refused("the table is not UTF-8".to_owned()))?;
    let spec = PackSpec::parse(&text).map_err(refused)?;
    let folder = args.table.parent().unwrap_or(Path::new(""));
    let (mut warnings, mut layers) = (Vec::new(), Vec::new());
    for file in &spec.files {
        let path = folder.join(file);
        let features = load::layer_features(&path, &load::display_name(&path), &mut warnings);
        layers.push(features.map_err(Failure::Refused)?.into_iter().filter_map(LayerFeature::of).collect());
    }
    let warnings = super::strictly(warnings, strict)?;
    let bytes = write(&spec.head, &layers).map_err(|e: PackError| refused(e.to_string()))?;
    deliver_all(&[Output::new(&args.output, "name another file with -o", bytes)])?;
    Ok(warnings)
}
