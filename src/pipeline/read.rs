//! The files that a figure names: incidents, sources, layers.

use super::{MISSING_GLYPH_HELP, in_file};
use crate::data::catalogue::Catalogue;
use crate::data::feature::Feature;
use crate::data::incident::Incident;
use crate::data::layer::{Credit, Layer, LayerFeature, LayerRole};
use crate::data::load;
use crate::data::source::Sources;
use crate::diagnostic::{Diagnostic, Place};
use crate::layout::UserLayer;
use crate::layout::map::symbols::{Placement, placement};
use crate::layout::theme::LIGHT;
use crate::spec::{Figure, LayerSpec};
use crate::text::{Direction, Fonts, TextError, TextStyle};
use std::path::{Path, PathBuf};

pub(super) fn read_features(
    file: &str,
    root: &Path,
    warnings: &mut Vec<Diagnostic>,
) -> Result<Vec<Feature>, Vec<Diagnostic>> {
    let path = if file == "-" { PathBuf::from("-") } else { root.join(file) };
    let bytes =
        load::bytes_of(&path).map_err(|faults| faults.into_iter().map(|f| f.at(in_file(file))).collect::<Vec<_>>())?;
    let read = load::read_bytes(file, &bytes)?;
    warnings.extend(read.warnings);
    Ok(read.features)
}

/// The incidents of a figure in the order of their numbers: as selected, else oldest first.
pub(super) fn read_incidents(
    figure: &Figure,
    root: &Path,
    warnings: &mut Vec<Diagnostic>,
) -> Result<(Vec<Incident>, Sources), Vec<Diagnostic>> {
    let Some(file) = &figure.incidents else { return Ok((Vec::new(), Sources::new())) };
    let builtin = file == load::BUILTIN_INCIDENTS;
    let features = if builtin {
        load::read_bytes("incidents.geojson", load::builtin_incidents())?.features
    } else {
        read_features(file, root, warnings)?
    };
    let sources = if builtin { load::builtin_sources()? } else { Sources::new() };
    let (incidents, odd) = load::incidents(&features);
    warnings.extend(odd);
    if incidents.is_empty() {
        let fault = Diagnostic::error("data::no-incident", "the file holds no incident").at(in_file(file));
        return Err(vec![fault.help("a map needs at least one feature, or --layer alone")]);
    }
    let chosen = select(figure, incidents, file)?;
    if chosen.iter().all(|i| matches!(placement(i), Placement::None)) {
        let fault = Diagnostic::error("data::nothing-located", "none of the incidents has a place").at(in_file(file));
        return Err(vec![fault.help("give them a geometry, or a layer with --layer")]);
    }
    Ok((chosen, sources))
}

fn select(figure: &Figure, incidents: Vec<Incident>, file: &str) -> Result<Vec<Incident>, Vec<Diagnostic>> {
    if figure.select.is_empty() {
        let mut all: Vec<Incident> = incidents.into_iter().filter(|i| !i.background).collect();
        // Oldest first; what has no date keeps the file's order at the end.
        all.sort_by_key(|i| i.date.as_ref().map_or((true, None), |d| (false, Some(d.start))));
        return Ok(all);
    }
    let mut faults = Vec::new();
    let mut chosen = Vec::new();
    for id in &figure.select {
        match incidents.iter().find(|i| i.id == *id) {
            Some(incident) => chosen.push(incident.clone()),
            None => {
                let near = incidents.iter().map(|i| (strsim::jaro_winkler(&i.id, id), i.id.as_str()));
                let near = near.max_by(|a, b| a.0.total_cmp(&b.0));
                let fault = Diagnostic::error("spec::unknown-incident", format!("{file} has no incident “{id}”"));
                faults.push(match near {
                    Some((score, near)) if score > 0.7 => fault.help(format!("did you mean “{near}”?")),
                    _ => fault,
                });
            }
        }
    }
    if faults.is_empty() { Ok(chosen) } else { Err(faults) }
}

/// Names with characters that no font holds, each with its incident.
pub(super) fn unset_names(incidents: &[Incident], file: &str, fonts: &Fonts) -> Vec<Diagnostic> {
    let mut faults = Vec::new();
    for incident in incidents {
        for fault in [&incident.name, &incident.name_ar].into_iter().filter_map(|name| unset(name.as_deref(), fonts)) {
            let place = Place { id: Some(incident.id.clone()), ..in_file(file) };
            faults.push(Diagnostic::error("text::missing-glyph", fault.to_string()).at(place).help(MISSING_GLYPH_HELP));
        }
    }
    faults
}

/// Why a name can't be set.
fn unset(name: Option<&str>, fonts: &Fonts) -> Option<TextError> {
    fonts.line(name?, TextStyle::new(8.0, LIGHT.ink), Direction::Auto).err()
}

/// Names with characters that no font holds give way to their Latin form.
pub(super) fn fall_back(incidents: &mut [Incident], fonts: &Fonts) {
    for incident in incidents {
        if unset(incident.name.as_deref(), fonts).is_some() {
            let latin = incident.names_alt.iter().find(|n| unset(Some(n), fonts).is_none()).cloned();
            incident.name = latin.or_else(|| Some(incident.id.clone()));
        }
        if unset(incident.name_ar.as_deref(), fonts).is_some() {
            incident.name_ar = None;
        }
    }
}

/// The user's own layers; after them the files that are measured to, so that the reader sees the line that is meant.
pub(super) fn read_layers(
    figure: &Figure,
    root: &Path,
    warnings: &mut Vec<Diagnostic>,
) -> Result<Vec<UserLayer>, Vec<Diagnostic>> {
    let named = |file: &str| figure.layers.iter().any(|l| l.file == file);
    let is_file = |to: &str| to != "nearest" && Catalogue::builtin().border(to).is_err() && root.join(to).exists();
    let measured = figure.measure.iter().filter(|m| !named(&m.to) && is_file(&m.to));
    let mut measured: Vec<LayerSpec> =
        measured.map(|m| LayerSpec { file: m.to.clone(), label: None, credit: None }).collect();
    measured.dedup();
    figure.layers.iter().chain(&measured).map(|spec| read_layer(spec, root, warnings)).collect()
}

fn read_layer(spec: &LayerSpec, root: &Path, warnings: &mut Vec<Diagnostic>) -> Result<UserLayer, Vec<Diagnostic>> {
    let features = read_features(&spec.file, root, warnings)?;
    let features: Vec<LayerFeature> =
        features.into_iter().filter_map(|f| Some(LayerFeature::new(f.geometry?, &f.properties))).collect();
    if features.is_empty() {
        let message = "the layer holds nothing that can be drawn";
        warnings.push(Diagnostic::warning("data::empty-layer", message).at(in_file(&spec.file)));
    }
    let stem = Path::new(&spec.file).file_stem().map(|s| s.to_string_lossy().into_owned()).unwrap_or_default();
    Ok(UserLayer {
        label: spec.label.clone().unwrap_or(stem),
        credit: spec.credit.clone(),
        layer: Layer {
            id: spec.file.clone(),
            role: LayerRole::Country,
            credit: Credit { text: spec.credit.clone().unwrap_or_default(), licence: String::new() },
            accuracy_m: None,
            as_of: None,
            schematic: false,
            features,
        },
    })
}
