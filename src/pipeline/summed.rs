//! Many incidents → cells: whether they are summed up, and how.
//!
//! The file is gone through up to three times, and no row of it is kept: once for how many there are, where and when; once over the frame, for whether
//! symbols could still be told apart; once for the sums. What says more than columns can hold is read by way of features
//! first. Figures that speak of single incidents (measured lines, callouts, numbers, a selection) show them one by one.

use super::breakdown;
use super::read;
use super::wanted::{Wanted, nothing_left};
use crate::aggregate::{
    Aggregate, AreaSource, AreaSums, CellId, CellLattice, CellShape, ClusterSums, Events, LatticeSums, Overview,
    SummedCells, SummedEvents, Timeline, areas, crowding::Crowding, crowding::FEW, density::DensityGrid,
    density::Weight, round_width_m,
};
use crate::data::catalogue::Catalogue;
use crate::data::events::{EventFile, EventTexts};
use crate::data::incident::Incident;
use crate::data::layer::{Layer, LayerFeature};
use crate::data::load;
use crate::diagnostic::{Diagnostic, Place};
use crate::geographic::Extent;
use crate::layout::{MapFrame, first_frame, least_symbol_width_pt};
use crate::projection::{MapPoint, MapProjection, ProjectionChoice, Purpose};
use crate::spec::{CellValue, CellsSpec, Figure, IncidentStyle, Panel, PerSpec, PrecisionSpec};
use std::path::Path;

/// Cells are at least so wide on the page, and at most, in points.
const WIDTH_PT: (f64, f64) = (8.0, 20.0);
/// Bandwidth of a density on the page.
const BANDWIDTH_PT: f64 = 12.0;
/// So many events are wanted in a cell on average, were they spread evenly.
const EVENTS_A_CELL: f64 = 8.0;

/// Events and what they are like as a whole.
pub(super) struct Survey {
    pub events: Events,
    pub overview: Overview,
}

/// What decides how many incidents are drawn.
pub(super) fn wanted(figure: &Figure) -> Result<bool, Vec<Diagnostic>> {
    let single = read::single_incident_keys(figure);
    match (figure.style, single.first()) {
        (IncidentStyle::Points, _) | (IncidentStyle::Auto, Some(_)) => Ok(false),
        (_, None) => Ok(true),
        (_, Some(key)) => {
            let message = format!("`{key}` speaks of single incidents, which sums don't show");
            let fault = Diagnostic::error("spec::sums-of-single-incidents", message);
            let place = Place { pointer: Some((*key).to_owned()), ..Place::default() };
            Err(vec![fault.at(place).help("leave it out, or draw the incidents as points")])
        }
    }
}

/// Looks through a figure's file of incidents as columns; `None`: it has few, or is to be read by way of features.
pub(super) fn survey_file(figure: &Figure, root: &Path, wanted: &Wanted) -> Result<Option<Survey>, Vec<Diagnostic>> {
    let Some(file) = figure.incidents.as_ref().filter(|f| *f != load::BUILTIN_INCIDENTS) else { return Ok(None) };
    let named = |faults| super::of_file(faults, file);
    if wanted.needs_incidents() || figure.claims.is_some() {
        return Ok(None);
    }
    let Some(events) = EventFile::open(&read::path_of(file, root)).map_err(named)? else { return Ok(None) };
    let Some(events) = wanted.rows_of(events) else { return Ok(None) };
    let events = Events::File(events);
    let overview = events.sum(&EventTexts::None, &Overview::default()).map_err(named)?;
    let Some(overview) = overview.filter(|o| wanted.was_answered(o.seen)) else { return Ok(None) };
    if overview.tally.events == 0 && overview.left_out.rows > 0 {
        return Err(vec![nothing_left(overview.left_out, file)]);
    }
    Ok(is_worth_it(figure, &overview).then_some(Survey { events, overview }))
}

/// The same of incidents that were read.
pub(super) fn survey_incidents(figure: &Figure, incidents: &[Incident]) -> Option<Survey> {
    let mut overview = Overview::default();
    let events = Events::of_incidents(incidents, &breakdown::texts(figure));
    if let Events::Batch(batch) = &events {
        overview.add(batch);
    }
    is_worth_it(figure, &overview).then_some(Survey { events, overview })
}

/// Places that are told by an area on purpose are summed up by it, unless another way was asked for: a cell would say that all of an area's lie in it.
pub(super) fn by_the_areas_told(figure: &Figure) -> Figure {
    let areas = match &figure.publish_precision {
        None | Some(PrecisionSpec::Cells { .. }) => None,
        Some(PrecisionSpec::Country) => Some("countries".to_owned()),
        Some(PrecisionSpec::Admin1) => Some("admin1".to_owned()),
        Some(PrecisionSpec::Areas(file)) => Some(file.clone()),
    };
    let mut figure = figure.clone();
    if let Some(areas) = areas.filter(|_| figure.style == IncidentStyle::Auto) {
        figure.style = IncidentStyle::ByArea;
        figure.cells.areas = figure.cells.areas.or(Some(areas));
    }
    figure
}

/// Does a panel show the incidents along time?
pub(super) fn wants_timeline(figure: &Figure) -> bool {
    figure.panels.iter().any(|p| matches!(p, Panel::ByTime { .. }))
}

/// The incidents along time.
pub(super) fn timeline(events: &Events) -> Result<Option<Timeline>, Vec<Diagnostic>> {
    let groups = events.sum(&EventTexts::None, &Timeline::groups())?;
    Ok(groups.as_ref().and_then(Timeline::of_months))
}

fn is_worth_it(figure: &Figure, overview: &Overview) -> bool {
    let least = if figure.style == IncidentStyle::Auto { FEW + 1 } else { 1 };
    overview.located >= least
}

/// The projection that sums are compared on, where the figure leaves it to us.
pub(super) fn choice_for_sums(choice: &ProjectionChoice) -> ProjectionChoice {
    match choice {
        ProjectionChoice::Auto => ProjectionChoice::For(Purpose::Areas),
        given => given.clone(),
    }
}

/// Sums events up for a map; `None`: symbols can be told apart, or there is nothing on the map.
pub(super) fn sum_up(
    survey: Survey,
    figure: &Figure,
    extent: &Extent,
    projection: &MapProjection,
    areas: Option<(AreaSource, Vec<LayerFeature>)>,
) -> Result<Option<SummedEvents>, Vec<Diagnostic>> {
    let Survey { events, overview } = survey;
    if let Some((source, features)) = areas {
        let index = areas::index_of(&features);
        let Some(sums) = events.sum(&EventTexts::None, &AreaSums::new(&index, features.len()))? else {
            return Ok(None);
        };
        let areas = sums.areas(source, features);
        let in_none = areas.beside;
        return Ok(Some(SummedEvents { cells: SummedCells::Areas(areas), overview, in_none, crowded: None }));
    }
    let frame = first_frame(figure, projection, extent);
    if figure.style == IncidentStyle::Density {
        return density(&events, overview, figure, &frame);
    }
    let (least, most) = frame.map_corners();
    let square_m = least_symbol_width_pt() / frame.pt_per_m;
    let Some(crowding) = events.sum(&EventTexts::None, &Crowding::new(projection, least, most, square_m))? else {
        return Ok(None);
    };
    let crowded = figure.style == IncidentStyle::Auto;
    if crowded && !crowding.is_crowded() {
        return Ok(None);
    }
    if figure.style == IncidentStyle::Clusters || (crowded && is_for_clusters(figure, crowding.events())) {
        let crowded = crowded.then(|| crowding.share());
        return clusters(&events, overview, &frame, crowded);
    }
    let width_m = match figure.cells.width {
        Some(width) => width * figure.units.metres(),
        None => round_width_m(cell_width_pt(&frame, crowding.events()) / frame.pt_per_m, figure.units.metres()),
    };
    let shape = if figure.style == IncidentStyle::Grid { CellShape::Square } else { CellShape::Hexagon };
    let lattice =
        CellLattice::new(shape, projection, extent, width_m).map_err(|e| super::refused("projection::unusable", &e))?;
    let (low, high) = cells_between(&lattice, least, most);
    let Some(sums) = events.sum(&EventTexts::None, &LatticeSums::new(&lattice, low, high))? else { return Ok(None) };
    let (cells, in_none) = (sums.cells(), sums.off_the_map);
    let crowded = crowded.then(|| crowding.share());
    Ok(Some(SummedEvents { cells: SummedCells::Lattice(lattice, cells), overview, in_none, crowded }))
}

/// Up to so many incidents on the map are joined to circles, unless cells are described: more make too few cells of many.
const MOST_IN_CLUSTERS: u64 = 1_000;

fn is_for_clusters(figure: &Figure, events: u64) -> bool {
    events <= MOST_IN_CLUSTERS && figure.cells == CellsSpec { value: figure.cells.value, ..CellsSpec::default() }
}

/// Events gathered for circles, over the frame and somewhat beyond: it may become larger when the page is laid out.
fn clusters(
    events: &Events,
    overview: Overview,
    frame: &MapFrame,
    crowded: Option<f64>,
) -> Result<Option<SummedEvents>, Vec<Diagnostic>> {
    let (least, most) = frame.map_corners();
    let room = 0.15 * (most.x_m - least.x_m).max(most.y_m - least.y_m);
    let corner = |p: MapPoint, by: f64| MapPoint { x_m: p.x_m + by, y_m: p.y_m + by };
    let square_m = least_symbol_width_pt() / frame.pt_per_m;
    let empty = ClusterSums::new(&frame.projection, corner(least, -room), corner(most, room), square_m);
    let Some(sums) = events.sum(&EventTexts::None, &empty)? else { return Ok(None) };
    let cells = SummedCells::Clusters(sums.gathered());
    Ok(Some(SummedEvents { cells, overview, in_none: sums.beside, crowded }))
}

/// Events as a surface, over the frame and as far beyond it as the kernel reaches.
fn density(
    events: &Events,
    overview: Overview,
    figure: &Figure,
    frame: &MapFrame,
) -> Result<Option<SummedEvents>, Vec<Diagnostic>> {
    let unit_m = figure.units.metres();
    let given = figure.cells.width.map(|width| width * unit_m);
    let bandwidth_m = given.unwrap_or_else(|| round_width_m(BANDWIDTH_PT / frame.pt_per_m, unit_m));
    let weight = match figure.cells.value {
        CellValue::Incidents => Weight::Events,
        CellValue::Killed => Weight::Killed,
    };
    let (least, most) = frame.map_corners();
    // The frame may become somewhat larger when the page is laid out.
    let room = 4.0 * bandwidth_m + 0.15 * (most.x_m - least.x_m).max(most.y_m - least.y_m);
    let corner = |p: MapPoint, by: f64| MapPoint { x_m: p.x_m + by, y_m: p.y_m + by };
    let step_m = (1.0 / frame.pt_per_m).min(bandwidth_m / 5.0).max((most.x_m - least.x_m + 2.0 * room) / 2_000.0);
    let empty = DensityGrid::new(&frame.projection, weight, corner(least, -room), corner(most, room), step_m);
    let Some(grid) = events.sum(&EventTexts::None, &empty)? else { return Ok(None) };
    let extent = &frame.visible;
    let lattice = CellLattice::new(CellShape::Hexagon, &frame.projection, extent, bandwidth_m)
        .map_err(|e| super::refused("projection::unusable", &e))?;
    let (low, high) = cells_between(&lattice, least, most);
    let Some(sums) = events.sum(&EventTexts::None, &LatticeSums::new(&lattice, low, high))? else { return Ok(None) };
    let cells = SummedCells::Density(grid.smoothed(bandwidth_m), sums.cells());
    Ok(Some(SummedEvents { cells, overview, in_none: grid.beside, crowded: None }))
}

/// Least and greatest cells of a map with these corners.
fn cells_between(lattice: &CellLattice, least: MapPoint, most: MapPoint) -> (CellId, CellId) {
    let corners = [(least.x_m, least.y_m), (least.x_m, most.y_m), (most.x_m, least.y_m), (most.x_m, most.y_m)];
    let ids = corners.map(|(x_m, y_m)| lattice.cell_at(MapPoint { x_m, y_m }));
    ids.iter().fold((ids[0], ids[0]), |(mut low, mut high), id| {
        (low.q, low.r) = (low.q.min(id.q), low.r.min(id.r));
        (high.q, high.r) = (high.q.max(id.q), high.r.max(id.r));
        (low, high)
    })
}

/// The areas that a figure sums up by, with what they are called.
pub(super) fn areas(
    figure: &Figure,
    root: &Path,
    catalogue: &Catalogue,
    extent: &Extent,
    warnings: &mut Vec<Diagnostic>,
) -> Result<Option<(AreaSource, Vec<LayerFeature>)>, Vec<Diagnostic>> {
    if figure.style != IncidentStyle::ByArea {
        return Ok(None);
    }
    let name = figure.cells.areas.as_deref().unwrap_or("admin1");
    // Where the figure shows only a part of the world, only that part is looked through.
    let near = |layer: &Layer| layer.features.iter().filter(|f| f.bounds.intersects(extent)).cloned().collect();
    let features: Vec<LayerFeature> = match name {
        "countries" => near(catalogue.countries()),
        "admin1" => near(Catalogue::divisions()),
        file => read::area_features(file, root, figure.cells.population.as_deref(), warnings)?,
    };
    let people = features.iter().any(|f| f.population.is_some());
    if figure.cells.per == Some(PerSpec::People) && !people {
        let message = format!("nobody says how many people live in the areas of {name}");
        let fault = Diagnostic::error("data::no-population", message);
        return Err(vec![fault.help(
            "give a file of areas with --areas, and the property that holds their population with --population",
        )]);
    }
    let credit = match name {
        "countries" => Some(catalogue.countries()),
        "admin1" => Some(Catalogue::divisions()),
        _ => None,
    };
    let credit = credit.map(|layer| (layer.role, layer.credit.clone()));
    Ok(Some((AreaSource { name: name.to_owned(), credit }, features)))
}

/// Width of cells on the page: wide enough to hold some events each, and to be seen.
fn cell_width_pt(frame: &MapFrame, events: u64) -> f64 {
    let area = frame.rect.area() * EVENTS_A_CELL / events.max(1) as f64;
    libm::sqrt(area).clamp(WIDTH_PT.0, WIDTH_PT.1)
}
