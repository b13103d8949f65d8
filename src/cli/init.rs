//! `sitmap init`: a commented figure spec and an incident file to start from.

use super::output::{Failure, Output, deliver_all};
use crate::diagnostic::{Diagnostic, Place};
use std::path::PathBuf;

/// Write a commented figure spec and an incident file to start from
#[derive(Debug, Clone, clap::Args)]
#[command(after_help = "Example:
  sitmap init my-report && cd my-report && sitmap render")]
pub struct InitArgs {
    /// Folder; it is made if it does not exist
    #[arg(value_name = "DIR", default_value = ".")]
    dir: PathBuf,
}

const FIGURE: &str = r#"# A figure. `sitmap render` writes it to out/; `sitmap schema figure` lists every key.

# A sentence that says what the figure shows; left out, it is made from the data.
title = "Two incidents near Khartoum in one week"
subtitle = "Khartoum State, Sudan, 1–5 March 2024 · example data, not real events"

# A file of incidents, relative to the project root.
incidents = "incidents.geojson"

# web, nature-single, nature-double, a4-portrait, a4-landscape, slide-16x9, square, or 183x140mm, 1600x1200px.
page = "nature-double"

# press (colour), grey (a printer without colour), dark (slides), or a file of your own; `sitmap theme press` prints one.
# theme = "grey"

# Names in two languages; lang = "ar" lays the whole figure out from right to left.
lang = "en"
second_lang = "ar"

# What the map must show: [west, south, east, north]; left out, the incidents with room around.
# extent = [32.2, 15.3, 32.9, 15.9]

# What is stretched may lie along the page, with a north arrow.
# north_up = false

# Numbers on the map and in a table.
numbered = true

# How text stands in the SVG: embed (with its fonts inside), text, paths.
# svg_text = "paths"

# Fonts for letters that the bundled ones lack, and what becomes of a name that still can't be set: error, fallback.
# fonts = ["NotoSansKhmer-Regular.ttf"]
# missing_glyphs = "fallback"

[[panels]]
kind = "table"

# A part of the map drawn larger, beside it or in a corner.
# [[insets]]
# extent = "around:32.53,15.59,10km"
# title = "Khartoum"

# Circles around an incident, radii in kilometres.
# [[rings]]
# around = "example-1"
# radii = [5, 10]

# The shortest line from an incident to a border: turkey-syria is built in, any file of lines will do.
# [[measure]]
# incident = "example-1"
# to = "border.geojson"
# words = "to the border"
"#;

const INCIDENTS: &str = r#"{"type": "FeatureCollection", "features": [
{"type": "Feature", "id": "example-1",
 "geometry": {"type": "Point", "coordinates": [32.53, 15.6]},
 "properties": {"name": "Khartoum", "name_ar": "الخرطوم", "kind": "shelling", "date": "2024-03-01",
  "what": "Example: shelling of a market",
  "killed": [{"min": 3, "max": 5, "said_by": "example source"}]}},
{"type": "Feature", "id": "example-2",
 "geometry": {"type": "Point", "coordinates": [32.63, 15.65]},
 "properties": {"name": "Bahri", "name_ar": "بحري", "kind": "clash", "date": "2024-03-05",
  "what": "Example: clash; nobody reports a number of killed", "killed": null}}
]}
"#;

/// Runs the verb. Nothing that is there is overwritten.
pub fn run(args: &InitArgs) -> Result<Vec<Diagnostic>, Failure> {
    let files = [("figures/figure.toml", FIGURE), ("incidents.geojson", INCIDENTS)];
    let there: Vec<Diagnostic> = files
        .iter()
        .map(|(name, _)| args.dir.join(name))
        .filter(|path| path.exists())
        .map(|path| {
            let place = Place { file: Some(path.display().to_string()), ..Place::default() };
            Diagnostic::error("cli::exists", "the file is there already").at(place).help("name another folder")
        })
        .collect();
    if !there.is_empty() {
        return Err(Failure::Refused(there));
    }
    let outputs = files.map(|(name, text)| {
        Output::new(&args.dir.join(name), "name another folder", text.as_bytes().to_vec()).in_new_folder()
    });
    deliver_all(&outputs)?;
    Ok(Vec::new())
}
