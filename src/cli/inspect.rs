//! `sitmap inspect`: what a figure was made of, and whether it can be made again.

use super::debug;
use super::output::{Failure, deliver};
use super::picture::export;
use super::render::composed;
use super::specs::outside;
use super::stamp::{Stamp, TOOL, built_in, changed, holds_back, options_of};
use crate::data::load;
use crate::diagnostic::{Diagnostic, Place, visible};
use crate::pipeline::Glyphs;
use crate::provenance::{Input, Provenance, extract};
use crate::spec;
use std::fmt::Write;
use std::path::PathBuf;

/// Show what a figure was made of, and check that it can be made again
#[derive(Debug, Clone, clap::Args)]
#[command(after_help = "Examples:
  sitmap inspect map.png
  sitmap inspect map.svg --format json
  sitmap inspect out/kafr-takharim.png --verify
  sitmap inspect map.pdf --verify --root ../project

--verify hashes the inputs again, renders the figure again and compares the bytes: status 0 if they are the same.")]
pub struct InspectArgs {
    /// PNG, SVG or PDF that sitmap wrote
    #[arg(value_name = "FIGURE")]
    figure: PathBuf,
    /// Form of the result
    #[arg(long, value_enum, default_value_t)]
    format: Form,
    /// Hash the inputs again, render again, and say whether the bytes are the same
    #[arg(long)]
    verify: bool,
    /// The project's root: paths in the figure are relative to it
    #[arg(long, value_name = "DIR", default_value = ".")]
    root: PathBuf,
}

/// Form of the result.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, clap::ValueEnum)]
enum Form {
    /// For people
    #[default]
    Text,
    /// As it is embedded
    Json,
}

/// Runs the verb.
///
/// # Errors
/// A file without provenance; with `--verify`, whatever differs.
pub fn run(args: &InspectArgs) -> Result<Vec<Diagnostic>, Failure> {
    let place = Place { file: Some(load::display_name(&args.figure)), ..Place::default() };
    let bytes = load::bytes_of(&args.figure).map_err(Failure::Refused)?;
    let (json, provenance) = extract(&bytes)
        .map_err(|e| Failure::Refused(vec![Diagnostic::error("provenance::none", e.to_string()).at(place.clone())]))?;
    if args.verify {
        let found = differences(&provenance, &bytes, args)?;
        if !found.is_empty() {
            let faults = found.into_iter().map(|(code, message)| Diagnostic::error(code, message).at(place.clone()));
            return Err(Failure::Refused(faults.collect()));
        }
        deliver(None, b"same bytes\n")?;
        return Ok(Vec::new());
    }
    let text = match args.format {
        Form::Text => text(&provenance),
        Form::Json => json + "\n",
    };
    deliver(None, text.as_bytes())?;
    Ok(Vec::new())
}

fn text(p: &Provenance) -> String {
    let mut out = String::new();
    let _ = writeln!(out, "made by {}", visible(&p.tool));
    if let Some(title) = &p.title {
        let _ = writeln!(out, "title: {}", visible(title));
    }
    let export = &p.export;
    let _ = writeln!(out, "written as {} at {} pixels per inch", visible(&export.format), export.dpi);
    let list = |out: &mut String, heading: &str, all: &[Input]| {
        let _ = writeln!(out, "{heading}:{}", if all.is_empty() { " none" } else { "" });
        for Input { path, sha256 } in all {
            let _ = writeln!(out, "  {}  {}", visible(sha256), visible(path));
        }
    };
    list(&mut out, "inputs", &p.inputs);
    list(&mut out, "built-in data", &p.built_in);
    if !p.credits.is_empty() {
        let _ = writeln!(out, "credits:");
        p.credits.iter().for_each(|line| _ = writeln!(out, "  {}", visible(line)));
    }
    if !p.warnings.is_empty() {
        let _ = writeln!(out, "warnings:");
        p.warnings.iter().for_each(|(code, n)| _ = writeln!(out, "  {n} of {}", visible(code)));
    }
    if let Some(projection) = &p.projection {
        let _ = writeln!(out, "projection: {}", visible(projection));
    }
    for inset in &p.insets {
        let _ = writeln!(out, "projection of inset {}", visible(inset));
    }
    if let Some(incidents) = &p.incidents {
        let _ = writeln!(out, "incidents: {} shown", incidents.shown);
        incidents.not_shown.iter().for_each(|(why, n)| _ = writeln!(out, "  {n} not shown: {}", visible(why)));
    }
    if let Some(spec) = &p.spec {
        let _ = writeln!(out, "spec:");
        spec.lines().for_each(|line| _ = writeln!(out, "  {}", visible(line)));
    }
    out
}

/// What differs from the figure when it is made again: codes and messages.
fn differences(p: &Provenance, bytes: &[u8], args: &InspectArgs) -> Result<Vec<(&'static str, String)>, Failure> {
    let mut found = Vec::new();
    if p.tool != TOOL {
        found.push(("provenance::tool-differs", format!("made by {}, this is {TOOL}", p.tool)));
    }
    if p.built_in != built_in() {
        found.push(("provenance::tool-differs", "the built-in data are others".to_owned()));
    }
    let Some(toml) = &p.spec else {
        found.extend(changed(&p.inputs, &args.root).into_iter().map(|told| ("provenance::inputs-differ", told)));
        found.push(("provenance::no-spec", "the spec is not embedded: the figure can't be rendered again".to_owned()));
        return Ok(found);
    };
    let figure = spec::parse("embedded spec", toml).map_err(Failure::Refused)?;
    if figure.incidents.as_deref() == Some("-") || figure.layers.iter().any(|l| l.file == "-") {
        let message = "it was made from standard input, which can't be read again";
        found.push(("provenance::inputs-differ", message.to_owned()));
        return Ok(found);
    }
    if let Some(fault) = outside(&figure, &args.root) {
        found.push((fault.code, fault.message));
        return Ok(found);
    }
    found.extend(changed(&p.inputs, &args.root).into_iter().map(|told| ("provenance::inputs-differ", told)));
    if !found.is_empty() {
        return Ok(found);
    }
    let Some((format, options, how, debug)) = options_of(&p.export) else {
        return Ok(vec![("provenance::tool-differs", "it was written in a way that is not known here".to_owned())]);
    };
    let (mut composition, fonts) = composed(&figure, &args.root, Glyphs::Required)?;
    debug::draw(debug, &mut composition);
    let stamp = Stamp::new(&figure, &args.root, &composition, how)?.with_debug(debug);
    composition.scene.provenance = stamp.text(format, &options);
    let again = export(&composition, &fonts, format, &options)?;
    if again != bytes {
        let message = if holds_back(&p.inputs) {
            "the tool is the same, and the bytes are not: the figure was changed after it was made, or the file of incidents, whose hash was held back, \
             is another"
        } else {
            "the inputs and the tool are the same, and the bytes are not: the file was changed after it was made"
        };
        found.push(("provenance::bytes-differ", message.to_owned()));
    }
    Ok(found)
}
