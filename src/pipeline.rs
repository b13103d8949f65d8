//! One figure from spec to scene: the rooms called in their order, and nothing else.

use crate::data::catalogue::Catalogue;
use crate::data::feature::Feature;
use crate::data::geometry;
use crate::data::incident::{ClaimedPlace, Incident};
use crate::data::layer::{Credit, Layer, LayerFeature, LayerRole};
use crate::data::load;
use crate::data::source::Sources;
use crate::diagnostic::{Diagnostic, Place};
use crate::draw;
use crate::geographic::{Extent, LonLat};
use crate::layout::language::{ENGLISH, Language, language};
use crate::layout::map::measured::MeasuredDistance;
use crate::layout::map::names;
use crate::layout::map::symbols::{Placement, placement};
use crate::layout::theme::LIGHT;
use crate::layout::{Layout, LayoutInput, UserLayer, lay_out};
use crate::projection::{MapProjection, ProjectionChoice};
use crate::scene::Scene;
use crate::spatial::{BorderIndex, EdgeKind, interval};
use crate::spec::Figure;
use crate::text::{Fonts, TextError};
use std::path::{Path, PathBuf};

/// A figure ready to be written.
#[derive(Debug)]
pub struct Composition {
    /// The finished page.
    pub scene: Scene,
    /// What stands where.
    pub report: FigureReport,
    /// What the reader should know.
    pub warnings: Vec<Diagnostic>,
}

/// What stands where on a finished page: boxes in points, y down, `[x0, y0, x1, y1]`.
#[derive(Debug, Clone, Default, serde::Serialize)]
pub struct FigureReport {
    /// Width and height of the page in points.
    pub page_pt: [f64; 2],
    /// Complete PROJ string of the map.
    pub proj: String,
    /// Projected metres to points of the page: `x_pt = a·x + b·y + c`, `y_pt = d·x + e·y + f`.
    pub affine_pt: [f64; 6],
    /// Every text on the map except numbers inside their own disc.
    pub labels: Vec<LabelReport>,
    /// Every point symbol.
    pub symbols: Vec<SymbolReport>,
    /// Credit lines of the layers that are drawn or measured to.
    pub credits: Vec<String>,
}

/// One text on the map.
#[derive(Debug, Clone, serde::Serialize)]
pub struct LabelReport {
    /// The text.
    pub text: String,
    /// Did it find a place?
    pub placed: bool,
    /// Its box; zeros if it found none.
    #[serde(rename = "box")]
    pub bounds: [f64; 4],
    /// Degrees clockwise.
    pub angle: f64,
}

/// One point symbol on the map.
#[derive(Debug, Clone, serde::Serialize)]
pub struct SymbolReport {
    /// Id of the incident, or name of the town.
    pub id: String,
    /// Its box.
    #[serde(rename = "box")]
    pub bounds: [f64; 4],
}

/// What to do about a name with a character that no font holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Glyphs {
    /// It is an error (`render`).
    Required,
    /// The name falls back to its Latin form, with a warning (`map`).
    FallBack,
}

/// Reads what the figure names, measures, lays out, draws. Files are relative to `root`.
///
/// # Errors
/// All faults of the input.
pub fn compose(figure: &Figure, root: &Path, fonts: &Fonts, glyphs: Glyphs) -> Result<Composition, Vec<Diagnostic>> {
    let mut warnings = Vec::new();
    let (language, unknown) = match language(&figure.lang) {
        Some(language) => (language, None),
        None => (ENGLISH, Some(&figure.lang)),
    };
    if let Some(lang) = unknown {
        let message = format!("the furniture has no words in “{lang}” yet: English is used");
        warnings.push(Diagnostic::warning("layout::unknown-language", message).help("known are en, ar"));
    }
    let catalogue = Catalogue::builtin();
    let (mut incidents, sources) = read_incidents(figure, root, &mut warnings)?;
    if glyphs == Glyphs::FallBack {
        fall_back(&mut incidents, figure, fonts, &mut warnings);
    }
    let user_layers = read_layers(figure, root, &mut warnings)?;
    let extent = extent(figure, &incidents, &user_layers, catalogue)?;
    let choice: ProjectionChoice = figure.projection.parse().map_err(|e| refused("projection::unknown", &e))?;
    let projection = MapProjection::choose(&choice, &extent).map_err(|e| refused("projection::unusable", &e))?;
    let (distances, measured_layers) = measure(figure, root, &incidents, catalogue, &mut warnings)?;
    let of_interest = countries_of_interest(&incidents, &user_layers, &extent, catalogue, language);
    let input = LayoutInput {
        figure,
        incidents: &incidents,
        distances: &distances,
        measured_layers,
        user_layers: &user_layers,
        sources: &sources,
        catalogue,
        extent,
        projection,
        of_interest,
    };
    let layout = lay_out(input, &LIGHT, language, fonts);
    report_faults(&layout, glyphs, &mut warnings)?;
    let report = report(&layout);
    let scene = draw::draw(&layout, fonts);
    Ok(Composition { scene, report, warnings })
}

fn refused(code: &'static str, fault: &dyn std::error::Error) -> Vec<Diagnostic> {
    vec![Diagnostic::error(code, fault.to_string())]
}

fn in_file(file: &str) -> Place {
    Place { file: Some(file.to_owned()), ..Place::default() }
}

fn read_features(file: &str, root: &Path, warnings: &mut Vec<Diagnostic>) -> Result<Vec<Feature>, Vec<Diagnostic>> {
    let path = if file == "-" { PathBuf::from("-") } else { root.join(file) };
    let bytes =
        load::bytes_of(&path).map_err(|faults| faults.into_iter().map(|f| f.at(in_file(file))).collect::<Vec<_>>())?;
    let read = load::read_bytes(file, &bytes)?;
    warnings.extend(read.warnings);
    Ok(read.features)
}

/// The incidents of a figure in the order of their numbers: as selected, else oldest first.
fn read_incidents(
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

/// Names with characters that no font holds give way to their Latin form.
fn fall_back(incidents: &mut [Incident], figure: &Figure, fonts: &Fonts, warnings: &mut Vec<Diagnostic>) {
    let style = crate::text::TextStyle::new(8.0, LIGHT.ink);
    let holds = |text: &Option<String>| match text {
        Some(text) => fonts.line(text, style, crate::text::Direction::Auto).err(),
        None => None,
    };
    for incident in incidents {
        for fault in [holds(&incident.name), holds(&incident.name_ar)].into_iter().flatten() {
            let place =
                Place { id: Some(incident.id.clone()), ..in_file(figure.incidents.as_deref().unwrap_or_default()) };
            let help = "give a font that has it: --font FILE";
            warnings.push(Diagnostic::warning("text::missing-glyph", fault.to_string()).at(place).help(help));
        }
        if holds(&incident.name).is_some() {
            let latin = incident.names_alt.iter().find(|n| holds(&Some((*n).clone())).is_none()).cloned();
            incident.name = latin.or_else(|| Some(incident.id.clone()));
        }
        if holds(&incident.name_ar).is_some() {
            incident.name_ar = None;
        }
    }
}

fn read_layers(
    figure: &Figure,
    root: &Path,
    warnings: &mut Vec<Diagnostic>,
) -> Result<Vec<UserLayer>, Vec<Diagnostic>> {
    let mut layers = Vec::new();
    for spec in &figure.layers {
        let features = read_features(&spec.file, root, warnings)?;
        let features: Vec<LayerFeature> =
            features.into_iter().filter_map(|f| Some(LayerFeature::new(f.geometry?, &f.properties))).collect();
        if features.is_empty() {
            let message = "the layer holds nothing that can be drawn";
            warnings.push(Diagnostic::warning("data::empty-layer", message).at(in_file(&spec.file)));
        }
        let stem = Path::new(&spec.file).file_stem().map(|s| s.to_string_lossy().into_owned()).unwrap_or_default();
        layers.push(UserLayer {
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
        });
    }
    Ok(layers)
}

/// Places that a frame should show for an incident.
fn places_of(incident: &Incident, catalogue: &Catalogue) -> Vec<LonLat> {
    let corners = |g: &geo::Geometry<f64>| geometry::polygons(g).into_iter().flatten().flatten().collect::<Vec<_>>();
    match placement(incident) {
        Placement::Point { place, uncertainty_m } => match uncertainty_m {
            Some(m) if m > 0.0 => crate::spatial::geodesic_circle(place, m, 8),
            _ => vec![place],
        },
        Placement::Sector { vertex, .. } => vec![vertex],
        Placement::Area(area) => corners(&geo::Geometry::MultiPolygon(area)),
        Placement::Named(name) => catalogue.admin1_area(&name).map(|f| corners(&f.geometry)).unwrap_or_default(),
        Placement::None => Vec::new(),
    }
}

/// What the map must show: as given, else the incidents (or layers) with room around.
fn extent(
    figure: &Figure,
    incidents: &[Incident],
    layers: &[UserLayer],
    catalogue: &Catalogue,
) -> Result<Extent, Vec<Diagnostic>> {
    if let Some(spec) = figure.extent {
        return Ok(spec.extent());
    }
    let mut places: Vec<LonLat> = incidents.iter().flat_map(|i| places_of(i, catalogue)).collect();
    if places.is_empty() {
        for feature in layers.iter().flat_map(|l| &l.layer.features) {
            let b = feature.bounds;
            places.extend([LonLat::new(b.west_deg, b.south_deg), LonLat::new(b.east_deg, b.north_deg)]);
        }
    }
    let Some(tight) = Extent::around(places) else {
        let fault = Diagnostic::error("layout::nothing-to-show", "there is nothing to show: no incident and no layer");
        return Err(vec![fault.help("give a file of incidents, --layer or --extent")]);
    };
    // An eighth of the size on every side, and never less than about 12 km across: one point still gets its surroundings.
    let lat = tight.center().lat_deg.clamp(-85.0, 85.0);
    let cos = libm::cos(lat.to_radians()).max(0.05);
    let (width, height) = (tight.width_deg() * cos, tight.height_deg());
    let across = width.max(height).max(0.16);
    let (dx, dy) =
        ((across * 0.14 + (across - width).max(0.0) * 0.25) / cos, across * 0.14 + (across - height).max(0.0) * 0.25);
    if tight.width_deg() + 2.0 * dx > 300.0 {
        return Ok(Extent {
            west_deg: -180.0,
            east_deg: 180.0,
            south_deg: (tight.south_deg - dy).max(-90.0),
            north_deg: (tight.north_deg + dy).min(90.0),
        });
    }
    let west = tight.west_deg - dx;
    let turned = crate::geographic::normalize_lon_deg(west);
    Ok(Extent {
        west_deg: turned,
        east_deg: turned + tight.width_deg() + 2.0 * dx,
        south_deg: (tight.south_deg - dy).max(-90.0),
        north_deg: (tight.north_deg + dy).min(90.0),
    })
}

/// Shortest lines from incidents to borders.
fn measure<'c>(
    figure: &Figure,
    root: &Path,
    incidents: &[Incident],
    catalogue: &'c Catalogue,
    warnings: &mut Vec<Diagnostic>,
) -> Result<(Vec<MeasuredDistance>, Vec<&'c Layer>), Vec<Diagnostic>> {
    let (mut distances, mut layers) = (Vec::new(), Vec::new());
    for wanted in &figure.measure {
        let (lines, accuracy_m) = match catalogue.border(&wanted.to) {
            Ok(layer) => {
                layers.push(layer);
                let lines: Vec<Vec<LonLat>> =
                    layer.features.iter().flat_map(|f| geometry::lines(&f.geometry)).collect();
                (lines, layer.accuracy_m.unwrap_or(0.0))
            }
            Err(_) if root.join(&wanted.to).exists() => {
                let features = read_features(&wanted.to, root, warnings)?;
                (features.iter().filter_map(|f| f.geometry.as_ref()).flat_map(geometry::lines).collect(), 0.0)
            }
            Err(unknown) => {
                let fault = Diagnostic::error("spatial::unknown-border", unknown.to_string());
                return Err(vec![
                    fault.help(format!("built in: {}; or give a GeoJSON file of lines", unknown.near.join(", "))),
                ]);
            }
        };
        let index = BorderIndex::new(lines, EdgeKind::Rfc7946).map_err(|e| refused("spatial::no-line", &e))?;
        for (number, incident) in incidents.iter().enumerate() {
            if wanted.incident.as_ref().is_some_and(|id| *id != incident.id) {
                continue;
            }
            let Some(ClaimedPlace::Point(place)) = incident.located().map(|l| &l.place) else { continue };
            let uncertainty_m = incident.located().and_then(|l| l.uncertainty_m).unwrap_or(0.0);
            let nearest = index.nearest(*place);
            distances.push(MeasuredDistance {
                incident: number,
                from: *place,
                foot: nearest.foot,
                interval: interval(nearest.distance_m, uncertainty_m, accuracy_m),
                words: wanted.words.clone().unwrap_or_default(),
            });
        }
    }
    Ok((distances, layers))
}

/// Codes and names of the countries that the incidents lie in; of layers alone, the one in the middle of the map.
fn countries_of_interest(
    incidents: &[Incident],
    layers: &[UserLayer],
    extent: &Extent,
    catalogue: &Catalogue,
    language: &Language,
) -> Vec<(String, String)> {
    let mut found: Vec<(String, String)> = Vec::new();
    let mut places: Vec<LonLat> = incidents.iter().filter_map(|i| places_of(i, catalogue).into_iter().next()).collect();
    if places.is_empty() && !layers.is_empty() {
        places.push(extent.center());
    }
    for place in places {
        if found.iter().any(|(code, _)| catalogue.is_in(code, place)) {
            continue;
        }
        let Some(country) = catalogue.country_at(place) else { continue };
        let Some(code) = country.countries.first() else { continue };
        let name = names::name(country.name.as_deref(), country.name_ar.as_deref(), language.code, None);
        found.push((code.clone(), name.map_or_else(|| code.clone(), |n| n.first)));
    }
    found
}

/// Texts that can't be set, and what found no place.
fn report_faults(layout: &Layout, glyphs: Glyphs, warnings: &mut Vec<Diagnostic>) -> Result<(), Vec<Diagnostic>> {
    let fault = |f: &TextError| match glyphs {
        Glyphs::Required => Diagnostic::error("text::missing-glyph", f.to_string()),
        Glyphs::FallBack => Diagnostic::warning("text::missing-glyph", f.to_string()),
    };
    let mut faults: Vec<Diagnostic> = layout
        .faults
        .iter()
        .map(|f| fault(f).help("give a font that has it: --font FILE, or fonts = [\"FILE\"] in the spec"))
        .collect();
    faults.dedup();
    if glyphs == Glyphs::Required && !faults.is_empty() {
        return Err(faults);
    }
    warnings.extend(faults);
    warnings.extend(layout.left_out.iter().map(|what| Diagnostic::warning("layout::left-out", what.clone())));
    use crate::layout::map::LabelKind::{Area, Town};
    // Names of the base map that find no place stand in the report; the figure's own are a warning.
    for label in layout.map.labels.iter().filter(|l| l.placed.is_none() && !matches!(l.kind, Area | Town)) {
        let message = format!("“{}” found no place on the map", label.text);
        warnings.push(Diagnostic::warning("layout::label-unplaced", message));
    }
    Ok(())
}

fn corners(r: kurbo::Rect) -> [f64; 4] {
    [r.x0, r.y0, r.x1, r.y1].map(|v| libm::round(v * 100.0) / 100.0)
}

fn report(layout: &Layout) -> FigureReport {
    let map = &layout.map;
    let line = |p: &crate::layout::label::PlacedLine| LabelReport {
        text: p.line.text.clone(),
        placed: true,
        bounds: corners(p.bounds()),
        angle: libm::round(p.angle_deg * 100.0) / 100.0,
    };
    let mut labels: Vec<LabelReport> = map
        .labels
        .iter()
        .map(|l| LabelReport {
            text: l.text.clone(),
            placed: l.placed.is_some(),
            bounds: l.placed.as_ref().map_or([0.0; 4], |p| corners(p.bounds)),
            angle: 0.0,
        })
        .collect();
    labels.extend(map.measured.iter().flat_map(|m| &m.texts).map(line));
    labels.extend(map.shields.iter().map(|s| line(&s.text)));
    labels.extend(map.callouts.iter().flat_map(|c| &c.texts).map(line));
    labels.extend(map.tray.iter().flat_map(|t| &t.texts).map(line));
    labels.extend(map.scale_bar.iter().flat_map(|b| &b.texts).map(line));
    let symbols = map
        .symbols
        .iter()
        .chain(map.tray.iter().flat_map(|t| &t.symbols))
        .map(|s| SymbolReport { id: layout.incidents[s.incident].id.clone(), bounds: corners(s.bounds()) })
        .collect();
    FigureReport {
        page_pt: [layout.size_pt.0, layout.size_pt.1],
        proj: map.frame.projection.proj_string(),
        affine_pt: map.frame.affine_pt(),
        labels,
        symbols,
        credits: layout.credits.clone(),
    }
}
