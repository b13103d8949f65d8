//! `sitmap render`: the figures of a project, or the built-in ones.

use super::debug::{self, DebugPicture};
use super::output::{Failure, Output, deliver_all};
use super::picture::{ExportOptions, Format, export};
use super::shape::{effort_of_spec, standard_of_spec, text_of_spec};
use super::specs::{embedded, specs};
use super::stamp::{Embedding, Stamp};
use super::{beside, report, size, strictly, tell};
use crate::data::load;
use crate::diagnostic::{Diagnostic, Place};
use crate::export::{pdf::PdfStandard, png::PngEffort, svg::SvgText};
use crate::limits::Limit;
use crate::pipeline::{Composition, Glyphs, compose, input_faults};
use crate::spec::Figure;
use crate::text::Fonts;
use std::path::{Path, PathBuf};

/// Write the figures of figures/ (or the built-in ones) as PNG and SVG
#[derive(Debug, Clone, clap::Args)]
#[command(after_help = "Examples:
  sitmap render
  sitmap render kafr-takharim --format png --dpi 150
  sitmap render --spec-from old/map.png --out-dir new --format pdf
  sitmap render --format png,svg,pdf --pdf-standard a-2a,ua-1
  sitmap render figures/my-figure.toml --out-dir report --report report/figures.json")]
pub struct RenderArgs {
    /// Names of figures in figures/ or built in, or spec files; none: all of figures/, else all built in
    #[arg(value_name = "FIGURE")]
    figures: Vec<String>,
    /// Render again from what is embedded in figures (PNG, SVG, PDF); its files are looked for under the root
    #[arg(long, value_name = "FIGURE", conflicts_with = "figures")]
    spec_from: Vec<PathBuf>,
    /// Folder to write to
    #[arg(long, value_name = "DIR", default_value = "out")]
    out_dir: PathBuf,
    /// Formats
    #[arg(long, value_enum, value_delimiter = ',', default_value = "png,svg")]
    format: Vec<Format>,
    /// Pixels per inch of PNG and WebP files; default: 300 for print sizes, 200 for the web
    #[arg(long, value_parser = size::dpi)]
    dpi: Option<f64>,
    /// How text stands in SVG files; default: as the spec says, else embed
    #[arg(long, value_enum)]
    svg_text: Option<SvgText>,
    /// How hard the PNG encoder tries; default: as the spec says, else balanced
    #[arg(long, value_enum)]
    png_effort: Option<PngEffort>,
    /// Standards that PDF files keep; default: as the spec says, else none
    #[arg(long, value_enum, value_delimiter = ',', value_name = "STANDARD")]
    pdf_standard: Vec<PdfStandard>,
    /// Write a caption made from the data, and the alt text, beside each figure: NAME.md
    #[arg(long)]
    captions: bool,
    /// Write the data of each figure beside it, one row an incident: NAME.csv
    #[arg(long)]
    data: bool,
    /// What is embedded in the files of what they were made of: the spec and hashes, hashes alone, or nothing (in PNG, SVG and PDF but for PDF/A-2); sitmap inspect shows it
    #[arg(long, value_enum, value_name = "HOW_MUCH", default_value = "full")]
    provenance: Embedding,
    /// Write what stands where on each figure, as JSON
    #[arg(long, value_name = "FILE.json")]
    report: Option<PathBuf>,
    /// Draw over the figure what a stage of the layout weighed
    #[arg(long, value_enum, value_name = "STAGE")]
    debug: Option<DebugPicture>,
    /// The project's root: paths in specs are relative to it
    #[arg(long, value_name = "DIR", default_value = ".")]
    root: PathBuf,
}

/// The bundled fonts and those that a figure names; all that can't be used are told.
fn fonts_of(figure: &Figure, root: &Path) -> Result<Fonts, Vec<Diagnostic>> {
    let mut fonts = Fonts::bundled();
    let mut faults = Vec::new();
    for file in &figure.fonts {
        let place = Place { file: Some(file.clone()), ..Place::default() };
        let added = match load::read_whole(&root.join(file), Limit::Font) {
            Ok(bytes) => fonts.add(file, bytes).map_err(|e| Diagnostic::error("text::not-a-font", e.to_string())),
            Err(e) => {
                let fault = Diagnostic::error("text::cannot-read-font", format!("the font can’t be read: {e}"));
                Err(load::exceeded(&e).map_or(fault, Diagnostic::from))
            }
        };
        faults.extend(added.err().map(|fault| fault.at(place)));
    }
    if faults.is_empty() { Ok(fonts) } else { Err(faults) }
}

/// A figure laid out and drawn, and its fonts.
///
/// # Errors
/// All faults of the files that it names, fonts among them.
pub(super) fn composed(figure: &Figure, root: &Path, glyphs: Glyphs) -> Result<(Composition, Fonts), Failure> {
    match fonts_of(figure, root) {
        Ok(fonts) => {
            let composition = compose(figure, root, &fonts, glyphs).map_err(Failure::Refused)?;
            Ok((composition, fonts))
        }
        Err(faults) => Err(Failure::Refused(input_faults(figure, root).into_iter().chain(faults).collect())),
    }
}

/// Runs the verb. The figures that are sound are written when all are made: all of their files, or none.
///
/// # Errors
/// Faults of specs or data (nothing of that figure is written), files that can't be written.
pub fn run(args: &RenderArgs, strict: bool) -> Result<Vec<Diagnostic>, Failure> {
    if !args.root.is_dir() {
        let fault = Diagnostic::error("cli::no-root", format!("there is no folder {}", args.root.display()));
        return Err(Failure::Refused(vec![fault]));
    }
    let specs = if args.spec_from.is_empty() {
        specs(&args.figures, &args.root)?
    } else {
        embedded(&args.spec_from, &args.root)?
    };
    let (mut warnings, mut reports, mut faults, mut outputs) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
    let progress = Progress::new(specs.len());
    for (name, figure) in &specs {
        progress.next(name);
        match one(name, figure, args, strict) {
            Ok(made) => {
                warnings.extend(made.warnings);
                reports.push(made.report);
                outputs.extend(made.outputs);
            }
            Err(Failure::Refused(found)) => faults.extend(found),
            Err(unwritten) => return Err(unwritten),
        }
    }
    drop(progress);
    if let Some(file) = &args.report {
        let text = report::text(reports).into_bytes();
        outputs.push(Output::new(file, "name another file with --report", text));
    }
    // Faults of other figures are told even where nothing can be written.
    deliver_all(&outputs).inspect_err(|_| tell(&faults))?;
    if faults.is_empty() { Ok(warnings) } else { Err(Failure::Refused(warnings.into_iter().chain(faults).collect())) }
}

/// A bar on standard error, once the work takes more than a second and a person is looking.
struct Progress {
    bar: indicatif::ProgressBar,
    start: std::time::Instant,
}

impl Progress {
    fn new(count: usize) -> Self {
        let bar = indicatif::ProgressBar::with_draw_target(Some(count as u64), indicatif::ProgressDrawTarget::hidden());
        Self { bar, start: std::time::Instant::now() }
    }

    fn next(&self, name: &str) {
        if self.start.elapsed().as_secs() >= 1 && self.bar.is_hidden() {
            // Drawn on a terminal only.
            self.bar.set_draw_target(indicatif::ProgressDrawTarget::stderr());
        }
        self.bar.set_message(name.to_owned());
        self.bar.inc(1);
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        self.bar.finish_and_clear();
    }
}

/// One figure, made and not yet written.
struct Made {
    warnings: Vec<Diagnostic>,
    report: serde_json::Value,
    outputs: Vec<Output>,
}

fn one(name: &str, figure: &Figure, args: &RenderArgs, strict: bool) -> Result<Made, Failure> {
    let in_figure = |mut fault: Diagnostic| {
        if fault.place.file.is_none() {
            fault.place.file = Some(format!("figure {name}"));
        }
        fault
    };
    let (mut composition, fonts) = composed(figure, &args.root, Glyphs::Required).map_err(|failure| match failure {
        Failure::Refused(faults) => Failure::Refused(faults.into_iter().map(in_figure).collect()),
        unwritten => unwritten,
    })?;
    debug::draw(args.debug, &mut composition);
    let warnings = strictly(composition.warnings.iter().cloned().map(in_figure).collect(), strict)?;
    let dpi = args.dpi.unwrap_or_else(|| figure.dpi());
    let options = ExportOptions {
        svg_text: args.svg_text.or(figure.svg_text.map(text_of_spec)).unwrap_or_default(),
        png_effort: args.png_effort.or(figure.png_effort.map(effort_of_spec)).unwrap_or_default(),
        pdf_standards: match &args.pdf_standard[..] {
            [] => figure.pdf_standard.iter().copied().map(standard_of_spec).collect(),
            asked => asked.to_vec(),
        },
        dpi,
    };
    let stamp = Stamp::new(figure, &args.root, &composition, args.provenance)?.with_debug(args.debug);
    let mut outputs = Vec::new();
    for format in &args.format {
        composition.scene.provenance = stamp.text(*format, &options);
        let path = args.out_dir.join(format!("{name}.{}", format.ending()));
        let bytes = export(&composition, &fonts, *format, &options)?;
        outputs.push(Output::new(&path, "name another folder with --out-dir", bytes).in_new_folder());
    }
    let advice = "name another folder with --out-dir";
    let named = |ending: &str| args.out_dir.join(format!("{name}.{ending}"));
    outputs.extend(args.captions.then(|| beside::caption(&named("md"), advice, &composition).in_new_folder()));
    outputs.extend(args.data.then(|| beside::data(&named("csv"), advice, &composition).in_new_folder()));
    let files: Vec<String> = outputs.iter().map(|o| o.path.display().to_string()).collect();
    let report = report::figure(name, &files, &composition.report, dpi, &report::told(&warnings, figure));
    Ok(Made { warnings, report, outputs })
}
