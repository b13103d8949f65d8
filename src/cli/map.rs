//! `sitmap map`: a good figure from a file and nothing else.

use super::debug::{self, DebugPicture};
use super::each;
use super::filter::FilterArgs;
use super::output::{Failure, Output, deliver_all, keep_inputs};
use super::picture::{ExportOptions, Format, export};
use super::render::composed;
use super::shape::{spec_of_effort, spec_of_standard, spec_of_text};
use super::stamp::{Embedding, Stamp};
use super::style::{Classes, Per, Style, Value};
use super::{beside, place, report, size, strictly};
use crate::diagnostic::Diagnostic;
use crate::export::{pdf::PdfStandard, png::PngEffort, svg::SvgText};
use crate::pipeline::{Glyphs, MapExplanation};
use crate::projection::{Explanation, explain};
use crate::provenance::input_files;
use crate::spec::{
    self, CellsSpec, Digits, ExtentSpec, Figure, FilterSpec, InsetSpec, LayerSpec, Measure, MissingGlyphs, PageSize,
    Panel, PrecisionSpec,
};
use crate::units::LengthUnit;
use std::path::{Path, PathBuf};

/// Make a figure from a file of incidents
#[derive(Debug, Clone, clap::Args)]
#[command(after_help = "Examples:
  sitmap map incidents.geojson -o map.png
  sitmap map strikes.csv -o map.svg --title 'Strikes in May' --size nature-double
  sitmap map incidents.geojson -o map.png --measure-to turkey-syria --lang ar
  sitmap map incidents.geojson -o map.png --caption map.md --figure-number 3 --data map.csv
  sitmap map events.csv -o map.png --as hexagons --cell-width 10 --cell-value killed
  sitmap map events.csv -o map.png --where 'fatalities > 10' --within Syria --from 2020
  sitmap map incidents.geojson -o map.png --inset 'around:36.8,35.9,12km'
  sitmap map incidents.geojson --each -o '{id}.png' --extent 'around:36.6,35.9,60km'
  sitmap map --layer districts.geojson --extent -180,-60,180,75 -o world.png
  sitmap map incidents.geojson -o map.png --save-spec figures/mine.toml")]
pub struct MapArgs {
    /// GeoJSON, or CSV with columns lon and lat; - reads standard input
    #[arg(value_name = "INCIDENTS", required_unless_present_any = ["layer", "extent"])]
    incidents: Option<String>,
    #[command(flatten)]
    filter: FilterArgs,
    /// Property that decides the order of the incidents, with - before it from the greatest down (--sort=-killed); default: oldest first
    #[arg(long, value_name = "[-]PROPERTY", allow_hyphen_values = true, help_heading = "Which incidents")]
    sort: Option<String>,
    /// So many incidents at most, the first of that order
    #[arg(long, value_name = "NUMBER", help_heading = "Which incidents")]
    limit: Option<std::num::NonZeroU32>,
    /// One figure an incident: {id}, or {number}, in the names of files stands for it
    #[arg(long, requires = "incidents", help_heading = "Which incidents")]
    each: bool,
    /// Claims beside the incidents, one a row: columns incident_id, field (killed, injured …), min, max, said_by, as_of, source, text, note
    #[arg(long, value_name = "FILE.csv", requires = "incidents")]
    claims: Option<String>,
    /// File to write: .png, .svg, .pdf, .webp or .tif (GeoTIFF)
    #[arg(short, long, value_parser = size::picture, value_name = "FILE.png|.svg|.pdf|.webp|.tif")]
    output: PathBuf,
    /// Title; default: made from the data
    #[arg(long, allow_hyphen_values = true)]
    title: Option<String>,
    /// Subtitle; default: made from the data
    #[arg(long, allow_hyphen_values = true)]
    subtitle: Option<String>,
    /// Make places so coarse on purpose before anything is done with them, for figures that must not tell where exactly: cells of a
    /// grid (100m to 500km), country, admin1, or a file of areas (districts); names and other texts stay as they are
    #[arg(long, value_name = "5km|country|admin1|FILE", value_parser = size::precision)]
    publish_precision: Option<PrecisionSpec>,
    /// What the map must show: W,S,E,N in degrees, world, a country or first-level division (Syria, SYR, Idlib), around:LON,LAT,50km,
    /// or fit:12% (the incidents with so much room on each side); default: the incidents with room around
    #[arg(long, value_parser = size::extent, allow_hyphen_values = true, value_name = "W,S,E,N|world|PLACE")]
    extent: Option<ExtentSpec>,
    /// A part of the map to draw larger, beside it or in a free corner, with a letter that stands at its place on the map: as --extent; up to three
    #[arg(long, value_parser = size::extent, allow_hyphen_values = true, value_name = "W,S,E,N|PLACE")]
    inset: Vec<ExtentSpec>,
    /// auto, auto:measure, auto:areas, auto:navigate (what the map is for), a name (tmerc, utm, lcc, aea, laea, aeqd, stere, ortho, gnom, merc, webmerc, eqc, eqearth, sinu, moll, robin, natearth, wintri),
    /// a PROJ string of one of these (+proj=…), or the EPSG code of one (EPSG:32637)
    #[arg(long, default_value = "auto", allow_hyphen_values = true)]
    projection: String,
    /// no: a map of what is stretched (a coast, a front, a river) is turned so that its long side lies along the page, with a north arrow
    #[arg(long, value_name = "yes|no", default_value = "yes", value_parser = size::yes_or_no, action = clap::ArgAction::Set)]
    north_up: bool,
    /// Language of the furniture and of names: en, ar (from right to left), fr, es, tr, uk
    #[arg(long, default_value = "en")]
    lang: String,
    /// A second language for names on the map
    #[arg(long, value_name = "LANG")]
    second_lang: Option<String>,
    /// Digits of Arabic furniture
    #[arg(long, value_enum, default_value_t)]
    digits: Digits,
    /// Page: a preset (web, nature-single, nature-double, a4-portrait, a4-landscape, slide-16x9, square) or WIDTHxHEIGHT in mm or px
    #[arg(long, value_parser = size::page, default_value = "web")]
    size: PageSize,
    /// The look: press (colour), grey (a printer without colour), dark (slides), or a TOML file of your own (see sitmap theme)
    #[arg(long, value_name = "NAME|FILE.toml", default_value = "press")]
    theme: String,
    /// Pixels per inch of a PNG or WebP; sizes in px count at it
    #[arg(long, value_parser = size::dpi)]
    dpi: Option<f64>,
    /// Draw and write the shortest line from each incident to a land border (TUR/SYR, turkey-syria), to the nearest one of its
    /// country (nearest), or to the lines of a file
    #[arg(long, value_name = "BORDER|nearest|FILE")]
    measure_to: Option<String>,
    /// GeoJSON to lay over the map; may be given more than once
    #[arg(long, value_name = "FILE")]
    layer: Vec<String>,
    /// More detailed base map laid over the built-in one: a layer pack (see sitmap pack), a file named for what it holds
    /// (countries.geojson, borders.fgb …, in any format that is read), or a folder of such files; may be given more than once, the first on top
    #[arg(long, value_name = "FILE|DIR", conflicts_with = "no_basemap")]
    basemap: Vec<String>,
    /// Take a state's view of disputed borders, as Natural Earth records it (a name or ISO code, or ISO); default: nobody's, disputes are
    /// dashed
    #[arg(long, value_name = "STATE|ISO")]
    viewpoint: Option<String>,
    /// Leave the base map out
    #[arg(long)]
    no_basemap: bool,
    /// A font for characters that the bundled ones lack; may be given more than once
    #[arg(long, value_name = "FILE")]
    font: Vec<String>,
    /// Arrows at the frame's edge to the nearest known towns beyond it, with their distances
    #[arg(long)]
    places_beyond: bool,
    /// Number the incidents
    #[arg(long)]
    numbered: bool,
    /// Unit of distances
    #[arg(long, value_enum, default_value_t)]
    units: LengthUnit,
    /// How text stands in an SVG file
    #[arg(long, value_enum, default_value_t)]
    svg_text: SvgText,
    /// How hard the PNG encoder tries
    #[arg(long, value_enum, default_value_t = PngEffort::Fast)]
    png_effort: PngEffort,
    /// Standards that a PDF file keeps
    #[arg(long, value_enum, value_delimiter = ',', value_name = "STANDARD")]
    pdf_standard: Vec<PdfStandard>,
    /// Print why the map has its projection, what that distorts, and what others would
    #[arg(long)]
    explain: bool,
    /// Write the figure spec that gives the same figure
    #[arg(long, value_name = "FILE.toml")]
    save_spec: Option<PathBuf>,
    /// What is embedded in the file of what it was made of: the spec and hashes, hashes alone, or nothing (in PNG, SVG and PDF but for PDF/A-2); sitmap inspect shows it
    #[arg(long, value_enum, value_name = "HOW_MUCH", default_value = "full")]
    provenance: Embedding,
    /// Write a world file (.pgw), .prj and .aux.xml beside the PNG: it opens in place in QGIS
    #[arg(long)]
    world_file: bool,
    /// Write a caption made from the data, and the alt text, as markdown
    #[arg(long, value_name = "FILE.md")]
    caption: Option<PathBuf>,
    /// Number of the figure for its caption
    #[arg(long, value_name = "NUMBER")]
    figure_number: Option<String>,
    /// Write the figure's data as CSV, one row an incident, with distances and what the map doesn't show
    #[arg(long, value_name = "FILE.csv")]
    data: Option<PathBuf>,
    /// When it happened, along one axis below the map, keyed to it
    #[arg(long)]
    time_strip: bool,
    /// Bars beside the map: how many incidents by month (or year), and how many people killed as claimed
    #[arg(long)]
    by_time: bool,
    /// Bars beside the map: how many incidents by first-level division, country, or what a column or property says, and how many people killed as claimed
    #[arg(long, value_name = "admin1|country|COLUMN")]
    by_group: Option<String>,
    /// How incidents are drawn: one symbol each, joined to circles with numbers, summed up in hexagons or squares of equal area, or by area; auto: symbols while they can be told apart
    #[arg(long = "as", value_enum, value_name = "STYLE", default_value = "auto")]
    style: Style,
    /// Width of hexagons or squares on the ground, or bandwidth of a density, in the figure's unit; default: a round one that suits the scale
    #[arg(long, value_parser = size::cell_width, value_name = "WIDTH")]
    cell_width: Option<f64>,
    /// Areas to sum up by: countries, admin1 (first-level divisions), or a GeoJSON file; default: admin1
    #[arg(long, value_name = "countries|admin1|FILE")]
    areas: Option<String>,
    /// Divide the values of areas by their people (100,000) or their size (1,000 km²)
    #[arg(long, value_enum, value_name = "PER")]
    per: Option<Per>,
    /// Property of the areas that holds their population; default: population or pop
    #[arg(long, value_name = "PROPERTY")]
    population: Option<String>,
    /// What the colour of a cell says: how many incidents, or how many people killed by the lowest claims
    #[arg(long, value_enum, value_name = "VALUE", default_value = "incidents")]
    cell_value: Value,
    /// How the values of hexagons are put into classes
    #[arg(long, value_enum, value_name = "METHOD", default_value = "auto")]
    classes: Classes,
    /// Draw over the figure what a stage of the layout weighed
    #[arg(long, value_enum, value_name = "STAGE")]
    debug: Option<DebugPicture>,
    /// Write what stands where on the figure, as JSON
    #[arg(long, value_name = "FILE.json")]
    report: Option<PathBuf>,
}

impl MapArgs {
    /// The files that are written, with the options that name them.
    pub(super) fn files(&self) -> Vec<(&'static str, String)> {
        let others = [
            ("--caption", &self.caption),
            ("--data", &self.data),
            ("--save-spec", &self.save_spec),
            ("--report", &self.report),
        ];
        let given = others.into_iter().filter_map(|(option, path)| Some((option, path.as_ref()?)));
        let all = std::iter::once(("-o", &self.output)).chain(given);
        all.map(|(option, path)| (option, path.display().to_string())).collect()
    }

    /// The same arguments with other names of files.
    pub(super) fn with_files(&self, name: impl Fn(&Path) -> PathBuf) -> Self {
        let other = |path: &Option<PathBuf>| path.as_deref().map(&name);
        Self {
            output: name(&self.output),
            caption: other(&self.caption),
            data: other(&self.data),
            save_spec: other(&self.save_spec),
            report: other(&self.report),
            ..self.clone()
        }
    }

    fn panels(&self) -> Vec<Panel> {
        let by_time = self.by_time.then_some(Panel::ByTime { heading: None });
        let by_group = self.by_group.as_ref().map(|by| Panel::ByGroup { by: by.clone(), heading: None });
        let strip = self.time_strip.then_some(Panel::TimeStrip { heading: None, also: Vec::new() });
        by_time.into_iter().chain(by_group).chain(strip).collect()
    }

    fn figure(&self) -> Figure {
        Figure {
            title: self.title.clone(),
            subtitle: self.subtitle.clone(),
            lang: self.lang.clone(),
            second_lang: self.second_lang.clone(),
            digits: self.digits,
            page: self.size.clone(),
            theme: self.theme.clone(),
            dpi: self.dpi,
            // What is the default is left out of a saved spec.
            svg_text: Some(self.svg_text).filter(|t| *t != SvgText::default()).map(spec_of_text),
            png_effort: Some(self.png_effort).filter(|e| *e != PngEffort::default()).map(spec_of_effort),
            pdf_standard: self.pdf_standard.iter().copied().map(spec_of_standard).collect(),
            incidents: self.incidents.clone(),
            claims: self.claims.clone(),
            filter: FilterSpec { sort: self.sort.clone(), limit: self.limit, ..self.filter.spec() },
            publish_precision: self.publish_precision.clone(),
            extent: self.extent.clone(),
            insets: self.inset.iter().cloned().map(InsetSpec::of).collect(),
            projection: self.projection.clone(),
            north_up: self.north_up,
            basemap: !self.no_basemap,
            packs: self.basemap.clone(),
            viewpoint: self.viewpoint.clone(),
            numbered: self.numbered,
            places_beyond: self.places_beyond,
            figure_number: self.figure_number.clone(),
            units: self.units,
            panels: self.panels(),
            style: self.style.of_spec(),
            cells: CellsSpec {
                width: self.cell_width,
                areas: self.areas.clone(),
                per: self.per.map(Per::of_spec),
                population: self.population.clone(),
                value: self.cell_value.of_spec(),
                classes: self.classes.of_spec(),
                most: None,
            },
            fonts: self.font.clone(),
            missing_glyphs: Some(MissingGlyphs::Fallback),
            layers: self.layer.iter().map(|f| LayerSpec { file: f.clone(), ..LayerSpec::default() }).collect(),
            measure: self.measure_to.iter().map(|to| Measure { incident: None, to: to.clone(), words: None }).collect(),
            ..Figure::default()
        }
    }
}

/// Files that were made, not written yet.
#[derive(Debug, Default)]
pub(super) struct Made {
    pub outputs: Vec<Output>,
    pub warnings: Vec<Diagnostic>,
}

/// Runs the verb. All files are written, or none.
///
/// # Errors
/// Faults of the input; a file that can't be written.
pub fn run(args: &MapArgs, strict: bool) -> Result<Vec<Diagnostic>, Failure> {
    let figure = args.figure();
    let Made { outputs, warnings } = if args.each { each::each(args, &figure)? } else { made(args, &figure)? };
    let warnings = strictly(warnings, strict)?;
    let inputs = input_files(&figure);
    keep_inputs(&outputs, inputs.iter().map(Path::new))?;
    deliver_all(&outputs)?;
    Ok(warnings)
}

/// The files of one figure.
pub(super) fn made(args: &MapArgs, figure: &Figure) -> Result<Made, Failure> {
    // The argument's parser has seen that there is one.
    let format = Format::of(&args.output).unwrap_or(Format::Png);
    let (mut composition, fonts) = composed(figure, Path::new(""), Glyphs::FallBack)?;
    debug::draw(args.debug, &mut composition);
    let warnings = composition.warnings.clone();
    let dpi = figure.dpi();
    let pdf_standards = args.pdf_standard.clone();
    let options = ExportOptions { svg_text: args.svg_text, png_effort: args.png_effort, pdf_standards, dpi };
    let stamp = Stamp::new(figure, Path::new(""), &composition, args.provenance)?.with_debug(args.debug);
    composition.scene.provenance = stamp.text(format, &options);
    let picture = export(&composition, &fonts, format, &options)?;
    let mut outputs = vec![Output::new(&args.output, "name another file with -o", picture)];
    if args.world_file {
        outputs.extend(place::beside(&args.output, &composition, dpi)?);
    }
    outputs.extend(args.caption.iter().map(|f| beside::caption(f, "name another file with --caption", &composition)));
    outputs.extend(args.data.iter().map(|f| beside::data(f, "name another file with --data", &composition)));
    if let Some(file) = &args.save_spec {
        let toml = spec::to_toml(figure).into_bytes();
        outputs.push(Output::new(file, "name another file with --save-spec", toml));
    }
    if let Some(file) = &args.report {
        let name = args.output.file_stem().map(|s| s.to_string_lossy().into_owned()).unwrap_or_default();
        let files = [crate::data::load::public_name(&args.output.display().to_string())];
        let one = report::figure(&name, &files, &composition.report, dpi, &report::told(&warnings, figure));
        let text = report::text(vec![one]).into_bytes();
        outputs.push(Output::new(file, "name another file with --report", text));
    }
    if args.explain {
        let MapExplanation { projection, choice, extent, turn } = &composition.explanation;
        let text = Explanation { turn: *turn, ..explain(projection, choice, extent) }.to_string().into_bytes();
        outputs.push(Output::new(Path::new("-"), "leave --explain out", text));
    }
    Ok(Made { outputs, warnings })
}
