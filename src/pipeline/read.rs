//! The files that a figure names: incidents, sources, layers, borders. All faults of all of them come at once.

use super::in_file;
use super::measure::{Border, borders};
use super::wanted::Wanted;
use super::{packs, theme, viewpoint};
use crate::data::catalogue::Catalogue;
use crate::data::claims_table;
use crate::data::events::LeftOut;
use crate::data::feature::Feature;
use crate::data::incident::Incident;
use crate::data::layer::{Credit, Layer, LayerFeature, LayerRole};
use crate::data::load;
use crate::data::source::Sources;
use crate::data::viewpoint::Viewpoint;
use crate::diagnostic::{self, Diagnostic, Place};
use crate::layout::UserLayer;
use crate::layout::map::symbols::{Placement, placement};
use crate::layout::theme::Theme;
use crate::projection::ProjectionChoice;
use crate::spec::{Figure, LayerSpec, Panel};
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

/// What a figure is made of, read and found sound.
pub(super) struct Inputs {
    pub read: ReadIncidents,
    pub user_layers: Vec<UserLayer>,
    /// What is measured to, one for each `[[measure]]`.
    pub borders: Vec<Border>,
    pub choice: ProjectionChoice,
    /// The base maps of the figure over the built-in one, where it has some.
    pub own_base: Option<Catalogue>,
    pub view: Viewpoint,
    pub theme: Theme,
}

/// Incidents of a file.
#[derive(Default)]
pub(super) struct ReadIncidents {
    /// The wanted ones in the order of their numbers.
    pub incidents: Vec<Incident>,
    /// Those that a time strip shows beside them.
    pub beside: Vec<Incident>,
    pub sources: Sources,
    /// How many are not.
    pub left_out: LeftOut,
}

/// Reads everything that a figure names; its incidents only if they are wanted.
pub(super) fn inputs(
    figure: &Figure,
    root: &Path,
    wanted: &Wanted,
    with_incidents: bool,
    warnings: &mut Vec<Diagnostic>,
) -> Result<Inputs, Vec<Diagnostic>> {
    let builtin = Catalogue::builtin();
    let none = || Ok(ReadIncidents::default());
    let incidents = if with_incidents { read_incidents(figure, root, wanted, warnings) } else { none() };
    let user_layers = read_layers(figure, root, warnings);
    let borders = borders(figure, root, builtin, warnings);
    let choice = figure.projection.parse().map_err(|e| super::refused("projection::unknown", &e));
    let own_base = packs::catalogue(figure, root, warnings);
    let view = viewpoint::viewpoint(figure, builtin);
    let theme = theme::theme(figure, root, warnings);
    match (incidents, user_layers, borders, choice, own_base, view, theme) {
        (Ok(read), Ok(user_layers), Ok(borders), Ok(choice), Ok(own_base), Ok(view), Ok(theme)) => {
            Ok(Inputs { read, user_layers, borders, choice, own_base, view, theme })
        }
        (incidents, layers, borders, choice, own_base, view, theme) => {
            let all =
                [incidents.err(), layers.err(), borders.err(), choice.err(), own_base.err(), view.err(), theme.err()];
            Err(without_repeats(all.into_iter().flatten().flatten().collect()))
        }
    }
}

/// A file that is a layer and measured to is told once.
fn without_repeats(mut faults: Vec<Diagnostic>) -> Vec<Diagnostic> {
    let mut told = BTreeSet::new();
    faults.retain(|fault| told.insert(diagnostic::render(fault)));
    faults
}

/// Files are relative to the root, but for standard input.
pub(super) fn path_of(file: &str, root: &Path) -> PathBuf {
    if file == "-" { PathBuf::from("-") } else { root.join(file) }
}

pub(super) fn read_features(
    file: &str,
    root: &Path,
    warnings: &mut Vec<Diagnostic>,
) -> Result<Vec<Feature>, Vec<Diagnostic>> {
    let path = path_of(file, root);
    let name = load::display_name(Path::new(file));
    let bytes =
        load::bytes_of(&path).map_err(|faults| faults.into_iter().map(|f| f.at(in_file(file))).collect::<Vec<_>>())?;
    let read = load::read_bytes(&name, &bytes)?;
    warnings.extend(read.warnings);
    Ok(read.features)
}

/// The incidents of a figure in the order of their numbers: as selected, else oldest first.
pub(super) fn read_incidents(
    figure: &Figure,
    root: &Path,
    wanted: &Wanted,
    warnings: &mut Vec<Diagnostic>,
) -> Result<ReadIncidents, Vec<Diagnostic>> {
    let Some(file) = &figure.incidents else {
        let faults = unknown_ids(figure, &[]);
        return if faults.is_empty() { Ok(ReadIncidents::default()) } else { Err(faults) };
    };
    let builtin = file == load::BUILTIN_INCIDENTS;
    let mut left_out = LeftOut::default();
    let features = if builtin {
        load::read_bytes("incidents.geojson", load::builtin_incidents())?.features
    } else if let Some((features, others)) = extracted(figure, file, root, wanted, warnings)? {
        left_out = others;
        features
    } else {
        read_features(file, root, warnings)?
    };
    let sources = if builtin { load::builtin_sources()? } else { Sources::new() };
    let (mut incidents, odd) = load::incidents(&features);
    warnings.extend(odd);
    if let Some(table) = &figure.claims {
        let bytes = load::bytes_of(&path_of(table, root))?;
        warnings.extend(claims_table::add(&load::display_name(Path::new(table)), &bytes, &mut incidents)?);
    }
    wanted.coarsen(&mut incidents);
    if incidents.is_empty() {
        let fault = Diagnostic::error("data::no-incident", "the file holds no incident").at(in_file(file));
        return Err(vec![fault]);
    }
    let faults = unknown_ids(figure, &incidents);
    if !faults.is_empty() {
        return Err(faults);
    }
    let also = context(figure, &incidents);
    let selected = select(figure, incidents, &features);
    let (chosen, others) = wanted.choose(selected, &features, file)?;
    left_out.merge(others);
    let faults = filtered_ids(figure, &chosen);
    if !faults.is_empty() {
        return Err(faults);
    }
    if chosen.iter().all(|i| matches!(placement(i), Placement::None)) {
        let fault = Diagnostic::error("data::nothing-located", "none of the incidents has a place").at(in_file(file));
        return Err(vec![fault]);
    }
    let beside = also.into_iter().filter(|i| chosen.iter().all(|c| c.id != i.id)).collect();
    Ok(ReadIncidents { incidents: chosen, beside, sources, left_out })
}

/// Incidents that time strips show beside the selected ones.
fn context(figure: &Figure, incidents: &[Incident]) -> Vec<Incident> {
    let wanted =
        figure.panels.iter().filter_map(|p| if let Panel::TimeStrip { also, .. } = p { Some(also) } else { None });
    let wanted: Vec<&String> = wanted.flatten().collect();
    incidents.iter().filter(|i| wanted.contains(&&i.id)).cloned().collect()
}

/// The wanted features of a large file, and how many others it has.
fn extracted(
    figure: &Figure,
    file: &str,
    root: &Path,
    wanted: &Wanted,
    warnings: &mut Vec<Diagnostic>,
) -> Result<Option<(Vec<Feature>, LeftOut)>, Vec<Diagnostic>> {
    // What a figure selects by id, and what has claims beside it, is looked for in the whole file.
    if file == "-" || figure.claims.is_some() || !named_ids(figure).is_empty() {
        return Ok(None);
    }
    let named = |faults| super::of_file(faults, file);
    let Some(extract) = wanted.extract(&path_of(file, root)).map_err(named)? else { return Ok(None) };
    let Some(read) = extract.read(&load::display_name(Path::new(file))) else { return Ok(None) };
    warnings.extend(read.warnings);
    Ok(Some((read.features, extract.left_out)))
}

/// Incidents with their features, as selected, else oldest first.
fn select<'f>(figure: &Figure, incidents: Vec<Incident>, features: &'f [Feature]) -> Vec<(Incident, &'f Feature)> {
    let all = incidents.into_iter().zip(features);
    if figure.select.is_empty() {
        let mut all: Vec<(Incident, &Feature)> = all.filter(|(i, _)| !i.background).collect();
        // Oldest first; what has no date keeps the file's order at the end.
        all.sort_by_key(|(i, _)| i.date.as_ref().map_or((true, None), |d| (false, Some(d.start))));
        return all;
    }
    let all: Vec<(Incident, &Feature)> = all.collect();
    figure.select.iter().filter_map(|id| all.iter().find(|(i, _)| i.id == *id).cloned()).collect()
}

/// Ids of a spec whose incident the filter leaves out; those that are only selected are not missed.
fn filtered_ids(figure: &Figure, chosen: &[Incident]) -> Vec<Diagnostic> {
    let missing = named_ids(figure)
        .into_iter()
        .filter(|(key, id)| !["select", "panels.also"].contains(key) && chosen.iter().all(|i| i.id != *id));
    let told = missing.map(|(key, id)| {
        let place = Place { pointer: Some(key.to_owned()), ..Place::default() };
        Diagnostic::error("selection::named-left-out", format!("the filter leaves out “{id}”, which the figure names"))
            .at(place)
    });
    // Without a filter every incident that is not selected would seem left out.
    if figure.filter.is_empty() { Vec::new() } else { told.collect() }
}

/// Keys of a spec that speak of single incidents.
pub(super) fn single_incident_keys(figure: &Figure) -> Vec<&'static str> {
    let given = [("numbered", figure.numbered), ("measure", !figure.measure.is_empty())];
    let mut keys: Vec<&'static str> = given.into_iter().filter(|(_, is)| *is).map(|(key, _)| key).collect();
    keys.extend(named_ids(figure).into_iter().map(|(key, _)| key));
    let tables = figure.panels.iter().filter(|p| matches!(p, Panel::Table { .. }));
    keys.extend(tables.map(|_| "panels"));
    keys
}

/// Every id that a spec names, with its key.
fn named_ids(figure: &Figure) -> Vec<(&'static str, &str)> {
    let mut ids: Vec<(&'static str, &str)> = figure.select.iter().map(|id| ("select", id.as_str())).collect();
    ids.extend(figure.measure.iter().filter_map(|m| Some(("measure.incident", m.incident.as_deref()?))));
    ids.extend(figure.rings.iter().map(|r| ("rings.around", r.around.as_str())));
    ids.extend(figure.callouts.iter().map(|c| ("callouts.incident", c.incident.as_str())));
    let spots = figure.annotations.iter().flat_map(|a| a.spots());
    ids.extend(spots.filter_map(|(key, spot)| Some((key, spot.incident()?))));
    for panel in &figure.panels {
        match panel {
            Panel::Claims { incident, .. } => ids.push(("panels.incident", incident)),
            Panel::TimeStrip { also, .. } => ids.extend(also.iter().map(|id| ("panels.also", id.as_str()))),
            Panel::Table { entries } => {
                ids.extend(entries.iter().map(|e| ("panels.entries.incident", e.incident.as_str())));
            }
            _ => {}
        }
    }
    ids
}

/// Ids of a spec that no incident has, with the nearest one.
fn unknown_ids(figure: &Figure, incidents: &[Incident]) -> Vec<Diagnostic> {
    let unknown = named_ids(figure).into_iter().filter(|(_, id)| incidents.iter().all(|i| i.id != *id));
    let told = unknown.map(|(key, id)| {
        let message = match &figure.incidents {
            Some(file) => format!("{} has no incident “{id}”", load::display_name(Path::new(file))),
            None => format!("there is no incident “{id}”: the figure names no file of incidents"),
        };
        let place = Place { pointer: Some(key.to_owned()), ..Place::default() };
        let fault = Diagnostic::error("spec::unknown-incident", message).at(place);
        let near = incidents.iter().map(|i| (strsim::jaro_winkler(&i.id, id), i.id.as_str()));
        match near.max_by(|a, b| a.0.total_cmp(&b.0)).filter(|n| n.0 > 0.7) {
            Some((_, near)) => fault.help(format!("did you mean “{near}”?")),
            None => fault,
        }
    });
    told.collect()
}

/// The user's own layers; after them the files that are measured to, so that the reader sees the line that is meant.
fn read_layers(
    figure: &Figure,
    root: &Path,
    warnings: &mut Vec<Diagnostic>,
) -> Result<Vec<UserLayer>, Vec<Diagnostic>> {
    let named = |file: &str| figure.layers.iter().any(|l| l.file == file);
    let is_file = |to: &str| to != "nearest" && Catalogue::builtin().border(to).is_err() && root.join(to).exists();
    let measured = figure.measure.iter().filter(|m| !named(&m.to) && is_file(&m.to));
    let mut measured: Vec<LayerSpec> =
        measured.map(|m| LayerSpec { file: m.to.clone(), ..LayerSpec::default() }).collect();
    measured.dedup();
    let (mut layers, mut faults) = (Vec::new(), Vec::new());
    for spec in figure.layers.iter().chain(&measured) {
        match read_layer(spec, root, warnings) {
            Ok(layer) => layers.push(layer),
            Err(found) => faults.extend(found),
        }
    }
    if faults.is_empty() { Ok(layers) } else { Err(faults) }
}

fn read_layer(spec: &LayerSpec, root: &Path, warnings: &mut Vec<Diagnostic>) -> Result<UserLayer, Vec<Diagnostic>> {
    let path = path_of(&spec.file, root);
    let features = load::layer_features(&path, &load::display_name(Path::new(&spec.file)), warnings)?;
    if let Some(key) = &spec.names {
        without_property(key, &features, &spec.file)?;
    }
    let features: Vec<LayerFeature> = features
        .into_iter()
        .filter_map(|f| {
            let name = spec.names.as_ref().and_then(|key| f.properties.get(key)).and_then(written);
            let feature = LayerFeature::of(f)?;
            Some(if spec.names.is_some() { LayerFeature { name, ..feature } } else { feature })
        })
        .collect();
    if features.is_empty() {
        let message = "the layer holds nothing that can be drawn";
        warnings.push(Diagnostic::warning("data::empty-layer", message).at(in_file(&spec.file)));
    }
    let stem = Path::new(&spec.file).file_stem().map(|s| s.to_string_lossy().into_owned()).unwrap_or_default();
    Ok(UserLayer {
        label: spec.label.clone().unwrap_or(stem),
        credit: spec.credit.clone(),
        named: spec.names.is_some(),
        pictogram: spec.pictogram,
        priority: spec.priority,
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

/// Areas to sum up by.
pub(super) fn area_features(
    file: &str,
    root: &Path,
    population: Option<&str>,
    warnings: &mut Vec<Diagnostic>,
) -> Result<Vec<LayerFeature>, Vec<Diagnostic>> {
    let features = load::layer_features(&path_of(file, root), &load::display_name(Path::new(file)), warnings)?;
    if let Some(key) = population {
        without_property(key, &features, file)?;
    }
    let people = |f: &Feature| f.properties.get(population?)?.as_f64().filter(|n| *n > 0.0).map(|n| n as u64);
    let areas = features.into_iter().filter_map(|f| {
        let people = people(&f);
        let feature = LayerFeature::of(f)?;
        let has_area = !crate::data::geometry::parts(&feature.geometry).is_empty();
        has_area.then_some(if population.is_some() { LayerFeature { population: people, ..feature } } else { feature })
    });
    let areas: Vec<LayerFeature> = areas.collect();
    if areas.is_empty() {
        let fault = Diagnostic::error("data::no-areas", "the file holds no area").at(in_file(file));
        return Err(vec![fault.help("give a GeoJSON file of polygons")]);
    }
    Ok(areas)
}

/// A property as a name.
fn written(value: &serde_json::Value) -> Option<String> {
    match value {
        serde_json::Value::String(text) => Some(text.trim().to_owned()).filter(|t| !t.is_empty()),
        serde_json::Value::Number(number) => Some(number.to_string()),
        _ => None,
    }
}

/// A fault where no feature has a property that the figure asks for.
fn without_property(key: &str, features: &[Feature], file: &str) -> Result<(), Vec<Diagnostic>> {
    if features.is_empty() || features.iter().any(|f| f.properties.contains_key(key)) {
        return Ok(());
    }
    let fault = Diagnostic::error("spec::unknown-property", format!("no feature of the layer has a property “{key}”"));
    let known = features.iter().flat_map(|f| f.properties.keys());
    let near = known.map(|k| (strsim::jaro_winkler(k, key), k)).max_by(|a, b| a.0.total_cmp(&b.0));
    let fault = fault.at(in_file(file));
    Err(vec![match near.filter(|n| n.0 > 0.7) {
        Some((_, near)) => fault.help(format!("did you mean “{near}”?")),
        None => fault,
    }])
}
