//! One figure from spec to scene: the rooms called in their order, and nothing else.

mod breakdown;
mod cell_rows;
mod coarse_areas;
mod coarsen;
mod extent;
mod filter_note;
mod insets;
mod interest;
mod measure;
mod names;
mod north;
mod packs;
mod plain_texts;
mod read;
mod report;
mod rows;
mod summed;
mod theme;
mod viewpoint;
mod wanted;

pub use cell_rows::CellRow;
pub use report::{FigureReport, InsetReport, LabelReport, SymbolReport};
pub use rows::{DistanceCells, IncidentRow};
pub use wanted::Wanted;

use crate::aggregate::{Breakdown, Events, SummedEvents, Timeline};
use crate::data::catalogue::Catalogue;
use crate::data::events::EventTexts;
use crate::data::load;
use crate::diagnostic::{Diagnostic, Place};
use crate::draw;
use crate::geographic::{Extent, LonLat};
use crate::layout::caption::Caption;
use crate::layout::language::{ENGLISH, Language, language};
use crate::layout::map::symbols::{Placement, placement};
use crate::layout::{Layout, LayoutInput, UserLayer, lay_out};
use crate::projection::{MapProjection, ProjectionChoice, TurnRule};
use crate::scene::{Item, Scene};
use crate::spec::{Figure, MissingGlyphs};
use crate::text::{Fonts, TextError};
use std::path::Path;

/// A figure ready to be written.
#[derive(Debug)]
pub struct Composition {
    /// The finished page.
    pub scene: Scene,
    /// What stands where.
    pub report: FigureReport,
    /// Its caption, and its description for readers who can't see it.
    pub caption: Caption,
    /// Its data, one row an incident.
    pub rows: Vec<IncidentRow>,
    /// Its cells, where incidents are summed up.
    pub cells: Option<Vec<CellRow>>,
    /// What the label engine weighed, to be drawn over the scene.
    pub label_trace: Item,
    /// Why the map has its projection.
    pub explanation: MapExplanation,
    /// What the reader should know.
    pub warnings: Vec<Diagnostic>,
}

/// What [`crate::projection::explain`] asks for: the map's projection, what was asked for, and the extent.
#[derive(Debug, Clone)]
pub struct MapExplanation {
    /// The projection that the map has.
    pub projection: MapProjection,
    /// What was asked for.
    pub choice: ProjectionChoice,
    /// What the map had to show.
    pub extent: Extent,
    /// Whether it is turned and why, where the figure leaves that open.
    pub turn: Option<TurnRule>,
}

/// What to do about a name with a character that no font holds, where the spec doesn't say it.
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
/// All faults of the input: of every file that is named, of ids that no incident has, of the projection.
pub fn compose(figure: &Figure, root: &Path, fonts: &Fonts, glyphs: Glyphs) -> Result<Composition, Vec<Diagnostic>> {
    let mut warnings = Vec::new();
    let figure = &plain_texts::plain_texts(figure, &mut warnings);
    let glyphs = match figure.missing_glyphs {
        Some(MissingGlyphs::Error) => Glyphs::Required,
        Some(MissingGlyphs::Fallback) => Glyphs::FallBack,
        None => glyphs,
    };
    let language = language(&figure.lang).unwrap_or_else(|| {
        let message = format!("the furniture has no words in “{}” yet: English is used", figure.lang);
        warnings.push(Diagnostic::warning("layout::unknown-language", message));
        ENGLISH
    });
    let may_be_summed = summed::wanted(figure);
    let wanted = Wanted::of(figure, root, &mut warnings)?;
    let survey = if matches!(may_be_summed, Ok(true)) { summed::survey_file(figure, root, &wanted)? } else { None };
    let read::Inputs { read, mut user_layers, borders, choice, own_base, view, theme } =
        read::inputs(figure, root, &wanted, survey.is_none(), &mut warnings)?;
    let read::ReadIncidents { mut incidents, mut beside, mut sources, mut left_out } = read;
    let survey = match may_be_summed? {
        true => survey.or_else(|| summed::survey_incidents(figure, &incidents)),
        false => None,
    };
    let catalogue = own_base.as_ref().unwrap_or_else(|| Catalogue::builtin());
    let file = figure.incidents.as_deref().unwrap_or_default();
    let summed = match survey {
        Some(survey) => {
            let summed = sums(
                survey,
                &summed::by_the_areas_told(figure),
                root,
                &user_layers,
                &choice,
                (catalogue, language),
                &mut warnings,
            )?;
            match &summed {
                Some(_) => incidents.clear(),
                None if incidents.is_empty() => {
                    read::ReadIncidents { incidents, beside, sources, left_out } =
                        read::read_incidents(figure, root, &wanted, &mut warnings)?;
                }
                None => {}
            }
            summed
        }
        None => None,
    };
    match glyphs {
        Glyphs::Required => match names::unset_names(&incidents, file, fonts) {
            unset if unset.is_empty() => {}
            unset => return Err(unset),
        },
        Glyphs::FallBack => warnings.extend(names::fall_back(&mut incidents, file, fonts)),
    }
    let measured = measure::measure(figure, &incidents, &borders)?;
    let feet: Vec<LonLat> = measured.distances.iter().map(|d| d.foot).collect();
    let (extent, north, insets) = match &summed {
        Some(summed) => {
            warnings.extend(insets::left_out_of_sums(figure));
            (summed.extent, summed.north.clone(), Vec::new())
        }
        None => {
            let mut places: Vec<LonLat> = incidents.iter().flat_map(|i| extent::places_of(i, catalogue)).collect();
            // A measured line is shown with both of its ends.
            places.extend(&feet);
            let extent = extent::extent(figure, places.clone(), &user_layers, catalogue)?;
            let upright = MapProjection::choose(&choice, &extent).map_err(|e| refused("projection::unusable", &e))?;
            let insets = insets::insets(figure, &places, &user_layers, &choice, catalogue)?;
            (extent, north::turned(upright, figure, &places, &user_layers, &extent, catalogue), insets)
        }
    };
    let north::North { projection, turn } = north;
    warnings.extend(turn.and_then(|rule| north::stays(&rule)));
    let choice = if summed.is_some() { summed::choice_for_sums(&choice) } else { choice };
    let events = summed.as_ref().map(|s| &s.events);
    user_layers.extend(measured.drawn);
    let timeline = match (&summed, summed::wants_timeline(figure)) {
        (_, false) => None,
        (Some(summed), true) => summed.timeline.clone(),
        (None, true) => summed::timeline(&Events::of_incidents(&incidents, &EventTexts::None))?,
    };
    let groups = match &summed {
        Some(summed) => summed.groups.clone(),
        None if incidents.is_empty() => None,
        None => {
            let events = Events::of_incidents(&incidents, &breakdown::texts(figure));
            breakdown::breakdown(figure, &events, language)?
        }
    };
    if let Some(summed) = summed.as_ref().filter(|s| s.events.overview.left_out.rows > 0) {
        left_out = summed.events.overview.left_out;
    }
    let noted = Figure { notes: figure.notes.iter().cloned().chain(measured.notes).collect(), ..figure.clone() };
    let explanation = MapExplanation { projection: projection.clone(), choice, extent, turn };
    let places = interest::places(&incidents, events, &user_layers, &extent, catalogue);
    let of_interest = interest::countries_of_interest(places, catalogue, language, &view);
    let input = LayoutInput {
        filtered: filter_note::notes(figure, left_out, language),
        figure: &noted,
        incidents: &incidents,
        beside: &beside,
        summed: events,
        timeline: timeline.as_ref(),
        groups: groups.as_ref(),
        distances: &measured.distances,
        measured_layers: measured.layers,
        user_layers: &user_layers,
        sources: &sources,
        catalogue,
        view,
        extent,
        projection,
        insets,
        of_interest,
    };
    let layout = lay_out(input, &theme, language, fonts);
    packs::damage(figure, catalogue)?;
    let map = &layout.map.frame;
    warnings.extend(packs::unused(figure, catalogue, &map.visible, map.scale_denominator()));
    report_faults(&layout, glyphs, &mut warnings)?;
    let report = FigureReport { left_out, ..report::report(&layout) };
    let scene = draw::draw(&layout, fonts);
    let label_trace = draw::label_trace(&layout.map.label_trace, fonts);
    let rows = rows::rows(&layout, &measured.distances);
    let cells = cell_rows::cell_rows(&layout);
    Ok(Composition { scene, report, caption: layout.caption, rows, cells, label_trace, explanation, warnings })
}

/// Incidents summed up, with the extent and the projection that they are summed up on.
struct Sums {
    events: SummedEvents,
    timeline: Option<Timeline>,
    groups: Option<Breakdown>,
    extent: Extent,
    north: north::North,
}

fn sums(
    survey: summed::Survey,
    figure: &Figure,
    root: &Path,
    layers: &[UserLayer],
    choice: &ProjectionChoice,
    (catalogue, language): (&Catalogue, &Language),
    warnings: &mut Vec<Diagnostic>,
) -> Result<Option<Sums>, Vec<Diagnostic>> {
    let corners = survey
        .overview
        .extent()
        .map(|e| [LonLat::new(e.west_deg, e.south_deg), LonLat::new(e.east_deg, e.north_deg), e.center()].to_vec());
    let extent = extent::extent(figure, corners.unwrap_or_default(), layers, catalogue)?;
    let choice = summed::choice_for_sums(choice);
    let upright = MapProjection::choose(&choice, &extent).map_err(|e| refused("projection::unusable", &e))?;
    let north = north::turned(upright, figure, &survey.overview.corners(), layers, &extent, catalogue);
    let unread = survey.overview.unread;
    let timeline = if summed::wants_timeline(figure) { summed::timeline(&survey.events)? } else { None };
    let groups = breakdown::breakdown(figure, &survey.events, language)?;
    let areas = summed::areas(figure, root, catalogue, &extent, warnings)?;
    let events = summed::sum_up(survey, figure, &extent, &north.projection, areas)?;
    Ok(events.map(|events| {
        let file = figure.incidents.as_deref().unwrap_or_default();
        warnings.extend(unread.warnings(&load::display_name(Path::new(file))));
        Sums { events, timeline, groups, extent, north }
    }))
}

/// Incidents that a figure is asked to show.
#[derive(Debug, Clone, Default)]
pub struct IncidentIds {
    /// Ids of those with a place, in the order of their numbers.
    pub ids: Vec<String>,
    /// How many have none.
    pub without_place: usize,
}

/// The incidents that a figure is asked to show, without making it.
///
/// # Errors
/// Faults of the file and of the filter.
pub fn incident_ids(figure: &Figure, root: &Path) -> Result<IncidentIds, Vec<Diagnostic>> {
    let wanted = Wanted::of(figure, root, &mut Vec::new())?;
    let read = read::read_incidents(figure, root, &wanted, &mut Vec::new())?;
    let all = read.incidents.len();
    let placed = read.incidents.into_iter().filter(|i| !matches!(placement(i), Placement::None));
    let ids: Vec<String> = placed.map(|i| i.id).collect();
    Ok(IncidentIds { without_place: all - ids.len(), ids })
}

/// All faults of what a figure names, without making the figure: for a caller that refuses it already, and tells
/// everything at once.
pub fn input_faults(figure: &Figure, root: &Path) -> Vec<Diagnostic> {
    let mut warnings = Vec::new();
    match Wanted::of(figure, root, &mut warnings) {
        Ok(wanted) => read::inputs(figure, root, &wanted, true, &mut warnings).err().unwrap_or_default(),
        Err(faults) => {
            let others = read::inputs(figure, root, &Wanted::default(), true, &mut warnings).err().unwrap_or_default();
            faults.into_iter().chain(others).collect()
        }
    }
}

fn refused(code: &'static str, fault: &dyn std::error::Error) -> Vec<Diagnostic> {
    vec![Diagnostic::error(code, fault.to_string())]
}

fn in_file(file: &str) -> Place {
    Place { file: Some(load::display_name(Path::new(file))), ..Place::default() }
}

/// Faults that don't say which file they are of.
fn of_file(faults: Vec<Diagnostic>, file: &str) -> Vec<Diagnostic> {
    faults.into_iter().map(|f| if f.place.file.is_some() { f } else { f.at(in_file(file)) }).collect()
}

/// Texts that can't be set, and what found no place.
fn report_faults(layout: &Layout, glyphs: Glyphs, warnings: &mut Vec<Diagnostic>) -> Result<(), Vec<Diagnostic>> {
    let fault = |f: &TextError| match glyphs {
        Glyphs::Required => Diagnostic::error("text::missing-glyph", f.to_string()),
        Glyphs::FallBack => Diagnostic::warning("text::missing-glyph", f.to_string()),
    };
    let mut faults: Vec<Diagnostic> =
        layout.faults.iter().map(|f| fault(f).help(names::missing_glyph_help(f))).collect();
    faults.dedup();
    if glyphs == Glyphs::Required && !faults.is_empty() {
        return Err(faults);
    }
    warnings.extend(faults);
    warnings.extend(layout.left_out.iter().map(|what| Diagnostic::warning("layout::left-out", what.clone())));
    let unplaced = layout.map.labels.iter().filter_map(|l| l.unplaced.as_ref());
    let required: Vec<Diagnostic> = unplaced
        .filter(|u| u.required)
        .map(|u| {
            Diagnostic::error("layout::required-label-unplaced", format!("“{}” must be placed: {}", u.id, u.reason))
        })
        .collect();
    if !required.is_empty() {
        return Err(required);
    }
    use crate::layout::map::LabelKind::{Area, River, Town};
    // Names of the base map that find no place stand in the report; the figure's own are a warning.
    let unplaced = layout.map.labels.iter().filter(|l| l.placed.is_none() && !matches!(l.kind, Area | River | Town));
    // What an inset names is named.
    let unplaced = unplaced.filter(|l| !l.incident.is_some_and(|i| layout.is_named_by_an_inset(i)));
    let in_table = if layout.numbers.is_empty() { "" } else { "; the table has it by its number" };
    let told: Vec<String> = unplaced
        .map(|l| match l.unplaced.as_ref() {
            Some(u) if l.incident.is_some() => format!("“{}” ({}{in_table})", l.text, u.reason),
            Some(u) => format!("“{}” ({})", l.text, u.reason),
            None => format!("“{}”", l.text),
        })
        .collect();
    if !told.is_empty() {
        let more = if told.len() > 40 { format!(" and {} more", told.len() - 40) } else { String::new() };
        let first = told.iter().take(40).map(String::as_str).collect::<Vec<_>>().join(", ");
        let message = format!("no place on the map for {first}{more}");
        let help = "a larger --size or a closer --extent gives room; --report lists every name";
        warnings.push(Diagnostic::warning("layout::label-unplaced", message).help(help));
    }
    Ok(())
}
